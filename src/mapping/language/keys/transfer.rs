//! The document itself, and who takes over which cases.

use super::{Block, Choice, Need, Takes, choice, needed, optional};

const LANGUAGES: &[Choice] = &[choice("nl", "Dutch, the default."), choice("en", "English.")];
const KINDS: &[Choice] = &[
    choice("municipality", "Takes over whole cases."),
    choice("partner", "Gets some tables of the cases of municipalities, and no burgerservicenummer."),
];

pub(super) static BLOCKS: &[Block] = &[
    Block {
        name: "mapping.toml",
        english: "A mapping: how the delivery of a shared regional service becomes the target of its municipalities.",
        keys: &[
            needed("mapping-version", Takes::Version, "The version of the mapping language."),
            needed("transfer", Takes::Block("transfer"), "What is moved, and when."),
            needed("destination", Takes::Blocks("destination"), "Who takes over which cases; one block for each."),
            optional(
                "stays-behind",
                Takes::Blocks("stays-behind"),
                "Which cases stay where they are, and by whose decision.",
            ),
            needed(
                "delivery",
                Takes::Block("delivery"),
                "What the delivery looks like: how it is written, and its tables.",
            ),
            optional(
                "identity",
                Takes::Blocks("identity"),
                "What must add up in the delivery itself, before anything is mapped.",
            ),
            needed(
                "map",
                Takes::Blocks("map"),
                "How the rows of a delivered table become rows of a target table; one block for each pair.",
            ),
            optional("rule", Takes::Blocks("rule"), "What must hold for the rows that were loaded."),
            needed(
                "promise",
                Takes::Block("promise"),
                "What residents were promised, read from the delivery itself, past the maps.",
            ),
            optional(
                "example",
                Takes::Blocks("example"),
                "Tests of the mapping: only the cells that matter are given.",
            ),
        ],
        others: None,
    },
    Block {
        name: "transfer",
        english: "What is moved, and when.",
        keys: &[
            needed("service", Takes::Name, "The shared service that is left; run folders are named after it."),
            needed(
                "cutover",
                Takes::Date,
                "The first day on which the destinations pay, unless a run says otherwise: 2021-01-01, without quotes.",
            ),
            optional("language", Takes::Choice(LANGUAGES), "The language of documents; Dutch unless said."),
        ],
        others: None,
    },
    Block {
        name: "destination",
        english: "Somebody who takes cases over.",
        keys: &[
            needed("name", Takes::Name, "Its name, and that of its target file."),
            needed("kind", Takes::Choice(KINDS), "What it takes over."),
            optional("when", Takes::Values, "Which cases: the values of the column that routes the table of cases.")
                .need(Need::Where("kind", "municipality")),
            optional("of", Takes::Texts, "The municipalities that the partner works for, by their names.")
                .need(Need::Where("kind", "partner")),
            optional("tables", Takes::TargetTables, "The tables that the partner may have, and no others.")
                .need(Need::Where("kind", "partner")),
            optional(
                "without",
                Takes::TargetColumns,
                "The columns that the partner may not have, such as persoon.bsn.",
            )
            .need(Need::MayWhere("kind", "partner")),
        ],
        others: None,
    },
    Block {
        name: "stays-behind",
        english: "Cases that stay where they are.",
        keys: &[
            needed("when", Takes::Values, "Which cases: the values of the column that routes the table of cases."),
            needed("reason", Takes::Text, "By whose decision they stay."),
        ],
        others: None,
    },
];
