//! Waivers that may cover nothing, beside a loss that they would cover.

use super::amounts::alter_payment;
use super::{Injected, day};
use crate::domain::Month;
use crate::drill::answer::Answer::Verdict;
use crate::drill::chance::Chance;
use crate::drill::fault::Fault;
use crate::drill::scratch::Scratch;
use crate::mapping::model::{Waiver, Whose};
use crate::reconcile::Verdict::Lower;

const SELF_APPROVED: (&str, &str) =
    ("waiver requested and approved by one person", "ontheffing door één persoon gevraagd en goedgekeurd");
const EXPIRED: (&str, &str) = ("waiver out of date", "ontheffing verlopen");
const EXCEEDED: (&str, &str) = ("waiver of less than is lost", "ontheffing voor minder dan verloren gaat");

/// The faults of waivers.
pub(super) static FAULTS: &[Fault] = &[
    Fault::payments(41, SELF_APPROVED, &[Verdict(Lower)], |scratch, dice| {
        waive_loss(scratch, dice, |waiver| waiver.approved_by = waiver.requested_by.to_uppercase())
    }),
    Fault::payments(41, EXPIRED, &[Verdict(Lower)], |scratch, dice| {
        waive_loss(scratch, dice, |waiver| waiver.expires_on = waiver.approved_on)
    }),
    Fault::payments(41, EXCEEDED, &[Verdict(Lower)], |scratch, dice| {
        waive_loss(scratch, dice, |waiver| waiver.at_most_cents = Some(0))
    }),
];

/// Takes a cent off a payment, and puts a waiver beside the mapping that would cover it but for one thing.
fn waive_loss(scratch: &Scratch, dice: &mut Chance, spoil: impl Fn(&mut Waiver)) -> Injected {
    let Some(mut trace) = alter_payment(scratch, dice, "bedrag_cent > 1", "bedrag_cent - 1")? else { return Ok(None) };
    let (Some(case), Some(date)) = (trace.subjects.first(), trace.date.as_deref().and_then(day)) else {
        return Ok(None);
    };
    let Ok(before) = date.yesterday() else { return Ok(None) };
    let mut waiver = Waiver {
        id: "drill".to_owned(),
        whose: Whose::Case(case.clone()),
        verdict: Lower,
        months: (Month::of(date), Month::of(date)),
        at_most_cents: Some(1),
        at_most_days: None,
        reason: "a drill".to_owned(),
        decision: "none".to_owned(),
        requested_by: "J. Proef".to_owned(),
        approved_by: "K. Voorbeeld".to_owned(),
        approved_on: before,
        expires_on: date,
        line: 1,
    };
    spoil(&mut waiver);
    trace.waiver = Some(waiver);
    Ok(Some(trace))
}
