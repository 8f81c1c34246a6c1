//! The readings of cells in a mapping: which column of which map reads what, and for which rows.

use crate::catalog::Column;
use crate::mapping::Mapping;
use crate::mapping::model::{ColumnIndex, ColumnMap, ColumnRead, Condition, Dialect, Draw, Map, Operation, TableIndex};

/// One reading of a cell.
#[derive(Clone)]
pub(in crate::mapping::lint) struct Reading<'m> {
    /// The map.
    pub(in crate::mapping::lint) map: &'m Map,
    /// The target column that is made.
    pub(in crate::mapping::lint) entry: &'m ColumnMap,
    /// How the cell is read.
    pub(in crate::mapping::lint) read: &'m ColumnRead,
    /// The case that it is for, where it is for one.
    pub(in crate::mapping::lint) case: Option<&'m Condition>,
    /// The cases that go before it.
    pub(in crate::mapping::lint) earlier: Vec<&'m Condition>,
}

impl<'m> Reading<'m> {
    /// Returns the target column.
    pub(in crate::mapping::lint) fn target(&self) -> &'static Column {
        &self.map.to.columns[self.entry.target]
    }

    /// Returns how the text is written: as the table in which it stands.
    pub(in crate::mapping::lint) fn dialect(&self, mapping: &'m Mapping) -> &'m Dialect {
        let table = match self.read.from {
            Draw::Lookup(lookup) => lookup.table,
            _ => self.map.from,
        };
        &mapping.delivery.tables[table].dialect
    }

    /// Lists the columns of the map's own table in which the text can stand.
    pub(in crate::mapping::lint) fn cells(&self) -> Vec<ColumnIndex> {
        match &self.read.from {
            Draw::Column(column) => vec![*column],
            Draw::FirstOf(columns) => columns.clone(),
            Draw::Value => self.map.unpivot.as_ref().map(|unpivot| unpivot.columns.clone()).unwrap_or_default(),
            Draw::Lookup(_) | Draw::Heading => Vec::new(),
        }
    }

    /// Names the map, as examples do.
    pub(in crate::mapping::lint) fn map_name(&self, mapping: &Mapping) -> String {
        format!("{} -> {}", mapping.delivery.tables[self.map.from].name, self.map.to.name)
    }
}

/// Lists every reading of a mapping.
pub(in crate::mapping::lint) fn all(mapping: &Mapping) -> Vec<Reading<'_>> {
    let mut list = Vec::new();
    for map in &mapping.maps {
        for entry in &map.columns {
            match &entry.operation {
                Operation::Column(read) => {
                    list.push(Reading { map, entry, read, case: None, earlier: Vec::new() });
                }
                Operation::When(cases) => {
                    for (place, case) in cases.iter().enumerate() {
                        let Operation::Column(read) = &case.operation else { continue };
                        let earlier = cases[..place].iter().filter_map(|case| case.condition.as_ref()).collect();
                        list.push(Reading { map, entry, read, case: case.condition.as_ref(), earlier });
                    }
                }
                Operation::Constant(_) | Operation::Template(_) => {}
            }
        }
    }
    list
}

/// Lists the readings of one cell of a table.
pub(in crate::mapping::lint) fn of_cell(mapping: &Mapping, table: TableIndex, column: ColumnIndex) -> Vec<Reading<'_>> {
    let mut list = all(mapping);
    list.retain(|reading| reading.map.from == table && reading.cells().contains(&column));
    list
}
