//! A run that may be published: as its manifest says it was made, and proven again now.

use std::path::Path;

use super::error::PublishError;
use crate::audit::verify::files::BESIDE;
use crate::mapping::model::DestinationKind;
use crate::pipeline::intact::{Difference, differences, read};
use crate::pipeline::manifest::MANIFEST;
use crate::pipeline::{FileEntry, Manifest, OpenRun};
use crate::source::Cancel;
use crate::store::{StoreError, Target};

/// A run with the destination that is published.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) run: OpenRun,
    pub(super) manifest: Manifest,
    /// The SHA-256 of the manifest.
    pub(super) sha256: String,
    /// The destination's place among the run's targets.
    pub(super) destination: usize,
}

impl Candidate {
    /// Opens a run and finds the destination: the one that is named, else the only one, else the only municipality.
    ///
    /// # Errors
    /// Fails where the folder is no run, or it does not say which destination is meant.
    pub(super) fn open(folder: &Path, destination: Option<&str>, cancel: &Cancel) -> Result<Self, PublishError> {
        let run = OpenRun::open(folder)?;
        let manifest = Manifest::read(folder)?;
        let FileEntry { sha256, .. } = read(&folder.join(MANIFEST), MANIFEST, cancel)?
            .map_err(|error| changed(folder, MANIFEST, &format!("it cannot be read: {error}")))?;
        let destination = find(&run, destination)?;
        Ok(Self { run, manifest, sha256, destination })
    }

    /// Returns the target that is published.
    pub(super) fn target(&self) -> &Target {
        &self.run.targets[self.destination]
    }

    /// Holds the files of the run against its manifest.
    ///
    /// # Errors
    /// Fails where one is not what it was, is missing, or cannot be read.
    pub(super) fn check_files(&self, cancel: &Cancel) -> Result<(), PublishError> {
        let folder = self.run.folder();
        match differences(folder, &self.manifest, &BESIDE, cancel)?.into_iter().next() {
            None => Ok(()),
            Some(Difference { file, message, .. }) => Err(changed(folder, &file, &message)),
        }
    }

    /// Proves the run again.
    ///
    /// # Errors
    /// Fails where it is not proven, or cannot be read.
    pub(super) fn check_proof(&self) -> Result<(), PublishError> {
        match self.run.prove()?.unproven() {
            None => Ok(()),
            Some(proofs) => Err(PublishError::NotProven { run: self.run.folder().to_owned(), proofs }),
        }
    }

    /// Makes the proofs with another target in the place of the one that is published, and returns those that did not
    /// pass.
    ///
    /// # Errors
    /// Fails where a database cannot be read.
    pub(super) fn prove_with(&mut self, target: Target) -> Result<Option<String>, StoreError> {
        let own = std::mem::replace(&mut self.run.targets[self.destination], target);
        let proof = self.run.prove();
        self.run.targets[self.destination] = own;
        Ok(proof?.unproven())
    }
}

fn find(run: &OpenRun, asked: Option<&str>) -> Result<usize, PublishError> {
    let known = || run.targets.iter().map(|target| target.name.as_str()).collect::<Vec<_>>().join(", ");
    if let Some(asked) = asked {
        let found = run.targets.iter().position(|target| target.name == asked);
        return found.ok_or_else(|| PublishError::UnknownDestination { asked: asked.to_owned(), known: known() });
    }
    let municipalities = run.mapping.destinations.iter().enumerate();
    let mut municipalities =
        municipalities.filter(|(_, entry)| matches!(entry.kind, DestinationKind::Municipality { .. }));
    match (municipalities.next(), municipalities.next()) {
        (Some((only, _)), None) => Ok(only),
        _ => Err(PublishError::SeveralDestinations { known: known() }),
    }
}

fn changed(run: &Path, name: &str, reason: &str) -> PublishError {
    PublishError::Changed { run: run.to_owned(), name: name.to_owned(), reason: reason.to_owned() }
}
