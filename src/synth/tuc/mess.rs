//! The usual untidiness of a delivery: the same facts, written down carelessly.
//!
//! Nothing here changes who is paid what, when and where: every delivered cell still says the same, or is one of those
//! that never stop a payment. Two rows about one person are untidy in the same way.

use crate::synth::random::{Dice, Topic};
use crate::synth::sheet::Dialect;
use crate::synth::untidy::scatter;

/// How the rows of a household are written.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each kind of carelessness is there or not")]
pub(super) struct Quirks {
    /// Account numbers have spaces between groups of four.
    pub(super) spaced_accounts: bool,
    /// Leading zeros are lost, of a burgerservicenummer and of a municipality.
    pub(super) lost_zeros: bool,
    /// A payee without a fixed amount has no zero there.
    pub(super) no_fixed_amount: bool,
    /// The client's own municipality is another one.
    pub(super) client_code: Option<&'static str>,
    /// What stands for the restriction on the address.
    pub(super) secret: Option<&'static str>,
    /// What follows the house number in its own cell.
    pub(super) after_house_number: &'static str,
    /// What stands for the postcode.
    pub(super) postcode: Option<&'static str>,
    /// What stands for the date of a death; a case whose client died has ended, so that nobody waits for it.
    pub(super) death: Option<&'static str>,
    /// A running case bears the code of the law before 2015.
    pub(super) former_law: bool,
    /// The front office typed dates and numbers as text.
    pub(super) typed: bool,
}

impl Quirks {
    /// Draws how a household's rows are written.
    pub(super) fn draw(seed: u64, household: u32, mess: bool) -> Self {
        let mut dice = Dice::new(seed, Topic::Quirks, household);
        if !mess {
            return Self::default();
        }
        Self {
            spaced_accounts: dice.percent(20),
            lost_zeros: dice.percent(50),
            no_fixed_amount: dice.percent(30),
            client_code: dice.percent(3).then_some("1586"),
            secret: dice.percent(4).then(|| dice.pick(&["?", "J", "9", ""])),
            after_house_number: if dice.percent(5) { "a" } else { "" },
            postcode: dice.percent(2).then(|| dice.pick(&["7731", "onbekend", "7731 SS"])),
            death: dice.percent(30).then_some("onbekend"),
            former_law: dice.percent(4),
            typed: dice.percent(25),
        }
    }
}

/// Draws how each of so many text files is written: tidy ones begin with the mark of their encoding.
pub(super) fn dialects(seed: u64, files: usize, mess: bool) -> Vec<Dialect> {
    let tidy = Dialect { byte_order_mark: true, ..Dialect::default() };
    if !mess {
        return vec![tidy; files];
    }
    let kinds = [
        Dialect { other_line_ends: true, ..tidy.clone() },
        Dialect::default(),
        Dialect { all_quoted: true, ..tidy.clone() },
        Dialect { blank_lines: 3, ..tidy.clone() },
        Dialect { first_column_last: true, ..tidy.clone() },
        Dialect { extra: Some("Opmerking"), ..tidy.clone() },
        Dialect { other_line_ends: true, all_quoted: true, ..Dialect::default() },
    ];
    scatter(&tidy, kinds, seed, files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tidy_delivery_has_no_quirks() {
        for household in 0..100 {
            let quirks = Quirks::draw(3, household, false);
            assert_eq!(format!("{quirks:?}"), format!("{:?}", Quirks::default()));
        }
    }

    #[test]
    fn every_kind_of_untidy_file_occurs() {
        let dialects = dialects(5, 13, true);
        assert!(dialects.iter().any(|dialect| dialect.other_line_ends && !dialect.all_quoted));
        assert!(dialects.iter().any(|dialect| !dialect.byte_order_mark));
        assert!(dialects.iter().any(|dialect| dialect.blank_lines > 0));
        assert!(dialects.iter().any(|dialect| dialect.first_column_last));
        assert!(dialects.iter().any(|dialect| dialect.extra.is_some()));
    }
}
