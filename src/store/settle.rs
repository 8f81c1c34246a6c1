//! What can only be judged when everything is loaded: keys that stand there twice, rules, and what hangs on rejected
//! rows.

use std::collections::{BTreeMap, BTreeSet};

use super::error::StoreError;
use super::evidence::Evidence;
use super::late::Reason;
use super::load::Loaded;
use super::rules;
use super::target::Target;
use crate::catalog::Table;
use crate::catalog::ddl::{self, Index};
use crate::diag::codes::delivery as codes;
use crate::diag::{Finding, Severity};
use crate::domain::{FileId, Origin};
use crate::mapping::Mapping;
use crate::mapping::model::{Language, Rule, TableIndex};

/// The steps of settling, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Keys that stand there twice, and indexes.
    Keys,
    /// Rules, and what hangs on rejected rows.
    Rules,
    /// What partners do not need, and their indexes.
    Partners,
}

impl Step {
    /// All steps, in order.
    pub const ALL: [Self; 3] = [Self::Keys, Self::Rules, Self::Partners];
}

/// Settles the loaded rows: rejects what breaks keys or rules, with everything that depends on it, notes what breaks
/// a rule that only warns, makes the indexes, and prunes partners. Says which step begins.
///
/// # Errors
/// Fails where SQLite does, or a rule cannot be run.
pub fn settle(
    mapping: &Mapping,
    targets: &mut [Target],
    evidence: &Evidence,
    loaded: &mut Loaded,
    tables: &BTreeMap<FileId, TableIndex>,
    begin: &dyn Fn(Step),
) -> Result<(), StoreError> {
    for target in targets.iter() {
        target.end_loading()?;
    }
    let mut settling = Settling { mapping, targets, loaded, tables, lost: BTreeSet::new() };
    begin(Step::Keys);
    for place in settling.municipalities() {
        settling.make_indexes(place)?;
    }
    for place in settling.partners() {
        for index in ddl::create_indexes(&settling.targets[place].shape) {
            settling.reject_second_keys(place, &index)?;
        }
    }
    begin(Step::Rules);
    for place in settling.municipalities() {
        for rule in mapping.rules.iter().filter(|rule| rule.severity == Severity::Error) {
            settling.reject_breaches(place, rule)?;
        }
    }
    settling.reject_orphans()?;
    for place in settling.municipalities() {
        for rule in mapping.rules.iter().filter(|rule| rule.severity != Severity::Error) {
            settling.note_breaches(place, rule, evidence)?;
        }
    }
    begin(Step::Partners);
    for place in settling.partners() {
        prune_partner(&settling.targets[place])?;
        settling.make_indexes(place)?;
    }
    Ok(())
}

struct Settling<'a> {
    mapping: &'a Mapping,
    targets: &'a mut [Target],
    loaded: &'a mut Loaded,
    tables: &'a BTreeMap<FileId, TableIndex>,
    /// Tables that lost rows to which others may refer.
    lost: BTreeSet<&'static str>,
}

impl Settling<'_> {
    fn municipalities(&self) -> Vec<usize> {
        (0..self.targets.len()).filter(|place| self.targets[*place].partner_of.is_none()).collect()
    }

    fn partners(&self) -> Vec<usize> {
        (0..self.targets.len()).filter(|place| self.targets[*place].partner_of.is_some()).collect()
    }

    /// Makes the indexes of a target; rows that stand in the way of one are rejected.
    fn make_indexes(&mut self, place: usize) -> Result<(), StoreError> {
        for index in ddl::create_indexes(&self.targets[place].shape) {
            if !self.targets[place].try_index(&index.sql)? {
                self.reject_second_keys(place, &index)?;
                self.targets[place].make_index(&index.sql)?;
            }
        }
        for sql in ddl::create_lookups(&self.targets[place].shape) {
            self.targets[place].make_index(&sql)?;
        }
        Ok(())
    }

    fn reject_second_keys(&mut self, place: usize, index: &Index) -> Result<(), StoreError> {
        let target = &self.targets[place];
        let columns = index.columns.join(", ");
        let known: Vec<String> = index.columns.iter().map(|column| format!("{column} IS NOT NULL")).collect();
        let sql = format!(
            "SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY {columns} ORDER BY id) AS place
             FROM {} WHERE {}) WHERE place > 1 ORDER BY id",
            index.table.name,
            known.join(" AND "),
        );
        let second = select_origins(target, &sql).map_err(target.error("looking for keys that stand there twice"))?;
        let message = format!("an earlier row has the same {columns}");
        self.reject(&second, &Reason { code: &codes::DUPLICATE_KEY, message })
    }

    fn reject_breaches(&mut self, place: usize, rule: &Rule) -> Result<(), StoreError> {
        let broken = rules::breaches(&mut self.targets[place], rule)?;
        let message = self.words(rule);
        self.reject(&broken, &Reason { code: &codes::RULE_BROKEN, message })
    }

    fn note_breaches(&mut self, place: usize, rule: &Rule, evidence: &Evidence) -> Result<(), StoreError> {
        for origin in rules::breaches(&mut self.targets[place], rule)? {
            let (code, message) = (&codes::RULE_WARNS, self.words(rule));
            let (origin, column, value, subject) = (Some(origin), None, None, None);
            evidence.finding(&Finding { code, origin, column, value, subject, message })?;
        }
        Ok(())
    }

    fn words(&self, rule: &Rule) -> String {
        let text = match self.mapping.transfer.language {
            Language::Dutch => &rule.dutch,
            Language::English => &rule.english,
        };
        format!("{}: {text}", rule.name)
    }

    /// Rejects the rows that refer to what was rejected, and then those that refer to them, to the end.
    fn reject_orphans(&mut self) -> Result<(), StoreError> {
        while !self.lost.is_empty() {
            let lost = std::mem::take(&mut self.lost);
            for (reason, origins) in self.orphans(&lost)? {
                self.reject(&origins, &reason)?;
            }
        }
        Ok(())
    }

    fn reject(&mut self, origins: &[Origin], reason: &Reason) -> Result<(), StoreError> {
        for origin in origins {
            if self.loaded.late.reject(*origin, reason, true) {
                self.remove(*origin)?;
            }
        }
        Ok(())
    }

    fn remove(&mut self, origin: Origin) -> Result<(), StoreError> {
        let table = self.tables.get(&origin.file()).copied();
        for map in self.mapping.maps.iter().filter(|map| Some(map.from) == table) {
            for target in self.targets.iter() {
                for digest in target.remove(map.to, origin)? {
                    self.lost.insert(map.to.name);
                    if target.partner_of.is_none() {
                        self.loaded.digests.entry((target.destination, map.to.name)).or_default().remove(digest);
                    }
                }
            }
        }
        Ok(())
    }

    fn orphans(&self, lost: &BTreeSet<&'static str>) -> Result<Vec<(Reason, Vec<Origin>)>, StoreError> {
        let mut found = Vec::new();
        for target in self.targets.iter().filter(|target| target.partner_of.is_none()) {
            for table in target.mapped_tables() {
                for column in table.columns {
                    let reference = target.shape.reference(column).filter(|(parent, _)| lost.contains(parent.name));
                    let Some((parent, key)) = reference else { continue };
                    let (name, parent, key) = (column.name, parent.name, key.name);
                    let sql = format!(
                        "SELECT id FROM {} WHERE {name} IS NOT NULL
                         AND {name} NOT IN (SELECT {key} FROM {parent}) ORDER BY id",
                        table.name
                    );
                    let origins = select_origins(target, &sql).map_err(target.error("following rejected rows"))?;
                    let message = format!("the {parent} that it belongs to was rejected");
                    found.push((Reason { code: &codes::REJECTED_PARENT, message }, origins));
                }
            }
        }
        Ok(found)
    }
}

/// A partner gets no more than it needs: of a table that its other tables refer to, only the rows they refer to. Those
/// that refer come before what they refer to, so that a row which nobody needs keeps no other.
fn prune_partner(target: &Target) -> Result<(), StoreError> {
    let tables: Vec<&Table> = target.mapped_tables().collect();
    for table in tables.into_iter().rev() {
        if let Some(needless) = target.needless(table) {
            let sql = format!("DELETE FROM {} WHERE {needless}", table.name);
            target.connection.execute(&sql, []).map_err(target.error("leaving out what a partner does not need"))?;
        }
    }
    Ok(())
}

fn select_origins(target: &Target, sql: &str) -> rusqlite::Result<Vec<Origin>> {
    let mut statement = target.connection.prepare(sql)?;
    let keys = statement.query_map([], |row| row.get::<_, i64>(0))?;
    keys.map(|key| key.map(Origin::from_row_key)).collect()
}

#[cfg(test)]
mod tests;
