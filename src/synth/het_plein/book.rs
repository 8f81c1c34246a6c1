//! The workbook of a Het Plein delivery while it is written: its sheets, and which rows go where.

use std::fs::File;
use std::path::Path;

use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use super::extras::Extras;
use super::layouts::{
    ATTACHMENTS, CALENDAR, CARE, CASES, COMPONENTS, DEBTS, DECISIONS, Layout, OBLIGATIONS, PAYEES, PAYMENTS, PERSONS,
    PROGRAMMES, RESERVES, SCHEMES,
};
use super::mess::{Quirks, styles};
use super::row::Row;
use super::rows;
use super::sheet::{Formats, Sheet, Style, excel_date};
use super::stretches::stretches;
use crate::synth::caseload::{Household, Timetable};

/// The sheets, in the order of the workbook; the first is shown when it is opened.
const LAYOUTS: [&Layout; 14] = [
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

/// The workbook.
pub(super) struct Book<'a> {
    workbook: Workbook,
    formats: Formats,
    timetable: &'a Timetable,
    seed: u64,
    /// The sheets, as in `LAYOUTS`.
    sheets: Vec<Sheet>,
}

impl<'a> Book<'a> {
    /// Begins a workbook whose parts are kept in a folder until it is saved.
    pub(super) fn create(folder: &Path, timetable: &'a Timetable, seed: u64, mess: bool) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(folder)?;
        let created = excel_date(timetable.eve)?;
        workbook.set_properties(&DocProperties::new().set_author("Het Plein").set_creation_datetime(&created));
        let formats = Formats::new(timetable.eve);
        let mut sheets = Vec::with_capacity(LAYOUTS.len());
        for ((place, layout), style) in LAYOUTS.into_iter().enumerate().zip(styles(seed, LAYOUTS.len(), mess)) {
            let alias = (mess && place == index(&CASES)).then_some(("Gemeente", "Gem."));
            let style = Style { alias, ..style };
            let sheet = Sheet::create(&mut workbook, &formats, layout, style, place)?;
            let merges = [index(&OBLIGATIONS), index(&PAYEES)].contains(&place);
            sheets.push(if merges { sheet.merging() } else { sheet });
        }
        if mess {
            let notes = workbook.add_worksheet().set_name("Toelichting")?;
            notes.write_string(0, 0, "Zie voor de kolommen de gegevensbeschrijving")?;
        }
        Ok(Self { workbook, formats, timetable, seed, sheets })
    }

    /// Writes all rows of a household.
    pub(super) fn write(&mut self, household: &Household, quirks: &Quirks) -> Result<(), XlsxError> {
        if household.introduces {
            for place in 0..household.adults.len() {
                self.write_person(household, place, quirks)?;
            }
        }
        self.add(&CASES, rows::case(household, self.timetable, quirks))?;
        for (decision, number) in household.decisions.iter().zip(1..) {
            self.add(&DECISIONS, rows::decision(&household.case, decision, number, quirks))?;
        }
        for obligation in &household.obligations {
            self.add(&OBLIGATIONS, rows::obligation(&household.case, obligation, quirks))?;
        }
        for stretch in stretches(household.case.scheme, &household.lines) {
            self.add(&COMPONENTS, rows::stretch(&household.case, &stretch, quirks))?;
        }
        for payee in &household.payees {
            self.add(&PAYEES, rows::payee(&household.case, payee, quirks))?;
        }
        for layout in [&OBLIGATIONS, &PAYEES] {
            self.sheets[index(layout)].end_case(&mut self.workbook, &self.formats)?;
        }
        for (payment, number) in household.payments.iter().zip(1..) {
            self.add(&PAYMENTS, rows::payment(household, payment, number, self.timetable, quirks))?;
        }
        if let Some(reserve) = &household.reserve {
            self.add(&RESERVES, rows::reserve(&household.case, reserve, quirks))?;
        }
        for (debt, number) in household.debts.debts.iter().zip(1..) {
            self.add(&DEBTS, rows::debt(&household.case, debt, number, self.timetable, quirks))?;
        }
        for attachment in &household.debts.attachments {
            self.add(&ATTACHMENTS, rows::attachment(&household.case, attachment, quirks))?;
        }
        for programme in &household.programmes {
            self.add(&PROGRAMMES, rows::programme(programme, quirks))?;
        }
        Ok(())
    }

    /// Writes the calendar and all totals rows, saves the workbook, and returns how many rows of data it has.
    pub(super) fn save(mut self, file: File) -> Result<u64, XlsxError> {
        let timetable = self.timetable;
        for month in timetable.history.iter().chain(&timetable.ahead) {
            self.add(&CALENDAR, rows::pay_day(month, "uitkering"))?;
        }
        self.add(&CALENDAR, rows::pay_day(&timetable.holiday, "vakantietoeslag"))?;
        let rows = self.sheets.iter().map(Sheet::rows).sum();
        for sheet in self.sheets {
            sheet.close(&mut self.workbook, &self.formats)?;
        }
        self.workbook.save_to_writer(file)?;
        Ok(rows)
    }

    /// Writes an adult of a household, by their place in it, with what is delivered of them alone.
    fn write_person(&mut self, household: &Household, place: usize, quirks: &Quirks) -> Result<(), XlsxError> {
        let client = &household.adults[place];
        let extras = Extras::draw(self.seed, household, client, self.timetable);
        self.add(&PERSONS, rows::person(household, place, &extras, quirks))?;
        for (care, number) in extras.care.iter().zip(1..) {
            self.add(&CARE, rows::care(client, care, number, quirks))?;
        }
        for (grant, number) in extras.grants.iter().zip(1..) {
            self.add(&SCHEMES, rows::grant(client, grant, number, quirks))?;
        }
        Ok(())
    }

    fn add(&mut self, layout: &'static Layout, row: Row) -> Result<(), XlsxError> {
        self.sheets[index(layout)].add(&mut self.workbook, &self.formats, row)
    }
}

/// Returns the place of a sheet in the workbook.
fn index(layout: &'static Layout) -> usize {
    LAYOUTS.iter().position(|known| std::ptr::eq(*known, layout)).unwrap_or_default()
}
