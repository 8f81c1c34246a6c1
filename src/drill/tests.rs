//! Drills of a small run: with losses that were waived, and with a couple whose two payments share an account.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::catalogue::{Entry, entries};
use super::chance::Chance;
use super::delivery::{Delivered, Spoiled};
use super::fault::{Inject, Way};
use super::judge::Baseline;
use super::scratch::Scratch;
use super::*;
use crate::mapping::{self, WAIVERS};
use crate::pipeline::{self, OpenRun};
use crate::source::Cancel;

/// The accounts of a couple.
const CLIENT: &[u8] = b"NL09KNAB0188425444";
const PARTNER: &[u8] = b"NL71TRIO0293689540";

/// A run of seven recipients, of whom two get what was waived.
struct Small {
    folder: TempDir,
}

impl Small {
    /// Makes the run; `change` gives each delivered file another content.
    fn run(change: fn(Vec<u8>) -> Vec<u8>) -> Self {
        let small = Self { folder: tempfile::tempdir().expect("a folder") };
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let (shipped, service) = (root.join("fixtures/laborijn/waived"), small.folder.path().join("mapping"));
        copy(&root.join("mappings/laborijn"), &service, |content| content);
        copy(&root.join("mappings/laborijn/codes"), &service.join("codes"), |content| content);
        fs::copy(shipped.join(WAIVERS), service.join(WAIVERS)).expect("the waivers");
        copy(&shipped.join("delivery"), &small.delivery(), change);
        let cancel = Cancel::default();
        let request = pipeline::Request {
            mapping: &mapping::load(&service).expect("a mapping"),
            delivery: &[small.delivery()],
            out: Some(&small.place()),
            now: "",
            unmask: false,
            cancel: &cancel,
            progress: &|_, _| {},
        };
        pipeline::run(&request).expect("a run");
        small
    }

    fn place(&self) -> PathBuf {
        self.folder.path().join("run")
    }

    fn delivery(&self) -> PathBuf {
        self.folder.path().join("delivery")
    }

    fn drill(&self, delivery: &[PathBuf]) -> Drill {
        let (run, cancel) = (self.place(), Cancel::default());
        drill(&Request { run: &run, delivery, times: 1, seed: 1, cancel: &cancel, done: &|| {} }).expect("a drill")
    }
}

/// Copies the files of a folder.
fn copy(from: &Path, to: &Path, change: fn(Vec<u8>) -> Vec<u8>) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            let content = change(fs::read(&path).expect("a file"));
            fs::write(to.join(path.file_name().expect("a name")), content).expect("a file");
        }
    }
}

/// Pays the partner on the account of the client, now and before.
fn on_one_account(mut content: Vec<u8>) -> Vec<u8> {
    for start in 0..content.len().saturating_sub(PARTNER.len()) {
        let place = start..start + PARTNER.len();
        if content[place.clone()] == *PARTNER {
            content[place].copy_from_slice(CLIENT);
        }
    }
    content
}

#[test]
fn a_loss_that_was_waived_raises_no_alarm_and_hides_no_fault_beside_it() {
    let small = Small::run(|content| content);
    let waived = OpenRun::open(&small.place()).expect("a run").prove().expect("a proof").lines;
    assert_eq!(waived.iter().filter(|line| line.waived.is_some()).count(), 6, "what was waived deviates");
    let drill = small.drill(&[]);
    assert_eq!((drill.alarms, drill.missed_injections), (vec![], vec![]));
    for number in [9, 10, 12] {
        let of_calendar = |row: &&model::FaultRow| row.number == number && row.way == Some(Way::Rows);
        let injected: Vec<u64> = drill.faults.iter().filter(of_calendar).map(|row| row.injected).collect();
        assert!(!injected.is_empty() && injected.iter().all(|injected| *injected > 0), "{number}: {injected:?}");
    }
}

#[test]
fn a_couple_on_one_account_raises_no_alarm_and_hides_no_fault() {
    let small = Small::run(on_one_account);
    let drill = small.drill(&[small.delivery()]);
    assert_eq!((drill.alarms, drill.missed_injections), (vec![], vec![]));
}

#[test]
fn accounts_are_swapped_in_a_delivery_only_where_it_tells_whose_they_are() {
    let (small, cancel) = (Small::run(on_one_account), Cancel::default());
    let run = OpenRun::open(&small.place()).expect("a run");
    let delivered = Delivered::open(&run, &[small.delivery()], &cancel).expect("the delivery").expect("some files");
    let scratch = Scratch::of(run).expect("copies");
    let baseline = Baseline::of(&scratch.prove().expect("a proof"));
    let scratch = scratch.with_places(&baseline).expect("places");
    let entries = entries();
    let swaps = |entry: &&Entry| entry.fault.number == 3 && entry.fault.way == Way::Delivery;
    let fault = entries.iter().find(swaps).expect("the swap of accounts").fault;
    let Inject::Delivery(inject) = fault.inject else { panic!("a fault of the delivery") };
    for stream in 0..8 {
        let mut spoiled = Spoiled::of(&delivered, &scratch).expect("a folder");
        let trace = inject(&mut spoiled, &mut Chance::new(1, stream)).expect("a delivery").expect("a place");
        let caught = spoiled.judge(fault, &trace, &baseline, &cancel).expect("a run");
        assert!(caught.is_some(), "{trace:?}");
    }
}
