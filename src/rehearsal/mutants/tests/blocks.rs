//! Tests of what mutants are made of code files, destinations, the delivery, rules and the promise.

use super::*;

#[test]
fn codes_are_dropped_exchanged_and_taken_out_of_use() {
    let file = "from,to,status,remark\nT,toekenning,,\nB,beeindiging,former,\"a, b\"\n";
    let sample = Sample::new()
        .declare("codes = { T = \"toekenning\", B = \"beeindiging\" }", "codes = \"codes/soort.csv\"")
        .code_file("codes/soort.csv", file);
    hold(
        &sample,
        "codes/soort.csv: the code",
        &[
            ("\"T\" is no longer in use", "T,toekenning", "T,toekenning,former"),
            ("\"T\" becomes another value", "T,toekenning", "T,wijziging"),
            ("\"T\" is dropped", "T,toekenning", ""),
            ("\"B\" is in use again", "B,beeindiging,former,\"a, b\"", "B,beeindiging,current,\"a, b\""),
            ("\"B\" becomes another value", "B,beeindiging,former,\"a, b\"", "B,opschorting,former,\"a, b\""),
            ("\"B\" is dropped", "B,beeindiging,former,\"a, b\"", ""),
        ],
    );
    let sample = Sample::new()
        .declare("codes = { M = \"man\", V = \"vrouw\" }", "codes = \"codes/geslacht.csv\"")
        .code_file("codes/geslacht.csv", "from,to,status,remark\nM,man,,\n");
    let expected = [("\"M\" becomes another value", "M,man", "M,vrouw"), ("\"M\" is dropped", "M,man", "")];
    hold(&sample, "codes/geslacht.csv: the code", &expected);
    hold(
        &Sample::new(),
        "clienten -> persoon: indicatie_geheim: the code",
        &[
            ("\"J\" is dropped", "J = true", ""),
            ("\"J\" becomes another value", "true", "false"),
            ("\"N\" is dropped", "N = false", ""),
            ("\"N\" becomes another value", "false", "true"),
        ],
    );
}

#[test]
fn cases_go_elsewhere_and_a_partner_gets_more_or_less() {
    hold(
        &Sample::new(),
        "destination zutphen",
        &[
            ("\"0301\" is dropped", "\"0301\"", ""),
            ("\"0301\" goes to destination lochem", "\"0301\", … \"0262\"", "[\"0301\", \"0262\"]"),
            ("\"0301\" goes to stays-behind", "\"0301\"", "\"0301\""),
            ("\"0291\" is dropped", "\"0291\"", ""),
            ("\"0291\" goes to destination lochem", "\"0291\" … \"0262\"", "[\"0291\", \"0262\"]"),
            ("\"0291\" goes to stays-behind", "\"0291\"", "\"0291\""),
        ],
    );
    hold(
        &Sample::new(),
        "destination lochem",
        &[("\"0262\" is exchanged with \"0301\" of destination zutphen", "\"0301\" … \"0262\"", "\"0262\" … \"0301\"")],
    );
    hold(
        &Sample::new(),
        "destination partner",
        &[
            ("\"persoon\" is dropped from tables", "\"persoon\"", ""),
            ("\"reintegratievoorziening\" is dropped from tables", "\"reintegratievoorziening\"", ""),
            ("its without is dropped", "without = [\"persoon.bsn\"]", ""),
        ],
    );
    assert_eq!(told(&Sample::new(), "stays-behind").len(), 4);
}

#[test]
fn the_delivery_is_not_found_or_not_held_against_its_totals() {
    let sample = Sample::new()
        .declare("thousands = \".\"", "thousands = \".\"\nempty = [\"\", \"-\", \"n.v.t.\"]\ncontrol = \"levering.csv\"\ncontrol-headings = { file = \"B\" }")
        .declare("key   = [\"Traject\"]", "key = [\"Traject\"]\nonly = \"zutphen\"\nfooter = { Traject = \"TOTAAL\" }\nfooter-count = 2");
    hold(
        &sample,
        "delivery",
        &[
            ("\"-\" no longer means nothing", "\"-\"", ""),
            ("\"n.v.t.\" no longer means nothing", "\"n.v.t.\"", ""),
            ("its control is dropped", "control = \"levering.csv\" … control-headings = { file = \"B\" }", ""),
        ]
        .into_iter()
        .chain(TABLES.map(|(what, before, after)| (what, before, after)))
        .collect::<Vec<_>>(),
    );
}

const TABLES: [(&str, &str, &str); 10] = [
    ("clienten: no file is as \"clienten*.csv\" says", "\"clienten*.csv\"", "\"no-clienten*.csv\""),
    ("dossiers: no file is as \"dossiers*.csv\" says", "\"dossiers*.csv\"", "\"no-dossiers*.csv\""),
    ("beschikkingen: no file is as \"beschikkingen*.csv\" says", "\"beschikkingen*.csv\"", "\"no-beschikkingen*.csv\""),
    ("componenten: no file is as \"componenten*.csv\" says", "\"componenten*.csv\"", "\"no-componenten*.csv\""),
    ("begunstigden: no file is as \"begunstigden*.csv\" says", "\"begunstigden*.csv\"", "\"no-begunstigden*.csv\""),
    ("betalingen: no file is as \"betalingen*.csv\" says", "\"betalingen*.csv\"", "\"no-betalingen*.csv\""),
    ("trajecten: no file is as \"trajecten*.csv\" says", "\"trajecten*.csv\"", "\"no-trajecten*.csv\""),
    ("trajecten: its only is dropped", "only = \"zutphen\"", ""),
    ("trajecten: its footer is dropped", "footer = { Traject = \"TOTAAL\" } … footer-count = 2", ""),
    ("kalender: no file is as \"kalender*.csv\" says", "\"kalender*.csv\"", "\"no-kalender*.csv\""),
];

#[test]
fn sums_are_not_added_up() {
    let identity = r#"
[[identity]]
name   = "adds up"
from   = "componenten"
block  = ["Dossier"]
amount = "Bedrag"
plus   = { Teken = "+" }
minus  = { Teken = ["-", "="] }
[identity.equals]
from   = "betalingen"
block  = ["Dossier"]
amount = "Bedrag"
where  = { Soort = "P" }
"#;
    let found = told(&Sample::new().declare_more(identity), "identity \"adds up\"");
    let how: Vec<&str> = found.iter().map(|(how, ..)| how.as_str()).collect();
    let expected = [
        "is dropped",
        "its minus is dropped",
        "minus: Teken is no longer \"-\"",
        "minus: Teken is no longer \"=\"",
        "its where is dropped",
    ];
    assert_eq!(how, expected);
}

#[test]
fn a_rule_is_dropped_turned_around_and_weighed_otherwise() {
    let rule = "
[[rule]]
name     = \"r\"
on       = \"component\"
require  = \"bedrag_cent >= 0\"
severity = \"error\"
message  = { nl = \"n\", en = \"e\" }
[[rule]]
name     = \"s\"
on       = \"component\"
require  = \"\"\"
tot IS NULL
\"\"\"
severity = \"warning\"
[rule.message]
nl = \"n\"
en = \"e\"
";
    let sample = Sample::new().declare_more(rule);
    let found = told(&sample, "rule r");
    assert_eq!(found.len(), 3);
    assert_eq!(found[2], ("what breaks it only warns".to_owned(), "\"error\"".to_owned(), "\"warning\"".to_owned()));
    for (place, expected) in ["NOT (bedrag_cent >= 0)", "NOT (\ntot IS NULL\n)"].into_iter().enumerate() {
        let mapping = sample.mapping();
        let turned = mutants(&mapping).into_iter().filter(|mutant| mutant.what.contains("turned around"));
        let read = turned.skip(place).map(|mutant| mutant.read(&mapping)).next().expect("a mutant");
        assert_eq!(read.expect("a mapping").rules[place].require, expected);
    }
}

#[test]
fn the_promise_is_read_otherwise_or_held_to_less() {
    let sample = Sample::new()
        .declare("where      = { Soort = \"P\" }", "where = { Soort = [\"P\", \"Q\"] }\nclient = \"BSN\"\nreturned = { Soort = \"R\", Maand = \"x\" }\none-off = { Soort = \"E\" }\nholiday = { Soort = \"V\" }\nleft-out = [{ Soort = \"X\" }, { Soort = \"Y\" }]\nat-most = \"150%\"\nceiling = \"5.000,00\"")
        .declare("window     = { months = 1 }", "window = { months = 3 }")
        .declare_more("[[promise.balances]]\nfrom = \"componenten\"\nto = \"component\"\namounts = { Bedrag = \"bedrag_cent\" }\n");
    hold(
        &sample,
        "promise",
        &[
            ("case and client are exchanged", "\"Dossier\" … \"BSN\"", "\"BSN\" … \"Dossier\""),
            ("where: Soort is no longer \"P\"", "\"P\"", ""),
            ("where: Soort is no longer \"Q\"", "\"Q\"", ""),
            ("client is dropped", "client = \"BSN\"", ""),
            ("returned is dropped", "returned = { Soort = \"R\", Maand = \"x\" }", ""),
            ("returned: the test of Soort is dropped", "Soort = \"R\"", ""),
            ("returned: the test of Maand is dropped", "Maand = \"x\"", ""),
            ("one-off is dropped", "one-off = { Soort = \"E\" }", ""),
            ("holiday is dropped", "holiday = { Soort = \"V\" }", ""),
            ("left-out is dropped", "left-out = [{ Soort = \"X\" }, { Soort = \"Y\" }]", ""),
            ("left-out: one of the alternatives is dropped", "{ Soort = \"X\" }", ""),
            ("left-out: one of the alternatives is dropped", "{ Soort = \"Y\" }", ""),
            ("more is at most", "\"150%\"", "\"300%\""),
            ("ceiling is dropped", "ceiling = \"5.000,00\"", ""),
            ("calendar: Maand is empty", "\"present\"", "\"empty\""),
            ("the window is shorter", "3", "2"),
            ("case-facts: the heading of ended is another", "\"Tot\"", "\"Van\""),
            (
                "the balance componenten -> component is dropped",
                "[[promise.balances]] from = \"componenten\" to = \"component\" amounts = { Bedrag = \"bedrag_cent\" }",
                "",
            ),
        ],
    );
}
