//! Words that every form of a profile uses: names of kinds, forms and notations.

use super::model::{ColumnProfile, Distinct, GuessedForm, Kind, TableProfile};
use super::tally::{counted, percent};
use crate::domain::{MonthForm, Notation};
use crate::source::decode;

impl Kind {
    /// Returns its name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Flag => "flag",
            Self::Code => "code",
            Self::Bsn => "bsn",
            Self::Iban => "iban",
            Self::Postcode => "postcode",
            Self::Municipality => "municipality",
            Self::Date => "date",
            Self::Month => "month",
            Self::Amount => "amount",
            Self::Integer => "integer",
            Self::Text => "text",
        }
    }
}

/// Says how a table is written, in the terms of a mapping.
pub(super) fn form(table: &TableProfile) -> String {
    let mut parts = match &table.form {
        GuessedForm::Delimited { delimiter, encoding } => {
            let mark = match delimiter {
                b'\t' => "tab".to_owned(),
                mark => char::from(*mark).to_string(),
            };
            vec![format!("delimiter {mark}"), decode::name(*encoding).to_owned()]
        }
        GuessedForm::Sheet { heading_row, .. } => vec![format!("a sheet, headings in row {heading_row}")],
    };
    parts.extend(table.date.map(|date| format!("dates {date}")));
    parts.extend(table.month.map(|form| format!("months {}", month(form))));
    parts.extend(table.notation.map(|notation| format!("amounts {}", amount(notation))));
    parts.join(", ")
}

/// Returns how a mapping names a form of months.
pub(super) fn month(form: MonthForm) -> &'static str {
    MonthForm::NAMES.iter().find(|(_, known)| *known == form).map_or("", |(name, _)| name)
}

/// Shows a notation by an amount in it.
fn amount(notation: Notation) -> String {
    let thousands = notation.thousands.map(char::from).map(String::from).unwrap_or_default();
    format!("1{thousands}234{}56", char::from(notation.decimal))
}

/// Says how many rows and columns a table has.
pub(super) fn size(table: &TableProfile) -> String {
    format!("{}, {}", counted(table.rows, "row"), counted(table.columns.len() as u64, "column"))
}

/// Names the columns of each key.
pub(super) fn keys(table: &TableProfile) -> Vec<String> {
    let names = |key: &Vec<usize>| key.iter().map(|place| label(table, *place)).collect::<Vec<_>>();
    table.keys.iter().map(|key| names(key).join(" + ")).collect()
}

/// Names a column by its heading, or by its place where that is empty.
pub(super) fn label(table: &TableProfile, place: usize) -> String {
    let heading = &table.columns[place].heading;
    if heading.is_empty() { format!("column {}", place + 1) } else { heading.clone() }
}

/// Returns the share of the rows in which a column holds something, as whole percents.
pub(super) fn filled(column: &ColumnProfile) -> String {
    format!("{}%", percent(column.filled, column.filled + column.empty))
}

/// Returns how many different texts a column has.
pub(super) fn distinct(distinct: Distinct) -> String {
    match distinct {
        Distinct::Exactly(count) => count.to_string(),
        Distinct::MoreThan(count) => format!(">{count}"),
    }
}

/// Returns a kind, with the share of cells that look like it where that is not all of them.
pub(super) fn kind(column: &ColumnProfile) -> String {
    let of_kind = column.kinds.iter().find(|(kind, _)| *kind == column.kind).map_or(column.filled, |(_, count)| *count);
    let name = column.kind.name();
    if of_kind >= column.filled { name.to_owned() } else { format!("{name} {}%", percent(of_kind, column.filled)) }
}
