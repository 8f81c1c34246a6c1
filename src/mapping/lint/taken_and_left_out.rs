//! Values that `where` takes and `left-out` names.

use super::logic::conditions::{self, Group};
use super::logic::texts::{Stretch, is_cell, listed};
use super::{Findings, Lint, quoted};
use crate::diag::codes::lint::TAKEN_AND_LEFT_OUT;
use crate::mapping::Mapping;
use crate::mapping::model::{Dialect, Predicate, Test};

pub(super) static LINT: Lint = Lint { code: &TAKEN_AND_LEFT_OUT, check };

fn check(mapping: &Mapping, findings: &mut Findings) {
    for map in &mapping.maps {
        let Some(filter) = &map.filter else { continue };
        let Some(left_out) = &filter.left_out else { continue };
        let table = &mapping.delivery.tables[map.from];
        for taken in conditions::groups(&filter.condition) {
            for left in conditions::groups(left_out) {
                let Some(shared) = shared(&taken, &left, &table.dialect) else { continue };
                let (span, what) = match shared.first() {
                    Some(first) => (conditions::place_of(first, left_out), quoted(shared.iter().map(String::as_str))),
                    None => (left_out.span.clone(), "some of this".to_owned()),
                };
                let verb = if shared.len() > 1 { "are" } else { "is" };
                findings.add(span, format!("{what} {verb} taken by \"where\", and left out here"));
            }
        }
    }
}

/// Returns what surely meets both of two groups that test the same columns: texts, where such are listed.
fn shared(one: &Group<'_>, other: &Group<'_>, dialect: &Dialect) -> Option<Vec<String>> {
    let is_in = |test: &&Test, group: &Group<'_>| group.iter().any(|known| known.column == test.column);
    if !(one.iter().all(|test| is_in(test, other)) && other.iter().all(|test| is_in(test, one))) {
        return None;
    }
    let mut texts = Vec::new();
    for test in one {
        let mine = conditions::tests_of(one, test.column);
        let theirs = conditions::tests_of(other, test.column);
        texts.extend(common(&[mine, theirs].concat(), dialect)?);
    }
    Some(texts)
}

/// Returns the texts that meet all of several tests, or none where it is sure that there are some.
fn common(tests: &[&Predicate], dialect: &Dialect) -> Option<Vec<String>> {
    if let Some(texts) = tests.iter().find_map(|test| listed(test, dialect)) {
        let meets = |text: &&str| is_cell(text) && tests.iter().all(|test| test.holds(text, dialect));
        let shared: Vec<String> = texts.into_iter().filter(meets).map(str::to_owned).collect();
        return (!shared.is_empty()).then_some(shared);
    }
    let stretches: Vec<Stretch> = tests.iter().filter_map(|test| Stretch::of(test)).collect();
    let overlap =
        stretches.len() == tests.len() && stretches.iter().all(|one| stretches.iter().all(|other| one.shares(*other)));
    (overlap || tests.iter().all(|test| *test == tests[0])).then(Vec::new)
}
