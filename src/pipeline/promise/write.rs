//! What the promise found, written into the evidence.

use std::fmt::Write as _;

use rusqlite::params;

use crate::ledger::{Facts, History, LastPaid, PromiseLine, Promised};
use crate::pipeline::load::observe;
use crate::store::evidence::{EvidenceRows, narrow, places};
use crate::store::{Evidence, StoreError};
use crate::validate::cell::iso;

/// The promises, as they are written.
pub(super) struct Lines<'a> {
    rows: EvidenceRows<'a>,
    facts: &'a Facts,
}

impl<'a> Lines<'a> {
    /// Prepares for promises.
    pub(super) fn new(evidence: &'a Evidence, facts: &'a Facts) -> Result<Self, StoreError> {
        let rows = evidence.rows("INSERT INTO promise VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
        Ok(Self { rows, facts })
    }

    /// Writes what is promised.
    pub(super) fn write(&mut self, line: &PromiseLine) -> Result<(), StoreError> {
        self.rows.insert(params![
            &*line.recipient,
            line.client.as_deref(),
            &*self.facts.cases[line.case].number,
            line.month.to_string(),
            iso(line.date),
            &*line.account,
            self.facts.kind_of(line.case, &line.account),
            line.cents,
            line.payments,
            line.basis.to_string(),
            line.rule.to_string(),
            line.origin.file().number(),
            line.origin.line(),
        ])
    }
}

/// Writes what the promise says about itself.
pub(super) fn promised(evidence: &Evidence, facts: &Facts, promised: &Promised) -> Result<(), StoreError> {
    customs(evidence, facts, promised)?;
    let mut rows = evidence.rows("INSERT INTO last_paid VALUES (?, ?, ?, ?)")?;
    for LastPaid { case, month, origin } in &promised.last_paid {
        rows.insert((&*facts.cases[*case].number, month.to_string(), origin.file().number(), origin.line()))?;
    }
    for note in &promised.notes {
        let (file, line) = places(note.origin);
        evidence.insert(
            "INSERT INTO note VALUES (?, ?, ?, ?, ?)",
            params![note.kind.name(), &*facts.cases[note.case].number, note.message, file, line],
        )?;
    }
    evidence.fact("unexplained_dates", &promised.unexplained.to_string())
}

/// Writes what explains the dates that are promised; the rule that most accounts follow is a fact of the run, empty where
/// no account has one.
fn customs(evidence: &Evidence, facts: &Facts, promised: &Promised) -> Result<(), StoreError> {
    let mut rows = evidence.rows("INSERT INTO custom VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    let mut places = String::new();
    for custom in &promised.customs {
        places.clear();
        for origin in &custom.rests_on {
            let mark = if places.is_empty() { "" } else { " " };
            // A text takes whatever is written to it.
            let _ = write!(places, "{mark}{origin}");
        }
        rows.insert(params![
            &*facts.cases[custom.case].number,
            &*custom.recipient,
            &*custom.account,
            iso(custom.date),
            custom.rule.to_string(),
            custom.payments,
            iso(custom.first),
            iso(custom.last),
            places,
        ])?;
    }
    evidence.fact("usual_rule", &promised.usual.map(|rule| rule.to_string()).unwrap_or_default())
}

/// Writes the facts that the proofs ask for.
pub(super) fn facts(evidence: &Evidence, facts: &Facts) -> Result<(), StoreError> {
    let mut rows = evidence.rows("INSERT INTO payee VALUES (?, ?, ?, ?, ?)")?;
    for (index, case) in facts.cases.iter().enumerate() {
        for (payee, kind) in facts.payees_of(index) {
            let (file, line) = (payee.origin.file().number(), payee.origin.line());
            rows.insert((&*case.number, &*payee.account, kind, file, line))?;
        }
    }
    let mut rows = evidence.rows("INSERT INTO reserve VALUES (?, ?, ?, ?)")?;
    for (case, (cents, origin)) in &facts.reserves {
        rows.insert((&*facts.cases[*case].number, cents, origin.file().number(), origin.line()))?;
    }
    let mut rows = evidence.rows("INSERT INTO obligation VALUES (?, ?)")?;
    for (case, count) in &facts.obligations {
        rows.insert((&*facts.cases[*case].number, count))?;
    }
    Ok(())
}

/// Writes what the payments are to the promise, and which of them stop the proof.
pub(super) fn payments(evidence: &Evidence, facts: &Facts, history: &History) -> Result<(), StoreError> {
    for (class, rows, cents) in history.classes.each() {
        evidence.insert(
            "INSERT INTO payment_class VALUES (?, ?, ?)",
            params![class.name(), rows.cast_signed(), narrow(cents)],
        )?;
    }
    let unreadable = "a payment that cannot be read for the promise";
    let unclassified = "a payment of which the promise does not say whether it is regular, one-off or anything else";
    for (places, message) in [(&history.unreadable, unreadable), (&history.unclassified, unclassified)] {
        for (case, origin) in places {
            observe(evidence, "continuity", &facts.cases[*case].number, message, *origin)?;
        }
    }
    evidence.fact("unreadable_payments", &history.unreadable_count.to_string())
}
