//! Whole files that were delivered wrong: cut off, in another encoding, with other columns, twice.

use super::Injected;
use super::refusals::{CUT_OFF, ENCODING, HEADING, TOTALS_LINE, TWICE};
use super::spoiled::Spoiled;
use crate::diag::codes::delivery as codes;
use crate::domain::position::is_sheet;
use crate::drill::answer::Answer::{self, Finding, Refused, Unchanged};
use crate::drill::chance::Chance;
use crate::drill::fault::{Fault, Trace};
use crate::mapping::model::Encoding;
use crate::pipeline::PipelineError;

const OTHER_ENCODING: (&str, &str) = ("wrong encoding", "verkeerde tekenset");
const UTF_16: (&str, &str) = ("UTF-16 with a byte order mark", "UTF-16 met een byte order mark");
const NO_TOTALS_LINE: (&str, &str) = ("totals line under another name", "totaalregel onder een andere naam");
const HALF: (&str, &str) = ("file cut off halfway", "bestand halverwege afgebroken");
const ORDER: (&str, &str) = ("columns in another order", "kolommen in een andere volgorde");
const COLUMN_GONE: (&str, &str) = ("column missing", "kolom ontbreekt");
const COLUMN_MORE: (&str, &str) = ("column too many", "kolom te veel");
const SAME_FILE: (&str, &str) = ("same file delivered twice", "hetzelfde bestand twee keer geleverd");

const WRONG_ENCODING: &[Answer] = &[Refused(&ENCODING)];

/// The faults of whole files.
pub(super) static FAULTS: &[Fault] = &[
    Fault::delivery(27, OTHER_ENCODING, WRONG_ENCODING, |spoiled, dice| {
        encode(spoiled, dice, |declared| match declared {
            Encoding::Utf8 => Encoding::Windows1252,
            Encoding::Utf16Le => Encoding::Utf16Be,
            Encoding::Windows1252 | Encoding::Utf16Be => Encoding::Utf8,
        })
    }),
    Fault::delivery(27, UTF_16, WRONG_ENCODING, |spoiled, dice| {
        encode(spoiled, dice, |declared| match declared {
            Encoding::Utf16Le => Encoding::Utf16Be,
            _ => Encoding::Utf16Le,
        })
    }),
    Fault::delivery(31, NO_TOTALS_LINE, &[Refused(&TOTALS_LINE)], rename_totals_line),
    Fault::delivery(42, HALF, &[Refused(&CUT_OFF)], cut_off),
    Fault::delivery(43, ORDER, &[Unchanged], |spoiled, dice| {
        change_columns(spoiled, dice, |cells, line| {
            if line == LineKind::Totals {
                // The marker and the count stay where they are; the sums move with their columns.
                (cells.len() > 2 && cells.remove(2).is_empty()).then(|| cells.push(String::new()))
            } else {
                let first = cells.remove(0);
                cells.push(first);
                Some(())
            }
        })
    }),
    Fault::delivery(44, COLUMN_GONE, &[Refused(&HEADING)], lose_column),
    Fault::delivery(44, COLUMN_MORE, &[Finding(&codes::UNUSED_COLUMN)], add_column).harmless(),
    Fault::delivery(45, SAME_FILE, &[Refused(&TWICE)], deliver_twice),
];

/// Picks a delimited file that rows were read from.
fn pick(
    spoiled: &Spoiled<'_>,
    dice: &mut Chance,
    is_wanted: impl Fn(&Spoiled<'_>, &str) -> Result<bool, PipelineError>,
) -> Result<Option<String>, PipelineError> {
    let mut names = Vec::new();
    for (_, name, _) in &spoiled.delivered.read {
        if spoiled.form(name).is_some() && is_wanted(spoiled, name)? {
            names.push(name.clone());
        }
    }
    Ok(dice.one(&names).cloned())
}

/// Says that a whole file was changed.
fn trace(file: &str, change: &str) -> Trace {
    Trace::of(file, format!("{file}: {change}")).at(file, 0)
}

fn encode(spoiled: &mut Spoiled<'_>, dice: &mut Chance, to: fn(Encoding) -> Encoding) -> Injected {
    let has_letters = |spoiled: &Spoiled<'_>, name: &str| spoiled.has_letters(name);
    let Some(file) = pick(spoiled, dice, has_letters)? else { return Ok(None) };
    let (Some(mut lines), Some(form)) = (spoiled.lines(&file)?, spoiled.form(&file)) else { return Ok(None) };
    let encoding = to(form.encoding);
    lines.is_marked |= encoding == Encoding::Utf16Le;
    spoiled.write_lines(&file, &lines, encoding)?;
    Ok(Some(trace(&file, "written in another encoding")))
}

fn rename_totals_line(spoiled: &mut Spoiled<'_>, dice: &mut Chance) -> Injected {
    let with_footer = spoiled.delivered.read.iter().filter(|(_, name, _)| footer(spoiled, name).is_some());
    let names: Vec<String> = with_footer.map(|(_, name, _)| name.clone()).collect();
    let Some(file) = dice.one(&names) else { return Ok(None) };
    let Some(marker) = footer(spoiled, file) else { return Ok(None) };
    let otherwise = "Eindstand";
    let done = if is_sheet(file) {
        spoiled.change_sheet(file, |sheet| {
            let last = sheet.last_row()?;
            let column = (0..64).find(|column| sheet.text(last, *column).as_ref() == Some(&marker))?;
            sheet.write(last, column, otherwise)
        })?
    } else {
        spoiled.change_lines(file, |lines| lines.replace_in_last(&marker, otherwise))?
    };
    Ok(done.then(|| trace(file, "the totals line is named otherwise")))
}

fn footer(spoiled: &Spoiled<'_>, file: &str) -> Option<String> {
    let (_, _, table) = spoiled.delivered.read.iter().find(|(_, name, _)| name == file)?;
    spoiled.mapping().delivery.tables[*table].footer.as_ref().map(|footer| footer.marker.clone())
}

/// Ends a file, whatever its kind, in the middle.
fn cut_off(spoiled: &mut Spoiled<'_>, dice: &mut Chance) -> Injected {
    let read: Vec<String> = spoiled.delivered.read.iter().map(|(_, name, _)| file_of(name)).collect();
    let Some(file) = dice.one(&read).cloned() else { return Ok(None) };
    spoiled.totals_stay = true;
    spoiled.cut(&file)?;
    Ok(Some(trace(&file, "its second half is missing")))
}

/// What a line of a delimited file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineKind {
    Headings,
    Row,
    Totals,
}

/// Changes every line of a file.
fn change_columns(
    spoiled: &mut Spoiled<'_>,
    dice: &mut Chance,
    change: impl Fn(&mut Vec<String>, LineKind) -> Option<()>,
) -> Injected {
    let Some(file) = pick(spoiled, dice, |_, _| Ok(true))? else { return Ok(None) };
    let marker = footer(spoiled, &file);
    let done = spoiled.change_lines(&file, |lines| {
        lines.change_all(|line, cells| {
            let kind = match cells.first() {
                _ if line == 1 => LineKind::Headings,
                Some(cell) if marker.as_ref() == Some(cell) => LineKind::Totals,
                _ => LineKind::Row,
            };
            change(cells, kind)
        })
    })?;
    Ok(done.then(|| trace(&file, "its columns are others")))
}

/// How many files are tried until one takes the fault: workbooks other than .xlsx are not taken apart.
const TRIES: usize = 20;

/// Takes the heading of a column away that the mapping reads.
fn lose_column(spoiled: &mut Spoiled<'_>, dice: &mut Chance) -> Injected {
    let lost = "Weggevallen";
    for _ in 0..TRIES {
        let Some((number, file, _)) = dice.one(&spoiled.delivered.read) else { return Ok(None) };
        let cells: Vec<(String, usize)> = spoiled.scratch.run().evidence().cells(*number)?.into_iter().collect();
        let Some((heading, cell)) = dice.one(&cells) else { continue };
        let done = if is_sheet(file) {
            spoiled.change_sheet(file, |sheet| sheet.write(sheet.row_with(*cell, heading)?, *cell, lost))?
        } else {
            spoiled.change_lines(file, |lines| {
                let mut headings = lines.cells(1)?;
                lost.clone_into(headings.get_mut(*cell)?);
                lines.write(1, &headings)
            })?
        };
        if done {
            return Ok(Some(trace(file, &format!("the heading {heading} is lost"))));
        }
    }
    Ok(None)
}

/// Adds a column that no mapping knows.
fn add_column(spoiled: &mut Spoiled<'_>, dice: &mut Chance) -> Injected {
    let added = change_columns(spoiled, dice, |cells, line| {
        let cell = match line {
            LineKind::Headings => UNKNOWN,
            LineKind::Row => "x",
            LineKind::Totals => "",
        };
        cells.push(cell.to_owned());
        Some(())
    })?;
    if added.is_some() {
        return Ok(added);
    }
    for _ in 0..TRIES {
        let Some((number, file, _)) = dice.one(&spoiled.delivered.read) else { return Ok(None) };
        let cells = spoiled.scratch.run().evidence().cells(*number)?;
        let Some((heading, last)) = cells.iter().max_by_key(|(_, cell)| **cell) else { continue };
        let done = spoiled.change_sheet(file, |sheet| {
            let row = sheet.row_with(*last, heading)?;
            let free = (last + 1..last + 64).find(|column| sheet.text(row, *column).as_deref() == Some(""))?;
            sheet.write(row, free, UNKNOWN)
        })?;
        if done {
            return Ok(Some(trace(file, "it has one more column")));
        }
    }
    Ok(None)
}

const UNKNOWN: &str = "Onbekende kolom";

fn deliver_twice(spoiled: &mut Spoiled<'_>, dice: &mut Chance) -> Injected {
    let read: Vec<String> = spoiled.delivered.read.iter().map(|(_, name, _)| file_of(name)).collect();
    let Some(file) = dice.one(&read).cloned() else { return Ok(None) };
    let path = spoiled.folder("again")?.join(&file);
    spoiled.copy(&file, &path)?;
    spoiled.besides.push(path);
    Ok(Some(trace(&file, "delivered twice")))
}

/// Returns the file that holds a sheet, or the file itself.
fn file_of(name: &str) -> String {
    let book = name.strip_prefix('[').and_then(|name| name.split_once(']'));
    book.map_or(name, |(book, _)| book).to_owned()
}
