//! How a table writes dates, months and amounts: what most of its cells say.

use super::column::Column;
use super::looks::Look;
use super::model::Kind;
use super::tally::counted;
use crate::domain::{DateFormat, MonthForm, MonthFormat, Notation};

/// How a table writes things, and what that rests on.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// Dates.
    pub(super) date: Option<DateFormat>,
    /// Months.
    pub(super) month: Option<MonthForm>,
    /// Amounts.
    pub(super) notation: Option<Notation>,
    /// A sentence for each.
    pub(super) evidence: Vec<String>,
}

const DATES: [(Look, DateFormat); 3] = [
    (Look::DayMonthYear, DateFormat::DayMonthYear),
    (Look::YearMonthDay, DateFormat::YearMonthDay),
    (Look::CompactDate, DateFormat::Compact),
];
const MONTHS: [(Look, MonthFormat); 3] = [
    (Look::MonthYear, MonthFormat::MonthYear),
    (Look::YearMonth, MonthFormat::YearMonth),
    (Look::CompactMonth, MonthFormat::Compact),
];

/// Tells how the columns of a table write dates, months and amounts.
pub(super) fn of(kinds: &[(Kind, &Column)]) -> Written {
    let mut written = Written::default();
    if let Some((format, count)) = most(kinds, Kind::Date, &DATES) {
        written.evidence.push(format!("dates: {} as {format}", counted(count, "cell")));
        written.date = Some(format);
    }
    if let Some((format, count)) = most(kinds, Kind::Month, &MONTHS) {
        written.evidence.push(format!("months: {} as {format}", counted(count, "cell")));
        written.month = Some(MonthForm::Month(format));
    }
    if let Some((decimal, count)) = most(kinds, Kind::Amount, &[(Look::Dutch, b','), (Look::English, b'.')]) {
        let other = if decimal == b',' { b'.' } else { b',' };
        let thousands =
            kinds.iter().any(|(kind, column)| *kind == Kind::Amount && column.seen(Look::Thousands).count > 0);
        let notation = Notation { decimal, thousands: thousands.then_some(other) };
        let marks = match (decimal, thousands) {
            (b',', true) => "a decimal comma and points between thousands",
            (b',', false) => "a decimal comma, none with a mark between thousands",
            (_, true) => "a decimal point and commas between thousands",
            (_, false) => "a decimal point, none with a mark between thousands",
        };
        written.evidence.push(format!("amounts: {} with {marks}", counted(count, "cell")));
        written.notation = Some(notation);
    }
    written
}

/// Returns the notation that most cells of the columns of a kind are written in; the first where several are.
fn most<T: Copy>(columns: &[(Kind, &Column)], kind: Kind, notations: &[(Look, T)]) -> Option<(T, u64)> {
    let of_kind = || columns.iter().filter(|(known, _)| *known == kind);
    let counts = notations
        .iter()
        .map(|(look, notation)| (*notation, of_kind().map(|(_, column)| column.seen(*look).count).sum::<u64>()));
    counts.filter(|(_, count)| *count > 0).rev().max_by_key(|(_, count)| *count)
}
