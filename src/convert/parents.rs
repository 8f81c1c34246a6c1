//! The natural keys of rows that others refer to, per destination.

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::catalog::{self, Filled, Table};
use crate::mapping::Mapping;
use crate::mapping::model::TableIndex;

/// A column that rows refer to by its value.
#[derive(Clone, Copy, Debug)]
pub struct ParentColumn {
    /// The table.
    pub table: &'static Table,
    /// The place of the column.
    pub column: usize,
}

/// The keys that were loaded, for every column that a mapping refers to. Memory grows with persons and cases, not
/// with payments.
#[derive(Debug)]
pub struct Parents {
    columns: Vec<ParentColumn>,
    /// Per column the delivered tables that bring its keys.
    bringers: Vec<Vec<TableIndex>>,
    loaded: Vec<FxHashMap<CompactString, u32>>,
    rejected: Vec<FxHashSet<Box<str>>>,
    /// Per delivered table what names its rows that belong to no case.
    without_case: Vec<FxHashSet<Box<str>>>,
}

impl Parents {
    /// Prepares for the references of a mapping; code tables of the catalogue are there from the start.
    #[must_use]
    pub fn new(mapping: &Mapping) -> Self {
        let mut columns: Vec<ParentColumn> = Vec::new();
        for column in mapping.maps.iter().flat_map(|map| map.to.columns) {
            let Some((table, key)) = column.references.and_then(|(table, key)| {
                let table = catalog::table(table)?;
                Some((table, table.column(key)?.0))
            }) else {
                continue;
            };
            if !columns.iter().any(|known| known.table.name == table.name && known.column == key) {
                columns.push(ParentColumn { table, column: key });
            }
        }
        let bringers = columns.iter().map(|parent| {
            let maps = mapping.maps.iter().filter(|map| map.to.name == parent.table.name);
            maps.map(|map| map.from).collect()
        });
        let bringers = bringers.collect();
        let loaded = columns.iter().map(|parent| reference_keys(*parent)).collect();
        let rejected = vec![FxHashSet::default(); mapping.delivery.tables.len()];
        let without_case = rejected.clone();
        Self { columns, bringers, loaded, rejected, without_case }
    }

    /// Returns an empty set for the same references: for keys that are being loaded while others are looked up.
    #[must_use]
    pub fn fresh(&self) -> Self {
        Self {
            columns: self.columns.clone(),
            bringers: self.bringers.clone(),
            loaded: vec![FxHashMap::default(); self.columns.len()],
            rejected: vec![FxHashSet::default(); self.rejected.len()],
            without_case: vec![FxHashSet::default(); self.without_case.len()],
        }
    }

    /// Takes in what was loaded meanwhile.
    pub fn absorb(&mut self, other: Self) {
        for (known, more) in self.loaded.iter_mut().zip(other.loaded) {
            if known.is_empty() {
                *known = more;
            } else {
                known.extend(more);
            }
        }
        let rejected = self.rejected.iter_mut().zip(other.rejected);
        for (known, more) in rejected.chain(self.without_case.iter_mut().zip(other.without_case)) {
            known.extend(more);
        }
    }

    /// Returns the place of a column that is referred to.
    #[must_use]
    pub fn place(&self, table: &str, column: &str) -> Option<usize> {
        self.columns
            .iter()
            .position(|known| known.table.name == table && known.table.columns[known.column].name == column)
    }

    /// Returns the places of the columns of one table that are referred to.
    pub fn of<'a>(&'a self, table: &'a Table) -> impl Iterator<Item = (usize, usize)> + 'a {
        let columns = self.columns.iter().enumerate();
        columns.filter(|(_, known)| known.table.name == table.name).map(|(place, known)| (place, known.column))
    }

    /// Returns the destinations in which a key was loaded, one bit each.
    #[must_use]
    pub fn destinations(&self, place: usize, key: &str) -> u32 {
        self.loaded[place].get(key).copied().unwrap_or_default()
    }

    /// Notes that a key was loaded.
    pub fn insert(&mut self, place: usize, key: &str, destinations: u32) {
        if let Some(known) = self.loaded[place].get_mut(key) {
            *known |= destinations;
        } else {
            self.loaded[place].insert(key.into(), destinations);
        }
    }

    /// Notes that a delivered row was rejected.
    pub fn reject(&mut self, table: TableIndex, key: &str) {
        self.rejected[table].insert(key.into());
    }

    /// Notes that a delivered row belongs to no case.
    pub fn leave_out(&mut self, table: TableIndex, name: &str) {
        self.without_case[table].insert(name.into());
    }

    /// Tells whether a delivered row of that name belongs to no case.
    #[must_use]
    pub fn was_left_out(&self, table: TableIndex, name: &str) -> bool {
        self.without_case[table].contains(name)
    }

    /// Tells whether a delivered row that may have brought a key was rejected.
    #[must_use]
    pub fn was_rejected(&self, place: usize, key: &str) -> bool {
        self.bringers[place].iter().any(|table| self.rejected[*table].contains(key))
    }
}

fn reference_keys(parent: ParentColumn) -> FxHashMap<CompactString, u32> {
    if parent.table.filled != Filled::Reference {
        return FxHashMap::default();
    }
    let rows = catalog::ddl::reference_rows(parent.table);
    rows.filter_map(|row| row.get(parent.column).copied()).map(|key| (CompactString::from(key), u32::MAX)).collect()
}
