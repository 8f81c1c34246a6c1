//! Codes about planned payments and control totals.

use super::{error, warning};
use crate::diag::Code;

/// Every code of this group, in order.
pub static ALL: [&Code; 9] = [
    &FIXED_EXCEEDS,
    &NOTHING_LEFT,
    &NOBODY_FOR_REST,
    &NO_CALENDAR,
    &NO_PARTNER,
    &NO_FIXED_AMOUNT,
    &NO_PAYEE,
    &NO_CONTROL_TOTAL,
    &OLD_DELIVERY,
];

/// Fixed amounts that exceed what there is to divide.
pub static FIXED_EXCEEDS: Code = error(
    "OV0401",
    "fixed amounts to payees exceed what there is to pay",
    "correct the payees or the components of the case",
);
/// Components that add up to nothing.
pub static NOTHING_LEFT: Code = warning(
    "OV0402",
    "the components in force add up to nothing or less; nothing is planned",
    "check whether the case should be paid",
);
/// Money that no payee gets.
pub static NOBODY_FOR_REST: Code =
    error("OV0403", "no payee in force for what is left to pay", "add a payee for the rest to the case");
/// A month of the window without a payment date.
pub static NO_CALENDAR: Code =
    error("OV0404", "the calendar has no payment date for a month", "have the calendar delivered for the whole window");
/// A partner's half without a partner.
pub static NO_PARTNER: Code = error(
    "OV0405",
    "a payee is the partner, and the case has none; the client is taken for the recipient",
    "correct the payee or the household",
);
/// A fixed payee without amount.
pub static NO_FIXED_AMOUNT: Code =
    error("OV0406", "a payee of a fixed amount has no amount", "fill in the amount in the source system");
/// A case without payees.
pub static NO_PAYEE: Code =
    error("OV0407", "the case has no payee in force on the payment date", "add a payee to the case");
/// An amount column that no control total covers.
pub static NO_CONTROL_TOTAL: Code =
    warning("OV0408", "an amount column has no control total", "ask the service for a control total of the column");
/// A delivery whose payments end long before the cut-over.
pub static OLD_DELIVERY: Code = warning(
    "OV0410",
    "the delivered payments end long before the cut-over",
    "have a delivery made that runs up to the cut-over: what was paid since then is not promised here",
);
