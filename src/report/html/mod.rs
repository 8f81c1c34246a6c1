//! The auditor's report: one self-contained page in Dutch and English.
//!
//! It holds no script and refers to nothing outside itself. The language is switched by two radio buttons and the
//! style sheet; print shows Dutch. Without style sheet both languages show, and every figure is still there. What the
//! page says comes from [`Report`]; every value is escaped.

mod accounting;
mod classes;
mod continuity;
pub(super) mod customs;
mod delivery;
pub(super) mod drill;
pub mod frame;
mod identification;
mod parts;
mod payments;
mod places;
mod proofs;
mod statements;
pub mod trend;
mod verdicts;
pub(super) mod waivers;
pub(super) mod words;

use maud::{Markup, html};

use self::parts::Section;
use self::words::Both;
use super::model::Report;
use crate::reconcile::summary::{Summary, Verdict};

/// Renders the page.
#[must_use]
pub fn render(report: &Report) -> String {
    let summary = &report.summary;
    let sections = statements::beside(report, sections(report));
    let body = html! {
        input #dutch type="radio" name="language" checked;
        label for="dutch" lang="nl" { "Nederlands" }
        input #english type="radio" name="language";
        label for="english" lang="en" { "English" }
        div.page {
            (answer(report))
            (contents(&sections))
            main { @for section in &sections { (section) } }
            (closing(report))
        }
    };
    let title = format!("{}: overdracht {} {}", verdict(summary).0, summary.service, summary.cutover);
    frame::page("nl", &title, &[], &body)
}

/// Every section, in the order of the page.
fn sections(report: &Report) -> Vec<Section> {
    vec![
        proofs::section(report),
        verdicts::stopping(report),
        payments::failures(report),
        verdicts::listed(report),
        waivers::section(report),
        classes::section(report),
        customs::section(report),
        payments::notes(report),
        payments::not_planned(report),
        accounting::files(report),
        accounting::control_totals(report),
        accounting::partition_sums(report),
        accounting::breakdown(report),
        delivery::findings(report),
        delivery::filters(report),
        delivery::changes(report),
        drill::section(report),
        identification::section(report),
    ]
}

/// Names every section, in the order of the page.
#[cfg(test)]
pub(super) fn section_names(report: &Report) -> Vec<&'static str> {
    sections(report).iter().map(|section| section.id).collect()
}

/// The verdict, before anything else.
fn answer(report: &Report) -> Markup {
    let summary = &report.summary;
    let (service, cutover, (first, last)) = (&summary.service, &summary.cutover, &report.identification.window);
    let (class, mark, sentence) = match summary.verdict {
        Verdict::Proven => (
            "proven",
            "✓",
            Both(
                "Alle vijf bewijzen zijn geslaagd: iedere rechthebbende krijgt ten minste hetzelfde bedrag, op \
                 hetzelfde moment, op de eigen rekening.",
                "All five proofs passed: everyone who is entitled gets at least the same amount, at the same moment, \
                 in their account.",
            ),
        ),
        Verdict::NotProven => (
            "not-proven",
            "✗",
            Both(
                "Niet alle bewijzen zijn geslaagd. Deze overdracht mag niet worden vrijgegeven.",
                "Not every proof passed. This transfer may not be released.",
            ),
        ),
    };
    html! {
        header class={ "answer " (class) } {
            p.run {
                (Both(
                    format!("Overdracht uit {service} per {cutover}, betaaldatums {first} tot en met {last}"),
                    format!("Transfer out of {service} on {cutover}, payment dates {first} to {last}"),
                ))
            }
            h1 { span aria-hidden="true" { (mark) " " } (verdict(summary)) }
            p { (sentence) }
            (waivers::exception(report))
            (proofs::broken(&summary.proofs))
        }
    }
}

fn verdict(summary: &Summary) -> words::Words<'static> {
    match summary.verdict {
        Verdict::Proven => Both("Bewezen", "Proven"),
        Verdict::NotProven => Both("Niet bewezen", "Not proven"),
    }
}

fn contents(sections: &[Section]) -> Markup {
    html! {
        nav aria-labelledby="contents" {
            h2 #contents { (Both("Inhoud", "Contents")) }
            ol { @for section in sections { li { a href={ "#" (section.id) } { (section.title) } } } }
        }
    }
}

fn closing(report: &Report) -> Markup {
    html! {
        footer {
            p {
                (Both(
                    "Ontvangers zijn gemaskeerd: alleen de laatste drie cijfers van het bsn staan hier. Elke regel is \
                     terug te vinden in evidence.sqlite.",
                    "Recipients are masked: only the last three digits of the bsn stand here. Every line can be found \
                     in evidence.sqlite. Numbers are written the Dutch way: 1.052,32.",
                ))
            }
            p { "overdracht " (report.identification.version) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn the_page_needs_nothing_outside_itself() {
        let page = render(&fixture::failing());
        for forbidden in ["http://", "https://", "src=", "<script", "<link", "@import", "url("] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
    }

    #[test]
    fn a_delivered_value_stays_text() {
        let page = render(&fixture::failing());
        assert!(page.contains("&lt;script&gt;alert('PW')&lt;/script&gt;"));
    }

    #[test]
    fn every_entry_of_the_contents_leads_to_a_section() {
        let page = render(&fixture::failing());
        let targets: Vec<&str> = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(targets.len() > 14);
        for target in targets {
            assert_eq!(page.matches(&format!(" id=\"{target}\"")).count(), 1, "{target}");
        }
    }

    #[test]
    fn there_is_one_heading_of_the_first_level() {
        assert_eq!(render(&fixture::proven()).matches("<h1>").count(), 1);
    }

    #[test]
    fn a_failing_run_is_not_called_proven_anywhere_above_the_contents() {
        let page = render(&fixture::failing());
        let top = page.split("<nav").next().expect("a top").split("<body").nth(1).expect("a body");
        assert!(top.contains("Niet bewezen") && top.contains("Not proven"));
        assert!(!top.contains(">Bewezen<") && !top.contains(">Proven<") && !top.contains("✓"));
        for broken in ["#proof-completeness", "#proof-fidelity", "#proof-title", "#proof-continuity"] {
            assert!(top.contains(broken), "{broken}");
        }
        assert!(!top.contains("#proof-partition"));
    }

    #[test]
    fn what_was_not_run_shows_its_reason_and_no_mark_of_success() {
        let mut report = fixture::proven();
        for status in [
            &mut report.summary.proofs.completeness.status,
            &mut report.summary.proofs.partition.status,
            &mut report.summary.proofs.fidelity.status,
            &mut report.summary.proofs.title.status,
            &mut report.summary.proofs.continuity.status,
        ] {
            *status = crate::reconcile::summary::Status::NotRun { reason: "interrupted here".into() };
        }
        report.summary.verdict = Verdict::NotProven;
        let page = render(&report);
        assert!(page.contains("interrupted here"));
        assert!(!page.contains("status passed") && !page.contains("geslaagd</span>"));
    }

    #[test]
    fn a_list_that_was_cut_says_how_many_more_there_are() {
        let mut report = fixture::failing();
        report.note_count = 1_201;
        assert!(render(&report).contains("Nog 1.200 meer in evidence.sqlite."));
    }

    #[test]
    fn failures_of_one_case_take_one_line() {
        let mut report = fixture::failing();
        for line in report.failures.iter_mut().filter(|line| line.proof == "fidelity") {
            line.subject = "61913".into();
        }
        let page = render(&report);
        assert_eq!(page.matches("<td>61913</td>").count(), 1);
        assert!(page.contains("delivered, and not in the target (3×)"));
        assert!(page.contains("betalingen_2020.csv:100–102"));
    }

    #[test]
    fn a_verdict_stands_once_with_all_its_dates() {
        let mut report = fixture::failing();
        let mut next = report.stopping[0].clone();
        next.date = "2021-02-26".into();
        report.stopping.insert(1, next);
        assert!(render(&report).contains("2021-01-29<br>2021-02-26"));
    }

    #[test]
    fn no_element_has_two_classes_of_which_a_browser_would_drop_one() {
        for report in [fixture::proven(), fixture::failing()] {
            for tag in render(&report).split('<') {
                let tag = tag.split('>').next().expect("a tag");
                assert!(tag.matches(" class=").count() <= 1, "{tag}");
            }
        }
    }

    #[test]
    fn every_dutch_text_has_its_english() {
        let page = render(&fixture::failing());
        let body = page.split("<div class=\"page\">").nth(1).expect("a page");
        assert_eq!(body.matches("lang=\"nl\"").count(), body.matches("lang=\"en\"").count());
    }
}
