//! History and balances held against the targets while the delivery is read again, and the sums of the partition.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Statement, params};

use crate::convert::Place;
use crate::convert::digest::RecordDigest;
use crate::domain::Money;
use crate::ledger::history::{cents_of, sum_key};
use crate::ledger::{Facts, History, Payment};
use crate::mapping::model::DestinationIndex;
use crate::pipeline::error::PipelineError;
use crate::pipeline::load::observe;
use crate::pipeline::run::Work;
use crate::reconcile::balances::check;
use crate::reconcile::fidelity::{Fidelity, PAYMENTS, StoredPayments};
use crate::store::evidence::narrow;
use crate::store::{Evidence, StoreError, Target};

/// Holds every delivered payment against the targets, and returns the history that promises rest on.
pub(super) fn history(
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

/// Holds amounts besides payments against the targets.
pub(super) fn balances(
    work: &Work<'_>,
    evidence: &Evidence,
    targets: &[Target],
    facts: &Facts,
) -> Result<(), PipelineError> {
    let (mut rows, mut different) = (0, 0);
    for balance in &work.mapping.promise.balances {
        let result = check::<PipelineError>(work.mapping, balance, work.files, facts, targets, work.cancel)?;
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
