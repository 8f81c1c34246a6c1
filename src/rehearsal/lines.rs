//! Lines of a file of comma-separated values with their places.

use std::ops::Range;

use csv::{ReaderBuilder, StringRecord, WriterBuilder};

/// One line.
pub(in crate::rehearsal) struct Line {
    /// Where it stands, without its end.
    pub(in crate::rehearsal) at: Range<usize>,
    /// Where it stands, up to the next.
    pub(in crate::rehearsal) whole: Range<usize>,
    /// Its cells.
    pub(in crate::rehearsal) cells: Vec<String>,
}

/// Lists the lines of a file, that with the headings too.
pub(in crate::rehearsal) fn of(text: &str) -> Vec<Line> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let skipped = text.len() - body.len();
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(body.as_bytes());
    let mut record = StringRecord::new();
    let mut found: Vec<(usize, Vec<String>)> = Vec::new();
    while matches!(reader.read_record(&mut record), Ok(true)) {
        let start = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or_default();
        let start = start + skipped;
        let blank = text[start..].len() - text[start..].trim_start_matches(['\r', '\n']).len();
        found.push((start + blank, record.iter().map(str::to_owned).collect()));
    }
    let ends: Vec<usize> = found.iter().skip(1).map(|(start, _)| *start).chain([text.len()]).collect();
    let line = |((start, cells), end): ((usize, Vec<String>), usize)| {
        let length = text[start..end].trim_end_matches(['\r', '\n']).len();
        Line { at: start..start + length, whole: start..end, cells }
    };
    found.into_iter().zip(ends).map(line).collect()
}

/// Writes a line with another text in one cell.
pub(in crate::rehearsal) fn with(cells: &[String], place: usize, text: &str) -> String {
    let mut cells = cells.to_vec();
    cells.resize(cells.len().max(place + 1), String::new());
    text.clone_into(&mut cells[place]);
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    // A list in memory takes whatever is written to it.
    let _ = writer.write_record(&cells);
    let written = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&written).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_with_their_places() {
        let text = "\u{feff}from,to\r\n\r\nA,\"x\ny\"\nB,z";
        let lines = of(text);
        let shown: Vec<(&str, usize)> = lines.iter().map(|line| (&text[line.at.clone()], line.cells.len())).collect();
        assert_eq!(shown, [("from,to", 2), ("A,\"x\ny\"", 2), ("B,z", 2)]);
        assert_eq!(&text[lines[1].whole.clone()], "A,\"x\ny\"\n");
    }

    #[test]
    fn a_cell_is_written_in_place_of_another_or_of_none() {
        let cells = ["A".to_owned(), "x".to_owned()];
        assert_eq!(with(&cells, 1, "y,z"), "A,\"y,z\"");
        assert_eq!(with(&cells, 2, "former"), "A,x,former");
    }
}
