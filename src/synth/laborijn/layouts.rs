//! The columns of every file of a Laborijn delivery, as headed, and how they are written.

use crate::domain::{DateFormat, Notation};
use crate::synth::sheet::Layout;
use crate::synth::style::{Charset, LineEnd, Style};

pub(super) static STYLE: Style = Style {
    delimiter: b';',
    charset: Charset::Windows1252,
    line_end: LineEnd::CrLf,
    notation: Notation::DUTCH,
    dates: DateFormat::DayMonthYear,
};

pub(super) static CLIENTS: Layout = Layout {
    headings: &[
        "Clientnummer",
        "BSN",
        "A-nummer",
        "Achternaam",
        "Voorvoegsel",
        "Voorletters",
        "Geboortedatum",
        "Overlijdensdatum",
        "Geslacht",
        "Straat",
        "Huisnummer",
        "Huisletter",
        "Toevoeging",
        "Postcode",
        "Woonplaats",
        "Gemeentecode",
        "Geheim",
        "Juridische status",
    ],
    amounts: &[],
};
pub(super) static CASES: Layout = Layout {
    headings: &[
        "Dossiernummer",
        "Clientnummer",
        "Partnernummer",
        "Regeling",
        "Leefvorm",
        "Kostendelers",
        "Ingangsdatum",
        "Einddatum",
        "Reden einde",
        "Toekenningsdatum",
        "Verwerkt tot en met",
        "Betaalmoment",
        "Geblokkeerd",
        "Gemeentecode",
    ],
    amounts: &[],
};
pub(super) static DECISIONS: Layout = Layout {
    headings: &["Beschikkingnummer", "Dossiernummer", "Soort", "Datum", "Wet", "Artikel", "Geldig van", "Geldig tot"],
    amounts: &[],
};
pub(super) static OBLIGATIONS: Layout = Layout {
    headings: &["Dossiernummer", "Clientnummer", "Soort", "Van", "Tot", "Ontheffing", "Reden ontheffing"],
    amounts: &[],
};
pub(super) static COMPONENTS: Layout = Layout {
    headings: &["Dossiernummer", "Componentcode", "Omschrijving", "Soort", "Bedrag", "Van", "Tot"],
    amounts: &[4],
};
pub(super) static PAYEES: Layout = Layout {
    headings: &["Dossiernummer", "Volgnummer", "Soort", "Naam", "IBAN", "Verdeling", "Bedrag", "Van", "Tot"],
    amounts: &[6],
};
pub(super) static PAYMENTS: Layout = Layout {
    headings: &[
        "Betaalnummer",
        "Dossiernummer",
        "Clientnummer",
        "BSN",
        "Regeling",
        "Soort",
        "Rechtmaand",
        "Betaaldatum",
        "Bedrag",
        "IBAN",
        "Tenaamstelling",
        "Omschrijving",
        "Status",
    ],
    amounts: &[8],
};
pub(super) static RESERVES: Layout =
    Layout { headings: &["Dossiernummer", "Opgebouwd vanaf", "Opgebouwd tot en met", "Bedrag"], amounts: &[3] };
pub(super) static DEBTS: Layout = Layout {
    headings: &[
        "Vorderingnummer",
        "Dossiernummer",
        "Soort",
        "Datum besluit",
        "Oorspronkelijk bedrag",
        "Saldo",
        "Saldodatum",
        "Status",
        "Aflossing per maand",
    ],
    amounts: &[4, 5, 8],
};
pub(super) static ATTACHMENTS: Layout = Layout {
    headings: &["Dossiernummer", "Beslaglegger", "IBAN", "Bedrag", "Beslagvrije voet", "Van", "Tot"],
    amounts: &[3, 4],
};
pub(super) static PROGRAMMES: Layout = Layout {
    headings: &["Trajectnummer", "Clientnummer", "Type", "Omschrijving", "Start", "Einde", "Uitvoerder"],
    amounts: &[],
};
pub(super) static CALENDAR: Layout = Layout { headings: &["Rechtmaand", "Soort", "Betaaldatum"], amounts: &[] };
pub(super) static CONTROL: Layout =
    Layout { headings: &["Bestand", "Aantal", "Kolom", "Controletotaal"], amounts: &[] };
