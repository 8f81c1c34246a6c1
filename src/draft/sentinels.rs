//! Texts that stand where nothing is known.

use crate::catalog::{Column, Domain};
use crate::profile::model::ColumnProfile;

/// Words that say that there is nothing.
const WORDS: [&str; 9] = ["-", "--", "onbekend", "n.v.t.", "nvt", "geen", "leeg", "null", "?"];

/// Dates at the end or the beginning of time.
const FAR: [&str; 5] = ["31-12-9999", "9999-12-31", "99991231", "01-01-0001", "0001-01-01"];

/// Lists the texts of a column that mean nothing for a target column, as far as they stand in enough rows.
pub(super) fn of(column: &Column, profile: &ColumnProfile) -> Vec<String> {
    let is_known = |text: &str| match column.domain {
        Domain::Code(list) => list.iter().any(|code| code.code == text),
        _ => false,
    };
    let means_nothing = |text: &str| {
        let is_word = WORDS.contains(&text.to_lowercase().as_str());
        match column.domain {
            Domain::Money => is_word && text != "-",
            Domain::Date => is_word || FAR.contains(&text) || is_filling(text, 8),
            Domain::PartialDate => is_word || is_filling(text, 8),
            Domain::Flag | Domain::SecretFlag => false,
            Domain::Code(_) => is_word && text != "-" || is_filling(text, 2),
            _ => is_word || is_filling(text, 4),
        }
    };
    let texts = profile.common.iter().map(|(text, _)| text.as_str());
    texts.filter(|text| means_nothing(text) && !is_known(text)).map(ToOwned::to_owned).collect()
}

/// Tells whether a text is nothing but nines or nothing but zeros, so many at least.
fn is_filling(text: &str, least: usize) -> bool {
    let digits: Vec<u8> = text.bytes().filter(|byte| *byte != b'-').collect();
    digits.len() >= least && (digits.iter().all(|byte| *byte == b'9') || digits.iter().all(|byte| *byte == b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;
    use crate::draft::hand::{self, column};
    use crate::profile::model::Kind;

    #[test]
    fn what_means_nothing_is_known_by_the_column_that_it_stands_in() {
        for (table, name, texts, expected) in [
            ("persoon", "geboortedatum", ["00-00-0000", "31-12-9999"], vec!["00-00-0000"]),
            ("component", "tot", ["99999999", "31-12-9999"], vec!["99999999", "31-12-9999"]),
            ("persoon", "a_nummer", ["0000000000", "1234567890"], vec!["0000000000"]),
            ("inkomensvoorziening", "reden_uitstroom", ["00", "99"], vec!["00", "99"]),
            ("reintegratievoorziening", "soort", ["00", "99"], vec!["00"]),
            ("begunstigde", "bedrag_cent", ["0,00", "-"], vec![]),
            ("client", "begeleider", ["onbekend", "Team Noord"], vec!["onbekend"]),
        ] {
            let (_, target) = catalog::table(table).and_then(|table| table.column(name)).expect("a column");
            let seen = texts.map(|text| (text, 9));
            let profile = hand::with_values(column("x", Kind::Text), &seen);
            assert_eq!(of(target, &profile), expected, "{table}.{name}");
        }
    }
}
