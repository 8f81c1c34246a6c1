//! Payments that came back, and what was paid in their stead.
//!
//! A payment is looked for that is as high, or for several that add up to it, in the same month and later: on the same
//! account, else for the same recipient, else on any account of the case. What is paid again may be a little more than
//! what came back, since it may have been calculated anew; a payment far above it is another matter, and leaves it lost.
//! Only payments beyond what an account usually gets in a month can be such a second attempt, and each makes up for one:
//! so that the second half of a month is not taken for the first half, nor one partner's money for the other's.

use std::collections::BTreeMap;

use super::stream::{Paid, Stream};
use crate::domain::{Date, Month, Origin};

/// What is paid again may exceed what came back by one part in so many.
const MOST_ABOVE: i64 = 2;

/// What came of the payments of a case that came back.
#[derive(Debug, Default)]
pub(super) struct Returns {
    lost: Vec<(usize, Paid)>,
    due: BTreeMap<Origin, Date>,
}

/// A payment of a month in which one came back.
#[derive(Clone, Copy)]
struct Attempt {
    /// The place of its stream in the case.
    stream: usize,
    paid: Paid,
    came_back: bool,
    /// Whether it makes up for another.
    used: bool,
    /// The stream and date of the first attempt.
    first: (usize, Date),
}

impl Returns {
    /// Follows every payment of a case that came back.
    pub(super) fn of(streams: &[Stream]) -> Self {
        let mut months: Vec<Month> =
            streams.iter().flat_map(|stream| &stream.returned).map(|paid| paid.month).collect();
        months.sort_unstable();
        months.dedup();
        let mut returns = Self::default();
        for month in months {
            returns.follow(streams, month);
        }
        returns
    }

    /// Returns the payments of a stream that came back for good.
    pub(super) fn lost(&self, stream: usize) -> impl Iterator<Item = &Paid> {
        self.lost.iter().filter(move |(place, _)| *place == stream).map(|(_, paid)| paid)
    }

    /// Returns when a payment was due: one that was made again after it came back was due when it was first made.
    pub(super) fn due_date(&self, paid: &Paid) -> Date {
        self.due.get(&paid.origin).copied().unwrap_or(paid.date)
    }

    fn follow(&mut self, streams: &[Stream], month: Month) {
        let mut attempts = attempts(streams, month);
        let mut spare = spare(streams, &attempts, month);
        for place in 0..attempts.len() {
            let attempt = attempts[place];
            if !attempt.came_back {
                continue;
            }
            let again = paid_again(streams, &attempts, &spare, place);
            if again.is_empty() {
                // Whose stream it is, is decided by where the money was first sent.
                self.lost.push((attempt.first.0, attempt.paid));
            }
            for found in again {
                let second = &mut attempts[found];
                (second.used, second.first) = (true, attempt.first);
                spare[second.stream] -= 1;
                self.due.insert(second.paid.origin, attempt.first.1);
            }
        }
    }
}

/// All payments of a month, in order of date; what came back on a date stands before what did not.
fn attempts(streams: &[Stream], month: Month) -> Vec<Attempt> {
    let mut attempts = Vec::new();
    for (stream, payments) in streams.iter().enumerate() {
        for (payments, came_back) in [(&payments.returned, true), (&payments.regular, false)] {
            attempts.extend(payments.iter().filter(|paid| paid.month == month).map(|paid| Attempt {
                stream,
                paid: *paid,
                came_back,
                used: false,
                first: (stream, paid.date),
            }));
        }
    }
    attempts.sort_by_key(|attempt| (attempt.paid.date, !attempt.came_back, attempt.stream, attempt.paid.origin));
    attempts
}

/// Counts for each stream the payments beyond what it was really paid in the last month before.
fn spare(streams: &[Stream], attempts: &[Attempt], month: Month) -> Vec<usize> {
    let count = |(place, stream): (usize, &Stream)| {
        let earlier = || stream.regular.iter().map(|paid| paid.month).filter(|paid| *paid < month);
        let before = earlier().max();
        let usual = earlier().filter(|paid| Some(*paid) == before).count();
        attempts.iter().filter(|attempt| attempt.stream == place).count().saturating_sub(usual)
    };
    streams.iter().enumerate().map(count).collect()
}

/// Finds what was paid in the stead of a payment that came back: one as high, or the first that add up to it.
fn paid_again(streams: &[Stream], attempts: &[Attempt], spare: &[usize], place: usize) -> Vec<usize> {
    let back = attempts[place];
    let follows = |attempt: &Attempt| {
        let twice = attempt.paid.date == back.paid.date && attempt.stream == back.stream && !attempt.came_back;
        !attempt.used && spare[attempt.stream] > 0 && (twice || attempt.paid.date > back.paid.date)
    };
    let candidates: Vec<usize> = (0..attempts.len()).filter(|other| follows(&attempts[*other])).collect();
    let same = candidates.iter().filter(|other| attempts[**other].paid.cents == back.paid.cents);
    let nearest = same.min_by_key(|other| {
        let stream = attempts[**other].stream;
        (stream != back.stream, streams[stream].recipient != streams[back.stream].recipient, **other)
    });
    if let Some(found) = nearest {
        return vec![*found];
    }
    let (mut left, mut parts, mut spare) = (back.paid.cents, Vec::new(), spare.to_vec());
    let more = back.paid.cents / MOST_ABOVE;
    for other in candidates {
        let attempt = &attempts[other];
        let fits = attempt.paid.cents <= left.saturating_add(more);
        if left > 0 && fits && !attempt.came_back && spare[attempt.stream] > 0 {
            spare[attempt.stream] -= 1;
            left -= attempt.paid.cents;
            parts.push(other);
        }
    }
    if left <= 0 { parts } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{DateFormat, FileId, MonthFormat};

    /// Payments for December as stream, day of January, cents and whether they came back.
    type Payments<'a> = &'a [(usize, i8, i64, bool)];

    /// Makes streams of what each was paid for November, which may be nothing, and of payments for December.
    fn streams(november: &[i64], december: Payments<'_>) -> Vec<Stream> {
        let month = |text| MonthFormat::YearMonth.parse(text).expect("a month");
        let mut line = 1;
        let mut paid = |of, on: &str, cents| {
            line += 1;
            let date = DateFormat::YearMonthDay.parse(on).expect("a date");
            Paid { month: month(of), date, cents, origin: Origin::new(FileId::new(1), line) }
        };
        let mut streams: Vec<Stream> = november
            .iter()
            .enumerate()
            .map(|(place, cents)| Stream {
                recipient: "client".into(),
                client: None,
                account: format!("account {place}").as_str().into(),
                regular: Vec::from_iter((*cents > 0).then(|| paid("2020-11", "2020-11-30", *cents))),
                returned: Vec::new(),
                corrections: Vec::new(),
            })
            .collect();
        for (stream, day, cents, came_back) in december {
            let paid = paid("2020-12", &format!("2021-01-{day:02}"), *cents);
            let stream = &mut streams[*stream];
            if *came_back { stream.returned.push(paid) } else { stream.regular.push(paid) }
        }
        streams
    }

    #[test]
    fn what_came_back_is_paid_again_by_as_much_or_a_little_more() {
        let table: [(&str, &[i64], Payments<'_>, usize); 10] = [
            ("as much", &[90_000], &[(0, 4, 90_000, true), (0, 8, 90_000, false)], 0),
            ("a little more, calculated anew", &[90_000], &[(0, 4, 90_000, true), (0, 8, 91_000, false)], 0),
            ("half as much again", &[90_000], &[(0, 4, 90_000, true), (0, 8, 135_000, false)], 0),
            ("far more", &[90_000], &[(0, 4, 90_000, true), (0, 8, 135_001, false)], 1),
            ("a little less", &[90_000], &[(0, 4, 90_000, true), (0, 8, 89_999, false)], 1),
            ("a new account that gets much more", &[5_000, 0], &[(0, 4, 5_000, true), (1, 4, 90_000, false)], 1),
            (
                "a new account that gets much more on a later day",
                &[5_000, 0],
                &[(0, 4, 5_000, true), (1, 8, 90_000, false)],
                1,
            ),
            (
                "in parts, past a payment that is no part",
                &[5_000, 0],
                &[(0, 4, 5_000, true), (1, 6, 90_000, false), (0, 8, 3_000, false), (0, 9, 2_000, false)],
                0,
            ),
            (
                "in parts on two new accounts",
                &[5_000, 0, 0],
                &[(0, 4, 5_000, true), (1, 6, 3_000, false), (2, 8, 2_000, false)],
                0,
            ),
            ("what was paid as every month", &[5_000, 90_000], &[(0, 4, 5_000, true), (1, 8, 90_000, false)], 1),
        ];
        for (what, november, december, lost) in table {
            let streams = streams(november, december);
            let returns = Returns::of(&streams);
            assert_eq!(returns.lost(0).count(), lost, "{what}");
        }
    }
}
