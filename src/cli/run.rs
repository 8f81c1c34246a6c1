//! `overdracht run`: a delivery through the whole pipeline, into a new run folder.

use std::path::PathBuf;
use std::process::ExitCode;

use super::interrupt::cancel_when_interrupted;
use super::progress::Bars;
use super::timings::Watch;
use super::{CliError, Ui, answer};
use crate::domain::{Date, DateFormat};
use crate::mapping;
use crate::pipeline::{self, Outcome, Request};

const EXAMPLES: &str = "\
Examples:
  Run the shipped delivery of Laborijn into a new folder under runs/
    overdracht run mappings/laborijn fixtures/laborijn/clean/delivery
  A weekly trial whose figures another program reads
    overdracht run mappings/laborijn fixtures/laborijn/clean/delivery --out week-40 --format json

Exit codes:
  0 proven, 1 not proven, 2 wrong usage, 3 the mapping is invalid, 4 the delivery cannot be used,
  5 an output cannot be written, 130 interrupted";

/// What `overdracht run` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The mapping's folder, or the mapping.toml in it
    mapping: PathBuf,
    /// The folder with the delivered files, or the files themselves
    #[arg(required = true)]
    delivery: Vec<PathBuf>,
    /// The run's folder, which must not exist yet [default: runs/SERVICE-N]
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// The first day on which the destinations pay, such as 2021-02-01 [default: the mapping's]
    #[arg(long, value_name = "DATE", value_parser = date)]
    cutover: Option<Date>,
    /// How to answer
    #[arg(long, value_enum, default_value_t = answer::Format::Text)]
    format: answer::Format,
    /// The time that the manifest shows, such as 2021-01-04T09:00:00Z [default: now]
    #[arg(long, value_name = "TIME")]
    now: Option<jiff::Timestamp>,
    /// Show BSNs in full in reports and on the terminal
    #[arg(long)]
    unmask: bool,
    /// Show where the time went, stage by stage, on standard error; as JSON where the answer is
    #[arg(long)]
    timings: bool,
}

/// Runs a mapping over a delivery and answers whether it is proven.
///
/// # Errors
/// Fails where the mapping or delivery cannot be used, or an output cannot be written.
pub fn run(args: &Args, ui: &Ui) -> Result<ExitCode, CliError> {
    let cancel = cancel_when_interrupted();
    let watch = Watch::begin_with("reading the mapping", &cancel);
    let mut mapping = mapping::load(&args.mapping)?;
    if let Some(cutover) = args.cutover {
        mapping.transfer.cutover = cutover;
    }
    let bars = Bars::new(ui.is_quiet(), &cancel);
    let now = args.now.unwrap_or_else(jiff::Timestamp::now).to_string();
    let request = Request {
        mapping: &mapping,
        delivery: &args.delivery,
        out: args.out.as_deref(),
        now: &now,
        unmask: args.unmask,
        cancel: &cancel,
        progress: &|stage, course| {
            watch.begin(stage);
            bars.begin_stage(stage, course);
        },
    };
    let outcome = pipeline::run(&request);
    drop(bars);
    let Outcome { report, place } = outcome?;
    let timings = watch.stop();
    let code = answer::show(&report, Some(&place.join("report.html")), args.format, ui)?;
    if args.timings {
        ui.add(&timings.render(args.format));
    }
    Ok(code)
}

pub(super) fn date(text: &str) -> Result<Date, String> {
    DateFormat::YearMonthDay.parse(text).map_err(|error| format!("{error}: write it as yyyy-mm-dd"))
}
