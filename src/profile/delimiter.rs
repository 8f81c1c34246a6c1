//! Which byte stands between cells and which around them: guessed from the first records.

use super::tally::{counted, percent};
use crate::source::decode::{CellForm, RecordForm};
use crate::source::records::{Cells, Record, Records};

/// How many records are looked at.
const RECORDS: usize = 500;
/// The bytes that may stand between cells, with the names that they are told by.
const DELIMITERS: [(u8, &str); 4] = [(b';', "a semicolon"), (b',', "a comma"), (b'\t', "a tab"), (b'|', "a bar (|)")];
/// The bytes that may stand around cells.
const QUOTES: [u8; 2] = [b'"', b'\''];

/// Delimiter and quote, guessed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Guess {
    /// The byte between cells.
    pub(super) delimiter: u8,
    /// The byte around them.
    pub(super) quote: u8,
    /// What speaks for it.
    pub(super) evidence: String,
    /// What speaks against it.
    pub(super) doubts: Vec<String>,
}

/// How well a delimiter fits.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// How many of a hundred records have as many cells as the first.
    share: u64,
    /// How many cells that is.
    cells: usize,
}

/// Guesses from the start of a text, of which the last record may be cut off where it is not whole.
pub(super) fn guess(sample: &[u8], is_whole: bool, cells: CellForm) -> Guess {
    let mut best: Option<(Fit, RecordForm, &str, usize)> = None;
    for quote in QUOTES {
        for (delimiter, name) in DELIMITERS {
            let form = RecordForm { delimiter, quote, cells };
            let (fit, records, quoted) = fit(sample, is_whole, form);
            let is_better = match &best {
                // Another quote must part the records clearly better, for a name may begin with an apostrophe.
                Some((known, known_form, ..)) if known_form.quote != quote => {
                    quoted && fit.cells > 1 && fit.share > known.share + 10
                }
                Some((known, ..)) if known.cells > 1 => fit.cells > 1 && fit > *known,
                _ => true,
            };
            if is_better && (fit.cells > 1 || best.is_none()) {
                best = Some((fit, form, name, records));
            }
        }
    }
    let Some((Fit { share, cells }, form, name, records)) = best.filter(|(fit, ..)| fit.cells > 1) else {
        let evidence = "no delimiter parts the first line: there is one column".to_owned();
        let doubts = titles(sample, is_whole, cells).into_iter().collect();
        return Guess { delimiter: b';', quote: b'"', evidence, doubts };
    };
    let whose =
        if records == 1 { "the only record".to_owned() } else { format!("{share}% of the first {records} records") };
    let mut evidence = format!("{name} parts {whose} into {}", counted(cells as u64, "cell"));
    if form.quote != b'"' {
        evidence.push_str(", with apostrophes as quotes: declare `quote = \"'\"`");
    }
    let doubts = if share < 50 {
        vec![format!("{name} is a weak guess: most records have another number of cells than the first")]
    } else {
        Vec::new()
    };
    Guess { delimiter: form.delimiter, quote: form.quote, evidence, doubts }
}

/// Says that lines below the first are parted where that one is not.
fn titles(sample: &[u8], is_whole: bool, cells: CellForm) -> Option<String> {
    let below = &sample[memchr::memchr(b'\n', sample)? + 1..];
    let parts = |(delimiter, _): &(u8, &str)| {
        let (fit, ..) = fit(below, is_whole, RecordForm { delimiter: *delimiter, quote: QUOTES[0], cells });
        fit.cells > 1 && fit.share >= 80
    };
    let (_, name) = DELIMITERS.iter().find(|delimiter| parts(delimiter))?;
    Some(format!(
        "{name} parts the lines below the first: a title stands above the headings, which no mapping passes over"
    ))
}

/// Counts the records that have as many cells as the first, and all of them, and tells whether any holds quotes.
fn fit(sample: &[u8], is_whole: bool, form: RecordForm) -> (Fit, usize, bool) {
    let mut cells = Cells::new(form);
    let mut records = Records::new(sample, 1, form);
    let (mut first, mut same, mut all, mut quoted) = (0, 0, 0, false);
    while let Some(Record { range, has_quotes, .. }) = records.next() {
        let is_cut = !is_whole && records.end() == sample.len();
        if range.is_empty() || (is_cut && all > 0) {
            continue;
        }
        cells.split_known(&sample[range], has_quotes);
        quoted |= has_quotes;
        if all == 0 {
            first = cells.count();
        }
        all += 1;
        same += usize::from(cells.count() == first);
        if all == RECORDS {
            break;
        }
    }
    (Fit { share: percent(same as u64, all as u64), cells: first }, all, quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_that_parts_all_records_alike_wins() {
        let table: [(&str, u8, u8, &str); 9] = [
            ("a;b;c\n1;2,5;3\n1;2,6;3\n", b';', b'"', "a semicolon parts 100% of the first 3 records into 3 cells"),
            ("a,b\n1,\"x;y\"\n2,\"x,y\"\n", b',', b'"', "a comma parts 100% of the first 3 records into 2 cells"),
            ("a\tb\n1\tx;y\n", b'\t', b'"', "a tab parts 100% of the first 2 records into 2 cells"),
            ("a|b\n1|x\n", b'|', b'"', "a bar (|) parts 100% of the first 2 records into 2 cells"),
            ("a;b\n1;\"x\ny\"\n2;z\n", b';', b'"', "a semicolon parts 100% of the first 3 records into 2 cells"),
            ("a;b\n", b';', b'"', "a semicolon parts the only record into 2 cells"),
            ("a\n1\n2,5\n", b';', b'"', "no delimiter parts the first line: there is one column"),
            ("a;b\n1;'t Hoen\n2;x\n", b';', b'"', "a semicolon parts 100% of the first 3 records into 2 cells"),
            (
                "a;b\n1;'x;y'\n2;'z;v'\n3;'z;v'\n",
                b';',
                b'\'',
                "a semicolon parts 100% of the first 4 records into 2 cells, with apostrophes as quotes: declare `quote = \"'\"`",
            ),
        ];
        for (sample, delimiter, quote, evidence) in table {
            let found = guess(sample.as_bytes(), true, CellForm::Utf8);
            assert_eq!(
                (found.delimiter, found.quote, found.evidence.as_str()),
                (delimiter, quote, evidence),
                "{sample}"
            );
        }
    }

    #[test]
    fn a_title_above_the_headings_is_doubtful() {
        let found = guess(b"Stand per 2019\n\na;b\n1;2\n", true, CellForm::Utf8);
        assert!(found.doubts[0].starts_with("a semicolon parts the lines below the first"), "{:?}", found.doubts);
    }

    #[test]
    fn a_record_that_is_cut_off_does_not_count() {
        let found = guess(b"a;b;c\n1;2;3\n1;2", false, CellForm::Utf8);
        assert_eq!(found.evidence, "a semicolon parts 100% of the first 2 records into 3 cells");
    }
}
