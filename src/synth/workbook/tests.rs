//! Workbooks of every form, read back cell by cell.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use calamine::{Data, Dimensions, Reader as _, Xls, Xlsx, open_workbook, open_workbook_auto};
use jiff::civil::date;

use super::*;

static LAYOUT: Layout = Layout { headings: &["Nummer", "Naam", "Bedrag", "Datum", "Ja", "Leeg"], amounts: &[2] };
static NARROW: Layout = Layout { headings: &["Naam"], amounts: &[] };
const FORMATS: [(Format, &str); 3] = [(Format::Xlsx, "xlsx"), (Format::Xls, "xls"), (Format::Ods, "ods")];

/// Writes a workbook of two sheets: one with a title and merged numbers, and one of a single column.
fn write(folder: &Path, format: Format) -> Vec<Account> {
    let mut book = Workbook::create(folder, "proef", format).expect("a workbook");
    let wide = book.add_sheet("Uitkeringen", &LAYOUT).expect("a sheet");
    let narrow = book.add_sheet("Namen & zo", &NARROW).expect("a sheet");
    book.title(wide, "Levering Proefdorp").expect("a title");
    book.blank_row(wide);
    book.headings(wide).expect("headings");
    book.headings(narrow).expect("headings");
    book.merge_down(wide, 0, 2);
    let day = date(2018, 12, 21);
    let cells = [
        Cell::Whole(10_002_546),
        Cell::text("Zoë & <Łuk>  \"twee\""),
        Cell::Amount(Money::from_cents(105_232)),
        Cell::date(Some(day)),
        Cell::Boolean(true),
        Cell::Empty,
    ];
    book.row(wide, &cells).expect("a row");
    book.row(narrow, &[Cell::text(" één")]).expect("a row");
    let cells =
        [cells[0], Cell::Error, Cell::amount(Some(Money::from_cents(-5))), Cell::date(None), Cell::Boolean(false)];
    book.row(wide, &cells).expect("a row");
    book.row(wide, &[Cell::Whole(7), Cell::text(""), Cell::amount(None), Cell::Date(date(1900, 1, 2))]).expect("a row");
    book.totals(wide).expect("totals");
    book.close().expect("a workbook")
}

/// Shows all cells of a sheet; a date as the number of its day.
fn read(path: &Path, sheet: &str) -> Vec<Vec<String>> {
    let mut book = open_workbook_auto(path).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("the sheet");
    assert_eq!(range.start(), Some((0, 0)));
    range.rows().map(|row| row.iter().map(show).collect()).collect()
}

fn show(cell: &Data) -> String {
    match cell {
        Data::Empty => "-".to_owned(),
        Data::Float(number) => format!("{number}"),
        Data::DateTime(day) => format!("day {}", day.as_f64()),
        Data::DateTimeIso(day) => {
            format!("day {}", cell::day_number(day.parse().expect("a date")).expect("a known day"))
        }
        Data::Bool(truth) => format!("{truth}"),
        other => format!("{other:?}"),
    }
}

fn file(folder: &Path, extension: &str) -> PathBuf {
    folder.join(format!("proef.{extension}"))
}

#[test]
fn every_cell_is_read_back_as_it_was_written() {
    let text = |text: &str| format!("String({text:?})");
    for (format, extension) in FORMATS {
        let folder = tempfile::tempdir().expect("a folder");
        let accounts = write(folder.path(), format);
        let facts: Vec<_> = accounts.iter().map(|account| (account.name.as_str(), account.rows)).collect();
        assert_eq!(facts, [("Uitkeringen", 3), ("Namen & zo", 1)]);
        assert_eq!(accounts[0].sums, [("Bedrag", Total::from_cents(105_227))]);

        let rows = read(&file(folder.path(), extension), "Uitkeringen");
        let error = if format == Format::Ods { text("#N/B") } else { "Error(NA)".to_owned() };
        let heading = |name| text(name);
        let expected = [
            ["Levering Proefdorp", "", "", "", "", ""]
                .map(|cell| if cell.is_empty() { "-".into() } else { text(cell) }),
            [(); 6].map(|()| "-".to_owned()),
            ["Nummer", "Naam", "Bedrag", "Datum", "Ja", "Leeg"].map(heading),
            [
                "10002546".into(),
                text("Zoë & <Łuk>  \"twee\""),
                "1052.32".into(),
                "day 43455".into(),
                "true".into(),
                "-".into(),
            ],
            ["-".into(), error, "-0.05".into(), "-".into(), "false".into(), "-".into()],
            ["7".into(), "-".into(), "-".into(), text("1900-01-02"), "-".into(), "-".into()],
            [text("TOTAAL"), "3".into(), "1052.27".into(), "-".into(), "-".into(), "-".into()],
        ];
        assert_eq!(rows, expected, "{extension}");
        assert_eq!(read(&file(folder.path(), extension), "Namen & zo"), [[text("Naam")], [text(" één")]]);
    }
}

#[test]
fn merged_cells_are_told_as_such() {
    let folder = tempfile::tempdir().expect("a folder");
    let expected = [Dimensions::new((0, 0), (0, 5)), Dimensions::new((3, 0), (4, 0))];
    for (format, _) in FORMATS {
        write(folder.path(), format);
    }
    let mut xlsx: Xlsx<_> = open_workbook(file(folder.path(), "xlsx")).expect("a workbook");
    assert_eq!(xlsx.merge_cells_by_sheet_name("Uitkeringen").expect("the sheet"), expected);
    let xls: Xls<_> = open_workbook(file(folder.path(), "xls")).expect("a workbook");
    assert_eq!(xls.merge_cells_by_sheet_name("Uitkeringen").expect("the sheet"), expected);
    let archive = fs::File::open(file(folder.path(), "ods")).expect("the file");
    let mut archive = zip::ZipArchive::new(archive).expect("an archive");
    let mut content = String::new();
    archive.by_name("content.xml").expect("the content").read_to_string(&mut content).expect("text");
    assert!(content.contains(r#"table:number-columns-spanned="6" table:number-rows-spanned="1""#));
    assert!(content.contains(r#"table:number-columns-spanned="1" table:number-rows-spanned="2""#));
    assert_eq!(content.matches("<table:covered-table-cell/>").count(), 6);
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    for (format, extension) in FORMATS {
        let bytes = || {
            let folder = tempfile::tempdir().expect("a folder");
            write(folder.path(), format);
            assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1, "nothing is left beside it");
            fs::read(file(folder.path(), extension)).expect("the file")
        };
        assert!(bytes() == bytes(), "{extension}");
    }
}

#[test]
fn no_workbook_tells_when_it_was_written() {
    let folder = tempfile::tempdir().expect("a folder");
    for (format, extension) in FORMATS {
        write(folder.path(), format);
        let bytes = fs::File::open(file(folder.path(), extension)).expect("the file");
        if format == Format::Xls {
            let compound = cfb::CompoundFile::open(bytes).expect("a compound file");
            let times = compound.walk().flat_map(|entry| [entry.created(), entry.modified()]);
            assert!(times.into_iter().all(|time| time < std::time::UNIX_EPOCH));
            continue;
        }
        let mut archive = zip::ZipArchive::new(bytes).expect("an archive");
        for part_number in 0..archive.len() {
            let part = archive.by_index(part_number).expect("a part");
            assert_eq!(part.last_modified(), Some(zip::DateTime::DEFAULT), "{extension}: part {part_number}");
        }
        if let Ok(mut core) = archive.by_name("docProps/core.xml") {
            let mut properties = String::new();
            core.read_to_string(&mut properties).expect("text");
            assert_eq!(properties.matches("2000-01-01T00:00:00Z").count(), 2, "{properties}");
        }
    }
}

#[test]
fn an_open_document_says_first_what_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), Format::Ods);
    let bytes = fs::read(file(folder.path(), "ods")).expect("the file");
    assert_eq!(&bytes[30..38], b"mimetype");
    assert_eq!(&bytes[38..84], b"application/vnd.oasis.opendocument.spreadsheet");
}

#[test]
fn texts_beyond_one_record_are_all_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut book = Workbook::create(folder.path(), "proef", Format::Xls).expect("a workbook");
    let sheet = book.add_sheet("Namen", &NARROW).expect("a sheet");
    let names: Vec<String> = (0..5000).map(|number| format!("Naam {number} van Łuk")).collect();
    for name in &names {
        book.row(sheet, &[Cell::text(name)]).expect("a row");
    }
    book.close().expect("a workbook");
    let rows = read(&file(folder.path(), "xls"), "Namen");
    assert!(rows.iter().zip(&names).all(|(row, name)| row[0] == format!("String({name:?})")));
    assert_eq!(rows.len(), 5000);
}

#[test]
fn an_xls_sheet_that_is_too_long_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut book = Workbook::create(folder.path(), "proef", Format::Xls).expect("a workbook");
    let sheet = book.add_sheet("Namen", &NARROW).expect("a sheet");
    book.sheets[0].next_row = 65_535;
    book.row(sheet, &[Cell::text("de laatste")]).expect("a row");
    let error = book.row(sheet, &[Cell::text("een te veel")]).expect_err("too many");
    assert_eq!(error.to_string(), "cannot write proef.xls: a sheet of an .xls workbook has no more than 65536 rows");
}
