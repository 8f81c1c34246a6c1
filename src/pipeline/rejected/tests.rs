//! Rejected rows of small deliveries, written, corrected and delivered again.

use std::fs;
use std::path::Path;

use crate::convert::sample::Sample;
use crate::mapping::model::Encoding;
use crate::pipeline::tests::{run_over, run_sample};
use crate::reconcile::summary::Verdict;
use crate::source::decode;

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("a file in UTF-8")
}

#[test]
fn rejected_rows_stand_under_their_headings_behind_their_place_and_reason() {
    let rows = ["1;NORM;+;1,00;32-01-2020", "1;\"a;\nb\";+;2,00;01-01-2020", "1;NORM;+;3,00"];
    let sample = Sample::new().deliver("componenten", &rows);
    let outcome = run_sample(&sample);
    assert_eq!(
        text(&outcome.place.join("rejected/componenten.csv")),
        "\"bestand\";\"regel\";\"code\";\"reden\";Dossier;Soort;Teken;Bedrag;Van\r\n\
         \"componenten.csv\";\"7\";\"OV0202\";\"a date written dd-mm-yyyy is expected: a day that does not exist\";1;NORM;+;1,00;32-01-2020\r\n\
         \"componenten.csv\";\"8\";\"OV0206\";\"no translation; known: INH, NORM\";1;\"a;\nb\";+;2,00;01-01-2020\r\n\
         \"componenten.csv\";\"10\";\"OV0201\";\"4 cells in this row, not as many as there are headings\";1;NORM;+;3,00\r\n"
    );
    assert!(!outcome.place.join("rejected/clienten.csv").exists());
    assert!(text(&outcome.place.join("manifest.json")).contains("\"rejected/componenten.csv\""));
}

#[test]
fn rejected_rows_are_corrected_and_delivered_again_in_every_encoding() {
    for (name, encoding) in Encoding::NAMES {
        let sample = Sample::new()
            .correct("clienten", "Smit", "Smît")
            .deliver("componenten", &["2;NORMé;+;1.007,00;01-01-2020", "2;NORMé;-;-1.000,50;01-01-2020"]);
        let sample = match encoding {
            Encoding::Utf8 => sample,
            other => sample.written_in(other),
        };
        let (delivery, wrong) = (sample.folder(), run_sample(&sample));
        assert_eq!(wrong.report.summary.verdict, Verdict::NotProven);
        let rejected = wrong.place.join("rejected/componenten.csv");
        let written = fs::read(&rejected).expect("a file");
        let (from, to) = (decode::encode(encoding, "NORMé"), decode::encode(encoding, "NORM"));
        let corrected = replace(&replace(&written, &from, &to), &from, &to);
        fs::write(delivery.join("componenten_correctie.csv"), corrected).expect("a file");
        let original = fs::read(delivery.join("componenten.csv")).expect("a file");
        let rows = decode::encode(encoding, "2;NORMé;+;1.007,00;01-01-2020\n2;NORMé;-;-1.000,50;01-01-2020\n");
        let original = replace(&original, &rows, b"");
        fs::write(delivery.join("componenten.csv"), original).expect("a file");

        let right = run_over(&sample, &[delivery], "again").unwrap_or_else(|error| panic!("{name}: {error}"));
        let account =
            right.report.summary.accounting.iter().find(|account| account.file == "componenten_correctie.csv");
        let account = account.expect("the file was read");
        assert_eq!((account.read.rows, account.loaded.rows, account.loaded.cents), (2, 2, Some(200_750)), "{name}");
        assert!(!right.place.join("rejected/componenten.csv").exists(), "{name}");
    }
}

fn replace(text: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = text.windows(from.len()).position(|part| part == from).expect("it stands in the file");
    [&text[..at], to, &text[at + from.len()..]].concat()
}

#[test]
fn rows_of_files_with_other_headings_stand_in_files_of_their_own() {
    let sample = Sample::new()
        .deliver("componenten", &["1;QQ;+;1,00;01-01-2020"])
        .deliver("componenten_2", &["Van;Soort;Teken;Bedrag;Dossier;code", "01-01-2020;RR;+;1,00;1;x"])
        .deliver("componenten_3", &["Dossier;Soort;Teken;Bedrag;Van", "1;SS;+;1,00;01-01-2020"]);
    let outcome = run_sample(&sample);
    let first = text(&outcome.place.join("rejected/componenten.csv"));
    let rows: Vec<&str> =
        first.lines().filter_map(|line| line.rsplit_once("INH, NORM\";")).map(|(_, row)| row).collect();
    assert_eq!(rows, ["1;QQ;+;1,00;01-01-2020", "1;SS;+;1,00;01-01-2020"]);
    let second = text(&outcome.place.join("rejected/componenten_2.csv"));
    assert!(
        second.starts_with("\"bestand\";\"regel\";\"code_\";\"reden\";Van;Soort;Teken;Bedrag;Dossier;code\r\n"),
        "{second}"
    );
    assert!(text(&outcome.place.join("manifest.json")).contains("\"rejected/componenten_2.csv\""));
}
