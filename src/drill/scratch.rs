//! Copies of a run's targets, one set for each thread: spoiled, proven, and put right again.

use rusqlite::types::Value;
use rusqlite::{Params, ToSql, params_from_iter};
use tempfile::TempDir;

use super::chance::Chance;
use super::judge::Baseline;
use crate::catalog;
use crate::ledger::calendar::Calendar;
use crate::ledger::plan;
use crate::mapping::model::Waiver;
use crate::pipeline::{OpenRun, PipelineError, private_folder};
use crate::reconcile::{Parameters, Proof, prove};
use crate::store::case::{self, CaseRecord};
use crate::store::{StoreError, Target};

/// A run of which the targets are copies.
#[derive(Debug)]
pub(super) struct Scratch {
    // Dropped in this order: the databases are closed before their folder is taken away.
    run: OpenRun,
    _folder: TempDir,
}

/// A place that was picked, with what was asked about it.
#[derive(Debug)]
pub(super) struct Place<'a> {
    /// The copy that it is in.
    pub(super) target: &'a Target,
    cells: Vec<Value>,
}

/// Places to choose from. What already differs from the promise is no place for a fault: it would be judged as what it
/// was. An order is one of a case of which all orders are as promised; a payment is an order that is the only one of the
/// resident on that date and account; a component counts on the first date of its case, where somebody gets what is left.
const PLACES: &str = "
    CREATE TEMP TABLE drill_order AS SELECT * FROM betaalopdracht WHERE inkomensvoorziening NOT IN
      (SELECT o.inkomensvoorziening FROM betaalopdracht o WHERE NOT EXISTS (SELECT 1 FROM drill_equal e
        WHERE e.persoon = o.persoon AND e.datum = o.datum AND e.iban = o.iban));
    CREATE INDEX temp.drill_order_case ON drill_order (inkomensvoorziening);
    CREATE TEMP TABLE drill_payment AS SELECT * FROM drill_order WHERE id IN
      (SELECT min(id) FROM betaalopdracht GROUP BY persoon, datum, iban HAVING count(*) = 1);
    CREATE INDEX temp.drill_payment_case ON drill_payment (inkomensvoorziening);
    CREATE TEMP TABLE drill_component AS SELECT c.*, o.datum, o.cents FROM component c JOIN
      (SELECT o.inkomensvoorziening, min(o.datum) AS datum, min(o.bedrag_cent) AS cents FROM drill_order o
        JOIN begunstigde b ON b.inkomensvoorziening = o.inkomensvoorziening AND b.volgnummer = o.volgnummer
        WHERE b.verdeling = 'rest' GROUP BY 1) o ON o.inkomensvoorziening = c.inkomensvoorziening
      WHERE c.van <= o.datum AND (c.tot IS NULL OR c.tot >= o.datum) AND c.bedrag_cent > 0
        AND c.soort NOT IN ('subtotaal', 'informatief');
    CREATE INDEX temp.drill_component_case ON drill_component (inkomensvoorziening);";

impl Scratch {
    /// Copies the targets of a run.
    ///
    /// # Errors
    /// Fails where the run cannot be read or the copies cannot be written.
    pub(super) fn of(mut run: OpenRun) -> Result<Self, PipelineError> {
        let folder = private_folder()?;
        run.targets = run.targets.iter().map(|target| target.scratch(folder.path())).collect::<Result<_, _>>()?;
        Ok(Self { run, _folder: folder })
    }

    /// Prepares the choice of places, by what the untouched copies say.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub(super) fn with_places(self, baseline: &Baseline) -> Result<Self, PipelineError> {
        for target in self.municipalities() {
            let error = target.error("preparing a drill");
            let table = "BEGIN; CREATE TEMP TABLE drill_equal (persoon TEXT, datum TEXT, iban TEXT,
                PRIMARY KEY (persoon, datum, iban)) WITHOUT ROWID";
            target.connection.execute_batch(table).map_err(&error)?;
            let insert = target.connection.prepare("INSERT INTO drill_equal VALUES (?, ?, ?)");
            let mut insert = insert.map_err(&error)?;
            for (recipient, date, account) in baseline.equal() {
                insert.execute([recipient, date, account]).map_err(&error)?;
            }
            drop(insert);
            target.connection.execute_batch(&format!("{PLACES} COMMIT")).map_err(&error)?;
        }
        Ok(self)
    }

    /// Proves the copies as they are.
    ///
    /// # Errors
    /// Fails where a database cannot be read.
    pub(super) fn prove(&self) -> Result<Proof, StoreError> {
        self.run.prove()
    }

    /// Proves the copies as they are, with one waiver more beside the mapping.
    ///
    /// # Errors
    /// Fails where a database cannot be read.
    pub(super) fn prove_with(&self, waiver: Option<&Waiver>) -> Result<Proof, StoreError> {
        let Some(waiver) = waiver else { return self.prove() };
        let mut mapping = self.run.mapping.clone();
        mapping.waivers.push(waiver.clone());
        prove(&mapping, &self.run.evidence(), &self.run.targets)
    }

    /// Does something with the copies and puts them right again, whatever comes of it.
    ///
    /// # Errors
    /// Fails where SQLite does, and with whatever `work` fails with.
    pub(super) fn restored<R>(&self, work: impl FnOnce() -> Result<R, StoreError>) -> Result<R, StoreError> {
        self.all("SAVEPOINT drill")?;
        let done = work();
        self.all("ROLLBACK TO drill; RELEASE drill")?;
        done
    }

    fn all(&self, sql: &str) -> Result<(), StoreError> {
        let run = |target: &Target| target.connection.execute_batch(sql).map_err(target.error("drilling"));
        self.run.targets.iter().try_for_each(run)
    }

    /// Returns the run whose targets are copied here.
    pub(super) const fn run(&self) -> &OpenRun {
        &self.run
    }

    /// Returns the copies in which cases stand.
    pub(super) fn municipalities(&self) -> impl Iterator<Item = &Target> {
        self.run.targets.iter().filter(|target| target.partner_of.is_none())
    }

    /// Picks one row of a query over all copies in which cases stand, each row as likely.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub(super) fn pick(
        &self,
        dice: &mut Chance,
        sql: &str,
        values: &[&dyn ToSql],
    ) -> Result<Option<Place<'_>>, StoreError> {
        let mut counts = Vec::new();
        for target in self.municipalities() {
            let count = target.connection.query_row(&format!("SELECT count(*) FROM ({sql})"), values, |row| row.get(0));
            let count: i64 = count.map_err(target.error("looking for a place"))?;
            counts.push((target, count.unsigned_abs()));
        }
        let all = counts.iter().map(|(_, count)| count).sum::<u64>();
        if all == 0 {
            return Ok(None);
        }
        let mut place = dice.below(all);
        for (target, count) in counts {
            if place < count {
                let cells = rows(target, &format!("SELECT * FROM ({sql}) LIMIT 1 OFFSET {place}"), values)?;
                return Ok(cells.into_iter().next().map(|cells| Place { target, cells }));
            }
            place -= count;
        }
        Ok(None)
    }

    /// Reads a case whole.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub(super) fn case(target: &Target, number: &str) -> Result<Option<CaseRecord>, StoreError> {
        let mut found = None;
        case::each_case(target, |case| -> Result<(), StoreError> {
            if case.dossiernummer == number {
                found = Some(case);
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Plans a case as if it were as given, and puts the payments there; returns how many.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub(super) fn plan_as(&self, target: &Target, case: &CaseRecord) -> Result<usize, StoreError> {
        let orders = plan::plan(case, &Calendar::of(target)?, self.parameters().window).orders;
        let mut insertion = target.order_insertion()?;
        orders.iter().try_for_each(|order| insertion.insert(&case.dossiernummer, order))?;
        Ok(orders.len())
    }

    /// Plans the payments of some cases of a copy again, or of all.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub(super) fn plan_again(&self, target: &Target, cases: Option<&[String]>) -> Result<(), StoreError> {
        match cases {
            None => change(target, "DELETE FROM betaalopdracht", []).map(|_| ())?,
            Some(cases) => cases.iter().try_for_each(|case| {
                change(target, "DELETE FROM betaalopdracht WHERE inkomensvoorziening = ?", [case]).map(|_| ())
            })?,
        }
        let (calendar, window) = (Calendar::of(target)?, self.parameters().window);
        let mut insertion = target.order_insertion()?;
        case::each_case(target, |case| {
            if cases.is_some_and(|cases| !cases.contains(&case.dossiernummer)) {
                return Ok(());
            }
            let orders = plan::plan(&case, &calendar, window).orders;
            orders.iter().try_for_each(|order| insertion.insert(&case.dossiernummer, order))
        })
    }

    fn parameters(&self) -> Parameters {
        Parameters::of(&self.run.mapping)
    }
}

impl Place<'_> {
    /// Returns a cell as text; nothing is empty.
    pub(super) fn text(&self, cell: usize) -> String {
        match self.cells.get(cell) {
            Some(Value::Text(text)) => text.clone(),
            Some(Value::Integer(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    /// Returns a cell as a number; anything else is zero.
    pub(super) fn number(&self, cell: usize) -> i64 {
        match self.cells.get(cell) {
            Some(Value::Integer(number)) => *number,
            _ => 0,
        }
    }

    /// Changes rows where the place is; returns how many.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub(super) fn change(&self, sql: &str, values: impl Params) -> Result<usize, StoreError> {
        change(self.target, sql, values)
    }

    /// Returns the first cells of a query, as texts.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub(super) fn texts(&self, sql: &str, values: impl Params) -> Result<Vec<String>, StoreError> {
        let rows = rows(self.target, sql, values)?;
        Ok(rows.into_iter().map(|cells| Place { target: self.target, cells }.text(0)).collect())
    }

    /// Copies rows of a table under keys of their own; some columns get another value, as SQL.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub(super) fn copy_rows(
        &self,
        table: &str,
        condition: &str,
        others: &[(&str, &str)],
        values: &[&str],
    ) -> Result<usize, StoreError> {
        let Some(known) = catalog::table(table) else { return Ok(0) };
        let names = self.target.shape.columns(known).into_iter().map(|place| known.columns[place].name);
        let names: Vec<&str> = names.collect();
        let mut cells = names.clone();
        for (name, value) in others {
            cells.iter_mut().filter(|cell| *cell == name).for_each(|cell| *cell = value);
        }
        let sql = format!(
            "INSERT INTO {table} (id, {}) SELECT (SELECT max(id) FROM {table}) + row_number() OVER (ORDER BY id), {}
             FROM {table} WHERE {condition}",
            names.join(", "),
            cells.join(", ")
        );
        change(self.target, &sql, params_from_iter(values))
    }
}

fn change(target: &Target, sql: &str, values: impl Params) -> Result<usize, StoreError> {
    target.connection.execute(sql, values).map_err(target.error("injecting a fault"))
}

fn rows(target: &Target, sql: &str, values: impl Params) -> Result<Vec<Vec<Value>>, StoreError> {
    let error = target.error("looking for a place");
    let mut statement = target.connection.prepare(sql).map_err(&error)?;
    let columns = statement.column_count();
    let cells = |row: &rusqlite::Row<'_>| (0..columns).map(|cell| row.get(cell)).collect::<Result<Vec<Value>, _>>();
    let found = statement.query_map(values, cells).map_err(&error)?;
    found.collect::<Result<_, _>>().map_err(&error)
}
