//! The figures of each proof in one line; what is wrong comes first, so that no cut hides it.

use crate::domain::{Total, euros};
use crate::reconcile::summary::{Completeness, Continuity, Fidelity, Partition, Summary, Title, WaiverCounts};
use crate::report::figures::Effect;

/// Returns the figures of the proof of a name, as lines; only continuity has more than one.
pub(super) fn of(proof: &str, summary: &Summary) -> Vec<String> {
    let proofs = &summary.proofs;
    match proof {
        "completeness" => vec![completeness(&proofs.completeness, summary)],
        "partition" => vec![partition(&proofs.partition)],
        "fidelity" => vec![fidelity(&proofs.fidelity)],
        "title" => vec![title(&proofs.title)],
        _ => continuity(&proofs.continuity),
    }
}

fn completeness(proof: &Completeness, summary: &Summary) -> String {
    let wrong = [
        ("unexplained", proof.unexplained_rows.unsigned_abs()),
        ("rejected", proof.rejected_rows.unsigned_abs()),
        ("tables that differ", proof.digests.failed),
        ("wrong control totals", proof.control_totals.failed),
        ("wrong totals lines", proof.totals_lines.failed),
    ];
    let rows: i64 = summary.accounting.iter().map(|file| file.read.rows).sum();
    let files = summary.accounting.len();
    let controls = match (proof.control_totals.checked, proof.totals_lines.checked) {
        (0, 0) => "control totals none".to_owned(),
        (0, lines) => format!("totals lines {lines}"),
        (checked, _) => format!("control totals {checked}"),
    };
    join(&counted(&wrong), &format!("rows {rows}, files {files}, {controls}"))
}

fn partition(proof: &Partition) -> String {
    let wrong = [
        ("nowhere", proof.nowhere),
        ("twice", proof.twice),
        ("sums that differ", proof.unbalanced_sums),
        ("too much for a partner", proof.partner_excess),
    ];
    let moved: u64 = proof.destinations.values().sum();
    join(&counted(&wrong), &format!("cases {}, moved {moved}, stay {}", proof.cases, proof.stays_behind))
}

fn fidelity(proof: &Fidelity) -> String {
    let wrong = [
        ("missing", proof.missing),
        ("different", proof.different),
        ("unexpected", proof.unexpected),
        ("balances that differ", proof.balances.different),
    ];
    join(&counted(&wrong), &format!("payments {}, balances {}", proof.payments, proof.balances.rows))
}

fn title(proof: &Title) -> String {
    join(&counted(&[("without title", proof.without_title)]), &format!("cases {}", proof.cases))
}

fn continuity(proof: &Continuity) -> Vec<String> {
    let (stopping, passing): (Vec<_>, Vec<_>) =
        proof.verdicts.by_name().into_iter().partition(|(name, _)| Effect::of(name) == Effect::Stops);
    let reserve = [("reserves short", proof.reserve.short), ("reserves absent", proof.reserve.absent)];
    let stops_besides = [proof.hard_stops.by_name().as_slice(), &reserve].concat();
    let (promised, planned) = (euros(proof.promised_cents), Total::from_cents(proof.planned_cents));
    let is_same = proof.promised_cents == proof.planned_cents;
    let sums = if is_same { promised } else { format!("{promised} → {planned}") };
    let mut lines = vec![
        counted(&stopping),
        counted(&stops_besides),
        format!("recipients {}, promises {}, {sums}", proof.recipients, proof.promises),
        counted(&passing),
        waivers(proof.waivers),
    ];
    lines.retain(|line| !line.is_empty());
    lines
}

/// Says what became of the waivers, where there are any.
fn waivers(counts: WaiverCounts) -> String {
    let WaiverCounts { used, expired, unused, exceeded, self_approved } = counts;
    let told = counted(&[
        ("used", used),
        ("expired", expired),
        ("unused", unused),
        ("exceeded", exceeded),
        ("self_approved", self_approved),
    ]);
    if told.is_empty() { told } else { format!("waivers: {told}") }
}

/// Returns what is not zero, each with its count; names with underscores read as words.
fn counted(parts: &[(&str, u64)]) -> String {
    let told: Vec<String> = parts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{} {count}", name.replace('_', " ")))
        .collect();
    told.join(", ")
}

fn join(wrong: &str, rest: &str) -> String {
    if wrong.is_empty() { rest.to_owned() } else { format!("{wrong}; {rest}") }
}
