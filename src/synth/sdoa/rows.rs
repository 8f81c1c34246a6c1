//! The rows that a household writes in the files of SDOA.

use super::codes;
use super::files::Files;
use super::mess::Quirks;
use crate::domain::{Date, Money};
use crate::synth::SynthError;
use crate::synth::caseload::Household;
use crate::synth::caseload::case::Standing;
use crate::synth::caseload::household::Client;
use crate::synth::caseload::payments::Payment;
use crate::synth::caseload::rights::ObligationKind;
use crate::synth::caseload::timetable::PayMonth;
use crate::synth::cells::AmountStyle;
use crate::synth::persons::Address;
use crate::synth::sheet::Sheet;

/// What stands for a partner or a number that is not there.
const NO_NUMBER: &str = "999999999";
/// What stands for an end that is not there.
const NO_END: &str = "99999999";
/// What stands for a day that never was.
const NO_DAY: &str = "00000000";
/// Amounts are per month.
const PER_MONTH: &str = "06";
/// How a street's name is abbreviated (NEN 5825).
const ABBREVIATIONS: [(&str, &str); 5] =
    [("straat", "str"), ("laan", "ln"), ("weg", "wg"), ("plein", "pln"), ("dijk", "dk")];

/// Writes all rows of a household.
pub(super) fn write(files: &mut Files<'_>, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
    if household.introduces {
        for (place, adult) in household.adults.iter().enumerate() {
            write_person(&mut files.persons, household, adult, place == 0, quirks)?;
        }
    }
    write_case(files, household, quirks)?;
    write_members(&mut files.members, household, quirks)?;
    write_decisions(&mut files.decisions, household)?;
    write_obligations(&mut files.obligations, household)?;
    write_components(&mut files.components, household, quirks)?;
    write_payees(&mut files.payees, household, quirks)?;
    for (payment, number) in household.payments.iter().zip(1..) {
        write_payment(files, household, payment, number, quirks)?;
    }
    write_reserve(&mut files.reserves, household, quirks)?;
    write_debts(files, household, quirks)?;
    write_programmes(&mut files.programmes, household)
}

/// Writes a month as SDOA does.
pub(super) fn month_of(month: &PayMonth) -> String {
    month.month.to_string().replace('-', "")
}

fn write_person(
    sheet: &mut Sheet,
    household: &Household,
    client: &Client,
    first: bool,
    quirks: &Quirks,
) -> Result<(), SynthError> {
    let (person, address) = (&client.person, &household.address);
    sheet.number(client.number.into(), 1).number(person.bsn.number().into(), bsn_digits(quirks));
    sheet.number(person.administration_number.unwrap_or_default(), 10);
    let birth = person.birth;
    sheet
        .text(&person.surname)
        .text(person.prefix)
        .text(&person.initials)
        .text(&format!("{:04}{:02}{:02}", birth.year, birth.month, birth.day));
    match quirks.death.filter(|_| person.death.is_some()) {
        Some(text) => sheet.text(text),
        None => date_or(sheet, person.death, NO_DAY),
    };
    sheet.text(if person.gender == "V" { "2" } else { "1" });
    if quirks.full_street {
        sheet.text(&abbreviated(address.street)).text(address.street);
    } else {
        sheet.text(address.street).empty();
    }
    let code = quirks.client_code.filter(|_| first).or(quirks.former_code).unwrap_or(household.place.code);
    let secret = if person.secret { "7" } else { "0" };
    sheet
        .text(&house_number(address, quirks))
        .text(&postcode(address, quirks))
        .text(address.town)
        .text(code.trim_start_matches('0'))
        .text(quirks.secret.filter(|_| first).unwrap_or(secret))
        .text(if client.administered { "1" } else { "0" });
    sheet.end_row()
}

fn write_case(files: &mut Files<'_>, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
    let (case, sheet) = (&household.case, &mut files.cases);
    let (reason, blocked, code) = match case.standing {
        Standing::Running => ("00", "2", quirks.former_code),
        Standing::Blocked { .. } => ("00", "1", quirks.former_code),
        Standing::Ended { reason } => (reason, "2", quirks.history_code),
    };
    sheet.number(case.number.into(), 1).number(household.adults[0].number.into(), 1);
    match household.adults.get(1) {
        Some(partner) => sheet.number(partner.number.into(), 1),
        None => sheet.text(NO_NUMBER),
    };
    sheet.text(codes::scheme(case.scheme)).number(case.form.living.into(), 1).text(quirks.housing);
    if quirks.unknown_sharers {
        sheet.text("9999");
    } else {
        sheet.number(case.form.sharers.into(), 1);
    }
    date_or(sheet.date(case.life.from), case.life.until, NO_END).text(reason);
    match quirks.granted {
        Some(text) => sheet.text(text),
        None => sheet.date(case.granted),
    };
    date_or(sheet, case.processed_until(files.timetable), NO_DAY)
        .text(blocked)
        .text(&format!("GM{}", code.unwrap_or(household.place.code)));
    sheet.end_row()
}

fn write_members(sheet: &mut Sheet, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
    let case = household.case.number;
    for (adult, record) in household.adults.iter().zip(["01", "02"]) {
        sheet.number(case.into(), 1).text(record).number(adult.number.into(), 1);
        sheet.number(adult.person.bsn.number().into(), bsn_digits(quirks));
        sheet.end_row()?;
    }
    for _ in 0..household.case.form.sharers {
        sheet.number(case.into(), 1).text("03").text(NO_NUMBER).text(NO_NUMBER);
        sheet.end_row()?;
    }
    Ok(())
}

fn write_decisions(sheet: &mut Sheet, household: &Household) -> Result<(), SynthError> {
    let case = &household.case;
    for (decision, number) in household.decisions.iter().zip(1..) {
        sheet
            .identifier(b'B', case.number, number)
            .number(case.number.into(), 1)
            .text(codes::decision(decision.kind))
            .date(decision.date)
            .text(codes::scheme(case.scheme))
            .text(decision.article)
            .date(decision.period.from);
        date_or(sheet, decision.period.until, NO_END);
        sheet.end_row()?;
    }
    Ok(())
}

/// Writes one row per kind of duty, with the client's exemption beside the partner's.
fn write_obligations(sheet: &mut Sheet, household: &Household) -> Result<(), SynthError> {
    for kind in [ObligationKind::Work, ObligationKind::Inform, ObligationKind::Return] {
        let of = |adult: Option<&Client>| {
            let number = adult?.number;
            household.obligations.iter().find(|duty| duty.kind == kind && duty.client == number)
        };
        let duties = [of(household.adults.first()), of(household.adults.get(1))];
        let Some(duty) = duties[0].or(duties[1]) else { continue };
        sheet.number(household.case.number.into(), 1).text(codes::obligation(kind));
        for duty in duties {
            sheet.text(duty.map_or("9", |duty| duty.exemption.unwrap_or("2")));
        }
        date_or(sheet.date(duty.period.from), duty.period.until, NO_END);
        sheet.end_row()?;
    }
    Ok(())
}

fn write_components(sheet: &mut Sheet, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
    let case = &household.case;
    for line in &household.lines {
        sheet
            .number(case.number.into(), 1)
            .text(codes::component(line, case.scheme))
            .text(line.description)
            .amount(line.amount, quirks.amounts)
            .text(PER_MONTH)
            .date(line.period.from);
        date_or(sheet, line.period.until, NO_END);
        sheet.end_row()?;
    }
    Ok(())
}

fn write_payees(sheet: &mut Sheet, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
    for payee in &household.payees {
        sheet
            .number(household.case.number.into(), 1)
            .number(payee.number.into(), 2)
            .text(codes::payee(payee.kind))
            .text(&payee.name)
            .iban(&payee.iban, quirks.spaced_accounts);
        match payee.fixed {
            Some(fixed) => sheet.text("1").amount(fixed, quirks.amounts),
            None => sheet.text("2").amount(Money::ZERO, AmountStyle::Full),
        };
        date_or(sheet.date(payee.period.from), payee.period.until, NO_END);
        sheet.end_row()?;
    }
    Ok(())
}

fn write_payment(
    files: &mut Files<'_>,
    household: &Household,
    payment: &Payment,
    number: usize,
    quirks: &Quirks,
) -> Result<(), SynthError> {
    let (case, payee) = (&household.case, &household.payees[payment.payee]);
    let month = &files.timetable.history[payment.month];
    let recipient = household.recipient(payee);
    let file = files.timetable.year_of(month);
    let sheet = &mut files.payments[file];
    sheet
        .identifier(b'P', case.number, number)
        .number(case.number.into(), 1)
        .number(household.adults[0].number.into(), 1)
        .number(recipient.person.bsn.number().into(), bsn_digits(quirks))
        .text(codes::payee(payee.kind))
        .text(codes::scheme(case.scheme))
        .text(codes::payment(payment.kind, case.scheme))
        .text(&month_of(month))
        .date(payment.date)
        .amount(payment.amount, quirks.amounts)
        .iban(&payee.iban, quirks.spaced_accounts)
        .text(&payee.name)
        .words(&[codes::payment_word(payment.kind), &month_of(month)])
        .text(if payment.returned { "2" } else { "1" });
    sheet.end_row()
}

fn write_reserve(sheet: &mut Sheet, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
    let Some(reserve) = &household.reserve else { return Ok(()) };
    sheet.number(household.case.number.into(), 1).date(reserve.from).date(reserve.until);
    sheet.amount(reserve.amount, quirks.amounts);
    sheet.end_row()
}

fn write_debts(files: &mut Files<'_>, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
    let case = household.case.number;
    for (debt, number) in household.debts.debts.iter().zip(1..) {
        let sheet = &mut files.debts;
        sheet
            .identifier(b'V', case, number)
            .number(case.into(), 1)
            .text(codes::debt(debt.kind))
            .date(debt.decided)
            .amount(debt.original, quirks.amounts)
            .amount(debt.balance, quirks.amounts)
            .date(files.timetable.eve)
            .text(debt.status);
        if debt.instalment.cents() > 0 {
            sheet.amount(debt.instalment, quirks.amounts);
        } else {
            sheet.empty();
        }
        sheet.end_row()?;
    }
    for attachment in &household.debts.attachments {
        let sheet = &mut files.attachments;
        sheet
            .number(case.into(), 1)
            .text(attachment.bailiff)
            .iban(&attachment.iban, quirks.spaced_accounts)
            .amount(attachment.amount, quirks.amounts)
            .amount(attachment.free, quirks.amounts)
            .date(attachment.period.from);
        date_or(sheet, attachment.period.until, NO_END);
        sheet.end_row()?;
    }
    Ok(())
}

fn write_programmes(sheet: &mut Sheet, household: &Household) -> Result<(), SynthError> {
    for programme in &household.programmes {
        sheet
            .identifier(b'T', programme.client, 1)
            .number(programme.client.into(), 1)
            .text(&format!("{}10", programme.code))
            .text(programme.description)
            .date(programme.period.from);
        date_or(sheet, programme.period.until, NO_END).text(programme.provider);
        sheet.end_row()?;
    }
    Ok(())
}

/// Adds a date, or what stands for none.
fn date_or<'s>(sheet: &'s mut Sheet, date: Option<Date>, none: &str) -> &'s mut Sheet {
    match date {
        Some(date) => sheet.date(date),
        None => sheet.text(none),
    }
}

fn house_number(address: &Address, quirks: &Quirks) -> String {
    let cell = format!("{}{}-{}-{}", address.number, quirks.after_house_number, address.letter, address.addition);
    cell.trim_end_matches('-').to_owned()
}

fn postcode(address: &Address, quirks: &Quirks) -> String {
    let postcode = quirks.postcode.unwrap_or(&address.postcode);
    if quirks.small_postcode { postcode.to_lowercase() } else { postcode.to_owned() }
}

fn abbreviated(street: &str) -> String {
    let ending = ABBREVIATIONS.iter().find(|(ending, _)| street.ends_with(ending));
    ending.map_or_else(|| street.to_owned(), |(ending, short)| street.replace(ending, short))
}

/// Returns how many digits a burgerservicenummer has at least.
const fn bsn_digits(quirks: &Quirks) -> usize {
    if quirks.lost_zeros { 1 } else { 9 }
}
