//! The figures of the fifth proof: sums, verdicts, hard stops and the holiday allowance reserved.

use maud::{Markup, html};

use super::parts::{self, Head, fault, figure};
use super::words::{self, Both};
use crate::reconcile::summary::{Continuity, Reserve, VerdictCounts};
use crate::report::figures::Effect;

/// Renders the figures.
pub(super) fn figures(proof: &Continuity) -> Markup {
    html! {
        dl {
            (figure(Both("Ontvangers", "Recipients"), parts::count(proof.recipients)))
            (figure(
                Both("Toezeggingen (ontvanger, datum, rekening)", "Promises (recipient, date, account)"),
                parts::count(proof.promises),
            ))
            (figure(Both("Toegezegd", "Promised"), parts::money(proof.promised_cents)))
            (figure(Both("Gepland", "Planned"), parts::money(proof.planned_cents)))
            (figure(Both("Verschil", "Difference"), parts::money(proof.planned_cents - proof.promised_cents)))
        }
        (verdicts(&proof.verdicts))
        h4 { (Both("Wat verder tegenhoudt", "What stops besides")) }
        dl {
            @for (name, number) in proof.hard_stops.by_name() { (fault(words::hard_stop(name), number)) }
        }
        h4 { (Both("Gereserveerd vakantiegeld", "Reserved holiday allowance")) }
        (reserve(&proof.reserve))
    }
}

fn verdicts(verdicts: &VerdictCounts) -> Markup {
    let heads = [Head::Text("Oordeel", "Verdict"), Head::Text("Gevolg", "Effect"), Head::Number("Aantal", "Count")];
    let rows = html! {
        tbody {
            @for (name, number) in verdicts.by_name() {
                @let effect = Effect::of(name);
                @let bad = effect == Effect::Stops && number > 0;
                tr.bad[bad] {
                    th scope="row" { (words::verdict(name)) }
                    td { (words::effect(effect)) }
                    td.number { (parts::cross(bad)) (parts::count(number)) }
                }
            }
        }
    };
    parts::table(
        Both("Oordelen per ontvanger, datum en rekening", "Verdicts per recipient, date and account"),
        &heads,
        &rows,
    )
}

fn reserve(reserve: &Reserve) -> Markup {
    html! {
        dl {
            (figure(Both("Dossiers met reservering", "Cases with a reserve"), parts::count(reserve.cases)))
            (figure(Both("Gereserveerd", "Reserved"), parts::money(reserve.promised_cents)))
            (figure(Both("Overgenomen", "Carried over"), parts::money(reserve.carried_cents)))
            (figure(Both("Uitbetaald in het venster", "Paid out in the window"), parts::money(reserve.paid_out_cents)))
            (fault(Both("Te weinig overgenomen", "Carried over too little"), reserve.short))
            (fault(Both("Reservering niet geleverd", "Reserve not delivered"), reserve.absent))
        }
    }
}
