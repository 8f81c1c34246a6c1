//! The delivered tables while the mapping is read: their headings become places as they are used.
//!
//! Where a table lists its `columns`, a heading outside that list is an error and one that nothing uses a warning;
//! where it does not, its headings are those that are used.

use std::collections::BTreeMap;

use super::document::{Node, Text};
use super::model::{
    AmountColumn, ColumnIndex, Correction, Corrections, DeliveredTable, Dialect, Footer, Routing, TableIndex, Unit,
};
use super::problems::{Place, Problems, did_you_mean};
use crate::diag::codes::mapping as codes;

/// Every delivered table, in the order of the file.
#[derive(Default)]
pub(super) struct Tables<'d> {
    pub(super) list: Vec<Draft<'d>>,
}

/// A delivered table of which not everything is known yet.
pub(super) struct Draft<'d> {
    pub(super) name: Text<'d>,
    pub(super) files: Vec<String>,
    pub(super) dialect: Option<Dialect>,
    pub(super) says_months: bool,
    pub(super) declared: Option<Vec<Text<'d>>>,
    pub(super) aliases: BTreeMap<&'d str, (Place, Vec<Text<'d>>)>,
    pub(super) ignored: Vec<Text<'d>>,
    pub(super) ignored_because: Option<Text<'d>>,
    pub(super) key_node: Option<Node<'d>>,
    pub(super) footer_node: Option<Node<'d>>,
    pub(super) count_cell: Option<usize>,
    pub(super) routing_node: Option<Node<'d>>,
    pub(super) only_node: Option<Node<'d>>,
    pub(super) key: Vec<ColumnIndex>,
    pub(super) footer: Option<Footer>,
    pub(super) routing: Option<Routing>,
    pub(super) only: Option<u32>,
    pub(super) corrections: Vec<Correction>,
    used: Vec<String>,
    amounts: Vec<AmountColumn>,
}

impl Tables<'_> {
    /// Finds the table that a value names.
    pub(super) fn named(&self, name: &Text<'_>, problems: &mut Problems) -> Option<TableIndex> {
        let found = self.list.iter().position(|table| table.name.text == name.text);
        if found.is_none() {
            let help = did_you_mean(name.text, self.list.iter().map(|table| table.name.text));
            let message = format!("the delivery has no table \"{}\"", name.text);
            problems.suggest(&codes::UNKNOWN_TABLE, name.at.clone(), message, help);
        }
        found
    }

    /// Finds the place of a heading, and takes note that it is used.
    pub(super) fn heading(
        &mut self,
        table: TableIndex,
        heading: &Text<'_>,
        problems: &mut Problems,
    ) -> Option<ColumnIndex> {
        self.list[table].known(heading, problems).then(|| self.list[table].place(heading.text))
    }

    /// Takes note that a column holds amounts, and in which unit.
    pub(super) fn amount(
        &mut self,
        table: TableIndex,
        column: ColumnIndex,
        unit: Unit,
        at: Place,
        problems: &mut Problems,
    ) -> AmountColumn {
        let draft = &mut self.list[table];
        let amount = AmountColumn { column, unit };
        match draft.amounts.iter().find(|known| known.column == column) {
            Some(known) if known.unit != unit => {
                let message = format!("\"{}\" is read in euros and in cents", draft.used[column]);
                problems.report(&codes::TWO_UNITS, at, message);
            }
            Some(_) => {}
            None => draft.amounts.push(amount),
        }
        amount
    }

    /// Takes note of a column of amounts that is read past the maps: in their unit where a map reads it, else in
    /// euros.
    pub(super) fn amount_as_mapped(
        &mut self,
        table: TableIndex,
        heading: &Text<'_>,
        problems: &mut Problems,
    ) -> Option<AmountColumn> {
        let column = self.heading(table, heading, problems)?;
        let known = self.list[table].amounts.iter().find(|amount| amount.column == column).copied();
        Some(known.unwrap_or_else(|| self.amount(table, column, Unit::Euro, heading.at.clone(), problems)))
    }
}

impl<'d> Draft<'d> {
    /// Starts a table that is known by name alone.
    pub(super) fn new(name: Text<'d>) -> Self {
        Self {
            name,
            files: Vec::new(),
            dialect: None,
            says_months: false,
            declared: None,
            aliases: BTreeMap::new(),
            ignored: Vec::new(),
            ignored_because: None,
            key_node: None,
            footer_node: None,
            count_cell: None,
            routing_node: None,
            only_node: None,
            key: Vec::new(),
            footer: None,
            routing: None,
            only: None,
            corrections: Vec::new(),
            used: Vec::new(),
            amounts: Vec::new(),
        }
    }

    /// Tells whether the table has a heading, as far as the mapping says so.
    pub(super) fn has(&self, heading: &str) -> bool {
        match &self.declared {
            Some(declared) => declared.iter().any(|known| known.text == heading),
            None => self.used.iter().any(|known| known == heading),
        }
    }

    /// Tells whether the table may have a heading, and reports where it may not.
    pub(super) fn known(&self, heading: &Text<'_>, problems: &mut Problems) -> bool {
        let Some(declared) = &self.declared else { return true };
        let known = self.has(heading.text);
        if !known {
            let help = did_you_mean(heading.text, declared.iter().map(|known| known.text));
            let message = format!("\"{}\" has no heading \"{}\"", self.name.text, heading.text);
            problems.suggest(&codes::UNKNOWN_HEADING, heading.at.clone(), message, help);
        }
        known
    }

    /// Returns the headings that something reads, each at its place.
    pub(super) fn used(&self) -> &[String] {
        &self.used
    }

    /// Returns the name of a column.
    pub(super) fn column(&self, place: ColumnIndex) -> &str {
        &self.used[place]
    }

    /// Closes the table once everything that can use a heading was read.
    pub(super) fn finish(mut self, problems: &mut Problems) -> Option<DeliveredTable> {
        self.check_ignored(problems);
        self.check_aliases(problems);
        // Where a name is wrong, what it should have named looks unused: first things first.
        if !problems.has_errors() {
            self.warn_of_unused(problems);
        }
        self.amounts.sort_by_key(|amount| amount.column);
        let aliases = self
            .used
            .iter()
            .map(|column| {
                let names = self.aliases.get(column.as_str()).map(|(_, names)| names.as_slice()).unwrap_or_default();
                names.iter().map(|name| name.text.to_owned()).collect()
            })
            .collect();
        Some(DeliveredTable {
            name: self.name.text.to_owned(),
            files: self.files,
            dialect: self.dialect?,
            columns: self.used,
            aliases,
            ignored: self.ignored.iter().map(|heading| heading.text.to_owned()).collect(),
            ignored_because: self.ignored_because.map(|reason| reason.text.to_owned()),
            key: self.key,
            footer: self.footer,
            routing: self.routing?,
            only: self.only,
            amounts: self.amounts,
            corrections: Corrections::new(self.corrections),
        })
    }

    fn place(&mut self, heading: &str) -> ColumnIndex {
        self.used.iter().position(|known| known == heading).unwrap_or_else(|| {
            self.used.push(heading.to_owned());
            self.used.len() - 1
        })
    }

    fn check_ignored(&self, problems: &mut Problems) {
        for heading in &self.ignored {
            if self.known(heading, problems) && self.used.iter().any(|used| used == heading.text) {
                let message = format!("\"{}\" is ignored, and used all the same", heading.text);
                problems.refuse(heading.at.clone(), message, "take it out of \"ignore\"");
            }
        }
    }

    fn check_aliases(&self, problems: &mut Problems) {
        for (heading, (at, names)) in &self.aliases {
            let heading = Text { text: heading, at: at.clone() };
            if self.declared.is_none() && !self.has(heading.text) {
                let message = format!("nothing uses a heading \"{}\" of \"{}\"", heading.text, self.name.text);
                let help = did_you_mean(heading.text, self.used.iter().map(String::as_str));
                problems.suggest(&codes::UNKNOWN_HEADING, heading.at.clone(), message, help);
            }
            self.known(&heading, problems);
            for name in names.iter().filter(|name| self.has(name.text)) {
                let message =
                    format!("\"{}\" is a heading itself, and cannot stand for \"{}\"", name.text, heading.text);
                problems.report(&codes::DUPLICATE, name.at.clone(), message);
            }
        }
    }

    fn warn_of_unused(&self, problems: &mut Problems) {
        for heading in self.declared.iter().flatten() {
            let settled = self.used.iter().any(|used| used == heading.text)
                || self.ignored.iter().any(|ignored| ignored.text == heading.text);
            if !settled {
                let message = format!("nothing uses \"{}\" of \"{}\"", heading.text, self.name.text);
                problems.report(&codes::UNUSED_COLUMN, heading.at.clone(), message);
            }
        }
    }
}
