//! All five proofs, from the evidence and the targets of a run.

use std::collections::BTreeMap;

use super::completeness::{Accounts, DigestCheck};
use super::continuity::{Line, Lines};
use super::payments::{self, PaymentProofs};
use super::planned::Payments;
use super::reserve::ReserveCheck;
use super::stored::Stored;
use super::summary::{BalanceCounts, Fidelity, FindingCounts, Proofs, Status, Summary, Verdict, Worst};
use super::waivers::{self, Judged};
use super::{Failure, completeness, partition};
use crate::convert::digest::RecordDigest;
use crate::domain::{bsn, norm};
use crate::ledger::Window;
use crate::mapping::Mapping;
use crate::store::evidence_read::EvidenceReader;
use crate::store::{StoreError, Target};
use crate::validate::cell::iso;

/// The criteria of the proofs, fixed by the mapping before anything is compared.
#[derive(Clone, Debug)]
pub struct Parameters {
    /// The payment dates that are compared.
    pub window: Window,
    /// The payment dates that the mapping promises, of which fewer may be compared.
    pub whole: Window,
    /// The day before the cut-over, ISO.
    pub eve: String,
    /// The percentage of a promise above which a payment is a mistake.
    pub at_most_percent: u32,
    /// The cents above which one payment is a mistake.
    pub ceiling_cents: i64,
}

impl Parameters {
    /// Takes the criteria of a mapping.
    #[must_use]
    pub fn of(mapping: &Mapping) -> Self {
        let cutover = mapping.transfer.cutover;
        let ceiling = mapping.promise.ceiling.unwrap_or_else(|| norm::payment_ceiling(cutover));
        let whole = Window::new(cutover, mapping.promise.window_months);
        Self {
            window: whole,
            whole,
            eve: iso(cutover.yesterday().unwrap_or(cutover)),
            at_most_percent: mapping.promise.at_most_percent,
            ceiling_cents: ceiling.cents(),
        }
    }
}

/// What was proven, and what was not.
#[derive(Debug)]
pub struct Proof {
    /// The figures.
    pub summary: Summary,
    /// The verdicts, in order of recipient, date and account.
    pub lines: Lines,
    /// Everything else that is wrong.
    pub failures: Vec<Failure>,
    /// Per case with a verdict that stops, the keys of the components that make its sum.
    pub components: BTreeMap<String, Vec<i64>>,
    /// The waivers, and what each came to.
    pub waivers: Vec<Judged>,
    /// Per target table, whether its records are those that were converted.
    pub digests: Vec<DigestCheck>,
    /// What became of every reserve of holiday allowance, in order of case.
    pub reserves: Vec<ReserveCheck>,
}

impl Proof {
    /// Names the proofs that did not pass; nothing where the run is proven.
    #[must_use]
    pub fn unproven(&self) -> Option<String> {
        if self.summary.verdict == Verdict::Proven {
            return None;
        }
        let named = self.summary.proofs.statuses().into_iter().filter_map(|(name, status)| match status {
            Status::Passed => None,
            Status::Failed => Some(format!("{name} failed")),
            Status::NotRun { reason } => Some(format!("{name} was not run ({reason})")),
        });
        Some(named.collect::<Vec<_>>().join(", "))
    }
}

/// The steps of the proof, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Every row has one fate.
    Completeness,
    /// Every case is in one place.
    Partition,
    /// Title and continuity, in one pass over the planned payments.
    Payments,
    /// Payments, and all records, are those that were delivered.
    Fidelity,
}

impl Step {
    /// All steps, in order.
    pub const ALL: [Self; 4] = [Self::Completeness, Self::Partition, Self::Payments, Self::Fidelity];
}

/// Makes all five proofs.
///
/// # Errors
/// Fails where a database cannot be read.
pub fn prove(mapping: &Mapping, evidence: &EvidenceReader<'_>, targets: &[Target]) -> Result<Proof, StoreError> {
    prove_either(mapping, evidence, targets, None, (|| Ok(()), &|_| {}))
}

/// Makes all five proofs once the evidence is complete, and says which step begins. The targets are read meanwhile.
///
/// # Errors
/// Fails where a database cannot be read, and where `complete` fails.
pub fn prove_by_steps<E: From<StoreError>>(
    mapping: &Mapping,
    evidence: &EvidenceReader<'_>,
    targets: &[Target],
    complete: impl FnOnce() -> Result<(), E>,
    begin: &dyn Fn(Step),
) -> Result<Proof, E> {
    prove_either(mapping, evidence, targets, None, (complete, begin))
}

/// Makes all five proofs with the payments of files in the place of those that were computed.
///
/// # Errors
/// Fails where a database cannot be read.
pub fn prove_planned(
    mapping: &Mapping,
    evidence: &EvidenceReader<'_>,
    targets: &[Target],
    payments: &Payments<'_>,
) -> Result<Proof, StoreError> {
    prove_either(mapping, evidence, targets, Some(payments), (|| Ok(()), &|_| {}))
}

fn prove_either<E: From<StoreError>>(
    mapping: &Mapping,
    evidence: &EvidenceReader<'_>,
    targets: &[Target],
    planned: Option<&Payments<'_>>,
    (complete, begin): (impl FnOnce() -> Result<(), E>, &dyn Fn(Step)),
) -> Result<Proof, E> {
    let mut parameters = Parameters::of(mapping);
    parameters.window = planned.map_or(parameters.window, Payments::window);
    let (mut of_partition, mut of_payments) = (Vec::new(), Vec::new());
    let (stored, (accounts, partition, payments)) = Stored::read_beside(targets, || -> Result<_, E> {
        complete()?;
        begin(Step::Completeness);
        let accounts = Accounts::of(mapping, evidence, targets)?;
        begin(Step::Partition);
        let partition = partition::prove(mapping, evidence, targets, &mut of_partition)?;
        begin(Step::Payments);
        let payments = payments::prove(mapping, evidence, targets, &parameters, planned, &mut of_payments)?;
        begin(Step::Fidelity);
        Ok((accounts, partition, payments))
    })?;
    let mut failures = Vec::new();
    let (accounting, completeness, digests) = completeness::prove(evidence, targets, &stored, accounts, &mut failures)?;
    failures.append(&mut of_partition);
    let fidelity = prove_fidelity(evidence, targets, &stored, &mut failures)?;
    failures.append(&mut of_payments);
    let PaymentProofs { title, mut continuity, lines, components, waivers, reserves } = payments;
    continuity.worst = worst(evidence, &lines)?;
    continuity.waivers = waivers::count(&waivers);
    let proofs = Proofs { completeness, partition, fidelity, title, continuity };
    let verdict = if proofs.all_passed() { Verdict::Proven } else { Verdict::NotProven };
    let summary = Summary {
        format: 1,
        overdracht: env!("CARGO_PKG_VERSION").to_owned(),
        service: mapping.transfer.service.clone(),
        cutover: iso(mapping.transfer.cutover),
        verdict,
        accounting,
        proofs,
        findings: count_findings(evidence, &waivers)?,
        planned: planned.map(|payments| payments.source().clone()),
    };
    Ok(Proof { summary, lines, failures, components, waivers, digests, reserves })
}

impl Proofs {
    /// Tells whether every proof ran and passed.
    #[must_use]
    pub fn all_passed(&self) -> bool {
        let statuses = [
            &self.completeness.status,
            &self.partition.status,
            &self.fidelity.status,
            &self.title.status,
            &self.continuity.status,
        ];
        statuses.into_iter().all(|status| *status == Status::Passed)
    }
}

/// Takes the row-by-row comparison that was made while the delivery was at hand, and holds the payments that stand in
/// the targets now against the digest of those that were delivered.
fn prove_fidelity(
    evidence: &EvidenceReader<'_>,
    targets: &[Target],
    stored: &Stored,
    failures: &mut Vec<Failure>,
) -> Result<Fidelity, StoreError> {
    let mut fidelity = Fidelity {
        status: Status::Passed,
        payments: evidence.count("payments")?,
        missing: evidence.count("payments_missing")?,
        different: evidence.count("payments_different")?,
        unexpected: evidence.count("payments_unexpected")?,
        balances: BalanceCounts {
            rows: evidence.count("balance_rows")?,
            different: evidence.count("balance_rows_different")?,
        },
    };
    let compared_equal = fidelity.missing + fidelity.different + fidelity.unexpected == 0;
    let delivered: BTreeMap<String, (u64, String)> =
        evidence.payment_digests()?.into_iter().map(|(name, rows, digest)| (name, (rows, digest))).collect();
    for target in targets.iter().filter(|target| target.partner_of.is_none()) {
        // A municipality to which no payment was delivered must have none.
        let nothing = || (0, RecordDigest::default().hexadecimal());
        let (rows, digest) = delivered.get(&target.name).cloned().unwrap_or_else(nothing);
        let there = stored.payments(target);
        if compared_equal && digest != there.digest.hexadecimal() {
            fidelity.missing += rows.saturating_sub(there.rows);
            fidelity.unexpected += there.rows.saturating_sub(rows);
            fidelity.different += u64::from(rows == there.rows);
            let message = "the payments that stand there are not those that were delivered".to_owned();
            failures.push(Failure::new("fidelity", &target.name, message));
        }
    }
    let wrong = fidelity.missing + fidelity.different + fidelity.unexpected + fidelity.balances.different;
    if wrong > 0 {
        fidelity.status = Status::Failed;
    }
    Ok(fidelity)
}

/// Counts what was found before the proof, and what the proof finds itself.
fn count_findings(evidence: &EvidenceReader<'_>, waivers: &[Judged]) -> Result<FindingCounts, StoreError> {
    let mut counts = FindingCounts::default();
    let own = waivers.iter().filter_map(|judged| judged.finding.as_ref());
    let own = own.map(|finding| (finding.code.id.to_owned(), finding.code.severity.to_string(), 1));
    for (code, severity, count) in evidence.finding_counts()?.into_iter().chain(own) {
        match severity.as_str() {
            "error" => counts.error += count,
            _ => counts.warning += count,
        }
        *counts.by_code.entry(code).or_default() += count;
    }
    Ok(counts)
}

/// How many of the worst verdicts the summary names.
const WORST: usize = 20;

fn worst(evidence: &EvidenceReader<'_>, lines: &Lines) -> Result<Vec<Worst>, StoreError> {
    let names: BTreeMap<u16, String> = evidence.files()?.into_iter().map(|file| (file.number, file.name)).collect();
    let mut stopping: Vec<&Line> = lines.unequal().iter().filter(|line| line.verdict.stops()).collect();
    stopping.sort_by_key(|line| (line.verdict, line.planned - line.promised));
    let shown = stopping.into_iter().take(WORST).map(|line| {
        let origin = line.origins.first();
        Worst {
            verdict: line.verdict.name().to_owned(),
            recipient: bsn::mask(&line.recipient),
            clientnummer: line.client.clone(),
            dossiernummer: line.cases().collect::<Vec<_>>().join(" "),
            date: line.date.clone(),
            promised_cents: i128::from(line.promised),
            planned_cents: i128::from(line.planned),
            file: origin.and_then(|(file, _)| names.get(file).cloned()),
            line: origin.map(|(_, line)| *line),
        }
    });
    Ok(shown.collect())
}

#[cfg(test)]
mod tests;
