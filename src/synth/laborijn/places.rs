//! The municipalities of Laborijn, and which household lives where.
//!
//! Of every 2,500 households 400 live in the municipality that leaves, spread evenly through the caseload.

use crate::synth::random::{Dice, Topic};

/// A municipality of Laborijn; the first one leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    OudeIjsselstreek,
    Doetinchem,
    Aalten,
}

impl Place {
    /// Returns where a household of so many lives.
    pub(super) fn of(seed: u64, index: u32, households: u32) -> Self {
        let (index, all, leaving) = (u64::from(index), u64::from(households), u64::from(leaving(households)));
        if (index + 1) * leaving / all > index * leaving / all {
            Self::OudeIjsselstreek
        } else if Dice::new(seed, Topic::Place, u32::try_from(index).unwrap_or_default()).percent(68) {
            Self::Doetinchem
        } else {
            Self::Aalten
        }
    }

    /// Returns its code.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::OudeIjsselstreek => "1509",
            Self::Doetinchem => "0222",
            Self::Aalten => "0197",
        }
    }

    /// Returns its towns, each with the first of ten postcodes.
    pub(super) const fn towns(self) -> &'static [(&'static str, u16)] {
        match self {
            Self::OudeIjsselstreek => &[("Gendringen", 7080), ("Ulft", 7070), ("Terborg", 7060), ("Varsseveld", 7050)],
            Self::Doetinchem => &[("Doetinchem", 7000), ("Gaanderen", 7010), ("Wehl", 7030)],
            Self::Aalten => &[("Aalten", 7120), ("Dinxperlo", 7090), ("Bredevoort", 7126)],
        }
    }
}

/// Returns how many of so many households live where the caseload leaves: 400 of 2,500, rounded half up.
pub(super) fn leaving(households: u32) -> u32 {
    u32::try_from((u64::from(households) * 8 + 25) / 50).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_households_live_in_oude_ijsselstreek_and_not_in_a_row() {
        for (households, expected) in [(2500, 400), (1, 0), (10, 2), (60, 10), (999, 160)] {
            let inside = |index: &u32| Place::of(7, *index, households) == Place::OudeIjsselstreek;
            let places: Vec<u32> = (0..households).filter(inside).collect();
            assert_eq!(places.len(), expected, "{households}");
            assert!(places.windows(2).all(|pair| pair[1] - pair[0] > 3));
        }
    }
}
