//! How often something was seen, and where first.

/// A count with the line of the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// How often.
    pub(super) count: u64,
    /// The line on which it was seen first.
    pub(super) first: u32,
}

impl Tally {
    /// Counts one more.
    pub(super) const fn add(&mut self, line: u32) {
        if self.count == 0 {
            self.first = line;
        }
        self.count += 1;
    }

    /// Counts what another counted too.
    pub(super) fn and(self, other: Self) -> Self {
        let first = match (self.count, other.count) {
            (0, _) => other.first,
            (_, 0) => self.first,
            _ => self.first.min(other.first),
        };
        Self { count: self.count + other.count, first }
    }

    /// Says how many cells do or are something, in words for one and for several, and where the first is; nothing where
    /// there is none.
    pub(super) fn told(self, one: &str, several: &str, line: &str) -> Option<String> {
        let Self { count, first } = self;
        match count {
            0 => None,
            1 => Some(format!("1 {one}, on {line} {first}")),
            _ => Some(format!("{count} {several}, the first on {line} {first}")),
        }
    }
}

/// Returns the whole percentage of a part, rounded down, so that only everything is 100.
pub(super) fn percent(part: u64, whole: u64) -> u64 {
    let (part, whole) = (u128::from(part), u128::from(whole));
    u64::try_from(part * 100 / whole.max(1)).unwrap_or(100)
}

/// Says how many of something there are.
pub(super) fn counted(number: u64, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tally_says_how_many_and_where_the_first_is() {
        let mut tally = Tally::default();
        assert_eq!(tally.told("cell fails", "cells fail", "line"), None);
        tally.add(7);
        assert_eq!(tally.told("cell fails", "cells fail", "line").as_deref(), Some("1 cell fails, on line 7"));
        tally.add(9);
        let both = tally.and(Tally { count: 3, first: 5 }).and(Tally::default());
        assert_eq!(both.told("cell fails", "cells fail", "row").as_deref(), Some("5 cells fail, the first on row 5"));
    }

    #[test]
    fn only_everything_is_a_hundred_percent() {
        for (part, whole, expected) in [(0, 0, 0), (1, 3, 33), (999, 1000, 99), (7, 7, 100)] {
            assert_eq!(percent(part, whole), expected);
        }
    }
}
