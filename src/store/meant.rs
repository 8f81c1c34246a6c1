//! Which case of a target a payment means: by its number, by a payment that was made before, or by its account.

use rusqlite::OptionalExtension;

use super::error::StoreError;
use super::target::Target;

/// An account of a payee, and when it is paid for which case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountUse {
    /// The account.
    pub account: String,
    /// The case.
    pub dossiernummer: String,
    /// The kind of payee.
    pub soort: String,
    /// Whose money it is: the partner's where the payee is that, else the client's; a BSN.
    pub recipient: String,
    /// The first day of both payee and case.
    pub from: String,
    /// The last day of both, where there is one.
    pub to: Option<String>,
}

/// Cases with their clients, of which a target has both.
const CASES: &str =
    "inkomensvoorziening i JOIN client c ON c.clientnummer = i.client JOIN persoon p ON p.bsn = c.persoon";

/// Tells whether a target has a case.
///
/// # Errors
/// Fails where SQLite does.
pub fn has_case(target: &Target, dossiernummer: &str) -> Result<bool, StoreError> {
    one(target, &format!("SELECT i.dossiernummer FROM {CASES} WHERE i.dossiernummer = ?1"), dossiernummer)
        .map(|found| found.is_some())
}

/// Returns the cases of a payment that the service made, of those that have a payee on an account.
///
/// # Errors
/// Fails where SQLite does.
pub fn cases_of_payment(target: &Target, betaalnummer: &str, account: &str) -> Result<Vec<String>, StoreError> {
    let sql = format!(
        "SELECT DISTINCT i.dossiernummer FROM {CASES} JOIN betaling b ON b.inkomensvoorziening = i.dossiernummer
         WHERE b.betaalnummer = ?1 AND EXISTS (SELECT 1 FROM begunstigde g
           WHERE g.inkomensvoorziening = i.dossiernummer AND g.iban = ?2) ORDER BY 1"
    );
    let error = target.error("looking for a case");
    let mut statement = target.connection.prepare_cached(&sql).map_err(&error)?;
    let rows = statement.query_map([betaalnummer, account], |row| row.get(0));
    rows.map_err(&error)?.collect::<Result<_, _>>().map_err(error)
}

/// What was computed for a case on an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed {
    /// The case.
    pub dossiernummer: String,
    /// The account.
    pub account: String,
    /// When, ISO.
    pub date: String,
    /// How much, in cents.
    pub cents: i64,
}

/// Returns what was computed for accounts of third parties and of several cases, in order of date.
///
/// # Errors
/// Fails where SQLite does.
pub fn computed(target: &Target) -> Result<Vec<Computed>, StoreError> {
    let sql = "SELECT inkomensvoorziening, iban, datum, bedrag_cent FROM betaalopdracht
        WHERE iban IN (SELECT iban FROM begunstigde GROUP BY iban
          HAVING count(DISTINCT inkomensvoorziening) > 1 OR max(soort NOT IN ('client', 'partner')))
        ORDER BY datum, id";
    let error = target.error("reading planned payments");
    let mut statement = target.connection.prepare(sql).map_err(&error)?;
    let rows = statement.query_map([], |row| {
        Ok(Computed { dossiernummer: row.get(0)?, account: row.get(1)?, date: row.get(2)?, cents: row.get(3)? })
    });
    rows.map_err(&error)?.collect::<Result<_, _>>().map_err(error)
}

/// Returns the case whose row has a key.
///
/// # Errors
/// Fails where SQLite does.
pub fn case_of_row(target: &Target, key: i64) -> Result<Option<String>, StoreError> {
    one(target, &format!("SELECT i.dossiernummer FROM {CASES} WHERE i.id = ?1"), key)
}

/// Returns the accounts of all payees, in order of account and case.
///
/// # Errors
/// Fails where SQLite does.
pub fn account_uses(target: &Target) -> Result<Vec<AccountUse>, StoreError> {
    let sql = format!(
        "SELECT b.iban, b.inkomensvoorziening, max(b.van, i.ingangsdatum),
        CASE WHEN b.tot IS NULL THEN i.einddatum WHEN i.einddatum IS NULL THEN b.tot ELSE min(b.tot, i.einddatum) END,
        b.soort, CASE WHEN b.soort = 'partner' THEN coalesce((SELECT c2.persoon FROM huishoudlid h
          JOIN client c2 ON c2.clientnummer = h.client
          WHERE h.inkomensvoorziening = i.dossiernummer AND h.rol = 'partner' ORDER BY h.id LIMIT 1), p.bsn)
          ELSE p.bsn END
        FROM {CASES} JOIN begunstigde b ON b.inkomensvoorziening = i.dossiernummer ORDER BY 1, 2, b.id"
    );
    let error = target.error("reading accounts");
    let mut statement = target.connection.prepare(&sql).map_err(&error)?;
    let rows = statement.query_map([], |row| {
        Ok(AccountUse {
            account: row.get(0)?,
            dossiernummer: row.get(1)?,
            from: row.get(2)?,
            to: row.get(3)?,
            soort: row.get(4)?,
            recipient: row.get(5)?,
        })
    });
    rows.map_err(&error)?.collect::<Result<_, _>>().map_err(error)
}

fn one(target: &Target, sql: &str, value: impl rusqlite::ToSql) -> Result<Option<String>, StoreError> {
    let error = target.error("looking for a case");
    let mut statement = target.connection.prepare_cached(sql).map_err(&error)?;
    statement.query_row([value], |row| row.get(0)).optional().map_err(error)
}
