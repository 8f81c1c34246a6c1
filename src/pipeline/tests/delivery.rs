//! What a delivery may hold: tables for some destinations alone, and sums that add up.

use super::*;
use crate::reconcile::summary::Status;

fn findings(outcome: &Outcome) -> Vec<String> {
    let shown = |line: &crate::report::model::FindingLine| {
        format!("{} {} {}", line.place.as_deref().unwrap_or_default(), line.code, line.message)
    };
    outcome.report.findings.iter().map(shown).collect()
}

#[test]
fn a_row_of_a_table_that_is_not_for_its_destination_is_rejected_and_named() {
    let sample = Sample::new()
        .declare("files = [\"trajecten*.csv\"]", "files = [\"trajecten*.csv\"]\nonly = [\"zutphen\"]")
        .deliver("trajecten", &["t1;11;stage", "t3;13;scholing"]);
    let outcome = run_sample(&sample);
    assert_eq!(rows(&outcome, "trajecten"), [3, 1, 0, 1, 1, 0]);
    assert_eq!(findings(&outcome), ["trajecten.csv:2 OV0223 it would go to lochem, and rows of \"trajecten\" may not"]);
    let summary = &outcome.report.summary;
    assert_eq!(summary.verdict, Verdict::NotProven);
    assert_eq!(summary.proofs.completeness.status, Status::Failed);
    let rejected = outcome.report.breakdown.iter().filter(|line| line.fate == "rejected");
    assert_eq!(rejected.map(|line| (&*line.table, &*line.place)).collect::<Vec<_>>(), [("trajecten", "lochem")]);
}

#[test]
fn a_row_for_two_destinations_goes_to_the_one_that_its_table_is_for() {
    let only = |table: &str, name: &str| format!("files = [\"{table}*.csv\"]\nonly = [\"{name}\"]");
    let sample = Sample::new()
        .declare("files = [\"trajecten*.csv\"]", &only("trajecten", "lochem"))
        .deliver("dossiers", &["5;12;;PW;01-01-2018;;N;0301"])
        .deliver("beschikkingen", &["b5;5;T;PW;01-01-2018"]);
    let outcome = run_sample(&sample);
    assert_eq!(outcome.report.summary.verdict, Verdict::Proven, "{:?}", outcome.report.failures);
    assert_eq!(rows(&outcome, "trajecten"), [1, 1, 0, 0, 0, 0]);
    let count = |name: &str| {
        let target =
            rusqlite::Connection::open(outcome.place.join(format!("targets/{name}.sqlite"))).expect("a target");
        target
            .query_row("SELECT count(*) FROM reintegratievoorziening", [], |row| row.get::<_, i64>(0))
            .expect("a count")
    };
    assert_eq!([count("zutphen"), count("lochem"), count("partner")], [0, 1, 0]);
}

#[test]
fn a_delivery_of_which_the_own_sums_do_not_add_up_is_refused_before_anything_is_loaded() {
    let identity = "\n[[identity]]\nname = \"norm\"\nfrom = \"componenten\"\nblock = [\"Dossier\"]\namount = \"Bedrag\"\n\
        plus = { Teken = \"+\" }\nminus = { Teken = \"-\" }\n\
        equals = { from = \"betalingen\", block = [\"Dossier\"], amount = \"Bedrag\" }\n";
    let sample = Sample::new().declare_more(identity);
    assert_eq!(run_sample(&sample).report.summary.verdict, Verdict::Proven);
    let sample = Sample::new().declare_more(identity).correct("betalingen", "900,00", "899,99");
    let error = run_over(&sample, &[sample.folder()], "run").expect_err("it does not add up");
    assert!(matches!(error, PipelineError::Identity(_)), "{error}");
    assert!(error.to_string().contains("componenten.csv:5: 2: € 900,00 plus"), "{error}");
    assert_eq!(fs::read_dir(sample.path()).expect("a folder").count(), 1, "the delivery alone is there");
}

#[test]
fn a_programme_of_nobody_is_rejected_and_one_of_a_client_without_case_is_left_out() {
    let sample = Sample::new()
        .deliver("clienten", &["14;999993653;Bos;;V;4;N"])
        .deliver("trajecten", &["t3;14;stage", "t4;99;scholing"]);
    let outcome = run_sample(&sample);
    assert_eq!(rows(&outcome, "trajecten"), [3, 1, 0, 1, 1, 0]);
    let found = findings(&outcome);
    assert!(
        found.contains(
            &"trajecten.csv:4 OV0208 the row of \"clienten\" that it belongs to was not delivered".to_owned()
        ),
        "{found:?}"
    );
    assert!(found.contains(&"trajecten.csv:3 OV0220 it occurs in no delivered case".to_owned()), "{found:?}");
    assert_eq!(outcome.report.summary.verdict, Verdict::NotProven);
}

#[test]
fn a_delivery_that_ends_long_before_the_cutover_is_told() {
    let told = |sample: &Sample| findings(&run_sample(sample)).iter().any(|finding| finding.contains("OV0410"));
    assert!(!told(&Sample::new()));
    let later = Sample::new().declare("cutover  = 2021-01-01", "cutover  = 2021-03-01");
    assert!(told(&later));
}

#[test]
fn a_former_code_of_a_payment_is_no_sign_that_it_runs() {
    let sample = |date: &str| {
        Sample::new()
            .declare("codes = { P = \"periodiek\", V = \"vakantiegeld\" }", "codes = \"codes/soort.csv\"")
            .code_file("codes/soort.csv", "from,to,status,remark\nP,periodiek,current,\nV,vakantiegeld,former,\n")
            .deliver("betalingen", &[&format!("p4;1;111222333;V;06-2020;{date};600,00;NL91ABNA0417164300")])
    };
    for date in ["15-06-2020", "15-01-2021", "", "15 juni"] {
        let found = findings(&run_sample(&sample(date)));
        assert!(found.iter().all(|line| !line.contains("OV0217")), "{date}: {found:?}");
    }
}
