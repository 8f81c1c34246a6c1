//! Progress bars, on a terminal's standard error and nowhere else.
//!
//! What is over before one could read it shows nothing.

mod estimate;

use std::cell::RefCell;
use std::fmt::Display;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

use self::estimate::Estimate;
use crate::pipeline::{Course, Stage};
use crate::source::Cancel;

/// How long work goes on before a bar shows.
const BLINK: Duration = Duration::from_millis(300);
/// How often a bar moves.
const TICK: Duration = Duration::from_millis(100);

/// A bar that follows what a command reads.
pub(super) struct Bars {
    bar: ProgressBar,
    cancel: Cancel,
    shown: Arc<Mutex<Option<Shown>>>,
    /// When the course of a run was first known.
    set_out: RefCell<Option<Instant>>,
    ticker: RefCell<Option<Ticker>>,
}

/// A thread that moves the bar until it is told to stop.
struct Ticker {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

/// What goes on, as it was when it began.
struct Shown {
    stage: String,
    estimate: Estimate,
    /// How many bytes were to be read before it, and are to be read in all.
    bytes: (u64, u64),
    begun: Instant,
    /// How many bytes and rows had been read.
    read: (u64, u64),
}

impl Bars {
    /// Makes a bar; hidden where it is not wanted, or where standard error is no terminal.
    pub(super) fn new(hidden: bool, cancel: &Cancel) -> Self {
        let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        Self {
            bar: ProgressBar::with_draw_target(None, target),
            cancel: cancel.clone(),
            shown: Arc::default(),
            set_out: RefCell::default(),
            ticker: RefCell::default(),
        }
    }

    /// Begins a piece of work that reads so many bytes, and of which it is not known what follows.
    pub(super) fn begin(&self, stage: &impl Display, bytes: u64) {
        let estimate = Estimate { whole: bytes, stage: bytes, reads: bytes, ..Estimate::default() };
        self.show(stage, estimate, (0, bytes));
    }

    /// Begins a stage of a run.
    pub(super) fn begin_stage(&self, stage: &Stage, course: &Course) {
        let legs = course.legs();
        let Some(place) = legs.iter().position(|leg| leg.stage == *stage) else { return self.begin(stage, 0) };
        let took = self.set_out.borrow_mut().get_or_insert_with(Instant::now).elapsed();
        let (before, leg) = (&legs[..place], &legs[place]);
        let estimate = Estimate {
            whole: legs.iter().map(|leg| leg.effort).sum(),
            before: before.iter().map(|leg| leg.effort).sum(),
            took,
            stage: leg.effort,
            reads: leg.bytes,
        };
        let bytes = (before.iter().map(|leg| leg.bytes).sum(), legs.iter().map(|leg| leg.bytes).sum());
        self.show(stage, estimate, bytes);
    }

    fn show(&self, stage: &impl Display, estimate: Estimate, bytes: (u64, u64)) {
        if self.bar.is_hidden() {
            return;
        }
        let read = (self.cancel.bytes(), self.cancel.rows());
        let shown = Shown { stage: stage.to_string(), estimate, bytes, begun: Instant::now(), read };
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = Some(shown);
        self.ticker.borrow_mut().get_or_insert_with(|| self.tick());
    }

    fn tick(&self) -> Ticker {
        let stop = Arc::new(AtomicBool::new(false));
        let (bar, cancel, shown, told) =
            (self.bar.clone(), self.cancel.clone(), Arc::clone(&self.shown), Arc::clone(&stop));
        let thread = thread::spawn(move || {
            thread::park_timeout(BLINK);
            while !told.load(Ordering::Relaxed) {
                if let Some(shown) = &*shown.lock().unwrap_or_else(PoisonError::into_inner) {
                    shown.draw(&bar, &cancel);
                }
                thread::park_timeout(TICK);
            }
        });
        Ticker { stop, thread }
    }
}

impl Drop for Bars {
    fn drop(&mut self) {
        if let Some(Ticker { stop, thread }) = self.ticker.borrow_mut().take() {
            stop.store(true, Ordering::Relaxed);
            thread.thread().unpark();
            // A bar that broke tells nothing about the run.
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}

impl Shown {
    fn draw(&self, bar: &ProgressBar, cancel: &Cancel) {
        let (bytes, rows) = (cancel.bytes().saturating_sub(self.read.0), cancel.rows().saturating_sub(self.read.1));
        let (elapsed, whole) = (self.begun.elapsed(), self.estimate.whole);
        let template = if whole > 0 { "[{bar:20}] {percent:>3} %  {wide_msg}" } else { "{spinner} {wide_msg}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_length(whole);
        bar.set_position(self.estimate.done(bytes, elapsed));
        bar.set_message(self.words(bytes, rows, elapsed));
        bar.tick();
    }

    /// Says what goes on and how far it is; what matters least stands last, where a narrow terminal cuts it off.
    fn words(&self, bytes: u64, rows: u64, elapsed: Duration) -> String {
        let left = self.estimate.left(bytes, elapsed).map(|left| format!("about {} left", in_words(left)));
        let (before, all) = self.bytes;
        let reads = self.estimate.reads;
        let read = (reads > 0).then(|| sizes(before + bytes.min(reads), all));
        let pace = u128::from(rows).saturating_mul(1_000).checked_div(elapsed.as_millis()).unwrap_or_default();
        let pace = u64::try_from(pace).ok().filter(|pace| *pace > 0);
        let pace = pace.map(|pace| format!("{} rows/s", HumanCount(pace)));
        let parts = [left, read, pace].into_iter().flatten().collect::<Vec<_>>().join(", ");
        if parts.is_empty() { self.stage.clone() } else { format!("{}: {parts}", self.stage) }
    }
}

/// Writes how long something takes, no closer than an estimate can be.
fn in_words(left: Duration) -> String {
    match left.as_secs() {
        seconds @ ..=99 => format!("{} s", seconds.max(1)),
        seconds @ ..=5_999 => format!("{} min", seconds.div_ceil(60)),
        seconds => format!("{} h {} min", seconds / 3_600, seconds % 3_600 / 60),
    }
}

/// Writes how many bytes of all were read, in one unit.
fn sizes(read: u64, all: u64) -> String {
    let (unit, name) = match all {
        1_000_000_000.. => (1_000_000_000, "GB"),
        1_000_000.. => (1_000_000, "MB"),
        _ => (1_000, "kB"),
    };
    let size = |bytes: u64| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    format!("{} of {} {name}", size(read), size(all))
}

/// A bar that counts pieces of work.
pub(super) struct Count(ProgressBar);

impl Count {
    /// Makes a bar; hidden where it is not wanted, or where standard error is no terminal.
    pub(super) fn new(hidden: bool, pieces: usize, message: &str) -> Self {
        let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(u64::try_from(pieces).ok(), target);
        if let Ok(style) = ProgressStyle::with_template("{msg:24} [{bar:30}] {pos}/{len} {eta}") {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message(message.to_owned());
        Self(bar)
    }

    /// Counts a piece that is done.
    pub(super) fn one_more(&self) {
        self.0.inc(1);
    }
}

impl Drop for Count {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_on_is_said_in_one_line() {
        let run = Estimate { whole: 1_000, before: 200, took: Duration::from_secs(20), stage: 400, reads: 500_000_000 };
        let unread = Estimate { reads: 0, ..run };
        let file = Estimate { whole: 8_000, stage: 8_000, reads: 8_000, ..Estimate::default() };
        let all = (1_000_000_000, 3_900_000_000);
        let expected = [
            (run, all, (250_000_000, 9_642_260), 20, "x: about 60 s left, 1.2 of 3.9 GB, 482,113 rows/s"),
            (run, all, (9_000_000_000, 0), 20, "x: about 26 s left, 1.5 of 3.9 GB"),
            (unread, all, (0, 0), 5, "x: about 75 s left"),
            (file, (0, 8_000), (4_000, 0), 0, "x: 4.0 of 8.0 kB"),
            (Estimate::default(), (0, 0), (0, 0), 9, "x"),
        ];
        for (estimate, bytes, (read, rows), seconds, words) in expected {
            let shown = Shown { stage: "x".to_owned(), estimate, bytes, begun: Instant::now(), read: (0, 0) };
            assert_eq!(shown.words(read, rows, Duration::from_secs(seconds)), words);
        }
    }

    #[test]
    fn durations_are_told_in_whole_seconds_then_minutes() {
        let expected =
            [(0, "1 s"), (12, "12 s"), (99, "99 s"), (100, "2 min"), (3_599, "60 min"), (7_500, "2 h 5 min")];
        for (seconds, words) in expected {
            assert_eq!(in_words(Duration::from_secs(seconds)), words);
        }
    }

    #[test]
    fn sizes_are_told_in_the_unit_of_the_whole() {
        let expected = [
            (0, 999, "0.0 of 0.9 kB"),
            (1_250, 999_999, "1.2 of 999.9 kB"),
            (50_000, 2_000_000, "0.0 of 2.0 MB"),
            (1_410_000_000, 3_920_000_000, "1.4 of 3.9 GB"),
        ];
        for (read, all, words) in expected {
            assert_eq!(sizes(read, all), words);
        }
    }
}
