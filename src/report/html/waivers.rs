//! Waivers: what two people accepted, within which limits, and what each came to.

use maud::{Markup, html};

use super::parts::{self, Head, Section, count, fault, figure};
use super::places;
use super::words::{self, Both, Words};
use crate::reconcile::summary::WaiverCounts;
use crate::report::model::{Report, WaiverLine};

/// Renders the waivers in the order of their file.
pub(super) fn section(report: &Report) -> Section {
    let heads = [
        Head::Text("Waiver", "Waiver"),
        Head::Text("Uitkomst", "Outcome"),
        Head::Text("Dossier of ontvanger", "Case or recipient"),
        Head::Text("Afwijking", "Deviation"),
        Head::Text("Reden en besluit", "Reason and decision"),
        Head::Text("Gevraagd door", "Requested by"),
        Head::Text("Goedgekeurd door", "Approved by"),
        Head::Text("Van kracht", "In force"),
    ];
    let rows = html! { tbody { @for line in &report.waivers { (waiver(line)) } } };
    let body = html! {
        @if report.waivers.is_empty() {
            (parts::nothing(Both("Geen: er is niets vooraf geaccepteerd.", "None: nothing was accepted beforehand.")))
        } @else {
            (figures(report.summary.proofs.continuity.waivers))
            (parts::table(Both("Waivers en hun uitkomst", "Waivers and what they came to"), &heads, &rows))
        }
    };
    Section { id: "waivers", title: Both("Vooraf geaccepteerde afwijkingen", "Deviations accepted beforehand"), body }
}

/// Renders beside the verdict what it does not say: that deviations were accepted.
pub(super) fn exception(report: &Report) -> Markup {
    let waived = report.summary.proofs.continuity.verdicts.waived;
    let number = count(waived);
    html! {
        @if waived > 0 {
            p {
                a href="#waivers" {
                    (Both(
                        format!("Afwijkingen die twee personen vooraf accepteerden: {number}."),
                        format!("Deviations that two people accepted beforehand: {number}."),
                    ))
                }
            }
        }
    }
}

fn figures(counts: WaiverCounts) -> Markup {
    html! {
        dl {
            (figure(state("used"), count(counts.used)))
            (fault(state("expired"), counts.expired))
            (fault(state("unused"), counts.unused))
            (fault(state("exceeded"), counts.exceeded))
            (fault(state("self_approved"), counts.self_approved))
        }
    }
}

fn waiver(line: &WaiverLine) -> Markup {
    let is_used = line.state == "used";
    html! {
        tr.bad[!is_used] {
            th scope="row" { (line.id) br; (places::render([line.place.as_str()])) }
            td { (parts::cross(!is_used)) (state(&line.state)) br; small { (covers(line.lines)) } }
            td { (line.whose) }
            td { (words::verdict(&line.verdict)) ", " (line.months) br; small { (at_most(line)) } }
            td { (line.reason) br; small { (line.decision) } }
            td { (line.requested_by) }
            td { (line.approved_by) }
            td.whole { (line.approved_on) br; (line.expires_on) }
        }
    }
}

fn covers(lines: u64) -> Both<String, String> {
    let number = count(lines);
    Both(format!("oordelen: {number}"), format!("verdicts: {number}"))
}

fn at_most(line: &WaiverLine) -> Both<String, String> {
    let cents = line.at_most_cents.map(|cents| parts::money(i128::from(cents)));
    let told = |at_most: &str, [day, days]: [&str; 2]| {
        let days = line.at_most_days.map(|number| format!("{number} {}", if number == 1 { day } else { days }));
        let limits: Vec<String> = cents.clone().into_iter().chain(days).collect();
        format!("{at_most} {}", limits.join(", "))
    };
    Both(told("ten hoogste", ["dag", "dagen"]), told("at most", ["day", "days"]))
}

/// Returns what a waiver came to, in words.
pub(in crate::report) fn state(name: &str) -> Words<'_> {
    match name {
        "used" => Both("gebruikt", "used"),
        "expired" => Both("niet van kracht", "not in force"),
        "unused" => Both("niet gebruikt", "not used"),
        "exceeded" => Both("overschreden", "exceeded"),
        "self_approved" => Both("door één persoon gevraagd en goedgekeurd", "requested and approved by one person"),
        other => Both(other, other),
    }
}

#[cfg(test)]
mod tests {
    use maud::Render;

    use super::*;
    use crate::report::fixture;

    #[test]
    fn each_waiver_stands_with_its_limits_and_what_it_came_to() {
        let page = section(&fixture::failing()).body.into_string();
        let told = [
            "<th scope=\"row\">W-1<br>",
            "waivers.csv:2",
            "ten hoogste €\u{a0}12,00",
            "at most 1 day<",
            "2021-01..2021-03",
            "income &lt;b&gt;since&lt;/b&gt; December",
            "Z-2020-118",
            "******913",
        ];
        for text in told {
            assert!(page.contains(text), "{text} in {page}");
        }
        assert_eq!(page.matches("<tr class=\"bad\">").count(), 1, "the one that is not used");
    }

    #[test]
    fn a_run_without_waivers_says_so() {
        assert!(section(&fixture::proven()).body.into_string().contains("nothing was accepted beforehand"));
    }

    #[test]
    fn what_was_accepted_is_said_with_the_verdict() {
        let mut report = fixture::proven();
        assert!(exception(&report).into_string().is_empty());
        report.summary.proofs.continuity.verdicts.waived = 6;
        let page = crate::report::html::render(&report);
        let top = page.split("<nav").next().expect("a top");
        assert!(top.contains("Deviations that two people accepted beforehand: 6."), "{top}");
    }

    #[test]
    fn every_state_has_its_words() {
        for name in ["used", "expired", "unused", "exceeded", "self_approved"] {
            assert!(!state(name).render().into_string().contains('_'), "{name}");
            assert_ne!(state(name).0, state(name).1);
        }
    }
}
