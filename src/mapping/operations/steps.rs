//! What is taken of a text and done to it, before its type is read.

use crate::diag::codes::mapping as codes;
use crate::mapping::document::{Node, Table};
use crate::mapping::model::TextStep;
use crate::mapping::problems::Problems;

/// The most digits that leading zeros are put before.
const WIDEST: i64 = 32;

/// Reads the steps that a table names, in the order in which they are carried out.
pub(super) fn read(table: &mut Table<'_>, problems: &mut Problems) -> Vec<TextStep> {
    let separator = table.take("split");
    let part = table.take("part");
    let part = match (separator, part) {
        (Some(separator), Some(part)) => piece(&separator, &part, problems),
        (Some(separator), None) => {
            problems.report(&codes::MISSING_KEY, separator.at, "\"split\" needs \"part\": which piece is meant");
            None
        }
        (None, Some(part)) => characters(&part, problems),
        (None, None) => None,
    };
    let replace = table.take("replace").and_then(|node| replacements(&node, problems));
    let upper = table.take("upper").and_then(|node| node.truth(problems)).unwrap_or_default();
    let upper = upper.then_some(TextStep::Upper);
    part.into_iter().chain(replace).chain(upper).collect()
}

/// Reads up to how many digits a text is padded.
pub(super) fn width(table: &mut Table<'_>, problems: &mut Problems) -> Option<usize> {
    let node = table.take("pad")?;
    let width = node.integer(problems)?;
    if !(2..=WIDEST).contains(&width) {
        problems.report(&codes::BAD_VALUE, node.at, format!("\"pad\" takes a number of digits from 2 to {WIDEST}"));
        return None;
    }
    usize::try_from(width).ok()
}

fn piece(separator: &Node<'_>, part: &Node<'_>, problems: &mut Problems) -> Option<TextStep> {
    let text = separator.text(problems);
    let place = part.integer(problems);
    let (text, place) = (text?, place?);
    if text.text.is_empty() {
        problems.refuse(text.at, "a text cannot be split at nothing", "name the text between the pieces");
        return None;
    }
    if place == 0 {
        problems.report(&codes::BAD_VALUE, part.at.clone(), "pieces are counted from 1, or from -1 at the end");
        return None;
    }
    Some(TextStep::Piece { separator: text.text.to_owned(), place })
}

fn characters(part: &Node<'_>, problems: &mut Problems) -> Option<TextStep> {
    if !part.is_list() {
        let message = "without \"split\" a part is [first, last]: characters, from 1";
        problems.report(&codes::BAD_VALUE, part.at.clone(), message);
        return None;
    }
    let bounds = part.integers(problems)?;
    let places: Option<Vec<usize>> = bounds.iter().map(|bound| usize::try_from(*bound).ok()).collect();
    match places.as_deref() {
        Some([first, last]) if *first > 0 && first <= last => Some(TextStep::Characters { first: *first, last: *last }),
        _ => {
            let message = "a part is [first, last]: characters, from 1, the last one included";
            problems.report(&codes::BAD_VALUE, part.at.clone(), message);
            None
        }
    }
}

fn replacements(node: &Node<'_>, problems: &mut Problems) -> Option<TextStep> {
    let mut pairs = Vec::new();
    for (from, to) in node.table(problems)?.rest() {
        if from.text.is_empty() {
            problems.report(&codes::BAD_VALUE, from.at, "nothing cannot be replaced: name a \"default\"");
            continue;
        }
        if let Some(to) = to.text(problems) {
            pairs.push((from.text.to_owned(), to.text.to_owned()));
        }
    }
    (!pairs.is_empty()).then_some(TextStep::Replace(pairs))
}
