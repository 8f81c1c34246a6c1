//! Amounts besides payments (debts, attachments) against the target, row by row.

use std::collections::BTreeMap;

use super::fidelity::FidelityFailure;
use crate::convert::condition::is_empty;
use crate::convert::routing::case_column;
use crate::domain::Origin;
use crate::ledger::{Facts, Known};
use crate::mapping::Mapping;
use crate::mapping::model::{Balance, DeliveredTable};
use crate::source::rows::read_amount;
use crate::source::{Cancel, Files, Reading, Row, SourceError};
use crate::store::{StoreError, Target};

/// What came of the comparison.
#[derive(Clone, Debug, Default)]
pub struct BalanceResult {
    /// Delivered rows in scope.
    pub rows: u64,
    /// What is wrong, one entry a row.
    pub failures: Vec<FidelityFailure>,
}

/// Reads the amounts of a balance from the delivery again and holds them against the targets.
///
/// # Errors
/// Fails where the delivery or a target cannot be read.
pub fn check<E: From<SourceError> + From<StoreError>>(
    mapping: &Mapping,
    balance: &Balance,
    files: &Files,
    facts: &Facts,
    targets: &[Target],
    cancel: &Cancel,
) -> Result<BalanceResult, E> {
    let table = &mapping.delivery.tables[balance.from];
    let case = case_column(mapping, balance.from);
    let mut result = BalanceResult::default();
    for file in files.of(balance.from) {
        let mut stored = read_stored(balance, targets, file.id.number())?;
        Reading { delivery: &mapping.delivery, file, cancel }.each_block_again(
            |rows| {
                let mut found = Vec::new();
                while let Some(row) = rows.next_row() {
                    // A row that names no case is taken for ours: what cannot be placed must not pass unseen.
                    let of_case = case.and_then(|column| facts.case(&row.text(column)));
                    if of_case != Some(Known::StaysBehind) && !row.is_ragged() {
                        let key = table.key.first().copied().or(case);
                        let key = key.map(|column| row.text(column).into_owned()).unwrap_or_default();
                        found.push((Origin::new(file.id, row.line), key, amounts(mapping, balance, &row)));
                    }
                }
                found
            },
            |found| -> Result<(), E> {
                for (origin, subject, delivered) in found {
                    result.rows += 1;
                    let there = stored.remove(&origin);
                    let nothing = delivered.iter().all(|cents| cents.unwrap_or_default() == 0);
                    if there.as_ref() == Some(&delivered) || (there.is_none() && nothing) {
                        continue;
                    }
                    let message = describe(table, balance, &delivered, there.as_deref());
                    result.failures.push(FidelityFailure { subject, message, origin });
                }
                Ok(())
            },
        )?;
        for (origin, _) in stored {
            let (subject, message) = (balance.to.name.to_owned(), "in the target, and not delivered for it".to_owned());
            result.failures.push(FidelityFailure { subject, message, origin });
        }
    }
    Ok(result)
}

/// Reads the amounts that stand in the municipalities' targets, by delivered row.
fn read_stored(
    balance: &Balance,
    targets: &[Target],
    file: u16,
) -> Result<BTreeMap<Origin, Vec<Option<i64>>>, StoreError> {
    let names: Vec<&str> = balance.amounts.iter().map(|(_, column)| balance.to.columns[*column].name).collect();
    let sql = format!("SELECT id, {} FROM {} WHERE id >> 40 = ?1", names.join(", "), balance.to.name);
    let mut stored = BTreeMap::new();
    for target in targets.iter().filter(|target| target.partner_of.is_none()) {
        let error = target.error("reading amounts");
        let mut statement = target.connection.prepare(&sql).map_err(&error)?;
        let mut rows = statement.query([file]).map_err(&error)?;
        while let Some(row) = rows.next().map_err(&error)? {
            let cells = (1..=names.len()).map(|place| row.get(place)).collect::<Result<_, _>>().map_err(&error)?;
            stored.insert(Origin::from_row_key(row.get(0).map_err(&error)?), cells);
        }
    }
    Ok(stored)
}

fn amounts(mapping: &Mapping, balance: &Balance, row: &Row<'_>) -> Vec<Option<i64>> {
    let dialect = &mapping.delivery.tables[balance.from].dialect;
    let read = |amount: &crate::mapping::model::AmountColumn| {
        let text = row.text(amount.column);
        if is_empty(&text, &dialect.empty) {
            return None;
        }
        read_amount(&text, *amount, dialect.notation).ok().map(crate::domain::Money::cents)
    };
    balance.amounts.iter().map(|(amount, _)| read(amount)).collect()
}

fn describe(
    table: &DeliveredTable,
    balance: &Balance,
    delivered: &[Option<i64>],
    there: Option<&[Option<i64>]>,
) -> String {
    let Some(there) = there else { return format!("delivered, and not in {}", balance.to.name) };
    let different = balance.amounts.iter().zip(delivered.iter().zip(there)).filter(|(_, (one, other))| one != other);
    let names: Vec<String> = different
        .map(|((amount, column), (one, other))| {
            let (heading, name) = (&table.columns[amount.column], balance.to.columns[*column].name);
            format!("{heading} is {} and {name} is {}", shown(*one), shown(*other))
        })
        .collect();
    names.join(", ")
}

fn shown(cents: Option<i64>) -> String {
    cents.map_or_else(|| "empty".to_owned(), |cents| crate::domain::Money::from_cents(cents).to_string())
}
