//! What was decided about a case: its legal title, its duties, its measures.

use crate::catalog::codes;
use crate::catalog::model::{Column, Domain, Filled, Table};

/// Decisions.
pub static BESCHIKKING: Table = Table {
    name: "beschikking",
    english: "A decision about a case: the legal title of its payments.",
    dutch: "Een beschikking over een dossier: de titel van de betalingen.",
    ggm: Some("Beschikking"),
    filled: Filled::Mapped,
    columns: &[
        Column::new("kenmerk", Domain::Text, "The reference of the decision.", "Het kenmerk van de beschikking.")
            .essential(),
        Column::new("inkomensvoorziening", Domain::Text, "The case.", "Het dossier.")
            .required()
            .references("inkomensvoorziening", "dossiernummer"),
        Column::new("soort", Domain::Code(codes::SOORT_BESCHIKKING), "What it does.", "Wat zij doet.").essential(),
        Column::new("datum", Domain::Date, "When it was taken.", "Wanneer zij is genomen."),
        Column::new("wet", Domain::Code(codes::WET), "The law it rests on.", "De wet waarop zij rust.").essential(),
        Column::new("artikel", Domain::Text, "The article it rests on.", "Het artikel waarop zij rust."),
        Column::new("geldig_van", Domain::Date, "The first day it holds.", "De eerste dag dat zij geldt.").essential(),
        Column::new(
            "geldig_tot",
            Domain::Date,
            "The last day it holds, if any.",
            "De laatste dag dat zij geldt, als die er is.",
        )
        .critical(),
    ],
    unique: &[&["kenmerk"]],
    rows: &[],
};

/// Duties.
pub static VERPLICHTING: Table = Table {
    name: "verplichting",
    english: "A duty that comes with a benefit, or the exemption from it.",
    dutch: "Een verplichting bij een uitkering, of de ontheffing daarvan.",
    ggm: Some("VrijstellingArbeidsplicht"),
    filled: Filled::Mapped,
    columns: &[
        Column::new("inkomensvoorziening", Domain::Text, "The case.", "Het dossier.")
            .required()
            .references("inkomensvoorziening", "dossiernummer"),
        Column::new("client", Domain::Text, "Whose duty it is.", "Wiens verplichting het is.")
            .required()
            .references("client", "clientnummer"),
        Column::new("soort", Domain::Code(codes::SOORT_VERPLICHTING), "The kind of duty.", "De soort verplichting."),
        Column::new("van", Domain::Date, "The first day.", "De eerste dag."),
        Column::new("tot", Domain::Date, "The last day, if there is one.", "De laatste dag, als die er is."),
        Column::new("ontheffing", Domain::Flag, "Whether the client is exempt.", "Of de cliënt is ontheven."),
        Column::new(
            "reden_ontheffing",
            Domain::Code(codes::REDEN_ONTHEFFING),
            "The ground of the exemption.",
            "De grond van de ontheffing.",
        ),
    ],
    unique: &[],
    rows: &[],
};

/// Measures.
pub static MAATREGEL: Table = Table {
    name: "maatregel",
    english: "A reduction of a benefit because a duty was not met.",
    dutch: "Een verlaging van een uitkering omdat een verplichting niet is nagekomen.",
    ggm: Some("Normafwijking"),
    filled: Filled::Mapped,
    columns: &[
        Column::new("inkomensvoorziening", Domain::Text, "The case.", "Het dossier.")
            .required()
            .references("inkomensvoorziening", "dossiernummer"),
        Column::new("soort", Domain::Text, "The kind of measure.", "De soort maatregel."),
        Column::new("datum_besluit", Domain::Date, "When it was decided.", "Wanneer het is besloten."),
        Column::new("percentage", Domain::Integer, "The reduction in percent.", "De verlaging in procenten."),
        Column::new("van", Domain::Date, "The first day.", "De eerste dag."),
        Column::new("tot", Domain::Date, "The last day, if there is one.", "De laatste dag, als die er is."),
    ],
    unique: &[],
    rows: &[],
};

/// Fines.
pub static BOETE: Table = Table {
    name: "boete",
    english: "A fine because the duty to inform was not met.",
    dutch: "Een boete omdat de inlichtingenplicht niet is nagekomen.",
    ggm: Some("Normafwijking"),
    filled: Filled::Mapped,
    columns: &[
        Column::new("inkomensvoorziening", Domain::Text, "The case.", "Het dossier.")
            .required()
            .references("inkomensvoorziening", "dossiernummer"),
        Column::new("datum_besluit", Domain::Date, "When it was decided.", "Wanneer het is besloten."),
        Column::new("bedrag_cent", Domain::Money, "How much.", "Hoeveel.").essential(),
        Column::new("status", Domain::Text, "How it stands.", "Hoe het ermee staat."),
    ],
    unique: &[],
    rows: &[],
};
