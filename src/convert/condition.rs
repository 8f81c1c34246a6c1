//! Conditions on delivered cells.

use crate::mapping::model::{ColumnIndex, Condition, Predicate};
use crate::source::Row;

/// Tells whether a row meets a condition; a condition without groups is met by none.
#[must_use]
pub fn holds(condition: &Condition, row: &Row<'_>, empty: &[String]) -> bool {
    holds_for(condition, empty, |column| row.text(column))
}

/// Tells whether cells meet a condition, however they are had.
pub fn holds_for<T: AsRef<str>>(condition: &Condition, empty: &[String], cell: impl Fn(ColumnIndex) -> T) -> bool {
    condition.any.iter().any(|group| {
        group.iter().all(|test| {
            let text = cell(test.column);
            let text = text.as_ref();
            match &test.predicate {
                Predicate::OneOf(texts) => texts.iter().any(|known| known == text),
                Predicate::Empty => is_empty(text, empty),
                Predicate::Present => !is_empty(text, empty),
            }
        })
    })
}

/// Tells whether a text is nothing, or means it.
#[must_use]
pub fn is_empty(text: &str, empty: &[String]) -> bool {
    text.is_empty() || empty.iter().any(|known| known == text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::model::Test;

    fn one_of(column: ColumnIndex, texts: &[&str]) -> Test {
        Test { column, predicate: Predicate::OneOf(texts.iter().map(|text| (*text).to_owned()).collect()) }
    }

    #[test]
    fn any_group_will_do_and_all_its_tests_must() {
        let present = Test { column: 1, predicate: Predicate::Present };
        let condition = Condition { any: vec![vec![one_of(0, &["+", "-"]), present], vec![one_of(0, &["="])]] };
        let holds = |row: [&'static str; 2]| holds_for(&condition, &["-".to_owned()], |column| row[column]);
        for row in [["+", "x"], ["-", "x"], ["=", ""]] {
            assert!(holds(row), "{row:?}");
        }
        for row in [["+", ""], ["+", "-"], ["i", "x"], ["", "x"]] {
            assert!(!holds(row), "{row:?}");
        }
    }

    #[test]
    fn empty_is_nothing_or_what_means_it_and_a_condition_without_groups_is_met_by_none() {
        let empty = Condition { any: vec![vec![Test { column: 0, predicate: Predicate::Empty }]] };
        let holds = |text: &'static str| holds_for(&empty, &["-".to_owned()], |_| text);
        assert_eq!([holds(""), holds("-"), holds("x")], [true, true, false]);
        assert!(!holds_for(&Condition::default(), &[], |_| ""));
    }
}
