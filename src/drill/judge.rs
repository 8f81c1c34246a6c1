//! Whether a fault was caught: by what must catch it, on what it was put to.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{Answer, Told};
use super::fault::{Fault, Trace};
use crate::reconcile::continuity::Decided;
use crate::reconcile::{Proof, Verdict};

/// Says so of payments that somebody else made, whatever they are; it catches nothing by itself.
const PLAN_DIFFERS: &str = "the planned payments do not follow from the components and payees";

/// What the proof says of the untouched copy.
#[derive(Debug)]
pub(super) struct Baseline {
    verdicts: BTreeMap<(String, String, String), Verdict>,
    failures: BTreeSet<(&'static str, String, String)>,
}

impl Baseline {
    pub(super) fn of(proof: &Proof) -> Self {
        let failures = proof.failures.iter();
        Self {
            verdicts: proof.lines.iter().map(|line| (key(&line), line.verdict)).collect(),
            failures: failures.map(|found| (found.proof, found.subject.clone(), found.message.clone())).collect(),
        }
    }

    /// Returns what was planned as it was promised: recipients, dates and accounts.
    pub(super) fn equal(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        let equal = self.verdicts.iter().filter(|(_, verdict)| **verdict == Verdict::Equal);
        equal.map(|((recipient, date, account), _)| (recipient.as_str(), date.as_str(), account.as_str()))
    }

    /// Tells whether the proof says the same, of the same lines.
    fn is_same(&self, proof: &Proof) -> bool {
        self.verdicts.len() == proof.lines.len()
            && self.changed(proof).next().is_none()
            && self.told(proof).next().is_none()
    }

    /// Returns the lines that are not as they were.
    fn changed<'a>(&'a self, proof: &'a Proof) -> impl Iterator<Item = Decided<'a>> {
        proof.lines.iter().filter(|line| self.verdicts.get(&key(line)) != Some(&line.verdict))
    }

    /// Returns what proofs say that they did not say before: of a subject, in words.
    fn told<'a>(&'a self, proof: &'a Proof) -> impl Iterator<Item = (&'static str, &'a str, &'a str)> {
        let said = proof.failures.iter().filter(|failure| {
            !self.failures.contains(&(failure.proof, failure.subject.clone(), failure.message.clone()))
        });
        said.map(|failure| (failure.proof, failure.subject.as_str(), failure.message.as_str()))
    }
}

/// Returns the names of the answers that caught a fault; nothing where it was missed on any of its subjects, or where it
/// hurts nobody and stopped something. `found` are the codes that were found where it was put.
pub(super) fn caught(
    fault: &Fault,
    trace: &Trace,
    baseline: &Baseline,
    proof: &Proof,
    found: &BTreeSet<&'static str>,
) -> Option<BTreeSet<&'static str>> {
    if fault.harmless && stops_anything(baseline, proof) {
        return None;
    }
    let verdicts = verdicts_by_case(trace, baseline, proof);
    let told: Vec<_> = baseline.told(proof).collect();
    let mut names = BTreeSet::new();
    for subject in &trace.subjects {
        let own = verdicts.get(subject.as_str());
        let given = fault.answers.iter().filter(|answer| match answer {
            Answer::Verdict(verdict) => own.is_some_and(|own| own.contains(verdict)),
            Answer::Told(Told { proof, says, .. }) => {
                told.iter().any(|(by, about, words)| by == proof && about == subject && words.contains(says))
            }
            Answer::Finding(code) => found.contains(code.id),
            Answer::Unchanged => baseline.is_same(proof),
            Answer::Refused(_) => false,
        });
        let given: Vec<&'static str> = given.map(Answer::name).collect();
        if given.is_empty() {
            return None;
        }
        names.extend(given);
    }
    (!trace.subjects.is_empty()).then_some(names)
}

/// Returns what stops a run in words, as far as it is not about who made the planned payments.
pub(super) fn alarms(proof: &Proof) -> Vec<String> {
    let stopping = proof.lines.iter().filter(|line| line.verdict.stops());
    let lines = stopping.map(|line| {
        let cases = line.case_numbers();
        format!("{} on {} for case {cases}: {}", line.verdict, line.date, line.explanation)
    });
    let failures =
        proof.failures.iter().map(|failure| format!("{}, {}: {}", failure.proof, failure.subject, failure.message));
    lines.chain(failures).collect()
}

fn stops_anything(baseline: &Baseline, proof: &Proof) -> bool {
    let mut told = baseline.told(proof).filter(|(by, _, _)| matches!(*by, "title" | "continuity"));
    baseline.changed(proof).any(|line| line.verdict.stops()) || told.any(|(_, _, words)| words != PLAN_DIFFERS)
}

fn verdicts_by_case<'a>(
    trace: &Trace,
    baseline: &'a Baseline,
    proof: &'a Proof,
) -> BTreeMap<&'a str, BTreeSet<Verdict>> {
    let mut verdicts: BTreeMap<&str, BTreeSet<Verdict>> = BTreeMap::new();
    for line in baseline.changed(proof).filter(|line| trace.date.as_ref().is_none_or(|date| *date == line.date)) {
        for (case, _) in &line.cases {
            verdicts.entry(case).or_default().insert(line.verdict);
        }
    }
    verdicts
}

fn key(line: &Decided<'_>) -> (String, String, String) {
    (line.recipient.to_owned(), line.date.to_owned(), line.account.to_owned())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::drill::catalogue::entries;
    use crate::drill::chance::Chance;
    use crate::drill::fault::Inject;
    use crate::drill::scratch::Scratch;
    use crate::mapping;
    use crate::pipeline::{self, OpenRun};
    use crate::source::Cancel;
    use crate::store::StoreError;

    /// What becomes of a trace before it is judged.
    type Change = fn(Trace) -> Trace;

    fn scratch() -> (tempfile::TempDir, Scratch, Baseline) {
        let folder = tempfile::tempdir().expect("a folder");
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let (out, cancel) = (folder.path().join("run"), Cancel::default());
        let request = pipeline::Request {
            mapping: &mapping::load(&root.join("mappings/laborijn")).expect("a mapping"),
            delivery: &[root.join("fixtures/laborijn/clean/delivery")],
            out: Some(&out),
            now: "",
            unmask: false,
            cancel: &cancel,
            progress: &|_, _| {},
        };
        pipeline::run(&request).expect("a run");
        let scratch = OpenRun::open(&out).and_then(Scratch::of).expect("copies");
        let baseline = Baseline::of(&scratch.prove().expect("a proof"));
        let scratch = scratch.with_places(&baseline).expect("places");
        (folder, scratch, baseline)
    }

    /// Takes a cent off the first planned payment of the first case.
    fn cent_less(scratch: &Scratch, _: &mut Chance) -> Result<Option<Trace>, StoreError> {
        let sql = "SELECT inkomensvoorziening, id, datum FROM drill_payment ORDER BY id LIMIT 1";
        let Some(place) = scratch.pick(&mut Chance::new(1, 1), sql, &[])? else { return Ok(None) };
        place.change("UPDATE betaalopdracht SET bedrag_cent = bedrag_cent - 1 WHERE id = ?1", [place.number(1)])?;
        Ok(Some(Trace::of(place.text(0), String::new()).on(place.text(2))))
    }

    #[test]
    fn what_stands_in_a_copy_is_never_read_as_sql() {
        let (_folder, scratch, _) = scratch();
        let sql = "SELECT ?1 FROM drill_payment WHERE iban <> ?1 ORDER BY id";
        let place = scratch.pick(&mut Chance::new(1, 1), sql, &[&"O'Neil"]).expect("a statement");
        assert_eq!(place.map(|place| place.text(0)).as_deref(), Some("O'Neil"));
        for municipality in scratch.municipalities() {
            let quoted = "UPDATE betaalopdracht SET iban = iban || char(39);
                UPDATE drill_order SET iban = iban || char(39)";
            municipality.connection.execute_batch(quoted).expect("valid SQL");
        }
        for entry in entries() {
            let Inject::Target(inject) = entry.fault.inject else { continue };
            let done = scratch.restored(|| inject(&scratch, &mut Chance::new(1, 1)).map(drop));
            assert!(done.is_ok(), "{}: {done:?}", entry.fault.english);
        }
    }

    #[test]
    fn a_fault_is_caught_by_what_must_catch_it_and_by_nothing_else() {
        let (_folder, scratch, baseline) = scratch();
        let fault = |answers| Fault::payments(7, ("", ""), answers, cent_less);
        let (lower, higher) = (&[Answer::Verdict(Verdict::Lower)], &[Answer::Verdict(Verdict::Higher)]);
        let same = |trace: Trace| trace;
        let other_case = |trace: Trace| Trace { subjects: vec!["another case".to_owned()], ..trace };
        let other_date = |trace: Trace| trace.on("2021-03-31");
        let both = |mut trace: Trace| {
            trace.subjects.push("another case".to_owned());
            trace
        };
        let table: [(Fault, Change, bool); 7] = [
            (fault(lower), same, true),
            (fault(higher), same, false),
            (fault(lower), other_case, false),
            (fault(lower), other_date, false),
            (fault(lower), both, false),
            (fault(lower).harmless(), same, false),
            (fault(&[Answer::Unchanged]), same, false),
        ];
        for (place, (fault, change, expected)) in table.into_iter().enumerate() {
            let Inject::Target(inject) = fault.inject else { panic!("a fault of the target") };
            let names = scratch.restored(|| {
                let trace = inject(&scratch, &mut Chance::new(1, 1))?.map(change).expect("a place");
                Ok(caught(&fault, &trace, &baseline, &scratch.prove()?, &BTreeSet::new()))
            });
            let names = names.expect("a proof");
            assert_eq!(names, expected.then(|| BTreeSet::from(["lower"])), "{place}");
        }
        assert!(baseline.is_same(&scratch.prove().expect("a proof")), "the copies are put right again");
    }
}
