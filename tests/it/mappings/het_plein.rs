//! The mapping of Het Plein, wrong in one place, over its clean delivery.

use std::path::Path;

use super::{At, MAPPING, Wrong, spoil};
use crate::kit::{Mapping, Outcome};

const LOST: &[&str] = &["completeness", "partition", "fidelity", "continuity"];
const COMPONENTS: At = At::Map("opbouw", "component");

fn run_with(changes: &[(At, &str, &str)]) -> Outcome {
    let mapping =
        changes.iter().fold(Mapping::of("het-plein"), |mapping, (at, old, new)| spoil(mapping, *at, old, new));
    mapping.run(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/het-plein/clean/delivery"))
}

fn assert_seen(wrong: &[Wrong]) {
    for (at, old, new, failed) in wrong {
        let run = run_with(&[(*at, old, new)]);
        assert_eq!((run.code, run.failed()), (1, failed.to_vec()), "{at:?}: {new}\n{}", run.stdout);
    }
}

#[test]
fn every_column_that_counts_must_be_taken_apart_and_the_right_way_round() {
    assert_seen(&[
        (COMPONENTS, "columns = [\"Basisnorm\", ", "columns = [", &["continuity"]),
        (COMPONENTS, "\"Bijzondere bijstand\", \"Inkomsten\"", "\"Inkomsten\"", &["continuity"]),
        (COMPONENTS, "\"Basisnorm\"           = \"credit\"", "\"Basisnorm\" = \"debet\"", &["continuity"]),
        (COMPONENTS, "\"Toeslagen\"           = \"credit\"", "\"Toeslagen\" = \"debet\"", &["continuity"]),
        (At::File("codes/onderdeel.csv"), "Basisnorm,norm,", "Basisnorm,informatief,", &["continuity"]),
        (At::File("codes/onderdeel.csv"), "Reservering VT,", "Reservering,", &["completeness", "continuity"]),
    ]);
}

#[test]
fn columns_that_repeat_others_must_be_left_out() {
    let run = run_with(&[
        (MAPPING, "ignore         = [\"Uit te betalen\", \"Doorbetaald\"", "ignore         = [\"Doorbetaald\""),
        (
            COMPONENTS,
            "\"Reservering VT\", \"Inhoudingen\"]",
            "\"Reservering VT\", \"Inhoudingen\", \"Uit te betalen\"]",
        ),
        (
            COMPONENTS,
            "\"Basisnorm\"           = \"credit\"",
            "\"Basisnorm\" = \"credit\"\n\"Uit te betalen\" = \"credit\"",
        ),
        (At::File("codes/onderdeel.csv"), "Toeslagen,toeslag,", "Uit te betalen,toeslag,current,\nToeslagen,toeslag,"),
    ]);
    assert_eq!((run.code, run.failed()), (1, vec!["continuity"]), "{}", run.stdout);
    assert!(run.touched().iter().all(|(verdict, ..)| verdict == "excess") && run.touched().len() > 80);
}

#[test]
fn the_number_of_a_case_must_hold_for_all_rows_that_it_is_merged_over() {
    let repeat = "merged         = \"repeat\" # the number of a case stands once, merged over its rows\n";
    for (before, after, failed) in [
        (
            "\"Vanaf\", \"T/m\"]\n",
            "key            = [\"Zaaknr\", \"Nr\", \"Vanaf\"]",
            vec!["completeness", "continuity"],
        ),
        ("\"Ontheven\", \"Grond ontheffing\"]\n", "footer", vec!["completeness"]),
    ] {
        let run = run_with(&[(MAPPING, &format!("{before}{repeat}{after}"), &format!("{before}{after}"))]);
        assert_eq!((run.code, run.failed()), (1, failed), "{}", run.stdout);
    }
}

#[test]
fn payees_and_payments_must_get_what_only_other_cells_say() {
    let payments = At::Map("betalingen", "betaling");
    assert_seen(&[
        (
            At::Map("rekeningen", "begunstigde"),
            "constant = \"vast\" }, { constant = \"rest\" }",
            "constant = \"rest\" }, { constant = \"vast\" }",
            &["continuity"],
        ),
        (At::Map("rekeningen", "begunstigde"), "{ is = \"present\" }", "{ is = \"empty\" }", &["continuity"]),
        (
            payments,
            "column = \"Regeling\" }",
            "column = \"Leefsituatie\" }",
            &["completeness", "partition", "fidelity"],
        ),
        (
            payments,
            "column = \"Persoonsnr\" }",
            "column = \"Kostendelers\" }",
            &["completeness", "partition", "fidelity"],
        ),
        (
            At::Map("uitkeringen", "inkomensvoorziening"),
            "codes = { WAAR = true, ONWAAR = false,",
            "codes = { WAAR = false, ONWAAR = false,",
            &["continuity"],
        ),
    ]);
}

#[test]
fn law_and_article_must_be_parted() {
    let decisions = At::Map("besluiten", "beschikking");
    assert_seen(&[
        (decisions, "part = 1", "part = 2", &["completeness", "title"]),
        (decisions, "split = \",\", part = 1, ", "", &["completeness", "title"]),
        (At::File("codes/wet.csv"), "IOAW,IOAW,", "IOAW,PW,", &["title"]),
    ]);
}

#[test]
fn numbers_must_get_their_zeros_back_and_former_ones_be_known() {
    assert_seen(&[
        (
            At::Map("personen", "persoon"),
            ", repair = \"left-pad\", because = \"a number in Excel has no leading zeros\"",
            "",
            LOST,
        ),
        (
            At::Map("betalingen", "betaling"),
            "repair = \"left-pad\", because = \"as for persoon.bsn\", ",
            "",
            &["completeness", "partition", "fidelity"],
        ),
        (MAPPING, "[\"301\", \"291\", \"0301\", \"0291\"]", "[\"301\", \"291\"]", LOST),
        (
            MAPPING,
            "[\"262\", \"239\", \"0262\", \"0239\"]",
            "[\"262\", \"0262\"]",
            &["completeness", "partition", "fidelity"],
        ),
    ]);
}

#[test]
fn what_is_for_zutphen_alone_goes_nowhere_else() {
    let only = |number: &str, place: &str| {
        let footer = format!("footer         = {{ {number} = \"Totaal\" }}\nfooter-count   = 2\n");
        format!(
            "{footer}destination-by = {{ via = \"personen\", on = \"Persoonsnr\" }}\nonly           = [\"{place}\"]"
        )
    };
    for (number, failed) in [("Beschikking", vec!["completeness"]), ("Toekenning", vec!["completeness", "fidelity"])] {
        let run = run_with(&[(MAPPING, &only(number, "zutphen"), &only(number, "lochem"))]);
        assert_eq!((run.code, run.failed()), (1, failed), "{}", run.stdout);
    }
}

#[test]
fn amounts_that_are_swapped_are_seen_though_their_table_adds_up() {
    for (at, one, other) in [
        (At::Map("vorderingen", "vordering"), "\"Hoofdsom\"", "\"Openstaand\""),
        (At::Map("beslag", "beslag"), "\"Per maand\"", "\"Beslagvrije voet\""),
    ] {
        let run = run_with(&[(at, one, "\"*\""), (at, other, one), (at, "\"*\"", other)]);
        assert_eq!((run.code, run.failed()), (1, vec!["fidelity"]), "{one} and {other}\n{}", run.stdout);
    }
    let without = (At::Map("minima", "minimaregeling"), "bedrag_cent      = \"Bedrag\"\n", "");
    assert_eq!(run_with(&[without]).failed(), ["completeness", "fidelity"]);
}

#[test]
fn wrong_marks_and_sheets_are_refused() {
    for (old, new, code) in [
        ("sheet   = \"Opbouw\"", "sheet   = \"Componenten\"", 4),
        ("decimal   = \",\"\nthousands = \".\"", "decimal   = \".\"\nthousands = \",\"", 4),
        ("empty     = [\"\", \"-\", \"n.v.t.\"]", "empty     = [\"\"]", 4),
        ("footer         = { Betaalnr = \"Totaal\" }", "footer         = { Betaalnr = \"TOTAAL\" }", 4),
        ("month     = \"yyyymm\"\n", "", 3),
        ("format    = \"excel\"", "format    = \"csv\"", 3),
    ] {
        let run = run_with(&[(MAPPING, old, new)]);
        assert_eq!((run.code, run.left()), (code, Vec::new()), "{new}: {}", run.stderr);
    }
}
