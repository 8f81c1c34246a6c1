//! The conditions of a mapping, and what holds for the rows that a map sees.

use super::texts;
use crate::diag::Span;
use crate::mapping::Mapping;
use crate::mapping::model::{
    ColumnIndex, Condition, DeliveredTable, DestinationKind, Dialect, Map, Operation, Predicate, Routing, TableIndex,
    Test,
};

/// Tests that hold together for one row.
pub(in crate::mapping::lint) type Group<'m> = Vec<&'m Test>;

/// A condition, with the delivered table whose cells it tests.
#[derive(Clone, Copy)]
pub(in crate::mapping::lint) struct Stated<'m> {
    pub(in crate::mapping::lint) condition: &'m Condition,
    pub(in crate::mapping::lint) table: &'m DeliveredTable,
}

/// Lists every condition of a mapping.
pub(in crate::mapping::lint) fn all(mapping: &Mapping) -> Vec<Stated<'_>> {
    let mut list: Vec<(TableIndex, &Condition)> = Vec::new();
    if let Some(cases) = case_table(mapping) {
        list.extend(decisions(mapping).map(|condition| (cases, condition)));
    }
    for map in &mapping.maps {
        let filter = map.filter.iter().flat_map(|filter| std::iter::once(&filter.condition).chain(&filter.left_out));
        list.extend(filter.chain(cases_of(map)).map(|condition| (map.from, condition)));
    }
    let promise = &mapping.promise;
    list.extend(promise.conditions().map(|condition| (promise.from, condition)));
    list.extend(promise.calendar.iter().map(|calendar| (calendar.from, &calendar.regular)));
    for identity in &mapping.identities {
        let lines = std::iter::once(&identity.plus).chain(&identity.minus);
        list.extend(lines.map(|condition| (identity.lines.from, condition)));
        list.extend(identity.filter.iter().map(|condition| (identity.equals.from, condition)));
    }
    let stated = |(table, condition): (TableIndex, _)| Stated { condition, table: &mapping.delivery.tables[table] };
    list.into_iter().map(stated).collect()
}

/// Lists the conditions that say where a case goes, those of the decisions to stay included.
pub(in crate::mapping::lint) fn decisions(mapping: &Mapping) -> impl Iterator<Item = &Condition> {
    let destinations = mapping.destinations.iter().filter_map(|destination| match &destination.kind {
        DestinationKind::Municipality { when } => Some(when),
        DestinationKind::Partner { .. } => None,
    });
    destinations.chain(mapping.stays_behind.iter().map(|stays| &stays.when))
}

/// Returns the table of cases.
pub(in crate::mapping::lint) fn case_table(mapping: &Mapping) -> Option<TableIndex> {
    mapping.delivery.tables.iter().position(|table| matches!(table.routing, Routing::Cases { .. }))
}

/// Lists what may hold for a row that comes to the columns of a map: it meets all tests of one of the groups.
pub(in crate::mapping::lint) fn of_rows<'m>(mapping: &'m Mapping, map: &'m Map) -> Vec<Group<'m>> {
    let taken = map.filter.as_ref().map_or_else(|| vec![Vec::new()], |filter| groups(&filter.condition));
    let routes = of_routes(mapping, map.from);
    taken.iter().flat_map(|taken| routes.iter().map(|route| [taken.as_slice(), route].concat())).collect()
}

/// Lists what may hold for a row of a table because of where cases go.
pub(in crate::mapping::lint) fn of_routes(mapping: &Mapping, table: TableIndex) -> Vec<Group<'_>> {
    if case_table(mapping) != Some(table) {
        return vec![Vec::new()];
    }
    decisions(mapping).flat_map(groups).collect()
}

/// Lists the groups of a condition.
pub(in crate::mapping::lint) fn groups(condition: &Condition) -> Vec<Group<'_>> {
    condition.any.iter().map(|group| group.iter().collect()).collect()
}

/// Lists what a group tests of one column.
pub(in crate::mapping::lint) fn tests_of<'m>(group: &[&'m Test], column: ColumnIndex) -> Vec<&'m Predicate> {
    group.iter().filter(|test| test.column == column).map(|test| &test.predicate).collect()
}

/// Tells whether a row that meets one group can meet another as well.
pub(in crate::mapping::lint) fn can_meet(one: &[&Test], other: &[&Test], dialect: &Dialect) -> bool {
    other.iter().all(|test| {
        let tests = [tests_of(one, test.column), tests_of(other, test.column)].concat();
        texts::can_meet(&tests, dialect)
    })
}

/// Tells whether every row that meets one group meets another.
pub(in crate::mapping::lint) fn implies(one: &[&Test], other: &[&Test], dialect: &Dialect) -> bool {
    other.iter().all(|test| {
        texts::takes_anything(&test.predicate)
            || tests_of(one, test.column).iter().any(|known| texts::implies(known, &test.predicate, dialect))
    })
}

/// Returns where a text stands in a condition; the whole of it where it cannot be found.
pub(in crate::mapping::lint) fn place_of(text: &str, condition: &Condition) -> Option<Span> {
    condition.span.as_ref().map(|span| within(span, text))
}

/// Returns where a text stands, in quotes, within a stretch of the mapping; the whole of it where it cannot be found.
pub(in crate::mapping::lint) fn within(span: &Span, text: &str) -> Span {
    let stretch = span.source.text.get(span.range.clone()).unwrap_or_default();
    let found = [format!("\"{text}\""), format!("'{text}'")]
        .into_iter()
        .find_map(|quoted| stretch.find(&quoted).map(|start| (span.range.start + start, quoted.len())));
    match found {
        Some((start, length)) => Span { range: start..start + length, ..span.clone() },
        None => span.clone(),
    }
}

/// Lists the conditions of the cases of a map's columns.
fn cases_of(map: &Map) -> impl Iterator<Item = &Condition> {
    let cases = map.columns.iter().filter_map(|entry| match &entry.operation {
        Operation::When(cases) => Some(cases),
        _ => None,
    });
    cases.flatten().filter_map(|case| case.condition.as_ref())
}
