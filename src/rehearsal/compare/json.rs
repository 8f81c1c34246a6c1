//! Summaries, compared by the paths in them; what is no JSON is compared as it stands.

use serde_json::Value;

use super::{Difference, whole};

/// The keys by which the entries of a list are known, where all have them and no two have the same.
const NAMES: [&[&str]; 3] = [&["file"], &["name"], &["recipient", "dossiernummer", "date"]];

/// Lists what differs, by path.
pub(super) fn differences(expected: &[u8], found: &[u8]) -> Vec<Difference> {
    let mut differences = Vec::new();
    if let (Ok(expected), Ok(found)) = (serde_json::from_slice(expected), serde_json::from_slice(found)) {
        compare("", Some(&expected), Some(&found), &mut differences);
    } else {
        let text = |bytes: &[u8]| Some(super::sheet::text(bytes).trim_end().to_owned());
        let (expected, found) = (text(expected), text(found));
        differences.extend((expected != found).then(|| whole(expected, found)));
    }
    differences
}

fn compare(path: &str, expected: Option<&Value>, found: Option<&Value>, differences: &mut Vec<Difference>) {
    match (expected, found) {
        (Some(expected), Some(found)) if expected == found => {}
        (Some(Value::Object(one)), Some(Value::Object(other))) => {
            let new = other.keys().filter(|key| !one.contains_key(*key));
            for key in one.keys().chain(new) {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                compare(&path, one.get(key), other.get(key), differences);
            }
        }
        (Some(Value::Array(one)), Some(Value::Array(other))) => {
            let (one, other) = (entries(one), entries(other));
            let new = other.iter().filter(|(name, _)| !one.iter().any(|(known, _)| known == name));
            let names: Vec<&String> = one.iter().chain(new).map(|(name, _)| name).collect();
            for name in names {
                let entry = |entries: &[(String, &'_ Value)]| entries.iter().position(|(known, _)| known == name);
                let (expected, found) = (entry(&one).map(|at| one[at].1), entry(&other).map(|at| other[at].1));
                compare(&format!("{path}[{name}]"), expected, found, differences);
            }
        }
        (expected, found) => {
            let column = path.to_owned();
            differences.push(Difference { column, ..whole(expected.map(shown), found.map(shown)) });
        }
    }
}

/// Names the entries of a list: by a key that tells them apart, or by their places.
fn entries(list: &[Value]) -> Vec<(String, &Value)> {
    for keys in NAMES {
        let name = |entry: &Value| {
            let parts: Option<Vec<&str>> = keys.iter().map(|key| entry.get(key)?.as_str()).collect();
            parts.map(|parts| parts.join(" "))
        };
        let names: Option<Vec<String>> = list.iter().map(name).collect();
        let is_unique = |names: &Vec<String>| (1..names.len()).all(|at| !names[..at].contains(&names[at]));
        if let Some(names) = names.filter(is_unique) {
            return names.into_iter().zip(list).collect();
        }
    }
    list.iter().enumerate().map(|(place, entry)| (place.to_string(), entry)).collect()
}

/// Shows a value; of an entry that went or came, what stands in it.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(entries) => {
            entries.iter().map(|(key, value)| format!("{key}={}", shown(value))).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}
