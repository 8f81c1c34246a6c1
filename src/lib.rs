//! Moves a social-assistance caseload and proves that everyone gets at least the same, on the same date.

pub mod domain;

pub mod diag;

pub mod catalog;

pub mod mapping;

pub mod source;

pub mod validate;

pub mod convert;

pub mod store;

pub mod ledger;

pub mod reconcile;

pub mod report;

pub mod synth;

pub mod cli;
