//! The bench: how fast a whole run is and how much memory it takes, against what else moves the same data.
//!
//! `cargo bench` measures everything but what needs 25 GB of disk, `cargo bench -- xlsx check` only what is named. Every
//! command is a process of its own, the compared ones take turns, and a comparison whose totals differ ends the bench.

#![expect(clippy::float_arithmetic, reason = "ratios and exponents of times: no amount is near")]

mod by_hand;
mod deliveries;
mod machine;
mod measure;
mod sheet;
mod table;
mod works;

use std::env;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};

use deliveries::Bench;
use table::Table;

/// Measures whole runs in time and memory.
#[derive(Debug, Parser)]
#[command(bin_name = "cargo bench --")]
struct Arguments {
    /// What to measure [default: everything but `largest`]
    #[arg(value_enum)]
    works: Vec<Work>,
    /// How often each is measured
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// The households of a whole country; fewer for a try
    #[arg(long, value_name = "N", default_value_t = deliveries::COUNTRY, value_parser = clap::value_parser!(u32).range(800..))]
    households: u32,
    /// Measure `largest` too, which needs 25 GB of disk
    #[arg(long)]
    all: bool,
    /// Fail where a goal is missed
    #[arg(long)]
    strict: bool,
    /// What cargo adds of its own
    #[arg(long, hide = true)]
    bench: bool,
}

impl Arguments {
    fn asks_for(&self, work: Work) -> bool {
        match work {
            Work::Largest => self.all || self.works.contains(&work),
            _ => self.works.is_empty() || self.works.contains(&work),
        }
    }
}

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Work {
    /// A whole country against sqlite3's import of the same files, and against SQL by hand that moves and reconciles it
    Run,
    /// How time grows with households
    Growth,
    /// How memory grows with payments of the same households
    Payments,
    /// A whole country of which every case moves
    Everybody,
    /// A small delivery, from process start to exit
    Fixture,
    /// The shipped mappings, without any data
    Check,
    /// A workbook against calamine reading its largest sheet alone
    Xlsx,
    /// A whole country with ten years of payments
    Largest,
}

impl Work {
    fn measure(self, bench: &Bench, table: &mut Table) {
        match self {
            Self::Run => works::run(bench, table),
            Self::Growth => works::growth(bench, table),
            Self::Payments => works::payments(bench, table),
            Self::Everybody => works::everybody(bench, table),
            Self::Fixture => works::fixture(bench, table),
            Self::Check => works::check(bench, table),
            Self::Xlsx => works::xlsx(bench, table),
            Self::Largest => works::largest(bench, table),
        }
    }
}

fn main() -> ExitCode {
    let mut arguments = env::args_os().skip(1);
    match arguments.next().and_then(|first| first.into_string().ok()).as_deref() {
        Some(measure::WATCH) => measure::watch(arguments),
        Some(sheet::READ) => sheet::read(arguments),
        _ => bench(&Arguments::parse()),
    }
}

fn bench(arguments: &Arguments) -> ExitCode {
    let bench = Bench::new(arguments.rounds, arguments.households);
    let mut table = Table::default();
    for work in Work::value_variants() {
        if arguments.asks_for(*work) {
            work.measure(&bench, &mut table);
        }
    }
    if bench.households != deliveries::COUNTRY {
        table.note(format!(
            "A try with {} households: the goals are meant for {}.",
            bench.households,
            deliveries::COUNTRY
        ));
    }
    let text = table.keep(&bench.root, &machine::describe());
    io::stdout().write_all(text.as_bytes()).expect("stdout");
    if arguments.strict && !table.all_met() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
