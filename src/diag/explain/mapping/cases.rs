//! Which case goes where, and what is left over.

use crate::diag::codes::mapping as codes;
use crate::diag::explain::Explanation;

/// Every explanation of this file, in order of the codes.
pub(super) static ALL: [&Explanation; 5] = [&OVERLAP, &CIRCLE, &CASE_TABLE, &WRONG_ROUTING_COLUMN, &UNUSED_COLUMN];

static OVERLAP: Explanation = Explanation {
    code: &codes::OVERLAP,
    checks: "No value of the column that divides the cases may be claimed twice, by two destinations or by a \
             destination and a decision to stay behind.",
    why: "Two municipalities would pay the same resident, or one of them and the old service.",
    example: r#"[[stays-behind]]
when = { Gemeente = "0295" }
reason = "remains""#,
    mend: concat!(
        "Leave the value with the one that takes the cases over. Here 0295 (Wisch, part of Oude IJsselstreek since \
         2005) goes to that municipality already.",
        "\n\n",
        r#"[[stays-behind]]
when = { Gemeente = "0222" }
reason = "remains""#
    ),
};

static CIRCLE: Explanation = Explanation {
    code: &codes::CIRCLE,
    checks: "Tables that follow another (`via`) must come to the table of cases in the end, and never back to \
             themselves.",
    why: "A row goes where its case goes. In a circle there is no case, and so no destination.",
    example: r#"destination-by = { via = "betalingen", on = "Dossier" }"#,
    mend: concat!(
        "Follow the table of cases, or one that follows it.",
        "\n\n",
        r#"destination-by = { via = "dossiers", on = "Dossier" }"#
    ),
};

static CASE_TABLE: Explanation = Explanation {
    code: &codes::CASE_TABLE,
    checks: "Exactly one delivered table says where each case goes (`destination-by = { column = … }`), and its `key` \
             is the one column with the number of the case.",
    why: "Everything follows the case: persons, payments, debts. With two tables that decide, one case could go to \
          two places; with none, nowhere.",
    example: r#"key = ["Dossier", "Client"]"#,
    mend: concat!(
        "Give the table of cases the number of the case as its key; let the others follow it by `destination- by = { \
         via = …, on = … }`.",
        "\n\n",
        r#"key = ["Dossier"]"#
    ),
};

static WRONG_ROUTING_COLUMN: Explanation = Explanation {
    code: &codes::WRONG_ROUTING_COLUMN,
    checks: "Destinations and decisions to stay behind are chosen by one column alone, the one that the table of \
             cases names in `destination-by`.",
    why: "With one column it can be shown that every case is claimed once. With conditions over several, a case could \
          fall between them.",
    example: r#"[[stays-behind]]
when = { Gemeente = "0222", Regeling = "PW" }
reason = "remains""#,
    mend: concat!(
        "Choose by that column. Rows that are not to be taken over for another reason are left out by the `where` of \
         a map, with its `because`.",
        "\n\n",
        r#"[[stays-behind]]
when = { Gemeente = "0222" }
reason = "remains""#
    ),
};

static UNUSED_COLUMN: Explanation = Explanation {
    code: &codes::UNUSED_COLUMN,
    checks: "Every heading that a table lists under `columns` should be used by something, or be named under \
             `ignore`. It is looked for only where nothing else is wrong: a misspelt name makes what it should have \
             named look unused.",
    why: "A column that nothing reads may hold what a resident depends on, such as a block on the address. Whether it \
          may be left behind is for somebody to decide, and not to be forgotten.",
    example: r#"columns = ["Nummer", "BSN", "Geheim", "Fax", "Telefoon"]
ignore = ["Fax"]"#,
    mend: concat!(
        "Map the column; or ignore it, with the reason in `because`.",
        "\n\n",
        r#"columns = ["Nummer", "BSN", "Geheim", "Fax", "Telefoon"]
ignore = ["Fax", "Telefoon"]"#
    ),
};
