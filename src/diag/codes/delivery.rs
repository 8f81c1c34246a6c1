//! Codes about delivered cells, rows and files.

use super::{error, warning};
use crate::diag::Code;

/// Every code of this group, in order.
pub static ALL: [&Code; 27] = [
    &RAGGED_ROW,
    &BAD_CRITICAL,
    &BSN_PADDED,
    &BAD_VALUE,
    &SECRECY_ASSUMED,
    &UNMAPPED_CODE,
    &REQUIRED_EMPTY,
    &UNKNOWN_REFERENCE,
    &REJECTED_PARENT,
    &DUPLICATE_KEY,
    &SECOND_CASE,
    &CASE_NOWHERE,
    &RULE_BROKEN,
    &RULE_WARNS,
    &OTHER_PERSON,
    &PERSON_DIFFERS,
    &FORMER_CODE,
    &TEST_PERSON,
    &SENTINEL,
    &NO_CASE,
    &UNUSED_COLUMN,
    &UNUSED_FILE,
    &NOT_FOR_DESTINATION,
    &NOT_LOOKED_UP,
    &TWO_LOOKED_UP,
    &CORRECTED,
    &NEITHER,
];

/// A row with too many or too few cells.
pub static RAGGED_ROW: Code = error(
    "OV0201",
    "a row with too many or too few cells",
    "look for a delimiter or line end inside a cell that is not quoted, and have the row delivered again",
);
/// A critical value that cannot be read.
pub static BAD_CRITICAL: Code = error(
    "OV0202",
    "a value that decides a payment cannot be read; the row is rejected",
    "correct the cell in the source system, or declare how it is written in the mapping",
);
/// A burgerservicenummer that lost its leading zeros.
pub static BSN_PADDED: Code = warning(
    "OV0203",
    "leading zeros of a BSN were put back",
    "the repair is declared in the mapping; check a sample against the source system",
);
/// Another value that cannot be read.
pub static BAD_VALUE: Code = warning(
    "OV0204",
    "a value that decides no payment cannot be read; it is left empty",
    "correct the cell in the source system; the delivered text stays in the evidence",
);
/// A mark of secrecy that is neither yes nor no.
pub static SECRECY_ASSUMED: Code = warning(
    "OV0205",
    "secrecy is neither yes nor no; it is taken for yes",
    "find out whether the address is secret and correct the source system",
);
/// A code that the mapping does not translate.
pub static UNMAPPED_CODE: Code = error(
    "OV0206",
    "a delivered code that the mapping does not translate",
    "add the code to the mapping's code table, after asking what it means",
);
/// Nothing where a value is required.
pub static REQUIRED_EMPTY: Code =
    error("OV0207", "a required value is empty; the row is rejected", "fill the cell in the source system");
/// A reference to a row that was not delivered.
pub static UNKNOWN_REFERENCE: Code = error(
    "OV0208",
    "a reference to something that was not delivered; the row is rejected",
    "have the missing row delivered, or the reference corrected",
);
/// A row whose parent was rejected.
pub static REJECTED_PARENT: Code =
    error("OV0209", "the row depends on one that was rejected", "mend the row that it depends on");
/// A natural key that is there twice.
pub static DUPLICATE_KEY: Code = error(
    "OV0210",
    "a key that another row has already; the row is rejected",
    "find out which of the rows is right, and have the other removed",
);
/// A case that was delivered twice.
pub static SECOND_CASE: Code = error(
    "OV0211",
    "a second row for the same case; the row is rejected",
    "find out which of the rows is right, and have the other removed",
);
/// A case that no destination takes.
pub static CASE_NOWHERE: Code = error(
    "OV0212",
    "no destination takes the case, and no decision leaves it behind",
    "correct the municipality code, or add it to a destination or to stays-behind",
);
/// A rule of severity error that a row breaks.
pub static RULE_BROKEN: Code =
    error("OV0213", "a row breaks a rule of the mapping; it is rejected", "correct the row in the source system");
/// A rule of severity warning that a row breaks.
pub static RULE_WARNS: Code =
    warning("OV0214", "a row is not as a rule of the mapping expects", "look at the row in the source system");
/// Two rows about one person that say who it is in two ways.
pub static OTHER_PERSON: Code = error(
    "OV0215",
    "rows with one BSN differ in what identifies a person",
    "find out whether the BSN of one of the rows belongs to somebody else",
);
/// Two rows about one person that differ elsewhere.
pub static PERSON_DIFFERS: Code =
    warning("OV0216", "rows about one person differ; the first is kept", "find out which of the rows is right");
/// A code out of use, in a row that still runs.
pub static FORMER_CODE: Code = warning(
    "OV0217",
    "a former code in a row that still runs at the cut-over",
    "the code is translated; have the source system use the present one",
);
/// A burgerservicenummer set apart for tests.
pub static TEST_PERSON: Code =
    warning("OV0218", "a BSN that is set apart for test persons", "check that no test data was delivered");
/// A text that stands for "unknown" in old systems.
pub static SENTINEL: Code = warning(
    "OV0219",
    "a value that old systems write for \"unknown\"",
    "declare it in the mapping (`empty`) where it means nothing",
);
/// A client without any case.
pub static NO_CASE: Code = warning(
    "OV0220",
    "the row belongs to no delivered case, so no destination gets it",
    "check whether a case is missing from the delivery",
);
/// A heading that the mapping does not know.
pub static UNUSED_COLUMN: Code = warning(
    "OV0221",
    "a delivered column that the mapping does not know",
    "map the column, or name it in `ignore` with a reason",
);
/// A file that the mapping does not know.
pub static UNUSED_FILE: Code = warning(
    "OV0222",
    "a delivered file that belongs to no table",
    "add it to a table's `files`, or leave it out of the delivery",
);
/// A row of a table that its destination should have nothing of.
pub static NOT_FOR_DESTINATION: Code = error(
    "OV0223",
    "a row of a table that is not for this destination; the row is rejected",
    "find out whether the case is in the right place, or add the destination to `only` in the mapping",
);
/// A row that is looked up and was not delivered.
pub static NOT_LOOKED_UP: Code = error(
    "OV0224",
    "a row that is looked up was not delivered",
    "have the missing row delivered, or the cell that names it corrected",
);
/// Rows that are looked up by one name, and differ.
pub static TWO_LOOKED_UP: Code = error(
    "OV0225",
    "a cell names two rows that differ",
    "find out which of the rows is right, and have the other removed",
);
/// A cell that corrections.csv puts right.
pub static CORRECTED: Code = warning(
    "OV0226",
    "a delivered cell was put right by corrections.csv",
    "have the source system corrected as well, and take the line out when it is",
);
/// A row that a map neither takes nor leaves out.
pub static NEITHER: Code = error(
    "OV0227",
    "a row that the mapping neither takes nor leaves out; it is rejected",
    "find out what the value means; then take the row in `where`, or name it in `left-out`",
);
