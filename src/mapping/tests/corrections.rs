//! Corrections beside a mapping, right and wrong.

use super::*;

const HEADINGS: &str = "table,key,column,old,new,reason,by\n";

fn with(corrections: &str) -> Result<Mapping, LoadError> {
    parse(&BTreeMap::from([(DOCUMENT, RIGHT), ("codes/regeling.csv", CODES), (CORRECTIONS, corrections)]))
}

/// Returns the codes of what is wrong in a file of corrections, with their lines.
fn wrong(corrections: &str) -> Vec<(&'static str, usize)> {
    let Err(LoadError::Invalid(problems)) = with(corrections) else { panic!("{corrections} is not right") };
    for problem in &problems {
        let span = problem.span.as_ref().expect("a place");
        assert_eq!(span.source.path, Path::new(CORRECTIONS), "{}", problem.message);
        assert!(!problem.message.contains("111222333"), "no number of a person is told in full");
    }
    problems.iter().map(shown).map(|(code, line, _)| (code, line)).collect()
}

#[test]
fn corrections_stand_with_their_tables_and_the_file_with_the_mapping() {
    let lines =
        "betalingen,p1,Bedrag,\"1,00\",\"2,00\",typed wrong,J. Bos\nclienten, 11 ,BSN,,111222333,\"asked, twice\",K\n";
    let text =
        format!("\u{feff}{HEADINGS}\n{lines}betalingen,p1,IBAN,x,y,\"two\nlines\",K\nclienten,12,Nummer,1,,gone,K\n");
    let mapping = with(&text).expect("the mapping is right");
    let lists: Vec<(&str, usize)> =
        mapping.delivery.tables.iter().map(|table| (table.name.as_str(), table.corrections.list().len())).collect();
    assert_eq!(lists, [("clienten", 2), ("dossiers", 0), ("betalingen", 2), ("kalender", 0)]);
    let clients = &mapping.delivery.tables[0];
    let [correction] = &clients.corrections.list()[clients.corrections.of("11")] else { panic!("one correction") };
    assert_eq!(clients.columns[correction.column], "BSN");
    let model::Correction { old, new, reason, by, line, .. } = correction;
    assert_eq!(
        (old.as_str(), new.as_str(), reason.as_str(), by.as_str(), *line),
        ("", "111222333", "asked, twice", "K", 4)
    );
    assert!(clients.corrections.of("13").is_empty());
    let lines: Vec<u32> =
        mapping.delivery.tables[2].corrections.list().iter().map(|correction| correction.line).collect();
    assert_eq!(lines, [3, 5], "in order of the columns as the mapping mentions them");
    assert_eq!(mapping.files[CORRECTIONS], text.as_bytes());
}

#[test]
fn each_way_to_spoil_corrections_has_its_code_and_its_line() {
    let table = [
        ("betalinge,p1,Bedrag,1,2,why,who", "OV0110"),
        ("kalender,p1,Maand,1,2,why,who", "OV0104"),
        ("betalingen,p1,Bedrg,1,2,why,who", "OV0111"),
        ("clienten,p1,Fax,1,2,why,who", "OV0111"),
        ("betalingen,,Bedrag,1,2,why,who", "OV0133"),
        ("betalingen,p1,Bedrag,1,2,,who", "OV0133"),
        ("betalingen,p1,Bedrag,1,2,why, ", "OV0133"),
        ("betalingen,p1,Bedrag,1,1 ,why,who", "OV0133"),
        ("betalingen,p1,Bedrag,1,2,why", "OV0133"),
        ("betalingen,p1,Bedrag,1,00,2,why,who", "OV0133"),
        ("betalingen,p2,IBAN,1,2,why,who", "OV0108"),
        ("111222333,p1,Bedrag,1,2,why,who", "OV0110"),
        ("betalingen,p1,111222333,1,2,why,who", "OV0111"),
    ];
    for (line, code) in table {
        assert_eq!(wrong(&format!("{HEADINGS}betalingen,p2,IBAN,1,2,why,who\n{line}\n")), [(code, 3)], "{line}");
    }
    assert_eq!(wrong("table;key;column;old;new;reason;by\n"), [("OV0133", 1)]);
}

#[test]
fn corrections_that_are_no_text_are_refused_where_they_stop_to_be() {
    struct Latin;
    impl Files for Latin {
        fn read(&self, name: &str) -> io::Result<Vec<u8>> {
            Ok(match name {
                CORRECTIONS => [HEADINGS.as_bytes(), b"clienten,1,BSN,1,2,caf\xe9,K\n"].concat(),
                DOCUMENT => RIGHT.into(),
                WAIVERS => return Err(io::ErrorKind::NotFound.into()),
                _ => CODES.into(),
            })
        }

        fn path(&self, name: &str) -> PathBuf {
            PathBuf::from(name)
        }
    }
    let Err(LoadError::Invalid(problems)) = parse(&Latin) else { panic!("it is not UTF-8") };
    assert_eq!(problems.iter().map(shown).collect::<Vec<_>>(), [("OV0133", 2, "not UTF-8")]);
}

#[test]
fn a_column_that_looks_unused_because_the_mapping_is_wrong_is_passed_over() {
    let text = RIGHT.replacen("begeleider = { template = \"{Nummer} {{x}}\" }", "begeleidr = \"Fax\"", 1);
    let text =
        text.replacen("iban = \"IBAN\"", "ibn = \"IBAN\"", 1).replacen("account = \"IBAN\"", "acount = \"IBAN\"", 1);
    let corrections = format!("{HEADINGS}dossiers,1,Gemeente,1,2,why,who\nbetalingen,1,IBAM,1,2,why,who\n");
    let files = BTreeMap::from([(DOCUMENT, &*text), ("codes/regeling.csv", CODES), (CORRECTIONS, &*corrections)]);
    let Err(LoadError::Invalid(problems)) = parse(&files) else { panic!("it is wrong") };
    let there =
        |problem: &&Diagnostic| problem.span.as_ref().is_some_and(|span| span.source.path == Path::new(CORRECTIONS));
    let found: Vec<_> = problems.iter().filter(there).map(shown).collect();
    assert_eq!(found, [("OV0111", 3, "nothing reads a heading \"IBAM\" of \"betalingen\"")]);
}
