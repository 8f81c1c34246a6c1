//! What the delivered payments are to the promise.

use maud::html;

use super::parts::{self, Head, Section, count, cross, money};
use super::words::{self, Both};
use crate::report::model::{ClassLine, Report};

/// Renders how many payments are of each class; a payment of no class is wrong.
pub(super) fn section(report: &Report) -> Section {
    let heads = [Head::Text("Soort", "Kind"), Head::Number("Betalingen", "Payments"), Head::Number("Bedrag", "Amount")];
    let is_bad = |line: &ClassLine| line.class == "unclassified" && line.rows > 0;
    let rows = html! {
        tbody {
            @for line in &report.payment_classes {
                tr.bad[is_bad(line)] {
                    th scope="row" { (words::name(&line.class)) }
                    td.number { (cross(is_bad(line))) (count(line.rows)) }
                    td.number { (money(line.cents)) }
                }
            }
        }
    };
    let caption = Both(
        "Geleverde betalingen van wie overgaat, zonder teken",
        "Delivered payments of those who move, without sign",
    );
    Section {
        id: "payment-classes",
        title: Both("Wat de geleverde betalingen zijn", "What the delivered payments are"),
        body: parts::table(caption, &heads, &rows),
    }
}
