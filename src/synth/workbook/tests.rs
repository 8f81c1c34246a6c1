//! Workbooks of every form, read back cell by cell.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use calamine::{Data, Dimensions, Reader as _, SheetVisible, Xls, Xlsx, open_workbook, open_workbook_auto};
use jiff::civil::date;

use super::*;
use crate::domain::Total;

static LAYOUT: Layout = Layout { headings: &["Nummer", "Naam", "Bedrag", "Datum", "Ja", "Leeg"], amounts: &[2] };
static TURNED: Layout = Layout { headings: &["Nummer", "Naam", "Datum", "Bedrag"], amounts: &[3] };
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
        Cell::Date(day),
        Cell::Boolean(true),
        Cell::Empty,
    ];
    book.row(wide, &cells).expect("a row");
    book.row(narrow, &[Cell::text(" één")]).expect("a row");
    let cells =
        [cells[0], Cell::Empty, Cell::AmountText(Money::from_cents(-5), "-0,05"), Cell::Empty, Cell::Boolean(false)];
    book.row(wide, &cells).expect("a row");
    book.hide_row(wide);
    let formula = format!("=SUM({})*0", book.cell_name(wide, 0));
    let cells = [Cell::Whole(7), Cell::text(""), Cell::Formula(Money::ZERO, &formula), Cell::Date(date(1900, 1, 2))];
    book.row(wide, &cells).expect("a row");
    book.totals(wide, Sums::Formulas).expect("totals");
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
            ["-".into(), "-".into(), text("-0,05"), "-".into(), "false".into(), "-".into()],
            ["7".into(), "-".into(), "0".into(), text("1900-01-02"), "-".into(), "-".into()],
            [text("Totaal"), "3".into(), "1052.27".into(), "-".into(), "-".into(), "-".into()],
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
fn a_sheet_can_depart_from_its_layout() {
    for (format, extension) in FORMATS {
        let folder = tempfile::tempdir().expect("a folder");
        let mut book = Workbook::create(folder.path(), "proef", format).expect("a workbook");
        book.add_sheet("Leeg", &NARROW).expect("a sheet");
        let manner = Manner {
            visibility: Visibility::Hidden,
            first_column_last: true,
            extra: Some("Opmerking"),
            alias: Some(("Datum", "Dag")),
        };
        let sheet = book.add_sheet_with("Anders", &TURNED, manner).expect("a sheet");
        book.words(sheet, "Peildatum").expect("words");
        book.headings(sheet).expect("headings");
        assert_eq!((book.cell_name(sheet, 0), book.cell_name(sheet, 3)), ("D3".to_owned(), "C3".to_owned()));
        let amount = Cell::Amount(Money::from_cents(150));
        let cells = [Cell::Whole(7), Cell::Text("x"), Cell::Empty, amount, Cell::Text("z")];
        book.row(sheet, &cells).expect("a row");
        book.totals(sheet, Sums::Numbers).expect("totals");
        book.close().expect("a workbook");
        let text = |text: &str| if text.is_empty() { "-".to_owned() } else { format!("String({text:?})") };
        let expected = [
            ["Peildatum", "", "", "", ""].map(text),
            ["Naam", "Dag", "Bedrag", "Nummer", "Opmerking"].map(text),
            [text("x"), "-".into(), "1.5".into(), "7".into(), text("z")],
            [text("Totaal"), "1".into(), "1.5".into(), "-".into(), "-".into()],
        ];
        let path = file(folder.path(), extension);
        let rows = read(&path, "Anders");
        assert_eq!(rows, expected, "{extension}");
        let book = open_workbook_auto(path).expect("a workbook");
        let seen: Vec<_> = book.sheets_metadata().iter().map(|sheet| sheet.visible).collect();
        assert_eq!(seen, [SheetVisible::Visible, SheetVisible::Hidden], "{extension}");
    }
}

#[test]
fn totals_are_formulas_over_the_rows_of_data() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), Format::Xlsx);
    let mut book: Xlsx<_> = open_workbook(file(folder.path(), "xlsx")).expect("a workbook");
    let formulas = book.worksheet_formula("Uitkeringen").expect("the sheet");
    let found: Vec<_> = formulas.used_cells().map(|(_, _, formula)| formula.as_str()).collect();
    assert_eq!(found, ["SUM(A6)*0", "SUM(C4:C6)"]);
}

#[test]
fn a_hidden_row_is_told_as_such() {
    let folder = tempfile::tempdir().expect("a folder");
    let part = |format, extension: &str, part: &str| {
        write(folder.path(), format);
        let archive = fs::File::open(file(folder.path(), extension)).expect("the file");
        let mut archive = zip::ZipArchive::new(archive).expect("an archive");
        let mut content = String::new();
        archive.by_name(part).expect("the part").read_to_string(&mut content).expect("text");
        content
    };
    let sheet = part(Format::Xlsx, "xlsx", "xl/worksheets/sheet1.xml");
    assert_eq!(sheet.matches("hidden=\"1\"").count(), 1, "{sheet}");
    let content = part(Format::Ods, "ods", "content.xml");
    assert_eq!(content.matches("<table:table-row table:visibility=\"collapse\">").count(), 1);
    write(folder.path(), Format::Xls);
    let mut compound = cfb::open(file(folder.path(), "xls")).expect("a compound file");
    let mut stream = Vec::new();
    compound.open_stream("/Workbook").expect("the stream").read_to_end(&mut stream).expect("the records");
    let hidden = [0x08, 0x02, 16, 0, 5, 0, 0, 0, 6, 0, 255, 0, 0, 0, 0, 0, 0x20, 0x01];
    assert_eq!(stream.windows(hidden.len()).filter(|bytes| *bytes == hidden).count(), 1);
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
    assert_eq!(
        error.to_string(),
        "a sheet of proef.xls is full: it holds 65536 rows; ask for fewer households or months"
    );
}
