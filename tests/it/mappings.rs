//! Mappings that are wrong in one place: each ends not proven, and by the proof that should see it.

mod het_plein;
mod sdoa;
mod tuc;

use crate::kit::{Delivery, Mapping, Outcome, clean};

/// Where a text is replaced: in the map from one table to another, in a file, or anywhere in `mapping.toml`.
#[derive(Clone, Copy, Debug)]
enum At {
    Map(&'static str, &'static str),
    File(&'static str),
}

const MAPPING: At = At::File("mapping.toml");

/// A wrong mapping: where, what stands there, what is put in its place, and the proofs that fail.
type Wrong = (At, &'static str, &'static str, &'static [&'static str]);

fn spoil(mapping: Mapping, at: At, old: &str, new: &str) -> Mapping {
    match at {
        At::Map(from, to) => mapping.replace_in(from, to, old, new),
        At::File(file) => mapping.replace(file, old, new),
    }
}

fn run_with(changes: &[(At, &str, &str)]) -> Outcome {
    let mapping = changes.iter().fold(Mapping::copy(), |mapping, (at, old, new)| spoil(mapping, *at, old, new));
    mapping.run(Delivery::copy().folder())
}

/// Runs each wrong mapping, and asserts which proofs see it.
fn assert_seen(wrong: &[Wrong]) {
    for (at, old, new, failed) in wrong {
        let run = run_with(&[(*at, old, new)]);
        assert_eq!((run.code, run.failed()), (1, failed.to_vec()), "{at:?}: {new}\n{}", run.stdout);
    }
}

#[test]
fn the_shipped_mapping_is_proven_as_a_copy() {
    assert_eq!(run_with(&[]).summary, clean().summary);
}

#[test]
fn completeness_sees_rows_that_do_not_arrive() {
    let components = At::Map("componenten", "component");
    let filter = "where    = { Soort = [\"+\", \"-\"] }\nleft-out = { Soort = [\"=\", \"i\"] }\nbecause  = \"subtotals (=) repeat other lines, and informative lines (i) are paid by another way\"\n";
    assert_seen(&[
        (components, filter, "", &["completeness"]),
        (
            At::Map("beschikkingen", "beschikking"),
            "van          = \"Geldig van\"",
            "van          = \"Geldig tot\"",
            &["completeness", "title"],
        ),
        (components, "van                 = \"Van\"", "van                 = \"Tot\"", &["completeness", "continuity"]),
        (
            At::File("codes/soort_beschikking.csv"),
            "TOEKENNING,toekenning",
            "TOEGEKEND,toekenning",
            &["completeness", "title"],
        ),
        (
            MAPPING,
            "date      = \"dd-mm-yyyy\"",
            "date      = \"yyyymmdd\"",
            &["completeness", "partition", "fidelity", "continuity"],
        ),
    ]);
}

#[test]
fn partition_sees_cases_that_nobody_takes() {
    assert_seen(&[
        (
            MAPPING,
            "[\"1509\", \"0237\", \"0295\"]",
            "[\"1590\", \"0237\", \"0295\"]",
            &["completeness", "partition", "fidelity", "continuity"],
        ),
        (MAPPING, "[\"0222\", \"0197\"]", "[\"0222\"]", &["completeness", "partition", "fidelity", "continuity"]),
    ]);
}

#[test]
fn fidelity_sees_history_and_balances_that_differ() {
    let payments = At::Map("betalingen", "betaling");
    let debts = At::Map("vorderingen", "vordering");
    let some = "to           = \"betaling\"\nwhere = { Status = \"BETAALD\" }\nbecause = \"returned payments were not paid\"\n";
    assert_seen(&[
        (payments, "to           = \"betaling\"\n", some, &["partition", "fidelity"]),
        (
            debts,
            "saldo_cent                 = \"Saldo\"",
            "saldo_cent                 = \"Oorspronkelijk bedrag\"",
            &["completeness", "fidelity"],
        ),
        (
            debts,
            "_bedrag_cent = \"Oorspronkelijk bedrag\"",
            "_bedrag_cent = \"Aflossing per maand\"",
            &["completeness", "fidelity"],
        ),
        (
            At::Map("vorderingen", "aflossingsafspraak"),
            "bedrag_cent = \"Aflossing per maand\"",
            "bedrag_cent = \"Saldo\"",
            &["completeness", "fidelity"],
        ),
        (
            At::Map("vorderingen", "aflossingsafspraak"),
            "{ is = \"present\" }",
            "{ is = \"empty\" }",
            &["completeness", "fidelity"],
        ),
    ]);
    for (at, one, other) in [
        (At::Map("beslagen", "beslag"), "\"Bedrag\"", "\"Beslagvrije voet\""),
        (debts, "\"Oorspronkelijk bedrag\"", "\"Saldo\""),
    ] {
        let run = run_with(&[(at, one, "\"*\""), (at, other, one), (at, "\"*\"", other)]);
        assert_eq!((run.code, run.failed()), (1, vec!["fidelity"]), "{one} and {other}\n{}", run.stdout);
        assert!(run.figure("fidelity.balances.different") > 0);
    }
}

#[test]
fn title_sees_wrong_laws_and_kinds_of_decisions() {
    let all_but_these =
        "to   = \"verplichting\"\nwhere = { Soort = \"ARBEIDSPLICHT\" }\nbecause = \"the rest follows from the law\"\n";
    assert_seen(&[
        (At::File("codes/regeling.csv"), "PW,PW,", "PW,IOAW,", &["title"]),
        (At::File("codes/soort_beschikking.csv"), "TOEKENNING,toekenning", "TOEKENNING,opschorting", &["title"]),
        (
            At::Map("beschikkingen", "beschikking"),
            "geldig_tot          = { column = \"Geldig tot\", empty = [\"31-12-9999\"] }",
            "geldig_tot = \"Datum\"",
            &["completeness", "title"],
        ),
        (At::Map("verplichtingen", "verplichting"), "to   = \"verplichting\"\n", all_but_these, &["title"]),
    ]);
}

#[test]
fn continuity_sees_other_sums() {
    let components = At::Map("componenten", "component");
    assert_seen(&[
        (
            components,
            "\"+\" = \"credit\", \"-\" = \"debet\"",
            "\"+\" = \"credit\", \"-\" = \"credit\"",
            &["continuity"],
        ),
        (components, "\"+\" = \"credit\", \"-\" = \"debet\"", "\"+\" = \"debet\", \"-\" = \"credit\"", &["continuity"]),
        (
            components,
            "where    = { Soort = [\"+\", \"-\"] }",
            "where    = { Soort = [\"+\"] }",
            &["completeness", "continuity"],
        ),
        (
            components,
            "where    = { Soort = [\"+\", \"-\"] }\nleft-out = { Soort = [\"=\", \"i\"] }",
            "where    = { Soort = [\"+\"] }\nleft-out = { Soort = [\"-\", \"=\", \"i\"] }",
            &["continuity"],
        ),
        (components, "tot                 = { column = \"Tot\", empty = [\"31-12-9999\"] }\n", "", &["continuity"]),
        (At::File("codes/componentsoort.csv"), "NORM,norm,", "NORM,informatief,", &["continuity"]),
        (At::File("codes/componentsoort.csv"), "INKOMSTEN,inkomsten,", "INKOMSTEN,informatief,", &["continuity"]),
    ]);
    let run = run_with(&[
        (components, "where    = { Soort = [\"+\", \"-\"] }", "where    = { Soort = [\"+\", \"-\", \"=\"] }"),
        (components, "\"+\" = \"credit\",", "\"+\" = \"credit\", \"=\" = \"credit\","),
        (At::File("codes/componentsoort.csv"), "SUBTOTAAL,subtotaal", "SUBTOTAAL,toeslag"),
    ]);
    assert_eq!((run.code, run.failed()), (1, vec!["continuity"]), "{}", run.stdout);
    assert!(run.touched().iter().all(|(verdict, ..)| verdict == "excess") && run.touched().len() > 90);
}

#[test]
fn continuity_sees_other_payees_and_dates() {
    let payees = At::Map("begunstigden", "begunstigde");
    let some = "to   = \"begunstigde\"\nwhere = { Soort = [\"CLIENT\", \"PARTNER\", \"BEWIND\"] }\nbecause = \"rent is paid elsewhere\"\n";
    assert_seen(&[
        (payees, "to   = \"begunstigde\"\n", some, &["continuity"]),
        (payees, "REST = \"rest\", VAST = \"vast\"", "REST = \"rest\", VAST = \"rest\"", &["continuity"]),
        (payees, "REST = \"rest\", VAST = \"vast\"", "REST = \"vast\", VAST = \"rest\"", &["continuity"]),
        (payees, "tot                 = { column = \"Tot\", empty = [\"31-12-9999\"] }\n", "", &["continuity"]),
        (payees, "PARTNER = \"partner\"", "PARTNER = \"client\"", &["continuity"]),
        (payees, "iban                = \"IBAN\"", "iban                = \"Naam\"", &["completeness", "continuity"]),
        (
            At::Map("dossiers", "inkomensvoorziening"),
            "{ J = true, N = false }",
            "{ J = false, N = true }",
            &["continuity"],
        ),
        (
            At::Map("dossiers", "inkomensvoorziening"),
            "{ J = true, N = false }",
            "{ J = false, N = false }",
            &["continuity"],
        ),
        (
            At::Map("dossiers", "inkomensvoorziening"),
            "column = \"Einddatum\"",
            "column = \"Verwerkt tot en met\"",
            &["continuity"],
        ),
        (At::File("codes/soort_betaling.csv"), "PERIODIEK,periodiek", "PERIODIEK,eenmalig", &["continuity"]),
        (
            At::Map("dossiers", "inkomensvoorziening"),
            "client               = { column = \"Clientnummer\"",
            "client               = { column = \"Partnernummer\"",
            &["completeness", "partition", "fidelity", "continuity"],
        ),
    ]);
}

#[test]
fn continuity_sees_a_reserve_that_is_left_out() {
    let old = "to   = \"vakantiegeld_reservering\"\n";
    let new = "to   = \"vakantiegeld_reservering\"\nwhere = { \"Opgebouwd vanaf\" = \"01-06-2020\" }\nbecause = \"the rest began later\"\n";
    let run = run_with(&[(At::Map("vakantiegeld", "vakantiegeld_reservering"), old, new)]);
    assert_eq!((run.code, run.failed()), (1, vec!["continuity"]), "{}", run.stdout);
    assert!(run.figure("continuity.reserve.short") > 0);
    assert_eq!(run.touched(), []);
}

#[test]
fn wrong_units_and_marks_are_refused_before_anything_is_written() {
    let cent = "= { column = \"Bedrag\", unit = \"cent\" }";
    for (at, old, new, code, message) in [
        (At::Map("componenten", "component"), "= \"Bedrag\"", cent, 4, "componenten.csv:2 [Bedrag]"),
        (At::Map("betalingen", "betaling"), "= \"Bedrag\"", cent, 4, ".csv:2 [Bedrag]"),
        (At::Map("vakantiegeld", "vakantiegeld_reservering"), "= \"Bedrag\"", cent, 4, ".csv:2 [Bedrag]"),
        (MAPPING, "thousands = \".\"\n", "", 4, "is not an amount"),
        (
            MAPPING,
            "decimal   = \",\"\nthousands = \".\"",
            "decimal   = \".\"\nthousands = \",\"",
            4,
            "is not an amount",
        ),
        (MAPPING, "encoding  = \"windows-1252\"", "encoding  = \"utf-8\"", 4, "is not utf-8"),
        (MAPPING, "delimiter = \";\"", "delimiter = \",\"", 4, "is missing"),
        (MAPPING, "[\"0222\", \"0197\"]", "[\"0222\", \"0197\", \"1509\"]", 3, "OV0140"),
    ] {
        let run = run_with(&[(at, old, new)]);
        assert!(run.code == code && run.stderr.contains(message), "{new}: {}\n{}", run.code, run.stderr);
        assert_eq!(run.left(), Vec::<String>::new());
    }
}
