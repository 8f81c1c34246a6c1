//! The workbook of a Het Plein delivery while it is written: its sheets, and which rows go where.

use std::path::Path;

use super::extras::Extras;
use super::layouts::{
    ATTACHMENTS, CALENDAR, CARE, CASES, COMPONENTS, DEBTS, DECISIONS, OBLIGATIONS, PAYEES, PAYMENTS, PERSONS,
    PROGRAMMES, Page, RESERVES, SCHEMES,
};
use super::mess::{Quirks, styles};
use super::row::Row;
use super::rows;
use super::sheet::Sheet;
use super::stretches::stretches;
use crate::synth::caseload::{Household, Timetable};
use crate::synth::sheet::Layout;
use crate::synth::workbook::{Format, Workbook};
use crate::synth::{Options, SynthError};

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
        let case = &household.case;
        if household.introduces {
            for place in 0..household.adults.len() {
                self.write_person(household, place, quirks)?;
            }
        }
        self.add(&CASES, &rows::case(household, self.timetable, quirks))?;
        for (decision, number) in household.decisions.iter().zip(1..) {
            self.add(&DECISIONS, &rows::decision(case, decision, number, quirks))?;
        }
        self.merge(&OBLIGATIONS, household.obligations.len());
        for obligation in &household.obligations {
            self.add(&OBLIGATIONS, &rows::obligation(case, obligation, quirks))?;
        }
        for stretch in stretches(case.scheme, &household.lines) {
            let formula = self.sheets[index(&COMPONENTS)].payable(&self.workbook);
            self.add(&COMPONENTS, &rows::stretch(case, &stretch, formula, quirks))?;
        }
        self.merge(&PAYEES, household.payees.len());
        for payee in &household.payees {
            self.add(&PAYEES, &rows::payee(case, payee, quirks))?;
        }
        for (payment, number) in household.payments.iter().zip(1..) {
            self.add(&PAYMENTS, &rows::payment(household, payment, number, self.timetable, quirks))?;
        }
        if let Some(reserve) = &household.reserve {
            self.add(&RESERVES, &rows::reserve(case, reserve, quirks))?;
        }
        for (debt, number) in household.debts.debts.iter().zip(1..) {
            self.add(&DEBTS, &rows::debt(case, debt, number, self.timetable, quirks))?;
        }
        for attachment in &household.debts.attachments {
            self.add(&ATTACHMENTS, &rows::attachment(case, attachment, quirks))?;
        }
        for programme in &household.programmes {
            self.add(&PROGRAMMES, &rows::programme(programme, quirks))?;
        }
        Ok(())
    }

    /// Writes the calendar and all totals rows, saves the workbook, and returns how many rows of data it has.
    pub(super) fn save(mut self) -> Result<u64, SynthError> {
        let timetable = self.timetable;
        for month in timetable.history.iter().chain(&timetable.ahead) {
            self.add(&CALENDAR, &rows::pay_day(month, "uitkering"))?;
        }
        self.add(&CALENDAR, &rows::pay_day(&timetable.holiday, "vakantietoeslag"))?;
        for sheet in self.sheets {
            sheet.close(&mut self.workbook)?;
        }
        Ok(self.workbook.close()?.iter().map(|account| account.rows).sum())
    }

    /// Writes an adult of a household, by their place in it, with what is delivered of them alone.
    fn write_person(&mut self, household: &Household, place: usize, quirks: &Quirks) -> Result<(), SynthError> {
        let client = &household.adults[place];
        let extras = Extras::draw(self.seed, household, client, self.timetable);
        self.add(&PERSONS, &rows::person(household, place, &extras, quirks))?;
        for (care, number) in extras.care.iter().zip(1..) {
            self.add(&CARE, &rows::care(client, care, number, quirks))?;
        }
        for (grant, number) in extras.grants.iter().zip(1..) {
            self.add(&SCHEMES, &rows::grant(client, grant, number, quirks))?;
        }
        Ok(())
    }

    fn add(&mut self, page: &'static Page, row: &Row) -> Result<(), SynthError> {
        self.sheets[index(page)].add(&mut self.workbook, row)
    }

    /// Merges the number of a case over the next rows of a sheet.
    fn merge(&mut self, page: &'static Page, rows: usize) {
        self.sheets[index(page)].merge(&mut self.workbook, rows);
    }
}

/// Returns the place of a sheet in the workbook.
fn index(page: &'static Page) -> usize {
    PAGES.iter().position(|known| std::ptr::eq(*known, page)).unwrap_or_default()
}
