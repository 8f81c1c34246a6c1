//! `overdracht docs`: a mapping in words, for those who do not read TOML.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;

use super::folder::cannot_write;
use super::{CliError, Ui};
use crate::document::{self, html, markdown};
use crate::mapping;

const EXAMPLES: &str = "\
Examples:
  Write the conversion document beside the mapping, to be kept with it
    overdracht docs mappings/laborijn --out CONVERSION.md
  The same for an auditor who reads English, as a page
    overdracht docs mappings/laborijn --language en --format html --out conversion.html

Exit codes:
  0 written, 3 the mapping is invalid, 5 the output cannot be written";

/// What `overdracht docs` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The mapping's folder, or the mapping.toml in it
    mapping: PathBuf,
    /// In what form
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
    /// In which language [default: that of the mapping]
    #[arg(long, value_enum)]
    language: Option<Language>,
    /// Write to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// In what form to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Text for version control
    Markdown,
    /// One page that needs nothing else
    Html,
}

/// In which language to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Language {
    /// Dutch
    Nl,
    /// English
    En,
}

/// Writes a mapping in words.
///
/// # Errors
/// Fails where the mapping is invalid, or the output cannot be written.
pub fn run(args: &Args, ui: &Ui) -> Result<ExitCode, CliError> {
    let mapping = mapping::load(&args.mapping)?;
    let language = match args.language {
        None => mapping.transfer.language,
        Some(Language::Nl) => mapping::model::Language::Dutch,
        Some(Language::En) => mapping::model::Language::English,
    };
    let document = document::build(&mapping, language);
    let text = match args.format {
        Format::Markdown => markdown::render(&document),
        Format::Html => html::render(&document),
    };
    match &args.out {
        Some(path) => fs::write(path, text).map_err(|source| cannot_write(path, source))?,
        None => ui.answer(&text)?,
    }
    Ok(ExitCode::SUCCESS)
}
