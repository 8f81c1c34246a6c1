//! `overdracht publish`: a proven run, put into a municipal database.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;

use super::interrupt::cancel_when_interrupted;
use super::progress::Bars;
use super::{CliError, Ui};
use crate::publish::{self, Request};

const EXAMPLES: &str = "\
Examples:
  Publish a proven run into a municipal database, which need not exist yet
    overdracht publish runs/laborijn-1 --into oude-ijsselstreek.sqlite
  Publish what a partner gets into a database of its own
    overdracht publish runs/laborijn-1 --destination stoer --into stoer.sqlite

Exit codes:
  0 published, or it was before and nothing was changed, 1 not proven, or in conflict with what
  stands there, 2 wrong usage, or no run, 5 the database cannot be published into, 130 interrupted";

/// What `overdracht publish` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The run's folder
    run: PathBuf,
    /// The municipal database, which no other program has open; as it was, it is kept as FILE.previous
    #[arg(long, value_name = "FILE")]
    into: PathBuf,
    /// Which of the run's destinations [default: its only municipality]
    #[arg(long, value_name = "NAME")]
    destination: Option<String>,
    /// How to answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// What came of it, with the first conflicts
    Text,
    /// The same for other programs, with the first 1000 conflicts of every table
    Json,
}

/// Publishes a run and answers what came of it.
///
/// # Errors
/// Fails where the run may not be published, or the database cannot be published into.
pub fn run(args: &Args, ui: &Ui) -> Result<ExitCode, CliError> {
    let cancel = cancel_when_interrupted();
    let bars = Bars::new(ui.is_quiet(), &cancel);
    let published = publish::publish(&Request {
        run: &args.run,
        into: &args.into,
        destination: args.destination.as_deref(),
        cancel: &cancel,
        progress: &|step| bars.begin(step, 0),
    });
    drop(bars);
    let published = published?;
    let answer = match args.format {
        Format::Json => Some(published.json()),
        Format::Text => (!ui.is_quiet() || !published.is_done()).then(|| published.text()),
    };
    if let Some(answer) = answer {
        ui.answer(&answer)?;
    }
    Ok(if published.is_done() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
