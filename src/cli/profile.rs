//! `overdracht profile`: what is in a delivery that nobody has described yet.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;

use super::folder::cannot_write;
use super::interrupt::cancel_when_interrupted;
use super::progress::Bars;
use super::{CliError, Ui};
use crate::pipeline::PipelineError;
use crate::profile::{self, html, json, text};

const EXAMPLES: &str = "\
Examples:
  See what a service delivered, before a mapping describes it
    overdracht profile fixtures/laborijn/clean/delivery
  A page to talk over with the service
    overdracht profile delivery/ --format html --out profile.html

Exit codes:
  0 profiled, 2 wrong usage, 4 some of it cannot be read, 5 an output cannot be written,
  130 interrupted";

/// The exit code where a file could not be read.
const UNREADABLE: u8 = 4;

/// What `overdracht profile` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The delivered files, or folders with them; of a workbook every sheet is a table
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// How to show what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// How to show what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables that fit a terminal
    Text,
    /// For other programs
    Json,
    /// One self-contained page
    Html,
}

/// Profiles files and shows what was found; 4 where one of them could not be read.
///
/// # Errors
/// Fails where a path cannot be read, or the output cannot be written.
pub fn run(args: &Args, ui: &Ui) -> Result<ExitCode, CliError> {
    let cancel = cancel_when_interrupted();
    let bars = Bars::new(ui.is_quiet(), &cancel);
    let begin = |name: &str, bytes| bars.begin(&format!("profiling {name}"), bytes);
    let profile = profile::profile(&args.files, &cancel, &begin).map_err(PipelineError::from);
    drop(bars);
    let profile = profile?;
    let shown = match args.format {
        Format::Text => text::render(&profile, args.out.is_none()),
        Format::Json => json::render(&profile),
        Format::Html => html::render(&profile),
    };
    match &args.out {
        Some(path) => fs::write(path, shown).map_err(|source| cannot_write(path, source))?,
        None => ui.answer(&shown)?,
    }
    Ok(if profile.unreadable == 0 { ExitCode::SUCCESS } else { ExitCode::from(UNREADABLE) })
}
