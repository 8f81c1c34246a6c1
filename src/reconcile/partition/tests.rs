//! Counts of cases, and what they say about their places.

use super::*;
use crate::reconcile::fixture::Fixture;

fn partition(fixture: &Fixture) -> Partition {
    let evidence = fixture.evidence();
    prove(&fixture.mapping, &evidence, &fixture.targets, &mut Vec::new()).expect("a proof")
}

#[test]
fn every_case_has_one_place() {
    let table: [(&str, [u64; 5], Status); 7] = [
        ("none", [0, 0, 0, 0, 0], Status::Passed),
        ("some move and some stay", [10, 3, 7, 0, 0], Status::Passed),
        ("all move", [3, 3, 0, 0, 0], Status::Passed),
        ("one goes nowhere", [10, 3, 6, 1, 0], Status::Failed),
        ("one is delivered twice", [10, 3, 7, 0, 1], Status::Failed),
        ("one is in no count", [10, 3, 6, 0, 0], Status::Failed),
        ("one is in two counts", [10, 4, 7, 0, 0], Status::Failed),
    ];
    for (what, counts, status) in table {
        let fixture = Fixture::empty();
        let names = ["cases", "cases_to.oude-ijsselstreek", "cases_stays_behind", "cases_nowhere", "cases_twice"];
        for (name, count) in names.into_iter().zip(counts) {
            fixture.count(name, count);
        }
        let partition = partition(&fixture);
        assert_eq!(partition.status, status, "{what}");
        assert_eq!(partition.destinations["oude-ijsselstreek"], counts[1], "{what}");
    }
}

#[test]
fn the_parts_of_every_scheme_and_month_add_up_to_the_whole() {
    for (difference, unbalanced) in [(0, 0), (1, 1), (-1, 1)] {
        let fixture = Fixture::empty();
        let sum = "INSERT INTO partition_sum VALUES ('PW', ?, 300, 'oude-ijsselstreek=100', 200, ?)";
        fixture.note(sum, ("2020-12", difference));
        fixture.note(sum, ("2020-11", 0));
        let partition = partition(&fixture);
        assert_eq!(partition.unbalanced_sums, unbalanced);
        assert_eq!(partition.status == Status::Failed, unbalanced > 0);
    }
}

#[test]
fn no_case_stands_with_two_municipalities() {
    let (mut one, mut other) = (Fixture::new(), Fixture::new());
    let mut targets = std::mem::take(&mut one.targets);
    targets.append(&mut other.targets);
    let mut failures = Vec::new();
    assert_eq!(in_two_targets(&targets, &mut failures).expect("a count"), 1);
    assert_eq!(failures.len(), 1);
}

#[test]
fn a_partner_has_only_what_it_may_have() {
    let fixture = Fixture::new();
    let partner = fixture.targets.iter().find(|target| target.partner_of.is_some()).expect("a partner");
    assert_eq!(partition(&fixture).partner_excess, 0);
    partner.connection.execute_batch("ALTER TABLE persoon ADD COLUMN bsn TEXT").expect("valid SQL");
    assert_eq!(partition(&fixture).partner_excess, 1, "a column");
    partner.connection.execute_batch("CREATE TABLE betaling (id INTEGER)").expect("valid SQL");
    assert_eq!(partition(&fixture).partner_excess, 2, "a table");
    let row = "INSERT INTO persoon (id, clientnummer, indicatie_geheim) VALUES (9, 'c9', 0)";
    partner.connection.execute_batch(row).expect("valid SQL");
    let partition = partition(&fixture);
    assert!(partition.partner_excess > 2 && partition.status == Status::Failed, "a person whom it does not need");
}
