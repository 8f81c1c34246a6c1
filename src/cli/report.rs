//! `overdracht report`: the reports of runs, rendered again from their evidence, and their trend.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{CliError, Ui};
use crate::audit::reports::{self, Renewed};
use crate::audit::trend;
use crate::pipeline::{refuse_within_run, write_whole};

const EXAMPLES: &str = "\
Examples:
  Render the reports again, after a drill or with a newer version of the tool
    overdracht report runs/laborijn-1
  Put the runs of three weeks beside each other
    overdracht report runs/laborijn-1 runs/laborijn-2 runs/laborijn-3 --trend trend.html

Exit codes:
  0 the reports are what the evidence says, 1 the run no longer gives its own figures, or
  drill.json is of another run, 2 wrong usage, or no run, 5 the run is signed, or a report cannot be written";

/// What `overdracht report` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The folder of the run, or of several
    #[arg(required = true)]
    runs: Vec<PathBuf>,
    /// Put the runs beside each other on a page, in the order in which they are named, and render nothing else
    #[arg(long, value_name = "FILE")]
    trend: Option<PathBuf>,
}

/// Renders the reports of runs again and says which changed, or writes the page of their trend.
///
/// # Errors
/// Fails where a run cannot be read or no longer gives its own figures, where it is signed and would change, and where
/// a file cannot be written.
pub fn run(args: &Args, ui: &Ui) -> Result<ExitCode, CliError> {
    if let Some(page) = &args.trend {
        for run in &args.runs {
            refuse_within_run(page, run)?;
        }
        write_whole(page, trend::trend(&args.runs)?.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    for run in &args.runs {
        renew(run, ui)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn renew(run: &Path, ui: &Ui) -> Result<(), CliError> {
    let Renewed { changed, same } = reports::renew(run)?;
    if !ui.is_quiet() {
        let told = |name: &String, what| format!("{what}  {}", run.join(name).display());
        let changed = changed.iter().map(|name| told(name, "renewed  "));
        let lines: Vec<String> = changed.chain(same.iter().map(|name| told(name, "unchanged"))).collect();
        let answer = lines.join("\n") + "\n";
        ui.answer(&answer)?;
    }
    Ok(())
}
