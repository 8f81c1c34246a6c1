//! A row of a run that stands in a municipal database otherwise.

use std::fmt;

use serde::Serialize;

/// How many differences between two rows a sentence tells; the data hold all of them.
const TOLD: usize = 2;

/// What stands in a municipal database otherwise than in a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conflicts {
    /// The first of every table.
    pub listed: Vec<Conflict>,
    /// How many there are, for tables that have any.
    pub tables: Vec<ConflictCount>,
}

/// How many conflicts a table has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConflictCount {
    /// The table.
    pub table: &'static str,
    /// How many, listed or not.
    pub conflicts: u64,
}

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
    /// Where the first of the database's rows was delivered.
    pub stands: Option<String>,
    /// The service whose delivery that was.
    pub service: Option<String>,
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

impl Conflicts {
    /// How many of a table are listed.
    pub const LISTED: u64 = 1_000;

    /// Tells whether nothing stands there otherwise.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }
}

impl fmt::Display for Conflict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}, {}: ", self.table, self.subject)?;
        match (self.rows_there, self.rows_in_run) {
            (1, 0) => out.write_str("a row that the run does not have")?,
            (there, 0) => write!(out, "{there} rows that the run does not have")?,
            _ if !self.differences.is_empty() => self.write_differences(out)?,
            (1, run) => write!(out, "1 row there, and {run} in the run")?,
            (there, run) => write!(out, "{there} rows there, and {run} in the run")?,
        }
        let of_service = self.service.as_ref().map(|service| format!(" of {service}")).unwrap_or_default();
        match (&self.stands, &self.delivered) {
            (Some(stands), Some(delivered)) => write!(out, " (there from {stands}{of_service}, now from {delivered})"),
            (Some(stands), None) => write!(out, " (there from {stands}{of_service})"),
            (None, Some(delivered)) => write!(out, " (now from {delivered})"),
            (None, None) => Ok(()),
        }
    }
}

impl Conflict {
    fn write_differences(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told: Vec<String> = self.differences.iter().take(TOLD).map(ToString::to_string).collect();
        out.write_str(&told.join("; "))?;
        match self.differences.len().saturating_sub(TOLD) {
            0 => Ok(()),
            1 => out.write_str("; and 1 more"),
            more => write!(out, "; and {more} more"),
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |value: &Option<String>| value.as_ref().map_or("empty".to_owned(), |value| format!("\"{value}\""));
        write!(out, "{} is {} there, and now {}", self.column, shown(&self.there), shown(&self.in_run))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differs(column: &'static str, there: Option<&str>, in_run: Option<&str>) -> Difference {
        Difference { column, there: there.map(str::to_owned), in_run: in_run.map(str::to_owned) }
    }

    /// Rows there and in the run, differences, delivered places now and there, and the sentence.
    type Told<'t> = (usize, usize, &'t [Difference], Option<&'t str>, Option<&'t str>, &'t str);

    #[test]
    fn a_conflict_reads_as_a_sentence() {
        let birth = differs("geboortedatum", Some("1958-07-00"), Some("1958-07-01"));
        let death = differs("overlijdensdatum", None, Some("2020-12-01"));
        let many = vec![birth.clone(); 4];
        let (here, there) = (Some("clienten.csv:17"), Some("personen.csv:4"));
        let table: [Told<'_>; 6] = [
            (
                1,
                1,
                std::slice::from_ref(&birth),
                None,
                None,
                "geboortedatum is \"1958-07-00\" there, and now \"1958-07-01\"",
            ),
            (
                1,
                1,
                std::slice::from_ref(&death),
                here,
                there,
                "overlijdensdatum is empty there, and now \"2020-12-01\" (there from personen.csv:4 of proef, now from \
                 clienten.csv:17)",
            ),
            (
                1,
                1,
                &many,
                None,
                None,
                "geboortedatum is \"1958-07-00\" there, and now \"1958-07-01\"; geboortedatum is \"1958-07-00\" there, and \
                 now \"1958-07-01\"; and 2 more",
            ),
            (3, 4, &[], here, None, "3 rows there, and 4 in the run (now from clienten.csv:17)"),
            (1, 0, &[], None, there, "a row that the run does not have (there from personen.csv:4 of proef)"),
            (2, 0, &[], None, None, "2 rows that the run does not have"),
        ];
        for (rows_there, rows_in_run, differences, delivered, stands, expected) in table {
            let conflict = Conflict {
                table: "persoon",
                subject: "bsn ******782".to_owned(),
                rows_there,
                rows_in_run,
                differences: differences.to_vec(),
                delivered: delivered.map(str::to_owned),
                stands: stands.map(str::to_owned),
                service: Some("proef".to_owned()),
            };
            assert_eq!(conflict.to_string(), format!("persoon, bsn ******782: {expected}"));
        }
    }
}
