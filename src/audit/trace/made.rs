//! The target rows that a delivered row became, column by column with how each value was made.

use std::collections::BTreeSet;

use super::archive::{Archive, Place, rows_of};
use super::model::{CellSource, CellText, MadeColumn, MadeRow};
use super::statement::Statement;
use crate::catalog::{Domain, Table};
use crate::convert::filters;
use crate::document;
use crate::domain::{FileId, Origin};
use crate::mapping::model::{ColumnIndex, ColumnMap, Condition, Language, Map, Operation, TemplatePiece};
use crate::store::{StoreError, Target};

/// A row of one target.
struct Stored<'a> {
    target: &'a Target,
    table: &'static Table,
    id: i64,
    values: Vec<Option<String>>,
}

/// Finds the target rows of a delivered row in every destination; rows that are alike stand there once.
pub(super) fn made(
    archive: &Archive<'_>,
    place: Place,
    cells: &[CellText],
    only: Option<(&'static Table, i64)>,
) -> Result<Vec<MadeRow>, StoreError> {
    let mut groups: Vec<Vec<Stored<'_>>> = Vec::new();
    for stored in stored(archive, place)? {
        let wanted = only.is_none_or(|(table, id)| (table.name, id) == (stored.table.name, stored.id));
        let same = groups.iter_mut().find(|group| group.first().is_some_and(|first| first.is_alike(&stored)));
        match same {
            _ if !wanted => {}
            Some(group) => group.push(stored),
            None => groups.push(vec![stored]),
        }
    }
    Ok(groups.iter().filter_map(|group| shown(archive, group, cells)).collect())
}

fn stored<'a>(archive: &Archive<'a>, (file, line): Place) -> Result<Vec<Stored<'a>>, StoreError> {
    let origin = Origin::new(FileId::new(file), line);
    let range = (origin.row_key(0), origin.row_key(u8::MAX));
    let mut found = Vec::new();
    for target in &archive.run.targets {
        for table in target.mapped_tables() {
            let sql = format!("SELECT id FROM {} WHERE id BETWEEN ?1 AND ?2 ORDER BY id", table.name);
            for id in rows_of(target, &sql, range, |row| row.get(0))? {
                found.push(Stored { target, table, id, values: target.record(table, id)? });
            }
        }
    }
    Ok(found)
}

impl Stored<'_> {
    /// Tells whether another row is the same one, and holds the same in all columns that both destinations keep.
    fn is_alike(&self, other: &Self) -> bool {
        let (own, others) = (self.target.shape.columns(self.table), other.target.shape.columns(other.table));
        (self.table.name, self.id) == (other.table.name, other.id)
            && own
                .iter()
                .filter(|place| others.contains(place))
                .all(|place| self.values[*place] == other.values[*place])
    }
}

fn shown(archive: &Archive<'_>, group: &[Stored<'_>], cells: &[CellText]) -> Option<MadeRow> {
    let first = group.first()?;
    let mapping = &archive.run.mapping;
    let part = u8::try_from(first.id & 0xFF).ok()?;
    let from = archive.file(super::find::origin(first.id).0).and_then(|file| archive.table_of(file));
    let makes = |map: &Map| {
        Some(map.from) == from && map.to.name == first.table.name && map.parts().iter().any(|(known, _)| *known == part)
    };
    let place = mapping.maps.iter().position(makes);
    let map = place.map(|place| &mapping.maps[place]);
    let kept = first.target.shape.columns(first.table);
    let entries = map.into_iter().flat_map(|map| map.columns.iter().map(move |entry| (map, entry)));
    let columns = entries.filter(|(_, entry)| kept.contains(&entry.target)).map(|(map, entry)| {
        let value = first.values[entry.target].clone();
        MadeColumn {
            column: first.table.columns[entry.target].name.to_owned(),
            value: value.map(|value| archive.masked_value(first.table, entry.target, value)),
            from: sources(archive, map, entry, part, cells),
            how: document::operation_in_words(mapping, map, entry, Language::English),
        }
    });
    let names = filters::names(mapping);
    Some(MadeRow {
        table: first.table.name.to_owned(),
        id: first.id,
        destinations: group.iter().map(|stored| stored.target.name.clone()).collect(),
        map: place.and_then(|place| names.get(place).cloned()).unwrap_or_default(),
        columns: columns.collect(),
        statement: select(archive, first.target, first.table, first.id),
    })
}

/// Writes the statement that shows a row.
pub(super) fn select(archive: &Archive<'_>, target: &Target, table: &'static Table, id: i64) -> Statement {
    let columns = target.shape.columns(table).into_iter().map(|place| {
        let column = &table.columns[place];
        if column.domain == Domain::Bsn { archive.masking(column.name, column.name) } else { column.name.to_owned() }
    });
    let columns: Vec<String> = columns.collect();
    Statement::target(&target.name, &format!("SELECT {} FROM {} WHERE id = {id}", columns.join(", "), table.name))
}

/// Names the delivered cells that a value comes from, with their texts where they are at hand.
fn sources(archive: &Archive<'_>, map: &Map, entry: &ColumnMap, part: u8, cells: &[CellText]) -> Vec<CellSource> {
    let mut columns = Vec::new();
    gather(&entry.operation, map.unpivoted(part), &mut columns);
    let mut seen = BTreeSet::new();
    columns.retain(|column| seen.insert(*column));
    let headings = &archive.run.mapping.delivery.tables[map.from].columns;
    let text = |heading: &str| {
        let cell = cells.iter().find(|cell| cell.heading == heading)?;
        Some(cell.corrected.clone().unwrap_or_else(|| cell.text.clone()))
    };
    let source = |column: ColumnIndex| CellSource { heading: headings[column].clone(), text: text(&headings[column]) };
    columns.into_iter().map(source).collect()
}

/// Lists the delivered columns that a value can come from, and those that decide how it is made.
fn gather(operation: &Operation, unpivoted: Option<ColumnIndex>, columns: &mut Vec<ColumnIndex>) {
    match operation {
        Operation::Constant(_) => {}
        Operation::Column(read) => {
            columns.extend(read.from.columns(unpivoted));
            columns.extend(read.sign_from.as_ref().map(|sign| sign.column));
        }
        Operation::Template(pieces) => columns.extend(pieces.iter().filter_map(|piece| match piece {
            TemplatePiece::Column(column) => Some(*column),
            TemplatePiece::Text(_) => None,
        })),
        Operation::When(cases) => {
            for case in cases {
                columns.extend(case.condition.iter().flat_map(Condition::tests).map(|test| test.column));
                gather(&case.operation, unpivoted, columns);
            }
        }
    }
}
