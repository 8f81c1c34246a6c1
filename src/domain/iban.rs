//! Account numbers.
//!
//! Structure per country and mod 97 come from the registry in `iban_validate`; this type adds the print form with
//! spaces and a fixed-size, copyable representation. The old Dutch account-number check is deliberately absent:
//! valid accounts fail it.

use std::fmt;

use thiserror::Error;

/// An IBAN in electronic form: upper case, no spaces.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Iban {
    text: [u8; 34],
    length: u8,
}

impl Iban {
    /// Reads electronic form (`NL91ABNA0417164300`) or print form with single spaces between groups of four.
    ///
    /// # Errors
    /// Says whether the shape or the check digits fail.
    pub fn parse(text: &str) -> Result<Self, IbanError> {
        let mut kept = [0_u8; 34];
        let mut length = 0_usize;
        for (index, byte) in text.bytes().enumerate() {
            if byte == b' ' && index % 5 == 4 {
                continue;
            }
            if !(byte.is_ascii_uppercase() || byte.is_ascii_digit()) {
                return Err(IbanError::Shape);
            }
            *kept.get_mut(length).ok_or(IbanError::Shape)? = byte;
            length += 1;
        }
        let compact = std::str::from_utf8(&kept[..length]).map_err(|_| IbanError::Shape)?;
        compact.parse::<iban::Iban>().map_err(|error| match error {
            iban::ParseIbanError::InvalidBaseIban {
                source: iban::ParseBaseIbanError::InvalidChecksum,
            } => IbanError::Check,
            _ => IbanError::Shape,
        })?;
        Ok(Self { text: kept, length: u8::try_from(length).map_err(|_| IbanError::Shape)? })
    }

    /// Returns the electronic form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.text[..usize::from(self.length)]).unwrap_or_default()
    }
}

impl fmt::Display for Iban {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.as_str())
    }
}

impl fmt::Debug for Iban {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Iban({self})")
    }
}

/// Why a text is no IBAN.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum IbanError {
    /// Not the characters, length or structure that the country's accounts have.
    #[error("not the structure of an IBAN of that country")]
    Shape,
    /// The check digits do not fit.
    #[error("the check digits (mod 97) do not fit")]
    Check,
}
