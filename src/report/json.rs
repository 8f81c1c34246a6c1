//! Answers as JSON, and the summary among them, as other programs read them.

use serde::Serialize;

use crate::reconcile::summary::Summary;

/// Renders `summary.json`, indented, with a line end at the end.
#[must_use]
pub fn render(summary: &Summary) -> String {
    pretty(summary)
}

/// Renders an answer, indented, with a line end at the end.
///
/// # Panics
/// Never for an answer: it has text for keys, and nothing in it can fail to serialise. Nothing would look like an
/// answer of which nothing is wrong.
#[must_use]
pub fn pretty(answer: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(answer).expect("keys are text and numbers are integers");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::report::fixture;

    fn parsed(summary: &Summary) -> Value {
        serde_json::from_str(&render(summary)).expect("valid JSON")
    }

    fn keys(value: &Value) -> Vec<&str> {
        value.as_object().expect("an object").keys().map(String::as_str).collect()
    }

    #[test]
    fn fields_stand_in_the_order_of_the_contract() {
        let summary = parsed(&fixture::proven().summary);
        let contract = ["format", "overdracht", "service", "cutover", "verdict", "accounting", "proofs", "findings"];
        assert_eq!(keys(&summary), contract);
        let account = ["table", "file", "read", "loaded", "merged", "filtered", "rejected", "unexplained"];
        assert_eq!(keys(&summary["accounting"][0]), account);
        assert_eq!(keys(&summary["proofs"]), ["completeness", "partition", "fidelity", "title", "continuity"]);
        assert_eq!(keys(&summary["findings"]), ["error", "warning", "by_code"]);
    }

    #[test]
    fn every_field_of_the_contract_is_there() {
        let summary = parsed(&fixture::proven().summary);
        let contract = json!({
            "format": 1, "overdracht": "0.1.0", "service": "laborijn", "cutover": "2021-01-01", "verdict": "proven",
            "accounting": [{
                "table": "betalingen", "file": "betalingen_2020.csv",
                "read": { "rows": 4800, "cents": 412_345_678 },
                "loaded": { "rows": 1200, "cents": 103_086_420 },
                "merged": { "rows": 0, "cents": 0 },
                "filtered": { "rows": 3600, "cents": 309_259_258 },
                "rejected": { "rows": 0, "cents": 0 },
                "unexplained": { "rows": 0, "cents": 0 },
            }],
            "proofs": {
                "completeness": {
                    "status": "passed", "unexplained_rows": 0, "control_totals": { "checked": 9, "failed": 0 },
                },
                "partition": {
                    "status": "passed", "cases": 400, "destinations": { "oude-ijsselstreek": 100 },
                    "stays_behind": 300, "nowhere": 0, "twice": 0,
                },
                "fidelity": { "status": "passed", "payments": 1200, "missing": 0, "different": 0, "unexpected": 0 },
                "title": { "status": "passed", "cases": 100, "without_title": 0 },
                "continuity": {
                    "status": "passed", "recipients": 100, "promises": 300,
                    "promised_cents": 30_000_000, "planned_cents": 30_000_000,
                    "verdicts": {
                        "equal": 300, "higher": 0, "excess": 0, "earlier": 0, "lower": 0, "later": 0, "missing": 0,
                        "other_account": 0, "other_payee": 0, "double": 0, "new": 0, "waived": 0,
                    },
                    "reserve": { "cases": 88, "promised_cents": 3_300_000, "carried_cents": 3_300_000 },
                    "waivers": { "used": 0, "expired": 0, "unused": 0, "exceeded": 0, "self_approved": 0 },
                    "worst": [],
                },
            },
            "findings": { "error": 0, "warning": 12, "by_code": { "OV0203": 12 } },
        });
        assert_contains(&summary, &contract, "summary");
    }

    /// Holds a value against what it must have at least: objects may have more fields, the rest is the same.
    fn assert_contains(value: &Value, expected: &Value, path: &str) {
        match expected {
            Value::Object(fields) => {
                for (name, field) in fields {
                    assert_contains(&value[name], field, &format!("{path}.{name}"));
                }
            }
            Value::Array(items) if !items.is_empty() => {
                for (index, item) in items.iter().enumerate() {
                    assert_contains(&value[index], item, &format!("{path}[{index}]"));
                }
            }
            _ => assert_eq!(value, expected, "{path}"),
        }
    }

    #[test]
    fn what_was_not_run_says_why_and_never_passed() {
        let summary = parsed(&fixture::failing().summary);
        assert_eq!(summary["verdict"], "not_proven");
        assert_eq!(summary["proofs"]["title"]["status"], "not_run");
        assert_eq!(summary["proofs"]["title"]["reason"], "the decisions could not be read");
        assert_eq!(summary["proofs"]["continuity"]["status"], "failed");
        assert_eq!(summary["proofs"]["continuity"]["reason"], Value::Null);
    }

    #[test]
    fn a_table_without_amounts_has_null_and_not_zero() {
        let summary = parsed(&fixture::proven().summary);
        assert_eq!(summary["accounting"][1]["read"], json!({ "rows": 400, "cents": null }));
    }

    #[test]
    fn sums_beyond_64_bits_are_written_in_full() {
        let mut summary = fixture::proven().summary;
        summary.proofs.continuity.promised_cents = i128::from(u64::MAX) + 1;
        assert!(render(&summary).contains("\"promised_cents\": 18446744073709551616,"));
    }

    #[test]
    #[should_panic(expected = "keys are text")]
    fn what_has_no_json_form_is_no_empty_answer() {
        let _ = pretty(&std::collections::BTreeMap::from([((1, 2), 3)]));
    }

    #[test]
    fn the_last_line_ends() {
        assert!(render(&fixture::proven().summary).ends_with("}\n"));
    }
}
