//! What the cells of a delivered column say for or against a target column.

use super::codes;
use super::words::Likeness;
use crate::catalog::{Column, Domain};
use crate::profile::model::{ColumnProfile, Kind};

/// How the cells of a column fit what a target column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// They are something else.
    Contradicts,
    /// They could hardly be it.
    Doubtful,
    /// They could be it, as could much else.
    Possible,
    /// They are what the column holds, and few other columns do.
    Proven,
}

impl Fit {
    /// Weighs how alike the names are by the cells.
    pub(super) fn weigh(self, likeness: Likeness) -> Likeness {
        match self {
            Self::Contradicts => likeness / 5,
            Self::Doubtful => likeness * 6 / 10,
            Self::Possible => likeness,
            Self::Proven => likeness + if likeness >= 300 { 120 } else { 40 },
        }
    }
}

/// Holds the cells of a delivered column against what a target column holds; a few cells speak for it at most.
pub(super) fn fit(column: &Column, profile: &ColumnProfile) -> Fit {
    const FEW: u64 = 5;
    let fit = of_cells(column, profile);
    if profile.filled < FEW { fit.max(Fit::Possible) } else { fit }
}

/// Tells whether the cells of a column could be amounts.
pub(super) fn is_money(profile: &ColumnProfile) -> bool {
    profile.kind == Kind::Amount || is_mostly(profile, &[Kind::Amount, Kind::Integer])
}

fn of_cells(column: &Column, profile: &ColumnProfile) -> Fit {
    use Kind::{Amount, Bsn, Code, Date, Empty, Flag, Iban, Integer, Month, Municipality, Postcode, Text};
    let kind = profile.kind;
    let is_telling = matches!(kind, Date | Month | Iban | Bsn | Amount);
    let has_nine_digits = kind == Integer && (8..=9).contains(&profile.longest);
    match column.domain {
        _ if kind == Empty => Fit::Possible,
        Domain::Bsn => told(kind == Bsn, has_nine_digits, false),
        Domain::Iban => told(kind == Iban, false, false),
        Domain::Postcode => told(kind == Postcode, false, kind == Text),
        Domain::AdministrationNumber => told(profile.longest == 10 && kind != Text, false, false),
        Domain::Municipality => told(kind == Municipality, matches!(kind, Integer | Code), kind == Text),
        Domain::Month => told(kind == Month, kind == Date || is_mostly(profile, &[Month]), false),
        Domain::Date | Domain::PartialDate => {
            told(kind == Date, is_mostly(profile, &[Date]) || has_nine_digits, kind == Month)
        }
        Domain::Money => told(kind == Amount, is_money(profile), false),
        Domain::Integer => told(false, matches!(kind, Integer | Flag | Code), kind == Text),
        Domain::Flag | Domain::SecretFlag => {
            let is_short = kind == Text && profile.longest <= LONGEST_FLAG;
            told(kind == Flag, is_short || matches!(kind, Code | Integer), false)
        }
        Domain::Code(list) => {
            let is_other = is_telling || matches!(kind, Postcode | Municipality);
            let is_long = kind == Text && profile.longest > LONGEST_CODE;
            told(codes::are_among(list, profile), !is_other && !is_long, is_long)
        }
        Domain::Text => {
            let is_flag = matches!(kind, Flag | Code) && profile.longest < SHORTEST_NUMBER;
            told(false, !(is_telling || column.references.is_some() && is_flag), true)
        }
    }
}

/// Returns the first that holds of proof, possibility and doubt.
const fn told(proven: bool, possible: bool, doubtful: bool) -> Fit {
    match (proven, possible, doubtful) {
        (true, ..) => Fit::Proven,
        (_, true, _) => Fit::Possible,
        (_, _, true) => Fit::Doubtful,
        _ => Fit::Contradicts,
    }
}

/// The fewest characters of a number that names a row.
const SHORTEST_NUMBER: usize = 3;
/// The most characters of a yes or no, in whatever words.
const LONGEST_FLAG: usize = 8;
/// The most characters of a code.
const LONGEST_CODE: usize = 40;

/// Tells whether most filled cells look like one of some kinds.
fn is_mostly(profile: &ColumnProfile, kinds: &[Kind]) -> bool {
    let like: u64 = profile.kinds.iter().filter(|(kind, _)| kinds.contains(kind)).map(|(_, cells)| cells).sum();
    profile.filled > 0 && like * 2 > profile.filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;
    use crate::draft::hand;

    #[test]
    fn cells_speak_for_or_against_a_column() {
        for (table, name, kind, expected) in [
            ("persoon", "bsn", Kind::Bsn, Fit::Proven),
            ("persoon", "bsn", Kind::Date, Fit::Contradicts),
            ("persoon", "geboortedatum", Kind::Date, Fit::Proven),
            ("persoon", "geboortedatum", Kind::Amount, Fit::Contradicts),
            ("persoon", "geslachtsnaam", Kind::Text, Fit::Possible),
            ("persoon", "geslachtsnaam", Kind::Iban, Fit::Doubtful),
            ("persoon", "postcode", Kind::Text, Fit::Doubtful),
            ("betaling", "bedrag_cent", Kind::Amount, Fit::Proven),
            ("betaling", "bedrag_cent", Kind::Integer, Fit::Possible),
            ("betaling", "bedrag_cent", Kind::Text, Fit::Contradicts),
            ("betaling", "rechtmaand", Kind::Date, Fit::Possible),
            ("betaling", "soort", Kind::Month, Fit::Contradicts),
            ("betaling", "iban", Kind::Empty, Fit::Possible),
        ] {
            let (_, target) = catalog::table(table).and_then(|table| table.column(name)).expect("a column");
            assert_eq!(fit(target, &hand::column("x", kind)), expected, "{table}.{name} {kind:?}");
        }
    }

    #[test]
    fn a_few_cells_speak_for_a_column_at_most() {
        let (_, target) = catalog::table("betaling").and_then(|table| table.column("bedrag_cent")).expect("a column");
        let few = |kind| ColumnProfile { filled: 3, empty: 97, ..hand::column("x", kind) };
        assert_eq!(fit(target, &few(Kind::Text)), Fit::Possible);
        assert_eq!(fit(target, &few(Kind::Amount)), Fit::Proven);
    }
}
