//! Up to which month each account of a case was paid, as long as it is in use.
//!
//! Accounts of one case may each have a rhythm of their own, and then the months that their payments concern differ:
//! who is paid by the month in arrears gets November in December, when others get their weeks of December. So an account
//! is held against those that are paid by the month like it, or by weeks like it, as long as these are paid at all.

use super::dates::Dates;
use super::history::Stream;
use super::returned::Returns;
use super::slots::{judged, slots};
use crate::domain::{Date, Month};

/// Returns for every stream of a case the month that it was paid for if it is still in use. The case was last paid for
/// a month, and on a day.
pub(super) fn last_months(
    streams: &[Stream],
    returns: &Returns,
    dates: &Dates<'_>,
    (last, day): (Month, Date),
) -> Vec<Month> {
    let own = |stream: &Stream| stream.regular.iter().map(|paid| paid.month).max();
    if streams.iter().filter_map(own).all(|month| month == last) {
        return vec![last; streams.len()];
    }
    let is_weekly = |stream: &Stream| {
        own(stream)
            .is_some_and(|own| dates.rhythm(&judged(stream, returns, own), &slots(stream, returns, own)).is_some())
    };
    let weekly: Vec<bool> = streams.iter().map(is_weekly).collect();
    let last_of = |kind: bool| {
        let alike = streams.iter().zip(&weekly).filter(|(_, weekly)| **weekly == kind);
        let payments: Vec<_> = alike.flat_map(|(stream, _)| &stream.regular).collect();
        let is_paid = payments.iter().any(|paid| Month::of(paid.date) >= Month::of(day));
        payments.iter().map(|paid| paid.month).max().filter(|_| is_paid).unwrap_or(last)
    };
    let (by_month, by_week) = (last_of(false), last_of(true));
    weekly.into_iter().map(|weekly| if weekly { by_week } else { by_month }).collect()
}
