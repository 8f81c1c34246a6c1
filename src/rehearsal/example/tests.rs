//! Examples that come out as expected, and how those that do not are told.

use super::*;
use crate::convert::sample::Sample;

/// Runs one example over the sample's mapping, and writes each difference on a line.
fn told(example: &str) -> Vec<String> {
    told_of(Sample::new(), example)
}

fn told_of(sample: Sample, example: &str) -> Vec<String> {
    let mapping = sample.declare_more(&format!("\n[[example]]\nname = \"it\"\n{example}\n")).mapping();
    let line = |difference: &Difference| {
        let Difference { row, column, expected, found, .. } = difference;
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
        let row = if row.is_empty() { String::new() } else { format!("{row} ") };
        format!("{row}{column}: {} | {}", value(expected), value(found))
    };
    run(&mapping, &mapping.examples[0]).iter().map(line).collect()
}

const COMPONENT: &str = "map = \"componenten -> component\"\n";

#[test]
fn what_is_as_expected_says_nothing() {
    for example in [
        "given = { Teken = \"+\", Bedrag = \"1.052,32\" }\nexpect = { bedrag_cent = 105232, debet_credit = \"credit\", van = \"\" }",
        "given = { Teken = \"=\" }\noutcome = \"filtered\"",
        "given = { Teken = \"=\" }\nfinds = []",
        "given = { Teken = \"+\", Bedrag = \"x\" }\noutcome = \"rejected\"",
        "given = { Teken = \"+\", Bedrag = \"x\" }\noutcome = \"rejected\"\nfinds = [\"OV0202\"]",
        "given = { Teken = \"+\", Soort = \"ONB\" }\nexpect = { soort = \"\" }\nfinds = [\"OV0206\"]",
        "given = { Teken = \"+\", Bedrag = \"\" }\nfinds = [\"OV0207\"]",
    ] {
        assert_eq!(told(&format!("{COMPONENT}{example}")), Vec::<String>::new(), "{example}");
    }
}

#[test]
fn what_is_not_as_expected_is_told_cell_by_cell() {
    let table: [(&str, &[&str]); 9] = [
        (
            "given = { Teken = \"+\", Bedrag = \"1,00\" }\nexpect = { bedrag_cent = 101, van = \"2020-01-01\" }",
            &["bedrag_cent: 101 | 100", "van: 2020-01-01 | "],
        ),
        ("given = { Teken = \"=\" }\nexpect = { van = \"\" }", &["outcome: taken | filtered"]),
        ("given = { Teken = \"+\" }\noutcome = \"filtered\"", &["outcome: filtered | taken"]),
        ("given = { Teken = \"+\" }\noutcome = \"rejected\"", &["outcome: rejected | taken"]),
        ("given = { Teken = \"=\", Bedrag = \"x\" }\noutcome = \"rejected\"", &["outcome: rejected | filtered"]),
        (
            "given = { Teken = \"+\", Bedrag = \"x\" }\noutcome = \"filtered\"",
            &["outcome: filtered | rejected: an amount in euros with decimal \",\" and thousands \".\" is expected: \
                 a character that is no digit and no declared mark"],
        ),
        (
            "given = { Teken = \"+\", Soort = \"ONB\" }\nexpect = { soort = \"norm\" }",
            &["finds: - | OV0206 at \"Soort\": no translation; known: INH, NORM", "soort: norm | "],
        ),
        (
            "given = { Teken = \"+\", Soort = \"ONB\" }\nfinds = [\"OV0202\"]",
            &["finds: - | OV0206 at \"Soort\": no translation; known: INH, NORM", "finds: OV0202 | -"],
        ),
        ("given = { Teken = \"+\" }\nexpect = [{ per = \"maand\" }, { per = \"maand\" }]", &["rows: 2 | 1"]),
    ];
    for (example, expected) in table {
        assert_eq!(told(&format!("{COMPONENT}{example}")), expected, "{example}");
    }
}

#[test]
fn an_example_names_all_that_its_cells_bring_to_light() {
    let given = "map = \"clienten -> persoon\"\ngiven = { BSN = \"10002546\" }\n";
    let unsaid = ["finds: - | OV0203 at \"BSN\": 8 digits, read with leading zeros"];
    assert_eq!(told(&format!("{given}expect = {{ bsn = \"010002546\" }}")), unsaid);
    assert_eq!(told(&format!("{given}finds = []")), unsaid);
    assert_eq!(told(&format!("{given}finds = [\"OV0203\"]")), Vec::<String>::new());
}

#[test]
fn several_rows_are_told_by_their_number() {
    let sample = Sample::new()
        .declare(
            "where   = { Teken = [\"+\", \"-\"] }\nbecause = \"subtotals repeat other lines\"",
            "unpivot = { columns = [\"A\", \"B\"], skip = [\"0,00\"] }",
        )
        .declare(
            "bedrag_cent         = \"Bedrag\"\nvan                 = \"Van\"\nper",
            "bedrag_cent = { unpivoted = \"value\" }\nvan = \"Van\"\nper",
        );
    let example = format!(
        "{COMPONENT}given = {{ A = \"1,00\", B = \"2,00\" }}\nexpect = [{{ bedrag_cent = 100 }}, {{ bedrag_cent = 100 }}]"
    );
    assert_eq!(told_of(sample, &example), ["row 2 bedrag_cent: 100 | 200"]);
}

#[test]
fn rows_beside_are_looked_up_and_the_given_row_is_among_its_own() {
    let lookup = |table: &str, by: &str, matching: &str| {
        let lookup = format!(
            "persoon = {{ lookup = {{ in = \"{table}\", by = \"{by}\", match = \"{matching}\", column = \"BSN\" }} }}"
        );
        Sample::new().declare("persoon             = \"BSN\"", &lookup)
    };
    let map = "map = \"betalingen -> betaling\"\n";
    let beside = "given = { Nummer = \"11\" }\nbeside = { clienten = [{ Client = \"12\", BSN = \"123456782\" }, { Client = \"11\", BSN = \"111222333\" }] }\n";
    let found = told_of(
        lookup("clienten", "Nummer", "Client"),
        &format!("{map}{beside}expect = {{ persoon = \"111222333\" }}"),
    );
    assert_eq!(found, Vec::<String>::new());
    let found = told_of(
        lookup("clienten", "Nummer", "Client"),
        &format!("{map}given = {{ Nummer = \"11\" }}\nfinds = [\"OV0224\"]"),
    );
    assert_eq!(found, Vec::<String>::new(), "nothing stands beside it");
    let own = "given = { Nummer = \"11\", BSN = \"111222333\" }\nexpect = { persoon = \"111222333\" }";
    assert_eq!(told_of(lookup("betalingen", "Nummer", "Nummer"), &format!("{map}{own}")), Vec::<String>::new());
}

#[test]
fn a_rule_is_broken_by_as_many_rows_as_expected() {
    let rule = "\n[[rule]]\nname = \"order\"\non = \"component\"\nrequire = \"tot IS NULL OR tot >= van\"\n\
                severity = \"error\"\nmessage = { nl = \"x\", en = \"x\" }\n";
    let rows = "rule = \"order\"\ngiven = { component = [\
                { van = \"2020-02-01\", tot = \"2020-01-01\" }, { van = \"2020-02-01\" }, { tot = \"2020-01-01\" }] }\n";
    let table: [(usize, &[&str]); 3] =
        [(2, &[]), (1, &["breaks: 1 | 2 (row 1, 3)"]), (0, &["breaks: 0 | 2 (row 1, 3)"])];
    for (breaks, expected) in table {
        let sample = Sample::new().declare_more(rule);
        assert_eq!(told_of(sample, &format!("{rows}breaks = {breaks}")), expected, "{breaks}");
    }
}
