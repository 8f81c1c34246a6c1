//! Deliveries of which a deviation was accepted.

use super::*;
use crate::reconcile::summary::{Summary, WaiverCounts};

const HEADINGS: &str = "id,bsn,case,verdict,months,at_most_cents,at_most_days,reason,decision,requested_by,\
    approved_by,approved_on,expires_on\n";

/// A delivery in which the first case gets € 50,00 less than it was paid, and its waivers.
fn lowered(waivers: &str) -> Sample {
    Sample::new().correct("componenten", "1.000,00", "950,00").code_file("waivers.csv", &format!("{HEADINGS}{waivers}"))
}

fn waivers(summary: &Summary) -> WaiverCounts {
    summary.proofs.continuity.waivers
}

fn json(summary: &Summary) -> String {
    crate::report::json::render(summary)
}

fn texts(place: &Path, sql: &str) -> Vec<String> {
    let database = rusqlite::Connection::open(place.join("evidence.sqlite")).expect("a database");
    let mut statement = database.prepare(sql).expect("a question");
    let rows = statement.query_map([], |row| row.get(0)).expect("an answer");
    rows.map(|row| row.expect("a text")).collect()
}

#[test]
fn a_loss_that_was_accepted_is_listed_and_proven() {
    let sample =
        lowered("W-1,,1,lower,2021-01,5000,,\"income, see 111222333\",Z-1,J. Bos,K. Smit,2020-12-14,2021-01-31\n");
    let outcome = run_sample(&sample);
    let summary = &outcome.report.summary;
    assert_eq!(summary.verdict, Verdict::Proven, "{:?}", outcome.report.failures);
    assert_eq!(waivers(summary), WaiverCounts { used: 1, ..WaiverCounts::default() });
    assert_eq!((summary.proofs.continuity.verdicts.waived, summary.proofs.continuity.verdicts.lower), (1, 0));
    assert!(!summary.findings.by_code.keys().any(|code| code.starts_with("OV05")));
    let [listed] = outcome.report.listed.as_slice() else { panic!("one verdict is listed") };
    assert_eq!(listed.explanation, "lower, € 50,00 less than promised; waived by W-1 until 2021-01-31");
    let verdict = "SELECT concat_ws(' ', verdict, waived_by, verdict_before) FROM verdict WHERE waived_by IS NOT NULL";
    assert_eq!(texts(&outcome.place, verdict), ["waived W-1 lower"]);
    let waiver = "SELECT concat_ws(' ', id, bsn, dossiernummer, first_month, at_most_cents, file_line, state, lines)
        FROM waiver";
    assert_eq!(texts(&outcome.place, waiver), ["W-1 1 2021-01 5000 2 used 1"]);
    for name in ["report.html", "verdicts.csv", "summary.json"] {
        let text = fs::read_to_string(outcome.place.join(name)).expect("a report");
        assert!(!text.contains("111222333"), "{name} masks numbers of persons");
    }
    let again = reconcile(&outcome.place, false).expect("a run");
    assert_eq!(json(&again.summary), json(summary));
}

#[test]
fn a_waiver_that_covers_nothing_is_found_once_by_every_proof() {
    let sample = lowered(
        "W-1,,1,lower,2021-01,5000,,why,Z-1,J. Bos,J Bos,2020-12-14,2021-01-31\n\
         W-2,,1,lower,2021-01,4999,,why,Z-1,J. Bos,K. Smit,2020-12-14,2021-01-31\n\
         W-3,,1,lower,2021-01,5000,,why,Z-1,J. Bos,K. Smit,2020-12-14,2021-01-28\n\
         W-4,111222333,,higher,2021-01,5000,,why,Z-1,J. Bos,K. Smit,2020-12-14,2021-01-31\n"
            .replace("higher", "excess")
            .as_str(),
    );
    let outcome = run_sample(&sample);
    let summary = &outcome.report.summary;
    assert_eq!(summary.verdict, Verdict::NotProven);
    let each = WaiverCounts { used: 0, expired: 1, unused: 1, exceeded: 1, self_approved: 1 };
    assert_eq!(waivers(summary), each);
    let codes = ["OV0501", "OV0502", "OV0503", "OV0504"];
    assert!(codes.iter().all(|code| summary.findings.by_code[*code] == 1), "{:?}", summary.findings);
    let again = reconcile(&outcome.place, false).expect("a run");
    assert_eq!(json(&again.summary), json(summary));
    for report in [&outcome.report, &again] {
        let found = report.findings.iter().filter(|finding| finding.code.starts_with("OV05"));
        let found: Vec<_> =
            found.map(|finding| (&*finding.code, finding.place.as_deref(), &*finding.message)).collect();
        let expected = [
            ("OV0501", Some("waivers.csv:2"), "W-1 is requested and approved by one person: J Bos"),
            ("OV0502", Some("waivers.csv:4"), "W-3 is in force from 2020-12-14 to 2021-01-28, and not on 2021-01-29"),
            ("OV0503", Some("waivers.csv:5"), "W-4 finds no excess for ******333 in 2021-01"),
            ("OV0504", Some("waivers.csv:3"), "W-2 allows € 49,99, and € 50,00 differ on 2021-01-29"),
        ];
        assert_eq!(found, expected);
        assert!(report.findings.is_sorted_by_key(|finding| (finding.severity, finding.code.clone())));
    }
    let kept = "SELECT code FROM finding WHERE code LIKE 'OV05%' ORDER BY code";
    assert_eq!(texts(&outcome.place, kept), codes);
}

#[test]
fn a_wrong_waiver_is_a_wrong_mapping() {
    let files = std::collections::BTreeMap::from([("waivers.csv", "id\nW-1\n"), ("mapping.toml", "")]);
    let Err(crate::mapping::LoadError::Invalid(problems)) = crate::mapping::parse(&files) else {
        panic!("it is invalid")
    };
    assert!(problems.iter().any(|problem| problem.code.id == "OV0171"));
}
