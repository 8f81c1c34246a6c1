//! The `[[example]]` blocks: what they say, and every way to write one that means nothing.

use super::*;
use crate::mapping::model::example::Outcome;
use crate::mapping::model::{Example, MapExample, RuleExample, Subject};

/// Reads the right mapping with one more example.
fn with(example: &str) -> Result<Mapping, Vec<Diagnostic>> {
    match read(&format!("{RIGHT}\n[[example]]\n{example}\n"), CODES) {
        Ok(mapping) => Ok(mapping),
        Err(LoadError::Invalid(problems)) => Err(problems),
        Err(other) => panic!("{other}"),
    }
}

fn of_map(mapping: &Mapping) -> &MapExample {
    match mapping.examples.last() {
        Some(Example { subject: Subject::Map(example), .. }) => example,
        other => panic!("an example of a map: {other:?}"),
    }
}

fn of_rule(mapping: &Mapping) -> &RuleExample {
    match mapping.examples.last() {
        Some(Example { subject: Subject::Rule(example), .. }) => example,
        other => panic!("an example of a rule: {other:?}"),
    }
}

fn cells(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn an_example_of_a_map_gives_cells_and_rows_beside_them_and_expects_rows() {
    let mapping = with(
        "name = \"x\"\nmap = \"dossiers -> inkomensvoorziening\"\ngiven = { Einde = \"31-12-9999\", Stop = \"J\" }\n\
         beside = { clienten = [{ Nummer = \"1\", BSN = \"2\" }, { Nummer = \"3\" }], dossiers = { Dossier = \"4\" } }\n\
         expect = [{ einddatum = \"\", geblokkeerd = true }, { client = \"7\" }]\nfinds = [\"OV0202\", \"OV0306\"]",
    );
    let mapping = mapping.unwrap_or_else(|problems| panic!("{:?}", problems.iter().map(shown).collect::<Vec<_>>()));
    let example = of_map(&mapping);
    assert_eq!(mapping.maps[example.map].to.name, "inkomensvoorziening");
    assert_eq!(example.given, cells(&[("Einde", "31-12-9999"), ("Stop", "J")]));
    let beside =
        [(0, cells(&[("BSN", "2"), ("Nummer", "1")])), (0, cells(&[("Nummer", "3")])), (1, cells(&[("Dossier", "4")]))];
    assert_eq!(example.beside, beside);
    assert_eq!(
        example.expect,
        Some(vec![cells(&[("einddatum", ""), ("geblokkeerd", "1")]), cells(&[("client", "7")])])
    );
    let codes: Option<Vec<&str>> = example.finds.as_ref().map(|codes| codes.iter().map(|code| code.id).collect());
    assert_eq!((example.outcome, codes), (None, Some(vec!["OV0202", "OV0306"])));
}

#[test]
fn an_example_of_a_map_may_expect_no_row() {
    for (name, outcome) in Outcome::NAMES {
        let example = format!(
            "name = \"x\"\nmap = \"clienten -> persoon\"\ngiven = {{ BSN = \"\" }}\noutcome = \"{name}\"\nfinds = []"
        );
        let mapping = with(&example).unwrap_or_else(|problems| panic!("{}", shown(&problems[0]).2));
        let example = of_map(&mapping);
        assert_eq!((example.outcome, example.expect.is_none()), (Some(outcome), true));
        assert_eq!(example.finds.as_ref().map(Vec::len), Some(0));
        assert_eq!(outcome.name(), name);
    }
}

#[test]
fn an_example_of_several_rows_is_one_of_each() {
    let mapping = with(
        "name = \"x\"\nmap = \"clienten -> persoon\"\nrows = [\n\
         { given = { Geheim = \"J\" }, expect = { indicatie_geheim = true } },\n\
         { given = { BSN = \"x\" }, outcome = \"rejected\" },\n]",
    );
    let mapping = mapping.unwrap_or_else(|problems| panic!("{}", shown(&problems[0]).2));
    let added = &mapping.examples[mapping.examples.len() - 2..];
    let line = |example: &Example| example.span.line_and_column().0;
    assert_eq!([added[0].name.as_str(), &added[1].name], ["x, row 1", "x, row 2"]);
    assert_eq!(line(&added[0]) + 1, line(&added[1]));
    let given = |example: &Example| match &example.subject {
        Subject::Map(example) => example.given.clone(),
        Subject::Rule(_) => panic!("an example of a map"),
    };
    assert_eq!([given(&added[0]), given(&added[1])], [cells(&[("Geheim", "J")]), cells(&[("BSN", "x")])]);
}

#[test]
fn an_example_of_a_rule_gives_target_rows() {
    let mapping = with(
        "name = \"x\"\nrule = \"ends-after-start\"\nbreaks = 1\n\
         given = { inkomensvoorziening = [{ einddatum = \"2020-01-01\", geblokkeerd = false }, {}], persoon = { bsn = \"111222333\" } }",
    );
    let mapping = mapping.unwrap_or_else(|problems| panic!("{:?}", problems.iter().map(shown).collect::<Vec<_>>()));
    let RuleExample { rule, given, breaks } = of_rule(&mapping);
    assert_eq!((mapping.rules[*rule].name.as_str(), *breaks), ("ends-after-start", 1));
    let given: Vec<_> = given.iter().map(|(table, row)| (table.name, row.clone())).collect();
    assert_eq!(
        given,
        [
            ("inkomensvoorziening", cells(&[("einddatum", "2020-01-01"), ("geblokkeerd", "0")])),
            ("inkomensvoorziening", cells(&[])),
            ("persoon", cells(&[("bsn", "111222333")])),
        ]
    );
}

#[test]
fn what_an_example_cannot_mean_is_told_with_its_place() {
    const MAP: &str = "name = \"x\"\nmap = \"dossiers -> inkomensvoorziening\"\n";
    const RULE: &str = "name = \"x\"\nrule = \"ends-after-start\"\n";
    // What stands in the block, the code, the line in the block, and what is advised.
    let table = [
        (
            format!("{MAP}given = {{ Stop = \"J\" }}"),
            "OV0104",
            0,
            Some("say what comes of the row: \"expect\", \"outcome\" or \"finds\""),
        ),
        (format!("{MAP}rows = []"), "OV0105", 3, None),
        (format!("{MAP}rows = [{{ expect = {{}} }}]"), "OV0104", 3, None),
        (
            format!("{MAP}rows = [{{ given = {{}}, finds = [], expct = {{}} }}]"),
            "OV0102",
            3,
            Some("did you mean \"expect\"?"),
        ),
        (format!("{MAP}given = {{ Stop = \"J\" }}\nexpect = []"), "OV0105", 4, Some("write outcome = \"filtered\"")),
        (format!("{MAP}given = {{}}\nexpect = {{}}\noutcome = \"filtered\""), "OV0105", 4, None),
        (format!("{MAP}given = {{}}\noutcome = \"filterd\""), "OV0105", 4, Some("did you mean \"filtered\"?")),
        (format!("{MAP}given = {{}}\nfinds = [\"OV0299\"]"), "OV0105", 4, Some("did you mean \"OV0209\"?")),
        (format!("{MAP}given = {{}}\nfinds = [\"OV0101\"]"), "OV0105", 4, Some("did you mean \"OV0201\"?")),
        (
            format!("{MAP}given = {{}}\nexpect = {{ einddatm = \"\" }}"),
            "OV0113",
            4,
            Some("did you mean \"einddatum\"?"),
        ),
        (format!("{MAP}given = {{}}\nexpect = {{ geblokkeerd = \"J\" }}"), "OV0130", 4, Some("write true or false")),
        (
            format!("{MAP}given = {{}}\nexpect = {{ einddatum = \"31-12-2020\" }}"),
            "OV0130",
            4,
            Some("\"einddatum\" holds a date such as 2021-01-31"),
        ),
        (format!("{MAP}given = {{ Stop = 1 }}\nfinds = []"), "OV0103", 3, None),
        (
            format!("{MAP}given = {{}}\nfinds = []\nbeside = {{ clientn = [] }}"),
            "OV0110",
            5,
            Some("did you mean \"clienten\"?"),
        ),
        (
            format!("{MAP}given = {{}}\nfinds = []\nbeside = {{ clienten = [{{ BNS = \"1\" }}] }}"),
            "OV0111",
            5,
            Some("did you mean \"BSN\"?"),
        ),
        (format!("{MAP}given = {{}}\nfinds = []\nbreaks = 1"), "OV0102", 5, None),
        (format!("{RULE}given = {{}}\nbreaks = 1"), "OV0105", 4, None),
        (format!("{RULE}given = {{}}\nbreaks = -1"), "OV0105", 4, None),
        (format!("{RULE}given = {{}}"), "OV0104", 0, None),
        (
            format!("{RULE}given = {{ inkomensvoorzienin = [] }}\nbreaks = 0"),
            "OV0112",
            3,
            Some("did you mean \"inkomensvoorziening\"?"),
        ),
        (format!("{RULE}given = {{ betaalopdracht = [] }}\nbreaks = 0"), "OV0120", 3, None),
        (format!("{RULE}given = {{ persoon = {{ bsn = \"1\" }} }}\nbreaks = 0"), "OV0130", 3, None),
        (format!("{RULE}given = {{}}\nbreaks = 0\nexpect = {{}}"), "OV0102", 5, None),
        (
            "name = \"x\"\nrule = \"ends-after\"\ngiven = {}\nbreaks = 0".to_owned(),
            "OV0105",
            2,
            Some("one of \"ends-after-start\""),
        ),
    ];
    let before = RIGHT.matches('\n').count() + 2;
    for (block, code, line, help) in table {
        let Err(found) = with(&block) else { panic!("{block}") };
        let told: Vec<_> = found.iter().map(shown).collect();
        assert_eq!(told.len(), 1, "{block}: {told:?}");
        assert_eq!((told[0].0, told[0].1), (code, before + line), "{block}: {told:?}");
        if let Some(help) = help {
            assert_eq!(found[0].help.as_deref(), Some(help), "{block}");
        }
    }
}

#[test]
fn an_example_of_a_rule_that_is_wrong_itself_is_passed_over() {
    let text = RIGHT.replacen("severity = \"error\"", "severity = \"eror\"", 1);
    let text = format!("{text}\n[[example]]\nname = \"x\"\nrule = \"ends-after-start\"\ngiven = {{}}\nbreaks = 0\n");
    let found = problems(&text, CODES);
    assert_eq!(found.iter().map(|problem| problem.code.id).collect::<Vec<_>>(), ["OV0105"]);
}
