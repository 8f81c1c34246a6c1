//! Promises and planned payments, packed, since all of them are at hand at once.
//!
//! Who is paid is kept once for all dates, and dates once for all that are paid. Once everything was taken, it is put in
//! order of recipient, date and account.

use rayon::slice::ParallelSliceMut as _;
use rustc_hash::FxHashMap;

use super::{Decided, Line, Share};
use crate::reconcile::Verdict;
use crate::store::evidence_read::DeliveredPlace;

/// Among how many parties before it one is looked for: those of a case follow each other, date by date.
const RECENT: usize = 8;

/// A payment that is promised or planned.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Whose money: nine digits.
    pub recipient: &'a str,
    /// The client's number.
    pub client: Option<&'a str>,
    /// The case.
    pub case: &'a str,
    /// When, ISO.
    pub date: &'a str,
    /// The account.
    pub account: &'a str,
    /// The kind of payee as delivered, where the delivery knows the account.
    pub payee: Option<&'a str>,
    /// Where the delivery knows the account from.
    pub known_from: Option<DeliveredPlace>,
    /// How much.
    pub cents: i64,
}

/// All that is promised and planned.
#[derive(Debug, Default)]
pub struct Ledger {
    text: String,
    parties: Vec<Party>,
    dates: Vec<Box<str>>,
    places_of_dates: FxHashMap<Box<str>, u32>,
    entries: Vec<Packed>,
}

/// Who is paid on which account for which case.
#[derive(Clone, Copy, Debug)]
struct Party {
    /// Where recipient, account, client, case and kind of payee begin in the text, and where the last of them ends.
    bounds: [usize; 6],
    has_client: bool,
    has_payee: bool,
    known_from: Option<DeliveredPlace>,
}

/// The texts of a party, in the order in which parties are put: recipient, account, client, case and kind of payee.
type Texts<'a> = (&'a str, &'a str, Option<&'a str>, &'a str, Option<&'a str>);

/// A promise, or a planned payment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packed {
    /// The first party of the same recipient.
    recipient: u32,
    date: u32,
    party: u32,
    /// How many payments made up a promise.
    payments: u32,
    cents: i64,
    /// The delivered place that a promise rests on; a planned payment has none.
    origin: Option<DeliveredPlace>,
    /// Whether all of it is told by a line that is not equal.
    pub(super) is_unequal: bool,
}

impl Ledger {
    /// Adds a promise, which rests on a number of payments, the first of them delivered at a place.
    pub fn promise(&mut self, entry: &Entry<'_>, payments: u32, origin: DeliveredPlace) {
        self.push(entry, payments, Some(origin));
    }

    /// Adds a planned payment.
    pub fn plan(&mut self, entry: &Entry<'_>) {
        self.push(entry, 0, None);
    }

    fn push(&mut self, entry: &Entry<'_>, payments: u32, origin: Option<DeliveredPlace>) {
        let (party, date) = (self.party(entry), self.date(entry.date));
        let cents = entry.cents;
        self.entries.push(Packed { recipient: party, date, party, payments, cents, origin, is_unequal: false });
    }

    fn party(&mut self, entry: &Entry<'_>) -> u32 {
        let Entry { recipient, client, case, account, payee, known_from, .. } = *entry;
        let texts = (recipient, account, client, case, payee);
        let known = self.parties.iter().rev().take(RECENT).position(|party| self.texts(party) == texts);
        if let Some(back) = known {
            return narrow(self.parties.len() - 1 - back);
        }
        let mut bounds = [self.text.len(); 6];
        let texts = [recipient, account, client.unwrap_or_default(), case, payee.unwrap_or_default()];
        for (text, bound) in texts.into_iter().zip(&mut bounds[1..]) {
            self.text.push_str(text);
            *bound = self.text.len();
        }
        self.parties.push(Party { bounds, has_client: client.is_some(), has_payee: payee.is_some(), known_from });
        narrow(self.parties.len() - 1)
    }

    fn date(&mut self, date: &str) -> u32 {
        if let Some(known) = self.places_of_dates.get(date) {
            return *known;
        }
        let place = narrow(self.dates.len());
        self.dates.push(date.into());
        self.places_of_dates.insert(date.into(), place);
        place
    }

    fn texts(&self, party: &Party) -> Texts<'_> {
        let text = |place: usize| self.text.get(party.bounds[place]..party.bounds[place + 1]).unwrap_or_default();
        (text(0), text(1), party.has_client.then(|| text(2)), text(3), party.has_payee.then(|| text(4)))
    }

    fn party_of(&self, entry: &Packed) -> Texts<'_> {
        self.texts(&self.parties[entry.party as usize])
    }

    /// Puts all entries in order of recipient, date and account; then of client, case, payee and the rest.
    pub(super) fn sort(&mut self) {
        let (parties, recipients) = self.sort_parties();
        let dates = self.sort_dates();
        for entry in &mut self.entries {
            entry.party = parties[entry.party as usize];
            entry.recipient = recipients[entry.party as usize];
            entry.date = dates[entry.date as usize];
        }
        self.entries.par_sort_unstable_by_key(|entry| {
            (entry.recipient, entry.date, entry.party, entry.cents, entry.payments, entry.origin)
        });
    }

    /// Puts the parties in order, each once. Returns where each of them is now, and the first one of its recipient for
    /// each of those that are left.
    fn sort_parties(&mut self) -> (Vec<u32>, Vec<u32>) {
        let texts = |place: u32| self.texts(&self.parties[place as usize]);
        let mut order: Vec<(u64, u32)> =
            (0..narrow(self.parties.len())).map(|place| (first_bytes(texts(place).0), place)).collect();
        order.par_sort_unstable_by(|(bytes, one), (others, other)| {
            bytes.cmp(others).then_with(|| texts(*one).cmp(&texts(*other)))
        });
        let (mut parties, mut recipients): (Vec<Party>, Vec<u32>) = (Vec::new(), Vec::new());
        let mut places = vec![0; self.parties.len()];
        for (_, place) in order {
            let party = self.parties[place as usize];
            let (own, last) = (self.texts(&party), parties.last().map(|last| self.texts(last)));
            if last != Some(own) {
                let first = recipients.last().copied().filter(|_| last.is_some_and(|last| last.0 == own.0));
                recipients.push(first.unwrap_or(narrow(parties.len())));
                parties.push(party);
            }
            places[place as usize] = narrow(parties.len() - 1);
        }
        self.parties = parties;
        (places, recipients)
    }

    /// Puts the dates in order, and returns where each of them is now.
    fn sort_dates(&mut self) -> Vec<u32> {
        self.places_of_dates = FxHashMap::default();
        let mut order: Vec<(Box<str>, usize)> = std::mem::take(&mut self.dates).into_iter().zip(0..).collect();
        order.sort_unstable();
        let mut places = vec![0; order.len()];
        for (date, place) in order {
            places[place] = narrow(self.dates.len());
            self.dates.push(date);
        }
        places
    }

    /// Hands over the entries of each recipient, date and account, in order, to be marked.
    pub(super) fn each_group(&mut self, mut take: impl FnMut(&Self, &mut [Packed])) {
        let mut entries = std::mem::take(&mut self.entries);
        for group in entries.chunk_by_mut(|one, other| self.are_of_one_line(one, other)) {
            take(self, group);
        }
        self.entries = entries;
    }

    /// Returns the entries of each recipient, date and account that is equal, in order.
    pub(super) fn equal(&self) -> impl Iterator<Item = &[Packed]> {
        let groups = self.entries.chunk_by(|one, other| self.are_of_one_line(one, other));
        groups.filter(|group| !group[0].is_unequal)
    }

    fn are_of_one_line(&self, one: &Packed, other: &Packed) -> bool {
        let same = (one.recipient, one.date) == (other.recipient, other.date);
        same && (one.party == other.party || self.party_of(one).1 == self.party_of(other).1)
    }

    /// Returns the line of a group that is equal.
    pub(super) fn decided<'a>(&'a self, group: &'a [Packed]) -> Decided<'a> {
        let first = self.party_of(&group[0]);
        let case = |entry: &Packed| (self.party_of(entry).3, self.parties[entry.party as usize].known_from);
        let mut cases: Vec<(&str, Option<DeliveredPlace>)> = vec![case(&group[0])];
        for entry in group.iter().filter(|entry| entry.party != group[0].party) {
            cases.push(case(entry));
        }
        cases.sort_unstable_by_key(|(case, _)| *case);
        cases.dedup_by_key(|(case, _)| *case);
        let [promised, planned] = sums(group);
        Decided {
            verdict: Verdict::Equal,
            recipient: first.0,
            client: self.first_told(group, |texts| texts.2),
            cases,
            date: &self.dates[group[0].date as usize],
            account: first.1,
            payee: self.first_told(group, |texts| texts.4),
            promised,
            planned,
            elsewhere: 0,
            explanation: "",
            waived: None,
            origins: group.iter().filter_map(|entry| entry.origin).collect(),
        }
    }

    /// Makes a line of a group, not judged yet; so many equal ones come before it.
    pub(super) fn line(&self, group: &[Packed], place: usize) -> Line {
        let Decided { recipient, client, cases, date, account, payee, promised, planned, origins, .. } =
            self.decided(group);
        let mut shares: Vec<(String, Share)> = cases
            .into_iter()
            .map(|(case, known_from)| (case.to_owned(), Share { known_from, ..Share::default() }))
            .collect();
        for entry in group {
            let case = self.party_of(entry).3;
            let Ok(place) = shares.binary_search_by(|(known, _)| known.as_str().cmp(case)) else { continue };
            let share = &mut shares[place].1;
            if entry.origin.is_some() {
                share.promised = share.promised.saturating_add(entry.cents);
                share.promises = share.promises.saturating_add(entry.payments);
            } else {
                share.planned = share.planned.saturating_add(entry.cents);
                share.orders += 1;
            }
        }
        Line {
            verdict: Verdict::Equal,
            recipient: recipient.to_owned(),
            client: client.map(str::to_owned),
            date: date.to_owned(),
            account: account.to_owned(),
            payee: payee.map(str::to_owned),
            promised,
            planned,
            elsewhere: 0,
            instead_on: None,
            explanation: String::new(),
            waived: None,
            origins,
            shares,
            claims: Vec::new(),
            place,
        }
    }

    /// Returns the first of something that promises tell, and otherwise the first that planned payments do.
    fn first_told<'a>(&'a self, group: &[Packed], told: fn(Texts<'a>) -> Option<&'a str>) -> Option<&'a str> {
        let of = |promised| {
            let mut entries = group.iter().filter(|entry| entry.origin.is_some() == promised);
            entries.find_map(|entry| told(self.party_of(entry)))
        };
        of(true).or_else(|| of(false))
    }
}

/// Adds up what is promised and what is planned.
pub(super) fn sums(group: &[Packed]) -> [i64; 2] {
    let sum = |promised| {
        let entries = group.iter().filter(|entry| entry.origin.is_some() == promised);
        entries.fold(0_i64, |sum, entry| sum.saturating_add(entry.cents))
    };
    [sum(true), sum(false)]
}

/// Returns the first bytes of a text as a number in the order of texts.
fn first_bytes(text: &str) -> u64 {
    let bytes = text.bytes().chain(std::iter::repeat(0)).take(8);
    bytes.fold(0, |number, byte| number << 8 | u64::from(byte))
}

/// Fits a place in a list into four bytes: memory ends long before they do.
fn narrow(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_in_one_order_by_their_first_bytes_and_in_full() {
        let texts = ["", "1", "10", "111222333", "111222334", "2", "é"];
        for pair in texts.windows(2) {
            assert!(first_bytes(pair[0]) <= first_bytes(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn who_is_paid_is_kept_once_whoever_comes_between() {
        let mut ledger = Ledger::default();
        let entry = |recipient, account| Entry {
            recipient,
            client: None,
            case: "A",
            date: "2021-01-29",
            account,
            payee: None,
            known_from: None,
            cents: 1,
        };
        for _ in 0..2 {
            for recipient in ["r", "s", "t"] {
                for account in ["1", "2", "3", "4"] {
                    ledger.plan(&entry(recipient, account));
                }
            }
        }
        ledger.sort();
        assert_eq!((ledger.parties.len(), ledger.dates.len(), ledger.equal().count()), (12, 1, 12));
    }
}
