//! What the front office keeps by hand in two workbooks: intake, debt help, school attendance and civic integration.
//!
//! Those who come to the front office, and pupils, need not be clients. With mess some dates and numbers are typed as
//! text, a title stands above the headings, and there is a sheet that is no data.

use std::path::Path;

use jiff::ToSpan as _;

use super::layouts::{ABSENCE, DEBT_HELP, INTAKE, INTEGRATION};
use super::mess::Quirks;
use crate::domain::{Date, Money};
use crate::synth::caseload::{Household, Timetable};
use crate::synth::random::{Dice, Topic};
use crate::synth::sheet::{Account, Layout};
use crate::synth::workbook::{Cell, Format, SheetId, Workbook};
use crate::synth::{Options, SynthError};

/// The most rows of a sheet: an Excel 97 workbook holds 65,536, headings included.
const MOST_ROWS: u32 = 60_000;
const QUESTIONS: [&str; 5] =
    ["Bijstand aanvragen", "Bijzondere bijstand", "Schulden", "Werk zoeken", "Hulp bij formulieren, één gesprek"];
const SCHOOLS: [&str; 3] = ["Vechtstreek College Proef", "Praktijkschool Voorbeeld", "Coöperatief Lyceum De Schijn"];
const ABSENCES: [&str; 4] = ["Relatief verzuim", "Luxe verzuim", "Te laat", "Absoluut verzuim"];
const STANDS: [&str; 3] = ["open", "in behandeling", "afgehandeld"];

/// The workbooks while they are written.
#[derive(Debug)]
pub(super) struct FrontOffice<'a> {
    timetable: &'a Timetable,
    seed: u64,
    desk: Book,
    school: Book,
}

/// A workbook of two sheets that hold data.
#[derive(Debug)]
struct Book {
    name: String,
    writer: Workbook,
    sheets: [SheetId; 2],
    rows: [u32; 2],
}

impl<'a> FrontOffice<'a> {
    /// Begins the workbooks in a folder.
    pub(super) fn create(folder: &Path, timetable: &'a Timetable, options: &Options) -> Result<Self, SynthError> {
        let mess = options.mess;
        let desk = [("Aanmeldingen", &INTAKE), ("Schulddienstverlening", &DEBT_HELP)];
        let school = [("Verzuim", &ABSENCE), ("Inburgering", &INTEGRATION)];
        Ok(Self {
            timetable,
            seed: options.seed,
            desk: Book::create(folder, "loket", Format::Xls, desk, mess)?,
            school: Book::create(folder, "leerplicht-inburgering", Format::Ods, school, mess)?,
        })
    }

    /// Writes the rows of a household, where it has any.
    pub(super) fn write(&mut self, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
        let mut dice = Dice::new(self.seed, Topic::Extras, household.case.number);
        let number = household.case.number;
        let client = Written::number(household.adults[0].number, quirks);
        let place = if household.place.leaves { "Ommen" } else { "Hardenberg" };
        if let Some(Entry { day, stand, choice, known }) = Entry::draw(&mut dice, 25, self.timetable) {
            let (id, day) = (format!("M{number}"), Written::day(day, quirks));
            let unknown = if choice % 2 == 0 { Cell::Empty } else { Cell::Text("onbekend") };
            let client = if known { client.cell() } else { unknown };
            let question = Cell::Text(QUESTIONS[choice % QUESTIONS.len()]);
            self.desk.row(0, &[Cell::Text(&id), day.cell(), client, Cell::Text(place), question, Cell::Text(stand)])?;
        }
        if let Some(Entry { day, stand, choice, known }) = Entry::draw(&mut dice, 7, self.timetable) {
            let (id, start) = (format!("S{number}"), Written::day(day, quirks));
            let end = Written::day(day.saturating_add(3.years()), quirks);
            let end = if known { end.cell() } else { Cell::Empty };
            let burden = Cell::Amount(Money::from_cents(i64::try_from(choice % 4_000_000).unwrap_or_default()));
            self.desk.row(1, &[Cell::Text(&id), client.cell(), start.cell(), end, Cell::Text(stand), burden])?;
        }
        if let Some(Entry { day, stand, choice, known }) = Entry::draw(&mut dice, 9, self.timetable) {
            let (id, day) = (format!("V{number}"), Written::day(day, quirks));
            let pupil = if known { client.cell() } else { Cell::Empty };
            let (school, kind) = (SCHOOLS[choice % SCHOOLS.len()], ABSENCES[choice % ABSENCES.len()]);
            let told = [place, school, kind, stand].map(Cell::Text);
            self.school.row(0, &[&[Cell::Text(&id), day.cell(), pupil], told.as_slice()].concat())?;
        }
        if let Some(Entry { day, stand, .. }) = Entry::draw(&mut dice, 6, self.timetable) {
            let (id, start) = (format!("I{number}"), Written::day(day, quirks));
            let term = Written::day(day.saturating_add(3.years()), quirks);
            self.school.row(1, &[Cell::Text(&id), client.cell(), start.cell(), term.cell(), Cell::Text(stand)])?;
        }
        Ok(())
    }

    /// Closes the workbooks, and returns what each sheet holds, named as the control file does, and how many workbooks
    /// there are.
    pub(super) fn close(self) -> Result<(Vec<Account>, usize), SynthError> {
        let (mut accounts, school) = (self.desk.close()?, self.school.close()?);
        accounts.extend(school);
        Ok((accounts, 2))
    }
}

impl Book {
    fn create(
        folder: &Path,
        name: &str,
        format: Format,
        sheets: [(&'static str, &'static Layout); 2],
        mess: bool,
    ) -> Result<Self, SynthError> {
        let mut writer = Workbook::create(folder, name, format)?;
        let [first, second] = sheets.map(|(name, layout)| (writer.add_sheet(name, layout), name));
        let titled = [(first.0?, first.1), (second.0?, second.1)];
        for (sheet, title) in titled {
            if mess {
                writer.title(sheet, &format!("{title}, stand 31-12-2019"))?;
                writer.blank_row(sheet);
            }
            writer.headings(sheet)?;
        }
        let extension = if format == Format::Xls { "xls" } else { "ods" };
        Ok(Self { name: format!("{name}.{extension}"), writer, sheets: titled.map(|(sheet, _)| sheet), rows: [0, 0] })
    }

    /// Writes a row, as long as the sheet has room.
    fn row(&mut self, sheet: usize, cells: &[Cell<'_>]) -> Result<(), SynthError> {
        self.rows[sheet] += 1;
        if self.rows[sheet] > MOST_ROWS { Ok(()) } else { self.writer.row(self.sheets[sheet], cells) }
    }

    fn close(self) -> Result<Vec<Account>, SynthError> {
        let accounts = self.writer.close()?.into_iter();
        let named = |account: Account| Account { name: format!("[{}]{}", self.name, account.name), ..account };
        Ok(accounts.map(named).collect())
    }
}

/// What was noted about a household.
struct Entry {
    day: Date,
    stand: &'static str,
    choice: usize,
    /// Whether it is known which client it is about, or when it ends.
    known: bool,
}

impl Entry {
    /// Draws whether something was noted during the last year, and what.
    fn draw(dice: &mut Dice, chance: u32, timetable: &Timetable) -> Option<Self> {
        let day = timetable.eve.saturating_sub(dice.between(3..=340).days());
        let (stand, choice, known) = (dice.pick(&STANDS), dice.between(0..=u32::MAX) as usize, dice.percent(60));
        dice.percent(chance).then_some(Self { day, stand, choice, known })
    }
}

/// A value as somebody put it in: a real one, or typed as text.
enum Written {
    Number(u32),
    Date(Date),
    Typed(String),
}

impl Written {
    fn number(number: u32, quirks: &Quirks) -> Self {
        if quirks.typed { Self::Typed(number.to_string()) } else { Self::Number(number) }
    }

    fn day(date: Date, quirks: &Quirks) -> Self {
        if quirks.typed {
            Self::Typed(format!("{:02}-{:02}-{:04}", date.day(), date.month(), date.year()))
        } else {
            Self::Date(date)
        }
    }

    fn cell(&self) -> Cell<'_> {
        match self {
            Self::Number(number) => Cell::Whole((*number).into()),
            Self::Date(date) => Cell::Date(*date),
            Self::Typed(text) => Cell::Text(text),
        }
    }
}
