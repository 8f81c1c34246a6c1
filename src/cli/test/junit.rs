//! What became of mappings, as a report that every CI reads: a suite for each mapping, a case for each example and
//! delivery.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::Rehearsed;
use crate::rehearsal::{Answer, Case, Kind};

/// Renders the report.
pub(super) fn render(rehearsed: &[Rehearsed<'_>]) -> String {
    let mut report = Report::new("overdracht test");
    for done in rehearsed {
        let mut suite = TestSuite::new(done.name);
        match &done.rehearsal {
            None => {
                let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
                status.set_message("the mapping is invalid");
                suite.add_test_case(TestCase::new("the mapping is valid", status));
            }
            Some(rehearsal) => {
                suite.add_test_cases(rehearsal.cases.iter().map(|case| of_case(done.name, case)));
                suite.set_time(rehearsal.cases.iter().map(|case| case.took).sum());
            }
        }
        report.add_test_suite(suite);
    }
    // A report in memory can always be written.
    report.to_string().unwrap_or_default()
}

fn of_case(mapping: &str, case: &Case) -> TestCase {
    let failure = |message: String, lines: Vec<String>| {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_message(message).set_description(lines.join("\n"));
        status
    };
    let status = match &case.answer {
        Answer::AsExpected | Answer::Blessed(_) => TestCaseStatus::success(),
        Answer::NothingExpected => failure("nothing says what it must come to".to_owned(), vec![super::place(case)]),
        Answer::Differs(differences) => {
            let lines = std::iter::once(super::place(case)).chain(differences.iter().map(super::sentence));
            failure(format!("{} not as expected", differences.len()), lines.collect())
        }
    };
    let kind = if case.kind == Kind::Example { "examples" } else { "deliveries" };
    let mut test = TestCase::new(case.name.as_str(), status);
    test.set_classname(format!("{mapping}.{kind}")).set_time(case.took);
    test
}
