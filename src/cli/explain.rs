//! `overdracht explain`: what a finding's code checks, why it matters, an example, and how to mend it.

mod page;

use std::process::ExitCode;

use clap::ValueEnum;
use serde::Serialize;

use super::{CliError, Ui};
use crate::diag::explain::{self, Explanation};
use crate::diag::{Code, Group, Severity, codes};
use crate::report::json;

const EXAMPLES: &str = "\
Examples:
  Explain a code that check or the report showed
    overdracht explain OV0111
  List all codes
    overdracht explain

Exit codes:
  0 explained, 2 there is no such code";

/// What `overdracht explain` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The code, such as OV0111 [default: list all codes]
    code: Option<String>,
    /// How to answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A page to read
    Text,
    /// The same, for programs
    Json,
}

/// A code, as other programs read it.
#[derive(Serialize)]
struct Entry {
    code: &'static str,
    severity: Severity,
    group: Group,
    title: &'static str,
    help: &'static str,
}

/// A code with its explanation, as other programs read it.
#[derive(Serialize)]
struct Full {
    #[serde(flatten)]
    entry: Entry,
    checks: &'static str,
    why: &'static str,
    example: &'static str,
    mend: &'static str,
    mended: Option<&'static str>,
}

/// Explains a code, or lists all of them.
///
/// # Errors
/// Fails where there is no such code, or the answer cannot be written.
pub fn run(args: &Args, ui: &Ui) -> Result<ExitCode, CliError> {
    let answer = match (&args.code, args.format) {
        (Some(asked), Format::Text) => page::of(find(asked)?, true),
        (Some(asked), Format::Json) => json::pretty(&full(find(asked)?)),
        (None, Format::Text) => page::list(&codes::all(), true),
        (None, Format::Json) => json::pretty(&codes::all().into_iter().map(entry).collect::<Vec<_>>()),
    };
    ui.answer(&answer)?;
    Ok(ExitCode::SUCCESS)
}

fn find(asked: &str) -> Result<&'static Explanation, CliError> {
    let wanted = asked.trim().to_uppercase();
    let code = codes::all().into_iter().find(|code| code.id == wanted);
    code.and_then(explain::of).ok_or_else(|| {
        let meant = nearest(&wanted).map(|code| format!("; the nearest is {code} ({})", code.title));
        CliError::UnknownCode { asked: asked.to_owned(), suggestion: meant.unwrap_or_default() }
    })
}

/// Finds the code that was probably meant: the nearest in writing, and of those the nearest in number.
fn nearest(wanted: &str) -> Option<&'static Code> {
    const FARTHEST: usize = 2;
    let number = |id: &str| id.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0_i64);
    let distance =
        |code: &Code| (strsim::damerau_levenshtein(wanted, code.id), number(wanted).abs_diff(number(code.id)));
    let nearest = codes::all().into_iter().min_by_key(|code| distance(code))?;
    (distance(nearest).0 <= FARTHEST).then_some(nearest)
}

fn entry(code: &'static Code) -> Entry {
    Entry { code: code.id, severity: code.severity, group: code.group(), title: code.title, help: code.help }
}

fn full(explanation: &'static Explanation) -> Full {
    let Explanation { code, checks, why, example, .. } = explanation;
    let (mend, mended) = (explanation.advice(), explanation.mended());
    Full { entry: entry(code), checks, why, example, mend, mended }
}

#[cfg(test)]
mod tests;
