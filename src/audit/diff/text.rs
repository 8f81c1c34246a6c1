//! The comparison on a terminal: what got worse first, and what to do next. It fits one screen of 80 columns.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::model::{Decided, Diff, FileDiff, FindingDiff, RunFacts, SourceDiff, VerdictChange, VerdictDiff};
use crate::audit::trace::statement::word;
use crate::domain::{Total, euros};
use crate::report::text::screen::{cut, plain};

/// The width of the smallest terminal that is served.
const WIDTH: usize = 80;
/// How many reasons, verdicts, findings and totals are shown.
const REASONS: usize = 4;
const VERDICTS: usize = 5;
const FINDINGS: usize = 2;
const TOTALS: usize = 4;

/// Renders the comparison; `old` and `new` are the folders as they were named.
#[must_use]
pub fn render(diff: &Diff, old: &str, new: &str) -> String {
    let mut page = Page(String::new());
    page.line(&headline(diff));
    page.list(&diff.because, REASONS, |reason| format!("  {reason}"));
    page.uncut(&format!("  old  {}  {old}", told(&diff.old)));
    page.uncut(&format!("  new  {}  {new}", told(&diff.new)));
    if diff.old.service != diff.new.service {
        page.line(&format!("These are runs of different services: {} and {}", diff.old.service, diff.new.service));
    }
    proofs(&mut page, diff);
    verdicts(&mut page, &diff.verdicts);
    findings(&mut page, &diff.findings);
    totals(&mut page, diff);
    made_from(&mut page, diff);
    next(&mut page, diff, new);
    page.0
}

/// Lines of a terminal.
struct Page(String);

impl Page {
    fn line(&mut self, text: &str) {
        self.uncut(&cut(text, WIDTH));
    }

    /// Adds a line that may be wider than the terminal.
    fn uncut(&mut self, text: &str) {
        self.0.push_str(&plain(text));
        self.0.push('\n');
    }

    fn blank(&mut self) {
        self.0.push('\n');
    }

    /// Adds the first lines of a list, and how many more there are.
    fn list<T>(&mut self, items: &[T], most: usize, told: impl Fn(&T) -> String) {
        for item in items.iter().take(most) {
            self.line(&told(item));
        }
        if items.len() > most {
            self.line(&format!("  and {} more", items.len() - most));
        }
    }
}

fn headline(diff: &Diff) -> String {
    let VerdictDiff { fixed, better, .. } = diff.verdicts;
    let won = diff.proofs.iter().any(|proof| proof.new == "passed" && proof.old != "passed");
    let word = if diff.worse {
        "WORSE"
    } else if won || fixed + better > 0 {
        "BETTER"
    } else if is_same(diff) {
        "THE SAME"
    } else {
        "NOT WORSE"
    };
    format!("{word}  {}, cut-over {}", diff.new.service, diff.new.cutover)
}

fn is_same(diff: &Diff) -> bool {
    let VerdictDiff { changed, added, gone, .. } = diff.verdicts;
    let findings = diff.findings.new.is_empty() && diff.findings.gone.is_empty();
    changed + added + gone == 0 && diff.totals.is_empty() && findings
}

fn told(run: &RunFacts) -> String {
    let made = run.made_at.as_ref().map(|at| format!(", made {at}")).unwrap_or_default();
    format!("{:<10}  overdracht {}{made}", run.verdict.replace('_', " "), run.overdracht)
}

/// Names the proofs that changed, those that changed alike together.
fn proofs(page: &mut Page, diff: &Diff) {
    let mut changes: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for proof in diff.proofs.iter().filter(|proof| proof.old != proof.new) {
        changes.entry(format!("{} → {}", proof.old, proof.new)).or_default().push(&proof.proof);
    }
    if !changes.is_empty() {
        page.blank();
    }
    for (change, names) in changes {
        page.line(&format!("Proofs {change}: {}", names.join(", ")));
    }
}

fn verdicts(page: &mut Page, verdicts: &VerdictDiff) {
    let VerdictDiff { fixed, new, worse, better, changed, added, gone, unchanged, .. } = *verdicts;
    page.blank();
    page.line(&format!("Verdicts: fixed {fixed}, new {new}, worse {worse}, unchanged {unchanged}"));
    let others = [("better", better), ("changed", changed), ("added", added), ("gone", gone)];
    let others: Vec<String> =
        others.iter().filter(|(_, count)| *count > 0).map(|(name, count)| format!("{name} {count}")).collect();
    if !others.is_empty() {
        page.line(&format!("  also: {}", others.join(", ")));
    }
    if verdicts.gone_promised_cents > 0 {
        let promised = euros(verdicts.gone_promised_cents);
        page.line(&format!("  no longer promised on those dates and accounts: {promised}"));
    }
    let mut groups: Vec<Vec<&VerdictChange>> = Vec::new();
    for line in &verdicts.lines {
        match groups.iter_mut().find(|group| group.first().is_some_and(|first| differ_in_date_alone(first, line))) {
            Some(group) => group.push(line),
            None => groups.push(vec![line]),
        }
    }
    let told: usize = groups.iter().take(VERDICTS).map(Vec::len).sum();
    for group in groups.iter().take(VERDICTS) {
        page.line(&verdict(group));
    }
    let hidden = (fixed + new + worse + better + changed + gone).saturating_sub(told as u64);
    if hidden > 0 {
        page.line(&format!("  and {hidden} more (--format json)"));
    }
}

/// What goes wrong with a payment goes wrong every month; told once, with the number of its dates, it can be read.
fn differ_in_date_alone(one: &VerdictChange, other: &VerdictChange) -> bool {
    let amounts = |decided: &Option<Decided>| {
        decided.as_ref().map(|decided| (decided.verdict.clone(), decided.promised_cents, decided.planned_cents))
    };
    (one.change, &one.recipient, &one.dossiernummer, &one.account)
        == (other.change, &other.recipient, &other.dossiernummer, &other.account)
        && (amounts(&one.old), amounts(&one.new)) == (amounts(&other.old), amounts(&other.new))
}

fn verdict(group: &[&VerdictChange]) -> String {
    let Some((line, others)) = group.split_first() else { return String::new() };
    let name = |decided: &Option<Decided>| decided.as_ref().map_or("–", |decided| decided.verdict.as_str()).to_owned();
    let amounts = line.new.as_ref().or(line.old.as_ref()).map(|decided| {
        let amount = |cents: i64| Total::from_cents(i128::from(cents));
        format!("{} → {}", amount(decided.promised_cents), amount(decided.planned_cents))
    });
    let more = if others.is_empty() { String::new() } else { format!(" (+{})", others.len()) };
    format!(
        "  {:<7}  {}  {}  {}{more}  {} → {}  {}",
        line.change.name(),
        line.recipient,
        cut(&line.dossiernummer, 14),
        line.date,
        name(&line.old),
        name(&line.new),
        amounts.unwrap_or_default()
    )
}

fn findings(page: &mut Page, findings: &FindingDiff) {
    let mut changed: Vec<_> = findings.by_code.iter().filter(|code| code.gone + code.added > 0).collect();
    if changed.is_empty() {
        return;
    }
    changed.sort_by_key(|code| (code.severity.clone(), std::cmp::Reverse(code.added), code.code.clone()));
    page.blank();
    page.line("Findings that changed");
    page.list(&changed, FINDINGS, |code| {
        format!(
            "  {}  {:<7}  {} → {}: {} new, {} gone",
            code.code, code.severity, code.old, code.new, code.added, code.gone
        )
    });
    let errors: Vec<_> = findings.new.iter().filter(|line| line.severity == "error").collect();
    if let Some(first) = errors.first() {
        let place = first.place.clone().or_else(|| first.subject.clone()).unwrap_or_default();
        page.line(&format!("  first new error: {} {place}: {}", first.code, first.message));
    }
}

/// The totals that are shown first.
const FIRST: [&str; 3] = ["promised_cents", "planned_cents", ".hard_stops."];

fn totals(page: &mut Page, diff: &Diff) {
    let rejected: Vec<_> = diff.rejected.iter().filter(|table| table.old != table.new).collect();
    let mut totals: Vec<_> = diff.totals.iter().filter(|total| !total.name.starts_with("accounting.")).collect();
    totals.sort_by_key(|total| FIRST.iter().position(|first| total.name.contains(first)).unwrap_or(FIRST.len()));
    if rejected.is_empty() && totals.is_empty() {
        return;
    }
    page.blank();
    page.line("Totals that changed");
    page.list(&totals, TOTALS, |total| format!("  {}", total.told()));
    let rejected = rejected.iter().map(|table| format!("{} {} → {}", table.table, table.old, table.new));
    let rejected: Vec<String> = rejected.collect();
    if !rejected.is_empty() {
        page.line(&format!("  rejected rows: {}", rejected.join(", ")));
    }
}

fn made_from(page: &mut Page, diff: &Diff) {
    let Some(SourceDiff { inputs, mapping, parameters }) = &diff.made_from else {
        page.blank();
        page.line("What the runs were made from is not compared: a manifest.json cannot be read");
        return;
    };
    let mut lines = Vec::new();
    lines.extend(files("delivery", inputs));
    lines.extend(files("mapping", mapping));
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "not set".to_owned());
    lines.extend(
        parameters.iter().map(|change| format!("  {}: {} → {}", change.name, shown(&change.old), shown(&change.new))),
    );
    if diff.old.overdracht != diff.new.overdracht {
        lines.push(format!("  overdracht: {} → {}", diff.old.overdracht, diff.new.overdracht));
    }
    page.blank();
    if lines.is_empty() {
        page.line("Both were made from the same delivery, mapping, parameters and version");
    } else {
        page.line("Made from something else");
        page.list(&lines, lines.len(), Clone::clone);
    }
}

fn files(what: &str, files: &FileDiff) -> Option<String> {
    if files.is_same() {
        return None;
    }
    let mut line = format!("  {what}:");
    let kinds = [("changed", &files.changed), ("added", &files.added), ("removed", &files.removed)];
    let mut between = "";
    for (kind, names) in kinds.into_iter().filter(|(_, names)| !names.is_empty()) {
        let _ = write!(line, "{between} {kind} {}", names.join(", "));
        between = ";";
    }
    Some(line)
}

fn next(page: &mut Page, diff: &Diff, new: &str) {
    let case = diff.verdicts.lines.first().filter(|line| line.new.is_some() && diff.worse);
    let case = case.and_then(|line| line.dossiernummer.split(' ').next());
    let advice = case.map(|case| format!("overdracht trace {} {}", word(new), word(case)));
    let code = diff.findings.new.iter().find(|line| line.severity == "error" && diff.worse);
    let advice = advice.or_else(|| code.map(|line| format!("overdracht explain {}", line.code)));
    if let Some(advice) = advice {
        page.blank();
        page.uncut(&format!("Next: {advice}"));
    }
}
