//! `overdracht export`: the planned payments of a proven run, as a file for the bank.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use serde_json::json;

use super::interrupt::cancel_when_interrupted;
use super::{CliError, Ui};
use crate::audit::verify::files::BESIDE;
use crate::domain::{Iban, Total, euros};
use crate::pipeline::export::{self, Export, Exported};
use crate::report::pain001::{Debtor, LONGEST_NAME, latin};
use crate::source::pain001::Version;

const EXAMPLES: &str = "\
Examples:
  Write what is planned as a file for the bank
    overdracht export pain001 run --debtor-name Ommen --debtor-iban NL02ABNA0123456789 --out b.xml
  Hold that file against the promises, as a municipality does with its own
    overdracht reconcile run --planned b.xml

Exit codes:
  0 written, 1 not written: the run is not proven, or not as it was made, 2 wrong usage, or no run,
  5 the output cannot be written, 130 interrupted";

/// What `overdracht export` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The form of the file
    #[arg(value_enum)]
    form: Form,
    /// The run's folder
    run: PathBuf,
    /// The name on the account that pays
    #[arg(long, value_name = "NAME", value_parser = name)]
    debtor_name: String,
    /// The account that pays
    #[arg(long, value_name = "IBAN", value_parser = account)]
    debtor_iban: Iban,
    /// The bank of that account, where the bank asks for it
    #[arg(long, value_name = "BIC", value_parser = bic)]
    debtor_bic: Option<String>,
    /// Whose payments, where the run has several municipalities
    #[arg(long, value_name = "NAME")]
    destination: Option<String>,
    /// The version of the message
    #[arg(long, value_enum, default_value_t = MessageVersion::V03)]
    version: MessageVersion,
    /// The time that the file shows, such as 2021-01-04T09:00:00Z [default: now]
    #[arg(long, value_name = "TIME")]
    now: Option<jiff::Timestamp>,
    /// The file to write; one that stands there is replaced
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// How to answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Payments and amounts per day
    Text,
    /// The same, for another program
    Json,
}

/// The form of a file for the bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A credit transfer of ISO 20022
    Pain001,
}

/// A version of the message, as it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MessageVersion {
    /// pain.001.001.03, of 2009
    #[value(name = "03")]
    V03,
    /// pain.001.001.09, of 2019
    #[value(name = "09")]
    V09,
}

/// Writes the planned payments of a proven run for the bank.
///
/// # Errors
/// Fails where the run is not proven or cannot be read, or the file cannot be written.
pub fn run(args: &Args, ui: &Ui) -> Result<ExitCode, CliError> {
    let Form::Pain001 = args.form;
    let cancel = cancel_when_interrupted();
    let version = match args.version {
        MessageVersion::V03 => Version::V03,
        MessageVersion::V09 => Version::V09,
    };
    let debtor = Debtor { name: args.debtor_name.clone(), account: args.debtor_iban, bic: args.debtor_bic.clone() };
    let now = args.now.unwrap_or_else(jiff::Timestamp::now);
    let destination = args.destination.as_deref();
    let export = Export { debtor, destination, version, now, beside: BESIDE, cancel: &cancel };
    let exported = export::export(&args.run, &export, &args.out)?;
    let answer = match args.format {
        Format::Text if ui.is_quiet() => return Ok(ExitCode::SUCCESS),
        Format::Text => text(&exported, args),
        Format::Json => format!("{:#}\n", object(&exported)),
    };
    ui.answer(&answer)?;
    Ok(ExitCode::SUCCESS)
}

fn text(exported: &Exported, args: &Args) -> String {
    let (payments, cents) = totals(exported);
    let mut text = format!("{}: payments {payments}, {}\n", args.out.display(), euros(cents));
    let _ = writeln!(text, "message {}\n", exported.message);
    for day in &exported.days {
        // In a column, the amount stands apart from its unit.
        let amount = Total::from_cents(i128::from(day.cents));
        let _ = writeln!(text, "  {}  {:>9}  € {amount:>16}", day.date, day.payments);
    }
    if exported.names_changed > 0 {
        let changed = exported.names_changed;
        let _ = writeln!(text, "\nNames changed to the characters and length that banks take: {changed}");
    }
    text
}

fn object(exported: &Exported) -> serde_json::Value {
    let (payments, cents) = totals(exported);
    let days = exported.days.iter();
    let days = days.map(|day| json!({ "date": day.date, "payments": day.payments, "cents": day.cents }));
    json!({
        "destination": exported.destination,
        "message": exported.message,
        "payments": payments,
        "cents": i64::try_from(cents).ok(),
        "days": days.collect::<Vec<_>>(),
        "names_changed": exported.names_changed,
    })
}

fn totals(exported: &Exported) -> (u64, i128) {
    let days = exported.days.iter();
    days.fold((0, 0), |(payments, cents), day| (payments + day.payments, cents + i128::from(day.cents)))
}

fn name(text: &str) -> Result<String, String> {
    let name = latin::fit(text, LONGEST_NAME);
    if name.is_empty() { Err("a name is needed".to_owned()) } else { Ok(name) }
}

fn account(text: &str) -> Result<Iban, String> {
    Iban::parse(text).map_err(|error| error.to_string())
}

/// Reads a BIC: four letters or digits of the bank, two letters of the country, two of the place, three of the branch.
fn bic(text: &str) -> Result<String, String> {
    let letters = |part: Option<&str>| part.is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_uppercase()));
    let known = text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if matches!(text.len(), 8 | 11) && known && letters(text.get(4..6)) {
        Ok(text.to_owned())
    } else {
        Err("eight or eleven capitals and digits are expected, such as ABNANL2A".to_owned())
    }
}
