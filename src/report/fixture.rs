//! Reports for the tests of the renderers: one that proves everything, one in which as much as possible failed.

use std::collections::BTreeMap;

use super::customs::{CustomLine, Customs};
use super::model::{
    BreakdownLine, ChangeLine, ClassLine, CountLine, Digest, FailureLine, FilterLine, FindingLine, Identification,
    NoteLine, PartitionLine, Report, UnmappedLine, VerdictLine, WaiverLine,
};
use crate::diag::{Code, Severity};
use crate::reconcile::summary::{
    Amount, BalanceCounts, Checks, Completeness, Continuity, Fidelity, FileAccount, FindingCounts, HardStops,
    Partition, PaymentClasses, Proofs, Reserve, Status, Summary, Title, Verdict, VerdictCounts, WaiverCounts, Worst,
};

static LOST_ZEROS: Code = Code {
    id: "OV0203",
    severity: Severity::Warning,
    title: "a number lost its leading zeros",
    help: "The mapping pads it; ask the service to deliver nine digits.",
};
static UNMAPPED: Code = Code {
    id: "OV0210",
    severity: Severity::Error,
    title: "a code without a target",
    help: "Add the code to the code list of the mapping.",
};

/// A report of a run that proved everything.
pub(super) fn proven() -> Report {
    Report {
        summary: summary(),
        identification: identification(),
        breakdown: vec![
            breakdown("betalingen", "oude-ijsselstreek", Some("2020-12"), "loaded", 100, Some(10_000_000)),
            breakdown("dossiers", "stays-behind", None, "filtered", 300, None),
        ],
        filters: vec![FilterLine {
            table: "dossiers".into(),
            rule: "stays-behind 1".into(),
            because: "Doetinchem and Aalten remain in Laborijn".into(),
            rows: 300,
            cents: None,
        }],
        corrections: vec![],
        correction_count: 0,
        changes: vec![ChangeLine {
            table: "clienten".into(),
            column: "BSN".into(),
            change: "left-pad".into(),
            rows: 12,
        }],
        partition_sums: vec![PartitionLine {
            scheme: "PW".into(),
            month: "2020-12".into(),
            whole_cents: 40_000_000,
            parts: vec![("oude-ijsselstreek".into(), 10_000_000)],
            stays_cents: 30_000_000,
            difference_cents: 0,
        }],
        stopping: vec![],
        listed: vec![],
        waivers: vec![],
        failures: vec![],
        failure_count: 0,
        customs: customs(),
        payment_classes: [("regular", 1_180, 108_000_000), ("one_off", 20, 400_000), ("unclassified", 0, 0)]
            .map(|(class, rows, cents)| ClassLine { class: class.into(), rows, cents })
            .to_vec(),
        notes: vec![NoteLine {
            kind: "ended".into(),
            subject: "61920".into(),
            message: "ended on 2020-11-30, so nothing is promised from 2021-01-29".into(),
            place: Some("dossiers.csv:12".into()),
        }],
        note_count: 1,
        findings: vec![finding(&LOST_ZEROS, "clienten.csv", 7, "BSN", "******546")],
        codes: vec![&LOST_ZEROS],
        unmapped: vec![],
        not_planned: vec![CountLine { reason: "the case ended".into(), count: 4 }],
        identities: vec![],
        statements: vec![],
        drill: None,
    }
}

/// A report of a run in which three proofs failed and one was not run.
pub(super) fn failing() -> Report {
    let mut report = proven();
    let summary = &mut report.summary;
    summary.verdict = Verdict::NotProven;
    summary.accounting[0].rejected = Amount { rows: 2, cents: Some(204_334) };
    summary.accounting[0].loaded = Amount { rows: 1197, cents: Some(102_779_919) };
    summary.accounting[0].unexplained = Amount { rows: 1, cents: Some(102_167) };
    let proofs = &mut summary.proofs;
    proofs.completeness.status = Status::Failed;
    proofs.completeness.unexplained_rows = 1;
    proofs.completeness.rejected_rows = 2;
    proofs.fidelity.status = Status::Failed;
    proofs.fidelity.missing = 3;
    proofs.title.status = Status::NotRun { reason: "the decisions could not be read".into() };
    proofs.continuity.status = Status::Failed;
    proofs.continuity.planned_cents = 29_693_499;
    proofs.continuity.verdicts = VerdictCounts {
        equal: 284,
        higher: 2,
        excess: 0,
        earlier: 1,
        lower: 6,
        later: 0,
        missing: 3,
        other_account: 2,
        other_payee: 1,
        double: 0,
        new: 0,
        waived: 1,
    };
    proofs.continuity.hard_stops.above_ceiling = 1;
    proofs.continuity.reserve.short = 2;
    proofs.continuity.reserve.carried_cents = 3_224_800;
    summary.findings =
        FindingCounts { error: 5, warning: 12, by_code: BTreeMap::from([("OV0203".into(), 12), ("OV0210".into(), 5)]) };
    report.stopping = stopping();
    report.summary.proofs.continuity.worst = report.stopping.iter().map(worst).collect();
    report.listed = vec![verdict("higher", 61_940, 102_167, 105_000, "", 40)];
    report.waivers = waivers();
    report.summary.proofs.continuity.waivers = WaiverCounts { used: 1, unused: 1, ..WaiverCounts::default() };
    report.failures = (0..3)
        .map(|number| FailureLine {
            proof: "fidelity".into(),
            subject: format!("payment 90{number}"),
            message: "delivered, and not in the target".into(),
            place: Some(format!("betalingen_2020.csv:{}", 100 + number)),
        })
        .chain([FailureLine {
            proof: "completeness".into(),
            subject: "betalingen_2020.csv".into(),
            message: "1 row of which nobody knows the fate".into(),
            place: None,
        }])
        .collect();
    report.failure_count = 4;
    report.findings.insert(0, finding(&UNMAPPED, "dossiers.csv", 31, "Regeling", "<script>alert('PW')</script>"));
    report.codes.push(&UNMAPPED);
    report.unmapped = [("PW65+", 12), ("<b>", 1)]
        .map(|(value, rows)| UnmappedLine {
            table: "dossiers".into(),
            column: "Regeling".into(),
            value: value.into(),
            rows,
        })
        .to_vec();
    report
}

fn stopping() -> Vec<VerdictLine> {
    let mut lines = vec![
        verdict("missing", 61_913, 102_167, 0, "", 17),
        verdict("missing", 61_914, 102_167, 0, "", 18),
        verdict("missing", 61_915, 145_952, 0, "", 19),
        verdict("other_account", 61_916, 102_167, 102_167, "planned on NL44RABO0123456789 instead", 20),
        verdict("other_account", 61_917, 102_167, 102_167, "planned on NL91ABNA0417164300 instead", 21),
        verdict("other_payee", 61_918, 62_971, 62_971, "planned for the client instead of BEWIND", 22),
    ];
    lines.extend((0..6).map(|number| verdict("lower", 61_920 + number, 102_167, 102_166, "", 23 + number)));
    lines
}

fn waivers() -> Vec<WaiverLine> {
    let waiver = WaiverLine {
        place: "waivers.csv:2".into(),
        id: "W-1".into(),
        whose: "61939".into(),
        verdict: "lower".into(),
        months: "2021-01..2021-03".into(),
        at_most_cents: Some(1_200),
        at_most_days: None,
        reason: "income <b>since</b> December".into(),
        decision: "Z-2020-118".into(),
        requested_by: "J. Bos".into(),
        approved_by: "K. Smit".into(),
        approved_on: "2020-12-14".into(),
        expires_on: "2021-03-31".into(),
        state: "used".into(),
        lines: 1,
    };
    let unused = WaiverLine {
        place: "waivers.csv:3".into(),
        id: "W-2".into(),
        whose: "******913".into(),
        verdict: "later".into(),
        months: "2021-02".into(),
        at_most_cents: None,
        at_most_days: Some(1),
        state: "unused".into(),
        lines: 0,
        ..waiver.clone()
    };
    vec![waiver, unused]
}

fn summary() -> Summary {
    Summary {
        format: 1,
        overdracht: "0.1.0".into(),
        service: "laborijn".into(),
        cutover: "2021-01-01".into(),
        verdict: Verdict::Proven,
        accounting: vec![
            FileAccount {
                table: "betalingen".into(),
                file: "betalingen_2020.csv".into(),
                read: Amount { rows: 4800, cents: Some(412_345_678) },
                loaded: Amount { rows: 1200, cents: Some(103_086_420) },
                merged: Amount { rows: 0, cents: Some(0) },
                filtered: Amount { rows: 3600, cents: Some(309_259_258) },
                rejected: Amount { rows: 0, cents: Some(0) },
                unexplained: Amount { rows: 0, cents: Some(0) },
            },
            FileAccount {
                table: "dossiers".into(),
                file: "dossiers.csv".into(),
                read: Amount { rows: 400, cents: None },
                loaded: Amount { rows: 100, cents: None },
                merged: Amount::default(),
                filtered: Amount { rows: 300, cents: None },
                rejected: Amount::default(),
                unexplained: Amount::default(),
            },
        ],
        proofs: proofs(),
        findings: FindingCounts { error: 0, warning: 12, by_code: BTreeMap::from([("OV0203".into(), 12)]) },
        planned: None,
    }
}

fn proofs() -> Proofs {
    Proofs {
        completeness: Completeness {
            status: Status::Passed,
            unexplained_rows: 0,
            rejected_rows: 0,
            digests: Checks { checked: 14, failed: 0 },
            control_totals: Checks { checked: 9, failed: 0 },
            totals_lines: Checks { checked: 12, failed: 0 },
        },
        partition: Partition {
            status: Status::Passed,
            cases: 400,
            destinations: BTreeMap::from([("oude-ijsselstreek".into(), 100)]),
            stays_behind: 300,
            nowhere: 0,
            twice: 0,
            unbalanced_sums: 0,
            partner_excess: 0,
        },
        fidelity: Fidelity {
            status: Status::Passed,
            payments: 1200,
            missing: 0,
            different: 0,
            unexpected: 0,
            balances: BalanceCounts { rows: 140, different: 0 },
        },
        title: Title { status: Status::Passed, cases: 100, without_title: 0 },
        continuity: Continuity {
            status: Status::Passed,
            recipients: 100,
            promises: 300,
            promised_cents: 30_000_000,
            planned_cents: 30_000_000,
            verdicts: VerdictCounts { equal: 300, ..VerdictCounts::default() },
            hard_stops: HardStops::default(),
            waivers: WaiverCounts::default(),
            reserve: Reserve { cases: 88, promised_cents: 3_300_000, carried_cents: 3_300_000, ..Reserve::default() },
            payments: PaymentClasses { regular: 1_180, one_off: 20, ..PaymentClasses::default() },
            worst: vec![],
        },
    }
}

fn customs() -> Customs {
    let usual = "the last banking day of the month".to_owned();
    let rules = [(usual.clone(), 99), ("every 4 weeks".to_owned(), 1)];
    let other = CustomLine {
        case: "61920".into(),
        recipient: "******782".into(),
        account: "NL02ABNA0123456789".into(),
        rule: "every 4 weeks".into(),
        payments: 2,
        dates: ("2020-11-06".into(), "2020-12-04".into()),
        places: vec!["betalingen_2020.csv:40".into(), "betalingen_2020.csv:41".into()],
    };
    Customs {
        rules: rules.map(|(reason, count)| CountLine { reason, count }).to_vec(),
        usual: Some(usual),
        others: vec![other],
        other_count: 1,
    }
}

fn identification() -> Identification {
    let digest = |name: &str, bytes| Digest { name: name.into(), sha256: "9f86d081884c7d65".repeat(4), bytes };
    Identification {
        version: "0.1.0".into(),
        service: "laborijn".into(),
        cutover: "2021-01-01".into(),
        window: ("2021-01-01".into(), "2021-03-31".into()),
        destinations: vec![
            ("oude-ijsselstreek".into(), "municipality".into()),
            ("stoer".into(), "partner of oude-ijsselstreek".into()),
        ],
        parameters: vec![
            ("at most, of a promise".into(), "150%".into()),
            ("ceiling per payment".into(), "€ 4.609,02".into()),
        ],
        inputs: vec![digest("betalingen_2020.csv", 512_345), digest("dossiers.csv", 40_960)],
        mapping: vec![digest("mapping.toml", 6_210), digest("codes/regeling.csv", 120)],
        records: vec![("oude-ijsselstreek.betaling".into(), "5feceb66ffc86f38".repeat(4))],
    }
}

fn breakdown(
    table: &str,
    place: &str,
    month: Option<&str>,
    fate: &str,
    rows: i64,
    cents: Option<i128>,
) -> BreakdownLine {
    BreakdownLine {
        table: table.into(),
        place: place.into(),
        month: month.map(Into::into),
        fate: fate.into(),
        rows,
        cents,
    }
}

fn finding(code: &Code, file: &str, line: u32, column: &str, value: &str) -> FindingLine {
    FindingLine {
        code: code.id.into(),
        severity: code.severity,
        place: Some(format!("{file}:{line}")),
        column: Some(column.into()),
        value: Some(value.into()),
        message: code.title.into(),
        help: code.help.into(),
    }
}

fn verdict(name: &str, case: u32, promised: i128, planned: i128, explanation: &str, line: u32) -> VerdictLine {
    VerdictLine {
        verdict: name.into(),
        recipient: format!("******{}", case % 1000),
        clientnummer: Some(format!("C{case}")),
        dossiernummer: case.to_string(),
        date: "2021-01-29".into(),
        account: "NL02ABNA0123456789".into(),
        payee: Some("CLIENT".into()),
        promised_cents: promised,
        planned_cents: planned,
        explanation: explanation.into(),
        places: vec![format!("betalingen_2020.csv:{line}"), "begunstigden.csv:9".into()],
    }
}

fn worst(line: &VerdictLine) -> Worst {
    Worst {
        verdict: line.verdict.clone(),
        recipient: line.recipient.clone(),
        clientnummer: line.clientnummer.clone(),
        dossiernummer: line.dossiernummer.clone(),
        date: line.date.clone(),
        promised_cents: line.promised_cents,
        planned_cents: line.planned_cents,
        file: Some("betalingen_2020.csv".into()),
        line: Some(17),
    }
}
