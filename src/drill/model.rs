//! What a drill found: the content of `drill.json`.
//!
//! The same run, delivery, seed and times give the same bytes: nothing in it depends on the clock or on the number of
//! threads.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::fault::Way;
use crate::pipeline::{PipelineError, write_whole};
use crate::report::json;
use crate::report::model::{DrillFigures, DrillLine};
use crate::store::StoreError;

/// The name of a drill's file in the run folder.
pub const DRILL: &str = "drill.json";

/// What a drill found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drill {
    /// How many faults were injected.
    pub injected: u64,
    /// How many of them were caught by what must catch them.
    pub caught: u64,
    /// How many were not.
    pub missed: u64,
    /// How many alarms the untouched copies raised.
    pub false_alarms: u64,
    /// What the places were chosen by.
    pub seed: u64,
    /// How often each fault was injected.
    pub times: u32,
    /// The version of the tool.
    pub overdracht: String,
    /// The SHA-256 of the evidence that was drilled, in hexadecimal.
    pub evidence_sha256: String,
    /// Whether the delivery was at hand.
    pub with_delivery: bool,
    /// Every fault, in order of number and way.
    pub faults: Vec<FaultRow>,
    /// The injections that were missed.
    pub missed_injections: Vec<MissedInjection>,
    /// The first alarms of the untouched copies.
    pub alarms: Vec<String>,
}

/// One fault of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaultRow {
    /// Its number.
    pub number: u8,
    /// Its name, in English.
    pub fault: String,
    /// Its name, in Dutch.
    pub fout: String,
    /// Where it was put; nothing where it can be put nowhere.
    pub way: Option<Way>,
    /// What must catch it: any of these.
    pub caught_by: Vec<String>,
    /// How often it was injected.
    pub injected: u64,
    /// How often it was caught.
    pub caught: u64,
    /// How often it was missed.
    pub missed: u64,
    /// What caught it, and how often.
    pub by: BTreeMap<String, u64>,
    /// Why it was not injected, where it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_injected: Option<String>,
}

/// An injection that was not caught.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissedInjection {
    /// The fault's number.
    pub number: u8,
    /// Its name, in English.
    pub fault: String,
    /// Where it was put.
    pub way: Way,
    /// The cases, or what else should have shown it.
    pub subjects: Vec<String>,
    /// What was changed.
    pub change: String,
}

impl Drill {
    /// Tells whether every fault was caught and nothing else raised an alarm.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.missed == 0 && self.false_alarms == 0
    }

    /// Reads the drill of a run, where one was held.
    ///
    /// # Errors
    /// Fails where it cannot be read or understood.
    pub fn read(folder: &Path) -> Result<Option<Self>, PipelineError> {
        let path = folder.join(DRILL);
        let unreadable = |reason: String| StoreError::Unreadable { path: path.clone(), reason };
        match std::fs::read(&path) {
            Ok(text) => Ok(Some(serde_json::from_slice(&text).map_err(|error| unreadable(error.to_string()))?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unreadable(error.to_string()).into()),
        }
    }

    /// Keeps it in the folder of its run.
    ///
    /// # Errors
    /// Fails where it cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), PipelineError> {
        write_whole(&folder.join(DRILL), self.render().as_bytes())
    }

    /// Writes it as JSON, with a line end at the end.
    #[must_use]
    pub fn render(&self) -> String {
        json::pretty(self)
    }

    /// Returns what a report shows of it.
    #[must_use]
    pub fn figures(&self) -> DrillFigures {
        DrillFigures {
            injected: self.injected,
            caught: self.caught,
            missed: self.missed,
            false_alarms: self.false_alarms,
            seed: self.seed,
            times: self.times,
            lines: self.faults.iter().map(line).collect(),
        }
    }
}

fn line(row: &FaultRow) -> DrillLine {
    DrillLine {
        number: row.number,
        dutch: row.fout.clone(),
        english: row.fault.clone(),
        way: row.way.map(|way| way.name().to_owned()),
        caught_by: row.caught_by.clone(),
        injected: row.injected,
        caught: row.caught,
        missed: row.missed,
        not_injected: row.not_injected.clone(),
    }
}
