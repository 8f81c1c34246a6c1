//! What is said about the codes of payments.
//!
//! An example shows what stands in the target of a case, and below it what is found.

use super::Explanation;
use crate::diag::codes::payment as codes;

/// Every explanation of this group.
pub(super) fn all() -> Vec<&'static Explanation> {
    vec![
        &FIXED_EXCEEDS,
        &NOTHING_LEFT,
        &NOBODY_FOR_REST,
        &NO_CALENDAR,
        &NO_PARTNER,
        &NO_FIXED_AMOUNT,
        &NO_PAYEE,
        &NO_CONTROL_TOTAL,
        &OLD_DELIVERY,
    ]
}

static FIXED_EXCEEDS: Explanation = Explanation {
    code: &codes::FIXED_EXCEEDS,
    checks: "The fixed amounts of a case's payees must not exceed what its components in force add up to. They are \
             served in order of their numbers until nothing is left.",
    why: "Somebody who counts on a fixed amount, such as a landlord, gets less, and the resident nothing. No more is \
          ever planned than the components come to.",
    example: "components in force    999,70\n\
              payee 1  derde   vast  650,00\npayee 2  derde   vast  400,00\npayee 3  client  rest\n\n\
              payee 2 gets € 349,70 of € 400,00",
    mend: "Look at the case: a component is missing, or a payee should have ended. Have it corrected in the source \
           system.",
};

static NOTHING_LEFT: Explanation = Explanation {
    code: &codes::NOTHING_LEFT,
    checks: "The components in force of a case that runs should add up to more than nothing: credit less debit, \
             without subtotals and informative lines.",
    why: "No payment is planned for the month. That is right where income takes up the whole benefit, and wrong where \
          a component was lost. Whether something was promised is judged by the proof of continuity.",
    example: "norm       credit  1.052,32\ninkomsten  debet   1.052,32\n\n\
              the components in force on 2021-01-29 add up to € 0,00",
    mend: "Compare with the last payments of the case. Where it should not be paid, nothing has to be done.",
};

static NOBODY_FOR_REST: Explanation = Explanation {
    code: &codes::NOBODY_FOR_REST,
    checks: "Where the fixed amounts of a case's payees leave something, a payee in force must get the rest.",
    why: "What is left would be paid to nobody: the resident's own part, as a rule.",
    example: "components in force    999,70\npayee 1  derde  vast  650,00\n\n\
              nobody gets the € 349,70 that is left",
    mend: "Look at the payees of the case: the one for the rest ended, was rejected, or was delivered as a fixed one. \
           See that the mapping translates how payees share.",
};

static NO_CALENDAR: Explanation = Explanation {
    code: &codes::NO_CALENDAR,
    checks: "The calendar must have a payment date for every month that is paid within the window of the proof.",
    why: "Without a date nothing is planned for the month, and nobody would be paid. The date is never made up: \
          services pay on the last banking day, on a fixed day or the banking day before it, and some by no rule at \
          all.",
    example: "Maand;Soort;Datum\n01-2021;PERIODIEK;29-01-2021\n02-2021;PERIODIEK;26-02-2021\n\n\
              2021-03 has no payment date in oude-ijsselstreek",
    mend: "Have the calendar delivered for the whole window (`window` of the promise), or see that the map of the \
           calendar takes all of its rows.",
};

static NO_PARTNER: Explanation = Explanation {
    code: &codes::NO_PARTNER,
    checks: "A payee of kind \"partner\" must belong to a case that has a partner.",
    why: "The payment is planned, and the client is taken for the one whose money it is. If the promise says that it \
          was the partner's, the two will not meet.",
    example: "case 100005: client 1000010, no partner\npayee 2  partner  rest\n\n\
              payee 2 is a partner whom the case does not have",
    mend: "Have the payee or the household corrected. See that the mapping fills the partner of the case.",
};

static NO_FIXED_AMOUNT: Explanation = Explanation {
    code: &codes::NO_FIXED_AMOUNT,
    checks: "A payee who gets a fixed amount must have one.",
    why: "Nothing is planned for the payee; the amount goes to those who get the rest.",
    example: "payee 1  derde   vast\npayee 2  client  rest\n\npayee 1 has no amount",
    mend: "Have the amount filled in in the source system, or the payee ended. See that the mapping reads the amount.",
};

static NO_PAYEE: Explanation = Explanation {
    code: &codes::NO_PAYEE,
    checks: "A case with something to pay must have a payee in force on the payment date.",
    why: "Nothing is planned, though the resident is entitled to it. Often the payee's row was rejected for its \
          account.",
    example: "case 100006: components in force 999,70\npayee 1  client  rest  until 2020-12-31\n\n\
              nobody to pay on 2021-01-29",
    mend: "Mend the row of the payee if it was rejected; otherwise have one delivered.",
};

static NO_CONTROL_TOTAL: Explanation = Explanation {
    code: &codes::NO_CONTROL_TOTAL,
    checks: "Where the delivery has a control file, it should have a total for every column of amounts that the \
             mapping reads, in every file.",
    why: "The totals are the only word of the service about what it meant to deliver. Without one, a file that was \
          cut short at the end of a line looks complete.",
    example: "Bestand;Aantal;Kolom;Controletotaal\nvorderingen.csv;12;Hoofdsom;8.400,00\n\n\
              vorderingen.csv [Openstaand] has no line in the control file",
    mend: "Ask the service for the missing total. The run goes on without it.",
};

static OLD_DELIVERY: Explanation = Explanation {
    code: &codes::OLD_DELIVERY,
    checks: "The last regular payment of the delivery should lie no more than 45 days before the cut-over: a month in \
             arrears, and some days.",
    why: "The promise is what residents were paid last. What changed since the delivery was made is not in it, and \
          the proof cannot see it.",
    example: "the last regular payment is of 2020-10-30, and the cut-over is 2021-01-01",
    mend: "Have a delivery made that runs up to the cut-over. In a trial with an older delivery nothing has to be \
           done.",
};
