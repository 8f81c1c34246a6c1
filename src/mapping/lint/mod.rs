//! What a mapping that can be used leaves unsaid, or says and cannot mean: one rule per file.
//!
//! Every rule looks at the finished mapping alone, and only where that has no errors. Deliberately absent: matters of
//! taste. A rule that is not sure keeps silent, since an alarm that cries wolf is ignored.

mod amount_read_as_text;
mod case_covered;
mod code_not_reached;
mod column_not_filled;
mod condition_always_holds;
mod condition_never_holds;
mod destination_without_cases;
mod empty_as_value;
mod filled_after_all;
mod listed_twice;
mod logic;
mod lookup_not_by_key;
mod no_last_case;
mod no_left_out;
mod partner_without_rows;
mod promise_code_unknown;
mod promise_reads_otherwise;
mod ranges_overlap;
mod repair_without_reason;
mod reserve_without_component;
mod table_not_read;
mod taken_and_left_out;

use super::model::Mapping;
use crate::diag::{Code, Diagnostic, Span};

/// Every rule, in order of name.
static LINTS: &[&Lint] = &[
    &amount_read_as_text::LINT,
    &case_covered::LINT,
    &code_not_reached::LINT,
    &column_not_filled::LINT,
    &condition_always_holds::LINT,
    &condition_never_holds::LINT,
    &destination_without_cases::LINT,
    &empty_as_value::LINT,
    &filled_after_all::LINT,
    &listed_twice::LINT,
    &lookup_not_by_key::LINT,
    &no_last_case::LINT,
    &no_left_out::LINT,
    &partner_without_rows::LINT,
    &promise_code_unknown::LINT,
    &promise_reads_otherwise::LINT,
    &ranges_overlap::LINT,
    &repair_without_reason::LINT,
    &reserve_without_component::LINT,
    &table_not_read::LINT,
    &taken_and_left_out::LINT,
];

/// One rule.
struct Lint {
    /// What it finds.
    code: &'static Code,
    /// Finds it.
    check: fn(&Mapping, &mut Findings),
}

/// What one rule finds.
struct Findings {
    code: &'static Code,
    list: Vec<Diagnostic>,
}

impl Findings {
    /// Takes down what was found at a place.
    fn add(&mut self, span: Option<Span>, message: String) {
        self.list.push(Diagnostic { code: self.code, span, message, help: None });
    }

    /// Takes down what was found at a place, with its own advice.
    fn advise(&mut self, span: Option<Span>, message: String, help: impl Into<String>) {
        self.list.push(Diagnostic { code: self.code, span, message, help: Some(help.into()) });
    }
}

/// Holds every rule against a mapping.
pub(super) fn check(mapping: &Mapping) -> Vec<Diagnostic> {
    let found = LINTS.iter().flat_map(|lint| {
        let mut findings = Findings { code: lint.code, list: Vec::new() };
        (lint.check)(mapping, &mut findings);
        findings.list
    });
    found.collect()
}

/// Lists texts in quotes: the first few, and how many there are besides.
fn quoted<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    const SHOWN: usize = 5;
    let texts: Vec<String> = texts.into_iter().map(|text| format!("\"{text}\"")).collect();
    match texts.len().checked_sub(SHOWN) {
        None | Some(0) => texts.join(", "),
        Some(more) => format!("{} and {more} more", texts[..SHOWN].join(", ")),
    }
}

#[cfg(test)]
mod tests;
