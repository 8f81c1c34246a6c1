//! One of two runs that are compared: its evidence, its summary, and its manifest where it can be read.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Row, Statement};
use serde_json::Value;

use super::model::RunFacts;
use crate::pipeline::manifest::EVIDENCE;
use crate::pipeline::{Manifest, PipelineError};
use crate::store::evidence_read::open;
use crate::store::{EvidenceReader, StoreError};

/// A run that is compared.
pub(super) struct Side {
    /// The figures as the evidence keeps them.
    pub(super) summary: Value,
    /// What it was made from.
    pub(super) manifest: Option<Manifest>,
    path: PathBuf,
    connection: Connection,
}

impl Side {
    /// Opens a run.
    pub(super) fn open(folder: &Path) -> Result<Self, PipelineError> {
        let path = folder.join(EVIDENCE);
        let connection = open(&path)?;
        let summary = EvidenceReader::opened(&connection, &path).fact("summary")?;
        let unreadable = |error: serde_json::Error| StoreError::Unreadable {
            path: path.clone(),
            reason: format!("the figures in it are no JSON: {error}"),
        };
        let summary = serde_json::from_str(&summary).map_err(unreadable)?;
        Ok(Self { summary, manifest: Manifest::read(folder).ok(), path, connection })
    }

    /// Says which run it is.
    pub(super) fn facts(&self) -> RunFacts {
        let text = |name: &str| self.summary[name].as_str().unwrap_or_default().to_owned();
        RunFacts {
            service: text("service"),
            cutover: text("cutover"),
            verdict: text("verdict"),
            overdracht: text("overdracht"),
            made_at: self.manifest.as_ref().map(|manifest| manifest.made_at.clone()),
        }
    }

    /// Returns the status of a proof.
    pub(super) fn status(&self, proof: &str) -> String {
        self.summary["proofs"][proof]["status"].as_str().unwrap_or("not_run").to_owned()
    }

    /// Prepares a question.
    pub(super) fn prepare(&self, sql: &str) -> Result<Statement<'_>, StoreError> {
        self.connection.prepare(sql).map_err(self.error())
    }

    /// Says that the evidence was being read when SQLite failed.
    pub(super) fn error(&self) -> impl Fn(rusqlite::Error) -> StoreError + Clone + use<> {
        StoreError::sqlite(&self.path, "comparing")
    }
}

/// Rows of a question, one at a time.
pub(super) struct Stream<'a, T> {
    rows: rusqlite::Rows<'a>,
    read: fn(&Row<'_>) -> rusqlite::Result<T>,
    error: Box<dyn Fn(rusqlite::Error) -> StoreError>,
    head: Option<T>,
}

impl<'a, T> Stream<'a, T> {
    /// Starts at the first row.
    pub(super) fn start(
        side: &Side,
        statement: &'a mut Statement<'_>,
        read: fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Self, StoreError> {
        let rows = statement.query([]).map_err(side.error())?;
        let mut stream = Self { rows, read, error: Box::new(side.error()), head: None };
        stream.take()?;
        Ok(stream)
    }

    /// Returns the row at hand.
    pub(super) const fn head(&self) -> Option<&T> {
        self.head.as_ref()
    }

    /// Takes the row at hand, and goes on to the next.
    pub(super) fn take(&mut self) -> Result<Option<T>, StoreError> {
        let next = match self.rows.next().map_err(&self.error)? {
            Some(row) => Some((self.read)(row).map_err(&self.error)?),
            None => None,
        };
        Ok(std::mem::replace(&mut self.head, next))
    }
}

/// Hands over what stands in either of two streams, in order of key: pairs where the keys are the same.
pub(super) fn merge<T, K: Ord>(
    old: &mut Stream<'_, T>,
    new: &mut Stream<'_, T>,
    key: impl Fn(&T) -> K,
    mut take: impl FnMut(Option<T>, Option<T>),
) -> Result<(), StoreError> {
    use std::cmp::Ordering;

    loop {
        let order = match (old.head(), new.head()) {
            (None, None) => return Ok(()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(one), Some(other)) => key(one).cmp(&key(other)),
        };
        let one = if order == Ordering::Greater { None } else { old.take()? };
        let other = if order == Ordering::Less { None } else { new.take()? };
        take(one, other);
    }
}
