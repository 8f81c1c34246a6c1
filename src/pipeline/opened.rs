//! A finished run, opened for reading: its evidence, its targets, and the mapping that it was made with.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::error::PipelineError;
use super::manifest::EVIDENCE;
use crate::mapping::{self, Mapping};
use crate::reconcile::planned::Payments;
use crate::reconcile::{Proof, prove, prove_planned};
use crate::store::evidence_read::open;
use crate::store::{EvidenceReader, StoreError, Target};

/// A finished run.
#[derive(Debug)]
pub struct OpenRun {
    /// The mapping as the evidence keeps it, with the cut-over that the run was made for.
    pub mapping: Mapping,
    /// The targets, in the order of the mapping.
    pub targets: Vec<Target>,
    folder: PathBuf,
    path: PathBuf,
    connection: Connection,
}

impl OpenRun {
    /// Opens the run in a folder.
    ///
    /// # Errors
    /// Fails where the folder is no run, or a database cannot be read.
    pub fn open(folder: &Path) -> Result<Self, PipelineError> {
        let path = folder.join(EVIDENCE);
        let connection = open(&path)?;
        let evidence = EvidenceReader::opened(&connection, &path);
        let files = evidence.mapping()?;
        let files: BTreeMap<&str, &str> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let mut mapping = mapping::parse(&files)?;
        mapping.transfer.cutover = evidence.date("cutover")?;
        let targets = Target::open_all(&mapping, &folder.join("targets"))?;
        Ok(Self { mapping, targets, folder: folder.to_owned(), path, connection })
    }

    /// Returns the run's folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the evidence.
    #[must_use]
    pub fn evidence(&self) -> EvidenceReader<'_> {
        EvidenceReader::opened(&self.connection, &self.path)
    }

    /// Makes the proofs again, from the evidence and the targets as they are now.
    ///
    /// # Errors
    /// Fails where a database cannot be read.
    pub fn prove(&self) -> Result<Proof, StoreError> {
        prove(&self.mapping, &self.evidence(), &self.targets)
    }

    /// Makes the proofs again with the payments of files in the place of those that were computed.
    ///
    /// # Errors
    /// Fails where a database cannot be read.
    pub fn prove_planned(&self, payments: &Payments<'_>) -> Result<Proof, StoreError> {
        prove_planned(&self.mapping, &self.evidence(), &self.targets, payments)
    }
}
