//! The `[transfer]` block.

use super::document::{Table, Text};
use super::model::{Language, Transfer};
use super::problems::Problems;
use crate::diag::codes::mapping as codes;

const LANGUAGES: [(&str, Language); 2] = [("nl", Language::Dutch), ("en", Language::English)];

/// Reads what is moved, and when.
pub(super) fn read(document: &mut Table<'_>, problems: &mut Problems) -> Option<Transfer> {
    let mut table = document.need("transfer", problems)?.table(problems)?;
    let service = table.need("service", problems).and_then(|node| node.filled(problems));
    let service = service.filter(|name| is_file_name(name, problems));
    let cutover = table.need("cutover", problems).and_then(|node| node.date(problems));
    let language = table.choice("language", &LANGUAGES, problems).unwrap_or(Language::Dutch);
    table.finish(problems);
    Some(Transfer { service: service?.text.to_owned(), cutover: cutover?, language })
}

/// Tells whether a name can name a file, and reports where it cannot.
pub(super) fn is_file_name(name: &Text<'_>, problems: &mut Problems) -> bool {
    let fits = !name.text.is_empty()
        && name.text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte));
    if !fits {
        let help = "small letters, digits, - and _: files are named after it".to_owned();
        problems.suggest(&codes::BAD_VALUE, name.at.clone(), format!("\"{}\" is no name", name.text), Some(help));
    }
    fits
}
