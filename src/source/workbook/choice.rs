//! Which sheet of a workbook is read.

use super::SheetInfo;
use super::guard::corrupt;
use crate::mapping::model::SheetChoice;
use crate::source::{Place, SourceError};

/// Finds the chosen sheet among those of a workbook, and returns its place from 0.
///
/// # Errors
/// Fails where it is not there, the choice fits several, or two sheets have one name.
pub(super) fn choose(choice: &SheetChoice, sheets: &[SheetInfo], book: &str) -> Result<usize, SourceError> {
    // Sheets are read by their names.
    let repeated =
        (1..sheets.len()).find(|place| sheets[..*place].iter().any(|before| before.name == sheets[*place].name));
    if let Some(place) = repeated {
        return Err(corrupt(book, &format!("two sheets are named \"{}\"", sheets[place].name)));
    }
    let found = match choice {
        SheetChoice::Named(name) => sheets.iter().position(|sheet| sheet.name == *name),
        SheetChoice::Numbered(number) => number.checked_sub(1).filter(|place| *place < sheets.len()),
        SheetChoice::Only => {
            let mut visible = (0..sheets.len()).filter(|place| !sheets[*place].hidden);
            match (visible.next(), visible.next()) {
                (None, _) if sheets.len() == 1 => Some(0),
                (Some(place), None) => Some(place),
                _ => return Err(SourceError::WhichSheet { place: Place::file(book), found: names(sheets) }),
            }
        }
    };
    found.ok_or_else(|| missing(choice, sheets, book))
}

fn missing(choice: &SheetChoice, sheets: &[SheetInfo], book: &str) -> SourceError {
    let (sheet, close) = match choice {
        SheetChoice::Named(name) => (format!("\"{name}\""), close(name, sheets)),
        SheetChoice::Numbered(number) => (number.to_string(), None),
        SheetChoice::Only => (String::new(), None),
    };
    let suggestion = close.map_or_else(
        || ": name one that is there in the mapping, or have the workbook delivered with it".to_owned(),
        |name| format!(": is \"{name}\" meant? then say so in the mapping"),
    );
    SourceError::NoSheet { place: Place::file(book), sheet, suggestion, found: names(sheets) }
}

fn close<'a>(name: &str, sheets: &'a [SheetInfo]) -> Option<&'a str> {
    let distance =
        |sheet: &SheetInfo| strsim::damerau_levenshtein(&sheet.name.trim().to_lowercase(), &name.trim().to_lowercase());
    let nearest = sheets.iter().map(|sheet| (distance(sheet), sheet.name.as_str())).min()?;
    (nearest.0 <= 1.max(name.chars().count() / 3)).then_some(nearest.1)
}

fn names(sheets: &[SheetInfo]) -> String {
    let name = |sheet: &SheetInfo| format!("\"{}\"{}", sheet.name, if sheet.hidden { " (hidden)" } else { "" });
    if sheets.is_empty() { "none".to_owned() } else { sheets.iter().map(name).collect::<Vec<_>>().join(", ") }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn sheets(names: &[&str]) -> Vec<SheetInfo> {
        let sheet =
            |name: &&str| SheetInfo { name: name.trim_start_matches('-').into(), hidden: name.starts_with('-') };
        names.iter().map(sheet).collect()
    }

    fn refusal(choice: &SheetChoice, names: &[&str]) -> String {
        choose(choice, &sheets(names), "boek.xlsx").expect_err("a choice that is refused").to_string()
    }

    #[test]
    fn a_sheet_is_chosen_by_name_by_number_or_by_being_the_only_one_to_be_seen() {
        let named = |name: &str| SheetChoice::Named(name.to_owned());
        let table = [
            (named("B"), vec!["A", "B"], 1),
            (named("C"), vec!["A", "-C"], 1),
            (SheetChoice::Numbered(1), vec!["A", "B"], 0),
            (SheetChoice::Numbered(2), vec!["-A", "B"], 1),
            (SheetChoice::Only, vec!["A"], 0),
            (SheetChoice::Only, vec!["-A", "B", "-C"], 1),
            (SheetChoice::Only, vec!["-A"], 0),
        ];
        for (choice, names, place) in table {
            assert_eq!(choose(&choice, &sheets(&names), "boek.xlsx").ok(), Some(place), "{choice:?} of {names:?}");
        }
    }

    #[test]
    fn a_sheet_that_is_not_there_is_told_with_those_that_are() {
        let named = |name: &str| SheetChoice::Named(name.to_owned());
        assert_snapshot!(refusal(&named("uitkering"), &["Kalender", "Uitkeringen", "-Codes"]), @r#"boek.xlsx: has no sheet "uitkering": is "Uitkeringen" meant? then say so in the mapping; found: "Kalender", "Uitkeringen", "Codes" (hidden)"#);
        assert_snapshot!(refusal(&named("Schulden"), &["Kalender"]), @r#"boek.xlsx: has no sheet "Schulden": name one that is there in the mapping, or have the workbook delivered with it; found: "Kalender""#);
        assert_snapshot!(refusal(&SheetChoice::Numbered(3), &["A", "B"]), @r#"boek.xlsx: has no sheet 3: name one that is there in the mapping, or have the workbook delivered with it; found: "A", "B""#);
        assert_snapshot!(refusal(&SheetChoice::Numbered(0), &["A"]), @r#"boek.xlsx: has no sheet 0: name one that is there in the mapping, or have the workbook delivered with it; found: "A""#);
        assert_snapshot!(refusal(&SheetChoice::Numbered(2), &["A", "A"]), @r#"boek.xlsx: cannot be read as a workbook (two sheets are named "A"): open it in Excel and save it again, or have it delivered again"#);
        assert_snapshot!(refusal(&SheetChoice::Only, &["A", "B", "-C"]), @r#"boek.xlsx: has several sheets; say in the mapping which one holds the table with `sheet`; found: "A", "B", "C" (hidden)"#);
    }
}
