//! A drill on the terminal: what was missed first, then every fault in a line.

use std::fmt::Write as _;

use super::model::{Drill, FaultRow};

/// Renders it as text.
#[must_use]
pub fn render(drill: &Drill) -> String {
    let mut text = format!(
        "{}: {} faults injected, {} caught, {} missed, {} false alarms (seed {}, {} times each)\n",
        if drill.holds() { "caught" } else { "NOT CAUGHT" },
        drill.injected,
        drill.caught,
        drill.missed,
        drill.false_alarms,
        drill.seed,
        drill.times
    );
    for alarm in &drill.alarms {
        let _ = writeln!(text, "  false alarm: {alarm}");
    }
    for missed in &drill.missed_injections {
        let subjects = missed.subjects.join(" ");
        let (number, fault, way) = (missed.number, &missed.fault, missed.way.name());
        let _ = writeln!(text, "  missed: {number} {fault} ({way}), {subjects}: {}", missed.change);
    }
    let (done, left): (Vec<&FaultRow>, Vec<&FaultRow>) =
        drill.faults.iter().partition(|row| row.not_injected.is_none());
    let _ = writeln!(text, "\n  no  fault                                             way       injected caught  by");
    for row in done {
        let by: Vec<String> = row.by.iter().map(|(name, count)| format!("{name} {count}")).collect();
        let way = row.way.map_or("", super::fault::Way::name);
        let (number, fault, injected, caught) = (row.number, &row.fault, row.injected, row.caught);
        let _ = writeln!(text, "  {number:2}  {fault:<48}  {way:<8}  {injected:>8} {caught:>6}  {}", by.join(", "));
    }
    if !left.is_empty() {
        text.push_str("\nNot injected:\n");
    }
    for row in left {
        let reason = row.not_injected.as_deref().unwrap_or_default();
        let way = row.way.map_or(String::new(), |way| format!(" ({})", way.name()));
        let _ = writeln!(text, "  {:2}  {}{way}: {reason}", row.number, row.fault);
    }
    text
}
