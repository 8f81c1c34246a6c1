//! The steps of a publication, in order.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use super::answer::{Published, Rows, State};
use super::error::PublishError;
use super::lock::Lock;
use super::place::Place;
use super::proven::Candidate;
use crate::domain::FileId;
use crate::pipeline::manifest::MANIFEST;
use crate::source::Cancel;
use crate::store::StoreError;
use crate::store::municipal::{Brought, Conflicts, Draft, Held, Publication, look_at, miscounted};

/// What is to be published.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The run's folder.
    pub run: &'a Path,
    /// The municipal database.
    pub into: &'a Path,
    /// The destination, where it is named.
    pub destination: Option<&'a str>,
    /// The user's wish to stop.
    pub cancel: &'a Cancel,
    /// Told of every step as it begins.
    pub progress: &'a dyn Fn(&Step),
}

/// The steps that take their time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The run is held against its manifest and proven again.
    Proving,
    /// The database is copied.
    Copying,
    /// Rows are compared and brought in.
    Bringing,
    /// The proof is made on the copy.
    ProvingCopy,
    /// The proof is made on what was published.
    ProvingPublished,
}

impl fmt::Display for Step {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Proving => "proving the run again",
            Self::Copying => "copying the database",
            Self::Bringing => "bringing rows in",
            Self::ProvingCopy => "proving the new database",
            Self::ProvingPublished => "proving what was published",
        })
    }
}

/// Publishes a run into a municipal database, which is made where it is not there yet.
///
/// # Errors
/// Fails where the run may not be published, or the database cannot be published into; then it is as it was.
pub fn publish(request: &Request<'_>) -> Result<Published, PublishError> {
    let Request { cancel, .. } = *request;
    let mut candidate = Candidate::open(request.run, request.destination, cancel)?;
    let place = Place::of(request.into)?;
    refuse_within_a_run(&place)?;
    let _lock = Lock::take(&place, request.run)?;
    (request.progress)(&Step::Proving);
    candidate.check_files(cancel)?;
    stop_if_asked(cancel)?;
    candidate.check_proof()?;
    place.sweep()?;
    let shape = candidate.target().shape.clone();
    let held = if place.is_taken() { Some(Held::open(place.file(), &shape)?) } else { None };
    let others = held.as_ref().map(Held::publications).transpose()?.unwrap_or_default();
    let name = &candidate.target().name;
    let same = |other: &&Publication| other.manifest == candidate.sha256 && other.destination == *name;
    if let Some(before) = others.iter().find(same) {
        return stands_still(request, &mut candidate, before);
    }
    let made = make(request, &place, &mut candidate, held.as_ref(), &others);
    // Whatever came of it: what is hidden is of no use to anybody any more.
    let swept = if matches!(made, Ok(Made::Ready { .. })) { Ok(()) } else { place.sweep() };
    let made = made?;
    swept?;
    let (publication, rows, tables) = match made {
        Made::Conflicts(conflicts) => {
            return Ok(answer(request, &candidate, State::Conflicts).with(conflicts));
        }
        Made::Nothing(rows) => {
            return Ok(Published { rows: Some(rows), ..answer(request, &candidate, State::Unchanged) });
        }
        Made::Ready { publication, rows, tables } => (publication, rows, tables),
    };
    let previous = reveal(request, &place, &mut candidate, held, &publication)?;
    Ok(Published {
        publication: Some(publication.number),
        rows: Some(rows),
        tables,
        previous,
        ..answer(request, &candidate, State::Published)
    })
}

/// What a draft came to.
enum Made {
    /// It stands, and the proof holds for it.
    Ready { publication: Publication, rows: Rows, tables: Vec<Brought> },
    /// Every row stood there already.
    Nothing(Rows),
    /// Rows stand there otherwise.
    Conflicts(Conflicts),
}

/// Makes the new state of the database beside it, and proves it.
fn make(
    request: &Request<'_>,
    place: &Place,
    candidate: &mut Candidate,
    held: Option<&Held>,
    others: &[Publication],
) -> Result<Made, PublishError> {
    let Request { cancel, progress, .. } = *request;
    let (path, shape) = (place.draft(), candidate.target().shape.clone());
    let files: BTreeMap<FileId, String> =
        candidate.run.evidence().files()?.into_iter().map(|file| (FileId::new(file.number), file.name)).collect();
    let highest = files.keys().map(|file| file.number()).max().unwrap_or_default();
    let publication = publication(candidate).after(others, highest);
    let mut publication = publication.ok_or_else(|| PublishError::Full(place.file().to_owned()))?;
    let draft = match held {
        Some(held) => {
            progress(&Step::Copying);
            held.copy_to(&path, cancel)?;
            Draft::open(&path, &shape, cancel)?
        }
        None => Draft::create(&path, &shape, cancel)?,
    };
    progress(&Step::Bringing);
    draft.begin(candidate.target())?;
    let conflicts = draft.compare(&publication, &files, Conflicts::LISTED)?;
    if !conflicts.is_empty() {
        return Ok(Made::Conflicts(conflicts));
    }
    let tables = draft.bring(&mut publication)?;
    draft.finish()?;
    progress(&Step::ProvingCopy);
    stop_if_asked(cancel)?;
    let seen = look_at(&path, &publication, candidate.target(), cancel)?;
    if let Some(proofs) = candidate.prove_with(seen)? {
        return Err(PublishError::NotProvenThere { path: place.file().to_owned(), proofs });
    }
    stop_if_asked(cancel)?;
    let rows = Rows { new: publication.rows, same: tables.iter().map(|table| table.same).sum() };
    Ok(if rows.new == 0 && held.is_some() { Made::Nothing(rows) } else { Made::Ready { publication, rows, tables } })
}

/// Puts the new state in the place of the database and proves it once more; where that fails the previous state comes
/// back. Returns where the previous state is kept. From here on nobody is asked whether to stop.
fn reveal(
    request: &Request<'_>,
    place: &Place,
    candidate: &mut Candidate,
    held: Option<Held>,
    publication: &Publication,
) -> Result<Option<String>, PublishError> {
    let was_taken = held.is_some();
    let kept = held.as_ref().map_or(Ok(()), |held| place.keep_previous(held.file()));
    if let Err(error) = kept.and_then(|()| place.reveal()) {
        return Err(match place.undo(was_taken) {
            Ok(()) => error.into(),
            Err(undoing) => PublishError::left(place, error.to_string(), undoing),
        });
    }
    drop(held);
    (request.progress)(&Step::ProvingPublished);
    let seen = look_at(place.file(), publication, candidate.target(), &Cancel::default());
    let proven = seen.and_then(|seen| candidate.prove_with(seen));
    let reason = match proven {
        Ok(None) => return Ok(was_taken.then(|| place.previous().display().to_string())),
        Ok(Some(proofs)) => proofs,
        Err(error) => error.to_string(),
    };
    Err(match place.put_back(was_taken) {
        Ok(()) => PublishError::PutBack { path: place.file().to_owned(), reason },
        Err(undoing) => PublishError::left(place, format!("it did not stand the proof: {reason}"), undoing),
    })
}

/// Answers for a run that was published before, after a look whether the proof still holds for it.
fn stands_still(
    request: &Request<'_>,
    candidate: &mut Candidate,
    before: &Publication,
) -> Result<Published, PublishError> {
    (request.progress)(&Step::ProvingPublished);
    let no_longer = |proofs| PublishError::NoLonger { path: request.into.to_owned(), number: before.number, proofs };
    // A look shows the publication alone; what was added to its cases would be paid all the same.
    if let Some(told) = miscounted(request.into, candidate.target(), request.cancel)? {
        return Err(no_longer(told));
    }
    let seen = look_at(request.into, before, candidate.target(), request.cancel)?;
    match candidate.prove_with(seen)? {
        None => Ok(Published { publication: Some(before.number), ..answer(request, candidate, State::Unchanged) }),
        Some(proofs) => Err(no_longer(proofs)),
    }
}

/// Describes the run as the database will note it.
fn publication(candidate: &Candidate) -> Publication {
    let manifest = &candidate.manifest;
    Publication {
        number: 0,
        service: manifest.service.clone(),
        destination: candidate.target().name.clone(),
        cutover: manifest.cutover.clone(),
        manifest: candidate.sha256.clone(),
        first: 0,
        last: 0,
        rows: 0,
        made_at: manifest.made_at.clone(),
    }
}

fn answer(request: &Request<'_>, candidate: &Candidate, state: State) -> Published {
    Published {
        format: 1,
        state,
        into: request.into.display().to_string(),
        service: candidate.manifest.service.clone(),
        destination: candidate.target().name.clone(),
        manifest_sha256: candidate.sha256.clone(),
        publication: None,
        rows: None,
        tables: Vec::new(),
        previous: None,
        conflicts: Vec::new(),
        conflicts_by_table: Vec::new(),
        conflicts_not_listed: 0,
    }
}

/// A database in the folder of a run, or a lock there, would change that run.
fn refuse_within_a_run(place: &Place) -> Result<(), PublishError> {
    let Ok(folder) = place.folder().canonicalize() else { return Ok(()) };
    let is_run = |folder: &&Path| [MANIFEST, "evidence.sqlite"].iter().all(|name| folder.join(name).is_file());
    match folder.ancestors().find(is_run) {
        Some(run) => {
            let reason = format!("this is in the folder of a run, {}; name a place outside it", run.display());
            Err(PublishError::place(place.file(), reason))
        }
        None => Ok(()),
    }
}

fn stop_if_asked(cancel: &Cancel) -> Result<(), StoreError> {
    if cancel.is_requested() { Err(StoreError::Interrupted) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
