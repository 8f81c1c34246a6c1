//! One caseload in every form that tables are delivered in: text, and the four forms of workbooks.

use std::collections::BTreeMap;
use std::path::Path;

use encoding_rs::WINDOWS_1252;
use rusqlite::Connection;
use rusqlite::types::Value;

use super::*;
use crate::catalog;
use crate::domain::{Date, DateFormat, Money, Notation};
use crate::mapping;
use crate::synth::sheet::Layout;
use crate::synth::workbook::{Cell, Format, Workbook};

/// Headings under which amounts are delivered.
const AMOUNTS: [&str; 6] =
    ["Bedrag", "Oorspronkelijk bedrag", "Saldo", "Aflossing per maand", "Beslagvrije voet", "Controletotaal"];

/// Returns the cells of a delivered file, headings first.
fn cells(path: &Path) -> Vec<Vec<String>> {
    let bytes = fs::read(path).expect("a delivered file");
    let text = WINDOWS_1252.decode(&bytes).0.into_owned();
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text.as_bytes());
    let records = reader.records().map(|record| record.expect("a record"));
    records.map(|record| record.iter().map(str::to_owned).collect()).collect()
}

/// Returns the typed cell that somebody would make of a text: amounts and numbers as numbers, dates as dates.
fn typed<'t>(heading: &str, text: &'t str) -> Cell<'t> {
    let date: Option<Date> = DateFormat::DayMonthYear.parse(text).ok().filter(|date| date.year() < 9999);
    if let Some(amount) = Money::parse(text, Notation::DUTCH).ok().filter(|_| AMOUNTS.contains(&heading)) {
        return Cell::Amount(amount);
    }
    let number = text.parse::<u64>().ok().filter(|_| ["BSN", "Huisnummer", "Volgnummer"].contains(&heading));
    number.map(Cell::Whole).or(date.map(Cell::Date)).unwrap_or(Cell::text(text))
}

/// Writes every delivered file as a workbook of one sheet, on the same rows.
fn write_workbooks(delivery: &Path, folder: &Path, format: Format) {
    for entry in fs::read_dir(delivery).expect("the delivery") {
        let path = entry.expect("a file").path();
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name").to_owned();
        let rows = cells(&path);
        let (headings, rows) = rows.split_first().expect("headings");
        let headings: Vec<&'static str> = headings.iter().map(|text| &*text.clone().leak()).collect();
        let layout = Box::leak(Box::new(Layout { headings: headings.clone().leak(), amounts: &[] }));
        let mut book = Workbook::create(folder, &name, format).expect("a workbook");
        let sheet = book.add_sheet("Blad1", layout).expect("a sheet");
        book.headings(sheet).expect("headings");
        for row in rows {
            let cells: Vec<Cell<'_>> = headings.iter().zip(row).map(|(heading, text)| typed(heading, text)).collect();
            book.row(sheet, &cells).expect("a row");
        }
        book.close().expect("a workbook");
    }
}

/// Runs Laborijn's mapping, which says what form the delivery has, over a folder.
fn run_mapping(change: impl Fn(&str) -> String, delivery: &Path, out: &Path) -> Outcome {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("mappings/laborijn");
    let text = fs::read_to_string(folder.join(mapping::DOCUMENT)).expect("the mapping");
    let codes = fs::read_dir(folder.join("codes")).expect("code files").map(|entry| entry.expect("a file").path());
    let mut files: BTreeMap<String, String> = codes
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (format!("codes/{name}"), fs::read_to_string(&path).expect("codes"))
        })
        .collect();
    files.insert(mapping::DOCUMENT.to_owned(), change(&text));
    let files: BTreeMap<&str, &str> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let mapping = mapping::parse(&files).expect("a mapping");
    run(&Request {
        mapping: &mapping,
        delivery: &[delivery.to_owned()],
        out: Some(out),
        now: "2021-01-04T09:00:00Z",
        unmask: false,
        cancel: &Cancel::default(),
        progress: &|_, _| {},
    })
    .expect("a run")
}

/// Returns everything in a target but the list of delivered files, which have other names and digests.
fn dump(target: &Path) -> BTreeMap<&'static str, Vec<Vec<Value>>> {
    let target = Connection::open(target).expect("a target");
    let known = |name: &str| target.prepare(&format!("SELECT 1 FROM {name}")).is_ok();
    let tables = catalog::tables().iter().filter(|table| table.name != "levering" && known(table.name));
    tables
        .map(|table| {
            let mut statement = target.prepare(&format!("SELECT * FROM {} ORDER BY 1", table.name)).expect("a table");
            let columns = statement.column_count();
            let rows = statement
                .query_map([], |row| (0..columns).map(|place| row.get(place)).collect::<Result<Vec<Value>, _>>())
                .expect("rows");
            (table.name, rows.collect::<Result<_, _>>().expect("rows"))
        })
        .collect()
}

#[test]
fn one_caseload_gives_the_same_targets_as_text_and_as_every_form_of_workbook() {
    let folder = tempfile::tempdir().expect("a folder");
    let delivery = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/laborijn/clean/delivery");
    let without_control = |text: &str| text.replacen("control   = \"levering.csv\"\n", "", 1);
    let of = |out: &Path| ["oude-ijsselstreek", "stoer"].map(|name| dump(&out.join(format!("targets/{name}.sqlite"))));
    let out = folder.path().join("text");
    let outcome = run_mapping(without_control, &delivery, &out);
    assert_eq!(outcome.report.summary.verdict, Verdict::Proven);
    let expected = of(&out);
    assert!(expected[0]["betaling"].len() > 100 && !expected[1]["persoon"].is_empty());

    for (format, name) in [(Format::Xlsx, "xlsx"), (Format::Xls, "xls"), (Format::Ods, "ods")] {
        let books = folder.path().join(name);
        fs::create_dir(&books).expect("a folder");
        write_workbooks(&delivery, &books, format);
        let as_workbooks = |text: &str| {
            without_control(text).replace("\"csv\"", "\"excel\"").replace(".csv\"]", &format!(".{name}\"]"))
        };
        let out = folder.path().join(format!("run-{name}"));
        let outcome = run_mapping(as_workbooks, &books, &out);
        assert_eq!(outcome.report.summary.verdict, Verdict::Proven, "{name}: {:?}", outcome.report.failures);
        for (target, expected) in of(&out).iter().zip(&expected) {
            for (table, rows) in expected {
                assert_eq!(&target[table], rows, "{table} from {name}");
            }
        }
    }
}
