//! Reads whole workbooks back: what must hold for a transfer of them to be proven.

mod workbook;

use std::collections::{BTreeMap, BTreeSet};

use super::{Options, options};
use workbook::{Book, Row, sum};

const AMOUNTS: [(&str, &[&str]); 7] = [
    ("Opbouw", &["Basisnorm", "Toeslagen", "Bijzondere bijstand", "Inkomsten", "Reservering VT", "Inhoudingen"]),
    ("Opbouw", &["Uit te betalen", "Doorbetaald", "Ter informatie"]),
    ("Rekeningen", &["Vast bedrag"]),
    ("Betalingen", &["Bedrag"]),
    ("Vakantietoeslag", &["Gereserveerd"]),
    ("Vorderingen", &["Hoofdsom", "Openstaand", "Per maand"]),
    ("Beslag", &["Per maand", "Beslagvrije voet"]),
];

fn made(households: u32, mess: bool) -> Book {
    Book::make(&Options { households, mess, ..options() })
}

#[test]
fn totals_rows_add_up() {
    for mess in [false, true] {
        let book = made(300, mess);
        for (name, sheet) in &book.sheets {
            if name == "Toelichting" {
                continue;
            }
            assert_eq!(sheet.totals[..2], ["Totaal".to_owned(), sheet.rows.len().to_string()], "{name}");
        }
        for (name, headings) in AMOUNTS {
            let sheet = &book.sheets[name];
            for heading in headings {
                let found = sum(sheet.rows.iter().map(|row| row[*heading].as_str()));
                assert_eq!(sum([sheet.total(heading)]), found, "{name} {heading}");
            }
        }
        assert_eq!(book.tally.rows, book.data().map(|(_, sheet)| sheet.rows.len() as u64).sum::<u64>());
    }
}

#[test]
fn what_was_paid_last_is_what_the_row_in_force_comes_to() {
    let book = made(600, false);
    let mut paid: BTreeMap<&str, i64> = BTreeMap::new();
    for row in book.rows("Betalingen") {
        if row["Periode"] == "201812" && row["Soort"] == "uitkering" && row["Retour"] == "false" {
            *paid.entry(&row["Zaaknr"]).or_default() += sum([row["Bedrag"].as_str()]);
        }
    }
    let open = |row: &&Row| row["T/m"].is_empty() || row["T/m"] == "9999-12-31";
    let mut compared = 0;
    for case in book.rows("Uitkeringen").iter().filter(|case| case["Geblokkeerd"] == "false") {
        let Some(row) = book.rows("Opbouw").iter().filter(open).find(|row| row["Zaaknr"] == case["Zaaknr"]) else {
            continue;
        };
        let adds = ["Basisnorm", "Toeslagen", "Bijzondere bijstand"].map(|heading| row[heading].as_str());
        let takes = ["Inkomsten", "Reservering VT", "Inhoudingen"].map(|heading| row[heading].as_str());
        assert_eq!(sum([row["Uit te betalen"].as_str()]), sum(adds) - sum(takes), "{row:?}");
        let due = sum([row["Uit te betalen"].as_str()]);
        assert_eq!(paid.get(case["Zaaknr"].as_str()), Some(&due), "{row:?}");
        compared += 1;
    }
    assert!(compared > 500, "{compared}");
}

#[test]
fn care_and_local_schemes_are_for_zutphen_alone() {
    for mess in [false, true] {
        let book = made(400, mess);
        let mut zutphen = BTreeSet::new();
        for case in book.rows("Uitkeringen") {
            let place = case.get("Gemeente").unwrap_or_else(|| &case["Gem."]);
            if ["301", "291", "0301", "0291"].contains(&place.as_str()) {
                zutphen.extend([case["Persoonsnr"].as_str(), case["Persoonsnr partner"].as_str()]);
            }
        }
        for sheet in ["Wmo", "Minima"] {
            assert!(book.rows(sheet).len() > 20);
            assert!(book.rows(sheet).iter().all(|row| zutphen.contains(row["Persoonsnr"].as_str())));
        }
    }
}

#[test]
fn everyone_is_paid_on_the_23rd_or_the_banking_day_before() {
    let dates = |kind: &str| {
        let book = made(60, false);
        let rows = book.rows("Betaalkalender").iter().filter(|row| row["Soort"] == kind);
        rows.map(|row| row["Betaaldatum"].clone()).collect::<Vec<_>>()
    };
    let regular = dates("uitkering");
    assert_eq!(regular[11..15], ["2018-12-21", "2019-01-23", "2019-02-22", "2019-03-22"]);
    assert_eq!(dates("vakantietoeslag"), ["2019-05-23"]);
}

#[test]
fn the_number_of_a_case_stands_once_over_its_rows() {
    let book = made(200, false);
    for name in ["Verplichtingen", "Rekeningen"] {
        let sheet = &book.sheets[name];
        let numbers: Vec<&str> =
            sheet.rows.iter().map(|row| row["Zaaknr"].as_str()).filter(|number| !number.is_empty()).collect();
        assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), numbers.len(), "{name}");
        let covered = sheet.merged.iter().filter(|(first, ..)| *first >= sheet.first);
        let covered: u32 = covered.map(|(first, last)| last - first).sum();
        assert_eq!(numbers.len() + covered as usize, sheet.rows.len(), "{name}");
    }
}

#[test]
fn an_untidy_workbook_hides_a_sheet_and_says_the_same() {
    let (tidy, untidy) = (made(200, false), made(200, true));
    assert_eq!(tidy.hidden, 0);
    assert_eq!(untidy.hidden, 1);
    for (name, sheet) in tidy.data() {
        assert_eq!(sheet.rows.len(), untidy.rows(name).len(), "{name}");
    }
    let paid = |book: &Book| sum(book.rows("Betalingen").iter().map(|row| row["Bedrag"].as_str()));
    assert_eq!(paid(&tidy), paid(&untidy));
}

#[test]
fn the_same_options_give_the_same_bytes() {
    for mess in [false, true] {
        assert!(made(30, mess).bytes == made(30, mess).bytes);
    }
}
