//! The summary on a terminal: the verdict, the five proofs, and what to look at first.
//!
//! It fits one screen: 80 columns, 24 lines where nothing failed and 40 lines otherwise. Only the path of the report
//! may be wider, since a path that was cut leads nowhere. Colours repeat what words say already.

mod figures;
mod planned;
pub mod screen;

use std::path::Path;

use anstyle::{AnsiColor, Style};

use self::screen::{Screen, plain};
use super::figures::Effect;
use super::groups::by_case;
use super::model::{Report, VerdictLine};
use crate::diag::Severity;
use crate::domain::Total;
use crate::reconcile::summary::{Status, Verdict};

const BOLD: Style = Style::new().bold();
const GOOD: Style = AnsiColor::Green.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();
const OPEN: Style = AnsiColor::Yellow.on_default().bold();

/// How wide the figures of a proof are at the most.
const FIGURES_WIDTH: usize = 55;
/// How many verdicts that stop are shown.
const VERDICTS_SHOWN: usize = 7;
/// How many other failures are shown.
const FAILURES_SHOWN: usize = 3;
/// How many codes of findings are shown where all is well, and where something failed.
const CODES_SHOWN: (usize, usize) = (8, 2);

/// Renders the summary, with escape codes for colours where `styled`.
#[must_use]
pub fn render(report: &Report, report_path: Option<&Path>, styled: bool) -> String {
    let mut screen = Screen::new(styled);
    verdict(&mut screen, report);
    planned::tell(&mut screen, &report.summary);
    proofs(&mut screen, report);
    stopping(&mut screen, report);
    failures(&mut screen, report);
    findings(&mut screen, report);
    if let Some(path) = report_path {
        screen.blank();
        screen.uncut("Report: ", &path.to_string_lossy());
    }
    screen.finish()
}

fn verdict(screen: &mut Screen, report: &Report) {
    let (summary, window) = (&report.summary, &report.identification.window);
    let (style, word) = match summary.verdict {
        Verdict::Proven => (GOOD, "PROVEN"),
        Verdict::NotProven => (BAD, "NOT PROVEN"),
    };
    let what = format!("  {}, cut-over {}, paid {} to {}", summary.service, summary.cutover, window.0, window.1);
    screen.line(&[(style, word), (BOLD, &what)]);
    let proofs = &summary.proofs;
    let because = match (summary.verdict, proofs.failed(), proofs.not_run()) {
        (Verdict::Proven, ..) => match proofs.continuity.verdicts.waived {
            0 => "Everyone gets at least the same, on the same date.".to_owned(),
            waived => format!("Everyone gets at least the same, on the same date; deviations waived: {waived}."),
        },
        (_, failed, 0) => format!("{failed} of 5 proofs failed; {}.", planned::consequence(summary)),
        (_, failed, open) => format!("{failed} of 5 proofs failed, {open} not run; {}.", planned::consequence(summary)),
    };
    screen.text(&because);
    screen.blank();
}

fn proofs(screen: &mut Screen, report: &Report) {
    let summary = &report.summary;
    for (name, status) in summary.proofs.statuses() {
        let (style, word) = match status {
            Status::Passed => (GOOD, "passed"),
            Status::Failed => (BAD, "FAILED"),
            Status::NotRun { .. } => (OPEN, "NOT RUN"),
        };
        let figures = match status {
            Status::NotRun { reason } => vec![reason.clone()],
            _ => figures::of(name, summary),
        };
        let figures = figures.iter().flat_map(|figures| screen::wrap(figures, FIGURES_WIDTH));
        for (index, figures) in figures.enumerate() {
            let (name, word) = if index == 0 { (name, word) } else { ("", "") };
            screen.line(&[
                (Style::new(), &format!("  {name:<12}  ")),
                (style, &format!("{word:<7}")),
                (Style::new(), &format!("  {figures}")),
            ]);
        }
    }
}

fn stopping(screen: &mut Screen, report: &Report) {
    let all = report.summary.proofs.continuity.verdicts.with_effect(Effect::Stops);
    let groups = by_case(&report.stopping);
    let shown = &groups[..groups.len().min(VERDICTS_SHOWN)];
    if all == 0 && shown.is_empty() {
        return;
    }
    screen.blank();
    let told = shown.iter().map(Vec::len).sum();
    let heading = format!("Verdicts that stop, promised → planned in euros{}", cut_note(told, all));
    screen.line(&[(BOLD, &heading)]);
    let case_width = widest(shown, |line| plain(&line.dossiernummer).chars().count()).min(14);
    let verdict_width = widest(shown, |line| line.verdict.len());
    for group in shown {
        let Some((line, others)) = group.split_first() else { continue };
        let more = if others.is_empty() { String::new() } else { format!(" (+{})", others.len()) };
        screen.text(&format!(
            "  {:<9}  {:<case_width$}  {:<10}{more}  {:<verdict_width$}  {} → {}",
            line.recipient,
            screen::cut(&plain(&line.dossiernummer), case_width),
            line.date,
            line.verdict,
            Total::from_cents(line.promised_cents),
            Total::from_cents(line.planned_cents),
        ));
        screen.text(&format!("             {}", where_and_why(line)));
    }
}

fn widest(shown: &[Vec<&VerdictLine>], width: impl Fn(&VerdictLine) -> usize) -> usize {
    shown.iter().flatten().map(|line| width(line)).max().unwrap_or(0)
}

/// Says where a verdict's promise was delivered first, and what explains the verdict.
fn where_and_why(line: &VerdictLine) -> String {
    let place = line.places.first().map_or("not delivered", String::as_str);
    if line.explanation.is_empty() { place.to_owned() } else { format!("{place}, {}", line.explanation) }
}

fn failures(screen: &mut Screen, report: &Report) {
    let shown = &report.failures[..report.failures.len().min(FAILURES_SHOWN)];
    if shown.is_empty() {
        return;
    }
    screen.blank();
    let heading = format!("Other failures{}", cut_note(shown.len(), report.failure_count));
    screen.line(&[(BOLD, &heading)]);
    for line in shown {
        let place = line.place.as_ref().map(|place| format!("{place}, ")).unwrap_or_default();
        screen.text(&format!("  {:<12}  {place}{}: {}", line.proof, line.subject, line.message));
    }
}

fn findings(screen: &mut Screen, report: &Report) {
    let findings = &report.summary.findings;
    screen.blank();
    if findings.by_code.is_empty() {
        screen.line(&[(BOLD, "Findings"), (Style::new(), ": none")]);
        return;
    }
    let longest = if report.summary.verdict == Verdict::Proven { CODES_SHOWN.0 } else { CODES_SHOWN.1 };
    let longest = longest - usize::from(!report.unmapped.is_empty());
    let hidden = findings.by_code.len().saturating_sub(longest);
    let more = if hidden > 0 { format!("; {hidden} more codes in the report") } else { String::new() };
    let counts = format!(": errors {}, warnings {}{more}", findings.error, findings.warning);
    screen.line(&[(BOLD, "Findings"), (Style::new(), &counts)]);
    let code = |id: &str| report.codes.iter().find(|code| code.id == id);
    let mut worst_first: Vec<(&String, &u64)> = findings.by_code.iter().collect();
    worst_first.sort_by_key(|(id, _)| code(id).map_or(Severity::Warning, |code| code.severity));
    for (id, count) in worst_first.into_iter().take(longest) {
        let (severity, title) = code(id).map_or_else(Default::default, |code| (code.severity.to_string(), code.title));
        screen.text(&format!("  {id}  {severity:<7}  {count:>6}  {title}"));
    }
    unmapped(screen, report);
}

/// Names the codes that need a translation on one line, as many as fit.
fn unmapped(screen: &mut Screen, report: &Report) {
    let shown = report
        .unmapped
        .iter()
        .map(|line| format!("\"{}\" in {} of {} [{}]", plain(&line.value), line.rows, line.table, line.column));
    let shown: Vec<String> = shown.collect();
    if !shown.is_empty() {
        screen.text(&format!("  No translation: {}", shown.join(", ")));
    }
}

/// Says how many of a list are shown, where it is not all of them.
fn cut_note(shown: usize, all: u64) -> String {
    if u64::try_from(shown).is_ok_and(|shown| shown >= all) { String::new() } else { format!(" ({shown} of {all})") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn plain_text(report: &Report) -> String {
        render(report, Some(Path::new("runs/laborijn-1/report.html")), false)
    }

    fn assert_fits(text: &str, lines: usize) {
        assert!(text.lines().count() <= lines, "{} lines:\n{text}", text.lines().count());
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{} columns: {line}", line.chars().count());
        }
    }

    #[test]
    fn a_proven_run_reads_as_proven() {
        insta::assert_snapshot!(plain_text(&fixture::proven()));
    }

    #[test]
    fn a_failing_run_says_what_failed_and_where() {
        insta::assert_snapshot!(plain_text(&fixture::failing()));
    }

    #[test]
    fn what_was_waived_is_said_with_the_verdict() {
        let mut report = fixture::proven();
        assert!(plain_text(&report).contains("on the same date.\n"));
        report.summary.proofs.continuity.verdicts.waived = 1_200_000;
        let text = plain_text(&report);
        assert!(text.contains("Everyone gets at least the same, on the same date; deviations waived: 1200000.\n"));
        assert_fits(&text, 24);
    }

    #[test]
    fn a_proven_run_fits_the_smallest_terminal() {
        let mut report = fixture::proven();
        for number in 0..30 {
            report.summary.findings.by_code.insert(format!("OV03{number:02}"), 1_000_000);
        }
        let continuity = &mut report.summary.proofs.continuity;
        continuity.recipients = 400_000;
        continuity.promises = 1_200_000;
        continuity.promised_cents = 130_000_000_000;
        continuity.planned_cents = 130_000_000_000;
        assert_fits(&plain_text(&report), 24);
    }

    #[test]
    fn the_worst_run_fits_one_screen() {
        let mut report = fixture::failing();
        for line in &mut report.stopping {
            line.dossiernummer = "1234567890 1234567891 1234567892".into();
            line.explanation = "explained at length ".repeat(20);
            line.promised_cents = 99_999_999_999;
        }
        for line in &mut report.failures {
            line.message = "went wrong ".repeat(20);
        }
        for number in 0..30 {
            report.summary.findings.by_code.insert(format!("OV03{number:02}"), 1);
        }
        report.failure_count = 9_000;
        assert_fits(&plain_text(&report), 40);
    }

    #[test]
    fn escape_codes_come_with_style_alone() {
        let report = fixture::failing();
        assert!(!render(&report, None, false).contains('\u{1b}'));
        let styled = render(&report, None, true);
        assert!(styled.contains('\u{1b}'));
        assert_eq!(anstream::adapter::strip_str(&styled).to_string(), render(&report, None, false));
    }

    #[test]
    fn a_delivered_escape_code_does_not_reach_the_terminal() {
        let mut report = fixture::failing();
        report.stopping[0].explanation = "\u{1b}[2Jgone\r\nPROVEN".into();
        report.failures[0].subject = "\u{9b}31m".into();
        let text = plain_text(&report);
        assert!(!text.contains(['\u{1b}', '\u{9b}', '\r']));
        assert!(!text.lines().any(|line| line.starts_with("PROVEN")));
    }

    #[test]
    fn what_was_not_run_is_told_apart_without_colours() {
        let text = plain_text(&fixture::failing());
        assert!(text.contains("title         NOT RUN  the decisions could not be read"));
    }

    #[test]
    fn a_long_path_is_never_cut() {
        let path = format!("/srv/{}/report.html", "runs/".repeat(40));
        assert!(render(&fixture::proven(), Some(Path::new(&path)), false).contains(&path));
    }
}
