//! One line of a map: the value on the right, what is said behind it, and a table of its own where it does not fit.

use super::Codes;
use super::toml::{Entry, WIDTH, bare, inline, list, quoted, values};
use crate::catalog::{self, Filled, Table};
use crate::draft::model::{Delivered, Draft, Line, Map, Read, Sign, Source, Sureness, Translation};

/// A line of a map in TOML.
pub(super) enum Written {
    /// On one line, with comments under it.
    Short(Entry, Vec<Entry>),
    /// In a table of its own: its name, what is said behind that, its lines, and those of its translation.
    Long { name: &'static str, comment: String, entries: Vec<Entry>, codes: Vec<Entry> },
}

/// Writes one line.
pub(super) fn write(line: &Line, map: &Map, draft: &Draft<'_>, codes: &mut Codes) -> Written {
    let column = &map.to.columns[line.target];
    let comment = comment(line, map, draft);
    let table = &draft.tables[map.from];
    let mut pairs = match &line.source {
        Source::Constant(value) => vec![pair("constant", quoted(value))],
        Source::UnpivotedValue => vec![pair("unpivoted", quoted("value"))],
        Source::UnpivotedHeading(_) => vec![pair("unpivoted", quoted("heading"))],
        Source::Lookup { table: other, by, matching, column } => {
            let other = &draft.tables[*other];
            let lookup = [
                pair("in", quoted(&other.name)),
                pair("by", quoted(table.heading(*by))),
                pair("match", quoted(other.heading(*matching))),
                pair("column", quoted(other.heading(*column))),
            ];
            vec![pair("lookup", inline(&lookup))]
        }
        Source::Column(read) => options(read, table),
    };
    if let (Some((parent, key)), false) = (column.references, matches!(line.source, Source::UnpivotedHeading(_))) {
        pairs.push(pair("refers-to", quoted(&format!("{parent}.{key}"))));
    }
    let translation = match &line.source {
        Source::Column(Read { codes: Some(codes), .. }) => Some(codes.clone()),
        Source::UnpivotedHeading(known) => Some(Translation { known: known.clone(), ..Translation::default() }),
        _ => None,
    };
    let open = translation.as_ref().map(open).unwrap_or_default();
    if let Some(translation) = &translation {
        let file = file(column.name, map.to, translation, codes);
        if let Some(file) = file {
            pairs.push(pair("codes", quoted(&file)));
        } else if open.is_empty() && !translation.known.is_empty() {
            pairs.push(pair("codes", inline(&translation.known)));
        } else {
            let known = translation.known.iter().map(|(from, to)| Entry::pair(from, to.clone()));
            let codes = known.chain(open).collect();
            return long(column.name, comment, &pairs, codes);
        }
    }
    let value = match (pairs.as_slice(), &line.source) {
        ([(_, heading)], Source::Column(_)) => heading.clone(),
        _ => inline(&pairs),
    };
    let is_inline =
        translation.as_ref().is_some_and(|_| pairs.iter().any(|(key, value)| key == "codes" && value.starts_with('{')));
    if is_inline && 24 + value.chars().count() > WIDTH {
        pairs.retain(|(key, _)| key != "codes");
        let known = translation.map(|translation| translation.known).unwrap_or_default();
        let codes = known.iter().map(|(from, to)| Entry::pair(from, to.clone())).collect();
        return long(column.name, comment, &pairs, codes);
    }
    Written::Short(Entry::noted(column.name, value, &comment), open)
}

fn long(name: &'static str, comment: String, pairs: &[(String, String)], codes: Vec<Entry>) -> Written {
    let entries = pairs.iter().map(|(key, value)| Entry::pair(key, value.clone())).collect();
    Written::Long { name, comment, entries, codes }
}

fn pair(key: &str, value: String) -> (String, String) {
    (key.to_owned(), value)
}

fn options(read: &Read, table: &Delivered<'_>) -> Vec<(String, String)> {
    let mut pairs = vec![pair("column", quoted(table.heading(read.heading)))];
    if let Some((mark, place)) = read.piece {
        pairs.extend([pair("split", quoted(&mark.to_string())), pair("part", place.to_string())]);
    }
    if !read.empty.is_empty() {
        pairs.push(pair("empty", list(read.empty.iter().map(String::as_str))));
    }
    if let Some(pad) = read.pad {
        pairs.push(pair("pad", pad.to_string()));
    }
    if read.left_pad {
        pairs.extend([
            pair("repair", quoted("left-pad")),
            pair("because", quoted("leading zeros were lost on the way")),
        ]);
    }
    if read.cents {
        pairs.push(pair("unit", quoted("cent")));
    }
    if let Some(sign) = &read.sign {
        pairs.push(pair("sign-from", signed(sign, table)));
    }
    if let Some(month) = read.month {
        let name = crate::domain::MonthForm::NAMES.iter().find(|(_, known)| *known == month);
        pairs.extend(name.map(|(name, _)| pair("month", quoted(name))));
    }
    pairs
}

/// Writes where a sign stands.
pub(super) fn signed(sign: &Sign, table: &Delivered<'_>) -> String {
    let texts = |texts: &[String]| list(texts.iter().map(String::as_str));
    let heading = quoted(table.heading(sign.column));
    if sign.plus == ["+"] && sign.minus == ["-"] {
        return heading;
    }
    inline(&[pair("column", heading), pair("plus", texts(&sign.plus)), pair("minus", texts(&sign.minus))])
}

/// Says how sure a line is, what it rests on, and what is left to do.
fn comment(line: &Line, map: &Map, draft: &Draft<'_>) -> String {
    let word = match line.sureness {
        Sureness::Sure => "sure",
        Sureness::Likely => "likely",
        Sureness::Guess => "guess",
    };
    let referred = map.to.columns[line.target].references.and_then(|(parent, _)| catalog::table(parent));
    let is_unfilled =
        |table: &&Table| table.filled == Filled::Mapped && !draft.maps.iter().any(|map| map.to.name == table.name);
    let unfilled = referred.filter(is_unfilled).map(|table| format!("TODO nothing fills {}", table.name));
    let check = (line.sureness == Sureness::Guess && line.todo.is_none()).then(|| "TODO check".to_owned());
    let todos: Vec<String> = [line.todo.clone(), unfilled, check].into_iter().flatten().collect();
    let because = &line.because;
    if todos.is_empty() { format!("{word}: {because}") } else { format!("{word}: {because} — {}", todos.join(", ")) }
}

/// Writes what a translation leaves open, as comments.
fn open(translation: &Translation) -> Vec<Entry> {
    let unknown = translation
        .unknown
        .iter()
        .map(|(text, rows)| Entry::Comment(format!("{} = \"TODO\" # {rows} rows", bare(text))));
    let rare = (translation.rare > 0 && !translation.unknown.is_empty())
        .then(|| Entry::Comment(format!("TODO {} in fewer than five rows, not shown", values(translation.rare))));
    unknown.chain(rare).collect()
}

/// Puts a long translation into a file, where there may be files, and returns its name.
fn file(column: &str, table: &Table, translation: &Translation, codes: &mut Codes) -> Option<String> {
    const LONG: usize = 6;
    let Codes::Files(files) = codes else { return None };
    if translation.known.len() <= LONG {
        return None;
    }
    let mut text = String::from("from,to,status,remark\n");
    for (from, to) in &translation.known {
        let quoted_from = format!("\"{}\"", from.replace('"', "\"\""));
        let from = if from.contains([',', '"', '\n', '\r']) { &quoted_from } else { from };
        let to = match to.as_str() {
            "true" => "1",
            "false" => "0",
            code => code.trim_matches('"'),
        };
        text.push_str(&[from, ",", to, ",,\n"].concat());
    }
    let name = format!("codes/{column}.csv");
    let name = if files.get(&name).is_none_or(|known| *known == text) {
        name
    } else {
        format!("codes/{}_{column}.csv", table.name)
    };
    files.insert(name.clone(), text);
    Some(name)
}
