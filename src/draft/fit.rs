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
    if kind == Empty {
        return Fit::Possible;
    }
    match (column.domain, kind) {
        (Domain::Bsn, Bsn)
        | (Domain::Iban, Iban)
        | (Domain::Postcode, Postcode)
        | (Domain::Municipality, Municipality)
        | (Domain::Month, Month)
        | (Domain::Date | Domain::PartialDate, Date)
        | (Domain::Money, Amount)
        | (Domain::Flag | Domain::SecretFlag, Flag) => Fit::Proven,
        (Domain::AdministrationNumber, _) if profile.longest == 10 && kind != Text => Fit::Proven,
        (Domain::Code(list), _) if codes::are_among(list, profile) => Fit::Proven,
        (Domain::Bsn | Domain::Date | Domain::PartialDate, Integer) if (8..=9).contains(&profile.longest) => {
            Fit::Possible
        }
        (Domain::Money, Integer | Flag | Code | Text) if is_money(profile) => Fit::Possible,
        (Domain::Month, Date) | (Domain::Municipality, Integer | Code) => Fit::Possible,
        (Domain::Month, Code | Integer | Text) if is_mostly(profile, &[Month]) => Fit::Possible,
        (Domain::Date | Domain::PartialDate, _) if is_mostly(profile, &[Date]) => Fit::Possible,
        (Domain::Date | Domain::PartialDate, Month) | (Domain::Postcode | Domain::Municipality, Text) => Fit::Doubtful,
        (Domain::Integer, Integer | Flag | Code) => Fit::Possible,
        (Domain::Integer, Text) => Fit::Doubtful,
        (Domain::Flag | Domain::SecretFlag, Code | Integer) => Fit::Possible,
        (Domain::Flag | Domain::SecretFlag, Text) if profile.longest <= LONGEST_FLAG => Fit::Possible,
        (Domain::Code(_), Date | Month | Iban | Bsn | Amount | Postcode | Municipality) => Fit::Contradicts,
        (Domain::Code(_), Text) if profile.longest > 40 => Fit::Doubtful,
        (Domain::Code(_), _) => Fit::Possible,
        (Domain::Text, Date | Bsn | Iban | Amount | Month) => Fit::Doubtful,
        (Domain::Text, Flag | Code) if names_a_row(column) && profile.longest < SHORTEST_NUMBER => Fit::Doubtful,
        (Domain::Text, _) => Fit::Possible,
        _ => Fit::Contradicts,
    }
}

/// The fewest characters of a number by which many rows can be told apart.
const SHORTEST_NUMBER: usize = 3;

/// The most characters of a yes or no, in whatever words.
const LONGEST_FLAG: usize = 8;

/// Tells whether a column names a row of another table.
const fn names_a_row(column: &Column) -> bool {
    column.references.is_some()
}

/// Tells whether most filled cells look like one of some kinds.
fn is_mostly(profile: &ColumnProfile, kinds: &[Kind]) -> bool {
    let like: u64 = profile.kinds.iter().filter(|(kind, _)| kinds.contains(kind)).map(|(_, cells)| cells).sum();
    profile.filled > 0 && like * 2 > profile.filled
}
