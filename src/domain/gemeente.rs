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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_code_has_several_spellings() {
        for text in ["GM0301", "0301", "301", "GM301"] {
            assert_eq!(MunicipalityCode::parse(text).map(|code| code.to_string()), Ok("0301".to_owned()), "{text}");
        }
        assert_eq!(MunicipalityCode::parse("1509").map(|code| code.to_string()), Ok("1509".to_owned()));
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for text in ["", "GM", "0", "0000", "01509", "gm0301", "GMGM301", "+301", " 301", "Zutphen", "30l"] {
            assert_eq!(MunicipalityCode::parse(text), Err(MunicipalityCodeError), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_code_reads_back(number in 1_u16..=9999) {
            let code = MunicipalityCode::parse(&number.to_string()).expect("a code");
            prop_assert_eq!(MunicipalityCode::parse(&code.to_string()), Ok(code));
            prop_assert_eq!(MunicipalityCode::parse(&format!("GM{code}")), Ok(code));
        }
    }
}
