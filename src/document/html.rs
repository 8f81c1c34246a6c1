//! A document as one self-contained page, in the style of the report.
//!
//! It holds no script and refers to nothing outside itself; every value is escaped.

use maud::{Markup, html};

use super::markdown::is_hidden;
use super::model::{Block, Document, Section, Span, Table, Text};
use super::words::{Voice, general};
use crate::mapping::model::Language;
use crate::report::html::frame;

const STYLE: &str = include_str!("style.css");

/// Renders a document.
#[must_use]
pub fn render(document: &Document) -> String {
    let body = html! {
        div.document {
            header {
                h1 { (Marked(&document.title, document.language)) }
                p { (Marked(&document.lead, document.language)) }
            }
            (contents(document))
            main { @for section in &document.sections { (self::section(section, document.language, 2)) } }
        }
    };
    frame::page(code(document.language), &plain(&document.title), &[STYLE], &body)
}

fn contents(document: &Document) -> Markup {
    let entry =
        |section: &Section| html! { a href={ "#" (section.id) } { (Marked(&section.title, document.language)) } };
    let heading = Voice(document.language).say(general::CONTENTS);
    html! {
        nav aria-labelledby="contents" {
            h2 #contents { (Marked(&heading, document.language)) }
            ol {
                @for section in &document.sections {
                    li {
                        (entry(section))
                        @if !section.parts.is_empty() {
                            ul { @for part in &section.parts { li { (entry(part)) } } }
                        }
                    }
                }
            }
        }
    }
}

fn section(section: &Section, language: Language, level: usize) -> Markup {
    let name = format!("{}-title", section.id);
    let title = Marked(&section.title, language);
    html! {
        section id=(section.id) aria-labelledby=(name) {
            @match level {
                2 => { h2 id=(name) { (title) } }
                3 => { h3 id=(name) { (title) } }
                _ => { h4 id=(name) { (title) } }
            }
            @for block in &section.blocks { (self::block(block, language)) }
            @for part in &section.parts { (self::section(part, language, level + 1)) }
        }
    }
}

fn block(block: &Block, language: Language) -> Markup {
    match block {
        Block::Paragraph(text) => html! { p { (Marked(text, language)) } },
        Block::Facts(facts) => html! {
            dl.facts {
                @for (name, what) in facts {
                    div { dt { (Marked(name, language)) } dd { (Marked(what, language)) } }
                }
            }
        },
        Block::Table(table) => self::table(table, language),
        Block::Sql(sql) => html! { pre tabindex="0" { code { (shown(sql)) } } },
    }
}

fn table(table: &Table, language: Language) -> Markup {
    let heads = html! {
        @for head in &table.heads { th scope="col" { (Marked(head, language)) } }
    };
    let rows = html! {
        tbody {
            @for row in &table.rows {
                tr {
                    @for (place, cell) in row.iter().enumerate() {
                        @if place == 0 {
                            th scope="row" { (Marked(cell, language)) }
                        } @else {
                            td { (Marked(cell, language)) }
                        }
                    }
                }
            }
        }
    };
    frame::table(Marked(&table.caption, language), &heads, &rows)
}

/// Text with what is quoted in it marked as such, in a document of a language.
#[derive(Clone, Copy)]
struct Marked<'t>(&'t Text, Language);

impl maud::Render for Marked<'_> {
    fn render(&self) -> Markup {
        html! {
            @for span in &self.0.0 {
                @match span {
                    Span::Words(words) => { (shown(words)) }
                    Span::Code(text) => { code { (shown(text)) } }
                    Span::Other(words) => { i lang=(code(other(self.1))) { (shown(words)) } }
                }
            }
        }
    }
}

fn plain(text: &Text) -> String {
    let spans = text.0.iter().map(|span| match span {
        Span::Words(text) | Span::Code(text) | Span::Other(text) => shown(text),
    });
    spans.collect()
}

/// Writes characters that cannot be seen by their numbers; lines stay lines.
fn shown(text: &str) -> String {
    let characters = text.chars().map(|character| match character {
        '\n' | '\t' => character.to_string(),
        hidden if is_hidden(hidden) => hidden.escape_unicode().to_string(),
        shown => shown.to_string(),
    });
    characters.collect()
}

const fn code(language: Language) -> &'static str {
    match language {
        Language::Dutch => "nl",
        Language::English => "en",
    }
}

const fn other(language: Language) -> Language {
    match language {
        Language::Dutch => Language::English,
        Language::English => Language::Dutch,
    }
}
