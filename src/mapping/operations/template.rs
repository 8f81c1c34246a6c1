//! Text with delivered cells in it.

use super::Reader;
use crate::catalog::Column;
use crate::diag::codes::mapping as codes;
use crate::mapping::document::{Table, Text};
use crate::mapping::language::Fits;
use crate::mapping::model::TemplatePiece;
use crate::mapping::problems::Problems;

impl Reader<'_, '_> {
    /// Takes a template apart: `{Heading}` is a cell, `{{` and `}}` are braces.
    pub(super) fn template(
        &mut self,
        table: &mut Table<'_>,
        column: &Column,
        problems: &mut Problems,
    ) -> Option<Vec<TemplatePiece>> {
        let template = table.take("template")?.filled(problems)?;
        if !Fits::FreeText.holds(column, false) {
            let message = format!("\"{}\" is no free text, and a template makes that", column.name);
            problems.report(&codes::DOES_NOT_FIT, template.at.clone(), message);
        }
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut rest = template.text;
        while let Some(at) = rest.find(['{', '}']) {
            text.push_str(&rest[..at]);
            let brace = &rest[at..=at];
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix(brace) {
                text.push_str(brace);
                rest = after;
                continue;
            }
            let Some((heading, after)) = rest.split_once('}').filter(|_| brace == "{") else {
                problems.refuse(template.at, "a brace without its other half", "write {{ or }} for a brace itself");
                return None;
            };
            if !text.is_empty() {
                pieces.push(TemplatePiece::Text(std::mem::take(&mut text)));
            }
            let heading = Text { text: heading, at: template.at.clone() };
            pieces.push(TemplatePiece::Column(self.tables.heading(self.from, &heading, problems)?));
            rest = after;
        }
        text.push_str(rest);
        if !text.is_empty() {
            pieces.push(TemplatePiece::Text(text));
        }
        Some(pieces)
    }
}
