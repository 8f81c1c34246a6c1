//! `overdracht reconcile`: the proof of a run again, from its targets and evidence.

use std::path::PathBuf;
use std::process::ExitCode;

use super::{CliError, Ui, answer};
use crate::pipeline;

const EXAMPLES: &str = "\
Examples:
  Prove a run again, with the targets as they are now
    overdracht reconcile runs/laborijn-1
  The same, for another program
    overdracht reconcile runs/laborijn-1 --format json

Exit codes:
  0 proven, 1 not proven, 2 wrong usage, or no run";

/// What `overdracht reconcile` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The run's folder
    run: PathBuf,
    /// How to answer
    #[arg(long, value_enum, default_value_t = answer::Format::Text)]
    format: answer::Format,
    /// Show BSNs in full on the terminal
    #[arg(long)]
    unmask: bool,
}

/// Proves a run again and answers whether it is proven; changes nothing.
///
/// # Errors
/// Fails where the folder is no run or cannot be read.
pub fn run(args: &Args, ui: &Ui) -> Result<ExitCode, CliError> {
    let report = pipeline::reconcile(&args.run, args.unmask)?;
    let html = args.run.join("report.html");
    answer::show(&report, Some(&html).filter(|path| path.is_file()).map(PathBuf::as_path), args.format, ui)
}
