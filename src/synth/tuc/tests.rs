//! Re-adds whole deliveries from their files alone: what must hold for a transfer of them to be proven.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use calamine::{Reader as _, open_workbook_auto};

use super::{options, write};
use crate::domain::{Bsn, Iban};
use crate::synth::{Options, Tally};

type Row = BTreeMap<String, String>;

/// The payment dates of the window, as delivered.
const WINDOW: [&str; 3] = ["20200109", "20200207", "20200309"];
const SHEETS: [(&str, &str); 4] = [
    ("loket.xls", "Aanmeldingen"),
    ("loket.xls", "Schulddienstverlening"),
    ("leerplicht-inburgering.ods", "Verzuim"),
    ("leerplicht-inburgering.ods", "Inburgering"),
];

/// A delivery, read back without knowledge of how it was made.
struct Delivery {
    tally: Tally,
    bytes: BTreeMap<String, Vec<u8>>,
    /// The rows of text files and sheets, by name.
    tables: BTreeMap<String, Vec<Row>>,
}

impl Delivery {
    fn make(options: &Options) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let tally = write(options, folder.path()).expect("a delivery");
        let (mut bytes, mut tables) = (BTreeMap::new(), BTreeMap::new());
        for entry in fs::read_dir(folder.path()).expect("the folder") {
            let entry = entry.expect("an entry");
            let name = entry.file_name().into_string().expect("a name");
            let content = fs::read(entry.path()).expect("a file");
            if is_text(&name) {
                tables.insert(name.clone(), read_text(&content));
            }
            bytes.insert(name, content);
        }
        for (book, sheet) in SHEETS {
            tables.insert(format!("[{book}]{sheet}"), read_sheet(&folder.path().join(book), sheet));
        }
        assert_eq!(bytes.len(), tally.files);
        Self { tally, bytes, tables }
    }

    fn rows(&self, name: &str) -> &[Row] {
        &self.tables[name]
    }

    fn by_case(&self, name: &str) -> BTreeMap<&str, Vec<&Row>> {
        let mut cases: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
        for row in self.rows(name) {
            cases.entry(&row["Uitkeringsnr"]).or_default().push(row);
        }
        cases
    }
}

/// Tells a text file from a workbook.
fn is_text(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "csv")
}

fn read_text(bytes: &[u8]) -> Vec<Row> {
    let encoding = if bytes.get(1) == Some(&0) || bytes.starts_with(b"\xFF\xFE") {
        encoding_rs::UTF_16LE
    } else {
        encoding_rs::UTF_8
    };
    let (text, _, wrong) = encoding.decode(bytes);
    assert!(!wrong);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let known = |heading: &str| match heading {
        "Sofinr" => "Burgerservicenr".to_owned(),
        "Partnernr" => "Clientnr partner".to_owned(),
        other => other.to_owned(),
    };
    let headings: Vec<String> = reader.headers().expect("headings").iter().map(known).collect();
    let records = reader.records().map(|record| record.expect("as many cells as headings"));
    records.map(|record| headings.iter().cloned().zip(record.iter().map(str::to_owned)).collect()).collect()
}

fn read_sheet(path: &Path, sheet: &str) -> Vec<Row> {
    let mut book = open_workbook_auto(path).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("the sheet");
    let mut rows = range.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>());
    let headings = rows.find(|row| row.iter().any(|cell| cell == "Stand")).expect("headings");
    rows.map(|row| headings.iter().cloned().zip(row).collect()).collect()
}

fn cents(text: &str) -> i64 {
    if text.is_empty() { 0 } else { text.parse().expect("cents") }
}

/// Tells whether a row is in force on a day; dates in this order compare as text, and zeros are no end.
fn in_force(row: &Row, from: &str, until: &str, day: &str) -> bool {
    row[from].as_str() <= day && (row[until] == "00000000" || day <= row[until].as_str())
}

fn is_due(case: &Row, day: &str) -> bool {
    case["Blokkering"] == "N" && in_force(case, "Ingangsdatum", "Einddatum", day)
}

#[test]
fn the_control_file_tells_what_each_file_and_sheet_holds() {
    for mess in [false, true] {
        let delivery = Delivery::make(&Options { households: 300, months: 14, mess, ..options() });
        let mut named = BTreeSet::new();
        for control in delivery.rows("controlegetallen.csv") {
            let rows = delivery.rows(&control["Bestandsnaam"]);
            named.insert(control["Bestandsnaam"].clone());
            assert_eq!(control["Aantal records"], rows.len().to_string(), "{control:?}");
            if !control["Veld"].is_empty() {
                let sum: i64 = rows.iter().map(|row| cents(&row[&control["Veld"]])).sum();
                assert_eq!(control["Controlesom"], sum.to_string(), "{control:?}");
            }
        }
        named.insert("controlegetallen.csv".to_owned());
        assert_eq!(named, delivery.tables.keys().cloned().collect());
    }
}

#[test]
fn the_lines_in_force_after_the_cutover_are_what_was_paid_for_november() {
    for mess in [false, true] {
        let delivery = Delivery::make(&Options { households: 1500, mess, ..options() });
        let lines = delivery.by_case("uitkeringsspecificaties.csv");
        let payments = delivery.by_case("betaalregels_2019.csv");
        let mut compared = 0;
        for case in delivery.rows("uitkeringen.csv") {
            let number = case["Uitkeringsnr"].as_str();
            let of_november = |row: &&&Row| row["Betrekkingsperiode"] == "201911" && row["Blok"] == "U";
            let paid = payments.get(number).into_iter().flatten().filter(of_november);
            let paid: i64 = paid.map(|row| cents(&row["Bedrag"])).sum();
            for day in WINDOW.into_iter().filter(|day| is_due(case, day)) {
                let due = lines.get(number).into_iter().flatten();
                let due = due.filter(|row| row["Regelsoort"] == "R" && in_force(row, "Geldig van", "Geldig tot", day));
                let due =
                    due.map(|row| if row["Teken"] == "+" { cents(&row["Bedrag"]) } else { -cents(&row["Bedrag"]) });
                assert_eq!(due.sum::<i64>(), paid, "{number} on {day}");
                compared += 1;
            }
        }
        assert!(compared > 3600, "{compared}");
    }
}

#[test]
fn every_payment_names_a_payee_and_a_person_of_the_delivery() {
    let delivery = Delivery::make(&Options { households: 1500, mess: true, ..options() });
    let bsn = |text: &str| Bsn::parse_padded(text).expect("a valid number").number();
    let persons: BTreeSet<u32> =
        delivery.rows("clientgegevens.csv").iter().map(|row| bsn(&row["Burgerservicenr"])).collect();
    let account = |text: &str| Iban::parse(text).expect("a valid account").as_str().to_owned();
    let payees: BTreeMap<&str, String> = delivery
        .rows("betaaladressen.csv")
        .iter()
        .map(|row| (row["Betaaladresnr"].as_str(), account(&row["IBAN"])))
        .collect();
    let (mut back, mut again) = (BTreeSet::new(), BTreeSet::new());
    for payment in delivery.rows("betaalregels_2019.csv") {
        assert!(persons.contains(&bsn(&payment["BSN"])), "{payment:?}");
        assert_eq!(payees[payment["Betaaladresnr"].as_str()], account(&payment["IBAN"]));
        if payment["Verwerking"] == "T" {
            back.insert(payment["Betaalregelnr"].clone());
        }
        if !payment["Herstelt regel"].is_empty() {
            again.insert(payment["Herstelt regel"].clone());
        }
    }
    assert!(!back.is_empty() && back == again, "{back:?} and {again:?}");
}

#[test]
fn two_hundred_of_nine_hundred_live_in_ommen() {
    let delivery = Delivery::make(&options());
    let in_ommen = delivery.rows("uitkeringen.csv").iter().filter(|case| case["Gemeentecode"] == "0175").count();
    assert_eq!((in_ommen, delivery.tally.leaving, delivery.tally.households), (200, 200, 900));
}

#[test]
fn the_front_office_knows_clients_of_its_own_municipality() {
    let delivery = Delivery::make(&Options { mess: true, ..options() });
    let places: BTreeMap<&str, bool> = delivery
        .rows("uitkeringen.csv")
        .iter()
        .map(|case| (case["Clientnr"].as_str(), case["Gemeentecode"].ends_with("175")))
        .collect();
    let (mut known, mut unknown) = (0, 0);
    for row in delivery.rows("[loket.xls]Aanmeldingen") {
        if let Some(in_ommen) = places.get(row["Cliëntnummer"].as_str()) {
            assert_eq!(*in_ommen, row["Gemeente"] == "Ommen", "{row:?}");
            known += 1;
        } else {
            assert!(["", "onbekend"].contains(&row["Cliëntnummer"].as_str()), "{row:?}");
            unknown += 1;
        }
    }
    assert!(known > 50 && unknown > 50, "{known} and {unknown}");
    for (book, sheet) in &SHEETS[1..] {
        assert!(!delivery.rows(&format!("[{book}]{sheet}")).is_empty(), "{sheet}");
    }
}

#[test]
fn files_have_the_encoding_that_is_specified_and_a_mark() {
    let delivery = Delivery::make(&Options { households: 10, ..options() });
    for (name, bytes) in delivery.bytes.iter().filter(|(name, _)| is_text(name)) {
        let wide = name.starts_with("betaalregels") || name.starts_with("uitkeringsspecificaties");
        let mark: &[u8] = if wide { b"\xFF\xFE" } else { b"\xEF\xBB\xBF" };
        assert!(bytes.starts_with(mark), "{name}");
    }
}

#[test]
fn a_seed_decides_every_byte() {
    let options = Options { households: 200, mess: true, ..options() };
    let bytes = |options: &Options| Delivery::make(options).bytes;
    assert_eq!(bytes(&options), bytes(&options));
    assert_ne!(bytes(&options), bytes(&Options { seed: 2, ..options.clone() }));
}

#[test]
fn mess_changes_how_a_payment_is_written_and_not_what_it_is() {
    let payments = |mess| {
        let delivery = Delivery::make(&Options { households: 400, mess, ..options() });
        let facts: Vec<_> = delivery
            .rows("betaalregels_2019.csv")
            .iter()
            .map(|row| {
                let bsn = Bsn::parse_padded(&row["BSN"]).expect("a valid number");
                let iban = Iban::parse(&row["IBAN"]).expect("a valid account");
                (bsn, iban, row["Betaaldatum"].clone(), row["Bedrag"].clone(), row["Verwerking"].clone())
            })
            .collect();
        (facts, delivery.bytes)
    };
    let ((tidy, tidy_bytes), (untidy, untidy_bytes)) = (payments(false), payments(true));
    assert_eq!(tidy, untidy);
    assert_ne!(tidy_bytes, untidy_bytes);
}
