//! Target tables as CSV, each row with the place where it was delivered.

use std::collections::BTreeMap;
use std::io::Write;

use rusqlite::types::ValueRef;

use super::error::StoreError;
use super::target::{Target, select_all};
use crate::catalog::Table;
use crate::domain::{FileId, Origin, position};

/// The heading over the delivered places.
pub const PLACE: &str = "herkomst";

/// Writes a table of a finished target, in order of key: the delivered place (`file:line`, with `/part` where it is not
/// the first part), then the columns that the target keeps. NULL is an empty cell.
///
/// # Errors
/// Fails where SQLite does, or the output cannot be written.
pub fn write(
    target: &Target,
    table: &Table,
    files: &BTreeMap<FileId, String>,
    out: impl Write,
) -> Result<(), StoreError> {
    let error = target.error("writing rows out");
    let failed = |source: csv::Error| StoreError::File { path: target.path.clone(), source: source.into() };
    let mut writer = csv::Writer::from_writer(out);
    let columns = target.shape.columns(table);
    let headings = columns.iter().map(|place| table.columns[*place].name);
    writer.write_record(std::iter::once(PLACE).chain(headings)).map_err(failed)?;
    let mut statement = target.connection.prepare(&select_all(table, &target.shape, "1")).map_err(&error)?;
    let mut rows = statement.query([]).map_err(&error)?;
    while let Some(row) = rows.next().map_err(&error)? {
        let key = row.get::<_, i64>(0).map_err(&error)?;
        writer.write_field(delivered_place(key, files)).map_err(failed)?;
        for cell in 1..=columns.len() {
            match row.get_ref(cell).map_err(&error)? {
                ValueRef::Integer(value) => writer.write_field(value.to_string()),
                ValueRef::Text(value) | ValueRef::Blob(value) => writer.write_field(value),
                ValueRef::Null | ValueRef::Real(_) => writer.write_field(""),
            }
            .map_err(failed)?;
        }
        writer.write_record(None::<&[u8]>).map_err(failed)?;
    }
    writer.flush().map_err(|source| StoreError::File { path: target.path.clone(), source })
}

fn delivered_place(key: i64, files: &BTreeMap<FileId, String>) -> String {
    let origin = Origin::from_row_key(key);
    let place = match files.get(&origin.file()) {
        Some(file) => position::place(file, origin.line(), None),
        None => origin.to_string(),
    };
    match key & 0xFF {
        0 => place,
        part => format!("{place}/{part}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::sample::Sample;
    use crate::store::sample::Stored;

    fn written(stored: &Stored, target: usize, table: &str) -> String {
        let files = stored.files.data.iter().map(|file| (file.id, file.name.clone())).collect();
        let table = crate::catalog::table(table).expect("a table");
        let mut out = Vec::new();
        write(&stored.targets[target], table, &files, &mut out).expect("rows");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn each_row_stands_behind_the_place_where_it_was_delivered() {
        let sample = Sample::new().correct("clienten", "Jansen", "\"Jansen; \"\"J\"\", P.\"");
        let stored = Stored::settle(&sample.correct("dossiers", "1;11;;", "1;11;11;"));
        let expected = "herkomst,inkomensvoorziening,client,rol\n\
                        dossiers.csv:2/1,1,11,aanvrager\ndossiers.csv:2/2,1,11,partner\n";
        assert_eq!(written(&stored, 0, "huishoudlid"), expected);
        let persons = written(&stored, 0, "persoon");
        assert!(persons.contains("\"Jansen; \"\"J\"\", P.\""), "{persons}");
    }

    #[test]
    fn a_partner_has_the_columns_that_it_keeps_and_an_empty_table_its_headings() {
        let stored = Stored::settle(&Sample::new().deliver("trajecten", &["t1;11;scholing"]));
        let persons = written(&stored, 2, "persoon");
        let [headings, person] = persons.lines().collect::<Vec<_>>()[..] else { panic!("one person: {persons}") };
        assert!(headings.starts_with("herkomst,clientnummer,") && !headings.contains("bsn"), "{headings}");
        assert!(person.starts_with("clienten.csv:2,11,,Jansen,,,1958-07-00,,man,"), "{person}");
        let stored = Stored::settle(&Sample::new());
        assert_eq!(written(&stored, 2, "persoon").lines().count(), 1);
    }
}
