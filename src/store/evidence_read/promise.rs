//! What the promise found, read back.

use std::collections::BTreeMap;

use rusqlite::Row;

use super::{DeliveredPlace, EvidenceReader, PromiseRow, ReservesByCase, StoreError};

/// A month and where the first payment for it was delivered, by case.
pub type MonthsByCase = BTreeMap<String, (String, DeliveredPlace)>;

/// Why an account is promised its dates.
#[derive(Clone, Debug)]
pub struct CustomRow {
    /// The case.
    pub case: String,
    /// Whose money: nine digits.
    pub bsn: String,
    /// The account.
    pub account: String,
    /// When it was paid in the month that is promised again, ISO.
    pub date: String,
    /// What explains it.
    pub rule: String,
    /// How many payments that rests on.
    pub payments: u32,
    /// When the first and the last of them were due, ISO.
    pub dates: (String, String),
    /// Where they were delivered.
    pub rests_on: Vec<DeliveredPlace>,
}

impl EvidenceReader<'_> {
    /// Hands over the promises, in order of case.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn each_promise(&self, mut take: impl FnMut(PromiseRow<'_>)) -> Result<(), StoreError> {
        let sql = "SELECT bsn, clientnummer, dossiernummer, date, account, payee, cents, payments, file, line
            FROM promise ORDER BY rowid";
        let mut statement = self.connection.prepare(sql).map_err(self.error())?;
        let mut rows = statement.query([]).map_err(self.error())?;
        while let Some(row) = rows.next().map_err(self.error())? {
            take(promise(row).map_err(self.error())?);
        }
        Ok(())
    }

    /// Returns the reserves by case: cents and delivered place.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn reserves(&self) -> Result<ReservesByCase, StoreError> {
        let sql = "SELECT dossiernummer, cents, file, line FROM reserve";
        let rows = self.all(sql, |row| {
            let case: String = row.get(0)?;
            Ok((case, (row.get(1)?, (row.get(2)?, row.get(3)?))))
        })?;
        Ok(rows.into_iter().collect())
    }

    /// Returns how many obligations were delivered by case.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn obligations(&self) -> Result<Vec<(String, i64)>, StoreError> {
        self.all("SELECT dossiernummer, rows FROM obligation ORDER BY dossiernummer", |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
    }

    /// Returns how many delivered payments there are of each class, and their cents without sign.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn payment_classes(&self) -> Result<Vec<(String, u64, i64)>, StoreError> {
        let sql = "SELECT class, rows, cents FROM payment_class ORDER BY rowid";
        self.all(sql, |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs(), row.get(2)?)))
    }

    /// Returns the last month for which each case in force was paid, where it is paid by the month.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn last_paid(&self) -> Result<MonthsByCase, StoreError> {
        let sql = "SELECT dossiernummer, month, file, line FROM last_paid";
        let rows = self.all(sql, |row| Ok((row.get(0)?, (row.get(1)?, (row.get(2)?, row.get(3)?)))))?;
        Ok(rows.into_iter().collect())
    }

    /// Returns the first month that is promised to each case by the month, of accounts that were paid for the last one.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn first_promised(&self) -> Result<BTreeMap<String, String>, StoreError> {
        let sql = "SELECT p.dossiernummer, min(p.month) FROM promise p
            JOIN last_paid l ON l.dossiernummer = p.dossiernummer AND l.month = p.basis_month
            WHERE p.rule NOT LIKE 'every %' GROUP BY p.dossiernummer";
        Ok(self.all(sql, |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect())
    }

    /// Returns the last date on which anything is promised, ISO.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn last_promised(&self) -> Result<Option<String>, StoreError> {
        Ok(self.all("SELECT max(date) FROM promise", |row| row.get(0))?.into_iter().next().flatten())
    }

    /// Returns the rules that explain promised dates, each with the number of accounts that follow it; those of most
    /// first.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn customs_by_rule(&self) -> Result<Vec<(String, u64)>, StoreError> {
        let sql = "SELECT rule, count(*) FROM custom GROUP BY rule ORDER BY 2 DESC, 1";
        self.all(sql, |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))
    }

    /// Returns the first accounts that follow another rule than one, and how many there are.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn customs_besides(&self, rule: &str, most: usize) -> Result<(Vec<CustomRow>, u64), StoreError> {
        let sql = "SELECT dossiernummer, bsn, account, date, rule, payments, first_date, last_date, rests_on,
              count(*) OVER ()
            FROM custom WHERE rule <> ?1 ORDER BY rule, rowid LIMIT ?2";
        let mut statement = self.connection.prepare(sql).map_err(self.error())?;
        let mut count = 0;
        let rows = statement.query_map((rule, i64::try_from(most).unwrap_or(i64::MAX)), |row| {
            count = row.get::<_, i64>(9)?.unsigned_abs();
            Ok(CustomRow {
                case: row.get(0)?,
                bsn: row.get(1)?,
                account: row.get(2)?,
                date: row.get(3)?,
                rule: row.get(4)?,
                payments: row.get(5)?,
                dates: (row.get(6)?, row.get(7)?),
                rests_on: places(&row.get::<_, String>(8)?),
            })
        });
        let rows = rows.and_then(Iterator::collect).map_err(self.error())?;
        Ok((rows, count))
    }
}

fn promise<'a>(row: &'a Row<'_>) -> rusqlite::Result<PromiseRow<'a>> {
    let text = |place| Ok::<_, rusqlite::Error>(row.get_ref(place)?.as_str()?);
    let known = |place| Ok::<_, rusqlite::Error>(row.get_ref(place)?.as_str_or_null()?);
    Ok(PromiseRow {
        bsn: text(0)?,
        clientnummer: known(1)?,
        dossiernummer: text(2)?,
        date: text(3)?,
        account: text(4)?,
        payee: known(5)?,
        cents: row.get(6)?,
        payments: row.get(7)?,
        origin: (row.get(8)?, row.get(9)?),
    })
}

/// Reads places that are written as `file:line` with spaces between.
fn places(text: &str) -> Vec<DeliveredPlace> {
    let place = |place: &str| {
        let (file, line) = place.split_once(':')?;
        Some((file.parse().ok()?, line.parse().ok()?))
    };
    text.split(' ').filter_map(place).collect()
}
