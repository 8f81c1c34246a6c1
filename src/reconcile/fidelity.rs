//! Delivered payments against those in the targets, row by row.
//!
//! Both sides come in the order of the delivery: the key of a target row is the file and line that it came from. So
//! they are compared in one pass, and memory does not grow.

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;
use rusqlite::{Rows, Statement};

use crate::convert::Place;
use crate::domain::{DateFormat, MonthFormat, Origin};
use crate::ledger::{CaseFact, Payment};
use crate::mapping::model::DestinationIndex;
use crate::store::{StoreError, Target};

/// A payment as it stands in a target, its texts in the row that SQLite is at.
#[derive(Clone, Copy, Debug)]
pub struct StoredPayment<'a> {
    /// Where it was delivered.
    pub origin: Origin,
    /// Its number.
    pub number: &'a [u8],
    /// The case.
    pub case: &'a [u8],
    /// Who was paid.
    pub recipient: &'a [u8],
    /// The account.
    pub account: &'a [u8],
    /// The month.
    pub month: &'a [u8],
    /// When.
    pub date: &'a [u8],
    /// How much.
    pub cents: i64,
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
    head: Option<Origin>,
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

    /// Returns the payment at hand; nothing after the last.
    ///
    /// # Errors
    /// Fails where it cannot be read.
    pub fn payment(&self) -> Result<Option<StoredPayment<'_>>, StoreError> {
        self.rows.get().map(stored).transpose().map_err(|error| self.error(error))
    }

    /// Goes on to the next payment.
    ///
    /// # Errors
    /// Fails where a target cannot be read.
    pub fn advance(&mut self) -> Result<(), StoreError> {
        let key = self.rows.next().and_then(|row| row.map(|row| row.get(0)).transpose());
        self.head = key.map_err(|error| self.error(error))?.map(Origin::from_row_key);
        Ok(())
    }

    fn error(&self, error: rusqlite::Error) -> StoreError {
        self.target.error("reading payments")(error)
    }
}

fn stored<'a>(row: &'a rusqlite::Row<'_>) -> rusqlite::Result<StoredPayment<'a>> {
    let text = |column: usize| Ok::<_, rusqlite::Error>(row.get_ref(column)?.as_bytes()?);
    Ok(StoredPayment {
        origin: Origin::from_row_key(row.get(0)?),
        number: text(1)?,
        case: text(2)?,
        recipient: text(3)?,
        account: text(4)?,
        month: text(5)?,
        date: text(6)?,
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
    pub fn check(
        &mut self,
        fact: &CaseFact,
        payment: &Payment<'_>,
    ) -> Result<Option<(DestinationIndex, i64)>, StoreError> {
        self.counts.payments += 1;
        self.pass_to(payment.origin)?;
        let here = self.stored.iter_mut().find(|stored| stored.head == Some(payment.origin));
        let Some(stored) = here else {
            self.counts.missing += 1;
            self.fail(&fact.number, "delivered, and not in the target", payment.origin);
            return Ok(None);
        };
        let destination = stored.destination;
        let Some(found) = stored.payment()? else { return Ok(None) };
        let (cents, differences) = (found.cents, differences(fact, payment, &found, destination));
        let number = (!differences.is_empty()).then(|| String::from_utf8_lossy(found.number).into_owned());
        stored.advance()?;
        if let Some(number) = number {
            self.counts.different += 1;
            let message = format!("payment {number} differs in {}", differences.join(", "));
            self.fail(&fact.number, &message, payment.origin);
        }
        Ok(Some((destination, cents)))
    }

    /// Ends the comparison: what is left in the targets was never delivered.
    ///
    /// # Errors
    /// Fails where a target cannot be read.
    pub fn finish(mut self) -> Result<(FidelityCounts, Vec<FidelityFailure>), StoreError> {
        self.pass_to(Origin::from_row_key(i64::MAX))?;
        Ok((self.counts, self.failures))
    }

    /// Goes on to an origin: what stands before it was not delivered there.
    fn pass_to(&mut self, origin: Origin) -> Result<(), StoreError> {
        for place in 0..self.stored.len() {
            while let Some(head) = self.stored[place].head.filter(|head| *head < origin) {
                let extra = self.stored[place].payment()?;
                let case = extra.map(|extra| String::from_utf8_lossy(extra.case).into_owned()).unwrap_or_default();
                self.counts.unexpected += 1;
                self.fail(&case, "in the target, and not delivered for it", head);
                self.stored[place].advance()?;
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
    payment: &Payment<'_>,
    found: &StoredPayment<'_>,
    destination: DestinationIndex,
) -> Vec<&'static str> {
    let text = |text| std::str::from_utf8(text).ok();
    // A text that reads as a month or date is the only one that does.
    let month = text(found.month).and_then(|month| MonthFormat::YearMonth.parse(month).ok());
    let date = text(found.date).and_then(|date| DateFormat::YearMonthDay.parse(date).ok());
    let checks = [
        ("destination", fact.route.place() == Place::Destination(destination)),
        ("case", fact.number.as_bytes() == found.case),
        ("recipient", payment.recipient.as_bytes() == found.recipient),
        ("account", payment.account.as_bytes() == found.account),
        ("month", payment.month.is_some() && payment.month == month),
        ("date", payment.date.is_some() && payment.date == date),
        ("amount", payment.cents == Some(found.cents)),
    ];
    checks.into_iter().filter(|(_, same)| !same).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests;
