//! A profile as one self-contained page, in the style of the report.
//!
//! It holds no script and refers to nothing outside itself; every text is escaped.

use maud::{Markup, html};

use super::model::{ColumnProfile, Profile, TableProfile};
use super::tally::{counted, percent};
use super::words;
use crate::report::html::frame;

/// How many patterns and common texts are shown of a column.
const SHOWN: usize = 8;

/// Renders the page.
#[must_use]
pub fn render(profile: &Profile) -> String {
    let tables = counted(profile.tables.len() as u64, "table");
    let rows = counted(profile.tables.iter().map(|table| table.rows).sum(), "row");
    let body = html! {
        header {
            h1 { "What is in the delivery" }
            p { (tables) ", " (rows) ". Texts that stand in fewer than five rows, numbers of persons and accounts, and names are not shown." }
        }
        (contents(profile))
        main {
            @for (place, table) in profile.tables.iter().enumerate() { (section(table, place)) }
            @if !profile.others.is_empty() { (others(profile)) }
        }
        footer { p { "overdracht " (env!("CARGO_PKG_VERSION")) } }
    };
    frame::page("en", &format!("overdracht: profile of {tables}"), &[], &body)
}

fn contents(profile: &Profile) -> Markup {
    html! {
        nav aria-labelledby="contents" {
            h2 #contents { "Tables" }
            ol {
                @for (place, table) in profile.tables.iter().enumerate() {
                    li { a href={ "#table-" (place + 1) } { (table.name) } " " small { (words::size(table)) } }
                }
                @if !profile.others.is_empty() { li { a href="#others" { "Not profiled" } } }
            }
        }
    }
}

fn section(table: &TableProfile, place: usize) -> Markup {
    let id = format!("table-{}", place + 1);
    let keys = words::keys(table);
    let doubts =
        table.columns.iter().enumerate().flat_map(|(place, column)| {
            column.doubts.iter().map(move |doubt| (Some(words::label(table, place)), doubt))
        });
    let doubts: Vec<(Option<String>, &String)> = table.doubts.iter().map(|doubt| (None, doubt)).chain(doubts).collect();
    html! {
        section id=(id) aria-labelledby={ (id) "-title" } {
            h2 id={ (id) "-title" } { (table.name) }
            dl.facts {
                (fact("Size", &format!("{}, {} bytes", words::size(table), table.bytes)))
                (fact("Form", &words::form(table)))
                (fact("Key", if keys.is_empty() { "none was found" } else { &keys[0] }))
                @if keys.len() > 1 { (fact("Or", &keys[1..].join("; "))) }
                @if let Some(footer) = &table.footer { (fact("Totals line", footer)) }
            }
            @if !doubts.is_empty() {
                h3 { "Doubts" }
                ul {
                    @for (heading, doubt) in doubts {
                        li { @if let Some(heading) = heading { strong { (heading) } ": " } (doubt) }
                    }
                }
            }
            h3 { "Columns" }
            (columns(table))
            h3 { "Evidence" }
            ul { @for sentence in &table.evidence { li { (sentence) } } }
        }
    }
}

fn fact(label: &str, value: &str) -> Markup {
    html! { div { dt { (label) } dd { (value) } } }
}

fn columns(table: &TableProfile) -> Markup {
    html! {
        div.frame tabindex="0" {
            table {
                caption { "A pattern shows digits as 9 and letters as A and a; 9{8} is a run of eight" }
                thead { tr {
                    @for head in ["Column", "Kind"] { th scope="col" { (head) } }
                    @for head in ["Filled", "Distinct", "Length"] { th.number scope="col" { (head) } }
                    @for head in ["Patterns", "Common texts", "Range"] { th scope="col" { (head) } }
                } }
                tbody { @for column in &table.columns { (row(column)) } }
            }
        }
    }
}

fn row(column: &ColumnProfile) -> Markup {
    let length = if column.shortest == column.longest {
        column.longest.to_string()
    } else {
        format!("{}–{}", column.shortest, column.longest)
    };
    html! {
        tr {
            th scope="row" { (column.heading) }
            td { (words::kind(column)) }
            td.number { (words::filled(column)) }
            td.number { (words::distinct(column.distinct)) }
            td.number { (length) }
            td { (parts(&column.patterns, column.filled, true)) }
            td {
                (parts(&column.common, column.filled, false))
                @if column.rare > 0 { small { (column.rare) " in fewer than five rows" } }
            }
            td { @if let Some((lowest, highest)) = &column.range { (lowest) " – " (highest) } }
        }
    }
}

/// Renders texts with the share of the filled cells that they stand in.
fn parts(parts: &[(String, u64)], filled: u64, is_pattern: bool) -> Markup {
    html! {
        @for (text, count) in parts.iter().take(SHOWN) {
            div.part {
                @if is_pattern { code { (text) } } @else { span { (text) } }
                span { (percent(*count, filled)) "%" }
            }
        }
    }
}

fn others(profile: &Profile) -> Markup {
    html! {
        section #others aria-labelledby="others-title" {
            h2 #others-title { "Not profiled" }
            ul { @for (name, reason) in &profile.others { li { strong { (name) } ": " (reason) } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::sample;

    #[test]
    fn the_page_needs_nothing_outside_itself_and_escapes_what_was_delivered() {
        let mut profile = sample::profile();
        profile.tables[0].columns[0].heading = "<script>alert(1)</script>".to_owned();
        let page = render(&profile);
        for forbidden in ["http://", "https://", "src=", "<script", "<link", "@import", "url("] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        assert!(page.contains("&lt;script&gt;"));
    }

    #[test]
    fn every_entry_of_the_contents_leads_to_a_section() {
        let page = render(&sample::profile());
        let targets: Vec<&str> = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(targets, ["table-1", "table-2", "others"]);
        for target in targets {
            assert_eq!(page.matches(&format!(" id=\"{target}\"")).count(), 1, "{target}");
        }
    }
}
