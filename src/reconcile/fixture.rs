//! A target and evidence of one case for tests of the proofs: a single person, paid € 1.000,00 at the end of the month.

use std::path::Path;

use rusqlite::params;
use tempfile::TempDir;

use super::Parameters;
use crate::ledger::calendar::Calendar;
use crate::ledger::plan;
use crate::mapping::{self, Mapping};
use crate::source::Cancel;
use crate::store::case::{self, CaseRecord};
use crate::store::{Evidence, EvidenceReader, StoreError, Target};

pub(super) const CLIENT: &str = "111222333";
pub(super) const ACCOUNT: &str = "NL91ABNA0417164300";

/// What a run leaves behind for the proofs.
pub(super) struct Fixture {
    pub(super) mapping: Mapping,
    pub(super) targets: Vec<Target>,
    evidence: Evidence,
    folder: TempDir,
}

/// What a run counts while the delivery is at hand.
const COUNTS: [&str; 16] = [
    "balance_rows",
    "balance_rows_different",
    "cases",
    "cases_nowhere",
    "cases_stays_behind",
    "cases_to.oude-ijsselstreek",
    "cases_twice",
    "control_lines",
    "foreign_key_violations",
    "payments",
    "payments_different",
    "payments_missing",
    "payments_unexpected",
    "totals_lines",
    "unexplained_dates",
    "unreadable_payments",
];

const CASE: &str = "
    INSERT INTO persoon (id, bsn, clientnummer, indicatie_geheim) VALUES (1, '111222333', 'c1', 0);
    INSERT INTO client (id, clientnummer, persoon) VALUES (1, 'c1', '111222333');
    INSERT INTO inkomensvoorziening (id, dossiernummer, client, regeling, ingangsdatum, geblokkeerd, gemeentecode)
      VALUES (1, 'A', 'c1', 'PW', '2019-01-01', 0, '1509');
    INSERT INTO component (id, inkomensvoorziening, soort, debet_credit, bedrag_cent, van)
      VALUES (1, 'A', 'norm', 'credit', 105000, '2020-01-01'),
             (2, 'A', 'vt_reservering', 'debet', 5000, '2020-01-01');
    INSERT INTO begunstigde (id, inkomensvoorziening, volgnummer, soort, iban, verdeling, van)
      VALUES (1, 'A', 1, 'client', 'NL91ABNA0417164300', 'rest', '2020-01-01');
    INSERT INTO beschikking (id, kenmerk, inkomensvoorziening, soort, wet, geldig_van)
      VALUES (1, 'b1', 'A', 'toekenning', 'PW', '2019-01-01');
    INSERT INTO vakantiegeld_reservering (id, inkomensvoorziening, opgebouwd_van, bedrag_cent)
      VALUES (1, 'A', '2020-06-01', 35000);
    INSERT INTO betaalkalender (id, dienst, rechtmaand, soort, datum)
      VALUES (1, 'laborijn', '2021-01', 'periodiek', '2021-01-29'),
             (2, 'laborijn', '2021-02', 'periodiek', '2021-02-26'),
             (3, 'laborijn', '2021-03', 'periodiek', '2021-03-31');";

impl Fixture {
    /// Makes a case that is promised what is planned.
    pub(super) fn new() -> Self {
        let fixture = Self::empty();
        fixture.change(CASE);
        fixture.plan();
        let promise =
            "INSERT INTO promise VALUES (?, 'c1', 'A', ?, ?, ?, 'CLIENT', 100000, 1, '2020-12', 'last', 1, 2)";
        for (month, date) in [("2021-01", "2021-01-29"), ("2021-02", "2021-02-26"), ("2021-03", "2021-03-31")] {
            fixture.note(promise, params![CLIENT, month, date, ACCOUNT]);
        }
        fixture.note("INSERT INTO payee VALUES ('A', ?, 'CLIENT', 1, 2)", [ACCOUNT]);
        fixture.note("INSERT INTO reserve VALUES ('A', 35000, 1, 2)", []);
        fixture
    }

    /// Makes a target and evidence in which nothing stands.
    pub(super) fn empty() -> Self {
        let mapping = mapping::load(Path::new("mappings/laborijn")).expect("a mapping");
        let folder = tempfile::tempdir().expect("a folder");
        let targets = Target::create_all(&mapping, folder.path(), &Cancel::default()).expect("targets");
        let evidence = Evidence::create(&folder.path().join("evidence.sqlite"), &Cancel::default()).expect("evidence");
        let fixture = Self { mapping, targets, evidence, folder };
        for name in COUNTS {
            fixture.evidence.fact(name, "0").expect("a fact");
        }
        fixture
    }

    /// Runs SQL on the municipality's target.
    pub(super) fn change(&self, sql: &str) {
        self.municipality().connection.execute_batch(sql).expect("valid SQL");
    }

    /// Writes a row of evidence.
    pub(super) fn note(&self, sql: &'static str, values: impl rusqlite::Params) {
        self.evidence.insert(sql, values).expect("a row");
    }

    /// Runs SQL on the evidence.
    pub(super) fn forget(&self, sql: &str) {
        self.evidence.connection().execute_batch(sql).expect("valid SQL");
    }

    /// Changes a count.
    pub(super) fn count(&self, name: &str, count: u64) {
        self.forget(&format!("UPDATE run SET value = '{count}' WHERE name = '{name}'"));
    }

    /// Plans all payments anew.
    pub(super) fn plan(&self) {
        self.change("DELETE FROM betaalopdracht");
        let target = self.municipality();
        let calendar = Calendar::of(target).expect("a calendar");
        let mut insertion = target.order_insertion().expect("an insertion");
        for case in self.cases() {
            for order in plan::plan(&case, &calendar, self.parameters().window).orders {
                insertion.insert(&case.dossiernummer, &order).expect("an order");
            }
        }
    }

    /// Returns the cases of the target.
    pub(super) fn cases(&self) -> Vec<CaseRecord> {
        let mut cases = Vec::new();
        let take = |case| -> Result<(), StoreError> {
            cases.push(case);
            Ok(())
        };
        case::each_case(self.municipality(), take).expect("cases");
        cases
    }

    pub(super) fn municipality(&self) -> &Target {
        self.targets.iter().find(|target| target.partner_of.is_none()).expect("a municipality")
    }

    pub(super) fn evidence(&self) -> EvidenceReader<'_> {
        EvidenceReader::of(&self.evidence, self.folder.path())
    }

    pub(super) fn parameters(&self) -> Parameters {
        Parameters::of(&self.mapping)
    }
}
