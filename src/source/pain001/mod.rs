//! Payment files: pain.001 messages (ISO 20022) with which a municipality tells its bank whom to pay, when, and how much.
//!
//! Owns the reading of pain.001.001.03 and .09, payment by payment, and the proof that nothing is missing: the number of
//! payments and their sum are taken again for the whole message and for every batch in it, and must be what it says.
//! Anything that leaves room for doubt about who gets what ends the reading with an error that names the line. Names of
//! creditors are handed on and never read. Deliberately absent: any look at the databases, document types and entities
//! (a message has none), and other currencies than the euro.

mod error;
mod judge;
mod lines;
mod message;
mod place;
mod state;
#[cfg(test)]
mod tests;
mod values;

use std::path::Path;

pub use error::PaymentFileError;

use super::{Cancel, SourceError};
use crate::domain::{Date, Iban, Money};

/// A version of the message that is read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// pain.001.001.03, of 2009.
    V03,
    /// pain.001.001.09, of 2019.
    V09,
}

impl Version {
    /// Every version.
    pub const ALL: [Self; 2] = [Self::V03, Self::V09];

    /// Returns the message's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::V03 => "pain.001.001.03",
            Self::V09 => "pain.001.001.09",
        }
    }

    /// Tells whether an element of a namespace is one of the message's own.
    fn owns(self, namespace: Option<&str>) -> bool {
        namespace.and_then(|namespace| namespace.strip_prefix(NAMESPACES)) == Some(self.name())
    }

    /// Returns the namespace of its elements.
    #[must_use]
    pub fn namespace(self) -> String {
        format!("{NAMESPACES}{}", self.name())
    }
}

/// What the namespaces of all messages of ISO 20022 begin with.
const NAMESPACES: &str = "urn:iso:std:iso:20022:tech:xsd:";

/// A payment that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The identification that travels with it to the payee; nothing where it says `NOTPROVIDED`.
    pub end_to_end: Option<String>,
    /// When.
    pub date: Date,
    /// To which account.
    pub account: Iban,
    /// How much; more than nothing.
    pub amount: Money,
    /// The name on it. Nobody is found by it.
    pub name: Option<String>,
    /// The line on which it begins.
    pub line: u32,
}

/// A message that was read to its end, and is what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The file's name.
    pub file: String,
    /// The file's SHA-256 in hexadecimal.
    pub sha256: String,
    /// The identification that its maker gave it.
    pub id: String,
    /// Its version.
    pub version: Version,
    /// How many payments.
    pub payments: u64,
    /// Their sum.
    pub cents: i128,
}

/// Reads a payment file and hands every payment over, in the order of the file; never is all of it in memory.
///
/// Payments are handed over before the totals at the end of the file are known, so what was taken counts for nothing
/// where this fails.
///
/// # Errors
/// Fails where the file cannot be used, with the line and what to do, and with whatever `take` fails with.
pub fn read<E: From<SourceError>>(
    path: &Path,
    cancel: &Cancel,
    take: &mut dyn FnMut(&Payment) -> Result<(), E>,
) -> Result<Message, E> {
    let unreadable = |source| SourceError::Unreadable { path: path.display().to_string(), source };
    let opened = std::fs::File::open(path).map_err(unreadable)?;
    message::read(opened, &name_of(path), cancel, take)
}

/// Returns the name by which a file's places are told.
#[must_use]
pub fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Refuses files of which one stands there twice.
///
/// # Errors
/// Names both.
pub fn refuse_same_files(paths: &[impl AsRef<Path>]) -> Result<(), SourceError> {
    let mut seen = std::collections::BTreeSet::new();
    for path in paths.iter().map(AsRef::as_ref) {
        // What cannot be found is told when it is read.
        if std::fs::canonicalize(path).is_ok_and(|whole| !seen.insert(whole)) {
            return Err(PaymentFileError::SameFile { path: path.display().to_string() }.into());
        }
    }
    Ok(())
}

/// Refuses messages of which two have one identification: the same payments twice.
///
/// # Errors
/// Names both files.
pub fn refuse_same_messages(messages: &[Message]) -> Result<(), SourceError> {
    for (index, message) in messages.iter().enumerate() {
        if let Some(first) = messages[..index].iter().find(|first| first.id == message.id) {
            let (id, first, second) = (message.id.clone(), first.file.clone(), message.file.clone());
            return Err(PaymentFileError::SameMessage { id, first, second }.into());
        }
    }
    Ok(())
}
