//! The mapping of TUC, wrong in one place, over its clean delivery; and that delivery, where it does not add up.

use std::fs;
use std::path::{Path, PathBuf};

use super::{At, MAPPING, Wrong, spoil};
use crate::kit::{Mapping, Outcome};

const SPECIFICATIONS: &str = "uitkeringsspecificaties.csv";
const LINES: At = At::Map("uitkeringsspecificaties", "component");
const REAL_LINES: &str = "where    = { Regelsoort = \"R\" }\nleft-out = { Regelsoort = [\"S\", \"T\", \"I\"] }\nbecause  = \"subtotals (S) and totals (T) repeat other lines, and what is for information (I) is paid by another way\"\n";
const TUC_LOST: &[&str] = &["completeness", "partition", "fidelity", "continuity"];

fn clean() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/tuc/clean/delivery")
}

fn run_with(changes: &[(At, &str, &str)]) -> Outcome {
    changes.iter().fold(Mapping::of("tuc"), |mapping, (at, old, new)| spoil(mapping, *at, old, new)).run(&clean())
}

fn assert_seen(wrong: &[Wrong]) {
    for (at, old, new, failed) in wrong {
        let run = run_with(&[(*at, old, new)]);
        assert_eq!((run.code, run.failed()), (1, failed.to_vec()), "{at:?}: {new}\n{}", run.stdout);
    }
}

/// Runs the shipped mapping over the clean delivery after each text of the specifications was replaced by another, once.
fn run_over(changes: &[(&str, &str)]) -> Outcome {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(clean()).expect("the delivery") {
        let entry = entry.expect("a file");
        fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("a copy");
    }
    let path = folder.path().join(SPECIFICATIONS);
    let bytes = fs::read(&path).expect("the specifications");
    let mut text = encoding_rs::UTF_16LE.decode(&bytes).0.into_owned();
    for (old, new) in changes {
        assert_eq!(text.matches(old).count(), 1, "once: {old}");
        text = text.replace(old, new);
    }
    let bytes: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    fs::write(&path, bytes).expect("the specifications");
    Mapping::of("tuc").run(folder.path())
}

#[test]
fn a_specification_that_is_not_what_was_paid_ends_the_run() {
    // The sums of the file stay what they were, so that the control file still holds.
    let run = run_over(&[
        ("100001,201910,U,1,R,1000,Norm,102555,", "100001,201910,U,1,R,1000,Norm,102556,"),
        ("100004,201910,U,1,R,1000,Norm,102555,", "100004,201910,U,1,R,1000,Norm,102554,"),
    ]);
    assert_eq!((run.code, run.left()), (4, vec![]), "{}{}", run.stdout, run.stderr);
    for told in [
        "\"a specification adds up to what was paid\"",
        "uitkeringsspecificaties.csv:29: 100001 201910 U: € 1.025,56 plus, € 51,28 minus, € 974,27 on the other side",
        "100004 201910 U: € 1.025,54 plus, € 51,28 minus, € 974,27 on the other side: a difference of € -0,01",
    ] {
        assert!(run.stderr.contains(told), "{told} in {}", run.stderr);
    }
}

#[test]
fn a_line_in_the_wrong_block_or_with_the_wrong_sign_ends_the_run() {
    for (old, new, block) in [
        ("100001,201905,V,1,R,3100", "100001,201905,U,9,R,3100", "100001 201905 U"),
        (
            "100001,201911,U,3,R,3000,Reservering vakantietoeslag,5128,-",
            "100001,201911,U,3,R,3000,x,5128,+",
            "100001 201911 U",
        ),
        ("100001,201911,U,3,R,3000", "100001,201911,U,3,S,3000", "100001 201911 U"),
    ] {
        let run = run_over(&[(old, new)]);
        assert_eq!(run.code, 4, "{new}: {}", run.stdout);
        assert!(run.stderr.contains(block), "{block} in {}", run.stderr);
    }
}

#[test]
fn a_total_that_is_not_that_of_its_lines_ends_the_run() {
    let total = |cents: u32| format!("100001,201910,U,4,T,9900,Totaal te betalen,{cents},");
    let other = |cents: u32| format!("100004,201910,U,4,T,9900,Totaal te betalen,{cents},");
    let run = run_over(&[(&total(97_427), &total(97_428)), (&other(97_427), &other(97_426))]);
    assert_eq!(run.code, 4, "{}", run.stdout);
    assert!(run.stderr.contains("\"a specification adds up to its own total\""), "{}", run.stderr);
}

#[test]
fn cents_read_as_euros_end_the_run() {
    let cents = "{ column = \"Bedrag\", unit = \"cent\" }";
    let run = run_with(&[(LINES, cents, "{ column = \"Bedrag\" }")]);
    assert_eq!((run.code, run.left()), (4, vec![]), "{}{}", run.stdout, run.stderr);
    let told = "uitkeringsspecificaties.csv:2: 100001 201905 U: € 102.555,00 plus, € 5.128,00 minus, € 974,27 on the other side";
    assert!(run.stderr.contains(told), "{}", run.stderr);
}

#[test]
fn subtotals_totals_and_lines_for_information_must_be_left_out() {
    assert_seen(&[(
        LINES,
        "where    = { Regelsoort = \"R\" }",
        "where    = { Regelsoort = [\"R\", \"I\"] }",
        &["continuity"],
    )]);
    // A total is a kind of its own in the target, which never counts.
    let run =
        run_with(&[(LINES, REAL_LINES, ""), (At::File("codes/componentcode.csv"), "9900,subtotaal,", "9900,norm,")]);
    assert_eq!((run.code, run.failed()), (1, vec!["continuity"]), "{}", run.stdout);
}

#[test]
fn an_open_end_must_be_known_as_one() {
    assert_seen(&[
        (
            LINES,
            "{ column = \"Geldig tot\", empty = [\"00000000\"] }",
            "\"Geldig tot\"",
            &["completeness", "continuity"],
        ),
        (
            At::Map("uitkeringen", "inkomensvoorziening"),
            "{ column = \"Einddatum\", empty = [\"00000000\"] }",
            "\"Einddatum\"",
            TUC_LOST,
        ),
    ]);
}

#[test]
fn the_sign_beside_an_amount_must_be_heeded_on_both_ways() {
    let mapped = ", sign-from = { column = \"D/C\", plus = [\"D\"], minus = [\"C\"] }";
    let promised = "sign-from   = { column = \"D/C\", plus = [\"D\"], minus = [\"C\"] }\n";
    assert_seen(&[
        (At::Map("betaalregels", "betaling"), mapped, "", &["fidelity"]),
        (MAPPING, promised, "", &["fidelity", "continuity"]),
        (LINES, "\"+\" = \"credit\", \"-\" = \"debet\"", "\"-\" = \"credit\", \"+\" = \"debet\"", &["continuity"]),
    ]);
}

#[test]
fn blocks_and_payees_must_be_told_apart() {
    assert_seen(&[
        (At::File("codes/blok.csv"), "V,vakantiegeld,", "V,periodiek,", &["completeness"]),
        (At::Map("betaaladressen", "begunstigde"), "part = -1 }", "part = 1 }", &["completeness", "continuity"]),
        (
            At::Map("betaaladressen", "begunstigde"),
            "{ R = \"rest\", V = \"vast\" }",
            "{ R = \"vast\", V = \"rest\" }",
            &["continuity"],
        ),
        (
            At::Map("betaalregels", "betaling"),
            "by = \"Betaaladresnr\", match",
            "by = \"Uitkeringsnr\", match",
            &["completeness", "partition", "fidelity"],
        ),
    ]);
}

#[test]
fn a_law_and_its_article_must_be_told_apart() {
    let decisions = At::Map("besluiten", "beschikking");
    assert_seen(&[(decisions, "split = \"/\", part = 1 }", "split = \"/\", part = 2 }", &["completeness", "title"])]);
}

#[test]
fn both_forms_of_a_municipality_must_be_known() {
    assert_seen(&[
        (MAPPING, "[\"0175\", \"175\"]", "[\"0175\"]", TUC_LOST),
        (MAPPING, "[\"0160\", \"160\"]", "[\"0160\"]", TUC_LOST),
        (At::Map("uitkeringen", "inkomensvoorziening"), "\"Gemeentecode\", pad = 4,", "\"Gemeentecode\",", TUC_LOST),
    ]);
}

#[test]
fn intake_of_hardenberg_goes_to_nobody() {
    assert_seen(&[(
        At::Map("aanmeldingen", "aanmelding"),
        "where    = { Gemeente = \"Ommen\" }\nleft-out = { Gemeente = \"Hardenberg\" }\nbecause  = \"Hardenberg stays with the front office\"\n",
        "",
        &["completeness"],
    )]);
}
