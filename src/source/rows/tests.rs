//! Cells and lines at every size of block, held against the `csv` crate.

use proptest::prelude::*;

use super::*;
use crate::mapping::model::{Dialect, Encoding, Form, Sheet, SheetChoice};
use crate::source::SourceError;
use crate::source::blocks::Blocks;
use crate::source::error::Place;
use crate::source::sample::Sample;

/// A record: its line and its cells.
type Record = (u32, Vec<Vec<u8>>);

/// Cuts a text into blocks and these into records.
fn records(text: &[u8], size: usize) -> Result<Vec<Record>, SourceError> {
    let mut sample = Sample::in_encoding(Encoding::Utf8);
    sample.table().columns.clear();
    sample.table().aliases.clear();
    sample.table().amounts.clear();
    let table = &sample.delivery.tables[0];
    let layout = Layout::new(table, Vec::new(), b"", &Place::file("x.csv")).expect("no columns are asked for");
    let mut blocks = Blocks::new(text, "x.csv", 0, crate::source::blocks::Boundary::new(b';', b'"'), size);
    let mut records = Vec::new();
    let mut offset = 0;
    while let Some(block) = blocks.next_block()? {
        assert_eq!(block.offset, offset as u64);
        offset += block.bytes.len();
        let text = std::str::from_utf8(&block.bytes).expect("UTF-8");
        let mut rows = Rows::new((&block, text), table, &layout, Counting::Amounts);
        while let Some(row) = rows.next_row() {
            let cells = (0..row.width()).map(|cell| row.cells.get(row.raw.as_bytes(), cell).expect("a cell").to_vec());
            records.push((row.line, cells.collect()));
        }
    }
    assert_eq!(offset, text.len());
    Ok(records)
}

#[test]
fn a_quote_means_something_only_around_a_whole_cell() {
    let table: [(&str, &[&str]); 9] = [
        ("\"a\";b", &["a", "b"]),
        ("\"a;b\"", &["a;b"]),
        ("\"a\"\"b\"", &["a\"b"]),
        ("\"\";\"\"\"\"", &["", "\""]),
        ("a\"b;c", &["a\"b", "c"]),
        ("a;b\"", &["a", "b\""]),
        ("\"a\"b;c", &["ab", "c"]),
        (" \"a;b\"", &[" \"a", "b\""]),
        (";;", &["", "", ""]),
    ];
    for (text, cells) in table {
        for size in 1..=text.len() + 1 {
            let found = records(text.as_bytes(), size).expect(text);
            let expected = cells.iter().map(|cell| cell.as_bytes().to_vec()).collect();
            assert_eq!(found, [(1, expected)], "{text} in blocks of {size}");
        }
    }
}

#[test]
fn a_mark_of_byte_order_within_the_text_is_text() {
    let cell = |text: &str| text.as_bytes().to_vec();
    let found = records("a;b\n\u{feff}c;\"d\"\n".as_bytes(), 64).expect("two records");
    assert_eq!(found, [(1, vec![cell("a"), cell("b")]), (2, vec![cell("\u{feff}c"), cell("d")])]);
}

#[test]
fn a_row_of_a_sheet_says_what_stands_there_with_the_escapes_of_its_spool_undone() {
    let mut sample = Sample::new();
    let form = Form::Workbook(Sheet { choice: SheetChoice::Only, repeat_merged: false });
    sample.table().dialect = Dialect { form, ..sample.table().dialect.clone() };
    let table = &sample.delivery.tables[0];
    let layout = Layout::new(table, table.columns.clone(), b"", &Place::file("x.xlsx")).expect("all headings");
    let cell = |text: &str| {
        let mut spooled = Vec::new();
        spool::encode(text, &mut spooled);
        String::from_utf8(spooled).expect("UTF-8")
    };
    let cells = [["1", "Ans", "1,00"], ["2", "Ben\nBé", "2,00"], ["3", "Cor", "3,00"]];
    let line = |cells: [&str; 3]| cells.map(cell).join("\u{1f}") + "\n";
    let text = cells.map(line).concat();
    let block = Block { bytes: text.clone().into_bytes(), first_line: 1, offset: 0 };
    let mut rows = Rows::new((&block, &text), table, &layout, Counting::Amounts);
    for expected in cells {
        let row = rows.next_row().expect("a row");
        assert_eq!([0, 1, 2].map(|column| row.text(column).into_owned()), expected);
    }
}

proptest! {
    #[test]
    fn any_table_that_csv_writes_is_cut_into_the_same_cells_and_lines(
        table in prop::collection::vec(prop::collection::vec("[a-cé\u{feff};\"\r\n ]{0,5}", 1..5), 0..10),
        crlf: bool, quoted: bool, ends: bool, size in 1_usize..80,
    ) {
        let mut text = Vec::new();
        let mut expected = Vec::new();
        for cells in &table {
            let line = 1 + u32::try_from(memchr::memchr_iter(b'\n', &text).count()).expect("a few lines");
            expected.push((line, cells.iter().map(|cell| cell.clone().into_bytes()).collect::<Vec<_>>()));
            let mut writer = csv::WriterBuilder::new()
                .delimiter(b';')
                .terminator(if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
                .quote_style(if quoted { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary })
                .from_writer(&mut text);
            writer.write_record(cells).expect("a record");
        }
        if !ends {
            text.truncate(crate::source::records::without_line_end(&text).len());
        }
        prop_assert_eq!(records(&text, size).expect("whole records"), expected);
    }

    #[test]
    fn any_text_that_is_not_cut_off_is_read_as_csv_reads_it(
        pieces in prop::collection::vec(prop::sample::select(vec!["\"", "\"\"", ";", "\n", "\r\n", "a", "é", " "]), 0..40),
        size in 1_usize..80,
    ) {
        let text = pieces.concat();
        match records(text.as_bytes(), size) {
            Ok(found) => {
                let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).flexible(true).from_reader(text.as_bytes());
                let expected = reader.byte_records().map(|record| record.expect("a record").iter().map(<[u8]>::to_vec).collect::<Vec<_>>());
                prop_assert_eq!(found.into_iter().map(|(_, cells)| cells).collect::<Vec<_>>(), expected.collect::<Vec<_>>());
            }
            Err(error) => {
                prop_assert!(matches!(error, SourceError::OpenQuote { .. }), "{}", error);
                prop_assert!(records((text + "\"").as_bytes(), size).is_ok());
            }
        }
    }

    #[test]
    fn sums_do_not_depend_on_where_blocks_are_cut(cents in prop::collection::vec(-100_000_i64..=100_000, 0..30), size in 1_usize..60) {
        let sample = Sample::new();
        let table = &sample.delivery.tables[0];
        let headings = table.columns.clone();
        let layout = Layout::new(table, headings, b"", &Place::file("x.csv")).expect("all headings");
        let lines = cents.iter().map(|cents| format!("1;Ans;{}\n", Money::from_cents(*cents)));
        let text = lines.collect::<Vec<_>>().concat();
        let mut blocks = Blocks::new(text.as_bytes(), "x.csv", 0, crate::source::blocks::Boundary::new(b';', b'"'), size);
        let (mut rows, mut sum, mut magnitude) = (0, 0, 0);
        while let Some(block) = blocks.next_block().expect("whole records") {
            let text = std::str::from_utf8(&block.bytes).expect("UTF-8");
            let facts = Rows::new((&block, text), table, &layout, Counting::Amounts).finish();
            rows += facts.rows;
            sum += facts.sums[0].cents();
            magnitude += facts.magnitude.cents();
        }
        prop_assert_eq!(rows, cents.len() as u64);
        prop_assert_eq!(sum, cents.iter().map(|cents| i128::from(*cents)).sum::<i128>());
        prop_assert_eq!(magnitude, cents.iter().map(|cents| i128::from(cents.abs())).sum::<i128>());
    }
}
