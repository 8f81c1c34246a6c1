//! What was measured as a table: for a reader, and as JSON.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::measure::Cost;

/// All that was measured.
#[derive(Debug, Default)]
pub(crate) struct Table {
    measured: Vec<Measured>,
    goals: Vec<Goal>,
    notes: Vec<String>,
}

/// One work.
#[derive(Debug)]
struct Measured {
    work: String,
    rounds: usize,
    wall: Spread,
    processor: Duration,
    peak: Option<u64>,
}

/// The middle and the ends of several times.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spread {
    /// The time in the middle; of two the shorter.
    pub(crate) median: Duration,
    least: Duration,
    most: Duration,
}

/// What a figure should not exceed.
#[derive(Debug)]
struct Goal {
    what: String,
    found: f64,
    at_most: f64,
    unit: &'static str,
}

impl Goal {
    fn is_met(&self) -> bool {
        self.found <= self.at_most
    }
}

impl Table {
    /// Adds what a work cost.
    pub(crate) fn add(&mut self, work: impl Into<String>, costs: &[Cost]) {
        self.measured.push(Measured {
            work: work.into(),
            rounds: costs.len(),
            wall: spread(costs.iter().map(|cost| cost.wall)),
            processor: spread(costs.iter().map(|cost| cost.processor)).median,
            peak: peak(costs),
        });
    }

    /// Adds a goal with what was found.
    pub(crate) fn goal(&mut self, what: impl Into<String>, found: f64, at_most: f64, unit: &'static str) {
        self.goals.push(Goal { what: what.into(), found, at_most, unit });
    }

    /// Adds a goal for the peak memory of a work, where that is known.
    pub(crate) fn peak_goal(&mut self, what: &str, costs: &[Cost], mebibytes: u32) {
        if let Some(peak) = peak(costs) {
            self.goal(what, mebibytes_of(peak), f64::from(mebibytes), " MiB");
        }
    }

    /// Adds what a reader must know.
    pub(crate) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// Tells whether no goal was missed.
    pub(crate) fn all_met(&self) -> bool {
        self.goals.iter().all(Goal::is_met)
    }

    /// Writes both forms into a folder, and returns the one for a reader.
    pub(crate) fn keep(&self, folder: &Path, machine: &[(&'static str, String)]) -> String {
        let text = self.text(machine);
        let moment = machine.last().map(|(_, moment)| moment.replace(':', "")).unwrap_or_default();
        fs::write(folder.join(format!("{moment}.md")), &text).expect("the table is written");
        let json = serde_json::to_string_pretty(&self.json(machine)).expect("JSON");
        fs::write(folder.join(format!("{moment}.json")), json + "\n").expect("the table is written");
        text
    }

    fn text(&self, machine: &[(&'static str, String)]) -> String {
        let mut text = String::new();
        for (name, value) in machine {
            let _ = writeln!(text, "- {name}: {value}");
        }
        text.push_str(
            "\n| work | rounds | median | least | most | processors | peak memory |\n|---|--:|--:|--:|--:|--:|--:|\n",
        );
        for Measured { work, rounds, wall, processor, peak } in &self.measured {
            let [median, least, most] = [wall.median, wall.least, wall.most].map(seconds);
            let peak = peak.map_or_else(|| "unknown".to_owned(), |peak| format!("{:.0} MiB", mebibytes_of(peak)));
            let processor = seconds(*processor);
            let _ = writeln!(text, "| {work} | {rounds} | {median} | {least} | {most} | {processor} | {peak} |");
        }
        if !self.goals.is_empty() {
            text.push_str("\n| goal | found | at most | |\n|---|--:|--:|---|\n");
        }
        for goal in &self.goals {
            let Goal { what, found, at_most, unit } = goal;
            let met = if goal.is_met() { "met" } else { "MISSED" };
            let _ = writeln!(text, "| {what} | {found:.2}{unit} | {at_most}{unit} | {met} |");
        }
        for note in &self.notes {
            let _ = writeln!(text, "\n{note}");
        }
        text
    }

    fn json(&self, machine: &[(&'static str, String)]) -> Value {
        let machine: serde_json::Map<String, Value> =
            machine.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        let measured = self.measured.iter().map(|measured| {
            let [median, least, most] = [measured.wall.median, measured.wall.least, measured.wall.most];
            json!({
                "work": measured.work,
                "rounds": measured.rounds,
                "median_seconds": median.as_secs_f64(),
                "least_seconds": least.as_secs_f64(),
                "most_seconds": most.as_secs_f64(),
                "processor_seconds": measured.processor.as_secs_f64(),
                "peak_kib": measured.peak,
            })
        });
        let goals = self.goals.iter().map(
            |goal| json!({ "goal": goal.what, "found": goal.found, "at_most": goal.at_most, "met": goal.is_met() }),
        );
        json!({
            "machine": machine,
            "measured": measured.collect::<Vec<_>>(),
            "goals": goals.collect::<Vec<_>>(),
            "notes": self.notes,
        })
    }
}

/// Returns the middle and the ends of times, of which there is one at least.
pub(crate) fn spread(times: impl Iterator<Item = Duration>) -> Spread {
    let mut times: Vec<Duration> = times.collect();
    times.sort_unstable();
    let (least, most) = (times[0], times[times.len() - 1]);
    Spread { median: times[(times.len() - 1) / 2], least, most }
}

/// Returns how much longer one task took than another, round by round: the ratio in the middle.
pub(crate) fn ratio(costs: &[Cost], others: &[Cost]) -> f64 {
    let pairs = costs.iter().zip(others);
    let mut ratios: Vec<f64> = pairs.map(|(one, other)| one.wall.as_secs_f64() / other.wall.as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    ratios[(ratios.len() - 1) / 2]
}

/// Returns the highest peak memory, in KiB, where it is known.
fn peak(costs: &[Cost]) -> Option<u64> {
    costs.iter().filter_map(|cost| cost.peak).max()
}

/// Returns how much more memory one task took than another at its peak, where that is known.
pub(crate) fn peak_ratio(costs: &[Cost], others: &[Cost]) -> Option<f64> {
    Some(mebibytes_of(peak(costs)?) / mebibytes_of(peak(others)?))
}

/// Returns the exponent with which times grow with sizes: the slope of their logarithms, by least squares.
pub(crate) fn exponent(points: &[(f64, f64)]) -> f64 {
    let points: Vec<(f64, f64)> = points.iter().map(|(size, time)| (size.ln(), time.ln())).collect();
    let count: f64 = points.iter().map(|_| 1.0).sum();
    let middle = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (size, time) = (middle(|point| point.0), middle(|point| point.1));
    let together: f64 = points.iter().map(|point| (point.0 - size) * (point.1 - time)).sum();
    let alone: f64 = points.iter().map(|point| (point.0 - size).powi(2)).sum();
    together / alone
}

fn mebibytes_of(kib: u64) -> f64 {
    u32::try_from(kib).map_or(f64::INFINITY, f64::from) / 1024.0
}

fn seconds(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 1.0 { format!("{:.1} ms", seconds * 1000.0) } else { format!("{seconds:.2} s") }
}
