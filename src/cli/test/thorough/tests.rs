//! Tests of how coverage and mutants are told, and when they are fine.

use super::*;
use crate::convert::sample::Sample;

fn site(kind: SiteKind, line: usize, exercised: bool) -> Site {
    let (name, wants) = (format!("site {line}"), format!("a row for {line}"));
    Site { kind, name, file: "mapping.toml".to_owned(), line, wants, exercised }
}

fn thorough(least: usize) -> Thorough {
    let sites = vec![site(SiteKind::Map, 3, true), site(SiteKind::Code, 5, true), site(SiteKind::Code, 6, false)];
    Thorough { coverage: Some(Coverage { sites }), least, hunted: None }
}

fn hunted(fates: &[Fate], seed: Option<u64>) -> Hunted {
    let mapping = Sample::new().mapping();
    let list = mutants::mutants(&mapping).into_iter().filter(|mutant| mutant.what.contains("geslacht"));
    Hunted::Done { fates: list.zip(fates.iter().cloned()).collect(), all: 9, seed }
}

fn told(thorough: &Thorough) -> String {
    let mut text = String::new();
    thorough.tell(Path::new("m"), &mut text);
    text
}

#[test]
fn what_is_exercised_is_told_with_what_is_not() {
    insta::assert_snapshot!(told(&thorough(80)));
}

#[test]
fn what_became_of_mutants_is_told_with_those_that_survive() {
    let fates = [Fate::Survived, Fate::Survived, Fate::Refused, Fate::NoticedBy("example \"x\"".to_owned())];
    let done = Thorough { hunted: Some(hunted(&fates, Some(7))), ..Thorough::default() };
    insta::assert_snapshot!(told(&done));
    let not_begun = Thorough { hunted: Some(Hunted::NotBegun), ..Thorough::default() };
    insta::assert_snapshot!(told(&not_begun));
}

#[test]
fn less_than_is_wanted_and_any_survivor_are_differences() {
    for (least, expected) in [(0, true), (66, true), (67, false), (100, false)] {
        assert_eq!(thorough(least).is_fine(), expected, "{least}");
    }
    for (fates, expected) in [
        (vec![Fate::Refused, Fate::NoticedBy(String::new())], true),
        (vec![Fate::Refused, Fate::Survived], false),
        (Vec::new(), true),
    ] {
        let done = Thorough { hunted: Some(hunted(&fates, None)), ..Thorough::default() };
        assert_eq!(done.is_fine(), expected, "{fates:?}");
    }
    assert!(!Thorough { hunted: Some(Hunted::NotBegun), ..Thorough::default() }.is_fine());
}

#[test]
fn what_is_not_seen_is_annotated_where_it_stands() {
    use crate::cli::test::{Rehearsed, github};
    let fates = [Fate::Survived, Fate::Refused];
    let thorough = Thorough { hunted: Some(hunted(&fates, None)), ..thorough(80) };
    let rehearsal = Some(Rehearsal::default());
    let done = Rehearsed { name: "proef", path: Path::new("m"), rehearsal, is_bare: false, thorough };
    insta::assert_snapshot!(github::render(&[done]));
}

#[test]
fn other_programs_are_told_everything() {
    let coverage = thorough(0).coverage.expect("coverage");
    let fates = [Fate::Survived, Fate::Refused, Fate::NoticedBy("delivery \"clean\"".to_owned())];
    let hunted = hunted(&fates, None);
    let lines = (json::coverage(&coverage), json::mutants(&hunted));
    insta::assert_snapshot!(serde_json::to_string_pretty(&lines).expect("JSON"));
    assert!(json::mutants(&Hunted::NotBegun).is_none());
}
