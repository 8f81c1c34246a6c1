//! `overdracht drill`: known faults put into copies of a run, to show that the proof catches each.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;

use super::interrupt::cancel_when_interrupted;
use super::progress::Count;
use super::{CliError, Ui};
use crate::audit::reports::{self, RenewError};
use crate::audit::signature::is_signed;
use crate::drill::{self, DRILL, Request, text};
use crate::pipeline::Manifest;

const EXAMPLES: &str = "\
Examples:
  Put every fault that a target can hold into copies of it, and see that each is caught
    overdracht drill runs/laborijn-1
  The faults of the delivery as well, each twenty times
    overdracht drill runs/laborijn-1 --delivery fixtures/laborijn/clean/delivery --times 20

Exit codes:
  0 every fault was caught and no alarm was false, 1 a fault was missed or an alarm was false,
  2 wrong usage, no run, or another delivery, 4 the delivery cannot be used,
  5 the run was signed with a drill, or a copy or drill.json cannot be written, 130 interrupted";

/// How to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// What was missed, and every fault with what caught it
    Text,
    /// The content of drill.json
    Json,
}

/// What `overdracht drill` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The run's folder; drill.json is kept in it, and its reports show it from then on
    run: PathBuf,
    /// The delivery that the run was made from, to put faults into a copy of it too
    #[arg(long, value_name = "PATH", num_args = 1..)]
    delivery: Vec<PathBuf>,
    /// How often each fault is injected, at places of its own
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    times: u32,
    /// What the places are chosen by
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// How to answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Holds a drill, keeps it with the run, and answers whether everything was caught.
///
/// # Errors
/// Fails where the folder is no run, the delivery is another one, the run was signed with a drill, or a copy cannot be
/// written.
pub fn run(args: &Args, ui: &Ui) -> Result<ExitCode, CliError> {
    let is_listed = |manifest: Manifest| manifest.outputs.iter().any(|entry| entry.name == DRILL);
    if is_signed(&args.run) && Manifest::read(&args.run).is_ok_and(is_listed) {
        return Err(RenewError::Signed { run: args.run.clone(), reports: DRILL.to_owned() }.into());
    }
    let cancel = cancel_when_interrupted();
    let count = Count::new(ui.is_quiet(), drill::pieces(args.times, !args.delivery.is_empty()), "drilling");
    let request = Request {
        run: &args.run,
        delivery: &args.delivery,
        times: args.times,
        seed: args.seed,
        cancel: &cancel,
        done: &|| count.one_more(),
    };
    let found = drill::drill(&request);
    drop(count);
    let found = found?;
    found.write(&args.run)?;
    let answer = match args.format {
        Format::Json => Some(found.render()),
        Format::Text => (!ui.is_quiet()).then(|| text::render(&found)),
    };
    if let Some(answer) = answer {
        ui.answer(&answer)?;
    }
    if is_signed(&args.run) {
        ui.say("the run is signed: drill.json stands beside its reports, which stay as they were signed");
    } else {
        reports::renew(&args.run)?;
    }
    Ok(if found.holds() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
