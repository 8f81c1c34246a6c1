//! Statements that count the cents of every delivered table again, in what stands in the targets.

use super::{Figure, Gives, Statement, Targets};
use crate::catalog::ddl::literal;
use crate::mapping::Mapping;
use crate::mapping::model::{AmountColumn, TableIndex};
use crate::store::readback::money_column;

/// How many questions SQLite puts together into one.
const MOST_TOGETHER: usize = 500;

/// Returns a statement for each delivered table with amounts that a map takes over.
pub(super) fn statements(mapping: &Mapping, targets: &Targets) -> Vec<Statement> {
    (0..mapping.delivery.tables.len()).filter_map(|table| of_table(mapping, table, targets)).collect()
}

/// A delivered row counts once, whatever it became, and so does each of its amounts; where a correction put an amount
/// right, what it added is taken off again.
fn of_table(mapping: &Mapping, table: TableIndex, targets: &Targets) -> Option<Statement> {
    let delivered = &mapping.delivery.tables[table];
    let name = literal(&delivered.name);
    let columns: Vec<String> =
        delivered.amounts.iter().flat_map(|amount| columns(mapping, table, *amount, targets)).collect();
    let (dutch, english) = (
        format!("De doeltelling van {} in centen opnieuw, uit wat er in de doelen staat", delivered.name),
        format!("What was loaded of {} in cents, counted again in what stands in the targets", delivered.name),
    );
    let sql = format!(
        "WITH bedrag (rij, kolom, cent) AS (
    {}),
  eenmaal (file, line, kolom, cent) AS (
    SELECT rij >> 32, rij & 4294967295, kolom, max(cent) FROM bedrag
    WHERE (rij >> 32, rij & 4294967295) NOT IN (SELECT file, line FROM merged) GROUP BY rij, kolom)
SELECT f.name AS file, coalesce(sum(e.cent - coalesce(c.cents, 0)), 0) AS [loaded.cents]
FROM file f LEFT JOIN eenmaal e ON e.file = f.number
  LEFT JOIN correction c ON c.file = e.file AND c.line = e.line AND c.heading = e.kolom
WHERE f.table_name = {name} GROUP BY f.number ORDER BY f.number",
        columns.join("\n    UNION ALL ")
    );
    let figure = Figure("accounting", "/accounting");
    let fits = (1..=MOST_TOGETHER).contains(&(columns.len() * targets.0.len()));
    fits.then(|| figure.in_targets([&dutch, &english], Gives::Rows, targets, &sql))
}

/// Selects an amount of a delivered table from every target column that it was taken to.
fn columns(mapping: &Mapping, table: TableIndex, amount: AmountColumn, targets: &Targets) -> Vec<String> {
    let delivered = &mapping.delivery.tables[table];
    let (name, heading) = (literal(&delivered.name), literal(&delivered.columns[amount.column]));
    let mut found = Vec::new();
    for map in mapping.maps.iter().filter(|map| map.from == table) {
        for (part, unpivoted) in map.parts() {
            let Some(column) = money_column(map, amount, unpivoted) else { continue };
            let (to, column) = (map.to.name, map.to.columns[column].name);
            found.push(targets.each(&format!(
                "SELECT id >> 8, {heading}, coalesce(abs({column}), 0) FROM doel.{to}
      WHERE id & 255 = {part} AND id >> 40 IN (SELECT number FROM file WHERE table_name = {name})"
            )));
        }
    }
    found
}
