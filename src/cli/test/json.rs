//! What became of mappings, for other programs.

use serde::Serialize;

use super::Rehearsed;
use super::thorough::{self, CoverageLines, MutantLines};
use crate::rehearsal::{Answer, Case, Difference, Kind};
use crate::report::json;

/// One mapping.
#[derive(Serialize)]
struct MappingLine<'r> {
    mapping: &'r str,
    path: String,
    /// `as_expected`, `differs`, or `invalid`.
    status: &'static str,
    cases: Vec<CaseLine<'r>>,
    /// Which places are exercised, where that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<CoverageLines<'r>>,
    /// What became of mutants, where that was asked and the mapping itself is as expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    mutants: Option<MutantLines<'r>>,
}

/// One example or delivery.
#[derive(Serialize)]
struct CaseLine<'r> {
    kind: &'static str,
    name: &'r str,
    path: String,
    line: Option<usize>,
    /// `as_expected`, `differs`, `nothing_expected` or `blessed`.
    status: &'static str,
    differences: Vec<DifferenceLine<'r>>,
    /// The files that were written down.
    written: &'r [String],
}

/// One thing that differs; what does not apply is absent.
#[derive(Serialize)]
struct DifferenceLine<'r> {
    file: Option<&'r str>,
    row: Option<&'r str>,
    column: Option<&'r str>,
    expected: Option<&'r str>,
    found: Option<&'r str>,
}

/// Renders the answer.
pub(super) fn render(rehearsed: &[Rehearsed<'_>]) -> String {
    let mappings: Vec<MappingLine<'_>> = rehearsed.iter().map(mapping).collect();
    json::pretty(&mappings)
}

fn mapping<'r>(done: &'r Rehearsed<'_>) -> MappingLine<'r> {
    let cases: Vec<CaseLine<'r>> =
        done.rehearsal.as_ref().map(|done| done.cases.iter().map(case).collect()).unwrap_or_default();
    let status = match &done.rehearsal {
        None => "invalid",
        Some(rehearsal) if rehearsal.cases.iter().all(Case::is_fine) => "as_expected",
        Some(_) => "differs",
    };
    let (name, path) = (done.name, done.path.display().to_string());
    let coverage = done.thorough.coverage.as_ref().map(thorough::coverage);
    let mutants = done.thorough.hunted.as_ref().and_then(thorough::mutants);
    MappingLine { mapping: name, path, status, cases, coverage, mutants }
}

fn case(case: &Case) -> CaseLine<'_> {
    let (status, differences, written): (_, &[Difference], &[String]) = match &case.answer {
        Answer::AsExpected => ("as_expected", &[], &[]),
        Answer::Differs(differences) => ("differs", differences, &[]),
        Answer::NothingExpected => ("nothing_expected", &[], &[]),
        Answer::Blessed(files) => ("blessed", &[], files),
    };
    CaseLine {
        kind: if case.kind == Kind::Example { "example" } else { "delivery" },
        name: &case.name,
        path: case.path.display().to_string(),
        line: case.line,
        status,
        differences: differences.iter().map(line).collect(),
        written,
    }
}

fn line(difference: &Difference) -> DifferenceLine<'_> {
    let Difference { file, row, column, expected, found } = difference;
    DifferenceLine {
        file: filled(file),
        row: filled(row),
        column: filled(column),
        expected: expected.as_deref(),
        found: found.as_deref(),
    }
}

fn filled(name: &str) -> Option<&str> {
    Some(name).filter(|name| !name.is_empty())
}
