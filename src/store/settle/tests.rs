//! Rows of a small delivery, settled.

use super::*;
use crate::convert::sample::Sample;
use crate::store::sample::Stored;

fn rule(name: &str, on: &str, require: &str, severity: &str) -> String {
    format!(
        "\n[[rule]]\nname = \"{name}\"\non = \"{on}\"\nrequire = \"{require}\"\nseverity = \"{severity}\"\n\
         message = {{ nl = \"fout\", en = \"wrong\" }}\n"
    )
}

#[test]
fn a_clean_delivery_is_left_as_it_is() {
    let stored = Stored::settle(&Sample::new());
    assert_eq!((stored.late(), stored.findings()), (vec![], vec![]));
    assert!(stored.digests_hold());
}

#[test]
fn the_second_row_of_a_key_is_rejected_with_everything_made_of_it() {
    let sample = Sample::new().deliver("betalingen", &["p1;1;111222333;P;11-2020;30-11-2020;1,00;NL91ABNA0417164300"]);
    let stored = Stored::settle(&sample);
    assert_eq!(stored.late(), ["betalingen:5 OV0210 after loading: an earlier row has the same betaalnummer"]);
    assert_eq!(stored.ask("zutphen", "SELECT rechtmaand FROM betaling"), ["2020-12"]);
    assert!(stored.digests_hold());
}

#[test]
fn a_key_may_stand_in_two_destinations() {
    let sample = Sample::new().correct("beschikkingen", "b2;", "b1;");
    assert_eq!(Stored::settle(&sample).late(), Vec::<String>::new());
}

#[test]
fn a_row_that_breaks_a_rule_takes_all_that_depends_on_it_along() {
    let sample = Sample::new()
        .declare_more(&rule("lives", "persoon", "huisnummer > 1", "error"))
        .deliver("trajecten", &["t1;11;scholing"]);
    let stored = Stored::settle(&sample);
    assert_eq!(
        stored.late(),
        [
            "clienten:2 OV0213 after loading: lives: wrong",
            "dossiers:2 OV0209 after loading: the client that it belongs to was rejected",
            "beschikkingen:2 OV0209 after loading: the inkomensvoorziening that it belongs to was rejected",
            "componenten:2 OV0209 after loading: the inkomensvoorziening that it belongs to was rejected",
            "componenten:3 OV0209 after loading: the inkomensvoorziening that it belongs to was rejected",
            "begunstigden:2 OV0209 after loading: the inkomensvoorziening that it belongs to was rejected",
            "betalingen:2 OV0209 after loading: the persoon that it belongs to was rejected",
            "trajecten:3 OV0209 after loading: the client that it belongs to was rejected",
        ]
    );
    for table in ["persoon", "client", "inkomensvoorziening", "huishoudlid", "component", "betaling"] {
        assert_eq!(stored.ask("zutphen", &format!("SELECT count(*) || '' FROM {table}")), ["0"], "{table}");
    }
    assert_eq!(stored.ask("partner", "SELECT count(*) || '' FROM reintegratievoorziening"), ["0"]);
    assert_eq!(stored.ask("lochem", "SELECT count(*) || '' FROM betaling"), ["1"]);
    assert!(stored.digests_hold());
}

#[test]
fn a_merged_person_whose_first_row_is_rejected_takes_the_other_numbers_along() {
    let sample = Sample::new()
        .declare_more(&rule("known", "client", "clientnummer <> '11'", "error"))
        .deliver("clienten", &["21;111222333;Jansen;01-07-1958;M;1;N"])
        .deliver("dossiers", &["5;21;;PW;01-01-2018;;N;0301"]);
    let stored = Stored::settle(&sample);
    let late = stored.late();
    assert!(late.contains(&"clienten:2 OV0213 after loading: known: wrong".to_owned()), "{late:?}");
    assert!(
        late.contains(&"clienten:5 OV0209 after loading: the persoon that it belongs to was rejected".to_owned()),
        "{late:?}"
    );
    assert!(stored.digests_hold());
}

#[test]
fn a_rule_that_warns_says_so_of_rows_that_stay_and_of_no_others() {
    let sample = Sample::new()
        .declare_more(&rule("amount", "component", "bedrag_cent > 100000", "warning"))
        .declare_more(&rule("open", "inkomensvoorziening", "dossiernummer <> '2'", "error"));
    let stored = Stored::settle(&sample);
    let found = ["OV0214 2 amount: wrong", "OV0214 3 amount: wrong"];
    assert_eq!(stored.findings(), found);
    assert_eq!(stored.ask("zutphen", "SELECT count(*) || '' FROM component"), ["2"]);
}

#[test]
fn a_predicate_that_yields_nothing_is_not_met() {
    let sample = Sample::new().declare_more(&rule("ends", "inkomensvoorziening", "einddatum > '2020'", "error"));
    let late = Stored::settle(&sample).late();
    assert!(late[0].starts_with("dossiers:2 OV0213") && late[1].starts_with("dossiers:3 OV0213"), "{late:?}");
}

#[test]
fn a_rule_that_fails_on_the_rows_names_itself() {
    let sample = Sample::new().declare_more(&rule("sum", "component", "abs(-9223372036854775807 - 1) > 0", "error"));
    let mut stored = Stored::load(&sample);
    let Stored { mapping, targets, evidence, loaded, .. } = &mut stored;
    let error = settle(mapping, targets, evidence, loaded, &BTreeMap::new(), &|_| {}).expect_err("it overflows");
    assert_eq!(error.to_string(), "the rule \"sum\" cannot be run: integer overflow");
}

#[test]
fn a_partner_has_the_persons_of_its_programmes_and_no_others() {
    let sample = Sample::new().correct("dossiers", "0262", "0301");
    let stored = Stored::settle(&sample);
    assert_eq!(stored.ask("partner", "SELECT clientnummer FROM persoon"), ["12"]);
    let tables = stored.ask("partner", "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1");
    assert_eq!(tables, ["persoon", "reintegratievoorziening"]);
}

#[test]
fn a_key_that_stands_in_two_municipalities_is_refused_where_one_partner_would_have_it_twice() {
    let twice = || Sample::new().deliver("trajecten", &["t2;11;stage"]);
    assert_eq!(Stored::settle(&twice()).late(), Vec::<String>::new());
    let of_both = twice().declare("of      = \"zutphen\"", "of      = [\"zutphen\", \"lochem\"]");
    let stored = Stored::settle(&of_both);
    assert_eq!(stored.late(), ["trajecten:3 OV0210 after loading: an earlier row has the same trajectnummer"]);
    assert_eq!(stored.ask("partner", "SELECT client FROM reintegratievoorziening"), ["12"]);
    assert_eq!(stored.ask("zutphen", "SELECT client FROM reintegratievoorziening"), Vec::<String>::new());
}

#[test]
fn a_reference_that_may_be_empty_keeps_nobody_else_with_a_partner() {
    let inkomsten = "\n[[map]]\nfrom = \"trajecten\"\nto = \"inkomsten\"\n\
        [map.columns]\ninkomensvoorziening = \"Wat\"\nclient = { column = \"Client\", empty = [\"12\"] }\n\
        bedrag_cent = { constant = \"1\" }\n";
    let sample = Sample::new()
        .declare("\"reintegratievoorziening\"]", "\"inkomsten\", \"client\"]")
        .declare("[\"persoon.bsn\"]", "[\"persoon.bsn\", \"client.persoon\"]")
        .declare_more(inkomsten)
        .correct("dossiers", "0262", "0301")
        .correct("trajecten", "t2;12;scholing", "t2;12;2");
    let stored = Stored::settle(&sample);
    assert_eq!(stored.ask("partner", "SELECT count(*) || '' FROM inkomsten"), ["1"]);
    for table in ["client", "persoon"] {
        assert_eq!(stored.ask("partner", &format!("SELECT count(*) || '' FROM {table}")), ["0"], "{table}");
    }
}
