//! Planned payments of a target, date by date, with what a bank must know of each.

use rusqlite::Row;

use super::error::StoreError;
use super::target::Target;

/// A day of payment, and what is planned on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedDay {
    /// The day, ISO.
    pub date: String,
    /// How many payments.
    pub payments: u64,
    /// Their sum.
    pub cents: i64,
}

/// A planned payment as it goes to the bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedPayment {
    /// The case.
    pub dossiernummer: String,
    /// The key of the case's row.
    pub case: i64,
    /// The month that it concerns.
    pub month: String,
    /// The payee's place in the case.
    pub volgnummer: i64,
    /// The name on the account, where it is known.
    pub naam: Option<String>,
    /// The client's name: initials, prefix and surname, as far as they are known.
    pub client: String,
    /// The account.
    pub iban: String,
    /// How much.
    pub cents: i64,
}

/// Returns the days on which payments are planned, in order.
///
/// # Errors
/// Fails where SQLite does.
pub fn planned_days(target: &Target) -> Result<Vec<PlannedDay>, StoreError> {
    let sql = "SELECT datum, count(*), sum(bedrag_cent) FROM betaalopdracht GROUP BY datum ORDER BY datum";
    let error = target.error("counting planned payments");
    let mut statement = target.connection.prepare(sql).map_err(&error)?;
    let rows = statement.query_map([], |row| {
        let payments = row.get::<_, i64>(1)?.unsigned_abs();
        Ok(PlannedDay { date: row.get(0)?, payments, cents: row.get(2)? })
    });
    rows.map_err(&error)?.collect::<Result<_, _>>().map_err(error)
}

const PAYMENTS: &str = "SELECT o.inkomensvoorziening, i.id, o.rechtmaand, o.volgnummer, o.naam, p.voorletters,
    p.voorvoegsel, p.geslachtsnaam, o.iban, o.bedrag_cent
  FROM betaalopdracht o JOIN inkomensvoorziening i ON i.dossiernummer = o.inkomensvoorziening
    JOIN client c ON c.clientnummer = i.client JOIN persoon p ON p.bsn = c.persoon
  WHERE o.datum = ?1 ORDER BY o.inkomensvoorziening, o.rechtmaand, o.volgnummer, o.id";

/// Hands the planned payments of a day over, in order of case, month and payee.
///
/// # Errors
/// Fails where SQLite does, and with whatever `take` fails with.
pub fn each_planned<E: From<StoreError>>(
    target: &Target,
    date: &str,
    mut take: impl FnMut(PlannedPayment) -> Result<(), E>,
) -> Result<(), E> {
    let error = target.error("reading planned payments");
    let mut statement = target.connection.prepare_cached(PAYMENTS).map_err(&error)?;
    let mut rows = statement.query([date]).map_err(&error)?;
    while let Some(row) = rows.next().map_err(&error)? {
        take(payment(row).map_err(&error)?)?;
    }
    Ok(())
}

fn payment(row: &Row<'_>) -> rusqlite::Result<PlannedPayment> {
    let names = (5..8).map(|column| row.get::<_, Option<String>>(column)).collect::<Result<Vec<_>, _>>()?;
    Ok(PlannedPayment {
        dossiernummer: row.get(0)?,
        case: row.get(1)?,
        month: row.get(2)?,
        volgnummer: row.get(3)?,
        naam: row.get(4)?,
        client: names.into_iter().flatten().collect::<Vec<_>>().join(" "),
        iban: row.get(8)?,
        cents: row.get(9)?,
    })
}
