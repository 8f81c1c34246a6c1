//! Where the money is that a line misses: with others of the same case on the date, or on another date.

use std::collections::BTreeMap;

use super::Line;
use crate::domain::euros;
use crate::reconcile::Verdict;

/// A line and a case that gets more there than it was promised.
type Surplus = (usize, String);

/// Judges every line that gets less than was promised, in order.
pub(super) fn settle(lines: &mut [Line]) {
    let mut by_case_and_date: BTreeMap<(String, String), Vec<Surplus>> = BTreeMap::new();
    let mut by_account: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.planned > line.promised) {
        for (case, _) in line.shares.iter().filter(|(_, share)| share.surplus() > 0) {
            by_case_and_date.entry((case.clone(), line.date.clone())).or_default().push((index, case.clone()));
        }
        if line.promised == 0 {
            by_account.entry((line.recipient.clone(), line.account.clone())).or_default().push(index);
        }
    }
    for index in 0..lines.len() {
        let line = &lines[index];
        if line.planned >= line.promised {
            continue;
        }
        let short = line.shares.iter().filter(|(_, share)| share.surplus() < 0);
        let keys = short.map(|(case, _)| (case.clone(), line.date.clone()));
        let nearby = keys.filter_map(|key| by_case_and_date.get(&key)).flatten().cloned().collect();
        let account = (line.recipient.clone(), line.account.clone());
        let others = by_account.get(&account).map_or(&[][..], Vec::as_slice);
        let found = claim_same_date(lines, index, nearby).or_else(|| claim_other_date(lines, index, others));
        (lines[index].verdict, lines[index].explanation) = found.unwrap_or_else(|| nowhere(&lines[index]));
    }
}

fn nowhere(line: &Line) -> (Verdict, String) {
    if line.planned > 0 {
        (Verdict::Lower, format!("{} less than promised", euros(line.promised - line.planned)))
    } else {
        (Verdict::Missing, "nothing is planned for this date".to_owned())
    }
}

/// Claims what others of the same case get beyond their own promise on the same date; accounts that were promised
/// nothing come first, then those of the same kind of payee, then those of the same recipient. Another recipient is
/// another kind of payee, whatever the delivery knows of the account.
fn claim_same_date(lines: &mut [Line], index: usize, mut nearby: Vec<Surplus>) -> Option<(Verdict, String)> {
    let short = lines[index].clone();
    let other_kind = |line: &Line| line.payee.is_some() && short.payee.is_some() && line.payee != short.payee;
    let differs = |line: &Line| line.recipient != short.recipient || other_kind(line);
    nearby.sort_by_cached_key(|(other, case)| {
        let line = &lines[*other];
        (line.promised > 0, other_kind(line), line.recipient != short.recipient, *other, case.clone())
    });
    let mut need = short.promised - short.planned;
    let (mut accounts, mut other_payee) = (Vec::new(), false);
    for (other, case) in nearby {
        let claimed = lines[other].claim(&case, need, index);
        if claimed == 0 {
            continue;
        }
        need -= claimed;
        let line = &lines[other];
        other_payee |= differs(line);
        let whose = line.payee.as_deref().map(|kind| format!(" ({kind})")).unwrap_or_default();
        let account = format!("{}{whose}", line.account);
        if !accounts.contains(&account) {
            accounts.push(account);
        }
    }
    if accounts.is_empty() {
        return None;
    }
    let accounts = accounts.join(" and ");
    Some(if short.planned > 0 || need > 0 {
        let missing = euros(short.promised - short.planned);
        (Verdict::Lower, format!("{missing} less than promised; on {accounts} instead"))
    } else {
        let verdict = if other_payee { Verdict::OtherPayee } else { Verdict::OtherAccount };
        (verdict, format!("planned on {accounts} instead"))
    })
}

/// Claims a payment in full on the same account on a date without promise: the nearest, and where two are as near the
/// later one.
fn claim_other_date(lines: &mut [Line], index: usize, others: &[usize]) -> Option<(Verdict, String)> {
    let line = &lines[index];
    if line.planned > 0 {
        return None;
    }
    let full = others.iter().copied().filter(|other| {
        let candidate = &lines[*other];
        candidate.surplus() >= line.promised && candidate.cases().any(|case| line.share(case).is_some())
    });
    let other = full.min_by_key(|other| {
        let (date, later) = (&lines[*other].date, lines[*other].date > line.date);
        (days_between(date, &line.date), !later)
    })?;
    let cases = lines[other].cases().map(str::to_owned);
    let (own, others): (Vec<_>, Vec<_>) = cases.partition(|case| line.share(case).is_some());
    let (date, mut need) = (line.date.clone(), line.promised);
    let found = &mut lines[other];
    for case in own.into_iter().chain(others) {
        need -= found.claim(&case, need, index);
    }
    let verdict = if found.date < date { Verdict::Earlier } else { Verdict::Later };
    let instead_on = found.date.clone();
    let explanation = format!("planned on {instead_on}");
    lines[index].instead_on = Some(instead_on);
    Some((verdict, explanation))
}

impl Line {
    /// Takes what a case gets here beyond its promise for a line that misses it, as much as is needed and free.
    fn claim(&mut self, case: &str, need: i64, by: usize) -> i64 {
        let free = self.surplus();
        let own = self.shares.binary_search_by(|(known, _)| known.as_str().cmp(case));
        let Some((_, share)) = own.ok().and_then(|place| self.shares.get_mut(place)) else { return 0 };
        let cents = need.min(free).min(share.surplus()).max(0);
        share.claimed += cents;
        if cents > 0 {
            self.claims.push((by, cents));
        }
        cents
    }
}

/// Counts the days between two dates, either way.
pub(in crate::reconcile) fn days_between(one: &str, other: &str) -> i32 {
    use crate::domain::DateFormat::YearMonthDay;
    match (YearMonthDay.parse(one), YearMonthDay.parse(other)) {
        (Ok(one), Ok(other)) => (one - other).get_days().abs(),
        _ => i32::MAX,
    }
}
