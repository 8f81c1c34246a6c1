//! Tests of what mutants are made of a mapping: which, where, and what stands there before and after.

use crate::convert::sample::Sample;

use super::*;

mod blocks;
mod hunting;

/// How a mutant is altered, what stood there before, and what stands there after.
type How<'h> = (&'h str, &'h str, &'h str);

/// Lists the mutants of which the description begins with a subject: how they go on, before and after.
fn told(sample: &Sample, subject: &str) -> Vec<(String, String, String)> {
    let list = mutants(&sample.mapping()).into_iter();
    list.filter_map(|Mutant { what, before, after, .. }| {
        let rest = what.strip_prefix(subject)?.trim_start_matches([':', ' ']).to_owned();
        Some((rest, before, after))
    })
    .collect()
}

/// Holds the mutants of a subject against a table of all of them.
#[track_caller]
fn hold(sample: &Sample, subject: &str, expected: &[How<'_>]) {
    let found = told(sample, subject);
    let found: Vec<_> =
        found.iter().map(|(how, before, after)| (how.as_str(), before.as_str(), after.as_str())).collect();
    assert_eq!(found, expected, "{subject}");
}

/// Writes another column in place of the names of persons.
fn with_name(column: &str) -> Sample {
    Sample::new().declare("geslachtsnaam    = \"Naam\"", column)
}

#[test]
fn a_column_is_dropped_exchanged_or_read_elsewhere() {
    let subject = "dossiers -> inkomensvoorziening: ingangsdatum";
    let drop = "ingangsdatum = \"Van\"";
    hold(
        &Sample::new(),
        subject,
        &[
            ("and einddatum are exchanged", "ingangsdatum … einddatum", "einddatum … ingangsdatum"),
            ("is dropped", drop, ""),
            ("the heading is another", "\"Van\"", "\"Tot\""),
        ],
    );
}

#[test]
fn each_option_is_dropped() {
    let table: [(&str, &[How<'_>]); 6] = [
        (
            "{ column = \"Naam\", upper = true }",
            &[("the heading is another", "\"Naam\"", "\"Client\""), ("upper is dropped", "upper = true", "")],
        ),
        (
            "{ first-of = [\"Naam\", \"Client\"], replace = { a = \"b\" } }",
            &[
                ("the last comes first", "[\"Naam\", \"Client\"]", "[\"Client\", \"Naam\"]"),
                ("replace is dropped", "replace = { a = \"b\" }", ""),
            ],
        ),
        (
            "{ column = \"Naam\", split = \",\", part = 1, empty = [\"?\", \"-\", \"\"] }",
            &[
                ("the heading is another", "\"Naam\"", "\"Client\""),
                ("split is dropped", "split = \",\", … part = 1", ""),
                ("empty is dropped", "empty = [\"?\", \"-\", \"\"]", ""),
                ("\"?\" no longer means nothing", "\"?\"", ""),
                ("\"-\" no longer means nothing", "\"-\"", ""),
            ],
        ),
        (
            "{ column = \"Naam\", part = [1, 9], pad = 4, default = \"?\" }",
            &[
                ("the heading is another", "\"Naam\"", "\"Client\""),
                ("part is dropped", "part = [1, 9]", ""),
                ("pad is dropped", "pad = 4", ""),
                ("default is dropped", "default = \"?\"", ""),
            ],
        ),
        ("{ constant = \"Jansen\" }", &[("the constant is another", "\"Jansen\"", "\"Jansenx\"")]),
        (
            "{ lookup = { in = \"dossiers\", by = \"Client\", match = \"Client\", column = \"Regeling\" } }",
            &[("another column is looked up", "\"Regeling\"", "\"Dossier\"")],
        ),
    ];
    for (column, expected) in table {
        let sample = with_name(&format!("geslachtsnaam = {column}"));
        let subject = "clienten -> persoon: geslachtsnaam";
        let found = told(&sample, subject);
        let mut found: Vec<_> =
            found.iter().map(|(how, before, after)| (how.as_str(), before.as_str(), after.as_str())).collect();
        found.retain(|(how, ..)| *how != "is dropped");
        assert_eq!(found, expected, "{column}");
    }
}

#[test]
fn amounts_dates_and_months_are_written_otherwise() {
    let sign = "{ column = \"Bedrag\", sign-from = { column = \"Teken\", plus = [\"D\"], minus = [\"C\"] } }";
    let sample = Sample::new()
        .declare("bedrag_cent         = \"Bedrag\"\nvan", &format!("bedrag_cent = {sign}\nvan"))
        .declare("van                 = \"Van\"\nper", "van = { column = \"Van\", date = \"yyyymmdd\" }\nper")
        .declare("rechtmaand          = \"Maand\"", "rechtmaand = { column = \"Maand\", month = \"mm-yyyy\" }")
        .declare("\"Bedrag\"\niban", "{ column = \"Bedrag\", unit = \"cent\", sign-from = \"IBAN\" }\niban");
    hold(
        &sample,
        "componenten -> component: bedrag_cent",
        &[
            ("is dropped", &format!("bedrag_cent = {sign}"), ""),
            ("the amount is cents", "", "unit = \"cent\""),
            ("sign-from is dropped", "sign-from = { column = \"Teken\", plus = [\"D\"], minus = [\"C\"] }", ""),
            ("plus and minus are exchanged", "[\"D\"] … [\"C\"]", "[\"C\"] … [\"D\"]"),
        ],
    );
    hold(
        &sample,
        "componenten -> component: van",
        &[
            ("is dropped", "van = { column = \"Van\", date = \"yyyymmdd\" }", ""),
            ("the date is written otherwise", "\"yyyymmdd\"", "\"dd-mm-yyyy\""),
        ],
    );
    hold(
        &sample,
        "betalingen -> betaling: rechtmaand",
        &[
            ("is dropped", "rechtmaand = { column = \"Maand\", month = \"mm-yyyy\" }", ""),
            ("the month is written otherwise", "\"mm-yyyy\"", "\"yyyy-mm\""),
        ],
    );
    hold(
        &sample,
        "betalingen -> betaling: bedrag_cent",
        &[
            ("is dropped", "bedrag_cent = { column = \"Bedrag\", unit = \"cent\", sign-from = \"IBAN\" }", ""),
            ("the amount is euros", "\"cent\"", "\"euro\""),
            ("sign-from is dropped", "sign-from = \"IBAN\"", ""),
            ("plus and minus are exchanged", "\"IBAN\"", "{ column = \"IBAN\", plus = [\"-\"], minus = [\"+\"] }"),
        ],
    );
}

#[test]
fn cases_are_dropped_and_exchanged_where_their_order_matters() {
    let case = |test: &str, text: &str| format!("{{ if = {{ {test} }}, constant = \"{text}\" }}");
    let (first, second) = (case("Naam = \"a\"", "x"), case("Naam = [\"a\", \"b\"]", "y"));
    let third = case("Naam = \"c\"", "z");
    let sample = with_name(&format!("geslachtsnaam = {{ when = [{first}, {second}, {third}] }}"));
    let found = told(&sample, "clienten -> persoon: geslachtsnaam");
    let how: Vec<&str> = found.iter().map(|(how, ..)| how.as_str()).collect();
    assert_eq!(
        how,
        [
            "is dropped",
            "cases 1 and 2 are exchanged",
            "case 1 is dropped",
            "case 1: the constant is another",
            "case 2 is dropped",
            "case 2: Naam is no longer \"a\"",
            "case 2: Naam is no longer \"b\"",
            "case 2: the constant is another",
            "case 3 is dropped",
            "case 3: the constant is another",
        ]
    );
}

#[test]
fn conditions_lose_values_and_bounds_move() {
    let condition =
        "where   = [{ Teken = [\"+\", \"-\"], Bedrag = { from = 1, to = 9 } }, { Soort = { like = \"N*\" } }]";
    let sample = Sample::new()
        .declare("where   = { Teken = [\"+\", \"-\"] }", condition)
        .declare("where   = { Partner = { is = \"present\" } }", "where = { Van = { from = 2020-03-01 } }");
    hold(
        &sample,
        "componenten -> component: where",
        &[
            ("one of the alternatives is dropped", "{ Teken = [\"+\", \"-\"], Bedrag = { from = 1, to = 9 } }", ""),
            ("the test of Teken is dropped", "Teken = [\"+\", \"-\"]", ""),
            ("Teken is no longer \"+\"", "\"+\"", ""),
            ("Teken is no longer \"-\"", "\"-\"", ""),
            ("the test of Bedrag is dropped", "Bedrag = { from = 1, to = 9 }", ""),
            ("the range of Bedrag begins or ends elsewhere", "1", "0"),
            ("the range of Bedrag begins or ends elsewhere", "1", "2"),
            ("the range of Bedrag begins or ends elsewhere", "9", "10"),
            ("the range of Bedrag begins or ends elsewhere", "9", "8"),
            ("one of the alternatives is dropped", "{ Soort = { like = \"N*\" } }", ""),
            ("Soort is like another pattern", "\"N*\"", "\"N\""),
        ],
    );
    hold(
        &sample,
        "dossiers -> huishoudlid #2: where",
        &[
            ("the range of Van begins or ends elsewhere", "2020-03-01", "2020-02-29"),
            ("the range of Van begins or ends elsewhere", "2020-03-01", "2020-03-02"),
        ],
    );
    hold(&Sample::new(), "dossiers -> huishoudlid #2: where", &[("Partner is empty", "\"present\"", "\"empty\"")]);
}

#[test]
fn cells_that_become_rows_are_passed_over() {
    let sample = Sample::new()
        .declare(
            "because = \"subtotals repeat other lines\"",
            "because = \"x\"\nunpivot = { columns = [\"Bedrag\", \"Extra\"], skip = [\"0\"] }",
        )
        .declare("bedrag_cent         = \"Bedrag\"\nvan", "bedrag_cent = { unpivoted = \"value\" }\nvan");
    let found = told(&sample, "componenten -> component: ");
    for expected in [
        "\"Bedrag\" becomes no row",
        "\"Extra\" becomes no row",
        "its skip is dropped",
        "bedrag_cent: the amount is cents",
    ] {
        assert!(found.iter().any(|(how, ..)| how == expected), "{expected}: {found:?}");
    }
}

#[test]
fn every_mutant_differs_from_the_mapping_in_the_line_that_it_names_and_from_every_other() {
    let mapping = Sample::new().mapping();
    let text = std::str::from_utf8(&mapping.files[DOCUMENT]).expect("text");
    let list = mutants(&mapping);
    let mut texts = std::collections::BTreeSet::new();
    for mutant in &list {
        let altered = mutant.text(&mapping);
        let line = 1 + text
            .bytes()
            .zip(altered.bytes())
            .take_while(|(one, other)| one == other)
            .filter(|(byte, _)| *byte == b'\n')
            .count();
        assert!(line >= mutant.line && line <= mutant.line + 1, "{}: {line}", mutant.what);
        assert!(texts.insert(altered), "{}", mutant.what);
    }
    assert!(list.len() > 100);
    let again: Vec<_> = mutants(&mapping).into_iter().map(|mutant| (mutant.line, mutant.what)).collect();
    assert_eq!(again, list.into_iter().map(|mutant| (mutant.line, mutant.what)).collect::<Vec<_>>());
}

#[test]
fn a_mutant_is_read_as_any_mapping_is() {
    let mapping = Sample::new().mapping();
    let list = mutants(&mapping);
    let fate = |what: &str| {
        let mutant = list.iter().find(|mutant| mutant.what == what).expect("a mutant");
        mutant.read(&mapping).is_ok()
    };
    assert!(fate("clienten -> persoon: geslachtsnaam is dropped"));
    assert!(!fate("dossiers -> inkomensvoorziening: dossiernummer is dropped"));
}
