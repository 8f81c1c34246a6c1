//! Rows of a small delivery, put into its targets.

use super::*;
use crate::convert::sample::Sample;
use crate::store::sample::Stored;

const PERSONS: &str = "SELECT concat_ws(' ', bsn, clientnummer, geslachtsnaam, geboortedatum, huisnummer, \
    indicatie_geheim) FROM persoon ORDER BY id";

/// Two numbers of one person, both with a case in Zutphen.
fn twice(first: &str, second: &str) -> Sample {
    Sample::new()
        .correct("clienten", "11;111222333;Jansen;00-07-1958;M;1;N", &format!("11;111222333;{first}"))
        .deliver("clienten", &[&format!("21;111222333;{second}")])
        .deliver("dossiers", &["5;21;;PW;01-01-2018;;N;0301"])
}

#[test]
fn a_clean_delivery_stands_in_its_targets() {
    let stored = Stored::load(&Sample::new());
    assert_eq!(stored.ask("zutphen", PERSONS), ["111222333 11 Jansen 1958-07-00 1 0"]);
    assert_eq!(stored.ask("lochem", PERSONS), ["123456782 12 Smit 1970-02-01 2 1"]);
    assert_eq!(stored.ask("zutphen", "SELECT kenmerk FROM beschikking"), ["b1"]);
    assert_eq!(stored.ask("lochem", "SELECT datum FROM betaalkalender ORDER BY id"), ["2020-12-31", "2021-01-29"]);
    assert_eq!((stored.findings(), stored.late()), (vec![], vec![]));
    assert!(stored.digests_hold());
}

#[test]
fn rows_about_one_person_are_merged_and_fill_what_was_empty() {
    let stored = Stored::load(&twice(";;M;;N", "Jansen;01-07-1958;M;1;N"));
    assert_eq!(stored.ask("zutphen", PERSONS), ["111222333 11 Jansen 1958-07-01 1 0"]);
    assert_eq!(stored.ask("zutphen", "SELECT clientnummer FROM client ORDER BY id"), ["11", "21"]);
    assert_eq!((stored.count("clienten", Fate::Loaded), stored.count("clienten", Fate::Merged)), (2, 1));
    assert_eq!(stored.findings(), Vec::<String>::new());
    assert_eq!(stored.evidence("SELECT concat_ws(' ', line, destination, into_line) FROM merged"), ["5 zutphen 2"]);
    assert!(stored.digests_hold());
}

#[test]
fn rows_about_one_person_that_differ_are_found_by_heading() {
    let stored = Stored::load(&twice("Jansen;01-07-1958;M;1;N", "Janssen;01-07-1957;M;1;N"));
    assert_eq!(
        stored.findings(),
        [
            "OV0216 5 Naam geslachtsnaam differs from an earlier row about the person; the first is kept",
            "OV0215 5 Geboren geboortedatum differs from an earlier row about the person; the first is kept",
        ]
    );
    assert_eq!(stored.ask("zutphen", PERSONS), ["111222333 11 Jansen 1958-07-01 1 0"]);
    assert!(stored.digests_hold());
}

#[test]
fn secrecy_survives_whichever_row_tells_of_it() {
    for (first, second) in [("J", "N"), ("N", "J")] {
        let stored = Stored::load(&twice(&format!("Jansen;;M;1;{first}"), &format!("Jansen;;M;1;{second}")));
        assert_eq!(stored.ask("zutphen", "SELECT indicatie_geheim || '' FROM persoon"), ["1"]);
        assert_eq!(
            stored.findings(),
            ["OV0205 5 Geheim indicatie_geheim differs from an earlier row about the person; it is taken for secret"]
        );
        assert!(stored.digests_hold());
    }
}

#[test]
fn a_person_is_merged_where_they_are_known_and_new_elsewhere_and_a_difference_is_found_once() {
    let sample = twice("Jansen;;M;1;N", "Janssen;;M;1;N")
        .deliver("dossiers", &["6;21;;PW;01-01-2018;;N;0262", "7;11;;PW;01-01-2018;;N;0262"]);
    let stored = Stored::load(&sample);
    assert_eq!(stored.ask("lochem", PERSONS), ["111222333 11 Jansen 1 0", "123456782 12 Smit 1970-02-01 2 1"]);
    assert_eq!(stored.findings().len(), 1);
    assert_eq!(stored.evidence("SELECT destination FROM merged ORDER BY 1"), ["lochem", "zutphen"]);

    let sample = twice("Jansen;;M;1;N", "Janssen;;M;1;N").deliver("dossiers", &["6;21;;PW;01-01-2018;;N;0262"]);
    let stored = Stored::load(&sample);
    assert_eq!(stored.ask("lochem", PERSONS)[1], "111222333 21 Janssen 1 0");
    assert_eq!((stored.count("clienten", Fate::Loaded), stored.count("clienten", Fate::Merged)), (2, 1));
    assert!(stored.digests_hold());
}

#[test]
fn maps_of_one_row_merge_with_each_other() {
    let partner = "\n[[map]]\nfrom = \"dossiers\"\nto = \"persoon\"\nmerge-on = \"bsn\"\n\
        where = { Partner = { is = \"present\" } }\nbecause = \"none\"\n\
        [map.columns]\nbsn = \"Partner\"\nclientnummer = \"Partner\"\nindicatie_geheim = { constant = false }\n";
    let sample = Sample::new().declare_more(partner).correct("dossiers", "1;11;;", "1;11;111222333;");
    let sample = sample.deliver("clienten", &["111222333;111222333;Jansen;;M;1;N"]);
    let stored = Stored::load(&sample);
    assert_eq!(stored.ask("zutphen", PERSONS), ["111222333 11 Jansen 1958-07-00 1 0"]);
    assert!(stored.digests_hold());
}

#[test]
fn a_key_that_an_earlier_row_has_is_refused_in_the_same_destination_alone() {
    let sample = Sample::new().deliver("clienten", &["11;900038937;Bos;;V;4;N"]);
    let stored = Stored::load(&sample);
    assert_eq!(stored.late(), ["clienten:5 OV0210 before loading: an earlier row has the same clientnummer"]);
    assert_eq!(stored.count("clienten", Fate::Loaded), 2);
    assert!(stored.digests_hold());
}

#[test]
fn what_hangs_on_a_refused_row_is_refused() {
    let sample = Sample::new().correct("clienten", "111222333", "111222334");
    let stored = Stored::load(&sample);
    assert_eq!(stored.ask("zutphen", "SELECT dossiernummer FROM inkomensvoorziening"), Vec::<String>::new());
    let found = stored.evidence("SELECT f.code || ' ' || f.message FROM finding f WHERE f.file = 2");
    assert_eq!(found, ["OV0209 the client that it belongs to was rejected"]);
    let codes = stored.evidence("SELECT DISTINCT code FROM rejected ORDER BY 1");
    assert_eq!(codes, ["OV0202", "OV0209"]);
    assert!(stored.digests_hold());
}

#[test]
fn a_partner_of_two_municipalities_has_the_rows_of_both_and_a_row_for_both_once() {
    let sample = Sample::new()
        .declare("of      = \"zutphen\"", "of      = [\"zutphen\", \"lochem\"]")
        .deliver("dossiers", &["5;12;;PW;01-01-2018;;N;0301"])
        .deliver("trajecten", &["t1;11;stage"]);
    let stored = Stored::settle(&sample);
    let lines = "SELECT trajectnummer || ' ' || client FROM reintegratievoorziening ORDER BY 1";
    assert_eq!(stored.ask("zutphen", lines), ["t1 11", "t2 12"]);
    assert_eq!(stored.ask("lochem", lines), ["t2 12"]);
    assert_eq!(stored.ask("partner", lines), ["t1 11", "t2 12"]);
    assert_eq!(stored.ask("partner", "SELECT clientnummer FROM persoon ORDER BY id"), ["11", "12"]);
}

#[test]
fn a_partner_without_the_number_that_persons_are_merged_on_has_every_row() {
    let stored = Stored::load(&twice("Jansen;;M;1;N", "Jansen;;M;1;N"));
    assert_eq!(stored.ask("partner", "SELECT clientnummer FROM persoon ORDER BY id"), ["11", "21"]);
}
