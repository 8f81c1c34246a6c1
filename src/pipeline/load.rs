//! The delivery, extracted, validated, mapped and loaded.

use std::collections::BTreeMap;

use rusqlite::params;

use super::error::PipelineError;
use super::order::loading_order;
use super::work::Work;
use super::{Stage, corrections, figures, late, workbooks};
use crate::convert::routing::{CaseCounts, Routes};
use crate::convert::{Lookups, Parents, TableConverter, filters, lookups};
use crate::diag::codes::{delivery as codes, payment};
use crate::diag::{Code, Finding};
use crate::domain::{FileId, Origin};
use crate::mapping::model::{DestinationKind, TableIndex};
use crate::source::files::unused_in_words;
use crate::source::{ControlFile, FileFacts, Reading};
use crate::store::evidence::narrow;
use crate::store::load::Loaded;
use crate::store::{Evidence, Loader, StoreError, Target, settle};

/// What was learnt of the files while they were loaded.
#[derive(Debug, Default)]
pub(super) struct Delivered {
    /// The facts of each file.
    pub(super) files: BTreeMap<FileId, FileFacts>,
    /// The control file, where the service delivered one.
    pub(super) control: Option<ControlFile>,
}

/// What is read of the delivery before anything is loaded.
pub(super) struct Ahead {
    /// Where rows go.
    pub(super) routes: Routes,
    /// What rows look up.
    pub(super) lookups: Lookups,
}

impl Ahead {
    fn read(work: &Work<'_>) -> Result<Self, PipelineError> {
        let mapping = work.mapping;
        work.begin(&Stage::Routing);
        let routes = Routes::build(mapping, work.files, work.cancel)?;
        if !lookups::tables(mapping).is_empty() {
            work.begin(&Stage::LookingUp);
        }
        let lookups = Lookups::build(mapping, work.files, work.cancel)?;
        Ok(Self { routes, lookups })
    }
}

/// What was loaded, until keys and rules are checked.
pub(super) struct Unsettled {
    ahead: Ahead,
    parents: Parents,
    loaded: Loaded,
    delivered: Delivered,
}

/// Loads everything into the targets.
pub(super) fn load(work: &Work<'_>, evidence: &Evidence, targets: &[Target]) -> Result<Unsettled, PipelineError> {
    let mapping = work.mapping;
    let mut delivered = Delivered { control: read_control(work)?, ..Delivered::default() };
    let ahead = Ahead::read(work)?;
    let mut parents = Parents::new(mapping);
    let mut loaded = Loaded::default();
    for table in loading_order(mapping) {
        work.begin(&Stage::Loading(mapping.delivery.tables[table].name.clone()));
        let brought = load_table(work, evidence, targets, &ahead, &parents, &mut loaded, table, &mut delivered)?;
        parents.absorb(brought);
    }
    work.stop_if_asked()?;
    Ok(Unsettled { ahead, parents, loaded, delivered })
}

impl Unsettled {
    /// Rejects what breaks keys or rules, and writes what became of every row into the evidence.
    pub(super) fn settle(
        self,
        work: &Work<'_>,
        evidence: &Evidence,
        targets: &mut [Target],
    ) -> Result<Delivered, PipelineError> {
        let Self { ahead, parents, mut loaded, delivered } = self;
        let tables: BTreeMap<FileId, TableIndex> = work.files.data.iter().map(|file| (file.id, file.table)).collect();
        let begin = |step| work.begin(&Stage::Settling(step));
        settle::settle(work.mapping, targets, evidence, &mut loaded, &tables, &begin)?;
        work.begin(&Stage::Accounting);
        late::reject(work, evidence, &ahead, &parents, &mut loaded)?;
        observe_tables_without_map(work, evidence)?;
        write_cases(work, evidence, ahead.routes.counts())?;
        write_files(work, evidence, targets, &delivered, &loaded)?;
        find_unused(work, evidence, &delivered)?;
        workbooks::tell(work.files, evidence)?;
        Ok(delivered)
    }
}

fn read_control(work: &Work<'_>) -> Result<Option<ControlFile>, PipelineError> {
    let declared = work.mapping.delivery.control.as_ref().zip(work.files.control.as_ref());
    let read = declared.map(|(control, path)| ControlFile::read(path, control, work.files));
    Ok(read.transpose()?)
}

#[expect(clippy::too_many_arguments, reason = "one table with everything that its loading touches")]
fn load_table(
    work: &Work<'_>,
    evidence: &Evidence,
    targets: &[Target],
    ahead: &Ahead,
    parents: &Parents,
    loaded: &mut Loaded,
    table: TableIndex,
    delivered: &mut Delivered,
) -> Result<Parents, PipelineError> {
    let converter = TableConverter::new(work.mapping, &ahead.routes, &ahead.lookups, parents, table);
    let mut corrected = Vec::new();
    let mut into = Loader::new(work.mapping, targets, evidence, loaded, parents, table)?;
    for file in work.files.of(table) {
        let reading = Reading { delivery: &work.mapping.delivery, file, cancel: work.cancel };
        let facts = reading.each_block(
            |rows| converter.convert(file.id, rows),
            |batch| -> Result<(), PipelineError> { Ok(into.take(file.id, batch)?) },
        )?;
        if let Some(control) = &delivered.control {
            for heading in control.check(&reading, &facts)? {
                let message = format!("{} [{heading}] has no line in the control file", file.name);
                evidence.finding(&about_file(&payment::NO_CONTROL_TOTAL, None, message))?;
            }
        }
        corrected.extend(facts.corrected.iter().map(|(place, line)| (*place, Origin::new(file.id, *line))));
        delivered.files.insert(file.id, facts);
    }
    let brought = into.finish();
    corrections::write(work, evidence, table, &corrected)?;
    Ok(brought)
}

/// Says of delivered tables that nothing reads that their rows go nowhere: they are unexplained.
fn observe_tables_without_map(work: &Work<'_>, evidence: &Evidence) -> Result<(), StoreError> {
    let looked_up = lookups::tables(work.mapping);
    for file in &work.files.data {
        let is_mapped = work.mapping.maps.iter().any(|map| map.from == file.table);
        if !is_mapped && !looked_up.contains(&file.table) {
            let message = "no map reads this table, so its rows go nowhere";
            observe(
                evidence,
                "completeness",
                &work.mapping.delivery.tables[file.table].name,
                message,
                Origin::new(file.id, file.heading_line()),
            )?;
        }
    }
    Ok(())
}

fn write_cases(work: &Work<'_>, evidence: &Evidence, counts: &CaseCounts) -> Result<(), StoreError> {
    evidence.fact("cases", &counts.cases.to_string())?;
    evidence.fact("cases_stays_behind", &counts.stays_behind.to_string())?;
    evidence.fact("cases_nowhere", &counts.nowhere.len().to_string())?;
    evidence.fact("cases_twice", &counts.twice.len().to_string())?;
    for (destination, count) in work.mapping.destinations.iter().zip(&counts.per_destination) {
        if matches!(destination.kind, DestinationKind::Municipality { .. }) {
            evidence.fact(&format!("cases_to.{}", destination.name), &count.to_string())?;
        }
    }
    let nowhere = counts.nowhere.iter().map(|found| (found, "goes to no destination, and no decision leaves it"));
    let twice = counts.twice.iter().map(|found| (found, "a second row for the same case"));
    for ((case, origin), message) in nowhere.chain(twice) {
        observe(evidence, "partition", case, message, *origin)?;
    }
    Ok(())
}

/// Writes what a proof saw wrong while the delivery was at hand.
pub(super) fn observe(
    evidence: &Evidence,
    proof: &str,
    subject: &str,
    message: &str,
    origin: Origin,
) -> Result<(), StoreError> {
    evidence.insert(
        "INSERT INTO observation VALUES (?, ?, ?, ?, ?)",
        params![proof, subject, message, origin.file().number(), origin.line()],
    )
}

fn write_files(
    work: &Work<'_>,
    evidence: &Evidence,
    targets: &[Target],
    delivered: &Delivered,
    loaded: &Loaded,
) -> Result<(), StoreError> {
    let rules = (0_u16..).zip(filters::list(work.mapping));
    for (number, rule) in rules.filter(|(_, rule)| !rule.because.is_empty()) {
        evidence.insert("INSERT INTO filter VALUES (?, ?, ?)", params![number, rule.rule, rule.because])?;
    }
    let places: Vec<String> = work.mapping.destinations.iter().map(|destination| destination.name.clone()).collect();
    let mut totals_lines = 0_u64;
    for file in &work.files.data {
        let Some(facts) = delivered.files.get(&file.id) else { continue };
        let table = &work.mapping.delivery.tables[file.table];
        let cents = (!table.amounts.is_empty()).then(|| narrow(facts.magnitude.cents()));
        let (rows, bytes) = (facts.rows.cast_signed(), facts.bytes.cast_signed());
        totals_lines += u64::from(facts.footer.is_some());
        evidence.insert(
            "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?)",
            params![file.id.number(), table.name, file.name, facts.sha256, bytes, rows, cents],
        )?;
        for (heading, cell) in table.columns.iter().zip(&facts.cells) {
            let cell = u32::try_from(*cell).unwrap_or(u32::MAX);
            evidence.insert("INSERT INTO heading VALUES (?, ?, ?)", params![file.id.number(), heading, cell])?;
        }
        for target in targets {
            target.insert_delivered_file(file.id.number(), &file.name, &table.name, &facts.sha256, bytes, rows)?;
        }
        if let Some(tally) = loaded.tallies.get(&file.id) {
            evidence.account(file.id, tally, &places)?;
        }
    }
    for ((destination, table), digest) in &loaded.digests {
        let name = &work.mapping.destinations[*destination].name;
        evidence.insert("INSERT INTO record_digest VALUES (?, ?, ?)", params![name, table, digest.hexadecimal()])?;
    }
    let control_lines = delivered.control.as_ref().map_or(0, |control| control.lines.len());
    figures::write_totals(work, evidence, delivered)?;
    evidence.fact("control_lines", &control_lines.to_string())?;
    evidence.fact("totals_lines", &totals_lines.to_string())
}

fn find_unused(work: &Work<'_>, evidence: &Evidence, delivered: &Delivered) -> Result<(), StoreError> {
    for file in &work.files.data {
        for heading in delivered.files.get(&file.id).into_iter().flat_map(|facts| &facts.unknown_headings) {
            let message = format!("{} has a column \"{heading}\" that the mapping does not know", file.name);
            evidence.finding(&about_file(
                &codes::UNUSED_COLUMN,
                Some(Origin::new(file.id, file.heading_line())),
                message,
            ))?;
        }
    }
    for name in &work.files.unused {
        evidence.finding(&about_file(&codes::UNUSED_FILE, None, unused_in_words(name)))?;
    }
    Ok(())
}

pub(super) fn about_file(code: &'static Code, origin: Option<Origin>, message: String) -> Finding {
    Finding { code, origin, column: None, value: None, subject: None, message }
}
