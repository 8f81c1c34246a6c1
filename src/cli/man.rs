//! `overdracht man`: the manual as man pages.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::Resettable;
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::{Arguments, CliError, Ui};

const EXAMPLES: &str = "\
Examples:
  Read the manual
    overdracht man | man -l -
  Install a page for the program and for each of its commands
    overdracht man --out ~/.local/share/man/man1

Exit codes:
  0 printed or written, 2 wrong usage, 5 an output cannot be written";

/// What `overdracht man` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Write a page for the program and for each of its commands into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Prints the page of the program, or writes every page.
///
/// # Errors
/// Fails where an output cannot be written.
pub fn run(args: &Args, ui: &Ui) -> Result<ExitCode, CliError> {
    let pages = pages();
    let Some(folder) = &args.out else {
        let program = pages.first().map(|page| page.text.as_str()).unwrap_or_default();
        ui.answer(program)?;
        return Ok(ExitCode::SUCCESS);
    };
    let failed = |path: &Path| {
        let path = path.display().to_string();
        |source| CliError::Write { path, source }
    };
    fs::create_dir_all(folder).map_err(failed(folder))?;
    for Page { name, text } in &pages {
        let path = folder.join(name);
        fs::write(&path, text).map_err(failed(&path))?;
    }
    ui.say(&format!("{} pages in {}", pages.len(), folder.display()));
    Ok(ExitCode::SUCCESS)
}

/// One man page.
struct Page {
    /// The name of its file.
    name: String,
    text: String,
}

/// Makes the page of the program, and then that of each command.
fn pages() -> Vec<Page> {
    let mut program = Arguments::command().disable_help_subcommand(true);
    program.build();
    let commands = program.get_subcommands().cloned().collect::<Vec<_>>();
    [program].into_iter().chain(commands).filter_map(|command| page(command).ok()).collect()
}

fn page(command: Command) -> io::Result<Page> {
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let command = command.after_help(Resettable::Reset).subcommand_help_heading("COMMANDS");
    let source = concat!("overdracht ", env!("CARGO_PKG_VERSION"));
    // Without a date the arguments behind it would take its place.
    let man = Man::new(command).date(" ").source(source).manual("overdracht");
    let mut text = Vec::new();
    man.render(&mut text)?;
    text.extend_from_slice(sections(&after).as_bytes());
    Ok(Page { name: man.get_filename(), text: String::from_utf8_lossy(&text).into_owned() })
}

/// Turns what follows the options in the help into sections; the lines of examples stay as they are.
fn sections(after: &str) -> String {
    let mut roff = Roff::new();
    for block in after.split("\n\n") {
        let (title, lines) = block.split_once('\n').unwrap_or((block, ""));
        let title = title.trim_end_matches(':');
        roff.control("SH", [title.to_uppercase().as_str()]);
        let is_kept = title == "Examples";
        if is_kept {
            roff.control("nf", []);
        }
        for line in lines.lines() {
            roff.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
        }
        if is_kept {
            roff.control("fi", []);
        }
    }
    roff.to_roff()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page_and_stands_on_that_of_the_program() {
        let pages = pages();
        let names: Vec<&str> = pages.iter().map(|page| page.name.as_str()).collect();
        let mut expected = vec!["overdracht.1".to_owned()];
        for command in Arguments::command().get_subcommands() {
            expected.push(format!("overdracht-{}.1", command.get_name()));
            assert!(pages[0].text.contains(&format!("overdracht\\-{}(1)", command.get_name())), "{}", pages[0].text);
        }
        assert_eq!(names, expected);
    }

    #[test]
    fn examples_and_exit_codes_are_sections_of_their_own() {
        let text = sections(EXAMPLES);
        insta::assert_snapshot!(text);
    }

    #[test]
    fn the_pages_are_the_same_each_time() {
        let texts = || pages().into_iter().map(|page| page.text).collect::<Vec<_>>();
        assert_eq!(texts(), texts());
    }
}
