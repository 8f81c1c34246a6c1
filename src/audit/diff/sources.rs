//! What two runs were made from: inputs, files of the mapping, parameters.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::model::{FileDiff, ParameterChange, SourceDiff};
use crate::pipeline::{FileEntry, Manifest};

/// Compares two manifests, where both can be read.
pub(super) fn compare(old: Option<&Manifest>, new: Option<&Manifest>) -> Option<SourceDiff> {
    let (old, new) = old.zip(new)?;
    Some(SourceDiff {
        inputs: files(&old.inputs, &new.inputs),
        mapping: files(&old.mapping, &new.mapping),
        parameters: parameters(&old.parameters, &new.parameters),
    })
}

fn files(old: &[FileEntry], new: &[FileEntry]) -> FileDiff {
    let by_name = |files: &[FileEntry]| -> BTreeMap<String, String> {
        files.iter().map(|file| (file.name.clone(), file.sha256.clone())).collect()
    };
    let (old, new) = (by_name(old), by_name(new));
    let only = |these: &BTreeMap<String, String>, those: &BTreeMap<String, String>| {
        these.keys().filter(|name| !those.contains_key(*name)).cloned().collect()
    };
    let changed = old.iter().filter(|(name, digest)| new.get(*name).is_some_and(|other| other != *digest));
    FileDiff {
        added: only(&new, &old),
        removed: only(&old, &new),
        changed: changed.map(|(name, _)| name.clone()).collect(),
    }
}

fn parameters(old: &Map<String, Value>, new: &Map<String, Value>) -> Vec<ParameterChange> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let shown = |value: Option<&Value>| value.map(|value| value.as_str().map_or(value.to_string(), str::to_owned));
    let changes = names.into_iter().filter(|name| old.get(*name) != new.get(*name));
    let changes = changes.map(|name| ParameterChange {
        name: name.clone(),
        old: shown(old.get(name)),
        new: shown(new.get(name)),
    });
    changes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_apart_by_name_and_by_bytes() {
        let entry = |(name, sha256): &(&str, &str)| FileEntry {
            name: (*name).to_owned(),
            sha256: (*sha256).to_owned(),
            bytes: 1,
        };
        let list = |files: &[(&str, &str)]| files.iter().map(entry).collect::<Vec<_>>();
        let found = files(&list(&[("a", "1"), ("b", "1"), ("c", "1")]), &list(&[("b", "1"), ("c", "2"), ("d", "1")]));
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let expected = FileDiff { added: names(&["d"]), removed: names(&["a"]), changed: names(&["c"]) };
        assert_eq!(found, expected);
        assert!(!found.is_same() && FileDiff::default().is_same());
    }

    #[test]
    fn a_parameter_that_only_one_run_has_is_told() {
        let map = |text: &str| serde_json::from_str::<Map<String, Value>>(text).expect("an object");
        let found = parameters(&map(r#"{"a": "1", "b": "2"}"#), &map(r#"{"b": "2", "c": true}"#));
        let change = |name: &str, old: Option<&str>, new: Option<&str>| ParameterChange {
            name: name.to_owned(),
            old: old.map(str::to_owned),
            new: new.map(str::to_owned),
        };
        assert_eq!(found, [change("a", Some("1"), None), change("c", None, Some("true"))]);
    }
}
