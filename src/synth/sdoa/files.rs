//! The files of an SDOA delivery, from their first line to the control file.

use std::path::Path;

use super::layouts::{
    ATTACHMENTS, CALENDAR, CASES, COMPONENTS, CONTROL, DEBTS, DECISIONS, MEMBERS, OBLIGATIONS, PAYEES, PAYMENTS,
    PERSONS, PROGRAMMES, RESERVES, STYLE,
};
use super::mess::{Quirks, dialects};
use super::{codes, rows};
use crate::synth::caseload::case::Scheme;
use crate::synth::caseload::payments::PaymentKind;
use crate::synth::caseload::timetable::PayMonth;
use crate::synth::caseload::{Household, Timetable};
use crate::synth::sheet::{Account, Dialect, Sheet};
use crate::synth::{SynthError, control};

/// How many files there are besides those of payments and the control file.
const OTHER_FILES: usize = 12;

/// The files of a delivery while they are written.
#[derive(Debug)]
pub(super) struct Files<'a> {
    folder: &'a Path,
    pub(super) timetable: &'a Timetable,
    pub(super) persons: Sheet,
    pub(super) cases: Sheet,
    pub(super) members: Sheet,
    pub(super) decisions: Sheet,
    pub(super) obligations: Sheet,
    pub(super) components: Sheet,
    pub(super) payees: Sheet,
    /// One file per year, oldest first.
    pub(super) payments: Vec<Sheet>,
    pub(super) reserves: Sheet,
    pub(super) debts: Sheet,
    pub(super) attachments: Sheet,
    pub(super) programmes: Sheet,
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
        let mut sheet = |name: &str, layout, alias| {
            let dialect = Dialect { alias, ..dialects.next().unwrap_or_default() };
            Sheet::create(folder, format!("{name}.txt"), layout, STYLE, dialect)
        };
        Ok(Self {
            folder,
            timetable,
            persons: sheet("PERSONEN", &PERSONS, None)?,
            cases: sheet("UITKERINGEN", &CASES, mess.then_some(("GEMCODE", "GEMEENTE")))?,
            members: sheet("HUISHOUDENS", &MEMBERS, None)?,
            decisions: sheet("BESLUITEN", &DECISIONS, None)?,
            obligations: sheet("VERPLICHTINGEN", &OBLIGATIONS, None)?,
            components: sheet("COMPONENTEN", &COMPONENTS, None)?,
            payees: sheet("BEGUNSTIGDEN", &PAYEES, None)?,
            reserves: sheet("VAKANTIEGELD", &RESERVES, None)?,
            debts: sheet("VORDERINGEN", &DEBTS, None)?,
            attachments: sheet("BESLAGEN", &ATTACHMENTS, None)?,
            programmes: sheet("TRAJECTEN", &PROGRAMMES, None)?,
            calendar: sheet("KALENDER", &CALENDAR, None)?,
            payments: years
                .into_iter()
                .map(|year| sheet(&format!("BETALINGEN_{year}"), &PAYMENTS, None))
                .collect::<Result<_, _>>()?,
        })
    }

    /// Writes all rows of a household.
    pub(super) fn write(&mut self, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
        rows::write(self, household, quirks)
    }

    /// Writes the calendar and the control file, and returns what each file holds.
    pub(super) fn close(mut self) -> Result<Vec<Account>, SynthError> {
        for month in self.timetable.history.iter().chain(&self.timetable.ahead) {
            write_calendar(&mut self.calendar, month, PaymentKind::Regular)?;
        }
        write_calendar(&mut self.calendar, &self.timetable.holiday, PaymentKind::Holiday)?;
        let sheets = [
            self.persons,
            self.cases,
            self.members,
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
        let accounts = sheets.into_iter().chain(self.payments).map(Sheet::close).collect::<Result<Vec<_>, _>>()?;
        let control = Sheet::create(self.folder, "CONTROLE.txt".to_owned(), &CONTROL, STYLE, Dialect::default())?;
        control::write(control, &accounts, |line, sum| {
            line.sum(sum);
        })?;
        Ok(accounts)
    }
}

fn write_calendar(sheet: &mut Sheet, month: &PayMonth, kind: PaymentKind) -> Result<(), SynthError> {
    sheet.text(&rows::month_of(month)).text(codes::payment(kind, Scheme::Pw)).date(month.date);
    sheet.end_row()
}
