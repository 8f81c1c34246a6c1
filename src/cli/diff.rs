//! `overdracht diff`: what two runs decided differently, the worst first.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;

use super::{CliError, Ui};
use crate::audit::diff::{self, text};

const EXAMPLES: &str = "\
Examples:
  See what got better or worse since last week
    overdracht diff runs/laborijn-1 runs/laborijn-2
  The same in full, for another program
    overdracht diff runs/laborijn-1 runs/laborijn-2 --format json

Exit codes:
  0 nothing got worse, 1 something did, 2 wrong usage, or no run, 5 the evidence is damaged";

/// What `overdracht diff` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The folder of the older run
    old: PathBuf,
    /// The folder of the newer run
    new: PathBuf,
    /// How to answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// What matters most, on one screen
    Text,
    /// Everything, for programs; lists are cut at 500 lines, counts never
    Json,
}

/// Compares two runs and answers whether anything got worse; changes nothing.
///
/// # Errors
/// Fails where a folder is no run or cannot be read.
pub fn run(args: &Args, ui: &Ui) -> Result<ExitCode, CliError> {
    let diff = diff::diff(&args.old, &args.new)?;
    let answer = match args.format {
        Format::Json => Some(diff::model::render(&diff)),
        Format::Text => {
            let name = |path: &PathBuf| path.display().to_string();
            (!ui.is_quiet()).then(|| text::render(&diff, &name(&args.old), &name(&args.new)))
        }
    };
    if let Some(answer) = answer {
        ui.answer(&answer)?;
    }
    Ok(if diff.worse { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
