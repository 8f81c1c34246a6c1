//! What the promises were held against, in figures: part of the summary.
//!
//! Stable like the rest of it: fields are added, never renamed.

use serde::Serialize;

use crate::source::pain001::{Message, Payment};

/// What the promises were held against: payment files.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PlannedSource {
    /// The files, in the order in which they were given.
    pub files: Vec<PlannedFile>,
    /// The last payment date that is compared, ISO, where that was asked.
    pub until: Option<String>,
    /// What was compared.
    pub compared: PaymentSum,
    /// How many of these were found by their end-to-end identification.
    pub by_end_to_end: u64,
    /// How many by their account.
    pub by_account: u64,
    /// What lies before or after the payment dates that are compared.
    pub outside_window: PaymentSum,
    /// The first of these.
    pub outside: Vec<OutsidePayment>,
}

/// A payment file.
#[derive(Clone, Debug, Serialize)]
pub struct PlannedFile {
    /// Its name.
    pub file: String,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// The message's identification.
    pub message: String,
    /// Its version.
    pub version: String,
    /// How many payments it holds.
    pub payments: u64,
    /// Their sum.
    pub cents: i128,
}

/// Payments, counted and added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PaymentSum {
    /// How many.
    pub payments: u64,
    /// How much.
    pub cents: i128,
}

impl PaymentSum {
    pub(super) fn add(&mut self, payment: &Payment) {
        self.payments += 1;
        self.cents += i128::from(payment.amount.cents());
    }
}

/// A payment that is not compared.
#[derive(Clone, Debug, Serialize)]
pub struct OutsidePayment {
    /// The file.
    pub file: String,
    /// The line.
    pub line: u32,
    /// When, ISO.
    pub date: String,
    /// How much.
    pub cents: i64,
}

impl PlannedFile {
    pub(super) fn of(message: &Message) -> Self {
        Self {
            file: message.file.clone(),
            sha256: message.sha256.clone(),
            message: message.id.clone(),
            version: message.version.name().to_owned(),
            payments: message.payments,
            cents: message.cents,
        }
    }
}
