//! Whether a code ever comes to its translation: which texts the cell can hold, and what is done to them before.

use super::conditions::{self, Group};
use super::readings::Reading;
use super::texts::is_cell;
use crate::mapping::Mapping;
use crate::mapping::model::step::widened;
use crate::mapping::model::{ColumnIndex, Condition, Dialect, Draw, Map, Predicate, TextStep};

/// A translation in its place, asked of one code after the other.
pub(in crate::mapping::lint) struct Reach<'m> {
    reading: Reading<'m>,
    dialect: &'m Dialect,
    /// The texts that are unpivoted, where these are headings.
    headings: Option<Vec<String>>,
    /// Per cell that the text can come from, what keeps texts away there.
    cells: Vec<CellTests<'m>>,
}

/// What is tested of a cell before a text of it is read. Of each list one must hold, unless it is nothing.
struct CellTests<'m> {
    routes: Option<Vec<Vec<&'m Predicate>>>,
    taken: Option<Vec<Vec<&'m Predicate>>>,
    case: Option<Vec<Vec<&'m Predicate>>>,
    /// The tests of earlier cases that look at this cell alone.
    earlier: Vec<&'m Predicate>,
}

impl<'m> Reach<'m> {
    /// Looks at how a translation is come to.
    pub(in crate::mapping::lint) fn of(mapping: &'m Mapping, reading: Reading<'m>) -> Self {
        let dialect = reading.dialect(mapping);
        let headings = (reading.read.from == Draw::Heading).then(|| {
            let columns = &mapping.delivery.tables[reading.map.from].columns;
            let unpivot = reading.map.unpivot.iter().flat_map(|unpivot| &unpivot.columns);
            unpivot.filter_map(|column| made_of(&columns[*column], &reading, dialect)).collect()
        });
        let cells = reading.cells().into_iter().map(|cell| tests_of_cell(mapping, &reading, cell)).collect();
        Self { reading, dialect, headings, cells }
    }

    /// Says why a code never comes up; nothing where it may.
    pub(in crate::mapping::lint) fn blocked(&self, code: &str) -> Option<String> {
        let read = self.reading.read;
        if let Some(headings) = &self.headings {
            let said = "it is none of the headings that are unpivoted".to_owned();
            return (!headings.iter().any(|heading| heading == code)).then_some(said);
        }
        let default = read.default.as_deref();
        if default.is_some_and(|default| self.padded(default).as_deref().unwrap_or(default) == code) {
            return None;
        }
        if !is_cell(code) {
            return Some("white space around a text is taken off first".to_owned());
        }
        let before = before_padding(code, read.pad);
        if before.is_empty() {
            let width = read.pad.unwrap_or_default();
            return Some(format!("\"pad\" puts zeros before it first, up to {width} digits"));
        }
        let is_text = |text: &&String| !self.dialect.means_nothing(text) && !read.empty.contains(text);
        let texts: Vec<&String> = before.iter().filter(is_text).collect();
        if texts.is_empty() {
            return Some("it is read as empty first".to_owned());
        }
        let steps: Vec<Option<String>> = texts.iter().map(|text| kept_by_steps(&read.steps, text)).collect();
        if steps.iter().all(Option::is_some) {
            return steps.into_iter().flatten().next();
        }
        // What a step made may have been any text before.
        if !read.steps.is_empty() || self.cells.is_empty() {
            return None;
        }
        let told: Vec<Option<String>> =
            self.cells.iter().flat_map(|cell| texts.iter().map(|text| self.kept_from(cell, text))).collect();
        if told.iter().any(Option::is_none) { None } else { told.into_iter().flatten().next() }
    }

    fn padded(&self, text: &str) -> Option<String> {
        self.reading.read.pad.and_then(|width| widened(text, width))
    }

    /// Says why a text never comes out of a cell.
    fn kept_from(&self, cell: &CellTests<'_>, text: &str) -> Option<String> {
        let is_kept = |groups: &Option<Vec<Vec<&Predicate>>>| {
            let holds = |group: &Vec<&Predicate>| group.iter().all(|test| test.holds(text, self.dialect));
            groups.as_ref().is_some_and(|groups| !groups.iter().any(holds))
        };
        let skipped = self.reading.map.unpivot.iter().flat_map(|unpivot| &unpivot.skip);
        let why = if is_kept(&cell.taken) {
            "\"where\" leaves such rows out"
        } else if is_kept(&cell.routes) {
            "no destination takes such cases, and no decision leaves them behind"
        } else if is_kept(&cell.case) {
            "its case is for other rows"
        } else if cell.earlier.iter().any(|test| test.holds(text, self.dialect)) {
            "an earlier case takes such rows"
        } else if self.reading.read.from == Draw::Value && skipped.into_iter().any(|skip| skip == text) {
            "\"skip\" passes it over"
        } else {
            return None;
        };
        Some(why.to_owned())
    }
}

/// Brings a text through everything that stands before the translation; nothing where it is read as empty.
pub(in crate::mapping::lint) fn made_of(text: &str, reading: &Reading<'_>, dialect: &Dialect) -> Option<String> {
    let read = reading.read;
    let mut made = text.to_owned();
    if !dialect.means_nothing(text) {
        made = read.steps.iter().fold(made, |made, step| step.made_of(&made));
    }
    if dialect.means_nothing(&made) || read.empty.contains(&made) {
        made = read.default.clone()?;
    }
    Some(read.pad.and_then(|width| widened(&made, width)).unwrap_or(made))
}

fn tests_of_cell<'m>(mapping: &'m Mapping, reading: &Reading<'m>, cell: ColumnIndex) -> CellTests<'m> {
    let Map { filter, from, .. } = reading.map;
    let of = |groups: Vec<Group<'m>>| {
        let tests: Vec<Vec<&Predicate>> = groups.iter().map(|group| conditions::tests_of(group, cell)).collect();
        Some(tests).filter(|tests| tests.iter().all(|group| !group.is_empty()))
    };
    let of_condition = |condition: &'m Condition| of(conditions::groups(condition));
    let alone = |condition: &'m Condition| {
        let groups = conditions::groups(condition).into_iter();
        groups.filter_map(|group| if let [test] = *group { Some(test) } else { None })
    };
    let earlier = reading.earlier.iter().flat_map(|condition| alone(condition));
    CellTests {
        routes: of(conditions::of_routes(mapping, *from)),
        taken: filter.as_ref().and_then(|filter| of_condition(&filter.condition)),
        case: reading.case.and_then(of_condition),
        earlier: earlier.filter(|test| test.column == cell).map(|test| &test.predicate).collect(),
    }
}

/// Lists the texts that are a code once leading zeros are put before them.
fn before_padding(code: &str, pad: Option<usize>) -> Vec<String> {
    let Some(width) = pad.filter(|_| !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit())) else {
        return vec![code.to_owned()];
    };
    if code.len() != width {
        return if code.len() < width { Vec::new() } else { vec![code.to_owned()] };
    }
    let zeros = code.len() - code.trim_start_matches('0').len();
    (0..=zeros.min(width - 1)).map(|cut| code[cut..].to_owned()).collect()
}

/// Says which step never makes a text; nothing where they may.
fn kept_by_steps(steps: &[TextStep], text: &str) -> Option<String> {
    let has_upper = steps.contains(&TextStep::Upper);
    if has_upper && text.to_uppercase() != text {
        return Some("the text is put in capitals first".to_owned());
    }
    // Before capitals and replacements the text may have been another one.
    if has_upper && text.chars().any(char::is_alphabetic) {
        return None;
    }
    let is_as_it_was = !steps.iter().any(|step| matches!(step, TextStep::Replace(_)));
    steps.iter().find_map(|step| match step {
        TextStep::Piece { separator, .. } if is_as_it_was && text.contains(separator.as_str()) => {
            Some(format!("the text is split at \"{separator}\" first"))
        }
        TextStep::Characters { first, last } if is_as_it_was && text.chars().count() > last + 1 - first => {
            Some("\"part\" takes a shorter text first".to_owned())
        }
        TextStep::Replace(pairs) if is_replaced(pairs, text) => {
            Some("\"replace\" makes another text of it first".to_owned())
        }
        _ => None,
    })
}

/// Tells whether a text holds what is replaced, and is not made of what that becomes.
fn is_replaced(pairs: &[(String, String)], text: &str) -> bool {
    let is_part = |to: &str| to.chars().any(|part| text.contains(part));
    pairs.iter().any(|(from, _)| text.contains(from.as_str())) && !pairs.iter().any(|(_, to)| is_part(to))
}
