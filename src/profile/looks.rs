//! What a single text looks like: every reading that it allows, and everything that is odd about it.
//!
//! A text may allow several readings; which one holds for a column is decided where all its texts are known.

use super::shapes;
use crate::domain::bsn::BsnError;
use crate::domain::date::DateError;
use crate::domain::{Bsn, DateFormat, Iban, Money, MonthFormat, MunicipalityCode, Notation};
use crate::source::workbook;

/// The years that a date without marks between its parts may lie in; other such numbers are taken for numbers.
const YEARS_OF_DATES: std::ops::RangeInclusive<i16> = 1850..=2150;
/// The years that a month without a mark may lie in.
const YEARS_OF_MONTHS: std::ops::RangeInclusive<i32> = 1950..=2099;
/// English notation: `1,234.56`.
const ENGLISH: Notation = Notation { decimal: b'.', thousands: Some(b',') };
/// Words that say yes or no.
const FLAGS: [&str; 10] = ["j", "n", "ja", "nee", "y", "yes", "no", "waar", "onwaar", "true"];

/// Something that a text looks like, or that is odd about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Look {
    /// Nine digits that pass the eleven-test.
    Bsn,
    /// Seven or eight digits that pass it with zeros before them.
    ShortBsn,
    /// Nine digits that fail it.
    FailingBsn,
    /// A number for test persons.
    TestBsn,
    /// An IBAN whose check digits fit.
    Iban,
    /// What is built like an IBAN and fails.
    FailingIban,
    /// A Dutch postcode.
    Postcode,
    /// A municipality's code by its form.
    Municipality,
    /// A date as `dd-mm-yyyy`.
    DayMonthYear,
    /// A date as `yyyy-mm-dd`.
    YearMonthDay,
    /// A date as `yyyymmdd`.
    CompactDate,
    /// A date in a notation that no mapping can declare.
    OtherDate,
    /// Built like a date, of a day that does not exist.
    NoSuchDay,
    /// A date of which the day, or day and month, are zeros.
    PartialDate,
    /// A date before 1900.
    EarlyDate,
    /// A date after 2100 that is no sentinel.
    LateDate,
    /// A month as `mm-yyyy`.
    MonthYear,
    /// A month as `yyyy-mm`.
    YearMonth,
    /// A month as `yyyymm`.
    CompactMonth,
    /// A whole number.
    Integer,
    /// An amount with a decimal comma or marks as in `1.234,56`.
    Dutch,
    /// An amount with a decimal point or marks as in `1,234.56`.
    English,
    /// An amount of thousands as in `1.000`, of which the mark may be either.
    Ambiguous,
    /// An amount with a mark between thousands, beyond doubt.
    Thousands,
    /// A number with decimals that are not two, or with a sign or currency that is not read.
    OtherAmount,
    /// A number as `1,23E+15`.
    Exponent,
    /// A word that says yes or no.
    Flag,
    /// `0` or `1`.
    Bit,
    /// An error of a spreadsheet, as text.
    ErrorText,
    /// A text that stands for none.
    Sentinel,
    /// A control character or one without width.
    Control,
    /// A character that stands for one that was lost.
    Replacement,
    /// Characters that were once read in another encoding than they were written in.
    Mojibake,
    /// A question mark between letters.
    QuestionMark,
    /// White space around it, which is set by who has the cell.
    Spaces,
    /// None of the readings.
    Text,
}

/// How many looks there are.
pub(super) const LOOKS: usize = Look::Text as usize + 1;

/// A set of looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Looks(u64);

/// Readings; what has none of them is text.
const READINGS: u64 = bits(&[
    Look::Bsn,
    Look::ShortBsn,
    Look::Iban,
    Look::FailingIban,
    Look::Postcode,
    Look::DayMonthYear,
    Look::YearMonthDay,
    Look::CompactDate,
    Look::OtherDate,
    Look::NoSuchDay,
    Look::MonthYear,
    Look::YearMonth,
    Look::CompactMonth,
    Look::Integer,
    Look::Dutch,
    Look::English,
    Look::Ambiguous,
    Look::OtherAmount,
    Look::Flag,
]);

const fn bits(looks: &[Look]) -> u64 {
    let (mut bits, mut place) = (0, 0);
    while place < looks.len() {
        bits |= 1 << looks[place] as u8;
        place += 1;
    }
    bits
}

impl Looks {
    /// Looks at a text without white space around it, which is not empty.
    pub(super) fn of(text: &str) -> Self {
        let mut looks = Self::default();
        looks.oddities(text);
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        if digits {
            looks.number(text);
        }
        if text.len() <= 40 {
            looks.words(text, digits);
        }
        if !digits && text.bytes().next().is_some_and(|first| first.is_ascii_digit() || b"-+".contains(&first)) {
            looks.marked(text);
        }
        if looks.0 & READINGS == 0 {
            looks.add(Look::Text);
        }
        looks
    }

    /// Adds a look.
    pub(super) const fn add(&mut self, look: Look) {
        self.0 |= 1 << look as u8;
    }

    /// Tells whether a look is among them.
    pub(super) const fn has(self, look: Look) -> bool {
        self.0 & (1 << look as u8) != 0
    }

    /// Tells whether any of some looks is among them.
    pub(super) fn has_any(self, looks: &[Look]) -> bool {
        looks.iter().any(|look| self.has(*look))
    }

    /// Returns the places of all looks in [`LOOKS`].
    pub(super) fn places(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let place = left.trailing_zeros() as usize;
            left &= left.checked_sub(1)?;
            Some(place)
        })
    }

    /// Takes digits alone.
    fn number(&mut self, text: &str) {
        self.add(Look::Integer);
        match Bsn::parse(text) {
            Ok(bsn) => {
                self.add(Look::Bsn);
                if bsn.is_test_person() {
                    self.add(Look::TestBsn);
                }
            }
            Err(BsnError::Check) => self.add(Look::FailingBsn),
            Err(_) if Bsn::parse_padded(text).is_ok() => self.add(Look::ShortBsn),
            Err(_) => {}
        }
        if matches!(text, "0" | "1") {
            self.add(Look::Bit);
        }
        match text.len() {
            1..=4 if MunicipalityCode::parse(text).is_ok() => self.add(Look::Municipality),
            6 => {
                let month = MonthFormat::Compact.parse(text).ok();
                if month.is_some_and(|month| YEARS_OF_MONTHS.contains(&shapes::year_of(month))) {
                    self.add(Look::CompactMonth);
                }
            }
            8 => self.date(DateFormat::Compact, Look::CompactDate, text),
            _ => {}
        }
    }

    /// Takes a date of a format; one without marks must lie in a likely year.
    fn date(&mut self, format: DateFormat, look: Look, text: &str) {
        let is_sentinel = super::sentinels::is_no_date(text) && format.parse_partial(text) != Err(DateError::Shape);
        match (format.parse(text), format.parse_partial(text)) {
            (Ok(date), _) => {
                let likely = YEARS_OF_DATES.contains(&date.year()) || is_sentinel;
                if format != DateFormat::Compact || likely {
                    self.add(look);
                    self.years(date.year(), is_sentinel);
                }
            }
            _ if is_sentinel => self.add(look),
            (_, Ok(partial)) => {
                let year = partial.to_string().get(..4).and_then(|year| year.parse::<i16>().ok()).unwrap_or_default();
                if format != DateFormat::Compact || YEARS_OF_DATES.contains(&year) {
                    self.add(look);
                    self.add(Look::PartialDate);
                    self.years(year, false);
                }
            }
            (Err(_), Err(error)) => {
                if format != DateFormat::Compact && error == DateError::NoSuchDay {
                    self.add(Look::NoSuchDay);
                }
            }
        }
    }

    fn years(&mut self, year: i16, is_sentinel: bool) {
        if year < 1900 {
            self.add(Look::EarlyDate);
        } else if year > 2100 && !is_sentinel {
            self.add(Look::LateDate);
        }
    }

    /// Takes a short text, digits or not.
    fn words(&mut self, text: &str, digits: bool) {
        match Iban::parse(text) {
            Ok(_) => self.add(Look::Iban),
            Err(_) if shapes::is_like_iban(text) => self.add(Look::FailingIban),
            Err(_) => {}
        }
        if shapes::is_postcode(text) {
            self.add(Look::Postcode);
        }
        if !digits && text.starts_with("GM") && MunicipalityCode::parse(text).is_ok() {
            self.add(Look::Municipality);
        }
        if FLAGS.iter().chain(&["false"]).any(|word| text.eq_ignore_ascii_case(word)) {
            self.add(Look::Flag);
        }
        if super::sentinels::is_one(text) {
            self.add(Look::Sentinel);
        }
        if workbook::is_error(text) {
            self.add(Look::ErrorText);
        }
    }

    /// Takes a text of digits and marks.
    fn marked(&mut self, text: &str) {
        match text.len() {
            7 if MonthFormat::MonthYear.parse(text).is_ok() => self.add(Look::MonthYear),
            7 if MonthFormat::YearMonth.parse(text).is_ok() => self.add(Look::YearMonth),
            10 => {
                self.date(DateFormat::DayMonthYear, Look::DayMonthYear, text);
                self.date(DateFormat::YearMonthDay, Look::YearMonthDay, text);
            }
            _ => {}
        }
        if !self.has_any(&[Look::DayMonthYear, Look::YearMonthDay, Look::NoSuchDay]) && shapes::is_other_date(text) {
            self.add(Look::OtherDate);
        }
        if shapes::is_exponent(text) {
            self.add(Look::Exponent);
            self.add(Look::OtherAmount);
            return;
        }
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        if !unsigned.is_empty() && unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
            self.add(Look::Integer);
            return;
        }
        if shapes::is_ambiguous(unsigned) {
            self.add(Look::Ambiguous);
            return;
        }
        for (notation, look, mark) in [(Notation::DUTCH, Look::Dutch, '.'), (ENGLISH, Look::English, ',')] {
            if Money::parse(text, notation).is_ok() {
                self.add(look);
                if unsigned.contains(mark) {
                    self.add(Look::Thousands);
                }
                return;
            }
        }
        if shapes::is_other_amount(text) {
            self.add(Look::OtherAmount);
        }
    }

    fn oddities(&mut self, text: &str) {
        if text.is_ascii() {
            if text.bytes().any(|byte| byte.is_ascii_control()) {
                self.add(Look::Control);
            }
            if text.contains('?') && shapes::has_inner_question_mark(text) {
                self.add(Look::QuestionMark);
            }
            return;
        }
        if text.chars().any(shapes::is_unseen) {
            self.add(Look::Control);
        }
        if text.contains(char::REPLACEMENT_CHARACTER) {
            self.add(Look::Replacement);
        }
        if shapes::is_mojibake(text) {
            self.add(Look::Mojibake);
        }
        if shapes::has_inner_question_mark(text) {
            self.add(Look::QuestionMark);
        }
    }
}

#[cfg(test)]
mod tests;
