//! The verdicts of continuity.

use std::fmt;

/// What a recipient gets on a date and account, against what was promised. The order is that of severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Promised, and nothing planned.
    Missing,
    /// On the date, but less.
    Lower,
    /// In full, to another kind of payee.
    OtherPayee,
    /// In full, on another account of the same kind of payee.
    OtherAccount,
    /// In full, but after the date.
    Later,
    /// So much more that it must be a mistake.
    Excess,
    /// More orders than promised, adding up to a whole multiple.
    Double,
    /// Planned, and nothing promised.
    New,
    /// A verdict that stops, waived by two people.
    Waived,
    /// In full, before the date.
    Earlier,
    /// More than promised, on the date, on the account.
    Higher,
    /// What was promised.
    Equal,
}

impl Verdict {
    /// Every verdict, the worst first.
    pub const ALL: [Self; 12] = [
        Self::Missing,
        Self::Lower,
        Self::OtherPayee,
        Self::OtherAccount,
        Self::Later,
        Self::Excess,
        Self::Double,
        Self::New,
        Self::Waived,
        Self::Earlier,
        Self::Higher,
        Self::Equal,
    ];

    /// Returns the verdict's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Lower => "lower",
            Self::OtherPayee => "other_payee",
            Self::OtherAccount => "other_account",
            Self::Later => "later",
            Self::Excess => "excess",
            Self::Double => "double",
            Self::New => "new",
            Self::Waived => "waived",
            Self::Earlier => "earlier",
            Self::Higher => "higher",
            Self::Equal => "equal",
        }
    }

    /// Returns the verdict of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.name() == name)
    }

    /// Returns the verdicts that stop unless they are waived, the worst first.
    pub fn stopping() -> impl Iterator<Item = Self> + Clone {
        Self::ALL.into_iter().filter(|verdict| verdict.stops())
    }

    /// Tells whether it stops the transfer.
    #[must_use]
    pub const fn stops(self) -> bool {
        !matches!(self, Self::Waived | Self::Earlier | Self::Higher | Self::Equal)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}
