//! Where the rows came from. Per row that stands in its `id`; the view `herkomst` takes it apart.

use crate::catalog::model::{Column, Domain, Filled, Table};

/// Delivered files.
pub static LEVERING: Table = Table {
    name: "levering",
    english: "A file of the delivery.",
    dutch: "Een bestand van de levering.",
    ggm: None,
    filled: Filled::Computed,
    columns: &[
        Column::new("nummer", Domain::Integer, "The number of the file.", "Het nummer van het bestand.").essential(),
        Column::new("bestand", Domain::Text, "The name of the file.", "De naam van het bestand.").required(),
        Column::new("tabel", Domain::Text, "The delivered table in it.", "De geleverde tabel daarin.").required(),
        Column::new("sha256", Domain::Text, "The SHA-256 of its bytes.", "De SHA-256 van de bytes.").required(),
        Column::new("bytes", Domain::Integer, "How many bytes it has.", "Hoeveel bytes het heeft.").required(),
        Column::new("rijen", Domain::Integer, "How many data rows it has.", "Hoeveel gegevensregels het heeft.")
            .required(),
    ],
    unique: &[&["nummer"]],
    rows: &[],
};
