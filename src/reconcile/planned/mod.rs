//! Payments of files in the place of those that were computed: which case each of them is for, and whose money it is.
//!
//! A payment is found by its end-to-end identification, else by its account where that is paid for one case alone, and
//! never by name. One that could be meant for several cases is found for nobody: it would be a guess.

mod share;
#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Failure, Parameters};
use crate::domain::{Date, Money, bsn};
use crate::ledger::Window;
use crate::ledger::plan::CasePlan;
use crate::mapping::Mapping;
use crate::mapping::model::DestinationIndex;
use crate::source::pain001::{Message, Payment};
use crate::store::case::{CaseRecord, Order, in_force};
use crate::store::filed::{FiledPayment, FiledPayments};
use crate::store::meant::{self, AccountUse};
use crate::store::{StoreError, Target};
use crate::validate::cell::iso;

/// How many payments that are found for nobody are named.
const NAMED: u64 = 500;
/// How many payments outside the window are listed.
const LISTED: usize = 20;

/// What the promises were held against: payment files.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PlannedSource {
    /// The files, in the order in which they were given.
    pub files: Vec<PlannedFile>,
    /// The last payment date that is compared, ISO, where that was asked.
    pub until: Option<String>,
    /// What was compared.
    pub compared: PaymentSum,
    /// How many of these were found by their end-to-end identification.
    pub by_end_to_end: u64,
    /// How many by their account.
    pub by_account: u64,
    /// What lies before or after the payment dates that are compared.
    pub outside_window: PaymentSum,
    /// The first of these.
    pub outside: Vec<OutsidePayment>,
}

/// A payment file.
#[derive(Clone, Debug, Serialize)]
pub struct PlannedFile {
    /// Its name.
    pub file: String,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// The message's identification.
    pub message: String,
    /// Its version.
    pub version: String,
    /// How many payments it holds.
    pub payments: u64,
    /// Their sum.
    pub cents: i128,
}

/// Payments, counted and added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PaymentSum {
    /// How many.
    pub payments: u64,
    /// How much.
    pub cents: i128,
}

impl PaymentSum {
    fn add(&mut self, payment: &Payment) {
        self.payments += 1;
        self.cents += i128::from(payment.amount.cents());
    }
}

/// A payment that is not compared.
#[derive(Clone, Debug, Serialize)]
pub struct OutsidePayment {
    /// The file.
    pub file: String,
    /// The line.
    pub line: u32,
    /// When, ISO.
    pub date: String,
    /// How much.
    pub cents: i64,
}

/// A case: the destination that has it, and its number.
type Place = (DestinationIndex, String);

/// Payments of files, each found for a case.
#[derive(Debug)]
pub struct Payments<'a> {
    targets: &'a [Target],
    window: Window,
    filed: FiledPayments,
    accounts: OnceCell<BTreeMap<String, Vec<(DestinationIndex, AccountUse)>>>,
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
            targets,
            window: until.map_or(window, |until| window.until(until)),
            filed: FiledPayments::new()?,
            accounts: OnceCell::new(),
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
        let meant = id.map_or(Ok(BTreeSet::new()), |id| self.identified(id))?;
        let (account, several) = (payment.account.as_str(), meant.len() > 1);
        let (found, counter) = if meant.is_empty() {
            (self.paid_on(account, &date, |_| true)?, &mut self.source.by_account)
        } else if meant.len() == 1 {
            (meant.into_iter().next(), &mut self.source.by_end_to_end)
        } else {
            (self.paid_on(account, &date, |place| meant.contains(place))?, &mut self.source.by_end_to_end)
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
        self.source.files.push(PlannedFile {
            file: message.file.clone(),
            sha256: message.sha256.clone(),
            message: message.id.clone(),
            version: message.version.name().to_owned(),
            payments: message.payments,
            cents: message.cents,
        });
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

    /// Returns how many payments were found for nobody, and the first of them.
    pub(super) fn unknown(&self) -> (u64, &[Failure]) {
        (self.unknown, &self.failures)
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

    /// Returns the cases that an end-to-end identification names: their number, that of a payment that was made for
    /// them, or what our own files write.
    fn identified(&self, id: &str) -> Result<BTreeSet<Place>, StoreError> {
        let mut found = BTreeSet::new();
        for target in self.municipalities() {
            let mut place = |case: String| found.insert((target.destination, case));
            if meant::has_case(target, id)? {
                place(id.to_owned());
            }
            if let Some(case) = meant::case_of_payment(target, id)? {
                place(case);
            }
            for (end, _) in id.match_indices('/') {
                if meant::has_case(target, &id[..end])? {
                    place(id[..end].to_owned());
                }
            }
            let row = id.strip_prefix(ROW).and_then(|rest| rest.split('/').next()?.parse().ok());
            if let Some(case) = row.map(|key: i64| meant::case_of_row(target, key)).transpose()?.flatten() {
                place(case);
            }
        }
        Ok(found)
    }

    /// Returns the one case in force, of those that are wanted, that pays its payees on an account.
    fn paid_on(&self, account: &str, date: &str, wanted: impl Fn(&Place) -> bool) -> Result<Option<Place>, StoreError> {
        let accounts = if let Some(accounts) = self.accounts.get() {
            accounts
        } else {
            let accounts = self.read_accounts()?;
            self.accounts.get_or_init(|| accounts)
        };
        let uses = accounts.get(account).into_iter().flatten();
        let mut places = uses
            .filter(|(_, used)| in_force(&used.from, used.to.as_deref(), date))
            .map(|(destination, used)| (*destination, used.dossiernummer.clone()))
            .filter(wanted);
        let first = places.next();
        Ok(if places.all(|other| first.as_ref() == Some(&other)) { first } else { None })
    }

    fn read_accounts(&self) -> Result<BTreeMap<String, Vec<(DestinationIndex, AccountUse)>>, StoreError> {
        let mut accounts: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for target in self.municipalities() {
            for used in meant::account_uses(target)? {
                accounts.entry(used.account.clone()).or_default().push((target.destination, used));
            }
        }
        Ok(accounts)
    }

    fn municipalities(&self) -> impl Iterator<Item = &'a Target> + use<'a> {
        self.targets.iter().filter(|target| target.partner_of.is_none())
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

/// What an end-to-end identification of ours begins with where the number of the case cannot stand in it.
pub const ROW: &str = "rij:";

/// Returns the payee's place in the case as our own files tell it: `<case>/<month>/<volgnummer>`.
fn payee_number(id: &str, case: &str) -> Option<i64> {
    let rest = match id.strip_prefix(case) {
        Some(rest) => rest.strip_prefix('/')?,
        None => id.strip_prefix(ROW)?.split_once('/')?.1,
    };
    let (_, number) = rest.split_once('/')?;
    let end = number.find(|digit: char| !digit.is_ascii_digit()).unwrap_or(number.len());
    number[..end].parse().ok()
}
