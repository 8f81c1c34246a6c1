//! The files of a delivery of the TUC front office, and the rows about people and cases that a household writes.

use std::path::Path;

use jiff::civil::date;

use super::codes;
use super::front_office::FrontOffice;
use super::layouts::{CALENDAR, CASES, CLIENTS, CONTROL, DECISIONS, NO_DATE, OBLIGATIONS, PROGRAMMES, STYLE};
use super::mess::{Quirks, dialects};
use super::money::MoneyFiles;
use crate::synth::caseload::case::{Scheme, Standing};
use crate::synth::caseload::household::Client;
use crate::synth::caseload::rights::ObligationKind;
use crate::synth::caseload::{Household, Timetable};
use crate::synth::sheet::{Dialect, Sheet};
use crate::synth::{Options, SynthError, control};

/// How many text files there are besides those about money.
const OTHER_FILES: usize = 6;
const CONTROL_FILE: &str = "controlegetallen.csv";
const ADVISERS: [&str; 4] = ["Team Vecht", "Team Regge", "J. Proef", "M. Voorbeeld"];

/// The files of a delivery while they are written.
#[derive(Debug)]
pub(super) struct Files<'a> {
    folder: &'a Path,
    timetable: &'a Timetable,
    clients: Sheet,
    cases: Sheet,
    decisions: Sheet,
    obligations: Sheet,
    programmes: Sheet,
    calendar: Sheet,
    money: MoneyFiles<'a>,
    front_office: FrontOffice<'a>,
}

/// What was written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    pub(super) rows: u64,
    pub(super) files: usize,
}

impl<'a> Files<'a> {
    /// Begins all files in a folder.
    pub(super) fn create(folder: &'a Path, timetable: &'a Timetable, options: &Options) -> Result<Self, SynthError> {
        let mess = options.mess;
        let mut dialects = dialects(options.seed, OTHER_FILES + MoneyFiles::files(timetable), mess).into_iter();
        let mut text = |name: &str, layout, alias: Option<(&'static str, &'static str)>| {
            let dialect = Dialect { alias: alias.filter(|_| mess), ..dialects.next().unwrap_or_default() };
            Sheet::create(folder, format!("{name}.csv"), layout, STYLE, dialect)
        };
        Ok(Self {
            folder,
            timetable,
            clients: text("clientgegevens", &CLIENTS, Some(("Burgerservicenr", "Sofinr")))?,
            cases: text("uitkeringen", &CASES, Some(("Clientnr partner", "Partnernr")))?,
            decisions: text("besluiten", &DECISIONS, None)?,
            obligations: text("verplichtingen", &OBLIGATIONS, None)?,
            programmes: text("voorzieningen", &PROGRAMMES, None)?,
            calendar: text("betaalkalender", &CALENDAR, Some(("Betrekkingsperiode", "Periode")))?,
            money: MoneyFiles::create(folder, timetable, dialects)?,
            front_office: FrontOffice::create(folder, timetable, options)?,
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
        self.write_rights(household)?;
        self.write_programmes(household)?;
        self.money.write(household, quirks)?;
        self.front_office.write(household, quirks)
    }

    /// Writes the calendar and the control file, and returns what was written.
    pub(super) fn close(mut self) -> Result<Written, SynthError> {
        for month in self.timetable.history.iter().chain(&self.timetable.ahead) {
            self.calendar.month(month.month).text("U").date(month.date);
            self.calendar.end_row()?;
        }
        let holiday = &self.timetable.holiday;
        self.calendar.month(holiday.month).text("V").date(holiday.date);
        self.calendar.end_row()?;
        let files = [self.clients, self.cases, self.decisions, self.obligations, self.programmes, self.calendar];
        let mut accounts = files.into_iter().map(Sheet::close).collect::<Result<Vec<_>, _>>()?;
        accounts.extend(self.money.close()?);
        let texts = accounts.len();
        let (sheets, books) = self.front_office.close()?;
        accounts.extend(sheets);
        let tidy = Dialect { byte_order_mark: true, ..Dialect::default() };
        let control = Sheet::create(self.folder, CONTROL_FILE.to_owned(), &CONTROL, STYLE, tidy)?;
        control::write(control, &accounts, |line, sum| {
            line.text(&sum.cents().to_string());
        })?;
        Ok(Written { rows: accounts.iter().map(|account| account.rows).sum(), files: texts + books + 1 })
    }

    fn write_client(
        &mut self,
        household: &Household,
        client: &Client,
        first: bool,
        quirks: &Quirks,
    ) -> Result<(), SynthError> {
        let (person, address, file) = (&client.person, &household.address, &mut self.clients);
        let birth = person.birth;
        let birth = format!("{:04}{:02}{:02}", birth.year, birth.month, birth.day);
        let adviser = ADVISERS[client.number as usize / 2 % ADVISERS.len()];
        file.number(client.number.into(), 1).number(person.bsn.number().into(), bsn_digits(quirks));
        match person.administration_number {
            Some(number) => file.number(number, 10),
            None => file.empty(),
        };
        file.text(&person.surname).text(person.prefix).text(&person.initials).text(&birth);
        match (person.death, quirks.death) {
            (Some(_), Some(unknown)) => file.text(unknown),
            (death, _) => file.date_or(death, NO_DATE),
        };
        let number = format!("{}{}", address.number, quirks.after_house_number);
        file.text(if person.gender == "V" { "2" } else { "1" })
            .text(address.street)
            .text(&number)
            .text(address.letter)
            .text(address.addition)
            .text(quirks.postcode.unwrap_or(&address.postcode))
            .text(address.town);
        let place = quirks.client_code.unwrap_or(household.place.code);
        let secret = if person.secret { "7" } else { "0" };
        file.text(code(place, quirks))
            .text(quirks.secret.filter(|_| first).unwrap_or(secret))
            .text(if client.administered { "B" } else { "" })
            .text(adviser);
        file.end_row()
    }

    fn write_case(&mut self, household: &Household, quirks: &Quirks) -> Result<(), SynthError> {
        let (case, file) = (&household.case, &mut self.cases);
        let (reason, blocked) = match case.standing {
            Standing::Running => ("", "N"),
            Standing::Blocked { .. } => ("", "J"),
            Standing::Ended { reason } => (reason.trim_start_matches('0'), "N"),
        };
        file.number(case.number.into(), 1).number(household.adults[0].number.into(), 1);
        match household.adults.get(1) {
            Some(partner) => file.number(partner.number.into(), 1),
            None => file.empty(),
        };
        let of_before = case.life.until.is_some() && case.life.from < date(2015, 1, 1);
        let former = case.scheme == Scheme::Pw && (of_before || quirks.former_law);
        file.text(if former { "WWB" } else { codes::scheme(case.scheme) })
            .text(codes::living(case.form.living))
            .number(case.form.sharers.into(), 1)
            .date(case.life.from)
            .date_or(case.life.until, NO_DATE)
            .text(reason)
            .date(case.granted)
            .date_or(case.processed_until(self.timetable), NO_DATE)
            .text("A")
            .text(blocked)
            .text(code(household.place.code, quirks));
        file.end_row()
    }

    fn write_rights(&mut self, household: &Household) -> Result<(), SynthError> {
        let case = &household.case;
        for (decision, number) in household.decisions.iter().zip(1..) {
            let file = &mut self.decisions;
            let ground = format!("{}/{}", codes::scheme(case.scheme.law()), decision.article);
            file.identifier(b'B', case.number, number)
                .number(case.number.into(), 1)
                .text(codes::decision(decision.kind))
                .date(decision.date)
                .text(&ground)
                .date(decision.period.from)
                .date_or(decision.period.until, NO_DATE);
            file.end_row()?;
        }
        for obligation in &household.obligations {
            let none = if obligation.kind == ObligationKind::Work { "2" } else { "" };
            let file = &mut self.obligations;
            file.number(case.number.into(), 1)
                .number(obligation.client.into(), 1)
                .text(codes::obligation(obligation.kind))
                .date(obligation.period.from)
                .date_or(obligation.period.until, NO_DATE)
                .text(obligation.exemption.unwrap_or(none));
            file.end_row()?;
        }
        Ok(())
    }

    fn write_programmes(&mut self, household: &Household) -> Result<(), SynthError> {
        for programme in &household.programmes {
            let file = &mut self.programmes;
            file.identifier(b'T', programme.client, 1)
                .number(programme.client.into(), 1)
                .text(programme.code.trim_start_matches('0'))
                .text(programme.description)
                .date(programme.period.from)
                .date_or(programme.period.until, NO_DATE)
                .text(programme.provider);
            file.end_row()?;
        }
        Ok(())
    }
}

/// Returns how many digits a burgerservicenummer has at least.
pub(super) const fn bsn_digits(quirks: &Quirks) -> usize {
    if quirks.lost_zeros { 1 } else { 9 }
}

/// Returns a municipality's code as this household's rows have it.
fn code<'c>(code: &'c str, quirks: &Quirks) -> &'c str {
    if quirks.lost_zeros { code.trim_start_matches('0') } else { code }
}
