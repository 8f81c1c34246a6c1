//! Where the time of a run went: per stage its seconds and what it read, as a table or as data.

use std::cell::RefCell;
use std::fmt::{Display, Write as _};
use std::fs;
use std::time::{Duration, Instant};

use indicatif::HumanCount;
use serde::Serialize;

use super::answer::Format;
use crate::report::json;
use crate::source::Cancel;

/// A watch over the stages of a run.
pub(super) struct Watch<'a> {
    cancel: &'a Cancel,
    begun: RefCell<Vec<Begun>>,
}

/// A stage as it began.
struct Begun {
    stage: String,
    at: Instant,
    bytes: u64,
    rows: u64,
}

/// Where the time of a run went.
#[derive(Debug, Serialize)]
pub(super) struct Timings {
    /// The version of this form.
    format: u8,
    /// The stages, in order.
    stages: Vec<Timing>,
    /// All of them.
    whole: Timing,
    /// The most memory that the process ever held; nothing where the system does not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    peak_bytes: Option<u64>,
}

/// What one stage took.
#[derive(Debug, Serialize)]
struct Timing {
    stage: String,
    microseconds: u64,
    /// How many rows were read; those of a file that is read twice count twice.
    rows: u64,
    /// How many bytes of the delivery were read, in the same way.
    bytes: u64,
}

impl<'a> Watch<'a> {
    /// Begins with a stage.
    pub(super) fn begin_with(stage: &str, cancel: &'a Cancel) -> Self {
        let watch = Self { cancel, begun: RefCell::default() };
        watch.begin(&stage);
        watch
    }

    /// Begins a stage, which ends the one before.
    pub(super) fn begin(&self, stage: &impl Display) {
        let begun = Begun::new(stage.to_string(), self.cancel);
        self.begun.borrow_mut().push(begun);
    }

    /// Ends the last stage.
    pub(super) fn stop(self) -> Timings {
        let mut begun = self.begun.into_inner();
        begun.push(Begun::new(String::new(), self.cancel));
        let stages: Vec<Timing> =
            begun.windows(2).map(|pair| Timing::between(&pair[0].stage, &pair[0], &pair[1])).collect();
        let whole = Timing::between("whole", &begun[0], &begun[begun.len() - 1]);
        Timings { format: 1, stages, whole, peak_bytes: peak_bytes() }
    }
}

impl Begun {
    fn new(stage: String, cancel: &Cancel) -> Self {
        Self { stage, at: Instant::now(), bytes: cancel.bytes(), rows: cancel.rows() }
    }
}

impl Timings {
    /// Writes them in the form of the answer that they stand beside.
    pub(super) fn render(&self, format: Format) -> String {
        match format {
            Format::Text => self.table(),
            Format::Json => json::pretty(self),
        }
    }

    fn table(&self) -> String {
        let headings = ["stage", "seconds", "share", "rows", "rows/s", "MB", "MB/s"].map(str::to_owned);
        let stages = self.stages.iter().chain([&self.whole]).map(|timing| timing.cells(&self.whole));
        let lines: Vec<[String; 7]> = [headings].into_iter().chain(stages).collect();
        let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or_default();
        let widths: [usize; 7] = std::array::from_fn(width);
        let mut text = String::new();
        for line in &lines {
            let [stage, figures @ ..] = line;
            let mut row = format!("{stage:<0$}", widths[0]);
            for (figure, width) in figures.iter().zip(&widths[1..]) {
                let _ = write!(row, "  {figure:>width$}");
            }
            text.push_str(row.trim_end());
            text.push('\n');
        }
        if let Some(peak) = self.peak_bytes {
            let _ = writeln!(text, "peak memory {} MiB", HumanCount(peak >> 20));
        }
        text
    }
}

impl Timing {
    fn between(stage: &str, begun: &Begun, ended: &Begun) -> Self {
        Self {
            stage: stage.to_owned(),
            microseconds: microseconds(ended.at.duration_since(begun.at)),
            rows: ended.rows - begun.rows,
            bytes: ended.bytes - begun.bytes,
        }
    }

    /// Writes what the stage took, of the whole; of one that reads nothing no figures of reading.
    fn cells(&self, whole: &Self) -> [String; 7] {
        let per_mille = of(self.microseconds, 1_000, whole.microseconds);
        let read = |figure: String| if self.bytes > 0 { figure } else { String::new() };
        let pace = |amount: u64| of(amount, 1_000_000, self.microseconds);
        [
            self.stage.clone(),
            format!("{}.{:03}", HumanCount(self.microseconds / 1_000_000), self.microseconds / 1_000 % 1_000),
            format!("{} %", tenths(per_mille)),
            read(HumanCount(self.rows).to_string()),
            read(HumanCount(pace(self.rows)).to_string()),
            read(tenths(self.bytes / 100_000)),
            read(tenths(pace(self.bytes) / 100_000)),
        ]
    }
}

fn microseconds(elapsed: Duration) -> u64 {
    u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX)
}

/// Returns `amount × times ÷ parts`; nothing where there are no parts.
fn of(amount: u64, times: u64, parts: u64) -> u64 {
    let product = u128::from(amount) * u128::from(times);
    u64::try_from(product.checked_div(parts.into()).unwrap_or_default()).unwrap_or(u64::MAX)
}

/// Writes tenths as a number with one decimal.
fn tenths(tenths: u64) -> String {
    format!("{}.{}", HumanCount(tenths / 10), tenths % 10)
}

/// Returns the most memory that this process ever held, as Linux tells it.
fn peak_bytes() -> Option<u64> {
    peak_of(&fs::read_to_string("/proc/self/status").ok()?)
}

fn peak_of(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim_end().parse().ok()?;
    kibibytes.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn timing(stage: &str, microseconds: u64, rows: u64, bytes: u64) -> Timing {
        Timing { stage: stage.to_owned(), microseconds, rows, bytes }
    }

    fn timings() -> Timings {
        Timings {
            format: 1,
            stages: vec![
                timing("reading the mapping", 12_345, 0, 0),
                timing("loading betalingen_2020", 41_250_000, 17_300_000, 2_100_450_000),
                timing("loading betaalkalender", 0, 0, 12_345),
                timing("proving fidelity", 1_234_987_654, 0, 0),
            ],
            whole: timing("whole", 1_276_249_999, 17_300_000, 2_100_462_345),
            peak_bytes: Some(1_300 << 20),
        }
    }

    #[test]
    fn a_table_has_figures_of_reading_where_a_stage_reads() {
        assert_snapshot!(timings().render(Format::Text), @r"
        stage                      seconds    share        rows   rows/s       MB  MB/s
        reading the mapping          0.012    0.0 %
        loading betalingen_2020     41.250    3.2 %  17,300,000  419,393  2,100.4  50.9
        loading betaalkalender       0.000    0.0 %           0        0      0.0   0.0
        proving fidelity         1,234.987   96.7 %
        whole                    1,276.249  100.0 %  17,300,000   13,555  2,100.4   1.6
        peak memory 1,300 MiB
        ");
    }

    #[test]
    fn another_program_gets_what_was_measured() {
        let timings = Timings { stages: Vec::new(), peak_bytes: None, ..timings() };
        assert_snapshot!(timings.render(Format::Json), @r#"
        {
          "format": 1,
          "stages": [],
          "whole": {
            "stage": "whole",
            "microseconds": 1276249999,
            "rows": 17300000,
            "bytes": 2100462345
          }
        }
        "#);
    }

    #[test]
    fn a_stage_ends_where_the_next_begins() {
        let cancel = Cancel::default();
        let watch = Watch::begin_with("one", &cancel);
        cancel.count(7);
        watch.begin(&"two");
        cancel.count(5);
        cancel.count_rows(3);
        let Timings { stages, whole, .. } = watch.stop();
        let read: Vec<_> = stages.iter().map(|timing| (timing.stage.as_str(), timing.rows, timing.bytes)).collect();
        assert_eq!(read, [("one", 0, 7), ("two", 3, 5)]);
        assert_eq!((whole.rows, whole.bytes), (3, 12));
    }

    #[test]
    fn peak_memory_is_read_where_the_system_tells_it() {
        let expected = [
            ("Name:\tx\nVmHWM:\t  123456 kB\nVmRSS:\t 1 kB\n", Some(123_456 * 1_024)),
            ("VmRSS:\t 1 kB\n", None),
            ("VmHWM:\t many kB\n", None),
            ("VmHWM:\t 12\n", None),
            ("", None),
        ];
        for (status, peak) in expected {
            assert_eq!(peak_of(status), peak, "{status:?}");
        }
    }
}
