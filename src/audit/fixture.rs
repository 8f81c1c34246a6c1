//! Finished runs of a small delivery, for tests.

use std::path::Path;

use crate::convert::sample::Sample;
use crate::pipeline::{Request, run};
use crate::source::Cancel;

/// Takes a sample through the whole pipeline into a folder.
pub(super) fn run_of(sample: &Sample, out: &Path) {
    let mapping = sample.mapping();
    let request = Request {
        mapping: &mapping,
        delivery: &[sample.folder()],
        out: Some(out),
        now: "2021-01-04T09:00:00Z",
        unmask: false,
        cancel: &Cancel::default(),
        progress: &|_, _| {},
    };
    run(&request).expect("a run");
}
