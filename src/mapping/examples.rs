//! The `[[example]]` blocks: tests of one map or one rule, with only the cells that matter.

use super::codes::unfit;
use super::document::{Node, Table, Text};
use super::model::example::{Cells, Outcome};
use super::model::{Example, Map, MapExample, Rule, RuleExample, Subject};
use super::problems::{Place, Problems, did_you_mean};
use super::tables::{Draft, Tables};
use super::target;
use crate::catalog;
use crate::diag::Code;
use crate::diag::codes::{delivery, mapping as codes, workbook};

/// What stands between the name of an example and the number of its row.
const NUMBERED: &str = ", row ";

/// What examples are about.
#[derive(Clone, Copy)]
pub(super) struct Known<'k, 'd> {
    /// The maps that were read.
    pub(super) maps: &'k [Map],
    /// Whether these are all of them, with all their columns.
    pub(super) whole: bool,
    /// The rules that were read.
    pub(super) rules: &'k [Rule],
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

/// Reads one block: an example of a rule, of a row through a map, or of several rows through one.
fn example(mut block: Table<'_>, before: &[Example], known: Known<'_, '_>, problems: &mut Problems) -> Vec<Example> {
    let at = block.at.clone();
    let name = block.need("name", problems).and_then(|node| node.filled(problems));
    let subjects = match block.take_if_there("rule") {
        Some(rule) => {
            let subject = of_rule(&mut block, &rule, known, problems).map(Subject::Rule);
            subject.map(|subject| (at, subject)).into_iter().collect()
        }
        None => of_map(&mut block, known, problems),
    };
    block.finish(problems);
    let Some(name) = name else { return Vec::new() };
    let is_taken = |example: &Example| {
        let rest = example.name.strip_prefix(name.text);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(NUMBERED))
    };
    if before.iter().any(is_taken) {
        problems.report(&codes::DUPLICATE, name.at.clone(), format!("there are two examples \"{}\"", name.text));
    }
    let several = subjects.len() > 1;
    let named = |number: usize| if several { format!("{}{NUMBERED}{number}", name.text) } else { name.text.to_owned() };
    let numbered = (1..).zip(subjects);
    numbered.map(|(number, (at, subject))| Example { name: named(number), subject, span: problems.span(at) }).collect()
}

/// Reads the row of an example of a map, or its `rows`, each with its place.
fn of_map(block: &mut Table<'_>, known: Known<'_, '_>, problems: &mut Problems) -> Vec<(Place, Subject)> {
    let map = block.need("map", problems).and_then(|node| node.text(problems));
    let map = map.and_then(|map| find(&map, known, problems));
    let Some(rows) = block.take("rows") else {
        let row = of_row(block, map, known, problems).map(Subject::Map);
        return row.map(|row| (block.at.clone(), row)).into_iter().collect();
    };
    let blocks = rows.tables(problems);
    if blocks.is_empty() {
        problems.report(&codes::BAD_VALUE, rows.at, "no row is given");
    }
    let mut read = Vec::new();
    for mut row in blocks {
        read.extend(of_row(&mut row, map, known, problems).map(|example| (row.at.clone(), Subject::Map(example))));
        row.finish(problems);
    }
    read
}

/// Reads what is given of a row, and what is to come of it.
fn of_row(
    block: &mut Table<'_>,
    map: Option<usize>,
    known: Known<'_, '_>,
    problems: &mut Problems,
) -> Option<MapExample> {
    let at = block.at.clone();
    let given = block.need("given", problems);
    let beside = block.take("beside");
    let (expect, finds) = (block.take("expect"), block.take("finds"));
    let has_outcome = block.has("outcome");
    let outcome = block.choice("outcome", &Outcome::NAMES, problems);
    if let (Some(expect), true) = (&expect, has_outcome) {
        let message = "a row that becomes no target row has no columns to expect";
        problems.report(&codes::BAD_VALUE, expect.at.clone(), message);
    }
    if expect.is_none() && finds.is_none() && !has_outcome {
        let help = Some("say what comes of the row: \"expect\", \"outcome\" or \"finds\"".to_owned());
        problems.suggest(&codes::MISSING_KEY, at, "an example that expects nothing", help);
    }
    let finds = finds.map(|node| findings(&node, problems));
    let beside = beside.map(|node| rows_beside(&node, known, problems)).unwrap_or_default();
    let map = map?;
    let table = &known.tables.list[known.maps[map].from];
    let given = given.and_then(|node| node.table(problems)).map(|cells| delivered(&cells, table, problems));
    let expect = expect.map(|node| {
        let rows = node.tables(problems);
        if rows.is_empty() && node.is_list() {
            let help = Some("write outcome = \"filtered\"".to_owned());
            problems.suggest(&codes::BAD_VALUE, node.at.clone(), "no row is expected", help);
        }
        rows.iter().map(|row| expected(row, known, map, problems)).collect()
    });
    Some(MapExample { map, given: given.unwrap_or_default(), beside, expect, outcome, finds })
}

fn of_rule(
    block: &mut Table<'_>,
    rule: &Node<'_>,
    known: Known<'_, '_>,
    problems: &mut Problems,
) -> Option<RuleExample> {
    let given = block.need("given", problems).and_then(|node| node.table(problems));
    let breaks = block.need("breaks", problems);
    let rule = rule.text(problems)?;
    let place = known.rules.iter().position(|known| known.name == rule.text);
    // Where something is wrong already, the rule may be there and not have been understood.
    if place.is_none() && !problems.has_errors() {
        let help = did_you_mean(rule.text, known.rules.iter().map(|rule| rule.name.as_str()));
        let message = format!("there is no rule \"{}\"", rule.text);
        problems.suggest(&codes::BAD_VALUE, rule.at.clone(), message, help);
    }
    let mut rows = Vec::new();
    for (name, node) in given.map(|given| given.rest()).unwrap_or_default() {
        let Some(table) = target::mapped_table(&name, problems) else { continue };
        let given = node.tables(problems);
        rows.extend(given.iter().map(|row| (table, target_cells(row, table, problems))));
    }
    let breaks = breaks.and_then(|node| Some((node.integer(problems)?, node.at)));
    let (place, (number, at)) = (place?, breaks?);
    let most = rows.iter().filter(|(table, _)| table.name == known.rules[place].on.name).count();
    let breaks = usize::try_from(number).ok().filter(|breaks| *breaks <= most);
    if breaks.is_none() {
        let message = format!("{number} rows cannot break it: {most} of \"{}\" are given", known.rules[place].on.name);
        problems.report(&codes::BAD_VALUE, at, message);
    }
    Some(RuleExample { rule: place, given: rows, breaks: breaks? })
}

/// Finds a map by `from -> to`, with ` #2` behind it where there are several.
fn find(text: &Text<'_>, known: Known<'_, '_>, problems: &mut Problems) -> Option<usize> {
    let Known { maps, whole, tables, .. } = known;
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

/// Reads the codes of findings about delivered rows.
fn findings(node: &Node<'_>, problems: &mut Problems) -> Vec<&'static Code> {
    let known = || delivery::ALL.into_iter().chain(workbook::ALL);
    let mut found = Vec::new();
    for text in node.texts(problems).unwrap_or_default() {
        let code = known().find(|code| code.id == text.text);
        if code.is_none() {
            let help = did_you_mean(text.text, known().map(|code| code.id));
            let message = format!("no finding about a row is called \"{}\"", text.text);
            problems.suggest(&codes::BAD_VALUE, text.at, message, help);
        }
        found.extend(code);
    }
    found
}

/// Reads rows of other delivered tables: `{ table = [{ Heading = "text" }] }`.
fn rows_beside(node: &Node<'_>, known: Known<'_, '_>, problems: &mut Problems) -> Vec<(usize, Cells)> {
    let mut rows = Vec::new();
    for (name, node) in node.table(problems).map(|tables| tables.rest()).unwrap_or_default() {
        let Some(place) = known.tables.named(&name, problems) else { continue };
        let table = &known.tables.list[place];
        rows.extend(node.tables(problems).iter().map(|row| (place, delivered(row, table, problems))));
    }
    rows
}

/// Reads delivered cells by heading.
fn delivered(cells: &Table<'_>, table: &Draft<'_>, problems: &mut Problems) -> Cells {
    let mut texts = Cells::new();
    for (heading, node) in cells.rest() {
        if table.known(&heading, problems) && !table.has(heading.text) {
            let message = format!("nothing reads a heading \"{}\" of \"{}\"", heading.text, table.name.text);
            problems.report(&codes::UNKNOWN_HEADING, heading.at.clone(), message);
        }
        texts.extend(node.text(problems).map(|text| (heading.text.to_owned(), text.text.to_owned())));
    }
    texts
}

/// Reads the cells of a target row that are expected, all of columns that the map fills.
fn expected(cells: &Table<'_>, known: Known<'_, '_>, map: usize, problems: &mut Problems) -> Cells {
    let map = &known.maps[map];
    for (name, _) in cells.rest() {
        let Some((place, _)) = map.to.column(name.text) else { continue };
        if known.whole && !map.columns.iter().any(|column| column.target == place) {
            let message = format!("the map does not fill \"{}\"", name.text);
            problems.report(&codes::UNKNOWN_TARGET_COLUMN, name.at.clone(), message);
        }
    }
    target_cells(cells, map.to, problems)
}

/// Reads cells of a target row, and brings them into the target's notation.
fn target_cells(cells: &Table<'_>, table: &'static catalog::Table, problems: &mut Problems) -> Cells {
    let mut values = Cells::new();
    for (name, node) in cells.rest() {
        let found = target::column(table, &name, problems);
        let Some(((_, column), text)) = found.zip(node.scalar(problems)) else { continue };
        let value = if text.is_empty() { Ok(String::new()) } else { target::value(column, &text) };
        match value {
            Ok(value) => drop(values.insert(name.text.to_owned(), value)),
            Err(help) => problems.suggest(&codes::UNKNOWN_CODE, node.at, unfit(column, &text), help),
        }
    }
    values
}
