//! The document as it stands in its text: every key and value with its place, in order of the text.
//!
//! The mapping itself is read elsewhere; here is only where its words stand, so that one of them can be altered and the
//! rest of the text stays as it is.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value of the document.
#[derive(Clone, Copy)]
pub(in crate::rehearsal) struct Value<'d> {
    text: &'d str,
    inner: &'d Spanned<DeValue<'d>>,
    /// Whether it stands among values that commas part.
    inline: bool,
}

/// A key of the document with what stands under it.
#[derive(Clone)]
pub(in crate::rehearsal) struct Entry<'d> {
    /// The key.
    pub(in crate::rehearsal) key: &'d str,
    /// Where the key stands.
    pub(in crate::rehearsal) key_at: Range<usize>,
    /// What stands under it.
    pub(in crate::rehearsal) value: Value<'d>,
    /// Whether entries beside it are parted from it by commas.
    pub(in crate::rehearsal) inline: bool,
}

/// Lists the entries of the whole document, in order of the text.
pub(in crate::rehearsal) fn root<'d>(text: &'d str, table: &'d DeTable<'d>) -> Vec<Entry<'d>> {
    entries(text, table, false)
}

/// Finds an entry by its key.
pub(in crate::rehearsal) fn get<'e, 'd>(entries: &'e [Entry<'d>], key: &str) -> Option<&'e Entry<'d>> {
    entries.iter().find(|entry| entry.key == key)
}

impl<'d> Value<'d> {
    /// Returns where the value stands; of a table with a header, the header.
    pub(in crate::rehearsal) fn at(&self) -> Range<usize> {
        self.inner.span()
    }

    /// Returns the value as it is written.
    pub(in crate::rehearsal) fn raw(&self) -> &'d str {
        self.text.get(self.at()).unwrap_or_default()
    }

    /// Returns the whole document.
    pub(in crate::rehearsal) const fn document(&self) -> &'d str {
        self.text
    }

    /// Returns what a text says.
    pub(in crate::rehearsal) fn text(&self) -> Option<&'d str> {
        match self.inner.get_ref() {
            DeValue::String(text) => Some(text),
            _ => None,
        }
    }

    /// Returns a whole number.
    pub(in crate::rehearsal) fn integer(&self) -> Option<i64> {
        match self.inner.get_ref() {
            DeValue::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix()).ok(),
            _ => None,
        }
    }

    /// Returns what is true or false.
    pub(in crate::rehearsal) fn truth(&self) -> Option<bool> {
        match self.inner.get_ref() {
            DeValue::Boolean(truth) => Some(*truth),
            _ => None,
        }
    }

    /// Lists the entries of a table, in order of the text; of anything else none.
    pub(in crate::rehearsal) fn entries(&self) -> Vec<Entry<'d>> {
        match self.inner.get_ref() {
            DeValue::Table(table) => {
                let is_dotted = !self.has_header() && !self.is_braced();
                entries(self.text, table, self.is_braced() || is_dotted && self.inline)
            }
            _ => Vec::new(),
        }
    }

    /// Lists the values of a list; of anything else none.
    pub(in crate::rehearsal) fn items(&self) -> Vec<Self> {
        match self.inner.get_ref() {
            DeValue::Array(values) => {
                values.iter().map(|value| Self { text: self.text, inner: value, inline: true }).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Lists the tables of a list of tables; one table is a list of one.
    pub(in crate::rehearsal) fn tables(&self) -> Vec<Self> {
        if self.is_table() { vec![*self] } else { self.items().into_iter().filter(Self::is_table).collect() }
    }

    /// Tells whether the value is a table.
    pub(in crate::rehearsal) fn is_table(&self) -> bool {
        self.inner.get_ref().is_table()
    }

    /// Tells whether the value is a table with a header of its own.
    pub(in crate::rehearsal) fn has_header(&self) -> bool {
        self.is_table() && self.raw().starts_with('[')
    }

    /// Tells whether the value is a table between braces.
    pub(in crate::rehearsal) fn is_braced(&self) -> bool {
        self.is_table() && self.raw().starts_with('{')
    }

    /// Lists the stretches of text that a table with a header takes up: its own, and those of the headers in it.
    pub(in crate::rehearsal) fn stretches(&self) -> Vec<Range<usize>> {
        let mut own = self.at();
        let mut found = Vec::new();
        let mut open = self.entries();
        while let Some(Entry { value, .. }) = open.pop() {
            let items = value.items();
            if value.has_header() {
                found.extend(value.stretches());
            } else if items.first().is_some_and(Self::has_header) {
                found.extend(items.iter().flat_map(Self::stretches));
            } else if value.is_table() && !value.is_braced() {
                open.extend(value.entries());
            } else {
                own.end = own.end.max(value.at().end);
            }
        }
        found.push(own);
        found.sort_by_key(|stretch| stretch.start);
        found
    }
}

fn entries<'d>(text: &'d str, table: &'d DeTable<'d>, inline: bool) -> Vec<Entry<'d>> {
    let entry = |(key, value): (&'d Spanned<_>, &'d Spanned<DeValue<'d>>)| {
        let name: &'d toml::de::DeString<'d> = key.get_ref();
        Entry { key: name, key_at: key.span(), value: Value { text, inner: value, inline }, inline }
    };
    let mut entries: Vec<Entry<'d>> = table.iter().map(entry).collect();
    entries.sort_by_key(|entry| entry.key_at.start);
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
a = 1 # one
[[map]]
from = \"x\"
[map.columns]
one = { column = \"A\", empty = [\"-\", \"0\"] } # said
[map.columns.two]
when = [{ constant = true }]
[[map]]
from = 'y'
columns.three = \"B\"
[last]
";

    fn with<R>(look: impl FnOnce(&[Entry<'_>]) -> R) -> R {
        let table = DeTable::parse(TEXT).expect("a document");
        look(&root(TEXT, table.get_ref()))
    }

    #[test]
    fn entries_stand_in_order_of_the_text_with_their_places() {
        with(|document| {
            let names: Vec<&str> = document.iter().map(|entry| entry.key).collect();
            assert_eq!(names, ["a", "map", "last"]);
            let maps = get(document, "map").expect("maps").value.items();
            assert_eq!(maps.iter().map(Value::raw).collect::<Vec<_>>(), ["[[map]]", "[[map]]"]);
            let first = maps[0].entries();
            let columns = get(&first, "columns").expect("columns");
            assert!(columns.value.has_header() && !columns.inline);
            let columns = columns.value.entries();
            assert_eq!(columns.iter().map(|entry| entry.key).collect::<Vec<_>>(), ["one", "two"]);
            let one = columns[0].value;
            assert_eq!(one.raw(), "{ column = \"A\", empty = [\"-\", \"0\"] }");
            assert!(one.entries().iter().all(|entry| entry.inline));
            assert_eq!(&TEXT[columns[1].key_at.clone()], "two");
            assert_eq!(one.entries()[1].value.items()[1].text(), Some("0"));
        });
    }

    #[test]
    fn a_table_with_a_header_takes_up_all_that_stands_under_it() {
        with(|document| {
            let maps = get(document, "map").expect("maps").value.items();
            let texts = |value: &Value<'_>| -> Vec<&str> {
                value.stretches().into_iter().map(|stretch| &TEXT[stretch]).collect()
            };
            let first = ["[[map]]\nfrom = \"x\"", "[map.columns]\none = { column = \"A\", empty = [\"-\", \"0\"] }"];
            assert_eq!(texts(&maps[0])[..2], first);
            assert_eq!(texts(&maps[0])[2], "[map.columns.two]\nwhen = [{ constant = true }]");
            assert_eq!(texts(&maps[1]), ["[[map]]\nfrom = 'y'\ncolumns.three = \"B\""]);
        });
    }
}
