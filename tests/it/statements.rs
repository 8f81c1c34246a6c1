//! Every statement that a report prints, over every shipped delivery: the same figures, in plain SQL and in the shell.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use overdracht::pipeline;
use overdracht::report::Report;
use overdracht::report::model::VerdictLine;
use overdracht::report::statements::{Gives, Statement};
use rusqlite::types::ValueRef;
use serde_json::{Map, Value, json};

use crate::kit;

/// The answer of a statement: the names of its columns, and its rows.
type Answer = Vec<Map<String, Value>>;

/// A payment of a month that nothing is promised by, and a reserve, put right.
const CORRECTIONS: &str = "table,key,column,old,new,reason,by\n\
    betalingen,P100005-2,Bedrag,\"726,59\",\"700,00\",bank statement seen,J. Bos\n\
    vakantiegeld,100001 01-06-2020,Bedrag,\"368,34\",\"400,00\",counted again,J. Bos\n";

#[test]
fn every_statement_gives_its_figure_and_every_figure_has_a_statement() {
    for (name, run) in runs() {
        hold_all(&name, run.path());
    }
}

#[test]
fn statements_hold_where_amounts_were_put_right() {
    let mapping = kit::Mapping::copy().with("corrections.csv", CORRECTIONS);
    let run = mapping.run(&root().join("fixtures/laborijn/clean/delivery"));
    assert_eq!(run.found("OV0226"), 2, "{}", run.stderr);
    hold_all("corrected", run.file("summary.json").parent().expect("a folder"));
}

#[test]
fn a_target_that_was_changed_is_seen_by_the_statements_that_read_it() {
    let (_, run) = runs().into_iter().find(|(name, _)| name == "laborijn/clean").expect("a clean run");
    let target = run.path().join("targets/oude-ijsselstreek.sqlite");
    let database = rusqlite::Connection::open(&target).expect("a target");
    let change =
        "UPDATE betaalopdracht SET bedrag_cent = bedrag_cent - 1 WHERE id = (SELECT min(id) FROM betaalopdracht);
        DELETE FROM beschikking WHERE id = (SELECT max(id) FROM beschikking);
        UPDATE betaling SET bedrag_cent = 1 WHERE id = (SELECT max(id) FROM betaling);";
    database.execute_batch(change).expect("changed");
    drop(database);
    let report = pipeline::reconcile(run.path(), false).expect("a run");
    let answer = |figure: &str| {
        let statement = report.statements.iter().rfind(|statement| statement.figure == figure).expect("a statement");
        asked(run.path(), statement)
    };
    assert_eq!(answer("shortfalls").len(), 1);
    assert_eq!(answer("/proofs/title")[0]["without_title"], json!(report.summary.proofs.title.without_title));
    assert_eq!(report.summary.proofs.title.without_title, 1);
    assert_eq!(answer("months whose parts do not stand in the targets").len(), 1);
}

/// Holds every statement of a run against its figure, and every figure against the statements.
fn hold_all(name: &str, run: &Path) {
    let report = pipeline::reconcile(run, false).expect("a run");
    let page = fs::read_to_string(run.join("report.html")).expect("a report");
    let figures = Figures::of(run, &report);
    let mut given = BTreeSet::new();
    for statement in &report.statements {
        let (figure, script) = (statement.figure, statement.script());
        let answer = asked(run, statement);
        figures.hold(name, statement, &answer, &mut given);
        assert!(page.contains(&escaped(&script)), "{name}: the report does not print {figure}");
        if let Some(told) = asked_in_the_shell(run, &script) {
            assert_eq!(told, answer, "{name}: {figure} in the shell");
        }
    }
    let all = leaves("", &figures.summary);
    // The version of the contract is no figure of the run.
    let without: Vec<&String> = all.difference(&given).filter(|leaf| *leaf != "/format").collect();
    assert!(without.is_empty(), "{name}: no statement gives {without:?}; add one to src/report/statements");
}

/// Runs every shipped mapping over its shipped deliveries; those that cannot be used have no run.
fn runs() -> Vec<(String, tempfile::TempDir)> {
    let mut runs = Vec::new();
    for service in folders(&root().join("fixtures")) {
        for fixture in folders(&root().join("fixtures").join(&service)) {
            let (mapping, delivery) = (root().join("mappings").join(&service), format!("fixtures/{service}/{fixture}"));
            let folder = tempfile::tempdir().expect("a folder");
            fs::remove_dir(folder.path()).expect("an empty folder");
            let mut run = kit::run(&mapping, &root().join(delivery).join("delivery"), folder.path());
            let output = run.output().expect("the program");
            if output.status.code() != Some(4) {
                runs.push((format!("{service}/{fixture}"), folder));
            }
        }
    }
    assert!(runs.len() > 10);
    runs
}

/// What the statements must give.
struct Figures {
    summary: Value,
    lists: Value,
}

impl Figures {
    fn of(run: &Path, report: &Report) -> Self {
        let summary = fs::read(run.join("summary.json")).expect("a summary");
        let cents = |cents: i128| i64::try_from(cents).expect("an amount");
        let verdict = |line: &VerdictLine| {
            json!({ "verdict": line.verdict, "recipient": line.recipient, "clientnummer": line.clientnummer,
                "dossiernummer": line.dossiernummer, "date": line.date, "account": line.account, "payee": line.payee,
                "promised_cents": cents(line.promised_cents), "planned_cents": cents(line.planned_cents),
                "explanation": line.explanation })
        };
        let mut short: Vec<&VerdictLine> = report.stopping.iter().chain(&report.listed).collect();
        short.retain(|line| line.planned_cents < line.promised_cents);
        let lists = json!({
            "stopping": report.stopping.iter().map(verdict).collect::<Vec<_>>(),
            "listed": report.listed.iter().map(verdict).collect::<Vec<_>>(),
            "shortfalls": short.into_iter().map(verdict).collect::<Vec<_>>(),
            "breakdown": report.breakdown.iter().map(|line| json!({ "table": line.table, "place": line.place,
                "month": line.month, "fate": line.fate, "rows": line.rows, "cents": line.cents.map(cents) })).collect::<Vec<_>>(),
            "filters": report.filters.iter().map(|line| json!({ "table": line.table, "rule": line.rule,
                "because": line.because, "rows": line.rows, "cents": line.cents.map(cents) })).collect::<Vec<_>>(),
            "changes": report.changes.iter().map(|line| json!({ "table": line.table, "column": line.column,
                "change": line.change, "rows": line.rows })).collect::<Vec<_>>(),
            "corrections": report.corrections.iter().map(|line| json!({ "column": line.column, "reason": line.reason,
                "by": line.by })).collect::<Vec<_>>(),
            "partition_sums": report.partition_sums.iter().map(|line| json!({ "scheme": line.scheme, "month": line.month,
                "whole_cents": cents(line.whole_cents), "stays_cents": cents(line.stays_cents),
                "difference_cents": cents(line.difference_cents) })).collect::<Vec<_>>(),
            "failures": report.failures.iter().map(|line| json!({ "proof": line.proof, "subject": line.subject,
                "message": line.message })).collect::<Vec<_>>(),
            "notes": report.notes.iter().map(|line| json!({ "kind": line.kind, "subject": line.subject,
                "message": line.message })).collect::<Vec<_>>(),
            "findings": report.findings.iter().map(|line| json!({ "code": line.code, "column": line.column,
                "message": line.message })).collect::<Vec<_>>(),
            "unmapped": report.unmapped.iter().map(|line| json!({ "table": line.table, "column": line.column,
                "rows": line.rows })).collect::<Vec<_>>(),
            "not_planned": report.not_planned.iter().map(|line| json!({ "reason": line.reason,
                "count": line.count })).collect::<Vec<_>>(),
            "identities": report.identities.iter().map(|line| json!({ "name": line.name, "blocks": line.blocks,
                "lines": line.lines })).collect::<Vec<_>>(),
        });
        Self { summary: serde_json::from_slice(&summary).expect("JSON"), lists }
    }

    /// Holds an answer against its figure, and notes which figures of the summary it gave.
    fn hold(&self, name: &str, statement: &Statement, answer: &Answer, given: &mut BTreeSet<String>) {
        let Statement { figure, gives, .. } = statement;
        let pointed = self.summary.pointer(figure);
        let found = pointed.or_else(|| self.lists.get(figure)).unwrap_or(&Value::Null);
        let one =
            || answer.first().filter(|_| answer.len() == 1).unwrap_or_else(|| panic!("{name}: {figure}: one row"));
        match gives {
            Gives::Nothing => assert!(answer.is_empty(), "{name}: {figure}: {answer:?}"),
            Gives::Value => {
                assert_eq!(one().values().collect::<Vec<_>>(), [found], "{name}: {figure}");
                given.insert((*figure).to_owned());
            }
            Gives::Members => given.extend(members(name, figure, one(), found, figure)),
            Gives::Entries => {
                let entry = |row: &Map<String, Value>| {
                    let [key, value] = row.values().collect::<Vec<_>>()[..] else { panic!("{figure}: two columns") };
                    (key.as_str().expect("a name").to_owned(), value.clone())
                };
                assert_eq!(Value::Object(answer.iter().map(entry).collect()), *found, "{name}: {figure}");
                given.extend(leaves(figure, found));
            }
            Gives::Rows => {
                let mut found: Vec<&Value> =
                    found.as_array().unwrap_or_else(|| panic!("{figure}: a list")).iter().collect();
                if *figure == "/accounting" {
                    found.retain(|entry| answer.iter().any(|row| row["file"] == entry["file"]));
                }
                let mut answer: Vec<&Map<String, Value>> = answer.iter().collect();
                if matches!(*figure, "failures" | "shortfalls") {
                    found.sort_by_key(|entry| key(entry.as_object().expect("an entry"), answer.first()));
                    answer.sort_by_key(|row| key(row, Some(row)));
                }
                let is_cut = found.len() == Report::LONGEST_LIST;
                assert!(
                    found.len() == answer.len() || is_cut,
                    "{name}: {figure}: {} and {}",
                    found.len(),
                    answer.len()
                );
                let all = pointed.and_then(Value::as_array);
                for (row, entry) in answer.into_iter().zip(found) {
                    let place = all.and_then(|all| all.iter().position(|other| std::ptr::eq(other, entry)));
                    let place = place.unwrap_or_default();
                    given.extend(members(name, figure, row, entry, &format!("{figure}/{place}")));
                }
                given.extend(
                    pointed.filter(|list| list.as_array().is_some_and(Vec::is_empty)).map(|_| (*figure).to_owned()),
                );
            }
        }
    }
}

/// Holds the columns of a row against the members of a figure that they name; other columns tell where it was delivered.
fn members(name: &str, figure: &str, row: &Map<String, Value>, found: &Value, under: &str) -> Vec<String> {
    let mut given = Vec::new();
    for (column, value) in row {
        let path = format!("/{}", column.replace('.', "/"));
        match found.pointer(&path) {
            Some(member) => assert_eq!(value, member, "{name}: {under}: {column}"),
            None => {
                assert!(["bestand", "regel"].contains(&column.as_str()), "{name}: {figure} has no {column}: {found}");
            }
        }
        given.push(format!("{under}{path}"));
    }
    given
}

/// Returns what a row is put in order by: its values under the columns that an answer has.
fn key(row: &Map<String, Value>, columns: Option<&&Map<String, Value>>) -> Vec<String> {
    let columns = columns.into_iter().flat_map(|columns| columns.keys());
    columns.map(|column| row.get(column).map(ToString::to_string).unwrap_or_default()).collect()
}

/// Lists the figures in a part of the summary by their pointers; a list without entries is one.
fn leaves(under: &str, value: &Value) -> BTreeSet<String> {
    match value {
        Value::Object(members) => {
            members.iter().flat_map(|(name, value)| leaves(&format!("{under}/{name}"), value)).collect()
        }
        Value::Array(entries) if !entries.is_empty() => {
            entries.iter().enumerate().flat_map(|(at, value)| leaves(&format!("{under}/{at}"), value)).collect()
        }
        _ => BTreeSet::from([under.to_owned()]),
    }
}

/// Asks a statement of the databases of a run.
fn asked(run: &Path, statement: &Statement) -> Answer {
    let database = rusqlite::Connection::open(run.join("evidence.sqlite")).expect("the evidence");
    for (number, name) in (1..).zip(&statement.attached) {
        let path = run.join(format!("targets/{name}.sqlite"));
        let attach = format!("ATTACH ?1 AS doel{number}");
        database.execute(&attach, [path.to_str().expect("a path")]).expect("a target");
    }
    let mut question = database
        .prepare(&statement.sql)
        .unwrap_or_else(|error| panic!("{}: {error}\n{}", statement.figure, statement.sql));
    let names: Vec<String> = question.column_names().map(str::to_owned).collect();
    let rows = question.query_map([], |row| {
        let cell = |(place, name): (usize, &String)| {
            let value = match row.get_ref(place)? {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(number) => json!(number),
                other => json!(other.as_str()?),
            };
            Ok((name.clone(), value))
        };
        names.iter().enumerate().map(cell).collect::<rusqlite::Result<Map<String, Value>>>()
    });
    rows.expect("rows").map(|row| row.expect("a row")).collect()
}

/// Asks a script of the shell, in the folder of the run as the report says it; nothing where no shell is installed.
fn asked_in_the_shell(run: &Path, script: &str) -> Option<Answer> {
    let shell =
        Command::new("sqlite3").current_dir(run).args(["-readonly", "-json", "evidence.sqlite", script]).output();
    let output = shell.ok()?;
    assert!(output.status.success(), "{script}\n{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    Some(if text.trim().is_empty() { Vec::new() } else { serde_json::from_str(&text).expect("rows in JSON") })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn folders(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
