//! Which texts meet a test: whether several tests can hold for one text, and whether one test follows from another.

use crate::domain::Date;
use crate::mapping::model::{Dialect, Pattern, Predicate, Range};

/// What makes a pattern stand for several texts.
const WILD: [char; 5] = ['*', '?', '[', '{', '\\'];

/// Tells whether one text can meet all of several tests; where that cannot be told, it can.
pub(in crate::mapping::lint) fn can_meet(tests: &[&Predicate], dialect: &Dialect) -> bool {
    if let Some(texts) = tests.iter().find_map(|test| listed(test, dialect)) {
        return texts.iter().any(|text| is_cell(text) && tests.iter().all(|test| test.holds(text, dialect)));
    }
    let ranges: Vec<Stretch> = tests.iter().filter_map(|test| Stretch::of(test)).collect();
    ranges.iter().all(|one| ranges.iter().all(|other| one.meets(*other)))
}

/// Tells whether every text that meets one test meets another; where that cannot be told, not.
pub(in crate::mapping::lint) fn implies(one: &Predicate, other: &Predicate, dialect: &Dialect) -> bool {
    if one == other || takes_anything(other) {
        return true;
    }
    if let Some(texts) = listed(one, dialect) {
        return texts.iter().filter(|text| is_cell(text)).all(|text| other.holds(text, dialect));
    }
    let takes_nothing =
        || std::iter::once("").chain(dialect.empty.iter().map(String::as_str)).any(|text| one.holds(text, dialect));
    match (one, other) {
        (Predicate::Within(_), Predicate::Within(_)) => {
            Stretch::of(one).zip(Stretch::of(other)).is_some_and(|(one, other)| one.lies_in(other))
        }
        (Predicate::Like(one), Predicate::Like(other)) => other
            .as_str()
            .strip_suffix('*')
            .is_some_and(|start| literal(start) == Some(start) && beginning(one).starts_with(start)),
        (Predicate::Within(_) | Predicate::Like(_), Predicate::Present) => !takes_nothing(),
        _ => false,
    }
}

/// Tells whether a test holds for every text.
pub(in crate::mapping::lint) fn takes_anything(test: &Predicate) -> bool {
    matches!(test, Predicate::Like(pattern) if pattern.as_str().bytes().all(|byte| byte == b'*'))
}

/// Tells whether a text can stand in a cell: white space around it never does.
pub(in crate::mapping::lint) fn is_cell(text: &str) -> bool {
    text.trim() == text
}

/// Returns the texts that meet a test, where these are few and known.
pub(in crate::mapping::lint) fn listed<'p>(test: &'p Predicate, dialect: &'p Dialect) -> Option<Vec<&'p str>> {
    match test {
        Predicate::OneOf(texts) => Some(texts.iter().map(String::as_str).collect()),
        Predicate::Empty => {
            let others = dialect.empty.iter().map(String::as_str).filter(|text| !text.is_empty());
            Some(std::iter::once("").chain(others).collect())
        }
        Predicate::Like(pattern) => literal(pattern.as_str()).map(|text| vec![text]),
        Predicate::Present | Predicate::Within(_) => None,
    }
}

/// A range as whole numbers, or as days since the first of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::mapping::lint) struct Stretch {
    is_of_days: bool,
    first: i64,
    last: i64,
}

impl Stretch {
    /// Returns the range of a test that is one.
    pub(in crate::mapping::lint) fn of(test: &Predicate) -> Option<Self> {
        let Predicate::Within(range) = test else { return None };
        Some(match *range {
            Range::Numbers { from, to } => {
                Self { is_of_days: false, first: from.unwrap_or(i64::MIN), last: to.unwrap_or(i64::MAX) }
            }
            Range::Dates { from, to } => {
                Self { is_of_days: true, first: from.map_or(i64::MIN, day), last: to.map_or(i64::MAX, day) }
            }
        })
    }

    /// Tells whether something may lie in both; of numbers and dates that cannot be told.
    pub(in crate::mapping::lint) const fn meets(self, other: Self) -> bool {
        self.is_of_days != other.is_of_days || (self.first <= other.last && other.first <= self.last)
    }

    /// Tells whether something surely lies in both.
    pub(in crate::mapping::lint) const fn shares(self, other: Self) -> bool {
        self.is_of_days == other.is_of_days && self.meets(other)
    }

    /// Tells whether both share something, and neither lies in the other.
    pub(in crate::mapping::lint) const fn crosses(self, other: Self) -> bool {
        self.shares(other) && !self.lies_in(other) && !other.lies_in(self)
    }

    /// Tells whether all of it lies in another.
    pub(in crate::mapping::lint) const fn lies_in(self, other: Self) -> bool {
        self.is_of_days == other.is_of_days && other.first <= self.first && self.last <= other.last
    }

    /// Tells whether others leave nothing of it over: whole numbers and days follow each other.
    pub(in crate::mapping::lint) fn is_covered(self, others: &[Self]) -> bool {
        let mut parts: Vec<Self> = others.iter().copied().filter(|part| part.is_of_days == self.is_of_days).collect();
        parts.sort_unstable_by_key(|part| part.first);
        let mut wanted = self.first;
        for part in parts {
            if part.first > wanted {
                return false;
            }
            if part.last >= self.last {
                return true;
            }
            wanted = wanted.max(part.last.saturating_add(1));
        }
        false
    }
}

fn day(date: Date) -> i64 {
    i64::from((date - Date::MIN).get_days())
}

/// Returns the text that a pattern without wildcards stands for.
fn literal(pattern: &str) -> Option<&str> {
    (!pattern.contains(WILD)).then_some(pattern)
}

/// Returns how every text begins that is as a pattern.
fn beginning(pattern: &Pattern) -> &str {
    let pattern = pattern.as_str();
    &pattern[..pattern.find(WILD).unwrap_or(pattern.len())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{DateFormat, MonthFormat, Notation};
    use crate::mapping::model::{Form, Sheet, SheetChoice};

    fn dialect() -> Dialect {
        Dialect {
            form: Form::Workbook(Sheet { choice: SheetChoice::Only, repeat_merged: false }),
            date: DateFormat::DayMonthYear,
            month: MonthFormat::MonthYear,
            notation: Notation::DUTCH,
            empty: vec!["-".to_owned()],
        }
    }

    fn one_of(texts: &[&str]) -> Predicate {
        Predicate::OneOf(texts.iter().map(|text| (*text).to_owned()).collect())
    }

    fn like(pattern: &str) -> Predicate {
        Predicate::Like(Pattern::new(pattern).expect("a pattern"))
    }

    fn numbers(from: i64, to: i64) -> Predicate {
        Predicate::Within(Range::Numbers { from: Some(from), to: Some(to) })
    }

    fn days(from: (i8, i8), to: (i8, i8)) -> Predicate {
        let day = |(month, day)| Date::new(2020, month, day).ok();
        Predicate::Within(Range::Dates { from: day(from), to: day(to) })
    }

    #[test]
    fn tests_that_no_text_meets_are_known_and_others_are_let_be() {
        let table = [
            (one_of(&["A", "B"]), one_of(&["B", "C"]), true),
            (one_of(&["A"]), one_of(&["B"]), false),
            (one_of(&[" A"]), Predicate::Present, false),
            (one_of(&["-"]), Predicate::Present, false),
            (one_of(&["-"]), Predicate::Empty, true),
            (one_of(&["VT1"]), like("VT*"), true),
            (one_of(&["P"]), like("VT*"), false),
            (one_of(&["15"]), numbers(10, 19), true),
            (one_of(&["x"]), numbers(10, 19), false),
            (Predicate::Empty, Predicate::Present, false),
            (Predicate::Empty, numbers(0, 9), false),
            (numbers(10, 19), numbers(20, 29), false),
            (numbers(10, 20), numbers(20, 29), true),
            (numbers(10, 20), days((1, 1), (1, 2)), true),
            (days((1, 1), (1, 31)), days((2, 1), (2, 2)), false),
            (like("A*"), like("B*"), true),
            (like("AB"), like("B*"), false),
        ];
        for (one, other, expected) in table {
            assert_eq!(can_meet(&[&one, &other], &dialect()), expected, "{one:?} {other:?}");
            assert_eq!(can_meet(&[&other, &one], &dialect()), expected, "{other:?} {one:?}");
        }
    }

    #[test]
    fn a_test_follows_from_a_narrower_one() {
        let table = [
            (one_of(&["A"]), one_of(&["A", "B"]), true),
            (one_of(&["A", "B"]), one_of(&["A"]), false),
            (one_of(&["A"]), Predicate::Present, true),
            (one_of(&["12"]), numbers(10, 19), true),
            (numbers(12, 13), numbers(10, 19), true),
            (numbers(10, 19), numbers(12, 13), false),
            (numbers(10, 19), Predicate::Present, true),
            (numbers(1, 2), days((1, 1), (12, 31)), false),
            (days((2, 1), (2, 2)), days((1, 1), (12, 31)), true),
            (like("VT1*"), like("VT*"), true),
            (like("VT*"), like("VT1*"), false),
            (like("V?*"), like("V*"), true),
            (like("[V]T"), like("V*"), false),
            (like("VT*"), Predicate::Present, true),
            (like("?"), Predicate::Present, false),
            (Predicate::Empty, like("*"), true),
            (Predicate::Empty, one_of(&["-"]), false),
            (Predicate::Present, Predicate::Present, true),
        ];
        for (one, other, expected) in table {
            assert_eq!(implies(&one, &other, &dialect()), expected, "{one:?} {other:?}");
        }
    }

    #[test]
    fn a_range_is_covered_by_others_that_follow_each_other() {
        let stretch = |test: &Predicate| Stretch::of(test).expect("a range");
        let whole = numbers(10, 59);
        let table = [
            (vec![numbers(10, 29), numbers(30, 59)], true),
            (vec![numbers(30, 99), numbers(0, 29)], true),
            (vec![numbers(10, 28), numbers(30, 59)], false),
            (vec![numbers(10, 58)], false),
            (vec![days((1, 1), (12, 31))], false),
        ];
        for (parts, expected) in table {
            let parts: Vec<Stretch> = parts.iter().map(stretch).collect();
            assert_eq!(stretch(&whole).is_covered(&parts), expected, "{parts:?}");
        }
    }
}
