//! The sheets of a Het Plein delivery: their names, titles and columns, as headed.

/// A sheet.
#[derive(Debug)]
pub(super) struct Layout {
    /// Its name.
    pub(super) name: &'static str,
    /// What stands above the headings, merged over the columns.
    pub(super) title: &'static str,
    /// How many rows there are above the headings, one at least.
    pub(super) above: u32,
    /// The headings.
    pub(super) headings: &'static [&'static str],
    /// The places of the columns that hold amounts.
    pub(super) amounts: &'static [usize],
}

pub(super) static PERSONS: Layout = Layout {
    name: "Personen",
    title: "Personen bekend bij Het Plein",
    above: 3,
    headings: &[
        "Persoonsnr",
        "BSN",
        "A-nummer",
        "Naam",
        "Tussenvoegsel",
        "Geboren",
        "Overleden",
        "M/V",
        "Straat",
        "Huisnr",
        "Huisletter",
        "Toev.",
        "Postcode",
        "Plaats",
        "Gemeente",
        "Geheim adres",
        "Bewind",
        "Curatele",
        "Klantmanager",
        "Team",
    ],
    amounts: &[],
};
pub(super) static CASES: Layout = Layout {
    name: "Uitkeringen",
    title: "Uitkeringen Zutphen en Lochem",
    above: 4,
    headings: &[
        "Zaaknr",
        "Persoonsnr",
        "Persoonsnr partner",
        "Regeling",
        "Leefsituatie",
        "Kostendelers",
        "Ingang",
        "Einde",
        "Reden einde",
        "Toegekend op",
        "Verwerkt t/m",
        "Betaaldag",
        "Geblokkeerd",
        "Gemeente",
    ],
    amounts: &[],
};
pub(super) static DECISIONS: Layout = Layout {
    name: "Besluiten",
    title: "Besluiten",
    above: 1,
    headings: &["Besluitnr", "Zaaknr", "Besluit", "Dagtekening", "Grondslag", "Geldig vanaf", "Geldig t/m"],
    amounts: &[],
};
pub(super) static OBLIGATIONS: Layout = Layout {
    name: "Verplichtingen",
    title: "Verplichtingen en ontheffingen",
    above: 3,
    headings: &["Zaaknr", "Persoonsnr", "Verplichting", "Vanaf", "T/m", "Ontheven", "Grond ontheffing"],
    amounts: &[],
};
pub(super) static COMPONENTS: Layout = Layout {
    name: "Opbouw",
    title: "Opbouw van de uitkering per maand",
    above: 2,
    headings: &[
        "Zaaknr",
        "Vanaf",
        "T/m",
        "Basisnorm",
        "Toeslagen",
        "Bijzondere bijstand",
        "Inkomsten",
        "Reservering VT",
        "Inhoudingen",
        "Uit te betalen",
        "Doorbetaald",
        "Ter informatie",
        "Omschrijving",
    ],
    amounts: &[3, 4, 5, 6, 7, 8, 9, 10, 11],
};
pub(super) static PAYEES: Layout = Layout {
    name: "Rekeningen",
    title: "Aan wie wordt betaald",
    above: 4,
    headings: &["Zaaknr", "Nr", "Wie", "Rekeninghouder", "IBAN", "Vast bedrag", "Vanaf", "T/m"],
    amounts: &[5],
};
pub(super) static PAYMENTS: Layout = Layout {
    name: "Betalingen",
    title: "Betalingen van de laatste maanden",
    above: 2,
    headings: &["Betaalnr", "Zaaknr", "BSN", "Soort", "Periode", "Betaald op", "Bedrag", "IBAN", "T.n.v.", "Retour"],
    amounts: &[6],
};
pub(super) static RESERVES: Layout = Layout {
    name: "Vakantietoeslag",
    title: "Gereserveerde vakantietoeslag",
    above: 2,
    headings: &["Zaaknr", "Opgebouwd vanaf", "Opgebouwd t/m", "Gereserveerd"],
    amounts: &[3],
};
pub(super) static DEBTS: Layout = Layout {
    name: "Vorderingen",
    title: "Vorderingen",
    above: 3,
    headings: &[
        "Vorderingnr",
        "Zaaknr",
        "Aard",
        "Besluit d.d.",
        "Hoofdsom",
        "Openstaand",
        "Stand per",
        "Invordering",
        "Per maand",
    ],
    amounts: &[4, 5, 8],
};
pub(super) static ATTACHMENTS: Layout = Layout {
    name: "Beslag",
    title: "Beslagen op uitkeringen",
    above: 1,
    headings: &["Zaaknr", "Beslaglegger", "Rekening", "Per maand", "Beslagvrije voet", "Vanaf", "T/m"],
    amounts: &[3, 4],
};
pub(super) static PROGRAMMES: Layout = Layout {
    name: "Trajecten",
    title: "Trajecten naar werk",
    above: 2,
    headings: &["Trajectnr", "Persoonsnr", "Voorziening", "Omschrijving", "Start", "Einde", "Uitvoerder"],
    amounts: &[],
};
pub(super) static CARE: Layout = Layout {
    name: "Wmo",
    title: "Wmo-voorzieningen, alleen Zutphen",
    above: 3,
    headings: &["Beschikking", "Persoonsnr", "Voorziening", "Aantal", "Eenheid", "Start", "Einde", "Aanbieder"],
    amounts: &[],
};
pub(super) static SCHEMES: Layout = Layout {
    name: "Minima",
    title: "Minimaregelingen, alleen Zutphen",
    above: 4,
    headings: &["Toekenning", "Persoonsnr", "Regeling", "Bedrag", "Toegekend op", "T/m"],
    amounts: &[3],
};
pub(super) static CALENDAR: Layout = Layout {
    name: "Betaalkalender",
    title: "Betaalkalender",
    above: 1,
    headings: &["Periode", "Soort", "Betaaldatum"],
    amounts: &[],
};
