//! Digests of what stands in the targets, each table read once.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row};

use crate::convert::digest::RecordDigest;
use crate::domain::Origin;
use crate::ledger::payment::payment_digest;
use crate::store::readback::{self, Read, Records, stored_digest};
use crate::store::{StoreError, Target};

/// The table in which payments stand.
const PAYMENTS: &str = "betaling";
/// What of a payment must have arrived as it was.
const FAITHFUL: [&str; 5] = ["persoon", "iban", "rechtmaand", "datum_betaling", "bedrag_cent"];

/// What stands in the targets of municipalities.
#[derive(Debug, Default)]
pub(super) struct Stored {
    records: BTreeMap<(String, &'static str), RecordDigest>,
    payments: BTreeMap<String, Payments>,
}

/// How many payments stand in a target, and their digest.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Payments {
    pub(super) rows: u64,
    pub(super) digest: RecordDigest,
}

type Found = (RecordDigest, Option<Payments>);

impl Stored {
    /// Reads the targets while other work is done, and returns what came of both.
    ///
    /// # Errors
    /// Fails where a target cannot be read, or the other work fails.
    pub(super) fn read_beside<R, E: From<StoreError>>(
        targets: &[Target],
        work: impl FnOnce() -> Result<R, E>,
    ) -> Result<(Self, R), E> {
        let municipalities = targets.iter().filter(|target| target.partner_of.is_none());
        let (tables, done) =
            readback::read_beside(municipalities, |target| target.mapped_tables().collect(), read, work)?;
        let mut stored = Self::default();
        for Read { target, table, found: (digest, payments) } in tables {
            stored.records.insert((target.to_owned(), table), digest);
            stored.payments.extend(payments.map(|payments| (target.to_owned(), payments)));
        }
        Ok((stored, done))
    }

    /// Returns the digest over the records that stand in a table.
    pub(super) fn records(&self, target: &Target, table: &'static str) -> RecordDigest {
        self.records.get(&(target.name.clone(), table)).copied().unwrap_or_default()
    }

    /// Returns the payments that stand in a target.
    pub(super) fn payments(&self, target: &Target) -> Payments {
        self.payments.get(&target.name).copied().unwrap_or_default()
    }
}

fn read(connection: &Connection, records: Records<'_>) -> Result<Found, StoreError> {
    if records.table.name != PAYMENTS {
        return Ok((stored_digest(connection, records, |_| Ok(()))?, None));
    }
    let places = FAITHFUL.map(|name| records.place(name));
    let mut payments = Payments::default();
    let digest = stored_digest(connection, records, |row| {
        payments.rows += 1;
        payments.digest.add(digest_of_payment(row, places)?);
        Ok(())
    })?;
    Ok((digest, Some(payments)))
}

fn digest_of_payment(row: &Row<'_>, [recipient, account, month, date, cents]: [usize; 5]) -> rusqlite::Result<u128> {
    let text = |place| Ok::<_, rusqlite::Error>(row.get_ref(place)?.as_bytes()?);
    let origin = Origin::from_row_key(row.get(0)?);
    Ok(payment_digest(origin, [text(recipient)?, text(account)?, text(month)?, text(date)?], row.get(cents)?))
}
