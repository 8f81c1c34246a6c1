//! Deliveries with cells that are put right.

use super::*;
use crate::reconcile::summary::Summary;

const CORRECTIONS: &str = "corrections.csv";
const HEADINGS: &str = "table,key,column,old,new,reason,by\n";

fn corrected(lines: &str) -> Sample {
    Sample::new().code_file(CORRECTIONS, &format!("{HEADINGS}{lines}"))
}

pub(super) fn texts(place: &Path, database: &str, sql: &str) -> Vec<String> {
    let database = rusqlite::Connection::open(place.join(database)).expect("a database");
    let mut statement = database.prepare(sql).expect("a question");
    let rows = statement.query_map([], |row| row.get(0)).expect("an answer");
    rows.map(|row| row.expect("a text")).collect()
}

fn json(summary: &Summary) -> String {
    crate::report::json::render(summary)
}

#[test]
fn a_corrected_number_and_amount_are_read_so_by_both_sides_and_counted_as_delivered() {
    let sample = corrected(
        "clienten,11,BSN,111222334,111222333,misread,J. Bos\n\
         betalingen,p1,BSN,111222334,111222333,misread,J. Bos\n\
         betalingen,p1,Bedrag,\"905,00\",\"950,00\",digits swapped,K. Smit\n\
         betalingen,p3,Bedrag,\"800,00\",\"801,00\",stays behind,K. Smit\n",
    )
    .correct("clienten", "111222333", "111222334")
    .correct("betalingen", "111222333", "111222334")
    .correct("betalingen", "950,00", "905,00");
    let outcome = run_sample(&sample);
    assert_eq!(outcome.report.summary.verdict, Verdict::Proven, "{:?}", outcome.report.failures);
    assert_eq!(cents(&outcome, "betalingen"), [260_500, 180_500, 0, 80_000, 0, 0].map(Some));
    assert_eq!(texts(&outcome.place, "targets/zutphen.sqlite", "SELECT bsn FROM persoon"), ["111222333"]);
    assert_eq!(texts(&outcome.place, "targets/zutphen.sqlite", "SELECT bedrag_cent || '' FROM betaling"), ["95000"]);
    let again = reconcile(&outcome.place, false).expect("a run");
    assert_eq!(json(&again.summary), json(&outcome.report.summary));
    assert_eq!(again.corrections.len(), 4);
}

#[test]
fn each_correction_is_found_once_with_its_place_and_its_reason() {
    let sample = corrected(
        "dossiers,1,Gemeente,0291,0301,merged,J. Bos\n\
         clienten,11,BSN,11122233,111222333,a digit was lost,J. Bos\n",
    )
    .correct("dossiers", "0301", "0291")
    .correct("clienten", "111222333", "11122233");
    let outcome = run_sample(&sample);
    let found = "SELECT concat_ws(' ', f.name, n.line, n.heading, n.value, n.subject, n.message) FROM finding n
        JOIN file f ON f.number = n.file WHERE n.code = 'OV0226' ORDER BY n.rowid";
    assert_eq!(
        texts(&outcome.place, "evidence.sqlite", found),
        [
            "clienten.csv 2 BSN 11122233 11 \"******233\" -> \"******333\": a digit was lost (J. Bos)",
            "dossiers.csv 2 Gemeente 0291 1 \"0291\" -> \"0301\": merged (J. Bos)",
        ]
    );
    assert_eq!(outcome.report.summary.findings.by_code["OV0226"], 2);
    let kept = "SELECT concat_ws(' ', line, key, heading, old, new, reason, decided_by) FROM correction";
    assert_eq!(
        texts(&outcome.place, "evidence.sqlite", kept)[0],
        "2 11 BSN 11122233 111222333 a digit was lost J. Bos"
    );
    let report = fs::read_to_string(outcome.place.join("report.html")).expect("a report");
    assert!(report.contains("a digit was lost") && !report.contains("111222333"), "numbers of persons are masked");
    let lines: Vec<_> = outcome.report.corrections.iter().map(|line| (&*line.place, &*line.old, &*line.new)).collect();
    assert_eq!(lines, [("clienten.csv:2", "******233", "******333"), ("dossiers.csv:2", "0291", "0301")]);
}

#[test]
fn rows_are_rejected_as_delivered_and_their_amounts_counted_so() {
    let sample = corrected("betalingen,p1,Bedrag,\"950,00\",onbekend,not known,J. Bos\n");
    let outcome = run_sample(&sample);
    assert_eq!(rows(&outcome, "betalingen"), [3, 1, 0, 1, 1, 0]);
    assert_eq!(cents(&outcome, "betalingen"), [265_000, 90_000, 0, 80_000, 95_000, 0].map(Some));
    let rejected = fs::read_to_string(outcome.place.join("rejected/betalingen.csv")).expect("the rejected rows");
    assert!(rejected.contains(";p1;1;111222333;P;12-2020;31-12-2020;950,00;"), "{rejected}");
}

#[test]
fn an_amount_that_could_not_be_read_counts_once_it_is_put_right() {
    let sample = corrected("componenten,1 NORM,Bedrag,duizend,\"1.000,00\",in words,J. Bos\n")
        .declare("files = [\"componenten*.csv\"]", "files = [\"componenten*.csv\"]\nkey = [\"Dossier\", \"Soort\"]")
        .correct("componenten", "1.000,00", "duizend");
    let outcome = run_sample(&sample);
    assert_eq!(outcome.report.summary.verdict, Verdict::Proven, "{:?}", outcome.report.failures);
    assert_eq!(cents(&outcome, "componenten"), [270_000, 95_000, 0, 175_000, 0, 0].map(Some));
}

#[test]
fn a_correction_that_does_not_fit_the_delivery_ends_the_run_and_leaves_nothing() {
    let table = [
        ("dossiers,1,Gemeente,0262,0301,why,who\n", "dossiers.csv:2 [Gemeente]: corrections.csv:2 expects \"0262\""),
        ("dossiers,9,Gemeente,0262,0301,why,who\n", "corrections.csv:2: no row of \"dossiers\" has the key \"9\""),
        ("trajecten,t2,Wat,scholing,stage,why,who\n", "corrections.csv:2: two rows have the key \"t2\""),
    ];
    for (line, expected) in table {
        let sample = corrected(line).deliver("trajecten", &["t2;12;scholing"]);
        let error = run_over(&sample, &[sample.folder()], "run").expect_err("it does not fit").to_string();
        assert!(error.starts_with(expected), "{error}");
        assert_eq!(fs::read_dir(sample.path()).expect("a folder").count(), 1, "the delivery alone is there");
    }
}

#[test]
fn an_amount_of_many_that_each_become_a_row_counts_as_delivered_though_it_becomes_none() {
    let declared = "\n[delivery.bedragen]\nfiles = [\"bedragen.csv\"]\nkey = [\"Dossier\"]\n\
        destination-by = { via = \"dossiers\", on = \"Dossier\" }\n\n\
        [[map]]\nfrom = \"bedragen\"\nto = \"inkomsten\"\nunpivot = [\"Loon\", \"Pensioen\"]\n[map.columns]\n\
        inkomensvoorziening = \"Dossier\"\nbedrag_cent = { unpivoted = \"value\" }\n";
    let sample = corrected(
        "bedragen,1,Loon,\"10,00\",,never earned,J. Bos\n\
         bedragen,1,Pensioen,\"20,00\",\"21,00\",letter of the fund,J. Bos\n\
         bedragen,2,Loon,\"5,00\",,never earned,J. Bos\n",
    )
    .declare_more(declared)
    .deliver("bedragen", &["Dossier;Loon;Pensioen", "1;10,00;20,00", "2;5,00;", "3;7,00;"]);
    let outcome = run_sample(&sample);
    let kept = "SELECT group_concat(bedrag_cent) FROM inkomsten";
    assert_eq!(texts(&outcome.place, "targets/zutphen.sqlite", kept), ["2100"]);
    assert_eq!(rows(&outcome, "bedragen"), [3, 1, 0, 2, 0, 0]);
    assert_eq!(cents(&outcome, "bedragen"), [4_200, 3_000, 0, 1_200, 0, 0].map(Some));
}
