//! Verdicts of two runs, merged by recipient, date and account.

use rusqlite::Row;

use super::LONGEST_LIST;
use super::kept::Kept;
use super::model::{Change, Decided, VerdictChange, VerdictDiff};
use super::side::{Side, Stream, merge};
use crate::domain::bsn;
use crate::reconcile::Verdict;
use crate::store::StoreError;

const VERDICTS: &str = "SELECT bsn, date, account, clientnummer, dossiernummer, verdict, promised_cents, planned_cents,
    explanation FROM verdict ORDER BY bsn, date, account, dossiernummer";

/// A line of one run.
struct Line {
    recipient: String,
    date: String,
    account: String,
    client: Option<String>,
    cases: String,
    decided: Decided,
}

/// How important a change is: its kind, how bad the verdict is, and by how much it falls short.
type Weight = (Change, usize, i64);

/// Compares the verdicts.
pub(super) fn compare(old: &Side, new: &Side) -> Result<VerdictDiff, StoreError> {
    let (mut before, mut after) = (old.prepare(VERDICTS)?, new.prepare(VERDICTS)?);
    let mut before = Stream::start(old, &mut before, read)?;
    let mut after = Stream::start(new, &mut after, read)?;
    let (mut diff, mut kept) = (VerdictDiff::default(), Kept::new(LONGEST_LIST));
    let key = |line: &Line| (line.recipient.clone(), line.date.clone(), line.account.clone());
    merge(&mut before, &mut after, key, |old, new| count(&mut diff, &mut kept, old, new))?;
    diff.lines = kept.finish();
    Ok(diff)
}

fn count(diff: &mut VerdictDiff, kept: &mut Kept<Weight, VerdictChange>, old: Option<Line>, new: Option<Line>) {
    let decided = |line: &Option<Line>| line.as_ref().map(|line| line.decided.clone());
    let (before, after) = (decided(&old), decided(&new));
    let change = judge(before.as_ref(), after.as_ref());
    *diff.of(change) += 1;
    if change == Change::Gone {
        let promised = before.as_ref().map_or(0, |decided| decided.promised_cents);
        diff.gone_promised_cents = diff.gone_promised_cents.saturating_add(promised);
    }
    if matches!(change, Change::Unchanged | Change::Added) {
        return;
    }
    let (Some(line), Some(shown)) = (new.or(old), after.as_ref().or(before.as_ref())) else { return };
    let weight = (change, rank(&shown.verdict), shown.planned_cents.saturating_sub(shown.promised_cents));
    let line = VerdictChange {
        change,
        recipient: bsn::mask(&line.recipient),
        clientnummer: line.client,
        dossiernummer: line.cases,
        date: line.date,
        account: line.account,
        old: before,
        new: after,
    };
    kept.take(weight, line);
}

impl VerdictDiff {
    const fn of(&mut self, change: Change) -> &mut u64 {
        match change {
            Change::New => &mut self.new,
            Change::Worse => &mut self.worse,
            Change::Gone => &mut self.gone,
            Change::Better => &mut self.better,
            Change::Fixed => &mut self.fixed,
            Change::Changed => &mut self.changed,
            Change::Added => &mut self.added,
            Change::Unchanged => &mut self.unchanged,
        }
    }
}

/// Says how a verdict changed.
fn judge(old: Option<&Decided>, new: Option<&Decided>) -> Change {
    let stops = |decided: Option<&Decided>| decided.is_some_and(|decided| stops(&decided.verdict));
    match (old, new) {
        (_, None) => Change::Gone,
        (Some(old), Some(new)) if old == new => Change::Unchanged,
        (old, new) if stops(new) && !stops(old) => Change::New,
        (None, Some(_)) => Change::Added,
        (old, new) if stops(old) && !stops(new) => Change::Fixed,
        (Some(old), Some(new)) if stops(Some(new)) => {
            let weight = |decided: &Decided| {
                let off = (i128::from(decided.promised_cents) - i128::from(decided.planned_cents)).abs();
                (rank(&decided.verdict), std::cmp::Reverse(off))
            };
            match weight(new).cmp(&weight(old)) {
                std::cmp::Ordering::Less => Change::Worse,
                std::cmp::Ordering::Greater => Change::Better,
                std::cmp::Ordering::Equal => Change::Changed,
            }
        }
        (Some(_), Some(_)) => Change::Changed,
    }
}

/// Returns the place of a verdict among all, the worst first. One that this version does not know comes before them.
fn rank(verdict: &str) -> usize {
    Verdict::ALL.iter().position(|known| known.name() == verdict).map_or(0, |place| place + 1)
}

/// Tells whether a verdict stops; one that this version does not know does.
fn stops(verdict: &str) -> bool {
    Verdict::named(verdict).is_none_or(Verdict::stops)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Line> {
    Ok(Line {
        recipient: row.get(0)?,
        date: row.get(1)?,
        account: row.get(2)?,
        client: row.get(3)?,
        cases: row.get(4)?,
        decided: Decided {
            verdict: row.get(5)?,
            promised_cents: row.get(6)?,
            planned_cents: row.get(7)?,
            explanation: row.get(8)?,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided((verdict, promised_cents, planned_cents): (&str, i64, i64)) -> Decided {
        Decided { verdict: verdict.to_owned(), promised_cents, planned_cents, explanation: String::new() }
    }

    #[test]
    fn a_change_is_judged_by_whether_it_stops_and_how_bad_it_is() {
        let equal = Some(("equal", 100, 100));
        let table = [
            (equal, equal, Change::Unchanged),
            (equal, Some(("higher", 100, 101)), Change::Changed),
            (equal, Some(("equal", 90, 90)), Change::Changed),
            (equal, Some(("lower", 100, 99)), Change::New),
            (equal, Some(("unheard of", 100, 100)), Change::New),
            (equal, None, Change::Gone),
            (Some(("missing", 100, 0)), None, Change::Gone),
            (None, equal, Change::Added),
            (None, Some(("new", 0, 5)), Change::New),
            (Some(("lower", 100, 99)), equal, Change::Fixed),
            (Some(("missing", 100, 0)), Some(("waived", 100, 0)), Change::Fixed),
            (Some(("lower", 100, 99)), Some(("missing", 100, 0)), Change::Worse),
            (Some(("lower", 100, 99)), Some(("lower", 100, 98)), Change::Worse),
            (Some(("new", 0, 5)), Some(("new", 0, 6)), Change::Worse),
            (Some(("lower", 100, 98)), Some(("lower", 100, 99)), Change::Better),
            (Some(("missing", 100, 0)), Some(("later", 100, 0)), Change::Better),
            (Some(("lower", 100, 90)), Some(("lower", 90, 80)), Change::Changed),
        ];
        for (old, new, expected) in table {
            let (before, after) = (old.map(decided), new.map(decided));
            assert_eq!(judge(before.as_ref(), after.as_ref()), expected, "{old:?} → {new:?}");
        }
    }
}
