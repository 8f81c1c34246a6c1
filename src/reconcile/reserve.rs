//! Holiday allowance that was reserved: carried over, or paid out after the cut-over.

use std::collections::BTreeMap;

use super::continuity::Beyond;
use super::summary::Reserve;
use super::{Failure, Parameters};
use crate::domain::{DateFormat, euros};
use crate::store::case::{self, CaseRecord, Component, in_force};
use crate::store::evidence_read::{EvidenceReader, ReservesByCase};
use crate::store::{StoreError, Target};

/// What became of one case's reserve, in cents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReserveCheck {
    /// The case.
    pub case: String,
    /// What was reserved.
    pub reserved: i64,
    /// What is carried over.
    pub carried: i64,
    /// What is paid out of it in the window of the mapping.
    pub paid_out: i64,
    /// What lacks.
    pub short: i64,
}

/// Reserves while the cases go by.
#[derive(Debug, Default)]
pub(super) struct Reserves {
    reserved: ReservesByCase,
    carried: BTreeMap<String, i64>,
    paid_out: BTreeMap<String, Vec<Component>>,
    /// What is planned to be paid out after the last day that is compared, where the window is shortened.
    deferred: BTreeMap<String, i64>,
    absent: u64,
}

impl Reserves {
    /// Takes the reserves that were delivered.
    ///
    /// # Errors
    /// Fails where the evidence cannot be read.
    pub(super) fn of(evidence: &EvidenceReader<'_>) -> Result<Self, StoreError> {
        Ok(Self { reserved: evidence.reserves()?, ..Self::default() })
    }

    /// Adds what a target carries over.
    ///
    /// # Errors
    /// Fails where the target cannot be read.
    pub(super) fn carry(&mut self, target: &Target) -> Result<(), StoreError> {
        for (case, cents) in case::reserves(target)? {
            *self.carried.entry(case).or_default() += cents;
        }
        Ok(())
    }

    /// Takes what a case is to be paid out, on dates that are compared or later ones, and sees that one which still
    /// reserves when it leaves brings a reserve.
    pub(super) fn take(
        &mut self,
        case: &CaseRecord,
        later: &[String],
        parameters: &Parameters,
        failures: &mut Vec<Failure>,
    ) {
        let is_compared =
            |part: &&Component| case.orders.iter().any(|order| in_force(&part.from, part.to.as_deref(), &order.date));
        let (compared, deferred): (Vec<&Component>, Vec<&Component>) =
            pay_outs(case, parameters).partition(is_compared);
        if !compared.is_empty() {
            self.paid_out.entry(case.dossiernummer.clone()).or_default().extend(compared.into_iter().cloned());
        }
        let is_planned = |part: &&Component| later.iter().any(|date| in_force(&part.from, part.to.as_deref(), date));
        let deferred =
            deferred.into_iter().filter(is_planned).fold(0, |sum: i64, part| sum.saturating_add(signed(part)));
        if deferred > 0 {
            *self.deferred.entry(case.dossiernummer.clone()).or_default() += deferred;
        }
        let eve = parameters.eve.as_str();
        let runs = in_force(&case.start, case.end.as_deref(), eve);
        let reserving = case.components.iter().any(|component| {
            component.soort == "vt_reservering" && in_force(&component.from, component.to.as_deref(), eve)
        });
        if runs && reserving && !self.reserved.contains_key(&case.dossiernummer) {
            self.absent += 1;
            let message = format!("reserves holiday allowance on {eve}, and no reserve was delivered");
            failures.push(Failure::new("continuity", &case.dossiernummer, message).at_key(case.id));
        }
    }

    /// Holds what was reserved against what is carried over and paid out, case by case. Nothing is paid out but what
    /// cases get beyond their promises. Returns as well what is paid out of the reserves on which date.
    pub(super) fn finish(self, beyond: &Beyond, failures: &mut Vec<Failure>) -> (Reserve, Vec<ReserveCheck>, Beyond) {
        let mut figures = Reserve { absent: self.absent, ..Reserve::default() };
        let (mut checks, mut explained) = (Vec::new(), Beyond::new());
        for (case, (reserved, (file, line))) in self.reserved {
            let carried = self.carried.get(&case).copied().unwrap_or_default();
            let dates = match (self.paid_out.get(&case), beyond.get(&case)) {
                (Some(parts), Some(beyond)) => paid_out(parts, beyond.clone()),
                _ => BTreeMap::new(),
            };
            let deferred = self.deferred.get(&case).copied().unwrap_or_default();
            let paid_out = dates.values().fold(deferred, |sum: i64, cents| sum.saturating_add(*cents));
            let short = reserved.saturating_sub(carried).saturating_sub(paid_out).max(0);
            figures.cases += 1;
            figures.promised_cents += i128::from(reserved);
            figures.carried_cents += i128::from(carried);
            figures.paid_out_cents += i128::from(paid_out);
            if short > 0 {
                figures.short += 1;
                let message = message([reserved, carried, paid_out]);
                failures.push(Failure::new("continuity", &case, message).at(file, line));
            }
            if !dates.is_empty() {
                explained.insert(case.clone(), at_most(reserved.saturating_sub(carried), dates));
            }
            checks.push(ReserveCheck { case, reserved, carried, paid_out, short });
        }
        (figures, checks, explained)
    }
}

/// Finds the holiday allowance whose pay-out begins in the window: what was paid out before it was no reserve any more.
fn pay_outs<'a>(case: &'a CaseRecord, parameters: &Parameters) -> impl Iterator<Item = &'a Component> {
    let begins = |day: &str| DateFormat::YearMonthDay.parse(day).is_ok_and(|day| parameters.whole.contains(day));
    let parts = case.components.iter().filter(|part| part.soort == "vt_uitbetaling");
    parts.filter(move |part| begins(&part.from))
}

/// Finds on which dates a case is paid out: while a part is in force, as far as the case gets more than its promise.
/// What is taken off again is not paid. The part that ends first goes first.
fn paid_out(parts: &[Component], mut beyond: BTreeMap<String, i64>) -> BTreeMap<String, i64> {
    let mut left = parts.iter().fold(0, |sum: i64, part| sum.saturating_add(signed(part)));
    let mut credits: Vec<&Component> = parts.iter().filter(|part| part.credit).collect();
    credits.sort_by_key(|part| (part.to.is_none(), &part.to));
    let mut dates = BTreeMap::new();
    for part in credits {
        let mut due = part.cents;
        for (date, free) in beyond.iter_mut().filter(|(date, _)| in_force(&part.from, part.to.as_deref(), date)) {
            let cents = due.min(left).min(*free).max(0);
            (due, left, *free) = (due - cents, left - cents, *free - cents);
            *dates.entry(date.clone()).or_default() += cents;
        }
    }
    dates
}

fn signed(part: &Component) -> i64 {
    if part.credit { part.cents } else { -part.cents }
}

/// Leaves of amounts by date the first ones, up to a sum.
fn at_most(mut left: i64, mut dates: BTreeMap<String, i64>) -> BTreeMap<String, i64> {
    for cents in dates.values_mut() {
        *cents = left.min(*cents).max(0);
        left -= *cents;
    }
    dates
}

fn message(amounts: [i64; 3]) -> String {
    let [reserved, carried, paid_out] = amounts.map(euros);
    match amounts {
        [.., 0] => format!("{reserved} was reserved, and {carried} is carried over"),
        _ => format!("{reserved} was reserved, {carried} is carried over and {paid_out} is paid out"),
    }
}
