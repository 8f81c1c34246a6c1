//! What cases get beyond their promises, and the part of it that is a reserve paid out.

use std::collections::BTreeMap;

use super::{Line, euros};
use crate::reconcile::Verdict;

/// Cents by case and payment date.
pub(in crate::reconcile) type Beyond = BTreeMap<String, BTreeMap<String, i64>>;

/// Adds up what each case gets on each date beyond its promise there. What a neighbour on the account needs is not
/// beyond, and neither is what another line misses.
pub(in crate::reconcile) fn beyond(lines: &[Line]) -> Beyond {
    let mut beyond = Beyond::new();
    let mut add = |case: &str, date: &str, cents: i64| {
        if cents > 0 {
            let sum = beyond.entry(case.to_owned()).or_default().entry(date.to_owned()).or_default();
            *sum = sum.saturating_add(cents);
        }
    };
    for line in lines {
        let mut left = line.surplus();
        for (case, share) in &line.shares {
            let cents = left.min(share.surplus()).max(0);
            add(case, &line.date, cents);
            left -= cents;
        }
        if line.planned < line.promised {
            // All of it is planned elsewhere, and a little more with it.
            let more = line.planned.saturating_add(line.elsewhere).saturating_sub(line.promised);
            let date = line.instead_on.as_ref().unwrap_or(&line.date);
            line.deviating().take(1).for_each(|case| add(case, date, more));
        }
    }
    beyond
}

/// Lets a surplus pass that is a mistake only because a reserve is paid out with it.
pub(in crate::reconcile) fn pay_out(lines: &mut [Line], mut paid_out: Beyond, at_most_percent: u32) {
    let mistakes = [Verdict::Excess, Verdict::Double, Verdict::New];
    for line in lines.iter_mut().filter(|line| mistakes.contains(&line.verdict)) {
        let mut rest = line.clone();
        for (case, share) in &mut rest.shares {
            let Some(paid) = paid_out.get_mut(case).and_then(|dates| dates.get_mut(&line.date)) else { continue };
            let cents = share.surplus().min(*paid).max(0);
            *paid -= cents;
            share.planned -= cents;
            rest.planned -= cents;
        }
        if rest.planned < line.planned && rest.mistake(at_most_percent).is_none() {
            let surplus = euros(line.surplus());
            line.verdict = Verdict::Higher;
            line.explanation = format!("{surplus} more than promised, with the holiday allowance that was reserved");
        }
    }
}
