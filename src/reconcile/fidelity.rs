//! Delivered payments against those in the targets, row by row.
//!
//! Both sides come in the order of the delivery: the key of a target row is the file and line that it came from. So
//! they are compared in one pass, and memory does not grow.

use rusqlite::{Rows, Statement};

use crate::convert::Place;
use crate::domain::Origin;
use crate::ledger::history::payment_digest;
use crate::ledger::{CaseFact, Payment};
use crate::mapping::model::DestinationIndex;
use crate::store::{StoreError, Target};
use crate::validate::cell::iso;

/// A payment as it stands in a target.
#[derive(Clone, Debug)]
pub struct StoredPayment {
    /// Where it was delivered.
    pub origin: Origin,
    /// Its number.
    pub number: String,
    /// The case.
    pub case: String,
    /// Who was paid.
    pub recipient: String,
    /// The account.
    pub account: String,
    /// The month.
    pub month: String,
    /// When.
    pub date: String,
    /// How much.
    pub cents: i64,
}

impl StoredPayment {
    /// Digests what must have arrived as it was.
    #[must_use]
    pub fn digest(&self) -> u128 {
        payment_digest(self.origin, &self.recipient, &self.account, &self.month, &self.date, self.cents)
    }
}

/// The statement that lists a target's payments in the order of the delivery.
pub const PAYMENTS: &str = "SELECT id, betaalnummer, inkomensvoorziening, persoon, iban, rechtmaand, datum_betaling,
    bedrag_cent FROM betaling ORDER BY id";

/// What came of the comparison.
#[derive(Clone, Debug, Default)]
pub struct FidelityCounts {
    /// Delivered payments in scope.
    pub payments: u64,
    /// Delivered, not in the target.
    pub missing: u64,
    /// There, but not as delivered.
    pub different: u64,
    /// There, not delivered.
    pub unexpected: u64,
}

/// What is wrong with one payment.
#[derive(Clone, Debug)]
pub struct FidelityFailure {
    /// The payment's case or number.
    pub subject: String,
    /// In words.
    pub message: String,
    /// Where it was delivered.
    pub origin: Origin,
}

/// The payments of one target, the next of them at hand.
pub struct StoredPayments<'a> {
    destination: DestinationIndex,
    rows: Rows<'a>,
    target: &'a Target,
    head: Option<StoredPayment>,
}

impl<'a> StoredPayments<'a> {
    /// Begins at the first payment.
    ///
    /// # Errors
    /// Fails where a target cannot be read.
    pub fn open(target: &'a Target, statement: &'a mut Statement<'_>) -> Result<Self, StoreError> {
        let rows = statement.query([]).map_err(target.error("reading payments"))?;
        let mut payments = Self { destination: target.destination, rows, target, head: None };
        payments.advance()?;
        Ok(payments)
    }

    /// Takes the next payment.
    ///
    /// # Errors
    /// Fails where a target cannot be read.
    pub fn next_payment(&mut self) -> Result<Option<StoredPayment>, StoreError> {
        let head = self.head.take();
        self.advance()?;
        Ok(head)
    }

    fn advance(&mut self) -> Result<(), StoreError> {
        let error = self.target.error("reading payments");
        self.head = match self.rows.next().map_err(&error)? {
            Some(row) => Some(stored(row).map_err(&error)?),
            None => None,
        };
        Ok(())
    }
}

fn stored(row: &rusqlite::Row<'_>) -> rusqlite::Result<StoredPayment> {
    Ok(StoredPayment {
        origin: Origin::from_row_key(row.get(0)?),
        number: row.get(1)?,
        case: row.get(2)?,
        recipient: row.get(3)?,
        account: row.get(4)?,
        month: row.get(5)?,
        date: row.get(6)?,
        cents: row.get(7)?,
    })
}

/// Compares payments as they are read from the delivery with those in the targets.
pub struct Fidelity<'a> {
    stored: Vec<StoredPayments<'a>>,
    /// The figures so far.
    pub counts: FidelityCounts,
    /// What is wrong so far.
    pub failures: Vec<FidelityFailure>,
}

impl<'a> Fidelity<'a> {
    /// Begins with the payments of every municipality's target.
    #[must_use]
    pub fn new(stored: Vec<StoredPayments<'a>>) -> Self {
        Self { stored, counts: FidelityCounts::default(), failures: Vec::new() }
    }

    /// Looks a delivered payment up, and returns where it stands and its cents there.
    ///
    /// # Errors
    /// Fails where a target cannot be read.
    pub fn check(&mut self, fact: &CaseFact, payment: &Payment) -> Result<Option<(DestinationIndex, i64)>, StoreError> {
        self.counts.payments += 1;
        self.pass_to(payment.origin)?;
        let place = self
            .stored
            .iter()
            .position(|stored| stored.head.as_ref().is_some_and(|head| head.origin == payment.origin));
        let Some(place) = place else {
            self.counts.missing += 1;
            self.fail(&fact.number, "delivered, and not in the target", payment.origin);
            return Ok(None);
        };
        let destination = self.stored[place].destination;
        let Some(found) = self.stored[place].next_payment()? else { return Ok(None) };
        let differences = differences(fact, payment, &found, destination);
        if !differences.is_empty() {
            self.counts.different += 1;
            let message = format!("payment {} differs in {}", found.number, differences.join(", "));
            self.fail(&fact.number, &message, payment.origin);
        }
        Ok(Some((destination, found.cents)))
    }

    /// Ends the comparison: what is left in the targets was never delivered.
    ///
    /// # Errors
    /// Fails where a target cannot be read.
    pub fn finish(mut self) -> Result<(FidelityCounts, Vec<FidelityFailure>), StoreError> {
        self.pass_to(Origin::from_row_key(i64::MAX))?;
        Ok((self.counts, self.failures))
    }

    fn pass_to(&mut self, origin: Origin) -> Result<(), StoreError> {
        for place in 0..self.stored.len() {
            while self.stored[place].head.as_ref().is_some_and(|head| head.origin < origin) {
                if let Some(extra) = self.stored[place].next_payment()? {
                    self.counts.unexpected += 1;
                    self.fail(&extra.case, "in the target, and not delivered for it", extra.origin);
                }
            }
        }
        Ok(())
    }

    fn fail(&mut self, subject: &str, message: &str, origin: Origin) {
        self.failures.push(FidelityFailure { subject: subject.to_owned(), message: message.to_owned(), origin });
    }
}

fn differences(
    fact: &CaseFact,
    payment: &Payment,
    found: &StoredPayment,
    destination: DestinationIndex,
) -> Vec<&'static str> {
    let month = payment.month.map(|month| month.to_string());
    let date = payment.date.map(iso);
    let checks = [
        ("destination", fact.route.place() == Place::Destination(destination)),
        ("case", *fact.number == *found.case),
        ("recipient", payment.recipient == found.recipient),
        ("account", *payment.account == *found.account),
        ("month", month.as_deref() == Some(found.month.as_str())),
        ("date", date.as_deref() == Some(found.date.as_str())),
        ("amount", payment.cents == Some(found.cents)),
    ];
    checks.into_iter().filter(|(_, same)| !same).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests;
