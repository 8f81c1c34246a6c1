//! The totals line at the end of a table: told by a word for it, or by the number of rows that it carries.

/// Words that a totals line begins with.
const WORDS: [&str; 12] = [
    "totaal",
    "totalen",
    "eindtotaal",
    "controletotaal",
    "total",
    "totals",
    "som",
    "sum",
    "aantal",
    "einde",
    "trailer",
    "eof",
];
/// The longest word of another totals line.
const LONGEST: usize = 15;

/// A totals line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Footer {
    /// Its first cell.
    pub(super) marker: String,
    /// The cell that holds the number of rows, from 0.
    pub(super) count: Option<usize>,
}

/// Returns what makes the last record a totals line, where it is one; so many rows come before it.
pub(super) fn of(cells: &[String], rows: u64) -> Option<Footer> {
    let first = cells.first()?.trim();
    let number = rows.to_string();
    let count = cells.iter().skip(1).position(|cell| cell.trim() == number).map(|place| place + 1);
    let is_word = WORDS.contains(&first.trim_end_matches(':').to_lowercase().as_str());
    // Any other word is one only beside the number of rows, where most cells are empty.
    let empty = cells.iter().filter(|cell| cell.trim().is_empty()).count();
    let is_letters =
        !first.is_empty() && first.len() <= LONGEST && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_other = is_letters && count.is_some() && rows > 1 && cells.len() > 2 && empty * 2 >= cells.len();
    (is_word || is_other).then(|| Footer { marker: first.to_owned(), count })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_totals_line_is_told_by_its_word_or_its_count() {
        let table = [
            ("TOTAAL;49;;;", 49, Some(("TOTAAL", Some(1)))),
            ("Totaal:;;3;12,50", 3, Some(("Totaal:", Some(2)))),
            ("SOM;;;12,50", 3, Some(("SOM", None))),
            ("SLUIT;3;;", 3, Some(("SLUIT", Some(1)))),
            ("SLUIT;4;;", 3, None),
            ("Jansen;3", 3, None),
            ("100000;3;;", 3, None),
            ("Jansen;3;x;y", 3, None),
            ("", 3, None),
        ];
        for (record, rows, expected) in table {
            let cells: Vec<String> = record.split(';').map(str::to_owned).collect();
            let found = of(&cells, rows);
            assert_eq!(found.as_ref().map(|footer| (footer.marker.as_str(), footer.count)), expected, "{record}");
        }
    }
}
