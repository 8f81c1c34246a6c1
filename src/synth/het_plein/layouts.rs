//! The sheets of a Het Plein delivery: their names, titles and columns, as headed.

use crate::synth::sheet::Layout;

/// A sheet.
#[derive(Debug)]
pub(super) struct Page {
    /// Its name.
    pub(super) name: &'static str,
    /// What stands above the headings, merged over the columns.
    pub(super) title: &'static str,
    /// How many rows there are above the headings, one at least.
    pub(super) above: u32,
    /// Its columns.
    pub(super) layout: Layout,
}

pub(super) static PERSONS: Page = Page {
    name: "Personen",
    title: "Personen bekend bij Het Plein",
    above: 3,
    layout: Layout {
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
    },
};
pub(super) static CASES: Page = Page {
    name: "Uitkeringen",
    title: "Uitkeringen Zutphen en Lochem",
    above: 4,
    layout: Layout {
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
    },
};
pub(super) static DECISIONS: Page = Page {
    name: "Besluiten",
    title: "Besluiten",
    above: 1,
    layout: Layout {
        headings: &["Besluitnr", "Zaaknr", "Besluit", "Dagtekening", "Grondslag", "Geldig vanaf", "Geldig t/m"],
        amounts: &[],
    },
};
pub(super) static OBLIGATIONS: Page = Page {
    name: "Verplichtingen",
    title: "Verplichtingen en ontheffingen",
    above: 3,
    layout: Layout {
        headings: &["Zaaknr", "Persoonsnr", "Verplichting", "Vanaf", "T/m", "Ontheven", "Grond ontheffing"],
        amounts: &[],
    },
};
pub(super) static COMPONENTS: Page = Page {
    name: "Opbouw",
    title: "Opbouw van de uitkering per maand",
    above: 2,
    layout: Layout {
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
    },
};
pub(super) static PAYEES: Page = Page {
    name: "Rekeningen",
    title: "Aan wie wordt betaald",
    above: 4,
    layout: Layout {
        headings: &["Zaaknr", "Nr", "Wie", "Rekeninghouder", "IBAN", "Vast bedrag", "Vanaf", "T/m"],
        amounts: &[5],
    },
};
pub(super) static PAYMENTS: Page = Page {
    name: "Betalingen",
    title: "Betalingen van de laatste maanden",
    above: 2,
    layout: Layout {
        headings: &[
            "Betaalnr",
            "Zaaknr",
            "BSN",
            "Soort",
            "Periode",
            "Betaald op",
            "Bedrag",
            "IBAN",
            "T.n.v.",
            "Retour",
        ],
        amounts: &[6],
    },
};
pub(super) static RESERVES: Page = Page {
    name: "Vakantietoeslag",
    title: "Gereserveerde vakantietoeslag",
    above: 2,
    layout: Layout { headings: &["Zaaknr", "Opgebouwd vanaf", "Opgebouwd t/m", "Gereserveerd"], amounts: &[3] },
};
pub(super) static DEBTS: Page = Page {
    name: "Vorderingen",
    title: "Vorderingen",
    above: 3,
    layout: Layout {
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
    },
};
pub(super) static ATTACHMENTS: Page = Page {
    name: "Beslag",
    title: "Beslagen op uitkeringen",
    above: 1,
    layout: Layout {
        headings: &["Zaaknr", "Beslaglegger", "Rekening", "Per maand", "Beslagvrije voet", "Vanaf", "T/m"],
        amounts: &[3, 4],
    },
};
pub(super) static PROGRAMMES: Page = Page {
    name: "Trajecten",
    title: "Trajecten naar werk",
    above: 2,
    layout: Layout {
        headings: &["Trajectnr", "Persoonsnr", "Voorziening", "Omschrijving", "Start", "Einde", "Uitvoerder"],
        amounts: &[],
    },
};
pub(super) static CARE: Page = Page {
    name: "Wmo",
    title: "Wmo-voorzieningen, alleen Zutphen",
    above: 3,
    layout: Layout {
        headings: &["Beschikking", "Persoonsnr", "Voorziening", "Aantal", "Eenheid", "Start", "Einde", "Aanbieder"],
        amounts: &[],
    },
};
pub(super) static SCHEMES: Page = Page {
    name: "Minima",
    title: "Minimaregelingen, alleen Zutphen",
    above: 4,
    layout: Layout {
        headings: &["Toekenning", "Persoonsnr", "Regeling", "Bedrag", "Toegekend op", "T/m"],
        amounts: &[3],
    },
};
pub(super) static CALENDAR: Page = Page {
    name: "Betaalkalender",
    title: "Betaalkalender",
    above: 1,
    layout: Layout { headings: &["Periode", "Soort", "Betaaldatum"], amounts: &[] },
};
