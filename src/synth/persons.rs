//! Made-up residents: names that nobody bears, birth dates that may be partial, addresses that do not exist.
//!
//! Every surname ends in `-Proef` or `-Voorbeeld`, so that no row can be taken for a real resident's.

use std::fmt;

use super::numbers;
use super::random::Dice;
use crate::domain::{Bsn, Date};

const BEGINNINGS: [&str; 24] = [
    "Aal", "Bré", "Cor", "Däl", "Els", "Fjo", "Gön", "Haë", "Ijs", "Jün", "Koe", "Lië", "Mör", "Noë", "Oer", "Pré",
    "Rui", "Sné", "Tié", "Uil", "Ven", "Wöl", "Zeë", "Zuë",
];
const ENDINGS: [&str; 16] = [
    "berg", "brink", "dal", "donk", "enga", "hoef", "kamp", "land", "loo", "mark", "ness", "rade", "stein", "veen",
    "wold", "zijl",
];
const PREFIXES: [(u32, &str); 6] = [(70, ""), (10, "van"), (7, "de"), (6, "van der"), (4, "ten"), (3, "in 't")];
const STREETS: [&str; 10] = [
    "Proefstraat",
    "Voorbeeldlaan",
    "Schijnweg",
    "Verzonnen Pad",
    "Zoëlaan",
    "Denkbeeldplein",
    "Nergensdijk",
    "Coördinaatweg",
    "Fictiestraat",
    "Testhof",
];
const LETTERS: &[u8] = b"BCDEGHJKLMNPRTVWXZ";

/// A natural person.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) bsn: Bsn,
    pub(super) administration_number: Option<u64>,
    pub(super) surname: String,
    pub(super) prefix: &'static str,
    pub(super) initials: String,
    pub(super) birth: Birth,
    pub(super) gender: &'static str,
    pub(super) death: Option<Date>,
    pub(super) secret: bool,
}

impl Person {
    /// Makes up a person of working age under a number; `serial` differs per person.
    pub(super) fn draw(dice: &mut Dice, bsn: Bsn, serial: u32, year: i16) -> Self {
        let suffix = if dice.percent(60) { "Proef" } else { "Voorbeeld" };
        // The first person of a caseload has a letter outside ASCII, so that even the smallest shows its encoding.
        let beginning = if serial == 0 { "Bré" } else { dice.pick(&BEGINNINGS) };
        let surname = format!("{beginning}{}-{suffix}", dice.pick(&ENDINGS));
        let initials = (0..dice.between(1..=3)).fold(String::new(), |mut initials, _| {
            initials.push(char::from(dice.between(b'A'..=b'Z')));
            initials.push('.');
            initials
        });
        Self {
            bsn,
            administration_number: numbers::administration_number(serial),
            surname,
            prefix: dice.weighted(&PREFIXES),
            initials,
            birth: Birth::draw(dice, year),
            gender: if dice.percent(50) { "V" } else { "M" },
            death: None,
            secret: dice.percent(3),
        }
    }

    /// Returns the name as it stands on an account.
    pub(super) fn account_name(&self) -> String {
        let space = if self.prefix.is_empty() { "" } else { " " };
        format!("{} {}{space}{}", self.initials, self.prefix, self.surname)
    }
}

/// A birth date of which the day, or day and month, may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Birth {
    /// The day, or 0.
    pub(super) day: i8,
    /// The month, or 0.
    pub(super) month: i8,
    /// The year.
    pub(super) year: i16,
}

impl Birth {
    fn draw(dice: &mut Dice, year: i16) -> Self {
        let whole = Self { day: dice.between(1..=28), month: dice.between(1..=12), year: year - dice.between(22..=65) };
        match dice.between(0..=199) {
            0 | 1 => Self { day: 0, ..whole },
            2 => Self { day: 0, month: 0, ..whole },
            _ => whole,
        }
    }
}

impl fmt::Display for Birth {
    /// Writes `12-07-1958`, with zeros for what is unknown.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:02}-{:02}-{:04}", self.day, self.month, self.year)
    }
}

/// Where a household lives.
#[derive(Clone, Debug)]
pub(super) struct Address {
    pub(super) street: &'static str,
    pub(super) number: u16,
    pub(super) letter: &'static str,
    pub(super) addition: &'static str,
    pub(super) postcode: String,
    pub(super) town: &'static str,
}

impl Address {
    /// Makes up an address in one of several towns, each with the first of its ten postcodes.
    pub(super) fn draw(dice: &mut Dice, towns: &[(&'static str, u16)]) -> Self {
        let (town, first) = dice.pick(towns);
        let letters = [dice.pick(LETTERS), dice.pick(LETTERS)].map(char::from);
        let space = if dice.percent(50) { " " } else { "" };
        Self {
            street: dice.pick(&STREETS),
            number: dice.between(1..=240),
            letter: dice.weighted(&[(90, ""), (6, "A"), (4, "b")]),
            addition: dice.weighted(&[(94, ""), (4, "II"), (2, "bis")]),
            postcode: format!("{}{space}{}{}", first + dice.between(0..=9_u16), letters[0], letters[1]),
            town,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::DateFormat;
    use crate::synth::random::Topic;

    fn person(index: u32) -> Person {
        let mut dice = Dice::new(1, Topic::Household, index);
        let bsn = numbers::bsn(index, 0, false).expect("a number");
        Person::draw(&mut dice, bsn, index * 2, 2021)
    }

    #[test]
    fn nobody_has_a_name_that_could_be_real() {
        for index in 0..500 {
            let surname = person(index).surname;
            assert!(surname.ends_with("-Proef") || surname.ends_with("-Voorbeeld"), "{surname}");
        }
        assert!(!person(0).surname.is_ascii());
    }

    #[test]
    fn birth_dates_are_whole_or_partial_and_exist() {
        let births: Vec<String> = (0..2000).map(|index| person(index).birth.to_string()).collect();
        for birth in &births {
            assert!(DateFormat::DayMonthYear.parse_partial(birth).is_ok(), "{birth}");
        }
        assert!(births.iter().any(|birth| birth.starts_with("00-00-")));
        assert!(births.iter().any(|birth| birth.starts_with("00-") && !birth.starts_with("00-00-")));
    }
}
