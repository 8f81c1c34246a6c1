//! The works that are measured, each with its goals.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::deliveries::{self, Bench, files, program};
use crate::measure::{Cost, Task, in_turns};
use crate::table::{Table, exponent, peak_ratio, ratio, spread};
use crate::{by_hand, sheet};

/// The months of payments that a delivery brings.
const MONTHS: u32 = 30;

/// How often what takes milliseconds is measured in each round.
const SHORT: u32 = 10;

/// The households whose payments fill 300,000 rows of a workbook, for those of a whole country.
const WORKBOOK: (u32, u32) = (23, 400);

/// Runs a mapping over a delivery into a new folder.
fn run_into(out: &Path, mapping: &Path, delivery: &Path) -> Cost {
    program().args(["run", "--quiet"]).arg(mapping).arg(delivery).arg("--out").arg(out).measure().0
}

fn run_once(bench: &Bench, mapping: &Path, delivery: &Path) -> Cost {
    let scratch = bench.scratch();
    let cost = run_into(&scratch.join("run"), mapping, delivery);
    bench.scratch();
    cost
}

/// A whole country, against the import of the same files and against SQL by hand.
pub(crate) fn run(bench: &Bench, table: &mut Table) {
    let delivery = bench.delivery("laborijn", bench.households, MONTHS);
    let mapping = deliveries::mapping("laborijn");
    let what = format!("{} households, {MONTHS} months", bench.households);
    if let Some(program) = by_hand::missing() {
        table.note(format!("Against SQL by hand: not measured, no {program} here."));
        let mut ours = || run_once(bench, &mapping, &delivery);
        let [ours] = in_turns("run", bench.rounds, [&mut ours]);
        table.add(format!("run: {what}"), &ours);
        table.peak_goal("peak memory of that run", &ours, 512);
        return;
    }
    let kept = bench.root.join("summary");
    let mut ours = || {
        let out = bench.scratch().join("run");
        let cost = run_into(&out, &mapping, &delivery);
        fs::create_dir_all(&kept).expect("a folder");
        fs::copy(out.join("summary.json"), kept.join("summary.json")).expect("a summary");
        cost
    };
    let mut import = || by_hand::import(&delivery, &bench.scratch());
    let mut whole = || {
        let (cost, totals) = by_hand::whole(&delivery, &bench.scratch());
        by_hand::hold_against(&totals, &kept);
        cost
    };
    let [ours, import, whole] = in_turns("run, import, by hand", bench.rounds, [&mut ours, &mut import, &mut whole]);
    bench.scratch();
    table.add(format!("run: {what}"), &ours);
    table.add("the same files: `sqlite3 .import`", &import);
    table.add("the same files: import, mapping and reconciliation in SQL", &whole);
    table.goal("run against import", ratio(&ours, &import), 1.0, "");
    table.goal("run against import, mapping and reconciliation in SQL", ratio(&ours, &whole), 0.3, "");
    table.peak_goal("peak memory of that run", &ours, 512);
}

/// The same with an eighth, a quarter and half of the households.
pub(crate) fn growth(bench: &Bench, table: &mut Table) {
    let sizes = [8, 4, 2, 1].map(|part| bench.households / part);
    let deliveries = sizes.map(|size| bench.delivery("laborijn", size, MONTHS));
    let mapping = deliveries::mapping("laborijn");
    let [one, two, three, four] = &deliveries;
    let costs = in_turns(
        "growth",
        bench.rounds,
        [
            &mut || run_once(bench, &mapping, one),
            &mut || run_once(bench, &mapping, two),
            &mut || run_once(bench, &mapping, three),
            &mut || run_once(bench, &mapping, four),
        ],
    );
    let mut points = Vec::new();
    for (size, costs) in sizes.into_iter().zip(&costs) {
        table.add(format!("growth: {size} households, {MONTHS} months"), costs);
        points.push((f64::from(size), spread(costs.iter().map(|cost| cost.wall)).median.as_secs_f64()));
    }
    table.goal("time grows with households to the power", exponent(&points), 1.05, "");
}

/// The same households with more and more payments.
pub(crate) fn payments(bench: &Bench, table: &mut Table) {
    let households = bench.households / 8;
    let months = [12, 30, 60];
    let deliveries = months.map(|months| bench.delivery("laborijn", households, months));
    let mapping = deliveries::mapping("laborijn");
    let [one, two, three] = &deliveries;
    let costs = in_turns(
        "payments",
        bench.rounds.min(3),
        [&mut || run_once(bench, &mapping, one), &mut || run_once(bench, &mapping, two), &mut || {
            run_once(bench, &mapping, three)
        }],
    );
    for (months, costs) in months.into_iter().zip(&costs) {
        table.add(format!("payments: {households} households, {months} months"), costs);
    }
    // Thirteen months of each account are held, so that twelve are no measure.
    if let Some(ratio) = peak_ratio(&costs[2], &costs[1]) {
        table.goal("peak memory with twice the payments, 60 months against 30", ratio, 1.1, "");
    }
}

/// A whole country of which nobody stays behind.
pub(crate) fn everybody(bench: &Bench, table: &mut Table) {
    let delivery = bench.delivery("laborijn", bench.households, MONTHS);
    let mapping = bench.mapping_of_everybody();
    let [costs] = in_turns("everybody", bench.rounds.min(3), [&mut || run_once(bench, &mapping, &delivery)]);
    table.add(format!("everybody: {} households move, {MONTHS} months", bench.households), &costs);
}

/// A whole country with ten years of payments.
pub(crate) fn largest(bench: &Bench, table: &mut Table) {
    let delivery = bench.delivery("laborijn", bench.households, 120);
    let mapping = deliveries::mapping("laborijn");
    let [costs] = in_turns("largest", 1, [&mut || run_once(bench, &mapping, &delivery)]);
    table.add(format!("largest: {} households, 120 months", bench.households), &costs);
    fs::remove_dir_all(&delivery).expect("the largest delivery goes");
}

/// Laborijn's fixture, from process start to exit.
pub(crate) fn fixture(bench: &Bench, table: &mut Table) {
    let (mapping, delivery) = (deliveries::mapping("laborijn"), deliveries::fixture("laborijn"));
    let [costs] = in_turns("fixture", bench.rounds * SHORT, [&mut || run_once(bench, &mapping, &delivery)]);
    table.add("fixture: the shipped delivery of Laborijn", &costs);
    table.goal("fixture, from start to exit", milliseconds(&costs), 100.0, " ms");
}

/// Every shipped mapping, without any data.
pub(crate) fn check(bench: &Bench, table: &mut Table) {
    let size = |mapping: &PathBuf| fs::metadata(mapping.join("mapping.toml")).expect("a mapping").len();
    let mappings = deliveries::mappings();
    let largest = mappings.iter().max_by_key(|mapping| size(mapping)).cloned();
    for mapping in mappings {
        let name = mapping.file_name().expect("a name").display().to_string();
        let task = program().arg("check").arg(&mapping);
        let [costs] = in_turns(&format!("check {name}"), bench.rounds * SHORT, [&mut || task.measure().0]);
        table.add(format!("check: {name}"), &costs);
        if largest.as_ref() == Some(&mapping) {
            table.goal(format!("check of the largest mapping, {name}"), milliseconds(&costs), 20.0, " ms");
        }
    }
}

/// A workbook, against calamine reading its largest sheet alone: as a whole, as it is mostly used, and cell by cell.
pub(crate) fn xlsx(bench: &Bench, table: &mut Table) {
    let households = bench.households.saturating_mul(WORKBOOK.0).div_ceil(WORKBOOK.1);
    let delivery = bench.delivery("het-plein", households, 12);
    let mapping = deliveries::mapping("het-plein");
    let book = files(&delivery).remove(0);
    let own = env::current_exe().expect("this program");
    let read = |how: &str| {
        let (cost, cells) = Task::new(&own).arg(sheet::READ).arg(&book).args(["Betalingen", how]).measure();
        assert_ne!(cells.trim(), "0", "the sheet holds something");
        cost
    };
    let [ours, whole, by_cell] = in_turns(
        "xlsx, the sheet as a whole, cell by cell",
        bench.rounds,
        [&mut || run_once(bench, &mapping, &delivery), &mut || read(sheet::WHOLE), &mut || read(sheet::BY_CELL)],
    );
    table.add(format!("xlsx: run of Het Plein, {households} households, 14 sheets"), &ours);
    table.add("its sheet of payments alone: calamine, `worksheet_range`", &whole);
    table.add("its sheet of payments alone: calamine, cell by cell, kept nowhere", &by_cell);
    table.goal("run of a workbook against calamine reading the sheet", ratio(&ours, &whole), 1.5, "");
    if let Some(ratio) = peak_ratio(&ours, &whole) {
        table.goal("its peak memory against calamine's", ratio, 2.0, "");
    }
}

fn milliseconds(costs: &[Cost]) -> f64 {
    spread(costs.iter().map(|cost| cost.wall)).median.as_secs_f64() * 1000.0
}
