//! Diagnostics whose places and texts are hard to write down, for the tests of every form.

use std::path::PathBuf;
use std::sync::Arc;

use crate::diag::codes::mapping as codes;
use crate::diag::{Code, Diagnostic, SourceFile, Span};

/// A text with line ends of two characters, and characters of two and four bytes before a culprit.
const TEXT: &str = "mapping-version = 1\r\n\r\n[transfer]\r\nservis = \"laborijn\" # één 🦔\r\n\r\n[delivery.x]\r\n\
                    columns = [\"Café\", \"🦔\", \"Soort\"]\r\nkey = [\r\n  \"A\",\r\n]\r\n";

/// Returns one diagnostic of every kind that is hard to write down.
pub(super) fn hard_ones() -> Vec<Diagnostic> {
    vec![
        about(&codes::UNKNOWN_KEY, "servis", "unknown key \"servis\"", Some("did you mean \"service\"?")),
        about(&codes::UNUSED_COLUMN, "\"Soort\"", "nothing uses \"Soort\": 100% unused,\nsays the list", None),
        about(&codes::CASE_TABLE, "[\r\n  \"A\",\r\n]", "not one column", None),
        Diagnostic { code: &codes::MISSING_KEY, span: None, message: "no [promise]".to_owned(), help: None },
    ]
}

fn about(code: &'static Code, culprit: &str, message: &str, help: Option<&str>) -> Diagnostic {
    let start = TEXT.find(culprit).expect("the culprit stands in the text");
    let path = PathBuf::from("mappings/het plein, 50%:é/mapping.toml");
    let source = Arc::new(SourceFile { path, text: TEXT.to_owned() });
    let span = Some(Span { source, range: start..start + culprit.len() });
    Diagnostic { code, span, message: message.to_owned(), help: help.map(str::to_owned) }
}
