//! Money on another account: of another client, of another payee of the case, of one that was given up.

use rusqlite::params;

use super::{Injected, planned_again};
use crate::domain::bsn;
use crate::drill::answer::Answer::{self, Verdict};
use crate::drill::chance::Chance;
use crate::drill::fault::{Fault, Trace};
use crate::drill::scratch::Scratch;
use crate::reconcile::Verdict::{Lower, OtherAccount, OtherPayee};

const SWAPPED: (&str, &str) = ("IBANs of two clients swapped", "IBAN's van twee cliënten verwisseld");
const ADMINISTRATOR: (&str, &str) =
    ("client paid in place of the administrator", "cliënt betaald in plaats van de bewindvoerder");
const RENT: (&str, &str) =
    ("rent paid to the client in place of the landlord", "huur betaald aan de cliënt in plaats van de verhuurder");
const PARTNER: (&str, &str) =
    ("the partner's half paid to the client", "de helft van de partner betaald aan de cliënt");
const ODD_CENT: (&str, &str) = ("odd cent to the other half", "losse cent naar de andere helft");
const GIVEN_UP: (&str, &str) = ("account used that was given up", "opgeheven rekening gebruikt");

/// Part of what an account gets is less there, where another case is paid on it too.
const SWAP: &[Answer] = &[Verdict(OtherAccount), Verdict(Lower)];
const OTHER: &[Answer] = &[Verdict(OtherAccount), Verdict(OtherPayee), Verdict(Lower)];

/// The faults of accounts.
pub(super) static FAULTS: &[Fault] = &[
    Fault::payments(3, SWAPPED, SWAP, swap_in_payments),
    Fault::rows(3, SWAPPED, SWAP, swap_in_payees),
    Fault::payments(14, ADMINISTRATOR, OTHER, |scratch, dice| redirect_administrator(scratch, dice, false)),
    Fault::rows(14, ADMINISTRATOR, OTHER, |scratch, dice| redirect_administrator(scratch, dice, true)),
    Fault::payments(15, RENT, &[Verdict(OtherPayee)], redirect_rent),
    Fault::rows(15, RENT, &[Verdict(OtherPayee)], |scratch, dice| lose_payee(scratch, dice, "derde")),
    Fault::payments(16, PARTNER, &[Verdict(OtherPayee)], redirect_half),
    Fault::rows(16, PARTNER, &[Verdict(OtherPayee)], |scratch, dice| lose_payee(scratch, dice, "partner")),
    Fault::payments(16, ODD_CENT, &[Verdict(Lower)], move_cent),
    Fault::payments(19, GIVEN_UP, OTHER, pay_old_account),
    Fault::rows(19, GIVEN_UP, OTHER, revive_old_account),
];

/// The client's payments of two cases of different people, with accounts that differ.
const CLIENTS: &str = "SELECT inkomensvoorziening, iban, persoon FROM drill_order
    WHERE soort_begunstigde = 'client' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3";

fn swap_in_payments(scratch: &Scratch, dice: &mut Chance) -> Injected {
    swap(scratch, dice, "betaalopdracht")
}

fn swap_in_payees(scratch: &Scratch, dice: &mut Chance) -> Injected {
    swap(scratch, dice, "begunstigde")
}

fn swap(scratch: &Scratch, dice: &mut Chance, table: &str) -> Injected {
    let Some(one) = scratch.pick(dice, CLIENTS, &[])? else { return Ok(None) };
    let (case, iban) = (one.text(0), one.text(1));
    let sql = format!("SELECT * FROM ({CLIENTS}) WHERE iban <> ?1 AND persoon <> ?2");
    let Some(other) = scratch.pick(dice, &sql, &[&iban, &one.text(2)])? else { return Ok(None) };
    let update = format!("UPDATE {table} SET iban = ?3 WHERE inkomensvoorziening = ?1 AND iban = ?2");
    one.change(&update, [&case, &iban, &other.text(1)])?;
    other.change(&update, [&other.text(0), &other.text(1), &iban])?;
    let subjects = vec![case, other.text(0)];
    if table == "begunstigde" {
        scratch.plan_again(one.target, Some(&subjects[..1]))?;
        scratch.plan_again(other.target, Some(&subjects[1..]))?;
    }
    Ok(Some(Trace {
        subjects,
        date: None,
        place: None,
        waiver: None,
        change: format!("{iban} and {} swapped", other.text(1)),
    }))
}

/// Sends what an administrator gets to an account of the client: one of the case, else somebody's.
fn redirect_administrator(scratch: &Scratch, dice: &mut Chance, in_rows: bool) -> Injected {
    let sql = "SELECT o.inkomensvoorziening, o.iban, coalesce(
          (SELECT b.iban FROM begunstigde b WHERE b.inkomensvoorziening = o.inkomensvoorziening
            AND b.soort = 'client' AND b.iban <> o.iban ORDER BY b.id LIMIT 1),
          (SELECT b.iban FROM begunstigde b WHERE b.soort = 'client' AND b.iban <> o.iban ORDER BY b.id LIMIT 1))
        FROM drill_order o WHERE o.soort_begunstigde = 'bewindvoerder' GROUP BY 1, 2 ORDER BY 1, 2";
    let Some(place) = scratch.pick(dice, sql, &[])? else { return Ok(None) };
    let (case, from, to) = (place.text(0), place.text(1), place.text(2));
    if to.is_empty() {
        return Ok(None);
    }
    let change = format!("{to} in place of {from}");
    if in_rows {
        let update = "UPDATE begunstigde SET iban = ?3, soort = 'client' WHERE inkomensvoorziening = ?1 AND iban = ?2";
        place.change(update, [&case, &from, &to])?;
        return planned_again(scratch, &place, change);
    }
    let update = "UPDATE betaalopdracht SET iban = ?3, soort_begunstigde = 'client'
        WHERE inkomensvoorziening = ?1 AND iban = ?2";
    place.change(update, [&case, &from, &to])?;
    Ok(Some(Trace::of(case, change)))
}

/// Payments of one kind of payee, with the client's payment of the same case and date.
fn beside_client(kind: &str) -> String {
    format!(
        "SELECT p.inkomensvoorziening, p.id, p.datum, p.iban, c.id, c.iban, c.persoon FROM drill_payment p
         JOIN drill_payment c ON c.inkomensvoorziening = p.inkomensvoorziening AND c.datum = p.datum
         WHERE p.soort_begunstigde = '{kind}' AND c.soort_begunstigde = 'client' AND p.iban <> c.iban
         AND p.bedrag_cent > 1 ORDER BY p.id, c.id"
    )
}

fn redirect_rent(scratch: &Scratch, dice: &mut Chance) -> Injected {
    let Some(place) = scratch.pick(dice, &beside_client("derde"), &[])? else { return Ok(None) };
    place.change("UPDATE betaalopdracht SET iban = ?2 WHERE id = ?1", params![place.number(1), place.text(5)])?;
    let change = format!("{} in place of {}", place.text(5), place.text(3));
    Ok(Some(Trace::of(place.text(0), change).on(place.text(2))))
}

fn redirect_half(scratch: &Scratch, dice: &mut Chance) -> Injected {
    let Some(place) = scratch.pick(dice, &beside_client("partner"), &[])? else { return Ok(None) };
    let update = "UPDATE betaalopdracht SET iban = ?2, persoon = ?3, soort_begunstigde = 'client' WHERE id = ?1";
    place.change(update, params![place.number(1), place.text(5), place.text(6)])?;
    let change = format!("{} of {} gets the partner's half", place.text(5), bsn::mask(&place.text(6)));
    Ok(Some(Trace::of(place.text(0), change).on(place.text(2))))
}

fn move_cent(scratch: &Scratch, dice: &mut Chance) -> Injected {
    let Some(place) = scratch.pick(dice, &beside_client("partner"), &[])? else { return Ok(None) };
    place.change("UPDATE betaalopdracht SET bedrag_cent = bedrag_cent - 1 WHERE id = ?1", [place.number(1)])?;
    place.change("UPDATE betaalopdracht SET bedrag_cent = bedrag_cent + 1 WHERE id = ?1", [place.number(4)])?;
    let change = format!("a cent from {} to {}", place.text(3), place.text(5));
    Ok(Some(Trace::of(place.text(0), change).on(place.text(2))))
}

/// Takes a payee away, so that those who get the rest get the payee's share.
fn lose_payee(scratch: &Scratch, dice: &mut Chance, kind: &str) -> Injected {
    let sql = format!("SELECT * FROM ({}) GROUP BY 1 ORDER BY 1", beside_client(kind));
    let Some(place) = scratch.pick(dice, &sql, &[])? else { return Ok(None) };
    let delete = "DELETE FROM begunstigde WHERE inkomensvoorziening = ?1 AND iban = ?2 AND soort = ?3";
    place.change(delete, [&place.text(0), &place.text(3), kind])?;
    planned_again(scratch, &place, format!("the payee of {} is lost", place.text(3)))
}

/// Payees that were given up before the first payment, with a payment of the same case to somebody else.
const GIVEN_UP_PAYEES: &str = "SELECT b.inkomensvoorziening, b.id, b.iban, o.id, o.iban, o.datum FROM begunstigde b
    JOIN drill_payment o ON o.inkomensvoorziening = b.inkomensvoorziening
    WHERE b.tot < o.datum AND o.iban <> b.iban AND o.soort_begunstigde = b.soort
    AND o.datum = (SELECT min(datum) FROM betaalopdracht) AND NOT EXISTS (SELECT 1 FROM drill_order p
      WHERE p.inkomensvoorziening = b.inkomensvoorziening AND p.iban = b.iban) ORDER BY b.id, o.id";

fn pay_old_account(scratch: &Scratch, dice: &mut Chance) -> Injected {
    let Some(place) = scratch.pick(dice, GIVEN_UP_PAYEES, &[])? else { return Ok(None) };
    place.change("UPDATE betaalopdracht SET iban = ?2 WHERE id = ?1", params![place.number(3), place.text(2)])?;
    let change = format!("{} in place of {}", place.text(2), place.text(4));
    Ok(Some(Trace::of(place.text(0), change).on(place.text(5))))
}

fn revive_old_account(scratch: &Scratch, dice: &mut Chance) -> Injected {
    let Some(place) = scratch.pick(dice, GIVEN_UP_PAYEES, &[])? else { return Ok(None) };
    place.change("UPDATE begunstigde SET tot = NULL WHERE id = ?1", [place.number(1)])?;
    planned_again(scratch, &place, format!("{} is in force again", place.text(2)))
}
