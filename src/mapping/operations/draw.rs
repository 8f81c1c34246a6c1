//! Where the text of a column comes from: a cell, the first of several, a looked-up one, or an unpivoted one.

use super::Reader;
use crate::catalog::Column;
use crate::diag::codes::mapping as codes;
use crate::mapping::document::{Node, Table, Text};
use crate::mapping::model::{ColumnIndex, Draw, Lookup, TableIndex};
use crate::mapping::problems::{Place, Problems};

const UNPIVOTED: [(&str, bool); 2] = [("heading", true), ("value", false)];

impl Reader<'_, '_> {
    /// Reads where a text comes from, and where that is said.
    pub(super) fn draw(
        &mut self,
        table: &mut Table<'_>,
        column: &Column,
        problems: &mut Problems,
    ) -> Option<(Draw, Place)> {
        if let Some(node) = table.take_if_there("column") {
            let heading = node.text(problems)?;
            let place = self.tables.heading(self.from, &heading, problems)?;
            return Some((Draw::Column(place), heading.at));
        }
        if let Some(node) = table.take_if_there("first-of") {
            let columns = self.several(&node, problems)?;
            return Some((Draw::FirstOf(columns), node.at));
        }
        if let Some(node) = table.take_if_there("lookup") {
            let lookup = self.lookup(&node, problems)?;
            return Some((Draw::Lookup(lookup), node.at));
        }
        let is_heading = table.choice("unpivoted", &UNPIVOTED, problems)?;
        if self.unpivoted.is_none() {
            let message = format!("the map of \"{}\" has no \"unpivot\"", column.name);
            problems.report(&codes::DOES_NOT_FIT, table.at.clone(), message);
            return None;
        }
        Some((if is_heading { Draw::Heading } else { Draw::Value }, table.at.clone()))
    }

    fn several(&mut self, node: &Node<'_>, problems: &mut Problems) -> Option<Vec<ColumnIndex>> {
        let headings = node.texts(problems)?;
        if headings.len() < 2 {
            problems.refuse(
                node.at.clone(),
                "the first of several needs two headings or more",
                "list another heading, or write { column = … }",
            );
            return None;
        }
        distinct(&headings, problems);
        let columns = headings.iter().map(|heading| self.tables.heading(self.from, heading, problems));
        columns.collect::<Vec<_>>().into_iter().collect()
    }

    fn lookup(&mut self, node: &Node<'_>, problems: &mut Problems) -> Option<Lookup> {
        let mut block = node.table(problems)?;
        let name = block.need("in", problems).and_then(|node| node.text(problems));
        let by = block.need("by", problems).and_then(|node| node.text(problems));
        let matching = block.take("match").map(|node| node.text(problems));
        let wanted = block.need("column", problems).and_then(|node| node.text(problems));
        block.finish(problems);
        let by = by.and_then(|by| self.tables.heading(self.from, &by, problems));
        let name = name?;
        let table = self.tables.named(&name, problems)?;
        let matching = match matching {
            Some(heading) => heading.and_then(|heading| self.tables.heading(table, &heading, problems)),
            None => self.single_key(table, &name, problems),
        };
        let column = wanted.and_then(|wanted| self.tables.heading(table, &wanted, problems));
        Some(Lookup { by: by?, table, matching: matching?, column: column? })
    }

    /// Returns the key of a table where it is one column.
    fn single_key(&self, table: TableIndex, name: &Text<'_>, problems: &mut Problems) -> Option<ColumnIndex> {
        let [key] = self.tables.list[table].key.as_slice() else {
            let message = format!("the key of \"{}\" is not one column: say which one in \"match\"", name.text);
            problems.report(&codes::MISSING_KEY, name.at.clone(), message);
            return None;
        };
        Some(*key)
    }
}

/// Reports texts that are listed twice.
pub(in crate::mapping) fn distinct(texts: &[Text<'_>], problems: &mut Problems) {
    for (place, text) in texts.iter().enumerate() {
        if texts[..place].iter().any(|known| known.text == text.text) {
            problems.report(&codes::DUPLICATE, text.at.clone(), format!("\"{}\" is listed twice", text.text));
        }
    }
}
