//! The statements that give a section's figures again, folded away under it.

use maud::{Markup, html};

use super::parts::Section;
use super::words::Both;
use crate::report::model::Report;
use crate::report::statements::{SHELL, Statement};

/// Adds to every section the statements that give its figures.
pub(super) fn beside(report: &Report, mut sections: Vec<Section>) -> Vec<Section> {
    for section in &mut sections {
        section.body = html! { (section.body) (of(report, section.id)) };
    }
    sections
}

/// Renders the statements of a section, or of one proof in it; nothing where there are none.
pub(super) fn of(report: &Report, section: &str) -> Markup {
    let statements: Vec<&Statement> =
        report.statements.iter().filter(|statement| statement.section == section).collect();
    html! {
        @if !statements.is_empty() {
            details.sql {
                summary { (Both("Dit zelf natellen met SQL", "Count this yourself with SQL")) }
                p {
                    (Both("In de map van deze run: ", "In the folder of this run: "))
                    code { (SHELL) }
                }
                @for statement in statements {
                    p { (Both(&statement.dutch, &statement.english)) }
                    pre tabindex="0" { code { (statement.script()) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;
    use crate::report::html::render;
    use crate::report::statements::Gives;

    fn statement(section: &'static str) -> Statement {
        Statement {
            section,
            figure: "/proofs/title",
            dutch: "Dossiers zonder titel".into(),
            english: "Cases without title".into(),
            gives: Gives::Members,
            attached: vec!["oude-ijsselstreek".into()],
            sql: "SELECT count(*) FROM doel1.opdracht_zonder_titel WHERE cent < 0;".into(),
        }
    }

    #[test]
    fn a_statement_is_folded_away_under_the_figures_that_it_gives() {
        for (section, before, after) in [
            ("proof-title", "id=\"proof-title\"", "id=\"proof-continuity\""),
            ("notes", "id=\"notes\"", "id=\"not-planned\""),
        ] {
            let mut report = fixture::proven();
            assert!(!render(&report).contains("<details"));
            report.statements = vec![statement(section)];
            let page = render(&report);
            let part = page.split(before).nth(1).and_then(|rest| rest.split(after).next()).expect("the section");
            assert!(part.contains("<details class=\"sql\"><summary>"), "{section}");
            assert!(part.contains("ATTACH 'targets/oude-ijsselstreek.sqlite' AS doel1;\nSELECT"), "{section}");
            assert!(part.contains("cent &lt; 0;"), "{section}");
        }
    }
}
