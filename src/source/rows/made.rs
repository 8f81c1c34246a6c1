//! Rows that nobody delivered, made of texts.

use std::collections::BTreeMap;

use super::{Cells, Row};
use crate::mapping::model::DeliveredTable;
use crate::source::decode::{CellForm, RecordForm};
use crate::source::layout::Layout;

/// A row of a delivered table, made of texts by their headings. Nothing corrects it.
#[derive(Debug)]
pub struct MadeRow {
    cells: Cells,
    layout: Layout,
}

impl MadeRow {
    /// Takes the texts of the columns that a mapping reads; a column without one is empty.
    #[must_use]
    pub fn new(table: &DeliveredTable, texts: &BTreeMap<String, String>) -> Self {
        let texts = table.columns.iter().map(|column| texts.get(column).map_or("", String::as_str));
        let cells = Cells::of_texts(RecordForm::of(&table.dialect), texts);
        Self { cells, layout: Layout::of_columns(table) }
    }

    /// Returns the row, as one that was read.
    #[must_use]
    pub fn row(&self) -> Row<'_> {
        let (cells, layout, form) = (&self.cells, &self.layout, CellForm::Utf8);
        Row { line: 1, raw: "", cells, layout, form, is_plain: false, amounts: &[], corrections: &[] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::sample::Sample;

    #[test]
    fn a_made_row_has_the_texts_that_it_was_given_and_nothing_else() {
        let mut sample = Sample::new();
        let table = sample.table();
        let texts = [("Naam", " \"Ruibrink;\" É\n"), ("Onbekend", "x")];
        let texts = texts.map(|(heading, text)| (heading.to_owned(), text.to_owned())).into();
        let made = MadeRow::new(table, &texts);
        let row = made.row();
        let cells: Vec<_> = (0..table.columns.len()).map(|column| row.text(column).into_owned()).collect();
        assert_eq!(cells, ["", "\"Ruibrink;\" É", ""], "{:?}", table.columns);
        assert!(!row.is_ragged() && row.doubt(1).is_none());
    }
}
