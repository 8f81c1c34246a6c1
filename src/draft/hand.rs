//! Profiles made by hand, for tests.

use crate::profile::model::{ColumnProfile, Distinct, GuessedForm, Kind, TableProfile};

/// Describes a column of a hundred filled cells that all look like one kind.
pub(super) fn column(heading: &str, kind: Kind) -> ColumnProfile {
    let filled = if kind == Kind::Empty { 0 } else { 100 };
    let longest = match kind {
        Kind::Bsn => 9,
        Kind::Date => 10,
        Kind::Iban => 18,
        _ => 6,
    };
    ColumnProfile {
        heading: heading.to_owned(),
        kind,
        kinds: vec![(kind, filled)],
        filled,
        empty: 100 - filled,
        distinct: Distinct::Exactly(80),
        shortest: 1,
        longest,
        patterns: Vec::new(),
        common: Vec::new(),
        rare: 0,
        range: None,
        doubts: Vec::new(),
    }
}

/// Gives a column values with the rows that they stand in.
pub(super) fn with_values(column: ColumnProfile, values: &[(&str, u64)]) -> ColumnProfile {
    let common: Vec<(String, u64)> = values.iter().map(|(text, rows)| ((*text).to_owned(), *rows)).collect();
    let longest = values.iter().map(|(text, _)| text.chars().count()).max().unwrap_or_default();
    let distinct = Distinct::Exactly(u64::try_from(values.len()).expect("few values"));
    ColumnProfile { distinct, longest, common, ..column }
}

/// Describes a semicolon-separated file with a hundred rows, whose first column is its key.
pub(super) fn table(name: &str, columns: Vec<ColumnProfile>) -> TableProfile {
    use crate::domain::{DateFormat, MonthForm, MonthFormat, Notation};
    use crate::mapping::model::Encoding;
    TableProfile {
        name: name.to_owned(),
        bytes: 4_096,
        form: GuessedForm::Delimited { delimiter: b';', encoding: Encoding::Utf8 },
        date: Some(DateFormat::DayMonthYear),
        month: Some(MonthForm::Month(MonthFormat::Compact)),
        notation: Some(Notation::DUTCH),
        evidence: Vec::new(),
        rows: 100,
        footer: None,
        columns,
        keys: vec![vec![0]],
        doubts: Vec::new(),
    }
}
