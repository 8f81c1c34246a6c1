//! Which case a payment means that names none: one that pays a payee on its account.
//!
//! A third party's account is paid for others as well, so that the account alone tells little: what arrives there counts
//! where it is exactly what was promised or computed, and never where the payment names something else.

use std::collections::{BTreeMap, BTreeSet};

use super::meaning::Place;
use crate::store::case::in_force;
use crate::store::evidence_read::EvidenceReader;
use crate::store::filed::FiledPayment;
use crate::store::meant::{self, AccountUse};
use crate::store::{StoreError, Target};

/// What a payment says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// Nothing.
    Nothing,
    /// Something that no case is known by.
    SomethingElse,
    /// Several cases.
    SeveralCases,
}

/// Whom a payment is found for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Cases, and what each of them gets of it.
    For(Vec<(Place, i64)>),
    /// Nobody: the account is a third party's.
    ThirdParty,
    /// Nobody.
    Nobody,
}

/// The accounts of payees. Memory grows with them, and only where an account must tell.
#[derive(Debug)]
pub(super) struct Accounts<'a> {
    targets: &'a [Target],
    evidence: EvidenceReader<'a>,
    read: Option<Read>,
    /// What was given already of what was computed: by case, account and date or month.
    given: BTreeMap<(Place, String, String), i64>,
}

#[derive(Debug, Default)]
struct Read {
    uses: BTreeMap<String, Vec<(Place, AccountUse)>>,
    /// What is promised, by account, date and case.
    promised: BTreeMap<(String, String), BTreeMap<String, i64>>,
    /// When and what was computed, by case and account.
    computed: BTreeMap<(Place, String), Vec<(String, i64)>>,
}

impl<'a> Accounts<'a> {
    pub(super) const fn of(targets: &'a [Target], evidence: EvidenceReader<'a>) -> Self {
        Self { targets, evidence, read: None, given: BTreeMap::new() }
    }

    /// Finds the case in force, of those that are wanted, that pays its payees on the account of a payment. Several
    /// cases are found where the same person gets it.
    pub(super) fn find(
        &mut self,
        payment: &FiledPayment,
        says: Says,
        wanted: impl Fn(&Place) -> bool,
    ) -> Result<Found, StoreError> {
        let read = if let Some(read) = self.read.take() { read } else { self.read()? };
        let uses: Vec<(Place, AccountUse)> = {
            let all = read.uses.get(&payment.account).into_iter().flatten();
            let running = |used: &AccountUse| in_force(&used.from, used.to.as_deref(), &payment.date);
            all.filter(|(place, used)| running(used) && wanted(place)).cloned().collect()
        };
        let due = read.promised.get(&(payment.account.clone(), payment.date.clone())).cloned().unwrap_or_default();
        self.read = Some(read);
        let places: BTreeSet<Place> = uses.iter().map(|(place, _)| place.clone()).collect();
        let recipients: BTreeSet<&str> = uses.iter().map(|(_, used)| used.recipient.as_str()).collect();
        if places.is_empty() || (places.len() > 1 && recipients.len() > 1) {
            return Ok(Found::Nobody);
        }
        let is_third = uses.iter().any(|(_, used)| !matches!(used.soort.as_str(), "client" | "partner"));
        if is_third {
            let counts = match says {
                Says::SeveralCases => true,
                Says::Nothing => self.is_exact(payment, &places, &due),
                Says::SomethingElse => false,
            };
            if !counts {
                return Ok(Found::ThirdParty);
            }
        }
        Ok(Found::For(self.part(payment, places.into_iter().collect())))
    }

    /// Tells whether a payment is just what one of the cases, or all of them together, are promised or were computed.
    fn is_exact(&self, payment: &FiledPayment, places: &BTreeSet<Place>, due: &BTreeMap<String, i64>) -> bool {
        let mut amounts: Vec<i64> = places.iter().filter_map(|(_, case)| due.get(case).copied()).collect();
        amounts.push(add_up(&amounts));
        let mut sums = Vec::new();
        for place in places {
            let mut computed = self.computed(place, payment);
            computed.retain(|(date, _)| *date == payment.date);
            let computed: Vec<i64> = computed.into_iter().map(|(_, cents)| cents).collect();
            sums.push(add_up(&computed));
            amounts.extend(computed);
        }
        amounts.push(add_up(&sums));
        amounts.extend(sums);
        payment.cents != 0 && amounts.contains(&payment.cents)
    }

    /// Parts a payment among cases of one person as it would have been computed; what is more goes to the first.
    fn part(&mut self, payment: &FiledPayment, places: Vec<Place>) -> Vec<(Place, i64)> {
        if let [place] = places.as_slice() {
            return vec![(place.clone(), payment.cents)];
        }
        let mut due = Vec::new();
        for place in places {
            let computed = self.computed(&place, payment);
            let month = payment.date.get(..7).unwrap_or_default();
            let when =
                if computed.iter().any(|(date, _)| *date == payment.date) { payment.date.as_str() } else { month };
            let here = computed.iter().filter(|(date, _)| date.starts_with(when));
            let sum = add_up(&here.map(|(_, cents)| *cents).collect::<Vec<_>>());
            let key = (place, payment.account.clone(), when.to_owned());
            let open = sum.saturating_sub(self.given.get(&key).copied().unwrap_or_default()).max(0);
            due.push((key, open));
        }
        let exact = due.iter().position(|(_, open)| *open == payment.cents);
        let mut left = payment.cents;
        let mut parts: Vec<i64> = due.iter().map(|_| 0).collect();
        for (index, (_, open)) in due.iter().enumerate() {
            if exact.is_none_or(|exact| exact == index) {
                parts[index] = left.min(*open);
                left -= parts[index];
            }
        }
        if let Some(first) = parts.first_mut() {
            *first += left;
        }
        let mut found = Vec::new();
        for ((key, _), part) in due.into_iter().zip(parts).filter(|(_, part)| *part > 0) {
            found.push((key.0.clone(), part));
            let given = self.given.entry(key).or_default();
            *given = given.saturating_add(part);
        }
        found
    }

    /// Returns when and what was computed for a case on the account of a payment.
    fn computed(&self, place: &Place, payment: &FiledPayment) -> Vec<(String, i64)> {
        let computed = self.read.as_ref().and_then(|read| read.computed.get(&(place.clone(), payment.account.clone())));
        computed.cloned().unwrap_or_default()
    }

    fn read(&self) -> Result<Read, StoreError> {
        let mut read = Read::default();
        for target in municipalities(self.targets) {
            for used in meant::account_uses(target)? {
                let place = (target.destination, used.dossiernummer.clone());
                read.uses.entry(used.account.clone()).or_default().push((place, used));
            }
            for order in meant::computed(target)? {
                let key = ((target.destination, order.dossiernummer), order.account);
                read.computed.entry(key).or_default().push((order.date, order.cents));
            }
        }
        self.evidence.each_promise(|promise| {
            let cases = read.promised.entry((promise.account.to_owned(), promise.date.to_owned())).or_default();
            let sum = cases.entry(promise.dossiernummer.to_owned()).or_default();
            *sum = sum.saturating_add(promise.cents);
        })?;
        Ok(read)
    }
}

/// Returns the targets of municipalities.
pub(super) fn municipalities(targets: &[Target]) -> impl Iterator<Item = &Target> {
    targets.iter().filter(|target| target.partner_of.is_none())
}

fn add_up(amounts: &[i64]) -> i64 {
    amounts.iter().fold(0, |sum, cents| sum.saturating_add(*cents))
}
