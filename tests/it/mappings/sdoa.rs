//! The mapping of SDOA, wrong in one place, over its clean delivery.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{At, MAPPING, Wrong, spoil};
use crate::kit::{Mapping, Outcome, run};

const LOST: &[&str] = &["completeness", "partition", "fidelity", "continuity"];

fn run_with(changes: &[(At, &str, &str)]) -> Outcome {
    let mapping = changes.iter().fold(Mapping::of("sdoa"), |mapping, (at, old, new)| spoil(mapping, *at, old, new));
    mapping.run(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/sdoa/clean/delivery"))
}

fn assert_seen(wrong: &[Wrong]) {
    for (at, old, new, failed) in wrong {
        let run = run_with(&[(*at, old, new)]);
        assert_eq!((run.code, run.failed()), (1, failed.to_vec()), "{at:?}: {new}\n{}", run.stdout);
    }
}

#[test]
fn made_up_deliveries_are_proven_tidy_or_not_and_for_another_cutover() {
    let mapping = Path::new(env!("CARGO_MANIFEST_DIR")).join("mappings/sdoa");
    let (none, july) = ([].as_slice(), ["--cutover", "2020-07-01"].as_slice());
    for (made, asked) in [(none, none), (["--mess"].as_slice(), none), (july, july)] {
        let folder = tempfile::tempdir().expect("a folder");
        let delivery = folder.path().join("delivery");
        let mut synth = Command::new(env!("CARGO_BIN_EXE_overdracht"));
        synth.args(["synth", "sdoa", "--households", "150", "--seed", "3", "--out"]).arg(&delivery).args(made);
        assert!(synth.status().expect("the program").success());
        let output = run(&mapping, &delivery, &folder.path().join("run")).args(asked).output().expect("the program");
        let answer = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{made:?}\n{answer}");
    }
}

#[test]
fn record_types_and_codes_that_do_not_count_must_be_left_out() {
    assert_seen(&[
        (
            At::Map("huishoudens", "huishoudlid"),
            "where    = { RECTYPE = [\"01\", \"02\"] }\nleft-out = { RECTYPE = \"03\" }\nbecause  = \"a co-resident (03) is counted in AANT_KD, and is not a client\"\n",
            "",
            &["completeness"],
        ),
        (
            At::Map("componenten", "component"),
            "where    = { COMPCODE = { from = 10, to = 59 } }",
            "where    = { COMPCODE = { from = 10, to = 99 } }",
            &["completeness"],
        ),
        (
            At::Map("componenten", "component"),
            "where    = { COMPCODE = { from = 10, to = 59 } }",
            "where    = { COMPCODE = { from = 30, to = 59 } }",
            &["completeness", "continuity"],
        ),
    ]);
    let run = run_with(&[
        (
            At::Map("componenten", "component"),
            "where    = { COMPCODE = { from = 10, to = 59 } }",
            "where    = { COMPCODE = { from = 10, to = 99 } }",
        ),
        (
            At::Map("componenten", "component"),
            "{ to = 29 } }, constant",
            "{ from = 60, to = 99 } }, constant = \"credit\" },\n  { if = { COMPCODE = { to = 29 } }, constant",
        ),
        (
            At::File("codes/compcode.csv"),
            "20,toeslag,",
            "60,toeslag,current,\n61,toeslag,current,\n90,toeslag,current,\n99,toeslag,current,\n20,toeslag,",
        ),
    ]);
    assert_eq!((run.code, run.failed()), (1, vec!["continuity"]), "{}", run.stdout);
}

#[test]
fn what_a_code_does_must_be_said_in_full_and_the_right_way_round() {
    let components = At::Map("componenten", "component");
    assert_seen(&[
        (components, "COMPCODE = { to = 29 } }, c", "COMPCODE = { to = 19 } }, c", &["continuity"]),
        (components, "{ constant = \"debet\" }, # 30", "{ constant = \"credit\" }, # 30", &["continuity"]),
        (
            At::Map("begunstigden", "begunstigde"),
            "{ 1 = \"vast\", 2 = \"rest\" }",
            "{ 1 = \"rest\", 2 = \"vast\" }",
            &["continuity"],
        ),
        (
            At::Map("uitkeringen", "inkomensvoorziening"),
            "{ 1 = true, 2 = false }",
            "{ 1 = false, 2 = true }",
            &["continuity"],
        ),
        (At::File("codes/wet.csv"), "11,PW,", "11,IOAW,", &["title"]),
    ]);
}

#[test]
fn both_forms_of_a_municipality_and_former_codes_must_be_known() {
    assert_seen(&[
        (
            MAPPING,
            "when = { GEMCODE = [\"GM1586\", \"GM0240\", \"GM0260\"] }",
            "when = { GEMCODE = [\"GM1586\"] }",
            LOST,
        ),
        (MAPPING, "when = { GEMCODE = [\"GM0294\"] }", "when = { GEMCODE = [\"0294\"] }", LOST),
        (MAPPING, "replace   = { GM = \"\" }\n", "", LOST),
    ]);
}

#[test]
fn sentinels_must_be_declared_where_they_occur() {
    assert_seen(&[
        (
            At::Map("uitkeringen", "inkomensvoorziening"),
            "{ column = \"DAT_EINDE\", empty = [\"99999999\"] }",
            "\"DAT_EINDE\"",
            LOST,
        ),
        (
            At::Map("componenten", "component"),
            "{ column = \"DAT_EIND\", empty = [\"99999999\"] }",
            "\"DAT_EIND\"",
            &["completeness", "continuity"],
        ),
    ]);
}

#[test]
fn the_duties_of_client_and_partner_must_both_arrive_at_their_own() {
    let duties = At::Map("verplichtingen", "verplichting");
    assert_seen(&[
        (duties, "ONTH_CLT = [\"2\", \"4\", \"5\", \"6\"]", "ONTH_CLT = [\"2\"]", &["completeness", "title"]),
        (duties, "column = \"CLTNR\" }", "column = \"PRTNR\" }", &["completeness", "title"]),
        (
            MAPPING,
            "where    = { ONTH_PRT = [\"2\", \"4\", \"5\", \"6\"] }\nleft-out = { ONTH_PRT = \"9\" }\nbecause  = \"9 says that there is no partner, or that the partner does not have this duty\"\n",
            "",
            &["completeness", "title"],
        ),
    ]);
}

#[test]
fn one_off_assistance_is_no_promise() {
    let old = "STATISTIEKCODE = [\"01\", \"02\", \"03\", \"11\", \"14\"] } # 12 is one-off";
    let new = "STATISTIEKCODE = [\"01\", \"02\", \"03\", \"11\", \"12\", \"14\"] }";
    let run = run_with(&[(MAPPING, old, new)]);
    assert_eq!((run.code, run.failed()), (1, vec!["continuity"]), "{}", run.stdout);
    let touched = run.touched();
    let missing: Vec<&str> =
        touched.iter().filter(|(verdict, ..)| verdict == "missing").map(|(_, case, _)| case.as_str()).collect();
    assert_eq!(missing, ["100021"; 3]);
}

#[test]
fn amounts_that_are_swapped_are_seen_though_their_table_adds_up() {
    for (at, one, other) in [
        (At::Map("vorderingen", "vordering"), "\"BEDRAG_HFD\"", "\"SALDO\""),
        (At::Map("beslagen", "beslag"), "\"BEDRAG\"", "\"BVV\""),
    ] {
        let run = run_with(&[(at, one, "\"*\""), (at, other, one), (at, "\"*\"", other)]);
        assert_eq!((run.code, run.failed()), (1, vec!["fidelity"]), "{one} and {other}\n{}", run.stdout);
    }
}

#[test]
fn wrong_marks_and_encodings_are_refused() {
    for (old, new, code) in [
        ("delimiter = \"\\t\"", "delimiter = \";\"", 4),
        ("decimal   = \".\"", "decimal   = \",\"", 4),
        ("encoding  = \"utf-8\"", "encoding  = \"windows-1252\"", 4),
        ("encoding  = \"utf-8\"", "encoding  = \"utf-16le\"", 4),
        ("month     = \"yyyymm\"\n", "", 3),
    ] {
        let run = run_with(&[(MAPPING, old, new)]);
        assert_eq!((run.code, run.left()), (code, Vec::new()), "{new}: {}", run.stderr);
    }
}

#[test]
fn a_deduction_with_a_sign_of_its_own_is_rejected_and_never_added() {
    let folder = tempfile::tempdir().expect("a folder");
    let clean = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/sdoa/clean/delivery");
    for entry in fs::read_dir(clean).expect("the delivery") {
        let entry = entry.expect("a file");
        fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("a copy");
    }
    for (name, old, new) in [
        (
            "COMPONENTEN.txt",
            "100001\t40\tReservering vakantietoeslag\t51.28",
            "100001\t40\tReservering vakantietoeslag\t-51.28",
        ),
        ("CONTROLE.txt", "42616.44", "42513.88"),
    ] {
        let path = folder.path().join(name);
        let text = fs::read_to_string(&path).expect("a file");
        assert_eq!(text.matches(old).count(), 1, "once: {old}");
        fs::write(&path, text.replace(old, new)).expect("a file");
    }
    let run = Mapping::of("sdoa").run(folder.path());
    assert_eq!((run.code, run.failed()), (1, vec!["completeness"]), "{}", run.stdout);
    assert!(run.stdout.contains("OV0213"), "{}", run.stdout);
}
