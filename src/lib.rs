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
//! Where the mapping names sums that the delivery must agree with, those come first ([`convert::identity`]). Then a run
//! reads the case table once for the place of every case ([`convert::routing`]), then every delivered table in
//! blocks that are parsed and mapped in parallel and loaded in order. Keys and rules are settled when everything is
//! loaded ([`store::settle`]), and payments are planned from what then stands in the targets ([`ledger::plan`]). The
//! delivery is read again, by the `[promise]` block alone ([`ledger::promise`]): cases while the targets are made ready,
//! payments when they are. Then both sides are compared ([`reconcile::continuity`]).
//!
//! # The stages, in reading order
//!
//! | stage | owns | hands on |
//! |---|---|---|
//! | [`domain`] | values that cannot hold nonsense | [`domain::Money`], [`domain::Bsn`], [`domain::Origin`] |
//! | [`diag`] | findings as data, and their codes | [`diag::Finding`], [`diag::Diagnostic`] |
//! | [`catalog`] | the target's tables and columns, the single truth about them | [`catalog::Table`], [`catalog::Shape`] |
//! | [`mapping`] | `mapping.toml`, checked; every problem at once | [`mapping::Mapping`] |
//! | [`source`] | bytes to records, and the delivery's own totals | [`source::Row`] |
//! | [`validate`] | cells, read by the type of their target column | [`validate::Value`] |
//! | [`convert`] | records to target rows, and where each goes | [`convert::Batch`] |
//! | [`store`] | the databases: how they are made, filled and read | [`store::Target`], [`store::Evidence`] |
//! | [`ledger`] | what was promised, and what is planned | [`ledger::PromiseLine`], [`ledger::plan::CasePlan`] |
//! | [`reconcile`] | the five proofs | [`reconcile::Proof`], [`reconcile::Summary`] |
//! | [`report`] | one view-model, and a renderer for each form | [`report::Report`] |
//! | [`synth`] | made-up deliveries; knows [`domain`] and nothing else | files |
//! | [`pipeline`] | the order of all this | a run folder |
//! | [`rehearsal`] | a mapping's examples and fixtures: what they show, what they miss | [`rehearsal::Rehearsal`] |
//! | [`document`] | a mapping in words | Markdown and HTML |
//! | [`profile`] | what is in a delivery that no mapping describes yet | [`profile::Profile`] |
//! | [`draft`] | a first mapping, from a profile | TOML |
//! | [`drill`] | known faults, put into copies to see that the proof catches each | [`drill::Drill`] |
//! | [`audit`] | what is asked of finished runs by those who did not make them | what differs, and whence it came |
//! | [`publish`] | a proven run in a municipal database, whole or not at all | [`publish::Published`] |
//! | [`cli`] | arguments, terminal, exit codes | an answer |
//!
//! A good first walk: [`pipeline::run()`], then [`reconcile::prove()`], then [`ledger::promise`].
//!
//! # What holds everywhere
//!
//! - A stage imports only stages before it; a test holds that, and that no file grows into two things.
//! - Amounts are whole cents, added with checks; no amount is computed in floating point.
//! - Nothing that is written depends on the order of a hash map or on the number of threads, and on the clock nothing
//!   but one field of the manifest.
//! - A finding is data about the user's mapping or delivery, and the work goes on; an error means that it cannot.
//! - The key of a target row is the file and line that it came from ([`domain::Origin`]), so that a row is followed
//!   either way without a table beside it, and history is compared in one pass.
//! - The promised side shares with the mapping no more than the reading of bytes, values and conditions, and the cells
//!   that are put right in `corrections.csv`; the delivery's own totals are held against what was delivered.
//! - Memory grows with persons and cases, never with payments or files.
//! - A run becomes visible whole, by one rename, or not at all; there is no network, and no state between runs.

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

pub mod rehearsal;

pub mod document;

pub mod profile;

pub mod draft;

pub mod drill;

pub mod audit;

pub mod publish;

pub mod cli;
