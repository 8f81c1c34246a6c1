//! Conditions on delivered cells.

use crate::mapping::model::{ColumnIndex, Condition, Dialect, Test};
use crate::source::Row;

/// Tells whether a row meets a condition; a condition without groups is met by none.
#[must_use]
pub fn holds(condition: &Condition, row: &Row<'_>, dialect: &Dialect) -> bool {
    holds_for(condition, dialect, |column| row.text(column))
}

/// Tells whether cells meet a condition, however they are had.
pub fn holds_for<T: AsRef<str>>(condition: &Condition, dialect: &Dialect, cell: impl Fn(ColumnIndex) -> T) -> bool {
    let holds = |test: &Test| test.predicate.holds(cell(test.column).as_ref(), dialect);
    condition.any.iter().any(|group| group.iter().all(holds))
}

/// Tells whether a text is nothing, or means it.
#[must_use]
pub fn is_empty(text: &str, empty: &[String]) -> bool {
    text.is_empty() || empty.iter().any(|known| known == text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::sample::dialect;
    use crate::domain::Date;
    use crate::mapping::model::{Pattern, Predicate, Range};

    fn one_of(column: ColumnIndex, texts: &[&str]) -> Test {
        Test { column, predicate: Predicate::OneOf(texts.iter().map(|text| (*text).to_owned()).collect()) }
    }

    #[test]
    fn any_group_will_do_and_all_its_tests_must() {
        let present = Test { column: 1, predicate: Predicate::Present };
        let condition =
            Condition { any: vec![vec![one_of(0, &["+", "-"]), present], vec![one_of(0, &["="])]], span: None };
        let holds = |row: [&'static str; 2]| holds_for(&condition, &dialect(&["-"]), |column| row[column]);
        for row in [["+", "x"], ["-", "x"], ["=", ""]] {
            assert!(holds(row), "{row:?}");
        }
        for row in [["+", ""], ["+", "-"], ["i", "x"], ["", "x"]] {
            assert!(!holds(row), "{row:?}");
        }
    }

    #[test]
    fn empty_is_nothing_or_what_means_it_and_a_condition_without_groups_is_met_by_none() {
        let empty = Condition { any: vec![vec![Test { column: 0, predicate: Predicate::Empty }]], span: None };
        let holds = |text: &'static str| holds_for(&empty, &dialect(&["-"]), |_| text);
        assert_eq!([holds(""), holds("-"), holds("x")], [true, true, false]);
        assert!(!holds_for(&Condition::default(), &dialect(&[]), |_| ""));
    }

    fn matching(predicate: &Predicate, texts: &[&'static str]) -> Vec<&'static str> {
        let condition = Condition { any: vec![vec![Test { column: 0, predicate: predicate.clone() }]], span: None };
        texts.iter().copied().filter(|text| holds_for(&condition, &dialect(&[]), |_| *text)).collect()
    }

    #[test]
    fn a_range_of_numbers_holds_for_codes_and_amounts_in_it_and_for_nothing_else() {
        let texts = ["9", "10", "010", "19", "19,00", "19,01", "20", "1.000", "-15", "", "x", "15x", "15,0"];
        let range = |from, to| Predicate::Within(Range::Numbers { from, to });
        assert_eq!(matching(&range(Some(10), Some(19)), &texts), ["10", "010", "19", "19,00"]);
        assert_eq!(matching(&range(None, Some(9)), &texts), ["9", "-15"]);
        assert_eq!(matching(&range(Some(20), None), &texts), ["20", "1.000"]);
    }

    #[test]
    fn a_range_of_dates_is_read_in_the_notation_of_the_table() {
        let texts = ["31-12-2018", "01-01-2019", "31-12-2019", "01-01-2020", "2019-05-05", "00-05-2019", ""];
        let range = |from, to| Predicate::Within(Range::Dates { from, to });
        let day = |year, month, day| Date::new(year, month, day).ok();
        assert_eq!(matching(&range(day(2019, 1, 1), day(2019, 12, 31)), &texts), ["01-01-2019", "31-12-2019"]);
        assert_eq!(matching(&range(None, day(2019, 1, 1)), &texts), ["31-12-2018", "01-01-2019"]);
    }

    #[test]
    fn a_pattern_holds_for_texts_as_it_says() {
        let pattern = Predicate::Like(Pattern::new("BB_*").expect("a pattern"));
        assert_eq!(matching(&pattern, &["BB_PER", "BB", "bb_per", "PW", ""]), ["BB_PER"]);
    }
}
