//! The tables of the target, one file per subject.

pub mod besluit;
pub mod betaling;
pub mod inkomen;
pub mod levering;
pub mod persoon;
pub mod publicatie;
pub mod reference;
pub mod schuld;
pub mod voorziening;
pub mod werk;
