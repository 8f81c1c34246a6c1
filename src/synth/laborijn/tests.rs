//! Re-adds whole deliveries from their files alone: what must hold for a transfer of them to be proven.

mod delivery;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;

use super::Options;
use crate::domain::{Bsn, Date, Iban, MunicipalityCode, Total, calendar};
use delivery::{Delivery, Due, cents, day, in_force, is_due, open};

const WINDOW: [Date; 3] = [date(2021, 1, 29), date(2021, 2, 26), date(2021, 3, 31)];
const EVE: Date = date(2020, 12, 31);

#[test]
fn totals_lines_and_control_file_add_up() {
    for mess in [false, true] {
        let delivery = Delivery::make(&Options { households: 400, months: 14, mess, ..Options::default() });
        let mut named = BTreeSet::new();
        for control in delivery.rows("levering.csv") {
            let table = &delivery.tables[&control["Bestand"]];
            named.insert(control["Bestand"].clone());
            assert_eq!(control["Aantal"], table.rows.len().to_string());
            assert_eq!(table.totals[..2], ["TOTAAL".to_owned(), control["Aantal"].clone()]);
            if control["Kolom"].is_empty() {
                continue;
            }
            let mut sum = Total::default();
            for row in &table.rows {
                sum.add(cents(&row[&control["Kolom"]]));
            }
            let place = table.headings.iter().position(|heading| *heading == control["Kolom"]).expect("the column");
            assert_eq!((&control["Controletotaal"], &table.totals[place]), (&sum.to_string(), &sum.to_string()));
        }
        named.insert("levering.csv".to_owned());
        assert_eq!(named, delivery.tables.keys().cloned().collect());
    }
}

#[test]
fn what_was_paid_last_is_what_the_components_yield_after_the_cutover() {
    for mess in [false, true] {
        let delivery = Delivery::make(&Options { households: 3000, mess, ..Options::default() });
        let (paid, dues) = (delivery.paid_in_december(), Due::of(&delivery));
        let (mut compared, mut halves_apart) = (0, 0);
        for case in delivery.rows("dossiers.csv") {
            let number = &case["Dossiernummer"];
            for date in WINDOW {
                let due = dues.on(case, date);
                let promised = paid.get(number).filter(|_| is_due(case, date)).cloned().unwrap_or_default();
                assert_eq!(promised, due, "{number} on {date}");
                compared += due.len();
                let amounts: Vec<i64> = due.into_values().collect();
                halves_apart += usize::from(amounts.len() == 2 && (amounts[0] - amounts[1]).abs() == 1);
            }
            if case["Geblokkeerd"] == "J" || open(&case["Einddatum"]).is_some_and(|end| end < EVE) {
                assert!(!paid.contains_key(number), "{number} is paid though blocked or ended");
            }
        }
        assert!(compared > 8000, "{compared}");
        assert!(halves_apart > 0, "an odd cent occurs");
    }
}

#[test]
fn every_number_is_valid_and_names_one_person() {
    let delivery = Delivery::make(&Options { households: 3000, ..Options::default() });
    let (mut persons, mut twice) = (BTreeMap::new(), 0);
    for client in delivery.rows("clienten.csv") {
        let bsn = Bsn::parse(&client["BSN"]).expect("a valid number");
        assert!(!bsn.is_test_person());
        let facts = (client["Achternaam"].clone(), client["Geboortedatum"].clone(), client["Gemeentecode"].clone());
        if let Some(known) = persons.insert(bsn, facts.clone()) {
            assert_eq!(known, facts);
            twice += 1;
        }
        MunicipalityCode::parse(&client["Gemeentecode"]).expect("a code");
    }
    assert!(twice > 0, "somebody has two client numbers");
    for payment in delivery.rows("betalingen_2020.csv") {
        assert!(persons.contains_key(&Bsn::parse(&payment["BSN"]).expect("a valid number")));
        Iban::parse(&payment["IBAN"]).expect("a valid account");
    }
}

#[test]
fn households_have_one_case_each_and_so_many_leave() {
    let delivery = Delivery::make(&Options { seed: 7, ..Options::default() });
    assert_eq!(delivery.rows("dossiers.csv").len(), 2500);
    let leaving = delivery.rows("dossiers.csv").iter().filter(|case| case["Gemeentecode"] == "1509").count();
    assert_eq!((leaving, delivery.tally.leaving), (400, 400));
    let places: BTreeMap<_, _> =
        delivery.rows("clienten.csv").iter().map(|client| (&client["Clientnummer"], &client["Gemeentecode"])).collect();
    for case in delivery.rows("dossiers.csv") {
        assert_eq!(places[&case["Clientnummer"]], &case["Gemeentecode"]);
    }
}

#[test]
fn every_running_case_has_one_title_under_its_own_law() {
    let delivery = Delivery::make(&Options { households: 2000, ..Options::default() });
    let decisions = delivery.by_case("beschikkingen.csv");
    for case in delivery.rows("dossiers.csv") {
        let law = if case["Regeling"].starts_with("BB_") { "PW" } else { case["Regeling"].as_str() };
        for day in WINDOW.into_iter().filter(|day| is_due(case, *day)) {
            let titles = decisions[&case["Dossiernummer"]].iter().filter(|decision| {
                ["TOEKENNING", "WIJZIGING", "VOORTZETTING"].contains(&decision["Soort"].as_str())
                    && decision["Wet"] == law
                    && in_force(decision, "Geldig van", "Geldig tot", day)
            });
            assert_eq!(titles.count(), 1, "{case:?}");
        }
    }
}

#[test]
fn holiday_allowance_stands_reserved_exactly_where_it_is_set_aside() {
    let delivery = Delivery::make(&Options { households: 2000, ..Options::default() });
    let (lines, reserves) = (delivery.by_case("componenten.csv"), delivery.by_case("vakantiegeld.csv"));
    for case in delivery.rows("dossiers.csv") {
        let number = &case["Dossiernummer"];
        let line = lines[number]
            .iter()
            .find(|line| line["Componentcode"] == "VT_RESERVERING" && in_force(line, "Van", "Tot", EVE));
        assert_eq!(line.is_some(), reserves.contains_key(number), "{number}");
        if let (Some(line), true) = (line, day(&case["Ingangsdatum"]) < date(2020, 6, 1)) {
            assert_eq!(cents(&reserves[number][0]["Bedrag"]).cents(), 7 * cents(&line["Bedrag"]).cents());
        }
    }
}

#[test]
fn a_running_debt_is_deducted_and_a_settled_one_is_not() {
    let delivery = Delivery::make(&Options { households: 3000, ..Options::default() });
    let (lines, debts) = (delivery.by_case("componenten.csv"), delivery.by_case("vorderingen.csv"));
    for (case, lines) in &lines {
        let deducted: Vec<i64> = lines
            .iter()
            .filter(|line| line["Omschrijving"] == "Aflossing vordering" && in_force(line, "Van", "Tot", EVE))
            .map(|line| cents(&line["Bedrag"]).cents())
            .collect();
        let due: Vec<i64> = debts
            .get(case)
            .into_iter()
            .flatten()
            .filter(|debt| debt["Status"] == "51")
            .map(|debt| cents(&debt["Aflossing per maand"]).cents())
            .collect();
        assert_eq!(deducted, due, "{case}");
    }
    assert!(delivery.rows("vorderingen.csv").iter().any(|debt| debt["Status"] == "54" && debt["Saldo"] == "0,00"));
}

#[test]
fn nobody_is_deceased_while_a_case_of_theirs_runs() {
    let delivery = Delivery::make(&Options { households: 5000, ..Options::default() });
    let deceased: BTreeSet<&String> = delivery
        .rows("clienten.csv")
        .iter()
        .filter(|client| !client["Overlijdensdatum"].is_empty())
        .map(|client| &client["Clientnummer"])
        .collect();
    assert!(!deceased.is_empty());
    for case in delivery.rows("dossiers.csv") {
        let dead = deceased.contains(&case["Clientnummer"]) || deceased.contains(&case["Partnernummer"]);
        assert!(!dead || open(&case["Einddatum"]).is_some(), "{case:?}");
    }
}

#[test]
fn regular_payments_are_made_on_the_last_banking_day_to_a_payee_of_the_case() {
    let delivery = Delivery::make(&Options { households: 2000, months: 24, ..Options::default() });
    let payees = delivery.by_case("begunstigden.csv");
    let mut returned = 0;
    for file in ["betalingen_2019.csv", "betalingen_2020.csv"] {
        for payment in delivery.rows(file) {
            let paid = day(&payment["Betaaldatum"]);
            assert!(calendar::is_banking_day(paid) && paid <= EVE, "{payment:?}");
            assert!(payment["Rechtmaand"].ends_with(&file[11..15]));
            assert!(payees[&payment["Dossiernummer"]].iter().any(|payee| payee["IBAN"] == payment["IBAN"]));
            returned += usize::from(payment["Status"] == "RETOUR");
            assert!(payment["Soort"] != "CORRECTIE" || payment["Rechtmaand"] != "12-2020");
        }
    }
    assert!(returned > 0, "a payment came back");
}

#[test]
fn a_seed_decides_every_byte() {
    let options = Options { households: 300, mess: true, ..Options::default() };
    let bytes = |options: &Options| Delivery::make(options).bytes;
    assert_eq!(bytes(&options), bytes(&options));
    assert_ne!(bytes(&options), bytes(&Options { seed: 2, ..options.clone() }));
}

#[test]
fn mess_changes_how_a_payment_is_written_and_not_what_it_is() {
    let payments = |mess| {
        let delivery = Delivery::make(&Options { households: 600, mess, ..Options::default() });
        let facts: Vec<_> = delivery
            .rows("betalingen_2020.csv")
            .iter()
            .map(|row| {
                let bsn = Bsn::parse_padded(&row["BSN"]).expect("a valid number");
                let iban = Iban::parse(&row["IBAN"]).expect("a valid account");
                (bsn, iban, day(&row["Betaaldatum"]), cents(&row["Bedrag"]), row["Status"].clone())
            })
            .collect();
        (facts, delivery.bytes)
    };
    let ((tidy, tidy_bytes), (untidy, untidy_bytes)) = (payments(false), payments(true));
    assert_eq!(tidy, untidy);
    assert_ne!(tidy_bytes, untidy_bytes);
}

#[test]
fn files_with_names_cannot_be_taken_for_utf_8() {
    let delivery = Delivery::make(&Options { households: 10, ..Options::default() });
    for file in ["clienten.csv", "begunstigden.csv", "betalingen_2020.csv"] {
        assert!(std::str::from_utf8(&delivery.bytes[file]).is_err(), "{file}");
    }
}

#[test]
fn the_calendar_tells_the_year_after_the_cutover() {
    let delivery = Delivery::make(&Options { households: 10, months: 3, ..Options::default() });
    let rows = delivery.rows("betaalkalender.csv");
    assert_eq!(rows.len(), 3 + 12 + 1);
    let dates: Vec<&str> = rows[3..6].iter().map(|row| row["Betaaldatum"].as_str()).collect();
    assert_eq!(dates, ["29-01-2021", "26-02-2021", "31-03-2021"]);
    assert_eq!((&rows[15]["Rechtmaand"], &rows[15]["Soort"]), (&"05-2021".to_owned(), &"VAKANTIEGELD".to_owned()));
}
