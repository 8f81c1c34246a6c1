//! The answer of a proof: on the terminal or as JSON, with the exit code that goes with it.

use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;

use super::{CliError, Ui};
use crate::reconcile::summary::Verdict;
use crate::report::{Report, json, text};

/// How to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A summary that fits one screen
    Text,
    /// The content of summary.json
    Json,
}

/// Shows a report's answer, and returns 0 where it is proven and 1 where it is not.
pub(super) fn show(report: &Report, html: Option<&Path>, format: Format, ui: &Ui) -> Result<ExitCode, CliError> {
    let answer = match format {
        Format::Json => Some(json::render(&report.summary)),
        Format::Text => (!ui.is_quiet()).then(|| text::render(report, html, true)),
    };
    if let Some(answer) = answer {
        ui.answer(&answer)?;
    }
    Ok(match report.summary.verdict {
        Verdict::Proven => ExitCode::SUCCESS,
        Verdict::NotProven => ExitCode::from(1),
    })
}
