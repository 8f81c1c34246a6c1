//! What explains the promised dates, for a report: the rules, and the accounts that follow another than most.

use std::collections::BTreeMap;

use super::model::{CountLine, Report};
use crate::domain::{bsn, position};
use crate::store::StoreError;
use crate::store::evidence_read::{CustomRow, EvidenceReader};

/// What explains the promised dates.
#[derive(Clone, Debug, Default)]
pub struct Customs {
    /// The rules, those of most accounts first.
    pub rules: Vec<CountLine>,
    /// The rule that is usual in the delivery, where there is one.
    pub usual: Option<String>,
    /// Accounts that follow another, cut at [`Report::LONGEST_LIST`].
    pub others: Vec<CustomLine>,
    /// How many of these there are in all.
    pub other_count: u64,
}

/// Why an account is promised its dates.
#[derive(Clone, Debug)]
pub struct CustomLine {
    /// The case.
    pub case: String,
    /// The recipient, masked.
    pub recipient: String,
    /// The account.
    pub account: String,
    /// What explains its dates.
    pub rule: String,
    /// How many payments that rests on.
    pub payments: u32,
    /// When the first and the last of them were due, ISO.
    pub dates: (String, String),
    /// Where they were delivered.
    pub places: Vec<String>,
}

/// Reads what explains the promised dates; recipients are masked unless `unmask`.
///
/// # Errors
/// Fails where the evidence cannot be read.
pub(super) fn assemble(evidence: &EvidenceReader<'_>, unmask: bool) -> Result<Customs, StoreError> {
    let names: BTreeMap<u16, String> = evidence.files()?.into_iter().map(|file| (file.number, file.name)).collect();
    let rules = evidence.customs_by_rule()?.into_iter().map(|(reason, count)| CountLine { reason, count }).collect();
    let usual = Some(evidence.fact("usual_rule")?).filter(|rule| !rule.is_empty());
    let (others, other_count) = match &usual {
        Some(rule) => evidence.customs_besides(rule, Report::LONGEST_LIST)?,
        None => (Vec::new(), 0),
    };
    let line = |row: CustomRow| {
        let place = |(file, line): &(u16, u32)| Some(position::place(names.get(file)?, *line, None));
        CustomLine {
            case: row.case,
            recipient: if unmask { row.bsn } else { bsn::mask(&row.bsn) },
            account: row.account,
            rule: row.rule,
            payments: row.payments,
            dates: row.dates,
            places: row.rests_on.iter().filter_map(place).collect(),
        }
    };
    Ok(Customs { rules, usual, others: others.into_iter().map(line).collect(), other_count })
}
