//! The rows that a household has in the sheets, cell by cell under their headings.

use jiff::civil::date;

use super::codes;
use super::extras::{Care, Extras, Grant};
use super::mess::Quirks;
use super::row::{Entry, Hand, Row};
use super::stretches::Stretch;
use crate::domain::{Date, Month};
use crate::synth::caseload::case::{Case, Standing};
use crate::synth::caseload::debts::{Attachment, Debt};
use crate::synth::caseload::household::{Client, Reserve};
use crate::synth::caseload::payees::Payee;
use crate::synth::caseload::payments::Payment;
use crate::synth::caseload::rights::{Decision, Obligation, Programme};
use crate::synth::caseload::timetable::{PayMonth, Period};
use crate::synth::caseload::{Household, Timetable};

/// What an open end is where it is not empty.
const FAR_END: Date = date(9999, 12, 31);

/// Makes the row of an adult, by their place in the household.
pub(super) fn person(household: &Household, place: usize, extras: &Extras, quirks: &Quirks) -> Row {
    let (client, address) = (&household.adults[place], &household.address);
    let (person, first) = (&client.person, place == 0);
    let own_code = quirks.client_code.filter(|_| first).or(quirks.former_code);
    let row = Row::new(quirks.hand).number(client.number.into());
    let row = match quirks.bsn {
        Entry::Real => row.number(person.bsn.number().into()),
        Entry::Typed => row.text(&format!("{:09}", person.bsn.number())),
    };
    let row = row.maybe_number(person.administration_number);
    let row = row.text(&format!("{}, {}", person.surname, person.initials)).text(person.prefix);
    let row = match Date::new(person.birth.year, person.birth.month, person.birth.day) {
        Ok(birth) => row.date(birth),
        Err(_) => row.text(&person.birth.to_string()),
    };
    let row = match quirks.death.filter(|_| person.death.is_some()) {
        Some(text) => row.text(text),
        None => row.maybe_date(person.death),
    };
    let row = row.text(person.gender).text(address.street);
    let row = match quirks.after_house_number {
        "" => row.number(address.number.into()),
        letter => row.text(&format!("{}{letter}", address.number)),
    };
    let postcode = quirks.postcode.unwrap_or(&address.postcode);
    let postcode = if quirks.small_postcode { postcode.to_lowercase() } else { postcode.to_owned() };
    let row = row.text(address.letter).text(address.addition).text(&postcode).text(address.town);
    let row = municipality(row, own_code.unwrap_or(household.place.code), quirks);
    let row = match quirks.secret.filter(|_| first) {
        Some(text) => row.text(text),
        None => row.flag(person.secret),
    };
    row.flag(client.administered).flag(false).text(extras.guide).text(extras.team)
}

/// Makes the row of a case.
pub(super) fn case(household: &Household, timetable: &Timetable, quirks: &Quirks) -> Row {
    let case = &household.case;
    let (reason, blocked) = match case.standing {
        Standing::Running => (None, false),
        Standing::Blocked { .. } => (None, true),
        Standing::Ended { reason } => (number_of(reason), false),
    };
    let row = Row::new(quirks.hand)
        .number(case.number.into())
        .number(household.adults[0].number.into())
        .maybe_number(household.adults.get(1).map(|partner| partner.number.into()))
        .text(codes::scheme(case.scheme))
        .text(codes::living(case.form.living))
        .number(case.form.sharers.into())
        .date(case.life.from)
        .maybe_date(end(case.life, quirks))
        .maybe_number(reason)
        .date(case.granted)
        .maybe_date(case.processed_until(timetable))
        .number(23)
        .flag(blocked);
    municipality(row, quirks.former_code.unwrap_or(household.place.code), quirks)
}

/// Makes the row of a decision.
pub(super) fn decision(case: &Case, decision: &Decision, number: usize, quirks: &Quirks) -> Row {
    Row::new(quirks.hand)
        .text(&format!("B{}-{number:02}", case.number))
        .number(case.number.into())
        .text(codes::decision(decision.kind))
        .date(decision.date)
        .text(&format!("{}, {}", codes::scheme(case.scheme.law()), decision.article))
        .date(decision.period.from)
        .maybe_date(end(decision.period, quirks))
}

/// Makes the row of an obligation.
pub(super) fn obligation(case: &Case, obligation: &Obligation, quirks: &Quirks) -> Row {
    Row::new(quirks.hand)
        .number(case.number.into())
        .number(obligation.client.into())
        .text(codes::obligation(obligation.kind))
        .date(obligation.period.from)
        .maybe_date(end(obligation.period, quirks))
        .flag(obligation.exemption.is_some())
        .maybe_number(obligation.exemption.and_then(number_of))
}

/// Makes the row of a stretch of components, which come to what a formula says.
pub(super) fn stretch(case: &Case, stretch: &Stretch, formula: String, quirks: &Quirks) -> Row {
    Row::new(quirks.hand)
        .number(case.number.into())
        .date(stretch.period.from)
        .maybe_date(end(stretch.period, quirks))
        .maybe_amount(stretch.norm)
        .maybe_amount(stretch.supplements)
        .maybe_amount(stretch.special)
        .maybe_amount(stretch.income)
        .maybe_amount(stretch.reservation)
        .maybe_amount(stretch.deductions)
        .payable(stretch.payable, formula)
        .maybe_amount(stretch.paid_on_behalf)
        .maybe_amount(stretch.informative)
        .text(stretch.description)
}

/// Makes the row of a payee.
pub(super) fn payee(case: &Case, payee: &Payee, quirks: &Quirks) -> Row {
    Row::new(quirks.hand)
        .number(case.number.into())
        .number(payee.number.into())
        .text(codes::payee(payee.kind))
        .text(&payee.name)
        .iban(&payee.iban)
        .maybe_amount(payee.fixed)
        .date(payee.period.from)
        .maybe_date(end(payee.period, quirks))
}

/// Makes the row of a payment.
pub(super) fn payment(
    household: &Household,
    payment: &Payment,
    number: usize,
    timetable: &Timetable,
    quirks: &Quirks,
) -> Row {
    let (case, payee) = (&household.case, &household.payees[payment.payee]);
    let recipient = household.recipient(payee);
    Row::new(quirks.hand)
        .text(&format!("P{}-{number:02}", case.number))
        .number(case.number.into())
        .number(recipient.person.bsn.number().into())
        .text(codes::payment(payment.kind))
        .number(period(timetable.history[payment.month].month))
        .date(payment.date)
        .amount(payment.amount)
        .iban(&payee.iban)
        .text(&payee.name)
        .tick(payment.returned)
}

/// Makes the row of reserved holiday allowance.
pub(super) fn reserve(case: &Case, reserve: &Reserve, quirks: &Quirks) -> Row {
    Row::new(quirks.hand).number(case.number.into()).date(reserve.from).date(reserve.until).amount(reserve.amount)
}

/// Makes the row of a debt.
pub(super) fn debt(case: &Case, debt: &Debt, number: usize, timetable: &Timetable, quirks: &Quirks) -> Row {
    Row::new(quirks.hand)
        .text(&format!("V{}-{number:02}", case.number))
        .number(case.number.into())
        .text(codes::debt(debt.kind))
        .date(debt.decided)
        .amount(debt.original)
        .amount(debt.balance)
        .date(timetable.eve)
        .maybe_number(number_of(debt.status))
        .amount(debt.instalment)
}

/// Makes the row of an attachment.
pub(super) fn attachment(case: &Case, attachment: &Attachment, quirks: &Quirks) -> Row {
    Row::new(quirks.hand)
        .number(case.number.into())
        .text(attachment.bailiff)
        .iban(&attachment.iban)
        .amount(attachment.amount)
        .amount(attachment.free)
        .date(attachment.period.from)
        .maybe_date(end(attachment.period, quirks))
}

/// Makes the row of a work programme.
pub(super) fn programme(programme: &Programme, quirks: &Quirks) -> Row {
    Row::new(quirks.hand)
        .text(&format!("T{}-01", programme.client))
        .number(programme.client.into())
        .maybe_number(number_of(programme.code))
        .text(programme.description)
        .date(programme.period.from)
        .maybe_date(end(programme.period, quirks))
        .text(programme.provider)
}

/// Makes the row of a care provision.
pub(super) fn care(client: &Client, care: &Care, number: usize, quirks: &Quirks) -> Row {
    Row::new(quirks.hand)
        .text(&format!("W{}-{number}", client.number))
        .number(client.number.into())
        .text(care.kind)
        .number(care.quantity)
        .text(care.unit)
        .date(care.period.from)
        .maybe_date(end(care.period, quirks))
        .text(care.provider)
}

/// Makes the row of a grant of a local scheme.
pub(super) fn grant(client: &Client, grant: &Grant, number: usize, quirks: &Quirks) -> Row {
    Row::new(quirks.hand)
        .text(&format!("M{}-{number}", client.number))
        .number(client.number.into())
        .text(grant.scheme)
        .maybe_amount(grant.amount)
        .date(grant.granted)
        .maybe_date(grant.until)
}

/// Makes the row of a payment date.
pub(super) fn pay_day(month: &PayMonth, kind: &str) -> Row {
    Row::new(Hand::default()).number(period(month.month)).text(kind).date(month.date)
}

/// Returns a month as a number of six digits.
fn period(month: Month) -> u64 {
    month
        .first_day()
        .map_or(0, |day| u64::from(day.year().unsigned_abs()) * 100 + u64::from(day.month().unsigned_abs()))
}

/// Adds a municipality: a number, or text with its zero.
fn municipality(row: Row, code: &str, quirks: &Quirks) -> Row {
    match quirks.place {
        Entry::Real => row.maybe_number(number_of(code)),
        Entry::Typed => row.text(code),
    }
}

/// Returns a national code as a number, which has no leading zeros.
fn number_of(code: &str) -> Option<u64> {
    code.parse().ok()
}

/// Returns the end of a stretch as this household writes it.
fn end(period: Period, quirks: &Quirks) -> Option<Date> {
    period.until.or_else(|| quirks.far_ends.then_some(FAR_END))
}
