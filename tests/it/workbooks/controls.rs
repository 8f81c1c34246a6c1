//! Totals, corrections, lookups and other arithmetic over sheets.

use insta::assert_snapshot;

use crate::kit::Books;

/// A delivery of which the payments end in a totals row.
fn totalled(row: &str) -> Books {
    let mut book = Books::new().declare(
        r#"sheet = "Betalingen""#,
        "sheet = \"Betalingen\"\nfooter = { Nummer = \"TOTAAL\" }\nfooter-count = 2",
    );
    book.sheet("Betalingen").down(2).set("A1", "Betalingen").add(row);
    book
}

#[test]
fn a_totals_row_that_agrees_is_taken_off() {
    let run = totalled("TOTAAL|3||||2650,1").run();
    run.assert_proven(&[]);
    let run = totalled("TOTAAL|=COUNTA(A4:A6) -> 3||||=SUM(F4:F6) -> 2650.1").run();
    run.assert_proven(&[]);
}

#[test]
fn a_totals_row_that_does_not_agree_is_told_by_its_cell() {
    assert_snapshot!(totalled("TOTAAL|4||||2650,1").refusal(), @r#"[levering.xlsx]Betalingen!B7: the total says "4" rows for [levering.xlsx]Betalingen, and 3 are there; have the delivery made again"#);
    assert_snapshot!(totalled("TOTAAL|3||||2650,11").refusal(), @r#"[levering.xlsx]Betalingen!F7: the total says "2650,11" for [levering.xlsx]Betalingen [Bedrag], and the rows add up to 2.650,10; have the delivery made again"#);
    assert_snapshot!(totalled("TOTAAL|3||||#VERW!").refusal(), @r##"[levering.xlsx]Betalingen!F7: the total says "#VERW!" for [levering.xlsx]Betalingen [Bedrag], and the rows add up to 2.650,10; have the delivery made again"##);
}

#[test]
fn a_totals_row_that_is_missing_or_followed_is_told() {
    let mut cut = totalled("TOTAAL|3||||2650,1");
    cut.sheet("Betalingen").set("A7", "p4").set("B7", "1").set("F7", "");
    assert_snapshot!(cut.refusal(), @r#"[levering.xlsx]Betalingen!A7: the totals line (TOTAAL) is missing at the end: the file is cut off; have it delivered again"#);
    let mut followed = totalled("TOTAAL|3||||2650,1");
    followed.sheet("Betalingen").add("p4|1|111222333|'12-2020|31-12-2020|1|NL91ABNA0417164300");
    assert_snapshot!(followed.refusal(), @r#"[levering.xlsx]Betalingen!A8: a record follows the totals line on line 7: expected nothing more; have the file delivered again"#);
}

#[test]
fn an_amount_that_cannot_be_added_up_is_told_by_its_cell() {
    let mut book = totalled("TOTAAL|3||||2650,1");
    book.sheet("Betalingen").set("F5", "#N/B");
    assert_snapshot!(book.refusal(), @r##"[levering.xlsx]Betalingen!F5 [Bedrag]: "#N/B" is not an amount (a character that is no digit and no declared mark), so the control totals cannot be checked; have the delivery made again, or correct how the mapping says amounts are written (decimal, thousands, unit)"##);
}

#[test]
fn a_cell_of_a_sheet_is_put_right() {
    let book = Books::new().with("Betalingen", "F3", "#N/B").with("Clienten", "B2", "111252333");
    assert_eq!(book.run().code, 1);
    let book = book.correct(&["betalingen,p2,Bedrag,#N/B,\"900,10\"", "clienten,11,BSN,111252333,111222333"]);
    let run = book.run();
    run.assert_proven(&[]);
    assert_eq!(run.rows("lochem", "SELECT bedrag_cent FROM betaling"), ["90010"]);
    run.assert_reports("seen on paper", "[levering.xlsx]Betalingen!F3");
    let stale = book.with("Betalingen", "F3", "900,1");
    assert_snapshot!(stale.refusal(), @r##"[levering.xlsx]Betalingen!F3 [Bedrag]: corrections.csv:2 expects "#N/B", and "900,10" stands there; write the line anew, or take it out"##);
}

#[test]
fn columns_of_a_sheet_become_rows_with_their_corrections() {
    let wide = "from = \"componenten\"\nto   = \"component\"";
    let mut book = Books::new().without("Componenten").add(
        "Componenten",
        &["Dossier|NORM|INH|Van", "1|1000|50|01-01-2020", "2|900,1|0|01-01-2020", "3|800||01-01-2020"],
    );
    book = book
        .declare(wide, &format!("{wide}\nunpivot = {{ columns = [\"NORM\", \"INH\"], skip = [\"0\"] }}"))
        .declare("key   = [\"Dossier\", \"Soort\"]", "key   = [\"Dossier\"]")
        .declare("{ column = \"Soort\", codes = { NORM", "{ unpivoted = \"heading\", codes = { NORM")
        .declare(
            "{ column = \"Teken\", codes = { \"+\" = \"credit\", \"-\" = \"debet\" } }",
            "{ unpivoted = \"heading\", codes = { NORM = \"credit\", INH = \"debet\" } }",
        )
        .declare(
            "bedrag_cent         = \"Bedrag\"\nvan                 = \"Van\"\nper",
            "bedrag_cent         = { unpivoted = \"value\" }\nvan                 = \"Van\"\nper",
        );
    let run = book.run();
    run.assert_proven(&[]);
    let components = "SELECT soort, debet_credit, bedrag_cent FROM component";
    assert_eq!(run.rows("zutphen", components), ["norm|credit|100000", "inhouding|debet|5000"]);
    assert_eq!(run.rows("lochem", components), ["norm|credit|90010"]);

    book.sheet("Componenten").set("C2", "#N/B").set("C3", "'25,00");
    let run = book.run();
    assert_eq!((run.code, run.found("OV0305")), (1, 1), "{}", run.stdout);
    run.assert_reports("#N/B", "[levering.xlsx]Componenten!C2");
    let run = book.correct(&["componenten,1,INH,#N/B,\"50,00\"", "componenten,2,INH,\"25,00\",0"]).run();
    run.assert_proven(&[]);
    assert_eq!(run.rows("zutphen", components), ["norm|credit|100000", "inhouding|debet|5000"]);
    assert_eq!(run.rows("lochem", components), ["norm|credit|90010"]);
}

#[test]
fn a_cell_that_is_looked_up_and_of_which_the_value_is_unknown_is_told_as_that() {
    let accounts = ["Dossier|IBAN", "1|NL91ABNA0417164300", "2|#N/B", "3|NL44RABO0123456789"];
    let looked_up = "{ lookup = { in = \"rekeningen\", by = \"Dossier\", column = \"IBAN\" } }";
    let declared = "[delivery.rekeningen]\nfiles = [\"levering.xlsx\"]\nsheet = \"Rekeningen\"\nkey   = [\"Dossier\"]\n\
        destination-by = { via = \"dossiers\", on = \"Dossier\" }\n\n[delivery.kalender]";
    let mut book = Books::new()
        .add("Rekeningen", &accounts)
        .declare("[delivery.kalender]", declared)
        .declare("iban                = \"IBAN\"\nstatus", &format!("iban                = {looked_up}\nstatus"));
    let run = book.run();
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    run.assert_reports(
        "the workbook does not hold its &quot;IBAN&quot; of &quot;rekeningen&quot;",
        "[levering.xlsx]Betalingen!B3",
    );
    book.sheet("Rekeningen").add("2|NL02ABNA0123456789");
    let run = book.run();
    assert_eq!(run.code, 1, "another row does not make it known: {}", run.stdout);
    book.sheet("Rekeningen").set("B3", "NL02ABNA0123456789");
    book.run().assert_proven(&[]);
}

#[test]
fn a_control_file_names_a_sheet_as_findings_do() {
    let general = "format    = \"csv\"\ndelimiter = \";\"\nencoding  = \"utf-8\"\ncontrol   = \"levering.csv\"\n\
        control-headings = { file = \"Bestand\", count = \"Aantal\", column = \"Kolom\", total = \"Totaal\" }";
    let mut book = Books::new().declare("format    = \"excel\"", general);
    for table in ["Clienten", "Dossiers", "Componenten", "Begunstigden", "Betalingen", "Kalender"] {
        book = book.declare(&format!("sheet = \"{table}\""), &format!("format = \"excel\"\nsheet = \"{table}\""));
    }
    let lines = |paid: &str| {
        let rows = [
            ("Clienten", "3;;"),
            ("Dossiers", "3;;"),
            ("Componenten", "4;Bedrag;2750,10"),
            ("Begunstigden", "3;;"),
            ("Betalingen", paid),
            ("Kalender", "2;;"),
        ];
        let rows: Vec<String> = rows.iter().map(|(sheet, line)| format!("[levering.xlsx]{sheet};{line}\r\n")).collect();
        let rows = rows.concat();
        format!("Bestand;Aantal;Kolom;Totaal\r\n{rows}").into_bytes()
    };
    let book = book.deliver("levering.csv", &lines("3;Bedrag;2650,10"));
    book.run().assert_proven(&[]);
    assert_snapshot!(book.deliver("levering.csv", &lines("3;Bedrag;2650,11")).refusal(), @r#"levering.csv:6: the total says "2650,11" for [levering.xlsx]Betalingen [Bedrag], and the rows add up to 2.650,10; have the delivery made again"#);
}

#[test]
fn arithmetic_of_the_delivery_is_checked_over_sheets() {
    let identity = r#"
[[identity]]
name   = "components make the payment"
from   = "componenten"
block  = ["Dossier"]
amount = "Bedrag"
plus   = { Teken = "+" }
minus  = { Teken = "-" }
equals = { from = "betalingen", block = ["Dossier"], amount = "Bedrag" }
"#;
    let book = Books::new().declare_more(identity);
    book.run().assert_proven(&[]);
    let wrong = Books::new().declare_more(identity).with("Componenten", "D4", "900,11");
    assert_snapshot!(wrong.refusal(), @r#"
"components make the payment" does not hold:
  [levering.xlsx]Componenten!A4: 2: € 900,11 plus, € 0,00 minus, € 900,10 on the other side: a difference of € 0,01
have the delivery made again, or correct the identity in the mapping
"#);
    let unknown = Books::new().declare_more(identity).with("Componenten", "D4", "#N/B");
    assert_snapshot!(unknown.refusal(), @r##"[levering.xlsx]Componenten!D4 [Bedrag]: "#N/B" is not an amount (a character that is no digit and no declared mark), so the sums of "components make the payment" cannot be checked; have the delivery made again, or correct how the mapping says amounts are written (decimal, thousands, unit)"##);
    let sign = Books::new().declare_more(identity).with("Componenten", "C4", "#N/B").with("Betalingen", "F3", "0");
    let run = sign.run();
    assert_eq!((run.code, run.found("OV0305")), (1, 1), "{}", run.stdout);
    run.assert_reports("#N/B", "[levering.xlsx]Componenten!C4");
}
