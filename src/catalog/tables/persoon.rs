//! Who it is about: natural persons, and persons as the service knows them.

use crate::catalog::codes;
use crate::catalog::model::{Column, Domain, Filled, Table};

/// Natural persons.
pub static PERSOON: Table = Table {
    name: "persoon",
    english: "A natural person, once for each burgerservicenummer.",
    dutch: "Een natuurlijk persoon, één keer per burgerservicenummer.",
    ggm: Some("NatuurlijkPersoon"),
    filled: Filled::Mapped,
    columns: &[
        Column::new("bsn", Domain::Bsn, "The burgerservicenummer.", "Het burgerservicenummer.").essential(),
        Column::new(
            "clientnummer",
            Domain::Text,
            "The number under which the service knows the person; the first, where there are several.",
            "Het nummer waaronder de dienst de persoon kent; het eerste, als er meer zijn.",
        )
        .essential(),
        Column::new(
            "a_nummer",
            Domain::AdministrationNumber,
            "The administration number in the population register.",
            "Het administratienummer in de basisregistratie personen.",
        ),
        Column::new(
            "geslachtsnaam",
            Domain::Text,
            "The surname, without prefix.",
            "De achternaam, zonder voorvoegsel.",
        ),
        Column::new("voorvoegsel", Domain::Text, "The prefix of the surname.", "Het voorvoegsel van de achternaam."),
        Column::new("voorletters", Domain::Text, "The initials.", "De voorletters."),
        Column::new(
            "geboortedatum",
            Domain::PartialDate,
            "The date of birth, with zeros for what is not known.",
            "De geboortedatum, met nullen voor wat onbekend is.",
        )
        .identifying(),
        Column::new("overlijdensdatum", Domain::Date, "The date of death.", "De datum van overlijden."),
        Column::new("geslacht", Domain::Code(codes::GESLACHT), "The sex.", "Het geslacht."),
        Column::new("straat", Domain::Text, "The street of residence.", "De straat van het woonadres."),
        Column::new("huisnummer", Domain::Integer, "The house number.", "Het huisnummer."),
        Column::new("huisletter", Domain::Text, "The letter after the house number.", "De letter bij het huisnummer."),
        Column::new(
            "toevoeging",
            Domain::Text,
            "The addition to the house number.",
            "De toevoeging bij het huisnummer.",
        ),
        Column::new("postcode", Domain::Postcode, "The postcode.", "De postcode."),
        Column::new("woonplaats", Domain::Text, "The place of residence.", "De woonplaats."),
        Column::new(
            "gemeentecode",
            Domain::Municipality,
            "The municipality of residence, which may differ from that of the case.",
            "De gemeente van inschrijving, die van die van het dossier kan verschillen.",
        ),
        Column::new(
            "indicatie_geheim",
            Domain::SecretFlag,
            "Whether the address must be kept secret; yes where it cannot be read.",
            "Of het adres geheim moet blijven; ja als het niet te lezen is.",
        )
        .required(),
    ],
    unique: &[&["bsn"]],
    rows: &[],
};

/// Persons as the service knows them.
pub static CLIENT: Table = Table {
    name: "client",
    english: "A person as the service knows them, by its own number.",
    dutch: "Een persoon zoals de dienst die kent, met een eigen nummer.",
    ggm: Some("Client"),
    filled: Filled::Mapped,
    columns: &[
        Column::new("clientnummer", Domain::Text, "The service's number.", "Het nummer bij de dienst.")
            .essential()
            .stand_in("persoon", "clientnummer"),
        Column::new("persoon", Domain::Bsn, "Who it is.", "Wie het is.").required().references("persoon", "bsn"),
        Column::new(
            "juridische_status",
            Domain::Code(codes::JURIDISCHE_STATUS),
            "Who decides about the client's money in their stead, if anyone.",
            "Of iemand anders over het geld van de cliënt beslist, en hoe.",
        ),
        Column::new("begeleider", Domain::Text, "Who guides the client.", "Wie de cliënt begeleidt."),
    ],
    unique: &[&["clientnummer"]],
    rows: &[],
};
