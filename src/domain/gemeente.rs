//! Municipality codes of Statistics Netherlands (CBS), four digits.

use std::fmt;

use thiserror::Error;

/// A four-digit municipality code. `GM0301`, `0301` and `301` are the same one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MunicipalityCode(u16);

impl MunicipalityCode {
    /// Reads a code with or without `GM` and leading zeros.
    ///
    /// # Errors
    /// Fails where the text is not one to four digits, or is zero.
    pub fn parse(text: &str) -> Result<Self, MunicipalityCodeError> {
        let digits = text.strip_prefix("GM").unwrap_or(text);
        if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(MunicipalityCodeError);
        }
        match digits.parse::<u16>() {
            Ok(code) if code > 0 => Ok(Self(code)),
            _ => Err(MunicipalityCodeError),
        }
    }
}

impl fmt::Display for MunicipalityCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}", self.0)
    }
}

/// The text is no municipality code.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("not a municipality code of four digits")]
pub struct MunicipalityCodeError;
