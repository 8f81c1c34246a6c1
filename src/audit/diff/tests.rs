//! Runs of a small delivery, compared.

use std::path::Path;

use tempfile::TempDir;

use super::model::Change;
use super::*;
use crate::audit::fixture::run_of;
use crate::convert::sample::Sample;

fn compared(old: &Sample, new: &Sample) -> (Diff, String) {
    let folder = TempDir::new().expect("a folder");
    let (one, other) = (folder.path().join("one"), folder.path().join("other"));
    run_of(old, &one);
    run_of(new, &other);
    let diff = diff(&one, &other).expect("two runs");
    let text = text::render(&diff, "one", "other");
    assert!(text.lines().count() <= 40 && !text.contains("999993653"), "{text}");
    (diff, text)
}

#[test]
fn a_run_differs_in_nothing_from_itself() {
    let (diff, text) = compared(&Sample::new(), &Sample::new());
    assert!(!diff.worse && diff.totals.is_empty() && diff.verdicts.lines.is_empty(), "{text}");
    assert!(text.starts_with("THE SAME") && text.contains("Both were made from the same delivery"), "{text}");
}

#[test]
fn an_amount_that_falls_makes_it_worse_and_back_again_better() {
    let ragged = || Sample::new().deliver("componenten", &["1;NORM"]);
    let changed = || Sample::new().correct("componenten", "+;1.000,00", "+;900,00");
    let (diff, text) = compared(&Sample::new(), &changed());
    assert!(diff.worse && diff.verdicts.new > 0, "{text}");
    assert!(diff.because.iter().any(|reason| reason == "passed, and not any more: continuity"), "{text}");
    assert_eq!(diff.verdicts.lines.first().map(|line| line.change), Some(Change::New), "{text}");
    assert!(text.starts_with("WORSE") && text.contains("Next: overdracht trace other 1"), "{text}");
    let spaced = text::render(&diff, "one", "my run");
    assert!(spaced.contains("Next: overdracht trace \"my run\" 1"), "{spaced}");
    let (diff, text) = compared(&changed(), &Sample::new());
    assert!(!diff.worse && diff.verdicts.fixed > 0 && text.starts_with("BETTER"), "{text}");
    let (diff, text) = compared(&Sample::new(), &ragged());
    assert!(diff.rejected.iter().any(|table| table.table == "componenten" && table.new == 1), "{text}");
    assert!(diff.because.iter().any(|reason| reason.starts_with("more rows of componenten were rejected")), "{text}");
    assert!(diff.findings.new_errors > 0, "{text}");
}

#[test]
fn what_is_no_run_is_said_to_be_none() {
    let folder = TempDir::new().expect("a folder");
    let error = diff(folder.path(), Path::new("absent")).expect_err("no run").to_string();
    assert!(error.contains("not a database of a run"), "{error}");
}
