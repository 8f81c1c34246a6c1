//! What the promise found, written into the evidence.

use rusqlite::params;

use crate::domain::Origin;
use crate::ledger::{Facts, History, Promised};
use crate::pipeline::load::observe;
use crate::store::evidence::{narrow, places};
use crate::store::{Evidence, StoreError};
use crate::validate::cell::iso;

/// Writes what is promised, and what the promise says about itself.
pub(super) fn promises(evidence: &Evidence, facts: &Facts, promised: &Promised) -> Result<(), StoreError> {
    for line in &promised.lines {
        let payee = facts.kind_of(line.case, &line.account);
        evidence.insert(
            "INSERT INTO promise VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![
                line.recipient,
                line.client,
                facts.cases[line.case].number,
                line.month.to_string(),
                iso(line.date),
                line.account,
                payee,
                line.cents,
                line.payments,
                line.basis.to_string(),
                line.rule.to_string(),
                line.origin.file().number(),
                line.origin.line(),
            ],
        )?;
    }
    customs(evidence, facts, promised)?;
    for paid in &promised.last_paid {
        evidence.insert(
            "INSERT INTO last_paid VALUES (?, ?, ?, ?)",
            params![
                facts.cases[paid.case].number,
                paid.month.to_string(),
                paid.origin.file().number(),
                paid.origin.line()
            ],
        )?;
    }
    for note in &promised.notes {
        let (file, line) = places(note.origin);
        evidence.insert(
            "INSERT INTO note VALUES (?, ?, ?, ?, ?)",
            params![note.kind.name(), facts.cases[note.case].number, note.message, file, line],
        )?;
    }
    evidence.fact("unexplained_dates", &promised.unexplained.to_string())
}

/// Writes what explains the dates that are promised; the rule that most accounts follow is a fact of the run, empty where
/// no account has one.
fn customs(evidence: &Evidence, facts: &Facts, promised: &Promised) -> Result<(), StoreError> {
    for custom in &promised.customs {
        let place = |origin: &Origin| format!("{}:{}", origin.file().number(), origin.line());
        evidence.insert(
            "INSERT INTO custom VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![
                facts.cases[custom.case].number,
                custom.recipient,
                custom.account,
                iso(custom.date),
                custom.rule.to_string(),
                custom.payments,
                iso(custom.first),
                iso(custom.last),
                custom.rests_on.iter().map(place).collect::<Vec<_>>().join(" "),
            ],
        )?;
    }
    evidence.fact("usual_rule", &promised.usual.map(|rule| rule.to_string()).unwrap_or_default())
}

/// Writes the facts that the proofs ask for.
pub(super) fn facts(evidence: &Evidence, facts: &Facts) -> Result<(), StoreError> {
    for (index, case) in facts.cases.iter().enumerate() {
        for payee in facts.payees_of(index) {
            evidence.insert(
                "INSERT INTO payee VALUES (?, ?, ?, ?, ?)",
                params![case.number, payee.account, payee.kind, payee.origin.file().number(), payee.origin.line()],
            )?;
        }
    }
    for (case, (cents, origin)) in &facts.reserves {
        evidence.insert(
            "INSERT INTO reserve VALUES (?, ?, ?, ?)",
            params![facts.cases[*case].number, cents, origin.file().number(), origin.line()],
        )?;
    }
    for (case, rows) in &facts.obligations {
        evidence.insert("INSERT INTO obligation VALUES (?, ?)", params![facts.cases[*case].number, rows])?;
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
