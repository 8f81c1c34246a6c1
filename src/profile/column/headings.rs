//! A heading as delivered, and what is odd about it.

use crate::profile::shapes;

/// A heading.
#[derive(Clone, Debug)]
pub(in crate::profile) struct Heading {
    /// Its text, without white space around it.
    pub(in crate::profile) text: String,
    /// What is odd about it.
    pub(in crate::profile) doubts: Vec<String>,
}

impl Heading {
    /// Takes the headings of a table.
    pub(in crate::profile) fn all(delivered: &[String]) -> Vec<Self> {
        let texts: Vec<&str> = delivered.iter().map(|heading| heading.trim()).collect();
        let heading = |(place, raw): (usize, &String)| {
            let text = texts[place];
            let doubts = [
                (text.is_empty(), "the heading is empty"),
                (!text.is_empty() && text.len() < raw.len(), "white space stands around the heading"),
                (!text.is_empty() && texts[..place].contains(&text), "the heading stands there twice"),
                (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()), "the heading is a number"),
                (text.contains('\u{feff}'), "a byte order mark stands in the heading"),
                (
                    text.chars().any(|letter| letter != '\u{feff}' && shapes::is_unseen(letter)),
                    "the heading holds characters that cannot be seen",
                ),
            ];
            let doubts = doubts.into_iter().filter(|(is, _)| *is).map(|(_, doubt)| doubt.to_owned()).collect();
            Self { text: text.to_owned(), doubts }
        };
        delivered.iter().enumerate().map(heading).collect()
    }

    /// Makes up headings where a table has none.
    pub(in crate::profile) fn numbered(columns: usize) -> Vec<Self> {
        (1..=columns).map(|number| Self { text: format!("column {number}"), doubts: Vec::new() }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_odd_about_headings_is_told() {
        let delivered = ["\u{feff}Nummer", " Naam", "", "Naam", "2019", "Be\u{ad}drag", "IBAN"].map(str::to_owned);
        let doubts: Vec<String> = Heading::all(&delivered).iter().map(|heading| heading.doubts.join("; ")).collect();
        let expected = [
            "a byte order mark stands in the heading",
            "white space stands around the heading",
            "the heading is empty",
            "the heading stands there twice",
            "the heading is a number",
            "the heading holds characters that cannot be seen",
            "",
        ];
        assert_eq!(doubts, expected);
    }
}
