//! The usual untidiness of a delivery: the same facts, written down carelessly.
//!
//! Nothing here changes who is paid what, when and where: every delivered cell still says the same, or is one of those
//! that never stop a payment. Two rows about one person are untidy in the same way.

use super::MUNICIPALITIES;
use crate::synth::caseload::places::Municipality;
use crate::synth::cells::AmountStyle;
use crate::synth::random::{Dice, Topic};
use crate::synth::sheet::Dialect;
use crate::synth::untidy::scatter;

/// How the rows of a household are written.
#[derive(Debug, Default)]
pub(super) struct Quirks {
    /// An open end is 31-12-9999 and not empty.
    pub(super) far_ends: bool,
    pub(super) amounts: AmountStyle,
    /// Account numbers have spaces between groups of four.
    pub(super) spaced_accounts: bool,
    /// Leading zeros of a burgerservicenummer are lost.
    pub(super) lost_zeros: bool,
    /// A former code stands for the municipality, with client and case.
    pub(super) former_code: Option<&'static str>,
    /// The client's own code is that of another municipality.
    pub(super) client_code: Option<&'static str>,
    /// What stands for J or N under Geheim.
    pub(super) secret: Option<&'static str>,
    /// What follows the house number in its own cell.
    pub(super) after_house_number: &'static str,
    /// What stands for the postcode.
    pub(super) postcode: Option<&'static str>,
    /// What stands for the date of a death; a case whose client died has ended, so that nobody waits for it.
    pub(super) death: Option<&'static str>,
}

impl Quirks {
    /// Draws how a household's rows are written; without mess only the open ends differ.
    pub(super) fn draw(seed: u64, household: u32, place: &Municipality, mess: bool) -> Self {
        let mut dice = Dice::new(seed, Topic::Quirks, household);
        let far_ends = dice.percent(20);
        if !mess {
            return Self { far_ends, ..Self::default() };
        }
        let [_, doetinchem, aalten] = &MUNICIPALITIES;
        let other_place = if place.code == doetinchem.code { aalten } else { doetinchem };
        let former_code = (!place.former.is_empty() && dice.percent(5)).then(|| dice.pick(place.former));
        let client_code = (former_code.is_none() && dice.percent(3)).then_some(other_place.code);
        Self {
            far_ends,
            amounts: dice.weighted(&[
                (50, AmountStyle::Full),
                (25, AmountStyle::NoThousandsMark),
                (25, AmountStyle::NoZeroCents),
            ]),
            spaced_accounts: dice.percent(20),
            lost_zeros: dice.percent(80),
            former_code,
            client_code,
            secret: dice.percent(4).then(|| dice.pick(&["?", "X", "ja", "0"])),
            after_house_number: if dice.percent(5) { "a" } else { "" },
            postcode: dice.percent(2).then(|| dice.pick(&["7061", "onbekend", "7061 SS"])),
            death: dice.percent(30).then_some("onbekend"),
        }
    }
}

/// Draws how each of so many files is written.
pub(super) fn dialects(seed: u64, files: usize, mess: bool) -> Vec<Dialect> {
    if !mess {
        return vec![Dialect::default(); files];
    }
    let kinds = [
        Dialect { other_line_ends: true, ..Dialect::default() },
        Dialect { all_quoted: true, ..Dialect::default() },
        Dialect { blank_lines: 3, ..Dialect::default() },
        Dialect { first_column_last: true, ..Dialect::default() },
        Dialect { extra: Some("Opmerking"), ..Dialect::default() },
        Dialect { other_line_ends: true, all_quoted: true, blank_lines: 1, ..Dialect::default() },
    ];
    scatter(&Dialect::default(), kinds, seed, files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tidy_delivery_has_no_quirks_but_its_open_ends() {
        for household in 0..100 {
            let quirks = Quirks::draw(3, household, &MUNICIPALITIES[0], false);
            let tidy = Quirks { far_ends: quirks.far_ends, ..Quirks::default() };
            assert_eq!(format!("{quirks:?}"), format!("{tidy:?}"));
        }
    }

    #[test]
    fn former_codes_stand_for_oude_ijsselstreek_alone() {
        let former = |place: &Municipality| {
            (0..500).filter(|index| Quirks::draw(3, *index, place, true).former_code.is_some()).count()
        };
        assert!(former(&MUNICIPALITIES[0]) > 0);
        assert_eq!(former(&MUNICIPALITIES[2]), 0);
    }

    #[test]
    fn every_kind_of_untidy_file_occurs() {
        let dialects = dialects(5, 13, true);
        assert!(dialects.iter().any(|dialect| dialect.other_line_ends && !dialect.all_quoted));
        assert!(dialects.iter().any(|dialect| dialect.all_quoted));
        assert!(dialects.iter().any(|dialect| dialect.blank_lines > 0));
        assert!(dialects.iter().any(|dialect| dialect.first_column_last));
        assert!(dialects.iter().any(|dialect| dialect.extra.is_some()));
    }
}
