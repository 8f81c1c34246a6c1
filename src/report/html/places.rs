//! Delivered places, as short as they can be said: lines that follow each other are one range.

use maud::{Markup, html};

/// Renders places such as `betalingen_2020.csv:17`; a dash where there are none.
pub(super) fn render<'p>(places: impl IntoIterator<Item = &'p str>) -> Markup {
    let ranges = ranges(places);
    html! {
        @if ranges.is_empty() { "–" }
        @for range in &ranges { code.place { (range) } " " }
    }
}

/// Joins lines of one file that follow each other: `betalingen_2020.csv:17–19`.
fn ranges<'p>(places: impl IntoIterator<Item = &'p str>) -> Vec<String> {
    let mut ranges: Vec<(&str, Option<(u64, u64)>)> = Vec::new();
    for place in places {
        let (file, line) = split(place);
        match (ranges.last_mut(), line) {
            (Some((last, Some((_, to)))), Some(line)) if *last == file && *to + 1 == line => *to = line,
            _ => ranges.push((file, line.map(|line| (line, line)))),
        }
    }
    let said = ranges.into_iter().map(|(file, lines)| match lines {
        None => file.to_owned(),
        Some((from, to)) if from == to => format!("{file}:{from}"),
        Some((from, to)) => format!("{file}:{from}–{to}"),
    });
    said.collect()
}

/// Parts a place into file and line; what has no line is a name.
fn split(place: &str) -> (&str, Option<u64>) {
    let parts = place.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse().ok()?)));
    parts.map_or((place, None), |(file, line)| (file, Some(line)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_follow_each_other_are_one_range() {
        let table: [(&[&str], &[&str]); 4] = [
            (&["a.csv:1", "a.csv:2", "a.csv:3"], &["a.csv:1–3"]),
            (&["a.csv:1", "a.csv:3", "b.csv:4"], &["a.csv:1", "a.csv:3", "b.csv:4"]),
            (&["a.csv", "a.csv", "c:d.csv:9"], &["a.csv", "a.csv", "c:d.csv:9"]),
            (&[], &[]),
        ];
        for (places, expected) in table {
            assert_eq!(ranges(places.iter().copied()), expected);
        }
    }
}
