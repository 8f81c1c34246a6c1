//! Rows that turn out not to be loadable only when other rows are known.
//!
//! Keys that stand there twice, references to rejected rows and broken rules show when rows are put in order or when
//! all are loaded. Here only their places are kept; the rows themselves are read again from the delivery.

use std::collections::BTreeMap;

use crate::diag::Code;
use crate::domain::{FileId, Origin};

/// Why a row is rejected late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Which finding.
    pub code: &'static Code,
    /// The target column to blame, in words.
    pub message: String,
}

/// Rows that are rejected late, each with its first reason.
#[derive(Debug, Default)]
pub struct Late {
    reasons: Vec<Reason>,
    rows: BTreeMap<Origin, LateRow>,
}

/// One row that is rejected late.
#[derive(Clone, Copy, Debug)]
pub struct LateRow {
    reason: usize,
    /// Whether it was counted as loaded before.
    pub was_loaded: bool,
}

impl Late {
    /// Rejects a row, and tells whether it was not rejected before.
    pub fn reject(&mut self, origin: Origin, reason: &Reason, was_loaded: bool) -> bool {
        if self.rows.contains_key(&origin) {
            return false;
        }
        let known = self.reasons.iter().position(|other| other == reason);
        let reason = known.unwrap_or_else(|| {
            self.reasons.push(reason.clone());
            self.reasons.len() - 1
        });
        self.rows.insert(origin, LateRow { reason, was_loaded });
        true
    }

    /// Returns the files with rejected rows.
    #[must_use]
    pub fn files(&self) -> Vec<FileId> {
        let mut files: Vec<FileId> = self.rows.keys().map(|origin| origin.file()).collect();
        files.dedup();
        files
    }

    /// Returns why a row is rejected, where it is.
    #[must_use]
    pub fn get(&self, origin: Origin) -> Option<(&Reason, LateRow)> {
        self.rows.get(&origin).map(|row| (&self.reasons[row.reason], *row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::codes::delivery as codes;

    #[test]
    fn a_row_is_rejected_once_for_its_first_reason() {
        let reason = |message: &str| Reason { code: &codes::RULE_BROKEN, message: message.to_owned() };
        let at = |file, line| Origin::new(FileId::new(file), line);
        let mut late = Late::default();
        assert!(late.reject(at(2, 7), &reason("first"), true));
        assert!(late.reject(at(1, 9), &reason("first"), false));
        assert!(!late.reject(at(2, 7), &reason("second"), false));
        let (found, row) = late.get(at(2, 7)).expect("a rejected row");
        assert_eq!((found.message.as_str(), row.was_loaded), ("first", true));
        assert!(late.get(at(2, 8)).is_none());
        assert_eq!(late.files(), [FileId::new(1), FileId::new(2)]);
    }
}
