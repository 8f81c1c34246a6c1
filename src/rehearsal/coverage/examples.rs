//! What examples exercise: the columns that they expect something of, and the conditions that their rows meet.

use super::key::Key;
use super::seen::Seen;
use crate::mapping::Mapping;
use crate::mapping::model::{MapExample, RuleExample, Subject};
use crate::rehearsal::example::try_out;
use crate::store::made::breaches_among;

/// Notes what the examples of a mapping exercise.
pub(super) fn see<'m>(mapping: &'m Mapping, seen: &mut Seen<'m>) {
    for example in &mapping.examples {
        match &example.subject {
            Subject::Map(example) => of_map(mapping, example, seen),
            Subject::Rule(example) => of_rule(mapping, example, seen),
        }
    }
}

fn of_map<'m>(mapping: &'m Mapping, example: &MapExample, seen: &mut Seen<'m>) {
    let map = &mapping.maps[example.map];
    let is_expected = |target: usize| {
        let name = map.to.columns[target].name;
        example.expect.iter().flatten().any(|cells| cells.contains_key(name))
    };
    try_out(mapping, example, |row, tried| {
        if example.expect.is_some() || example.outcome.is_some() {
            seen.choose(mapping, example.map, row);
            seen.made(mapping, example.map, row, tried, is_expected);
        }
    });
}

fn of_rule<'m>(mapping: &'m Mapping, example: &RuleExample, seen: &mut Seen<'m>) {
    let rule = &mapping.rules[example.rule];
    let rows = example.given.iter().filter(|(table, _)| table.name == rule.on.name).count();
    // What goes wrong here is told where the example is run.
    let breaks = breaches_among(rule, &example.given).map(|rows| rows.len()).unwrap_or_default();
    if breaks > 0 {
        seen.note(Key::Breaks(example.rule));
    }
    if rows > breaks {
        seen.note(Key::Complies(example.rule));
    }
}
