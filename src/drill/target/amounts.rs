//! Amounts that are wrong: by a cent, by a factor, by a component.

use rusqlite::params;

use super::{Injected, planned_again};
use crate::domain::euros;
use crate::drill::answer::Answer::Verdict;
use crate::drill::chance::Chance;
use crate::drill::fault::{Fault, Trace};
use crate::drill::scratch::Scratch;
use crate::reconcile::Verdict::{Excess, Higher, Lower, Missing};

const LESS: &[crate::drill::answer::Answer] = &[Verdict(Lower), Verdict(Missing)];
const MORE: &[crate::drill::answer::Answer] = &[Verdict(Higher), Verdict(Excess)];

const SWAPPED: (&str, &str) = ("amounts of two clients swapped", "bedragen van twee cliënten verwisseld");
const HUNDRED_TIMES: (&str, &str) = ("amount times hundred", "bedrag maal honderd");
const HUNDREDTH: (&str, &str) = ("a hundredth of the amount", "een honderdste van het bedrag");
const CENT_LESS: (&str, &str) = ("one cent less", "één cent minder");
const CENT_MORE: (&str, &str) = ("one cent more", "één cent meer");
const DEDUCTION_LOST: (&str, &str) = ("deduction lost", "inhouding verloren");
const DEDUCTION_TWICE: (&str, &str) = ("deduction doubled", "inhouding dubbel");
const DEDUCTION_ABOVE: (&str, &str) = ("deduction five percent higher", "inhouding vijf procent hoger");
const SENTINEL: (&str, &str) = ("sentinel read as an amount", "schijnwaarde gelezen als bedrag");
const SIGN_LOST: (&str, &str) = ("sign of a deduction lost", "teken van een inhouding verloren");
const SIGN_ADDED: (&str, &str) = ("sign of a norm turned", "teken van een norm omgekeerd");
const TOTALS_LINE: (&str, &str) = ("totals line read as data", "totaalregel gelezen als gegeven");
const SUBTOTAL: (&str, &str) = ("subtotal counted", "subtotaal meegeteld");
const WITHOUT_RESERVATION: (&str, &str) =
    ("holiday allowance paid along with the norm", "vakantietoeslag meebetaald met de norm");
const NORM_WITHOUT: (&str, &str) = ("norm without holiday allowance", "norm zonder vakantietoeslag");

/// The faults of amounts.
pub(super) static FAULTS: &[Fault] = &[
    Fault::payments(4, SWAPPED, &[Verdict(Lower)], swap_payments),
    Fault::rows(4, SWAPPED, LESS, swap_components),
    Fault::payments(5, HUNDRED_TIMES, &[Verdict(Excess)], |scratch, dice| {
        alter_payment(scratch, dice, "bedrag_cent > 0", "bedrag_cent * 100")
    }),
    Fault::rows(5, HUNDRED_TIMES, &[Verdict(Excess)], |scratch, dice| {
        alter_component(scratch, dice, "soort = 'norm'", "bedrag_cent * 100")
    }),
    Fault::payments(6, HUNDREDTH, &[Verdict(Lower)], |scratch, dice| {
        alter_payment(scratch, dice, "bedrag_cent >= 100", "bedrag_cent / 100")
    }),
    Fault::rows(6, HUNDREDTH, LESS, |scratch, dice| {
        alter_component(scratch, dice, "soort = 'norm'", "bedrag_cent / 100")
    }),
    Fault::payments(7, CENT_LESS, &[Verdict(Lower)], |scratch, dice| {
        alter_payment(scratch, dice, "bedrag_cent > 1", "bedrag_cent - 1")
    }),
    Fault::rows(7, CENT_LESS, &[Verdict(Lower)], |scratch, dice| {
        alter_component(scratch, dice, "debet_credit = 'credit'", "bedrag_cent - 1")
    }),
    Fault::payments(8, CENT_MORE, &[Verdict(Higher)], |scratch, dice| {
        alter_payment(scratch, dice, "bedrag_cent >= 100", "bedrag_cent + 1")
    })
    .harmless(),
    Fault::rows(8, CENT_MORE, &[Verdict(Higher)], |scratch, dice| {
        alter_component(scratch, dice, "debet_credit = 'credit' AND cents >= 100", "bedrag_cent + 1")
    })
    .harmless(),
    Fault::payments(17, DEDUCTION_LOST, MORE, |scratch, dice| alter_by_deduction(scratch, dice, 1)),
    Fault::rows(17, DEDUCTION_LOST, MORE, |scratch, dice| {
        alter_component(scratch, dice, "soort = 'inhouding' AND debet_credit = 'debet'", "0")
    }),
    Fault::payments(17, DEDUCTION_TWICE, LESS, |scratch, dice| alter_by_deduction(scratch, dice, -1)),
    Fault::rows(17, DEDUCTION_TWICE, LESS, |scratch, dice| {
        alter_component(scratch, dice, "soort = 'inhouding' AND debet_credit = 'debet'", "bedrag_cent * 2")
    }),
    Fault::rows(17, DEDUCTION_ABOVE, LESS, |scratch, dice| {
        let deductions = "soort = 'inhouding' AND debet_credit = 'debet'";
        alter_component(scratch, dice, deductions, "bedrag_cent + max(1, cents / 20)")
    }),
    Fault::payments(25, SENTINEL, &[Verdict(Excess)], |scratch, dice| {
        alter_payment(scratch, dice, "bedrag_cent BETWEEN 1 AND 99999999", "999999999")
    }),
    Fault::rows(25, SENTINEL, &[Verdict(Excess)], |scratch, dice| {
        alter_component(scratch, dice, "soort = 'norm'", "999999999")
    }),
    Fault::rows(30, SIGN_LOST, MORE, |scratch, dice| turn_component(scratch, dice, "debet")),
    Fault::rows(30, SIGN_ADDED, LESS, |scratch, dice| turn_component(scratch, dice, "credit")),
    Fault::rows(31, TOTALS_LINE, &[Verdict(Excess)], |scratch, dice| {
        let total = "(SELECT sum(bedrag_cent) FROM component)";
        add_component(scratch, dice, total)
    }),
    Fault::rows(32, SUBTOTAL, &[Verdict(Excess)], |scratch, dice| {
        let subtotal = "(SELECT sum(d.bedrag_cent) FROM drill_component d
            WHERE d.inkomensvoorziening = ?1 AND d.debet_credit = 'credit')";
        add_component(scratch, dice, subtotal)
    }),
    Fault::payments(33, NORM_WITHOUT, &[Verdict(Lower)], |scratch, dice| {
        alter_payment(scratch, dice, "bedrag_cent >= 100", "bedrag_cent * 95 / 100")
    }),
    Fault::rows(33, WITHOUT_RESERVATION, MORE, |scratch, dice| {
        alter_component(scratch, dice, "soort = 'vt_reservering' AND debet_credit = 'debet'", "0")
    }),
    Fault::rows(33, NORM_WITHOUT, LESS, |scratch, dice| {
        alter_component(scratch, dice, "soort = 'norm' AND bedrag_cent >= 100", "bedrag_cent * 95 / 100")
    }),
];

/// Gives a planned payment another amount.
pub(super) fn alter_payment(scratch: &Scratch, dice: &mut Chance, condition: &str, amount: &str) -> Injected {
    let sql = format!(
        "SELECT inkomensvoorziening, id, datum, bedrag_cent, {amount} FROM drill_payment WHERE {condition} ORDER BY id"
    );
    let Some(place) = scratch.pick(dice, &sql, &[])? else { return Ok(None) };
    place.change("UPDATE betaalopdracht SET bedrag_cent = ?2 WHERE id = ?1", [place.number(1), place.number(4)])?;
    let (case, date) = (place.text(0), place.text(2));
    let change = format!("{} becomes {}", euros(place.number(3)), euros(place.number(4)));
    Ok(Some(Trace::of(case, change).on(date)))
}

/// Gives a component another amount, and plans its case again.
fn alter_component(scratch: &Scratch, dice: &mut Chance, condition: &str, amount: &str) -> Injected {
    let sql = format!(
        "SELECT inkomensvoorziening, id, soort, bedrag_cent, {amount} FROM drill_component WHERE {condition} ORDER BY id"
    );
    let Some(place) = scratch.pick(dice, &sql, &[])? else { return Ok(None) };
    place.change("UPDATE component SET bedrag_cent = ?2 WHERE id = ?1", [place.number(1), place.number(4)])?;
    let change = format!("{} of {} becomes {}", place.text(2), euros(place.number(3)), euros(place.number(4)));
    planned_again(scratch, &place, change)
}

/// Takes a deduction off a planned payment once more, or not at all.
fn alter_by_deduction(scratch: &Scratch, dice: &mut Chance, sign: i64) -> Injected {
    let sql = format!(
        "SELECT p.inkomensvoorziening, p.id, p.datum, p.bedrag_cent, p.bedrag_cent + {sign} * c.bedrag_cent
         FROM drill_payment p JOIN drill_component c USING (inkomensvoorziening, datum)
         WHERE c.soort = 'inhouding' AND c.debet_credit = 'debet' AND p.bedrag_cent > c.bedrag_cent
         AND p.soort_begunstigde <> 'derde' ORDER BY p.id, c.id"
    );
    let Some(place) = scratch.pick(dice, &sql, &[])? else { return Ok(None) };
    place.change("UPDATE betaalopdracht SET bedrag_cent = ?2 WHERE id = ?1", [place.number(1), place.number(4)])?;
    let change = format!("{} becomes {}", euros(place.number(3)), euros(place.number(4)));
    Ok(Some(Trace::of(place.text(0), change).on(place.text(2))))
}

/// Makes a component work the other way, and plans its case again.
fn turn_component(scratch: &Scratch, dice: &mut Chance, from: &str) -> Injected {
    let only = if from == "credit" { "soort = 'norm'" } else { "soort <> 'norm'" };
    let sql = format!(
        "SELECT inkomensvoorziening, id, soort, bedrag_cent FROM drill_component
         WHERE debet_credit = '{from}' AND {only} ORDER BY id"
    );
    let Some(place) = scratch.pick(dice, &sql, &[])? else { return Ok(None) };
    let to = if from == "credit" { "debet" } else { "credit" };
    place.change("UPDATE component SET debet_credit = ?2 WHERE id = ?1", params![place.number(1), to])?;
    let change = format!("{} of {} becomes {to}", place.text(2), euros(place.number(3)));
    planned_again(scratch, &place, change)
}

/// Gives a case one more component, and plans it again.
fn add_component(scratch: &Scratch, dice: &mut Chance, amount: &str) -> Injected {
    let sql = "SELECT inkomensvoorziening, id, soort FROM drill_component WHERE soort = 'norm' ORDER BY id";
    let Some(place) = scratch.pick(dice, sql, &[])? else { return Ok(None) };
    let (case, id) = (place.text(0), place.text(1));
    let amount = amount.replace("?1", "component.inkomensvoorziening");
    place.copy_rows("component", "id = CAST(?1 AS INTEGER)", &[("bedrag_cent", &amount)], &[&id])?;
    planned_again(scratch, &place, format!("one more component for case {case}"))
}

/// Swaps two payments of one date.
fn swap_payments(scratch: &Scratch, dice: &mut Chance) -> Injected {
    let sql = "SELECT inkomensvoorziening, id, datum, bedrag_cent FROM drill_payment ORDER BY id";
    swap(scratch, dice, sql, "betaalopdracht", |case, date, change| Trace::of(case, change).on(date))
}

/// Swaps the norms of two cases, and plans both again.
fn swap_components(scratch: &Scratch, dice: &mut Chance) -> Injected {
    let sql =
        "SELECT inkomensvoorziening, id, datum, bedrag_cent FROM drill_component WHERE soort = 'norm' ORDER BY id";
    swap(scratch, dice, sql, "component", |case, _, change| Trace::of(case, change))
}

fn swap(
    scratch: &Scratch,
    dice: &mut Chance,
    sql: &str,
    table: &str,
    trace: impl Fn(String, String, String) -> Trace,
) -> Injected {
    let Some(one) = scratch.pick(dice, sql, &[])? else { return Ok(None) };
    let (case, date, cents) = (one.text(0), one.text(2), one.number(3));
    let sql = format!("SELECT * FROM ({sql}) WHERE datum = ?1 AND bedrag_cent <> ?2 AND inkomensvoorziening <> ?3");
    let Some(other) = scratch.pick(dice, &sql, &[&date, &cents, &case])? else { return Ok(None) };
    let update = format!("UPDATE {table} SET bedrag_cent = ?2 WHERE id = ?1");
    one.change(&update, [one.number(1), other.number(3)])?;
    other.change(&update, [other.number(1), cents])?;
    let loser = if other.number(3) < cents { case.clone() } else { other.text(0) };
    if table == "component" {
        scratch.plan_again(one.target, Some(std::slice::from_ref(&case)))?;
        scratch.plan_again(other.target, Some(&[other.text(0)]))?;
    }
    let change = format!("{} of {case} and {} of {} swapped", euros(cents), euros(other.number(3)), other.text(0));
    Ok(Some(trace(loser, date, change)))
}
