//! What some services did besides benefits: care, local schemes, front office.

use crate::catalog::model::{Column, Domain, Filled, Table};

/// Care provisions.
pub static WMO_VOORZIENING: Table = Table {
    name: "wmo_voorziening",
    english: "A provision under the Social Support Act (Wmo).",
    dutch: "Een voorziening op grond van de Wet maatschappelijke ondersteuning.",
    ggm: Some("Beschikte Voorziening"),
    filled: Filled::Mapped,
    columns: &[
        Column::new("beschikkingnummer", Domain::Text, "The number of the decision.", "Het nummer van de beschikking.")
            .essential(),
        Column::new("client", Domain::Text, "The client.", "De cliënt.")
            .required()
            .references("client", "clientnummer"),
        Column::new("soort", Domain::Text, "The kind of provision.", "De soort voorziening."),
        Column::new("omvang", Domain::Text, "How much of it, as delivered.", "De omvang, zoals geleverd."),
        Column::new("begindatum", Domain::Date, "The first day.", "De eerste dag."),
        Column::new("einddatum", Domain::Date, "The last day, if there is one.", "De laatste dag, als die er is."),
        Column::new("aanbieder", Domain::Text, "Who provides it.", "Wie de voorziening levert."),
    ],
    unique: &[&["beschikkingnummer"]],
    rows: &[],
};

/// Local schemes.
pub static MINIMAREGELING: Table = Table {
    name: "minimaregeling",
    english: "What a client got from a local scheme for low incomes.",
    dutch: "Wat een cliënt uit een gemeentelijke minimaregeling kreeg.",
    ggm: Some("Beschikte Voorziening"),
    filled: Filled::Mapped,
    columns: &[
        Column::new("nummer", Domain::Text, "The number of the grant.", "Het nummer van de toekenning.").essential(),
        Column::new("client", Domain::Text, "The client.", "De cliënt.")
            .required()
            .references("client", "clientnummer"),
        Column::new("regeling_naam", Domain::Text, "The name of the scheme.", "De naam van de regeling."),
        Column::new("bedrag_cent", Domain::Money, "How much, if it is money.", "Hoeveel, als het om geld gaat.")
            .critical(),
        Column::new("datum_toekenning", Domain::Date, "When it was granted.", "Wanneer het is toegekend."),
        Column::new("einddatum", Domain::Date, "The last day, if there is one.", "De laatste dag, als die er is."),
    ],
    unique: &[&["nummer"]],
    rows: &[],
};

/// Front office intake.
pub static AANMELDING: Table = Table {
    name: "aanmelding",
    english: "Somebody who came to the front office with a question.",
    dutch: "Iemand die zich met een vraag bij het loket meldde.",
    ggm: None,
    filled: Filled::Mapped,
    columns: &[
        Column::new("nummer", Domain::Text, "The number of the intake.", "Het nummer van de aanmelding.").essential(),
        Column::new("client", Domain::Text, "The client, where already known.", "De cliënt, als die al bekend is.")
            .references("client", "clientnummer"),
        Column::new("datum", Domain::Date, "When they came.", "Wanneer zij zich meldden."),
        Column::new("soort", Domain::Text, "What it was about.", "Waar het over ging."),
        Column::new("status", Domain::Text, "How it stands.", "Hoe het ermee staat."),
    ],
    unique: &[&["nummer"]],
    rows: &[],
};

/// School attendance.
pub static VERZUIMMELDING: Table = Table {
    name: "verzuimmelding",
    english: "A school's report that a pupil was absent.",
    dutch: "Een melding van een school dat een leerling verzuimde.",
    ggm: None,
    filled: Filled::Mapped,
    columns: &[
        Column::new("nummer", Domain::Text, "The number of the report.", "Het nummer van de melding.").essential(),
        Column::new("client", Domain::Text, "The pupil, where known as client.", "De leerling, als die cliënt is.")
            .references("client", "clientnummer"),
        Column::new("datum", Domain::Date, "The day of the report.", "De dag van de melding."),
        Column::new("school", Domain::Text, "The school.", "De school."),
        Column::new("soort", Domain::Text, "The kind of absence.", "De soort verzuim."),
        Column::new("status", Domain::Text, "How it stands.", "Hoe het ermee staat."),
    ],
    unique: &[&["nummer"]],
    rows: &[],
};

/// Civic integration.
pub static INBURGERINGSTRAJECT: Table = Table {
    name: "inburgeringstraject",
    english: "A client's civic integration.",
    dutch: "De inburgering van een cliënt.",
    ggm: None,
    filled: Filled::Mapped,
    columns: &[
        Column::new("nummer", Domain::Text, "The number of the programme.", "Het nummer van het traject.").essential(),
        Column::new("client", Domain::Text, "The client.", "De cliënt.")
            .required()
            .references("client", "clientnummer"),
        Column::new("startdatum", Domain::Date, "The first day.", "De eerste dag."),
        Column::new("termijn_einddatum", Domain::Date, "By when it must be done.", "Wanneer het af moet zijn."),
        Column::new("status", Domain::Text, "How it stands.", "Hoe het ermee staat."),
    ],
    unique: &[&["nummer"]],
    rows: &[],
};

/// Help with debts.
pub static SCHULDHULPTRAJECT: Table = Table {
    name: "schuldhulptraject",
    english: "Help with a client's debts.",
    dutch: "Hulp bij de schulden van een cliënt.",
    ggm: None,
    filled: Filled::Mapped,
    columns: &[
        Column::new("nummer", Domain::Text, "The number of the programme.", "Het nummer van het traject.").essential(),
        Column::new("client", Domain::Text, "The client.", "De cliënt.")
            .required()
            .references("client", "clientnummer"),
        Column::new("startdatum", Domain::Date, "The first day.", "De eerste dag."),
        Column::new("einddatum", Domain::Date, "The last day, if there is one.", "De laatste dag, als die er is."),
        Column::new("status", Domain::Text, "How it stands.", "Hoe het ermee staat."),
    ],
    unique: &[&["nummer"]],
    rows: &[],
};
