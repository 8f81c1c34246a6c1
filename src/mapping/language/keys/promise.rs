//! What residents were promised.

use super::{Block, Takes, needed, optional};

pub(super) static BLOCKS: &[Block] = &[
    Block {
        name: "promise",
        english: "What residents were promised, read from the delivery itself, past the maps.",
        keys: &[
            needed("from", Takes::Text, "The delivered table of payments."),
            needed("recipient", Takes::Text, "The column that says whose money it is: a burgerservicenummer."),
            needed("case", Takes::Text, "The column with the number of the case."),
            optional("client", Takes::Text, "The column with the client's number, where it is delivered."),
            optional("scheme", Takes::Text, "The column with the scheme, where it is delivered."),
            needed("date", Takes::Text, "The column with the day of payment."),
            needed("month", Takes::Text, "The column with the month that is paid."),
            needed("amount", Takes::Text, "The column with the amount."),
            optional(
                "sign-from",
                Takes::TextOr("sign-from"),
                "The column with the sign of the amount, where it has none of its own.",
            ),
            needed("account", Takes::Text, "The column with the account."),
            needed("where", Takes::Condition, "The regular payments that were really paid."),
            optional("returned", Takes::Condition, "Regular payments that came back."),
            optional("corrections", Takes::Condition, "Corrections that were really paid."),
            optional("one-off", Takes::Condition, "One-off payments, which are promised to nobody again."),
            optional("holiday", Takes::Condition, "Payments of holiday allowance."),
            optional(
                "left-out",
                Takes::Condition,
                "Payments that mean nothing for the promise. One that none of these conditions takes is not proven.",
            ),
            optional(
                "calendar",
                Takes::TextOr("calendar"),
                "The delivered table with the promised dates; a name alone where its headings are those of the payments. Without one, dates follow from what residents are used to.",
            ),
            optional(
                "window",
                Takes::Block("window"),
                "Over how many months payments are compared; three unless said.",
            ),
            optional(
                "at-most",
                Takes::Percentage,
                "The share of the promise above which a payment is a mistake; 150% unless said.",
            ),
            optional(
                "ceiling",
                Takes::Text,
                "The amount in euros above which one payment is a mistake, written as the delivery writes amounts; three times the couple's norm unless said.",
            ),
            needed(
                "case-facts",
                Takes::Block("case-facts"),
                "Where it stands whether a case runs: in the table of cases.",
            ),
            needed("payees", Takes::Block("payees"), "Where it stands whose an account is."),
            optional("reserve", Takes::Block("reserve"), "Where reserved holiday allowance stands."),
            optional("balances", Takes::Blocks("balances"), "Amounts besides payments that must arrive as they were."),
        ],
        others: None,
    },
    Block {
        name: "calendar",
        english: "Where the promised dates stand.",
        keys: &[
            needed("from", Takes::Text, "The delivered table."),
            needed("month", Takes::Text, "The column with the month that is paid."),
            needed("date", Takes::Text, "The column with the day of payment."),
            needed("where", Takes::Condition, "The lines about regular payments."),
        ],
        others: None,
    },
    Block {
        name: "window",
        english: "The payment dates that are compared.",
        keys: &[needed("months", Takes::Number(1, 24), "How many months from the cut-over on.")],
        others: None,
    },
    Block {
        name: "case-facts",
        english: "Where the facts about cases stand, in the delivery's own cells.",
        keys: &[
            needed("from", Takes::Text, "The delivered table of cases."),
            needed("key", Takes::Text, "The column with the number of the case: the key of that table."),
            needed("ended", Takes::Text, "The column with the last day of the case."),
            needed("blocked", Takes::Text, "The column that says whether payment is blocked."),
            needed("place", Takes::Text, "The column that routes the table of cases."),
        ],
        others: None,
    },
    Block {
        name: "payees",
        english: "Where the payees stand.",
        keys: &[
            needed("from", Takes::Text, "The delivered table."),
            needed("key", Takes::Text, "The column with the number of the case."),
            needed("account", Takes::Text, "The column with the account."),
            needed("kind", Takes::Text, "The column with the kind of payee."),
        ],
        others: None,
    },
    Block {
        name: "reserve",
        english: "Where reserved holiday allowance stands.",
        keys: &[
            needed("from", Takes::Text, "The delivered table."),
            needed("key", Takes::Text, "The column with the number of the case."),
            needed("amount", Takes::Text, "The column with the amount."),
        ],
        others: None,
    },
    Block {
        name: "balances",
        english: "Amounts of a delivered table that must stand in a target table as they were, row by row.",
        keys: &[
            needed("from", Takes::Text, "The delivered table."),
            needed("to", Takes::MappedTable, "The target table."),
            needed(
                "amounts",
                Takes::Amounts,
                "The delivered columns, each with the target column in which its amounts must stand.",
            ),
        ],
        others: None,
    },
];
