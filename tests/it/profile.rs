//! The shipped deliveries, profiled, and held against what their mappings declare; and files that nobody should deliver.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use overdracht::domain::{MonthForm, Notation};
use overdracht::mapping;
use overdracht::mapping::model::{DeliveredTable, Form, SheetChoice};
use overdracht::profile::model::{GuessedForm, Kind, TableProfile};
use overdracht::profile::{self, Profile};
use overdracht::source::Cancel;
use rust_xlsxwriter::{ExcelDateTime, Format as XlsxFormat, Formula, Workbook, XlsxError};
use tempfile::TempDir;

const SERVICES: [&str; 4] = ["het-plein", "laborijn", "sdoa", "tuc"];

#[test]
fn the_guessed_form_of_every_shipped_table_is_the_declared_one() {
    for service in SERVICES {
        let mapping = mapping::load(&root().join("mappings").join(service)).expect("a mapping");
        let profile = shipped(service);
        for table in &mapping.delivery.tables {
            let dialect = &table.dialect;
            let found = profile.tables.iter().filter(|found| belongs(found, table)).collect::<Vec<_>>();
            assert!(!found.is_empty(), "{service}: {} is not found", table.name);
            for found in found {
                let name = &found.name;
                match (&dialect.form, &found.form) {
                    (Form::Delimited(declared), GuessedForm::Delimited { delimiter, encoding }) => {
                        assert_eq!((*delimiter, *encoding), (declared.delimiter, declared.encoding), "{name}");
                    }
                    (Form::Workbook(_), GuessedForm::Sheet { .. }) => {}
                    (declared, guessed) => panic!("{name}: {declared:?} and {guessed:?}"),
                }
                assert!(found.date.is_none_or(|date| date == dialect.date), "{name}: {:?}", found.date);
                assert!(found.month.is_none_or(|month| month == MonthForm::Month(dialect.month)), "{name}");
                if let Some(Notation { decimal, thousands }) = found.notation {
                    assert_eq!(decimal, dialect.notation.decimal, "{name}");
                    assert!(thousands.is_none() || thousands == dialect.notation.thousands, "{name}: {thousands:?}");
                }
                let marker = table.footer.as_ref().map(|footer| &footer.marker);
                assert_eq!(found.footer.as_ref(), marker, "{name}");
            }
        }
        assert_eq!((profile.unreadable, profile.others.len()), (0, 0), "{service}: {:?}", profile.others);
    }
}

#[test]
fn columns_of_the_shipped_deliveries_are_of_the_kind_that_they_are() {
    let table = [
        ("laborijn", "clienten.csv", "BSN", Kind::Bsn),
        ("laborijn", "clienten.csv", "Geboortedatum", Kind::Date),
        ("laborijn", "clienten.csv", "Postcode", Kind::Postcode),
        ("laborijn", "clienten.csv", "Gemeentecode", Kind::Municipality),
        ("laborijn", "dossiers.csv", "Geblokkeerd", Kind::Flag),
        ("laborijn", "betalingen_2020.csv", "BSN", Kind::Bsn),
        ("laborijn", "betalingen_2020.csv", "IBAN", Kind::Iban),
        ("laborijn", "betalingen_2020.csv", "Rechtmaand", Kind::Month),
        ("laborijn", "betalingen_2020.csv", "Bedrag", Kind::Amount),
        ("laborijn", "betalingen_2020.csv", "Regeling", Kind::Code),
        ("sdoa", "BETALINGEN_2019.txt", "BSN_ONTV", Kind::Bsn),
        ("sdoa", "BETALINGEN_2019.txt", "BETR_MND", Kind::Month),
        ("sdoa", "UITKERINGEN.txt", "DAT_EINDE", Kind::Date),
        ("sdoa", "UITKERINGEN.txt", "PRTNR", Kind::Integer),
        ("tuc", "clientgegevens.csv", "Burgerservicenr", Kind::Bsn),
        ("tuc", "uitkeringen.csv", "Ingangsdatum", Kind::Date),
        ("tuc", "betaalregels_2019.csv", "IBAN", Kind::Iban),
        ("tuc", "betaalregels_2019.csv", "Bedrag", Kind::Integer),
        ("het-plein", "[HetPlein_2018-12-31.xlsx]Personen", "BSN", Kind::Bsn),
        ("het-plein", "[HetPlein_2018-12-31.xlsx]Betalingen", "Periode", Kind::Month),
        ("het-plein", "[HetPlein_2018-12-31.xlsx]Betalingen", "Bedrag", Kind::Amount),
        ("het-plein", "[HetPlein_2018-12-31.xlsx]Uitkeringen", "Ingang", Kind::Date),
    ];
    for (service, name, heading, kind) in table {
        let profile = shipped(service);
        let table = named(&profile, name);
        let column = table.columns.iter().find(|column| column.heading == heading).expect(heading);
        assert_eq!(column.kind, kind, "{service}: {name} [{heading}]: {:?}", column.kinds);
    }
}

#[test]
fn the_declared_keys_of_the_shipped_deliveries_are_found() {
    let table: [(&str, &str, &[&str]); 8] = [
        ("laborijn", "clienten.csv", &["Clientnummer"]),
        ("laborijn", "betalingen_2020.csv", &["Betaalnummer"]),
        ("laborijn", "betaalkalender.csv", &["Rechtmaand", "Soort"]),
        ("laborijn", "begunstigden.csv", &["Dossiernummer", "Volgnummer"]),
        ("sdoa", "BETALINGEN_2019.txt", &["BETNR"]),
        ("sdoa", "KALENDER.txt", &["BETR_MND", "BETSRT"]),
        ("tuc", "uitkeringen.csv", &["Uitkeringsnr"]),
        ("het-plein", "[HetPlein_2018-12-31.xlsx]Betalingen", &["Betaalnr"]),
    ];
    for (service, name, key) in table {
        let profile = shipped(service);
        let table = named(&profile, name);
        let headings = |key: &Vec<usize>| key.iter().map(|place| table.columns[*place].heading.clone()).collect();
        let found: Vec<Vec<String>> = table.keys.iter().map(headings).collect();
        assert!(found.iter().any(|found| found == key), "{service}: {name}: {found:?}");
    }
}

#[test]
fn what_stands_in_fewer_than_five_rows_is_in_none_of_the_forms() {
    let secrets =
        ["Geheimhouder", "Zonderling-Uniek", "900000041", "NL12RABO0129475148", "13-07-1961", "4.321,09", "Schuilnaam"];
    let mut text = "Naam;BSN;Rekening;Geboren;Bedrag;Omschrijving;Status\n".to_owned();
    for row in 0..40 {
        text.push_str(match row {
            7 => "Geheimhouder;900000041;NL12RABO0129475148;13-07-1961;4.321,09;voor Zonderling-Uniek;Schuilnaam\n",
            _ => "Proef;900000004;NL42SNSB0100000000;01-01-1970;1.000,50;gewoon;BETAALD\n",
        });
    }
    text.push_str("TOTAAL;41;;;;;\n");
    let folder =
        delivered(&[("betalingen.csv", text.as_bytes()), ("zonder.csv", b"Geheimhouder;900000041\nProef;900000004\n")]);
    for format in ["text", "json", "html"] {
        let output = run(&folder, &["--format", format]);
        let shown = [output.stdout, output.stderr].concat();
        let shown = String::from_utf8(shown).expect("UTF-8");
        assert!(shown.contains("BETAALD") && shown.contains("Rekening"), "{format}: {shown}");
        for secret in secrets.into_iter().chain(["900000004", "NL42SNSB0100000000"]) {
            assert!(!shown.contains(secret), "{secret} stands in {format}");
        }
    }
}

#[test]
fn files_that_nobody_should_deliver_are_told_and_the_others_are_profiled() {
    let long = [b"Nummer;Naam\n1;".as_slice(), &vec![b'x'; 10 << 20], b"\n"].concat();
    let table: [(&str, &[u8], &str); 10] = [
        ("leeg.csv", b"", "the file is empty"),
        ("wit.csv", b"\r\n\r\n", "the file is empty"),
        ("plaatje.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "is an image (PNG), and no table"),
        ("brief.csv", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj", "is a PDF document, and no table"),
        ("pak.csv", b"PK\x03\x04onzin", "cannot be read as a workbook"),
        ("boek.xlsx", b"PK\x03\x04onzin", "cannot be read as a workbook"),
        ("web.xls", b"<html><table></table></html>", "it is HTML or XML"),
        ("nullen.csv", &[0; 4000], "is no text"),
        ("cr.csv", b"Nummer;Naam\r1;Geheimhouder\r", "its lines end with CR alone"),
        ("een-regel.csv", &long[14..], "a record of more than 1048576 bytes begins here"),
    ];
    for (name, bytes, reason) in table {
        let folder = delivered(&[(name, bytes), ("goed.csv", b"Nummer;Naam\n1;a\n2;b\n")]);
        let profile = profiled(folder.path());
        assert_eq!(profile.tables.iter().map(|table| table.name.as_str()).collect::<Vec<_>>(), ["goed.csv"], "{name}");
        assert_eq!((profile.others.len(), profile.unreadable), (1, 1), "{name}");
        assert!(profile.others[0].0 == name && profile.others[0].1.contains(reason), "{:?}", profile.others);
        assert_eq!(run(&folder, &[]).status.code(), Some(4), "{name}");
    }
    let folder = delivered(&[("lang.csv", &long)]);
    let profile = profiled(folder.path());
    assert_eq!((profile.tables[0].columns.len(), profile.tables[0].rows), (2, 0));
    assert!(profile.tables[0].doubts[0].starts_with("nothing more could be read: lang.csv:2: a record of more than"));
}

#[test]
fn what_a_run_refuses_is_a_doubt_with_its_line_and_the_rest_is_read() {
    let cut = [b"\xFF\xFE".as_slice(), &utf_16("Nummer;Naam\n1;a\n2;b\n3;c"), b"\x3D"].concat();
    let table: [(&str, Vec<u8>, u64, &str); 8] = [
        ("a broken byte", b"Nummer;Naam\n1;\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\n2;\xE9\n3;\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\n".to_vec(), 3, "1 byte does not decode as utf-8, on line 3"),
        ("a NUL", b"Nummer;Naam\n1;a\n2;b\0\n3;c\n".to_vec(), 3, "1 NUL character, which a run refuses, on line 3"),
        ("a quote that is never closed", b"Nummer;Naam\n1;a\n2;b\n3;\"c\n4;d\n".to_vec(), 2, "nothing more could be read: x.csv:4: the file ends inside a quoted cell"),
        ("UTF-16 that is cut off", cut, 2, "nothing more could be read: x.csv:4: half a character of utf-16le"),
        ("ragged rows", b"Nummer;Naam\n1;a\n2\n3;c;d\n".to_vec(), 3, "2 rows have another number of cells than there are headings, the first on line 3"),
        ("blank lines", b"Nummer;Naam\n1;a\n\n2;b\n".to_vec(), 2, "1 blank line, on line 3"),
        ("mixed line ends", b"Nummer;Naam\r\n1;a\n2;b\r\n".to_vec(), 2, "lines end differently: 2 with CR LF, 1 with LF"),
        ("no headings", b"1;900000004\n2;900000016\n".to_vec(), 2, "there are no headings, which a mapping needs: columns are numbered here"),
    ];
    for (what, bytes, rows, doubt) in table {
        let folder = delivered(&[("x.csv", &bytes)]);
        let profile = profiled(folder.path());
        let table = &profile.tables[0];
        assert_eq!((table.rows, table.columns.len()), (rows, 2), "{what}");
        assert!(table.doubts.iter().any(|told| told.starts_with(doubt)), "{what}: {:#?}", table.doubts);
    }
}

#[test]
fn tables_without_rows_or_with_one_column_are_profiled() {
    let folder = delivered(&[("een.csv", b"Nummer\n1\n2\n"), ("koppen.csv", b"Nummer;Naam")]);
    let profile = profiled(folder.path());
    let sizes: Vec<_> = profile.tables.iter().map(|table| (table.rows, table.columns.len())).collect();
    assert_eq!(sizes, [(2, 1), (0, 2)]);
    assert!(profile.tables[1].columns.iter().all(|column| column.kind == Kind::Empty && column.doubts.is_empty()));
}

#[test]
fn a_profile_has_the_same_bytes_every_time() {
    let delivery = root().join("fixtures/tuc/untidy/delivery");
    for format in ["text", "json", "html"] {
        let shown =
            || overdracht(&["profile".as_ref(), delivery.as_os_str(), "--format".as_ref(), format.as_ref()]).stdout;
        assert_eq!(shown(), shown(), "{format}");
    }
}

#[test]
fn a_page_is_written_where_it_is_asked_for() {
    let folder = delivered(&[("een.csv", b"Nummer\n1\n2\n")]);
    let out = folder.path().join("profiel.html");
    let output = run(&folder, &["--format", "html", "--out", out.to_str().expect("a path")]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0));
    assert!(fs::read_to_string(out).expect("a page").starts_with("<!DOCTYPE html>"));
    let output = run(&folder, &["--out", "/nergens/profiel.html"]);
    assert_eq!(output.status.code(), Some(5));
    let output = overdracht(&["profile".as_ref(), folder.path().join("niets").as_os_str()]);
    assert_eq!(output.status.code(), Some(4));
}

#[test]
fn what_a_workbook_hides_or_mixes_is_told() {
    let folder = delivered(&[]);
    book(&folder.path().join("boek.xlsx")).expect("a workbook");
    let profile = profiled(folder.path());
    let table = named(&profile, "[boek.xlsx]Blad");
    let heading_row = GuessedForm::Sheet { book: "boek.xlsx".to_owned(), sheet: "Blad".to_owned(), heading_row: 3 };
    assert_eq!((&table.form, table.rows, table.footer.as_deref()), (&heading_row, 8, Some("Totaal")));
    let kinds: Vec<Kind> = table.columns.iter().map(|column| column.kind).collect();
    assert_eq!(kinds, [Kind::Integer, Kind::Date, Kind::Amount, Kind::Text]);
    let doubts = table.columns.iter().flat_map(|column| &column.doubts).chain(&table.doubts);
    let doubts = doubts.chain(&table.evidence).map(String::as_str).collect::<Vec<_>>();
    for expected in [
        "2 rows stand above the headings",
        "7 cells are real dates, written here as dd-mm-yyyy",
        "1 row is hidden, the first is 5; a run reads them like the others",
        "1 value stands under no heading, the first in G6; a run leaves them out",
        "1 stretch of cells is merged, the first is D4:D5: only the first cell of each holds the value, unless the mapping says `merged = \"repeat\"`",
        "1 cell is text where others are real dates or numbers, on row 6",
        "1 cell is filled by a formula, on row 7",
        "1 cell holds the error of a spreadsheet, on row 8",
    ] {
        assert!(doubts.contains(&expected), "{expected}: {doubts:#?}");
    }
    assert_eq!(profile.others, [("[boek.xlsx]Leeg".to_owned(), "the sheet is empty".to_owned())]);
    assert_eq!(profile.unreadable, 0);
}

/// Writes a workbook with titles, a hidden row, merged cells, a date as text, a formula, an error and a stray value.
fn book(path: &Path) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    let (plain, date) = (XlsxFormat::new(), XlsxFormat::new().set_num_format("dd-mm-yyyy"));
    let sheet = book.add_worksheet().set_name("Blad")?;
    sheet.write(0, 0, "Betalingen")?.write(1, 0, "Gemeente")?.write(1, 1, "Zutphen")?;
    for (column, heading) in (0..).zip(["Nummer", "Datum", "Bedrag", "Opmerking"]) {
        sheet.write(2, column, heading)?;
    }
    for row in 0..8 {
        sheet.write(3 + row, 0, 1000 + row)?.write(3 + row, 2, 12.5)?;
        if row != 2 {
            sheet.write_with_format(3 + row, 1, &ExcelDateTime::from_ymd(2020, 1, 5)?, &date)?;
        }
    }
    sheet.write(5, 1, "05-01-2020")?.write(5, 6, "los")?.write(7, 3, "#N/B")?;
    sheet.write_formula(6, 2, Formula::new("=C6*2").set_result("25.5"))?;
    sheet.merge_range(3, 3, 4, 3, "samen", &plain)?.set_row_hidden(4)?;
    sheet.write(11, 0, "Totaal")?.write(11, 1, 8)?;
    book.add_worksheet().set_name("Leeg")?;
    book.save(path)
}

/// Tells whether a profiled file or sheet is one that a mapping declares.
fn belongs(found: &TableProfile, declared: &DeliveredTable) -> bool {
    let is_of = |name: &str| {
        declared.files.iter().any(|pattern| match pattern.split_once('*') {
            Some((start, end)) => name.starts_with(start) && name.ends_with(end),
            None => name == pattern,
        })
    };
    match (&found.form, &declared.dialect.form) {
        (GuessedForm::Sheet { book, sheet, .. }, Form::Workbook(declared)) => {
            is_of(book)
                && (declared.choice == SheetChoice::Only || declared.choice == SheetChoice::Named(sheet.clone()))
        }
        (GuessedForm::Sheet { .. }, Form::Delimited(_)) => false,
        (GuessedForm::Delimited { .. }, _) => is_of(&found.name),
    }
}

fn named<'p>(profile: &'p Profile, name: &str) -> &'p TableProfile {
    profile.tables.iter().find(|table| table.name == name).expect(name)
}

fn shipped(service: &str) -> Profile {
    profiled(&root().join("fixtures").join(service).join("clean/delivery"))
}

fn profiled(path: &Path) -> Profile {
    profile::profile(&[path.to_owned()], &Cancel::default(), &|_, _| {}).expect("a profile")
}

/// Puts files into a folder.
fn delivered(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    folder
}

fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    let path = folder.path().as_os_str();
    let arguments = arguments.iter().map(AsRef::as_ref);
    overdracht(&["profile".as_ref(), path].into_iter().chain(arguments).collect::<Vec<_>>())
}

fn overdracht(arguments: &[&std::ffi::OsStr]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_overdracht")).args(arguments).output().expect("the program")
}

fn utf_16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
