//! Names of tables, columns, destinations and maps that are not there.

use crate::diag::codes::mapping as codes;
use crate::diag::explain::Explanation;

/// Every explanation of this file, in order of the codes.
pub(super) static ALL: [&Explanation; 6] = [
    &UNKNOWN_TABLE,
    &UNKNOWN_HEADING,
    &UNKNOWN_TARGET_TABLE,
    &UNKNOWN_TARGET_COLUMN,
    &UNKNOWN_DESTINATION,
    &UNKNOWN_MAP,
];

static UNKNOWN_TABLE: Explanation = Explanation {
    code: &codes::UNKNOWN_TABLE,
    checks: "Whatever names a delivered table (`from`, `via`, `in`, the promise, a line of corrections.csv) must name \
             one that is described as [delivery.<name>].",
    why: "Without the description it is not known which files hold the table, how they are written, and to which case \
          a row belongs.",
    example: r#"[[map]]
from = "clientem"
to = "client""#,
    mend: concat!(
        "Use the name that the table has under [delivery], or describe it there.",
        "\n\n",
        r#"[[map]]
from = "clienten"
to = "client""#
    ),
};

static UNKNOWN_HEADING: Explanation = Explanation {
    code: &codes::UNKNOWN_HEADING,
    checks: "Where a delivered table lists its `columns`, every heading that the mapping uses must be among them, \
             written alike. Where it lists none, `headings` and the examples must name one that something reads; a \
             line of corrections.csv must do so always.",
    why: "A column that the files turn out not to have ends a run before anything is loaded. Checked against the \
          list, a slip of the pen shows when it is made and not on the day of the transfer.",
    example: r#"ingangsdatum = "Vanf""#,
    mend: concat!(
        "Write the heading as the delivery does, capitals and spaces included, or add it to `columns`. Where older \
         files call it otherwise, name those words under `headings`.",
        "\n\n",
        r#"ingangsdatum = "Vanaf""#
    ),
};

static UNKNOWN_TARGET_TABLE: Explanation = Explanation {
    code: &codes::UNKNOWN_TARGET_TABLE,
    checks: "A map's `to`, a rule's `on`, a balance's `to` and a partner's `tables` and `without` must name a table \
             of the target.",
    why: "The target is the same for every service, so that municipalities can compare and a proof need be understood \
          only once. A mapping cannot add to it.",
    example: r#"[[rule]]
name = "ends-after-start"
on = "inkomensvoorzieningen""#,
    mend: concat!(
        "`overdracht schema --docs` describes every table of the target, with its columns.",
        "\n\n",
        r#"[[rule]]
name = "ends-after-start"
on = "inkomensvoorziening""#
    ),
};

static UNKNOWN_TARGET_COLUMN: Explanation = Explanation {
    code: &codes::UNKNOWN_TARGET_COLUMN,
    checks: "The left-hand side of a mapped column, and every other name of a target column, must be a column of that \
             table; an example may expect only columns that its map fills.",
    why: "What was meant to be filled would stay empty, in every row, without a word.",
    example: r#"einddatm = { column = "Einde", empty = ["31-12-9999"] }"#,
    mend: concat!(
        "`overdracht schema --docs` describes the columns of each table; a name that is nearly the same is suggested.",
        "\n\n",
        r#"einddatum = { column = "Einde", empty = ["31-12-9999"] }"#
    ),
};

static UNKNOWN_DESTINATION: Explanation = Explanation {
    code: &codes::UNKNOWN_DESTINATION,
    checks: "A partner's `of` and a table's `only` must name destinations of kind \"municipality\".",
    why: "A partner gets its persons through the municipality that it works for. Named wrongly, it would get nobody, \
          or the residents of somebody else.",
    example: r#"[[destination]]
name = "stoer"
kind = "partner"
of = "oude-ijselstreek""#,
    mend: concat!(
        "Use the `name` of the municipality's own [[destination]].",
        "\n\n",
        r#"[[destination]]
name = "stoer"
kind = "partner"
of = "oude-ijsselstreek""#
    ),
};

static UNKNOWN_MAP: Explanation = Explanation {
    code: &codes::UNKNOWN_MAP,
    checks: "An example names its map as \"<delivered table> -> <target table>\", and one map must be called that; \
             where several are, \" #1\", \" #2\" and so on behind it say which.",
    why: "An example that belongs to no map tests nothing, and would go on passing whatever the mapping does.",
    example: r#"[[example]]
name = "an open case"
map = "dossier -> inkomensvoorziening""#,
    mend: concat!(
        "Write the map's `from` and `to` as they stand there.",
        "\n\n",
        r#"[[example]]
name = "an open case"
map = "dossiers -> inkomensvoorziening""#
    ),
};
