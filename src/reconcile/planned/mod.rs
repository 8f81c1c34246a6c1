//! Payments of files in the place of those that were computed: which case each of them is for, and whose money it is.
//!
//! A payment is found by its end-to-end identification, else by its account where that is paid for one case alone, and
//! never by name. One that could be meant for several cases is found for nobody: it would be a guess.

mod meaning;
mod share;
mod source;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

pub use meaning::ROW;
pub use source::{OutsidePayment, PaymentSum, PlannedFile, PlannedSource};

use self::meaning::{Meanings, payee_number};
use super::{Failure, Parameters};
use crate::domain::{Date, Money, bsn};
use crate::ledger::Window;
use crate::ledger::plan::CasePlan;
use crate::mapping::Mapping;
use crate::source::pain001::{Message, Payment};
use crate::store::case::{CaseRecord, Order};
use crate::store::filed::{FiledPayment, FiledPayments};
use crate::store::{StoreError, Target};
use crate::validate::cell::iso;

/// How many payments that are found for nobody are named.
const NAMED: u64 = 500;
/// How many payments outside the window are listed.
const LISTED: usize = 20;

/// Payments of files, each found for a case.
#[derive(Debug)]
pub struct Payments<'a> {
    meanings: Meanings<'a>,
    window: Window,
    filed: FiledPayments,
    source: PlannedSource,
    unknown: u64,
    failures: Vec<Failure>,
}

impl<'a> Payments<'a> {
    /// Begins without any. Nothing where the last day to compare does not lie within the window of the mapping.
    ///
    /// # Errors
    /// Fails where there is no room for temporary files.
    pub fn new(mapping: &Mapping, targets: &'a [Target], until: Option<Date>) -> Result<Option<Self>, StoreError> {
        let window = Parameters::of(mapping).window;
        if until.is_some_and(|until| !window.contains(until)) {
            return Ok(None);
        }
        Ok(Some(Self {
            meanings: Meanings::of(targets),
            window: until.map_or(window, |until| window.until(until)),
            filed: FiledPayments::new()?,
            source: PlannedSource { until: until.map(iso), ..PlannedSource::default() },
            unknown: 0,
            failures: Vec::new(),
        }))
    }

    /// Takes a payment of a file.
    ///
    /// # Errors
    /// Fails where a target cannot be read.
    pub fn take(&mut self, file: &str, payment: &Payment) -> Result<(), StoreError> {
        let (date, cents) = (iso(payment.date), payment.amount.cents());
        if !self.window.contains(payment.date) {
            self.source.outside_window.add(payment);
            if self.source.outside.len() < LISTED {
                self.source.outside.push(OutsidePayment { file: file.to_owned(), line: payment.line, date, cents });
            }
            return Ok(());
        }
        self.source.compared.add(payment);
        let id = payment.end_to_end.as_deref();
        let meant = id.map_or(Ok(BTreeSet::new()), |id| self.meanings.identified(id))?;
        let (account, several) = (payment.account.as_str(), meant.len() > 1);
        let (found, counter) = if meant.is_empty() {
            (self.meanings.paid_on(account, &date, |_| true)?, &mut self.source.by_account)
        } else if meant.len() == 1 {
            (meant.into_iter().next(), &mut self.source.by_end_to_end)
        } else {
            (self.meanings.paid_on(account, &date, |place| meant.contains(place))?, &mut self.source.by_end_to_end)
        };
        let Some((destination, case)) = found else {
            self.note_unknown(file, payment, &date, several);
            return Ok(());
        };
        *counter += 1;
        let volgnummer = id.and_then(|id| payee_number(id, &case));
        let filed = FiledPayment { volgnummer, date, account: account.to_owned(), cents };
        self.filed.insert(destination, &case, &filed)
    }

    /// Notes that a file was read to its end.
    pub fn end(&mut self, message: &Message) {
        self.source.files.push(PlannedFile::of(message));
    }

    /// Returns the payment dates that are compared.
    #[must_use]
    pub const fn window(&self) -> Window {
        self.window
    }

    /// Returns what was read.
    #[must_use]
    pub const fn source(&self) -> &PlannedSource {
        &self.source
    }

    /// Returns how many payments were found for nobody, and the first of them as failures.
    pub(super) fn unknown(&self) -> (u64, Vec<Failure>) {
        let mut failures = self.failures.clone();
        if self.unknown > NAMED {
            let message = format!("{} payments more are found for nobody", self.unknown - NAMED);
            failures.push(Failure::new("continuity", "the payment files", message));
        }
        (self.unknown, failures)
    }

    /// Tells whether a date is compared.
    pub(super) fn compares(&self, date: &str) -> bool {
        date <= iso(self.window.last()).as_str()
    }

    /// Returns the payments of a case as orders; what would have been computed parts an account that two people share.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub(super) fn orders(
        &self,
        target: &Target,
        case: &CaseRecord,
        computed: &CasePlan,
    ) -> Result<Vec<Order>, StoreError> {
        let filed = self.filed.of(target.destination, &case.dossiernummer)?;
        Ok(share::share(case, filed, &computed.orders))
    }

    fn note_unknown(&mut self, file: &str, payment: &Payment, date: &str, several: bool) {
        self.unknown += 1;
        if self.unknown > NAMED {
            return;
        }
        let place = format!("{file}:{}", payment.line);
        let (amount, account) = (Money::from_cents(payment.amount.cents()), payment.account);
        let why = match &payment.end_to_end {
            None => "it names no case, and no case alone is paid on that account".to_owned(),
            Some(id) => {
                let (id, what) = (bsn::mask_within(id), if several { "means several cases" } else { "means no case" });
                format!("\"{id}\" {what}, and no case alone is paid on that account")
            }
        };
        let message = format!("€ {amount} on {account} on {date} is found for nobody: {why}");
        self.failures.push(Failure::new("continuity", &place, message));
    }
}
