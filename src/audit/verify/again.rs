//! The whole run again, from delivery and mapping, in a folder of which nothing is left; every output compared.
//!
//! Where databases differ they are compared row by row, and other files by what stands in them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::answer::{Check, Difference, Topic};
use super::contents::{Comparing, extension};
use super::{Request, VerifyError};
use crate::audit::reports;
use crate::domain::DateFormat;
use crate::drill::{DRILL, Drill};
use crate::mapping::Mapping;
use crate::pipeline::intact::{is_inside, read, unreadable};
use crate::pipeline::manifest::{EVIDENCE, MANIFEST, SUMMARY};
use crate::pipeline::reports::REPORTS;
use crate::pipeline::{self, Manifest, OpenRun, PipelineError};
use crate::rehearsal::mask::Mask;
use crate::source::SourceError;
use crate::store::StoreError;
use crate::store::compare::{self, Cells, Unlike};

const MESSAGE: &str = "this does not come out when the delivery is run again";
const HELP: &str = "use the run that is made again; find out who changed this one";

/// Runs a mapping over the delivery as the run in the folder was made, and compares every output. Of a run of another
/// version contents are compared and not bytes, and what that version did not have is passed over.
pub(super) fn check(
    request: &Request<'_>,
    mut mapping: Mapping,
    manifest: &Manifest,
    same: bool,
) -> Result<Check, VerifyError> {
    match DateFormat::YearMonthDay.parse(&manifest.cutover) {
        Ok(cutover) => mapping.transfer.cutover = cutover,
        Err(_) => return Ok(Check::not_run(Topic::Again, "the manifest tells no date of the cut-over")),
    }
    let place = pipeline::private_folder()?;
    let again = place.path().join("run");
    let done = pipeline::run(&pipeline::Request {
        mapping: &mapping,
        delivery: request.delivery,
        out: Some(&again),
        now: &manifest.made_at,
        unmask: manifest.is_unmasked(),
        cancel: request.cancel,
        progress: request.progress,
    });
    match done {
        Ok(_) => {}
        Err(error) if is_about_this_machine(&error) => return Err(error.into()),
        Err(error) => {
            let message = format!("the run cannot be made again: {error}");
            let help = "name the delivery and mapping that the run was made from";
            return Ok(Check::of(Topic::Again, 0, vec![Difference::new("", &message, help)]));
        }
    }
    let is_listed = manifest.outputs.iter().any(|entry| entry.name == DRILL);
    if is_listed && matches!(Drill::read(request.run), Ok(Some(_))) {
        // A drill is no output of a run, but the reports show it.
        let copy = again.join(DRILL);
        fs::copy(request.run.join(DRILL), &copy).map_err(PipelineError::output(&copy))?;
        reports::renew_as_drilled(&OpenRun::open(&again)?).map_err(|error| match error {
            reports::RenewError::Pipeline(error) => error,
            other => PipelineError::output(&again)(std::io::Error::other(other.to_string())),
        })?;
    }
    let mask = Mask::of(&mapping);
    let comparing = Comparing { message: MESSAGE, help: HELP, mask: &mask };
    compare_all(request, &again, manifest, same, &comparing)
}

fn compare_all(
    request: &Request<'_>,
    again: &Path,
    manifest: &Manifest,
    same: bool,
    comparing: &Comparing<'_>,
) -> Result<Check, VerifyError> {
    let made = Manifest::read(again)?;
    let made_name = |name: &str| made.outputs.iter().any(|entry| entry.name == name);
    let names: BTreeSet<&str> = manifest.outputs.iter().chain(&made.outputs).map(|entry| entry.name.as_str()).collect();
    // A drill that could not be taken over has been told already.
    let names = names.into_iter().filter(|name| is_inside(name) && (*name != DRILL || made_name(DRILL)));
    let mut names: Vec<&str> = names.collect();
    names.sort_by_key(|name| rank(name));
    let is_listed = |name: &str| manifest.outputs.iter().any(|entry| entry.name == name);
    let mut unlike = Vec::new();
    for name in names.iter().copied() {
        let (found, expected) = (request.run.join(name), again.join(name));
        let is_made = made.outputs.iter().find(|entry| entry.name == name);
        let there = read(&found, name, request.cancel)?;
        match (there, is_made) {
            (Err(_), Some(_)) if !same && !is_listed(name) && !REPORTS.contains(&name) => {}
            (Err(error), Some(_)) => unlike.push(unreadable(name, &error)),
            (_, None) => {
                unlike.push(Difference::new(name, "no such file comes out when the delivery is run again", HELP));
            }
            (Ok(there), Some(entry)) if there.sha256 == entry.sha256 => {}
            // Pages and workbooks are written otherwise by every version.
            (Ok(_), Some(_)) if !same && REPORTS.contains(&name) && extension(name) != "csv" => {}
            (Ok(_), Some(_)) if extension(name) == "sqlite" => {
                unlike.extend(databases(name, &found, &expected, same, comparing)?);
            }
            (Ok(_), Some(_)) => {
                let content = |path: &Path| fs::read(path).map_err(PipelineError::output(path));
                let told = comparing.files(name, &content(&found)?, &content(&expected)?);
                unlike.extend(told.into_iter().filter(|difference| same || !is_of_a_version(difference)));
            }
        }
    }
    let without_outputs = |manifest: &Manifest| Manifest { outputs: Vec::new(), ..manifest.clone() }.render();
    let told = comparing.files(MANIFEST, &without_outputs(manifest)?, &without_outputs(&made)?);
    unlike.extend(told.into_iter().filter(|difference| same || !is_of_a_version(difference)));
    Ok(Check::of(Topic::Again, names.len(), unlike))
}

/// Orders files by how plainly they tell what differs.
fn rank(name: &str) -> usize {
    const ORDER: [&str; 5] = [SUMMARY, "verdicts.csv", "targets/", "rejected/", EVIDENCE];
    ORDER.iter().position(|first| name.starts_with(first)).unwrap_or(ORDER.len())
}

/// Tells whether another version may well differ so: by its own number, by figures and columns that it did not have, and
/// by how it writes the same values. A row that is not there is another matter.
fn is_of_a_version(difference: &Difference) -> bool {
    let is_row = !difference.row.is_empty() && difference.column.is_empty();
    difference.column == "overdracht" || difference.found.is_none() && !is_row
}

/// Compares two databases of which the bytes differ. Of a run of another version tables may be wholly absent, but not
/// rows; its version and summary are held against the proofs instead.
fn databases(
    name: &str,
    found: &Path,
    expected: &Path,
    same: bool,
    comparing: &Comparing<'_>,
) -> Result<Vec<Difference>, PipelineError> {
    let told = |message: String| vec![Difference::new(name, &message, HELP)];
    let rows = match compare::differences(found, expected) {
        Err(StoreError::Interrupted) => return Err(StoreError::Interrupted.into()),
        Err(error) => return Ok(told(format!("the database cannot be read: {error}"))),
        Ok(rows) => rows,
    };
    if !same {
        let is_absent = |unlike: &Unlike| unlike.row.is_empty() && unlike.found.is_none();
        let told = ["name summary", "name overdracht"];
        let is_told = |unlike: &Unlike| unlike.table == "run" && told.contains(&unlike.row.as_str());
        let rows = rows.into_iter().filter(|unlike| !is_absent(unlike) && !is_told(unlike));
        return Ok(rows.map(|unlike| row(name, unlike, comparing)).collect());
    }
    if rows.is_empty() {
        let complaint = compare::complaint(found).ok().flatten();
        let complaint = complaint.map(|complaint| format!("; SQLite says: {complaint}")).unwrap_or_default();
        return Ok(told(format!("every row is the same, but bytes outside the rows are not{complaint}")));
    }
    Ok(rows.into_iter().map(|unlike| row(name, unlike, comparing)).collect())
}

/// Tells what differs in a database; of a whole row each cell with its column.
fn row(name: &str, unlike: Unlike, comparing: &Comparing<'_>) -> Difference {
    let Unlike { table, row, column, found, expected } = unlike;
    let told = |cells: Option<Cells>| {
        let cells = cells?.into_iter().map(|(column, value)| {
            let value = comparing.discreet(&column, value);
            (column, value)
        });
        let cells = cells
            .map(|(name, value)| if column.is_empty() && !name.is_empty() { format!("{name}={value}") } else { value });
        Some(cells.collect::<Vec<_>>().join(", "))
    };
    let told = Difference::new(name, MESSAGE, HELP).values(told(found), told(expected));
    Difference { table, row: comparing.discreet("", row), column, ..told }
}

/// Tells whether a run could not be made for a reason that says nothing about delivery and mapping.
const fn is_about_this_machine(error: &PipelineError) -> bool {
    matches!(
        error,
        PipelineError::Source(SourceError::Interrupted)
            | PipelineError::Store(StoreError::Interrupted | StoreError::File { .. } | StoreError::Sqlite { .. })
            | PipelineError::Output { .. }
            | PipelineError::Taken { .. }
    )
}
