//! `overdracht check`: what is wrong with mappings, without any data.

use std::env;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;

use super::{CliError, Ui};
use crate::diag::render::{github, json, render, sarif};
use crate::diag::{Code, Diagnostic, Severity, put_in_order};
use crate::mapping::{self, DOCUMENT, Files, Folder, LoadError, Mapping};
use crate::pipeline::PipelineError;
use crate::store::rules;

const EXAMPLES: &str = "\
Examples:
  Check a mapping before it is used
    overdracht check mappings/laborijn
  Check several in CI, and annotate the change that broke them
    overdracht check --format github mappings/laborijn mappings/sdoa

Exit codes:
  0 valid, 1 there are warnings and --deny-warnings was given, 2 wrong usage, 3 a mapping is invalid";

/// The exit code of a warning that is denied.
const DENIED: u8 = 1;

/// The exit code of a mapping that cannot be used.
const INVALID: u8 = 3;

/// What `overdracht check` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The mappings' folders, or the mapping.toml in each
    #[arg(required = true, value_name = "MAPPING")]
    mappings: Vec<PathBuf>,
    /// How to show what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Answer with 1 where there are warnings
    #[arg(long)]
    deny_warnings: bool,
}

/// How to show what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Excerpts on standard error
    Text,
    /// A list on standard output
    Json,
    /// Workflow commands on standard output, by which GitHub Actions annotates a change
    Github,
    /// SARIF 2.1.0 on standard output, for code scanning
    Sarif,
}

/// Checks mappings and shows everything that is wrong with them.
///
/// # Errors
/// Fails where SQLite does, or the list cannot be written.
pub fn run(args: &Args, ui: &Ui) -> Result<ExitCode, CliError> {
    let is_annotation = matches!(args.format, Format::Github | Format::Sarif);
    let folder = env::current_dir().ok().filter(|_| is_annotation);
    let shown = |path: &PathBuf| folder.as_ref().map_or_else(|| path.clone(), |folder| relative(path, folder));
    let checked: Vec<Checked> =
        args.mappings.iter().map(|path| Checked::new(&shown(path))).collect::<Result<_, _>>()?;
    let code = checked.iter().map(|checked| checked.exit_code(args.deny_warnings)).max().unwrap_or_default();
    let is_data = matches!(args.format, Format::Json | Format::Sarif);
    if let Some(data) = data(args.format, &checked) {
        ui.answer(&data)?;
    }
    for checked in &checked {
        checked.show(args, is_data, ui);
    }
    if let Some(code) = worst(&checked).filter(|_| !is_data) {
        ui.say(&format!("`overdracht explain {code}` says more"));
    }
    Ok(ExitCode::from(code))
}

/// Renders everything for programs, where they asked for it.
fn data(format: Format, checked: &[Checked]) -> Option<String> {
    let diagnostics: Vec<Diagnostic> = checked.iter().flat_map(|checked| checked.diagnostics.clone()).collect();
    let failures = checked.iter().filter_map(|checked| checked.failure.as_ref()).map(ToString::to_string);
    match format {
        Format::Text => None,
        Format::Json => Some(json::render(&diagnostics)),
        Format::Github => {
            let failures: String = failures.map(|failure| github::failure(&failure)).collect();
            Some(github::render(&diagnostics) + &failures)
        }
        Format::Sarif => Some(sarif::render(&diagnostics, &failures.collect::<Vec<_>>())),
    }
}

/// Returns the first code of the worst severity.
fn worst(checked: &[Checked]) -> Option<&'static Code> {
    let codes = checked.iter().flat_map(|checked| &checked.diagnostics).map(|diagnostic| diagnostic.code);
    codes.min_by_key(|code| code.severity)
}

/// What came of one mapping.
struct Checked {
    path: PathBuf,
    /// The mapping, where it can be used.
    mapping: Option<Mapping>,
    diagnostics: Vec<Diagnostic>,
    /// Why there was nothing to check.
    failure: Option<LoadError>,
}

impl Checked {
    /// Checks a mapping; its rules too where something else is wrong with it.
    fn new(path: &Path) -> Result<Self, CliError> {
        // A slash at the end, as patterns of folders leave it, is no part of the name.
        let path: PathBuf = path.components().collect();
        let files = Folder::at(&path);
        let (mapping, mut diagnostics) = match mapping::parse(&files) {
            Ok(mut mapping) => {
                let warnings = std::mem::take(&mut mapping.warnings);
                (Some(mapping), warnings)
            }
            Err(LoadError::Invalid(diagnostics)) => (None, diagnostics),
            Err(failure) => {
                return Ok(Self { path, mapping: None, diagnostics: Vec::new(), failure: Some(failure) });
            }
        };
        let broken = rules::check_each(&mapping::rules(&files)).map_err(PipelineError::from)?;
        let mapping = mapping.filter(|_| broken.is_empty());
        diagnostics.extend(broken);
        put_in_order(&mut diagnostics, &files.path(DOCUMENT));
        Ok(Self { path, mapping, diagnostics, failure: None })
    }

    fn exit_code(&self, deny_warnings: bool) -> u8 {
        match (&self.mapping, self.diagnostics.as_slice()) {
            (None, _) => INVALID,
            (Some(_), [_, ..]) if deny_warnings => DENIED,
            (Some(_), _) => 0,
        }
    }

    /// Shows what people want to know; beside data for programs, only what is in none of it.
    fn show(&self, args: &Args, is_data: bool, ui: &Ui) {
        if let Some(failure) = &self.failure {
            return ui.complain(&format!("error: {failure}"));
        }
        if is_data {
            return;
        }
        if args.format == Format::Text && !self.diagnostics.is_empty() {
            ui.complain(&render(&self.diagnostics, true));
        }
        let size = self.mapping.as_ref().map_or_else(String::new, |mapping| {
            let tables = count(mapping.delivery.tables.len(), "table");
            let maps = count(mapping.maps.len(), "map");
            format!("{tables}, {maps}, {}: ", count(mapping.rules.len(), "rule"))
        });
        let last = format!("{}: {size}{}", self.path.display(), tally(&self.diagnostics));
        if self.exit_code(args.deny_warnings) == 0 { ui.say(&last) } else { ui.complain(&last) }
    }
}

/// Returns a path as it is from a folder, where it lies in there.
fn relative(path: &Path, folder: &Path) -> PathBuf {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    inside.components().filter(|component| *component != Component::CurDir).collect()
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

#[cfg(test)]
mod tests;
