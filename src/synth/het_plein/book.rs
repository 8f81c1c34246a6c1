//! The workbook of a Het Plein delivery, and the rows that a household writes in its sheets.

use std::path::Path;

use jiff::civil::date;

use super::codes;
use super::extras::Extras;
use super::layouts::{
    ATTACHMENTS, CALENDAR, CARE, CASES, COMPONENTS, DEBTS, DECISIONS, OBLIGATIONS, PAYEES, PAYMENTS, PERSONS,
    PROGRAMMES, Page, RESERVES, SCHEMES,
};
use super::mess::{Quirks, styles};
use super::row::{Entry, Row};
use super::sheet::Sheet;
use super::stretches::stretches;
use crate::domain::{Date, Month};
use crate::synth::caseload::case::Standing;
use crate::synth::caseload::household::Client;
use crate::synth::caseload::payees::PayeeKind;
use crate::synth::caseload::payments::Payment;
use crate::synth::caseload::timetable::{PayMonth, Period};
use crate::synth::caseload::{Household, Timetable};
use crate::synth::sheet::Layout;
use crate::synth::workbook::{Format, Workbook};
use crate::synth::{Options, SynthError};

/// What an open end is where it is not empty.
const FAR_END: Date = date(9999, 12, 31);
/// The sheets, in the order of the workbook; the first is shown when it is opened.
const PAGES: [&Page; 14] = [
    &PERSONS,
    &CASES,
    &DECISIONS,
    &OBLIGATIONS,
    &COMPONENTS,
    &PAYEES,
    &PAYMENTS,
    &RESERVES,
    &DEBTS,
    &ATTACHMENTS,
    &PROGRAMMES,
    &CARE,
    &SCHEMES,
    &CALENDAR,
];

/// The sheet with mess that is no data.
static NOTES: Layout = Layout { headings: &[], amounts: &[] };

/// The workbook while it is written.
#[derive(Debug)]
pub(super) struct Book<'a> {
    workbook: Workbook,
    timetable: &'a Timetable,
    seed: u64,
    /// The sheets, as in `PAGES`.
    sheets: Vec<Sheet>,
}

impl<'a> Book<'a> {
    /// Begins a workbook in a folder.
    pub(super) fn create(folder: &Path, timetable: &'a Timetable, options: &Options) -> Result<Self, SynthError> {
        let (eve, &Options { seed, mess, .. }) = (timetable.eve, options);
        let mut workbook = Workbook::create(folder, &format!("HetPlein_{eve}"), Format::Xlsx)?;
        let as_of = format!("Peildatum {:02}-{:02}-{:04}", eve.day(), eve.month(), eve.year());
        let mut sheets = Vec::with_capacity(PAGES.len());
        for ((place, page), mut style) in PAGES.into_iter().enumerate().zip(styles(seed, PAGES.len(), mess)) {
            style.manner.alias = (mess && place == index(&CASES)).then_some(("Gemeente", "Gem."));
            sheets.push(Sheet::create(&mut workbook, page, style, &as_of)?);
        }
        if mess {
            let notes = workbook.add_sheet("Toelichting", &NOTES)?;
            workbook.words(notes, "Zie voor de kolommen de gegevensbeschrijving")?;
        }
        Ok(Self { workbook, timetable, seed, sheets })
    }

    /// Writes all rows of a household.
    pub(super) fn write(&mut self, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
        if household.introduces {
            for (place, adult) in household.adults.iter().enumerate() {
                let extras = Extras::draw(self.seed, household, adult, self.timetable);
                self.write_person(household, adult, place == 0, quirks, &extras)?;
                self.write_extras(adult, &extras, quirks)?;
            }
        }
        self.write_case(household, quirks)?;
        self.write_rights(household, quirks)?;
        self.write_components(household, quirks)?;
        self.write_payees(household, quirks)?;
        for (payment, number) in household.payments.iter().zip(1..) {
            self.write_payment(household, payment, number, quirks)?;
        }
        self.write_reserve(household, quirks)?;
        self.write_debts(household, quirks)?;
        self.write_programmes(household, quirks)
    }

    /// Writes the calendar and all totals rows, saves the workbook, and returns how many rows of data it has.
    pub(super) fn save(mut self) -> Result<u64, SynthError> {
        let timetable = self.timetable;
        for month in timetable.history.iter().chain(&timetable.ahead) {
            self.write_calendar(month, "uitkering")?;
        }
        self.write_calendar(&timetable.holiday, "vakantietoeslag")?;
        for sheet in self.sheets {
            sheet.close(&mut self.workbook)?;
        }
        Ok(self.workbook.close()?.iter().map(|account| account.rows).sum())
    }

    fn add(&mut self, page: &'static Page, row: &Row) -> Result<(), SynthError> {
        self.sheets[index(page)].add(&mut self.workbook, row)
    }

    /// Merges the number of a case over the next rows of a sheet.
    fn merge(&mut self, page: &'static Page, rows: usize) {
        self.sheets[index(page)].merge(&mut self.workbook, rows);
    }

    fn write_person(
        &mut self,
        household: &Household,
        client: &Client,
        first: bool,
        quirks: &Quirks,
        extras: &Extras,
    ) -> Result<(), SynthError> {
        let (person, address) = (&client.person, &household.address);
        let own_code = quirks.client_code.filter(|_| first).or(quirks.former_code);
        let postcode = quirks.postcode.unwrap_or(&address.postcode);
        let postcode = if quirks.small_postcode { postcode.to_lowercase() } else { postcode.to_owned() };
        let row = Row::new(quirks.hand).number(client.number.into());
        let row = match quirks.bsn {
            Entry::Real => row.number(person.bsn.number().into()),
            Entry::Typed => row.text(&format!("{:09}", person.bsn.number())),
        };
        let row = row
            .maybe_number(person.administration_number)
            .text(&format!("{}, {}", person.surname, person.initials))
            .text(person.prefix);
        let row = match Date::new(person.birth.year, person.birth.month, person.birth.day) {
            Ok(birth) => row.date(birth),
            Err(_) => row.text(&person.birth.to_string()),
        };
        let row = match quirks.death.filter(|_| person.death.is_some()) {
            Some(text) => row.text(text),
            None => row.maybe_date(person.death),
        };
        let row = row.text(person.gender).text(address.street);
        let row = if quirks.after_house_number.is_empty() {
            row.number(address.number.into())
        } else {
            row.text(&format!("{}{}", address.number, quirks.after_house_number))
        };
        let row = row.text(address.letter).text(address.addition).text(&postcode).text(address.town);
        let row = place(row, own_code.unwrap_or(household.place.code), quirks);
        let row = match quirks.secret.filter(|_| first) {
            Some(text) => row.text(text),
            None => row.flag(person.secret),
        };
        let row = row.flag(client.administered).flag(false).text(extras.guide).text(extras.team);
        self.add(&PERSONS, &row)
    }

    fn write_case(&mut self, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
        let case = &household.case;
        let (reason, blocked) = match case.standing {
            Standing::Running => (None, false),
            Standing::Blocked { .. } => (None, true),
            Standing::Ended { reason } => (reason.parse().ok(), false),
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
            .maybe_date(case.processed_until(self.timetable))
            .number(23)
            .flag(blocked);
        let row = place(row, quirks.former_code.unwrap_or(household.place.code), quirks);
        self.add(&CASES, &row)
    }

    fn write_rights(&mut self, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
        let case = &household.case;
        for (decision, number) in household.decisions.iter().zip(1..) {
            let row = Row::new(quirks.hand)
                .text(&format!("B{}-{number:02}", case.number))
                .number(case.number.into())
                .text(codes::decision(decision.kind))
                .date(decision.date)
                .text(&format!("{}, {}", codes::scheme(case.scheme.law()), decision.article))
                .date(decision.period.from)
                .maybe_date(end(decision.period, quirks));
            self.add(&DECISIONS, &row)?;
        }
        self.merge(&OBLIGATIONS, household.obligations.len());
        for obligation in &household.obligations {
            let row = Row::new(quirks.hand)
                .number(case.number.into())
                .number(obligation.client.into())
                .text(codes::obligation(obligation.kind))
                .date(obligation.period.from)
                .maybe_date(end(obligation.period, quirks))
                .flag(obligation.exemption.is_some())
                .maybe_number(obligation.exemption.and_then(|code| code.parse().ok()));
            self.add(&OBLIGATIONS, &row)?;
        }
        Ok(())
    }

    fn write_components(&mut self, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
        for stretch in stretches(household.case.scheme, &household.lines) {
            let formula = self.sheets[index(&COMPONENTS)].payable(&self.workbook);
            let row = Row::new(quirks.hand)
                .number(household.case.number.into())
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
                .text(stretch.description);
            self.add(&COMPONENTS, &row)?;
        }
        Ok(())
    }

    fn write_payees(&mut self, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
        self.merge(&PAYEES, household.payees.len());
        for payee in &household.payees {
            let row = Row::new(quirks.hand)
                .number(household.case.number.into())
                .number(payee.number.into())
                .text(codes::payee(payee.kind))
                .text(&payee.name)
                .iban(&payee.iban)
                .maybe_amount(payee.fixed)
                .date(payee.period.from)
                .maybe_date(end(payee.period, quirks));
            self.add(&PAYEES, &row)?;
        }
        Ok(())
    }

    fn write_payment(
        &mut self,
        household: &Household,
        payment: &Payment,
        number: usize,
        quirks: &Quirks,
    ) -> Result<(), SynthError> {
        let (case, payee) = (&household.case, &household.payees[payment.payee]);
        let recipient = match (payee.kind, household.adults.as_slice()) {
            (PayeeKind::Partner, [_, partner]) => partner,
            (_, adults) => &adults[0],
        };
        let row = Row::new(quirks.hand)
            .text(&format!("P{}-{number:02}", case.number))
            .number(case.number.into())
            .number(recipient.person.bsn.number().into())
            .text(codes::payment(payment.kind))
            .number(period(self.timetable.history[payment.month].month))
            .date(payment.date)
            .amount(payment.amount)
            .iban(&payee.iban)
            .text(&payee.name)
            .tick(payment.returned);
        self.add(&PAYMENTS, &row)
    }

    fn write_reserve(&mut self, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
        let Some(reserve) = &household.reserve else { return Ok(()) };
        let row = Row::new(quirks.hand)
            .number(household.case.number.into())
            .date(reserve.from)
            .date(reserve.until)
            .amount(reserve.amount);
        self.add(&RESERVES, &row)
    }

    fn write_debts(&mut self, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
        let case = household.case.number;
        for (debt, number) in household.debts.debts.iter().zip(1..) {
            let row = Row::new(quirks.hand)
                .text(&format!("V{case}-{number:02}"))
                .number(case.into())
                .text(codes::debt(debt.kind))
                .date(debt.decided)
                .amount(debt.original)
                .amount(debt.balance)
                .date(self.timetable.eve)
                .maybe_number(debt.status.parse().ok())
                .amount(debt.instalment);
            self.add(&DEBTS, &row)?;
        }
        for attachment in &household.debts.attachments {
            let row = Row::new(quirks.hand)
                .number(case.into())
                .text(attachment.bailiff)
                .iban(&attachment.iban)
                .amount(attachment.amount)
                .amount(attachment.free)
                .date(attachment.period.from)
                .maybe_date(end(attachment.period, quirks));
            self.add(&ATTACHMENTS, &row)?;
        }
        Ok(())
    }

    fn write_programmes(&mut self, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
        for programme in &household.programmes {
            let row = Row::new(quirks.hand)
                .text(&format!("T{}-01", programme.client))
                .number(programme.client.into())
                .maybe_number(programme.code.parse().ok())
                .text(programme.description)
                .date(programme.period.from)
                .maybe_date(end(programme.period, quirks))
                .text(programme.provider);
            self.add(&PROGRAMMES, &row)?;
        }
        Ok(())
    }

    fn write_extras(&mut self, client: &Client, extras: &Extras, quirks: &Quirks) -> Result<(), SynthError> {
        for (care, number) in extras.care.iter().zip(1..) {
            let row = Row::new(quirks.hand)
                .text(&format!("W{}-{number}", client.number))
                .number(client.number.into())
                .text(care.kind)
                .number(care.quantity)
                .text(care.unit)
                .date(care.period.from)
                .maybe_date(end(care.period, quirks))
                .text(care.provider);
            self.add(&CARE, &row)?;
        }
        for (grant, number) in extras.grants.iter().zip(1..) {
            let row = Row::new(quirks.hand)
                .text(&format!("M{}-{number}", client.number))
                .number(client.number.into())
                .text(grant.scheme)
                .maybe_amount(grant.amount)
                .date(grant.granted)
                .maybe_date(grant.until);
            self.add(&SCHEMES, &row)?;
        }
        Ok(())
    }

    fn write_calendar(&mut self, month: &PayMonth, kind: &str) -> Result<(), SynthError> {
        let row = Row::new(Quirks::default().hand).number(period(month.month)).text(kind).date(month.date);
        self.add(&CALENDAR, &row)
    }
}

/// Returns the place of a sheet in the workbook.
fn index(page: &'static Page) -> usize {
    PAGES.iter().position(|known| std::ptr::eq(*known, page)).unwrap_or_default()
}

/// Returns a month as a number of six digits.
fn period(month: Month) -> u64 {
    month
        .first_day()
        .map_or(0, |day| u64::from(day.year().unsigned_abs()) * 100 + u64::from(day.month().unsigned_abs()))
}

/// Adds a municipality: a number, or text with its zero.
fn place(row: Row, code: &str, quirks: &Quirks) -> Row {
    match quirks.place {
        Entry::Real => row.maybe_number(code.parse().ok()),
        Entry::Typed => row.text(code),
    }
}

/// Returns the end of a stretch as this household writes it.
fn end(period: Period, quirks: &Quirks) -> Option<Date> {
    period.until.or_else(|| quirks.far_ends.then_some(FAR_END))
}
