//! The seam of the cut-over: the first month that is planned for a case must follow the last one that was paid.
//!
//! Judged on the months that payments concern, whatever their dates: so that a service which pays in arrears, and one
//! that does not, hand over without a month that nobody pays, or that both do. Cases that went unpaid lately, or are
//! paid by the week, have no such month, and are not judged.

use std::collections::BTreeMap;

use super::Failure;
use super::summary::HardStops;
use crate::domain::{Month, MonthFormat};
use crate::store::StoreError;
use crate::store::case::CaseRecord;
use crate::store::evidence_read::{DeliveredPlace, EvidenceReader};

/// Of how many cases a report says what is wrong; all are counted.
const SHOWN: usize = 20;

/// What was paid last, and the cases that do not go on from there.
#[derive(Debug, Default)]
pub(super) struct Seam {
    last: BTreeMap<String, (Month, DeliveredPlace)>,
    promised: BTreeMap<String, Month>,
    broken: Vec<Broken>,
}

/// A case that does not go on where it was left.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Broken {
    place: DeliveredPlace,
    case: String,
    last: Month,
    first: Month,
}

impl Seam {
    /// Takes up to when every case was paid; where payments come from files, also from when on each is promised.
    ///
    /// # Errors
    /// Fails where the evidence cannot be read.
    pub(super) fn of(evidence: &EvidenceReader<'_>, is_handed: bool) -> Result<Self, StoreError> {
        let paid = evidence.last_paid()?.into_iter();
        let last = paid.filter_map(|(case, (month, place))| Some((case, (read(&month)?, place))));
        let promised = if is_handed { evidence.first_promised()? } else { BTreeMap::new() }.into_iter();
        let promised = promised.filter_map(|(case, month)| Some((case, read(&month)?))).collect();
        Ok(Self { last: last.collect(), promised, broken: Vec::new() })
    }

    /// Holds the first month that is planned for a case against the last one that was paid. A case for which nothing is
    /// planned is judged by what it was promised.
    pub(super) fn check(&mut self, case: &CaseRecord) {
        let Some((last, place)) = self.last.get(&case.dossiernummer).copied() else { return };
        let Some(first) = case.orders.iter().filter_map(|order| read(&order.month)).min() else { return };
        if first != last.plus(1) {
            self.broken.push(Broken { place, case: case.dossiernummer.clone(), last, first });
        }
    }

    /// Holds the first month that is promised to a case against the last one that was paid: files say when a payment is
    /// made, and not which month it concerns. A month after that of the cut-over cannot have been paid.
    pub(super) fn check_promised(&mut self, case: &CaseRecord, cutover: Month) {
        let Some((last, place)) = self.last.get(&case.dossiernummer).copied() else { return };
        let first = self.promised.get(&case.dossiernummer).copied();
        if last > cutover || first.is_some_and(|first| first != last.plus(1)) {
            let first = first.filter(|first| last <= cutover || *first <= last).unwrap_or(cutover);
            self.broken.push(Broken { place, case: case.dossiernummer.clone(), last, first });
        }
    }

    /// Counts the cases that do not go on where they were left, and says of the first ones what is wrong.
    pub(super) fn finish(mut self, stops: &mut HardStops, failures: &mut Vec<Failure>) {
        self.broken.sort_unstable();
        let (gaps, overlaps): (Vec<_>, Vec<_>) = self.broken.into_iter().partition(|broken| broken.last < broken.first);
        stops.gap = gaps.len() as u64;
        stops.overlap = overlaps.len() as u64;
        let shown = gaps.iter().take(SHOWN).chain(overlaps.iter().take(SHOWN));
        failures.extend(shown.map(|broken| {
            let (file, line) = broken.place;
            Failure::new("continuity", &broken.case, broken.message()).at(file, line)
        }));
    }
}

impl Broken {
    fn message(&self) -> String {
        let Self { last, first, .. } = self;
        let (from, to) = (last.plus(1), first.plus(-1));
        if first <= last {
            format!("paid up to {last}, and {first} is planned once more")
        } else if from == to {
            format!("paid up to {last}, and planned from {first}: nobody pays {from}")
        } else {
            format!("paid up to {last}, and planned from {first}: nobody pays {from} to {to}")
        }
    }
}

fn read(month: &str) -> Option<Month> {
    MonthFormat::YearMonth.parse(month).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::case::Order;

    fn case(number: &str, months: &[&str]) -> CaseRecord {
        let order = |month: &&str| Order {
            recipient: String::new(),
            volgnummer: 1,
            soort_begunstigde: "client".to_owned(),
            naam: None,
            iban: String::new(),
            month: (*month).to_owned(),
            date: "2020-01-09".to_owned(),
            cents: 100,
        };
        CaseRecord {
            dossiernummer: number.to_owned(),
            orders: months.iter().map(order).collect(),
            ..CaseRecord::default()
        }
    }

    fn seam(cases: &[(&str, &str, u32)]) -> Seam {
        let last =
            cases.iter().map(|(case, month, line)| ((*case).to_owned(), (read(month).expect("a month"), (1, *line))));
        Seam { last: last.collect(), promised: BTreeMap::new(), broken: Vec::new() }
    }

    #[test]
    fn the_first_month_planned_follows_the_last_one_paid() {
        let gap = "paid up to 2019-11, and planned from 2020-01: nobody pays 2019-12";
        let table: [(&str, &[&str], Option<&str>); 8] = [
            ("in arrears", &["2019-12", "2020-01"], None),
            ("in any order", &["2020-01", "2019-12"], None),
            ("a month that nobody pays", &["2020-01", "2020-02"], Some(gap)),
            (
                "two of them",
                &["2020-02"],
                Some("paid up to 2019-11, and planned from 2020-02: nobody pays 2019-12 to 2020-01"),
            ),
            ("once more", &["2019-11", "2019-12"], Some("paid up to 2019-11, and 2019-11 is planned once more")),
            ("an older one", &["2019-10", "2019-12"], Some("paid up to 2019-11, and 2019-10 is planned once more")),
            ("nothing planned", &[], None),
            ("planned for a month that cannot be read", &[""], None),
        ];
        for (what, months, expected) in table {
            let (mut seam, mut stops, mut failures) = (seam(&[("A", "2019-11", 7)]), HardStops::default(), Vec::new());
            seam.check(&case("A", months));
            seam.check(&case("unknown", &["2030-01"]));
            seam.finish(&mut stops, &mut failures);
            let found: Vec<_> = failures.iter().map(|failure| (failure.message.as_str(), failure.origin)).collect();
            assert_eq!(
                found,
                expected.map(|message| (message, Some((1, 7)))).into_iter().collect::<Vec<_>>(),
                "{what}"
            );
            assert_eq!(stops.gap + stops.overlap, u64::from(expected.is_some()), "{what}");
        }
    }

    #[test]
    fn the_first_cases_are_told_by_place_and_all_are_counted() {
        let names: Vec<String> = (0..30).map(|number| format!("case {number:02}")).collect();
        let cases: Vec<(&str, &str, u32)> =
            names.iter().zip(0..30).map(|(name, line)| (name.as_str(), "2019-11", 100 - line)).collect();
        let (mut seam, mut stops, mut failures) = (seam(&cases), HardStops::default(), Vec::new());
        for name in &names {
            seam.check(&case(name, &["2020-01"]));
        }
        seam.finish(&mut stops, &mut failures);
        assert_eq!((stops.gap, stops.overlap, failures.len()), (30, 0, SHOWN));
        assert_eq!((failures[0].subject.as_str(), failures[0].origin), ("case 29", Some((1, 71))));
    }
}
