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
        let in_groups = text.contains(' ') && !text.ends_with(' ');
        for (index, byte) in text.bytes().enumerate() {
            if in_groups && index % 5 == 4 {
                if byte == b' ' {
                    continue;
                }
                return Err(IbanError::Shape);
            }
            if !(byte.is_ascii_uppercase() || byte.is_ascii_digit()) {
                return Err(IbanError::Shape);
            }
            *kept.get_mut(length).ok_or(IbanError::Shape)? = byte;
            length += 1;
        }
        let compact = std::str::from_utf8(&kept[..length]).map_err(|_| IbanError::Shape)?;
        compact.parse::<iban::Iban>().map_err(|error| match error {
            iban::ParseIbanError::InvalidBaseIban { source: iban::ParseBaseIbanError::InvalidChecksum } => {
                IbanError::Check
            }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const VALID: [&str; 8] = [
        "NL91ABNA0417164300",
        "NL02ABNA0123456789",
        "NL44RABO0123456789",
        "NL23INGB0665265182",
        "NL28INGB0000000001",
        "BE68539007547034",
        "DE89370400440532013000",
        "GB29NWBK60161331926819",
    ];

    #[test]
    fn accounts_at_home_and_abroad_are_read() {
        for text in VALID {
            assert_eq!(Iban::parse(text).expect(text).as_str(), text);
        }
    }

    #[test]
    fn what_is_no_account_is_refused_with_the_reason() {
        let table = [
            ("NL02RABO0123456789", IbanError::Check),
            ("NL23INGB1234567890", IbanError::Check),
            ("NL91ABNA041716430", IbanError::Check),
            ("NL58ABNA041716430", IbanError::Shape),
            ("NL91ABNA04171643000", IbanError::Check),
            ("NL2800000417164300", IbanError::Shape),
            ("XX62ABNA0417164300", IbanError::Shape),
            ("nl91abna0417164300", IbanError::Shape),
            ("NL91-ABNA-0417-1643-00", IbanError::Shape),
            ("417164300", IbanError::Shape),
            ("", IbanError::Shape),
            ("NL91ABNA0417164300NL91ABNA0417164300", IbanError::Shape),
        ];
        for (text, error) in table {
            assert_eq!(Iban::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn the_print_form_is_the_same_account() {
        let account = Iban::parse("NL91ABNA0417164300").expect("valid");
        assert_eq!(Iban::parse("NL91 ABNA 0417 1643 00"), Ok(account));
        let others = [
            "NL91  ABNA 0417 1643 00",
            "NL9 1ABN A041 7164 300",
            " NL91 ABNA 0417 1643 00",
            "NL91 ABNA0417164300",
            "NL91ABNA 0417164300",
            "BE68 5390 0754 7034 ",
        ];
        for text in others {
            assert_eq!(Iban::parse(text), Err(IbanError::Shape), "{text}");
        }
    }

    #[test]
    fn an_account_is_shown_in_electronic_form() {
        let account = Iban::parse("NL91 ABNA 0417 1643 00").expect("valid");
        assert_eq!(account.to_string(), "NL91ABNA0417164300");
        assert_eq!(format!("{account:?}"), "Iban(NL91ABNA0417164300)");
        assert_eq!(format!("[{account:20}]"), "[NL91ABNA0417164300  ]");
    }

    /// Returns the Dutch account of a bank and number, with the check digits that fit.
    fn dutch(bank: &str, number: u64) -> String {
        let account = format!("{number:010}");
        let rest = format!("{bank}{account}NL00").bytes().fold(0_u32, |rest, byte| match byte {
            b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
            _ => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
        });
        format!("NL{:02}{bank}{account}", 98 - rest)
    }

    proptest! {
        #[test]
        fn every_dutch_account_reads_in_both_forms(bank in "[A-Z]{4}", number in 0_u64..10_000_000_000) {
            let text = dutch(&bank, number);
            let account = Iban::parse(&text).expect("valid");
            prop_assert_eq!(account.as_str(), &text);
            let groups: Vec<String> = text.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
            prop_assert_eq!(Iban::parse(&groups.join(" ")), Ok(account));
        }

        #[test]
        fn one_changed_character_is_refused(
            bank in "[A-Z]{4}", number in 0_u64..10_000_000_000, at in 0_usize..18, other in "[A-Z0-9]",
        ) {
            let text = dutch(&bank, number);
            let mut changed = text.clone();
            changed.replace_range(at..=at, &other);
            prop_assert!(changed == text || Iban::parse(&changed).is_err(), "{}", changed);
        }

        #[test]
        fn nothing_that_is_typed_breaks_the_reading(text in any::<String>()) {
            let _ = Iban::parse(&text);
        }
    }
}
