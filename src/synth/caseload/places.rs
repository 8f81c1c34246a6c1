//! The municipalities of a service, and which household lives where.
//!
//! Households that leave are spread evenly through the caseload.

use super::profile::Profile;
use crate::synth::random::{Dice, Topic};

/// A municipality of a service.
#[derive(Debug)]
pub(crate) struct Municipality {
    /// Its code of four digits.
    pub(crate) code: &'static str,
    /// The codes of municipalities that have been merged into it.
    pub(crate) former: &'static [&'static str],
    /// Its towns, each with the first of ten postcodes.
    pub(crate) towns: &'static [(&'static str, u16)],
    /// How many households live there, in proportion to the other municipalities that leave, or that stay.
    pub(crate) weight: u32,
    /// Whether its caseload leaves the service.
    pub(crate) leaves: bool,
}

/// Where the households of a service live: municipalities by their places in the profile, with their weights.
#[derive(Debug)]
pub(super) struct Places {
    leaving: Vec<(u32, usize)>,
    staying: Vec<(u32, usize)>,
    share: (u64, u64),
}

impl Places {
    pub(super) fn of(profile: &Profile) -> Self {
        let list = |leaves| {
            let places = profile.municipalities.iter().enumerate().filter(|(_, place)| place.leaves == leaves);
            places.map(|(index, place)| (place.weight, index)).collect::<Vec<_>>()
        };
        let (leaving, staying) = (list(true), list(false));
        let share = if staying.is_empty() { (1, 1) } else { (profile.leaving.0.into(), profile.leaving.1.into()) };
        Self { leaving, staying, share }
    }

    /// Returns the place in the profile of the municipality where a household of so many lives.
    pub(super) fn draw(&self, seed: u64, index: u32, households: u32) -> usize {
        let mut dice = Dice::new(seed, Topic::Place, index);
        let (index, all, leaving) = (u64::from(index), u64::from(households), self.leaving(households));
        let leaves = (index + 1) * leaving / all > index * leaving / all;
        dice.weighted(if leaves { &self.leaving } else { &self.staying })
    }

    /// Returns how many of so many households live where the caseload leaves, rounded half up.
    fn leaving(&self, households: u32) -> u64 {
        let (part, whole) = self.share;
        (2 * u64::from(households) * part + whole) / (2 * whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synth::caseload::tests::{ALL_LEAVE, ARREARS};
    use crate::synth::laborijn;

    #[test]
    fn so_many_households_leave_and_not_in_a_row() {
        let (laborijn, arrears) = (Places::of(&laborijn::PROFILE), Places::of(&ARREARS));
        for (places, households, expected) in [
            (&laborijn, 2500, 400),
            (&laborijn, 1, 0),
            (&laborijn, 10, 2),
            (&laborijn, 60, 10),
            (&laborijn, 999, 160),
            (&arrears, 900, 200),
        ] {
            let leaves = |index: &u32| places.draw(7, *index, households) == 0;
            let leaving: Vec<u32> = (0..households).filter(leaves).collect();
            assert_eq!(leaving.len(), expected, "{households}");
            assert!(leaving.windows(2).all(|pair| pair[1] - pair[0] > 2));
        }
    }

    #[test]
    fn households_live_everywhere_by_weight_where_nobody_stays() {
        let places = Places::of(&ALL_LEAVE);
        let mut counts = [0_u32; 2];
        for index in 0..1000 {
            counts[places.draw(7, index, 1000)] += 1;
        }
        assert!((550..650).contains(&counts[0]), "{counts:?}");
    }
}
