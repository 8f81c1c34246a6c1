//! The codes `OV0151` to `OV0170` and `OV0173`: what a mapping that can be used leaves unsaid, or says and cannot mean.

use super::warning;
use crate::diag::Code;

/// Every code of this group, in order.
pub static ALL: [&Code; 21] = [
    &COLUMN_NOT_FILLED,
    &FILLED_AFTER_ALL,
    &NO_LEFT_OUT,
    &TAKEN_AND_LEFT_OUT,
    &REPAIR_WITHOUT_REASON,
    &CODE_NOT_REACHED,
    &EMPTY_AS_VALUE,
    &CONDITION_NEVER_HOLDS,
    &CONDITION_ALWAYS_HOLDS,
    &LISTED_TWICE,
    &CASE_COVERED,
    &RANGES_OVERLAP,
    &NO_LAST_CASE,
    &DESTINATION_WITHOUT_CASES,
    &PARTNER_WITHOUT_ROWS,
    &PROMISE_READS_OTHERWISE,
    &PROMISE_CODE_UNKNOWN,
    &LOOKUP_NOT_BY_KEY,
    &AMOUNT_READ_AS_TEXT,
    &TABLE_NOT_READ,
    &RESERVE_WITHOUT_COMPONENT,
];

/// A target column that no map fills, and of which none says why.
pub static COLUMN_NOT_FILLED: Code =
    warning("OV0151", "target column not filled", "map the column, or name it under \"leaves-empty\" with the reason");
/// A target column that stays empty, it is said, and is filled.
pub static FILLED_AFTER_ALL: Code =
    warning("OV0152", "filled after all", "take the column out of \"leaves-empty\", or out of the columns");
/// A map that takes listed values, and does not say which it leaves out.
pub static NO_LEFT_OUT: Code = warning(
    "OV0153",
    "not said which rows are left out",
    "name the values that stay out under \"left-out\": a row with any other is then rejected, and found",
);
/// A value that a map takes and leaves out.
pub static TAKEN_AND_LEFT_OUT: Code =
    warning("OV0154", "taken and left out", "leave the value with one of the two; \"where\" wins");
/// A repair without its reason.
pub static REPAIR_WITHOUT_REASON: Code = warning(
    "OV0155",
    "repair without a reason",
    "say in \"because\" what happened to the value, and why the repair is right",
);
/// A code that is never translated.
pub static CODE_NOT_REACHED: Code =
    warning("OV0156", "code never reached", "take the code out, or mend what keeps it from being read");
/// A text that means nothing, tested as a value.
pub static EMPTY_AS_VALUE: Code = warning(
    "OV0157",
    "a text that means nothing",
    "write { is = \"empty\" }, which holds for every text that means so",
);
/// A condition, or a value in one, for which no row can be.
pub static CONDITION_NEVER_HOLDS: Code =
    warning("OV0158", "can never hold", "take it out, or mend what keeps such rows away");
/// A condition that every row meets.
pub static CONDITION_ALWAYS_HOLDS: Code = warning("OV0159", "always holds", "take the condition out, or mend it");
/// Something that is listed twice in one condition.
pub static LISTED_TWICE: Code =
    warning("OV0160", "listed twice", "take one of the two out, or write what was meant in its place");
/// A case of which an earlier one takes the rows.
pub static CASE_COVERED: Code =
    warning("OV0161", "an earlier case goes first", "put the narrower case before the wider one, or take this one out");
/// Two cases with ranges that overlap.
pub static RANGES_OVERLAP: Code =
    warning("OV0162", "ranges overlap", "let each range begin after the end of the other");
/// Cases that leave rows over.
pub static NO_LAST_CASE: Code =
    warning("OV0163", "no last case", "end with a case without \"if\", or add cases for what is left");
/// A municipality that would get no case.
pub static DESTINATION_WITHOUT_CASES: Code = warning(
    "OV0164",
    "a destination without cases",
    "let the map of cases take and translate the values that \"when\" names",
);
/// A table of a partner that stays without rows.
pub static PARTNER_WITHOUT_ROWS: Code =
    warning("OV0165", "a table without rows", "map the table, or take it out of the partner's \"tables\"");
/// A column that the promise reads in another way than a map.
pub static PROMISE_READS_OTHERWISE: Code = warning(
    "OV0166",
    "read in two ways",
    "let both read it alike: what holds for a whole table is said under [delivery.<table>]",
);
/// A value of the promise's conditions that no map translates.
pub static PROMISE_CODE_UNKNOWN: Code =
    warning("OV0167", "unknown to the map", "spell the value as the codes of the map do, or add it there");
/// A lookup by something that does not name one row.
pub static LOOKUP_NOT_BY_KEY: Code =
    warning("OV0168", "looked up by no key", "match on a column of the other table's \"key\", or declare that key");
/// An amount that a map takes for text.
pub static AMOUNT_READ_AS_TEXT: Code = warning(
    "OV0169",
    "an amount that a map reads as text",
    "name a column of amounts, or map this one to a column of money",
);
/// A delivered table of which nothing uses the rows.
pub static TABLE_NOT_READ: Code = warning("OV0170", "table not used", "map the table, or take it out of [delivery]");
/// Reserves in the promise, and no component that would tell which cases must have one.
pub static RESERVE_WITHOUT_COMPONENT: Code = warning(
    "OV0173",
    "no component reserves",
    "translate the code under which holiday allowance is reserved to \"vt_reservering\"",
);
