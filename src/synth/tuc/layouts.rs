//! The columns of every file and sheet of a delivery of the TUC front office, as headed, and how files are written.

use crate::domain::{DateFormat, Notation};
use crate::synth::sheet::Layout;
use crate::synth::style::{Charset, LineEnd, Style};

/// How most files are written. Amounts are whole cents, so that the notation matters nowhere.
pub(super) static STYLE: Style = Style {
    delimiter: b',',
    charset: Charset::Utf8,
    line_end: LineEnd::CrLf,
    notation: Notation::DUTCH,
    dates: DateFormat::Compact,
};
/// How specifications and payments are written.
pub(super) static WIDE: Style = Style { charset: Charset::Utf16, ..STYLE };
/// What stands for no date, such as an open end.
pub(super) const NO_DATE: &str = "00000000";

pub(super) static CLIENTS: Layout = Layout {
    headings: &[
        "Clientnr",
        "Burgerservicenr",
        "A-nr",
        "Geslachtsnaam",
        "Voorvoegsel",
        "Voorletters",
        "Geboortedatum",
        "Datum overlijden",
        "Geslachtsaanduiding",
        "Straatnaam",
        "Huisnr",
        "Huisletter",
        "Huisnrtoevoeging",
        "Postcode",
        "Woonplaats",
        "Gemeentecode",
        "Indicatie geheim",
        "Bewindcode",
        "Consulent",
    ],
    amounts: &[],
};
pub(super) static CASES: Layout = Layout {
    headings: &[
        "Uitkeringsnr",
        "Clientnr",
        "Clientnr partner",
        "Wetcode",
        "Leefvormcode",
        "Aantal kostendelers",
        "Ingangsdatum",
        "Einddatum",
        "Reden beëindiging",
        "Datum toekenning",
        "Verwerkt t/m",
        "Betaalwijze",
        "Blokkering",
        "Gemeentecode",
    ],
    amounts: &[],
};
pub(super) static DECISIONS: Layout = Layout {
    headings: &[
        "Besluitnr",
        "Uitkeringsnr",
        "Besluitsoort",
        "Besluitdatum",
        "Grondslag",
        "Datum ingang",
        "Datum einde",
    ],
    amounts: &[],
};
pub(super) static OBLIGATIONS: Layout = Layout {
    headings: &["Uitkeringsnr", "Clientnr", "Verplichtingcode", "Begindatum", "Einddatum", "Ontheffing"],
    amounts: &[],
};
pub(super) static SPECIFICATIONS: Layout = Layout {
    headings: &[
        "Uitkeringsnr",
        "Betrekkingsperiode",
        "Blok",
        "Regelnr",
        "Regelsoort",
        "Componentcode",
        "Omschrijving",
        "Bedrag",
        "Teken",
        "Geldig van",
        "Geldig tot",
    ],
    amounts: &[7],
};
pub(super) static PAYEES: Layout = Layout {
    headings: &[
        "Betaaladresnr",
        "Uitkeringsnr",
        "Soort adres",
        "Tenaamstelling",
        "IBAN",
        "Verdeelsleutel",
        "Vast bedrag",
        "Begindatum",
        "Einddatum",
    ],
    amounts: &[6],
};
pub(super) static PAYMENTS: Layout = Layout {
    headings: &[
        "Betaalregelnr",
        "Uitkeringsnr",
        "Clientnr",
        "BSN",
        "Wetcode",
        "Betrekkingsperiode",
        "Blok",
        "Betaaldatum",
        "Bedrag",
        "D/C",
        "Betaaladresnr",
        "IBAN",
        "Tenaamstelling",
        "Omschrijving",
        "Verwerking",
        "Herstelt regel",
    ],
    amounts: &[8],
};
pub(super) static RESERVES: Layout =
    Layout { headings: &["Uitkeringsnr", "Opbouw vanaf", "Opbouw t/m", "Gereserveerd bedrag"], amounts: &[3] };
pub(super) static DEBTS: Layout = Layout {
    headings: &[
        "Debiteurnr",
        "Uitkeringsnr",
        "Vorderingsoort",
        "Besluitdatum",
        "Hoofdsom",
        "Restant",
        "Peildatum",
        "Invorderingsstatus",
        "Maandtermijn",
    ],
    amounts: &[4, 5, 8],
};
pub(super) static ATTACHMENTS: Layout = Layout {
    headings: &[
        "Uitkeringsnr",
        "Beslaglegger",
        "IBAN beslaglegger",
        "Beslagbedrag",
        "Beslagvrije voet",
        "Begindatum",
        "Einddatum",
    ],
    amounts: &[3, 4],
};
pub(super) static PROGRAMMES: Layout = Layout {
    headings: &[
        "Voorzieningnr",
        "Clientnr",
        "Voorzieningcode",
        "Omschrijving",
        "Begindatum",
        "Einddatum",
        "Uitvoerder",
    ],
    amounts: &[],
};
pub(super) static CALENDAR: Layout = Layout { headings: &["Betrekkingsperiode", "Blok", "Betaaldatum"], amounts: &[] };
pub(super) static CONTROL: Layout =
    Layout { headings: &["Bestandsnaam", "Aantal records", "Veld", "Controlesom"], amounts: &[] };

pub(super) static INTAKE: Layout = Layout {
    headings: &["Meldingsnummer", "Datum melding", "Cliëntnummer", "Gemeente", "Vraag", "Stand"],
    amounts: &[],
};
pub(super) static DEBT_HELP: Layout =
    Layout { headings: &["Trajectnummer", "Cliëntnummer", "Start", "Einde", "Stand", "Schuldenlast"], amounts: &[] };
pub(super) static ABSENCE: Layout = Layout {
    headings: &[
        "Meldingsnummer",
        "Datum melding",
        "Cliëntnummer leerling",
        "Woongemeente",
        "School",
        "Soort verzuim",
        "Stand",
    ],
    amounts: &[],
};
pub(super) static INTEGRATION: Layout =
    Layout { headings: &["Inburgeringsnummer", "Cliëntnummer", "Startdatum", "Einde termijn", "Stand"], amounts: &[] };
