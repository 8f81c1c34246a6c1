//! The verdict over five proofs, and history against its digest.

use super::*;
use crate::reconcile::fixture::{ACCOUNT, CLIENT, Fixture};
use crate::reconcile::summary::{
    Checks, Completeness, Continuity, HardStops, Partition, PaymentClasses, Reserve, Title, VerdictCounts, WaiverCounts,
};

/// Five proofs that hold.
fn proofs() -> Proofs {
    let (passed, checks) = (|| Status::Passed, Checks { checked: 1, failed: 0 });
    Proofs {
        completeness: Completeness {
            status: passed(),
            unexplained_rows: 0,
            rejected_rows: 0,
            digests: checks,
            control_totals: checks,
            totals_lines: checks,
        },
        partition: Partition {
            status: passed(),
            cases: 1,
            destinations: BTreeMap::new(),
            stays_behind: 0,
            nowhere: 0,
            twice: 0,
            unbalanced_sums: 0,
            partner_excess: 0,
        },
        fidelity: Fidelity {
            status: passed(),
            payments: 1,
            missing: 0,
            different: 0,
            unexpected: 0,
            balances: BalanceCounts::default(),
        },
        title: Title { status: passed(), cases: 1, without_title: 0 },
        continuity: Continuity {
            status: passed(),
            recipients: 1,
            promises: 1,
            promised_cents: 1,
            planned_cents: 1,
            verdicts: VerdictCounts::default(),
            hard_stops: HardStops::default(),
            reserve: Reserve::default(),
            waivers: WaiverCounts::default(),
            payments: PaymentClasses::default(),
            worst: Vec::new(),
        },
    }
}

#[test]
fn all_five_proofs_must_have_run_and_passed() {
    assert!(proofs().all_passed());
    let each: [fn(&mut Proofs) -> &mut Status; 5] = [
        |proofs| &mut proofs.completeness.status,
        |proofs| &mut proofs.partition.status,
        |proofs| &mut proofs.fidelity.status,
        |proofs| &mut proofs.title.status,
        |proofs| &mut proofs.continuity.status,
    ];
    for status in each {
        for not_passed in [Status::Failed, Status::NotRun { reason: "interrupted".to_owned() }] {
            let mut proofs = proofs();
            *status(&mut proofs) = not_passed;
            assert!(!proofs.all_passed());
        }
    }
}

fn stored(fixture: &Fixture) -> Stored {
    Stored::read_beside(&fixture.targets, || Ok::<_, StoreError>(())).expect("targets that can be read").0
}

fn fidelity_of(fixture: &Fixture, failures: &mut Vec<Failure>) -> Fidelity {
    prove_fidelity(&fixture.evidence(), &fixture.targets, &stored(fixture), failures).expect("a proof")
}

#[test]
fn what_a_proof_found_fails_it() {
    for (name, fails) in [
        ("payments", false),
        ("payments_missing", true),
        ("payments_different", true),
        ("payments_unexpected", true),
        ("balance_rows", false),
        ("balance_rows_different", true),
    ] {
        let fixture = Fixture::empty();
        fixture.count(name, 1);
        let fidelity = fidelity_of(&fixture, &mut Vec::new());
        assert_eq!(fidelity.status == Status::Failed, fails, "{name}");
    }
}

#[test]
fn history_stands_as_the_digest_of_what_was_delivered_has_it() {
    let table = [
        ("as delivered", "", [0, 0, 0]),
        ("a cent less", "UPDATE betaling SET bedrag_cent = bedrag_cent - 1 WHERE id = 256", [0, 1, 0]),
        ("one less", "DELETE FROM betaling WHERE id = 256", [1, 0, 0]),
        (
            "one more",
            "INSERT INTO betaling SELECT 1024, 'more', inkomensvoorziening, client, persoon, soort_begunstigde,
          regeling, soort, rechtmaand, datum_betaling, bedrag_cent, iban, tenaamstelling, omschrijving, status
          FROM betaling WHERE id = 256",
            [0, 0, 1],
        ),
        ("two exchanged", "UPDATE betaling SET bedrag_cent = 300 - bedrag_cent", [0, 1, 0]),
    ];
    for (what, sql, expected) in table {
        let fixture = Fixture::empty();
        for (key, cents) in [(256, 100), (512, 200)] {
            fixture.change(&format!(
                "INSERT INTO betaling (id, betaalnummer, inkomensvoorziening, persoon, soort, rechtmaand,
                   datum_betaling, bedrag_cent, iban, status)
                 VALUES ({key}, '{key}', 'A', '{CLIENT}', 'periodiek', '2020-12', '2020-12-31', {cents}, '{ACCOUNT}',
                   'betaald')"
            ));
        }
        let there = stored(&fixture).payments(fixture.municipality());
        let (rows, digest) = (there.rows, there.digest.hexadecimal());
        let name = fixture.municipality().name.clone();
        fixture.note("INSERT INTO payment_digest VALUES (?, ?, ?)", (name, rows.cast_signed(), digest));
        fixture.change(sql);
        let mut failures = Vec::new();
        let fidelity = fidelity_of(&fixture, &mut failures);
        assert_eq!([fidelity.missing, fidelity.different, fidelity.unexpected], expected, "{what}");
        assert_eq!(failures.len() as u64, expected.iter().sum::<u64>(), "{what}");
    }
}

#[test]
fn payments_in_a_target_to_which_none_was_delivered_are_unexpected() {
    let fixture = Fixture::empty();
    fixture.change(&format!(
        "INSERT INTO betaling (id, betaalnummer, inkomensvoorziening, persoon, soort, rechtmaand, datum_betaling,
           bedrag_cent, iban, status)
         VALUES (256, '1', 'A', '{CLIENT}', 'periodiek', '2020-12', '2020-12-31', 100, '{ACCOUNT}', 'betaald')"
    ));
    let fidelity = fidelity_of(&fixture, &mut Vec::new());
    assert_eq!((fidelity.unexpected, fidelity.status), (1, Status::Failed));
}
