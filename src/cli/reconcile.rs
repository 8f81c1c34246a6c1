//! `overdracht reconcile`: the proof of a run again, from its targets and evidence, or for payment files.

use std::path::PathBuf;
use std::process::ExitCode;

use super::interrupt::cancel_when_interrupted;
use super::run::date;
use super::{CliError, Ui, answer};
use crate::domain::Date;
use crate::pipeline::{self, Planned};

const EXAMPLES: &str = "\
Examples:
  Prove a run again, with the targets as they are now
    overdracht reconcile runs/laborijn-1
  Hold the municipality's own payment file of January against the promises of January
    overdracht reconcile runs/laborijn-1 --planned januari.xml --until 2021-01-31

Exit codes:
  0 proven, 1 not proven, 2 wrong usage, or no run, 4 a payment file cannot be used, 130 interrupted";

/// What `overdracht reconcile` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The run's folder
    run: PathBuf,
    /// Payment files (pain.001) that are held against the promises, in the place of the computed payments
    #[arg(long, value_name = "FILE", num_args = 1..)]
    planned: Vec<PathBuf>,
    /// The last payment date that the files are held against [default: that of the run]
    #[arg(long, value_name = "DATE", value_parser = date, requires = "planned")]
    until: Option<Date>,
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
/// Fails where the folder is no run or cannot be read, or a payment file cannot be used.
pub fn run(args: &Args, ui: &Ui) -> Result<ExitCode, CliError> {
    if !args.planned.is_empty() {
        let cancel = cancel_when_interrupted();
        let planned = Planned { files: &args.planned, until: args.until, cancel: &cancel };
        let report = pipeline::reconcile_planned(&args.run, &planned, args.unmask)?;
        // The report of the run is about the computed payments.
        return answer::show(&report, None, args.format, ui);
    }
    let report = pipeline::reconcile(&args.run, args.unmask)?;
    let html = args.run.join("report.html");
    answer::show(&report, Some(&html).filter(|path| path.is_file()).map(PathBuf::as_path), args.format, ui)
}
