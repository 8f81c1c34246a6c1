//! The file `waivers.csv` beside the mapping: deviations from the promise that two people accepted, with their limits.
//!
//! A waiver is read whole or not at all: whoever it is for, what it allows and who stands for it must be said. Whether
//! there is anything to waive is for the proof to see.

use std::collections::{BTreeMap, BTreeSet};

use super::files::Files;
use super::model::approver::is_nobody;
use super::model::{Waiver, Whose};
use super::problems::{Problems, did_you_mean, one_of};
use super::sheet::{Record, Sheet};
use crate::diag::codes::{mapping, waiver as codes};
use crate::domain::{Bsn, Date, DateFormat, Month, MonthFormat, Verdict, bsn};

/// The columns, in whatever order they stand.
const COLUMNS: [&str; 13] = [
    "id",
    "bsn",
    "case",
    "verdict",
    "months",
    "at_most_cents",
    "at_most_days",
    "reason",
    "decision",
    "requested_by",
    "approved_by",
    "approved_on",
    "expires_on",
];

/// Reads the waivers, where there are any, and returns them with the file's bytes.
pub(super) fn read(files: &dyn Files, problems: &mut Problems) -> Option<(Vec<Waiver>, Vec<u8>)> {
    let sheet = Sheet::open(files, super::WAIVERS, &codes::WAIVERS, problems)?;
    let mut waivers: Vec<Waiver> = Vec::new();
    if let Some((places, lines)) = columns(&sheet, problems) {
        let mut seen = BTreeSet::new();
        for record in lines {
            let Some(waiver) = (Line { sheet: &sheet, places: &places, record, problems: &mut *problems }).read()
            else {
                continue;
            };
            if seen.insert(waiver.id.clone()) {
                waivers.push(waiver);
            } else {
                let at = sheet.at_cell(record, places["id"]);
                let message = format!("there are two waivers \"{}\"", waiver.id);
                problems.report_veiled(&mapping::DUPLICATE, at, message, None);
            }
        }
    }
    Some((waivers, sheet.bytes))
}

/// Finds the columns, and returns where each stands with the lines below the headings; nothing where one is not as it
/// should be.
fn columns<'s>(sheet: &'s Sheet, problems: &mut Problems) -> Option<(BTreeMap<&'static str, usize>, &'s [Record])> {
    let first_line = || Some(format!("the first line is {}", COLUMNS.join(",")));
    let Some((headings, lines)) = sheet.records.split_first() else {
        if sheet.is_empty() {
            problems.report_veiled(&codes::WAIVERS, sheet.start(), "there are no headings", first_line());
        }
        return None;
    };
    if !headings.cells.iter().any(|heading| COLUMNS.contains(&heading.as_str())) {
        let message = "the headings are not those of waivers";
        problems.report_veiled(&codes::WAIVERS, sheet.at(headings), message, first_line());
        return None;
    }
    let mut places = BTreeMap::new();
    let mut is_right = true;
    for (place, heading) in headings.cells.iter().enumerate() {
        let known = COLUMNS.into_iter().find(|column| column == heading);
        let message = match known {
            None => format!("a waiver has no column \"{heading}\""),
            Some(column) if places.insert(column, place).is_some() => format!("the column \"{column}\" stands twice"),
            Some(_) => continue,
        };
        let help = did_you_mean(heading, COLUMNS).filter(|_| known.is_none()).or_else(first_line);
        problems.report_veiled(&codes::WAIVERS, sheet.at_cell(headings, place), message, help);
        is_right = false;
    }
    for column in COLUMNS.into_iter().filter(|column| !places.contains_key(column)) {
        let message = format!("the column \"{column}\" is missing");
        problems.report_veiled(&codes::WAIVERS, sheet.at(headings), message, first_line());
        is_right = false;
    }
    is_right.then_some((places, lines))
}

/// A cell was refused, and that was reported.
struct Refused;

/// One line, being read.
struct Line<'l> {
    sheet: &'l Sheet,
    places: &'l BTreeMap<&'static str, usize>,
    record: &'l Record,
    problems: &'l mut Problems,
}

impl Line<'_> {
    /// Reads the line, and reports everything that is wrong with it.
    fn read(&mut self) -> Option<Waiver> {
        let found = self.record.cells.len();
        if found != COLUMNS.len() {
            let message = format!("{found} cells where {} are expected", COLUMNS.len());
            self.problems.report_veiled(&codes::WAIVER, self.sheet.at(self.record), message, None);
            return None;
        }
        let id = self.id();
        let whose = self.whose();
        let verdict = self.verdict();
        let months = self.months();
        // Every other deviation is limited in cents.
        let in_days = verdict.map(|verdict| verdict == Verdict::Later);
        let at_most_cents = self.at_most("at_most_cents", in_days == Some(false));
        let at_most_days = self.at_most("at_most_days", in_days == Some(true));
        let [reason, decision] = ["reason", "decision"].map(|column| self.filled(column));
        let [requested_by, approved_by] = ["requested_by", "approved_by"].map(|column| self.name(column));
        let in_force = self.in_force();
        Some(Waiver {
            id: id?,
            whose: whose?,
            verdict: verdict?,
            months: months?,
            at_most_cents: at_most_cents.ok()?,
            at_most_days: at_most_days.ok()?,
            reason: reason?,
            decision: decision?,
            requested_by: requested_by?,
            approved_by: approved_by?,
            approved_on: in_force?.0,
            expires_on: in_force?.1,
            line: self.record.line,
        })
    }

    fn id(&mut self) -> Option<String> {
        let id = self.filled("id")?;
        if bsn::mask_within(&id) != id {
            let help = Some("number the waivers, as W-1; the id stands in reports".to_owned());
            self.refuse("id", "the number of a person is no name for a waiver", help);
            return None;
        }
        Some(id)
    }

    fn whose(&mut self) -> Option<Whose> {
        let [person, case] = ["bsn", "case"].map(|column| self.cell(column).to_owned());
        let help = || Some("fill in one of \"bsn\" and \"case\"".to_owned());
        match (person.is_empty(), case.is_empty()) {
            (false, false) => self.refuse("case", "it is about a person and about a case", help()),
            (true, true) => self.refuse("bsn", "it is about nobody", help()),
            (true, false) => return Some(Whose::Case(case)),
            (false, true) => match Bsn::parse(&person) {
                Ok(person) => return Some(Whose::Person(person)),
                Err(error) => {
                    let message = format!("\"{}\" is no BSN: {error}", bsn::mask(&person));
                    self.refuse("bsn", message, Some("write the nine digits, with leading zeros".to_owned()));
                }
            },
        }
        None
    }

    fn verdict(&mut self) -> Option<Verdict> {
        let name = self.filled("verdict")?;
        let found = Verdict::named(&name).filter(|verdict| verdict.stops());
        if found.is_none() {
            let help = one_of(&name, Verdict::stopping().map(Verdict::name));
            self.refuse("verdict", format!("\"{name}\" is no verdict that stops"), Some(help));
        }
        found
    }

    fn months(&mut self) -> Option<(Month, Month)> {
        let text = self.filled("months")?;
        let (first, last) = text.split_once("..").unwrap_or((&text, &text));
        let read = |month: &str| MonthFormat::YearMonth.parse(month.trim()).ok();
        let help = || Some("write 2021-01, or 2021-01..2021-03".to_owned());
        match read(first).zip(read(last)) {
            Some((first, last)) if first <= last => return Some((first, last)),
            Some(_) => self.refuse("months", format!("\"{text}\" ends before it begins"), help()),
            None => self.refuse("months", format!("\"{text}\" is no month and no range of months"), help()),
        }
        None
    }

    /// Reads a limit: nothing where none is written, and an error where one is needed.
    fn at_most<N: TryFrom<i64>>(&mut self, column: &'static str, is_needed: bool) -> Result<Option<N>, Refused> {
        let text = self.cell(column).to_owned();
        let unit = if column == "at_most_cents" { "cents" } else { "days" };
        let help = || {
            Some(match unit {
                "cents" => "write cents alone: 1200 for € 12,00".to_owned(),
                _ => "write a number, such as 3".to_owned(),
            })
        };
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text.parse::<i64>().ok().filter(|_| is_number);
        match number.and_then(|number| Some((number, N::try_from(number).ok()?))) {
            None if text.is_empty() && !is_needed => return Ok(None),
            None if text.is_empty() => {
                self.refuse(column, format!("it does not say how many {unit} at the most"), help());
            }
            None => self.refuse(column, format!("\"{text}\" is no number of {unit}"), help()),
            Some((0, _)) if is_needed => self.refuse(column, format!("0 {unit} waive nothing"), help()),
            Some((_, number)) => return Ok(Some(number)),
        }
        Err(Refused)
    }

    fn name(&mut self, column: &'static str) -> Option<String> {
        let name = self.filled(column)?;
        if is_nobody(&name) {
            self.refuse(column, format!("\"{name}\" is nobody's name"), None);
            return None;
        }
        Some(name)
    }

    /// Reads the first and the last day of being in force.
    fn in_force(&mut self) -> Option<(Date, Date)> {
        let [from, to] = ["approved_on", "expires_on"].map(|column| self.date(column));
        let (from, to) = from.zip(to)?;
        if to < from {
            self.refuse("expires_on", "it expires before it is approved", None);
            return None;
        }
        Some((from, to))
    }

    fn date(&mut self, column: &'static str) -> Option<Date> {
        let text = self.filled(column)?;
        let date = DateFormat::YearMonthDay.parse(&text);
        if let Err(error) = &date {
            let help = Some("write it as 2021-03-31".to_owned());
            self.refuse(column, format!("\"{text}\" is no date: {error}"), help);
        }
        date.ok()
    }

    fn filled(&mut self, column: &'static str) -> Option<String> {
        let text = self.cell(column).to_owned();
        if text.is_empty() {
            self.refuse(column, format!("\"{column}\" is empty"), None);
            return None;
        }
        Some(text)
    }

    fn cell(&self, column: &str) -> &str {
        &self.record.cells[self.places[column]]
    }

    fn refuse(&mut self, column: &'static str, message: impl AsRef<str>, help: Option<String>) {
        let at = self.sheet.at_cell(self.record, self.places[column]);
        self.problems.report_veiled(&codes::WAIVER, at, message, help);
    }
}
