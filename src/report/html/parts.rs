//! Building blocks of the page: sections, tables, statuses, amounts.

use maud::{Markup, Render, html};

use super::frame;
use super::words::{self, Both, Words};
use crate::domain::Total;
use crate::reconcile::summary::{Amount, Status};

/// One section of the page; the table of contents is made of these too.
pub(super) struct Section {
    pub(super) id: &'static str,
    pub(super) title: Words<'static>,
    pub(super) body: Markup,
}

impl Render for Section {
    fn render(&self) -> Markup {
        let heading = format!("{}-title", self.id);
        html! {
            section id=(self.id) aria-labelledby=(heading) {
                h2 id=(heading) { (self.title) }
                (self.body)
            }
        }
    }
}

/// A column of a table.
pub(super) enum Head {
    /// Text, set left.
    Text(&'static str, &'static str),
    /// A number, set right.
    Number(&'static str, &'static str),
}

/// Renders a table that scrolls in its own frame where it is too wide.
pub(super) fn table(caption: Words<'_>, heads: &[Head], rows: &Markup) -> Markup {
    let heads = html! {
        @for head in heads {
            @match head {
                Head::Text(dutch, english) => { th scope="col" { (Both(dutch, english)) } }
                Head::Number(dutch, english) => { th.number scope="col" { (Both(dutch, english)) } }
            }
        }
    };
    frame::table(caption, &heads, rows)
}

/// Renders a status as a mark and a word; the mark's shape, not its colour alone, tells which.
pub(super) fn status(status: &Status) -> Markup {
    let (class, mark) = match status {
        Status::Passed => ("passed", "✓"),
        Status::Failed => ("failed", "✗"),
        Status::NotRun { .. } => ("not-run", "?"),
    };
    html! {
        strong class={ "status " (class) } { span aria-hidden="true" { (mark) " " } (words::status(status)) }
    }
}

/// Renders an entry of a list of figures.
pub(super) fn figure(label: Words<'_>, value: impl Render) -> Markup {
    html! { div { dt { (label) } dd { (value) } } }
}

/// Renders a count in a list of figures that must be zero.
pub(super) fn fault(label: Words<'_>, number: impl Into<i128>) -> Markup {
    let number = number.into();
    html! {
        div.bad[number != 0] { dt { (label) } dd { (cross(number != 0)) (count(number)) } }
    }
}

/// Renders the mark of something wrong, so that colour is not the only sign.
pub(super) fn cross(wrong: bool) -> Markup {
    html! { @if wrong { span aria-hidden="true" { "✗ " } } }
}

/// Renders what is said where a list is empty.
pub(super) fn nothing(words: Words<'_>) -> Markup {
    html! { p.nothing { (words) } }
}

/// Renders how many lines of a list stand in the evidence alone; nothing where all are shown.
pub(super) fn rest(shown: usize, all: u64) -> Markup {
    let hidden = all.saturating_sub(u64::try_from(shown).unwrap_or(u64::MAX));
    let hidden = (hidden > 0).then(|| count(hidden));
    html! {
        @if let Some(hidden) = hidden {
            p.rest {
                (Both(
                    format!("Nog {hidden} meer in evidence.sqlite."),
                    format!("{hidden} more in evidence.sqlite."),
                ))
            }
        }
    }
}

/// Writes a count in Dutch notation: `4.800`.
pub(super) fn count(number: impl Into<i128>) -> String {
    let euros = Total::from_cents(number.into() * 100).to_string();
    euros.trim_end_matches(",00").to_owned()
}

/// Writes an amount in Dutch notation: `€ 1.052,32`.
pub(super) fn money(cents: i128) -> String {
    format!("€\u{a0}{}", Total::from_cents(cents))
}

/// Writes an amount where there is one.
pub(super) fn money_if_any(cents: Option<i128>) -> String {
    cents.map_or_else(|| "–".to_owned(), money)
}

/// Writes an amount where there is one, without its unit: `1.052,32`.
pub(super) fn euros_if_any(cents: Option<i128>) -> String {
    cents.map_or_else(|| "–".to_owned(), |cents| Total::from_cents(cents).to_string())
}

/// Adds rows and cents; a sum of nothing but unknown cents is unknown.
pub(super) fn sum(amounts: impl Iterator<Item = Amount>) -> Amount {
    amounts.fold(Amount::default(), |sum, amount| Amount {
        rows: sum.rows + amount.rows,
        cents: match (sum.cents, amount.cents) {
            (None, other) | (other, None) => other,
            (Some(one), Some(other)) => Some(one + other),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_amounts_are_written_the_dutch_way() {
        assert_eq!(count(4800), "4.800");
        assert_eq!(count(0), "0");
        assert_eq!(money(105_232), "€\u{a0}1.052,32");
        assert_eq!(money(-3644), "€\u{a0}-36,44");
        assert_eq!(money_if_any(None), "–");
    }

    #[test]
    fn unknown_cents_do_not_become_zero() {
        let rows = |rows, cents| Amount { rows, cents };
        assert_eq!(sum([rows(1, None), rows(2, None)].into_iter()), rows(3, None));
        assert_eq!(sum([rows(1, None), rows(2, Some(5))].into_iter()), rows(3, Some(5)));
    }
}
