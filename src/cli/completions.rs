//! `overdracht completions`: what a shell needs to complete commands, options and their values.

use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Arguments, CliError, Ui};

const EXAMPLES: &str = "\
Examples:
  Complete commands in bash, from the next shell on
    overdracht completions bash > ~/.local/share/bash-completion/completions/overdracht
  The same in fish
    overdracht completions fish > ~/.config/fish/completions/overdracht.fish

Exit codes:
  0 printed, 2 wrong usage";

/// What `overdracht completions` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The shell
    shell: Shell,
}

/// Prints the completions for a shell.
///
/// # Errors
/// Fails where they cannot be written.
pub fn run(args: &Args, ui: &Ui) -> Result<ExitCode, CliError> {
    ui.answer(&script(args.shell))?;
    Ok(ExitCode::SUCCESS)
}

fn script(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "overdracht", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;

    #[test]
    fn every_shell_completes_every_command() {
        for shell in Shell::value_variants() {
            let script = script(*shell);
            for command in Arguments::command().get_subcommands() {
                assert!(script.contains(command.get_name()), "{shell}: {}", command.get_name());
            }
            assert!(script.contains("deny-warnings"), "{shell}");
        }
    }
}
