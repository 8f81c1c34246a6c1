//! What explains the promised dates, and who is paid by another rule than most.

use maud::{Markup, html};

use super::parts::{self, Head, Section, count};
use super::places;
use super::words::Both;
use crate::report::customs::{CustomLine, Customs};
use crate::report::model::Report;

/// Renders the rules, and the accounts that follow another than most.
pub(super) fn section(report: &Report) -> Section {
    let customs = &report.customs;
    let body = html! {
        @if customs.rules.is_empty() {
            (parts::nothing(Both("Niemand is iets toegezegd.", "Nobody is promised anything.")))
        } @else {
            (rules(customs))
        }
        @if !customs.others.is_empty() {
            h3 { (Both("Anders dan gebruikelijk", "Other than usual")) }
            (others(&customs.others))
        }
        (parts::rest(customs.others.len(), customs.other_count))
    };
    Section { id: "customs", title: Both("Waar de betaaldatums op rusten", "What the payment dates rest on"), body }
}

fn rules(customs: &Customs) -> Markup {
    let heads = [Head::Text("Regel", "Rule"), Head::Number("Rekeningen", "Accounts")];
    let rows = html! {
        tbody {
            @for line in &customs.rules {
                tr {
                    th scope="row" {
                        (rule(&line.reason))
                        @if customs.usual.as_ref() == Some(&line.reason) { (Both(" (gebruikelijk)", " (usual)")) }
                    }
                    td.number { (count(line.count)) }
                }
            }
        }
    };
    parts::table(
        Both("Regels, en hoeveel rekeningen ze volgen", "Rules, and how many accounts follow them"),
        &heads,
        &rows,
    )
}

fn others(lines: &[CustomLine]) -> Markup {
    let heads = [
        Head::Text("Regel", "Rule"),
        Head::Text("Dossier", "Case"),
        Head::Text("Ontvanger", "Recipient"),
        Head::Text("Rekening", "Account"),
        Head::Number("Betalingen", "Payments"),
        Head::Text("Van en tot en met", "From and up to"),
        Head::Text("Geleverd in", "Delivered in"),
    ];
    let rows = html! {
        tbody {
            @for line in lines {
                tr {
                    th scope="row" { (rule(&line.rule)) }
                    td { (line.case) }
                    td { (line.recipient) }
                    td { (line.account) }
                    td.number { (count(line.payments)) }
                    td { (line.dates.0) " – " (line.dates.1) }
                    td { (places::render(line.places.iter().map(String::as_str))) }
                }
            }
        }
    };
    let caption =
        Both("Rekeningen die een andere regel volgen dan de meeste", "Accounts that follow another rule than most");
    parts::table(caption, &heads, &rows)
}

/// Says a rule in both languages.
fn rule(rule: &str) -> Markup {
    html! { (Both(dutch(rule), rule.to_owned())) }
}

/// The parts of rules, in Dutch; numbers stay as they are.
const DUTCH: [(&str, &str); 11] = [
    ("the delivered calendar", "de geleverde betaalkalender"),
    ("every week", "elke week"),
    ("every 4 weeks", "elke 4 weken"),
    ("the last banking day", "de laatste bankwerkdag"),
    ("banking day ", "bankwerkdag "),
    (" from the end", " vanaf het einde"),
    ("day ", "dag "),
    (" or the banking day before", " of de bankwerkdag ervoor"),
    (" or the banking day after", " of de bankwerkdag erna"),
    (" of the next month", " van de volgende maand"),
    (" of the month", " van de maand"),
];

/// Says a rule in Dutch, part by part from its beginning.
pub(in crate::report) fn dutch(rule: &str) -> String {
    let (mut said, mut rest) = (String::new(), rule);
    while let Some(first) = rest.chars().next() {
        let known = DUTCH.iter().find_map(|(english, dutch)| Some((*dutch, rest.strip_prefix(english)?)));
        (said, rest) = match known {
            Some((dutch, after)) => (said + dutch, after),
            None => (said + &rest[..first.len_utf8()], &rest[first.len_utf8()..]),
        };
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_rule_has_its_dutch() {
        let table = [
            ("the last banking day of the month", "de laatste bankwerkdag van de maand"),
            ("banking day 3 from the end of the month", "bankwerkdag 3 vanaf het einde van de maand"),
            (
                "day 10 or the banking day before of the next month",
                "dag 10 of de bankwerkdag ervoor van de volgende maand",
            ),
            ("day 1 or the banking day after of the month -1", "dag 1 of de bankwerkdag erna van de maand -1"),
            ("every week", "elke week"),
            ("every 4 weeks", "elke 4 weken"),
            ("the delivered calendar", "de geleverde betaalkalender"),
        ];
        for (english, expected) in table {
            assert_eq!(dutch(english), expected);
        }
    }
}
