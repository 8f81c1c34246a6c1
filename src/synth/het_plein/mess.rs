//! The usual untidiness of a workbook that many hands have kept: the same facts, typed carelessly.
//!
//! Nothing here changes who is paid what, when and where: every cell still says the same, or is one of those that never
//! stop a payment. Two rows about one person are untidy in the same way.

use super::row::{Entry, Hand};
use super::sheet::Style;
use super::{LOCHEM, ZUTPHEN};
use crate::synth::caseload::places::Municipality;
use crate::synth::cells::AmountStyle;
use crate::synth::random::{Dice, Topic};
use crate::synth::untidy::scatter;
use crate::synth::workbook::{Manner, Sums, Visibility};

/// How the rows of a household are written.
#[derive(Debug, Default)]
pub(super) struct Quirks {
    /// An open end is 31-12-9999 and not empty.
    pub(super) far_ends: bool,
    pub(super) hand: Hand,
    /// A BSN; as text it has its zeros.
    pub(super) bsn: Entry,
    /// A municipality; as text it has its zero.
    pub(super) place: Entry,
    /// A former number stands for the municipality, with person and case.
    pub(super) former_code: Option<&'static str>,
    /// The person's own municipality is another.
    pub(super) client_code: Option<&'static str>,
    /// What stands for yes or no under Geheim adres.
    pub(super) secret: Option<&'static str>,
    /// What follows the house number in its own cell.
    pub(super) after_house_number: &'static str,
    /// What stands for the postcode.
    pub(super) postcode: Option<&'static str>,
    /// The postcode has small letters.
    pub(super) small_postcode: bool,
    /// What stands for the date of a death; a case whose client died has ended, so that nobody waits for it.
    pub(super) death: Option<&'static str>,
}

impl Quirks {
    /// Draws how a household's rows are written; without mess only the open ends and postcodes differ.
    pub(super) fn draw(seed: u64, household: u32, place: &Municipality, mess: bool) -> Self {
        let mut dice = Dice::new(seed, Topic::Quirks, household);
        let (far_ends, small_postcode) = (dice.percent(10), dice.percent(5));
        if !mess {
            return Self { far_ends, small_postcode, ..Self::default() };
        }
        let other_place = if place.code == ZUTPHEN { LOCHEM } else { ZUTPHEN };
        let former_code = (!place.former.is_empty() && dice.percent(5)).then(|| dice.pick(place.former));
        let client_code = (former_code.is_none() && dice.percent(3)).then_some(other_place);
        let amounts = dice.weighted(&[
            (70, None),
            (12, Some(AmountStyle::Full)),
            (9, Some(AmountStyle::NoThousandsMark)),
            (9, Some(AmountStyle::NoZeroCents)),
        ]);
        let hand = Hand {
            amounts,
            dates: Entry::typed_if(dice.percent(20)),
            numbers: Entry::typed_if(dice.percent(20)),
            flags: Entry::typed_if(dice.percent(15)),
            spaced_accounts: dice.percent(20),
            nothing: dice.weighted(&[(80, ""), (12, "-"), (8, "n.v.t.")]),
        };
        Self {
            far_ends,
            hand,
            bsn: Entry::typed_if(dice.percent(20)),
            place: Entry::typed_if(dice.percent(20)),
            former_code,
            client_code,
            secret: dice.percent(4).then(|| dice.pick(&["?", "X", "onbekend", "0"])),
            after_house_number: if dice.percent(5) { "a" } else { "" },
            postcode: dice.percent(2).then(|| dice.pick(&["7201", "onbekend", "7201 SS"])),
            small_postcode,
            death: dice.percent(30).then_some("onbekend"),
        }
    }
}

/// Draws how each of so many sheets is laid out. With mess, each kind of untidiness meets another sheet, but not the
/// first: that one is shown when the workbook is opened, and cannot be hidden.
pub(super) fn styles(seed: u64, sheets: usize, mess: bool) -> Vec<Style> {
    if !mess {
        return vec![Style::default(); sheets];
    }
    let plain = Style { sums: Sums::Numbers, ..Style::default() };
    let in_manner = |manner| Style { manner, ..plain.clone() };
    let turned = || in_manner(Manner { first_column_last: true, ..Manner::default() });
    let kinds = [
        in_manner(Manner { visibility: Visibility::Hidden, ..Manner::default() }),
        Style { hides_every: Some(5), ..plain.clone() },
        turned(),
        in_manner(Manner { extra: Some("Opmerking"), ..Manner::default() }),
        Style { note: Some("nagelopen"), ..plain.clone() },
        Style { blank_rows: 3, ..plain.clone() },
        Style { blank_rows: 1, hides_every: Some(40), ..turned() },
    ];
    let others = scatter(&plain, kinds, seed, sheets.saturating_sub(1));
    std::iter::once(plain.clone()).chain(others).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synth::het_plein::MUNICIPALITIES;

    #[test]
    fn a_tidy_delivery_differs_in_open_ends_and_postcodes_alone() {
        for household in 0..100 {
            let Quirks { far_ends, small_postcode, .. } = Quirks::draw(3, household, &MUNICIPALITIES[0], false);
            let tidy = Quirks { far_ends, small_postcode, ..Quirks::default() };
            let drawn = Quirks::draw(3, household, &MUNICIPALITIES[0], false);
            assert_eq!(format!("{drawn:?}"), format!("{tidy:?}"));
        }
    }

    #[test]
    fn every_kind_of_untidy_sheet_occurs() {
        let styles = styles(5, 14, true);
        let hidden = |style: &Style| style.manner.visibility == Visibility::Hidden;
        assert!(!hidden(&styles[0]) && styles.iter().any(hidden));
        assert!(styles.iter().any(|style| style.hides_every.is_some()));
        assert!(styles.iter().any(|style| style.manner.first_column_last));
        assert!(styles.iter().any(|style| style.manner.extra.is_some()));
        assert!(styles.iter().any(|style| style.note.is_some()));
        assert!(styles.iter().any(|style| style.blank_rows > 0));
        assert!(styles.iter().all(|style| style.sums == Sums::Numbers));
    }
}
