//! Which destination each row goes to.
//!
//! The case table is read once before anything is loaded, for its keys and municipality codes alone; every other row
//! follows a row that is known by then. Memory grows with cases and clients.

use super::batch::Place;
use super::condition;
use super::sequence::{Near, Sequence};
use crate::domain::Origin;
use crate::mapping::Mapping;
use crate::mapping::model::{ColumnIndex, DestinationKind, Routing, TableIndex};
use crate::source::{Cancel, Files, Reading, Row, SourceError};

/// Where a row goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// To these municipalities, one bit each by their place in the mapping.
    To(u32),
    /// To none of these municipalities, where it would go: its table is not for them.
    Barred(u32),
    /// Nowhere new, by a named decision: a place in [`Mapping::stays_behind`].
    StaysBehind(u16),
    /// No destination takes the case, and no decision leaves it.
    Nowhere,
    /// It follows something that was not delivered.
    Unknown,
    /// It is another row for a case that is known already.
    SecondRow,
}

/// Counts of cases.
#[derive(Clone, Debug, Default)]
pub struct CaseCounts {
    /// Cases that were delivered.
    pub cases: u64,
    /// Cases per destination, by place in the mapping.
    pub per_destination: Vec<u64>,
    /// Cases that stay.
    pub stays_behind: u64,
    /// Cases that go nowhere, with their places.
    pub nowhere: Vec<(String, Origin)>,
    /// Cases in scope that were delivered more than once, with the place of the later row.
    pub twice: Vec<(String, Origin)>,
}

/// The routes of a delivery.
#[derive(Debug)]
pub struct Routes {
    case_table: TableIndex,
    cases: Sequence<(Route, Origin)>,
    /// Per table that others follow by another column than its key: the routes by those columns' values.
    indexes: Vec<Index>,
    everywhere: u32,
    counts: CaseCounts,
}

/// The routes of the rows of one table, by the values of some of its columns.
type Index = (TableIndex, Vec<ColumnIndex>, Sequence<Followed>);

/// The rows of which one is followed, put together.
#[derive(Clone, Copy, Debug, Default)]
struct Followed {
    to: u32,
    nowhere: bool,
    stays: Option<u16>,
}

impl Routes {
    /// Reads the routing columns of the case table.
    ///
    /// # Errors
    /// Fails where the delivery cannot be used.
    pub fn build(mapping: &Mapping, files: &Files, cancel: &Cancel) -> Result<Self, SourceError> {
        let delivery = &mapping.delivery;
        let case_table =
            delivery.tables.iter().position(|table| matches!(table.routing, Routing::Cases { .. })).unwrap_or_default();
        let municipalities = mapping.destinations.iter().enumerate();
        let everywhere = municipalities
            .filter(|(_, destination)| matches!(destination.kind, DestinationKind::Municipality { .. }))
            .fold(0, |mask, (index, _)| mask | 1 << index);
        let counts = CaseCounts { per_destination: vec![0; mapping.destinations.len()], ..CaseCounts::default() };
        let mut routes = Self { case_table, cases: Sequence::default(), indexes: Vec::new(), everywhere, counts };
        for table in &delivery.tables {
            if let Routing::Via { table, matching, .. } = &table.routing
                && *table == case_table
                && !matches!(&delivery.tables[case_table].routing, Routing::Cases { case, .. } if matching == &[*case])
                && !routes.indexes.iter().any(|(known, columns, _)| known == table && columns == matching)
            {
                routes.indexes.push((*table, matching.clone(), Sequence::default()));
            }
        }
        routes.read_cases(mapping, files, cancel)?;
        Ok(routes)
    }

    /// Returns the counts of cases.
    #[must_use]
    pub const fn counts(&self) -> &CaseCounts {
        &self.counts
    }

    /// Returns where a row goes; what it follows stands near what the row before it followed.
    #[must_use]
    pub fn of_row(
        &self,
        mapping: &Mapping,
        table: TableIndex,
        row: &Row<'_>,
        origin: Origin,
        near: &mut Near,
    ) -> Route {
        let only = mapping.delivery.tables[table].only.unwrap_or(u32::MAX);
        match self.wherever(mapping, table, row, origin, near) {
            Route::To(mask) if mask & only == 0 => Route::Barred(mask),
            Route::To(mask) => Route::To(mask & only),
            elsewhere => elsewhere,
        }
    }

    /// Returns where a row goes, whether its table is for that place or not.
    fn wherever(&self, mapping: &Mapping, table: TableIndex, row: &Row<'_>, origin: Origin, near: &mut Near) -> Route {
        match &mapping.delivery.tables[table].routing {
            Routing::Everywhere => Route::To(self.everywhere),
            Routing::Cases { case, .. } => match self.cases.get_near(&row.text(*case), near) {
                Some((route, first)) if *first == origin => *route,
                Some((Route::StaysBehind(_), _)) => match route_case(mapping, row) {
                    stays @ Route::StaysBehind(_) => stays,
                    _ => Route::SecondRow,
                },
                Some(_) => Route::SecondRow,
                None => Route::Unknown,
            },
            Routing::Via { table: followed, on, matching } => {
                self.following(mapping, *followed, matching, &row.text(*on), near)
            }
        }
    }

    fn following(
        &self,
        mapping: &Mapping,
        table: TableIndex,
        matching: &[ColumnIndex],
        key: &str,
        near: &mut Near,
    ) -> Route {
        if let Some((_, _, index)) =
            self.indexes.iter().find(|(known, columns, _)| *known == table && columns == matching)
        {
            return match index.get_near(key, near) {
                Some(Followed { to, .. }) if *to != 0 => Route::To(*to),
                Some(Followed { nowhere: true, .. }) => Route::Nowhere,
                Some(Followed { stays: Some(rule), .. }) => Route::StaysBehind(*rule),
                _ => Route::Unknown,
            };
        }
        match &mapping.delivery.tables[table].routing {
            // A table that is followed by the very column by which it follows another goes where that goes.
            Routing::Via { table: next, matching: columns, .. } => self.following(mapping, *next, columns, key, near),
            _ => self.cases.get_near(key, near).map_or(Route::Unknown, |(route, _)| *route),
        }
    }

    fn read_cases(&mut self, mapping: &Mapping, files: &Files, cancel: &Cancel) -> Result<(), SourceError> {
        let table = &mapping.delivery.tables[self.case_table];
        let Routing::Cases { case, .. } = table.routing else { return Ok(()) };
        let columns: Vec<ColumnIndex> = self.indexes.iter().flat_map(|(_, columns, _)| columns.clone()).collect();
        for file in files.of(self.case_table) {
            let reading = Reading { delivery: &mapping.delivery, file, cancel };
            reading.each_block(
                |rows| {
                    let mut found = Vec::new();
                    while let Some(row) = rows.next_row() {
                        if row.is_ragged() {
                            continue;
                        }
                        let texts: Vec<String> = columns.iter().map(|column| row.text(*column).into_owned()).collect();
                        found.push((row.line, row.text(case).into_owned(), route_case(mapping, &row), texts));
                    }
                    found
                },
                |found| -> Result<(), SourceError> {
                    for (line, case, route, texts) in found {
                        self.add_case(case, route, &texts, Origin::new(file.id, line));
                    }
                    Ok(())
                },
            )?;
        }
        Ok(())
    }

    fn add_case(&mut self, case: String, route: Route, texts: &[String], origin: Origin) {
        if case.is_empty() {
            return;
        }
        if let Some((first, _)) = self.cases.get(case.as_str()) {
            let both_stay = matches!((first, route), (Route::StaysBehind(_), Route::StaysBehind(_)));
            if !both_stay {
                self.counts.twice.push((case, origin));
            }
            return;
        }
        self.counts.cases += 1;
        match route {
            Route::To(mask) => {
                for (index, count) in self.counts.per_destination.iter_mut().enumerate() {
                    *count += u64::from(mask >> index & 1);
                }
            }
            Route::StaysBehind(_) => self.counts.stays_behind += 1,
            _ => self.counts.nowhere.push((case.clone(), origin)),
        }
        let mut texts = texts.iter();
        for (_, columns, index) in &mut self.indexes {
            for key in texts.by_ref().take(columns.len()).filter(|key| !key.is_empty()) {
                index.get_or_default(key).add(route);
            }
        }
        self.cases.insert(case.into(), (route, origin));
    }
}

impl Followed {
    fn add(&mut self, route: Route) {
        match route {
            Route::To(mask) => self.to |= mask,
            Route::StaysBehind(rule) => self.stays = self.stays.or(Some(rule)),
            _ => self.nowhere = true,
        }
    }
}

impl Route {
    /// Returns where a row with this route counts.
    #[must_use]
    pub const fn place(self) -> Place {
        match self {
            Self::To(mask) | Self::Barred(mask) if mask != 0 => Place::Destination(mask.trailing_zeros() as usize),
            Self::StaysBehind(_) => Place::StaysBehind,
            _ => Place::Nowhere,
        }
    }
}

/// Returns the column of a delivered table that holds case numbers, where it has one.
#[must_use]
pub fn case_column(mapping: &Mapping, table: TableIndex) -> Option<ColumnIndex> {
    match &mapping.delivery.tables[table].routing {
        Routing::Cases { case, .. } => Some(*case),
        Routing::Via { table: followed, on, matching } => match &mapping.delivery.tables[*followed].routing {
            Routing::Cases { case, .. } if matching == &[*case] => Some(*on),
            _ => None,
        },
        Routing::Everywhere => None,
    }
}

/// Decides where a case goes, by the conditions of the mapping on its cells.
fn route_case(mapping: &Mapping, row: &Row<'_>) -> Route {
    route_of_cells(mapping, |column| row.text(column))
}

/// Decides where a case goes, however its cells are had.
pub fn route_of_cells<T: AsRef<str>>(mapping: &Mapping, cell: impl Fn(ColumnIndex) -> T) -> Route {
    let Some(cases) = mapping.delivery.tables.get(mapping.promise.case_facts.from) else { return Route::Nowhere };
    for (index, destination) in mapping.destinations.iter().enumerate() {
        if let DestinationKind::Municipality { when } = &destination.kind
            && condition::holds_for(when, &cases.dialect, &cell)
        {
            return Route::To(1 << index);
        }
    }
    for (index, stays) in mapping.stays_behind.iter().enumerate() {
        if condition::holds_for(&stays.when, &cases.dialect, &cell) {
            return Route::StaysBehind(u16::try_from(index).unwrap_or(u16::MAX));
        }
    }
    Route::Nowhere
}
