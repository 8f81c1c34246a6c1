//! What is said about the codes of workbooks.

use super::Explanation;
use crate::diag::codes::workbook as codes;

/// Every explanation of this group.
pub(super) fn all() -> Vec<&'static Explanation> {
    vec![&HIDDEN_SHEET, &HIDDEN_ROWS, &VALUES_ASIDE, &MERGED_CELLS, &UNSURE_CRITICAL, &UNSURE_VALUE]
}

static HIDDEN_SHEET: Explanation = Explanation {
    code: &codes::HIDDEN_SHEET,
    checks: "A sheet that the mapping reads should not be hidden. It is read all the same.",
    why: "Somebody who opens the workbook to look something up does not see the sheet. It may be a draft that was put \
          aside, and not what the service meant to deliver.",
    example: "[HetPlein_2018-12-31.xlsx]Rekeningen is hidden",
    mend: "Ask why it is hidden. Have the workbook delivered with it shown, or without it.",
};

static HIDDEN_ROWS: Explanation = Explanation {
    code: &codes::HIDDEN_ROWS,
    checks: "Rows among the data should not be hidden. They are read like all others.",
    why: "A filter that was left on hides rows that belong to the delivery. Rows that were hidden because they should \
          go do not belong to it. The workbook looks the same in both.",
    example: "[HetPlein_2018-12-31.xlsx]Betalingen!A7: 12 hidden rows, of which this is the first",
    mend: "Show the rows and look at them. Have the workbook delivered without a filter, and without rows that do not \
           belong to it.",
};

static VALUES_ASIDE: Explanation = Explanation {
    code: &codes::VALUES_ASIDE,
    checks: "Every value among the data should stand under a heading. Others are left out.",
    why: "A remark beside the table is nothing to load. A cell that slipped out of its column is, and the column that \
          it left is empty now.",
    example: "2 values under no heading, the first in [HetPlein_2018-12-31.xlsx]Besluiten!J3",
    mend: "Look at the cells that are named. Have remarks put on a sheet of their own, and cells back where they \
           belong.",
};

static MERGED_CELLS: Explanation = Explanation {
    code: &codes::MERGED_CELLS,
    checks: "Cells among the data should not be merged. Only the first of them holds the value; the others are read \
             as empty.",
    why: "To the eye the value stands beside each of the rows. To every program it stands beside the first: the \
          others belong to no case, or have no amount.",
    example: "1 merged cells among the data, the first M20:M21",
    mend: "Have the cells parted; or, where the value holds for each of them, say so at the table.\n\n\
           merged = \"repeat\"",
};

static UNSURE_CRITICAL: Explanation = Explanation {
    code: &codes::UNSURE_CRITICAL,
    checks: "A cell that decides who is paid what, when and where, or whether a row is left out, must hold its value \
             in the workbook: no error such as #N/B, no formula that was never calculated, no number of more than 15 \
             digits (a spreadsheet keeps no more: Microsoft, Excel specifications and limits), no date that does not \
             exist.",
    why: "What the cell should say is not in the file, so nobody can read it there. The row is rejected.",
    example: "[HetPlein_2018-12-31.xlsx]Betalingen!C263\n\nBSN \"#N/B\": an error value in the workbook",
    mend: "Open the workbook, let it calculate, save it and have it delivered again. Numbers that name something \
           (cases, persons, accounts) are delivered as text.",
};

static UNSURE_VALUE: Explanation = Explanation {
    code: &codes::UNSURE_VALUE,
    checks: "A cell that decides no payment should hold its value in the workbook: no error such as #WAARDE!, no \
             formula that was never calculated, no number of more than 15 digits. Where it does not, the column stays \
             empty.",
    why: "What the cell should say is not in the file. The municipality will have to ask for it again.",
    example: "[HetPlein_2018-12-31.xlsx]Personen!I8\n\nStraat \"#WAARDE!\": an error value in the workbook",
    mend: "Open the workbook, let it calculate, save it and have it delivered again.",
};
