//! Moves a social-assistance caseload and proves that everyone gets at least the same, on the same date.
//!
//! # A bird's-eye view
//!
//! ```text
//!  delivery (CSV)                                             targets/<destination>.sqlite
//!    │                                                              ▲
//!    ▼                                                              │
//!  source ──► validate ──► convert ──► store ───────────────────────┤
//!    │                                   │                          ▼
//!    │                                   └─ evidence          ledger: planned
//!    │                                                              │
//!    └──► ledger: promised (read again, past the mapping) ──► reconcile ──► report
//! ```
//!
//! A run reads the case table once for the place of every case ([`convert::routing`]), then every delivered table in
//! blocks that are parsed and mapped in parallel and loaded in order ([`source`], [`convert`], [`store`]). Keys and
//! rules are settled when everything is loaded, and payments are planned from what then stands in the targets
//! ([`ledger::plan`]). After that the delivery is read again, by the `[promise]` block alone ([`ledger::promise`]), and
//! both sides are compared ([`reconcile`]). [`pipeline`] is the only place that knows this order.
//!
//! # What holds everywhere
//!
//! - A stage imports only stages before it, in the order of the modules below.
//! - Amounts are whole cents, added with checks; there is no floating point.
//! - Nothing that is written depends on the order of a hash map, on the clock or on the number of threads.
//! - A finding is data about the user's mapping or delivery, and the work goes on; an error means that it cannot.
//! - The key of a target row is the file and line that it came from ([`domain::Origin`]), so that a row is followed
//!   either way without a table beside it, and history is compared in one pass.
//! - The promised side shares with the mapping no more than the reading of bytes, values and conditions.
//! - Memory grows with persons and cases, never with payments or files.

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

pub mod pipeline;

pub mod cli;
