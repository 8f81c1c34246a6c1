//! Persons who are wrong: numbers that were spoiled or belong to somebody else, and money for the dead.

use super::Injected;
use crate::domain::bsn;
use crate::drill::answer::Answer::{self, Verdict};
use crate::drill::chance::Chance;
use crate::drill::fault::{Fault, Trace};
use crate::drill::scratch::{Place, Scratch};
use crate::reconcile::Verdict::{Double, Excess, New, OtherPayee};
use crate::store::StoreError;

const DECEASED: (&str, &str) = ("deceased client paid", "overleden cliënt betaald");
const ZERO_LOST: (&str, &str) = ("leading zero of the BSN lost", "voorloopnul van het bsn verloren");
const FAILS_CHECK: (&str, &str) = ("BSN fails its check", "bsn voldoet niet aan de elfproef");
const SOMEBODY_ELSE: (&str, &str) = ("BSN of another person", "bsn van een ander");

const OTHER: &[Answer] = &[Verdict(OtherPayee)];
/// What is added is too much where another case is paid on the same account.
const ADDED: &[Answer] = &[Verdict(New), Verdict(Excess), Verdict(Double)];

/// The faults of persons.
pub(super) static FAULTS: &[Fault] = &[
    Fault::payments(21, DECEASED, ADDED, |scratch, dice| pay_deceased(scratch, dice, false)),
    Fault::rows(21, DECEASED, ADDED, |scratch, dice| pay_deceased(scratch, dice, true)),
    Fault::payments(22, ZERO_LOST, OTHER, |scratch, dice| {
        rename(scratch, dice, &IN_PAYMENTS, "persoon LIKE '0%'", lose_zero)
    }),
    Fault::rows(22, ZERO_LOST, OTHER, |scratch, dice| rename(scratch, dice, &IN_ROWS, "persoon LIKE '0%'", lose_zero)),
    Fault::payments(23, FAILS_CHECK, OTHER, |scratch, dice| rename(scratch, dice, &IN_PAYMENTS, "1", fail_check)),
    Fault::rows(23, FAILS_CHECK, OTHER, |scratch, dice| rename(scratch, dice, &IN_ROWS, "1", fail_check)),
    Fault::payments(24, SOMEBODY_ELSE, OTHER, |scratch, dice| give_away(scratch, dice, &IN_PAYMENTS)),
    Fault::rows(24, SOMEBODY_ELSE, OTHER, |scratch, dice| give_away(scratch, dice, &[IN_ROWS[1]])),
];

const IN_PAYMENTS: [&str; 1] = ["UPDATE betaalopdracht SET persoon = ?2 WHERE persoon = ?1"];
const IN_ROWS: [&str; 2] =
    ["UPDATE persoon SET bsn = ?2 WHERE bsn = ?1", "UPDATE client SET persoon = ?2 WHERE persoon = ?1"];

fn lose_zero(number: &str) -> Option<String> {
    number.strip_prefix('0').map(str::to_owned)
}

fn fail_check(number: &str) -> Option<String> {
    let last = number.bytes().last()?.checked_sub(b'0')?;
    Some(format!("{}{}", &number[..number.len() - 1], (last + 1) % 10))
}

fn rename(
    scratch: &Scratch,
    dice: &mut Chance,
    changes: &[&str],
    condition: &str,
    spoil: fn(&str) -> Option<String>,
) -> Injected {
    let sql = format!("SELECT DISTINCT persoon FROM drill_order WHERE {condition} ORDER BY 1");
    let Some(place) = scratch.pick(dice, &sql, &[])? else { return Ok(None) };
    let Some(new) = spoil(&place.text(0)) else { return Ok(None) };
    replace(scratch, &place, changes, &new)
}

/// Gives everything that is paid to one person to another.
fn give_away(scratch: &Scratch, dice: &mut Chance, changes: &[&str]) -> Injected {
    let sql = "SELECT DISTINCT persoon FROM drill_order ORDER BY 1";
    let Some(place) = scratch.pick(dice, sql, &[])? else { return Ok(None) };
    let sql = "SELECT bsn FROM persoon WHERE bsn <> ?1 AND overlijdensdatum IS NULL ORDER BY bsn";
    let others = place.texts(sql, [place.text(0)])?;
    let Some(other) = dice.one(&others) else { return Ok(None) };
    replace(scratch, &place, changes, other)
}

fn replace(scratch: &Scratch, place: &Place<'_>, changes: &[&str], new: &str) -> Injected {
    let old = place.text(0);
    let sql = "SELECT DISTINCT inkomensvoorziening FROM betaalopdracht WHERE persoon = ?1 ORDER BY 1";
    let subjects = place.texts(sql, [&old])?;
    for change in changes {
        place.change(change, [old.as_str(), new])?;
    }
    if changes != IN_PAYMENTS {
        scratch.plan_again(place.target, Some(&subjects))?;
    }
    let change = format!("{} becomes {}", bsn::mask(&old), bsn::mask(new));
    Ok(Some(Trace { subjects, date: None, place: None, waiver: None, change }))
}

/// Pays a case whose client died and that is not paid, as it was last.
fn pay_deceased(scratch: &Scratch, dice: &mut Chance, in_rows: bool) -> Injected {
    let sql = "SELECT i.dossiernummer, p.bsn, p.overlijdensdatum FROM inkomensvoorziening i
        JOIN client c ON c.clientnummer = i.client JOIN persoon p ON p.bsn = c.persoon
        WHERE p.overlijdensdatum < (SELECT min(datum) FROM betaalopdracht)
        AND i.dossiernummer NOT IN (SELECT inkomensvoorziening FROM betaalopdracht)
        AND i.dossiernummer IN (SELECT inkomensvoorziening FROM component)
        AND i.dossiernummer IN (SELECT inkomensvoorziening FROM begunstigde) ORDER BY 1";
    let Some(place) = scratch.pick(dice, sql, &[])? else { return Ok(None) };
    revive(&place)?;
    let case = place.text(0);
    if in_rows {
        scratch.plan_again(place.target, Some(std::slice::from_ref(&case)))?;
    } else if let Some(record) = Scratch::case(place.target, &case)? {
        scratch.plan_as(place.target, &record)?;
        restore(&place)?;
    }
    let paid = place.texts("SELECT id FROM betaalopdracht WHERE inkomensvoorziening = ?1", [&case])?;
    let change = format!("paid as if the client had not died on {}", place.text(2));
    Ok((!paid.is_empty()).then(|| Trace::of(case, change)))
}

/// Takes death and end away from a case, and from its last components and payees.
fn revive(place: &Place<'_>) -> Result<(), StoreError> {
    let (case, bsn) = (place.text(0), place.text(1));
    place.change("UPDATE persoon SET overlijdensdatum = NULL WHERE bsn = ?1", [&bsn])?;
    place
        .change("UPDATE inkomensvoorziening SET einddatum = NULL, geblokkeerd = 0 WHERE dossiernummer = ?1", [&case])?;
    for table in ["component", "begunstigde"] {
        let sql = format!(
            "UPDATE {table} SET tot = NULL WHERE inkomensvoorziening = ?1
             AND van = (SELECT max(van) FROM {table} WHERE inkomensvoorziening = ?1)"
        );
        place.change(&sql, [&case])?;
    }
    Ok(())
}

/// Lets the client be dead again.
fn restore(place: &Place<'_>) -> Result<(), StoreError> {
    let update = "UPDATE persoon SET overlijdensdatum = ?2 WHERE bsn = ?1";
    place.change(update, [place.text(1), place.text(2)]).map(|_| ())
}
