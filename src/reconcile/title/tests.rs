//! One case's decisions, and what they are a ground for.

use super::*;
use crate::store::case::Decision;

fn case(regeling: &str, soort: &str, wet: &str, from: &str, to: Option<&str>) -> CaseRecord {
    let order = |date: &str| Order {
        recipient: "111222333".to_owned(),
        volgnummer: 1,
        soort_begunstigde: "client".to_owned(),
        naam: None,
        iban: "NL91ABNA0417164300".to_owned(),
        month: date[..7].to_owned(),
        date: date.to_owned(),
        cents: 1,
    };
    let (from, to) = (from.to_owned(), to.map(str::to_owned));
    CaseRecord {
        regeling: regeling.to_owned(),
        decisions: vec![Decision { soort: soort.to_owned(), wet: wet.to_owned(), from, to }],
        orders: ["2021-01-29", "2021-02-26"].into_iter().map(order).collect(),
        ..CaseRecord::default()
    }
}

#[test]
fn a_granting_decision_under_the_law_of_the_scheme_is_a_ground() {
    let table = [
        ("PW", "toekenning", "PW", true),
        ("PW", "wijziging", "PW", true),
        ("PW", "voortzetting", "PW", true),
        ("PW", "beeindiging", "PW", false),
        ("PW", "opschorting", "PW", false),
        ("PW", "afwijzing", "PW", false),
        ("PW", "intrekking", "PW", false),
        ("PW", "toekenning", "IOAW", false),
        ("IOAW", "toekenning", "IOAW", true),
        ("IOAZ", "toekenning", "IOAW", false),
        ("BBZ", "toekenning", "BBZ", true),
        ("BBZ", "toekenning", "PW", false),
        ("TOZO", "toekenning", "TOZO", true),
        ("BB_PER", "toekenning", "PW", true),
        ("BB_EEN", "toekenning", "PW", true),
        ("BB_PER", "toekenning", "BBZ", false),
    ];
    for (regeling, soort, wet, granted) in table {
        let case = case(regeling, soort, wet, "2019-01-01", None);
        assert_eq!(untitled(&case).count(), if granted { 0 } else { 2 }, "{soort} under {wet} for {regeling}");
    }
}

#[test]
fn a_decision_is_a_ground_from_its_first_to_its_last_day() {
    let table: [(&str, Option<&str>, &[&str]); 6] = [
        ("2021-01-29", None, &[]),
        ("2021-01-30", None, &["2021-01-29"]),
        ("2019-01-01", Some("2021-02-26"), &[]),
        ("2019-01-01", Some("2021-02-25"), &["2021-02-26"]),
        ("2019-01-01", Some("2020-12-31"), &["2021-01-29", "2021-02-26"]),
        ("2021-01-29", Some("2021-01-29"), &["2021-02-26"]),
    ];
    for (from, to, expected) in table {
        let case = case("PW", "toekenning", "PW", from, to);
        let dates: Vec<&str> = untitled(&case).map(|order| order.date.as_str()).collect();
        assert_eq!(dates, expected, "{from} to {to:?}");
    }
}

#[test]
fn one_ground_among_other_decisions_is_enough() {
    let mut case = case("PW", "beeindiging", "PW", "2021-01-01", None);
    case.decisions.extend(super::tests::case("PW", "toekenning", "PW", "2019-01-01", None).decisions);
    assert_eq!(untitled(&case).count(), 0);
    case.decisions.clear();
    assert_eq!(untitled(&case).count(), 2);
}
