//! `overdracht trace`: one person, case, payment, row or finding, from the delivered cell to the verdict.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;

use super::{CliError, Ui};
use crate::audit::trace::{self, Request, model, text};
use crate::pipeline::OpenRun;
use crate::source::Cancel;

const EXAMPLES: &str = "\
Examples:
  Follow a case through a run, with what was delivered
    overdracht trace runs/laborijn-1 100020 --delivery fixtures/laborijn/broken/delivery
  See what became of one delivered line, for another program
    overdracht trace runs/laborijn-1 betalingen_2020.csv:17 --format json

Exit codes:
  0 found, 1 nothing was found, 2 wrong usage, or no run, 4 the delivery cannot be used,
  5 a database of the run is damaged";

/// What `overdracht trace` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The run's folder
    run: PathBuf,
    /// A BSN, clientnummer, dossiernummer or betaalnummer; a target row by id or natural key, such as component:123;
    /// a delivered line, such as clienten.csv:17; or the code of a finding, such as OV0203 or OV0203:clienten.csv:17
    #[arg(value_parser = something)]
    what: String,
    /// The folder with the delivered files, or the files themselves, to show what stands in them
    #[arg(long, value_name = "PATH", num_args = 1..)]
    delivery: Vec<PathBuf>,
    /// How to answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Show BSNs in full
    #[arg(long)]
    unmask: bool,
}

/// How to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Page by page, with the SQL that shows the same
    Text,
    /// Everything, for programs
    Json,
}

/// Follows something through a run and answers whether it was found; changes nothing.
///
/// # Errors
/// Fails where the folder is no run, or the run or the delivery cannot be read.
pub fn run(args: &Args, ui: &Ui) -> Result<ExitCode, CliError> {
    let run = OpenRun::open(&args.run)?;
    let cancel = Cancel::default();
    let request = Request { what: &args.what, delivery: &args.delivery, unmask: args.unmask, cancel: &cancel };
    let trace = trace::trace(&run, &request)?;
    let answer = match args.format {
        Format::Json => model::render(&trace),
        Format::Text => text::render(&trace, &args.run.display().to_string()),
    };
    ui.answer(&answer)?;
    Ok(if trace.ways.is_empty() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Refuses to look for nothing.
fn something(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    if text.is_empty() { Err("name something to follow") } else { Ok(text.to_owned()) }
}
