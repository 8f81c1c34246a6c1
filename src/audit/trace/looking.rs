//! Which delivered rows are wanted: those at given places, and those that name given cases or persons.

use std::collections::BTreeSet;

use super::archive::Place;
use super::find::Found;
use super::model::Kind;
use crate::domain::Bsn;
use crate::mapping::model::ColumnIndex;
use crate::source::Row;

/// Which rows are wanted.
#[derive(Default)]
pub(super) struct Wanted {
    pub(super) places: BTreeSet<Place>,
    pub(super) cases: BTreeSet<String>,
    pub(super) persons: BTreeSet<String>,
    /// A text that any column may hold which names something.
    pub(super) name: Option<String>,
}

impl Wanted {
    /// Takes what is needed to tell of things that were found.
    pub(super) fn of(found: &[Found], what: &str) -> Self {
        let mut wanted = Self::default();
        for thing in found {
            wanted.places.extend(&thing.places);
            if thing.kind == Kind::Case {
                wanted.cases.extend(thing.cases.iter().cloned());
            } else if thing.kind == Kind::Person {
                wanted.persons.extend(thing.clients.iter().chain(&thing.persons).cloned());
            }
        }
        wanted.name = found.is_empty().then(|| what.to_owned());
        wanted
    }
}

/// What is looked for in one file.
pub(super) struct Looking<'a> {
    pub(super) wanted: &'a Wanted,
    pub(super) file: u16,
    pub(super) cases: BTreeSet<ColumnIndex>,
    pub(super) persons: BTreeSet<ColumnIndex>,
    pub(super) key: Vec<ColumnIndex>,
}

impl Looking<'_> {
    /// Tells whether anything that is wanted can stand in the file.
    pub(super) fn is_worth_it(&self) -> bool {
        let places = self.wanted.places.range((self.file, 0)..=(self.file, u32::MAX)).next().is_some();
        let cases = !self.cases.is_empty() && !self.wanted.cases.is_empty();
        let persons = self.cases.is_empty() && !self.persons.is_empty() && !self.wanted.persons.is_empty();
        places || cases || persons || self.wanted.name.is_some()
    }

    /// Tells whether a row is wanted.
    pub(super) fn wants(&self, row: &Row<'_>) -> bool {
        if self.wanted.places.contains(&(self.file, row.line)) {
            return true;
        }
        let any = |columns: &BTreeSet<ColumnIndex>, names: &BTreeSet<String>| {
            !names.is_empty()
                && columns.iter().any(|column| names_of(&row.text(*column)).any(|name| names.contains(&name)))
        };
        let named = |name: &String| {
            let columns = self.cases.iter().chain(&self.persons).chain(&self.key);
            columns.into_iter().any(|column| names_of(&row.text(*column)).any(|other| other == *name))
        };
        any(&self.cases, &self.wanted.cases)
            || (self.cases.is_empty() && any(&self.persons, &self.wanted.persons))
            || self.wanted.name.as_ref().is_some_and(named)
    }
}

/// Returns a name as it stands, and as a burgerservicenummer with its leading zeros where it can be one.
pub(super) fn names_of(text: &str) -> impl Iterator<Item = String> + use<> {
    let padded = Bsn::parse_padded(text).ok().map(Bsn::expose).filter(|padded| padded != text);
    [(!text.is_empty()).then(|| text.to_owned()), padded].into_iter().flatten()
}
