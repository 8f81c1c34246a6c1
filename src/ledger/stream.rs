//! The payments of one recipient, case and account.
//!
//! No more is kept of them than thirteen months: memory grows with recipients, and not with payments.

use compact_str::CompactString;

use super::class::Class;
use super::payment::Payment;
use crate::domain::{Date, Month, Origin};

/// How many months of a stream are kept, besides its last.
const MONTHS_KEPT: i32 = 12;
/// How many payments there is room for at first: those of the months that are kept, by the month.
const ROOM: usize = 13;

/// One payment in the history of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paid {
    /// The month that it concerns.
    pub month: Month,
    /// When.
    pub date: Date,
    /// How much, in cents.
    pub cents: i64,
    /// Where it was delivered.
    pub origin: Origin,
}

/// The payments of one recipient, case and account.
#[derive(Clone, Debug)]
pub struct Stream {
    /// Who is paid.
    pub recipient: CompactString,
    /// The client's number.
    pub client: Option<CompactString>,
    /// The account.
    pub account: CompactString,
    /// Regular payments that were really made, of the last thirteen months that the stream has.
    pub regular: Vec<Paid>,
    /// Regular payments that came back.
    pub returned: Vec<Paid>,
    /// Corrections that were really paid.
    pub corrections: Vec<Paid>,
}

impl Stream {
    /// Begins the stream of a payment.
    pub(super) fn of(payment: &Payment<'_>) -> Self {
        Self {
            recipient: payment.recipient.into(),
            client: payment.client.map(Into::into),
            account: payment.account.into(),
            regular: Vec::new(),
            returned: Vec::new(),
            corrections: Vec::new(),
        }
    }

    /// Tells whether a payment is one of the stream.
    pub(super) fn has(&self, payment: &Payment<'_>) -> bool {
        *self.account == *payment.account && *self.recipient == *payment.recipient
    }

    /// Adds a payment of a class that promises depend on.
    pub(super) fn add(&mut self, class: Class, paid: Paid) {
        let payments = match class {
            Class::Returned => &mut self.returned,
            Class::Correction => &mut self.corrections,
            _ => &mut self.regular,
        };
        if payments.len() == payments.capacity() {
            forget_old(payments, paid.month);
        }
        if payments.len() == payments.capacity() {
            payments.reserve_exact(payments.len().max(ROOM));
        }
        payments.push(paid);
    }
}

/// Keeps the last months, of which one more is about to come.
fn forget_old(payments: &mut Vec<Paid>, next: Month) {
    let last = payments.iter().map(|paid| paid.month).fold(next, Month::max);
    payments.retain(|paid| last.since(paid.month) <= MONTHS_KEPT);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::FileId;

    #[test]
    fn a_long_history_takes_as_much_memory_as_that_of_a_year() {
        let mut stream = Stream {
            recipient: "111222333".into(),
            client: None,
            account: "NL91ABNA0417164300".into(),
            regular: Vec::new(),
            returned: Vec::new(),
            corrections: Vec::new(),
        };
        let first = Month::new(2008, 1).expect("a month");
        for ahead in 0..120 {
            let month = first.plus(ahead);
            let date = month.last_day().expect("a day");
            let origin = Origin::new(FileId::new(1), 2 + ahead.unsigned_abs());
            stream.add(Class::Regular, Paid { month, date, cents: 100_000, origin });
        }
        let months: Vec<i32> = stream.regular.iter().map(|paid| paid.month.since(first)).collect();
        assert_eq!(months, (107..120).collect::<Vec<_>>());
        assert_eq!(stream.regular.capacity(), ROOM);
    }
}
