//! Nothing lost, nothing invented: every delivered row has one fate, and what was loaded stands there as converted.
//!
//! Amounts are those that were delivered. Where one was put right, the target holds another, and the difference is taken
//! off again.

use std::collections::BTreeMap;

use super::Failure;
use super::stored::Stored;
use super::summary::{Amount, Checks, Completeness, FileAccount, Status};
use crate::convert::digest::RecordDigest;
use crate::domain::{FileId, euros};
use crate::mapping::Mapping;
use crate::store::evidence_read::{AccountRow, EvidenceReader, FileRow};
use crate::store::readback::{self, Standing};
use crate::store::{StoreError, Target};

/// The digest over the records that were converted for a table, and over those that stand there.
#[derive(Clone, Debug)]
pub struct DigestCheck {
    /// The destination's name.
    pub destination: String,
    /// The target table's name.
    pub table: &'static str,
    /// Over what was converted, in hexadecimal.
    pub converted: String,
    /// Over what stands there, in hexadecimal.
    pub stored: String,
}

impl DigestCheck {
    /// Tells whether what stands there is what was converted.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.converted == self.stored
    }
}

/// The account of every delivered file, and the rows that come from none.
#[derive(Debug)]
pub(super) struct Accounts {
    files: Vec<FileAccount>,
    invented: i64,
}

impl Accounts {
    /// Accounts for every delivered file.
    ///
    /// # Errors
    /// Fails where a database cannot be read.
    pub(super) fn of(mapping: &Mapping, evidence: &EvidenceReader<'_>, targets: &[Target]) -> Result<Self, StoreError> {
        let files = evidence.files()?;
        let fates = by_file(&evidence.accounts()?);
        let (merged, corrections) = (evidence.merged()?, evidence.corrections()?);
        let mut accounts = Vec::new();
        for file in &files {
            let table = mapping.delivery.tables.iter().position(|table| table.name == file.table).unwrap_or_default();
            let mut standing = readback::standing(mapping, targets, table, FileId::new(file.number), &merged)?;
            for correction in corrections.iter().filter(|correction| correction.file == file.number) {
                if readback::stands_with_amount(mapping, targets, table, correction, &merged)? {
                    standing.cents -= i128::from(correction.cents);
                }
            }
            let has_amounts = !mapping.delivery.tables[table].amounts.is_empty();
            accounts.push(account(file, &standing, &fates, has_amounts));
        }
        Ok(Self { files: accounts, invented: count_invented(mapping, targets, &files)? })
    }
}

/// Judges the accounts of the files, and checks the stored records.
///
/// # Errors
/// Fails where a database cannot be read.
pub(super) fn prove(
    evidence: &EvidenceReader<'_>,
    targets: &[Target],
    stored: &Stored,
    Accounts { files: accounts, invented }: Accounts,
    failures: &mut Vec<Failure>,
) -> Result<(Vec<FileAccount>, Completeness, Vec<DigestCheck>), StoreError> {
    let digest_checks = check_digests(evidence, targets, stored, failures)?;
    let failed = digest_checks.iter().filter(|check| !check.is_same()).count() as u64;
    let digests = Checks { checked: digest_checks.len() as u64, failed };
    let dangling = evidence.count("foreign_key_violations")?;
    let unexplained = accounts.iter().map(|account| account.unexplained.rows.abs()).sum::<i64>() + invented;
    let cents_off = accounts.iter().any(|account| account.unexplained.cents.is_some_and(|cents| cents != 0));
    let rejected_rows = accounts.iter().map(|account| account.rejected.rows).sum();
    for account in &accounts {
        explain(account, failures);
    }
    if invented > 0 {
        failures.push(Failure::new("completeness", "target", format!("{invented} rows come from no delivered file")));
    }
    if dangling > 0 {
        failures.push(Failure::new("completeness", "target", format!("{dangling} references lead nowhere")));
    }
    let holds = unexplained == 0 && !cents_off && rejected_rows == 0 && digests.failed == 0 && dangling == 0;
    let checks = |name| Ok::<_, StoreError>(Checks { checked: evidence.count(name)?, failed: 0 });
    let completeness = Completeness {
        status: if holds { Status::Passed } else { Status::Failed },
        unexplained_rows: unexplained,
        rejected_rows,
        digests,
        control_totals: checks("control_lines")?,
        totals_lines: checks("totals_lines")?,
    };
    Ok((accounts, completeness, digest_checks))
}

type Fates = BTreeMap<(u16, String), Standing>;

fn by_file(accounts: &[AccountRow]) -> Fates {
    let mut fates = Fates::new();
    for account in accounts {
        let entry = fates.entry((account.file, account.fate.clone())).or_default();
        entry.rows += account.rows;
        entry.cents += i128::from(account.cents);
    }
    fates
}

fn account(file: &FileRow, standing: &Standing, fates: &Fates, has_amounts: bool) -> FileAccount {
    let fate = |name: &str| fates.get(&(file.number, name.to_owned())).copied().unwrap_or_default();
    let amount = |standing: Standing| Amount { rows: standing.rows, cents: has_amounts.then_some(standing.cents) };
    let (merged, filtered, rejected) = (fate("merged"), fate("filtered"), fate("rejected"));
    let loaded = *standing;
    let read = Standing { rows: file.rows, cents: i128::from(file.cents.unwrap_or_default()) };
    let unexplained = Standing {
        rows: read.rows - loaded.rows - merged.rows - filtered.rows - rejected.rows,
        cents: read.cents - loaded.cents - merged.cents - filtered.cents - rejected.cents,
    };
    FileAccount {
        table: file.table.clone(),
        file: file.name.clone(),
        read: amount(read),
        loaded: amount(loaded),
        merged: amount(merged),
        filtered: amount(filtered),
        rejected: amount(rejected),
        unexplained: amount(unexplained),
    }
}

fn explain(account: &FileAccount, failures: &mut Vec<Failure>) {
    if account.unexplained.rows != 0 || account.unexplained.cents.unwrap_or_default() != 0 {
        let amount = euros(account.unexplained.cents.unwrap_or_default());
        let message = format!("unexplained rows: {}, unexplained amount: {amount}", account.unexplained.rows);
        failures.push(Failure::new("completeness", &account.file, message));
    }
    if account.rejected.rows != 0 {
        let message = format!("rejected rows in scope: {}", account.rejected.rows);
        failures.push(Failure::new("completeness", &account.file, message));
    }
}

fn count_invented(mapping: &Mapping, targets: &[Target], files: &[FileRow]) -> Result<i64, StoreError> {
    let known: Vec<(FileId, usize)> = files
        .iter()
        .filter_map(|file| {
            let table = mapping.delivery.tables.iter().position(|table| table.name == file.table)?;
            Some((FileId::new(file.number), table))
        })
        .collect();
    targets.iter().map(|target| readback::invented(mapping, target, &known)).sum()
}

fn check_digests(
    evidence: &EvidenceReader<'_>,
    targets: &[Target],
    stored: &Stored,
    failures: &mut Vec<Failure>,
) -> Result<Vec<DigestCheck>, StoreError> {
    let mut checks = Vec::new();
    let mut converted: BTreeMap<(String, String), String> = evidence
        .record_digests()?
        .into_iter()
        .map(|(destination, table, digest)| ((destination, table), digest))
        .collect();
    for target in targets.iter().filter(|target| target.partner_of.is_none()) {
        for table in target.mapped_tables() {
            let stored = stored.records(target, table.name).hexadecimal();
            let (destination, table) = (target.name.clone(), table.name);
            // A table for which no row was converted must have none.
            let converted = converted.remove(&(destination.clone(), table.to_owned()));
            let converted = converted.unwrap_or_else(|| RecordDigest::default().hexadecimal());
            let check = DigestCheck { destination, table, converted, stored };
            if !check.is_same() {
                let message = "the records that stand there are not those that were converted".to_owned();
                failures.push(Failure::new("completeness", &format!("{}.{table}", check.destination), message));
            }
            checks.push(check);
        }
    }
    Ok(checks)
}

#[cfg(test)]
mod tests;
