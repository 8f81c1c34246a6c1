//! One known fault: its number in the register, what must catch it, and how it is put into a copy.

use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::chance::Chance;
use super::delivery::Spoiled;
use super::scratch::Scratch;
use crate::mapping::model::Waiver;
use crate::pipeline::PipelineError;
use crate::store::StoreError;

/// Where a fault is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Into the planned payments alone, as if another program had made them.
    Payments,
    /// Into the rows that decide, from which the payments are planned again: as if the mapping were wrong.
    Rows,
    /// Into the delivered files, which are then run whole.
    Delivery,
}

impl Way {
    /// Returns the name in the drill's table.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Payments => "payments",
            Self::Rows => "rows",
            Self::Delivery => "delivery",
        }
    }
}

/// One known fault.
pub(super) struct Fault {
    /// Its number in the register; stable.
    pub(super) number: u8,
    /// Its name in English.
    pub(super) english: &'static str,
    /// Its name in Dutch.
    pub(super) dutch: &'static str,
    /// Where it is put.
    pub(super) way: Way,
    /// What must catch it: any of these.
    pub(super) answers: &'static [Answer],
    /// Whether it hurts nobody, and so may stop nothing.
    pub(super) harmless: bool,
    /// How it is put there.
    pub(super) inject: Inject,
}

/// How a fault is put into a copy; nothing where the copy has no place for it.
#[derive(Clone, Copy)]
pub(super) enum Inject {
    /// Into the copies of the targets.
    Target(fn(&Scratch, &mut Chance) -> Result<Option<Trace>, StoreError>),
    /// Into the copy of the delivery.
    Delivery(fn(&mut Spoiled<'_>, &mut Chance) -> Result<Option<Trace>, PipelineError>),
}

/// What was changed, and where it must show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trace {
    /// The cases, or what else a proof names; each of them must show it.
    pub(super) subjects: Vec<String>,
    /// The only payment date that counts, ISO, where it is one.
    pub(super) date: Option<String>,
    /// The delivered file and line that were changed, where it was a line.
    pub(super) place: Option<(String, u32)>,
    /// A waiver that was put beside the mapping, where it was one.
    pub(super) waiver: Option<Waiver>,
    /// In words, without a number of a person.
    pub(super) change: String,
}

impl Fault {
    /// Describes a fault of the planned payments.
    pub(super) const fn payments(
        number: u8,
        (english, dutch): (&'static str, &'static str),
        answers: &'static [Answer],
        inject: fn(&Scratch, &mut Chance) -> Result<Option<Trace>, StoreError>,
    ) -> Self {
        let inject = Inject::Target(inject);
        Self { number, english, dutch, way: Way::Payments, answers, harmless: false, inject }
    }

    /// Describes a fault of the rows that decide.
    pub(super) const fn rows(
        number: u8,
        names: (&'static str, &'static str),
        answers: &'static [Answer],
        inject: fn(&Scratch, &mut Chance) -> Result<Option<Trace>, StoreError>,
    ) -> Self {
        Self { way: Way::Rows, ..Self::payments(number, names, answers, inject) }
    }

    /// Describes a fault of the delivery.
    pub(super) const fn delivery(
        number: u8,
        (english, dutch): (&'static str, &'static str),
        answers: &'static [Answer],
        inject: fn(&mut Spoiled<'_>, &mut Chance) -> Result<Option<Trace>, PipelineError>,
    ) -> Self {
        let inject = Inject::Delivery(inject);
        Self { number, english, dutch, way: Way::Delivery, answers, harmless: false, inject }
    }

    /// Marks a fault that hurts nobody.
    pub(super) const fn harmless(mut self) -> Self {
        self.harmless = true;
        self
    }
}

impl Trace {
    /// Says that a case was changed.
    pub(super) fn of(case: impl Into<String>, change: String) -> Self {
        Self { subjects: vec![case.into()], date: None, place: None, waiver: None, change }
    }

    /// Says that a delivered line was changed.
    pub(super) fn at(mut self, file: &str, line: u32) -> Self {
        self.place = Some((file.to_owned(), line));
        self
    }

    /// Says that the change must show on one payment date.
    pub(super) fn on(mut self, date: impl Into<String>) -> Self {
        self.date = Some(date.into());
        self
    }
}
