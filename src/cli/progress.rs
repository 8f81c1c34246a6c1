//! Progress bars, one stage at a time, on a terminal's standard error and nowhere else.

use std::cell::RefCell;
use std::fmt::Display;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::source::Cancel;

/// A bar that follows what a run reads.
pub(super) struct Bars {
    bar: ProgressBar,
    cancel: Cancel,
    ticker: RefCell<Option<Ticker>>,
}

/// A thread that moves the bar until it is told to stop.
struct Ticker {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Bars {
    /// Makes a bar; hidden where it is not wanted, or where standard error is no terminal.
    pub(super) fn new(hidden: bool, cancel: &Cancel) -> Self {
        let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        Self { bar: ProgressBar::with_draw_target(None, target), cancel: cancel.clone(), ticker: RefCell::new(None) }
    }

    /// Begins a stage that reads so many bytes of the delivery.
    pub(super) fn begin(&self, stage: &impl Display, bytes: u64) {
        self.stop();
        if self.bar.is_hidden() {
            return;
        }
        let template = if bytes > 0 {
            "{msg:24} [{bar:30}] {bytes}/{total_bytes} {bytes_per_sec} {eta}"
        } else {
            "{msg:24} {spinner}"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style.progress_chars("=> "));
        }
        self.bar.reset();
        self.bar.set_length(bytes);
        self.bar.set_message(stage.to_string());
        let (bar, cancel, stop) = (self.bar.clone(), self.cancel.clone(), Arc::new(AtomicBool::new(false)));
        let (told, before) = (Arc::clone(&stop), cancel.bytes());
        let thread = thread::spawn(move || {
            while !told.load(Ordering::Relaxed) {
                bar.set_position((cancel.bytes() - before).min(bytes));
                bar.tick();
                thread::park_timeout(Duration::from_millis(100));
            }
        });
        *self.ticker.borrow_mut() = Some(Ticker { stop, thread });
    }

    fn stop(&self) {
        if let Some(Ticker { stop, thread }) = self.ticker.borrow_mut().take() {
            stop.store(true, Ordering::Relaxed);
            thread.thread().unpark();
            // A bar that broke tells nothing about the run.
            let _ = thread.join();
        }
    }
}

impl Drop for Bars {
    fn drop(&mut self) {
        self.stop();
        self.bar.finish_and_clear();
    }
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
