//! `overdracht draft`: a first mapping from a delivery, to be finished by hand.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::folder::{cannot_write, create_beside, refuse_if_taken, reveal};
use super::interrupt::cancel_when_interrupted;
use super::progress::Bars;
use super::run::date;
use super::{CliError, Ui};
use crate::domain::Date;
use crate::draft::{self, Draft, render};
use crate::pipeline::PipelineError;
use crate::profile;

const EXAMPLES: &str = "\
What is drafted:
  Headings are matched to the target by their words and by what stands under them. Each line says
  how sure it is, and why. What was not found, or is somebody's decision, is a TODO; check names
  the same places. No value that stands in fewer than five rows is written.

Examples:
  Look at a first mapping of a delivery
    overdracht draft fixtures/laborijn/clean/delivery --service laborijn
  Begin a mapping's folder with it, with its codes and a description of the delivery
    overdracht draft delivery --service nieuw --cutover 2021-07-01 --out mappings/nieuw

Exit codes:
  0 drafted, 2 wrong usage, 4 some of it cannot be read, 5 an output cannot be written,
  130 interrupted";

/// The exit code where a file could not be read, or none holds a table.
const UNREADABLE: u8 = 4;

/// What `overdracht draft` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The folder with the delivered files, or the files themselves
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The shared service that delivers: small letters, digits, - and _
    #[arg(long, value_name = "NAME", value_parser = name)]
    service: String,
    /// The first day on which the destinations pay, such as 2021-01-01 [default: a TODO]
    #[arg(long, value_name = "DATE", value_parser = date)]
    cutover: Option<Date>,
    /// The folder of the new mapping; it must be empty or not exist yet [default: print mapping.toml]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Drafts a mapping and prints it, or begins a folder with it.
///
/// # Errors
/// Fails where the files cannot be read, or the output holds something or cannot be written.
pub fn run(args: &Args, ui: &Ui) -> Result<ExitCode, CliError> {
    if let Some(out) = &args.out {
        refuse_if_taken(out)?;
    }
    let cancel = cancel_when_interrupted();
    let bars = Bars::new(ui.is_quiet(), &cancel);
    let begin = |name: &str, bytes| bars.begin(&format!("profiling {name}"), bytes);
    let profile = profile::profile(&args.files, &cancel, &begin).map_err(PipelineError::from);
    drop(bars);
    let profile = profile?;
    let draft = draft::draft(&profile, &args.service, args.cutover);
    if let Some(out) = &args.out {
        write(&draft, out)?;
    } else {
        ui.answer(&render::mapping(&draft))?;
    }
    ui.say(&tally(&draft, args.out.as_deref()));
    for (name, reason) in draft.others {
        ui.say(&format!("no table: {name}: {reason}"));
    }
    let is_whole = profile.unreadable == 0 && !draft.tables.is_empty();
    Ok(if is_whole { ExitCode::SUCCESS } else { ExitCode::from(UNREADABLE) })
}

/// Writes the files of a mapping into a new folder.
fn write(draft: &Draft<'_>, out: &Path) -> Result<(), CliError> {
    let folder = create_beside(out)?;
    for (name, text) in render::folder(draft) {
        let path = folder.path().join(&name);
        let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, text));
        written.map_err(|source: io::Error| cannot_write(&out.join(&name), source))?;
    }
    reveal(folder, out)
}

/// Says how far the draft got.
fn tally(draft: &Draft<'_>, out: Option<&Path>) -> String {
    let (found, open) = draft.headings();
    let tables = draft.tables.len();
    let plural = if tables == 1 { "" } else { "s" };
    let place = out.map_or_else(String::new, |out| format!("{}: ", out.display()));
    format!(
        "{place}{tables} table{plural}, {found} of {} headings found a target column, {open} are open",
        found + open
    )
}

/// Reads the name of a service, after which files can be named.
fn name(text: &str) -> Result<String, String> {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
    if !text.is_empty() && text.bytes().all(fits) {
        Ok(text.to_owned())
    } else {
        Err("a name has small letters, digits, - and _: files are named after it".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(out: PathBuf) -> Args {
        let delivery = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/laborijn/clean/delivery");
        Args { files: vec![delivery], service: "laborijn".to_owned(), cutover: None, out: Some(out) }
    }

    #[test]
    fn a_new_mapping_has_its_files_and_nothing_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("nieuw");
        run(&args(out.clone()), &Ui::new(true)).expect("a draft");
        assert!(out.join("mapping.toml").is_file() && out.join("DELIVERY.md").is_file());
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1);
    }

    #[test]
    fn a_folder_that_holds_something_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("mapping.toml"), "x").expect("a file");
        let error = run(&args(folder.path().to_owned()), &Ui::new(true)).expect_err("it is taken");
        assert_eq!(error.exit_code(), 5);
        assert_eq!(fs::read_to_string(folder.path().join("mapping.toml")).expect("the file"), "x");
    }

    #[test]
    fn a_service_has_a_name_that_files_can_have() {
        for (text, fits) in
            [("laborijn", true), ("het-plein", true), ("a_2", true), ("", false), ("A", false), ("a/b", false)]
        {
            assert_eq!(name(text).is_ok(), fits, "{text}");
        }
    }
}
