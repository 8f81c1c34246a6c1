//! A delivery, read back from its files without knowledge of how it was made.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use encoding_rs::WINDOWS_1252;

use crate::domain::{Bsn, Date, DateFormat, Iban, Money, Notation};
use crate::synth::laborijn::{Options, Tally, write};

/// What each recipient gets on each account, in cents.
pub(super) type Sums = BTreeMap<(u32, Iban), i64>;

pub(super) type Row = BTreeMap<String, String>;

pub(super) struct Table {
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<Row>,
    pub(super) totals: Vec<String>,
}

/// A delivery, read back without knowledge of how it was made.
pub(super) struct Delivery {
    pub(super) tally: Tally,
    pub(super) bytes: BTreeMap<String, Vec<u8>>,
    pub(super) tables: BTreeMap<String, Table>,
}

impl Delivery {
    pub(super) fn make(options: &Options) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let tally = write(options, folder.path()).expect("a delivery");
        let bytes = read_all(folder.path());
        assert_eq!(bytes.len(), tally.files);
        let tables = bytes.iter().map(|(name, bytes)| (name.clone(), read_table(name, bytes))).collect();
        Self { tally, bytes, tables }
    }

    pub(super) fn rows(&self, file: &str) -> &[Row] {
        &self.tables[file].rows
    }

    pub(super) fn by_case(&self, file: &str) -> BTreeMap<String, Vec<&Row>> {
        let mut cases: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
        for row in self.rows(file) {
            cases.entry(row["Dossiernummer"].clone()).or_default().push(row);
        }
        cases
    }

    /// Returns what was paid regularly for December, per case, recipient and account.
    pub(super) fn paid_in_december(&self) -> BTreeMap<String, Sums> {
        let mut paid: BTreeMap<String, Sums> = BTreeMap::new();
        for row in self.rows("betalingen_2020.csv") {
            if row["Rechtmaand"] == "12-2020" && row["Soort"] == "PERIODIEK" && row["Status"] == "BETAALD" {
                *paid.entry(row["Dossiernummer"].clone()).or_default().entry(recipient(row)).or_default() +=
                    cents(&row["Bedrag"]).cents();
            }
        }
        paid
    }
}

/// The rows that decide what a case is due.
pub(super) struct Due<'a> {
    lines: BTreeMap<String, Vec<&'a Row>>,
    payees: BTreeMap<String, Vec<&'a Row>>,
    recipients: BTreeMap<&'a str, u32>,
}

impl<'a> Due<'a> {
    pub(super) fn of(delivery: &'a Delivery) -> Self {
        let recipients = delivery.rows("clienten.csv").iter().map(|row| {
            (row["Clientnummer"].as_str(), Bsn::parse_padded(&row["BSN"]).expect("a valid number").number())
        });
        Self {
            lines: delivery.by_case("componenten.csv"),
            payees: delivery.by_case("begunstigden.csv"),
            recipients: recipients.collect(),
        }
    }

    /// Returns what a case is due on a day, by its components and payees: none where it is blocked or has ended.
    pub(super) fn on(&self, case: &Row, date: Date) -> Sums {
        let mut due = Sums::new();
        if !is_due(case, date) {
            return due;
        }
        let number = &case["Dossiernummer"];
        let mut left: i64 = self.lines[number]
            .iter()
            .filter(|line| in_force(line, "Van", "Tot", date))
            .map(|line| match line["Soort"].as_str() {
                "+" => cents(&line["Bedrag"]).cents(),
                "-" => -cents(&line["Bedrag"]).cents(),
                _ => 0,
            })
            .sum();
        let mut add = |payee: &Row, amount: i64| {
            let column = if payee["Soort"] == "PARTNER" { "Partnernummer" } else { "Clientnummer" };
            let account = Iban::parse(&payee["IBAN"]).expect("a valid account");
            *due.entry((self.recipients[case[column].as_str()], account)).or_default() += amount;
        };
        let payees = self.payees[number].iter().filter(|payee| in_force(payee, "Van", "Tot", date));
        let (fixed, rest): (Vec<&Row>, Vec<&Row>) = payees.partition(|payee| payee["Verdeling"] == "VAST");
        for payee in fixed {
            left -= cents(&payee["Bedrag"]).cents();
            add(payee, cents(&payee["Bedrag"]).cents());
        }
        match rest.as_slice() {
            [only] => add(only, left),
            [first, second] => {
                add(first, left - left / 2);
                add(second, left / 2);
            }
            _ => panic!("one or two payees of the rest"),
        }
        due
    }
}

fn read_all(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry"));
    entries
        .map(|entry| (entry.file_name().into_string().expect("a name"), fs::read(entry.path()).expect("a file")))
        .collect()
}

fn read_table(name: &str, bytes: &[u8]) -> Table {
    let text = WINDOWS_1252.decode_without_bom_handling_and_without_replacement(bytes).expect("Windows-1252");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let headings: Vec<String> =
        reader.headers().expect("headings").iter().map(|heading| heading.replace("Gem.code", "Gemeentecode")).collect();
    let mut records: Vec<Vec<String>> = reader
        .records()
        .map(|record| record.expect("as many cells as headings").iter().map(str::to_owned).collect())
        .collect();
    let totals = if name == "levering.csv" { Vec::new() } else { records.pop().expect("a totals line") };
    let rows = records.into_iter().map(|cells| headings.iter().cloned().zip(cells).collect()).collect();
    Table { headings, rows, totals }
}

fn recipient(payment: &Row) -> (u32, Iban) {
    let bsn = Bsn::parse_padded(&payment["BSN"]).expect("a valid number");
    (bsn.number(), Iban::parse(&payment["IBAN"]).expect("a valid account"))
}

pub(super) fn is_due(case: &Row, on: Date) -> bool {
    case["Geblokkeerd"] == "N" && in_force(case, "Ingangsdatum", "Einddatum", on)
}

pub(super) fn in_force(row: &Row, from: &str, until: &str, on: Date) -> bool {
    day(&row[from]) <= on && open(&row[until]).is_none_or(|until| on <= until)
}

pub(super) fn open(text: &str) -> Option<Date> {
    Some(text).filter(|text| !text.is_empty() && *text != "31-12-9999").map(day)
}

pub(super) fn day(text: &str) -> Date {
    DateFormat::DayMonthYear.parse(text).expect("a date")
}

pub(super) fn cents(text: &str) -> Money {
    if text.is_empty() { Money::ZERO } else { Money::parse(text, Notation::DUTCH).expect("an amount") }
}
