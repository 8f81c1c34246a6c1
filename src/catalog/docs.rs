//! The catalogue as a Markdown document.
//!
//! A code list that several columns share is printed once, at the first of them.

use std::fmt::Write as _;

use super::model::{CodeValue, Column, Domain, Filled, Table};
use super::views::VIEWS;
use super::{publication_tables, tables};

const INTRODUCTION: &str = "\
# The municipal target

SQLite, STRICT tables. Money is INTEGER cents, dates are ISO text, identifiers are text. Every table has, before the
columns below, `id INTEGER PRIMARY KEY`: for a delivered row the number of its file, its line and a part, which the view
`herkomst` takes apart. A bad value in a *critical* column rejects the row; elsewhere it loads as NULL with a finding.
GGM is the *Gemeentelijk Gegevensmodel* that Dutch municipalities share.
";

/// Returns the documentation of every table, column and code list.
#[must_use]
pub fn markdown() -> String {
    let mut out = INTRODUCTION.to_owned();
    let mut printed = CodeLists::default();
    for table in tables().iter().chain(publication_tables()) {
        describe(&mut out, table);
        for column in table.columns {
            if let Domain::Code(codes) = column.domain {
                printed.print(&mut out, table, column, codes);
            }
        }
    }
    out.push_str(
        "\n## Views\n\nQuestions that an auditor asks; the database tells their explanation too (`.schema`).\n\n",
    );
    for view in VIEWS {
        let _ = writeln!(out, "- `{}`: {}", view.name, view.explanation());
    }
    out
}

fn describe(out: &mut String, table: &Table) {
    let _ = writeln!(out, "\n## {}\n\n{}<br>*{}*\n", table.name, table.english, table.dutch);
    if let Some(object) = table.ggm {
        let _ = writeln!(out, "- GGM: {object}");
    }
    let _ = writeln!(out, "- Filled: {}", source(table.filled));
    for key in table.unique {
        let _ =
            writeln!(out, "- Unique: {}", key.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "));
    }
    out.push_str("\n| column | holds | required | critical | refers to | GGM | English | Nederlands |\n");
    out.push_str("|---|---|---|---|---|---|---|---|\n");
    for column in table.columns {
        let refers_to = column.references.map(|(table, key)| format!("`{table}.{key}`")).unwrap_or_default();
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {refers_to} | {} | {} | {} |",
            column.name,
            kind(column.domain),
            yes(column.required),
            yes(column.critical),
            column.ggm.unwrap_or_default(),
            column.english,
            column.dutch,
        );
    }
}

/// The code lists that were printed, with the column at which they were.
#[derive(Default)]
struct CodeLists {
    printed: Vec<(&'static [CodeValue], String)>,
}

impl CodeLists {
    fn print(&mut self, out: &mut String, table: &Table, column: &Column, codes: &'static [CodeValue]) {
        let here = format!("{}.{}", table.name, column.name);
        if let Some((_, there)) = self.printed.iter().find(|(other, _)| *other == codes) {
            let _ = writeln!(out, "\nCodes of `{here}`: those of `{there}`.");
            return;
        }
        let _ = writeln!(out, "\nCodes of `{here}`:\n\n| code | English | Nederlands |\n|---|---|---|");
        for code in codes {
            let _ = writeln!(out, "| `{}` | {} | {} |", code.code, code.english, code.dutch);
        }
        self.printed.push((codes, here));
    }
}

const fn source(filled: Filled) -> &'static str {
    match filled {
        Filled::Mapped => "from the delivery, by a mapping",
        Filled::Reference => "with a code list",
        Filled::Computed => "computed",
    }
}

const fn kind(domain: Domain) -> &'static str {
    match domain {
        Domain::Text => "text",
        Domain::Code(_) => "code",
        Domain::Bsn => "burgerservicenummer",
        Domain::Iban => "IBAN",
        Domain::Money => "cents",
        Domain::Date => "date",
        Domain::PartialDate => "date, parts may be unknown",
        Domain::Month => "month",
        Domain::Integer => "whole number",
        Domain::Flag | Domain::SecretFlag => "1 or 0",
        Domain::Municipality => "municipality code",
        Domain::Postcode => "postcode",
        Domain::AdministrationNumber => "A-nummer",
    }
}

const fn yes(marked: bool) -> &'static str {
    if marked { "yes" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_and_column_is_documented() {
        let text = markdown();
        for table in tables() {
            let heading = format!("\n## {}\n", table.name);
            let (_, rest) = text.split_once(&heading).expect("a table has its chapter");
            let chapter = rest.split("\n## ").next().unwrap_or(rest);
            for column in table.columns {
                assert!(chapter.contains(&format!("\n| `{}` |", column.name)), "{}.{}", table.name, column.name);
            }
        }
    }

    #[test]
    fn a_row_of_a_table_has_as_many_cells_as_its_heading() {
        for line in markdown().lines().filter(|line| line.starts_with('|')) {
            assert!([4, 9].contains(&line.matches('|').count()), "{line}");
        }
    }

    #[test]
    fn every_view_is_explained() {
        let expected = "\n- `overgenomen_per_dossier`: Holiday allowance that was carried over, by case.\n";
        assert!(markdown().contains(expected));
    }

    #[test]
    fn a_shared_code_list_is_printed_once() {
        let text = markdown();
        assert_eq!(text.matches("| `IOAZ` | older former self-employed |").count(), 2, "schemes and laws");
        assert!(text.contains("Codes of `betaling.regeling`: those of `inkomensvoorziening.regeling`."));
    }

    #[test]
    fn a_chapter_reads_well() {
        let text = markdown();
        let start = text.find("\n## begunstigde\n").expect("the chapter starts");
        let end = text.find("\n## betaalkalender\n").expect("the next one starts");
        insta::assert_snapshot!(&text[start..end]);
    }
}
