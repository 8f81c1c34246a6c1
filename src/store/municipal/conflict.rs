//! A row of a run that stands in a municipal database otherwise.

use std::fmt;

use serde::Serialize;

/// Rows that are about the same thing and do not say the same. No burgerservicenummer stands in it in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// The table.
    pub table: &'static str,
    /// What the rows are about: columns with their values.
    pub subject: String,
    /// How many rows the database has about it.
    pub rows_there: usize,
    /// How many rows the run has about it.
    pub rows_in_run: usize,
    /// What differs; nothing where one side has rows that the other has not.
    pub differences: Vec<Difference>,
    /// Where the first of the run's rows was delivered.
    pub delivered: Option<String>,
    /// Where the first of the database's rows was delivered, and by which service.
    pub stands: Option<String>,
}

/// A column in which two rows differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The column.
    pub column: &'static str,
    /// What stands in the database.
    pub there: Option<String>,
    /// What stands in the run.
    pub in_run: Option<String>,
}

impl fmt::Display for Conflict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}, {}: ", self.table, self.subject)?;
        let differences: Vec<String> = self.differences.iter().map(ToString::to_string).collect();
        match (self.rows_there, self.rows_in_run) {
            (1, 0) => out.write_str("a row that the run does not have")?,
            (there, 0) => write!(out, "{there} rows that the run does not have")?,
            _ if !differences.is_empty() => out.write_str(&differences.join("; "))?,
            (1, run) => write!(out, "1 row there, and {run} in the run")?,
            (there, run) => write!(out, "{there} rows there, and {run} in the run")?,
        }
        let places = [("there from", &self.stands), ("in the run from", &self.delivered)];
        let places: Vec<String> =
            places.into_iter().filter_map(|(what, place)| Some(format!("{what} {}", place.as_ref()?))).collect();
        if places.is_empty() { Ok(()) } else { write!(out, " ({})", places.join(", ")) }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |value: &Option<String>| value.as_ref().map_or("empty".to_owned(), |value| format!("\"{value}\""));
        write!(out, "{} is {} there, and {} in the run", self.column, shown(&self.there), shown(&self.in_run))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conflict_reads_as_a_sentence() {
        let birth = Difference {
            column: "geboortedatum",
            there: Some("1958-07-00".to_owned()),
            in_run: Some("1958-07-01".to_owned()),
        };
        let death = Difference { column: "overlijdensdatum", there: None, in_run: Some("2020-12-01".to_owned()) };
        let (place, other) = (Some("clienten.csv:17".to_owned()), Some("sdoa: personen.csv:4".to_owned()));
        let table: [(usize, usize, &[&Difference], Option<String>, Option<String>, &str); 5] = [
            (1, 1, &[&birth], None, None, "geboortedatum is \"1958-07-00\" there, and \"1958-07-01\" in the run"),
            (
                1,
                1,
                &[&birth, &death],
                place.clone(),
                other.clone(),
                "geboortedatum is \"1958-07-00\" there, and \"1958-07-01\" in the run; overlijdensdatum is empty there, \
                 and \"2020-12-01\" in the run (there from sdoa: personen.csv:4, in the run from clienten.csv:17)",
            ),
            (3, 4, &[], place, None, "3 rows there, and 4 in the run (in the run from clienten.csv:17)"),
            (1, 0, &[], None, other, "a row that the run does not have (there from sdoa: personen.csv:4)"),
            (2, 0, &[], None, None, "2 rows that the run does not have"),
        ];
        for (rows_there, rows_in_run, differences, delivered, stands, expected) in table {
            let conflict = Conflict {
                table: "persoon",
                subject: "bsn ******782".to_owned(),
                rows_there,
                rows_in_run,
                differences: differences.iter().map(|difference| (*difference).clone()).collect(),
                delivered,
                stands,
            };
            assert_eq!(conflict.to_string(), format!("persoon, bsn ******782: {expected}"));
        }
    }
}
