//! What came of a publication, for the terminal and for other programs.

use std::fmt::Write as _;

use serde::Serialize;

use crate::report::json;
use crate::report::text::screen::plain;
use crate::store::municipal::{Brought, Conflict, ConflictCount, Conflicts};

/// How many conflicts are shown on a terminal.
const SHOWN: usize = 20;

/// What came of a publication.
#[derive(Clone, Debug, Serialize)]
pub struct Published {
    /// The version of this form.
    pub format: u8,
    /// What happened.
    pub state: State,
    /// The database, as it was named.
    pub into: String,
    /// The service that is left.
    pub service: String,
    /// The destination.
    pub destination: String,
    /// The SHA-256 of the run's manifest.
    pub manifest_sha256: String,
    /// The number of the publication in the database; nothing where the run is not noted there.
    pub publication: Option<i64>,
    /// The run's rows, counted; nothing where they were not compared.
    pub rows: Option<Rows>,
    /// The same by table, for tables that have rows in the run.
    pub tables: Vec<Brought>,
    /// Where the database as it was is kept.
    pub previous: Option<String>,
    /// Rows that stand there otherwise; any of them stops everything. Of every table the first
    /// [`Conflicts::LISTED`].
    pub conflicts: Vec<Conflict>,
    /// How many conflicts each table has, listed under `conflicts` or not; tables without are left out.
    pub conflicts_by_table: Vec<ConflictCount>,
    /// How many of these are not listed under `conflicts`; 0 where all are.
    pub conflicts_not_listed: u64,
}

/// What happened to the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It has the run now, and the proof holds for it.
    Published,
    /// It had the run already, and the proof holds for it; nothing was changed.
    Unchanged,
    /// It contradicts the run; nothing was changed.
    Conflicts,
}

/// How many rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Rows {
    /// Rows that came in.
    pub new: i64,
    /// Rows that stood there already.
    pub same: i64,
}

impl Published {
    /// Takes up what stands there otherwise.
    #[must_use]
    pub(super) fn with(self, Conflicts { listed, tables }: Conflicts) -> Self {
        let all: u64 = tables.iter().map(|table| table.conflicts).sum();
        let conflicts_not_listed = all.saturating_sub(listed.len() as u64);
        Self { conflicts: listed, conflicts_by_table: tables, conflicts_not_listed, ..self }
    }

    /// Tells whether the database has the run now, and is proven.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.state != State::Conflicts
    }

    /// Renders the answer as JSON, with a line end at the end.
    #[must_use]
    pub fn json(&self) -> String {
        json::pretty(self)
    }

    /// Renders the answer for a terminal.
    #[must_use]
    pub fn text(&self) -> String {
        let Self { destination, service, into, .. } = self;
        let into = plain(into);
        match self.state {
            State::Published => {
                let Rows { new, same } = self.rows.unwrap_or(Rows { new: 0, same: 0 });
                let mut text = format!("PUBLISHED  {destination}, from {service}, into {into}\n");
                let _ = write!(text, "{}.\nThe proof holds for what stands there now.\n\n", counted(new, same));
                for table in &self.tables {
                    let _ = writeln!(text, "  {:<26}{:>10} new{:>10} the same", table.table, table.new, table.same);
                }
                if let Some(previous) = &self.previous {
                    let _ = writeln!(text, "\nAs it was: {}", plain(previous));
                }
                text
            }
            State::Unchanged => {
                let why = match self.publication {
                    Some(number) => format!("it is publication {number} there"),
                    None => "every row of it stands there".to_owned(),
                };
                format!(
                    "NOTHING TO DO  {destination}, from {service}, into {into}\nThe run was published before: {why}.\n\
                     The proof still holds for it.\n"
                )
            }
            State::Conflicts => self.conflicts_text(&into),
        }
    }

    fn conflicts_text(&self, into: &str) -> String {
        let count: u64 = self.conflicts_by_table.iter().map(|table| table.conflicts).sum();
        let tables: Vec<String> =
            self.conflicts_by_table.iter().map(|table| format!("{} {}", table.table, table.conflicts)).collect();
        let mut text = format!(
            "NOT PUBLISHED  {}, from {}, into {into}\n{}; nothing was changed.\nBy table: {}.\n\n",
            self.destination,
            self.service,
            match count {
                1 => "1 thing stands there otherwise".to_owned(),
                _ => format!("{count} things stand there otherwise"),
            },
            tables.join(", ")
        );
        for conflict in self.conflicts.iter().take(SHOWN) {
            let _ = writeln!(text, "  {}", plain(&conflict.to_string()));
        }
        let more = count.saturating_sub(SHOWN as u64);
        if more > 0 {
            let listed = match self.conflicts_not_listed {
                0 => "them all".to_owned(),
                _ => format!("the first {} of every table", Conflicts::LISTED),
            };
            let _ = writeln!(text, "  and {more} more; --format json lists {listed}");
        }
        text.push_str(
            "\nFind out which is right. What is wrong in the delivery is put right by the service or in corrections.csv, \
             and run again.\n",
        );
        // A person is recognised by a number that no service gives.
        let elsewhere = |conflict: &Conflict| {
            conflict.table != "persoon" && conflict.service.as_ref().is_some_and(|other| *other != self.service)
        };
        if self.conflicts.iter().any(elsewhere) {
            text.push_str(
                "Two services may give one number to different things: a mapping tells them apart where it makes the \
                 number,\nwith a template such as \"L-{Dossiernummer}\".\n",
            );
        }
        text
    }
}

fn counted(new: i64, same: i64) -> String {
    let rows = |count: i64| if count == 1 { "1 row".to_owned() } else { format!("{count} rows") };
    match same {
        0 => format!("{} came in", rows(new)),
        _ => format!("{} came in, and {} stood there already", rows(new), rows(same)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(state: State) -> Published {
        Published {
            format: 1,
            state,
            into: "gemeente.sqlite".to_owned(),
            service: "proef".to_owned(),
            destination: "zutphen".to_owned(),
            manifest_sha256: "00".to_owned(),
            publication: (state == State::Published).then_some(2),
            rows: Some(Rows { new: 3, same: 1 }),
            tables: vec![Brought { table: "persoon", new: 3, same: 1 }],
            previous: Some("gemeente.sqlite.previous".to_owned()),
            conflicts: Vec::new(),
            conflicts_by_table: Vec::new(),
            conflicts_not_listed: 0,
        }
    }

    #[test]
    fn the_answer_says_what_happened_to_the_database() {
        let unchanged = Published { publication: Some(2), ..answer(State::Unchanged) };
        let texts = [answer(State::Published), unchanged, answer(State::Unchanged)].map(|answer| answer.text());
        insta::assert_snapshot!(texts.join("---\n"));
    }

    #[test]
    fn the_first_conflicts_are_shown_and_all_of_them_counted() {
        let conflict = |number: usize| Conflict {
            table: "inkomensvoorziening",
            subject: format!("dossiernummer {number}"),
            rows_there: 1,
            rows_in_run: 0,
            differences: Vec::new(),
            delivered: None,
            stands: None,
            service: Some("elders".to_owned()),
        };
        let some = |listed, conflicts| {
            let tables = vec![ConflictCount { table: "inkomensvoorziening", conflicts }];
            answer(State::Conflicts).with(Conflicts { listed: (1..=listed).map(conflict).collect(), tables })
        };
        let text = some(22, 22).text();
        assert!(text.contains("22 things stand there otherwise; nothing was changed"), "{text}");
        assert!(text.contains("dossiernummer 20:") && !text.contains("dossiernummer 21:"), "{text}");
        assert!(text.contains("and 2 more; --format json lists them all"), "{text}");
        assert!(some(1, 1).text().contains("1 thing stands there otherwise"), "{}", some(1, 1).text());
        assert!(text.contains("By table: inkomensvoorziening 22."), "{text}");
        assert!(text.contains("with a template such as"), "{text}");
        assert_eq!(some(22, 22).json().matches("\"subject\"").count(), 22);
        assert!(!some(1, 1).is_done());
        let many = some(22, 1_000_022);
        assert!(many.text().contains("By table: inkomensvoorziening 1000022."), "{}", many.text());
        assert!(many.text().contains("and 1000002 more; --format json lists the first 1000 of every table"));
        assert!(many.json().contains("\"conflicts_not_listed\": 1000000"), "{}", many.json());
    }
}
