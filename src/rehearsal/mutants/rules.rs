//! Rules altered: dropped, turned around, or of another weight.

use super::edit::{Edit, quoted, without_table};
use super::maker::Maker;
use crate::rehearsal::tree::{Value, get};

/// Alters every rule.
pub(super) fn alter(maker: &mut Maker<'_>, blocks: &Value<'_>) {
    for block in blocks.tables() {
        let entries = block.entries();
        let name = get(&entries, "name").and_then(|name| name.value.text()).unwrap_or_default();
        let subject = format!("rule {name}");
        maker.add(format!("{subject} is dropped"), without_table(&block));
        if let Some(severity) = get(&entries, "severity") {
            let (other, what) = match severity.value.text() {
                Some("error") => ("warning", "what breaks it only warns"),
                _ => ("error", "what breaks it is rejected"),
            };
            let edit = Edit::replace(severity.value.at(), quoted(other));
            maker.add(format!("{subject}: {what}"), vec![edit]);
        }
        if let Some(require) = get(&entries, "require") {
            maker.add(format!("{subject}: its predicate is turned around"), negated(&require.value));
        }
    }
}

/// Puts `NOT (…)` around what stands between quotes.
fn negated(predicate: &Value<'_>) -> Vec<Edit> {
    let (at, raw) = (predicate.at(), predicate.raw());
    let quotes = if raw.starts_with("\"\"\"") || raw.starts_with("'''") { 3 } else { 1 };
    vec![Edit::insert(at.start + quotes, "NOT ("), Edit::insert(at.end - quotes, ")")]
}
