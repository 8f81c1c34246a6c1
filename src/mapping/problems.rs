//! The problems of a mapping, collected while it is read.
//!
//! Whoever finds one reports it here and goes on with what is left, so that all of them come at once.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diag::codes::mapping as codes;
use crate::diag::{Code, Diagnostic, Severity, SourceFile, Span, put_in_order};
use crate::domain::bsn::mask_in_place;

/// Where a problem or a value stands in the mapping's text, in bytes.
pub(super) type Place = Range<usize>;

/// The problems found so far.
pub(super) struct Problems {
    source: Arc<SourceFile>,
    list: Vec<Diagnostic>,
}

impl Problems {
    /// Starts without any, over the text of `mapping.toml`.
    pub(super) fn new(source: Arc<SourceFile>) -> Self {
        Self { source, list: Vec::new() }
    }

    /// Takes down a problem at a place in `mapping.toml`.
    pub(super) fn report(&mut self, code: &'static Code, at: Place, message: impl Into<String>) {
        self.suggest(code, at, message, None);
    }

    /// Takes down a problem with its own advice, where there is any.
    pub(super) fn suggest(&mut self, code: &'static Code, at: Place, message: impl Into<String>, help: Option<String>) {
        self.report_in(code, self.span(at), message, help);
    }

    /// Takes down a value that its key does not take, with what it takes.
    pub(super) fn refuse(&mut self, at: Place, message: impl Into<String>, help: impl Into<String>) {
        self.suggest(&codes::BAD_VALUE, at, message, Some(help.into()));
    }

    /// Takes down a problem in any file of the mapping.
    pub(super) fn report_in(
        &mut self,
        code: &'static Code,
        at: Span,
        message: impl Into<String>,
        help: Option<String>,
    ) {
        self.list.push(Diagnostic { code, span: Some(at), message: message.into(), help });
    }

    /// Takes down a problem in a file in which numbers of persons stand; none is told in full.
    pub(super) fn report_veiled(
        &mut self,
        code: &'static Code,
        at: Span,
        message: impl AsRef<str>,
        help: Option<String>,
    ) {
        self.report_in(code, at, mask_in_place(message.as_ref()), help);
    }

    /// Turns a place in `mapping.toml` into a span that can be kept.
    pub(super) fn span(&self, at: Place) -> Span {
        Span { source: Arc::clone(&self.source), range: at }
    }

    /// Returns the text of `mapping.toml`.
    pub(super) fn source(&self) -> Arc<SourceFile> {
        Arc::clone(&self.source)
    }

    /// Takes down problems that were found in one go.
    pub(super) fn extend(&mut self, found: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(found);
    }

    /// Tells whether the mapping cannot be used.
    pub(super) fn has_errors(&self) -> bool {
        self.list.iter().any(|problem| problem.code.severity == Severity::Error)
    }

    /// Returns what was found, `mapping.toml` first, then by file and place, each once; of what is wrong with many lines of
    /// another file in one way the first few.
    pub(super) fn into_sorted(mut self) -> Vec<Diagnostic> {
        put_in_order(&mut self.list, &self.source.path);
        shortened(self.list, &self.source.path)
    }
}

/// Keeps the first few problems of a kind in each file beside the first one, and says with the last how many follow.
fn shortened(problems: Vec<Diagnostic>, first: &Path) -> Vec<Diagnostic> {
    const MOST: usize = 20;
    let mut kept: Vec<Diagnostic> = Vec::new();
    // Where the last one of a kind that is kept stands, how many are, and how many are not.
    let mut kinds: BTreeMap<(PathBuf, &str), [usize; 3]> = BTreeMap::new();
    for problem in problems {
        if let Some(path) = problem.span.as_ref().map(|span| &span.source.path).filter(|path| *path != first) {
            let [last, seen, more] = kinds.entry((path.clone(), problem.code.id)).or_default();
            if *seen == MOST {
                *more += 1;
                continue;
            }
            (*last, *seen) = (kept.len(), *seen + 1);
        }
        kept.push(problem);
    }
    for [last, _, more] in kinds.into_values().filter(|[.., more]| *more > 0) {
        let lines = if more == 1 { "line is" } else { "lines are" };
        // Writing to a string cannot fail.
        let _ = write!(kept[last].message, "; {more} more {lines} wrong in this way");
    }
    kept
}

/// Suggests the name that was probably meant, or lists the names where they are few.
pub(super) fn did_you_mean<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<String> {
    const FEW: usize = 8;
    let names: Vec<&str> = names.into_iter().collect();
    let lower = word.to_lowercase();
    let farthest = (word.chars().count() / 3).max(1);
    let nearest = names
        .iter()
        .map(|name| (strsim::damerau_levenshtein(&lower, &name.to_lowercase()), *name))
        .filter(|(distance, _)| *distance <= farthest)
        .min();
    match nearest {
        Some((_, name)) => Some(format!("did you mean \"{name}\"?")),
        None if (1..=FEW).contains(&names.len()) => {
            let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
            Some(format!("one of {}", quoted.join(", ")))
        }
        None => None,
    }
}

/// Suggests which of a closed list was meant, or names the list: the first of a long one.
pub(super) fn one_of<'n>(word: &str, names: impl Iterator<Item = &'n str> + Clone) -> String {
    const SHOWN: usize = 12;
    did_you_mean(word, names.clone()).unwrap_or_else(|| {
        let more = names.clone().count().saturating_sub(SHOWN);
        let shown: Vec<String> = names.take(SHOWN).map(|name| format!("\"{name}\"")).collect();
        let rest = if more > 0 { format!(" and {more} more, which `overdracht schema` lists") } else { String::new() };
        format!("one of {}{rest}", shown.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_name_is_suggested_and_a_far_one_is_not() {
        let names = ["Dossiernummer", "Clientnummer"];
        let cases = [
            ("Dosiernummer", Some("did you mean \"Dossiernummer\"?")),
            ("clientnummer", Some("did you mean \"Clientnummer\"?")),
            ("Bedrag", Some("one of \"Dossiernummer\", \"Clientnummer\"")),
        ];
        for (word, expected) in cases {
            assert_eq!(did_you_mean(word, names).as_deref(), expected, "{word}");
        }
        assert_eq!(did_you_mean("x", []), None);
    }

    #[test]
    fn of_a_closed_list_the_nearest_or_the_first_are_named() {
        let names: Vec<String> = (10..30).map(|number| number.to_string()).collect();
        let names = || names.iter().map(String::as_str);
        assert_eq!(one_of("1x", names()), "did you mean \"10\"?");
        let listed = one_of("maandelijks", names().take(9));
        assert_eq!(listed, r#"one of "10", "11", "12", "13", "14", "15", "16", "17", "18""#);
        assert!(one_of("maandelijks", names()).ends_with("\"21\" and 8 more, which `overdracht schema` lists"));
    }
}
