//! The benefit: the case, who is in it, and what it is made of.

use crate::catalog::codes;
use crate::catalog::model::{Column, Domain, Filled, Table};

/// Cases.
pub static INKOMENSVOORZIENING: Table = Table {
    name: "inkomensvoorziening",
    english: "A case: one benefit of one household.",
    dutch: "Een dossier: één uitkering van één huishouden.",
    ggm: Some("Inkomensvoorziening"),
    filled: Filled::Mapped,
    columns: &[
        Column::new("dossiernummer", Domain::Text, "The number of the case.", "Het nummer van het dossier.")
            .essential(),
        Column::new("client", Domain::Text, "The client who applied.", "De cliënt die aanvroeg.")
            .required()
            .references("client", "clientnummer"),
        Column::new("regeling", Domain::Code(codes::REGELING), "The scheme.", "De regeling.")
            .essential()
            .ggm("Inkomensvoorzieningsoort.regelingscode"),
        Column::new("leefvorm", Domain::Code(codes::LEEFVORM), "How the household lives.", "De leefvorm."),
        Column::new(
            "aantal_kostendelers",
            Domain::Integer,
            "How many adults share the costs of the home.",
            "Hoeveel volwassenen de kosten van de woning delen.",
        ),
        Column::new("ingangsdatum", Domain::Date, "The first day.", "De eerste dag.")
            .essential()
            .ggm("Inkomensvoorziening.ingangsdatum"),
        Column::new("einddatum", Domain::Date, "The last day, if it ended.", "De laatste dag, als die er is.")
            .critical()
            .ggm("Inkomensvoorziening.einddatum"),
        Column::new("reden_uitstroom", Domain::Code(codes::REDEN_UITSTROOM), "Why it ended.", "Waarom het eindigde.")
            .ggm("RedenUitstroom.redenUitstroomCode"),
        Column::new("toekenningsdatum", Domain::Date, "When it was granted.", "Wanneer het is toegekend.")
            .ggm("Inkomensvoorziening.toekenningsdatum"),
        Column::new(
            "verwerkt_tot_en_met",
            Domain::Date,
            "Until when the service has processed it.",
            "Tot en met wanneer de dienst het heeft verwerkt.",
        )
        .ggm("Inkomensvoorziening.verwerktTotEnMetDatum"),
        Column::new(
            "betalingsmoment",
            Domain::Code(codes::BETALINGSMOMENT),
            "When in the month it is paid.",
            "Wanneer in de maand het wordt betaald.",
        )
        .ggm("Inkomensvoorziening.betalingsmomentcode"),
        Column::new("geblokkeerd", Domain::Flag, "Whether payment is blocked.", "Of de betaling is geblokkeerd.")
            .essential()
            .ggm("Inkomensvoorziening.indicatieBlokkering"),
        Column::new(
            "gemeentecode",
            Domain::Municipality,
            "The municipality that is responsible.",
            "De gemeente die verantwoordelijk is.",
        )
        .required()
        .references("gemeente", "code"),
    ],
    unique: &[&["dossiernummer"]],
    rows: &[],
};

/// Members of the household.
pub static HUISHOUDLID: Table = Table {
    name: "huishoudlid",
    english: "A person in a case, in one role.",
    dutch: "Een persoon in een dossier, in één rol.",
    ggm: Some("IS_PARTNER_VAN"),
    filled: Filled::Mapped,
    columns: &[
        Column::new("inkomensvoorziening", Domain::Text, "The case.", "Het dossier.")
            .required()
            .references("inkomensvoorziening", "dossiernummer"),
        Column::new("client", Domain::Text, "The person in it.", "De persoon daarin.")
            .required()
            .references("client", "clientnummer"),
        Column::new("rol", Domain::Code(codes::ROL), "The role.", "De rol.").essential(),
    ],
    unique: &[&["inkomensvoorziening", "client", "rol"]],
    rows: &[],
};

/// What a benefit is made of.
pub static COMPONENT: Table = Table {
    name: "component",
    english: "A line of which a benefit is made, over a period.",
    dutch: "Een regel waaruit een uitkering bestaat, over een periode.",
    ggm: Some("Component"),
    filled: Filled::Mapped,
    columns: &[
        Column::new("inkomensvoorziening", Domain::Text, "The case.", "Het dossier.")
            .required()
            .references("inkomensvoorziening", "dossiernummer"),
        Column::new("soort", Domain::Code(codes::COMPONENTSOORT), "The kind.", "De soort.")
            .required()
            .references("componentsoort", "code"),
        Column::new(
            "omschrijving",
            Domain::Text,
            "The line as delivered, in words.",
            "De regel zoals geleverd, in woorden.",
        )
        .ggm("Component.omschrijving"),
        Column::new(
            "debet_credit",
            Domain::Code(codes::DEBET_CREDIT),
            "Which way it works.",
            "Welke kant het op werkt.",
        )
        .essential()
        .ggm("Component.debetCredit"),
        Column::new(
            "bedrag_cent",
            Domain::Money,
            "The amount as delivered; credit adds, debet takes off.",
            "Het bedrag zoals geleverd; credit telt op, debet trekt af.",
        )
        .essential()
        .ggm("Component.bedrag"),
        Column::new("van", Domain::Date, "The first day.", "De eerste dag.")
            .essential()
            .ggm("Component.begindatumBetrekkingop"),
        Column::new("tot", Domain::Date, "The last day, if there is one.", "De laatste dag, als die er is.")
            .critical()
            .ggm("Component.einddatumBetrekkingop"),
        Column::new("per", Domain::Code(codes::PER), "The period of the amount.", "De periode van het bedrag."),
    ],
    unique: &[],
    rows: &[],
};

/// Income besides the benefit.
pub static INKOMSTEN: Table = Table {
    name: "inkomsten",
    english: "Income that is set off against a benefit, and what of it is exempt.",
    dutch: "Inkomsten die met een uitkering worden verrekend, en wat daarvan is vrijgelaten.",
    ggm: Some("Inkomsten"),
    filled: Filled::Mapped,
    columns: &[
        Column::new("inkomensvoorziening", Domain::Text, "The case.", "Het dossier.")
            .required()
            .references("inkomensvoorziening", "dossiernummer"),
        Column::new("client", Domain::Text, "Whose income it is.", "Wiens inkomsten het zijn.")
            .references("client", "clientnummer"),
        Column::new("soort", Domain::Text, "The kind of income.", "De soort inkomsten."),
        Column::new("bedrag_cent", Domain::Money, "How much.", "Hoeveel.").essential(),
        Column::new("vrijgelaten_cent", Domain::Money, "How much is exempt.", "Hoeveel is vrijgelaten.").critical(),
        Column::new("van", Domain::Date, "The first day.", "De eerste dag."),
        Column::new("tot", Domain::Date, "The last day, if there is one.", "De laatste dag, als die er is."),
    ],
    unique: &[],
    rows: &[],
};
