//! Identities as they are written, right and wrong.

use super::*;
use crate::mapping::model::Unit;

const IDENTITY: &str = r#"
[[identity]]
name = "payments"
from = "dossiers"
block = ["Dossier"]
amount = "Stop"
plus = { Regeling = "PW" }
minus = { Regeling = "BB" }
equals = { from = "betalingen", block = ["Dossier"], amount = "Bedrag", where = { Status = "BETAALD" } }
"#;

/// Replaces a text in the identity and returns the codes of what is then wrong, with their lines in it.
fn spoiled(old: &str, new: &str) -> Vec<(&'static str, usize)> {
    assert!(IDENTITY.contains(old), "{old} stands in the identity");
    let before = RIGHT.matches('\n').count();
    let found = problems(&format!("{RIGHT}{}", IDENTITY.replacen(old, new, 1)), CODES);
    found.iter().map(shown).map(|(code, line, _)| (code, line - before)).collect()
}

#[test]
fn an_identity_reads_amounts_in_the_unit_of_the_maps() {
    let mapping = read(&format!("{RIGHT}{IDENTITY}"), CODES).expect("the mapping is right");
    let [identity] = mapping.identities.as_slice() else { panic!("one identity: {:?}", mapping.identities) };
    assert_eq!((identity.name.as_str(), identity.lines.amount.unit), ("payments", Unit::Euro));
    assert_eq!(identity.equals.amount.unit, Unit::Cent);
    assert!(mapping.delivery.tables[identity.lines.from].amounts.contains(&identity.lines.amount));
    assert!(identity.minus.is_some() && identity.filter.is_some());
}

#[test]
fn what_takes_off_and_which_sums_count_may_be_left_out() {
    assert_eq!(spoiled("minus = { Regeling = \"BB\" }\n", ""), []);
    assert_eq!(spoiled(", where = { Status = \"BETAALD\" }", ""), []);
}

#[test]
fn each_way_to_spoil_an_identity_has_its_code_and_its_line() {
    let table = [
        ("name = \"payments\"\n", "", ("OV0104", 2)),
        ("from = \"dossiers\"", "from = \"dosiers\"", ("OV0110", 4)),
        ("block = [\"Dossier\"]\namount = \"Stop\"", "block = [\"Dosier\"]\namount = \"Stop\"", ("OV0111", 5)),
        ("block = [\"Dossier\"]\namount = \"Stop\"", "block = []\namount = \"Stop\"", ("OV0105", 5)),
        (
            "block = [\"Dossier\"]\namount = \"Stop\"",
            "block = [\"Dossier\", \"Client\"]\namount = \"Stop\"",
            ("OV0105", 9),
        ),
        ("plus = { Regeling = \"PW\" }\n", "", ("OV0104", 2)),
        ("plus = { Regeling", "plus = { Regelin", ("OV0111", 7)),
        ("minus = { Regeling = \"BB\" }", "mines = { Regeling = \"BB\" }", ("OV0102", 8)),
        ("amount = \"Bedrag\"", "amount = 7", ("OV0103", 9)),
        (", where = {", ", were = {", ("OV0102", 9)),
    ];
    for (old, new, expected) in table {
        assert_eq!(spoiled(old, new), [expected], "{new}");
    }
    let twice = problems(&format!("{RIGHT}{IDENTITY}{IDENTITY}"), CODES);
    assert_eq!(twice.iter().map(|problem| problem.code.id).collect::<Vec<_>>(), ["OV0108"]);
}
