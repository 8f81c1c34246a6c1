//! What is taken of a text and done to it, and how that is told.

use super::remark::Change;
use crate::mapping::model::TextStep;
pub(super) use crate::mapping::model::step::widened;

/// Carries out a step, and says what it changed; nothing where the text stays as it was.
pub(super) fn carry_out(step: &TextStep, text: &str) -> Option<(String, Change<'static>)> {
    let change = match step {
        TextStep::Piece { .. } | TextStep::Characters { .. } => Change::Parted,
        TextStep::Replace(_) => Change::Replaced,
        TextStep::Upper => Change::Capitalised,
    };
    Some(step.made_of(text)).filter(|made| made != text).map(|made| (made, change))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(step: &TextStep, text: &str) -> String {
        carry_out(step, text).map_or_else(|| text.to_owned(), |(made, _)| made)
    }

    #[test]
    fn a_piece_is_counted_from_either_end_and_one_that_is_not_there_is_nothing() {
        let table = [
            (", ", 1, "Jansen, P.", "Jansen"),
            (",", 2, "Jansen, P.", "P."),
            (" ", -1, "Lange Dreef 12", "12"),
            (" ", -2, "Lange Dreef 12", "Dreef"),
            (",", 2, "Jansen", ""),
            (",", 1, "Jansen", "Jansen"),
            (",", -2, "Jansen", ""),
            ("--", 2, "a--é--c", "é"),
        ];
        for (separator, place, text, expected) in table {
            let step = TextStep::Piece { separator: separator.to_owned(), place };
            assert_eq!(made(&step, text), expected, "{place} of {text}");
        }
    }

    #[test]
    fn characters_are_counted_from_one_and_not_by_their_bytes() {
        let table = [
            (1, 4, "2019-12", "2019"),
            (6, 7, "2019-12", "12"),
            (1, 2, "Çéd", "Çé"),
            (3, 9, "ab", ""),
            (2, 9, "ab", "b"),
        ];
        for (first, last, text, expected) in table {
            assert_eq!(made(&TextStep::Characters { first, last }, text), expected, "{first}-{last} of {text}");
        }
    }

    #[test]
    fn texts_are_replaced_all_at_once_and_the_longest_first() {
        let pairs = |pairs: &[(&str, &str)]| {
            TextStep::Replace(pairs.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect())
        };
        assert_eq!(made(&pairs(&[("a", "b"), ("b", "a")]), "abba"), "baab");
        assert_eq!(made(&pairs(&[("a", "1"), ("aa", "2")]), "aaa"), "21");
        assert_eq!(made(&pairs(&[(".", ""), (" ", "")]), "NL91 ABNA.0417"), "NL91ABNA0417");
        assert_eq!(made(&pairs(&[("é", "e")]), "één"), "een");
        assert_eq!(made(&pairs(&[("n.v.t.", "")]), "n.v.t."), "");
    }

    #[test]
    fn only_what_changes_a_text_is_counted() {
        let change = |step: &TextStep, text: &str| carry_out(step, text).map(|(_, change)| change.to_string());
        let replace = TextStep::Replace(vec![("x".to_owned(), "y".to_owned())]);
        assert_eq!(change(&TextStep::Upper, "7071 aa").as_deref(), Some("put in capitals"));
        assert_eq!(change(&TextStep::Upper, "7071 AA"), None);
        assert_eq!(change(&replace, "axa").as_deref(), Some("replaced"));
        assert_eq!(change(&replace, "a"), None);
        assert_eq!(change(&TextStep::Characters { first: 1, last: 9 }, "a"), None);
        assert_eq!(change(&TextStep::Characters { first: 1, last: 1 }, "ab").as_deref(), Some("a part taken"));
    }

    #[test]
    fn zeros_are_put_before_digits_alone() {
        let table = [("301", Some("0301")), ("0301", None), ("10301", None), ("", None), ("30a", None), ("-1", None)];
        for (text, expected) in table {
            assert_eq!(widened(text, 4).as_deref(), expected, "{text}");
        }
    }
}
