//! How the rows of a household are written: what varies in every delivery of SDOA, and the usual untidiness.
//!
//! Nothing here changes who is paid what, when and where: every delivered cell still says the same, or is one of those
//! that never stop a payment. Two rows about one person are written in the same way.

use super::MUNICIPALITIES;
use crate::synth::caseload::places::Municipality;
use crate::synth::cells::AmountStyle;
use crate::synth::random::{Dice, Topic};
use crate::synth::sheet::Dialect;
use crate::synth::untidy::scatter;

/// How the rows of a household are written.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a habit of its own, and any may go together")]
pub(super) struct Quirks {
    /// The register of addresses knows the street: its name stands there in full, and abbreviated beside that.
    pub(super) full_street: bool,
    /// The letters of the postcode are small.
    pub(super) small_postcode: bool,
    /// With how many others the costs are shared is not known.
    pub(super) unknown_sharers: bool,
    /// A former code stands for the municipality of a case that has ended.
    pub(super) history_code: Option<&'static str>,
    pub(super) housing: &'static str,

    pub(super) amounts: AmountStyle,
    /// Account numbers have spaces between groups of four.
    pub(super) spaced_accounts: bool,
    /// Leading zeros of a burgerservicenummer are lost.
    pub(super) lost_zeros: bool,
    /// A former code stands for the municipality, of persons and of a case that runs.
    pub(super) former_code: Option<&'static str>,
    /// The client's own code is that of another municipality.
    pub(super) client_code: Option<&'static str>,
    /// What stands for the code of secrecy.
    pub(super) secret: Option<&'static str>,
    /// What follows the house number without a hyphen.
    pub(super) after_house_number: &'static str,
    /// What stands for the postcode.
    pub(super) postcode: Option<&'static str>,
    /// What stands for the date of a death; a case whose client died has ended, so that nobody waits for it.
    pub(super) death: Option<&'static str>,
    /// What stands for the date of the grant.
    pub(super) granted: Option<&'static str>,
}

impl Quirks {
    /// Draws how a household's rows are written; without mess it only varies.
    pub(super) fn draw(seed: u64, household: u32, place: &Municipality, mess: bool) -> Self {
        let mut dice = Dice::new(seed, Topic::Quirks, household);
        let has_former = !place.former.is_empty();
        let usual = Self {
            full_street: dice.percent(60),
            small_postcode: dice.percent(10),
            unknown_sharers: dice.percent(5),
            history_code: (has_former && dice.percent(30)).then(|| dice.pick(place.former)),
            housing: dice.weighted(&[(70, "1"), (12, "2"), (14, "3"), (2, "4"), (1, "5"), (1, "6")]),
            ..Self::default()
        };
        if !mess {
            return usual;
        }
        let former_code = (has_former && dice.percent(8)).then(|| dice.pick(place.former));
        let others = || MUNICIPALITIES.iter().find(|other| other.code != place.code);
        let client_code = if former_code.is_none() && dice.percent(3) { others() } else { None };
        Self {
            amounts: dice.weighted(&[(70, AmountStyle::Full), (30, AmountStyle::NoZeroCents)]),
            spaced_accounts: dice.percent(20),
            lost_zeros: dice.percent(80),
            former_code,
            client_code: client_code.map(|other| other.code),
            secret: dice.percent(4).then(|| dice.pick(&["9", "J", "99"])),
            after_house_number: if dice.percent(5) { "a" } else { "" },
            postcode: dice.percent(2).then(|| dice.pick(&["7101", "9999", "7101 SS"])),
            death: dice.percent(30).then_some("99999999"),
            granted: dice.percent(3).then_some("99999999"),
            ..usual
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
        Dialect { byte_order_mark: true, ..Dialect::default() },
        Dialect { all_quoted: true, ..Dialect::default() },
        Dialect { blank_lines: 3, ..Dialect::default() },
        Dialect { first_column_last: true, ..Dialect::default() },
        Dialect { extra: Some("OPMERKING"), ..Dialect::default() },
        Dialect { other_line_ends: true, byte_order_mark: true, blank_lines: 1, ..Dialect::default() },
    ];
    scatter(&Dialect::default(), kinds, seed, files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tidy_delivery_only_varies() {
        for household in 0..100 {
            let quirks = Quirks::draw(3, household, &MUNICIPALITIES[1], false);
            assert_eq!((quirks.amounts, quirks.former_code, quirks.client_code), (AmountStyle::Full, None, None));
            assert!(!quirks.lost_zeros && !quirks.spaced_accounts && quirks.secret.is_none());
        }
    }

    #[test]
    fn former_codes_stand_for_oost_gelre_alone() {
        let former = |place: &Municipality| {
            let quirks = (0..500).map(|index| Quirks::draw(3, index, place, true));
            quirks.filter(|quirks| quirks.former_code.is_some() || quirks.history_code.is_some()).count()
        };
        assert_eq!(MUNICIPALITIES.each_ref().map(|place| former(place) > 0), [false, true, false]);
    }

    #[test]
    fn every_kind_of_untidy_file_occurs() {
        let dialects = dialects(5, 13, true);
        assert!(dialects.iter().any(|dialect| dialect.other_line_ends));
        assert!(dialects.iter().any(|dialect| dialect.byte_order_mark));
        assert!(dialects.iter().any(|dialect| dialect.all_quoted));
        assert!(dialects.iter().any(|dialect| dialect.blank_lines > 0));
        assert!(dialects.iter().any(|dialect| dialect.first_column_last));
        assert!(dialects.iter().any(|dialect| dialect.extra.is_some()));
    }
}
