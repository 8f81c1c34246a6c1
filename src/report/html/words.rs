//! Words of the page in Dutch and in English, side by side.
//!
//! Names that come from the data are translated where they are known and shown as they are otherwise.

use maud::{Markup, Render, html};

use crate::reconcile::summary::Status;
use crate::report::figures::Effect;

/// A text in Dutch and in English; the page shows one of the two, and without style sheet both.
#[derive(Clone, Copy)]
pub(in crate::report) struct Both<Dutch, English>(pub(in crate::report) Dutch, pub(in crate::report) English);

/// A text that is fixed in both languages.
pub(in crate::report) type Words<'a> = Both<&'a str, &'a str>;

impl<Dutch: Render, English: Render> Render for Both<Dutch, English> {
    fn render(&self) -> Markup {
        html! { span lang="nl" { (self.0) } span.or { " / " } span lang="en" { (self.1) } }
    }
}

/// Names of the data with their Dutch and English.
type Vocabulary = &'static [(&'static str, &'static str, &'static str)];

const PROOFS: Vocabulary = &[
    ("completeness", "Volledigheid", "Completeness"),
    ("partition", "Verdeling", "Partition"),
    ("fidelity", "Getrouwheid", "Fidelity"),
    ("title", "Rechtsgrond", "Title"),
    ("continuity", "Continuïteit", "Continuity"),
];

const CLAIMS: Vocabulary = &[
    ("completeness", "Niets verloren, niets verzonnen", "Nothing lost, nothing invented"),
    ("partition", "Elk dossier gaat naar precies één plaats", "Every case goes to exactly one place"),
    ("fidelity", "De historie is aangekomen zoals zij was", "History arrived as it was"),
    ("title", "Elke geplande betaling heeft een rechtsgrond", "Every planned payment has a legal ground"),
    (
        "continuity",
        "Iedereen krijgt ten minste hetzelfde, op dezelfde datum",
        "Everyone gets at least the same, on the same date",
    ),
];

const VERDICTS: Vocabulary = &[
    ("equal", "gelijk", "equal"),
    ("higher", "hoger", "higher"),
    ("excess", "te hoog", "excess"),
    ("earlier", "eerder", "earlier"),
    ("lower", "lager", "lower"),
    ("later", "later", "later"),
    ("missing", "ontbreekt", "missing"),
    ("other_account", "andere rekening", "other account"),
    ("other_payee", "andere begunstigde", "other payee"),
    ("double", "dubbel", "double"),
    ("new", "nieuw", "new"),
    ("waived", "geaccepteerd", "waived"),
];

const HARD_STOPS: Vocabulary = &[
    ("above_ceiling", "Boven het plafond", "Above the ceiling"),
    ("not_a_banking_day", "Geen bankwerkdag", "Not a banking day"),
    ("no_calendar", "Maand niet in de betaalkalender", "Month not in the calendar"),
    ("unexplained_dates", "Onverklaarde betaaldatum", "Unexplained payment date"),
    ("unreadable", "Onleesbare betaling", "Unreadable payment"),
    ("plan_differs", "Planning volgt niet uit de gegevens", "Plan does not follow from the data"),
    ("gap", "Maand door niemand betaald", "Month paid by nobody"),
    ("overlap", "Maand twee keer betaald", "Month paid twice"),
    ("unclassified", "Betaling zonder soort", "Payment that is not classified"),
    ("unknown_payments", "Betaling uit het bestand is van niemand", "Payment of the file is for nobody"),
];

const NAMES: Vocabulary = &[
    ("loaded", "geladen", "loaded"),
    ("merged", "samengevoegd", "merged"),
    ("filtered", "filter", "filtered"),
    ("rejected", "uitval", "rejected"),
    ("stays-behind", "blijft achter", "stays behind"),
    ("nowhere", "nergens", "nowhere"),
    ("municipality", "gemeente", "municipality"),
    ("ended", "beëindigd", "ended"),
    ("blocked", "geblokkeerd", "blocked"),
    ("superseded", "rekening vervangen", "account superseded"),
    ("unexplained", "onverklaard", "unexplained"),
    ("unpaid", "maanden niet betaald", "unpaid for months"),
    ("returned", "teruggekomen", "returned"),
    ("nothing paid", "niets betaald", "nothing paid"),
    ("to come", "nog te betalen", "still to be paid"),
    ("due", "nog verschuldigd", "still owed"),
    ("regular", "periodiek", "regular"),
    ("corrections", "correctie", "correction"),
    ("one_off", "eenmalig", "one-off"),
    ("holiday", "vakantiegeld", "holiday allowance"),
    ("left_out", "buiten de toezegging", "left out"),
    ("unclassified", "niet ingedeeld", "not classified"),
    ("not begun", "nog niet begonnen", "not begun"),
    ("client deceased", "cliënt overleden", "client deceased"),
    ("no payee in force", "geen geldige begunstigde", "no payee in force"),
    ("nothing left to pay", "niets te betalen", "nothing left to pay"),
    ("error", "fout", "error"),
    ("warning", "waarschuwing", "warning"),
];

const PARAMETERS: Vocabulary = &[
    ("at most, of a promise", "Hoogstens, als deel van de toezegging", "At most, as a share of the promise"),
    ("ceiling per payment", "Plafond per betaling", "Ceiling per payment"),
];

/// Returns a proof's name.
pub(in crate::report) fn proof(name: &str) -> Words<'_> {
    find(PROOFS, name)
}

/// Returns what a proof shows.
pub(in crate::report) fn claim(name: &str) -> Words<'_> {
    find(CLAIMS, name)
}

/// Returns a verdict's name.
pub(in crate::report) fn verdict(name: &str) -> Words<'_> {
    find(VERDICTS, name)
}

/// Returns the name of what stops besides verdicts.
pub(in crate::report) fn hard_stop(name: &str) -> Words<'_> {
    find(HARD_STOPS, name)
}

/// Returns a fate, place, kind or severity.
pub(in crate::report) fn name(name: &str) -> Words<'_> {
    find(NAMES, name)
}

/// Returns a parameter's name.
pub(in crate::report) fn parameter(name: &str) -> Words<'_> {
    find(PARAMETERS, name)
}

/// Returns what a verdict does to the run.
pub(in crate::report) fn effect(effect: Effect) -> Words<'static> {
    match effect {
        Effect::Passes => Both("akkoord", "passes"),
        Effect::Listed => Both("akkoord, vermeld", "passes, listed"),
        Effect::Stops => Both("houdt tegen", "stops"),
    }
}

/// Returns a status in words.
pub(in crate::report) fn status(status: &Status) -> Words<'static> {
    match status {
        Status::Passed => Both("geslaagd", "passed"),
        Status::Failed => Both("niet geslaagd", "failed"),
        Status::NotRun { .. } => Both("niet uitgevoerd", "not run"),
    }
}

fn find(vocabulary: Vocabulary, name: &str) -> Words<'_> {
    vocabulary
        .iter()
        .find(|(known, ..)| *known == name)
        .map_or(Both(name, name), |(_, dutch, english)| Both(dutch, english))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn every_name_of_the_contract_has_its_words() {
        let proofs = fixture::proven().summary.proofs;
        for (known, _) in proofs.statuses() {
            assert_ne!(proof(known).1, known);
            assert_ne!(claim(known).1, known);
        }
        for (known, _) in proofs.continuity.verdicts.by_name() {
            assert!(VERDICTS.iter().any(|(name, ..)| *name == known), "{known}");
        }
        for (known, _) in proofs.continuity.hard_stops.by_name() {
            assert_ne!(hard_stop(known).1, known);
        }
    }

    #[test]
    fn an_unknown_name_is_shown_as_it_is() {
        assert_eq!(name("elsewhere").render().into_string().matches("elsewhere").count(), 2);
    }
}
