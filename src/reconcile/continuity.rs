//! Promised against planned, per recipient, date and account: to the cent and to the day.
//!
//! Money that is short somewhere is first looked for within the same case and date, then on the same account on
//! another date. What is found elsewhere explains the surplus there, which is then no mistake of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::verdict::Verdict;
use crate::domain::Total;

/// One promise.
#[derive(Clone, Debug)]
pub struct Promise {
    /// Whose money: nine digits.
    pub recipient: String,
    /// The client's number.
    pub client: Option<String>,
    /// The case.
    pub case: String,
    /// When, ISO.
    pub date: String,
    /// The account.
    pub account: String,
    /// The kind of payee as delivered, where the delivery knows the account.
    pub payee: Option<String>,
    /// How much.
    pub cents: i64,
    /// How many payments made up the sum.
    pub payments: u32,
    /// The delivered file and line that it rests on.
    pub origin: (u16, u32),
}

/// One planned payment.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Whose money: nine digits.
    pub recipient: String,
    /// The client's number.
    pub client: Option<String>,
    /// The case.
    pub case: String,
    /// When, ISO.
    pub date: String,
    /// The account.
    pub account: String,
    /// The kind of payee as delivered, where the delivery knows the account.
    pub payee: Option<String>,
    /// How much.
    pub cents: i64,
}

/// A recipient, date and account, with its verdict.
#[derive(Clone, Debug)]
pub struct Line {
    /// The verdict.
    pub verdict: Verdict,
    /// Whose money: nine digits.
    pub recipient: String,
    /// The client's number.
    pub client: Option<String>,
    /// The cases.
    pub cases: BTreeSet<String>,
    /// When, ISO.
    pub date: String,
    /// The account.
    pub account: String,
    /// The kind of payee as delivered.
    pub payee: Option<String>,
    /// What was promised, in cents.
    pub promised: i64,
    /// What is planned, in cents.
    pub planned: i64,
    /// What explains the verdict.
    pub explanation: String,
    /// The delivered places that the promise rests on.
    pub origins: Vec<(u16, u32)>,
    promises: u32,
    orders: u32,
    /// How much of the surplus here is what others miss.
    claimed: i64,
    /// What every case promised and planned here.
    shares: BTreeMap<String, (i64, i64)>,
}

type Key = (String, String, String);

/// Gives every recipient, date and account its verdict; in order of recipient, date and account.
///
/// `at_most_percent` is the percentage of a promise above which a payment is a mistake.
#[must_use]
pub fn compare(promises: Vec<Promise>, planned: Vec<Planned>, at_most_percent: u32) -> Vec<Line> {
    let mut lines = BTreeMap::new();
    for promise in promises {
        let line = line(&mut lines, &promise.recipient, &promise.date, &promise.account);
        line.promised = line.promised.saturating_add(promise.cents);
        line.promises += promise.payments;
        line.client = promise.client.or(line.client.take());
        line.payee = promise.payee.or(line.payee.take());
        line.origins.push(promise.origin);
        line.shares.entry(promise.case.clone()).or_default().0 += promise.cents;
        line.cases.insert(promise.case);
    }
    for order in planned {
        let line = line(&mut lines, &order.recipient, &order.date, &order.account);
        line.planned = line.planned.saturating_add(order.cents);
        line.orders += 1;
        line.client = line.client.take().or(order.client);
        line.payee = line.payee.take().or(order.payee);
        line.shares.entry(order.case.clone()).or_default().1 += order.cents;
        line.cases.insert(order.case);
    }
    let mut lines: Vec<Line> = lines.into_values().collect();
    settle_short(&mut lines);
    lines.iter_mut().filter(|line| line.planned >= line.promised).for_each(|line| settle_full(line, at_most_percent));
    lines.retain(|line| line.promised > 0 || line.claimed == 0);
    lines
}

fn line<'a>(lines: &'a mut BTreeMap<Key, Line>, recipient: &str, date: &str, account: &str) -> &'a mut Line {
    let key = (recipient.to_owned(), date.to_owned(), account.to_owned());
    lines.entry(key).or_insert_with_key(|(recipient, date, account)| Line {
        verdict: Verdict::Equal,
        recipient: recipient.clone(),
        client: None,
        cases: BTreeSet::new(),
        date: date.clone(),
        account: account.clone(),
        payee: None,
        promised: 0,
        planned: 0,
        explanation: String::new(),
        origins: Vec::new(),
        promises: 0,
        orders: 0,
        claimed: 0,
        shares: BTreeMap::new(),
    })
}

/// Looks for the money that is short, line by line.
fn settle_short(lines: &mut [Line]) {
    let mut by_case_and_date: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    let mut by_account: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.planned > line.promised) {
        for case in &line.cases {
            by_case_and_date.entry((case.clone(), line.date.clone())).or_default().push(index);
        }
        if line.promised == 0 {
            by_account.entry((line.recipient.clone(), line.account.clone())).or_default().push(index);
        }
    }
    for index in 0..lines.len() {
        if lines[index].planned >= lines[index].promised {
            continue;
        }
        let keys: Vec<_> = lines[index].cases.iter().map(|case| (case.clone(), lines[index].date.clone())).collect();
        let nearby = keys.iter().filter_map(|key| by_case_and_date.get(key)).flatten().copied().collect();
        if !claim_same_date(lines, index, nearby) && !claim_other_date(lines, index, &by_account) {
            lines[index].verdict = if lines[index].planned > 0 { Verdict::Lower } else { Verdict::Missing };
            lines[index].explanation = if lines[index].planned > 0 {
                format!("{} less than promised", euros(lines[index].promised - lines[index].planned))
            } else {
                "nothing is planned for this date".to_owned()
            };
        }
    }
}

/// Claims what others of the same case get beyond their own promise on the same date; accounts that were promised
/// nothing come first, then those of the same kind of payee.
fn claim_same_date(lines: &mut [Line], index: usize, mut nearby: Vec<usize>) -> bool {
    let (recipient, payee) = (lines[index].recipient.clone(), lines[index].payee.clone());
    let differs =
        |line: &Line| line.recipient != recipient || (line.payee.is_some() && payee.is_some() && line.payee != payee);
    nearby.sort_by_key(|other| (lines[*other].promised > 0, differs(&lines[*other]), *other));
    nearby.dedup();
    let mut need = lines[index].promised - lines[index].planned;
    let (mut accounts, mut other_payee) = (Vec::new(), false);
    for other in nearby {
        let line = &mut lines[other];
        let surplus = line.planned - line.promised - line.claimed;
        let claimed = surplus.min(need);
        if claimed <= 0 {
            continue;
        }
        line.claimed += claimed;
        need -= claimed;
        other_payee |= differs(line);
        let whose = line.payee.as_deref().map(|kind| format!(" ({kind})")).unwrap_or_default();
        accounts.push(format!("{}{whose}", line.account));
    }
    if accounts.is_empty() {
        return false;
    }
    let line = &mut lines[index];
    let accounts = accounts.join(" and ");
    (line.verdict, line.explanation) = if line.planned > 0 || need > 0 {
        let short = euros(line.promised - line.planned);
        (Verdict::Lower, format!("{short} less than promised; on {accounts} instead"))
    } else if other_payee {
        (Verdict::OtherPayee, format!("planned on {accounts} instead"))
    } else {
        (Verdict::OtherAccount, format!("planned on {accounts} instead"))
    };
    true
}

/// Claims a payment in full on the same account on a date without promise: the nearest, and where two are as near the
/// later one.
fn claim_other_date(lines: &mut [Line], index: usize, by_account: &BTreeMap<(String, String), Vec<usize>>) -> bool {
    let line = &lines[index];
    if line.planned > 0 {
        return false;
    }
    let others = by_account.get(&(line.recipient.clone(), line.account.clone()));
    let full = others.into_iter().flatten().copied().filter(|other| {
        let candidate = &lines[*other];
        candidate.planned - candidate.claimed >= line.promised && !candidate.cases.is_disjoint(&line.cases)
    });
    let nearest = full.min_by_key(|other| {
        let (date, later) = (&lines[*other].date, lines[*other].date > line.date);
        (days_between(date, &line.date), !later)
    });
    let Some(other) = nearest else { return false };
    let (promised, date) = (line.promised, lines[other].date.clone());
    lines[other].claimed += promised;
    let line = &mut lines[index];
    line.verdict = if date < line.date { Verdict::Earlier } else { Verdict::Later };
    line.explanation = format!("planned on {date}");
    true
}

/// Judges a line that gets at least what was promised, less what others miss.
fn settle_full(line: &mut Line, at_most_percent: u32) {
    let (promised, planned) = (i128::from(line.promised), i128::from(line.planned));
    let own = planned - i128::from(line.claimed);
    let surplus = line.planned - line.promised;
    let times = |factor: i128| own == promised * factor;
    line.verdict = if line.promised == 0 {
        Verdict::New
    } else if surplus == 0 {
        Verdict::Equal
    } else if line.claimed == 0 && line.orders > line.promises && planned % promised == 0 {
        Verdict::Double
    } else if own * 100 > promised * i128::from(at_most_percent) || times(10) || times(100) {
        Verdict::Excess
    } else {
        Verdict::Higher
    };
    line.explanation = match line.verdict {
        Verdict::New => "nothing was promised here".to_owned(),
        Verdict::Double => format!("{} orders where {} were promised", line.orders, line.promises),
        Verdict::Higher if line.claimed > 0 => {
            format!("{} more, which others of the case miss", euros(line.claimed))
        }
        Verdict::Excess | Verdict::Higher => format!("{} more than promised", euros(surplus)),
        _ => String::new(),
    };
}

fn days_between(one: &str, other: &str) -> i32 {
    use crate::domain::DateFormat::YearMonthDay;
    match (YearMonthDay.parse(one), YearMonthDay.parse(other)) {
        (Ok(one), Ok(other)) => (one - other).get_days().abs(),
        _ => i32::MAX,
    }
}

fn euros(cents: i64) -> String {
    format!("€ {}", Total::from_cents(i128::from(cents)))
}
