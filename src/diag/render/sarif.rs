//! Diagnostics as SARIF 2.1.0, the form in which code scanning takes the results of any tool.
//!
//! Source: OASIS, Static Analysis Results Interchange Format 2.1.0. The rules are all codes about mappings, found or
//! not. Columns count units of UTF-16; paths are relative to where the program was started.

use std::fmt::Write as _;
use std::path::{Component, Path};

use serde_json::{Value, json};

use crate::diag::code::{Code, Group};
use crate::diag::explain::{self, Explanation};
use crate::diag::{Columns, Diagnostic, codes};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The name of the folder that relative paths start from, as it is customary.
const ROOT: &str = "%SRCROOT%";

/// Renders diagnostics in their order, and what could not be checked at all.
///
/// # Panics
/// Never: texts and numbers under fixed names always have a JSON form.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], failures: &[String]) -> String {
    let rules: Vec<&Code> = codes::all().into_iter().filter(|code| code.group() == Group::Mapping).collect();
    let results: Vec<Value> = diagnostics.iter().map(|diagnostic| result(diagnostic, &rules)).collect();
    let notifications: Vec<Value> =
        failures.iter().map(|failure| json!({ "level": "error", "message": { "text": failure } })).collect();
    let version = env!("CARGO_PKG_VERSION");
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "overdracht",
                "version": version,
                "semanticVersion": version,
                "rules": rules.into_iter().map(rule).collect::<Vec<_>>(),
            } },
            "invocations": [{
                "executionSuccessful": failures.is_empty(),
                "toolExecutionNotifications": notifications,
            }],
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).expect("keys are text and numbers are integers") + "\n"
}

fn rule(code: &Code) -> Value {
    let mut rule = json!({
        "id": code.id,
        "shortDescription": { "text": code.title },
        "defaultConfiguration": { "level": code.severity },
    });
    if let Some(explanation) = explain::of(code) {
        let Explanation { checks, why, .. } = explanation;
        rule["fullDescription"] = json!({ "text": format!("{checks} {why}") });
        rule["help"] = help(explanation);
    }
    rule
}

/// Shows the example before and after, as text and as Markdown.
fn help(explanation: &Explanation) -> Value {
    let (example, advice) = (explanation.example.trim_end(), explanation.advice());
    let mut text = format!("{example}\n\n{advice}");
    let mut markdown = format!("```\n{example}\n```\n\n{advice}");
    if let Some(mended) = explanation.mended().map(str::trim_end) {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n\n{mended}");
        let _ = write!(markdown, "\n\n```\n{mended}\n```");
    }
    json!({ "text": text, "markdown": markdown })
}

fn result(diagnostic: &Diagnostic, rules: &[&Code]) -> Value {
    let code = diagnostic.code;
    let mut result = json!({
        "ruleId": code.id,
        "level": code.severity,
        "message": { "text": format!("{}\nhelp: {}", diagnostic.message, diagnostic.advice()) },
    });
    if let Some(index) = rules.iter().position(|rule| *rule == code) {
        result["ruleIndex"] = json!(index);
    }
    if let Some(span) = &diagnostic.span {
        let extent = span.extent(Columns::Utf16);
        result["locations"] = json!([{ "physicalLocation": {
            "artifactLocation": location(&span.source.path),
            "region": {
                "startLine": extent.line,
                "startColumn": extent.column,
                "endLine": extent.end_line,
                "endColumn": extent.end_column,
            },
        } }]);
    }
    result
}

fn location(path: &Path) -> Value {
    let uri = uri(path);
    if path.has_root() { json!({ "uri": uri }) } else { json!({ "uri": uri, "uriBaseId": ROOT }) }
}

/// Writes a path as a URI: relative where the path is, with forward slashes, and escaped.
fn uri(path: &Path) -> String {
    let mut parts = Vec::new();
    for component in path.components() {
        match component {
            Component::RootDir | Component::CurDir => {}
            Component::ParentDir => parts.push("..".to_owned()),
            Component::Prefix(_) | Component::Normal(_) => parts.push(escaped(component)),
        }
    }
    let start = if path.has_root() { "file:///" } else { "" };
    start.to_owned() + &parts.join("/")
}

/// Escapes a part of a path byte by byte, except what every URI may hold (RFC 3986, section 2.3).
fn escaped(part: Component<'_>) -> String {
    let mut text = String::new();
    for byte in part.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(byte) {
            text.push(char::from(*byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::render::fixture::hard_ones;

    #[test]
    fn results_have_a_place_that_editors_count_alike() {
        let log: Value = serde_json::from_str(&render(&hard_ones(), &["m: not UTF-8".to_owned()])).expect("JSON");
        let run = &log["runs"][0];
        let shown = json!({ "invocations": run["invocations"], "results": run["results"] });
        insta::assert_snapshot!(serde_json::to_string_pretty(&shown).expect("JSON"));
    }

    #[test]
    fn the_rules_are_explained() {
        let log: Value = serde_json::from_str(&render(&[], &[])).expect("JSON");
        let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
        assert!(
            rules.iter().all(|rule| rule["help"]["text"].is_string() && rule["fullDescription"]["text"].is_string())
        );
        let place = rules.iter().position(|rule| rule["id"] == "OV0111").expect("a rule");
        insta::assert_snapshot!(serde_json::to_string_pretty(&rules[place]).expect("JSON"));
    }

    #[test]
    fn a_path_becomes_a_uri() {
        let table = [
            ("mappings/laborijn/mapping.toml", "mappings/laborijn/mapping.toml"),
            ("./mappings//x/mapping.toml", "mappings/x/mapping.toml"),
            ("../het plein/é%.toml", "../het%20plein/%C3%A9%25.toml"),
            ("a:b/c#d?e", "a%3Ab/c%23d%3Fe"),
            ("/srv/m/mapping.toml", "file:///srv/m/mapping.toml"),
        ];
        for (path, expected) in table {
            assert_eq!(uri(Path::new(path)), expected);
        }
        assert_eq!(location(Path::new("m/x.toml")), json!({ "uri": "m/x.toml", "uriBaseId": "%SRCROOT%" }));
        assert_eq!(location(Path::new("/m/x.toml")), json!({ "uri": "file:///m/x.toml" }));
    }
}
