//! What stands in the targets of a small delivery, counted.

use super::*;
use crate::convert::sample::Sample;
use crate::store::sample::Stored;

fn standing_of(stored: &Stored, table: &str) -> (i64, i128) {
    let index = stored.table(table);
    let file = stored.files.of(index).next().expect("a file").id;
    let merged = &stored.loaded.merged;
    let Standing { rows, cents } =
        standing(&stored.mapping, &stored.targets, index, file, merged).expect("targets that can be read");
    (rows, cents)
}

#[test]
fn a_row_that_became_several_rows_in_several_targets_counts_once() {
    let sample = Sample::new().correct("dossiers", "1;11;;", "1;11;12;");
    let sample = sample.deliver("dossiers", &["5;12;;PW;01-01-2018;;N;0301"]);
    let stored = Stored::settle(&sample);
    assert_eq!(standing_of(&stored, "kalender"), (2, 0));
    assert_eq!(standing_of(&stored, "dossiers"), (3, 0));
    assert_eq!(standing_of(&stored, "clienten"), (2, 0));
    assert_eq!(standing_of(&stored, "betalingen"), (2, 185_000));
}

#[test]
fn a_merged_row_counts_as_merged_alone() {
    let sample = Sample::new().deliver("clienten", &["21;111222333;Jansen;;M;1;N"]);
    let sample = sample.deliver("dossiers", &["5;21;;PW;01-01-2018;;N;0301", "6;21;;PW;01-01-2018;;N;0262"]);
    let stored = Stored::settle(&sample);
    assert_eq!(stored.ask("lochem", "SELECT count(*) || '' FROM persoon"), ["2"]);
    assert_eq!(standing_of(&stored, "clienten"), (2, 0));
}

#[test]
fn an_amount_is_counted_in_whichever_map_took_the_row() {
    let other = "\n[[map]]\nfrom = \"componenten\"\nto = \"inkomsten\"\n\
        where = { Teken = \"=\" }\nbecause = \"they are something else\"\n\
        [map.columns]\ninkomensvoorziening = \"Dossier\"\nbedrag_cent = \"Bedrag\"\n";
    let both = other.replace("where = { Teken = \"=\" }\nbecause = \"they are something else\"\n", "");
    for (map, expected) in [(other, (4, 290_000)), (&*both, (4, 290_000))] {
        let stored = Stored::settle(&Sample::new().declare_more(map));
        assert_eq!(standing_of(&stored, "componenten"), expected, "{map}");
    }
}

#[test]
fn rows_that_no_file_brought_are_counted_and_so_are_columns_that_are_not_declared() {
    let stored = Stored::settle(&Sample::new());
    let files: Vec<(FileId, TableIndex)> = stored.files.data.iter().map(|file| (file.id, file.table)).collect();
    let zutphen = &stored.targets[0];
    assert_eq!(invented(&stored.mapping, zutphen, &files).expect("a target"), 0);
    let script = "INSERT INTO persoon (id, bsn, clientnummer, indicatie_geheim) VALUES (7, '900038937', '99', 0);
        ALTER TABLE persoon ADD COLUMN extra TEXT; CREATE TABLE more (x TEXT);";
    zutphen.connection.execute_batch(script).expect("changes");
    assert_eq!(invented(&stored.mapping, zutphen, &files).expect("a target"), 1);
    assert_eq!(undeclared(zutphen).expect("a target"), ["more.x", "persoon.extra"]);
}

#[test]
fn a_partner_s_rows_are_the_municipality_s_and_no_more_than_it_needs() {
    let stored = Stored::settle(&Sample::new().correct("dossiers", "0262", "0301"));
    let (zutphen, partner) = (&stored.targets[0], &stored.targets[2]);
    let compare = |name: &str| {
        let table = crate::catalog::table(name).expect("a table");
        compare_keys(partner, &[zutphen], table, &BTreeSet::new()).expect("targets")
    };
    assert_eq!((compare("persoon"), compare("reintegratievoorziening")), ((0, 0), (0, 0)));
    let script = "INSERT INTO persoon (id, clientnummer, indicatie_geheim) VALUES (7, '99', 0);
        DELETE FROM reintegratievoorziening";
    partner.connection.execute_batch(script).expect("changes");
    assert_eq!((compare("persoon"), compare("reintegratievoorziening")), ((3, 0), (0, 1)));
}
