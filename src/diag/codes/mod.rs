//! The registry of codes, one file per group.

pub mod delivery;
pub mod payment;

use super::code::{Code, Severity};

const fn error(id: &'static str, title: &'static str, help: &'static str) -> Code {
    Code { id, severity: Severity::Error, title, help }
}

const fn warning(id: &'static str, title: &'static str, help: &'static str) -> Code {
    Code { id, severity: Severity::Warning, title, help }
}
