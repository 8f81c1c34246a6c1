//! Rows besides those that are paid from: reserves, history, and what was changed after the run.

use super::{Injected, planned_again};
use crate::domain::euros;
use crate::drill::answer::Answer::{self, Told, Verdict};
use crate::drill::answer::{CHANGED_PAYMENTS, CHANGED_RECORDS, NO_OBLIGATION, RESERVE_SHORT};
use crate::drill::chance::Chance;
use crate::drill::fault::{Fault, Trace};
use crate::drill::scratch::Scratch;
use crate::reconcile::Verdict::{Double, Excess, Higher};

const RESERVE: (&str, &str) = ("holiday reserve lost", "vakantiegeldreserve verloren");
const RESERVE_CENT: (&str, &str) = ("holiday reserve a cent less", "vakantiegeldreserve een cent minder");
const RESERVE_OF_ENDED: (&str, &str) =
    ("reserve of a case that ended lost", "reserve van een beëindigd dossier verloren");
const MOVED: (&str, &str) = ("address changed after the run", "adres gewijzigd na de conversie");
const DEBT: (&str, &str) = ("debt changed after the run", "vordering gewijzigd na de conversie");
const PAID: (&str, &str) = ("paid history changed after the run", "betaalhistorie gewijzigd na de conversie");
const DUTY: (&str, &str) = ("obligation not carried over", "verplichting niet overgenomen");
const ONE_OFF: (&str, &str) = ("one-off payment counted as monthly", "eenmalige betaling geteld als maandelijks");
const CORRECTION: (&str, &str) =
    ("correction of an older month in the run", "correctie van een oudere maand in de betaalronde");

const MORE: &[Answer] = &[Verdict(Higher), Verdict(Excess), Verdict(Double)];
const SHORT: &[Answer] = &[Told(&RESERVE_SHORT)];

/// The faults of other rows.
pub(super) static FAULTS: &[Fault] = &[
    Fault::rows(18, RESERVE, SHORT, |scratch, dice| alter_reserve(scratch, dice, "1", "0")),
    Fault::rows(18, RESERVE_CENT, SHORT, |scratch, dice| alter_reserve(scratch, dice, "1", "bedrag_cent - 1")),
    Fault::rows(37, MOVED, &[Told(&CHANGED_RECORDS)], |scratch, dice| {
        alter_row(scratch, dice, "persoon", "huisnummer = coalesce(huisnummer, 0) + 1")
    }),
    Fault::rows(38, DEBT, &[Told(&CHANGED_RECORDS)], |scratch, dice| {
        alter_row(scratch, dice, "vordering", "saldo_cent = saldo_cent + 1")
    }),
    Fault::rows(38, PAID, &[Told(&CHANGED_PAYMENTS)], alter_history),
    Fault::rows(38, DUTY, &[Told(&NO_OBLIGATION)], lose_obligation),
    Fault::rows(46, RESERVE_OF_ENDED, SHORT, |scratch, dice| {
        let ended = "EXISTS (SELECT 1 FROM inkomensvoorziening i WHERE i.dossiernummer = v.inkomensvoorziening
            AND i.einddatum < (SELECT min(datum) FROM betaalopdracht))";
        alter_reserve(scratch, dice, ended, "0")
    }),
    Fault::payments(47, ONE_OFF, MORE, |scratch, dice| repeat_one_off(scratch, dice, false)),
    Fault::rows(47, ONE_OFF, MORE, |scratch, dice| repeat_one_off(scratch, dice, true)),
    Fault::payments(48, CORRECTION, MORE, |scratch, dice| add_correction(scratch, dice, false)),
    Fault::rows(48, CORRECTION, MORE, |scratch, dice| add_correction(scratch, dice, true)),
];

fn alter_reserve(scratch: &Scratch, dice: &mut Chance, condition: &str, amount: &str) -> Injected {
    let sql = format!(
        "SELECT inkomensvoorziening, id, bedrag_cent, {amount} FROM vakantiegeld_reservering v
         WHERE bedrag_cent > 0 AND {condition} ORDER BY id"
    );
    let Some(place) = scratch.pick(dice, &sql, &[])? else { return Ok(None) };
    let update = "UPDATE vakantiegeld_reservering SET bedrag_cent = ?2 WHERE id = ?1";
    place.change(update, [place.number(1), place.number(3)])?;
    let change = format!("{} becomes {}", euros(place.number(2)), euros(place.number(3)));
    Ok(Some(Trace::of(place.text(0), change)))
}

/// Changes one row of a table after the run.
fn alter_row(scratch: &Scratch, dice: &mut Chance, table: &str, change: &str) -> Injected {
    let Some(place) = scratch.pick(dice, &format!("SELECT id FROM {table} ORDER BY id"), &[])? else { return Ok(None) };
    place.change(&format!("UPDATE {table} SET {change} WHERE id = ?1"), [place.number(0)])?;
    let subject = format!("{}.{table}", place.target.name);
    Ok(Some(Trace::of(subject, format!("{table} {}: {change}", place.number(0)))))
}

fn alter_history(scratch: &Scratch, dice: &mut Chance) -> Injected {
    let sql = "SELECT id, betaalnummer FROM betaling ORDER BY id";
    let Some(place) = scratch.pick(dice, sql, &[])? else { return Ok(None) };
    place.change("UPDATE betaling SET bedrag_cent = bedrag_cent + 1 WHERE id = ?1", [place.number(0)])?;
    Ok(Some(Trace::of(place.target.name.clone(), format!("payment {} a cent more", place.text(1)))))
}

fn lose_obligation(scratch: &Scratch, dice: &mut Chance) -> Injected {
    let sql = "SELECT v.inkomensvoorziening, v.id FROM verplichting v WHERE EXISTS (SELECT 1 FROM drill_order o
        WHERE o.inkomensvoorziening = v.inkomensvoorziening) ORDER BY v.id";
    let Some(place) = scratch.pick(dice, sql, &[])? else { return Ok(None) };
    place.change("DELETE FROM verplichting WHERE id >> 8 = ?1 >> 8", [place.number(1)])?;
    Ok(Some(Trace::of(place.text(0), "an obligation is lost".to_owned())))
}

/// Pays a one-off payment of the past again every month.
fn repeat_one_off(scratch: &Scratch, dice: &mut Chance, in_rows: bool) -> Injected {
    let sql = "SELECT p.inkomensvoorziening, p.id, b.bedrag_cent, c.id FROM betaling b
        JOIN drill_payment p ON p.inkomensvoorziening = b.inkomensvoorziening AND p.iban = b.iban
        JOIN drill_component c ON c.inkomensvoorziening = b.inkomensvoorziening AND c.datum = p.datum
        WHERE b.soort = 'eenmalig' AND b.bedrag_cent > 0 AND c.soort = 'norm' AND p.soort_begunstigde <> 'derde'
        ORDER BY b.id, p.id, c.id";
    let Some(place) = scratch.pick(dice, sql, &[])? else { return Ok(None) };
    add(scratch, &place, place.number(2), in_rows, "a one-off payment")
}

/// Pays an old month's correction along with the first month.
fn add_correction(scratch: &Scratch, dice: &mut Chance, in_rows: bool) -> Injected {
    let sql = "SELECT p.inkomensvoorziening, p.id, max(1, p.bedrag_cent / 10), c.id FROM drill_payment p
        JOIN drill_component c ON c.inkomensvoorziening = p.inkomensvoorziening AND c.datum = p.datum
        WHERE c.soort = 'norm' AND p.bedrag_cent > 10 AND p.soort_begunstigde <> 'derde' ORDER BY p.id, c.id";
    let Some(place) = scratch.pick(dice, sql, &[])? else { return Ok(None) };
    add(scratch, &place, place.number(2), in_rows, "a correction")
}

/// Adds an amount: as a component where the rows decide, else as a payment of its own beside that of the place.
fn add(scratch: &Scratch, place: &crate::drill::scratch::Place<'_>, cents: i64, in_rows: bool, what: &str) -> Injected {
    let (change, amount) = (format!("{what} of {} is paid too", euros(cents)), cents.to_string());
    let amount = [("bedrag_cent", amount.as_str())];
    if in_rows {
        place.copy_rows("component", "id = CAST(?1 AS INTEGER)", &amount, &[&place.text(3)])?;
        return planned_again(scratch, place, change);
    }
    place.copy_rows("betaalopdracht", "id = CAST(?1 AS INTEGER)", &amount, &[&place.text(1)])?;
    Ok(Some(Trace::of(place.text(0), change)))
}
