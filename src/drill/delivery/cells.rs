//! Single cells and rows that were delivered wrong; control totals and totals lines are mended, unless they must tell.

use rusqlite::ToSql;

use super::Injected;
use super::refusals::{AMOUNT, SUMS, TOTALS};
use super::spoiled::{Spoiled, Spot};
use crate::diag::codes::delivery as codes;
use crate::domain::position::{self, is_sheet};
use crate::domain::{Money, Notation, Total};
use crate::drill::answer::Answer::{self, Finding, Refused, Told, Verdict};
use crate::drill::answer::NO_TITLE;
use crate::drill::chance::Chance;
use crate::drill::fault::{Fault, Trace};
use crate::drill::scratch::Place;
use crate::mapping::model::{ColumnIndex, Unit};
use crate::reconcile::Verdict::{Excess, Higher, Lower, Missing, OtherAccount, OtherPayee};

const DROPPED: (&str, &str) = ("person dropped", "persoon weggevallen");
const TWICE: (&str, &str) = ("component delivered twice", "component dubbel geleverd");
const SWAPPED: (&str, &str) = ("IBANs of two clients swapped", "IBAN's van twee cliënten verwisseld");
const HUNDRED_TIMES: (&str, &str) = ("amount times hundred", "bedrag maal honderd");
const HUNDREDTH: (&str, &str) = ("a hundredth of the amount", "een honderdste van het bedrag");
const CENT_LESS: (&str, &str) = ("one cent less", "één cent minder");
const CENT_MORE: (&str, &str) = ("one cent more", "één cent meer");
const TOTALS_STAY: (&str, &str) = ("one cent less, totals as they were", "één cent minder, totalen zoals ze waren");
const ROW_LOST: (&str, &str) = ("row lost, totals as they were", "rij verloren, totalen zoals ze waren");
const ZERO_LOST: (&str, &str) = ("leading zero of the BSN lost", "voorloopnul van het bsn verloren");
const FAILS_CHECK: (&str, &str) = ("BSN fails its check", "bsn voldoet niet aan de elfproef");
const SOMEBODY_ELSE: (&str, &str) = ("BSN of another person", "bsn van een ander");
const SENTINEL: (&str, &str) = ("BSN of nines", "bsn van negens");
const PARTIAL: (&str, &str) = ("partial date of a case", "onvolledige datum van een dossier");
const MIXED: (&str, &str) = ("marks mixed in an amount", "tekens dooreen in een bedrag");
const AMBIGUOUS: (&str, &str) = ("ambiguous amount such as 1.234", "dubbelzinnig bedrag zoals 1.234");
const UNMAPPED: (&str, &str) = ("unmapped code of a component", "onbekende code van een component");
const UNMAPPED_SCHEME: (&str, &str) = ("unmapped code of a scheme", "onbekende code van een regeling");
const FORMER: (&str, &str) = ("former municipality code", "vervallen gemeentecode");
const NOWHERE: (&str, &str) = ("case in no municipality", "dossier in geen gemeente");
const TWO_PLACES: (&str, &str) = ("case delivered twice", "dossier dubbel geleverd");
const SETTLED: (&str, &str) = ("debt repaid, deduction active", "vordering afgelost, inhouding loopt");
const NO_DECISION: (&str, &str) = ("decision missing", "beschikking ontbreekt");

const GONE: &[Answer] = &[Verdict(Missing), Verdict(Lower)];
const BAD_KEY: &[Answer] = &[Finding(&codes::BAD_CRITICAL), Finding(&codes::SENTINEL)];
const UNREADABLE: &[Answer] = &[Refused(&AMOUNT), Finding(&codes::BAD_CRITICAL)];

/// The declared marks decide how it is read; the amount is another one then.
const OTHER_AMOUNT: &[Answer] =
    &[Refused(&AMOUNT), Refused(&SUMS), Verdict(Lower), Verdict(Higher), Verdict(Excess), Verdict(Missing)];

/// The faults of delivered cells and rows.
pub(super) static FAULTS: &[Fault] = &[
    Fault::delivery(1, DROPPED, GONE, |spoiled, dice| lose_rows(spoiled, dice, PERSON)),
    Fault::delivery(2, TWICE, &[Verdict(Excess), Verdict(Higher), Refused(&SUMS)], |spoiled, dice| {
        repeat_row(spoiled, dice, NORM)
    }),
    Fault::delivery(3, SWAPPED, &[Verdict(OtherAccount), Verdict(Lower)], swap_accounts),
    Fault::delivery(5, HUNDRED_TIMES, &[Verdict(Excess), Refused(&SUMS)], |spoiled, dice| {
        alter_amount(spoiled, dice, |cents| cents * 100)
    }),
    Fault::delivery(6, HUNDREDTH, &[Verdict(Lower), Verdict(Missing), Refused(&SUMS)], |spoiled, dice| {
        alter_amount(spoiled, dice, |cents| cents / 100)
    }),
    Fault::delivery(7, CENT_LESS, &[Verdict(Lower), Refused(&SUMS)], |spoiled, dice| {
        alter_amount(spoiled, dice, |cents| cents - 1)
    }),
    Fault::delivery(7, TOTALS_STAY, &[Refused(&TOTALS), Refused(&SUMS)], |spoiled, dice| {
        spoiled.totals_stay = true;
        alter_amount(spoiled, dice, |cents| cents - 1)
    }),
    Fault::delivery(8, CENT_MORE, &[Verdict(Higher), Refused(&SUMS)], |spoiled, dice| {
        alter_amount(spoiled, dice, |cents| cents + 1)
    })
    .harmless(),
    Fault::delivery(13, ROW_LOST, &[Refused(&TOTALS), Refused(&SUMS)], |spoiled, dice| {
        spoiled.totals_stay = true;
        lose_rows(spoiled, dice, NORM)
    }),
    Fault::delivery(22, ZERO_LOST, &[Finding(&codes::BSN_PADDED)], |spoiled, dice| {
        let sql = format!("SELECT * FROM ({PERSON}) WHERE bsn LIKE '0%'");
        alter(spoiled, dice, &sql, ("persoon", "bsn"), |old| old.strip_prefix('0').map(str::to_owned))
    })
    .harmless(),
    Fault::delivery(23, FAILS_CHECK, BAD_KEY, |spoiled, dice| {
        alter(spoiled, dice, PERSON, ("persoon", "bsn"), |old| {
            let last = old.bytes().last().filter(u8::is_ascii_digit)? - b'0';
            Some(format!("{}{}", &old[..old.len() - 1], (last + 1) % 10))
        })
    }),
    Fault::delivery(24, SOMEBODY_ELSE, &[Verdict(OtherPayee), Finding(&codes::OTHER_PERSON)], give_number),
    Fault::delivery(25, SENTINEL, BAD_KEY, |spoiled, dice| {
        alter(spoiled, dice, PERSON, ("persoon", "bsn"), |_| Some("999999999".to_owned()))
    }),
    Fault::delivery(26, PARTIAL, &[Finding(&codes::BAD_CRITICAL)], |spoiled, dice| {
        alter(spoiled, dice, CASE, ("inkomensvoorziening", "ingangsdatum"), partial)
    }),
    Fault::delivery(28, MIXED, UNREADABLE, |spoiled, dice| {
        alter(spoiled, dice, NORM, ("component", "bedrag_cent"), |_| Some("1,052.32".to_owned()))
    }),
    Fault::delivery(29, AMBIGUOUS, OTHER_AMOUNT, |spoiled, dice| {
        alter(spoiled, dice, NORM, ("component", "bedrag_cent"), |_| Some("1.234".to_owned()))
    }),
    Fault::delivery(34, UNMAPPED, &[Finding(&codes::UNMAPPED_CODE), Finding(&codes::NEITHER)], |spoiled, dice| {
        alter(spoiled, dice, NORM, ("component", "soort"), |_| Some("ONBEKEND".to_owned()))
    }),
    Fault::delivery(34, UNMAPPED_SCHEME, &[Finding(&codes::UNMAPPED_CODE)], |spoiled, dice| {
        alter(spoiled, dice, CASE, ("inkomensvoorziening", "regeling"), |_| Some("ONBEKEND".to_owned()))
    }),
    Fault::delivery(35, FORMER, &[Finding(&codes::FORMER_CODE)], |spoiled, dice| {
        alter(spoiled, dice, CASE, ("inkomensvoorziening", "gemeentecode"), former)
    })
    .harmless(),
    Fault::delivery(36, NOWHERE, &[Finding(&codes::CASE_NOWHERE)], |spoiled, dice| {
        alter(spoiled, dice, CASE, ("inkomensvoorziening", "gemeentecode"), |_| Some("9999".to_owned()))
    }),
    Fault::delivery(36, TWO_PLACES, &[Finding(&codes::SECOND_CASE)], |spoiled, dice| repeat_row(spoiled, dice, CASE)),
    Fault::delivery(39, SETTLED, &[Finding(&codes::RULE_WARNS), Finding(&codes::RULE_BROKEN)], |spoiled, dice| {
        alter(spoiled, dice, DEBT, ("vordering", "status"), |old| Some(old.replacen("51", "54", 1)))
    }),
    Fault::delivery(50, NO_DECISION, &[Told(&NO_TITLE)], |spoiled, dice| lose_rows(spoiled, dice, DECISIONS)),
];

/// Cases that are paid, with the key of the row that brought what is spoiled.
const NORM: &str = "SELECT inkomensvoorziening AS own, id AS row_key, bedrag_cent FROM drill_component
    WHERE soort = 'norm' AND bedrag_cent > 100 ORDER BY id";
const CASE: &str = "SELECT dossiernummer AS own, id AS row_key FROM inkomensvoorziening i WHERE EXISTS
    (SELECT 1 FROM drill_order o WHERE o.inkomensvoorziening = i.dossiernummer) ORDER BY id";
const PERSON: &str = "SELECT i.dossiernummer AS own, p.id AS row_key, p.bsn FROM inkomensvoorziening i
    JOIN client c ON c.clientnummer = i.client JOIN persoon p ON p.bsn = c.persoon
    WHERE p.overlijdensdatum IS NULL AND EXISTS
    (SELECT 1 FROM drill_order o WHERE o.inkomensvoorziening = i.dossiernummer) GROUP BY p.id ORDER BY p.id";
/// Of an account that several payees of a case share, the delivery does not say whose kind it is.
const PAYEE: &str = "SELECT b.inkomensvoorziening AS own, b.id AS row_key, b.iban FROM begunstigde b WHERE b.soort = 'client' AND NOT EXISTS
    (SELECT 1 FROM begunstigde s WHERE s.inkomensvoorziening = b.inkomensvoorziening AND s.iban = b.iban
      AND s.soort <> b.soort) AND EXISTS
    (SELECT 1 FROM drill_order o WHERE o.inkomensvoorziening = b.inkomensvoorziening AND o.iban = b.iban
      AND o.volgnummer = b.volgnummer) GROUP BY b.inkomensvoorziening HAVING count(*) = 1 ORDER BY 2";
const DEBT: &str = "SELECT v.inkomensvoorziening AS own, v.id AS row_key FROM vordering v
    JOIN aflossingsafspraak a ON a.vordering = v.vorderingnummer WHERE v.status = '51' ORDER BY v.id";
const DECISIONS: &str = "SELECT b.inkomensvoorziening AS own, b.id AS row_key FROM beschikking b WHERE EXISTS
    (SELECT 1 FROM drill_order o WHERE o.inkomensvoorziening = b.inkomensvoorziening) ORDER BY b.id";

/// Picks a place, with the delivered row that it came from.
fn pick<'a>(
    spoiled: &Spoiled<'a>,
    dice: &mut Chance,
    sql: &str,
    values: &[&dyn ToSql],
) -> Result<Option<(Place<'a>, Spot)>, crate::pipeline::PipelineError> {
    let place = spoiled.scratch.pick(dice, sql, values)?;
    Ok(place.and_then(|place| spoiled.spot(place.number(1)).map(|spot| (place, spot))))
}

/// Says that a row was changed.
fn trace(spoiled: &Spoiled<'_>, place: &Place<'_>, spot: &Spot, column: Option<ColumnIndex>) -> Trace {
    let heading = column.map(|column| spoiled.mapping().delivery.tables[spot.table].columns[column].as_str());
    let heading = heading.map(|heading| format!(" [{heading}]")).unwrap_or_default();
    let shown = position::place(&spot.file, spot.line, None);
    Trace::of(place.text(0), format!("{shown}{heading}")).at(&spot.file, spot.line)
}

/// How many places are tried until one takes the fault.
const TRIES: usize = 20;

/// Changes the delivered cell of a target column.
fn alter(
    spoiled: &mut Spoiled<'_>,
    dice: &mut Chance,
    sql: &str,
    (table, column): (&str, &str),
    spoil: impl Fn(&str) -> Option<String>,
) -> Injected {
    for _ in 0..TRIES {
        let Some((place, spot)) = pick(spoiled, dice, sql, &[])? else { return Ok(None) };
        let Some(column) = spoiled.column(&spot, table, column) else { continue };
        let Some(old) = spoiled.text(&spot, column)? else { continue };
        let Some(new) = spoil(&old).filter(|new| *new != old) else { continue };
        let trace = trace(spoiled, &place, &spot, Some(column));
        if spoiled.set(&spot, column, &new)? {
            return Ok(Some(trace));
        }
    }
    Ok(None)
}

/// Changes the delivered amount of a component.
fn alter_amount(spoiled: &mut Spoiled<'_>, dice: &mut Chance, change: fn(i64) -> i64) -> Injected {
    let Some((place, spot)) = pick(spoiled, dice, NORM, &[])? else { return Ok(None) };
    let Some(column) = spoiled.column(&spot, "component", "bedrag_cent") else { return Ok(None) };
    let table = &spoiled.mapping().delivery.tables[spot.table];
    let Some(amount) = table.amounts.iter().find(|amount| amount.column == column) else { return Ok(None) };
    let Some(old) = spoiled.text(&spot, column)? else { return Ok(None) };
    // A sheet has numbers, and texts where somebody typed one as the delivery writes amounts.
    let is_number = is_sheet(&spot.file) && !old.contains(',');
    let notation = if is_number { Notation::PLAIN } else { table.dialect.notation };
    let new = written(change(place.number(2)), amount.unit, notation);
    let trace = trace(spoiled, &place, &spot, Some(column));
    Ok(spoiled.set(&spot, column, &new)?.then_some(trace))
}

/// Writes an amount as a delivery does, without thousands.
fn written(cents: i64, unit: Unit, notation: Notation) -> String {
    if unit == Unit::Cent {
        return cents.to_string();
    }
    if notation == Notation::DUTCH {
        return Money::from_cents(cents).to_string();
    }
    Total::from_cents(i128::from(cents)).ungrouped(char::from(notation.decimal))
}

/// Takes the delivered rows of a case away that the query names.
fn lose_rows(spoiled: &mut Spoiled<'_>, dice: &mut Chance, sql: &str) -> Injected {
    let Some((place, spot)) = pick(spoiled, dice, sql, &[])? else { return Ok(None) };
    let keys = place.texts(&format!("SELECT row_key FROM ({sql}) WHERE own = ?1"), [place.text(0)])?;
    let spots = keys.iter().filter_map(|key| spoiled.spot(key.parse().ok()?));
    let lines = spots.filter(|other| other.file == spot.file).map(|other| other.line).collect();
    let trace = trace(spoiled, &place, &spot, None);
    Ok(spoiled.remove(&spot.file, &lines)?.then_some(trace))
}

/// Delivers a row once more, right after itself.
fn repeat_row(spoiled: &mut Spoiled<'_>, dice: &mut Chance, sql: &str) -> Injected {
    let Some((place, spot)) = pick(spoiled, dice, sql, &[])? else { return Ok(None) };
    let trace = trace(spoiled, &place, &spot, None);
    Ok(spoiled.repeat(&spot)?.map(|line| trace.at(&spot.file, line)))
}

/// Swaps the delivered accounts of two clients.
fn swap_accounts(spoiled: &mut Spoiled<'_>, dice: &mut Chance) -> Injected {
    let Some((one, first)) = pick(spoiled, dice, PAYEE, &[])? else { return Ok(None) };
    let sql = format!("SELECT * FROM ({PAYEE}) WHERE iban <> ?1");
    let Some((other, second)) = pick(spoiled, dice, &sql, &[&one.text(2)])? else { return Ok(None) };
    let Some(column) = spoiled.column(&first, "begunstigde", "iban") else { return Ok(None) };
    let done = spoiled.set(&first, column, &other.text(2))? && spoiled.set(&second, column, &one.text(2))?;
    let mut trace = trace(spoiled, &one, &first, Some(column));
    trace.subjects.push(other.text(0));
    Ok(done.then_some(trace))
}

/// Gives a client the number of another one.
fn give_number(spoiled: &mut Spoiled<'_>, dice: &mut Chance) -> Injected {
    let Some((place, spot)) = pick(spoiled, dice, PERSON, &[])? else { return Ok(None) };
    let sql = format!("SELECT * FROM ({PERSON}) WHERE bsn <> ?1");
    let Some(other) = spoiled.scratch.pick(dice, &sql, &[&place.text(2)])? else { return Ok(None) };
    let Some(column) = spoiled.column(&spot, "persoon", "bsn") else { return Ok(None) };
    let trace = trace(spoiled, &place, &spot, Some(column));
    Ok(spoiled.set(&spot, column, &other.text(2))?.then_some(trace))
}

/// Takes the day out of a delivered date; a sheet's date is a number, and becomes a text.
fn partial(old: &str) -> Option<String> {
    if old.len() == 5 && old.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some("00-12-2016".to_owned());
    }
    if old.len() == 8 && old.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(format!("{}00", &old[..6]));
    }
    let (_, rest) = old.split_once('-')?;
    Some(format!("00-{rest}"))
}

/// Returns the code that a municipality took over with another one.
fn former(code: &str) -> Option<String> {
    let former = match code.trim_start_matches('0') {
        "262" => "0239",
        "301" => "0291",
        "1509" => "0295",
        "1586" => "0240",
        _ => return None,
    };
    Some(if code.starts_with('0') || code.len() == 4 { former } else { former.trim_start_matches('0') }.to_owned())
}
