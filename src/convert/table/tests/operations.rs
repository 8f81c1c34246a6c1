//! Every operation of the mapping language, carried out on a small delivery.

use super::{changes, convert, fates, findings, rejected, rows};
use crate::convert::sample::Sample;

const HUISNR: &str = "huisnummer       = \"Huisnr\"";
const NAAM: &str = "geslachtsnaam    = \"Naam\"";
const OMSCHRIJVING: &str = "omschrijving  = \"Wat\"";
const BEDRAG: &str = "bedrag_cent         = \"Bedrag\"\nvan                 = \"Van\"\nper";

/// The sample with another way to make the surname.
fn named(operation: &str) -> Sample {
    Sample::new().declare(NAAM, &format!("geslachtsnaam = {operation}"))
}

/// The sample with another way to make the amount of a component.
fn amount(operation: &str) -> Sample {
    let columns = format!("bedrag_cent = {operation}\nvan = \"Van\"\nper");
    Sample::new().declare(BEDRAG, &columns)
}

/// Returns the surnames that were made.
fn names(sample: &Sample) -> Vec<String> {
    rows(&convert(sample, "clienten")).iter().map(|row| row.split(' ').nth(5).unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_first_of_several_cells_is_the_first_of_which_anything_is_left() {
    let operation = "{ first-of = [\"Geheim\", \"Naam\", \"Client\"], empty = [\"N\"] }";
    let batch = convert(&named(operation), "clienten");
    assert_eq!(names(&named(operation)), ["Jansen", "J"]);
    assert!(changes(&batch).contains(&"Geheim read as empty: 1".to_owned()), "{:?}", changes(&batch));
    let sample = named("{ first-of = [\"Naam\", \"Client\"], split = \"s\", part = 2 }");
    assert_eq!(names(&sample), ["en", "-"], "a cell that leaves nothing is passed over");
}

#[test]
fn a_finding_names_the_cell_that_was_taken_or_the_first_of_all() {
    let sample = Sample::new().declare(HUISNR, "huisnummer = { first-of = [\"Huisnr\", \"Naam\"] }");
    let batch = convert(&sample.correct("clienten", "M;1;", "M;;"), "clienten");
    assert_eq!(findings(&batch), ["2 OV0204 Naam \"Jansen\": a whole number is expected: not digits alone"]);
    let bsn = "persoon      = { column = \"BSN\", repair = \"left-pad\" }";
    let sample = Sample::new().declare(bsn, "persoon = { first-of = [\"Geboren\", \"Huisnr\"] }");
    let sample = sample.correct("clienten", "00-07-1958;M;1;", ";M;;");
    let found = findings(&convert(&sample, "clienten"));
    assert_eq!(found[0], "2 OV0207 Geboren \"\": persoon is expected and nothing stands there");
}

#[test]
fn a_text_is_cut_replaced_put_in_capitals_and_padded_in_this_order() {
    let operation =
        "{ column = \"Naam\", split = \"n\", part = 1, replace = { ja = \"x\", Ja = \"yé\" }, upper = true }";
    let batch = convert(&named(operation), "clienten");
    assert_eq!(names(&named(operation)), ["YÉ", "SMIT"]);
    let counted = ["Naam a part taken: 1", "Naam put in capitals: 2", "Naam replaced: 1"].map(str::to_owned);
    assert!(counted.iter().all(|change| changes(&batch).contains(change)), "{:?}", changes(&batch));
    let operation = "{ column = \"Huisnr\", part = [1, 3], empty = [\"2\"], default = \"77\", pad = 4 }";
    assert_eq!(names(&named(operation)), ["0001", "0077"]);
    let counted = ["Huisnr default filled in: 1", "Huisnr padded with zeros: 2", "Huisnr read as empty: 1"];
    let batch = convert(&named(operation), "clienten");
    assert!(counted.iter().all(|change| changes(&batch).contains(&(*change).to_owned())), "{:?}", changes(&batch));
}

#[test]
fn zeros_are_put_before_a_code_ahead_of_its_translation() {
    let sample = Sample::new()
        .declare("column = \"Gemeente\"\ncodes", "column = \"Gemeente\"\npad = 4\ncodes")
        .declare("[\"0301\", \"0291\"]", "[\"0301\", \"301\"]")
        .correct("dossiers", "0301", "301");
    let batch = convert(&sample, "dossiers");
    assert!(rows(&batch)[0].ends_with("0 0301 | 1 11 aanvrager"), "{:?}", rows(&batch));
    assert!(changes(&batch).contains(&"Gemeente padded with zeros: 1".to_owned()));
}

#[test]
fn the_first_case_that_holds_makes_the_value_and_where_none_does_that_is_found() {
    let cases = "{ when = [{ if = { Geslacht = \"M\" }, constant = \"heer\" }, \
        { if = { Client = { from = 12, to = 12 } }, column = \"Naam\", upper = true }] }";
    assert_eq!(names(&named(cases)), ["heer", "SMIT"]);
    let sample = named(cases).correct("clienten", "12;123456782", "14;123456782").correct("dossiers", "2;12", "2;14");
    assert_eq!(findings(&convert(&sample, "clienten")), ["3 OV0206 Geslacht \"V\": no case of geslachtsnaam holds"]);
    let cases = "{ when = [{ if = { Soort = { like = \"N*\" } }, column = \"Bedrag\" }] }";
    let batch = convert(&amount(cases), "componenten");
    assert_eq!(rejected(&batch), [(3, "OV0206")], "{:?}", findings(&batch));
    let cases = cases.replace("\"Bedrag\" }", "\"Bedrag\" }, { constant = \"0\" }");
    assert_eq!(rejected(&convert(&amount(&cases), "componenten")), []);
}

#[test]
fn an_unclear_case_of_secrecy_is_secret() {
    let geheim = "indicatie_geheim = { column = \"Geheim\", codes = { J = true, N = false } }";
    let sample =
        Sample::new().declare(geheim, "indicatie_geheim = { when = [{ if = { Geheim = \"N\" }, constant = false }] }");
    let batch = convert(&sample, "clienten");
    assert_eq!(findings(&batch), ["3 OV0205 Geheim \"J\": neither yes nor no: taken for secret"]);
}

#[test]
fn a_cell_of_another_row_is_looked_up_and_read_as_that_table_is_written() {
    let sample = Sample::new()
        .declare(
            OMSCHRIJVING,
            "omschrijving = { lookup = { in = \"clienten\", by = \"Client\", column = \"Naam\" } }\n\
            begindatum = { lookup = { in = \"dossiers\", by = \"Client\", match = \"Client\", column = \"Van\" } }",
        )
        .declare("[delivery.trajecten]", "[delivery.trajecten]\ndate = \"yyyymmdd\"");
    let batch = convert(&sample, "trajecten");
    assert_eq!(rows(&batch), ["2 10: t2 12 - Smit 2018-01-01 - -"], "{:?}", findings(&batch));
}

#[test]
fn a_row_that_is_not_there_is_found_and_rejects_only_what_cannot_do_without() {
    let lookup =
        "{ lookup = { in = \"dossiers\", by = \"Wat\", match = \"Client\", column = \"Client\" }, default = \"x\" }";
    let sample = Sample::new().declare(OMSCHRIJVING, &format!("omschrijving = {lookup}"));
    let found = "2 OV0224 Wat \"scholing\": no row of \"dossiers\" has it";
    let batch = convert(&sample, "trajecten");
    assert_eq!((findings(&batch), rejected(&batch)), (vec![found.to_owned()], vec![]));
    assert_eq!(rows(&batch), ["2 10: t2 12 - - - - -"]);
    let sample =
        Sample::new().declare("client        = \"Client\"\nomschrijving", &format!("client = {lookup}\nomschrijving"));
    let batch = convert(&sample, "trajecten");
    assert_eq!((findings(&batch), rejected(&batch)), (vec![found.to_owned()], vec![(2, "OV0224")]));
    let empty =
        Sample::new().declare(OMSCHRIJVING, &format!("omschrijving = {lookup}")).correct("trajecten", "scholing", "");
    assert_eq!(rows(&convert(&empty, "trajecten")), ["2 10: t2 12 - x - - -"], "who names no row looks nothing up");
}

#[test]
fn two_rows_that_differ_are_found_where_they_are_looked_up_and_two_that_agree_are_not() {
    let lookup = |column: &str| {
        let operation = format!(
            "{{ lookup = {{ in = \"dossiers\", by = \"Client\", match = \"Client\", column = \"{column}\" }} }}"
        );
        let sample = Sample::new().declare(OMSCHRIJVING, &format!("omschrijving = {operation}"));
        convert(&sample.deliver("dossiers", &["4;12;;PW;01-01-2019;;N;0262"]), "trajecten")
    };
    assert_eq!(rows(&lookup("Regeling")), ["2 10: t2 12 - PW - - -"]);
    let batch = lookup("Van");
    assert_eq!(findings(&batch), ["2 OV0225 Client \"12\": rows of \"dossiers\" with it differ in \"Van\""]);
}

#[test]
fn a_looked_up_text_that_cannot_be_read_says_where_it_stands() {
    let lookup = "begindatum = { lookup = { in = \"clienten\", by = \"Client\", column = \"Naam\" } }";
    let sample = Sample::new().declare(OMSCHRIJVING, &format!("{OMSCHRIJVING}\n{lookup}"));
    let found = "2 OV0204 Client \"Smit\": a date written dd-mm-yyyy is expected: not written in the declared format; \
        looked up as \"Naam\" of \"clienten\"";
    assert_eq!(findings(&convert(&sample, "trajecten")), [found]);
}

#[test]
fn a_sign_may_be_written_in_words() {
    let sample =
        amount("{ column = \"Bedrag\", sign-from = { column = \"Soort\", plus = [\"NORM\"], minus = [\"INH\"] } }");
    let batch = convert(&sample.correct("componenten", "2;NORM", "2;norm"), "componenten");
    assert!(rows(&batch)[0].contains(" 100000 ") && rows(&batch)[1].contains(" -5000 "), "{:?}", rows(&batch));
    let found = findings(&batch);
    assert!(found.contains(&"5 OV0202 Soort \"norm\": a sign is expected: NORM or INH".to_owned()), "{found:?}");
}

#[test]
fn a_month_is_read_from_a_date_in_it_and_counts_there() {
    let sample = Sample::new().declare(
        "rechtmaand          = \"Maand\"",
        "rechtmaand          = { column = \"Datum\", month = \"dd-mm-yyyy\" }",
    );
    let batch = convert(&sample.correct("betalingen", "31-12-2020;950", "30-11-2020;950"), "betalingen");
    assert!(rows(&batch)[0].contains(" 2020-11 2020-11-30 "), "{:?}", rows(&batch));
    let months: Vec<String> = batch.rows.iter().filter_map(|row| Some(row.key.month?.to_string())).collect();
    assert_eq!(months, ["2020-11", "2020-12"]);
}

/// The sample with a wide table of components: a column for each kind.
fn wide() -> Sample {
    let table = "[delivery.breed]\nfiles = [\"breed*.csv\"]\nkey = [\"Dossier\", \"Van\"]\n\
        destination-by = { via = \"dossiers\", on = \"Dossier\" }\n\n[delivery.kalender]";
    let map = "\n[[map]]\nfrom = \"breed\"\nto = \"component\"\nunpivot = { columns = [\"Norm\", \"Toeslag\", \"Inh\"], skip = [\"0,00\"] }\n\
        [map.columns]\ninkomensvoorziening = \"Dossier\"\nvan = \"Van\"\nper = { constant = \"maand\" }\n\
        soort = { unpivoted = \"heading\", codes = { Norm = \"norm\", Toeslag = \"toeslag\", Inh = \"inhouding\" } }\n\
        debet_credit = { unpivoted = \"heading\", codes = { Norm = \"credit\", Toeslag = \"credit\", Inh = \"debet\" } }\n\
        bedrag_cent = { unpivoted = \"value\" }\n";
    Sample::new().declare("[delivery.kalender]", table).declare_more(map).deliver(
        "breed",
        &["Dossier;Van;Norm;Toeslag;Inh", "1;01-01-2020;900,00;0,00;50,00", "2;01-01-2020;;;", "2;01-02-2020;0,00;;"],
    )
}

#[test]
fn every_filled_cell_of_several_columns_becomes_a_row_with_a_key_of_its_own() {
    let batch = convert(&wide(), "breed");
    assert_eq!(
        rows(&batch),
        ["2 01: 1 norm - credit 90000 2020-01-01 - maand | 1 inhouding - debet 5000 2020-01-01 - maand"],
        "{:?}",
        findings(&batch)
    );
    let parts: Vec<(usize, u8)> = batch.targets.iter().map(|target| (target.map, target.part)).collect();
    assert_eq!(parts, [(0, 0), (0, 2)]);
    assert!(changes(&batch).contains(&"Toeslag passed over: 1".to_owned()), "{:?}", changes(&batch));
}

#[test]
fn a_row_without_anything_to_unpivot_is_filtered_and_every_amount_counts() {
    let batch = convert(&wide(), "breed");
    assert!(fates(&batch)[0].ends_with("Destination(1): 2 rows, 0 cents"), "{:?}", fates(&batch));
    assert_eq!(batch.rows[0].cents, 95_000);
    let rule = crate::convert::filters::list(&wide().mapping()).pop().expect("a rule");
    assert_eq!(rule.because, "nothing stands in any of the columns of which each becomes a row");
}

#[test]
fn a_cell_that_cannot_be_read_is_named_by_its_own_column_and_rejects_the_whole_row() {
    let batch = convert(&wide().correct("breed", "50,00", "vijftig"), "breed");
    assert_eq!(rejected(&batch), [(2, "OV0202")]);
    assert!(findings(&batch)[0].starts_with("2 OV0202 Inh \"vijftig\": an amount in euros"), "{:?}", findings(&batch));
    assert_eq!((batch.targets.len(), batch.rows.len()), (0, 0));
    let batch = convert(&wide().correct("breed", "1;01-01-2020", "1;01-13-2020"), "breed");
    assert_eq!(findings(&batch).len(), 1, "what holds for each of its rows is said once: {:?}", findings(&batch));
}

#[test]
fn a_table_that_is_only_looked_up_is_accounted_for() {
    let table = "[delivery.soorten]\nfiles = [\"soorten*.csv\"]\nkey = [\"Code\"]\ndestination-by = \"everywhere\"\n\n[delivery.kalender]";
    let lookup = "omschrijving = { lookup = { in = \"soorten\", by = \"Wat\", column = \"Naam\" } }";
    let sample = Sample::new()
        .declare("[delivery.kalender]", table)
        .declare(OMSCHRIJVING, lookup)
        .deliver("soorten", &["Code;Naam", "scholing;Een cursus"]);
    assert_eq!(rows(&convert(&sample, "trajecten")), ["2 10: t2 12 - Een cursus - - -"]);
    let rules = crate::convert::filters::list(&sample.mapping());
    let place = rules.iter().position(|rule| rule.rule == "looked up").expect("a rule");
    assert!(fates(&convert(&sample, "soorten"))[0].starts_with(&format!("Filtered({place}) ")));
}
