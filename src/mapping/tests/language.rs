//! The registry of the language against its reader.

use std::collections::BTreeSet;

use super::*;
use crate::catalog;
use crate::mapping::document::{Node, Table};
use crate::mapping::language::{Fits, Kind, WORDS, Word, of};
use crate::mapping::maps::Maps;
use crate::mapping::operations::{Reader, Unpivoted};
use crate::mapping::tables::Tables;
use crate::mapping::{condition, delivery, maps, routing};

/// What an example is read with.
struct Context<'r, 'd> {
    tables: &'r mut Tables<'d>,
    code_files: &'r mut CodeFiles<'d>,
    /// The name and value of the one line.
    name: &'d str,
    node: &'r Node<'d>,
    problems: &'r mut Problems,
}

/// Lets a test read one line, beside the delivery of the mapping that is right with whatever headings are used.
fn with_line<T>(line: &str, test: impl for<'d> FnOnce(Context<'_, 'd>) -> T) -> (T, Vec<Diagnostic>) {
    let right = RIGHT.lines().filter(|line| !line.starts_with("columns = [")).collect::<Vec<_>>().join("\n");
    let whole = format!("{right}\n[line]\n{line}\n");
    let files = BTreeMap::from([("codes/regeling.csv", CODES)]);
    let mut problems = Problems::new(Arc::new(SourceFile { path: DOCUMENT.into(), text: whole.clone() }));
    let parsed = DeTable::parse(&whole).expect("TOML");
    let mut root = Table::document(&parsed);
    let (_, mut tables) = delivery::read(&mut root, &mut problems);
    routing::resolve(&mut tables, &mut problems);
    let lines = root.take("line").and_then(|node| node.table(&mut problems)).expect("a table").rest();
    let [(name, node)] = lines.as_slice() else { panic!("one line: {line}") };
    let (tables, code_files) = (&mut tables, &mut CodeFiles::new(&files));
    let result = test(Context { tables, code_files, name: name.text, node, problems: &mut problems });
    (result, problems.into_sorted())
}

/// Reads the example of a word, and returns every problem.
fn read_example(word: &Word) -> Vec<String> {
    let table = catalog::table(word.on).expect(word.on);
    let (is_read, problems) = with_line(word.example, |context| {
        let Context { tables, code_files, name, node, problems } = context;
        match word.kind {
            Kind::Operation | Kind::Option => {
                let (_, column) = table.column(name).unwrap_or_else(|| panic!("{} has {name}", word.on));
                let unpivoted = Unpivoted { at: 0..0, columns: vec![0], skip: Vec::new() };
                let mut reader = Reader { from: 2, tables, code_files, unpivoted: Some(&unpivoted) };
                reader.operation(node, column, problems).is_some()
            }
            Kind::Condition => name == "where" && condition::read(node, 1, tables, problems).is_some(),
            Kind::Map => name == word.name && is_map_word(word.name, table, tables, code_files, node, problems),
        }
    });
    assert!(is_read, "{}", word.name);
    problems.into_iter().map(|problem| problem.message).collect()
}

/// Reads a line that says how rows are made, and tells whether anything came of it.
fn is_map_word<'d>(
    word: &str,
    to: &'static catalog::Table,
    tables: &mut Tables<'d>,
    code_files: &mut CodeFiles<'d>,
    node: &Node<'d>,
    problems: &mut Problems,
) -> bool {
    match word {
        "unpivot" => Maps::new(tables, code_files, 0..0).unpivoted(node, 1, problems).is_some(),
        "left-out" => condition::read(node, 1, tables, problems).is_some(),
        "leaves-empty" => !maps::left_empty(node, to, problems).is_empty(),
        other => panic!("no reader is known for {other}"),
    }
}

#[test]
fn every_example_can_be_read_and_shows_its_word() {
    for word in WORDS {
        assert!(word.example.contains(word.name), "{}", word.name);
        assert_eq!(read_example(word), Vec::<String>::new(), "{}", word.example);
    }
}

#[test]
fn every_word_is_told_in_two_languages() {
    let mut names = BTreeSet::new();
    for word in WORDS {
        assert!(names.insert(word.name), "{} is there twice", word.name);
        for line in [word.english, word.dutch] {
            assert!(line.ends_with('.') && !line.contains("  ") && !line.contains('\n'), "{}: {line}", word.name);
        }
    }
}

#[test]
fn the_reader_asks_for_every_word_and_for_no_other() {
    let known = |kind| of(kind).map(|word| word.name).collect::<BTreeSet<&str>>();
    let column = catalog::table("client").and_then(|table| table.column("begeleider")).expect("a column").1;
    for operation in of(Kind::Operation) {
        let (asked, _) = with_line(operation.example, |context| {
            let Context { tables, code_files, node, problems, .. } = context;
            let mut reader = Reader { from: 2, tables, code_files, unpivoted: None };
            let mut table = node.table(problems).expect("a table");
            reader.described(&mut table, column, false, problems);
            table.asked().iter().copied().collect::<BTreeSet<&str>>()
        });
        let makes_its_own = ["constant", "template", "when"].contains(&operation.name);
        let options = if makes_its_own { BTreeSet::new() } else { known(Kind::Option) };
        assert_eq!(asked, options.into_iter().chain([operation.name]).collect(), "{}", operation.name);
    }
    let (asked, _) = with_line("where = { }", |context| {
        let mut table = context.node.table(context.problems).expect("a table");
        condition::described(&mut table, context.problems);
        table.asked().iter().copied().collect::<BTreeSet<&str>>()
    });
    assert_eq!(asked, known(Kind::Condition));
}

#[test]
fn an_example_of_a_word_with_keys_of_its_own_shows_all_of_them() {
    let mut told = Vec::new();
    for word in WORDS.iter().filter(|word| ["lookup", "when", "sign-from", "unpivot"].contains(&word.name)) {
        let table = match word.name {
            "when" => "[{ zzzzzz = 1, if = { A = \"1\" }, constant = \"x\" }]",
            _ => "{ zzzzzz = 1 }",
        };
        let line = match word.kind {
            Kind::Option => format!("bedrag_cent = {{ column = \"A\", {} = {table} }}", word.name),
            Kind::Map => format!("{} = {table}", word.name),
            _ => format!("omschrijving = {{ {} = {table} }}", word.name),
        };
        let ((), problems) = with_line(&line, |context| {
            let Context { tables, code_files, name, node, problems } = context;
            if word.kind == Kind::Map {
                return drop(Maps::new(tables, code_files, 0..0).unpivoted(node, 1, problems));
            }
            let column = catalog::table("component").and_then(|table| table.column(name)).expect("a column").1;
            drop(Reader { from: 2, tables, code_files, unpivoted: None }.operation(node, column, problems));
        });
        let help = problems.iter().find(|problem| problem.code.id == "OV0102").and_then(|problem| problem.help.clone());
        let help = help.unwrap_or_else(|| panic!("{} has no key zzzzzz", word.name));
        for key in help.split('"').skip(1).step_by(2) {
            assert!(word.example.contains(&format!("{key} = ")), "{}: {key}", word.name);
            told.push(key.to_owned());
        }
    }
    assert!(["in", "match", "if", "plus", "skip"].iter().all(|key| told.iter().any(|known| known == key)), "{told:?}");
}

#[test]
fn what_a_word_fits_is_told_by_the_column() {
    let column = |table: &str, name: &str| catalog::table(table).and_then(|table| table.column(name)).expect(name).1;
    let table = [
        (Fits::Bsn, "persoon", "bsn", true),
        (Fits::Bsn, "client", "persoon", true),
        (Fits::Bsn, "client", "clientnummer", false),
        (Fits::Date, "persoon", "geboortedatum", true),
        (Fits::Month, "betaling", "rechtmaand", true),
        (Fits::Digits, "inkomensvoorziening", "gemeentecode", true),
        (Fits::Digits, "persoon", "bsn", false),
        (Fits::Letters, "persoon", "postcode", true),
        (Fits::Letters, "betaling", "bedrag_cent", false),
        (Fits::Reference, "betaling", "persoon", true),
        (Fits::FreeText, "betaling", "status", false),
    ];
    for (fits, table, name, expected) in table {
        assert_eq!(fits.holds(column(table, name), false), expected, "{fits:?} {table}.{name}");
    }
    assert!(Fits::Letters.holds(column("betaling", "bedrag_cent"), true), "a translation follows");
}
