//! Payments of files, kept by case until they are compared, in a database of their own that is gone when it is closed.

use std::path::Path;

use rusqlite::{Connection, params};

use super::error::StoreError;
use crate::mapping::model::DestinationIndex;

/// A payment of a file, found for a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiledPayment {
    /// The payee's place in the case, where the file tells it.
    pub volgnummer: Option<i64>,
    /// When, ISO.
    pub date: String,
    /// The account.
    pub account: String,
    /// How much, in cents.
    pub cents: i64,
}

/// The payments of files. Memory does not grow with them.
#[derive(Debug)]
pub struct FiledPayments {
    connection: Connection,
    count: i64,
}

const TABLE: &str = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;
    CREATE TABLE payment (destination INTEGER, dossiernummer TEXT, number INTEGER, volgnummer INTEGER,
      date TEXT, account TEXT, cents INTEGER, PRIMARY KEY (destination, dossiernummer, number)) STRICT, WITHOUT ROWID";

impl FiledPayments {
    /// Begins without any.
    ///
    /// # Errors
    /// Fails where there is no room for temporary files.
    pub fn new() -> Result<Self, StoreError> {
        let error = error("opening");
        // Without a name it lies in a temporary file that nobody else can open, and that is deleted already.
        let connection = Connection::open("").map_err(&error)?;
        connection.execute_batch(TABLE).map_err(&error)?;
        Ok(Self { connection, count: 0 })
    }

    /// Keeps a payment of a case.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn insert(
        &mut self,
        destination: DestinationIndex,
        dossiernummer: &str,
        payment: &FiledPayment,
    ) -> Result<(), StoreError> {
        self.count += 1;
        let destination = i64::try_from(destination).unwrap_or(i64::MAX);
        let FiledPayment { volgnummer, date, account, cents } = payment;
        let sql = "INSERT INTO payment VALUES (?, ?, ?, ?, ?, ?, ?)";
        let values = params![destination, dossiernummer, self.count, volgnummer, date, account, cents];
        let done = self.connection.prepare_cached(sql).and_then(|mut insert| insert.execute(values));
        done.map(|_| ()).map_err(error("keeping payments"))
    }

    /// Returns the payments of a case, in order of date and then as they were kept.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn of(&self, destination: DestinationIndex, dossiernummer: &str) -> Result<Vec<FiledPayment>, StoreError> {
        let error = error("reading payments");
        let destination = i64::try_from(destination).unwrap_or(i64::MAX);
        let sql = "SELECT volgnummer, date, account, cents FROM payment WHERE destination = ?1 AND dossiernummer = ?2
            ORDER BY date, number";
        let mut statement = self.connection.prepare_cached(sql).map_err(&error)?;
        let rows = statement.query_map(params![destination, dossiernummer], |row| {
            Ok(FiledPayment { volgnummer: row.get(0)?, date: row.get(1)?, account: row.get(2)?, cents: row.get(3)? })
        });
        rows.map_err(&error)?.collect::<Result<_, _>>().map_err(error)
    }
}

fn error(doing: &'static str) -> impl Fn(rusqlite::Error) -> StoreError + Clone {
    StoreError::sqlite(Path::new("payments of files"), doing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payments_come_back_by_case_in_order_of_date() {
        let mut filed = FiledPayments::new().expect("a database");
        let payment = |date: &str, cents| FiledPayment {
            volgnummer: None,
            date: date.to_owned(),
            account: "NL91ABNA0417164300".to_owned(),
            cents,
        };
        let kept = [(0, "A", "2021-02-26", 1), (0, "B", "2021-01-29", 2), (0, "A", "2021-01-29", 3), (1, "A", "x", 4)];
        for (destination, case, date, cents) in kept {
            filed.insert(destination, case, &payment(date, cents)).expect("kept");
        }
        filed.insert(0, "A", &payment("2021-01-29", 3)).expect("the same again is another payment");
        let cents = |destination, case| -> Vec<i64> {
            let payments = filed.of(destination, case).expect("payments");
            payments.into_iter().map(|payment| payment.cents).collect()
        };
        assert_eq!((cents(0, "A"), cents(0, "B"), cents(1, "A")), (vec![3, 3, 1], vec![2], vec![4]));
        assert_eq!(cents(1, "B"), Vec::<i64>::new());
    }
}
