//! Money that comes back: debts, repayments and attachments.

use crate::catalog::codes;
use crate::catalog::model::{Column, Domain, Filled, Table};

/// Debts.
pub static VORDERING: Table = Table {
    name: "vordering",
    english: "A debt to the municipality.",
    dutch: "Een schuld aan de gemeente.",
    ggm: Some("Terug- en invordering"),
    filled: Filled::Mapped,
    columns: &[
        Column::new("vorderingnummer", Domain::Text, "The number of the debt.", "Het nummer van de vordering.")
            .essential(),
        Column::new("inkomensvoorziening", Domain::Text, "The case.", "Het dossier.")
            .required()
            .references("inkomensvoorziening", "dossiernummer"),
        Column::new("soort", Domain::Code(codes::SOORT_VORDERING), "The kind of debt.", "De soort vordering."),
        Column::new("datum_besluit", Domain::Date, "When it was decided.", "Wanneer het is besloten."),
        Column::new("oorspronkelijk_bedrag_cent", Domain::Money, "What it was at first.", "Wat het eerst was.")
            .essential(),
        Column::new("saldo_cent", Domain::Money, "What is left of it.", "Wat ervan over is.").essential(),
        Column::new("saldodatum", Domain::Date, "The day of that balance.", "De dag van dat saldo."),
        Column::new(
            "status",
            Domain::Code(codes::STATUS_VORDERING),
            "How its collection stands.",
            "Hoe het met de invordering staat.",
        ),
    ],
    unique: &[&["vorderingnummer"]],
    rows: &[],
};

/// Agreed repayments.
pub static AFLOSSINGSAFSPRAAK: Table = Table {
    name: "aflossingsafspraak",
    english: "What is repaid of a debt each month, as agreed.",
    dutch: "Wat er volgens afspraak per maand van een schuld wordt afgelost.",
    ggm: Some("Terug- en invordering"),
    filled: Filled::Mapped,
    columns: &[
        Column::new("vordering", Domain::Text, "The debt.", "De vordering.")
            .required()
            .references("vordering", "vorderingnummer"),
        Column::new("bedrag_cent", Domain::Money, "How much a month.", "Hoeveel per maand.").essential(),
    ],
    unique: &[&["vordering"]],
    rows: &[],
};

/// Attachments.
pub static BESLAG: Table = Table {
    name: "beslag",
    english: "An attachment on a benefit by one of the client's creditors.",
    dutch: "Een beslag op een uitkering door een schuldeiser van de cliënt.",
    ggm: Some("Terug- en invordering"),
    filled: Filled::Mapped,
    columns: &[
        Column::new("inkomensvoorziening", Domain::Text, "The case.", "Het dossier.")
            .required()
            .references("inkomensvoorziening", "dossiernummer"),
        Column::new("beslaglegger", Domain::Text, "Who attached it.", "Wie het beslag legde."),
        Column::new("iban", Domain::Iban, "The account of that party.", "De rekening van die partij."),
        Column::new("bedrag_cent", Domain::Money, "How much a month.", "Hoeveel per maand.").essential(),
        Column::new(
            "beslagvrije_voet_cent",
            Domain::Money,
            "The part of the benefit that cannot be attached.",
            "Het deel van de uitkering waarop geen beslag kan liggen.",
        )
        .critical(),
        Column::new("van", Domain::Date, "The first day.", "De eerste dag."),
        Column::new("tot", Domain::Date, "The last day, if there is one.", "De laatste dag, als die er is."),
    ],
    unique: &[],
    rows: &[],
};
