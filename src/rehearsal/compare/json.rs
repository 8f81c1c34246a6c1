//! Summaries, compared by the paths in them; what is no JSON is compared as it stands.

use serde_json::Value;

use super::{Difference, whole};

/// The keys by which the entries of a list are known, where all have one.
const NAMES: [&str; 2] = ["file", "name"];

/// Lists what differs, by path.
pub(super) fn differences(expected: &[u8], found: &[u8]) -> Vec<Difference> {
    let mut differences = Vec::new();
    match (serde_json::from_slice(expected), serde_json::from_slice(found)) {
        (Ok(expected), Ok(found)) => compare("", Some(&expected), Some(&found), &mut differences),
        _ => {
            let text = |bytes: &[u8]| Some(super::sheet::text(bytes).trim_end().to_owned());
            let (expected, found) = (text(expected), text(found));
            differences.extend((expected != found).then(|| whole(expected, found)));
        }
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
                let named = |entries: &[(String, &'_ Value)]| entries.iter().position(|(known, _)| known == name);
                let (expected, found) =
                    (named(&one).map(|place| one[place].1), named(&other).map(|place| other[place].1));
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
    for key in NAMES {
        let names: Vec<&str> = list.iter().filter_map(|entry| entry.get(key)?.as_str()).collect();
        let is_unique = (1..names.len()).all(|place| !names[..place].contains(&names[place]));
        if names.len() == list.len() && is_unique {
            return names.into_iter().map(str::to_owned).zip(list).collect();
        }
    }
    list.iter().enumerate().map(|(place, entry)| (place.to_string(), entry)).collect()
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
