//! Codes about waivers: how they are written, and what they came to.

use super::{error, warning};
use crate::diag::Code;

/// The codes of `waivers.csv` itself, in order.
pub static IN_FILE: [&Code; 2] = [&WAIVERS, &WAIVER];

/// The codes of what waivers came to in a run, in order.
pub static ALL: [&Code; 4] = [&SELF_APPROVED, &NOT_IN_FORCE, &UNUSED, &EXCEEDED];

/// A `waivers.csv` that cannot be read, or has other columns.
pub static WAIVERS: Code =
    error("OV0171", "waivers.csv not right", "save the file as UTF-8, with commas between cells and every column once");
/// A line of `waivers.csv` that is not right.
pub static WAIVER: Code = error(
    "OV0172",
    "waiver not right",
    "say for whom it is, what it allows at the most, why, by which decision, who asked and who approved, and until when",
);
/// A waiver of one person.
pub static SELF_APPROVED: Code = error(
    "OV0501",
    "a waiver is requested and approved by one person; it covers nothing",
    "have it approved by somebody else",
);
/// A waiver that is not in force when it is needed.
pub static NOT_IN_FORCE: Code = warning(
    "OV0502",
    "a waiver is not in force on a payment date that it names; it covers nothing there",
    "have it decided again for these dates, or mend what deviates",
);
/// A waiver that finds nothing to cover.
pub static UNUSED: Code = warning(
    "OV0503",
    "a waiver covers nothing: there is no such deviation",
    "take the waiver out, or correct its case, person, verdict or months",
);
/// A waiver of less than what deviates.
pub static EXCEEDED: Code = warning(
    "OV0504",
    "more deviates than a waiver allows; it covers nothing",
    "have it decided again for what deviates now, or mend that",
);
