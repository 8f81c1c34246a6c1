//! The `overdracht` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    overdracht::cli::main()
}
