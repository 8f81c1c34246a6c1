//! Drafts of the shipped deliveries, held against the mappings that were finished by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use globset::Glob;
use overdracht::draft::{draft, render};
use overdracht::mapping::model::{ColumnRead, DeliveredTable, Draw, Form, SheetChoice};
use overdracht::mapping::{self, LoadError, Mapping};
use overdracht::profile::{self, Profile};
use overdracht::source::Cancel;
use toml::{Table, Value};

const SERVICES: [&str; 4] = ["laborijn", "tuc", "sdoa", "het-plein"];

/// A target column that is read from a delivered one: the target's name, the file or sheet, and the heading.
type Pair = (String, String, String);

#[test]
fn two_thirds_of_a_finished_mapping_are_in_its_draft() {
    let mut report = String::new();
    let mut short = Vec::new();
    for service in SERVICES {
        let delivery = delivery(service);
        let wanted = shipped(service, &delivery);
        let found = drafted(&text_of(service), &delivery);
        let missed: Vec<&Pair> = wanted.difference(&found).collect();
        let hits = wanted.len() - missed.len();
        let _ = writeln!(report, "{service}: {hits} of {} ({} %)", wanted.len(), hits * 100 / wanted.len());
        for (target, from, heading) in &missed {
            let _ = writeln!(report, "  missed  {target} <- {from}: {heading}");
        }
        for (target, from, heading) in found.difference(&wanted) {
            let _ = writeln!(report, "  besides {target} <- {from}: {heading}");
        }
        if hits * 3 < wanted.len() * 2 {
            short.push(service);
        }
    }
    println!("{report}");
    assert!(short.is_empty(), "too little of {short:?}:\n{report}");
}

#[test]
fn every_error_in_a_draft_is_announced_by_a_todo() {
    for (service, case) in
        SERVICES.iter().flat_map(|service| [(service, "clean"), (service, "untidy"), (service, "broken")])
    {
        let profile = profile_of(service, case);
        let text = render::mapping(&draft(&profile, service, None));
        let files = BTreeMap::from([("mapping.toml", text.as_str())]);
        let Err(LoadError::Invalid(problems)) = mapping::parse(&files) else { panic!("a cut-over is missing") };
        let lines: Vec<&str> = text.lines().collect();
        for problem in problems {
            let line = problem.span.as_ref().map_or(0, |span| span.line_and_column().0 - 1);
            let told = [line.checked_sub(1), Some(line)].into_iter().flatten().any(|line| lines[line].contains("TODO"));
            assert!(told, "{service}/{case}:{}: {}\n{}", line + 1, problem.message, lines[line]);
        }
    }
}

#[test]
fn no_value_of_fewer_than_five_rows_stands_in_a_draft() {
    let quoted = |text: &str| format!("\"{text}\"");
    for service in ["laborijn", "tuc", "sdoa"] {
        let profile = profile(service);
        let text: String = render::folder(&draft(&profile, service, None)).into_values().collect();
        let columns = profile.tables.iter().flat_map(|table| &table.columns);
        let known: BTreeSet<String> = columns.map(|column| column.heading.clone()).chain(delivery(service)).collect();
        let cells = cells_of(service);
        let is_rare = |cell: &str, rows: usize| rows < 5 && cell.chars().count() > 3 && !known.contains(cell);
        for (cell, rows) in cells.iter().filter(|(cell, rows)| is_rare(cell, **rows)) {
            assert!(!text.contains(&quoted(cell)), "{service}: {cell} stands in {rows} rows");
        }
    }
}

#[test]
fn a_draft_lays_out_its_files_and_overwrites_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("nieuw");
    let run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_overdracht"));
        command.args(["draft", "--service", "nieuw", "--cutover", "2021-01-01", "--out"]).arg(&out);
        command.arg(root().join("fixtures/laborijn/clean/delivery")).output().expect("the program runs")
    };
    let first = run();
    assert_eq!(first.status.code(), Some(0), "{}", String::from_utf8_lossy(&first.stderr));
    let told = String::from_utf8_lossy(&first.stderr).into_owned();
    assert!(told.contains("12 tables, ") && told.contains(" headings found a target column, "), "{told}");
    let before = std::fs::read(out.join("mapping.toml")).expect("a mapping");
    let second = run();
    assert_eq!(second.status.code(), Some(5), "{}", String::from_utf8_lossy(&second.stderr));
    assert_eq!(std::fs::read(out.join("mapping.toml")).expect("a mapping"), before);
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn profile(service: &str) -> Profile {
    profile_of(service, "clean")
}

fn profile_of(service: &str, case: &str) -> Profile {
    let folder = root().join("fixtures").join(service).join(case).join("delivery");
    profile::profile(&[folder], &Cancel::default(), &|_, _| {}).expect("a profile")
}

fn text_of(service: &str) -> String {
    render::mapping(&draft(&profile(service), service, None))
}

/// Lists the names of the delivered files.
fn delivery(service: &str) -> Vec<String> {
    let folder = root().join("fixtures").join(service).join("clean/delivery");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("a delivery")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Names what a table is delivered in: the first file that its patterns match, and its sheet.
fn place(patterns: &[String], sheet: &str, delivery: &[String]) -> String {
    let matches = |name: &&String| {
        patterns
            .iter()
            .any(|pattern| Glob::new(pattern).expect("a pattern").compile_matcher().is_match(Path::new(name)))
    };
    format!("{}{sheet}", delivery.iter().find(matches).expect("the pattern matches a file"))
}

/// Lists what a finished mapping reads from columns.
fn shipped(service: &str, delivery: &[String]) -> BTreeSet<Pair> {
    let mapping: Mapping = mapping::load(&root().join("mappings").join(service)).expect("the shipped mapping");
    let mut pairs = BTreeSet::new();
    for map in &mapping.maps {
        let table = &mapping.delivery.tables[map.from];
        let from = place(&table.files, &sheet_of(table), delivery);
        for column in &map.columns {
            let target = format!("{}.{}", map.to.name, map.to.columns[column.target].name);
            for read in column.operation.reads() {
                let unpivoted = map.unpivot.as_ref().map(|unpivot| unpivot.columns.as_slice()).unwrap_or_default();
                for place in columns_of(read, unpivoted) {
                    pairs.insert((target.clone(), from.clone(), table.columns[place].clone()));
                }
            }
        }
    }
    pairs
}

fn sheet_of(table: &DeliveredTable) -> String {
    match &table.dialect.form {
        Form::Workbook(sheet) => match &sheet.choice {
            SheetChoice::Named(name) => format!(" / {name}"),
            other => format!(" / {other:?}"),
        },
        Form::Delimited(_) => String::new(),
    }
}

/// Lists the delivered columns whose cells are read; a looked-up cell stands in another table.
fn columns_of(read: &ColumnRead, unpivoted: &[usize]) -> Vec<usize> {
    match &read.from {
        Draw::Column(place) => vec![*place],
        Draw::FirstOf(places) => places.clone(),
        Draw::Value | Draw::Heading => unpivoted.to_vec(),
        Draw::Lookup(_) => Vec::new(),
    }
}

/// Lists what the lines of a draft read from columns.
fn drafted(text: &str, delivery: &[String]) -> BTreeSet<Pair> {
    let document: Table = toml::from_str(text).expect("a draft is TOML");
    let tables = document["delivery"].as_table().expect("a delivery");
    let mut pairs = BTreeSet::new();
    for map in document["map"].as_array().expect("maps") {
        let named = |key: &str| map[key].as_str().expect("a name");
        let table = &tables[named("from")];
        let sheet = table.get("sheet").map(|sheet| format!(" / {}", sheet.as_str().expect("a sheet")));
        let from = place(&texts(&table["files"]), &sheet.unwrap_or_default(), delivery);
        let unpivoted = map.get("unpivot").map(texts).unwrap_or_default();
        for (column, value) in map["columns"].as_table().expect("columns") {
            let target = format!("{}.{column}", named("to"));
            let heading = value.as_str().or_else(|| value.get("column")?.as_str()).map(ToOwned::to_owned);
            let all = if value.get("unpivoted").is_some() { unpivoted.clone() } else { heading.into_iter().collect() };
            pairs.extend(all.into_iter().map(|heading| (target.clone(), from.clone(), heading)));
        }
    }
    pairs
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().expect("a list").iter().map(|text| text.as_str().expect("a text").to_owned()).collect()
}

/// Counts how often each cell stands in the files of a delivery.
fn cells_of(service: &str) -> BTreeMap<String, usize> {
    let folder = root().join("fixtures").join(service).join("clean/delivery");
    let mut cells: BTreeMap<String, usize> = BTreeMap::new();
    for name in delivery(service) {
        let text = decoded(&std::fs::read(folder.join(&name)).expect("a file"));
        let first = text.lines().next().unwrap_or_default();
        let mark = [';', '\t', ','].into_iter().find(|mark| first.contains(*mark)).unwrap_or(';');
        for cell in text.lines().skip(1).flat_map(|line| line.split(mark)) {
            *cells.entry(cell.trim_matches('"').to_owned()).or_default() += 1;
        }
    }
    cells
}

/// Reads UTF-16 and UTF-8, and anything else byte by byte.
fn decoded(bytes: &[u8]) -> String {
    if let Some(units) = bytes.strip_prefix(b"\xff\xfe") {
        let units: Vec<u16> = units.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        return String::from_utf16_lossy(&units);
    }
    String::from_utf8(bytes.to_vec()).unwrap_or_else(|_| bytes.iter().copied().map(char::from).collect())
}
