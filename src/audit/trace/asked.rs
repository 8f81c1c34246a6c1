//! What a text that somebody asks for can mean.

use crate::catalog::{self, Table};

/// One meaning.
#[derive(Clone, Copy, Debug)]
pub(super) enum Asked<'a> {
    /// A code, and where it was found.
    Finding(&'a str, Option<(&'a str, u32)>),
    /// A delivered file and line.
    Place(&'a str, u32),
    /// A target table, and what names a row of it.
    Row(&'static Table, &'a str),
    /// A number or another name of something.
    Name(&'a str),
}

/// Lists what a text can mean, the likeliest first.
pub(super) fn meanings(what: &str) -> Vec<Asked<'_>> {
    if let Some((code, rest)) = what.split_at_checked(6)
        && is_code(code)
    {
        let behind = rest.trim_start_matches(['@', ' ', ':']);
        if rest.is_empty() {
            return vec![Asked::Finding(code, None)];
        } else if let Some(place) = place(behind).filter(|_| behind != rest) {
            return vec![Asked::Finding(code, Some(place))];
        }
    }
    let mut found = Vec::new();
    found.extend(place(what).map(|(file, line)| Asked::Place(file, line)));
    if let Some((table, key)) = what.split_once(':') {
        found.extend(catalog::table(table).map(|table| Asked::Row(table, key)));
    }
    found.push(Asked::Name(what));
    found
}

fn is_code(text: &str) -> bool {
    text.strip_prefix("OV").is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Reads `file.csv:17`, and of a sheet `[book.xlsx]Sheet!F17`.
fn place(text: &str) -> Option<(&str, u32)> {
    let (file, line) = match text.rsplit_once('!').filter(|_| text.starts_with('[')) {
        Some((file, cell)) => (file, cell.trim_start_matches(|letter: char| letter.is_ascii_alphabetic())),
        None => text.rsplit_once(':')?,
    };
    Some((file, line.parse().ok()?)).filter(|(file, _)| !file.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_means_all_that_it_can() {
        let told = |what: &str| -> Vec<String> {
            let told = meanings(what).into_iter().map(|asked| match asked {
                Asked::Finding(code, place) => format!("finding {code} {place:?}"),
                Asked::Place(file, line) => format!("place {file} {line}"),
                Asked::Row(table, key) => format!("row {} {key}", table.name),
                Asked::Name(name) => format!("name {name}"),
            });
            told.collect()
        };
        let table: [(&str, &[&str]); 9] = [
            ("900000041", &["name 900000041"]),
            ("betalingen_2020.csv:17", &["place betalingen_2020.csv 17", "name betalingen_2020.csv:17"]),
            ("[b.xlsx]Blad 1!AF17", &["place [b.xlsx]Blad 1 17", "name [b.xlsx]Blad 1!AF17"]),
            ("component:123", &["place component 123", "row component 123", "name component:123"]),
            ("beschikking:B:1-x", &["row beschikking B:1-x", "name beschikking:B:1-x"]),
            ("OV0203", &["finding OV0203 None"]),
            ("OV0203@a.csv:7", &["finding OV0203 Some((\"a.csv\", 7))"]),
            ("OV0203:a.csv:7", &["finding OV0203 Some((\"a.csv\", 7))"]),
            ("OV0203x", &["name OV0203x"]),
        ];
        for (what, expected) in table {
            assert_eq!(told(what), expected, "{what}");
        }
    }
}
