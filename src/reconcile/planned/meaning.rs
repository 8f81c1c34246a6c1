//! Which case a payment means by its identification.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::account::municipalities;
use crate::domain::MonthFormat;
use crate::mapping::model::DestinationIndex;
use crate::store::meant;
use crate::store::{StoreError, Target};

/// A case: the destination that has it, and its number.
pub(super) type Place = (DestinationIndex, String);

/// Returns the cases that an end-to-end identification names: their number, what our own files write, a number that
/// something was added to, or that of a payment that was made for them on the same account.
pub(super) fn identified(targets: &[Target], id: &str, account: &str) -> Result<BTreeSet<Place>, StoreError> {
    let mut prefixes: Vec<&str> = id.match_indices('/').map(|(end, _)| &id[..end]).collect();
    // The whole of it goes before its beginnings, and of these the one that our own files would have written.
    prefixes.sort_by_key(|case| (!is_ours(&id[case.len() + 1..]), Reverse(case.len())));
    let ours = prefixes.first().filter(|case| is_ours(&id[case.len() + 1..]));
    for case in std::iter::once(&id).chain(ours) {
        let found = named(targets, |target| Ok(meant::has_case(target, case)?.then(|| (*case).to_owned())))?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    if let Some(row) = id.strip_prefix(ROW).and_then(|rest| rest.split('/').next()?.parse::<i64>().ok()) {
        let found = named(targets, |target| meant::case_of_row(target, row))?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    let mut found = named(targets, |target| meant::cases_of_payment(target, id, account))?;
    for case in prefixes {
        let longest = named(targets, |target| Ok(meant::has_case(target, case)?.then(|| case.to_owned())))?;
        if !longest.is_empty() {
            found.extend(longest);
            break;
        }
    }
    Ok(found)
}

fn named<Cases: IntoIterator<Item = String>>(
    targets: &[Target],
    cases: impl Fn(&Target) -> Result<Cases, StoreError>,
) -> Result<BTreeSet<Place>, StoreError> {
    let mut found = BTreeSet::new();
    for target in municipalities(targets) {
        found.extend(cases(target)?.into_iter().map(|case| (target.destination, case)));
    }
    Ok(found)
}

/// Tells whether our own files write this behind the number of a case: `<month>/<volgnummer>`.
fn is_ours(rest: &str) -> bool {
    let is_number = |number: &str| !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
    rest.split_once('/').is_some_and(|(month, number)| {
        MonthFormat::YearMonth.parse(month).is_ok() && number.splitn(2, '-').all(is_number)
    })
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
