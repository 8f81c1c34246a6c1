//! Every kind of difference between what is expected and what was found.

use super::*;

fn outcome(files: &[(&str, &[u8])]) -> Outcome {
    Outcome(files.iter().map(|(name, content)| ((*name).to_owned(), content.to_vec())).collect())
}

/// Writes each difference between two versions of a file on a line.
fn told(name: &str, expected: impl AsRef<[u8]>, found: impl AsRef<[u8]>) -> Vec<String> {
    lines(&differences(&outcome(&[(name, expected.as_ref())]), &outcome(&[(name, found.as_ref())])))
}

fn lines(differences: &[Difference]) -> Vec<String> {
    let line = |difference: &Difference| {
        let Difference { row, column, expected, found, .. } = difference;
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
        format!("[{row}] [{column}] {} | {}", value(expected), value(found))
    };
    differences.iter().map(line).collect()
}

const PERSONS: &str = "herkomst,bsn,naam,huisnummer\n\
                       a.csv:2,111222333,\"Jansen, J.\",1\na.csv:3,123456782,Smit,\na.csv:4/1,111111110,Visser,3\n";

#[test]
fn rows_of_a_target_are_compared_by_the_place_where_they_were_delivered() {
    let table: [(&str, &str, &[&str]); 6] = [
        ("Smit,", "Smits,", &["[a.csv:3] [naam] Smit | Smits"]),
        ("Smit,\n", "Smit,2\n", &["[a.csv:3] [huisnummer]  | 2"]),
        ("a.csv:3,123456782,Smit,\n", "", &["[a.csv:3] [] bsn=123456782, naam=Smit | -"]),
        (
            "a.csv:4/1",
            "a.csv:4/2",
            &[
                "[a.csv:4/1] [] bsn=111111110, naam=Visser, huisnummer=3 | -",
                "[a.csv:4/2] [] - | bsn=111111110, naam=Visser, huisnummer=3",
            ],
        ),
        ("huisnummer", "nummer", &["[] [huisnummer] a column | -", "[] [nummer] - | a column"]),
        ("\"Jansen, J.\"", "\"Jansen\"", &["[a.csv:2] [naam] Jansen, J. | Jansen"]),
    ];
    for (old, new, expected) in table {
        assert!(PERSONS.contains(old), "{old}");
        assert_eq!(told("targets/x/persoon.csv", PERSONS, PERSONS.replacen(old, new, 1)), expected, "{new}");
    }
    assert_eq!(told("targets/x/persoon.csv", PERSONS, PERSONS), Vec::<String>::new());
}

#[test]
fn a_row_in_front_moves_no_other() {
    let more = PERSONS.replacen("huisnummer\n", "huisnummer\na.csv:1,,Nieuw,\n", 1);
    assert_eq!(told("targets/x/persoon.csv", PERSONS, more), ["[a.csv:1] [] - | naam=Nieuw"]);
}

#[test]
fn bytes_that_differ_where_no_cell_does_are_told() {
    let same = "[] [] these bytes | the same values, written or ordered otherwise";
    assert_eq!(told("targets/x/a.csv", PERSONS, PERSONS.replace('\n', "\r\n")), [same]);
    assert_eq!(told("targets/x/a.csv", PERSONS, PERSONS.replace("Smit", "\"Smit\"")), [same]);
    assert_eq!(told("summary.json", "{\"a\":1}", "{ \"a\": 1 }"), [same]);
    let turned = "herkomst,naam\nb,2\na,1\n";
    assert_eq!(told("targets/x/a.csv", "herkomst,naam\na,1\nb,2\n", turned), ["[] [order] a first | b first"]);
}

#[test]
fn verdicts_are_compared_by_recipient_case_date_and_account() {
    let verdicts = "bsn,clientnummer,dossiernummer,date,account,payee,verdict,promised_cents\n\
                    ******333,1,7,2021-01-29,NL1,CLIENT,equal,100\n******333,1,7,2021-02-26,NL1,CLIENT,equal,100\n\
                    ******333,1,7,2021-02-26,NL1,CLIENT,equal,100\n";
    let found = verdicts.replacen("02-26,NL1,CLIENT,equal,100", "02-26,NL1,CLIENT,lower,99", 1);
    assert_eq!(
        told("verdicts.csv", verdicts, found),
        [
            "[******333 1 7 2021-02-26 NL1] [verdict] equal | lower",
            "[******333 1 7 2021-02-26 NL1] [promised_cents] 100 | 99",
        ]
    );
    let once = verdicts.replacen("******333,1,7,2021-02-26,NL1,CLIENT,equal,100\n", "", 1);
    let expected = "[******333 1 7 2021-02-26 NL1 (2)] [] payee=CLIENT, verdict=equal, promised_cents=100 | -";
    assert_eq!(told("verdicts.csv", verdicts, once), [expected]);
}

#[test]
fn rejected_rows_are_compared_in_whatever_form_they_were_delivered() {
    let rows = "\"bestand\";\"regel\";\"code\";\"reden\";Nr;Naam\r\n\"a.csv\";\"2\";\"OV0202\";\"te lang; zo\";1;Zoë\r\n\
                \"a.csv\";\"3\";\"OV0201\";\"te kort\";2;x;y\r\n";
    let windows: Vec<u8> = rows.chars().map(|character| u8::try_from(character).expect("Latin-1")).collect();
    let wide: Vec<u8> = std::iter::once(0xFEFF).chain(rows.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let tabs = rows.replace(';', "\t").replace('"', "'");
    let other = "[a.csv:2] [Naam] Zoë | Zoe";
    let without_e = |bytes: &[u8], e: &[u8], plain: &[u8]| {
        let place = bytes.windows(e.len()).position(|window| window == e).expect("an e");
        [&bytes[..place], plain, &bytes[place + e.len()..]].concat()
    };
    let forms: [(&[u8], &[u8], &[u8]); 4] = [
        (rows.as_bytes(), "ë".as_bytes(), b"e"),
        (&windows, b"\xEB", b"e"),
        (&wide, b"\xEB\0", b"e\0"),
        (tabs.as_bytes(), "ë".as_bytes(), b"e"),
    ];
    for (form, e, plain) in forms {
        assert_eq!(told("rejected/a.csv", form, without_e(form, e, plain)), [other]);
    }
    let gone = rows.replacen("\"a.csv\";\"2\";\"OV0202\";\"te lang; zo\";1;Zoë\r\n", "", 1);
    assert_eq!(told("rejected/a.csv", rows, gone), ["[a.csv:2] [] code=OV0202, reden=te lang; zo | -"]);
    let longer = rows.replacen("2;x;y", "2;x;z;w", 1);
    assert_eq!(told("rejected/a.csv", rows, longer), ["[a.csv:3] [cell 7] y | z", "[a.csv:3] [cell 8]  | w"]);
}

#[test]
fn a_summary_is_compared_by_the_paths_in_it() {
    let summary = r#"{ "verdict": "proven", "accounting": [ { "file": "a.csv", "read": { "rows": 1 } },
        { "file": "b.csv", "read": { "rows": 2 } } ], "proofs": { "worst": [ 1, 2 ], "reason": null } }"#;
    let table: [(&str, &str, &[&str]); 7] = [
        ("\"proven\"", "\"not_proven\"", &["[] [verdict] proven | not_proven"]),
        ("\"rows\": 2", "\"rows\": 3", &["[] [accounting[b.csv].read.rows] 2 | 3"]),
        (
            "{ \"file\": \"a.csv\", \"read\": { \"rows\": 1 } },",
            "",
            &["[] [accounting[a.csv]] file=a.csv, read=rows=1 | -"],
        ),
        ("[ 1, 2 ]", "[ 1, 3, 4 ]", &["[] [proofs.worst[1]] 2 | 3", "[] [proofs.worst[2]] - | 4"]),
        (
            "\"reason\": null",
            "\"reason\": \"x\", \"more\": 1",
            &["[] [proofs.reason] null | x", "[] [proofs.more] - | 1"],
        ),
        ("\"worst\": [ 1, 2 ]", "\"worst\": []", &["[] [proofs.worst[0]] 1 | -", "[] [proofs.worst[1]] 2 | -"]),
        ("{ \"verdict\"", "verdict", &[]),
    ];
    for (old, new, expected) in table {
        assert!(summary.contains(old), "{old}");
        let found = told("summary.json", summary, summary.replacen(old, new, 1));
        if expected.is_empty() {
            assert_eq!(found.len(), 1, "what is no JSON differs as a whole: {found:?}");
        } else {
            assert_eq!(found, expected, "{new}");
        }
    }
}

#[test]
fn files_that_are_missing_or_too_many_are_told_by_what_is_in_them() {
    let (persons, none, summary) = (PERSONS.as_bytes(), b"herkomst\n".as_slice(), b"{\n}\n".as_slice());
    let expected = outcome(&[("targets/x/a.csv", persons), ("summary.json", summary)]);
    let found = outcome(&[("rejected/b.csv", none), ("summary.json", summary)]);
    let told: Vec<(String, String)> = differences(&expected, &found)
        .iter()
        .map(|difference| (difference.file.clone(), lines(std::slice::from_ref(difference)).remove(0)))
        .collect();
    let expected = [("rejected/b.csv", "[] [] - | 0 rows"), ("targets/x/a.csv", "[] [] 3 rows | -")];
    assert_eq!(told, expected.map(|(file, line)| (file.to_owned(), line.to_owned())));
}

#[test]
fn a_delivery_that_is_refused_says_why_and_no_more() {
    let run = outcome(&[("summary.json", b"{}"), ("verdicts.csv", b"bsn\n")]);
    let refused = outcome(&[(REFUSED, b"error: a.csv:3: too short\n")]);
    assert_eq!(lines(&differences(&run, &refused)), ["[] [] - | error: a.csv:3: too short"]);
    assert_eq!(lines(&differences(&refused, &run)), ["[] [] error: a.csv:3: too short | -"]);
    let other = outcome(&[(REFUSED, b"error: a.csv:4: too short\n")]);
    assert_eq!(lines(&differences(&refused, &other)), ["[] [] error: a.csv:3: too short | error: a.csv:4: too short"]);
}

#[test]
fn entries_of_a_list_are_known_by_what_names_them_where_that_is_one_alone() {
    let worst = |lines: &[(&str, u32)]| {
        let line = |(date, cents): &(&str, u32)| {
            format!("{{\"recipient\":\"******333\",\"dossiernummer\":\"1\",\"date\":\"{date}\",\"cents\":{cents}}}")
        };
        format!("{{\"worst\":[{}]}}", lines.iter().map(line).collect::<Vec<_>>().join(","))
    };
    let before = worst(&[("2021-01-29", 1), ("2021-02-26", 1)]);
    let found = told("summary.json", &before, worst(&[("2021-02-26", 2), ("2021-01-29", 1)]));
    assert_eq!(found, ["[] [worst[******333 1 2021-02-26].cents] 1 | 2"]);
    let twice = worst(&[("2021-02-26", 1), ("2021-02-26", 1)]);
    let found = told("summary.json", &twice, twice.replacen(":1}]", ":2}]", 1));
    assert_eq!(found, ["[] [worst[1].cents] 1 | 2"]);
}
