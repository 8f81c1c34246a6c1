//! Deliveries that cannot be used and places that cannot be written: an exit code, a message, and nothing left.

use std::fs;
use std::path::Path;
use std::process::Output;

use insta::assert_snapshot;

use crate::kit::{Delivery, Outcome, run, shipped};

/// Runs a delivery that cannot be used, and returns the message.
fn refusal(delivery: &Delivery) -> String {
    let run = delivery.run_as_it_stands();
    assert_eq!((run.code, run.stdout.as_str(), run.left()), (4, "", vec![]), "{}", run.stderr);
    run.stderr.strip_prefix("error: ").expect("an error").trim_end().to_owned()
}

/// Returns the message for a delivery of which one file holds something else.
fn refusal_of(name: &str, content: &[u8]) -> String {
    let delivery = Delivery::copy();
    delivery.spoil(name, |_| content.to_vec());
    refusal(&delivery)
}

fn run_into(delivery: &Path, out: &Path) -> Output {
    run(&shipped(), delivery, out).output().expect("the program")
}

fn message(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const RESERVES: &str = "vakantiegeld.csv";
const HEADINGS: &[u8] = b"Dossiernummer;Opgebouwd vanaf;Opgebouwd tot en met;Bedrag\r\n";

#[test]
fn an_empty_file_is_refused() {
    assert_snapshot!(refusal_of(RESERVES, b""), @r#"vakantiegeld.csv: the file is empty: expected a line of headings; ask the service to deliver it again"#);
}

#[test]
fn headings_alone_are_cut_off_and_with_a_totals_line_they_contradict_the_control_file() {
    assert_snapshot!(refusal_of(RESERVES, HEADINGS), @r#"vakantiegeld.csv:1: the totals line (TOTAAL) is missing at the end: the file is cut off; have it delivered again"#);
    let message = refusal_of(RESERVES, &[HEADINGS, b"TOTAAL;0;;0,00\r\n"].concat());
    assert!(
        message.starts_with("levering.csv:") && message.contains("for vakantiegeld.csv, and 0 are there"),
        "{message}"
    );
}

#[test]
fn headings_alone_are_a_delivery_where_all_totals_say_so() {
    let mut delivery = Delivery::copy();
    delivery.sheet("trajecten").keep_none();
    delivery.run().assert_proven(&[]);
}

#[test]
fn a_file_cut_in_half_is_refused_wherever_it_was_cut() {
    let delivery = Delivery::copy();
    let whole = fs::read(delivery.file("betalingen_2020.csv")).expect("the payments");
    for end in [whole.len() / 2, whole.len() / 3, whole.len() - 40, whole.len() - 12] {
        delivery.spoil("betalingen_2020.csv", |_| whole[..end].to_vec());
        let message = refusal(&delivery);
        assert!(message.starts_with("betalingen_2020.csv:"), "{end}: {message}");
    }
}

#[test]
fn a_file_cut_off_between_two_rows_is_refused() {
    let delivery = Delivery::copy();
    delivery.spoil(RESERVES, |content| {
        let lines: Vec<&[u8]> = content.split_inclusive(|byte| *byte == b'\n').collect();
        lines[..6].concat()
    });
    assert_snapshot!(refusal(&delivery), @r#"vakantiegeld.csv:6: the totals line (TOTAAL) is missing at the end: the file is cut off; have it delivered again"#);
}

#[test]
fn text_in_utf_8_is_refused_where_windows_1252_was_declared() {
    let delivery = Delivery::copy();
    delivery.spoil("clienten.csv", |content| encoding_rs::WINDOWS_1252.decode(&content).0.into_owned().into_bytes());
    assert_snapshot!(refusal(&delivery), @r#"clienten.csv:2: declared windows-1252, but the file is utf-8; declare `encoding = "utf-8"` or have it delivered again"#);
}

#[test]
fn marks_of_other_encodings_are_refused() {
    for (mark, found) in [(&b"\xEF\xBB\xBF"[..], "utf-8"), (b"\xFF\xFE", "utf-16le"), (b"\xFE\xFF", "utf-16be")] {
        let delivery = Delivery::copy();
        delivery.spoil(RESERVES, |content| [mark, &content].concat());
        let message = refusal(&delivery);
        let expected = format!("vakantiegeld.csv:1: declared windows-1252, but the file is {found};");
        assert!(message.starts_with(&expected), "{message}");
    }
}

#[test]
fn a_byte_that_the_encoding_does_not_have_is_named() {
    let delivery = Delivery::copy();
    delivery.spoil("trajecten.csv", |mut content| {
        let second = content.iter().position(|byte| *byte == b'\n').expect("a line") + 1;
        content[second] = 0x81;
        content
    });
    assert_snapshot!(refusal(&delivery), @r#"trajecten.csv:2: byte 0x81 at offset 69 is not windows-1252; declare the encoding that the file has, or have it delivered again"#);
}

#[test]
fn a_nul_is_named() {
    let delivery = Delivery::copy();
    delivery.spoil("trajecten.csv", |mut content| {
        let second = content.iter().position(|byte| *byte == b'\n').expect("a line") + 3;
        content[second] = 0;
        content
    });
    assert_snapshot!(refusal(&delivery), @r#"trajecten.csv:2: a NUL character: this is not the text that was declared; declare the encoding that the file has, or have it delivered again"#);
}

#[test]
fn a_line_of_ten_million_bytes_is_refused() {
    let delivery = Delivery::copy();
    delivery.spoil("trajecten.csv", |mut content| {
        let second = content.iter().position(|byte| *byte == b'\n').expect("a line") + 1;
        content.splice(second..second, std::iter::repeat_n(b'x', 10_000_000));
        content
    });
    assert_snapshot!(refusal(&delivery), @r#"trajecten.csv:2: a record of more than 1048576 bytes begins here; expected one line per record: look for a quote that is never closed"#);
}

#[test]
fn a_quote_that_is_never_closed_is_named_where_it_opens() {
    let delivery = Delivery::copy();
    delivery.spoil(RESERVES, |content| [&content, &b"1;\"2;3\r\n"[..]].concat());
    let message = refusal(&delivery);
    assert!(message.contains("the file ends inside a quoted cell"), "{message}");
}

#[test]
fn a_missing_column_comes_with_the_headings_that_are_there() {
    let delivery = Delivery::copy();
    delivery.spoil(RESERVES, |content| {
        String::from_utf8(content).expect("ASCII").replacen(";Bedrag", ";Bedragen", 1).into_bytes()
    });
    assert_snapshot!(refusal(&delivery), @r#"vakantiegeld.csv:1: column "Bedrag" is missing: is "Bedragen" meant? then add it to the mapping's `headings` as another name; found: "Dossiernummer", "Opgebouwd vanaf", "Opgebouwd tot en met", "Bedragen""#);
}

#[test]
fn a_heading_that_stands_there_twice_is_refused() {
    let delivery = Delivery::copy();
    delivery.spoil(RESERVES, |content| {
        String::from_utf8(content).expect("ASCII").replacen("Opgebouwd vanaf", "Bedrag", 1).into_bytes()
    });
    assert_snapshot!(refusal(&delivery), @r#"vakantiegeld.csv:1: heading "Bedrag" stands there twice, in cells 2 and 4; have the file delivered with one"#);
}

#[test]
fn a_missing_file_is_asked_for() {
    let delivery = Delivery::copy();
    fs::remove_file(delivery.file(RESERVES)).expect("removed");
    assert_snapshot!(refusal(&delivery), @r#"no file for table "vakantiegeld": expected "vakantiegeld*.csv" in the delivery; ask the service for it"#);
}

#[test]
fn a_folder_in_place_of_a_file_is_no_file() {
    let delivery = Delivery::copy();
    fs::remove_file(delivery.file(RESERVES)).expect("removed");
    fs::create_dir(delivery.file(RESERVES)).expect("a folder");
    let message = refusal(&delivery);
    assert!(message.contains("vakantiegeld"), "{message}");
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_named() {
    let delivery = Delivery::copy();
    fs::remove_file(delivery.file(RESERVES)).expect("removed");
    std::os::unix::fs::symlink("nowhere.csv", delivery.file(RESERVES)).expect("a link");
    let message = refusal(&delivery);
    assert!(message.contains(RESERVES), "{message}");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let delivery = Delivery::copy();
    fs::set_permissions(delivery.file(RESERVES), fs::Permissions::from_mode(0o000)).expect("permissions");
    if fs::read(delivery.file(RESERVES)).is_ok() {
        // Nothing is closed to root.
        return;
    }
    let message = refusal(&delivery);
    assert!(message.contains("vakantiegeld.csv: cannot be read"), "{message}");
}

#[test]
fn a_missing_delivery_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = run_into(&folder.path().join("no delivery"), &folder.path().join("run"));
    let text = message(&output);
    assert!(output.status.code() == Some(4) && text.contains("no delivery: cannot be read"), "{text}");
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 0);
}

#[test]
fn a_missing_mapping_is_named() {
    let delivery = Delivery::copy();
    let folder = tempfile::tempdir().expect("a folder");
    let run = Outcome::of(&folder.path().join("no mapping"), delivery.folder());
    assert!(run.code == 3 && run.stderr.contains("no mapping"), "{}{}", run.code, run.stderr);
    assert_eq!(run.left(), Vec::<String>::new());
}

#[test]
fn a_missing_control_file_is_named() {
    let delivery = Delivery::copy();
    fs::remove_file(delivery.file("levering.csv")).expect("removed");
    let message = refusal(&delivery);
    assert!(message.contains("levering.csv: cannot be read"), "{message}");
}

#[test]
fn the_control_file_and_the_delivery_name_the_same_files() {
    let delivery = Delivery::copy();
    fs::copy(delivery.file(RESERVES), delivery.file("vakantiegeld_2.csv")).expect("a copy");
    assert_snapshot!(refusal(&delivery), @r#"levering.csv: does not name "vakantiegeld_2.csv", which was delivered; have the delivery made again"#);
    let delivery = Delivery::copy();
    delivery.spoil("levering.csv", |content| [&content, &b"vakantiegeld_2.csv;1;Bedrag;1,00\r\n"[..]].concat());
    assert_snapshot!(refusal(&delivery), @r#"levering.csv:17: names "vakantiegeld_2.csv", which is not among the delivered data files; have the delivery made again"#);
    let delivery = Delivery::copy();
    delivery.spoil("levering.csv", |content| {
        String::from_utf8(content).expect("ASCII").replace(";Saldo;", ";Status;").into_bytes()
    });
    assert_snapshot!(refusal(&delivery), @r#"levering.csv:10: column "Status" of vorderingen.csv is not one that the mapping reads as an amount; correct the control file, or map the column"#);
}

#[test]
fn a_run_is_never_written_over_another() {
    let delivery = Delivery::copy();
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["folder", "file"] {
        let out = folder.path().join(name);
        let made = if name == "file" { fs::write(&out, "mine") } else { fs::create_dir(&out) };
        made.expect("a place that is taken");
        let output = run_into(delivery.folder(), &out);
        let text = message(&output);
        assert!(output.status.code() == Some(5) && text.contains("exists already"), "{text}");
    }
    assert_eq!(fs::read(folder.path().join("file")).expect("the file"), b"mine");
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 2);
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let delivery = Delivery::copy();
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("file"), "mine").expect("a file");
    for below in ["file/run", "file/deeper/run"] {
        let output = run_into(delivery.folder(), &folder.path().join(below));
        let text = message(&output);
        assert!(output.status.code() == Some(5) && text.contains("cannot be written"), "{below}: {text}");
        assert!(text.contains("file"), "{text}");
    }
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1);
}

#[test]
fn folders_on_the_way_to_a_run_are_made() {
    let delivery = Delivery::copy();
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("runs/2021/week 1");
    let output = run_into(delivery.folder(), &out);
    assert!(output.status.success() && out.join("summary.json").is_file(), "{}", message(&output));
}

#[cfg(unix)]
mod stopped {
    //! Runs that are stopped halfway.

    use std::os::unix::process::ExitStatusExt as _;
    use std::path::{Path, PathBuf};
    use std::process::{Child, Command, Stdio};
    use std::time::{Duration, Instant};
    use std::{fs, thread};

    use super::{run, shipped};
    use overdracht::synth::laborijn::{self, Options};

    /// Starts a run that takes a while, and waits until it has begun to write.
    fn start(folder: &Path) -> (Child, PathBuf) {
        let (delivery, parent) = (folder.join("delivery"), folder.join("runs"));
        fs::create_dir(&delivery).and_then(|()| fs::create_dir(&parent)).expect("folders");
        let options = Options { households: 4000, ..Options::default() };
        laborijn::write(&options, &delivery).expect("a delivery");
        let mut command = run(&shipped(), &delivery, &parent.join("run"));
        let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program");
        let patience = Instant::now() + Duration::from_secs(20);
        while !left(&parent).iter().any(|name| name.starts_with(".overdracht-")) {
            assert!(Instant::now() < patience, "a hidden folder appears");
            thread::yield_now();
        }
        (child, parent)
    }

    fn left(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("the folder");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn an_interrupted_run_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let (child, parent) = start(folder.path());
        let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
        assert!(killed.success());
        let output = child.wait_with_output().expect("the program");
        assert_eq!(output.status.code(), Some(130), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(String::from_utf8_lossy(&output.stderr).contains("interrupted; nothing was written"));
        assert_eq!(left(&parent), Vec::<String>::new());
    }

    #[test]
    fn a_killed_run_is_never_seen_as_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut child, parent) = start(folder.path());
        child.kill().expect("killed");
        assert_eq!(child.wait().expect("the program").signal(), Some(9));
        assert!(left(&parent).iter().all(|name| name.starts_with(".overdracht-")), "{:?}", left(&parent));
    }
}
