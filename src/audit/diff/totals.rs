//! Figures of two summaries, by name, whatever figures there are.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::model::{RejectedChange, TotalChange};

/// The parts of a proof that are told elsewhere.
const ELSEWHERE: [&str; 2] = ["verdicts", "worst"];

/// Lists the figures that differ: of the proofs, then of the accounting per table.
pub(super) fn compare(old: &Value, new: &Value) -> Vec<TotalChange> {
    let proofs = changes(&figures(&old["proofs"]), &figures(&new["proofs"]));
    let accounts = changes(&accounts(old), &accounts(new));
    proofs.into_iter().chain(accounts).collect()
}

/// Lists the tables of which rows were rejected in either run.
pub(super) fn rejected(old: &Value, new: &Value) -> Vec<RejectedChange> {
    let (old, new) = (accounts(old), accounts(new));
    let names: BTreeSet<&str> = old.keys().chain(new.keys()).filter_map(|name| table_of(name)).collect();
    let count = |figures: &BTreeMap<String, i64>, table: &str| {
        figures.get(&format!("accounting.{table}.rejected.rows")).copied().unwrap_or_default()
    };
    let tables = names.into_iter().map(|table| RejectedChange {
        table: table.to_owned(),
        old: count(&old, table),
        new: count(&new, table),
    });
    tables.filter(|table| table.old + table.new > 0).collect()
}

/// Returns the table whose rejected rows a figure counts.
fn table_of(name: &str) -> Option<&str> {
    name.strip_prefix("accounting.")?.strip_suffix(".rejected.rows")
}

fn changes(old: &BTreeMap<String, i64>, new: &BTreeMap<String, i64>) -> Vec<TotalChange> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let change = |name: &String| {
        let (old, new) = (old.get(name).copied(), new.get(name).copied());
        (old != new).then(|| TotalChange { name: name.clone(), old, new })
    };
    names.into_iter().filter_map(change).collect()
}

/// Returns every number in the proofs under its name.
fn figures(proofs: &Value) -> BTreeMap<String, i64> {
    let mut found = BTreeMap::new();
    gather("", proofs, &mut found);
    found
}

fn gather(name: &str, value: &Value, found: &mut BTreeMap<String, i64>) {
    match value {
        Value::Number(number) => {
            found.extend(number.as_i64().map(|number| (name.to_owned(), number)));
        }
        Value::Object(entries) => {
            for (key, value) in entries.iter().filter(|(key, _)| !ELSEWHERE.contains(&key.as_str())) {
                let name = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                gather(&name, value, found);
            }
        }
        _ => {}
    }
}

/// Adds the accounts of the files of each table up.
fn accounts(summary: &Value) -> BTreeMap<String, i64> {
    let mut found: BTreeMap<String, i64> = BTreeMap::new();
    for account in summary["accounting"].as_array().into_iter().flatten() {
        let table = account["table"].as_str().unwrap_or_default();
        let mut own = BTreeMap::new();
        gather(&format!("accounting.{table}"), account, &mut own);
        for (name, number) in own {
            let sum = found.entry(name).or_default();
            *sum = sum.saturating_add(number);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn summary(loaded: i64, rejected: i64, planned: i64) -> Value {
        let account = |rows: i64| {
            json!({"table": "betalingen", "file": "x", "loaded": {"rows": rows, "cents": null},
            "rejected": {"rows": rejected, "cents": 0}})
        };
        json!({"accounting": [account(loaded), account(1)],
            "proofs": {"continuity": {"status": "passed", "planned_cents": planned, "verdicts": {"equal": planned},
                "worst": [{"promised_cents": planned}]}}})
    }

    #[test]
    fn every_figure_that_differs_is_named_and_files_of_a_table_are_added_up() {
        let told = compare(&summary(1, 0, 5), &summary(4, 1, 6)).iter().map(TotalChange::told).collect::<Vec<_>>();
        assert_eq!(
            told,
            [
                "continuity.planned: € 0,05 → € 0,06",
                "accounting.betalingen.loaded.rows: 2 → 5",
                "accounting.betalingen.rejected.rows: 0 → 2"
            ]
        );
        assert!(compare(&summary(1, 0, 5), &summary(1, 0, 5)).is_empty());
    }

    #[test]
    fn a_figure_that_only_one_run_has_is_told_too() {
        let told = compare(&json!({}), &summary(1, 0, 5));
        assert_eq!(told.first().map(TotalChange::told).as_deref(), Some("continuity.planned: not told → € 0,05"));
    }

    #[test]
    fn rejected_rows_are_counted_by_table() {
        let tables = rejected(&summary(1, 0, 5), &summary(1, 2, 5));
        assert_eq!(
            tables.iter().map(|table| (table.table.as_str(), table.old, table.new)).collect::<Vec<_>>(),
            [("betalingen", 0, 4)]
        );
        assert!(rejected(&summary(1, 0, 5), &summary(1, 0, 5)).is_empty());
    }
}
