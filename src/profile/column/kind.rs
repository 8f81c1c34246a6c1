//! What kind of column it is: kinds compete in a fixed order, and what nearly all filled cells look like wins.
//!
//! What is least likely by accident comes first: an account number passes its check once in a hundred times, a number
//! of eight digits is a date in a likely year once in a hundred, and a number of nine passes the test of a
//! burgerservicenummer once in eleven. Any of the last two is a whole number too. What is left without a reading is a
//! code where few texts repeat, and text otherwise.

use super::Column;
use crate::catalog::codes::GEMEENTE;
use crate::domain::MunicipalityCode;
use crate::profile::looks::Look;
use crate::profile::model::{Distinct, Kind};

/// What "nearly all" is, in percents.
const NEARLY_ALL: u64 = 90;
/// How many of nine digits must pass the eleven-test to be burgerservicenummers, in percents.
const PASSING: u64 = 70;
/// How many different texts a column of codes has at most.
const CODES: u64 = 32;
/// In how many rows a code stands on average, at least.
const ROWS_PER_CODE: u64 = 4;
/// The same where all codes are numbers.
const ROWS_PER_NUMBER: u64 = 8;
/// The longest code.
const LONGEST_CODE: usize = 30;

const DATES: [Look; 5] = [Look::DayMonthYear, Look::YearMonthDay, Look::CompactDate, Look::OtherDate, Look::NoSuchDay];
const MONTHS: [Look; 3] = [Look::MonthYear, Look::YearMonth, Look::CompactMonth];
const AMOUNTS: [Look; 4] = [Look::Dutch, Look::English, Look::Ambiguous, Look::OtherAmount];

/// Tells whether a column under a heading is of a kind.
type Claim = fn(&Column, &str) -> bool;

/// Decides the kind of a column.
pub(super) fn decide(column: &Column, heading: &str) -> Kind {
    if column.filled == 0 {
        return Kind::Empty;
    }
    let competitors: [(Kind, Claim); 10] = [
        (Kind::Iban, is_iban),
        (Kind::Date, |column, _| nearly_all(column, count(column, Kind::Date))),
        (Kind::Bsn, is_bsn),
        (Kind::Postcode, |column, _| nearly_all(column, count(column, Kind::Postcode))),
        (Kind::Month, |column, _| nearly_all(column, count(column, Kind::Month))),
        (Kind::Flag, is_flag),
        (Kind::Municipality, is_municipality),
        (Kind::Amount, is_amount),
        (Kind::Code, is_code),
        (Kind::Integer, |column, _| nearly_all(column, count(column, Kind::Integer))),
    ];
    let winner = competitors.into_iter().find(|(_, is)| is(column, heading));
    winner.map_or(Kind::Text, |(kind, _)| kind)
}

/// Returns how many filled cells look like each kind that was met, most first; one cell may look like several.
pub(super) fn met(column: &Column, decided: Kind) -> Vec<(Kind, u64)> {
    let kinds = [
        Kind::Flag,
        Kind::Code,
        Kind::Bsn,
        Kind::Iban,
        Kind::Postcode,
        Kind::Municipality,
        Kind::Date,
        Kind::Month,
        Kind::Amount,
        Kind::Integer,
        Kind::Text,
    ];
    let all = |kind: Kind| match kind {
        Kind::Municipality if kind == decided => column.seen(Look::Municipality).count,
        _ if kind == decided && is_of_the_whole(kind) => column.filled,
        _ => count(column, kind),
    };
    let mut met: Vec<(Kind, u64)> = kinds.into_iter().map(|kind| (kind, all(kind))).collect();
    met.retain(|(_, count)| *count > 0);
    met.sort_by(|one, other| {
        let first = |kind: Kind| u8::from(kind != decided);
        other.1.cmp(&one.1).then(first(one.0).cmp(&first(other.0))).then(one.0.cmp(&other.0))
    });
    met
}

/// Tells whether a kind is one of a column as a whole and not of its cells.
const fn is_of_the_whole(kind: Kind) -> bool {
    matches!(kind, Kind::Flag | Kind::Code | Kind::Text)
}

/// Counts the cells that look like a kind.
fn count(column: &Column, kind: Kind) -> u64 {
    let looks: &[Look] = match kind {
        Kind::Flag => &[Look::Flag],
        Kind::Bsn => &[Look::Bsn, Look::ShortBsn],
        Kind::Iban => &[Look::Iban],
        Kind::Postcode => &[Look::Postcode],
        Kind::Municipality if is_municipality(column, "") => &[Look::Municipality],
        Kind::Empty | Kind::Code | Kind::Municipality => &[],
        Kind::Date => &DATES,
        Kind::Month => &MONTHS,
        Kind::Amount => &AMOUNTS,
        Kind::Integer => &[Look::Integer],
        Kind::Text => &[Look::Text],
    };
    column.seen_any(looks).count
}

fn nearly_all(column: &Column, part: u64) -> bool {
    part > 0 && u128::from(part) * 100 >= u128::from(column.told()) * u128::from(NEARLY_ALL)
}

fn is_iban(column: &Column, _: &str) -> bool {
    let (good, bad) = (column.seen(Look::Iban).count, column.seen(Look::FailingIban).count);
    good > bad && nearly_all(column, good + bad)
}

/// Nine digits may be a client's number too: the share that passes the test decides. What was shortened counts only
/// beside whole ones, where there are many, or where the heading says so.
fn is_bsn(column: &Column, heading: &str) -> bool {
    let sentinels: u64 = ["999999999", "000000000", "99999999", "00000000"]
        .into_iter()
        .filter_map(crate::profile::sentinels::place)
        .map(|place| column.sentinels[place].count)
        .sum();
    let (whole, short) = (column.seen(Look::Bsn).count, column.seen(Look::ShortBsn).count);
    let others = column.told().saturating_sub(sentinels);
    let passing = u128::from(whole + short) * 100 >= u128::from(others) * u128::from(PASSING);
    // One number that passes by accident may stand in many rows.
    let entries = || column.texts.entries().iter().filter(|entry| !entry.looks.has(Look::Sentinel));
    let different = entries().filter(|entry| entry.looks.has_any(&[Look::Bsn, Look::ShortBsn])).count();
    let passing = passing && different as u64 * 100 >= entries().count() as u64 * PASSING;
    let likely = whole > 0 || short >= 8 || is_headed(heading, &["bsn", "burgerservice", "sofi"]);
    others > 0 && passing && likely && nearly_all(column, column.seen(Look::Integer).count)
}

fn is_flag(column: &Column, _: &str) -> bool {
    let few = matches!(column.distinct(), Distinct::Exactly(1 | 2));
    let (flags, bits) = (column.seen(Look::Flag).count, column.seen(Look::Bit).count);
    few && (flags == column.filled || (bits == column.filled && column.distinct() == Distinct::Exactly(2)))
}

/// Any number of up to four digits is built like a municipality's code: they must be known ones, carry their mark, or
/// stand under a heading that says so.
fn is_municipality(column: &Column, heading: &str) -> bool {
    if !nearly_all(column, column.seen(Look::Municipality).count) || column.texts.full_at().is_some() {
        return false;
    }
    let known = |text: &str| {
        let code = MunicipalityCode::parse(text).map(|code| code.to_string()).unwrap_or_default();
        GEMEENTE.iter().any(|known| known.code == code)
    };
    let marked = |text: &str| text.starts_with("GM");
    let entries = column.texts.entries().iter();
    let sure: u64 = entries.filter(|entry| known(&entry.text) || marked(&entry.text)).map(|entry| entry.count).sum();
    nearly_all(column, sure) || (is_headed(heading, &["gemeente", "gem."]) && column.longest >= 3)
}

fn is_amount(column: &Column, _: &str) -> bool {
    let marked = column.seen_any(&AMOUNTS).count;
    let sure = column.seen_any(&[Look::Dutch, Look::English]).count;
    let ambiguous = column.seen(Look::Ambiguous).count;
    (sure > 0 || ambiguous > 0) && nearly_all(column, marked + column.seen(Look::Integer).count)
}

/// Few texts, each in many rows, what stands for none left aside; numbers, which may count something, only in more
/// rows, and where they are fewer or all of one length.
fn is_code(column: &Column, heading: &str) -> bool {
    let Distinct::Exactly(distinct) = column.distinct() else { return false };
    let sentinels = column.sentinels.iter().filter(|tally| tally.count > 0);
    let (kinds, rows) = sentinels.fold((0, 0), |(kinds, rows), tally| (kinds + 1, rows + tally.count));
    let (distinct, filled) = (distinct.saturating_sub(kinds), column.filled.saturating_sub(rows));
    let zeros: u64 = column.digits.iter().skip(2).map(|(_, zeros)| zeros).sum();
    let numbers = nearly_all(column, column.seen(Look::Integer).count) && zeros <= rows;
    let repeated = distinct > 0 && distinct * if numbers { ROWS_PER_NUMBER } else { ROWS_PER_CODE } <= filled;
    let few = distinct <= if numbers && column.shortest < column.longest { CODES / 4 } else { CODES };
    few && repeated && column.longest <= LONGEST_CODE && !super::disclose::is_personal(heading)
}

/// Tells whether a heading holds one of some words.
pub(super) fn is_headed(heading: &str, words: &[&str]) -> bool {
    let heading = heading.to_lowercase();
    words.iter().any(|word| heading.contains(word))
}
