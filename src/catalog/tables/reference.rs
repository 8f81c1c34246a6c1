//! Code lists that are tables of their own, so that rows can refer to them.

use crate::catalog::codes;
use crate::catalog::model::{Column, Domain, Filled, Table};

/// Municipalities.
pub static GEMEENTE: Table = Table {
    name: "gemeente",
    english: "A municipality that is or was in the area of a service.",
    dutch: "Een gemeente die in het gebied van een dienst ligt of lag.",
    ggm: Some("Gemeente"),
    filled: Filled::Reference,
    columns: &[
        Column::new("code", Domain::Municipality, "The code of four digits (CBS).", "De code van vier cijfers (CBS).")
            .essential(),
        Column::new("naam", Domain::Text, "The name.", "De naam."),
    ],
    unique: &[&["code"]],
    rows: codes::GEMEENTE,
};

/// Kinds of component.
pub static COMPONENTSOORT: Table = Table {
    name: "componentsoort",
    english: "A kind of component.",
    dutch: "Een soort component.",
    ggm: Some("ComponentSoort"),
    filled: Filled::Reference,
    columns: &[
        Column::new("code", Domain::Code(codes::COMPONENTSOORT), "The code.", "De code.")
            .essential()
            .ggm("ComponentSoort.componentcode"),
        Column::new("omschrijving", Domain::Text, "What it means.", "Wat het betekent.")
            .ggm("ComponentSoort.omschrijving"),
    ],
    unique: &[&["code"]],
    rows: codes::COMPONENTSOORT,
};
