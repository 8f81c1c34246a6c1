//! What of a column may be shown: nothing that stands in fewer than five rows, and nothing that tells who somebody is.

use super::Column;
use super::kind::is_headed;
use crate::domain::{DateFormat, Money, MonthFormat, Notation};
use crate::profile::looks::Look;
use crate::profile::model::Kind;

/// In how many rows a text or a pattern must stand to be shown.
const ROWS: u64 = 5;
/// How many patterns and texts are shown.
const SHOWN: usize = 20;
/// Up to how many different texts all that may be shown are.
const FEW: usize = 100;
/// In how much of the filled cells a text of a column with many must stand to be shown, in percents.
const SHARE: u64 = 20;
/// Parts of headings over what tells who somebody is.
const PERSONAL: [&str; 19] = [
    "naam",
    "name",
    "t.n.v",
    "voorl",
    "voorv",
    "rekeninghouder",
    "straat",
    "adres",
    "mail",
    "telefoon",
    "kenteken",
    "wachtwoord",
    "patient",
    "initial",
    "manager",
    "medewerker",
    "behandelaar",
    "begeleider",
    "consulent",
];

/// What may be shown.
pub(super) struct Disclosed {
    /// Patterns with their counts.
    pub(super) patterns: Vec<(String, u64)>,
    /// Texts with their counts.
    pub(super) common: Vec<(String, u64)>,
    /// How many texts may not, because they are rare.
    pub(super) rare: u64,
    /// The lowest and the highest of those that may.
    pub(super) range: Option<(String, String)>,
}

/// Decides what of a column may be shown.
pub(super) fn disclose(column: &Column, heading: &str, kind: Kind) -> Disclosed {
    let frequent = column.texts.frequent(ROWS);
    let rare = match column.texts.full_at() {
        Some(_) if column.is_unique() => column.filled,
        Some(full) => full.saturating_sub(frequent.len() as u64),
        None => (column.texts.entries().len() - frequent.len()) as u64,
    };
    let many = frequent.len() + usize::try_from(rare).unwrap_or(usize::MAX) > FEW;
    let identifying = matches!(kind, Kind::Integer | Kind::Text | Kind::Postcode);
    let is_shown =
        |count: u64| !identifying || u128::from(count) * 100 >= u128::from(column.filled) * u128::from(SHARE);
    let named = matches!(kind, Kind::Bsn | Kind::Iban) || is_personal(heading);
    let safe = frequent.into_iter().filter(|(entry, count)| {
        !named && is_shown(*count) && !entry.looks.has_any(&[Look::Bsn, Look::FailingIban, Look::Iban])
    });
    let shown: Vec<(String, u64)> = safe.map(|(entry, count)| (entry.text.to_string(), count)).collect();
    let range = range(&shown, kind);
    let common = shown.into_iter().take(if many { SHOWN } else { FEW }).collect();
    let patterns = column.patterns.frequent(ROWS).into_iter().take(SHOWN);
    let patterns = patterns.map(|(entry, count)| (entry.text.to_string(), count)).collect();
    Disclosed { patterns, common, rare, range }
}

/// Tells whether a heading stands over what tells who somebody is.
pub(in crate::profile) fn is_personal(heading: &str) -> bool {
    is_headed(heading, &PERSONAL)
}

/// Returns the lowest and highest of some texts, where their kind has an order.
fn range(shown: &[(String, u64)], kind: Kind) -> Option<(String, String)> {
    let ordered = shown.iter().filter_map(|(text, _)| Some((order(text, kind)?, text)));
    let mut ordered: Vec<(i128, &String)> = ordered.collect();
    ordered.sort_unstable();
    Some((ordered.first()?.1.clone(), ordered.last()?.1.clone()))
}

/// Returns where a text stands among those of its kind; sentinels stand nowhere.
fn order(text: &str, kind: Kind) -> Option<i128> {
    if crate::profile::sentinels::is_one(text) {
        return None;
    }
    match kind {
        Kind::Integer => text.parse().ok(),
        Kind::Amount => {
            let notation = if text.rfind(',') > text.rfind('.') { Notation::DUTCH } else { Notation::PLAIN };
            let plain = Notation {
                decimal: notation.decimal,
                thousands: Some(if notation.decimal == b',' { b'.' } else { b',' }),
            };
            Money::parse(text, plain).ok().map(|money| i128::from(money.cents()))
        }
        Kind::Date => {
            let date = DateFormat::NAMES.iter().find_map(|(_, format)| format.parse_partial(text).ok())?;
            date.to_string().replace('-', "").parse().ok()
        }
        Kind::Month => {
            let month = MonthFormat::NAMES.iter().find_map(|(_, format)| format.parse(text).ok())?;
            month.to_string().replace('-', "").parse().ok()
        }
        _ => None,
    }
}
