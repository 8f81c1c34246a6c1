//! The delivery read once more, past the mapping: promises into the evidence, and history against the targets.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Statement, params};

use super::error::PipelineError;
use super::load::{about_file, observe};
use super::run::Work;
use crate::convert::Place;
use crate::convert::digest::RecordDigest;
use crate::diag::codes::payment;
use crate::domain::{Date, Money};
use crate::ledger::facts::obligation_tables;
use crate::ledger::history::{cents_of, sum_key};
use crate::ledger::promise::promises;
use crate::ledger::{Facts, History, Payment, Promised};
use crate::mapping::Mapping;
use crate::mapping::model::{DestinationIndex, TableIndex};
use crate::reconcile::fidelity::{Fidelity, PAYMENTS, StoredPayments};
use crate::reconcile::{Parameters, balances};
use crate::store::evidence::{narrow, places};
use crate::store::{Evidence, StoreError, Target};
use crate::validate::cell::iso;

/// Reads the promises, and holds every delivered payment and balance against the targets on the way.
pub(super) fn read_promises(
    work: &Work<'_>,
    evidence: &Evidence,
    targets: &[Target],
    parameters: &Parameters,
) -> Result<(), PipelineError> {
    let mut facts = Facts::read(work.mapping, work.files, work.cancel)?;
    let history = compare_history(work, evidence, targets, &mut facts)?;
    compare_balances(work, evidence, targets, &facts)?;
    tell_old_delivery(evidence, &history, parameters.window.first())?;
    let promised = promises(&facts, &history, parameters.window);
    write_promises(evidence, &facts, &promised)?;
    write_facts(evidence, &facts, &history, &promised)?;
    Ok(())
}

/// Returns the delivered tables that the promise reads.
pub(super) fn tables(mapping: &Mapping) -> Vec<TableIndex> {
    let promise = &mapping.promise;
    let facts = [promise.from, promise.case_facts.from, promise.payees.from, promise.calendar.from];
    let reserve = promise.reserve.iter().map(|reserve| reserve.from);
    let balances = promise.balances.iter().map(|balance| balance.from);
    facts.into_iter().chain(reserve).chain(obligation_tables(mapping)).chain(balances).collect()
}

/// How many days may lie between the last regular payment and the cut-over: a month in arrears, and some days.
const DAYS_BEFORE_CUTOVER: i32 = 45;

/// Says so where nobody was paid in the weeks before the cut-over.
fn tell_old_delivery(evidence: &Evidence, history: &History, cutover: Date) -> Result<(), StoreError> {
    let paid = history.streams.values().flatten().flat_map(|stream| &stream.regular);
    let Some(last) = paid.max_by_key(|paid| paid.date) else { return Ok(()) };
    if (cutover - last.date).get_days() <= DAYS_BEFORE_CUTOVER {
        return Ok(());
    }
    let message = format!("the last regular payment is of {}, and the cut-over is {}", last.date, cutover);
    evidence.finding(&about_file(&payment::OLD_DELIVERY, Some(last.origin), message))
}

/// What is added up while payments go by.
#[derive(Default)]
struct Sums {
    /// Per scheme and month what was delivered of cases in scope, and where how much of it stands.
    paid: BTreeMap<(String, String), Paid>,
    digests: BTreeMap<DestinationIndex, (u64, RecordDigest)>,
}

/// Cents without sign.
#[derive(Default)]
struct Paid {
    whole: i128,
    parts: BTreeMap<DestinationIndex, i128>,
}

fn compare_history(
    work: &Work<'_>,
    evidence: &Evidence,
    targets: &[Target],
    facts: &mut Facts,
) -> Result<History, PipelineError> {
    let municipalities: Vec<&Target> = targets.iter().filter(|target| target.partner_of.is_none()).collect();
    let mut statements: Vec<Statement<'_>> = Vec::new();
    for target in &municipalities {
        statements.push(target.connection.prepare(PAYMENTS).map_err(target.error("reading payments"))?);
    }
    let stored = municipalities.iter().zip(&mut statements);
    let stored: Vec<StoredPayments<'_>> =
        stored.map(|(target, statement)| StoredPayments::open(target, statement)).collect::<Result<_, _>>()?;
    let mut fidelity = Fidelity::new(stored);
    let mut sums = Sums::default();
    let history = History::read(work.mapping, work.files, facts, work.cancel, |facts, payment| {
        compare_payment(facts, payment, &mut fidelity, &mut sums, evidence)
    })?;
    let (counts, failures) = fidelity.finish()?;
    for failure in failures {
        observe(evidence, "fidelity", &failure.subject, &failure.message, failure.origin)?;
    }
    evidence.fact("payments", &counts.payments.to_string())?;
    evidence.fact("payments_missing", &counts.missing.to_string())?;
    evidence.fact("payments_different", &counts.different.to_string())?;
    evidence.fact("payments_unexpected", &counts.unexpected.to_string())?;
    write_sums(work, evidence, &history, &sums)?;
    Ok(history)
}

fn compare_payment(
    facts: &Facts,
    payment: &Payment,
    fidelity: &mut Fidelity<'_>,
    sums: &mut Sums,
    evidence: &Evidence,
) -> Result<(), PipelineError> {
    let fact = &facts.cases[payment.case];
    let found = fidelity.check(fact, payment)?;
    for failure in fidelity.failures.drain(..) {
        observe(evidence, "fidelity", &failure.subject, &failure.message, failure.origin)?;
    }
    let paid = sums.paid.entry(sum_key(payment)).or_default();
    paid.whole += cents_of(payment);
    if let Some((destination, cents)) = found {
        let cents = i128::from(Money::from_cents(cents).magnitude().cents());
        *paid.parts.entry(destination).or_default() += cents;
    }
    if let Place::Destination(destination) = fact.route.place() {
        let (rows, digest) = sums.digests.entry(destination).or_default();
        *rows += 1;
        digest.add(payment.digest());
    }
    Ok(())
}

fn write_sums(work: &Work<'_>, evidence: &Evidence, history: &History, sums: &Sums) -> Result<(), StoreError> {
    let name = |destination: DestinationIndex| work.mapping.destinations[destination].name.as_str();
    let keys: BTreeSet<&(String, String)> = sums.paid.keys().chain(history.stays.keys()).collect();
    let nothing = Paid::default();
    for key in keys {
        let Paid { whole, parts } = sums.paid.get(key).unwrap_or(&nothing);
        let stays = history.stays.get(key).copied().unwrap_or_default();
        let difference = whole - parts.values().sum::<i128>();
        let parts: Vec<String> = parts.iter().map(|(place, cents)| format!("{}={cents}", name(*place))).collect();
        let (scheme, month) = key;
        evidence.insert(
            "INSERT INTO partition_sum VALUES (?, ?, ?, ?, ?, ?)",
            params![scheme, month, narrow(whole + stays), parts.join(" "), narrow(stays), narrow(difference)],
        )?;
    }
    for (destination, (rows, digest)) in &sums.digests {
        evidence.insert(
            "INSERT INTO payment_digest VALUES (?, ?, ?)",
            params![name(*destination), rows.cast_signed(), digest.hexadecimal()],
        )?;
    }
    Ok(())
}

fn compare_balances(
    work: &Work<'_>,
    evidence: &Evidence,
    targets: &[Target],
    facts: &Facts,
) -> Result<(), PipelineError> {
    let (mut rows, mut different) = (0, 0);
    for balance in &work.mapping.promise.balances {
        let result = balances::check::<PipelineError>(work.mapping, balance, work.files, facts, targets, work.cancel)?;
        rows += result.rows;
        different += result.failures.len();
        for failure in result.failures {
            observe(evidence, "fidelity", &failure.subject, &failure.message, failure.origin)?;
        }
    }
    evidence.fact("balance_rows", &rows.to_string())?;
    evidence.fact("balance_rows_different", &different.to_string())?;
    Ok(())
}

fn write_promises(evidence: &Evidence, facts: &Facts, promised: &Promised) -> Result<(), StoreError> {
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
    for note in &promised.notes {
        let (file, line) = places(note.origin);
        evidence.insert(
            "INSERT INTO note VALUES (?, ?, ?, ?, ?)",
            params![note.kind.name(), facts.cases[note.case].number, note.message, file, line],
        )?;
    }
    Ok(())
}

fn write_facts(evidence: &Evidence, facts: &Facts, history: &History, promised: &Promised) -> Result<(), StoreError> {
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
    for (case, origin) in &history.unreadable {
        let message = "a regular payment that cannot be read for the promise";
        observe(evidence, "continuity", &facts.cases[*case].number, message, *origin)?;
    }
    evidence.fact("unexplained_dates", &promised.unexplained.to_string())?;
    evidence.fact("unreadable_payments", &history.unreadable.len().to_string())
}
