//! Whether the first record holds headings, or data like the records below it.
//!
//! Headings are shown whatever they say; so what may be data is taken for data.

use super::looks::{Look, Looks};
use crate::source::decode::{self, RecordForm};
use crate::source::records::{Cells, Record, Records};

/// How many records are held against the first.
const RECORDS: usize = 50;
/// What no heading looks like.
const DATA: [Look; 10] = [
    Look::Bsn,
    Look::Iban,
    Look::Postcode,
    Look::DayMonthYear,
    Look::YearMonthDay,
    Look::CompactDate,
    Look::MonthYear,
    Look::Dutch,
    Look::English,
    Look::Sentinel,
];

/// Tells whether the first record of a text that is not blank holds headings.
pub(super) fn has_headings(sample: &[u8], form: RecordForm) -> bool {
    let mut cells = Cells::new(form);
    let records = Records::new(sample, 1, form).filter(|record| !record.range.is_empty());
    let mut records = records.map(|Record { range, has_quotes, .. }| {
        let raw = &sample[range];
        cells.split_known(raw, has_quotes);
        let texts = (0..cells.count()).filter_map(|cell| cells.get(raw, cell));
        texts.map(|text| decode::cell(form.cells, text).trim().to_owned()).collect::<Vec<_>>()
    });
    let Some(first) = records.next() else { return true };
    let below: Vec<Vec<String>> = records.take(RECORDS).collect();
    are_headings(&first, &below)
}

/// Tells whether texts are headings of the rows below them.
pub(super) fn are_headings(first: &[String], below: &[Vec<String>]) -> bool {
    let looks: Vec<Looks> =
        first.iter().map(|text| if text.is_empty() { Looks::default() } else { Looks::of(text) }).collect();
    if looks.iter().any(|looks| looks.has_any(&DATA)) {
        return false;
    }
    // A heading may be a number, such as a year; where it stands over nothing but numbers, it is one of them.
    let is_number = |text: &String| !text.is_empty() && Looks::of(text).has(Look::Integer);
    let over_numbers = (0..first.len()).filter(|place| {
        let column = below.iter().filter_map(|row| row.get(*place)).filter(|text| !text.is_empty());
        let (mut all, mut numbers) = (0, 0);
        for text in column {
            all += 1;
            numbers += usize::from(is_number(text));
        }
        looks[*place].has(Look::Integer) && all > 0 && numbers == all
    });
    over_numbers.count() == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_not_taken_for_headings() {
        let table = [
            ("Nummer;BSN|1;900000004", true),
            ("1;900000004|2;900000016", false),
            ("Jansen;01-01-1970|Pieters;02-01-1970", false),
            ("Jansen;7016 CL|Pieters;7016 CL", false),
            ("Jansen;12,50|Pieters;13,50", false),
            ("Naam;2018;2019|Jansen;12,50;13,50", true),
            ("100000;PW|100001;PW", false),
            ("100000|100001", false),
            ("Nummer", true),
            ("Naam;|a;1", true),
        ];
        for (written, expected) in table {
            let mut rows = written.split('|').map(|row| row.split(';').map(str::to_owned).collect::<Vec<_>>());
            let first = rows.next().expect("a first row");
            assert_eq!(are_headings(&first, &rows.collect::<Vec<_>>()), expected, "{written}");
        }
    }
}
