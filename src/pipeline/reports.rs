//! The reports of a run: the files that are rendered from its evidence and proof alone.
//!
//! A run, those who render again and those who check do so by these same lines, so that they give the same bytes.

use std::io::{self, Write};
use std::path::Path;

use super::error::PipelineError;
use crate::report::assemble::Assembled;
use crate::report::{html, verdicts_csv, xlsx};

/// The name of the report for those who work in Excel.
pub const WORKBOOK: &str = "report.xlsx";
/// The names of the reports, in order.
pub const REPORTS: [&str; 3] = ["report.html", WORKBOOK, "verdicts.csv"];

/// Returns the names of the reports that are written one after another, while the workbook is.
pub(super) fn besides_workbook() -> impl Iterator<Item = &'static str> {
    REPORTS.into_iter().filter(|name| *name != WORKBOOK)
}

/// Writes the report of a name; rows of a workbook wait in a folder.
///
/// # Errors
/// Fails where the output cannot be written.
pub fn write(
    name: &str,
    assembled: &Assembled<'_>,
    spool: &Path,
    mut out: impl Write + Send,
) -> Result<(), PipelineError> {
    let Assembled { report, verdicts } = assembled;
    let written = match name {
        "report.html" => out.write_all(html::render(report).as_bytes()),
        WORKBOOK => xlsx::write(report, verdicts.iter(), spool, out),
        _ => verdicts_csv::write(verdicts.iter(), out).map_err(io::Error::other),
    };
    written.map_err(PipelineError::output(name))
}
