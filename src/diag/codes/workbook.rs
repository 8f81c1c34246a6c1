//! Codes about what only workbooks have.

use super::{error, warning};
use crate::diag::Code;

/// Every code of this group, in order.
pub static ALL: [&Code; 6] =
    [&HIDDEN_SHEET, &HIDDEN_ROWS, &VALUES_ASIDE, &MERGED_CELLS, &UNSURE_CRITICAL, &UNSURE_VALUE];

/// A sheet that nobody sees who opens the workbook.
pub static HIDDEN_SHEET: Code =
    warning("OV0301", "a hidden sheet was read", "find out why it is hidden, and whether it was meant to be delivered");
/// Rows that nobody sees who opens the workbook.
pub static HIDDEN_ROWS: Code = warning(
    "OV0302",
    "hidden rows were read like all others",
    "find out why they are hidden: a filter that was left on, or rows that should have been deleted",
);
/// Values under no heading.
pub static VALUES_ASIDE: Code = warning(
    "OV0303",
    "values under no heading were left out",
    "find out whether they are remarks, or cells that moved out of their column",
);
/// Merged cells of which only the first holds the value.
pub static MERGED_CELLS: Code = warning(
    "OV0304",
    "cells among the data are merged, and only the first of them holds the value",
    "declare `merged = \"repeat\"` if the value holds for each of them, or have the cells parted",
);
/// A critical cell of which the workbook does not say the value.
pub static UNSURE_CRITICAL: Code = error(
    "OV0305",
    "the workbook does not hold the value of a cell that decides a payment; the row is rejected",
    "correct the cell in the source system, or open the workbook, let it calculate, and save it",
);
/// Another cell of which the workbook does not say the value.
pub static UNSURE_VALUE: Code = warning(
    "OV0306",
    "the workbook does not hold the value of a cell that decides no payment; it is left empty",
    "correct the cell in the source system, or open the workbook, let it calculate, and save it",
);
