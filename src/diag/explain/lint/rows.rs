//! Rows: which are taken, which are left out, and who gets them.

use crate::diag::codes::{delivery, lint as codes};
use crate::diag::explain::Explanation;

pub(super) const NO_LEFT_OUT: Explanation = Explanation {
    code: &codes::NO_LEFT_OUT,
    checks: "A map that takes rows by values, ranges or patterns says with `left-out` which rows it leaves out. Tests for \
             `empty` and `present` need none: between them nothing is left over.",
    why: "Without it, a row with a value that nobody has thought of disappears silently: a record type that lost its \
          leading zero is then no partner but no row at all.",
    example: r#"where = { Soort = ["+", "-"] }
because = "subtotals repeat other lines""#,
    mend: concat!(
        "Name the values that are meant to stay out. A row that is in neither list is rejected, and found (OV0227).",
        "\n\n",
        r#"where = { Soort = ["+", "-"] }
left-out = { Soort = ["=", "i"] }
because = "subtotals repeat other lines""#
    ),
};

pub(super) const TAKEN_AND_LEFT_OUT: Explanation = Explanation {
    code: &codes::TAKEN_AND_LEFT_OUT,
    checks: "No value stands in both `where` and `left-out`.",
    why: "`where` goes first, so such rows are taken, and `left-out` tells the reader the opposite.",
    example: r#"where = { Soort = ["+", "-", "="] }
left-out = { Soort = ["=", "i"] }"#,
    mend: concat!(
        "Leave the value with one of the two.",
        "\n\n",
        r#"where = { Soort = ["+", "-"] }
left-out = { Soort = ["=", "i"] }"#
    ),
};

pub(super) const DESTINATION_WITHOUT_CASES: Explanation = Explanation {
    code: &codes::DESTINATION_WITHOUT_CASES,
    checks: "For every municipality, the map of cases takes at least one of the values that name it, and translates it.",
    why: "Otherwise each of its cases is left out or rejected: the run ends with an empty target and a list of residents \
          who are not paid.",
    example: r#"[[destination]]
name = "winterswijk"
kind = "municipality"
when = { GEMCODE = "GM0294" }
# and in the map of cases
gemeentecode = { column = "GEMCODE", codes = { GM1859 = "1859" } }"#,
    mend: concat!(
        "Let the map know the values that the destination has.",
        "\n\n",
        r#"[[destination]]
name = "winterswijk"
kind = "municipality"
when = { GEMCODE = "GM0294" }
# and in the map of cases
gemeentecode = { column = "GEMCODE", codes = { GM1859 = "1859", GM0294 = "0294" } }"#
    ),
};

pub(super) const PARTNER_WITHOUT_ROWS: Explanation = Explanation {
    code: &codes::PARTNER_WITHOUT_ROWS,
    checks: "Every table that a partner is to have is filled by a map.",
    why: "The partner would get the table without rows, and take it that there is nobody to guide.",
    example: r#"[[destination]]
name = "stoer"
kind = "partner"
of = "oude-ijsselstreek"
tables = ["persoon", "wmo_voorziening"]"#,
    mend: concat!(
        "Map the table, or take it out.",
        "\n\n",
        r#"[[destination]]
name = "stoer"
kind = "partner"
of = "oude-ijsselstreek"
tables = ["persoon"]"#
    ),
};

pub(super) const TABLE_NOT_READ: Explanation = Explanation {
    code: &codes::TABLE_NOT_READ,
    checks: "Something uses the rows of every delivered table: a map, a lookup, the promise, an identity, or a table that \
             follows it to its destination.",
    why: "The table is read and counted, and none of it arrives anywhere. Either a map was forgotten, or the table is \
          not part of the transfer.",
    example: r#"[delivery.beslagen]
files = ["beslagen*.csv"]
destination-by = { via = "dossiers", on = "Dossiernummer" }"#,
    mend: concat!(
        "Map it, or take it out of [delivery]; its file is then reported as one that belongs to no table.",
        "\n\n",
        r#"[delivery.beslagen]
files = ["beslagen*.csv"]
destination-by = { via = "dossiers", on = "Dossiernummer" }

[[map]]
from = "beslagen"
to = "beslag""#
    ),
};

pub(super) const NEITHER: Explanation = Explanation {
    code: &delivery::NEITHER,
    checks: "Where a map says which rows it takes (`where`) and which it leaves out (`left-out`), every row is one of the \
             two.",
    why: "Nobody has decided about such a row. Leaving it out silently could lose a partner or a part of a benefit; so it \
          is rejected and listed.",
    example: r#"where = { RECTYPE = ["01", "02"] }
left-out = { RECTYPE = "03" }
# and a delivered row with RECTYPE 2"#,
    mend: concat!(
        "Find out what the value means. Have the row corrected, or add the value to one of the two lists.",
        "\n\n",
        r#"where = { RECTYPE = ["01", "02", "2"] }
left-out = { RECTYPE = "03" }
# and a delivered row with RECTYPE 2"#
    ),
};
