//! `overdracht report`: the reports of a run, rendered again from its evidence.

use std::path::PathBuf;
use std::process::ExitCode;

use super::{CliError, Ui};
use crate::audit::reports::{self, Renewed};

const EXAMPLES: &str = "\
Examples:
  Render the reports again, after a drill or with a newer version of the tool
    overdracht report runs/laborijn-1
  The same, silently
    overdracht report runs/laborijn-1 --quiet

Exit codes:
  0 the reports are what the evidence says, 1 the run no longer gives its own figures,
  2 wrong usage, or no run, 5 the run is signed, or a report cannot be written";

/// What `overdracht report` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The run's folder
    run: PathBuf,
}

/// Renders the reports of a run again and says which changed.
///
/// # Errors
/// Fails where the run cannot be read or no longer gives its own figures, where it is signed and would change, and
/// where a file cannot be written.
pub fn run(args: &Args, ui: &Ui) -> Result<ExitCode, CliError> {
    let Renewed { changed, same } = reports::renew(&args.run)?;
    if !ui.is_quiet() {
        let told = |name: &String, what| format!("{what}  {}", args.run.join(name).display());
        let changed = changed.iter().map(|name| told(name, "renewed  "));
        let lines: Vec<String> = changed.chain(same.iter().map(|name| told(name, "unchanged"))).collect();
        let answer = lines.join("\n") + "\n";
        let path = "standard output".to_owned();
        ui.print(&answer).map_err(|source| CliError::Write { path, source })?;
    }
    Ok(ExitCode::SUCCESS)
}
