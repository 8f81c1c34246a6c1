//! Disks without room, as a system that keeps files small tells of them: an exit code, a message, and nothing left.
#![cfg(unix)]

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Output};

use crate::kit::{Delivery, run, shipped};

/// Runs the program where no file may have more than so many blocks of 512 bytes.
fn with_files_of(blocks: u32, arguments: &[&OsStr]) -> Output {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
    let mut shell = Command::new("sh");
    shell.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_overdracht")]).args(arguments);
    shell.output().expect("a shell")
}

fn assert_told(output: &Output, what: &str, blocks: u32) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(5), "{blocks} blocks: {said}");
    assert!(said.starts_with("error: ") && said.contains(what) && !said.contains("panicked"), "{blocks}: {said}");
}

fn entries(folder: &Path) -> usize {
    std::fs::read_dir(folder).expect("a folder").count()
}

#[test]
fn a_run_without_room_leaves_nothing_however_far_it_came() {
    let (delivery, folder) = (Delivery::copy(), tempfile::tempdir().expect("a folder"));
    let (mapping, out) = (shipped(), folder.path().join("run"));
    let arguments = [OsStr::new("run"), mapping.as_os_str(), delivery.folder().as_os_str()];
    for blocks in [1, 60, 200, 400] {
        let output = with_files_of(blocks, &[&arguments[..], &[OsStr::new("--out"), out.as_os_str()]].concat());
        assert_told(&output, ".sqlite: ", blocks);
        assert_eq!(entries(folder.path()), 0, "{blocks}");
    }
}

#[test]
fn a_workbook_of_which_the_rows_have_no_room_is_told() {
    let (delivery, folder) = (Delivery::copy(), tempfile::tempdir().expect("a folder"));
    let out = folder.path().join("run");
    assert!(run(&shipped(), delivery.folder(), &out).output().expect("the program").status.success());
    let output = with_files_of(8, &[OsStr::new("report"), out.as_os_str()]);
    assert_told(&output, "report.xlsx: cannot be written", 8);
    let made = folder.path().join("made");
    let output = with_files_of(
        64,
        &["synth", "het-plein", "--households", "300", "--out"]
            .map(OsStr::new)
            .iter()
            .copied()
            .chain([made.as_os_str()])
            .collect::<Vec<_>>(),
    );
    assert_told(&output, "HetPlein_2018-12-31.xlsx: its rows could not be kept", 64);
    assert_eq!(entries(folder.path()), 1);
}
