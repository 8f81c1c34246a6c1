//! The legal ground of every planned payment.

use crate::store::case::{CaseRecord, Order, in_force};

/// Tells which planned payments of a case have no granting decision in force on their date, under the law of its
/// scheme.
pub fn untitled(case: &CaseRecord) -> impl Iterator<Item = &Order> {
    case.orders.iter().filter(|order| {
        !case.decisions.iter().any(|decision| {
            matches!(decision.soort.as_str(), "toekenning" | "wijziging" | "voortzetting")
                && decision.wet == law(&case.regeling)
                && in_force(&decision.from, decision.to.as_deref(), &order.date)
        })
    })
}

/// Returns the law that a scheme rests on: special assistance rests on the Participatiewet (art. 35).
#[must_use]
pub fn law(regeling: &str) -> &str {
    match regeling {
        "BB_PER" | "BB_EEN" => "PW",
        other => other,
    }
}

#[cfg(test)]
mod tests;
