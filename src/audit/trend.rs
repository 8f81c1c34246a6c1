//! The figures of several runs, put beside each other on a page.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::pipeline::manifest::EVIDENCE;
use crate::pipeline::{Manifest, PipelineError};
use crate::reconcile::Verdict;
use crate::report::html::trend::{self, Point};
use crate::store::evidence_read::open;
use crate::store::{EvidenceReader, StoreError};

/// The proofs, in their order.
const PROOFS: [&str; 5] = ["completeness", "partition", "fidelity", "title", "continuity"];

/// Renders a page about runs, in the order in which they are named.
///
/// # Errors
/// Fails where a folder is no run, or its evidence cannot be read.
pub fn trend(runs: &[PathBuf]) -> Result<String, PipelineError> {
    let points = runs.iter().map(|run| point(run)).collect::<Result<Vec<_>, _>>()?;
    Ok(trend::render(&points))
}

fn point(folder: &Path) -> Result<Point, PipelineError> {
    let path = folder.join(EVIDENCE);
    let connection = open(&path)?;
    let text = EvidenceReader::opened(&connection, &path).fact("summary")?;
    let unreadable = |error: serde_json::Error| StoreError::Unreadable {
        path: path.clone(),
        reason: format!("the figures in it are no JSON: {error}"),
    };
    let summary: Value = serde_json::from_str(&text).map_err(unreadable)?;
    let said = |name: &str| summary[name].as_str().unwrap_or_default().to_owned();
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    let (proofs, findings) = (&summary["proofs"], &summary["findings"]);
    let continuity = &proofs["continuity"];
    let verdicts = continuity["verdicts"].as_object().into_iter().flatten();
    let accounts = summary["accounting"].as_array().into_iter().flatten();
    let cents = |value: &Value| value.as_i64().map(i128::from).unwrap_or_default();
    Ok(Point {
        name: name.unwrap_or_else(|| folder.display().to_string()),
        service: said("service"),
        cutover: said("cutover"),
        made_at: Manifest::read(folder).ok().map(|manifest| manifest.made_at),
        overdracht: said("overdracht"),
        proven: summary["verdict"] == "proven",
        broken: PROOFS.into_iter().filter(|name| proofs[*name]["status"] != "passed").map(str::to_owned).collect(),
        stopping: verdicts.filter(|(name, _)| stops(name)).map(|(_, count)| count.as_u64().unwrap_or_default()).sum(),
        rejected: accounts.map(|account| account["rejected"]["rows"].as_u64().unwrap_or_default()).sum(),
        errors: findings["error"].as_u64().unwrap_or_default(),
        warnings: findings["warning"].as_u64().unwrap_or_default(),
        promised_cents: cents(&continuity["promised_cents"]),
        planned_cents: cents(&continuity["planned_cents"]),
    })
}

/// Tells whether a verdict stops; one that this version does not know does.
fn stops(verdict: &str) -> bool {
    Verdict::named(verdict).is_none_or(Verdict::stops)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::audit::fixture::run_of;
    use crate::convert::sample::Sample;

    #[test]
    fn runs_stand_in_the_order_in_which_they_are_named_with_their_own_figures() {
        let folder = TempDir::new().expect("a folder");
        let runs = ["week-2", "week-1"].map(|name| folder.path().join(name));
        run_of(&Sample::new().correct("componenten", "+;1.000,00", "+;900,00"), &runs[0]);
        run_of(&Sample::new(), &runs[1]);
        let [worse, better] = [0, 1].map(|place: usize| point(&runs[place]).expect("a run"));
        assert_eq!((worse.proven, worse.stopping, &worse.broken[..]), (false, 1, &["continuity".to_owned()][..]));
        assert_eq!((better.proven, better.stopping, better.promised_cents), (true, 0, 185_000));
        let page = trend(&runs).expect("a page");
        let [first, second] = ["week-2", "week-1"].map(|name| page.find(name).expect("a row"));
        assert!(first < second && !page.contains(&*folder.path().to_string_lossy()));
        assert!(trend(&[folder.path().to_owned()]).is_err());
    }
}
