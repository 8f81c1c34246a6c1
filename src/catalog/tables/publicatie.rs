//! What was published into a municipal database. A run's own target has none of this.

use crate::catalog::model::{Column, Domain, Filled, Table};

/// Publications.
pub static PUBLICATIE: Table = Table {
    name: "publicatie",
    english: "A proven run that was published into this database; a run's own target has no such table.",
    dutch: "Een bewezen run die in deze database is gezet; het doel van een run zelf heeft deze tabel niet.",
    ggm: None,
    filled: Filled::Computed,
    columns: &[
        Column::new("nummer", Domain::Integer, "The number of the publication.", "Het nummer van de publicatie.")
            .essential(),
        Column::new("dienst", Domain::Text, "The service that is left.", "De dienst die wordt verlaten.").required(),
        Column::new("bestemming", Domain::Text, "The destination in the run.", "De bestemming in de run.").required(),
        Column::new("overgang", Domain::Date, "The cut-over of the run.", "De overgangsdatum van de run.").required(),
        Column::new(
            "manifest_sha256",
            Domain::Text,
            "The SHA-256 of the run's manifest.",
            "De SHA-256 van het manifest van de run.",
        )
        .required(),
        Column::new(
            "eerste_levering",
            Domain::Integer,
            "The number here of the run's first file.",
            "Het nummer hier van het eerste bestand van de run.",
        )
        .required(),
        Column::new(
            "laatste_levering",
            Domain::Integer,
            "The number here of the run's last file.",
            "Het nummer hier van het laatste bestand van de run.",
        )
        .required(),
        Column::new("rijen", Domain::Integer, "How many rows it added.", "Hoeveel rijen zij toevoegde.").required(),
        Column::new("gemaakt", Domain::Text, "When the run was made.", "Wanneer de run is gemaakt.").required(),
    ],
    unique: &[&["nummer"]],
    rows: &[],
};

/// Rows of a publication that stood there already.
pub static PUBLICATIE_GELIJK: Table = Table {
    name: "publicatie_gelijk",
    english: "A row of a published run that stood here already, word for word.",
    dutch: "Een rij van een gepubliceerde run die hier al letterlijk zo stond.",
    ggm: None,
    filled: Filled::Computed,
    columns: &[
        Column::new("publicatie", Domain::Integer, "The publication.", "De publicatie.").essential(),
        Column::new("tabel", Domain::Text, "The table.", "De tabel.").essential(),
        Column::new("rij_run", Domain::Integer, "The row's id in the run.", "De id van de rij in de run.").essential(),
        Column::new("rij", Domain::Integer, "The id of the row that stood here.", "De id van de rij die hier stond.")
            .required(),
    ],
    unique: &[&["publicatie", "tabel", "rij_run"]],
    rows: &[],
};
