//! Tests of who notices a mutant.

use super::*;
use crate::rehearsal::{Fixture, Outcome, bless, outcome};
use crate::source::Cancel;

const EXAMPLE: &str = "
[[example]]
name   = \"a date of nines is not known\"
map    = \"clienten -> persoon\"
given  = { Geboren = \"99-99-9999\" }
expect = { geboortedatum = \"\" }
finds  = []
";

/// Writes the sample down as a fixture that comes to what it comes to.
fn fixture(sample: &Sample) -> Fixture {
    let fixture = Fixture {
        name: "clean".to_owned(),
        delivery: sample.folder(),
        expected: sample.path().join("case").join("expected"),
    };
    std::fs::create_dir_all(sample.path().join("case")).expect("a folder");
    let found = outcome::of_run(&sample.mapping(), &fixture, &Cancel::default()).expect("a run");
    bless::bless(&fixture, &Outcome::default(), &found).expect("a folder that can be written to");
    fixture
}

#[test]
fn a_mutant_is_refused_noticed_by_name_or_survives() {
    let sample = Sample::new().declare_more(EXAMPLE);
    let (mapping, fixtures) = (sample.mapping(), [fixture(&sample)]);
    let table = [
        ("dossiers -> inkomensvoorziening: dossiernummer is dropped", Fate::Refused),
        (
            "clienten -> persoon: geboortedatum: empty is dropped",
            Fate::NoticedBy("example \"a date of nines is not known\"".to_owned()),
        ),
        ("clienten -> persoon: geslachtsnaam is dropped", Fate::NoticedBy("delivery \"clean\"".to_owned())),
        ("delivery trajecten: no file is as \"trajecten*.csv\" says", Fate::NoticedBy("delivery \"clean\"".to_owned())),
        ("dossiers -> inkomensvoorziening: geblokkeerd: the code \"J\" becomes another value", Fate::Survived),
    ];
    let list: Vec<Mutant> =
        mutants(&mapping).into_iter().filter(|mutant| table.iter().any(|(what, _)| *what == mutant.what)).collect();
    let count = std::sync::atomic::AtomicUsize::new(0);
    let told = || {
        count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    };
    let (cancel, fixtures) = (Cancel::default(), fixtures.as_slice());
    let found = hunt(&Hunt { mapping: &mapping, fixtures, cancel: &cancel, told: &told }, list).expect("fates");
    assert_eq!((found.len(), count.into_inner()), (table.len(), table.len()));
    for (mutant, fate) in found {
        let expected = table.iter().find(|(what, _)| *what == mutant.what).map(|(_, fate)| fate);
        assert_eq!(Some(&fate), expected, "{}", mutant.what);
    }
}

#[test]
fn a_hunt_stops_when_asked_and_needs_what_is_expected() {
    let sample = Sample::new();
    let mapping = sample.mapping();
    let cancel = Cancel::default();
    let hunting = |fixtures: &[Fixture]| {
        let list = mutants(&mapping).into_iter().take(3).collect();
        hunt(&Hunt { mapping: &mapping, fixtures, cancel: &cancel, told: &|| {} }, list)
    };
    let lost = Fixture { name: "lost".to_owned(), delivery: sample.folder(), expected: sample.path().join("nowhere") };
    assert!(hunting(&[lost]).is_err());
    assert!(hunting(&[]).is_ok());
    cancel.request();
    assert!(hunting(&[]).is_err());
}
