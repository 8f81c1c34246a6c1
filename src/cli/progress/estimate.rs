//! How far a piece of work is, and how long the rest of it takes.
//!
//! Reading goes by the bytes that were read. How far a stage is that reads nothing cannot be seen: it is taken to go as
//! fast as everything before it, and never to be past its end. An estimate rests on all that was done so far, so that
//! no stage can throw it far off.

use std::time::Duration;

/// How long work must have gone on before anything is said of the rest.
const FIRST: Duration = Duration::from_secs(1);
/// Which part of the work must be done by then: one of so many.
const FIRST_PART: u64 = 50;

/// A stage among all the work.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Estimate {
    /// How much work there is in all.
    pub(super) whole: u64,
    /// How much of it stands before the stage.
    pub(super) before: u64,
    /// How long that took.
    pub(super) took: Duration,
    /// How much of it the stage is.
    pub(super) stage: u64,
    /// How many bytes the stage reads.
    pub(super) reads: u64,
}

impl Estimate {
    /// Returns how much of the work is done when the stage has read so many bytes and gone on for so long.
    pub(super) fn done(&self, read: u64, elapsed: Duration) -> u64 {
        let of_stage = if self.reads > 0 {
            part(self.stage, read.into(), self.reads.into())
        } else {
            part(self.before, elapsed.as_nanos(), self.took.as_nanos())
        };
        self.before.saturating_add(of_stage.min(self.stage))
    }

    /// Returns how long the rest takes at the speed of what is done; nothing where too little is.
    pub(super) fn left(&self, read: u64, elapsed: Duration) -> Option<Duration> {
        let (done, elapsed) = (self.done(read, elapsed), self.took + elapsed);
        if elapsed < FIRST || done <= self.whole / FIRST_PART {
            return None;
        }
        let nanoseconds = elapsed.as_nanos().saturating_mul(self.whole.saturating_sub(done).into()) / u128::from(done);
        Some(Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or(u64::MAX)))
    }
}

/// Returns `count` parts out of `all` of a whole; nothing where there are no parts.
fn part(whole: u64, count: u128, all: u128) -> u64 {
    let part = u128::from(whole).saturating_mul(count).checked_div(all).unwrap_or_default();
    u64::try_from(part).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn seconds(count: u64) -> Duration {
        Duration::from_secs(count)
    }

    fn stage(before: u64, took: u64, stage: u64, reads: u64) -> Estimate {
        Estimate { whole: 1_000, before, took: seconds(took), stage, reads }
    }

    #[test]
    fn what_is_done_goes_by_bytes_and_else_by_time() {
        let (reading, unread) = (stage(200, 20, 400, 5_000), stage(600, 60, 100, 0));
        let first = stage(0, 0, 100, 0);
        let expected = [
            ("a reading begins", reading, 0, 0, 200),
            ("half of it is read, however long that took", reading, 2_500, 99, 400),
            ("all of it", reading, 5_000, 40, 600),
            ("more than was announced", reading, 9_000, 40, 600),
            ("nothing is read, and it goes as fast as before", unread, 0, 5, 650),
            ("it ought to be done", unread, 0, 10, 700),
            ("it takes longer than it ought to", unread, 0, 500, 700),
            ("bytes that were not announced say nothing", unread, 777, 5, 650),
            ("nothing came before", first, 0, 7, 0),
        ];
        for (what, estimate, read, elapsed, done) in expected {
            assert_eq!(estimate.done(read, seconds(elapsed)), done, "{what}");
        }
    }

    #[test]
    fn the_rest_takes_as_long_as_what_is_done_lets_expect() {
        let (reading, unread) = (stage(200, 20, 400, 5_000), stage(600, 60, 100, 0));
        let last = stage(900, 90, 100, 0);
        let expected = [
            ("a reading begins", reading, 0, 0, Some(80)),
            ("it is as fast as what came before", reading, 2_500, 20, Some(60)),
            ("it is half as fast", reading, 2_500, 40, Some(90)),
            ("it is twice as fast", reading, 2_500, 10, Some(45)),
            ("nothing is read, and seconds go by", unread, 0, 4, Some(36)),
            ("it takes twice as long as it ought to", unread, 0, 20, Some(34)),
            ("the last stage is nearly done", last, 0, 9, Some(1)),
            ("the last stage is late", last, 0, 30, Some(0)),
            ("too little is done", stage(20, 30, 100, 0), 0, 0, None),
            ("too little time went by", stage(0, 0, 100, 100), 100, 0, None),
        ];
        for (what, estimate, read, elapsed, left) in expected {
            let found = estimate.left(read, seconds(elapsed)).map(|left| left.as_secs());
            assert_eq!(found, left, "{what}");
        }
    }

    /// A course of weights, and the seconds that each stage then takes.
    type Taken = [(u64, u64, u64); 7];

    #[test]
    fn an_estimate_does_not_leap_where_one_stage_ends_and_the_next_begins() {
        let as_planned: Taken =
            [(30, 30, 3), (300, 300, 30), (50, 0, 5), (40, 0, 4), (370, 370, 37), (130, 0, 13), (80, 0, 8)];
        let mut otherwise = as_planned;
        let seconds_taken = [3, 45, 2, 9, 30, 20, 3];
        otherwise.iter_mut().zip(seconds_taken).for_each(|(stage, seconds)| stage.2 = seconds);
        for (taken, most) in [(as_planned, 0), (otherwise, 15)] {
            let whole: u64 = taken.iter().map(|(weight, ..)| weight).sum();
            let (mut before, mut took, mut last) = (0, 0, None);
            for (weight, reads, elapsed) in taken {
                let estimate = Estimate { whole, before, took: seconds(took), stage: weight, reads };
                let begun = estimate.left(0, seconds(0));
                if let (Some(last), Some(begun)) = (last, begun) {
                    let leap = Duration::abs_diff(last, begun).as_secs();
                    assert!(leap * 100 <= most * last.as_secs(), "{leap} s of {last:?} at {before}");
                }
                last = estimate.left(reads, seconds(elapsed));
                (before, took) = (before + weight, took + elapsed);
            }
        }
    }

    #[test]
    fn no_amount_is_too_large() {
        let most = Estimate { whole: u64::MAX, before: 0, took: seconds(0), stage: u64::MAX, reads: u64::MAX };
        assert_eq!(most.done(u64::MAX, Duration::MAX), u64::MAX);
        assert!(most.left(u64::MAX / 2, seconds(u64::MAX / 2)).is_some());
    }
}
