//! What can only be judged when everything is loaded: keys that stand there twice, rules, and what hangs on rejected
//! rows.

use std::collections::BTreeMap;

use super::error::StoreError;
use super::evidence::Evidence;
use super::late::Reason;
use super::load::Loaded;
use super::rules;
use super::target::Target;
use crate::catalog::ddl;
use crate::diag::codes::delivery as codes;
use crate::diag::{Finding, Severity};
use crate::domain::{FileId, Origin};
use crate::mapping::Mapping;
use crate::mapping::model::{Language, TableIndex};

/// Settles the loaded rows: rejects what breaks keys or rules, with everything that depends on it, prunes partners,
/// and makes the indexes.
///
/// # Errors
/// Fails where SQLite does, or a rule cannot be run.
pub fn settle(
    mapping: &Mapping,
    targets: &mut [Target],
    evidence: &Evidence,
    loaded: &mut Loaded,
    tables: &BTreeMap<FileId, TableIndex>,
) -> Result<(), StoreError> {
    let mut settling = Settling { mapping, targets, loaded, tables };
    settling.reject_second_keys()?;
    for target in settling.targets.iter().filter(|target| target.partner_of.is_none()) {
        make_indexes(target)?;
    }
    settling.apply_rules(evidence)?;
    for target in settling.targets.iter().filter(|target| target.partner_of.is_some()) {
        prune_partner(target)?;
        make_indexes(target)?;
    }
    Ok(())
}

struct Settling<'a> {
    mapping: &'a Mapping,
    targets: &'a mut [Target],
    loaded: &'a mut Loaded,
    tables: &'a BTreeMap<FileId, TableIndex>,
}

impl Settling<'_> {
    fn municipalities(&self) -> Vec<usize> {
        (0..self.targets.len()).filter(|place| self.targets[*place].partner_of.is_none()).collect()
    }

    fn reject_second_keys(&mut self) -> Result<(), StoreError> {
        for place in self.municipalities() {
            for index in ddl::create_indexes(&self.targets[place].shape) {
                let target = &self.targets[place];
                let error = target.error("looking for keys that stand there twice");
                let columns = index.columns.join(", ");
                let known: Vec<String> = index.columns.iter().map(|column| format!("{column} IS NOT NULL")).collect();
                let sql = format!(
                    "SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY {columns} ORDER BY id) AS place
                     FROM {} WHERE {}) WHERE place > 1 ORDER BY id",
                    index.table.name,
                    known.join(" AND "),
                );
                let second = select_origins(target, &sql).map_err(error)?;
                let message = format!("an earlier row has the same {columns}");
                self.reject(&second, &Reason { code: &codes::DUPLICATE_KEY, message })?;
            }
        }
        Ok(())
    }

    fn apply_rules(&mut self, evidence: &Evidence) -> Result<(), StoreError> {
        for place in self.municipalities() {
            for rule in &self.mapping.rules {
                let broken = rules::breaches(&mut self.targets[place], rule)?;
                let text = match self.mapping.transfer.language {
                    Language::Dutch => &rule.dutch,
                    Language::English => &rule.english,
                };
                let message = format!("{}: {text}", rule.name);
                if rule.severity == Severity::Error {
                    self.reject(&broken, &Reason { code: &codes::RULE_BROKEN, message })?;
                    continue;
                }
                for origin in broken {
                    let (code, message) = (&codes::RULE_WARNS, message.clone());
                    let (origin, column, value, subject) = (Some(origin), None, None, None);
                    evidence.finding(&Finding { code, origin, column, value, subject, message })?;
                }
            }
        }
        Ok(())
    }

    /// Rejects rows and then, as long as there are any, the rows that refer to what went with them.
    fn reject(&mut self, origins: &[Origin], reason: &Reason) -> Result<(), StoreError> {
        let mut any = false;
        for origin in origins {
            if self.loaded.late.reject(*origin, reason, true) {
                any = true;
                self.remove(*origin)?;
            }
        }
        while any {
            any = false;
            for (origin, reason) in self.orphans()? {
                if self.loaded.late.reject(origin, &reason, true) {
                    any = true;
                    self.remove(origin)?;
                }
            }
        }
        Ok(())
    }

    fn remove(&mut self, origin: Origin) -> Result<(), StoreError> {
        let table = self.tables.get(&origin.file()).copied();
        for map in self.mapping.maps.iter().filter(|map| Some(map.from) == table) {
            for target in self.targets.iter() {
                for digest in target.remove(map.to, origin)? {
                    if target.partner_of.is_none() {
                        self.loaded.digests.entry((target.destination, map.to.name)).or_default().remove(digest);
                    }
                }
            }
        }
        Ok(())
    }

    fn orphans(&self) -> Result<Vec<(Origin, Reason)>, StoreError> {
        let mut found = Vec::new();
        for target in self.targets.iter().filter(|target| target.partner_of.is_none()) {
            for table in target.mapped_tables() {
                for column in table.columns {
                    let Some((parent, key)) = target.shape.reference(column) else { continue };
                    let (name, parent, key) = (column.name, parent.name, key.name);
                    let sql = format!(
                        "SELECT id FROM {} WHERE {name} IS NOT NULL
                         AND {name} NOT IN (SELECT {key} FROM {parent}) ORDER BY id",
                        table.name
                    );
                    let origins = select_origins(target, &sql).map_err(target.error("following rejected rows"))?;
                    let message = format!("the {parent} that it belongs to was rejected");
                    let reason = Reason { code: &codes::REJECTED_PARENT, message };
                    found.extend(origins.into_iter().map(|origin| (origin, reason.clone())));
                }
            }
        }
        Ok(found)
    }
}

/// A partner gets no more than it needs: of a table that its other tables refer to, only the rows they refer to.
fn prune_partner(target: &Target) -> Result<(), StoreError> {
    let mut needs: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for table in target.mapped_tables() {
        for column in table.columns {
            if let Some((parent, key)) = target.shape.reference(column) {
                let select = format!("SELECT {} FROM {}", column.name, table.name);
                needs.entry((parent.name, key.name)).or_default().push(select);
            }
        }
    }
    for ((parent, key), selects) in needs {
        let sql = format!("DELETE FROM {parent} WHERE {key} NOT IN ({})", selects.join(" UNION "));
        target.connection.execute(&sql, []).map_err(target.error("leaving out what a partner does not need"))?;
    }
    Ok(())
}

fn make_indexes(target: &Target) -> Result<(), StoreError> {
    for index in ddl::create_indexes(&target.shape) {
        target.connection.execute_batch(&index.sql).map_err(target.error("making indexes"))?;
    }
    for sql in ddl::create_lookups(&target.shape) {
        target.connection.execute_batch(&sql).map_err(target.error("making indexes"))?;
    }
    Ok(())
}

fn select_origins(target: &Target, sql: &str) -> rusqlite::Result<Vec<Origin>> {
    let mut statement = target.connection.prepare(sql)?;
    let keys = statement.query_map([], |row| row.get::<_, i64>(0))?;
    keys.map(|key| key.map(Origin::from_row_key)).collect()
}
