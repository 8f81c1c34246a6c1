//! Cases as a target holds them, each with everything that decides its payments, streamed in order of case number.

use std::collections::BTreeMap;

use rusqlite::{Row, Rows};

use super::error::StoreError;
use super::target::Target;

/// One case.
#[derive(Clone, Debug, Default)]
pub struct CaseRecord {
    /// The key of its row: where it was delivered.
    pub id: i64,
    /// Its number.
    pub dossiernummer: String,
    /// The client's number.
    pub clientnummer: String,
    /// The client's BSN.
    pub client_bsn: String,
    /// When the client died.
    pub deceased: Option<String>,
    /// The partner's BSN.
    pub partner_bsn: Option<String>,
    /// The scheme.
    pub regeling: String,
    /// Its first day.
    pub start: String,
    /// Its last day.
    pub end: Option<String>,
    /// Whether payment is blocked.
    pub blocked: bool,
    /// What the benefit is made of.
    pub components: Vec<Component>,
    /// Who is paid, in order of volgnummer.
    pub payees: Vec<Payee>,
    /// Its decisions.
    pub decisions: Vec<Decision>,
    /// What is planned.
    pub orders: Vec<Order>,
}

/// A component of the benefit.
#[derive(Clone, Debug)]
pub struct Component {
    /// The key of its row: where it was delivered.
    pub id: i64,
    /// The kind.
    pub soort: String,
    /// Whether it adds (`credit`) or takes off (`debet`).
    pub credit: bool,
    /// How much, in cents.
    pub cents: i64,
    /// From when.
    pub from: String,
    /// Until when.
    pub to: Option<String>,
}

/// Someone who is paid.
#[derive(Clone, Debug)]
pub struct Payee {
    /// The order in which fixed amounts are served.
    pub volgnummer: i64,
    /// The kind.
    pub soort: String,
    /// The name on the account.
    pub naam: Option<String>,
    /// The account.
    pub iban: String,
    /// Whether the payee gets what is left; otherwise a fixed amount.
    pub gets_rest: bool,
    /// The fixed amount, in cents.
    pub cents: Option<i64>,
    /// From when.
    pub from: String,
    /// Until when.
    pub to: Option<String>,
}

/// A decision.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The kind.
    pub soort: String,
    /// The law that it rests on.
    pub wet: String,
    /// From when.
    pub from: String,
    /// Until when.
    pub to: Option<String>,
}

/// A planned payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Whose money it is: a BSN.
    pub recipient: String,
    /// The payee's place in the order.
    pub volgnummer: i64,
    /// The kind of payee.
    pub soort_begunstigde: String,
    /// The name on the account.
    pub naam: Option<String>,
    /// The account.
    pub iban: String,
    /// The month that it concerns.
    pub month: String,
    /// When.
    pub date: String,
    /// How much, in cents.
    pub cents: i64,
}

/// Tells whether something runs on a date, bounds included. Dates are ISO text, which compares as dates do.
#[must_use]
pub fn in_force(from: &str, to: Option<&str>, date: &str) -> bool {
    from <= date && to.is_none_or(|to| date <= to)
}

const CASES: &str = "SELECT i.dossiernummer, i.id, i.client, p.bsn, p.overlijdensdatum, i.regeling, i.ingangsdatum,
    i.einddatum, i.geblokkeerd,
    (SELECT c2.persoon FROM huishoudlid h JOIN client c2 ON c2.clientnummer = h.client
      WHERE h.inkomensvoorziening = i.dossiernummer AND h.rol = 'partner' ORDER BY h.id LIMIT 1)
  FROM inkomensvoorziening i JOIN client c ON c.clientnummer = i.client JOIN persoon p ON p.bsn = c.persoon
  ORDER BY i.dossiernummer";
const COMPONENTS: &str = "SELECT inkomensvoorziening, soort, debet_credit = 'credit', bedrag_cent, van, tot, id
  FROM component ORDER BY inkomensvoorziening, id";
const PAYEES: &str = "SELECT inkomensvoorziening, volgnummer, soort, naam, iban, verdeling = 'rest', bedrag_cent, van,
    tot FROM begunstigde ORDER BY inkomensvoorziening, volgnummer, id";
const DECISIONS: &str = "SELECT inkomensvoorziening, soort, wet, geldig_van, geldig_tot FROM beschikking
  ORDER BY inkomensvoorziening, id";
const ORDERS: &str =
    "SELECT inkomensvoorziening, persoon, volgnummer, soort_begunstigde, naam, iban, rechtmaand, datum,
    bedrag_cent FROM betaalopdracht ORDER BY inkomensvoorziening, datum, volgnummer, id";

/// Hands every case of a target over, in order of its number. Memory does not grow with the number of cases.
///
/// # Errors
/// Fails where SQLite does, and with whatever `take` fails with.
pub fn each_case<E: From<StoreError>>(
    target: &Target,
    mut take: impl FnMut(CaseRecord) -> Result<(), E>,
) -> Result<(), E> {
    let error = target.error("reading cases");
    let prepare = |sql| target.connection.prepare(sql).map_err(&error);
    let (mut cases, mut components) = (prepare(CASES)?, prepare(COMPONENTS)?);
    let (mut payees, mut decisions, mut orders) = (prepare(PAYEES)?, prepare(DECISIONS)?, prepare(ORDERS)?);
    let mut components = Grouped::new(components.query([]).map_err(&error)?, component);
    let mut payees = Grouped::new(payees.query([]).map_err(&error)?, payee);
    let mut decisions = Grouped::new(decisions.query([]).map_err(&error)?, decision);
    let mut orders = Grouped::new(orders.query([]).map_err(&error)?, order);
    let mut rows = cases.query([]).map_err(&error)?;
    while let Some(row) = rows.next().map_err(&error)? {
        let mut record = case(row).map_err(&error)?;
        record.components = components.of(&record.dossiernummer).map_err(&error)?;
        record.payees = payees.of(&record.dossiernummer).map_err(&error)?;
        record.decisions = decisions.of(&record.dossiernummer).map_err(&error)?;
        record.orders = orders.of(&record.dossiernummer).map_err(&error)?;
        take(record)?;
    }
    Ok(())
}

/// Rows in order of case, taken case by case.
struct Grouped<'a, T> {
    rows: Rows<'a>,
    read: fn(&Row<'_>) -> rusqlite::Result<T>,
    /// The row at hand.
    head: Option<T>,
    /// Its case.
    case: String,
    started: bool,
}

impl<'a, T> Grouped<'a, T> {
    const fn new(rows: Rows<'a>, read: fn(&Row<'_>) -> rusqlite::Result<T>) -> Self {
        Self { rows, read, head: None, case: String::new(), started: false }
    }

    /// Returns the rows of a case; rows of cases before it are passed over.
    fn of(&mut self, dossiernummer: &str) -> rusqlite::Result<Vec<T>> {
        let mut found = Vec::new();
        if !self.started {
            self.advance()?;
        }
        while self.case.as_str() <= dossiernummer {
            let Some(value) = self.head.take() else { break };
            if self.case == dossiernummer {
                found.push(value);
            }
            self.advance()?;
        }
        Ok(found)
    }

    fn advance(&mut self) -> rusqlite::Result<()> {
        self.started = true;
        if let Some(row) = self.rows.next()? {
            self.case.clear();
            self.case.push_str(row.get_ref(0)?.as_str()?);
            self.head = Some((self.read)(row)?);
        }
        Ok(())
    }
}

fn case(row: &Row<'_>) -> rusqlite::Result<CaseRecord> {
    Ok(CaseRecord {
        dossiernummer: row.get(0)?,
        id: row.get(1)?,
        clientnummer: row.get(2)?,
        client_bsn: row.get(3)?,
        deceased: row.get(4)?,
        regeling: row.get(5)?,
        start: row.get(6)?,
        end: row.get(7)?,
        blocked: row.get(8)?,
        partner_bsn: row.get(9)?,
        ..CaseRecord::default()
    })
}

fn component(row: &Row<'_>) -> rusqlite::Result<Component> {
    let (soort, credit, cents) = (row.get(1)?, row.get(2)?, row.get(3)?);
    Ok(Component { id: row.get(6)?, soort, credit, cents, from: row.get(4)?, to: row.get(5)? })
}

fn payee(row: &Row<'_>) -> rusqlite::Result<Payee> {
    Ok(Payee {
        volgnummer: row.get(1)?,
        soort: row.get(2)?,
        naam: row.get(3)?,
        iban: row.get(4)?,
        gets_rest: row.get(5)?,
        cents: row.get(6)?,
        from: row.get(7)?,
        to: row.get(8)?,
    })
}

fn decision(row: &Row<'_>) -> rusqlite::Result<Decision> {
    Ok(Decision { soort: row.get(1)?, wet: row.get(2)?, from: row.get(3)?, to: row.get(4)? })
}

fn order(row: &Row<'_>) -> rusqlite::Result<Order> {
    Ok(Order {
        recipient: row.get(1)?,
        volgnummer: row.get(2)?,
        soort_begunstigde: row.get(3)?,
        naam: row.get(4)?,
        iban: row.get(5)?,
        month: row.get(6)?,
        date: row.get(7)?,
        cents: row.get(8)?,
    })
}

/// Counts all planned payments of a target, those of cases that it does not have as well.
///
/// # Errors
/// Fails where SQLite does.
pub fn count_orders(target: &Target) -> Result<u64, StoreError> {
    let count = target.connection.query_row("SELECT count(*) FROM betaalopdracht", [], |row| row.get::<_, i64>(0));
    count.map(i64::unsigned_abs).map_err(target.error("counting planned payments"))
}

/// Returns the carried reserves of holiday allowance by case, in cents.
///
/// # Errors
/// Fails where SQLite does.
pub fn reserves(target: &Target) -> Result<BTreeMap<String, i64>, StoreError> {
    let sql = "SELECT inkomensvoorziening, sum(bedrag_cent) FROM vakantiegeld_reservering GROUP BY 1 ORDER BY 1";
    let error = target.error("reading reserves");
    let mut statement = target.connection.prepare(sql).map_err(&error)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).map_err(&error)?;
    rows.collect::<Result<_, _>>().map_err(error)
}

/// Returns how many delivered obligations stand there by case.
///
/// # Errors
/// Fails where SQLite does.
pub fn obligations(target: &Target) -> Result<BTreeMap<String, i64>, StoreError> {
    let sql = "SELECT inkomensvoorziening, count(DISTINCT id >> 8) FROM verplichting GROUP BY 1 ORDER BY 1";
    let error = target.error("reading obligations");
    let mut statement = target.connection.prepare(sql).map_err(&error)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).map_err(&error)?;
    rows.collect::<Result<_, _>>().map_err(error)
}

/// Returns the promised dates of regular payments, as months and dates in ISO text.
///
/// # Errors
/// Fails where SQLite does.
pub fn calendar(target: &Target) -> Result<Vec<(String, String)>, StoreError> {
    let sql = "SELECT rechtmaand, datum FROM betaalkalender WHERE soort = 'periodiek' ORDER BY id";
    let error = target.error("reading the calendar");
    let mut statement = target.connection.prepare(sql).map_err(&error)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).map_err(&error)?;
    rows.collect::<Result<_, _>>().map_err(error)
}
