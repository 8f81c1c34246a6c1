//! The same delivery in another form, and forms that cannot be used.

use crate::kit::{Delivery, Outcome, clean};

/// Asserts that a delivery was refused, with a message that begins at a place.
fn assert_refused(run: &Outcome, place: &str, what: &str) {
    assert_eq!(run.code, 4, "{}{}", run.stdout, run.stderr);
    let line = run.stderr.lines().find(|line| line.starts_with("error: ")).expect("a message");
    assert!(line.starts_with(&format!("error: {place}")) && line.contains(what), "{line}");
    assert_eq!((run.stdout.as_str(), run.left()), ("", vec![]));
}

#[test]
fn columns_in_another_order_are_the_same_delivery() {
    let mut delivery = Delivery::copy();
    for name in ["componenten", "begunstigden", "betalingen_2020"] {
        delivery.sheet(name).put_first_column_last();
    }
    delivery.run().assert_proven(&[]);
}

#[test]
fn one_column_more_is_found_and_changes_nothing() {
    let mut delivery = Delivery::copy();
    delivery.sheet("dossiers").add_column("Consulent", "x");
    let run = delivery.run();
    run.assert_proven(&[]);
    assert_eq!(run.found("OV0221"), 1);
}

#[test]
fn a_control_total_that_is_one_cent_off_is_named() {
    let delivery = Delivery::copy();
    let mut line = 0;
    let path = delivery.file("levering.csv");
    let text = std::fs::read_to_string(&path).expect("the control file");
    let spoiled: Vec<String> = (1..)
        .zip(text.lines())
        .map(|(number, content)| {
            let Some(sum) = content.strip_prefix("componenten.csv;") else { return content.to_owned() };
            line = number;
            let last = sum.bytes().last().expect("a digit");
            let other = if last == b'9' { '8' } else { char::from(last + 1) };
            format!("componenten.csv;{}{other}", &sum[..sum.len() - 1])
        })
        .collect();
    std::fs::write(&path, spoiled.join("\r\n") + "\r\n").expect("the control file");
    let run = delivery.run_as_it_stands();
    assert_refused(&run, &format!("levering.csv:{line}"), "the rows add up to");
    assert!(run.stderr.contains("componenten.csv [Bedrag]"), "{}", run.stderr);
}

#[test]
fn a_row_that_is_lost_or_added_does_not_pass_the_totals() {
    for again in [false, true] {
        let delivery = Delivery::copy();
        delivery.spoil("vakantiegeld.csv", |content| {
            let mut lines: Vec<&[u8]> = content.split_inclusive(|byte| *byte == b'\n').collect();
            let row = lines.remove(2);
            if again {
                lines.splice(2..2, [row, row]);
            }
            lines.concat()
        });
        assert_refused(&delivery.run_as_it_stands(), "vakantiegeld.csv:", "rows");
    }
}

#[test]
fn marks_that_are_mixed_are_refused_and_not_guessed() {
    for text in ["1,052.32", "1.23", "1.0523,2", "1 052,32", "12,345", "EUR 12,00"] {
        let mut delivery = Delivery::copy();
        delivery.reseal();
        let payments = delivery.sheet("betalingen_2020");
        let amount = payments.get(4, "Bedrag").to_owned();
        let place = payments.place(4);
        delivery.spoil("betalingen_2020.csv", |content| {
            let mut lines: Vec<Vec<u8>> = content.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
            let line =
                encoding_rs::WINDOWS_1252.decode(&lines[5]).0.replacen(&format!(";{amount};"), &format!(";{text};"), 1);
            lines[5] = encoding_rs::WINDOWS_1252.encode(&line).0.into_owned();
            lines.concat()
        });
        let run = delivery.run_as_it_stands();
        assert_refused(&run, &place, "is not an amount");
        assert!(run.stderr.contains("[Bedrag]"), "{}", run.stderr);
    }
}

#[test]
fn data_after_the_totals_line_is_refused() {
    let delivery = Delivery::copy();
    delivery.spoil("vakantiegeld.csv", |mut content| {
        content.extend_from_slice(b"999999;01-06-2020;31-12-2020;1,00\r\n");
        content
    });
    assert_refused(&delivery.run_as_it_stands(), "vakantiegeld.csv:", "follows the totals line");
}

#[test]
fn a_totals_line_by_another_name_is_none() {
    let delivery = Delivery::copy();
    delivery.spoil("vakantiegeld.csv", |content| {
        let text = String::from_utf8(content).expect("ASCII");
        text.replace("TOTAAL", "Totaal generaal").into_bytes()
    });
    assert_refused(&delivery.run_as_it_stands(), "vakantiegeld.csv:", "the totals line (TOTAAL) is missing");
}

#[test]
fn a_ragged_row_is_rejected_and_never_shifted() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    delivery.spoil("begunstigden.csv", |content| {
        let text = encoding_rs::WINDOWS_1252.decode(&content).0.into_owned();
        let start = format!("\n{};1;CLIENT;", case.number);
        assert!(text.contains(&start));
        encoding_rs::WINDOWS_1252.encode(&text.replace(&start, &format!("\n{};1;;CLIENT;", case.number))).0.into_owned()
    });
    let run = delivery.run_as_it_stands();
    run.assert_stopped(&["completeness", "continuity"], &[crate::kit::monthly("missing", &case.number)]);
    assert_eq!(run.found("OV0201"), 1);
}

#[test]
fn the_same_caseload_written_untidily_is_proven() {
    let delivery = Delivery::untidy();
    let run = delivery.run_as_it_stands();
    run.assert_proven(&[]);
    assert_eq!(run.summary["findings"]["error"], 0);
    assert!(run.summary["findings"]["warning"].as_u64() > Some(0));
    for figure in ["promises", "promised_cents", "planned_cents", "reserve.carried_cents"] {
        let path = format!("continuity.{figure}");
        assert_eq!(run.figure(&path), clean().figure(&path), "{figure}");
    }
}
