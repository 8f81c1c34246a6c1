//! Which case a payment means: by its identification, or by its account.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::mapping::model::DestinationIndex;
use crate::store::case::in_force;
use crate::store::meant::{self, AccountUse};
use crate::store::{StoreError, Target};

/// A case: the destination that has it, and its number.
pub(super) type Place = (DestinationIndex, String);

/// The accounts that payees of cases are paid on.
type Accounts = BTreeMap<String, Vec<(DestinationIndex, AccountUse)>>;

/// Looks cases up in the targets of municipalities. Memory grows with payees, and only where an account must tell.
#[derive(Debug)]
pub(super) struct Meanings<'a> {
    targets: &'a [Target],
    accounts: OnceCell<Accounts>,
}

impl<'a> Meanings<'a> {
    pub(super) const fn of(targets: &'a [Target]) -> Self {
        Self { targets, accounts: OnceCell::new() }
    }

    /// Returns the cases that an end-to-end identification names: their number, that of a payment that was made for
    /// them, or what our own files write.
    pub(super) fn identified(&self, id: &str) -> Result<BTreeSet<Place>, StoreError> {
        let mut found = BTreeSet::new();
        for target in self.municipalities() {
            let mut place = |case: String| found.insert((target.destination, case));
            if meant::has_case(target, id)? {
                place(id.to_owned());
            }
            if let Some(case) = meant::case_of_payment(target, id)? {
                place(case);
            }
            for (end, _) in id.match_indices('/') {
                if meant::has_case(target, &id[..end])? {
                    place(id[..end].to_owned());
                }
            }
            let row = id.strip_prefix(ROW).and_then(|rest| rest.split('/').next()?.parse().ok());
            if let Some(case) = row.map(|key: i64| meant::case_of_row(target, key)).transpose()?.flatten() {
                place(case);
            }
        }
        Ok(found)
    }

    /// Returns the one case in force, of those that are wanted, that pays its payees on an account.
    pub(super) fn paid_on(
        &self,
        account: &str,
        date: &str,
        wanted: impl Fn(&Place) -> bool,
    ) -> Result<Option<Place>, StoreError> {
        let accounts = if let Some(accounts) = self.accounts.get() {
            accounts
        } else {
            let accounts = self.read_accounts()?;
            self.accounts.get_or_init(|| accounts)
        };
        let uses = accounts.get(account).into_iter().flatten();
        let mut places = uses
            .filter(|(_, used)| in_force(&used.from, used.to.as_deref(), date))
            .map(|(destination, used)| (*destination, used.dossiernummer.clone()))
            .filter(wanted);
        let first = places.next();
        Ok(if places.all(|other| first.as_ref() == Some(&other)) { first } else { None })
    }

    fn read_accounts(&self) -> Result<Accounts, StoreError> {
        let mut accounts = Accounts::new();
        for target in self.municipalities() {
            for used in meant::account_uses(target)? {
                accounts.entry(used.account.clone()).or_default().push((target.destination, used));
            }
        }
        Ok(accounts)
    }

    fn municipalities(&self) -> impl Iterator<Item = &'a Target> + use<'a> {
        self.targets.iter().filter(|target| target.partner_of.is_none())
    }
}

/// What an end-to-end identification of ours begins with where the number of the case cannot stand in it.
pub const ROW: &str = "rij:";

/// Returns the payee's place in the case as our own files tell it: `<case>/<month>/<volgnummer>`.
pub(super) fn payee_number(id: &str, case: &str) -> Option<i64> {
    let rest = match id.strip_prefix(case) {
        Some(rest) => rest.strip_prefix('/')?,
        None => id.strip_prefix(ROW)?.split_once('/')?.1,
    };
    let (_, number) = rest.split_once('/')?;
    let end = number.find(|digit: char| !digit.is_ascii_digit()).unwrap_or(number.len());
    number[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_the_payee_stands_behind_case_and_month() {
        let table = [
            ("A/2021-01/2", "A", Some(2)),
            ("A/2021-01/2-3", "A", Some(2)),
            ("A/B/2021-01/2", "A/B", Some(2)),
            ("rij:1/2021-01/2", "A", Some(2)),
            ("A/2021-01", "A", None),
            ("A/2021-01/x", "A", None),
            ("A", "A", None),
            ("P-7", "A", None),
        ];
        for (id, case, expected) in table {
            assert_eq!(payee_number(id, case), expected, "{id}");
        }
    }
}
