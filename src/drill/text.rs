//! A drill on the terminal: what was missed first, then every fault in a line.

use std::fmt::Write as _;

use super::fault::Way;
use super::model::{Drill, FaultRow};

/// Renders it as text.
#[must_use]
pub fn render(drill: &Drill) -> String {
    let Drill { injected, caught, missed, false_alarms, seed, times, .. } = drill;
    let verdict = if drill.holds() { "ALL CAUGHT" } else { "NOT ALL CAUGHT" };
    let mut text = format!(
        "{verdict}: faults injected {injected}, caught {caught}, missed {missed}, false alarms {false_alarms} \
         (seed {seed}, times {times})\n"
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
    let _ = writeln!(text, "\n{:>4}  {:<48}  {:<8}  injected  caught  missed  by", "no", "fault", "way");
    for row in done {
        let by: Vec<String> = row.by.iter().map(|(name, count)| format!("{name} {count}")).collect();
        let FaultRow { number, fault, injected, caught, missed, .. } = row;
        let (way, by) = (row.way.map_or("", Way::name), by.join(", "));
        let line = format!("{number:>4}  {fault:<48}  {way:<8}  {injected:>8}  {caught:>6}  {missed:>6}  {by}");
        let _ = writeln!(text, "{}", line.trim_end());
    }
    if !left.is_empty() {
        text.push_str("\nNot injected:\n");
    }
    for row in left {
        let reason = row.not_injected.as_deref().unwrap_or_default();
        let way = row.way.map_or(String::new(), |way| format!(" ({})", way.name()));
        let _ = writeln!(text, "{:>4}  {}{way}: {reason}", row.number, row.fault);
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::drill::model::MissedInjection;

    fn row(number: u8, way: Option<Way>, missed: u64, reason: Option<&str>) -> FaultRow {
        let injected = if reason.is_some() { 0 } else { 2 };
        FaultRow {
            number,
            fault: "one cent less".into(),
            fout: "één cent minder".into(),
            way,
            caught_by: vec!["lower".into()],
            injected,
            caught: injected - missed,
            missed,
            by: BTreeMap::from([("lower".to_owned(), injected - missed)]),
            not_injected: reason.map(str::to_owned),
        }
    }

    #[test]
    fn what_was_missed_comes_first_and_what_was_not_injected_last() {
        let drill = Drill {
            injected: 4,
            caught: 3,
            missed: 1,
            false_alarms: 1,
            seed: 7,
            times: 2,
            overdracht: String::new(),
            evidence_sha256: String::new(),
            with_delivery: false,
            faults: vec![
                row(7, Some(Way::Payments), 1, None),
                row(7, Some(Way::Rows), 0, None),
                row(7, Some(Way::Delivery), 0, Some("nothing to inject into")),
                row(49, None, 0, Some("cannot be seen")),
            ],
            missed_injections: vec![MissedInjection {
                number: 7,
                fault: "one cent less".into(),
                way: Way::Payments,
                subjects: vec!["100000".into()],
                change: "€ 2,00 becomes € 1,99".into(),
            }],
            alarms: vec!["lower on 2021-01-29".into()],
        };
        let expected = "\
NOT ALL CAUGHT: faults injected 4, caught 3, missed 1, false alarms 1 (seed 7, times 2)
  false alarm: lower on 2021-01-29
  missed: 7 one cent less (payments), 100000: € 2,00 becomes € 1,99

  no  fault                                             way       injected  caught  missed  by
   7  one cent less                                     payments         2       1       1  lower 1
   7  one cent less                                     rows             2       2       0  lower 2

Not injected:
   7  one cent less (delivery): nothing to inject into
  49  one cent less: cannot be seen
";
        assert_eq!(render(&drill), expected);
    }
}
