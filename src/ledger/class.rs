//! What a delivered payment is to the promise, and how many there are of each.
//!
//! Every payment is of one class, and what none of the mapping's conditions takes is of the last: no payment drops out
//! without a word.

/// What a payment means for the promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Regular, and really paid.
    Regular,
    /// Regular, and came back.
    Returned,
    /// A correction that was really paid.
    Correction,
    /// One-off: paid, and not promised again.
    OneOff,
    /// Holiday allowance.
    Holiday,
    /// Left out by a decision of the mapping.
    LeftOut,
    /// The mapping does not say what it is.
    Unclassified,
}

impl Class {
    /// Every class, in the order of the conditions that decide it.
    pub const ALL: [Self; 7] = [
        Self::Regular,
        Self::Returned,
        Self::Correction,
        Self::OneOff,
        Self::Holiday,
        Self::LeftOut,
        Self::Unclassified,
    ];

    /// Returns the class's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Regular => "regular",
            Self::Returned => "returned",
            Self::Correction => "corrections",
            Self::OneOff => "one_off",
            Self::Holiday => "holiday",
            Self::LeftOut => "left_out",
            Self::Unclassified => "unclassified",
        }
    }

    /// Tells whether what is promised depends on such payments.
    #[must_use]
    pub const fn is_promised(self) -> bool {
        matches!(self, Self::Regular | Self::Returned | Self::Correction)
    }
}

/// How many payments there are of each class, and their cents without sign.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClassCounts([(u64, i128); Class::ALL.len()]);

impl ClassCounts {
    /// Counts a payment.
    pub(super) fn add(&mut self, class: Class, cents: i128) {
        let (rows, sum) = &mut self.0[class as usize];
        *rows += 1;
        *sum += cents;
    }

    /// Returns every class with its rows and cents, in order.
    pub fn each(&self) -> impl Iterator<Item = (Class, u64, i128)> {
        Class::ALL.into_iter().zip(self.0).map(|(class, (rows, cents))| (class, rows, cents))
    }
}
