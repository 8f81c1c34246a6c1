//! What a municipality will pay: the components in force, divided over the payees in force.
//!
//! Only what stands in the target is looked at. Nothing is ever negative, and nothing is rounded: the odd cent goes to
//! the payee with the lowest number.

use super::calendar::{Calendar, Window};
use crate::diag::Code;
use crate::diag::codes::payment as codes;
use crate::domain::{Date, Month, euros};
use crate::store::case::{CaseRecord, Order, Payee, in_force};
use crate::validate::cell::iso;

/// The plan of one case.
#[derive(Clone, Debug, Default)]
pub struct CasePlan {
    /// The payments, in order of date and payee.
    pub orders: Vec<Order>,
    /// Months that are not paid, and why.
    pub skipped: Vec<(String, &'static str)>,
    /// What was noticed, each once per case.
    pub findings: Vec<(&'static Code, String)>,
}

/// Plans the payments of a case for the months that a calendar has for a window.
#[must_use]
pub fn plan(case: &CaseRecord, calendar: &Calendar, window: Window) -> CasePlan {
    let mut plan = CasePlan::default();
    for (month, date) in calendar.due(window) {
        plan_month(case, month, date, &mut plan);
    }
    plan.orders.sort_by(|one, other| (&one.date, one.volgnummer).cmp(&(&other.date, other.volgnummer)));
    plan
}

fn plan_month(case: &CaseRecord, month: Month, date: Date, plan: &mut CasePlan) {
    let day = iso(date);
    if let Some(reason) = why_unpaid(case, &day) {
        plan.skipped.push((month.to_string(), reason));
        return;
    }
    let total = total_in_force(case, &day);
    if total <= 0 {
        plan.skipped.push((month.to_string(), "nothing left to pay"));
        plan.find(&codes::NOTHING_LEFT, format!("the components in force on {day} add up to {}", euros(total)));
        return;
    }
    let mut payees: Vec<&Payee> =
        case.payees.iter().filter(|payee| in_force(&payee.from, payee.to.as_deref(), &day)).collect();
    payees.sort_by_key(|payee| payee.volgnummer);
    if payees.is_empty() {
        plan.skipped.push((month.to_string(), "no payee in force"));
        plan.find(&codes::NO_PAYEE, format!("nobody to pay on {day}"));
        return;
    }
    for (payee, cents) in divide(total, &payees, plan) {
        let recipient = recipient(case, payee, plan);
        plan.orders.push(Order {
            recipient,
            volgnummer: payee.volgnummer,
            soort_begunstigde: payee.soort.clone(),
            naam: payee.naam.clone(),
            iban: payee.iban.clone(),
            month: month.to_string(),
            date: day.clone(),
            cents,
        });
    }
}

impl CasePlan {
    fn find(&mut self, code: &'static Code, message: String) {
        if !self.findings.iter().any(|(known, _)| *known == code) {
            self.findings.push((code, message));
        }
    }
}

/// Tells why a case is not paid on a date, where it is not. A partner's death alone does not stop a case.
fn why_unpaid(case: &CaseRecord, day: &str) -> Option<&'static str> {
    if case.blocked {
        Some("blocked")
    } else if case.end.as_deref().is_some_and(|end| end < day) {
        Some("ended")
    } else if case.start.as_str() > day {
        Some("not begun")
    } else if case.deceased.as_deref().is_some_and(|death| death < day) {
        Some("client deceased")
    } else {
        None
    }
}

/// Adds up the components in force on a date, in cents: credit less debit, without subtotals and informative lines.
#[must_use]
pub fn total_in_force(case: &CaseRecord, day: &str) -> i64 {
    case.components
        .iter()
        .filter(|component| !matches!(component.soort.as_str(), "subtotaal" | "informatief"))
        .filter(|component| in_force(&component.from, component.to.as_deref(), day))
        .fold(0_i64, |sum, component| {
            let signed = if component.credit { component.cents } else { -component.cents };
            sum.saturating_add(signed)
        })
}

/// Divides an amount: fixed amounts first, in order of volgnummer, and what is left over those who get the rest.
fn divide<'a>(total: i64, payees: &[&'a Payee], plan: &mut CasePlan) -> Vec<(&'a Payee, i64)> {
    let mut left = total;
    let mut shares = Vec::new();
    for payee in payees.iter().filter(|payee| !payee.gets_rest) {
        let Some(fixed) = payee.cents else {
            plan.find(&codes::NO_FIXED_AMOUNT, format!("payee {} has no amount", payee.volgnummer));
            continue;
        };
        let served = fixed.clamp(0, left);
        if served < fixed {
            let message = format!("payee {} gets {} of {}", payee.volgnummer, euros(served), euros(fixed));
            plan.find(&codes::FIXED_EXCEEDS, message);
        }
        left -= served;
        shares.push((*payee, served));
    }
    let rest: Vec<&Payee> = payees.iter().filter(|payee| payee.gets_rest).copied().collect();
    let count = i64::try_from(rest.len()).unwrap_or(i64::MAX);
    if count == 0 {
        if left > 0 {
            plan.find(&codes::NOBODY_FOR_REST, format!("nobody gets the {} that is left", euros(left)));
        }
    } else {
        for (place, payee) in (0..count).zip(rest) {
            shares.push((payee, left / count + i64::from(place < left % count)));
        }
    }
    shares.retain(|(_, cents)| *cents > 0);
    shares.sort_by_key(|(payee, _)| payee.volgnummer);
    shares
}

/// Whose money it is: the partner's own half is the partner's, everything else is the client's.
fn recipient(case: &CaseRecord, payee: &Payee, plan: &mut CasePlan) -> String {
    if payee.soort != "partner" {
        return case.client_bsn.clone();
    }
    case.partner_bsn.clone().unwrap_or_else(|| {
        plan.find(&codes::NO_PARTNER, format!("payee {} is a partner whom the case does not have", payee.volgnummer));
        case.client_bsn.clone()
    })
}

#[cfg(test)]
mod tests;
