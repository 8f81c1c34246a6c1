//! The content of a report, put together from a run's evidence and proof.

mod waivers;

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};

use super::customs;
use super::model::{
    BreakdownLine, ChangeLine, ClassLine, CorrectionLine, CountLine, Digest, FailureLine, FilterLine, FindingLine,
    Identification, IdentityLine, NoteLine, PartitionLine, Report, UnmappedLine, VerdictLine,
};
use super::statements;
use super::verdicts::Verdicts;
use crate::catalog::Domain;
use crate::diag::{Code, Severity, codes};
use crate::domain::{bsn, euros};
use crate::mapping::Mapping;
use crate::mapping::model::DestinationKind;
use crate::reconcile::continuity::Line;
use crate::reconcile::{Parameters, Proof, Verdict};
use crate::source::opening::hexadecimal;
use crate::store::StoreError;
use crate::store::evidence_read::{AccountRow, CorrectionRow, EvidenceReader, FindingRow, IdentityRow, UnmappedCode};
use crate::validate::cell::iso;

/// A report, and the verdicts that it does not show in full.
#[derive(Debug)]
pub struct Assembled<'a> {
    /// The report.
    pub report: Report,
    /// All verdicts.
    pub verdicts: Verdicts<'a>,
}

/// Puts a report together; recipients are masked unless `unmask`.
///
/// # Errors
/// Fails where the evidence cannot be read.
pub fn assemble<'a>(
    mapping: &Mapping,
    evidence: &EvidenceReader<'_>,
    proof: &'a Proof,
    unmask: bool,
) -> Result<Assembled<'a>, StoreError> {
    let most = Report::LONGEST_LIST;
    let names = evidence.files()?.into_iter().map(|file| (file.number, file.name)).collect();
    let verdicts = Verdicts::of(proof, names, unmask);
    let accounts = evidence.accounts()?;
    let (observations, observed) = evidence.observations(most)?;
    let (notes, note_count) = evidence.notes(most)?;
    let found = proof.failures.iter().map(|failure| (failure.proof, failure));
    let failures = found
        .map(|(proof, failure)| FailureLine {
            proof: proof.to_owned(),
            subject: failure.subject.clone(),
            message: failure.message.clone(),
            place: failure.origin.and_then(|(file, line)| verdicts.place(file, line)),
        })
        .chain(observations.into_iter().map(|row| FailureLine {
            proof: row.kind,
            subject: row.subject,
            message: row.message,
            place: row.place,
        }));
    let mut failures: Vec<FailureLine> = failures.take(most).collect();
    failures.sort_by_key(|line| {
        let order = proof.summary.proofs.statuses();
        order.iter().position(|(name, _)| *name == line.proof)
    });
    let (corrections, correction_count) = corrections(mapping, evidence, unmask)?;
    let report = Report {
        summary: proof.summary.clone(),
        identification: identification(mapping, evidence)?,
        breakdown: breakdown(mapping, &accounts),
        filters: filters(mapping, &accounts),
        changes: evidence.changes()?.into_iter().map(change).collect(),
        corrections,
        correction_count,
        partition_sums: partition_sums(evidence)?,
        stopping: chosen(proof, &verdicts, Verdict::stops),
        listed: chosen(proof, &verdicts, |verdict| !verdict.stops()),
        failures,
        failure_count: proof.failures.len() as u64 + observed,
        customs: customs::assemble(evidence, unmask)?,
        payment_classes: evidence.payment_classes()?.into_iter().map(class).collect(),
        notes: notes
            .into_iter()
            .map(|row| NoteLine { kind: row.kind, subject: row.subject, message: row.message, place: row.place })
            .collect(),
        note_count,
        codes: found_codes(proof),
        waivers: waivers::lines(proof, unmask),
        findings: waivers::among(findings(mapping, evidence, unmask)?, proof, unmask),
        unmapped: evidence.unmapped_codes()?.into_iter().map(|found| unmapped(found, unmask)).collect(),
        not_planned: evidence.not_planned()?.into_iter().map(|(reason, count)| CountLine { reason, count }).collect(),
        identities: evidence.identities()?.into_iter().map(identity).collect(),
        statements: statements::of(mapping),
        drill: None,
    };
    Ok(Assembled { report, verdicts })
}

/// Takes the verdicts of a kind, the worst first, at most as many as a report shows. Those that are equal are of no kind.
fn chosen(proof: &Proof, verdicts: &Verdicts<'_>, wanted: impl Fn(Verdict) -> bool) -> Vec<VerdictLine> {
    let mut found: Vec<&Line> = proof.lines.unequal().iter().filter(|line| wanted(line.verdict)).collect();
    found.sort_by_key(|line| (line.verdict, i128::from(line.planned) - i128::from(line.promised)));
    found.into_iter().take(Report::LONGEST_LIST).map(|line| verdicts.show(&line.decided())).collect()
}

/// Says what a run was made from, and by which criteria.
///
/// # Errors
/// Fails where the evidence cannot be read.
pub fn identification(mapping: &Mapping, evidence: &EvidenceReader<'_>) -> Result<Identification, StoreError> {
    let parameters = Parameters::of(mapping);
    let window = (iso(parameters.window.first()), iso(parameters.window.last()));
    let destinations = mapping.destinations.iter().map(|destination| {
        let kind = match &destination.kind {
            DestinationKind::Municipality { .. } => "municipality".to_owned(),
            DestinationKind::Partner { of, .. } => {
                let names: Vec<&str> = of.iter().map(|place| mapping.destinations[*place].name.as_str()).collect();
                format!("partner of {}", names.join(", "))
            }
        };
        (destination.name.clone(), kind)
    });
    let cutover = iso(mapping.transfer.cutover);
    let parameters = [
        ("cut-over", cutover.clone()),
        ("window", format!("{} to {}", window.0, window.1)),
        ("at most, of a promise", format!("{}%", parameters.at_most_percent)),
        ("ceiling per payment", euros(parameters.ceiling_cents)),
    ];
    let mapping_files = mapping.files.iter().map(|(name, content)| Digest {
        name: name.clone(),
        sha256: hexadecimal(&Sha256::digest(content)),
        bytes: content.len() as u64,
    });
    let inputs = evidence.files()?;
    let inputs = inputs.into_iter().map(|file| Digest { name: file.name, sha256: file.sha256, bytes: file.bytes });
    let records = evidence.record_digests()?;
    Ok(Identification {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        service: mapping.transfer.service.clone(),
        cutover,
        destinations: destinations.collect(),
        parameters: parameters.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        window,
        inputs: inputs.collect(),
        mapping: mapping_files.collect(),
        records: records.into_iter().map(|(place, table, digest)| (format!("{place}.{table}"), digest)).collect(),
    })
}

/// Rows and cents, added up; a table without amount columns has no cents.
#[derive(Clone, Copy, Default)]
struct Sum {
    rows: i64,
    cents: Option<i128>,
}

/// Adds accounts up under a key; accounts without one are left out.
fn sums<K: Ord>(
    mapping: &Mapping,
    accounts: &[AccountRow],
    key: impl Fn(&AccountRow) -> Option<K>,
) -> BTreeMap<K, Sum> {
    let counted: BTreeSet<&str> = mapping
        .delivery
        .tables
        .iter()
        .filter(|table| !table.amounts.is_empty())
        .map(|table| table.name.as_str())
        .collect();
    let mut sums: BTreeMap<K, Sum> = BTreeMap::new();
    for account in accounts {
        let Some(key) = key(account) else { continue };
        let sum = sums.entry(key).or_default();
        sum.rows += account.rows;
        if counted.contains(account.table.as_str()) {
            sum.cents = Some(sum.cents.unwrap_or_default() + i128::from(account.cents));
        }
    }
    sums
}

fn breakdown(mapping: &Mapping, accounts: &[AccountRow]) -> Vec<BreakdownLine> {
    let key = |row: &AccountRow| Some((row.table.clone(), row.place.clone(), row.month.clone(), row.fate.clone()));
    let lines = sums(mapping, accounts, key).into_iter().map(|((table, place, month, fate), sum)| BreakdownLine {
        table,
        place,
        month,
        fate,
        rows: sum.rows,
        cents: sum.cents,
    });
    lines.collect()
}

fn filters(mapping: &Mapping, accounts: &[AccountRow]) -> Vec<FilterLine> {
    let key = |account: &AccountRow| account.filter.clone().map(|filter| (account.table.clone(), filter));
    let lines = sums(mapping, accounts, key).into_iter().map(|((table, (rule, because)), sum)| FilterLine {
        table,
        rule,
        because,
        rows: sum.rows,
        cents: sum.cents,
    });
    lines.collect()
}

fn unmapped(found: UnmappedCode, unmask: bool) -> UnmappedLine {
    let UnmappedCode { table, heading, value, rows } = found;
    UnmappedLine { table, column: heading, value: masked(value, false, unmask), rows }
}

fn identity(IdentityRow { name, blocks, lines }: IdentityRow) -> IdentityLine {
    IdentityLine { name, blocks, lines }
}

fn class((class, rows, cents): (String, u64, i64)) -> ClassLine {
    ClassLine { class, rows, cents: i128::from(cents) }
}

fn change((table, column, change, rows): (String, String, String, i64)) -> ChangeLine {
    ChangeLine { table, column, change, rows }
}

fn partition_sums(evidence: &EvidenceReader<'_>) -> Result<Vec<PartitionLine>, StoreError> {
    let sums = evidence.partition_sums()?.into_iter().map(|sum| PartitionLine {
        scheme: sum.scheme,
        month: sum.month,
        whole_cents: i128::from(sum.whole_cents),
        parts: sum.parts.into_iter().map(|(name, cents)| (name, i128::from(cents))).collect(),
        stays_cents: i128::from(sum.stays_cents),
        difference_cents: i128::from(sum.difference_cents),
    });
    Ok(sums.collect())
}

fn found_codes(proof: &Proof) -> Vec<&'static Code> {
    let all = codes::all();
    let found = proof.summary.findings.by_code.keys();
    found.filter_map(|id| all.iter().copied().find(|code| code.id == id.as_str())).collect()
}

fn findings(mapping: &Mapping, evidence: &EvidenceReader<'_>, unmask: bool) -> Result<Vec<FindingLine>, StoreError> {
    let (all, headings) = (codes::all(), bsn_headings(mapping));
    let line = |row: FindingRow| {
        let code = all.iter().find(|code| code.id == row.code);
        let secret = row.heading.as_deref().is_some_and(|heading| headings.contains(heading));
        let mask = |value| masked(value, secret, unmask);
        FindingLine {
            severity: code.map_or(Severity::Error, |code| code.severity),
            help: code.map(|code| code.help.to_owned()).unwrap_or_default(),
            code: row.code,
            place: row.place,
            column: row.heading,
            value: row.value.map(mask),
            message: row.message,
        }
    };
    Ok(evidence.findings(Report::LONGEST_LIST)?.into_iter().map(line).collect())
}

/// Returns the first corrections, and how many there are.
fn corrections(
    mapping: &Mapping,
    evidence: &EvidenceReader<'_>,
    unmask: bool,
) -> Result<(Vec<CorrectionLine>, u64), StoreError> {
    let (all, headings) = (evidence.corrections()?, bsn_headings(mapping));
    let count = all.len() as u64;
    let line = |row: CorrectionRow| {
        let secret = headings.contains(row.heading.as_str());
        CorrectionLine {
            place: row.place,
            column: row.heading,
            old: masked(row.old, secret, unmask),
            new: masked(row.new, secret, unmask),
            reason: masked(row.reason, false, unmask),
            by: masked(row.by, false, unmask),
        }
    };
    Ok((all.into_iter().take(Report::LONGEST_LIST).map(line).collect(), count))
}

/// Masks every number of a person in a text, and all of what should be one by its heading.
fn masked(value: String, secret: bool, unmask: bool) -> String {
    if unmask { value } else { bsn::mask_shown(&value, secret) }
}

/// Returns the headings under which BSNs are delivered.
#[must_use]
pub fn bsn_headings(mapping: &Mapping) -> BTreeSet<&str> {
    let mut headings = BTreeSet::new();
    for map in &mapping.maps {
        let table = &mapping.delivery.tables[map.from];
        for entry in map.columns.iter().filter(|entry| map.to.columns[entry.target].domain == Domain::Bsn) {
            for (_, unpivoted) in map.parts() {
                let reads = entry.operation.reads().into_iter();
                let columns = reads.flat_map(|read| read.from.columns(unpivoted));
                headings.extend(columns.map(|column| table.columns[column].as_str()));
            }
        }
    }
    headings.insert(mapping.delivery.tables[mapping.promise.from].columns[mapping.promise.recipient].as_str());
    headings
}
