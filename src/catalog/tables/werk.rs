//! Work programmes.

use crate::catalog::codes;
use crate::catalog::model::{Column, Domain, Filled, Table};

/// Work programmes.
pub static REINTEGRATIEVOORZIENING: Table = Table {
    name: "reintegratievoorziening",
    english: "A programme that helps a client to work.",
    dutch: "Een voorziening die een cliënt aan werk helpt.",
    ggm: Some("Werk"),
    filled: Filled::Mapped,
    columns: &[
        Column::new("trajectnummer", Domain::Text, "The number of the programme.", "Het nummer van het traject.")
            .essential(),
        Column::new("client", Domain::Text, "The client.", "De cliënt.")
            .required()
            .references("client", "clientnummer"),
        Column::new(
            "soort",
            Domain::Code(codes::SOORT_REINTEGRATIE),
            "The kind of programme.",
            "De soort voorziening.",
        ),
        Column::new("omschrijving", Domain::Text, "The programme in words.", "De voorziening in woorden."),
        Column::new("begindatum", Domain::Date, "The first day.", "De eerste dag."),
        Column::new("einddatum", Domain::Date, "The last day, if there is one.", "De laatste dag, als die er is."),
        Column::new("uitvoerder", Domain::Text, "Who carries it out.", "Wie het uitvoert."),
    ],
    unique: &[&["trajectnummer"]],
    rows: &[],
};
