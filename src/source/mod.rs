//! From delivered bytes to records: files, encodings, delimited text, headings, totals lines and control totals.
//!
//! Text is read in blocks of whole records, which are parsed in parallel and handed over in the order of the file;
//! never is a whole file in memory. Nothing is guessed: a byte that the declared encoding does not have, a heading
//! that is missing, a total that is off by a cent end the reading with an error that names the place.

pub mod blocks;
pub mod cancel;
pub mod control;
pub mod corrections;
pub mod decode;
pub mod error;
pub mod files;
pub mod layout;
pub mod opening;
pub mod pain001;
pub mod reading;
pub mod records;
pub mod rows;
#[cfg(test)]
mod sample;
mod sheets;
pub mod workbook;

pub use cancel::Cancel;
pub use control::{ControlFile, ControlLine};
pub use corrections::CorrectionError;
pub use error::{Place, SourceError};
pub use files::{DeliveredFile, Files, Listed};
pub use layout::Layout;
pub use reading::{FileFacts, Reading};
pub use rows::{MadeRow, Row, Rows};
