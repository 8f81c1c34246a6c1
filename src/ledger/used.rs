//! Up to which month each account of a case was paid, as long as it is in use.
//!
//! Accounts of one case may each have a rhythm of their own, and then the months that their payments concern differ:
//! who is paid by the month in arrears gets November in December, when others get their weeks of December. So an account
//! is held against those that are paid by the month like it, or by weeks like it, as long as these are paid at all. Who
//! was paid in the case's last month of payment is in use, whatever month that was for.
//!
//! An account gives way to what was really paid elsewhere. Where that came back for good, it never gave way.

use super::dates::Dates;
use super::returned::Returns;
use super::slots::{judged, slots};
use super::stream::Stream;
use crate::domain::{Date, Month};

/// Returns for every stream of a case the month that it was paid for if it is still in use. The case was last paid for
/// a month, and on a day; payments from the cut-over on are late ones.
pub(super) fn last_months(
    streams: &[Stream],
    returns: &Returns,
    dates: &Dates<'_>,
    (last, day): (Month, Date),
    cutover: Date,
) -> Vec<Month> {
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
    let paid_in = |stream: &Stream| -> Option<Month> {
        let due = stream.regular.iter().map(|paid| returns.due_date(paid));
        due.filter(|date| *date < cutover).max().map(Month::of)
    };
    let last_paid_in = streams.iter().filter_map(paid_in).max();
    let last_of_stream = |(stream, weekly): (&Stream, bool)| {
        let by_date = own(stream).filter(|_| last_paid_in.is_some() && paid_in(stream) == last_paid_in);
        by_date.unwrap_or(if weekly { by_week } else { by_month })
    };
    streams.iter().zip(weekly).map(last_of_stream).collect()
}

/// Tells for every stream of a case whether it is out of use only because what its recipient was paid elsewhere came
/// back for good.
pub(super) fn never_gave_way(streams: &[Stream], returns: &Returns, lasts: &[Month]) -> Vec<bool> {
    let mut found = vec![false; streams.len()];
    for (elsewhere, other) in streams.iter().enumerate() {
        for lost in returns.lost(elsewhere) {
            let is_new = other.regular.iter().all(|paid| paid.month >= lost.month);
            if is_new && !other.regular.is_empty() {
                continue;
            }
            let gave_way = |place: usize| {
                let own = own(&streams[place])?;
                let began_since = |stream: &Stream| {
                    stream.recipient == other.recipient
                        && stream.regular.iter().map(|paid| paid.month).min().is_some_and(|first| first > own)
                };
                let holds = streams[place].recipient == other.recipient
                    && own < lasts[place]
                    && own < lost.month
                    && (lost.month >= lasts[elsewhere] || !streams.iter().any(began_since));
                holds.then_some(own)
            };
            let latest = (0..streams.len()).filter_map(gave_way).max();
            for (place, found) in found.iter_mut().enumerate() {
                *found |= latest.is_some() && gave_way(place) == latest;
            }
        }
    }
    found
}

fn own(stream: &Stream) -> Option<Month> {
    stream.regular.iter().map(|paid| paid.month).max()
}
