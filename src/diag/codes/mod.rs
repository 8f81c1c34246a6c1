//! The registry of codes, one file per group.

pub mod delivery;
pub mod lint;
pub mod mapping;
pub mod payment;
pub mod waiver;
pub mod workbook;

use super::code::{Code, Severity};

/// Returns every code, in order of its number.
#[must_use]
pub fn all() -> Vec<&'static Code> {
    let mut mappings = [mapping::ALL.as_slice(), &lint::ALL, &waiver::IN_FILE].concat();
    mappings.sort_unstable_by_key(|code| code.id);
    let runs = [delivery::ALL.as_slice(), &workbook::ALL, &payment::ALL, &waiver::ALL].concat();
    [mappings, runs].concat()
}

const fn error(id: &'static str, title: &'static str, help: &'static str) -> Code {
    Code { id, severity: Severity::Error, title, help }
}

const fn warning(id: &'static str, title: &'static str, help: &'static str) -> Code {
    Code { id, severity: Severity::Warning, title, help }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_unique_and_in_order() {
        let ids: Vec<_> = all().iter().map(|code| code.id).collect();
        assert!(ids.is_sorted_by(|one, next| one < next), "{ids:?}");
    }

    #[test]
    fn every_code_says_what_and_what_to_do() {
        for code in all() {
            assert!(code.id.len() == 6 && code.id.starts_with("OV"), "{}", code.id);
            assert!(!code.title.is_empty() && !code.help.is_empty(), "{}", code.id);
        }
    }
}
