//! A drill from beginning to end: every fault, as often as asked, several at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::catalogue::{Entry, LISTED, entries};
use super::chance::Chance;
use super::delivery::{Delivered, Spoiled};
use super::error::DrillError;
use super::fault::{Inject, Trace, Way};
use super::judge::{self, Baseline};
use super::model::{Drill, FaultRow, MissedInjection};
use super::scratch::Scratch;
use crate::pipeline::manifest::EVIDENCE;
use crate::pipeline::{FileEntry, OpenRun, PipelineError};
use crate::rehearsal::parallel;
use crate::source::{Cancel, SourceError};
use crate::store::StoreError;

/// What is to be drilled.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The folder of a run.
    pub run: &'a Path,
    /// The delivery that it was made from, as a folder or as files; nothing where it is not at hand.
    pub delivery: &'a [PathBuf],
    /// How often each fault is injected.
    pub times: u32,
    /// What places are chosen by.
    pub seed: u64,
    /// The user's wish to stop.
    pub cancel: &'a Cancel,
    /// Told of every injection that is done.
    pub done: &'a (dyn Fn() + Sync),
}

/// How many alarms and subjects are told in full.
const TOLD: usize = 20;

/// What came of one injection.
enum Came {
    Caught(BTreeSet<&'static str>),
    Missed(Box<Trace>),
    NoPlace,
}

/// Returns how many injections a drill tries.
#[must_use]
pub fn pieces(times: u32, with_delivery: bool) -> usize {
    entries().iter().filter(|entry| is_tried(entry, with_delivery)).count() * times as usize
}

/// Holds a drill. The run is untouched; what was found is returned and not kept.
///
/// # Errors
/// Fails where the folder is no run, the delivery is another one, a copy cannot be written, or the user asked to stop.
pub fn drill(request: &Request<'_>) -> Result<Drill, DrillError> {
    let with_delivery = !request.delivery.is_empty();
    let run = OpenRun::open(request.run)?;
    let delivered = Delivered::open(&run, request.delivery, request.cancel)?;
    let scratch = Scratch::of(run)?;
    let untouched = scratch.prove()?;
    let baseline = Baseline::of(&untouched);
    let mut alarms = judge::alarms(&untouched);
    if let Some(delivered) = &delivered {
        alarms.extend(Spoiled::of(delivered, &scratch)?.alarms(request.cancel)?);
    }
    drop((scratch, untouched));
    let entries = entries();
    let tried = entries.iter().enumerate().filter(|(_, entry)| is_tried(entry, with_delivery));
    let items: Vec<(usize, u64)> =
        tried.flat_map(|(index, _)| (0..u64::from(request.times)).map(move |time| (index, time))).collect();
    let work = Work { request, delivered: delivered.as_ref(), baseline: &baseline };
    let results = parallel::in_order_with(
        &items,
        || {
            OpenRun::open(request.run)
                .and_then(Scratch::of)
                .and_then(|copies| copies.with_places(&baseline))
                .map_err(Some)
        },
        |scratch, (index, time)| {
            let came = copies(scratch).and_then(|scratch| work.inject(scratch, &entries[*index], *time));
            (request.done)();
            came
        },
    );
    let mut by_fault: BTreeMap<usize, Vec<Came>> = BTreeMap::new();
    for ((index, _), came) in items.iter().zip(results) {
        by_fault.entry(*index).or_default().push(came?);
    }
    let path = request.run.join(EVIDENCE);
    let evidence = FileEntry::of(&path, EVIDENCE, request.cancel).map_err(PipelineError::output(&path))?;
    let mut drill = Drill {
        injected: 0,
        caught: 0,
        missed: 0,
        false_alarms: alarms.len() as u64,
        seed: request.seed,
        times: request.times,
        overdracht: env!("CARGO_PKG_VERSION").to_owned(),
        evidence_sha256: evidence.sha256,
        with_delivery,
        faults: Vec::new(),
        missed_injections: Vec::new(),
        alarms: alarms.into_iter().take(TOLD).collect(),
    };
    for (index, entry) in entries.iter().enumerate() {
        drill.add(entry, by_fault.remove(&index));
    }
    drill.list();
    Ok(drill)
}

fn is_tried(entry: &Entry, with_delivery: bool) -> bool {
    with_delivery || entry.fault.way != Way::Delivery
}

/// What all injections share.
struct Work<'a> {
    request: &'a Request<'a>,
    delivered: Option<&'a Delivered>,
    baseline: &'a Baseline,
}

impl Work<'_> {
    fn inject(&self, scratch: &Scratch, entry: &Entry, time: u64) -> Result<Came, DrillError> {
        if self.request.cancel.is_requested() {
            return Err(SourceError::Interrupted.into());
        }
        let mut dice = Chance::new(self.request.seed, entry.stream | time);
        match entry.fault.inject {
            Inject::Target(inject) => Ok(scratch.restored(|| {
                let Some(trace) = inject(scratch, &mut dice)? else { return Ok(Came::NoPlace) };
                let proof = scratch.prove_with(trace.waiver.as_ref())?;
                let caught = judge::caught(entry.fault, &trace, self.baseline, &proof, &BTreeSet::new());
                Ok::<_, StoreError>(caught.map_or_else(|| Came::Missed(Box::new(trace)), Came::Caught))
            })?),
            Inject::Delivery(inject) => {
                let Some(delivered) = self.delivered else { return Ok(Came::NoPlace) };
                let mut spoiled = Spoiled::of(delivered, scratch)?;
                let Some(trace) = inject(&mut spoiled, &mut dice)? else { return Ok(Came::NoPlace) };
                let caught = spoiled.judge(entry.fault, &trace, self.baseline, self.request.cancel)?;
                Ok(caught.map_or_else(|| Came::Missed(Box::new(trace)), Came::Caught))
            }
        }
    }
}

/// Returns the copies of a thread. Why there are none is told to its first injection: results come in order, so that
/// nobody hears what is told to the later ones.
fn copies(made: &mut Result<Scratch, Option<PipelineError>>) -> Result<&Scratch, DrillError> {
    match made {
        Ok(scratch) => Ok(scratch),
        Err(error) => Err(error.take().map_or_else(|| SourceError::Interrupted.into(), DrillError::from)),
    }
}

impl Drill {
    fn add(&mut self, entry: &Entry, came: Option<Vec<Came>>) {
        let fault = entry.fault;
        let mut row = FaultRow {
            number: fault.number,
            fault: fault.english.to_owned(),
            fout: fault.dutch.to_owned(),
            way: Some(fault.way),
            caught_by: fault.answers.iter().map(|answer| answer.name().to_owned()).collect(),
            injected: 0,
            caught: 0,
            missed: 0,
            by: BTreeMap::new(),
            not_injected: None,
        };
        let tried = came.is_some();
        for came in came.unwrap_or_default() {
            match came {
                Came::NoPlace => continue,
                Came::Caught(names) => {
                    row.caught += 1;
                    for name in names {
                        *row.by.entry(name.to_owned()).or_default() += 1;
                    }
                }
                Came::Missed(missed) => {
                    let Trace { subjects, change, .. } = *missed;
                    row.missed += 1;
                    self.missed_injections.push(MissedInjection {
                        number: fault.number,
                        fault: fault.english.to_owned(),
                        way: fault.way,
                        subjects: subjects.into_iter().take(TOLD).collect(),
                        change,
                    });
                }
            }
            row.injected += 1;
        }
        row.not_injected = match (tried, row.injected) {
            (false, _) => Some("the delivery is not at hand: name it with --delivery".to_owned()),
            (true, 0) => Some("nothing to inject into".to_owned()),
            (true, _) => None,
        };
        self.injected += row.injected;
        self.caught += row.caught;
        self.missed += row.missed;
        self.faults.push(row);
    }

    /// Adds the numbers of the register for which nothing is injected.
    fn list(&mut self) {
        self.faults.extend(LISTED.iter().map(|listed| FaultRow {
            number: listed.number,
            fault: listed.english.to_owned(),
            fout: listed.dutch.to_owned(),
            way: None,
            caught_by: Vec::new(),
            injected: 0,
            caught: 0,
            missed: 0,
            by: BTreeMap::new(),
            not_injected: Some(listed.reason.to_owned()),
        }));
        self.faults.sort_by_key(|row| row.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_there_are_no_copies_is_told_as_it_was() {
        let (path, reason) = (PathBuf::from("runs/proef-1"), "there is no such file".to_owned());
        let mut made = Err(Some(PipelineError::from(StoreError::NotARun { path, reason })));
        let told = copies(&mut made).expect_err("no copies");
        assert!(matches!(told, DrillError::Pipeline(PipelineError::Store(StoreError::NotARun { .. }))), "{told}");
        assert!(copies(&mut made).is_err());
    }
}
