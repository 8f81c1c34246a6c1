//! The command line: arguments, terminal and exit codes, one file per command.
//!
//! Standard output is data, standard error the rest; only [`Ui`] prints. What a command does, another stage does: it
//! reads arguments, asks, and shows the answer.

mod answer;
pub mod check;
pub mod completions;
pub mod diff;
pub mod docs;
pub mod draft;
pub mod drill;
pub mod error;
pub mod explain;
pub mod export;
mod folder;
mod interrupt;
pub mod man;
pub mod profile;
mod progress;
pub mod publish;
pub mod reconcile;
pub mod report;
pub mod run;
pub mod schema;
pub mod synth;
pub mod test;
mod timings;
pub mod trace;
pub mod ui;
pub mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use error::CliError;
pub use ui::Ui;

const EXAMPLES: &str = "\
Examples:
  Take the shipped delivery of Laborijn to a run folder, with its proofs
    overdracht run mappings/laborijn fixtures/laborijn/clean/delivery
  Prove that run again
    overdracht reconcile runs/laborijn-1";

/// Moves a social-assistance caseload and proves that everyone gets at least the same, on the same date.
#[derive(Debug, Parser)]
#[command(name = "overdracht", version, arg_required_else_help = true, after_help = EXAMPLES)]
struct Arguments {
    /// Print no summary, only errors and data that was asked for
    #[arg(long, short, global = true, display_order = 900)]
    quiet: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Take a delivery through the whole pipeline into a new run folder, and say whether it is proven
    Run(run::Args),
    /// Prove a run again from its targets and evidence
    Reconcile(reconcile::Args),
    /// Write the planned payments of a proven run as a file for the bank
    Export(export::Args),
    /// Render the reports of a run again from its evidence
    Report(report::Args),
    /// Check that a run is what was made: its files, figures and reports, and the whole of it again
    Verify(verify::Args),
    /// Follow a person, case, payment, row or finding from the delivered cell to the verdict
    Trace(trace::Args),
    /// Compare two runs: what got worse, what is mended, and what they were made from
    Diff(diff::Args),
    /// Put a proven run into a municipal database; whatever is not proven stays out
    Publish(publish::Args),
    /// Put known faults into copies of a run, and see that the proof catches each
    Drill(drill::Args),
    /// Check mappings without data: every problem at once, with its place
    Check(check::Args),
    /// Run the examples and golden deliveries of mappings: all that differs, cell by cell
    Test(test::Args),
    /// Explain the code of a finding: what it checks, why, an example, and how to mend it
    Explain(explain::Args),
    /// Write a mapping in words: the conversion document, in Dutch or English
    Docs(docs::Args),
    /// See what is in a delivery that nobody has described yet
    Profile(profile::Args),
    /// Draft a first mapping from a delivery, to be finished by hand
    Draft(draft::Args),
    /// Print the target's tables as SQL, their documentation, or the JSON Schema of mappings
    Schema(schema::Args),
    /// Make up a delivery: a whole caseload of residents that do not exist, of any size
    Synth(synth::Args),
    /// Print what completes the commands in a shell
    Completions(completions::Args),
    /// Print the manual, or write a page for each command
    Man(man::Args),
}

/// Parses the arguments, runs the command and returns the exit code.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let ui = Ui::new(arguments.quiet);
    let done = match &arguments.command {
        Command::Run(args) => run::run(args, &ui),
        Command::Reconcile(args) => reconcile::run(args, &ui),
        Command::Export(args) => export::run(args, &ui),
        Command::Report(args) => report::run(args, &ui),
        Command::Verify(args) => verify::run(args, &ui),
        Command::Trace(args) => trace::run(args, &ui),
        Command::Diff(args) => diff::run(args, &ui),
        Command::Publish(args) => publish::run(args, &ui),
        Command::Drill(args) => drill::run(args, &ui),
        Command::Check(args) => check::run(args, &ui),
        Command::Test(args) => test::run(args, &ui),
        Command::Explain(args) => explain::run(args, &ui),
        Command::Docs(args) => docs::run(args, &ui),
        Command::Profile(args) => profile::run(args, &ui),
        Command::Schema(args) => schema::run(args, &ui),
        Command::Draft(args) => draft::run(args, &ui),
        Command::Synth(args) => synth::run(args, &ui),
        Command::Completions(args) => completions::run(args, &ui),
        Command::Man(args) => man::run(args, &ui),
    };
    done.unwrap_or_else(|error| {
        if let Some(excerpts) = error.excerpts() {
            ui.complain(&excerpts);
        }
        ui.complain(&format!("error: {error}"));
        ExitCode::from(error.exit_code())
    })
}
