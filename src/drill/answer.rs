//! What may catch a fault.

use crate::diag::Code;
use crate::pipeline::PipelineError;
use crate::reconcile::Verdict;

/// What may catch a fault.
#[derive(Clone, Copy)]
pub(super) enum Answer {
    /// A verdict on the resident's money.
    Verdict(Verdict),
    /// Something else that a proof says about the case, file or table.
    Told(&'static Told),
    /// A finding about the place.
    Finding(&'static Code),
    /// The delivery is refused.
    Refused(&'static Refusal),
    /// Everything comes out as before.
    Unchanged,
}

/// What a proof says of a subject.
pub(super) struct Told {
    /// The name in the drill's table.
    pub(super) name: &'static str,
    /// The proof.
    pub(super) proof: &'static str,
    /// A part of its message.
    pub(super) says: &'static str,
}

/// A reason for which a delivery is refused.
pub(super) struct Refusal {
    /// The name in the drill's table.
    pub(super) name: &'static str,
    /// Tells whether it is this one.
    pub(super) is: fn(&PipelineError) -> bool,
}

impl Answer {
    /// Returns the name in the drill's table.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Verdict(verdict) => verdict.name(),
            Self::Told(told) => told.name,
            Self::Finding(code) => code.id,
            Self::Refused(refusal) => refusal.name,
            Self::Unchanged => "unchanged",
        }
    }
}

/// A payment date without settlement.
pub(super) static NOT_A_BANKING_DAY: Told =
    Told { name: "not_a_banking_day", proof: "continuity", says: "is no banking day" };
/// Less holiday allowance is carried over than was reserved.
pub(super) static RESERVE_SHORT: Told = Told { name: "reserve_short", proof: "continuity", says: "was reserved, and" };
/// No granting decision on a payment date.
pub(super) static NO_TITLE: Told = Told { name: "no_title", proof: "title", says: "no granting decision" };
/// An obligation that stands in no target.
pub(super) static NO_OBLIGATION: Told =
    Told { name: "no_obligation", proof: "title", says: "an obligation of the case" };
/// A case in the targets of two municipalities.
pub(super) static IN_TWO_TARGETS: Told =
    Told { name: "in_two_targets", proof: "partition", says: "stands in two targets" };
/// Records of a table that were changed after the run.
pub(super) static CHANGED_RECORDS: Told =
    Told { name: "changed_records", proof: "completeness", says: "are not those that were converted" };
/// Paid history that was changed after the run.
pub(super) static CHANGED_PAYMENTS: Told =
    Told { name: "changed_payments", proof: "fidelity", says: "are not those that were delivered" };
