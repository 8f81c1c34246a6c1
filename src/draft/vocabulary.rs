//! What the tables and columns of the target are known by, taken apart into words once.

use super::synonyms::{COLUMNS, TABLES};
use super::words::{Lexicon, Likeness, SAME, Word};
use crate::catalog::{self, Column, Filled, Table};

/// The words for every table that mappings fill.
pub(super) struct Vocabulary {
    lexicon: Lexicon,
    tables: Vec<TableWords>,
}

/// The words for one table of the target.
pub(super) struct TableWords {
    /// The table.
    pub(super) table: &'static Table,
    /// What it is known by.
    names: Vec<Vec<Word>>,
    /// The words for its columns, each at the column's place.
    columns: Vec<Vec<Phrase>>,
}

/// Something that a column is known by.
struct Phrase {
    text: String,
    words: Vec<Word>,
    /// How much a heading that is the same says, at most.
    worth: Likeness,
}

/// How well a heading fits what a column is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// From 0 to [`SAME`].
    pub(super) likeness: Likeness,
    /// What the column is known by that is most like the heading.
    pub(super) known_as: String,
}

impl Vocabulary {
    /// Takes apart all that is known.
    pub(super) fn new() -> Self {
        let lexicon = Lexicon::new();
        let filled = catalog::tables().iter().copied().filter(|table| table.filled == Filled::Mapped);
        let tables = filled.map(|table| TableWords::new(table, &lexicon)).collect();
        Self { lexicon, tables }
    }

    /// Lists the tables of the target, in the catalogue's order.
    pub(super) fn tables(&self) -> &[TableWords] {
        &self.tables
    }

    /// Returns the words for one table.
    pub(super) fn table(&self, name: &str) -> Option<&TableWords> {
        self.tables.iter().find(|words| words.table.name == name)
    }

    /// Returns the words that there are.
    pub(super) const fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Takes a text apart.
    pub(super) fn words(&self, text: &str) -> Vec<Word> {
        self.lexicon.words(text)
    }
}

impl TableWords {
    fn new(table: &'static Table, lexicon: &Lexicon) -> Self {
        let known = TABLES.iter().filter(|(name, _)| *name == table.name).flat_map(|(_, words)| words.iter().copied());
        let names = known.chain([table.name]).map(|name| lexicon.words(name)).collect();
        let columns = table.columns.iter().map(|column| phrases(table, column, lexicon)).collect();
        Self { table, names, columns }
    }

    /// Compares the name of a delivered table with what this one is known by.
    pub(super) fn likeness(&self, name: &[Word]) -> Likeness {
        self.names.iter().map(|known| alike(name, known)).max().unwrap_or_default()
    }

    /// Compares a heading with what a column is known by; words for the table itself say little in a heading.
    pub(super) fn named(&self, column: usize, heading: &[Word]) -> Named {
        let rest: Vec<Word> = heading.iter().filter(|word| !self.is_about(word)).cloned().collect();
        let has_context = !rest.is_empty() && rest.len() < heading.len();
        let mut best = Named { likeness: 0, known_as: String::new() };
        for phrase in &self.columns[column] {
            let whole = alike(heading, &phrase.words);
            let parted = if has_context { alike(&rest, &phrase.words).saturating_sub(60) } else { 0 };
            let likeness = whole.max(parted) * phrase.worth / SAME;
            if likeness > best.likeness {
                best = Named { likeness, known_as: phrase.text.clone() };
            }
        }
        best
    }

    /// Tells whether a word says which table this is.
    fn is_about(&self, word: &Word) -> bool {
        !word.is_light() && self.names.iter().flatten().any(|known| known.is(word))
    }
}

/// Lists what a column is known by: its own name first, then words for it or for what it refers to, then what the
/// catalogue says of it.
fn phrases(table: &Table, column: &'static Column, lexicon: &Lexicon) -> Vec<Phrase> {
    let referred = column.references.and_then(|(parent, key)| catalog::table(parent)?.column(key)).map(|(_, key)| key);
    let mut phrases = Vec::new();
    let mut know = |text: &str, worth| {
        phrases.push(Phrase { text: text.to_owned(), words: lexicon.words(text), worth });
    };
    know(&spoken(column.name), SAME);
    for text in synonyms(table.name, column.name) {
        know(text, SAME);
    }
    if let (Some((parent, key)), Some(referred)) = (column.references, referred) {
        know(&spoken(referred.name), SAME);
        for text in synonyms(parent, key) {
            know(text, SAME);
        }
    }
    for text in [column.dutch, column.english].into_iter().chain(referred.map(|column| column.dutch)) {
        know(text.trim_end_matches('.'), 700);
    }
    phrases
}

fn synonyms(table: &str, column: &str) -> impl Iterator<Item = &'static str> {
    let name = format!("{table}.{column}");
    COLUMNS.iter().filter(move |(known, _)| *known == name).flat_map(|(_, words)| words.iter().copied())
}

/// Writes a column's name as words, without the unit of money.
fn spoken(name: &str) -> String {
    name.trim_end_matches("_cent").replace('_', " ")
}

/// Compares two phrases: how much of their weight they have in common.
fn alike(one: &[Word], other: &[Word]) -> Likeness {
    let weight = |word: &Word| if word.is_light() { 1 } else { 3 };
    let total: u32 = one.iter().chain(other).map(weight).sum();
    if total == 0 {
        return 0;
    }
    let mut left: Vec<&Word> = one.iter().collect();
    let mut common = 0;
    for word in other {
        let best = left.iter().enumerate().map(|(place, known)| (known.likeness(word), place));
        let Some((likeness, place)) = best.max_by_key(|(likeness, place)| (*likeness, usize::MAX - place)) else {
            break;
        };
        if likeness > 0 {
            common += likeness * (weight(word) + weight(left.remove(place)));
        }
    }
    let (one, other) = (kinds(one), kinds(other));
    let contradicts = !one.is_empty() && !other.is_empty() && !one.iter().any(|kind| other.contains(kind));
    common / total * if contradicts { 7 } else { 10 } / 10
}

/// Lists what the words of a phrase say of the kind of a column.
fn kinds(words: &[Word]) -> Vec<&str> {
    words.iter().filter_map(Word::kind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_known_by_its_name_by_words_for_it_and_by_what_it_refers_to() {
        let vocabulary = Vocabulary::new();
        for (table, column, heading, least) in [
            ("persoon", "bsn", "BSN", 1000),
            ("persoon", "bsn", "Burgerservicenr", 850),
            ("persoon", "geboortedatum", "Geb_dat", 1000),
            ("betaling", "inkomensvoorziening", "Zaaknr", 1000),
            ("betaling", "client", "KlantNummer", 1000),
            ("betaling", "datum_betaling", "DatumBetaling", 1000),
            ("beschikking", "soort", "Besluitsoort", 900),
            ("inkomensvoorziening", "gemeentecode", "Gem.code", 1000),
            ("vordering", "saldo_cent", "Openstaand bedrag", 1000),
            ("component", "tot", "EindDatum", 1000),
            ("persoon", "huisnummer", "HouseNumber", 1000),
        ] {
            let words = vocabulary.table(table).expect("a table that mappings fill");
            let (place, _) = words.table.column(column).expect("a column");
            let named = words.named(place, &vocabulary.words(heading));
            assert!(named.likeness >= least, "{table}.{column} {heading}: {named:?}");
        }
    }

    #[test]
    fn a_heading_that_has_only_its_kind_in_common_is_far() {
        let vocabulary = Vocabulary::new();
        let words = vocabulary.table("vordering").expect("a table that mappings fill");
        let (place, _) = words.table.column("saldodatum").expect("a column");
        let named = words.named(place, &vocabulary.words("Datum eerste aanmaning"));
        assert!(named.likeness < 400, "{named:?}");
    }
}
