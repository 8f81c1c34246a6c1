//! How values are made, right and wrong.

use super::*;
use crate::domain::{DateFormat, MonthForm, MonthFormat};
use crate::mapping::model::{ColumnRead, Draw, SignFrom, TextStep};

/// The mapping with another way to make a column; the map needs none of those that are replaced here.
fn with(column: &str, operation: &str) -> String {
    let old = RIGHT.lines().find(|line| line.starts_with(&format!("{column} = "))).expect("a mapped column");
    RIGHT.replacen(old, &format!("{column} = {operation}"), 1)
}

/// Returns how a column is made, and the names of the delivered columns.
fn made(column: &str, operation: &str) -> (Operation, Vec<String>) {
    let mut mapping = read(&with(column, operation), CODES).unwrap_or_else(|error| panic!("{operation}: {error:?}"));
    for map in &mut mapping.maps {
        let place = map.columns.iter().position(|entry| map.to.columns[entry.target].name == column);
        if let Some(place) = place.filter(|_| column != "clientnummer" || map.to.name == "persoon") {
            let table = mapping.delivery.tables.swap_remove(map.from);
            return (map.columns.swap_remove(place).operation, table.columns);
        }
    }
    panic!("no map has {column}");
}

fn made_of_cell(column: &str, operation: &str) -> (ColumnRead, Vec<String>) {
    match made(column, operation) {
        (Operation::Column(read), columns) => (*read, columns),
        (other, _) => panic!("{operation}: {other:?}"),
    }
}

#[test]
fn the_first_of_several_cells_is_taken_from_columns_of_the_table() {
    let (read, columns) = made_of_cell("begeleider", "{ first-of = [\"Nummer\", \"BSN\"], empty = [\"-\"] }");
    let Draw::FirstOf(places) = &read.from else { panic!("{:?}", read.from) };
    let names: Vec<&str> = places.iter().map(|place| columns[*place].as_str()).collect();
    assert_eq!((names, read.empty), (vec!["Nummer", "BSN"], vec!["-".to_owned()]));
}

#[test]
fn a_lookup_goes_by_the_key_of_the_other_table_unless_it_says_otherwise() {
    let text =
        with("persoon", "{ lookup = { in = \"clienten\", by = \"BSN\", column = \"BSN\" }, repair = \"left-pad\" }");
    let other = text.replacen("by = \"BSN\", column", "by = \"BSN\", match = \"BSN\", column", 1);
    for (text, expected) in [(text, "Nummer"), (other, "BSN")] {
        let mapping = read(&text, CODES).expect("the mapping is right");
        let (place, _) = mapping.maps[1].to.column("persoon").expect("a column");
        let entry = mapping.maps[1].columns.iter().find(|entry| entry.target == place).expect("mapped");
        let reads = entry.operation.reads();
        let Draw::Lookup(lookup) = reads[0].from else { panic!("{:?}", reads[0].from) };
        let there = &mapping.delivery.tables[lookup.table].columns;
        assert_eq!((there[lookup.matching].as_str(), there[lookup.column].as_str()), (expected, "BSN"));
    }
}

#[test]
fn cases_keep_their_order_and_each_has_an_operation_of_its_own() {
    let cases = "{ when = [{ if = { Status = \"X\" }, constant = \"correctie\" }, \
        { column = \"Soort\", codes = { P = \"periodiek\" } }] }";
    let (Operation::When(cases), _) = made("soort", cases) else { panic!("cases") };
    let [first, last] = cases.as_slice() else { panic!("two cases: {cases:?}") };
    assert!(first.condition.is_some() && matches!(&first.operation, Operation::Constant(text) if text == "correctie"));
    assert!(last.condition.is_none() && last.operation.reads().len() == 1);
}

#[test]
fn steps_stand_in_the_order_in_which_they_are_carried_out() {
    let options = "{ upper = true, replace = { x = \"y\" }, part = -1, split = \",\", column = \"Nummer\", pad = 6 }";
    let (read, _) = made_of_cell("clientnummer", options);
    let pairs = vec![("x".to_owned(), "y".to_owned())];
    let piece = TextStep::Piece { separator: ",".to_owned(), place: -1 };
    assert_eq!((read.steps, read.pad), (vec![piece, TextStep::Replace(pairs), TextStep::Upper], Some(6)));
    let (read, _) = made_of_cell("clientnummer", "{ column = \"Nummer\", part = [2, 5], upper = false }");
    assert_eq!(read.steps, [TextStep::Characters { first: 2, last: 5 }]);
}

#[test]
fn a_sign_may_be_written_in_any_way_and_a_month_as_a_date() {
    let (read, columns) =
        made_of_cell("bedrag_cent", "{ column = \"Bedrag\", sign-from = \"Soort\", unit = \"cent\" }");
    let SignFrom { column, plus, minus } = read.sign_from.expect("a sign");
    assert_eq!((columns[column].as_str(), plus, minus), ("Soort", vec!["+".to_owned()], vec!["-".to_owned()]));
    let sign = "{ column = \"Bedrag\", unit = \"cent\", sign-from = { column = \"Soort\", plus = [\"D\", \"\"], minus = \"C\" } }";
    let (read, _) = made_of_cell("bedrag_cent", sign);
    let sign = read.sign_from.expect("a sign");
    assert_eq!((sign.plus, sign.minus), (vec!["D".to_owned(), String::new()], vec!["C".to_owned()]));
    for (name, form) in
        [("yyyymm", MonthForm::Month(MonthFormat::Compact)), ("dd-mm-yyyy", MonthForm::Date(DateFormat::DayMonthYear))]
    {
        let (read, _) = made_of_cell("rechtmaand", &format!("{{ column = \"Maand\", month = \"{name}\" }}"));
        assert_eq!(read.month, Some(form));
    }
}

#[test]
fn months_that_say_how_they_are_written_need_nothing_of_the_delivery() {
    let silent = |text: &str| text.replacen("month = \"mm-yyyy\"\n", "", 1);
    let column = with("rechtmaand", "{ column = \"Datum\", month = \"dd-mm-yyyy\" }");
    assert!(problems(&silent(&column), CODES).iter().all(|problem| problem.code.id == "OV0150"));
    assert_eq!(problems(&silent(RIGHT), CODES)[0].message, "\"delivery\" lacks \"month\", and months are mapped");
}

/// A target column, a wrong way to make it, its code and what is said.
type Wrong = (&'static str, &'static str, &'static str, &'static str);

/// Every wrong way.
const WRONG: &[Wrong] = &[
    ("begeleider", "{ first-of = [\"Nummer\"] }", "OV0105", "the first of several needs two headings or more"),
    ("begeleider", "{ first-of = [\"BSN\", \"BSN\"] }", "OV0108", "\"BSN\" is listed twice"),
    ("begeleider", "{ first-of = [\"BSN\", \"Numer\"] }", "OV0111", "\"clienten\" has no heading \"Numer\""),
    (
        "begeleider",
        "{ first-off = [\"BSN\", \"Nummer\"], column = \"BSN\" }",
        "OV0102",
        "\"begeleider\" has no key \"first-off\"",
    ),
    (
        "begeleider",
        "{ first-of = [\"BSN\", \"Nummer\"], column = \"BSN\" }",
        "OV0105",
        "\"begeleider\" is made in two ways",
    ),
    ("begeleider", "{ lookup = { by = \"BSN\", column = \"IBAN\" } }", "OV0104", "\"lookup\" lacks \"in\""),
    (
        "begeleider",
        "{ lookup = { in = \"klanten\", by = \"BSN\", column = \"IBAN\" } }",
        "OV0110",
        "the delivery has no table \"klanten\"",
    ),
    (
        "begeleider",
        "{ lookup = { in = \"kalender\", by = \"BSN\", column = \"Datum\" } }",
        "OV0104",
        "the key of \"kalender\" is not one column: say which one in \"match\"",
    ),
    (
        "begeleider",
        "{ lookup = { in = \"dossiers\", by = \"BSN\", column = \"Clint\" } }",
        "OV0111",
        "\"dossiers\" has no heading \"Clint\"",
    ),
    (
        "begeleider",
        "{ lookup = { in = \"dossiers\", on = \"BSN\", by = \"BSN\", column = \"Client\" } }",
        "OV0102",
        "\"lookup\" has no key \"on\"",
    ),
    ("begeleider", "{ unpivoted = \"value\" }", "OV0122", "the map of \"begeleider\" has no \"unpivot\""),
    ("begeleider", "{ unpivoted = \"cell\" }", "OV0105", "\"unpivoted\" cannot be \"cell\""),
    ("begeleider", "{ when = [] }", "OV0105", "\"when\" has no case"),
    (
        "begeleider",
        "{ when = [{ constant = \"a\" }, { constant = \"b\" }] }",
        "OV0104",
        "a case without \"if\" always holds, and others follow it",
    ),
    ("begeleider", "{ when = [{ if = { BSN = \"1\" } }] }", "OV0104", "\"when\" lacks \"column\""),
    (
        "begeleider",
        "{ when = [{ if = { BNS = \"1\" }, constant = \"a\" }] }",
        "OV0111",
        "\"clienten\" has no heading \"BNS\"",
    ),
    (
        "begeleider",
        "{ when = [{ if = { BSN = \"1\" }, constant = \"a\", iff = 1 }] }",
        "OV0102",
        "\"when\" has no key \"iff\"",
    ),
    (
        "begeleider",
        "{ when = [{ when = [{ constant = \"a\" }] }] }",
        "OV0105",
        "a case of \"when\" has no cases itself",
    ),
    (
        "begeleider",
        "{ when = [{ constant = \"a\" }], default = \"b\" }",
        "OV0122",
        "\"default\" says nothing about \"when\"",
    ),
    ("begeleider", "{ constant = \"a\", upper = true }", "OV0122", "\"upper\" says nothing about \"constant\""),
    ("begeleider", "{ template = \"{BSN}\", pad = 4 }", "OV0122", "\"pad\" says nothing about \"template\""),
    ("begeleider", "{ column = \"BSN\", split = \" \" }", "OV0104", "\"split\" needs \"part\": which piece is meant"),
    ("begeleider", "{ column = \"BSN\", split = \"\", part = 1 }", "OV0105", "a text cannot be split at nothing"),
    (
        "begeleider",
        "{ column = \"BSN\", split = \" \", part = 0 }",
        "OV0105",
        "pieces are counted from 1, or from -1 at the end",
    ),
    (
        "begeleider",
        "{ column = \"BSN\", split = \" \", part = [1, 2] }",
        "OV0103",
        "\"part\" takes a whole number, and is a list",
    ),
    (
        "begeleider",
        "{ column = \"BSN\", part = 1 }",
        "OV0105",
        "without \"split\" a part is [first, last]: characters, from 1",
    ),
    (
        "begeleider",
        "{ column = \"BSN\", part = [2, 1] }",
        "OV0105",
        "a part is [first, last]: characters, from 1, the last one included",
    ),
    (
        "begeleider",
        "{ column = \"BSN\", part = [0, 1] }",
        "OV0105",
        "a part is [first, last]: characters, from 1, the last one included",
    ),
    (
        "begeleider",
        "{ column = \"BSN\", replace = { \"\" = \"x\" } }",
        "OV0105",
        "nothing cannot be replaced: name a \"default\"",
    ),
    ("begeleider", "{ column = \"BSN\", upper = \"yes\" }", "OV0103", "\"upper\" takes true or false, and is text"),
    ("begeleider", "{ column = \"BSN\", pad = 1 }", "OV0105", "\"pad\" takes a number of digits from 2 to 32"),
    (
        "begeleider",
        "{ column = \"BSN\", month = \"yyyymm\" }",
        "OV0122",
        "\"month\" is for a month, and \"begeleider\" holds none",
    ),
    (
        "ingangsdatum",
        "{ column = \"Vanaf\", upper = true }",
        "OV0122",
        "\"upper\" is for text with letters, and \"ingangsdatum\" holds none",
    ),
    (
        "ingangsdatum",
        "{ column = \"Vanaf\", pad = 8 }",
        "OV0122",
        "\"pad\" is for codes of digits, and \"ingangsdatum\" holds none",
    ),
    (
        "ingangsdatum",
        "{ column = \"Vanaf\", sign-from = \"Stop\" }",
        "OV0122",
        "\"sign-from\" is for money, and \"ingangsdatum\" holds none",
    ),
    (
        "rechtmaand",
        "{ column = \"Maand\", date = \"yyyymmdd\" }",
        "OV0122",
        "\"date\" is for a date, and \"rechtmaand\" holds none",
    ),
    ("rechtmaand", "{ column = \"Maand\", month = \"mmyyyy\" }", "OV0105", "\"month\" cannot be \"mmyyyy\""),
    (
        "bedrag_cent",
        "{ column = \"Bedrag\", sign-from = { column = \"Soort\", plus = [\"D\"] } }",
        "OV0104",
        "\"sign-from\" lacks \"minus\"",
    ),
    (
        "bedrag_cent",
        "{ column = \"Bedrag\", sign-from = { column = \"Soort\", plus = [\"D\"], minus = [\"D\"] } }",
        "OV0105",
        "\"D\" is both plus and minus",
    ),
    (
        "geblokkeerd",
        "{ column = \"Stop\", pad = 2, default = \"1\", codes = { \"1\" = true } }",
        "OV0105",
        "the default \"1\" has no translation",
    ),
];

#[test]
fn what_is_wrong_with_an_operation_is_told_at_its_line() {
    for (column, operation, code, message) in WRONG {
        let text = with(column, operation);
        let line = text.find(operation).map(|at| text[..at].matches('\n').count() + 1);
        let found = problems(&text, CODES);
        let found: Vec<_> = found.iter().map(shown).collect();
        let [(id, at, said)] = found.as_slice() else { panic!("{operation}: {found:?}") };
        assert_eq!((id, Some(*at), said), (code, line, message), "{operation}");
    }
}

/// A map that unpivots.
const UNPIVOTING: &str = r#"[[map]]
from = "betalingen"
to = "vakantiegeld_reservering"
unpivot = ["Bedrag", "Status"]
[map.columns]
inkomensvoorziening = "Dossier"
opgebouwd_van = "Datum"
bedrag_cent = { unpivoted = "value", unit = "cent" }

[[rule]]"#;

#[test]
fn every_map_of_a_table_has_parts_of_its_own_and_every_unpivoted_amount_is_counted() {
    let text = RIGHT.replacen("[[rule]]", UNPIVOTING, 1);
    let mapping = read(&text, CODES).expect("the mapping is right");
    let table = &mapping.delivery.tables[2];
    let parts = |map: &model::Map| {
        let named = |(part, place): (u8, Option<usize>)| (part, place.map(|place| table.columns[place].clone()));
        map.parts().into_iter().map(named).collect::<Vec<_>>()
    };
    assert_eq!(parts(&mapping.maps[3]), [(0, None)]);
    assert_eq!(parts(&mapping.maps[4]), [(1, Some("Bedrag".to_owned())), (2, Some("Status".to_owned()))]);
    assert_eq!(mapping.maps[4].unpivoted(2).map(|place| table.columns[place].as_str()), Some("Status"));
    assert_eq!((mapping.maps[4].unpivoted(0), mapping.maps[4].unpivoted(3)), (None, None));
    let amounts: Vec<&str> = table.amounts.iter().map(|amount| table.columns[amount.column].as_str()).collect();
    assert_eq!(amounts, ["Bedrag", "Status"]);
}

#[test]
fn an_unpivot_that_cannot_be_read_is_told_once() {
    let map =
        UNPIVOTING.replacen("\"Status\"]", "\"Stat\"]", 1).replacen("\"Datum\"", "{ unpivoted = \"heading\" }", 1);
    let found = problems(&RIGHT.replacen("[[rule]]", &map, 1), CODES);
    let told: Vec<&str> = found.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(told, ["\"betalingen\" has no heading \"Stat\""]);
}

#[test]
fn what_is_wrong_with_an_unpivot_is_told() {
    let value = "bedrag_cent = { unpivoted = \"value\", unit = \"cent\" }";
    let table = [
        ("unpivot = [\"Bedrag\", \"Status\"]", "unpivot = []", "OV0105", "no column is listed to be unpivoted"),
        ("\"Status\"]\n[map", "\"Bedrag\"]\n[map", "OV0108", "\"Bedrag\" is listed twice"),
        ("\"Status\"]\n[map", "\"Stat\"]\n[map", "OV0111", "\"betalingen\" has no heading \"Stat\""),
        ("unpivot = [\"Bedrag\", \"Status\"]", "unpivot = { skip = [] }", "OV0104", "\"unpivot\" lacks \"columns\""),
        (
            "unpivot = [\"Bedrag\", \"Status\"]",
            "unpivot = { columns = [\"Bedrag\"], skip = [\"0\", \"x\", \"500\"] }",
            "OV0105",
            "an amount of \"500\" would be lost",
        ),
        (value, "bedrag_cent = { constant = 1 }", "OV0105", "nothing reads the cells that are unpivoted"),
        (value, "bedrag_cent = { unpivoted = \"value\" }", "OV0144", "\"Bedrag\" is read in euros and in cents"),
    ];
    for (old, new, code, message) in table {
        let map = UNPIVOTING.replacen(old, new, 1);
        assert_ne!(map, UNPIVOTING, "{old} stands there");
        let text = RIGHT.replacen("[[rule]]", &map, 1);
        let found = problems(&text, CODES);
        let found: Vec<_> =
            found.iter().filter(|problem| problem.code.severity == crate::diag::Severity::Error).collect();
        let first = found.first().unwrap_or_else(|| panic!("{new}: nothing"));
        assert_eq!((first.code.id, first.message.as_str()), (code, message), "{new}");
    }
}

#[test]
fn one_row_becomes_no_more_rows_than_its_key_has_room_for() {
    let text = RIGHT.lines().filter(|line| !line.starts_with("columns = [")).collect::<Vec<_>>().join("\n");
    let with = |count: usize| {
        let columns: Vec<String> = (0..count).map(|number| format!("\"K{number}\"")).collect();
        let map = UNPIVOTING.replacen("[\"Bedrag\", \"Status\"]", &format!("[{}]", columns.join(", ")), 1);
        let found = problems(&text.replacen("[[rule]]", &map, 1), CODES);
        let errors = found.iter().filter(|problem| problem.code.severity == crate::diag::Severity::Error);
        errors.map(|problem| problem.message.clone()).collect::<Vec<_>>()
    };
    assert_eq!(with(255), Vec::<String>::new());
    assert_eq!(with(256), ["one row of \"betalingen\" would become more than 256 rows"]);
}
