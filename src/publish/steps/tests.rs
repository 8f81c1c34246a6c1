//! Small runs, published.

use std::cell::Cell;
use std::fs;
use std::path::PathBuf;

use rusqlite::Connection;
use tempfile::TempDir;

use super::*;
use crate::convert::sample::Sample;
use crate::pipeline;

/// A proven run of a sample, and a place for a municipal database.
struct Case {
    sample: Sample,
    folder: TempDir,
}

impl Case {
    fn new() -> Self {
        let sample = Sample::new();
        let (mapping, out) = (sample.mapping(), sample.path().join("run"));
        let request = pipeline::Request {
            mapping: &mapping,
            delivery: &[sample.folder()],
            out: Some(&out),
            now: "2021-01-04T09:00:00Z",
            unmask: false,
            cancel: &Cancel::default(),
            progress: &|_, _| {},
        };
        pipeline::run(&request).expect("a run");
        Self { sample, folder: TempDir::new().expect("a folder") }
    }

    fn run(&self) -> PathBuf {
        self.sample.path().join("run")
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("gemeente.sqlite")
    }

    fn publish(&self, destination: &str) -> Result<Published, PublishError> {
        self.publish_unless(destination, &Cancel::default(), &|_| {})
    }

    fn publish_unless(
        &self,
        destination: &str,
        cancel: &Cancel,
        progress: &dyn Fn(&Step),
    ) -> Result<Published, PublishError> {
        let (run, into) = (self.run(), self.database());
        publish(&Request { run: &run, into: &into, destination: Some(destination), cancel, progress })
    }

    /// Changes nothing but the moment at which the run was made.
    fn call_the_run_another(&self) {
        let manifest = self.run().join(MANIFEST);
        let text = fs::read_to_string(&manifest).expect("the manifest");
        fs::write(&manifest, text.replace("2021-01-04", "2021-01-05")).expect("a manifest");
    }

    fn left(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

#[test]
fn every_destination_of_a_run_goes_into_one_database_once() {
    let case = Case::new();
    let states = ["zutphen", "lochem", "zutphen", "lochem"].map(|name| {
        let before = fs::read(case.database()).ok();
        let published = case.publish(name).expect("a publication");
        let is_same = before == fs::read(case.database()).ok();
        (published.state, published.publication, is_same)
    });
    let expected = [
        (State::Published, Some(1), false),
        (State::Published, Some(2), false),
        (State::Unchanged, Some(1), true),
        (State::Unchanged, Some(2), true),
    ];
    assert_eq!(states, expected);
    assert_eq!(case.left(), ["gemeente.sqlite", "gemeente.sqlite.previous"]);
}

#[test]
fn a_run_whose_manifest_alone_is_new_has_nothing_to_bring() {
    let case = Case::new();
    case.publish("zutphen").expect("a publication");
    let before = fs::read(case.database()).expect("the database");
    case.call_the_run_another();
    let again = case.publish("zutphen").expect("nothing to do");
    assert_eq!((again.state, again.publication), (State::Unchanged, None));
    assert_eq!(again.rows.map(|rows| rows.new), Some(0));
    assert_eq!(fs::read(case.database()).expect("the database"), before);
    assert_eq!(case.left(), ["gemeente.sqlite"]);
}

#[test]
fn no_conflict_tells_the_number_of_a_person() {
    let case = Case::new();
    case.publish("zutphen").expect("a publication");
    let changes = "UPDATE persoon SET straat = 'bij 123456782, zie 900000041', geslachtsnaam = 'zie 900000041'";
    Connection::open(case.database()).expect("the database").execute_batch(changes).expect("other words");
    case.call_the_run_another();
    let told = case.publish("zutphen").expect("an answer");
    assert_eq!(told.state, State::Conflicts);
    let (text, json) = (told.text(), told.json());
    assert!(text.contains("persoon, bsn ******333: ") && json.contains("bij ******782, zie ******041"), "{text}{json}");
    for number in ["111222333", "123456782", "900000041"] {
        assert!(!text.contains(number) && !json.contains(number), "{text}{json}");
    }
}

#[test]
fn a_database_whose_publications_were_taken_out_is_refused_whole() {
    let case = Case::new();
    case.publish("zutphen").expect("a publication");
    let forgotten = "DELETE FROM publicatie_gelijk; DELETE FROM publicatie";
    Connection::open(case.database()).expect("the database").execute_batch(forgotten).expect("no publications");
    let before = fs::read(case.database()).expect("the database");
    for destination in ["zutphen", "lochem"] {
        let error = case.publish(destination).expect_err("refused");
        let told = "its file 1 in the table levering came with no publication that the table publicatie has: somebody \
                    took rows out of it; put a copy of the database back that was kept; nothing was changed";
        assert!(error.to_string().contains(told), "{error}");
        assert_eq!(error.exit_code(), 5);
        assert_eq!(fs::read(case.database()).expect("the database"), before);
        assert_eq!(case.left(), ["gemeente.sqlite"]);
    }
}

#[test]
fn what_does_not_stand_the_last_proof_is_put_back() {
    let case = Case::new();
    case.publish("lochem").expect("a publication");
    let before = fs::read(case.database()).expect("the database");
    let (run, into, cancel) = (case.run(), case.database(), Cancel::default());
    let request = Request { run: &run, into: &into, destination: Some("zutphen"), cancel: &cancel, progress: &|_| {} };
    let mut candidate = Candidate::open(&run, Some("zutphen"), &cancel).expect("a run");
    let place = Place::of(&into).expect("a place");
    let held = Held::open(&into, &candidate.target().shape).expect("our database");
    let others = held.publications().expect("publications");
    let made = make(&request, &place, &mut candidate, Some(&held), &others).expect("a draft");
    let Made::Ready { publication, .. } = made else { panic!("a draft that is ready") };
    // As if it were another publication that was read back.
    let other = Publication { number: 1, first: 1, last: 8, ..publication };
    let error = reveal(&request, &place, &mut candidate, Some(held), &other).expect_err("no proof");
    assert!(matches!(&error, PublishError::PutBack { reason, .. } if reason.contains("failed")), "{error}");
    assert_eq!(fs::read(&into).expect("the database"), before);
    assert_eq!(case.left(), ["gemeente.sqlite", "gemeente.sqlite.previous"]);
}

#[test]
fn a_user_who_wants_to_stop_leaves_everything_as_it_was() {
    let case = Case::new();
    let steps = Cell::new(0);
    case.publish_unless("lochem", &Cancel::default(), &|_| steps.set(steps.get() + 1)).expect("a publication");
    let before = fs::read(case.database()).expect("the database");
    // The first publication has nothing to copy, so its steps are those of the second up to its proof.
    for stop_at in 1..=steps.get() {
        let (cancel, step) = (Cancel::default(), Cell::new(0));
        let stopped = case.publish_unless("zutphen", &cancel, &|_| {
            step.set(step.get() + 1);
            if step.get() == stop_at {
                cancel.request();
            }
        });
        let error = stopped.expect_err("interrupted").to_string();
        assert!(error.contains("interrupted; nothing was written"), "{stop_at}: {error}");
        assert_eq!(fs::read(case.database()).expect("the database"), before, "{stop_at}");
        assert_eq!(case.left(), ["gemeente.sqlite"], "{stop_at}");
    }
}

#[test]
fn the_same_publication_gives_the_same_bytes() {
    let case = Case::new();
    let mut seen = Vec::new();
    for _ in 0..2 {
        for name in ["lochem", "zutphen"] {
            case.publish(name).expect("a publication");
        }
        seen.push(fs::read(case.database()).expect("the database"));
        fs::remove_file(case.database()).expect("the database");
    }
    assert!(seen[0] == seen[1]);
}

#[test]
fn a_destination_is_named_where_there_are_several() {
    let case = Case::new();
    let (run, into, cancel) = (case.run(), case.database(), Cancel::default());
    let publish = |destination| {
        publish(&Request { run: &run, into: &into, destination, cancel: &cancel, progress: &|_| {} })
            .expect_err("refused")
    };
    let (none, unknown) = (publish(None), publish(Some("zutfen")));
    assert_eq!(
        none.to_string(),
        "the run has several destinations; name one with --destination: zutphen, lochem, partner"
    );
    assert_eq!(unknown.to_string(), "the run has no destination \"zutfen\"; it has zutphen, lochem, partner");
    assert_eq!((none.exit_code(), unknown.exit_code()), (2, 2));
    assert_eq!(case.left(), Vec::<String>::new());
}

#[test]
fn a_place_within_any_run_is_refused_before_anything_is_written() {
    let (case, other) = (Case::new(), Case::new());
    for within in ["", "targets"] {
        for owner in [&case, &other] {
            let (run, folder) = (case.run(), owner.run().join(within));
            let count = || fs::read_dir(&folder).expect("a folder").count();
            let (before, into, cancel) = (count(), folder.join("gemeente.sqlite"), Cancel::default());
            let request =
                Request { run: &run, into: &into, destination: Some("zutphen"), cancel: &cancel, progress: &|_| {} };
            let error = publish(&request).expect_err("refused").to_string();
            assert!(error.contains("this is in the folder of a run"), "{error}");
            assert_eq!(count(), before, "{within}");
        }
    }
}
