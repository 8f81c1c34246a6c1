//! Conditions on delivered cells.

use globset::{GlobBuilder, GlobMatcher};

use super::{ColumnIndex, Dialect};
use crate::diag::Span;
use crate::domain::{Date, Money};

/// A condition on delivered columns: any of the groups, each of which holds if all its tests do.
#[derive(Clone, Debug, Default)]
pub struct Condition {
    /// The groups.
    pub any: Vec<Vec<Test>>,
    /// Where it stands in the mapping, where it does.
    pub span: Option<Span>,
}

impl Condition {
    /// Lists the tests of all groups.
    pub fn tests(&self) -> impl Iterator<Item = &Test> {
        self.any.iter().flatten()
    }
}

/// One test of a delivered cell.
#[derive(Clone, Debug)]
pub struct Test {
    /// The column.
    pub column: ColumnIndex,
    /// What must hold for its trimmed text.
    pub predicate: Predicate,
}

/// What must hold for a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Predicate {
    /// It is one of these texts.
    OneOf(Vec<String>),
    /// It is empty, or one of the texts that mean so.
    Empty,
    /// It is not empty.
    Present,
    /// It is as a pattern says.
    Like(Pattern),
    /// It is a number or date within a range.
    Within(Range),
}

impl Predicate {
    /// Tells whether it holds for the text of a cell.
    #[must_use]
    pub fn holds(&self, text: &str, dialect: &Dialect) -> bool {
        match self {
            Self::OneOf(texts) => texts.iter().any(|known| known == text),
            Self::Empty => dialect.means_nothing(text),
            Self::Present => !dialect.means_nothing(text),
            Self::Like(pattern) => pattern.matches(text),
            Self::Within(range) => range.holds(text, dialect),
        }
    }
}

/// A pattern of texts: `*` is any text, `?` any character, `[ab]` one of these; capitals count.
#[derive(Clone, Debug)]
pub struct Pattern(GlobMatcher);

impl Pattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn new(text: &str) -> Result<Self, globset::Error> {
        let glob = GlobBuilder::new(text).literal_separator(false).backslash_escape(true).build()?;
        Ok(Self(glob.compile_matcher()))
    }

    /// Returns the pattern as it is written.
    #[must_use]
    pub fn text(&self) -> &str {
        self.0.glob().glob()
    }

    /// Tells whether a text is as the pattern says, from its beginning to its end.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// Returns the pattern as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.glob().glob()
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.0.glob() == other.0.glob()
    }
}

impl Eq for Pattern {}

/// A range with its bounds in it; where one is left out it is open there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// Of numbers.
    Numbers {
        /// The lowest.
        from: Option<i64>,
        /// The highest.
        to: Option<i64>,
    },
    /// Of dates.
    Dates {
        /// The first.
        from: Option<Date>,
        /// The last.
        to: Option<Date>,
    },
}

impl Range {
    /// Tells whether a text is a number or date within the range; one that cannot be read is not.
    #[must_use]
    pub fn holds(self, text: &str, dialect: &Dialect) -> bool {
        fn lies<T: PartialOrd>(value: &T, from: Option<T>, to: Option<T>) -> bool {
            from.is_none_or(|from| from <= *value) && to.is_none_or(|to| *value <= to)
        }
        match self {
            Self::Numbers { from, to } => {
                let hundredths = |bound: i64| i128::from(bound) * 100;
                let number = Money::parse(text, dialect.notation).map(|number| i128::from(number.cents()));
                number.is_ok_and(|number| lies(&number, from.map(hundredths), to.map(hundredths)))
            }
            Self::Dates { from, to } => dialect.date.parse(text).is_ok_and(|date| lies(&date, from, to)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_held_against_the_whole_text_and_capitals_count() {
        let table = [
            ("BB_*", "BB_PER", true),
            ("BB_*", "BB_", true),
            ("BB_*", "bb_per", false),
            ("BB_*", "XBB_PER", false),
            ("*norm*", "de norm/2019", true),
            ("0?", "01", true),
            ("0?", "011", false),
            ("[AB]1", "B1", true),
            ("[AB]1", "C1", false),
        ];
        for (pattern, text, expected) in table {
            assert_eq!(Pattern::new(pattern).expect("a pattern").matches(text), expected, "{pattern} {text}");
        }
        assert!(Pattern::new("[").is_err());
    }
}
