//! How delivered rows become target rows, what must hold for those, and examples of both.

use super::{Block, Choice, Key, Need, Takes, choice, needed, optional};

const SEVERITIES: &[Choice] = &[
    choice("error", "A row that breaks the rule is rejected."),
    choice("warning", "A row that breaks the rule is reported, and counts."),
];

pub(super) static BLOCKS: &[Block] = &[
    Block {
        name: "map",
        english: "How the rows of a delivered table become rows of a target table.",
        keys: &[
            needed("from", Takes::Text, "The delivered table."),
            needed("to", Takes::MappedTable, "The target table."),
            needed("columns", Takes::Columns, "The target columns, each with a delivered heading or an operation."),
            optional(
                "merge-on",
                Takes::MergeColumn,
                "The target column on which several rows describe one thing; where they contradict each other, that is found.",
            ),
            optional(
                "where",
                Takes::Condition,
                "Which rows are taken; the others are filtered, and counted under this map.",
            ),
            optional("left-out", Takes::Condition, "Which rows are left out; a row that neither takes is rejected."),
            optional("because", Takes::Text, "Why rows are left out.").need(Need::Beside("where")),
            optional(
                "unpivot",
                Takes::TextsOr("unpivot"),
                "Columns of which each becomes a target row of its own, as far as anything stands there.",
            ),
            optional(
                "leaves-empty",
                Takes::Reasons,
                "The target columns that the map does not fill, each with its reason.",
            ),
        ],
        others: None,
    },
    Block {
        name: "unpivot",
        english: "Columns of which each becomes a target row of its own.",
        keys: &[
            needed("columns", Takes::Texts, "The columns."),
            optional("skip", Takes::Texts, "Texts that become no row, besides those that mean \"nothing\"."),
        ],
        others: None,
    },
    Block {
        name: "lookup",
        english: "A cell of the row of another delivered table.",
        keys: &[
            needed("in", Takes::Text, "The other delivered table."),
            needed("by", Takes::Text, "The column of this row that names the other row."),
            optional(
                "match",
                Takes::Text,
                "The column there that must hold the same text; the key of the table unless said.",
            ),
            needed("column", Takes::Text, "The column there that holds the value."),
        ],
        others: None,
    },
    Block {
        name: "sign-from",
        english: "Where the sign of an amount stands, and how it is written there.",
        keys: &[
            needed("column", Takes::Text, "The column with the sign."),
            needed("plus", Takes::Texts, "The texts that leave an amount as it is."),
            needed("minus", Takes::Texts, "The texts that turn it around."),
        ],
        others: None,
    },
    Block {
        name: "rule",
        english: "A condition in SQL that must hold for every loaded row of a target table.",
        keys: &[
            needed("name", Takes::Text, "Its name."),
            needed("on", Takes::MappedTable, "The target table."),
            needed("require", Takes::Text, "The condition, in SQL, on the columns of that table."),
            needed("severity", Takes::Choice(SEVERITIES), "What becomes of a row that breaks it."),
            needed("message", Takes::Block("message"), "What is said of such a row."),
        ],
        others: None,
    },
    Block {
        name: "message",
        english: "What is said of a row that breaks a rule.",
        keys: &[needed("nl", Takes::Text, "In Dutch."), needed("en", Takes::Text, "In English.")],
        others: None,
    },
    Block {
        name: "example",
        english: "A test of one map or one rule, with only the cells that matter.",
        keys: &[
            needed("name", Takes::Text, "What it shows, as a sentence."),
            optional("map", Takes::Text, "The map: \"from -> to\", with \" #2\" behind it for the second of several.")
                .need(Need::Unless("rule")),
            optional("rule", Takes::Text, "The rule that is tested, by its name."),
            optional(
                "given",
                Takes::Given,
                "Delivered cells by heading; for a rule, by target table the rows that it sees.",
            )
            .need(Need::Unless("rows")),
            optional("rows", Takes::Blocks("rows"), "Several rows through the map, each with what is to come of it."),
            BESIDE,
            EXPECT,
            OUTCOME,
            FINDS,
            optional("breaks", Takes::Number(0, i64::MAX), "How many of the rows that are given break the rule.")
                .need(Need::With("rule")),
        ],
        others: None,
    },
    Block {
        name: "rows",
        english: "One of several rows through a map.",
        keys: &[needed("given", Takes::Given, "Delivered cells by heading."), BESIDE, EXPECT, OUTCOME, FINDS],
        others: None,
    },
];

const OUTCOMES: &[Choice] = &[choice("filtered", "The map leaves it out."), choice("rejected", "It cannot be loaded.")];

const BESIDE: Key =
    optional("beside", Takes::Beside, "Rows of other delivered tables that are looked up, by the name of the table.");

const EXPECT: Key = optional(
    "expect",
    Takes::Expected,
    "The target columns that matter, an empty text for NULL; a list where several target rows come of it.",
);

const OUTCOME: Key = optional("outcome", Takes::Choice(OUTCOMES), "What becomes of a row that becomes no target row.");

const FINDS: Key = optional(
    "finds",
    Takes::Findings,
    "The codes of what is found about the given cells, each as often as it comes; unsaid beside `expect`, nothing is.",
);
