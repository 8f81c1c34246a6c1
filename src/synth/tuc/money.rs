//! The files about money: specifications, payees, payments, reserves, debts and attachments.

use std::path::Path;

use super::codes;
use super::files::bsn_digits;
use super::layouts::{ATTACHMENTS, DEBTS, NO_DATE, PAYEES, PAYMENTS, RESERVES, SPECIFICATIONS, STYLE, WIDE};
use super::mess::Quirks;
use super::specification::blocks;
use crate::domain::{Date, Money};
use crate::synth::SynthError;
use crate::synth::caseload::payees::Payee;
use crate::synth::caseload::payments::Payment;
use crate::synth::caseload::{Household, Timetable};
use crate::synth::sheet::{Account, Dialect, Sheet};

/// How many files there are besides those of payments.
const OTHER_FILES: usize = 5;

/// The files about money while they are written.
#[derive(Debug)]
pub(super) struct MoneyFiles<'a> {
    timetable: &'a Timetable,
    specifications: Sheet,
    payees: Sheet,
    /// One file per year of payment, oldest first.
    payments: Vec<Sheet>,
    first_year: i16,
    reserves: Sheet,
    debts: Sheet,
    attachments: Sheet,
}

impl<'a> MoneyFiles<'a> {
    /// Tells how many files there will be.
    pub(super) fn files(timetable: &Timetable) -> usize {
        OTHER_FILES + years(timetable).len()
    }

    /// Begins the files in a folder.
    pub(super) fn create(
        folder: &Path,
        timetable: &'a Timetable,
        mut dialects: impl Iterator<Item = Dialect>,
    ) -> Result<Self, SynthError> {
        let mut text = |name: &str, layout, style| {
            Sheet::create(folder, format!("{name}.csv"), layout, style, dialects.next().unwrap_or_default())
        };
        let years = years(timetable);
        Ok(Self {
            timetable,
            specifications: text("uitkeringsspecificaties", &SPECIFICATIONS, WIDE)?,
            payees: text("betaaladressen", &PAYEES, STYLE)?,
            reserves: text("vakantiegeldreserveringen", &RESERVES, STYLE)?,
            debts: text("debiteuren", &DEBTS, STYLE)?,
            attachments: text("beslagen", &ATTACHMENTS, STYLE)?,
            first_year: years[0],
            payments: years
                .into_iter()
                .map(|year| text(&format!("betaalregels_{year}"), &PAYMENTS, WIDE))
                .collect::<Result<_, _>>()?,
        })
    }

    /// Writes the rows of a household.
    pub(super) fn write(&mut self, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
        self.write_specifications(household)?;
        self.write_payees(household, quirks)?;
        for (payment, number) in household.payments.iter().zip(1..) {
            self.write_payment(household, payment, number, quirks)?;
        }
        self.write_reserve(household)?;
        self.write_debts(household, quirks)
    }

    /// Closes the files, and returns what each holds.
    pub(super) fn close(self) -> Result<Vec<Account>, SynthError> {
        let files = [self.specifications, self.payees, self.reserves, self.debts, self.attachments];
        files.into_iter().chain(self.payments).map(Sheet::close).collect()
    }

    fn write_specifications(&mut self, household: &Household) -> Result<(), SynthError> {
        for block in blocks(household, self.timetable) {
            for (line, number) in block.lines.iter().zip(1..) {
                let file = &mut self.specifications;
                file.number(household.case.number.into(), 1)
                    .month(block.month)
                    .text(block.code)
                    .number(number, 1)
                    .text(line.kind)
                    .text(line.component)
                    .text(line.description)
                    .cents(line.amount)
                    .text(line.sign)
                    .date(block.period.from)
                    .date_or(block.period.until, NO_DATE);
                file.end_row()?;
            }
        }
        Ok(())
    }

    fn write_payees(&mut self, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
        let case = household.case.number;
        for payee in &household.payees {
            let file = &mut self.payees;
            file.text(&address(case, payee))
                .number(case.into(), 1)
                .text(codes::payee(payee.kind))
                .text(&plain(&payee.name))
                .iban(&payee.iban, quirks.spaced_accounts);
            match payee.fixed {
                Some(fixed) => file.text("V").cents(fixed),
                None if quirks.no_fixed_amount => file.text("R").empty(),
                None => file.text("R").cents(Money::ZERO),
            };
            file.date(payee.period.from).date_or(payee.period.until, NO_DATE);
            file.end_row()?;
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
        let recipient = household.recipient(payee);
        let year = usize::try_from(payment.date.year() - self.first_year).unwrap_or_default();
        let file = &mut self.payments[year];
        file.identifier(b'P', case.number, number)
            .number(case.number.into(), 1)
            .number(household.adults[0].number.into(), 1)
            .number(recipient.person.bsn.number().into(), bsn_digits(quirks))
            .text(codes::scheme(case.scheme))
            .month(self.timetable.history[payment.month].month)
            .text(codes::block(payment.kind))
            .date(payment.date)
            .cents(payment.amount)
            .text(if payment.amount.cents() < 0 { "C" } else { "D" })
            .text(&address(case.number, payee))
            .iban(&payee.iban, quirks.spaced_accounts)
            .text(&plain(&payee.name))
            .text(codes::payment_words(payment.kind))
            .text(if payment.returned { "T" } else { "V" });
        match first_of(&household.payments, payment) {
            Some(first) => file.identifier(b'P', case.number, first + 1),
            None => file.empty(),
        };
        file.end_row()
    }

    fn write_reserve(&mut self, household: &Household) -> Result<(), SynthError> {
        let Some(reserve) = &household.reserve else { return Ok(()) };
        let file = &mut self.reserves;
        file.number(household.case.number.into(), 1).date(reserve.from).date(reserve.until).cents(reserve.amount);
        file.end_row()
    }

    fn write_debts(&mut self, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
        let case = household.case.number;
        for (debt, number) in household.debts.debts.iter().zip(1..) {
            let file = &mut self.debts;
            file.identifier(b'V', case, number)
                .number(case.into(), 1)
                .text(codes::debt(debt.kind))
                .date(debt.decided)
                .cents(debt.original)
                .cents(debt.balance)
                .date(self.timetable.eve)
                .text(codes::debt_status(debt.status));
            if debt.instalment.cents() > 0 {
                file.cents(debt.instalment)
            } else {
                file.empty()
            };
            file.end_row()?;
        }
        for attachment in &household.debts.attachments {
            let file = &mut self.attachments;
            file.number(case.into(), 1)
                .text(&plain(attachment.bailiff))
                .iban(&attachment.iban, quirks.spaced_accounts)
                .cents(attachment.amount)
                .cents(attachment.free)
                .date(attachment.period.from)
                .date_or(attachment.period.until, NO_DATE);
            file.end_row()?;
        }
        Ok(())
    }
}

/// Returns the number of a payee.
fn address(case: u32, payee: &Payee) -> String {
    format!("{case}-{}", payee.number)
}

/// Returns a name as the benefit system keeps it: without commas and semicolons.
fn plain(name: &str) -> String {
    name.replace([',', ';'], "|")
}

/// Returns the years in which payments are made, each once; a one-off payment may be made before those of its month.
fn years(timetable: &Timetable) -> Vec<i16> {
    let first = timetable.history.first().and_then(|month| month.month.first_day());
    let first = first.map_or(timetable.eve.year(), Date::year);
    (first..=timetable.eve.year()).collect()
}

/// Returns the place of the payment that came back and is made again by this one.
fn first_of(payments: &[Payment], again: &Payment) -> Option<usize> {
    let came_back = |first: &Payment| {
        first.returned
            && !again.returned
            && (first.kind, first.month, first.payee) == (again.kind, again.month, again.payee)
    };
    payments.iter().position(came_back)
}
