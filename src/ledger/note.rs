//! What the promise says about itself: what it leaves out or takes differently, and why.

use super::facts::CaseIndex;
use crate::domain::Origin;

/// Something that the promise says about itself.
#[derive(Clone, Debug)]
pub struct Note {
    /// What about.
    pub kind: NoteKind,
    /// The case.
    pub case: CaseIndex,
    /// In words.
    pub message: String,
    /// The delivered place.
    pub origin: Option<Origin>,
}

/// Why the promise leaves something out, or takes it differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    /// The case ended before the payment date.
    Ended,
    /// The case is blocked and was not paid in the last month.
    Blocked,
    /// The account was no longer used in the case's last paid month.
    Superseded,
    /// The case is in force and was not paid in the last month; its last payment is promised.
    Unpaid,
    /// The last payments came back; the last one really paid is promised.
    Returned,
    /// Neither custom nor calendar explains the dates.
    Unexplained,
    /// The sum of the last month is not positive.
    NothingPaid,
    /// The last month was paid in part when the delivery was made; the rest is promised as the month before had it.
    ToCome,
    /// The case ended before the payment date of a month in which it still ran: nobody promised that month, and nobody
    /// planned it.
    Due,
}

impl NoteKind {
    /// Returns the kind's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ended => "ended",
            Self::Blocked => "blocked",
            Self::Superseded => "superseded",
            Self::Unpaid => "unpaid",
            Self::Returned => "returned",
            Self::Unexplained => "unexplained",
            Self::NothingPaid => "nothing paid",
            Self::ToCome => "to come",
            Self::Due => "due",
        }
    }
}
