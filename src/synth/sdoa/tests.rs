//! Whole deliveries read back from their files alone: forms, record types, codes, and what must hold for a proof.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use jiff::civil::date;

use super::*;
use crate::domain::{Bsn, Date, DateFormat, Iban, Money, Notation};

type Row = BTreeMap<String, String>;

/// A delivery, read back without knowledge of how it was made.
struct Delivery {
    tally: Tally,
    bytes: BTreeMap<String, Vec<u8>>,
    tables: BTreeMap<String, Vec<Row>>,
}

impl Delivery {
    fn make(options: &Options) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let tally = write(options, folder.path()).expect("a delivery");
        let entries = fs::read_dir(folder.path()).expect("the folder").map(|entry| entry.expect("an entry"));
        let bytes: BTreeMap<String, Vec<u8>> = entries
            .map(|entry| (entry.file_name().into_string().expect("a name"), fs::read(entry.path()).expect("a file")))
            .collect();
        assert_eq!(bytes.len(), tally.files);
        let tables = bytes.iter().map(|(name, bytes)| (name.clone(), read_table(bytes))).collect();
        Self { tally, bytes, tables }
    }

    fn rows(&self, table: &str) -> &[Row] {
        &self.tables[&format!("{table}.txt")]
    }

    fn by_case(&self, table: &str) -> BTreeMap<&str, Vec<&Row>> {
        let mut cases: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
        for row in self.rows(table) {
            cases.entry(&row["DOSSIERNR"]).or_default().push(row);
        }
        cases
    }
}

fn read_table(bytes: &[u8]) -> Vec<Row> {
    let text = std::str::from_utf8(bytes).expect("UTF-8").trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').from_reader(text.as_bytes());
    let headings: Vec<String> =
        reader.headers().expect("headings").iter().map(|heading| heading.replace("GEMEENTE", "GEMCODE")).collect();
    let records = reader.records().map(|record| record.expect("as many cells as headings"));
    records.map(|cells| headings.iter().cloned().zip(cells.iter().map(str::to_owned)).collect()).collect()
}

fn options(households: u32) -> Options {
    Options { households, ..super::options() }
}

fn cents(text: &str) -> i64 {
    Money::parse(text, Notation::PLAIN).expect("an amount").cents()
}

fn in_force(row: &Row, from: &str, until: &str, on: Date) -> bool {
    let day = |heading: &str| DateFormat::Compact.parse(&row[heading]).expect("a date");
    day(from) <= on && (row[until] == "99999999" || on <= day(until))
}

/// Returns what the component records of a case yield on a day, by their codes.
fn yielded(records: &[&Row], on: Date) -> i64 {
    let in_force = records.iter().filter(|row| in_force(row, "DAT_BEGIN", "DAT_EIND", on));
    let signed = in_force.map(|row| match row["COMPCODE"].as_bytes()[0] {
        b'1'..=b'2' => cents(&row["BEDRAG"]),
        b'3'..=b'5' => -cents(&row["BEDRAG"]),
        _ => 0,
    });
    signed.sum()
}

#[test]
fn counts_and_sums_stand_in_the_control_file() {
    let delivery = Delivery::make(&options(400));
    let mut named = BTreeSet::new();
    for line in delivery.rows("CONTROLE") {
        let rows = &delivery.tables[&line["BESTAND"]];
        assert_eq!(line["RECORDS"], rows.len().to_string());
        if !line["RUBRIEK"].is_empty() {
            let filled = rows.iter().map(|row| row[&line["RUBRIEK"]].as_str()).filter(|text| !text.is_empty());
            assert_eq!(cents(&line["SOM"]), filled.map(cents).sum::<i64>(), "{line:?}");
        }
        named.insert(line["BESTAND"].clone());
    }
    assert_eq!(named.len(), delivery.bytes.len() - 1);
}

#[test]
fn what_was_paid_last_is_what_the_components_yield_after_the_cutover() {
    let delivery = Delivery::make(&options(3000));
    let components = delivery.by_case("COMPONENTEN");
    let mut paid: BTreeMap<&str, i64> = BTreeMap::new();
    for row in delivery.rows("BETALINGEN_2019") {
        let regular = row["BETSRT"] == "1" && row["STATISTIEKCODE"] != "12" && row["STATUS_BET"] == "1";
        if regular && row["BETR_MND"] == "201912" {
            *paid.entry(&row["DOSSIERNR"]).or_default() += cents(&row["BEDRAG"]);
            assert_eq!(row["DAT_BET"], "20191230");
        }
    }
    for case in delivery.rows("UITKERINGEN") {
        let number = case["DOSSIERNR"].as_str();
        let runs = case["DAT_EINDE"] == "99999999" && case["CODE_BLOK"] == "2";
        let due = runs.then(|| yielded(&components[number], date(2020, 1, 28)));
        assert_eq!(paid.get(number).copied(), due.or(paid.get(number).copied().filter(|_| !runs)), "{number}");
    }
    assert!(paid.len() > 2500, "{}", paid.len());
}

#[test]
fn everybody_leaves_and_a_municipality_has_two_forms() {
    let delivery = Delivery::make(&options(1600));
    let mut cases: BTreeMap<&str, u32> = BTreeMap::new();
    for case in delivery.rows("UITKERINGEN") {
        *cases.entry(case["GEMCODE"].as_str()).or_default() += 1;
        let is_former = ["GM0240", "GM0260"].contains(&case["GEMCODE"].as_str());
        assert!(!is_former || case["DAT_EINDE"] != "99999999", "{case:?}");
    }
    assert_eq!((delivery.tally.leaving, cases.values().sum::<u32>()), (1600, 1600));
    assert!(["GM1859", "GM1586", "GM0294"].iter().all(|code| cases[code] > 300), "{cases:?}");
    assert!(cases.contains_key("GM0240") || cases.contains_key("GM0260"));
    let places: BTreeSet<&str> = delivery.rows("PERSONEN").iter().map(|person| person["GEM_INSCHR"].as_str()).collect();
    assert_eq!(places, ["1586", "1859", "294"].into());
}

#[test]
fn record_types_tell_applicant_partner_and_co_residents() {
    let delivery = Delivery::make(&options(1600));
    let members = delivery.by_case("HUISHOUDENS");
    let numbers: BTreeMap<&str, &str> =
        delivery.rows("PERSONEN").iter().map(|person| (person["CLTNR"].as_str(), person["BSN"].as_str())).collect();
    for case in delivery.rows("UITKERINGEN") {
        let of = |record: &str| {
            let rows = members[case["DOSSIERNR"].as_str()].iter().filter(|row| row["RECTYPE"] == record);
            rows.map(|row| row["CLTNR"].as_str()).collect::<Vec<_>>()
        };
        assert_eq!(of("01"), [case["CLTNR"].as_str()]);
        let partner = Some(case["PRTNR"].as_str()).filter(|number| *number != "999999999");
        assert_eq!(of("02"), partner.as_slice());
        assert_eq!(partner.is_some(), case["LEEFVORM"] == "3", "{case:?}");
        let sharers = of("03");
        assert!(sharers.iter().all(|number| *number == "999999999"));
        assert!(case["AANT_KD"] == "9999" || case["AANT_KD"] == sharers.len().to_string(), "{case:?}");
    }
    for member in delivery.rows("HUISHOUDENS").iter().filter(|member| member["RECTYPE"] != "03") {
        assert_eq!(numbers[member["CLTNR"].as_str()], member["BSN"]);
    }
}

#[test]
fn a_duty_is_the_clients_the_partners_or_of_both() {
    let delivery = Delivery::make(&options(1600));
    let with_partner = |row: &&Row| row["PRTNR"] != "999999999";
    let couples: BTreeSet<&str> =
        delivery.rows("UITKERINGEN").iter().filter(with_partner).map(|row| row["DOSSIERNR"].as_str()).collect();
    let mut pairs = BTreeSet::new();
    for row in delivery.rows("VERPLICHTINGEN") {
        assert!(row["ONTH_CLT"] != "9" || row["ONTH_PRT"] != "9", "{row:?}");
        assert!(row["ONTH_PRT"] == "9" || couples.contains(row["DOSSIERNR"].as_str()), "{row:?}");
        pairs.insert((row["SRT_VERPL"].as_str(), row["ONTH_CLT"] == "9", row["ONTH_PRT"] == "9"));
    }
    assert!(pairs.contains(&("3", true, false)) && pairs.contains(&("3", false, true)), "{pairs:?}");
}

#[test]
fn files_are_utf_8_with_lf_and_without_a_mark_unless_untidy() {
    let marked =
        |delivery: &Delivery| delivery.bytes.values().filter(|bytes| bytes.starts_with(b"\xEF\xBB\xBF")).count();
    let tidy = Delivery::make(&options(60));
    assert!(!tidy.bytes.values().any(|bytes| bytes.contains(&b'\r')));
    assert!(!std::str::from_utf8(&tidy.bytes["PERSONEN.txt"]).expect("UTF-8").is_ascii());
    let untidy = Delivery::make(&Options { mess: true, ..options(60) });
    assert_eq!((marked(&tidy), marked(&untidy)), (0, 2));
    assert!(untidy.bytes.values().any(|bytes| bytes.contains(&b'\r')));
}

#[test]
fn mess_changes_how_a_payment_is_written_and_not_what_it_is() {
    let payments = |mess| {
        let delivery = Delivery::make(&Options { mess, ..options(600) });
        let facts: Vec<_> = delivery
            .rows("BETALINGEN_2019")
            .iter()
            .map(|row| {
                let bsn = Bsn::parse_padded(&row["BSN_ONTV"]).expect("a valid number");
                let iban = Iban::parse(&row["IBAN"]).expect("a valid account");
                (bsn, iban, row["DAT_BET"].clone(), cents(&row["BEDRAG"]), row["STATUS_BET"].clone())
            })
            .collect();
        (facts, delivery.bytes)
    };
    let ((tidy, tidy_bytes), (untidy, untidy_bytes)) = (payments(false), payments(true));
    assert_eq!(tidy, untidy);
    assert_ne!(tidy_bytes, untidy_bytes);
}

#[test]
fn a_seed_decides_every_byte() {
    let options = Options { mess: true, ..options(300) };
    let bytes = |options: &Options| Delivery::make(options).bytes;
    assert_eq!(bytes(&options), bytes(&options));
    assert_ne!(bytes(&options), bytes(&Options { seed: 2, ..options.clone() }));
}

#[test]
fn another_cutover_moves_history_and_calendar() {
    let delivery = Delivery::make(&Options { cutover: date(2020, 7, 1), ..options(60) });
    let days: Vec<&str> = delivery.rows("KALENDER").iter().map(|row| row["DAT_BET"].as_str()).collect();
    assert_eq!(days[11..15], ["20200629", "20200728", "20200828", "20200928"]);
    let newest = delivery.rows("BETALINGEN_2020").iter().map(|row| row["BETR_MND"].as_str()).max();
    assert_eq!(newest, Some("202006"));
    assert!(delivery.rows("VAKANTIEGELD").iter().all(|row| row["DAT_OPB_EIND"] == "20200630"));
}
