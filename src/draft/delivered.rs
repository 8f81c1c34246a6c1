//! The delivered tables as a mapping names them: files with the same headings together, a name, a pattern of file
//! names, and how most of them are written.

use super::model::{Control, Dialect, Form};
use super::words::plain;
use crate::domain::MonthForm;
use crate::profile::Profile;
use crate::profile::model::{GuessedForm, TableProfile};

/// Files or sheets with the same headings.
pub(super) struct Group<'p> {
    /// The name in the mapping.
    pub(super) name: String,
    /// What was seen in the largest of them.
    pub(super) profile: &'p TableProfile,
    /// The names of all of them.
    pub(super) delivered: Vec<&'p str>,
    /// Patterns of their file names.
    pub(super) files: Vec<String>,
    /// How they are written.
    pub(super) dialect: Dialect,
}

/// Puts files with the same headings together, and takes out the control file.
pub(super) fn groups(profile: &Profile) -> (Vec<Group<'_>>, Option<Control>) {
    let mut control = None;
    let mut together: Vec<Vec<&TableProfile>> = Vec::new();
    for table in &profile.tables {
        if let Some(found) = control_file(table).filter(|_| control.is_none()) {
            control = Some(found);
        } else if let Some(group) = together.iter_mut().find(|group| are_one(group[0], table)) {
            group.push(table);
        } else {
            together.push(vec![table]);
        }
    }
    let patterns: Vec<Vec<String>> = together.iter().map(|group| patterns(group)).collect();
    let mut names: Vec<String> = Vec::new();
    let groups = together.iter().zip(patterns).map(|(tables, files)| {
        let largest = tables.iter().copied().rev().max_by_key(|table| table.rows).unwrap_or(tables[0]);
        let name = unique(&table_name(tables[0]), &names);
        names.push(name.clone());
        let delivered = tables.iter().map(|table| table.name.as_str()).collect();
        Group { name, profile: largest, delivered, files, dialect: dialect(largest) }
    });
    (groups.collect(), control)
}

/// Returns how most tables are written.
pub(super) fn most<'g>(groups: impl Iterator<Item = &'g Dialect> + Clone) -> Dialect {
    let form = commonest(groups.clone().map(|dialect| Some(dialect.form)));
    let of_text = groups.clone().filter(|dialect| Some(dialect.form) == form);
    Dialect {
        form: form.unwrap_or(Form::Workbook),
        date: commonest(of_text.clone().map(|dialect| dialect.date))
            .or_else(|| commonest(groups.clone().map(|d| d.date))),
        month: commonest(of_text.clone().map(|dialect| dialect.month))
            .or_else(|| commonest(groups.clone().map(|dialect| dialect.month))),
        notation: commonest(of_text.map(|dialect| dialect.notation))
            .or_else(|| commonest(groups.map(|dialect| dialect.notation))),
    }
}

/// Returns what is there most often; the first, where several are.
fn commonest<T: PartialEq + Copy>(values: impl Iterator<Item = Option<T>>) -> Option<T> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for value in values.flatten() {
        match counts.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += 1,
            None => counts.push((value, 1)),
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(value, _)| value)
}

fn dialect(table: &TableProfile) -> Dialect {
    let form = match &table.form {
        GuessedForm::Delimited { delimiter, encoding } => {
            Form::Delimited { delimiter: *delimiter, encoding: *encoding }
        }
        GuessedForm::Sheet { .. } => Form::Workbook,
    };
    let month = match table.month {
        Some(MonthForm::Month(format)) => Some(format),
        _ => None,
    };
    Dialect { form, date: table.date, month, notation: table.notation }
}

fn are_one(one: &TableProfile, other: &TableProfile) -> bool {
    let sheet = |table: &TableProfile| match &table.form {
        GuessedForm::Sheet { sheet, .. } => Some(sheet.clone()),
        GuessedForm::Delimited { .. } => None,
    };
    let headings = |table: &TableProfile| table.columns.iter().map(|column| column.heading.clone()).collect::<Vec<_>>();
    sheet(one) == sheet(other) && headings(one) == headings(other)
}

/// Knows the control file by its headings: a file, a count, and a total.
fn control_file(table: &TableProfile) -> Option<Control> {
    const ROLES: [&[&str]; 4] = [
        &["bestand", "file"],
        &["aantal", "record", "rijen", "count"],
        &["kolom", "veld", "rubriek", "column", "field"],
        &["totaal", "som", "total", "sum"],
    ];
    if !matches!(table.form, GuessedForm::Delimited { .. }) || table.columns.len() != ROLES.len() {
        return None;
    }
    let heading = |role: &[&str]| {
        let has_role = |heading: &&str| role.iter().any(|word| heading.to_lowercase().contains(word));
        table.columns.iter().map(|column| column.heading.as_str()).find(has_role).map(ToOwned::to_owned)
    };
    let [file, count, column, total] = ROLES.map(heading);
    Some(Control { file: table.name.clone(), headings: [file?, count?, column?, total?] })
}

/// Names a table after its file or sheet, without digits at either end.
fn table_name(table: &TableProfile) -> String {
    let text = match &table.form {
        GuessedForm::Sheet { sheet, .. } => sheet.as_str(),
        GuessedForm::Delimited { .. } => table.name.rsplit_once('.').map_or(table.name.as_str(), |(stem, _)| stem),
    };
    let name = slug(text);
    let name = name.trim_matches(|character: char| character.is_ascii_digit() || "-_".contains(character));
    if name.is_empty() { "tabel".to_owned() } else { name.to_owned() }
}

/// Writes a text as a name: small letters, digits, `-` and `_`.
pub(super) fn slug(text: &str) -> String {
    let mut name = String::new();
    for character in text.to_lowercase().chars().map(plain) {
        if character.is_ascii_alphanumeric() || character == '_' {
            name.push(character);
        } else if !name.ends_with('-') {
            name.push('-');
        }
    }
    name.trim_matches('-').to_owned()
}

fn unique(name: &str, taken: &[String]) -> String {
    let mut free = name.to_owned();
    let mut number = 2;
    while taken.contains(&free) {
        free = format!("{name}-{number}");
        number += 1;
    }
    free
}

/// Returns one pattern where the files differ in their dates alone, else their names.
fn patterns(tables: &[&TableProfile]) -> Vec<String> {
    let mut patterns: Vec<String> = Vec::new();
    for table in tables {
        let file = match &table.form {
            GuessedForm::Sheet { book, .. } => book,
            GuessedForm::Delimited { .. } => &table.name,
        };
        let pattern = without_dates(file);
        if !patterns.contains(&pattern) {
            patterns.push(pattern);
        }
    }
    patterns
}

/// Puts `*` for years, months and days in a file's name, and marks what a pattern would take for more than it is.
fn without_dates(file: &str) -> String {
    let (stem, end) = file.rsplit_once('.').map_or((file, ""), |(stem, _)| (stem, &file[stem.len()..]));
    let mut pattern = String::new();
    let mut rest = stem;
    while let Some(start) = rest.find(|character: char| character.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let is_part = |character: char| character.is_ascii_digit() || "-_.".contains(character);
        let run = &from[..from.find(|character| !is_part(character)).unwrap_or(from.len())];
        let run = run.trim_end_matches(['-', '_', '.']);
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        pattern.push_str(&literally(before));
        pattern.push_str(if digits >= 4 { "*" } else { run });
        rest = &from[run.len()..];
    }
    pattern + &literally(rest) + &literally(end)
}

fn literally(text: &str) -> String {
    let mut pattern = String::new();
    for character in text.chars() {
        if "*?[]{}".contains(character) {
            pattern.extend(['[', character, ']']);
        } else {
            pattern.push(character);
        }
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::hand::{self, column};
    use crate::profile::model::Kind;

    #[test]
    fn files_of_several_years_are_one_table_under_one_pattern() {
        let file = |name: &str| hand::table(name, vec![column("Betaalnr", Kind::Text), column("Bedrag", Kind::Amount)]);
        let other = hand::table("klanten.csv", vec![column("Klantnr", Kind::Integer)]);
        let tables = vec![file("betalingen_2019.csv"), file("betalingen_2020.csv"), other];
        let profile = Profile { tables, ..Profile::default() };
        let (groups, _) = groups(&profile);
        let found: Vec<_> = groups.iter().map(|group| (group.name.as_str(), group.files.as_slice())).collect();
        let (both, one) = (["betalingen_*.csv".to_owned()], ["klanten.csv".to_owned()]);
        assert_eq!(found, [("betalingen", both.as_slice()), ("klanten", one.as_slice())]);
    }

    #[test]
    fn a_pattern_leaves_out_dates_and_takes_marks_literally() {
        for (file, expected) in [
            ("betalingen_2020.csv", "betalingen_*.csv"),
            ("HetPlein_2018-12-31.xlsx", "HetPlein_*.xlsx"),
            ("20181231 export.txt", "* export.txt"),
            ("deel2.csv", "deel2.csv"),
            ("a[1]*.csv", "a[[]1[]][*].csv"),
            ("2020", "*"),
            ("naam", "naam"),
        ] {
            assert_eq!(without_dates(file), expected, "{file}");
        }
    }

    #[test]
    fn a_control_file_is_known_by_its_headings() {
        let headings = ["Bestandsnaam", "Aantal records", "Veld", "Controlesom"];
        let columns = headings.iter().map(|heading| column(heading, Kind::Text)).collect();
        let profile = Profile { tables: vec![hand::table("controle.csv", columns)], ..Profile::default() };
        let (groups, control) = groups(&profile);
        assert_eq!((groups.len(), control.map(|control| control.headings)), (0, Some(headings.map(ToOwned::to_owned))));
    }

    #[test]
    fn names_are_those_that_files_can_have() {
        for (file, expected) in [
            ("Cliënt gegevens.csv", "client-gegevens"),
            ("2020_betalingen.csv", "betalingen"),
            ("UITKERINGEN.txt", "uitkeringen"),
            ("2020.csv", "tabel"),
        ] {
            assert_eq!(table_name(&hand::table(file, Vec::new())), expected, "{file}");
        }
    }
}
