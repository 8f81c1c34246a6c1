//! What became of mappings, for who works on them: a line where all is well, else tables of what differs.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Rehearsed;
use crate::rehearsal::{Answer, Case, Difference, Kind};

/// About how many lines are shown of one delivery.
const MOST: usize = 50;
/// From how many rows on those that differ in the same way are shown as one.
const MANY: usize = 4;
/// How many characters of a value are shown.
const WIDEST: usize = 48;
/// Stands for a value that is empty.
const EMPTY: &str = "(empty)";
/// Stands for what is not there.
const ABSENT: &str = "(none)";
/// Stands for all columns of a row that went or came.
const WHOLE: &str = "(whole row)";

/// Renders the answer; where it is to be short, without the lines of what is as expected.
pub(super) fn render(rehearsed: &[Rehearsed<'_>], all: bool, short: bool) -> String {
    let mut text = String::new();
    for done in rehearsed {
        // Tables end with a blank line where more follows.
        if text.lines().last().is_some_and(|line| line.starts_with(' ')) {
            text.push('\n');
        }
        of_mapping(done, all, short, &mut text);
    }
    text
}

fn of_mapping(done: &Rehearsed<'_>, all: bool, short: bool, text: &mut String) {
    let Some(rehearsal) = &done.rehearsal else {
        let _ = writeln!(text, "{}: the mapping is invalid", done.name);
        return;
    };
    if done.is_bare {
        let _ = writeln!(text, "{}: warning: neither examples nor deliveries: nothing holds this mapping", done.name);
        return done.thorough.tell(done.path, text);
    }
    let is_fine = rehearsal.cases.iter().all(Case::is_fine);
    let is_blessed = rehearsal.cases.iter().any(|case| matches!(case.answer, Answer::Blessed(_)));
    if rehearsal.cases.is_empty() || (short && is_fine && done.thorough.is_fine() && !is_blessed) {
        return;
    }
    let verdict = match (is_fine, is_blessed) {
        (true, false) => "as expected",
        (true, true) => "written down",
        (false, _) => "not as expected",
    };
    let (examples, deliveries) = (Tally::of(rehearsal.of(Kind::Example)), Tally::of(rehearsal.of(Kind::Delivery)));
    let sizes = [examples.told("example", "examples"), deliveries.told("delivery", "deliveries")];
    let _ = writeln!(text, "{}: {}: {verdict}", done.name, sizes.join(", "));
    for case in &rehearsal.cases {
        of_case(case, all, text);
    }
    done.thorough.tell(done.path, text);
}

/// How many cases there are, and how many of them are not fine.
struct Tally {
    all: usize,
    wrong: usize,
}

impl Tally {
    fn of<'c>(cases: impl Iterator<Item = &'c Case>) -> Self {
        cases.fold(Self { all: 0, wrong: 0 }, |tally, case| Self {
            all: tally.all + 1,
            wrong: tally.wrong + usize::from(!case.is_fine()),
        })
    }

    fn told(&self, one: &str, several: &str) -> String {
        let noun = if self.all == 1 { one } else { several };
        match self.wrong {
            0 => format!("{} {noun}", self.all),
            wrong => format!("{wrong} of {} {noun}", self.all),
        }
    }
}

fn of_case(case: &Case, all: bool, text: &mut String) {
    let kind = if case.kind == Kind::Example { "example" } else { "delivery" };
    let place = super::place(case);
    match &case.answer {
        Answer::AsExpected => {}
        Answer::NothingExpected => {
            let _ = writeln!(text, "\n  {kind} \"{}\" ({place})", case.name);
            let _ = writeln!(text, "    nothing says what it must come to: write it down with --bless, and read it");
        }
        Answer::Blessed(files) => {
            let _ = writeln!(text, "\n  {kind} \"{}\" ({place}): written down", case.name);
            for file in files {
                let _ = writeln!(text, "    expected/{file}");
            }
        }
        Answer::Differs(differences) => {
            let _ = writeln!(text, "\n  {kind} \"{}\" ({place})", case.name);
            let lines = if all { one_by_one(differences) } else { alike_once(differences) };
            of_files(&lines, all, text);
        }
    }
}

/// Shows what differs file by file: of each as many lines as there is room for, unless all are wanted.
fn of_files(lines: &[Line<'_>], all: bool, text: &mut String) {
    let files: Vec<&[Line<'_>]> = lines.chunk_by(|one, other| one.difference.file == other.difference.file).collect();
    let lines_at = |limit: usize| files.iter().map(|file| file.len().min(limit)).sum::<usize>();
    let limit = (2..=MOST).rev().find(|limit| lines_at(*limit) <= MOST).unwrap_or(1);
    let (limit, most) = if all { (lines.len(), files.len()) } else { (limit, MOST) };
    for of_file in files.iter().take(most) {
        match of_file {
            [Line { difference, .. }] if difference.row.is_empty() && difference.column.is_empty() => {
                let _ = writeln!(text, "    {}: {}", difference.file, of_whole(difference));
            }
            _ => table(of_file, limit, all, text),
        }
    }
    let rest: usize = files.iter().skip(most).map(|file| count(file)).sum();
    if rest > 0 {
        let _ = writeln!(text, "    and {rest} more in other files");
    }
    if rest > 0 || files.iter().any(|file| file.len() > limit) {
        let _ = writeln!(text, "    --all shows everything");
    }
}

/// Counts the differences that lines tell.
fn count(lines: &[Line<'_>]) -> usize {
    lines.iter().map(|line| 1 + line.alike).sum()
}

/// A line of a table, for one difference or several.
struct Line<'d> {
    difference: &'d Difference,
    /// How many rows after this one differ in the same way.
    alike: usize,
}

fn one_by_one(differences: &[Difference]) -> Vec<Line<'_>> {
    differences.iter().map(|difference| Line { difference, alike: 0 }).collect()
}

/// Takes rows of a file that differ in the same way together, where they are many.
fn alike_once(differences: &[Difference]) -> Vec<Line<'_>> {
    let way = |difference: &'_ Difference| {
        let Difference { file, column, expected, found, .. } = difference;
        (file.clone(), column.clone(), expected.clone(), found.clone())
    };
    let mut ways: BTreeMap<_, usize> = BTreeMap::new();
    for difference in differences {
        *ways.entry(way(difference)).or_default() += 1;
    }
    let mut lines = Vec::new();
    for difference in differences {
        match ways.get_mut(&way(difference)) {
            Some(count) if *count >= MANY => {
                lines.push(Line { difference, alike: *count - 1 });
                // The others are told with this one.
                *count = 0;
            }
            Some(0) => {}
            _ => lines.push(Line { difference, alike: 0 }),
        }
    }
    lines
}

/// Says how a whole file differs.
fn of_whole(difference: &Difference) -> String {
    match (&difference.expected, &difference.found) {
        (Some(expected), None) => format!("missing; expected {expected}"),
        (None, Some(found)) => format!("not expected; found {found}"),
        (expected, found) => {
            format!("expected {}; found {}", shown(expected.as_deref(), true), shown(found.as_deref(), true))
        }
    }
}

/// Lays the differences of one file out in columns, each as wide as its widest cell.
fn table(lines: &[Line<'_>], limit: usize, all: bool, text: &mut String) {
    let (lines, rest) = lines.split_at(limit.min(lines.len()));
    let file = &lines[0].difference.file;
    if !file.is_empty() {
        let _ = writeln!(text, "    {file}");
    }
    let headings = ["row", "column", "expected", "found"].map(str::to_owned);
    let mut cells = vec![headings];
    cells.extend(lines.iter().map(|Line { difference, alike }| {
        let Difference { row, column, expected, found, .. } = difference;
        let column = if column.is_empty() && !row.is_empty() { WHOLE } else { column };
        let row = if *alike > 0 { format!("{row} and {alike} more") } else { row.clone() };
        [row, column.to_owned(), shown(expected.as_deref(), all), shown(found.as_deref(), all)]
    }));
    // A column in which nothing stands but its heading says nothing.
    let used: Vec<usize> = (0..4).filter(|place| cells[1..].iter().any(|line| !line[*place].is_empty())).collect();
    let indent = if file.is_empty() { "    " } else { "      " };
    let width = |place: usize| cells.iter().map(|line| line[place].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = used.iter().map(|place| width(*place)).collect();
    for line in &cells {
        let line = used.iter().zip(&widths).map(|(place, width)| format!("{:width$}", line[*place]));
        let _ = writeln!(text, "{indent}{}", line.collect::<Vec<_>>().join("  ").trim_end());
    }
    if !rest.is_empty() {
        let _ = writeln!(text, "{indent}and {} more", count(rest));
    }
}

/// Shows a value on one line, and not too wide a one unless the whole of it is wanted.
fn shown(value: Option<&str>, whole: bool) -> String {
    let Some(value) = value else { return ABSENT.to_owned() };
    if value.is_empty() {
        return EMPTY.to_owned();
    }
    let line: String = value.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    if whole || line.chars().count() <= WIDEST {
        return line;
    }
    line.chars().take(WIDEST - 1).chain(['…']).collect()
}
