//! Persons, by burgerservicenummer or client number, with their rows and cases.

use std::collections::BTreeSet;

use super::archive::{Archive, rows_of};
use super::find::{Found, case, origin};
use super::identity::{self, CASE, CLIENT, PERSON};
use super::model::Kind;
use super::statement::literals;
use crate::domain::{Bsn, bsn};
use crate::store::StoreError;

/// How many cases of one person are followed.
const MOST: usize = 20;

/// Finds a person by burgerservicenummer or client number, and the person's cases.
pub(super) fn persons(archive: &Archive<'_>, name: &str) -> Result<Vec<Found>, StoreError> {
    let mut found = Vec::new();
    if let Ok(number) = Bsn::parse_padded(name) {
        let mut person = Found::new(Kind::Person, &shown(archive, &number.expose()), "a burgerservicenummer");
        person.persons.insert(number.expose());
        person.by_number = true;
        let known =
            "SELECT EXISTS (SELECT 1 FROM promise WHERE bsn = ?1) OR EXISTS (SELECT 1 FROM verdict WHERE bsn = ?1)";
        let known = archive.evidence(known, [number.expose()], |row| row.get::<_, bool>(0))?;
        complete(archive, &mut person)?;
        if known == [true] || !person.places.is_empty() {
            found.push(person);
        }
    }
    let mut client = Found::new(Kind::Person, &format!("client {name}"), "a client number");
    client.clients.insert(name.to_owned());
    complete(archive, &mut client)?;
    let is_known = !client.places.is_empty() || !client.cases.is_empty();
    if is_known && found.iter().all(|person| person.places != client.places) {
        found.push(client);
    }
    let cases: BTreeSet<String> = found.iter().flat_map(|person| person.cases.clone()).collect();
    for number in cases.iter().take(MOST) {
        found.extend(case(archive, number, "a case of this person")?);
    }
    Ok(found)
}

fn shown(archive: &Archive<'_>, number: &str) -> String {
    if archive.unmask { number.to_owned() } else { bsn::mask(number) }
}

/// Adds the client numbers, cases and rows of a person.
fn complete(archive: &Archive<'_>, person: &mut Found) -> Result<(), StoreError> {
    let text = |row: &rusqlite::Row<'_>| row.get::<_, String>(0);
    let municipalities = || archive.run.targets.iter().filter(|target| target.partner_of.is_none());
    for target in municipalities() {
        let sql = format!("SELECT persoon FROM client WHERE clientnummer IN {}", literals(&person.clients));
        person.persons.extend(rows_of(target, &sql, [], text)?);
    }
    let persons = literals(&person.persons);
    for target in municipalities() {
        let sql = format!("SELECT clientnummer FROM client WHERE persoon IN {persons}");
        person.clients.extend(rows_of(target, &sql, [], text)?);
    }
    let clients = literals(&person.clients);
    for target in municipalities() {
        let sql = format!(
            "SELECT dossiernummer FROM inkomensvoorziening WHERE client IN {clients}
             UNION SELECT inkomensvoorziening FROM huishoudlid WHERE client IN {clients}"
        );
        person.cases.extend(rows_of(target, &sql, [], text)?);
    }
    let sql = format!("SELECT DISTINCT dossiernummer FROM promise WHERE bsn IN {persons} OR clientnummer IN {clients}");
    person.cases.extend(archive.evidence(&sql, [], text)?);
    // A rejected row that names no case is named by its key.
    let sql = format!("SELECT file, line FROM rejected WHERE dossiernummer IS NULL AND key IN {clients}");
    person.places.extend(archive.evidence(&sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?);
    rows(archive, person, &persons, &clients)
}

/// Adds the rows that name a person, and those that were added to them.
fn rows(archive: &Archive<'_>, person: &mut Found, persons: &str, clients: &str) -> Result<(), StoreError> {
    for target in &archive.run.targets {
        for table in target.mapped_tables() {
            // What belongs to a case is told with the case.
            if !identity::columns(&target.shape, table, CASE).is_empty() {
                continue;
            }
            let by = |key, names: &str| {
                let columns = identity::columns(&target.shape, table, key).into_iter();
                columns.map(|column| format!("{column} IN {names}")).collect::<Vec<_>>()
            };
            let conditions = [by(PERSON, persons), by(CLIENT, clients)].concat();
            if !conditions.is_empty() {
                let sql = format!("SELECT id FROM {} WHERE {}", table.name, conditions.join(" OR "));
                person.places.extend(rows_of(target, &sql, [], |row| Ok(origin(row.get(0)?)))?);
            }
        }
    }
    let into = "SELECT file, line FROM merged WHERE into_file = ?1 AND into_line = ?2";
    for (file, line) in person.places.clone() {
        person.places.extend(archive.evidence(into, (file, line), |row| Ok((row.get(0)?, row.get(1)?)))?);
    }
    Ok(())
}
