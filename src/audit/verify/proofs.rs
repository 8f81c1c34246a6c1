//! The proofs made again from evidence and targets, and everything that was written of them held against that.

use std::fs;
use std::path::Path;

use super::answer::{Check, Difference, Topic};
use super::contents::Comparing;
use crate::audit::reports;
use crate::domain::bsn;
use crate::pipeline::intact::unreadable;
use crate::pipeline::manifest::{EVIDENCE, SUMMARY};
use crate::pipeline::{Manifest, OpenRun, PipelineError};
use crate::reconcile::continuity::Decided;
use crate::reconcile::summary::Status;
use crate::reconcile::{Proof, Summary};
use crate::rehearsal::mask::Mask;
use crate::report::json;
use crate::store::compare::MOST;
use crate::store::evidence_read::DecidedRow;

const FIGURE: &str = "this does not come out when the proofs are made again from evidence and targets";
const RENDERED: &str = "the report does not say what the evidence says when it is rendered again";
const RERUN: &str = "trust neither until the run was made again from its delivery";
const RENEW: &str = "render it again with `overdracht report RUN`";

/// Checks every figure of the summary, in its file and in the evidence, and the verdicts that the evidence keeps.
pub(super) fn figures(folder: &Path, run: &OpenRun, proof: &Proof, same: bool) -> Result<Check, PipelineError> {
    let (mut unlike, mut checked) = (Vec::new(), 0);
    let kept = fs::read(folder.join(SUMMARY));
    match &kept {
        Err(error) => unlike.push(unreadable(SUMMARY, error)),
        Ok(kept) => {
            unlike.extend(summary(run, SUMMARY, kept, &proof.summary, same));
            checked = figures_in(&serde_json::from_slice(kept).unwrap_or_default());
        }
    }
    let in_evidence = run.evidence().fact("summary")?.into_bytes();
    if !kept.is_ok_and(|kept| kept == in_evidence) {
        let told = summary(run, EVIDENCE, &in_evidence, &proof.summary, same).into_iter();
        unlike.extend(told.map(|difference| Difference { table: "run".to_owned(), ..difference }));
    }
    unlike.extend(verdicts(run, proof, same)?);
    let proofs = &proof.summary.proofs;
    let statuses = proofs.statuses().map(|(name, status)| (name, in_words(status)));
    let stops = proofs.continuity.hard_stops.by_name().map(|(name, count)| (name, count.to_string()));
    let kept =
        [("proof", run.evidence().proofs()?, &statuses[..]), ("hard_stop", run.evidence().hard_stops()?, &stops[..])];
    let told = kept.iter().flat_map(|(table, kept, expected)| named(table, kept, expected));
    // Another version proves and counts other things besides.
    unlike.extend(told.filter(|difference| same || difference.found.is_some() && difference.expected.is_some()));
    Ok(Check::of(Topic::Proofs, checked, unlike))
}

/// Lists the verdicts in the evidence that come out otherwise, the first ones by one.
fn verdicts(run: &OpenRun, proof: &Proof, same: bool) -> Result<Vec<Difference>, PipelineError> {
    let (mut unlike, mut count, mut lines) = (Vec::new(), 0_u64, proof.lines.iter());
    let mut differs = |number: Option<i64>, found: Option<String>, expected: Option<String>| {
        count += 1;
        if count <= MOST {
            let row = number.map_or_else(String::new, |number| format!("rowid {number}"));
            let told = Difference::new(EVIDENCE, FIGURE, RERUN).values(found, expected);
            unlike.push(Difference { table: "verdict".to_owned(), row, ..told });
        }
    };
    run.evidence().each_decided(|kept| {
        let mut expected = lines.next().map(|line| decided(&line));
        // Another version explains the same in other words.
        if let Some(expected) = expected.as_mut().filter(|_| !same) {
            expected.explanation.clone_from(&kept.explanation);
        }
        let found = Some(told(&kept));
        let number = kept.number;
        if expected.as_ref().is_none_or(|expected| DecidedRow { number, ..expected.clone() } != kept) {
            differs(Some(number), found, expected.as_ref().map(told));
        }
    })?;
    for line in lines {
        differs(None, None, Some(told(&decided(&line))));
    }
    if count > MOST {
        let message = format!("{} verdicts more: {FIGURE}", count - MOST);
        unlike.push(Difference { table: "verdict".to_owned(), ..Difference::new(EVIDENCE, &message, RERUN) });
    }
    Ok(unlike)
}

/// Lists the rows of a table of names and values that come out otherwise.
fn named(table: &str, kept: &[(String, String)], expected: &[(&str, String)]) -> Vec<Difference> {
    let differs = |name: &str, found: Option<&String>, expected: Option<&String>| {
        let told = Difference::new(EVIDENCE, FIGURE, RERUN).values(found.cloned(), expected.cloned());
        Difference { table: table.to_owned(), row: format!("name {name}"), ..told }
    };
    let mut unlike = Vec::new();
    for (name, expected) in expected {
        let mut rows = kept.iter().filter(|(known, _)| known == name).map(|(_, value)| value);
        let found = rows.next();
        unlike.extend((found != Some(expected)).then(|| differs(name, found, Some(expected))));
        unlike.extend(rows.map(|again| differs(name, Some(again), None)));
    }
    let is_known = |name: &str| expected.iter().any(|(known, _)| *known == name);
    let others = kept.iter().filter(|(name, _)| !is_known(name));
    unlike.extend(others.map(|(name, value)| differs(name, Some(value), None)));
    unlike
}

/// Writes down how a proof came out, as the evidence tells it.
fn in_words(status: &Status) -> String {
    match status {
        Status::Passed => "passed".to_owned(),
        Status::Failed => "failed".to_owned(),
        Status::NotRun { reason } => format!("not_run: {reason}"),
    }
}

/// Writes a verdict down as the evidence keeps it.
fn decided(line: &Decided<'_>) -> DecidedRow {
    DecidedRow {
        number: 0,
        verdict: line.verdict.name().to_owned(),
        recipient: line.recipient.to_owned(),
        client: line.client.map(str::to_owned),
        cases: line.case_numbers().into_owned(),
        date: line.date.to_owned(),
        account: line.account.to_owned(),
        payee: line.payee.map(str::to_owned),
        promised: line.promised,
        planned: line.planned,
        elsewhere: line.elsewhere,
        explanation: line.explanation.to_owned(),
        delivered: line.origins.iter().map(|(file, line)| format!("{file}:{line}")).collect::<Vec<_>>().join(" "),
        waived_by: line.waived.map(|waived| waived.by.clone()),
        before: line.waived.map(|waived| waived.was.name().to_owned()),
    }
}

/// Tells a verdict, its recipient masked.
fn told(row: &DecidedRow) -> String {
    let DecidedRow { verdict, cases, date, account, promised, planned, elsewhere, .. } = row;
    let recipient = bsn::mask(&row.recipient);
    let mut told = format!(
        "{verdict} for {recipient}, {cases}, {date}, {account}: {promised} promised, {planned} planned, {elsewhere} \
         elsewhere, in cents"
    );
    let delivered = Some(&row.delivered);
    let explanation = Some(&row.explanation).filter(|text| !text.is_empty());
    let besides = [
        ("client", row.client.as_ref()),
        ("payee", row.payee.as_ref()),
        ("delivered at", delivered),
        ("waived by", row.waived_by.as_ref()),
        ("else", row.before.as_ref()),
        ("explained by", explanation),
    ];
    for (what, text) in besides.into_iter().filter_map(|(what, text)| Some((what, text?))) {
        told.extend(["; ", what, " ", &bsn::mask_within(text)]);
    }
    told
}

/// Lists the figures of a summary that come out otherwise. What another version of the tool counts besides, or calls
/// itself, is no difference.
pub(in crate::audit) fn summary(run: &OpenRun, name: &str, kept: &[u8], now: &Summary, same: bool) -> Vec<Difference> {
    let mask = Mask::of(&run.mapping);
    let comparing = Comparing { message: FIGURE, help: RERUN, mask: &mask };
    let mut unlike = comparing.summaries(name, kept, json::render(now).as_bytes());
    if !same {
        unlike.retain(|difference| difference.found.is_some() && difference.column != "overdracht");
        unlike.retain(|difference| !difference.column.is_empty());
    }
    unlike
}

/// Checks the reports, rendered again from evidence and proof.
pub(super) fn rendered(
    folder: &Path,
    run: &OpenRun,
    proof: &Proof,
    manifest: &Manifest,
) -> Result<Check, PipelineError> {
    let mask = Mask::of(&run.mapping);
    let comparing = Comparing { message: RENDERED, help: RENEW, mask: &mask };
    let reports = reports::render(run, proof, manifest)?;
    let checked = reports.len();
    let mut unlike = Vec::new();
    for (name, expected) in reports {
        match fs::read(folder.join(name)) {
            Ok(found) => unlike.extend(comparing.files(name, &found, &expected)),
            Err(error) => unlike.push(unreadable(name, &error)),
        }
    }
    Ok(Check::of(Topic::Reports, checked, unlike))
}

/// Counts the figures of a summary.
fn figures_in(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Object(fields) => fields.values().map(figures_in).sum(),
        serde_json::Value::Array(items) => items.iter().map(figures_in).sum(),
        _ => 1,
    }
}
