//! What every page of the tool is made in: a head that lets nothing in from outside, one style, tables that scroll.

use maud::{DOCTYPE, Markup, PreEscaped, Render, html};

const STYLE: &str = include_str!("style.css");
/// Nothing but the page's own style may be used, whatever a delivered value holds.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Renders a whole page in a language, in the shared style and what is added to it.
#[must_use]
pub fn page(language: &str, title: &str, styles: &[&str], body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) @for style in styles { (PreEscaped(style)) } }
            }
            body { (body) }
        }
    };
    page.into_string()
}

/// Renders a table that scrolls in its own frame where it is too wide.
#[must_use]
pub fn table(caption: impl Render, heads: &Markup, rows: &Markup) -> Markup {
    html! {
        div.frame tabindex="0" {
            table {
                caption { (caption) }
                thead { tr { (heads) } }
                (rows)
            }
        }
    }
}
