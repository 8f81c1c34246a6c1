//! `overdracht verify`: whether a run is still what was made, and comes out the same again.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;

use super::interrupt::cancel_when_interrupted;
use super::progress::Bars;
use super::{CliError, Ui};
use crate::audit::verify::{self, Agreement, Request, text};
use crate::report::json;

const EXAMPLES: &str = "\
Examples:
  Check a run that was handed over: its files, its figures, its reports
    overdracht verify runs/laborijn-1
  Check all of it, from what the service delivered and with the signer's key
    overdracht verify runs/laborijn-1 --delivery delivery --public-key minisign.pub

Exit codes:
  0 everything that was checked agrees, 1 something differs, 2 wrong usage, or no run,
  3 the mapping is invalid, 5 no room for what is made again, 130 interrupted";

/// What `overdracht verify` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The run's folder
    run: PathBuf,
    /// The folder with the delivered files, or the files themselves; the whole run is then made again and compared
    #[arg(long, value_name = "PATH", num_args = 1..)]
    delivery: Vec<PathBuf>,
    /// The mapping's folder, or the mapping.toml in it [default: the mapping in the run's evidence]
    #[arg(long, value_name = "DIR")]
    mapping: Option<PathBuf>,
    /// The public key that the run must be signed with: the file of minisign, or the key itself
    #[arg(long, value_name = "FILE|KEY")]
    public_key: Option<String>,
    /// How to answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each check, then what differs and what to do
    Text,
    /// Everything, for another program
    Json,
}

/// Checks a run and answers whether everything agrees; changes nothing.
///
/// # Errors
/// Fails where there is no run or no key, or the machine fails.
pub fn run(args: &Args, ui: &Ui) -> Result<ExitCode, CliError> {
    let cancel = cancel_when_interrupted();
    let bars = Bars::new(ui.is_quiet(), &cancel);
    let answer = verify::verify(&Request {
        run: &args.run,
        delivery: &args.delivery,
        mapping: args.mapping.as_deref(),
        public_key: args.public_key.as_deref(),
        cancel: &cancel,
        progress: &|stage, course| bars.begin_stage(stage, course),
    });
    drop(bars);
    let answer = answer?;
    let shown = match args.format {
        Format::Json => Some(json::pretty(&answer)),
        Format::Text => (!ui.is_quiet()).then(|| text::render(&answer)),
    };
    if let Some(shown) = shown {
        ui.answer(&shown)?;
    }
    Ok(match answer.verdict {
        Agreement::Agrees => ExitCode::SUCCESS,
        Agreement::Differs => ExitCode::from(1),
    })
}
