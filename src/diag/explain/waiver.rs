//! What is said about the codes of waivers.
//!
//! An example of the first two is a whole `waivers.csv`; one of the others is a line of it, and below it what is found.

use super::Explanation;
use crate::diag::codes::waiver as codes;

/// Every explanation of this group.
pub(super) fn all() -> Vec<&'static Explanation> {
    vec![&WAIVERS, &WAIVER, &SELF_APPROVED, &NOT_IN_FORCE, &UNUSED, &EXCEEDED]
}

static WAIVERS: Explanation = Explanation {
    code: &codes::WAIVERS,
    checks: "waivers.csv is UTF-8 text with commas between its cells. Its first line names every column once: id, bsn, \
             case, verdict, months, at_most_cents, at_most_days, reason, decision, requested_by, approved_by, \
             approved_on and expires_on, in any order.",
    why: "A waiver lets a resident get less or later than was promised. A column that is not understood could hold the \
          limit or the name that makes it a decision.",
    example: "id,bsn,case,verdict,months,at_most,at_most_days,reason,decision,requested_by,approved_by,approved_on,expires_on\n",
    mend: "Write the columns as they are called; spreadsheet programs often save with semicolons.\n\n\
           id,bsn,case,verdict,months,at_most_cents,at_most_days,reason,decision,requested_by,approved_by,approved_on,expires_on\n",
};

static WAIVER: Explanation = Explanation {
    code: &codes::WAIVER,
    checks: "Each line of waivers.csv is one decision: for one bsn or one case, one verdict that stops, and one month \
             or a range of months of the payment date. It says how many cents may differ at the most on one payment \
             date (for `later`: how many days), why, by which decision, who asked, who approved, and from when until \
             when.",
    why: "A waived difference passes the proof. It is as good as the decision behind it, and an auditor must find that \
          without asking.",
    example: "id,bsn,case,verdict,months,at_most_cents,at_most_days,reason,decision,requested_by,approved_by,approved_on,expires_on\n\
              W-1,,100001,lower,2021-01..2021-03,\"12,00\",,,Z-2020-118,J. Bos,K. Smit,2020-12-14,2021-03-31\n",
    mend: "Fill in what is missing. Amounts are whole cents and dates are written yyyy-mm-dd.\n\n\
           id,bsn,case,verdict,months,at_most_cents,at_most_days,reason,decision,requested_by,approved_by,approved_on,expires_on\n\
           W-1,,100001,lower,2021-01..2021-03,1200,,income since December,Z-2020-118,J. Bos,K. Smit,2020-12-14,2021-03-31\n",
};

static SELF_APPROVED: Explanation = Explanation {
    code: &codes::SELF_APPROVED,
    checks: "Whoever requests a waiver does not approve it. Names are compared by their letters and digits alone, so \
             that another spelling is not another person.",
    why: "One person could wave a loss through unseen. The waiver covers nothing, and what it names still stops the \
          transfer.",
    example: "W-1,,100001,lower,2021-01,1200,,income since December,Z-2020-118,J. Bos,j.bos,2020-12-14,2021-03-31\n\n\
              W-1 is requested and approved by one person: J. Bos",
    mend: "Have the waiver approved by a second person, and write down who that was.",
};

static NOT_IN_FORCE: Explanation = Explanation {
    code: &codes::NOT_IN_FORCE,
    checks: "A waiver must be in force on every payment date that it names and that deviates: from the day on which it \
             was approved to the day on which it expires. The clock plays no part.",
    why: "A decision that has run out, or that came after the payment, is none. What deviates on such a date still \
          stops the transfer; what the waiver covers on other dates stays covered.",
    example: "W-1,,100001,lower,2021-01..2021-02,1200,,income since December,Z-2020-118,J. Bos,K. Smit,2020-12-14,2021-01-31\n\n\
              W-1 is in force from 2020-12-14 to 2021-01-31, and not on 2021-02-26",
    mend: "Have the decision made again for the payments that are left, or mend what deviates.",
};

static UNUSED: Explanation = Explanation {
    code: &codes::UNUSED,
    checks: "What a waiver names must be there: its verdict, for its case or person, on a payment date in its months. \
             Where several cases deviate on one account, a waiver for one of them does not cover the sum.",
    why: "A waiver that is not needed any more may hide the next mistake, and one with a slip in it does not cover \
          what was decided.",
    example: "W-1,,100001,lower,2021-01,1200,,income since December,Z-2020-118,J. Bos,K. Smit,2020-12-14,2021-03-31\n\n\
              W-1 finds no lower for case 100001 in 2021-01",
    mend: "Compare with the verdicts of the case. Take the waiver out where what it allowed was mended.",
};

static EXCEEDED: Explanation = Explanation {
    code: &codes::EXCEEDED,
    checks: "What deviates on a payment date stays within the waiver: the cents by which planned and promised differ, \
             over all accounts that the waiver names, or the days by which a payment is later.",
    why: "What was accepted is not what happens. The waiver covers nothing then, on no date: those who decided it \
          counted on something else.",
    example: "W-1,,100001,lower,2021-01,1200,,income since December,Z-2020-118,J. Bos,K. Smit,2020-12-14,2021-03-31\n\n\
              W-1 allows € 12,00, and € 12,50 differ on 2021-01-29",
    mend: "Find out why more deviates. Mend that, or have a new decision made with what it comes to.",
};
