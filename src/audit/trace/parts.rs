//! What a run says of cases and places: every part is what one statement gives.

use std::collections::BTreeSet;

use super::archive::{Archive, Place};
use super::find::Found;
use super::made;
use super::model::{Kind, Part};
use super::statement::{Statement, among};
use crate::catalog::Filled;
use crate::catalog::ddl::literal;
use crate::domain::position;
use crate::store::StoreError;

/// Lists what the run says of something.
pub(super) fn parts(archive: &Archive<'_>, found: &Found) -> Result<Vec<Part>, StoreError> {
    let mut asking = Asking { archive, parts: Vec::new() };
    asking.computed_row(found)?;
    asking.about_rows(found)?;
    // What is promised to a person is told with each case.
    if !found.cases.is_empty() && found.kind != Kind::Person {
        asking.promised(&found.cases)?;
        asking.planned(&found.cases)?;
        asking.decided(&found.cases)?;
    }
    asking.findings(found)?;
    Ok(asking.parts)
}

/// The columns of parts that hold what was delivered under a heading.
const DELIVERED: [&str; 3] = ["value", "old", "new"];
/// The columns of parts that hold what somebody wrote.
const WRITTEN: [&str; 2] = ["reason", "decided_by"];

/// Parts that are being gathered.
struct Asking<'a> {
    archive: &'a Archive<'a>,
    parts: Vec<Part>,
}

impl Asking<'_> {
    /// Writes the delivered place of a row of the evidence.
    fn place_of(&self, row: &str) -> String {
        if self.archive.files.iter().any(|file| position::is_sheet(&file.name)) {
            format!("f.name || CASE WHEN f.name LIKE '[%' THEN '!A' ELSE ':' END || {row}.line")
        } else {
            format!("f.name || ':' || {row}.line")
        }
    }

    /// Writes the delivered places that a column of the evidence lists as `file:line` with spaces between.
    fn places_in(&self, column: &str) -> String {
        format!(
            "(SELECT group_concat(place, ', ') FROM (SELECT {} AS place FROM
               (SELECT key, CAST(value AS INTEGER) AS file, substr(value, instr(value, ':') + 1) AS line
                FROM json_each('[\"' || replace({column}, ' ', '\",\"') || '\"]')) r
               JOIN file f ON f.number = r.file ORDER BY r.key)) AS {column}",
            self.place_of("r")
        )
    }

    /// Adds a part where its statement gives any rows, or where it is said what it means that there are none.
    fn part(&mut self, name: &'static str, statement: Statement, none: Option<&str>) -> Result<(), StoreError> {
        let (columns, mut rows) = self.archive.ask(&statement)?;
        if rows.is_empty() && none.is_none() {
            return Ok(());
        }
        let heading = columns.iter().position(|column| column == "heading");
        for row in &mut rows {
            let heading = heading.and_then(|place| row[place].clone()).unwrap_or_default();
            for (column, text) in columns.iter().zip(row) {
                let Some(text) = text else { continue };
                if DELIVERED.contains(&column.as_str()) {
                    *text = self.archive.masked(&heading, text);
                } else if WRITTEN.contains(&column.as_str()) {
                    *text = self.archive.masked_text(text);
                }
            }
        }
        let remark = none.filter(|_| rows.is_empty()).map(str::to_owned);
        self.parts.push(Part { name, remark, columns, rows, statement });
        Ok(())
    }

    /// Shows a row that no delivered row became.
    fn computed_row(&mut self, found: &Found) -> Result<(), StoreError> {
        let Some((table, id)) = found.row.filter(|(table, _)| table.filled != Filled::Mapped) else { return Ok(()) };
        for target in self.archive.run.targets.iter().filter(|target| target.shape.has(table)) {
            self.part("target row", made::select(self.archive, target, table, id), None)?;
        }
        Ok(())
    }

    /// Tells what became of rows that are not there, and which cells were put right.
    fn about_rows(&mut self, found: &Found) -> Result<(), StoreError> {
        let (place, places) = (self.place_of("r"), at("r", &found.places));
        let cases = match found.kind {
            Kind::Case => format!(" OR r.dossiernummer {}", among(&found.cases)),
            _ => String::new(),
        };
        let rejected = format!(
            "SELECT {place} AS place, r.code, r.heading, r.message FROM rejected r JOIN file f ON f.number = r.file
             WHERE {places}{cases} ORDER BY r.file, r.line"
        );
        self.part("rejected", Statement::evidence(&rejected), None)?;
        let merged = format!(
            "SELECT {place} AS place, r.destination, i.name || ':' || r.into_line AS into_row FROM merged r
             JOIN file f ON f.number = r.file JOIN file i ON i.number = r.into_file
             WHERE {places} ORDER BY r.file, r.line, r.destination"
        );
        self.part("merged", Statement::evidence(&merged), None)?;
        let corrected = format!(
            "SELECT {place} AS place, r.heading, r.old, r.new, r.reason, r.decided_by FROM correction r
             JOIN file f ON f.number = r.file WHERE {places} ORDER BY r.file, r.line"
        );
        self.part("corrected", Statement::evidence(&corrected), None)
    }

    fn promised(&mut self, cases: &BTreeSet<String>) -> Result<(), StoreError> {
        let (numbers, recipient) = (among(cases), self.archive.masking("p.bsn", "recipient"));
        let promise = format!(
            "SELECT {recipient}, p.date, p.account, p.payee, p.cents, p.payments, p.basis_month, p.rule, {} AS place
             FROM promise p JOIN file f ON f.number = p.file WHERE p.dossiernummer {numbers} ORDER BY p.rowid",
            self.place_of("p")
        );
        self.part("promised", Statement::evidence(&promise), Some("nothing is promised"))?;
        let customs = self.archive.columns("custom")?;
        let customs = customs.into_iter().filter(|column| column != "bsn");
        let customs: Vec<String> =
            customs.map(|column| if column == "rests_on" { self.places_in(&column) } else { column }).collect();
        if customs.iter().any(|column| column == "dossiernummer") {
            let custom =
                format!("SELECT {} FROM custom WHERE dossiernummer {numbers} ORDER BY rowid", customs.join(", "));
            self.part("custom", Statement::evidence(&custom), None)?;
        }
        let notes = format!(
            "SELECT n.kind, n.message, {} AS place FROM note n LEFT JOIN file f ON f.number = n.file
             WHERE n.subject {numbers} ORDER BY n.rowid",
            self.place_of("n")
        );
        self.part("notes", Statement::evidence(&notes), None)
    }

    fn planned(&mut self, cases: &BTreeSet<String>) -> Result<(), StoreError> {
        let (numbers, before) = (among(cases), self.parts.len());
        let recipient = self.archive.masking("persoon", "recipient");
        for target in self.archive.run.targets.iter().filter(|target| target.partner_of.is_none()) {
            let planned = format!(
                "SELECT id, {recipient}, datum, rechtmaand, volgnummer, soort_begunstigde, iban, bedrag_cent
                 FROM betaalopdracht WHERE inkomensvoorziening {numbers} ORDER BY datum, volgnummer, id"
            );
            self.part("planned", Statement::target(&target.name, &planned), None)?;
        }
        let not_planned =
            format!("SELECT destination, month, reason FROM not_planned WHERE dossiernummer {numbers} ORDER BY rowid");
        self.part("not planned", Statement::evidence(&not_planned), None)?;
        if self.parts.len() == before {
            let none = "nothing is planned: no target has the case";
            self.part("not planned", Statement::evidence(&not_planned), Some(none))?;
        }
        Ok(())
    }

    fn decided(&mut self, cases: &BTreeSet<String>) -> Result<(), StoreError> {
        let recipient = self.archive.masking("bsn", "recipient");
        let cases = cases.iter();
        let cases =
            cases.map(|case| format!("instr(' ' || dossiernummer || ' ', {}) > 0", literal(&format!(" {case} "))));
        let cases: Vec<String> = cases.collect();
        let verdicts = format!(
            "SELECT {recipient}, dossiernummer, date, account, verdict, promised_cents, planned_cents, elsewhere_cents,
             explanation FROM verdict WHERE {} ORDER BY rowid",
            cases.join(" OR ")
        );
        self.part("verdicts", Statement::evidence(&verdicts), Some("nothing is compared"))
    }

    /// Lists what was found and observed: about a case all of it, about a row what is wrong there.
    fn findings(&mut self, found: &Found) -> Result<(), StoreError> {
        let subjects = match found.kind {
            Kind::Case => format!(" OR r.subject {}", among(&found.cases)),
            _ => String::new(),
        };
        let places = at("r", &found.places);
        let (about, limit) = match &found.code {
            Some(code) if found.places.is_empty() => (format!("r.code = {}", literal(code)), " LIMIT 500"),
            _ => (format!("{places}{subjects}"), ""),
        };
        let findings = format!(
            "SELECT r.code, r.severity, {} AS place, r.heading, r.value, r.message FROM finding r
             LEFT JOIN file f ON f.number = r.file WHERE {about} ORDER BY r.severity, r.code, r.file, r.line, r.rowid{limit}",
            self.place_of("r")
        );
        self.part("findings", Statement::evidence(&findings), None)?;
        let failures = ["failure", "observation"].map(|table| {
            format!(
                "SELECT r.proof, r.message, {} AS place FROM {table} r LEFT JOIN file f ON f.number = r.file
                 WHERE {places}{subjects}",
                self.place_of("r")
            )
        });
        self.part("failures", Statement::evidence(&failures.join(" UNION ALL ")), None)
    }
}

/// Writes the condition that a row of the evidence stands at one of some places.
fn at(row: &str, places: &BTreeSet<Place>) -> String {
    if places.is_empty() {
        return "0".to_owned();
    }
    // Lines of one file stand together, so that the statement stays short.
    let files: BTreeSet<u16> = places.iter().map(|(file, _)| *file).collect();
    let conditions = files.into_iter().map(|file| {
        let lines = places.iter().filter(|(other, _)| *other == file).map(|(_, line)| line.to_string());
        format!("{row}.file = {file} AND {row}.line IN ({})", lines.collect::<Vec<_>>().join(", "))
    });
    format!("({})", conditions.collect::<Vec<_>>().join(" OR "))
}
