//! Where in a file the columns of the mapping stand.

use std::collections::BTreeMap;

use super::error::{Place, SourceError};
use crate::mapping::model::{ColumnIndex, DeliveredTable, Form};

/// A file's headings, matched to the columns that the mapping reads.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Per column of the mapping, the cell in which it stands.
    cells: Vec<usize>,
    /// The headings as delivered.
    headings: Vec<String>,
    /// Headings that the mapping neither reads nor ignores.
    unknown: Vec<String>,
    /// The headings' line as delivered, without its line end.
    raw: Vec<u8>,
}

impl Layout {
    /// Matches headings, in any order, by their names and aliases.
    ///
    /// # Errors
    /// Fails where a heading that the mapping reads is missing, or any stands there twice.
    pub fn new(table: &DeliveredTable, headings: Vec<String>, raw: &[u8], place: &Place) -> Result<Self, SourceError> {
        let mut seen = BTreeMap::new();
        // A sheet may have columns without a heading; what stands in them is no data.
        let nameless = |heading: &str| heading.is_empty() && matches!(table.dialect.form, Form::Workbook(_));
        for (cell, heading) in headings.iter().enumerate().filter(|(_, heading)| !nameless(heading)) {
            if let Some(first) = seen.insert(heading.as_str(), cell) {
                let (place, heading) = (place.clone(), heading.clone());
                return Err(SourceError::DuplicateHeading { place, heading, first: first + 1, second: cell + 1 });
            }
        }
        let mut cells = Vec::with_capacity(table.columns.len());
        for (column, names) in table.columns.iter().zip(&table.aliases) {
            let mut found = std::iter::once(column).chain(names).filter_map(|name| seen.get(name.as_str()));
            let Some(&cell) = found.next() else {
                return Err(missing(column, &headings, place));
            };
            if let Some(&second) = found.next() {
                let (place, heading) = (place.clone(), column.clone());
                return Err(SourceError::DuplicateHeading { place, heading, first: cell + 1, second: second + 1 });
            }
            cells.push(cell);
        }
        let unknown = headings
            .iter()
            .enumerate()
            .filter(|(cell, heading)| !nameless(heading) && !cells.contains(cell) && !table.ignored.contains(heading))
            .map(|(_, heading)| heading.clone())
            .collect();
        Ok(Self { cells, headings, unknown, raw: raw.to_vec() })
    }

    /// Lays a row out as the mapping reads it: its columns alone, in their order.
    #[must_use]
    pub fn of_columns(table: &DeliveredTable) -> Self {
        let cells = (0..table.columns.len()).collect();
        Self { cells, headings: table.columns.clone(), unknown: Vec::new(), raw: Vec::new() }
    }

    /// Returns the cell in which a column stands.
    #[must_use]
    pub fn cell(&self, column: ColumnIndex) -> usize {
        self.cells[column]
    }

    /// Returns the headings as delivered.
    #[must_use]
    pub fn headings(&self) -> &[String] {
        &self.headings
    }

    /// Returns the headings that the mapping neither reads nor ignores.
    #[must_use]
    pub fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// Returns the headings' line as delivered, in UTF-8 or the file's single-byte encoding.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }
}

/// Says which heading is missing, with what looks like it.
pub(super) fn missing(heading: &str, headings: &[String], place: &Place) -> SourceError {
    let close = headings
        .iter()
        .map(|found| (strsim::damerau_levenshtein(&found.to_lowercase(), &heading.to_lowercase()), found))
        .min()
        .filter(|(distance, _)| *distance <= 1.max(heading.chars().count() / 3));
    let suggestion = close.map_or_else(
        || ": have the file delivered with it, or take it out of the mapping".to_owned(),
        |(_, found)| format!(": is \"{found}\" meant? then add it to the mapping's `headings` as another name"),
    );
    let found = headings.iter().map(|found| format!("\"{found}\"")).collect::<Vec<_>>().join(", ");
    let (suggestion, found) = (suggestion.into(), found.into());
    SourceError::MissingHeading { place: place.clone(), heading: heading.to_owned(), suggestion, found }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::source::sample::Sample;

    fn layout(sample: &Sample, headings: &str) -> Result<Layout, SourceError> {
        let cells = headings.split(';').map(str::to_owned).collect();
        Layout::new(&sample.delivery.tables[0], cells, headings.as_bytes(), &Place::line("x.csv", 1))
    }

    fn refusal(sample: &Sample, headings: &str) -> String {
        layout(sample, headings).expect_err("headings that are refused").to_string()
    }

    #[test]
    fn headings_are_found_in_any_order_and_by_other_names() {
        let mut sample = Sample::new();
        sample.table().aliases[1] = vec!["Tenaamstelling".to_owned(), "Op naam van".to_owned()];
        sample.table().ignored = vec!["Status".to_owned()];
        let table = [
            ("Nummer;Naam;Bedrag", [0, 1, 2], vec![]),
            ("Bedrag;Nummer;Naam", [1, 2, 0], vec![]),
            ("Bedrag;Status;Op naam van;Nummer", [3, 2, 0], vec!["Status"]),
            ("Soort;Tenaamstelling;Nummer;Status;Bedrag;Datum", [2, 1, 4], vec!["Soort", "Datum"]),
        ];
        for (headings, cells, mut unknown) in table {
            let found = layout(&sample, headings).expect(headings);
            assert_eq!([0, 1, 2].map(|column| found.cell(column)), cells, "{headings}");
            unknown.retain(|heading| *heading != "Status");
            assert_eq!((found.unknown(), found.headings().join(";")), (&*own(&unknown), headings.to_owned()));
            assert_eq!(found.raw(), headings.as_bytes());
        }
    }

    fn own(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn a_missing_heading_comes_with_what_looks_like_it() {
        let sample = Sample::new();
        assert_snapshot!(refusal(&sample, "Numer;Naam;Bedrag"), @r#"x.csv:1: column "Nummer" is missing: is "Numer" meant? then add it to the mapping's `headings` as another name; found: "Numer", "Naam", "Bedrag""#);
        assert_snapshot!(refusal(&sample, "NUMMER;Naam;Bedrag"), @r#"x.csv:1: column "Nummer" is missing: is "NUMMER" meant? then add it to the mapping's `headings` as another name; found: "NUMMER", "Naam", "Bedrag""#);
        assert_snapshot!(refusal(&sample, "Nummer;Naam"), @r#"x.csv:1: column "Bedrag" is missing: have the file delivered with it, or take it out of the mapping; found: "Nummer", "Naam""#);
    }

    #[test]
    fn a_column_is_never_found_twice() {
        let mut sample = Sample::new();
        sample.table().aliases[1] = vec!["Tenaamstelling".to_owned()];
        assert_snapshot!(refusal(&sample, "Nummer;Naam;Bedrag;Naam"), @r#"x.csv:1: heading "Naam" stands there twice, in cells 2 and 4; have the file delivered with one"#);
        assert_snapshot!(refusal(&sample, "Nummer;Tenaamstelling;Bedrag;Naam"), @r#"x.csv:1: heading "Naam" stands there twice, in cells 4 and 2; have the file delivered with one"#);
    }
}
