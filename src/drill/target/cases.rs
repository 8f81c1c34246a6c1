//! Cases that are lost, there twice, or paid though they must not be.

use super::{Injected, pick_case};
use crate::drill::answer::Answer::{self, Told, Verdict};
use crate::drill::answer::{IN_TWO_TARGETS, NO_TITLE};
use crate::drill::chance::Chance;
use crate::drill::fault::{Fault, Trace};
use crate::drill::scratch::Scratch;
use crate::reconcile::Verdict::{Double, Excess, Lower, Missing, New};

const DROPPED: (&str, &str) = ("recipient dropped", "ontvanger weggevallen");
const TWICE: (&str, &str) = ("recipient duplicated", "ontvanger dubbel");
const BLOCKED_PAID: (&str, &str) = ("blocked benefit paid", "geblokkeerde uitkering betaald");
const BLOCKED: (&str, &str) = ("benefit blocked that was not", "uitkering geblokkeerd die dat niet was");
const SENTINEL: (&str, &str) = ("sentinel read as an end date", "schijnwaarde gelezen als einddatum");
const PARTIAL: (&str, &str) = ("partial date read as an end date", "onvolledige datum gelezen als einddatum");
const TWO_PLACES: (&str, &str) = ("case in two municipalities", "dossier in twee gemeenten");
const NOWHERE: (&str, &str) = ("case in no municipality", "dossier in geen gemeente");
const TWO_NUMBERS: (&str, &str) = ("one case under two numbers", "één dossier onder twee nummers");
const NO_DECISION: (&str, &str) = ("decision missing", "beschikking ontbreekt");
const EXPIRED: (&str, &str) = ("decision expired", "beschikking verlopen");

/// What is gone is less where another case is paid on the same account.
const GONE: &[Answer] = &[Verdict(Missing), Verdict(Lower)];
/// What is added is too much where another case is paid on the same account.
const ADDED: &[Answer] = &[Verdict(New), Verdict(Excess), Verdict(Double)];
const AGAIN: &[Answer] = &[Verdict(Double), Verdict(Excess), Verdict(New)];

/// The faults of cases.
pub(super) static FAULTS: &[Fault] = &[
    Fault::payments(1, DROPPED, GONE, |scratch, dice| {
        spoil(scratch, dice, false, &["DELETE FROM betaalopdracht WHERE inkomensvoorziening = ?1"])
    }),
    Fault::rows(1, DROPPED, GONE, |scratch, dice| {
        let delete = "DELETE FROM persoon WHERE bsn = (SELECT c.persoon FROM client c JOIN inkomensvoorziening i
            ON i.client = c.clientnummer WHERE i.dossiernummer = ?1)";
        spoil(scratch, dice, true, &[delete])
    }),
    Fault::payments(2, TWICE, AGAIN, |scratch, dice| double(scratch, dice, "betaalopdracht")),
    Fault::rows(2, TWICE, AGAIN, |scratch, dice| double(scratch, dice, "component")),
    Fault::payments(20, BLOCKED_PAID, ADDED, |scratch, dice| pay_blocked(scratch, dice, false)),
    Fault::rows(20, BLOCKED_PAID, ADDED, |scratch, dice| pay_blocked(scratch, dice, true)),
    Fault::rows(20, BLOCKED, GONE, |scratch, dice| {
        spoil(scratch, dice, true, &["UPDATE inkomensvoorziening SET geblokkeerd = 1 WHERE dossiernummer = ?1"])
    }),
    Fault::rows(25, SENTINEL, GONE, |scratch, dice| {
        let update = "UPDATE inkomensvoorziening SET einddatum = '1900-01-01' WHERE dossiernummer = ?1";
        spoil(scratch, dice, true, &[update])
    }),
    Fault::rows(26, PARTIAL, GONE, |scratch, dice| {
        let update = "UPDATE inkomensvoorziening SET einddatum = strftime('%Y', (SELECT min(datum) FROM betaalopdracht
            WHERE inkomensvoorziening = ?1)) || '-00-00' WHERE dossiernummer = ?1";
        spoil(scratch, dice, true, &[update])
    }),
    Fault::rows(36, TWO_PLACES, &[Told(&IN_TWO_TARGETS)], put_elsewhere_too),
    Fault::rows(36, NOWHERE, GONE, |scratch, dice| {
        spoil(scratch, dice, true, &["DELETE FROM inkomensvoorziening WHERE dossiernummer = ?1"])
    }),
    Fault::payments(40, TWO_NUMBERS, AGAIN, pay_under_other_number),
    Fault::rows(40, TWO_NUMBERS, AGAIN, add_under_other_number),
    Fault::rows(50, NO_DECISION, &[Told(&NO_TITLE)], |scratch, dice| {
        spoil(scratch, dice, false, &["DELETE FROM beschikking WHERE inkomensvoorziening = ?1"])
    }),
    Fault::rows(50, EXPIRED, &[Told(&NO_TITLE)], |scratch, dice| {
        let update = "UPDATE beschikking SET geldig_tot = (SELECT date(min(datum), '-1 day') FROM betaalopdracht
            WHERE inkomensvoorziening = ?1) WHERE inkomensvoorziening = ?1";
        spoil(scratch, dice, false, &[update])
    }),
];

/// Changes a case that is paid, and plans it again where its rows decide.
fn spoil(scratch: &Scratch, dice: &mut Chance, plan_again: bool, changes: &[&str]) -> Injected {
    let Some(place) = pick_case(scratch, dice, "1")? else { return Ok(None) };
    let case = place.text(0);
    for change in changes {
        place.change(change, [&case])?;
    }
    if plan_again {
        scratch.plan_again(place.target, Some(std::slice::from_ref(&case)))?;
    }
    Ok(Some(Trace::of(case, format!("{} payments from {} on", place.number(2), place.text(1)))))
}

fn double(scratch: &Scratch, dice: &mut Chance, table: &str) -> Injected {
    let Some(place) = pick_case(scratch, dice, "1")? else { return Ok(None) };
    let case = place.text(0);
    let rows = place.copy_rows(table, "inkomensvoorziening = ?1", &[], &[&case])?;
    if table != "betaalopdracht" {
        scratch.plan_again(place.target, Some(std::slice::from_ref(&case)))?;
    }
    Ok(Some(Trace::of(case, format!("{rows} rows of {table} stand there twice"))))
}

/// Pays a case that is blocked and would be paid otherwise.
fn pay_blocked(scratch: &Scratch, dice: &mut Chance, in_rows: bool) -> Injected {
    let first = "(SELECT min(datum) AS datum FROM betaalopdracht) d";
    let in_force = "van <= d.datum AND (tot IS NULL OR tot >= d.datum)";
    let sql = format!(
        "SELECT i.dossiernummer FROM inkomensvoorziening i, {first}
         WHERE i.geblokkeerd = 1 AND i.ingangsdatum <= d.datum AND (i.einddatum IS NULL OR i.einddatum >= d.datum)
         AND i.dossiernummer NOT IN (SELECT inkomensvoorziening FROM betaalopdracht)
         AND i.dossiernummer IN (SELECT inkomensvoorziening FROM component, {first} WHERE soort = 'norm' AND {in_force})
         AND i.dossiernummer IN (SELECT inkomensvoorziening FROM begunstigde, {first} WHERE {in_force}) ORDER BY 1"
    );
    let Some(place) = scratch.pick(dice, &sql, &[])? else { return Ok(None) };
    let case = place.text(0);
    if in_rows {
        place.change("UPDATE inkomensvoorziening SET geblokkeerd = 0 WHERE dossiernummer = ?1", [&case])?;
        scratch.plan_again(place.target, Some(std::slice::from_ref(&case)))?;
    } else if let Some(mut record) = Scratch::case(place.target, &case)? {
        record.blocked = false;
        scratch.plan_as(place.target, &record)?;
    }
    let paid = place.texts("SELECT id FROM betaalopdracht WHERE inkomensvoorziening = ?1", [&case])?;
    Ok((!paid.is_empty()).then(|| Trace::of(case, "paid as if it were not blocked".to_owned())))
}

/// Puts a case into the target of another municipality as well.
fn put_elsewhere_too(scratch: &Scratch, dice: &mut Chance) -> Injected {
    let Some(place) = pick_case(scratch, dice, "1")? else { return Ok(None) };
    let Some(other) = scratch.municipalities().find(|target| target.name != place.target.name) else { return Ok(None) };
    let case = place.text(0);
    let insert = "INSERT INTO inkomensvoorziening (id, dossiernummer, client, regeling, ingangsdatum, geblokkeerd,
        gemeentecode) SELECT max(id) + 1, ?1, client, regeling, ingangsdatum, 1, gemeentecode FROM inkomensvoorziening";
    let done = other.connection.execute(insert, [&case]).map_err(other.error("injecting a fault"))?;
    let change = format!("{done} case of {} stands in {} too", place.target.name, other.name);
    Ok(Some(Trace::of(case, change)))
}

/// Pays a case once more under the number of somebody else's case.
fn pay_under_other_number(scratch: &Scratch, dice: &mut Chance) -> Injected {
    let Some(place) = pick_case(scratch, dice, "1")? else { return Ok(None) };
    let case = place.text(0);
    let others = place.texts("SELECT dossiernummer FROM inkomensvoorziening WHERE dossiernummer <> ?1", [&case])?;
    let Some(other) = dice.one(&others) else { return Ok(None) };
    let rename = [("inkomensvoorziening", "?2")];
    place.copy_rows("betaalopdracht", "inkomensvoorziening = ?1", &rename, &[&case, other])?;
    Ok(Some(Trace::of(case, format!("paid under {other} too"))))
}

/// Adds a case once more under a number of its own.
fn add_under_other_number(scratch: &Scratch, dice: &mut Chance) -> Injected {
    let Some(place) = pick_case(scratch, dice, "1")? else { return Ok(None) };
    let case = place.text(0);
    let again = [("dossiernummer", "dossiernummer || '-2'")];
    place.copy_rows("inkomensvoorziening", "dossiernummer = ?1", &again, &[&case])?;
    let again = ("inkomensvoorziening", "inkomensvoorziening || '-2'");
    for table in ["component", "begunstigde", "huishoudlid"] {
        place.copy_rows(table, "inkomensvoorziening = ?1", &[again], &[&case])?;
    }
    let decisions = [again, ("kenmerk", "kenmerk || '-2'")];
    place.copy_rows("beschikking", "inkomensvoorziening = ?1", &decisions, &[&case])?;
    let number = format!("{case}-2");
    scratch.plan_again(place.target, Some(std::slice::from_ref(&number)))?;
    Ok(Some(Trace::of(case, format!("there under {number} too"))))
}
