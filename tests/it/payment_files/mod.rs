//! Payment files that the program writes, and that it holds against the promises of a run.

mod rules;
mod tree;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use self::rules::complaints;
use self::tree::Node;
use crate::kit::{NOW, Outcome, shipped};

const DEBTOR: &str = "NL02ABNA0123456789";

/// A proven run, and a folder for payment files.
struct Paid {
    run: Outcome,
}

impl Paid {
    /// Runs the clean delivery of a service.
    fn of(service: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let delivery = root.join(format!("fixtures/{service}/clean/delivery"));
        let run = Outcome::of(&root.join("mappings").join(service), &delivery);
        assert_eq!(run.code, 0, "{}", run.stdout);
        Self { run }
    }

    fn folder(&self) -> PathBuf {
        self.run.file("")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.run.file("..").join(name)
    }

    /// Writes what is planned to a file.
    fn export(&self, name: &str, more: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_overdracht"));
        command.args(["export", "pain001"]).arg(self.folder());
        command.args(["--debtor-name", "Gemeente Proëf & Co", "--debtor-iban", DEBTOR, "--now", NOW]);
        command.args(more).arg("--out").arg(self.file(name)).output().expect("the program")
    }

    /// Writes what is planned, and returns it.
    fn exported(&self, more: &[&str]) -> String {
        let output = self.export("betalingen.xml", more);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        fs::read_to_string(self.file("betalingen.xml")).expect("a payment file")
    }

    /// Holds files against the run.
    fn reconcile(&self, files: &[&str], more: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_overdracht"));
        command.arg("reconcile").arg(self.folder()).arg("--planned");
        let files = files.iter().map(|name| self.file(name));
        command.args(files).args(["--format", "json"]).args(more).output().expect("the program")
    }

    /// Holds a text against the run, and returns the exit code and the summary.
    fn held(&self, text: &str, more: &[&str]) -> (Option<i32>, Value) {
        fs::write(self.file("changed.xml"), text).expect("a payment file");
        let output = self.reconcile(&["changed.xml"], more);
        let summary = serde_json::from_slice(&output.stdout);
        (output.status.code(), summary.unwrap_or_else(|_| Value::from(stderr(&output))))
    }
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Returns the verdicts that were given, by name.
fn verdicts(summary: &Value) -> Vec<(String, i64)> {
    let verdicts = summary["proofs"]["continuity"]["verdicts"].as_object().expect("verdicts");
    let counts = verdicts.iter().map(|(name, count)| (name.clone(), count.as_i64().expect("a count")));
    counts.filter(|(_, count)| *count > 0).collect()
}

/// Changes the first payment of a file, and its totals with it.
fn lower_by_a_cent(text: &str) -> String {
    let at = text.find("<InstdAmt Ccy=\"EUR\">").expect("a payment") + 20;
    let end = at + text[at..].find('<').expect("the end of the amount");
    let less = |amount: &str| {
        let cents: i64 = amount.replace('.', "").parse().expect("an amount");
        format!("{}.{:02}", (cents - 1) / 100, (cents - 1) % 100)
    };
    let changed = format!("{}{}{}", &text[..at], less(&text[at..end]), &text[end..]);
    // The first sum is that of the message, the second that of the first batch.
    let mut pieces: Vec<String> = changed.split("<CtrlSum>").map(str::to_owned).collect();
    for piece in pieces.iter_mut().skip(1).take(2) {
        let (sum, rest) = piece.split_once('<').expect("a sum");
        *piece = format!("{}<{rest}", less(sum));
    }
    pieces.join("<CtrlSum>")
}

#[test]
fn every_file_follows_the_public_rules_and_is_proven_when_it_is_read_back() {
    for service in ["laborijn", "het-plein", "sdoa", "tuc"] {
        let paid = Paid::of(service);
        let municipalities: Vec<String> = paid.run.summary["proofs"]["partition"]["destinations"]
            .as_object()
            .expect("destinations")
            .keys()
            .cloned()
            .collect();
        for (version, bic) in [("03", Some("ABNANL2A")), ("09", None)] {
            let mut names = Vec::new();
            for destination in &municipalities {
                let name = format!("{destination}-{version}.xml");
                let mut more = vec!["--version", version, "--destination", destination];
                more.extend(bic.into_iter().flat_map(|bic| ["--debtor-bic", bic]));
                let output = paid.export(&name, &more);
                assert_eq!(output.status.code(), Some(0), "{service}: {}", stderr(&output));
                let text = fs::read_to_string(paid.file(&name)).expect("a payment file");
                assert_eq!(complaints(&Node::parse(&text)), Vec::<String>::new(), "{service} {name}");
                names.push(name);
            }
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let output = paid.reconcile(&names, &[]);
            assert_eq!(output.status.code(), Some(0), "{service}: {}", String::from_utf8_lossy(&output.stdout));
            let summary: Value = serde_json::from_slice(&output.stdout).expect("JSON");
            assert_eq!(summary["proofs"], paid.run.summary["proofs"], "{service}");
            let (planned, continuity) = (&summary["planned"], &summary["proofs"]["continuity"]);
            assert_eq!(planned["compared"]["cents"], continuity["planned_cents"], "{service}");
            assert_eq!(planned["by_account"], 0, "{service}");
        }
    }
}

#[test]
fn nothing_is_written_among_what_a_run_made() {
    let paid = Paid::of("laborijn");
    let evidence = fs::read(paid.folder().join("evidence.sqlite")).expect("the evidence");
    let run = paid.folder().display().to_string();
    for name in ["evidence.sqlite", "report.html", "payments.xml"] {
        let there = paid.folder().join(name);
        let before = fs::read(&there).ok();
        let page =
            Command::new(env!("CARGO_BIN_EXE_overdracht")).args(["report", &run, "--trend"]).arg(&there).output();
        for output in [paid.export(&format!("{run}/{name}"), &[]), page.expect("the program")] {
            assert_eq!(output.status.code(), Some(5), "{}", stderr(&output));
            assert!(stderr(&output).contains("lies in the folder of a run"), "{}", stderr(&output));
            assert!(fs::read(&there).ok() == before, "{name}");
        }
    }
    assert!(fs::read(paid.folder().join("evidence.sqlite")).expect("the evidence") == evidence);
}

#[test]
fn the_same_export_gives_the_same_bytes_and_another_moment_another_message() {
    let paid = Paid::of("laborijn");
    let first = paid.exported(&[]);
    assert_eq!(paid.exported(&[]), first);
    assert!(first.contains("<Nm>Gemeente Proef + Co</Nm>"), "{first:.600}");
    assert_ne!(paid.exported(&["--version", "09"]), first);
    let id = |text: &str| Node::parse(text).all("MsgId")[0].text.clone();
    assert_ne!(id(&paid.exported(&["--version", "09"])), id(&first));
    let output = paid.export("betalingen.xml", &["--format", "json"]);
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let continuity = &paid.run.summary["proofs"]["continuity"];
    assert_eq!((&answer["message"], &answer["cents"]), (&Value::from(id(&first)), &continuity["planned_cents"]));
    assert_eq!(answer["days"].as_array().map(Vec::len), Some(3));
    assert!(answer["names_changed"].as_i64() > Some(0));
}

#[test]
fn a_file_that_was_changed_is_not_proven_and_tells_how() {
    let paid = Paid::of("laborijn");
    let whole = paid.exported(&[]);
    let account = Node::parse(&whole).all("CdtTrfTxInf")[0].all("IBAN")[0].text.clone();
    let second = whole.find("<PmtInf>").and_then(|at| whole[at + 1..].find("<PmtInf>").map(|next| at + 1 + next));
    let second = second.expect("two days");
    let day = |date: &str| whole.replacen("2021-01-29", date, 1);
    let table = [
        ("as it is", whole.clone(), Some(0), ""),
        ("without identifications", without_identifications(&whole), Some(0), ""),
        ("a cent less", lower_by_a_cent(&whole), Some(1), "lower"),
        ("a banking day later", day("2021-02-01"), Some(1), "later"),
        ("a day earlier", day("2021-01-28"), Some(0), "earlier"),
        ("another account", whole.replacen(&account, DEBTOR, 1), Some(1), "other_account"),
    ];
    for (what, text, code, verdict) in table {
        let (found, summary) = paid.held(&text, &[]);
        assert_eq!(found, code, "{what}: {summary}");
        let given = verdicts(&summary);
        assert!(verdict.is_empty() || given.iter().any(|(name, _)| name == verdict), "{what}: {given:?}");
    }
    let refused = [
        ("a cent less, and the totals as they were", lower_by_a_cent(&whole), "CtrlSum>"),
        ("one day left out", [&whole[..second], &whole[whole.rfind("<PmtInf>").expect("a day")..]].concat(), ""),
        ("cut off", whole[..second].to_owned(), ""),
    ];
    for (what, text, totals) in refused {
        let text = if totals.is_empty() {
            text
        } else {
            let sum = |text: &str| Node::parse(text).all("CtrlSum")[0].text.clone();
            text.replacen(&sum(&text), &sum(&whole), 1)
        };
        let (found, message) = paid.held(&text, &[]);
        assert_eq!(found, Some(4), "{what}: {message}");
        assert!(message.as_str().is_some_and(|text| text.starts_with("error: changed.xml:")), "{what}: {message}");
    }
}

/// Takes every end-to-end identification away: payees of one case are still found by their account.
fn without_identifications(text: &str) -> String {
    let mut pieces = text.split("<EndToEndId>");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| {
        let (id, rest) = piece.split_once('<').expect("an identification");
        // A client of two cases has one account for both.
        let case = id.split('/').next().unwrap_or_default();
        let kept = if ["100022", "100042", "100008"].contains(&case) { case } else { "NOTPROVIDED" };
        format!("{text}<EndToEndId>{kept}<{rest}")
    })
}

#[test]
fn payments_that_nobody_can_be_found_for_stop_with_their_line() {
    let paid = Paid::of("laborijn");
    let whole = paid.exported(&[]);
    let node = Node::parse(&whole);
    let (id, account) =
        (node.all("EndToEndId")[0].text.clone(), node.all("CdtTrfTxInf")[0].all("IBAN")[0].text.clone());
    let text = whole.replacen(&id, "111222333", 1).replacen(&account, DEBTOR, 1);
    fs::write(paid.file("changed.xml"), &text).expect("a payment file");
    let (code, summary) = paid.held(&text, &[]);
    let continuity = &summary["proofs"]["continuity"];
    assert_eq!((code, &continuity["hard_stops"]["unknown_payments"]), (Some(1), &Value::from(1)));
    assert_eq!(verdicts(&summary).last().map(|(name, _)| name.as_str()), Some("missing"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_overdracht"));
    command.arg("reconcile").arg(paid.folder()).arg("--planned").arg(paid.file("changed.xml"));
    let told = String::from_utf8(command.output().expect("the program").stdout).expect("UTF-8");
    let line = text.lines().position(|line| line.contains("<CdtTrfTxInf>")).expect("a payment") + 1;
    assert!(told.contains(&format!("changed.xml:{line}")), "{told}");
    assert!(told.contains("these payments must not be made") && !told.contains("111222333"), "{told}");
}

#[test]
fn one_month_is_held_against_one_month() {
    let paid = Paid::of("laborijn");
    let whole = paid.exported(&[]);
    let start = whole.find("<PmtInf>").expect("a day");
    let end = start + whole[start + 1..].find("<PmtInf>").expect("another day") + 1;
    let batch = Node::parse(&whole).all("PmtInf")[0].clone();
    let total = |name: &str| batch.child(name).expect("a total").text.clone();
    let header = Node::parse(&whole);
    let all = |name: &str| format!("<{name}>{}</{name}>", header.all(name)[0].text);
    let january = format!("{}{}</CstmrCdtTrfInitn></Document>", &whole[..start], &whole[start..end])
        .replacen(&all("NbOfTxs"), &format!("<NbOfTxs>{}</NbOfTxs>", total("NbOfTxs")), 1)
        .replacen(&all("CtrlSum"), &format!("<CtrlSum>{}</CtrlSum>", total("CtrlSum")), 1);
    let (code, summary) = paid.held(&january, &[]);
    assert_eq!(code, Some(1), "{summary}");
    let (code, summary) = paid.held(&january, &["--until", "2021-01-31"]);
    assert_eq!((code, &summary["planned"]["until"]), (Some(0), &Value::from("2021-01-31")), "{summary}");
    let (code, summary) = paid.held(&whole, &["--until", "2021-01-31"]);
    assert_eq!(code, Some(0), "{summary}");
    assert!(summary["planned"]["outside_window"]["payments"].as_i64() > Some(0), "{summary}");
    for outside in ["2020-12-31", "2021-04-01"] {
        let (code, message) = paid.held(&january, &["--until", outside]);
        assert_eq!(code, Some(2), "{message}");
        assert!(
            message.as_str().is_some_and(|text| text.contains("name one from 2021-01-01 to 2021-03-31")),
            "{message}"
        );
    }
}

#[test]
fn one_file_or_one_message_twice_is_refused() {
    let paid = Paid::of("laborijn");
    let whole = paid.exported(&[]);
    fs::write(paid.file("again.xml"), &whole).expect("a copy");
    let table = [
        (["betalingen.xml", "betalingen.xml"], "is given twice"),
        (["betalingen.xml", "again.xml"], "the same payments twice"),
        (["betalingen.xml", "absent.xml"], "cannot be read"),
    ];
    for (files, expected) in table {
        let output = paid.reconcile(&files, &[]);
        assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(4), true));
        assert!(stderr(&output).contains(expected), "{}", stderr(&output));
    }
}

#[test]
fn only_a_proven_run_that_stands_as_it_was_made_is_exported() {
    let paid = Paid::of("laborijn");
    let refused = |expected: &str| {
        let output = paid.export("nothing.xml", &[]);
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        assert!(stderr(&output).contains(expected), "{}", stderr(&output));
        assert!(!paid.file("nothing.xml").exists());
    };
    let manifest = fs::read_to_string(paid.run.file("manifest.json")).expect("a manifest");
    let (before, _) = manifest.split_once("\"outputs\"").expect("what was made");
    fs::write(paid.run.file("manifest.json"), format!("{before}\"outputs\": []}}")).expect("a manifest of nothing");
    refused("evidence.sqlite: the manifest does not list the evidence");
    fs::write(paid.run.file("manifest.json"), manifest).expect("the manifest again");
    let target = paid.run.file("targets/oude-ijsselstreek.sqlite");
    let whole = fs::read(&target).expect("a target");
    let database = rusqlite::Connection::open(&target).expect("a target");
    database.execute("UPDATE betaalopdracht SET bedrag_cent = bedrag_cent + 1 WHERE id = 1", []).expect("a change");
    drop(database);
    refused("targets/oude-ijsselstreek.sqlite: its content is not what the manifest says");
    fs::write(&target, whole).expect("the target again");
    fs::remove_file(paid.run.file("verdicts.csv")).expect("a file of the run");
    refused("verdicts.csv: it is not there");

    let delivery = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/laborijn/broken/delivery");
    let broken = Paid { run: Outcome::of(&shipped(), &delivery) };
    let output = broken.export("nothing.xml", &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).starts_with("error: not exported: the run is not proven: "), "{}", stderr(&output));
}

#[test]
fn each_municipality_pays_its_own() {
    let paid = Paid::of("het-plein");
    let table = [
        (vec![], "several municipalities, and each pays its own; name one with --destination: zutphen, lochem"),
        (vec!["--destination", "ommen"], "no municipality \"ommen\" that pays"),
        (vec!["--debtor-bic", "abn"], "eight or eleven capitals and digits"),
    ];
    for (more, expected) in table {
        let output = paid.export("nothing.xml", &more);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert!(stderr(&output).contains(expected), "{}", stderr(&output));
    }
}
