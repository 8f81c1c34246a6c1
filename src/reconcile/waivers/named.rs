//! The lines that waivers name, and how much of what deviates there is for each of them to cover.
//!
//! A line on which one case deviates is that case's alone. One on which several do is covered case by case, each by
//! waivers of its own: by all cases together, or not at all.

use std::collections::{BTreeMap, BTreeSet};

use super::is_about;
use crate::domain::Bsn;
use crate::mapping::model::{Waiver, Whose};
use crate::reconcile::continuity::Line;

/// A line, and how many cents of what deviates there are for one waiver to cover.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) line: usize,
    pub(super) cents: i64,
}

/// The waivers that cover a line, in the order in which they were judged.
pub(super) type Cover = BTreeMap<usize, Vec<usize>>;

/// The lines that stop, by the waivers that name them.
pub(super) struct Named {
    /// Per waiver, in their order.
    parts: Vec<Vec<Part>>,
    /// How many cases deviate on a line that several cover together.
    shared: BTreeMap<usize, usize>,
}

impl Named {
    pub(super) fn of(waivers: &[Waiver], lines: &[Line]) -> Self {
        let mut named = Self { parts: vec![Vec::new(); waivers.len()], shared: BTreeMap::new() };
        let mut places: BTreeMap<Whose, Vec<usize>> = BTreeMap::new();
        for (place, waiver) in waivers.iter().enumerate() {
            places.entry(waiver.whose.clone()).or_default().push(place);
        }
        if waivers.is_empty() {
            return named;
        }
        let of = |whose: &Whose| places.get(whose).map(Vec::as_slice).unwrap_or_default();
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.verdict.stops()) {
            if let Ok(person) = Bsn::parse(&line.recipient) {
                named.add(of(&Whose::Person(person)), Part { line: index, cents: line.deviation() });
            }
            let cases: Vec<&str> = line.deviating().collect();
            if let [case] = cases.as_slice() {
                named.add(of(&Whose::Case((*case).to_owned())), Part { line: index, cents: line.deviation() });
                continue;
            }
            let waived = cases.iter().map(|case| {
                let own = of(&Whose::Case((*case).to_owned())).iter().copied();
                own.filter(|place| is_about(&waivers[*place], line)).collect::<Vec<usize>>()
            });
            let waived: Vec<Vec<usize>> = waived.collect();
            if !cases.is_empty() && waived.iter().all(|places| !places.is_empty()) {
                for (case, places) in cases.iter().zip(waived) {
                    named.add(&places, Part { line: index, cents: line.deviation_of(case) });
                }
                named.shared.insert(index, cases.len());
            }
        }
        named
    }

    /// Returns what a waiver names.
    pub(super) fn parts(&self, place: usize) -> &[Part] {
        &self.parts[place]
    }

    /// Takes lines from the waivers of some of their cases, where those of others do not cover them. Tells whether there
    /// were any.
    pub(super) fn take_half_covered(&mut self, waivers: &[Waiver], cover: &Cover) -> bool {
        let is_half = |line: usize| {
            let is_whole = |place: &usize| matches!(waivers[*place].whose, Whose::Person(_));
            self.shared
                .get(&line)
                .is_some_and(|cases| cover[&line].len() < *cases && !cover[&line].iter().any(is_whole))
        };
        let half: BTreeSet<usize> = cover.keys().copied().filter(|line| is_half(*line)).collect();
        for line in &half {
            for place in &cover[line] {
                self.parts[*place].retain(|part| part.line != *line);
            }
        }
        !half.is_empty()
    }

    fn add(&mut self, places: &[usize], part: Part) {
        for place in places {
            self.parts[*place].push(part);
        }
    }
}
