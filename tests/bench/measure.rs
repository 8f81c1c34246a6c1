//! What a process costs: time from start to exit, processor time, and peak memory.
//!
//! Every measured process is the only child of a watcher, which is this program again. What the system says of a finished
//! child is exact, but it is told for all children of a process together: hence one watcher each. Nothing is sampled. The
//! watcher takes the time itself, so that its own start does not count.

use std::env;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// The word that makes this program a watcher.
pub(crate) const WATCH: &str = "watch-a-process";

/// A round that takes longer is told.
const LONG: Duration = Duration::from_secs(2);

/// What one process cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// From start to exit.
    pub(crate) wall: Duration,
    /// Of all processors, in the program and in the system.
    pub(crate) processor: Duration,
    /// The most memory that was resident at once, in KiB, where the system tells.
    pub(crate) peak: Option<u64>,
}

/// A program with its arguments.
#[derive(Clone, Debug)]
pub(crate) struct Task(Vec<OsString>);

impl Task {
    /// Names a program.
    pub(crate) fn new(program: impl AsRef<Path>) -> Self {
        Self(vec![program.as_ref().into()])
    }

    /// Adds an argument.
    pub(crate) fn arg(mut self, argument: impl AsRef<Path>) -> Self {
        self.0.push(argument.as_ref().into());
        self
    }

    /// Adds arguments.
    pub(crate) fn args<const N: usize>(self, arguments: [&str; N]) -> Self {
        arguments.into_iter().fold(self, Task::arg)
    }

    /// Runs the program, which must succeed, and returns what it cost and what it wrote.
    pub(crate) fn measure(&self) -> (Cost, String) {
        let own = env::current_exe().expect("this program");
        let output = Command::new(own).arg(WATCH).args(&self.0).stdin(Stdio::null()).output().expect("a watcher");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{:?} failed:\n{text}{told}", self.0);
        let (text, last) = text.trim_end().rsplit_once('\n').expect("the watcher's line");
        let figures: Vec<u64> = last.split(' ').map(|figure| figure.parse().expect("a figure")).collect();
        let [wall, processor, peak] = figures[..] else { panic!("three figures, not {last}") };
        let cost = Cost {
            wall: Duration::from_micros(wall),
            processor: Duration::from_micros(processor),
            peak: Some(peak).filter(|peak| *peak > 0),
        };
        (cost, text.to_owned())
    }
}

/// Runs tasks in turns, A B A B, and returns the costs of each, round by round. Long rounds are told one by one.
pub(crate) fn in_turns<const N: usize>(
    what: &str,
    rounds: u32,
    mut tasks: [&mut dyn FnMut() -> Cost; N],
) -> [Vec<Cost>; N] {
    tell(&format!("{what}: {rounds} rounds"));
    let mut costs = [const { Vec::new() }; N];
    for round in 1..=rounds {
        let mut line = format!("  round {round}:");
        let started = Instant::now();
        for (task, costs) in tasks.iter_mut().zip(&mut costs) {
            let cost = task();
            let _ = write!(line, " {:.2} s", cost.wall.as_secs_f64());
            costs.push(cost);
        }
        if started.elapsed() > LONG {
            tell(&line);
        }
    }
    costs
}

/// Says on stderr what is being done.
pub(crate) fn tell(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Runs the program that the arguments name and writes what it cost as its own last line.
pub(crate) fn watch(mut arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let program = arguments.next().expect("a program");
    let mut command = Command::new(program);
    command.args(arguments);
    let started = Instant::now();
    let status = command.status().expect("the program starts");
    let wall = started.elapsed();
    let (processor, peak) = of_children();
    writeln!(io::stdout(), "\n{} {} {peak}", wall.as_micros(), processor.as_micros()).expect("stdout");
    if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Returns the processor time and the peak memory, in KiB, of the children of this process that are gone.
#[cfg(unix)]
fn of_children() -> (Duration, u64) {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::{TimeVal, TimeValLike as _};

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the usage of children");
    let microseconds = |time: TimeVal| u64::try_from(time.num_microseconds()).unwrap_or_default();
    let processor = Duration::from_micros(microseconds(usage.user_time()) + microseconds(usage.system_time()));
    let peak = u64::try_from(usage.max_rss()).unwrap_or_default();
    (processor, if cfg!(target_os = "macos") { peak / 1024 } else { peak })
}

/// Knows nothing here: 0 stands for what is not told.
#[cfg(not(unix))]
fn of_children() -> (Duration, u64) {
    (Duration::ZERO, 0)
}
