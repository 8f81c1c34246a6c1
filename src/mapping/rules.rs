//! The `[[rule]]` blocks: what must hold for the rows that were loaded.
//!
//! A predicate is SQL, and the database judges it: here it only has to say something.

use super::document::Table;
use super::model::Rule;
use super::problems::Problems;
use super::target;
use crate::diag::Severity;
use crate::diag::codes::mapping as codes;

const SEVERITIES: [(&str, Severity); 2] = [("error", Severity::Error), ("warning", Severity::Warning)];

/// Reads every rule.
pub(super) fn read(document: &mut Table<'_>, problems: &mut Problems) -> Vec<Rule> {
    let blocks = document.take("rule").map(|node| node.tables(problems)).unwrap_or_default();
    let mut rules: Vec<Rule> = Vec::new();
    for block in blocks {
        rules.extend(rule(block, &rules, problems));
    }
    rules
}

fn rule(mut block: Table<'_>, before: &[Rule], problems: &mut Problems) -> Option<Rule> {
    let name = block.need("name", problems).and_then(|node| node.filled(problems));
    let on = block.need("on", problems).and_then(|node| node.text(problems));
    let on = on.and_then(|name| target::mapped_table(&name, problems));
    let require = block.need("require", problems).and_then(|node| node.filled(problems));
    let severity = block.need_choice("severity", &SEVERITIES, problems);
    let message = block.need("message", problems).and_then(|node| node.table(problems));
    block.finish(problems);
    let (mut dutch, mut english) = (None, None);
    if let Some(mut message) = message {
        dutch = message.need("nl", problems).and_then(|node| node.filled(problems));
        english = message.need("en", problems).and_then(|node| node.filled(problems));
        message.finish(problems);
    }
    let name = name?;
    if before.iter().any(|rule| rule.name == name.text) {
        problems.report(&codes::DUPLICATE, name.at, format!("there are two rules \"{}\"", name.text));
    }
    let require = require?;
    Some(Rule {
        name: name.text.to_owned(),
        on: on?,
        require: require.text.to_owned(),
        severity: severity?,
        dutch: dutch?.text.to_owned(),
        english: english?.text.to_owned(),
        span: problems.span(require.at),
    })
}
