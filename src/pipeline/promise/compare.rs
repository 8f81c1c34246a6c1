//! History and balances held against the targets while the delivery is read again, and the sums of the partition.

use rusqlite::{Statement, params};

use crate::ledger::{Facts, History, Payment};
use crate::mapping::model::DestinationIndex;
use crate::pipeline::error::PipelineError;
use crate::pipeline::load::observe;
use crate::pipeline::work::Work;
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
    let history = History::read(work.mapping, work.files, facts, work.cancel, |facts, payment| {
        compare_payment(facts, payment, &mut fidelity, evidence)
    })?;
    let (counts, failures) = fidelity.finish()?;
    for failure in failures {
        observe(evidence, "fidelity", &failure.subject, &failure.message, failure.origin)?;
    }
    evidence.fact("payments", &counts.payments.to_string())?;
    evidence.fact("payments_missing", &counts.missing.to_string())?;
    evidence.fact("payments_different", &counts.different.to_string())?;
    evidence.fact("payments_unexpected", &counts.unexpected.to_string())?;
    write_sums(work, evidence, &history)?;
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

fn compare_payment(
    facts: &Facts,
    payment: &Payment<'_>,
    fidelity: &mut Fidelity<'_>,
    evidence: &Evidence,
) -> Result<Option<(DestinationIndex, i64)>, PipelineError> {
    let found = fidelity.check(&facts.cases[payment.case], payment)?;
    for failure in fidelity.failures.drain(..) {
        observe(evidence, "fidelity", &failure.subject, &failure.message, failure.origin)?;
    }
    Ok(found)
}

fn write_sums(work: &Work<'_>, evidence: &Evidence, history: &History) -> Result<(), StoreError> {
    let name = |destination: DestinationIndex| work.mapping.destinations[destination].name.as_str();
    for ((scheme, month), sum) in history.sums.in_order() {
        let difference = sum.delivered - sum.parts.values().sum::<i128>();
        let parts: Vec<String> = sum.parts.iter().map(|(place, cents)| format!("{}={cents}", name(*place))).collect();
        let (month, whole) = (month.map(|month| month.to_string()).unwrap_or_default(), sum.delivered + sum.stays);
        evidence.insert(
            "INSERT INTO partition_sum VALUES (?, ?, ?, ?, ?, ?)",
            params![scheme, month, narrow(whole), parts.join(" "), narrow(sum.stays), narrow(difference)],
        )?;
    }
    for (destination, (rows, digest)) in &history.digests {
        evidence.insert(
            "INSERT INTO payment_digest VALUES (?, ?, ?)",
            params![name(*destination), rows.cast_signed(), digest.hexadecimal()],
        )?;
    }
    Ok(())
}
