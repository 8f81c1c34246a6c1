//! `overdracht check`: what is wrong with a mapping, without any data.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use serde::Serialize;

use super::{CliError, Ui};
use crate::diag::render::render;
use crate::diag::{Diagnostic, Severity, Span};
use crate::mapping::{self, LoadError, Mapping};
use crate::pipeline::PipelineError;
use crate::store::rules;

const EXAMPLES: &str = "\
Examples:
  Check a mapping before it is used
    overdracht check mappings/laborijn
  The same for a program that annotates a change
    overdracht check mappings/laborijn --format json

Exit codes:
  0 valid, 3 the mapping is invalid";

/// The exit code of a mapping that cannot be used.
const INVALID: u8 = 3;

/// What `overdracht check` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The mapping's folder, or the mapping.toml in it
    mapping: PathBuf,
    /// How to show what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How to show what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Excerpts on standard error
    Text,
    /// A list on standard output
    Json,
}

/// Checks a mapping and shows everything that is wrong with it.
///
/// # Errors
/// Fails where the mapping cannot be read, or the list cannot be written.
pub fn run(args: &Args, ui: &Ui) -> Result<ExitCode, CliError> {
    let (mapping, diagnostics) = match mapping::load(&args.mapping) {
        Ok(mut mapping) => {
            let warnings = std::mem::take(&mut mapping.warnings);
            let broken = rules::check(&mapping).map_err(PipelineError::from)?;
            (Some(mapping).filter(|_| broken.is_empty()), [warnings, broken].concat())
        }
        Err(LoadError::Invalid(diagnostics)) => (None, diagnostics),
        Err(error) => return Err(error.into()),
    };
    match args.format {
        Format::Text => show(&args.mapping, mapping.as_ref(), &diagnostics, ui),
        Format::Json => {
            let path = "standard output".to_owned();
            ui.print(&json(&diagnostics)).map_err(|source| CliError::Write { path, source })?;
        }
    }
    Ok(if mapping.is_some() { ExitCode::SUCCESS } else { ExitCode::from(INVALID) })
}

fn show(path: &Path, mapping: Option<&Mapping>, diagnostics: &[Diagnostic], ui: &Ui) {
    if !diagnostics.is_empty() {
        ui.complain(&render(diagnostics, true));
    }
    let size = mapping.map_or_else(String::new, |mapping| {
        let tables = count(mapping.delivery.tables.len(), "table");
        let maps = count(mapping.maps.len(), "map");
        format!("{tables}, {maps}, {}: ", count(mapping.rules.len(), "rule"))
    });
    let last = format!("{}: {size}{}", path.display(), tally(diagnostics));
    if mapping.is_some() { ui.say(&last) } else { ui.complain(&last) }
}

/// Says how many problems of which severity there are.
fn tally(diagnostics: &[Diagnostic]) -> String {
    let of = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.code.severity == severity).count();
    match (of(Severity::Error), of(Severity::Warning)) {
        (0, 0) => "no problems".to_owned(),
        (0, warnings) => count(warnings, "warning"),
        (errors, 0) => count(errors, "error"),
        (errors, warnings) => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
    }
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// One problem, as other programs read it.
#[derive(Serialize)]
struct Problem<'d> {
    code: &'static str,
    severity: Severity,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    message: &'d str,
    help: &'d str,
}

fn json(diagnostics: &[Diagnostic]) -> String {
    let problems: Vec<Problem<'_>> = diagnostics
        .iter()
        .map(|diagnostic| {
            let place = diagnostic.span.as_ref().map(Span::line_and_column);
            Problem {
                code: diagnostic.code.id,
                severity: diagnostic.code.severity,
                file: diagnostic.span.as_ref().map(|span| span.source.path.display().to_string()),
                line: place.map(|(line, _)| line),
                column: place.map(|(_, column)| column),
                message: &diagnostic.message,
                help: diagnostic.help.as_deref().unwrap_or(diagnostic.code.help),
            }
        })
        .collect();
    // Texts and numbers under fixed names always have a JSON form.
    serde_json::to_string_pretty(&problems).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diag::SourceFile;
    use crate::diag::codes::mapping::{UNKNOWN_KEY, UNUSED_COLUMN};

    fn two() -> Vec<Diagnostic> {
        let source = Arc::new(SourceFile { path: PathBuf::from("m/mapping.toml"), text: "a = 1\nb = 2\n".to_owned() });
        let at = |range| Some(Span { source: Arc::clone(&source), range });
        vec![
            Diagnostic {
                code: &UNKNOWN_KEY,
                span: at(6..7),
                message: "no key \"b\"".to_owned(),
                help: Some("x".to_owned()),
            },
            Diagnostic { code: &UNUSED_COLUMN, span: None, message: "unused".to_owned(), help: None },
        ]
    }

    #[test]
    fn the_list_for_programs_has_place_message_and_help() {
        insta::assert_snapshot!(json(&two()));
    }

    #[test]
    fn the_closing_line_counts_errors_and_warnings() {
        assert_eq!(tally(&two()), "1 error, 1 warning");
        assert_eq!(tally(&two()[1..]), "1 warning");
        assert_eq!(tally(&[]), "no problems");
    }
}
