//! The `[[example]]` blocks: tests of one map, with only the columns that matter.

use std::collections::BTreeMap;

use super::document::{Node, Table, Text};
use super::model::{Example, Map};
use super::problems::{Problems, did_you_mean};
use super::tables::Tables;
use super::target;
use crate::diag::codes::mapping as codes;

/// What examples are about.
#[derive(Clone, Copy)]
pub(super) struct Known<'k, 'd> {
    /// The maps that were read.
    pub(super) maps: &'k [Map],
    /// Whether these are all of them, with all their columns.
    pub(super) whole: bool,
    /// The delivered tables.
    pub(super) tables: &'k Tables<'d>,
}

/// Reads every example. Where the maps are not whole, what seems to be missing there is passed over.
pub(super) fn read(document: &mut Table<'_>, known: Known<'_, '_>, problems: &mut Problems) -> Vec<Example> {
    let blocks = document.take("example").map(|node| node.tables(problems)).unwrap_or_default();
    let mut examples: Vec<Example> = Vec::new();
    for block in blocks {
        examples.extend(example(block, &examples, known, problems));
    }
    examples
}

fn example(mut block: Table<'_>, before: &[Example], known: Known<'_, '_>, problems: &mut Problems) -> Option<Example> {
    let at = block.at.clone();
    let name = block.need("name", problems).and_then(|node| node.filled(problems));
    let map = block.need("map", problems).and_then(|node| node.text(problems));
    let given = block.need("given", problems);
    let expect = block.need("expect", problems);
    block.finish(problems);
    let map = find(&map?, known, problems)?;
    let given = given.map(|node| cells(&node, problems)).unwrap_or_default();
    for (heading, _) in &given {
        known_heading(heading, &known.maps[map], known.tables, problems);
    }
    let expect = expect.map(|node| cells(&node, problems)).unwrap_or_default();
    for (column, _) in &expect {
        mapped_column(column, &known.maps[map], known.whole, problems);
    }
    let name = name?;
    if before.iter().any(|example| example.name == name.text) {
        problems.report(&codes::DUPLICATE, name.at.clone(), format!("there are two examples \"{}\"", name.text));
    }
    Some(Example {
        name: name.text.to_owned(),
        map,
        given: owned(given),
        expect: owned(expect),
        span: problems.span(at),
    })
}

/// Finds a map by `from -> to`, with ` #2` behind it where there are several.
fn find(text: &Text<'_>, known: Known<'_, '_>, problems: &mut Problems) -> Option<usize> {
    let Known { maps, whole, tables } = known;
    let (pair, number) = match text.text.rsplit_once(" #") {
        Some((pair, number)) => (pair, Some(number)),
        None => (text.text, None),
    };
    let name = |map: &Map| format!("{} -> {}", tables.list[map.from].name.text, map.to.name);
    let found: Vec<usize> = (0..maps.len()).filter(|&index| name(&maps[index]) == pair).collect();
    let chosen = match (found.as_slice(), number) {
        ([only], None) => Some(*only),
        (several, Some(number)) => {
            number.parse::<usize>().ok().and_then(|number| several.get(number.checked_sub(1)?)).copied()
        }
        _ => None,
    };
    if chosen.is_none() && whole {
        let several = found.len();
        let (message, help) = if several > 1 {
            let help = Some(format!("write \"{pair} #1\" to \"{pair} #{several}\""));
            (format!("there are {several} maps \"{pair}\""), help)
        } else {
            let names: Vec<String> = maps.iter().map(name).collect();
            (format!("there is no map \"{}\"", text.text), did_you_mean(pair, names.iter().map(String::as_str)))
        };
        problems.suggest(&codes::UNKNOWN_MAP, text.at.clone(), message, help);
    }
    chosen
}

type Cell<'d> = (Text<'d>, Text<'d>);

fn cells<'d>(node: &Node<'d>, problems: &mut Problems) -> Vec<Cell<'d>> {
    let entries = node.table(problems).map(|table| table.rest()).unwrap_or_default();
    entries.into_iter().filter_map(|(name, value)| Some((name, value.text(problems)?))).collect()
}

fn known_heading(heading: &Text<'_>, map: &Map, tables: &Tables<'_>, problems: &mut Problems) {
    let table = &tables.list[map.from];
    if table.known(heading, problems) && !table.has(heading.text) {
        let message = format!("nothing reads a heading \"{}\" of \"{}\"", heading.text, table.name.text);
        problems.report(&codes::UNKNOWN_HEADING, heading.at.clone(), message);
    }
}

fn mapped_column(name: &Text<'_>, map: &Map, whole: bool, problems: &mut Problems) {
    let Some((place, _)) = target::column(map.to, name, problems) else { return };
    if whole && !map.columns.iter().any(|column| column.target == place) {
        let message = format!("the map does not fill \"{}\"", name.text);
        problems.report(&codes::UNKNOWN_TARGET_COLUMN, name.at.clone(), message);
    }
}

fn owned(cells: Vec<Cell<'_>>) -> BTreeMap<String, String> {
    cells.into_iter().map(|(name, value)| (name.text.to_owned(), value.text.to_owned())).collect()
}
