//! Payments of files in the place of those that were computed: which case each of them is for, and whose money it is.
//!
//! A payment is found by its end-to-end identification, else by its account where that is paid for one case alone, and
//! never by name. One that could be meant for the cases of several people is found for nobody: it would be a guess.

mod account;
mod meaning;
mod share;
mod source;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

pub use meaning::ROW;
pub use source::{OutsidePayment, PaymentSum, PlannedFile, PlannedSource};

use self::account::{Accounts, Found, Says};
use self::meaning::{identified, payee_number};
use super::{Failure, Parameters};
use crate::domain::{Date, DateFormat, bsn, euros};
use crate::ledger::Window;
use crate::ledger::plan::CasePlan;
use crate::mapping::Mapping;
use crate::source::pain001::{Message, Payment};
use crate::store::case::{CaseRecord, Order};
use crate::store::evidence_read::EvidenceReader;
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
    targets: &'a [Target],
    accounts: Accounts<'a>,
    window: Window,
    /// The last payment date that is compared.
    last: Date,
    filed: FiledPayments,
    source: PlannedSource,
    unknown: u64,
    failures: Vec<Failure>,
}

impl<'a> Payments<'a> {
    /// Begins without any. Nothing where the last day to compare does not lie within the window of the mapping.
    ///
    /// # Errors
    /// Fails where there is no room for temporary files, or the evidence cannot be read.
    pub fn new(
        mapping: &Mapping,
        evidence: EvidenceReader<'a>,
        targets: &'a [Target],
        until: Option<Date>,
    ) -> Result<Option<Self>, StoreError> {
        let window = Parameters::of(mapping).window;
        if until.is_some_and(|until| !window.contains(until)) {
            return Ok(None);
        }
        let window = until.map_or(window, |until| window.until(until));
        // What is due for a month of the window can fall after it.
        let promised = if until.is_none() { evidence.last_promised()? } else { None };
        let promised = promised.and_then(|date| DateFormat::YearMonthDay.parse(&date).ok());
        Ok(Some(Self {
            targets,
            accounts: Accounts::of(targets, evidence),
            window,
            last: promised.map_or(window.last(), |date| date.max(window.last())),
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
        if payment.date < self.window.first() || self.last < payment.date {
            self.source.outside_window.add(payment);
            if self.source.outside.len() < LISTED {
                self.source.outside.push(OutsidePayment { file: file.to_owned(), line: payment.line, date, cents });
            }
            return Ok(());
        }
        self.source.compared.add(payment);
        let id = payment.end_to_end.as_deref();
        let account = payment.account.as_str();
        let meant = id.map_or(Ok(BTreeSet::new()), |id| identified(self.targets, id, account))?;
        let says = match (id, meant.len()) {
            (None, _) => Says::Nothing,
            (_, 0) => Says::SomethingElse,
            _ => Says::SeveralCases,
        };
        let mut filed = FiledPayment { volgnummer: None, date, account: account.to_owned(), cents };
        let found = if meant.len() == 1 {
            Found::For(meant.iter().map(|place| (place.clone(), cents)).collect())
        } else {
            self.accounts.find(&filed, says, |place| meant.is_empty() || meant.contains(place))?
        };
        let is_third = found == Found::ThirdParty;
        let Found::For(parts) = found else {
            self.note_unknown(file, payment, says, is_third);
            return Ok(());
        };
        let counter = if meant.is_empty() { &mut self.source.by_account } else { &mut self.source.by_end_to_end };
        *counter += 1;
        for ((destination, case), cents) in parts {
            filed.volgnummer = id.filter(|_| !meant.is_empty()).and_then(|id| payee_number(id, &case));
            filed.cents = cents;
            self.filed.insert(destination, &case, &filed)?;
        }
        Ok(())
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
        date <= iso(self.last).as_str()
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

    fn note_unknown(&mut self, file: &str, payment: &Payment, says: Says, is_third: bool) {
        self.unknown += 1;
        if self.unknown > NAMED {
            return;
        }
        let place = format!("{file}:{}", payment.line);
        let (amount, account, date) = (euros(payment.amount.cents()), &payment.account, iso(payment.date));
        let what = payment.end_to_end.as_ref().map_or("it names no case".to_owned(), |id| {
            let what = if says == Says::SeveralCases { "means several cases" } else { "means no case" };
            format!("\"{}\" {what}", bsn::mask_within(id))
        });
        let why = if is_third {
            "the account is a third party's, who may be paid for others too"
        } else {
            "no case alone is paid on that account"
        };
        let message = format!("{amount} on {account} on {date} is found for nobody: {what}, and {why}");
        self.failures.push(Failure::new("continuity", &place, message));
    }
}
