//! The one place that prints.
//!
//! Standard output is data, standard error the rest. A reader that went away is no error.

use std::io::{self, Write};

use super::CliError;

/// The terminal, or what stands in for it.
#[derive(Debug)]
pub struct Ui {
    quiet: bool,
}

impl Ui {
    /// Opens the terminal.
    #[must_use]
    pub const fn new(quiet: bool) -> Self {
        Self { quiet }
    }

    /// Tells whether only answers are wanted.
    #[must_use]
    pub const fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Writes an answer to standard output; styled text loses its colours where they are not wanted.
    ///
    /// # Errors
    /// Fails where the output cannot be written, but not where its reader went away.
    pub fn answer(&self, text: &str) -> Result<(), CliError> {
        let mut out = anstream::stdout();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(source) if source.kind() != io::ErrorKind::BrokenPipe => {
                Err(CliError::Write { path: "standard output".to_owned(), source })
            }
            _ => Ok(()),
        }
    }

    /// Writes a message to standard error, unless only answers are wanted.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            self.complain(text);
        }
    }

    /// Writes an error to standard error, always.
    pub fn complain(&self, text: &str) {
        self.add(&format!("{text}\n"));
    }

    /// Writes what was asked for besides the answer to standard error, always.
    pub fn add(&self, text: &str) {
        // Nothing is left to tell it to where even standard error is gone.
        let _ = anstream::stderr().write_all(text.as_bytes());
    }
}
