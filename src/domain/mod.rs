//! The values of the field, each a type that cannot hold nonsense.
//!
//! Owns money, identifiers, dates, months, banking days, verdicts and positions in a delivery. Everything here is pure:
//! no input or output, no clock, no randomness, and no floating point anywhere.

pub mod bsn;
pub mod calendar;
pub mod date;
pub mod gemeente;
pub mod iban;
pub mod money;
pub mod month;
pub mod norm;
pub mod position;
pub mod verdict;

pub use bsn::Bsn;
pub use calendar::BankingDay;
pub use date::{Date, DateFormat, PartialDate};
pub use gemeente::MunicipalityCode;
pub use iban::Iban;
pub use money::{Money, MoneyError, Notation, Total, euros};
pub use month::{Month, MonthForm, MonthFormat};
pub use position::{FileId, Origin};
pub use verdict::Verdict;
