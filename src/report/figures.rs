//! Questions that every renderer asks of a summary.
//!
//! Which of the verdicts that pass are listed is decided here once, for all forms.

use crate::reconcile::Verdict;
use crate::reconcile::summary::{HardStops, Proofs, Status, VerdictCounts};

/// What a verdict does to the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It passes.
    Passes,
    /// It passes, and a report lists it.
    Listed,
    /// It stops.
    Stops,
}

impl Effect {
    /// Returns what the verdict of a name does.
    #[must_use]
    pub fn of(verdict: &str) -> Self {
        match Verdict::named(verdict) {
            None | Some(Verdict::Equal) => Self::Passes,
            Some(verdict) if verdict.stops() => Self::Stops,
            Some(_) => Self::Listed,
        }
    }
}

impl Proofs {
    /// Returns the five proofs by name, in their order.
    #[must_use]
    pub const fn statuses(&self) -> [(&'static str, &Status); 5] {
        [
            ("completeness", &self.completeness.status),
            ("partition", &self.partition.status),
            ("fidelity", &self.fidelity.status),
            ("title", &self.title.status),
            ("continuity", &self.continuity.status),
        ]
    }

    /// Counts the proofs that failed.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.statuses().iter().filter(|(_, status)| **status == Status::Failed).count()
    }

    /// Counts the proofs that were not run.
    #[must_use]
    pub fn not_run(&self) -> usize {
        self.statuses().iter().filter(|(_, status)| matches!(status, Status::NotRun { .. })).count()
    }
}

impl VerdictCounts {
    /// Returns the counts by the verdicts' names, in the order of the contract.
    #[must_use]
    pub const fn by_name(&self) -> [(&'static str, u64); 12] {
        [
            ("equal", self.equal),
            ("higher", self.higher),
            ("excess", self.excess),
            ("earlier", self.earlier),
            ("lower", self.lower),
            ("later", self.later),
            ("missing", self.missing),
            ("other_account", self.other_account),
            ("other_payee", self.other_payee),
            ("double", self.double),
            ("new", self.new),
            ("waived", self.waived),
        ]
    }

    /// Counts the verdicts of one effect.
    #[must_use]
    pub fn with_effect(&self, effect: Effect) -> u64 {
        self.by_name().iter().filter(|(name, _)| Effect::of(name) == effect).map(|(_, count)| count).sum()
    }
}

impl HardStops {
    /// Returns the counts by name, in the order of the contract.
    #[must_use]
    pub const fn by_name(&self) -> [(&'static str, u64); 10] {
        [
            ("above_ceiling", self.above_ceiling),
            ("not_a_banking_day", self.not_a_banking_day),
            ("no_calendar", self.no_calendar),
            ("unexplained_dates", self.unexplained_dates),
            ("unreadable", self.unreadable),
            ("plan_differs", self.plan_differs),
            ("gap", self.gap),
            ("overlap", self.overlap),
            ("unclassified", self.unclassified),
            ("unknown_payments", self.unknown_payments),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verdict_has_one_effect() {
        let each = VerdictCounts {
            equal: 1,
            higher: 1,
            excess: 1,
            earlier: 1,
            lower: 1,
            later: 1,
            missing: 1,
            other_account: 1,
            other_payee: 1,
            double: 1,
            new: 1,
            waived: 1,
        };
        assert_eq!(each.with_effect(Effect::Passes), 1);
        assert_eq!(each.with_effect(Effect::Listed), 3);
        assert_eq!(each.with_effect(Effect::Stops), 8);
    }
}
