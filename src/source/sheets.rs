//! The sheets of delivered workbooks, spooled for the tables that stand in them.
//!
//! One workbook is read after the other, each once for all its tables: the texts of one at most are in memory.

use std::collections::BTreeMap;
use std::path::Path;

use super::cancel::Cancel;
use super::error::SourceError;
use super::files::Listed;
use super::workbook::{self, Extract, Wanted};
use crate::mapping::model::{DeliveredTable, Delivery, Form, Sheet, TableIndex};

/// Spooled sheets by the table that they hold and the workbook that they stand in.
pub(super) type Spooled<'a> = BTreeMap<(TableIndex, &'a Path), Extract>;

/// Spools the sheets of listed workbooks, each for a table that it was matched to.
///
/// # Errors
/// Fails where a workbook cannot be used, and where the user wants to stop.
pub(super) fn spool<'a>(
    listed: &'a [Listed],
    matched: &[(TableIndex, &Listed)],
    delivery: &Delivery,
    cancel: &Cancel,
) -> Result<Spooled<'a>, SourceError> {
    let mut spooled = Spooled::new();
    for file in listed {
        let tables = matched.iter().filter(|(_, other)| other.path == file.path).map(|(index, _)| *index);
        let tables: Vec<TableSheet<'_>> = tables.filter_map(|index| TableSheet::of(delivery, index)).collect();
        if tables.is_empty() {
            continue;
        }
        let wanted: Vec<Wanted<'_>> = tables.iter().map(TableSheet::wanted).collect();
        let extracts = workbook::extract_all(&file.path, &file.name, &wanted, cancel)?;
        spooled.extend(tables.iter().zip(extracts).map(|(table, extract)| ((table.index, &*file.path), extract)));
    }
    Ok(spooled)
}

/// A table that stands in a sheet.
struct TableSheet<'a> {
    index: TableIndex,
    table: &'a DeliveredTable,
    sheet: &'a Sheet,
    /// Per column the headings that it may have.
    headings: Vec<Vec<String>>,
}

impl<'a> TableSheet<'a> {
    fn of(delivery: &'a Delivery, index: TableIndex) -> Option<Self> {
        let table = &delivery.tables[index];
        let Form::Workbook(sheet) = &table.dialect.form else { return None };
        let columns = table.columns.iter().zip(&table.aliases);
        let headings = columns.map(|(column, aliases)| [std::slice::from_ref(column), aliases].concat()).collect();
        Some(Self { index, table, sheet, headings })
    }

    fn wanted(&self) -> Wanted<'_> {
        Wanted {
            sheet: &self.sheet.choice,
            columns: &self.headings,
            repeat_merged: self.sheet.repeat_merged,
            decimal: self.table.dialect.notation.decimal,
            date: self.table.dialect.date,
            footer_marker: self.table.footer.as_ref().map(|footer| footer.marker.as_str()),
        }
    }
}
