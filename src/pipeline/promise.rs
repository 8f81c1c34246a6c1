//! The delivery read once more, past the mapping: promises into the evidence, and history against the targets.

mod compare;
mod write;

use super::Stage;
use super::error::PipelineError;
use super::load::about_file;
use super::work::Work;
use crate::convert::routing::case_column;
use crate::diag::codes::payment;
use crate::domain::Date;
use crate::ledger::facts::obligation_tables;
use crate::ledger::promise::promises;
use crate::ledger::{Facts, History};
use crate::mapping::Mapping;
use crate::mapping::model::TableIndex;
use crate::reconcile::Parameters;
use crate::store::{Evidence, StoreError, Target};

/// What was read of the delivery once more.
pub(super) struct Compared {
    facts: Facts,
    history: History,
}

/// Reads what promises rest on besides payments.
pub(super) fn gather(work: &Work<'_>) -> Result<Facts, PipelineError> {
    work.begin(&Stage::Gathering);
    Ok(Facts::read(work.mapping, work.files, work.cancel)?)
}

/// Reads the payments, and holds every delivered payment and balance against the targets on the way.
pub(super) fn compare(
    work: &Work<'_>,
    evidence: &Evidence,
    targets: &[Target],
    mut facts: Facts,
) -> Result<Compared, PipelineError> {
    work.begin(&Stage::Comparing);
    let history = compare::history(work, evidence, targets, &mut facts)?;
    work.begin(&Stage::Balancing);
    compare::balances(work, evidence, targets, &facts)?;
    Ok(Compared { facts, history })
}

/// Makes the promises, and writes them with everything that they rest on.
pub(super) fn make(
    work: &Work<'_>,
    evidence: &Evidence,
    parameters: &Parameters,
    Compared { facts, mut history }: Compared,
) -> Result<(), PipelineError> {
    work.begin(&Stage::Promising);
    tell_old_delivery(evidence, &history, parameters.window.first())?;
    let streams = std::mem::take(&mut history.streams);
    let mut lines = write::Lines::new(evidence, &facts)?;
    let promised = promises(&facts, streams, parameters.window, |line| lines.write(&line))?;
    drop(lines);
    write::promised(evidence, &facts, &promised)?;
    write::facts(evidence, &facts)?;
    write::payments(evidence, &facts, &history)?;
    Ok(())
}

/// Returns the delivered tables that [`Facts::read`] reads, as often as it does.
pub(super) fn fact_tables(mapping: &Mapping) -> Vec<TableIndex> {
    let promise = &mapping.promise;
    let facts = [promise.case_facts.from, promise.payees.from];
    let reserve = promise.reserve.iter().map(|reserve| reserve.from);
    let obligations = obligation_tables(mapping).into_iter().filter(|table| case_column(mapping, *table).is_some());
    let calendar = promise.calendar.iter().map(|calendar| calendar.from);
    facts.into_iter().chain(reserve).chain(obligations).chain(calendar).collect()
}

/// How many days may lie between the last regular payment and the cut-over: a month in arrears, and some days.
const DAYS_BEFORE_CUTOVER: i32 = 45;

/// Says so where nobody was paid in the weeks before the cut-over.
fn tell_old_delivery(evidence: &Evidence, history: &History, cutover: Date) -> Result<(), StoreError> {
    let paid = history.streams.iter().flatten().flat_map(|stream| &stream.regular);
    let Some(last) = paid.max_by_key(|paid| paid.date) else { return Ok(()) };
    if (cutover - last.date).get_days() <= DAYS_BEFORE_CUTOVER {
        return Ok(());
    }
    let message = format!("the last regular payment is of {}, and the cut-over is {}", last.date, cutover);
    evidence.finding(&about_file(&payment::OLD_DELIVERY, Some(last.origin), message))
}
