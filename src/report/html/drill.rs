//! The drill: every known fault that was put into a copy, and whether the proof caught it.

use maud::{Markup, html};

use super::parts::{self, Head, Section, count};
use super::words::{self, Both, Words};
use crate::report::model::{DrillFigures, DrillLine, Report};

const WAYS: &[(&str, &str, &str)] = &[
    ("payments", "geplande betalingen", "planned payments"),
    ("rows", "rijen waaruit wordt gepland", "rows that are planned from"),
    ("delivery", "geleverde bestanden", "delivered files"),
];

const ANSWERS: &[(&str, &str, &str)] = &[
    ("not_a_banking_day", "geen bankwerkdag", "no banking day"),
    ("reserve_short", "reserve te laag", "reserve too low"),
    ("no_title", "geen titel", "no title"),
    ("no_obligation", "verplichting ontbreekt", "obligation missing"),
    ("in_two_targets", "in twee doelen", "in two targets"),
    ("changed_records", "records gewijzigd", "records changed"),
    ("changed_payments", "betaalhistorie gewijzigd", "paid history changed"),
    ("totals", "geweigerd: controletotaal", "refused: control total"),
    ("sums", "geweigerd: optelling", "refused: sums"),
    ("totals_line", "geweigerd: totaalregel", "refused: totals line"),
    ("cut_off", "geweigerd: afgebroken", "refused: cut off"),
    ("encoding", "geweigerd: tekenset", "refused: encoding"),
    ("amount", "geweigerd: bedrag", "refused: amount"),
    ("heading", "geweigerd: kolomkop", "refused: heading"),
    ("twice", "geweigerd: dubbel", "refused: twice"),
    ("unchanged", "ongewijzigd", "unchanged"),
];

const REASONS: &[(&str, &str)] = &[
    (
        "the delivery is not at hand: name it with --delivery",
        "de levering is niet bij de hand: noem haar met --delivery",
    ),
    ("nothing to inject into", "er is niets waarin deze fout kan worden gestopt"),
    (
        "cannot be seen by a comparison of what was delivered with what is planned",
        "is niet te zien aan een vergelijking van wat is geleverd met wat is gepland",
    ),
];

/// Renders what a drill of the run found, or that none was held.
pub(super) fn section(report: &Report) -> Section {
    let body = match &report.drill {
        None => parts::nothing(Both(
            "Niet beproefd: overdracht drill stopt bekende fouten in kopieën en laat zien of het bewijs ze vindt.",
            "Not drilled: overdracht drill puts known faults into copies and shows whether the proof catches them.",
        )),
        Some(drill) => figures(drill),
    };
    Section { id: "drill", title: Both("Proef op het bewijs", "Drill of the proof"), body }
}

fn figures(drill: &DrillFigures) -> Markup {
    let heads = [
        Head::Number("Nr.", "No."),
        Head::Text("Fout", "Fault"),
        Head::Text("Waarin", "Where"),
        Head::Text("Te vinden als", "To be caught as"),
        Head::Number("Ingebracht", "Injected"),
        Head::Number("Gevonden", "Caught"),
        Head::Number("Gemist", "Missed"),
    ];
    let rows = html! { tbody { @for line in &drill.lines { (row(line)) } } };
    html! {
        dl {
            (parts::figure(Both("Ingebracht", "Injected"), count(drill.injected)))
            (parts::figure(Both("Gevonden", "Caught"), count(drill.caught)))
            (parts::fault(Both("Gemist", "Missed"), drill.missed))
            (parts::fault(Both("Vals alarm", "False alarms"), drill.false_alarms))
            (parts::figure(Both("Startgetal", "Seed"), drill.seed.to_string()))
            (parts::figure(Both("Keer per fout", "Times each"), count(drill.times)))
        }
        (parts::table(Both("Bekende fouten en wat ze vond", "Known faults and what caught them"), &heads, &rows))
    }
}

fn row(line: &DrillLine) -> Markup {
    html! {
        tr {
            td.number { (line.number) }
            th scope="row" { (Both(line.dutch.as_str(), line.english.as_str())) }
            td { @if let Some(way) = &line.way { (place(way)) } }
            @if let Some(reason) = &line.not_injected {
                td colspan="4" { (reason_of(reason)) }
            } @else {
                td {
                    @for (place, answer) in line.caught_by.iter().enumerate() {
                        @if place > 0 { ", " }
                        (named(ANSWERS, answer))
                    }
                }
                td.number { (count(line.injected)) }
                td.number { (count(line.caught)) }
                td.number.bad[line.missed > 0] { (parts::cross(line.missed > 0)) (count(line.missed)) }
            }
        }
    }
}

/// Returns where a fault was put, in words.
pub(in crate::report) fn place(way: &str) -> Words<'_> {
    named(WAYS, way)
}

/// Returns what must catch a fault, in words.
pub(in crate::report) fn answer(name: &str) -> Words<'_> {
    named(ANSWERS, name)
}

/// Returns the words of a table for a name; a verdict has its own, and a code is its own name.
fn named<'a>(table: &'static [(&str, &str, &str)], name: &'a str) -> Words<'a> {
    let found = table.iter().find(|(known, _, _)| *known == name);
    found.map_or_else(|| words::verdict(name), |(_, dutch, english)| Both(*dutch, *english))
}

/// Returns why a fault was not injected, in words.
pub(in crate::report) fn reason_of(reason: &str) -> Words<'_> {
    let found = REASONS.iter().find(|(known, _)| *known == reason);
    Both(found.map_or(reason, |(_, dutch)| *dutch), reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn line(missed: u64, not_injected: Option<&str>) -> DrillLine {
        DrillLine {
            number: 7,
            dutch: "één cent minder".into(),
            english: "one cent less".into(),
            way: Some("rows".into()),
            caught_by: vec!["lower".into(), "sums".into(), "OV0211".into()],
            injected: 5,
            caught: 5 - missed,
            missed,
            not_injected: not_injected.map(str::to_owned),
        }
    }

    fn shown(lines: Vec<DrillLine>, missed: u64) -> String {
        let mut report = fixture::proven();
        let (caught, injected) = (5 - missed, 5);
        report.drill = Some(DrillFigures { injected, caught, missed, false_alarms: 0, seed: 1, times: 5, lines });
        section(&report).body.into_string()
    }

    #[test]
    fn a_run_that_was_not_drilled_says_so() {
        assert!(section(&fixture::proven()).body.into_string().contains("Not drilled"));
    }

    #[test]
    fn what_was_missed_is_marked_and_what_was_not_injected_says_why() {
        let good = shown(vec![line(0, None)], 0);
        assert!(good.contains("refused: sums") && good.contains("OV0211") && !good.contains("✗"));
        assert!(shown(vec![line(2, None)], 2).contains("✗ </span>2"));
        assert!(shown(vec![line(0, Some("nothing to inject into"))], 0).contains("er is niets waarin"));
    }
}
