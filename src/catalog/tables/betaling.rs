//! Money that goes out: to whom, when, what was paid and what is planned.

use crate::catalog::codes;
use crate::catalog::model::{Column, Domain, Filled, Table};

/// Payees.
pub static BEGUNSTIGDE: Table = Table {
    name: "begunstigde",
    english: "Somebody to whom a benefit is paid, over a period.",
    dutch: "Iemand aan wie een uitkering wordt betaald, over een periode.",
    ggm: Some("Bankrekening"),
    filled: Filled::Mapped,
    columns: &[
        Column::new("inkomensvoorziening", Domain::Text, "The case.", "Het dossier.")
            .required()
            .references("inkomensvoorziening", "dossiernummer"),
        Column::new(
            "volgnummer",
            Domain::Integer,
            "The order in which payees are served.",
            "De volgorde van uitbetalen.",
        )
        .essential(),
        Column::new("soort", Domain::Code(codes::SOORT_BEGUNSTIGDE), "The kind of payee.", "De soort begunstigde.")
            .essential(),
        Column::new("naam", Domain::Text, "The name of the account's holder.", "De naam van de rekeninghouder."),
        Column::new("iban", Domain::Iban, "The account.", "De rekening.").essential(),
        Column::new("verdeling", Domain::Code(codes::VERDELING), "How the payee shares.", "Hoe de begunstigde deelt.")
            .essential(),
        Column::new("bedrag_cent", Domain::Money, "The fixed amount, if any.", "Het vaste bedrag, als dat er is.")
            .critical(),
        Column::new("van", Domain::Date, "The first day.", "De eerste dag.").essential(),
        Column::new("tot", Domain::Date, "The last day, if there is one.", "De laatste dag, als die er is.").critical(),
    ],
    unique: &[&["inkomensvoorziening", "volgnummer", "van"]],
    rows: &[],
};

/// Promised payment dates.
pub static BETAALKALENDER: Table = Table {
    name: "betaalkalender",
    english: "The date on which a service pays a month.",
    dutch: "De datum waarop een dienst een maand betaalt.",
    ggm: Some("betalingsmoment"),
    filled: Filled::Mapped,
    columns: &[
        Column::new("dienst", Domain::Text, "The service.", "De dienst.").essential(),
        Column::new("rechtmaand", Domain::Month, "The month that is paid.", "De maand die wordt betaald.").essential(),
        Column::new("soort", Domain::Code(codes::SOORT_BETALING), "The kind of payment.", "De soort betaling.")
            .essential(),
        Column::new("datum", Domain::Date, "The day of payment.", "De dag van betaling.").essential(),
    ],
    unique: &[&["dienst", "rechtmaand", "soort"]],
    rows: &[],
};

/// Payments that were made.
pub static BETALING: Table = Table {
    name: "betaling",
    english: "A payment that the service made.",
    dutch: "Een betaling die de dienst heeft gedaan.",
    ggm: Some("Batchregel"),
    filled: Filled::Mapped,
    columns: &[
        Column::new("betaalnummer", Domain::Text, "The number of the payment.", "Het nummer van de betaling.")
            .essential(),
        Column::new("inkomensvoorziening", Domain::Text, "The case.", "Het dossier.")
            .required()
            .references("inkomensvoorziening", "dossiernummer"),
        Column::new("client", Domain::Text, "The client whose money it was.", "De cliënt wiens geld het was.")
            .references("client", "clientnummer"),
        Column::new("persoon", Domain::Bsn, "The person whose money it was.", "De persoon wiens geld het was.")
            .required()
            .references("persoon", "bsn"),
        Column::new(
            "soort_begunstigde",
            Domain::Code(codes::SOORT_BEGUNSTIGDE),
            "The kind of payee.",
            "De soort begunstigde.",
        )
        .critical(),
        Column::new("regeling", Domain::Code(codes::REGELING), "The scheme.", "De regeling.").critical(),
        Column::new("soort", Domain::Code(codes::SOORT_BETALING), "The kind of payment.", "De soort betaling.")
            .essential(),
        Column::new("rechtmaand", Domain::Month, "The month that was paid.", "De maand die is betaald.").essential(),
        Column::new("datum_betaling", Domain::Date, "The day of payment.", "De dag van betaling.").essential(),
        Column::new("bedrag_cent", Domain::Money, "How much.", "Hoeveel.").essential(),
        Column::new("iban", Domain::Iban, "The account that was paid.", "De rekening waarop is betaald.").essential(),
        Column::new("tenaamstelling", Domain::Text, "The account's holder.", "De rekeninghouder."),
        Column::new("omschrijving", Domain::Text, "The words to the payee.", "De omschrijving voor de begunstigde."),
        Column::new("status", Domain::Code(codes::STATUS_BETALING), "What became of it.", "Hoe het is afgelopen.")
            .essential(),
    ],
    unique: &[&["betaalnummer"]],
    rows: &[],
};

/// Payments that are planned.
pub static BETAALOPDRACHT: Table = Table {
    name: "betaalopdracht",
    english: "A payment that is planned after the cut-over, computed from components, payees and calendar.",
    dutch: "Een betaling die na de overgang gepland is, berekend uit componenten, begunstigden en kalender.",
    ggm: Some("Leveringsopdracht"),
    filled: Filled::Computed,
    columns: &[
        Column::new("inkomensvoorziening", Domain::Text, "The case.", "Het dossier.")
            .required()
            .references("inkomensvoorziening", "dossiernummer"),
        Column::new("persoon", Domain::Bsn, "The person whose money it is.", "De persoon wiens geld het is.")
            .required()
            .references("persoon", "bsn"),
        Column::new("volgnummer", Domain::Integer, "The payee's place in the case.", "De plaats van de begunstigde.")
            .essential(),
        Column::new(
            "soort_begunstigde",
            Domain::Code(codes::SOORT_BEGUNSTIGDE),
            "The kind of payee.",
            "De soort begunstigde.",
        )
        .essential(),
        Column::new("naam", Domain::Text, "The account's holder.", "De rekeninghouder.").critical(),
        Column::new("iban", Domain::Iban, "The account to pay.", "De rekening waarop te betalen.").essential(),
        Column::new("rechtmaand", Domain::Month, "The month that is paid.", "De maand die wordt betaald.").essential(),
        Column::new("datum", Domain::Date, "The day of payment.", "De dag van betaling.").essential(),
        Column::new("bedrag_cent", Domain::Money, "How much.", "Hoeveel.").essential(),
    ],
    unique: &[],
    rows: &[],
};

/// Reserved holiday allowance.
pub static VAKANTIEGELD_RESERVERING: Table = Table {
    name: "vakantiegeld_reservering",
    english: "Holiday allowance that stands reserved for a case.",
    dutch: "Vakantiegeld dat voor een dossier gereserveerd staat.",
    ggm: Some("Vakantiegeld"),
    filled: Filled::Mapped,
    columns: &[
        Column::new("inkomensvoorziening", Domain::Text, "The case.", "Het dossier.")
            .required()
            .references("inkomensvoorziening", "dossiernummer"),
        Column::new("opgebouwd_van", Domain::Date, "The first day of building up.", "De eerste dag van opbouw.")
            .essential(),
        Column::new("opgebouwd_tot", Domain::Date, "The last day of building up.", "De laatste dag van opbouw."),
        Column::new("bedrag_cent", Domain::Money, "How much is reserved.", "Hoeveel is gereserveerd.").essential(),
    ],
    unique: &[&["inkomensvoorziening", "opgebouwd_van"]],
    rows: &[],
};
