//! The registry of keys against what the reader asks for.

use std::cell::RefCell;

use super::*;
use crate::catalog;
use crate::diag::Severity;
use crate::mapping::language::keys::{Need, Takes, block, blocks};

/// What the reader asks of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::mapping) enum Asked {
    /// What stands under a key.
    Key,
    /// What must stand under a key.
    Needed,
    /// Whether one of a few names stands under a key.
    Choice(&'static str),
}

thread_local! {
    static NOTES: RefCell<Vec<(String, &'static str, Asked)>> = const { RefCell::new(Vec::new()) };
}

/// Takes note of what the reader asks.
pub(in crate::mapping) fn note(table: &str, key: &'static str, asked: Asked) {
    NOTES.with_borrow_mut(|notes| notes.push((table.to_owned(), key, asked)));
}

/// Blocks that the mapping that is right does not have.
const MORE: &str = r#"
[delivery.control-headings]
file = "Naam"

[promise.reserve]
from = "betalingen"
key = "Dossier"
amount = "Bedrag"

[[identity]]
name = "adds up"
from = "betalingen"
block = ["Dossier"]
amount = "Bedrag"
plus = { Soort = "P" }
equals = { from = "betalingen", block = ["Dossier"], amount = "Bedrag" }

[[map]]
from = "betalingen"
to = "component"
unpivot = { columns = ["Bedrag"] }
[map.columns]
inkomensvoorziening = { lookup = { in = "dossiers", by = "Dossier", column = "Dossier" } }
soort = { constant = "norm" }
bedrag_cent = { unpivoted = "value", unit = "cent", sign-from = { column = "Soort", plus = ["D"], minus = ["C"] } }
debet_credit = { when = [{ constant = "credit" }] }
van = "Datum"

[[rule]]
name = "positive"
on = "betaling"
require = "bedrag_cent > 0"
severity = "warning"
message = { nl = "niet positief", en = "not positive" }

[[example]]
name = "an amount of nothing is not positive"
rule = "positive"
given = { betaling = [{ bedrag_cent = 0 }] }
breaks = 1

[[example]]
name = "schemes"
map = "dossiers -> inkomensvoorziening"
rows = [{ given = { Regeling = "PW" }, expect = { regeling = "PW" } }]
"#;

/// Returns what the reader asks of a mapping that has every block.
fn asked() -> Vec<(String, &'static str, Asked)> {
    let calendar = "calendar = { from = \"kalender\", month = \"Maand\", date = \"Datum\", where = { Soort = \"P\" } }";
    let text = RIGHT.replacen("calendar = \"kalender\"", calendar, 1) + MORE;
    NOTES.with_borrow_mut(Vec::clear);
    let found = problems(&text, CODES);
    assert!(found.iter().all(|problem| problem.code.severity == Severity::Warning), "{found:?}");
    NOTES.with_borrow_mut(std::mem::take)
}

/// Returns the block to which a table of that name belongs.
fn block_of(table: &str) -> &str {
    let delivered = ["clienten", "dossiers", "betalingen", "kalender"];
    if delivered.contains(&table) { "delivered-table" } else { table }
}

#[test]
fn the_reader_asks_for_every_key_and_for_no_other() {
    let notes = asked();
    for block in blocks() {
        let of_block = || notes.iter().filter(|(table, ..)| block_of(table) == block.name);
        let found: BTreeSet<&str> = of_block().map(|(_, key, _)| *key).collect();
        assert_eq!(found, block.keys.iter().map(|key| key.name).collect(), "{}", block.name);
        let found: BTreeSet<&str> =
            of_block().filter(|(.., asked)| *asked == Asked::Needed).map(|(_, key, _)| *key).collect();
        let is_needed = |need| !matches!(need, Need::Never | Need::Beside(_) | Need::MayWhere(..));
        let needed = block.keys.iter().filter(|key| is_needed(key.need)).map(|key| key.name);
        assert_eq!(found, needed.collect(), "what {} needs", block.name);
        for key in block.keys {
            let found: BTreeSet<&str> = of_block()
                .filter_map(|(_, asked, what)| match what {
                    Asked::Choice(name) if *asked == key.name => Some(*name),
                    _ => None,
                })
                .collect();
            let choices = match key.takes {
                Takes::Choice(choices) => choices,
                _ => &[],
            };
            assert_eq!(found, choices.iter().map(|choice| choice.name).collect(), "{}: {}", block.name, key.name);
        }
    }
}

#[test]
fn the_reader_opens_no_block_that_is_not_told() {
    let columns: BTreeSet<&str> =
        catalog::tables().iter().flat_map(|table| table.columns.iter().map(|column| column.name)).collect();
    let tested: BTreeSet<&str> = ["Regeling", "when"].into_iter().collect();
    for (table, key, _) in asked() {
        let known = block(block_of(&table)).is_some();
        let is_word = columns.contains(table.as_str()) || tested.contains(table.as_str());
        assert!(known || is_word, "nothing tells of \"{table}\" with its \"{key}\"");
    }
}

#[test]
fn every_key_is_told_in_a_sentence_and_leads_to_a_block_that_is() {
    for told in blocks() {
        let sentences = told.keys.iter().map(|key| key.english).chain([told.english]);
        for sentence in sentences {
            let is_sentence = sentence.ends_with('.') && sentence.starts_with(|first: char| first.is_ascii_uppercase());
            assert!(is_sentence && !sentence.contains("  "), "{}: {sentence}", told.name);
        }
        for key in told.keys {
            let (Takes::Block(name)
            | Takes::Blocks(name)
            | Takes::TextOr(name)
            | Takes::TextsOr(name)
            | Takes::ChoiceOr(_, name)) = key.takes
            else {
                continue;
            };
            assert!(block(name).is_some(), "{}: {name}", told.name);
            if let Need::Beside(other) | Need::Without(other) | Need::Where(other, _) | Need::MayWhere(other, _) =
                key.need
            {
                assert!(told.key(other).is_some(), "{}: {other}", told.name);
            }
        }
    }
}
