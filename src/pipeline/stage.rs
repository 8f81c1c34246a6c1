//! The stages of a run, in order, and how they are told of.

use std::fmt;

use super::course::Course;
use crate::reconcile::prove;
use crate::store::settle;

/// Told of every stage as it begins, with the course of the whole run; that is empty until the delivery was opened.
pub type Progress<'a> = &'a dyn Fn(&Stage, &Course);

/// The stages of a run, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The delivery's files are listed, and sheets of workbooks taken out.
    Opening,
    /// The delivery's own arithmetic.
    Adding,
    /// Control totals and the places of cases.
    Routing,
    /// Tables of which rows of others look something up.
    LookingUp,
    /// One delivered table is read, mapped and loaded.
    Loading(String),
    /// Cases, payees, reserves and dates, read from the delivery again while targets are made ready; what is read for
    /// rows that are rejected late is counted here too.
    Gathering,
    /// Keys, indexes, rules, and what partners need.
    Settling(settle::Step),
    /// What became of every row, written; rows that were rejected late are read again.
    Accounting,
    /// Planned payments.
    Planning,
    /// The targets, made durable.
    Completing,
    /// Payments, read from the delivery again and held against the targets.
    Comparing,
    /// Balances, in the same way.
    Balancing,
    /// What was promised, from what was read again.
    Promising,
    /// The five proofs.
    Proving(prove::Step),
    /// The content of the reports.
    Assembling,
    /// Verdicts and figures, written into the evidence.
    Recording,
    /// One report.
    Reporting(&'static str),
    /// Rejected rows as delivered.
    Returning,
    /// Digests of everything that is written.
    Digesting,
}

impl fmt::Display for Stage {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Opening => out.write_str("opening the delivery"),
            Self::Adding => out.write_str("adding up the delivery's own sums"),
            Self::Routing => out.write_str("placing cases"),
            Self::LookingUp => out.write_str("reading what is looked up"),
            Self::Loading(table) => write!(out, "loading {table}"),
            Self::Gathering => out.write_str("reading cases again"),
            Self::Settling(settle::Step::Keys) => out.write_str("checking keys"),
            Self::Settling(settle::Step::Rules) => out.write_str("checking rules"),
            Self::Settling(settle::Step::Partners) => out.write_str("serving partners"),
            Self::Accounting => out.write_str("accounting for rows"),
            Self::Planning => out.write_str("planning payments"),
            Self::Completing => out.write_str("finishing targets"),
            Self::Comparing => out.write_str("comparing payments"),
            Self::Balancing => out.write_str("comparing balances"),
            Self::Promising => out.write_str("working out promises"),
            Self::Proving(prove::Step::Completeness) => out.write_str("proving completeness"),
            Self::Proving(prove::Step::Partition) => out.write_str("proving the partition"),
            Self::Proving(prove::Step::Fidelity) => out.write_str("proving fidelity"),
            Self::Proving(prove::Step::Payments) => out.write_str("proving title and continuity"),
            Self::Assembling => out.write_str("putting reports together"),
            Self::Recording => out.write_str("recording verdicts"),
            Self::Reporting(name) => write!(out, "writing {name}"),
            Self::Returning => out.write_str("writing rejected rows"),
            Self::Digesting => out.write_str("digesting what was made"),
        }
    }
}
