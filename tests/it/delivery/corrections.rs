//! Delivered cells that are put right beside the mapping.

use std::fs;

use serde_json::Value;

use crate::kit::{Delivery, Mapping, clean};

const FILE: &str = "corrections.csv";
const HEADINGS: &str = "table,key,column,old,new,reason,by\n";

#[test]
fn a_corrected_delivery_is_proven_as_if_nothing_had_been_wrong() {
    let mut delivery = Delivery::copy();
    let [one, other] = delivery.plain();
    let clients = delivery.sheet("clienten");
    let row = clients.one(&[("Clientnummer", &one.client)]);
    clients.set(row, "BSN", "111252333");
    let place = clients.place(row);
    let payees = delivery.sheet("begunstigden");
    let row = payees.one(&[("Dossiernummer", &other.number)]);
    let (account, since) = (payees.get(row, "IBAN").to_owned(), payees.get(row, "Van").to_owned());
    let number = payees.get(row, "Volgnummer").to_owned();
    payees.set(row, "IBAN", "NL02ABNA0123456789");
    delivery.reseal();
    assert_eq!(delivery.run_as_it_stands().code, 1);

    let lines = format!(
        "clienten,{},BSN,111252333,{},read back to the client,J. Bos\n\
         begunstigden,{} {number} {since},IBAN,NL02ABNA0123456789,{account},bank statement seen,J. Bos\n",
        one.client, one.bsn, other.number
    );
    let run = Mapping::copy().with(FILE, &format!("{HEADINGS}{lines}")).run(delivery.folder());
    run.assert_proven(&[]);
    assert_eq!(run.found("OV0226"), 2);
    assert_eq!(run.summary["proofs"], clean().summary["proofs"]);
    run.assert_reports("read back to the client", &place);
    let manifest: Value =
        serde_json::from_slice(&fs::read(run.file("manifest.json")).expect("a manifest")).expect("JSON");
    assert!(manifest["mapping"].as_array().expect("files").iter().any(|entry| entry["name"] == FILE), "{manifest}");
    for name in ["report.html", "verdicts.csv", "summary.json"] {
        let text = fs::read_to_string(run.file(name)).expect("a file of the run");
        assert!(!text.contains(&one.bsn) && !text.contains("111252333"), "{name} masks numbers of persons");
    }
}

#[test]
fn a_correction_that_was_overtaken_is_refused_by_its_line() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    let line = format!("dossiers,{},Gemeentecode,0222,1509,moved,J. Bos\n", case.number);
    let run = Mapping::copy().with(FILE, &format!("{HEADINGS}{line}")).run(delivery.folder());
    assert_eq!((run.code, run.left()), (4, vec![]));
    assert!(run.stderr.contains("corrections.csv:2 expects \"0222\", and \"1509\" stands there"), "{}", run.stderr);

    let run =
        Mapping::copy().with(FILE, &format!("{HEADINGS}dossier,1,Gemeentecode,a,b,why,who\n")).run(delivery.folder());
    assert_eq!(run.code, 3);
    assert!(
        run.stderr.contains("did you mean \"dossiers\"?") && run.stderr.contains("corrections.csv:2"),
        "{}",
        run.stderr
    );
}
