//! The sheets of a workbook, two at a time, the largest first.
//!
//! A lane opens the workbook once for all sheets that it takes, since the texts that sheets share are loaded then.
//! Whatever the lanes do, the first sheet that cannot be used is the one that is told.

use std::cmp::Reverse;
use std::fs::File;
use std::io::BufReader;
use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use calamine::{Reader, Xlsx};

use super::{Task, cells, failed};
use crate::source::workbook::grid::Grid;
use crate::source::workbook::guard::guarded;
use crate::source::workbook::package::Package;
use crate::source::workbook::{Extract, Notice, SheetInfo, tags};
use crate::source::{Cancel, SourceError};

/// How many lanes there are; in most workbooks one sheet is as large as all others.
const LANES: usize = 2;
/// Up to how many bytes of shared parts each lane may load them.
const SHARED: u64 = 32 << 20;

/// Spools sheets, in the order of the tasks, of a workbook whose shared parts take so many bytes.
pub(super) fn spool(
    package: &Package,
    tasks: &[Task<'_>],
    shared: u64,
    cancel: &Cancel,
) -> Result<Vec<Extract>, SourceError> {
    let lanes = if shared > SHARED { 1 } else { LANES.min(tasks.len()) };
    let work = Work::new(package, tasks, cancel);
    let mut spooled: Vec<Spooled> = thread::scope(|scope| {
        let lanes: Vec<_> = (0..lanes).map(|_| scope.spawn(|| work.lane())).collect();
        lanes.into_iter().flat_map(|lane| lane.join().unwrap_or_else(|reason| panic::resume_unwind(reason))).collect()
    });
    spooled.sort_by_key(|(task, _)| *task);
    spooled.into_iter().map(|(_, extract)| extract).collect()
}

/// What came of a task, by its place.
type Spooled = (usize, Result<Extract, SourceError>);

/// What the lanes share.
struct Work<'a> {
    package: &'a Package,
    tasks: &'a [Task<'a>],
    cancel: &'a Cancel,
    /// The places of the tasks, the largest first.
    order: Vec<usize>,
    /// How many of those are taken.
    taken: AtomicUsize,
    /// The first task that failed.
    failed: AtomicUsize,
}

impl<'a> Work<'a> {
    fn new(package: &'a Package, tasks: &'a [Task<'a>], cancel: &'a Cancel) -> Self {
        let mut order: Vec<usize> = (0..tasks.len()).collect();
        order.sort_by_key(|task| Reverse(tasks[*task].size));
        let (taken, failed) = (AtomicUsize::new(0), AtomicUsize::new(usize::MAX));
        Self { package, tasks, cancel, order, taken, failed }
    }

    /// Takes tasks until there are none.
    fn lane(&self) -> Vec<Spooled> {
        let mut lane = match Lane::open(self.package) {
            Ok(lane) => lane,
            Err(error) => return vec![(0, Err(error))],
        };
        let mut spooled = Vec::new();
        while let Some(&task) = self.order.get(self.taken.fetch_add(1, Ordering::Relaxed)) {
            // Nothing comes of what stands after a task that failed.
            if task > self.failed.load(Ordering::Relaxed) {
                continue;
            }
            let extract = lane.spool(&self.tasks[task], self.cancel);
            if extract.is_err() {
                self.failed.fetch_min(task, Ordering::Relaxed);
            }
            spooled.push((task, extract));
        }
        spooled
    }
}

/// A workbook that was opened for one lane.
struct Lane {
    package: Package,
    workbook: Xlsx<BufReader<File>>,
}

impl Lane {
    fn open(package: &Package) -> Result<Self, SourceError> {
        let (path, name) = (&package.path, &package.name);
        let unreadable = |source| SourceError::Unreadable { path: name.clone(), source };
        let file = BufReader::new(File::open(path).map_err(unreadable)?);
        let workbook = guarded(name, || Xlsx::new(file).map_err(|error| failed(name, &error)))?;
        Ok(Self { package: Package::open(path, name)?, workbook })
    }

    fn spool(&mut self, task: &Task<'_>, cancel: &Cancel) -> Result<Extract, SourceError> {
        let book = self.package.name.clone();
        let SheetInfo { name: sheet, hidden } = task.info;
        // Seen to its end before anything is made of it, so that it expands within measure.
        let seen = tags::look(self.package.part(&task.part)?, &book, &task.part, cancel)?;
        let mut grid = Grid::new(task.wanted, cancel, &book, sheet)?;
        for region in seen.merged {
            grid.merge(region);
        }
        for (first, last) in seen.hidden {
            grid.hide(first, last);
        }
        cells::lay_out(&mut self.workbook, sheet, &mut grid, &book)?;
        let mut extract = grid.finish()?;
        extract.notices.extend(hidden.then_some(Notice::HiddenSheet));
        Ok(extract)
    }
}
