//! The files of a Laborijn delivery, and the rows that a household writes in them.

use std::path::Path;

use jiff::civil::date;

use super::codes;
use super::layouts::{
    ATTACHMENTS, CALENDAR, CASES, CLIENTS, COMPONENTS, CONTROL, DEBTS, DECISIONS, OBLIGATIONS, PAYEES, PAYMENTS,
    PROGRAMMES, RESERVES, STYLE,
};
use super::mess::{Quirks, dialects};
use crate::domain::Date;
use crate::synth::caseload::case::Standing;
use crate::synth::caseload::household::Client;
use crate::synth::caseload::payments::Payment;
use crate::synth::caseload::timetable::{PayMonth, Period};
use crate::synth::caseload::{Household, Timetable};
use crate::synth::sheet::{Account, Dialect, Sheet};
use crate::synth::{SynthError, control};

/// How many files there are besides those of payments and the control file.
const OTHER_FILES: usize = 11;
/// What an open end is where it is not empty.
const FAR_END: Date = date(9999, 12, 31);

/// The files of a delivery while they are written.
#[derive(Debug)]
pub(super) struct Files<'a> {
    folder: &'a Path,
    timetable: &'a Timetable,
    clients: Sheet,
    cases: Sheet,
    decisions: Sheet,
    obligations: Sheet,
    components: Sheet,
    payees: Sheet,
    /// One file per year, oldest first.
    payments: Vec<Sheet>,
    reserves: Sheet,
    debts: Sheet,
    attachments: Sheet,
    programmes: Sheet,
    calendar: Sheet,
}

impl<'a> Files<'a> {
    /// Begins all files in a folder.
    pub(super) fn create(
        folder: &'a Path,
        timetable: &'a Timetable,
        seed: u64,
        mess: bool,
    ) -> Result<Self, SynthError> {
        let years = timetable.years();
        let mut dialects = dialects(seed, OTHER_FILES + years.len(), mess).into_iter();
        let mut sheet = |name: String, layout, alias| {
            let dialect = Dialect { alias, ..dialects.next().unwrap_or_default() };
            Sheet::create(folder, name, layout, STYLE, dialect)
        };
        let mut plain = |name: &str, layout| sheet(format!("{name}.csv"), layout, None);
        Ok(Self {
            folder,
            timetable,
            clients: plain("clienten", &CLIENTS)?,
            decisions: plain("beschikkingen", &DECISIONS)?,
            obligations: plain("verplichtingen", &OBLIGATIONS)?,
            components: plain("componenten", &COMPONENTS)?,
            payees: plain("begunstigden", &PAYEES)?,
            reserves: plain("vakantiegeld", &RESERVES)?,
            debts: plain("vorderingen", &DEBTS)?,
            attachments: plain("beslagen", &ATTACHMENTS)?,
            programmes: plain("trajecten", &PROGRAMMES)?,
            calendar: plain("betaalkalender", &CALENDAR)?,
            payments: years
                .into_iter()
                .map(|year| plain(&format!("betalingen_{year}"), &PAYMENTS))
                .collect::<Result<_, _>>()?,
            cases: sheet("dossiers.csv".to_owned(), &CASES, mess.then_some(("Gemeentecode", "Gem.code")))?,
        })
    }

    /// Writes all rows of a household.
    pub(super) fn write(&mut self, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
        if household.introduces {
            for (place, adult) in household.adults.iter().enumerate() {
                self.write_client(household, adult, place == 0, quirks)?;
            }
        }
        self.write_case(household, quirks)?;
        self.write_rights(household, quirks)?;
        self.write_components_and_payees(household, quirks)?;
        for (payment, number) in household.payments.iter().zip(1..) {
            self.write_payment(household, payment, number, quirks)?;
        }
        self.write_reserve(household, quirks)?;
        self.write_debts(household, quirks)?;
        self.write_programmes(household, quirks)
    }

    /// Writes the calendar, all totals lines and the control file, and returns what each file holds.
    pub(super) fn close(mut self) -> Result<Vec<Account>, SynthError> {
        for month in self.timetable.history.iter().chain(&self.timetable.ahead) {
            write_calendar(&mut self.calendar, month, "PERIODIEK")?;
        }
        write_calendar(&mut self.calendar, &self.timetable.holiday, "VAKANTIEGELD")?;
        let sheets = [
            self.clients,
            self.cases,
            self.decisions,
            self.obligations,
            self.components,
            self.payees,
            self.reserves,
            self.debts,
            self.attachments,
            self.programmes,
            self.calendar,
        ];
        let accounts =
            sheets.into_iter().chain(self.payments).map(Sheet::close_with_totals).collect::<Result<Vec<_>, _>>()?;
        let control = Sheet::create(self.folder, "levering.csv".to_owned(), &CONTROL, STYLE, Dialect::default())?;
        control::write(control, &accounts, |line, sum| {
            line.sum(sum);
        })?;
        Ok(accounts)
    }

    fn write_client(
        &mut self,
        household: &Household,
        client: &Client,
        first: bool,
        quirks: &Quirks,
    ) -> Result<(), SynthError> {
        let (person, address, sheet) = (&client.person, &household.address, &mut self.clients);
        sheet.number(client.number.into(), 1).number(person.bsn.number().into(), bsn_digits(quirks));
        match person.administration_number {
            Some(number) => sheet.number(number, 10),
            None => sheet.empty(),
        };
        sheet.text(&person.surname).text(person.prefix).text(&person.initials).text(&person.birth.to_string());
        match quirks.death.filter(|_| person.death.is_some()) {
            Some(text) => sheet.text(text),
            None => sheet.maybe_date(person.death),
        };
        let secret = if person.secret { "J" } else { "N" };
        let own_code = quirks.client_code.filter(|_| first).or(quirks.former_code);
        sheet
            .text(person.gender)
            .text(address.street)
            .text(&format!("{}{}", address.number, quirks.after_house_number))
            .text(address.letter)
            .text(address.addition)
            .text(quirks.postcode.unwrap_or(&address.postcode))
            .text(address.town)
            .text(own_code.unwrap_or(household.place.code))
            .text(quirks.secret.filter(|_| first).unwrap_or(secret))
            .text(if client.administered { "BEWIND" } else { "" });
        sheet.end_row()
    }

    fn write_case(&mut self, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
        let (case, sheet) = (&household.case, &mut self.cases);
        let (reason, blocked) = match case.standing {
            Standing::Running => ("", "N"),
            Standing::Blocked { .. } => ("", "J"),
            Standing::Ended { reason } => (reason, "N"),
        };
        sheet.number(case.number.into(), 1);
        sheet.number(household.adults[0].number.into(), 1);
        match household.adults.get(1) {
            Some(partner) => sheet.number(partner.number.into(), 1),
            None => sheet.empty(),
        };
        sheet
            .text(codes::scheme(case.scheme))
            .number(case.form.living.into(), 1)
            .number(case.form.sharers.into(), 1)
            .date(case.life.from)
            .maybe_date(end(case.life, quirks))
            .text(reason)
            .date(case.granted)
            .maybe_date(case.processed_until(self.timetable))
            .text("ULTIMO")
            .text(blocked)
            .text(quirks.former_code.unwrap_or(household.place.code));
        sheet.end_row()
    }

    fn write_rights(&mut self, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
        let case = &household.case;
        for (decision, number) in household.decisions.iter().zip(1..) {
            let sheet = &mut self.decisions;
            sheet
                .identifier(b'B', case.number, number)
                .number(case.number.into(), 1)
                .text(codes::decision(decision.kind))
                .date(decision.date)
                .text(codes::scheme(case.scheme.law()))
                .text(decision.article)
                .date(decision.period.from)
                .maybe_date(end(decision.period, quirks));
            sheet.end_row()?;
        }
        for obligation in &household.obligations {
            let sheet = &mut self.obligations;
            sheet
                .number(case.number.into(), 1)
                .number(obligation.client.into(), 1)
                .text(codes::obligation(obligation.kind))
                .date(obligation.period.from)
                .maybe_date(end(obligation.period, quirks))
                .text(if obligation.exemption.is_some() { "J" } else { "N" })
                .text(obligation.exemption.unwrap_or_default());
            sheet.end_row()?;
        }
        Ok(())
    }

    fn write_components_and_payees(&mut self, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
        for line in &household.lines {
            let sheet = &mut self.components;
            sheet
                .number(household.case.number.into(), 1)
                .text(codes::component(line.component))
                .text(line.description)
                .text(codes::effect(line.effect))
                .amount(line.amount, quirks.amounts)
                .date(line.period.from)
                .maybe_date(end(line.period, quirks));
            sheet.end_row()?;
        }
        for payee in &household.payees {
            let sheet = &mut self.payees;
            sheet
                .number(household.case.number.into(), 1)
                .number(payee.number.into(), 1)
                .text(codes::payee(payee.kind))
                .text(&payee.name)
                .iban(&payee.iban, quirks.spaced_accounts);
            match payee.fixed {
                Some(fixed) => sheet.text("VAST").amount(fixed, quirks.amounts),
                None => sheet.text("REST").empty(),
            };
            sheet.date(payee.period.from).maybe_date(end(payee.period, quirks));
            sheet.end_row()?;
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
        let month = &self.timetable.history[payment.month];
        let recipient = household.recipient(payee);
        let file = self.timetable.year_of(month);
        let sheet = &mut self.payments[file];
        sheet
            .identifier(b'P', case.number, number)
            .number(case.number.into(), 1)
            .number(household.adults[0].number.into(), 1)
            .number(recipient.person.bsn.number().into(), bsn_digits(quirks))
            .text(codes::scheme(case.scheme))
            .text(codes::payment(payment.kind))
            .text(&month.label)
            .date(payment.date)
            .amount(payment.amount, quirks.amounts)
            .iban(&payee.iban, quirks.spaced_accounts)
            .text(&payee.name)
            .words(&[codes::payment_word(payment.kind), codes::scheme(case.scheme), &month.label])
            .text(if payment.returned { "RETOUR" } else { "BETAALD" });
        sheet.end_row()
    }

    fn write_reserve(&mut self, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
        let Some(reserve) = &household.reserve else { return Ok(()) };
        let sheet = &mut self.reserves;
        sheet
            .number(household.case.number.into(), 1)
            .date(reserve.from)
            .date(reserve.until)
            .amount(reserve.amount, quirks.amounts);
        sheet.end_row()
    }

    fn write_debts(&mut self, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
        let case = household.case.number;
        for (debt, number) in household.debts.debts.iter().zip(1..) {
            let sheet = &mut self.debts;
            sheet
                .identifier(b'V', case, number)
                .number(case.into(), 1)
                .text(codes::debt(debt.kind))
                .date(debt.decided)
                .amount(debt.original, quirks.amounts)
                .amount(debt.balance, quirks.amounts)
                .date(self.timetable.eve)
                .text(debt.status)
                .amount(debt.instalment, quirks.amounts);
            sheet.end_row()?;
        }
        for attachment in &household.debts.attachments {
            let sheet = &mut self.attachments;
            sheet
                .number(case.into(), 1)
                .text(attachment.bailiff)
                .iban(&attachment.iban, quirks.spaced_accounts)
                .amount(attachment.amount, quirks.amounts)
                .amount(attachment.free, quirks.amounts)
                .date(attachment.period.from)
                .maybe_date(end(attachment.period, quirks));
            sheet.end_row()?;
        }
        Ok(())
    }

    fn write_programmes(&mut self, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
        for programme in &household.programmes {
            let sheet = &mut self.programmes;
            sheet
                .identifier(b'T', programme.client, 1)
                .number(programme.client.into(), 1)
                .text(programme.code)
                .text(programme.description)
                .date(programme.period.from)
                .maybe_date(end(programme.period, quirks))
                .text(programme.provider);
            sheet.end_row()?;
        }
        Ok(())
    }
}

fn write_calendar(sheet: &mut Sheet, month: &PayMonth, kind: &str) -> Result<(), SynthError> {
    sheet.text(&month.label).text(kind).date(month.date);
    sheet.end_row()
}

/// Returns the end of a stretch as this household writes it.
fn end(period: Period, quirks: &Quirks) -> Option<Date> {
    period.until.or_else(|| quirks.far_ends.then_some(FAR_END))
}

/// Returns how many digits a burgerservicenummer has at least.
const fn bsn_digits(quirks: &Quirks) -> usize {
    if quirks.lost_zeros { 1 } else { 9 }
}
