//! Payment dates that are wrong: for one resident in the planned payments, for everybody in the calendar.

use rusqlite::params;

use super::{Injected, day, pick_case};
use crate::domain::{BankingDay, Date, MonthFormat};
use crate::drill::answer::{Answer, NOT_A_BANKING_DAY};
use crate::drill::chance::Chance;
use crate::drill::fault::{Fault, Trace};
use crate::drill::scratch::Scratch;
use crate::reconcile::Verdict::{Double, Excess, Later, Lower, Missing};
use crate::validate::cell::iso;

const DAY_LATER: (&str, &str) = ("a day later", "een dag later");
const BANKING_DAY_LATER: (&str, &str) =
    ("a banking day later, over weekend and holidays", "een bankwerkdag later, over weekeinde en feestdagen heen");
const HOLIDAY: (&str, &str) = ("on a day without settlement", "op een dag zonder betalingsverkeer");
const SHIFTED: (&str, &str) = ("month shifted", "maand verschoven");
const OVERLAP: (&str, &str) = ("last old month paid again", "laatste oude maand nogmaals betaald");
const GAP: (&str, &str) = ("first new month paid by nobody", "eerste nieuwe maand door niemand betaald");

const IS_LATER: &[Answer] = &[Answer::Verdict(Later)];
/// What is gone is less where another case is paid on the same account.
const IS_GONE: &[Answer] = &[Answer::Verdict(Missing), Answer::Verdict(Lower)];
const IS_SHIFTED: &[Answer] = &[Answer::Verdict(Missing), Answer::Verdict(Later), Answer::Verdict(Lower)];
const IS_AGAIN: &[Answer] = &[Answer::Verdict(Double), Answer::Verdict(Excess)];
const NO_BANKING_DAY: &[Answer] = &[Answer::Told(&NOT_A_BANKING_DAY)];

/// The faults of dates.
pub(super) static FAULTS: &[Fault] = &[
    Fault::payments(9, DAY_LATER, IS_LATER, |scratch, dice| move_payment(scratch, dice, |date| date.tomorrow().ok())),
    Fault::rows(9, DAY_LATER, IS_LATER, |scratch, dice| {
        move_calendar(scratch, dice, |date| date.tomorrow().ok(), Shows::OnOldDate)
    }),
    Fault::payments(9, BANKING_DAY_LATER, IS_LATER, |scratch, dice| move_payment(scratch, dice, next_banking_day)),
    Fault::rows(9, BANKING_DAY_LATER, IS_LATER, |scratch, dice| {
        move_calendar(scratch, dice, next_banking_day, Shows::OnOldDate)
    }),
    Fault::payments(10, HOLIDAY, NO_BANKING_DAY, |scratch, dice| move_payment(scratch, dice, closed_day_before)),
    Fault::rows(10, HOLIDAY, NO_BANKING_DAY, |scratch, dice| {
        move_calendar(scratch, dice, closed_day_before, Shows::Anywhere)
    }),
    Fault::payments(11, SHIFTED, IS_SHIFTED, shift_payments),
    Fault::rows(11, SHIFTED, IS_GONE, shift_components),
    Fault::payments(12, OVERLAP, IS_AGAIN, pay_old_month),
    Fault::rows(12, OVERLAP, IS_AGAIN, plan_old_month),
    Fault::payments(13, GAP, IS_GONE, skip_first_month),
    Fault::rows(13, GAP, IS_GONE, lose_first_month),
];

/// Where a change of the calendar shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    OnOldDate,
    Anywhere,
}

fn next_banking_day(date: Date) -> Option<Date> {
    BankingDay::on_or_after(date.tomorrow().ok()?).map(BankingDay::date)
}

fn closed_day_before(date: Date) -> Option<Date> {
    let mut before = date.yesterday().ok()?;
    while BankingDay::new(before).is_some() {
        before = before.yesterday().ok()?;
    }
    Some(before)
}

fn move_payment(scratch: &Scratch, dice: &mut Chance, to: fn(Date) -> Option<Date>) -> Injected {
    let sql = "SELECT inkomensvoorziening, id, datum FROM drill_payment ORDER BY id";
    let Some(place) = scratch.pick(dice, sql, &[])? else { return Ok(None) };
    let (case, date) = (place.text(0), place.text(2));
    let Some(new) = day(&date).and_then(to).map(iso) else { return Ok(None) };
    place.change("UPDATE betaalopdracht SET datum = ?2 WHERE id = ?1", params![place.number(1), new])?;
    let trace = Trace::of(case, format!("{date} becomes {new}"));
    // A day without settlement is told of the case, whatever the date.
    Ok(Some(if BankingDay::new(day(&new).unwrap_or_default()).is_some() { trace.on(date) } else { trace }))
}

/// Moves the date of a month for everybody, and plans all cases again.
fn move_calendar(scratch: &Scratch, dice: &mut Chance, to: fn(Date) -> Option<Date>, shows: Shows) -> Injected {
    let sql = "SELECT DISTINCT rechtmaand, datum FROM betaalopdracht ORDER BY 1, 2";
    let Some(place) = scratch.pick(dice, sql, &[])? else { return Ok(None) };
    let (month, date) = (place.text(0), place.text(1));
    let Some(new) = day(&date).and_then(to).map(iso) else { return Ok(None) };
    // What already differed from the promise may differ as much on the other date.
    let sql = "SELECT DISTINCT inkomensvoorziening FROM drill_order WHERE datum = ? AND rechtmaand = ?";
    let before = place.texts(sql, [&date, &month])?;
    let update = "UPDATE betaalkalender SET datum = ?2 WHERE rechtmaand = ?1 AND soort = 'periodiek'";
    place.change(update, [&month, &new])?;
    scratch.plan_again(place.target, None)?;
    let sql = "SELECT DISTINCT inkomensvoorziening FROM betaalopdracht WHERE datum = ? AND rechtmaand = ?";
    let after = place.texts(sql, [&new, &month])?;
    let subjects: Vec<String> = after.into_iter().filter(|case| before.contains(case)).collect();
    let change = format!("{month} is paid on {new} in place of {date}");
    let date = (shows == Shows::OnOldDate).then_some(date);
    Ok((!subjects.is_empty()).then_some(Trace { subjects, date, place: None, waiver: None, change }))
}

/// Pays every month of a case on the date of the next one.
fn shift_payments(scratch: &Scratch, dice: &mut Chance) -> Injected {
    let Some(place) = pick_case(scratch, dice, "1")? else { return Ok(None) };
    let (case, first) = (place.text(0), place.text(1));
    let dates = place.texts("SELECT DISTINCT datum FROM betaalopdracht ORDER BY 1 DESC", [])?;
    let last = dates.first().and_then(|date| day(date)).and_then(|date| date.last_of_month().tomorrow().ok());
    let Some(mut next) = last.and_then(|date| BankingDay::on_or_after(date.last_of_month())).map(|day| iso(day.date()))
    else {
        return Ok(None);
    };
    for date in dates {
        let update =
            "UPDATE betaalopdracht SET datum = ?3, rechtmaand = strftime('%Y-%m', rechtmaand || '-01', '+1 month')
            WHERE inkomensvoorziening = ?1 AND datum = ?2";
        place.change(update, [&case, &date, &next])?;
        next = date;
    }
    Ok(Some(Trace::of(case, "every month is paid on the date of the next one".to_owned()).on(first)))
}

/// Lets all components of a case begin after its first payment date.
fn shift_components(scratch: &Scratch, dice: &mut Chance) -> Injected {
    let Some(place) = pick_case(scratch, dice, "1")? else { return Ok(None) };
    let (case, first) = (place.text(0), place.text(1));
    let update = "UPDATE component SET van = date(?2, '+1 day') WHERE inkomensvoorziening = ?1 AND van <= ?2";
    place.change(update, [&case, &first])?;
    scratch.plan_again(place.target, Some(std::slice::from_ref(&case)))?;
    let change = format!("the components begin after {first}");
    Ok(Some(Trace::of(case, change).on(first)))
}

/// Returns the month before another one.
fn month_before(month: &str) -> Option<String> {
    MonthFormat::YearMonth.parse(month).ok().map(|month| month.plus(-1).to_string())
}

fn pay_old_month(scratch: &Scratch, dice: &mut Chance) -> Injected {
    let sql = "SELECT inkomensvoorziening, id, datum, rechtmaand FROM drill_payment
        WHERE datum = (SELECT min(datum) FROM betaalopdracht) ORDER BY id";
    let Some(place) = scratch.pick(dice, sql, &[])? else { return Ok(None) };
    let Some(old) = month_before(&place.text(3)) else { return Ok(None) };
    let renamed = [("rechtmaand", "?2")];
    place.copy_rows("betaalopdracht", "id = CAST(?1 AS INTEGER)", &renamed, &[&place.text(1), &old])?;
    let change = format!("{old} is paid along with {}", place.text(3));
    Ok(Some(Trace::of(place.text(0), change).on(place.text(2))))
}

fn plan_old_month(scratch: &Scratch, dice: &mut Chance) -> Injected {
    let sql = "SELECT min(rechtmaand), min(datum) FROM betaalopdracht HAVING count(*) > 0";
    let Some(place) = scratch.pick(dice, sql, &[])? else { return Ok(None) };
    let (month, date) = (place.text(0), place.text(1));
    let Some(old) = month_before(&month) else { return Ok(None) };
    let update = "UPDATE betaalkalender SET datum = ?2 WHERE rechtmaand = ?1 AND soort = 'periodiek'";
    if place.change(update, [&old, &date])? == 0 {
        let condition = "rechtmaand = ?1 AND soort = 'periodiek'";
        place.copy_rows("betaalkalender", condition, &[("rechtmaand", "?2")], &[&month, &old])?;
    }
    scratch.plan_again(place.target, None)?;
    let sql = "SELECT inkomensvoorziening FROM betaalopdracht WHERE datum = ?1
          AND inkomensvoorziening IN (SELECT inkomensvoorziening FROM drill_order) GROUP BY 1
        HAVING count(DISTINCT rechtmaand) > 1";
    let subjects = place.texts(sql, [&date])?;
    let change = format!("{old} is paid along with {month}");
    Ok((!subjects.is_empty()).then_some(Trace { subjects, date: Some(date), place: None, waiver: None, change }))
}

fn skip_first_month(scratch: &Scratch, dice: &mut Chance) -> Injected {
    let Some(place) = pick_case(scratch, dice, "1")? else { return Ok(None) };
    let (case, date) = (place.text(0), place.text(1));
    place.change("DELETE FROM betaalopdracht WHERE inkomensvoorziening = ?1 AND datum = ?2", [&case, &date])?;
    Ok(Some(Trace::of(case, "the first payment is left out".to_owned()).on(date)))
}

fn lose_first_month(scratch: &Scratch, dice: &mut Chance) -> Injected {
    let sql = "SELECT rechtmaand, min(datum) FROM betaalopdracht GROUP BY 1 ORDER BY 1 LIMIT 1";
    let Some(place) = scratch.pick(dice, sql, &[])? else { return Ok(None) };
    let (month, date) = (place.text(0), place.text(1));
    let subjects = place.texts("SELECT DISTINCT inkomensvoorziening FROM betaalopdracht WHERE datum = ?1", [&date])?;
    place.change("DELETE FROM betaalkalender WHERE rechtmaand = ?1 AND soort = 'periodiek'", [&month])?;
    scratch.plan_again(place.target, None)?;
    Ok(Some(Trace {
        subjects,
        date: Some(date),
        place: None,
        waiver: None,
        change: format!("the calendar has no date for {month}"),
    }))
}
