//! One person, case, payment, row, delivered line or finding: its whole way from the delivered cell to the verdict.
//!
//! What is asked for is looked up under every meaning that it can have; every meaning that is found is followed. What
//! is told of a run is told by statements that stand beside it, and that anyone can run again with the `sqlite3` shell.
//! Delivered texts come from the delivery, where it is named, held against the digest that the manifest keeps of it,
//! and else from the rejected rows that the evidence keeps.
//! Burgerservicenummers are masked unless that is not wanted. Deliberately absent: opinions.

mod archive;
mod asked;
mod delivered;
mod fate;
mod find;
mod identity;
mod looking;
mod made;
pub mod model;
mod near;
mod parts;
mod person;
pub mod statement;
pub mod text;
mod way;

use std::path::PathBuf;

use self::archive::Archive;
use self::delivered::Delivered;
use self::model::{Trace, Way};
use crate::domain::{Bsn, bsn};
use crate::pipeline::{OpenRun, PipelineError};
use crate::source::Cancel;

/// How a trace is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// What to follow.
    pub what: &'a str,
    /// The delivery's folder or files, where they are at hand.
    pub delivery: &'a [PathBuf],
    /// Whether burgerservicenummers are shown in full.
    pub unmask: bool,
    /// The user's wish to stop.
    pub cancel: &'a Cancel,
}

/// Follows something through a run.
///
/// # Errors
/// Fails where a database of the run, or the delivery, cannot be read.
pub fn trace(run: &OpenRun, request: &Request<'_>) -> Result<Trace, PipelineError> {
    let what = plain(request.what);
    let what = what.as_str();
    let request = &Request { what, ..*request };
    let archive = Archive::open(run, request.unmask)?;
    let mut found = find::find(&archive, &asked::meanings(what))?;
    let mut delivered = Delivered::default();
    if !request.delivery.is_empty() {
        delivered = Delivered::read(&archive, request, &mut found)?;
    }
    let mut near = if found.is_empty() { near::near(&archive, what)? } else { Vec::new() };
    let ways: Vec<Way> =
        found.iter().map(|found| way::follow(&archive, &delivered, found)).collect::<Result<_, _>>()?;
    let mut asked = what.to_owned();
    if !request.unmask {
        near = near.iter().map(|near| bsn::mask_within(near)).collect();
        asked = bsn::mask_within(what);
        // Seven or eight digits are a person's number where one was found by it, or nothing was.
        let is_person = found.is_empty() || found.iter().any(|found| found.by_number);
        if is_person && Bsn::parse_padded(what).is_ok() {
            asked = bsn::mask(what);
        }
    }
    let (service, cutover) = (run.mapping.transfer.service.clone(), run.mapping.transfer.cutover.to_string());
    Ok(Trace { format: 1, service, cutover, asked, ways, near, notes: delivered.notes })
}

/// Returns what is asked for, a burgerservicenummer without the spaces and points that make it easy to read.
fn plain(what: &str) -> String {
    let what = what.trim();
    let number: String = what.chars().filter(|letter| *letter != '.' && !letter.is_whitespace()).collect();
    if Bsn::parse(&number).is_ok() { number } else { what.to_owned() }
}

#[cfg(test)]
mod tests;
