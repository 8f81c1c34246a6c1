//! Waivers over ledgers of a few rows, and what each comes to.

use super::*;
use crate::domain::Bsn;
use crate::reconcile::continuity::{self, Entry, compare};

/// Two persons by number: `r` and `s` below.
const PERSONS: [&str; 2] = ["111222333", "123456782"];

/// Case, recipient (`r` or `s`), payment date, account and cents.
type Row = (&'static str, char, &'static str, &'static str, i64);

type Ledger = &'static [Row];

fn number(recipient: char) -> String {
    PERSONS[usize::from(recipient == 's')].to_owned()
}

fn lines(promises: &[Row], planned: &[Row]) -> Vec<Line> {
    let mut ledger = continuity::Ledger::default();
    let sides = promises.iter().map(|row| (row, true)).chain(planned.iter().map(|row| (row, false)));
    for (&(case, recipient, date, account, cents), is_promised) in sides {
        let payee = Some(if account.starts_with('b') { "BEWIND" } else { "CLIENT" });
        let recipient = number(recipient);
        let entry = Entry { recipient: &recipient, client: None, case, date, account, payee, known_from: None, cents };
        if is_promised { ledger.promise(&entry, 1, (1, 2)) } else { ledger.plan(&entry) }
    }
    compare(ledger, 150).unequal().to_vec()
}

/// Reads a waiver from `id whose verdict months limit approved-on..expires-on`; `whose` is a case, or `r` or `s`.
fn waiver(text: &str) -> Waiver {
    let parts: Vec<&str> = text.split(' ').collect();
    let [id, whose, verdict, months, limit, in_force] = parts.as_slice() else { panic!("{text}") };
    let date = |text: &str| DateFormat::YearMonthDay.parse(text).expect("a date");
    let month = |text: &str| Month::of(date(&format!("{text}-01")));
    let (first, last) = months.split_once("..").unwrap_or((months, months));
    let (from, to) = in_force.split_once("..").expect("two dates");
    let verdict = Verdict::named(verdict).expect("a verdict");
    let limit: i64 = limit.parse().expect("a number");
    Waiver {
        id: (*id).to_owned(),
        whose: match *whose {
            "r" | "s" => {
                let recipient = whose.chars().next().unwrap_or_default();
                Whose::Person(Bsn::parse(&number(recipient)).expect("a BSN"))
            }
            case => Whose::Case(case.to_owned()),
        },
        verdict,
        months: (month(first), month(last)),
        at_most_cents: (verdict != Verdict::Later).then_some(limit),
        at_most_days: (verdict == Verdict::Later).then(|| i32::try_from(limit).expect("days")),
        reason: "why".to_owned(),
        decision: "Z-1".to_owned(),
        requested_by: "J. Bos".to_owned(),
        approved_by: "K. Smit".to_owned(),
        approved_on: date(from),
        expires_on: date(to),
        line: 2,
    }
}

/// Judges waivers, and shows each with its state and what it covers, and then the verdicts.
fn told(waivers: &[Waiver], lines: &mut [Line]) -> String {
    let judged = judge(waivers, lines);
    let states = judged.iter().map(|judged| format!("{} {} {}", judged.waiver.id, judged.state.name(), judged.lines));
    let verdicts = lines.iter().map(|line| line.verdict.name().to_owned());
    format!("{} | {}", states.collect::<Vec<_>>().join(", "), verdicts.collect::<Vec<_>>().join(" "))
}

/// January and February promised to one person: 100,00 each.
const PROMISED: [Row; 2] = [("A", 'r', "2021-01-29", "c1", 10_000), ("A", 'r', "2021-02-26", "c1", 10_000)];
/// The same, with 12,00 less in January and 13,00 less in February.
const LESS: [Row; 2] = [("A", 'r', "2021-01-29", "c1", 8_800), ("A", 'r', "2021-02-26", "c1", 8_700)];

#[test]
fn a_waiver_covers_what_it_names_while_it_is_in_force_and_no_more_than_it_allows() {
    let table = [
        ("for the case", "W-1 A lower 2021-01..2021-02 1300 2020-12-14..2021-03-31", "W-1 used 2 | waived waived"),
        ("for the person", "W-1 r lower 2021-01..2021-02 1300 2020-12-14..2021-03-31", "W-1 used 2 | waived waived"),
        ("for one month", "W-1 A lower 2021-01 1200 2020-12-14..2021-03-31", "W-1 used 1 | waived lower"),
        ("a cent short", "W-1 A lower 2021-01 1199 2020-12-14..2021-03-31", "W-1 exceeded 0 | lower lower"),
        ("short once", "W-1 A lower 2021-01..2021-02 1200 2020-12-14..2021-03-31", "W-1 exceeded 0 | lower lower"),
        ("the last day", "W-1 A lower 2021-01 1200 2020-12-14..2021-01-29", "W-1 used 1 | waived lower"),
        ("the first day", "W-1 A lower 2021-01 1200 2021-01-29..2021-01-29", "W-1 used 1 | waived lower"),
        ("a day before", "W-1 A lower 2021-01 1200 2020-12-14..2021-01-28", "W-1 expired 0 | lower lower"),
        ("a day after", "W-1 A lower 2021-01 1200 2021-01-30..2021-03-31", "W-1 expired 0 | lower lower"),
        ("half", "W-1 A lower 2021-01..2021-02 1300 2020-12-14..2021-01-31", "W-1 expired 1 | waived lower"),
        ("long ago", "W-1 A missing 2021-01 1200 2020-01-01..2020-12-31", "W-1 expired 0 | lower lower"),
        ("another verdict", "W-1 A missing 2021-01 1200 2020-12-14..2021-03-31", "W-1 unused 0 | lower lower"),
        ("another month", "W-1 A lower 2021-03 1200 2020-12-14..2021-03-31", "W-1 unused 0 | lower lower"),
        ("another year", "W-1 A lower 2022-01 1200 2020-12-14..2022-03-31", "W-1 unused 0 | lower lower"),
        ("another case", "W-1 B lower 2021-01 1200 2020-12-14..2021-03-31", "W-1 unused 0 | lower lower"),
        ("another person", "W-1 s lower 2021-01 1200 2020-12-14..2021-03-31", "W-1 unused 0 | lower lower"),
    ];
    for (what, text, expected) in table {
        assert_eq!(told(&[waiver(text)], &mut lines(&PROMISED, &LESS)), expected, "{what}");
    }
}

#[test]
fn a_waiver_of_dates_that_are_not_compared_is_passed_over() {
    let table = [
        ("of later months", "W-1 A lower 2021-02..2021-03 1300 2020-12-14..2021-03-31", ""),
        ("of a month that is not over", "W-1 A missing 2021-01..2021-02 1300 2020-12-14..2021-03-31", ""),
        ("that finds something", "W-1 A lower 2021-01..2021-02 1200 2020-12-14..2021-03-31", "used"),
        ("of what was compared alone", "W-1 A missing 2021-01 1200 2020-12-14..2021-03-31", "unused"),
        ("that is exceeded", "W-1 A lower 2021-01..2021-02 1199 2020-12-14..2021-03-31", "exceeded"),
    ];
    let last = DateFormat::YearMonthDay.parse("2021-01-31").expect("a date");
    for (what, text, expected) in table {
        let judged = judge_until(last, &[waiver(text)], &mut lines(&PROMISED[..1], &LESS[..1]));
        let states: Vec<&str> = judged.iter().map(|judged| judged.state.name()).collect();
        assert_eq!(states.concat(), expected, "{what}");
    }
}

#[test]
fn every_verdict_that_stops_can_be_waived_by_its_name_and_limit() {
    let promised: Ledger = &PROMISED[..1];
    let table: [(&str, Ledger, Ledger, i64); 8] = [
        ("missing", promised, &[], 10_000),
        ("lower", promised, &LESS[..1], 1_200),
        ("other_account", promised, &[("A", 'r', "2021-01-29", "c2", 10_000)], 10_000),
        ("other_payee", promised, &[("A", 'r', "2021-01-29", "b2", 10_000)], 10_000),
        ("later", promised, &[("A", 'r', "2021-02-01", "c1", 10_000)], 3),
        ("excess", promised, &[("A", 'r', "2021-01-29", "c1", 15_001)], 5_001),
        ("double", promised, &[("A", 'r', "2021-01-29", "c1", 10_000), ("A", 'r', "2021-01-29", "c1", 10_000)], 10_000),
        ("new", &[], promised, 10_000),
    ];
    for (verdict, promises, planned, limit) in table {
        for (more, expected) in [(0, "waived".to_owned()), (-1, verdict.to_owned())] {
            let text = format!("W-1 A {verdict} 2021-01 {} 2020-12-14..2021-03-31", limit + more);
            let mut lines = lines(promises, planned);
            let state = if more == 0 { "used 1" } else { "exceeded 0" };
            assert_eq!(told(&[waiver(&text)], &mut lines), format!("W-1 {state} | {expected}"), "{text}");
        }
    }
}

#[test]
fn what_was_wrong_stays_readable() {
    let mut lines = lines(&PROMISED, &LESS);
    let _ = judge(&[waiver("W-1 A lower 2021-01 1200 2020-12-14..2021-03-31")], &mut lines);
    assert_eq!(lines[0].explanation, "lower, € 12,00 less than promised; waived by W-1 until 2021-03-31");
    assert_eq!(lines[0].waived, Some(Waived { by: "W-1".to_owned(), was: Verdict::Lower }));
    assert_eq!((lines[1].verdict, &lines[1].waived), (Verdict::Lower, &None));
}

#[test]
fn one_person_alone_waives_nothing() {
    let own = Waiver {
        approved_by: "J BOS".to_owned(),
        ..waiver("W-1 A lower 2021-01..2021-02 9999 2020-12-14..2021-03-31")
    };
    let mut lines = lines(&PROMISED, &LESS);
    assert_eq!(told(std::slice::from_ref(&own), &mut lines), "W-1 self_approved 0 | lower lower");
    let finding = judge(&[own], &mut lines).remove(0).finding.expect("a finding");
    assert_eq!(
        (finding.code.id, finding.message.as_str()),
        ("OV0501", "W-1 is requested and approved by one person: J BOS")
    );
}

#[test]
fn a_case_answers_for_itself_alone() {
    let promised = [("A", 'r', "2021-01-29", "c1", 10_000), ("B", 'r', "2021-01-29", "c1", 5_000)];
    let table: [(&str, [i64; 2], &str, &str); 5] = [
        ("its own shortfall", [8_800, 5_000], "W-1 A lower 2021-01 1200 2020-12-14..2021-03-31", "W-1 used 1 | waived"),
        ("another's", [10_000, 4_000], "W-1 A lower 2021-01 1200 2020-12-14..2021-03-31", "W-1 unused 0 | lower"),
        ("both", [9_500, 4_500], "W-1 A lower 2021-01 1200 2020-12-14..2021-03-31", "W-1 unused 0 | lower"),
        ("both, the person", [9_500, 4_500], "W-1 r lower 2021-01 1000 2020-12-14..2021-03-31", "W-1 used 1 | waived"),
        (
            "less another's more",
            [8_800, 5_100],
            "W-1 A lower 2021-01 1100 2020-12-14..2021-03-31",
            "W-1 used 1 | waived",
        ),
    ];
    for (what, [a, b], text, expected) in table {
        let planned = [("A", 'r', "2021-01-29", "c1", a), ("B", 'r', "2021-01-29", "c1", b)];
        assert_eq!(told(&[waiver(text)], &mut lines(&promised, &planned)), expected, "{what}");
    }
}

#[test]
fn waivers_of_several_cases_cover_a_line_together_each_up_to_its_own_limit() {
    let promised = [
        ("A", 'r', "2021-01-29", "c1", 10_000),
        ("A", 'r', "2021-01-29", "d1", 2_000),
        ("B", 'r', "2021-01-29", "c1", 5_000),
    ];
    let planned = [
        ("A", 'r', "2021-01-29", "c1", 9_500),
        ("A", 'r', "2021-01-29", "d1", 1_900),
        ("B", 'r', "2021-01-29", "c1", 4_300),
    ];
    let table = [
        ("A 600", "B 700", "W-1 used 2, W-2 used 1 | waived waived"),
        ("B 700", "A 600", "W-1 used 1, W-2 used 2 | waived waived"),
        ("A 599", "B 700", "W-1 exceeded 0, W-2 unused 0 | lower lower"),
        ("A 600", "B 699", "W-1 used 1, W-2 exceeded 0 | lower waived"),
        ("A 600", "C 700", "W-1 used 1, W-2 unused 0 | lower waived"),
        ("A 600", "r 1200", "W-1 used 1, W-2 used 1 | waived waived"),
        ("A 600", "A 900", "W-1 used 1, W-2 unused 0 | lower waived"),
    ];
    for (one, other, expected) in table {
        let waivers = [("W-1", one), ("W-2", other)].map(|(id, of)| {
            let (whose, limit) = of.split_once(' ').expect("whose, and a limit");
            waiver(&format!("{id} {whose} lower 2021-01 {limit} 2020-12-14..2021-03-31"))
        });
        assert_eq!(told(&waivers, &mut lines(&promised, &planned)), expected, "{one}, {other}");
    }
    let waivers = [
        "W-1 A lower 2021-01 600 2020-12-14..2021-01-31",
        "W-2 B lower 2021-01 700 2020-12-14..2021-03-31",
        "W-3 r lower 2021-01 9999 2020-12-14..2021-03-31",
    ]
    .map(waiver);
    let mut covered = lines(&promised, &planned);
    let judged = judge(&waivers, &mut covered);
    let message = judged[2].finding.as_ref().map(|finding| finding.message.as_str());
    assert_eq!(message, Some("W-3 finds nothing that W-1 does not cover"));
    assert_eq!(covered[0].waived, Some(Waived { by: "W-1, W-2".to_owned(), was: Verdict::Lower }));
    assert_eq!(
        covered[0].explanation,
        "lower, € 12,00 less than promised; waived by W-1 until 2021-01-31 and W-2 until 2021-03-31"
    );
    let expired = ["W-1 A lower 2021-01 600 2020-12-14..2021-01-28", "W-2 B lower 2021-01 700 2020-12-14..2021-03-31"];
    let told = told(&expired.map(waiver), &mut lines(&promised, &planned));
    assert_eq!(told, "W-1 expired 0, W-2 unused 0 | lower lower", "one of them is not in force");
}

#[test]
fn what_several_cases_get_too_much_is_covered_together_as_well() {
    let promised = [("A", 'r', "2021-01-29", "c1", 10_000), ("B", 'r', "2021-01-29", "c1", 10_000)];
    let planned = [("A", 'r', "2021-01-29", "c1", 17_000), ("B", 'r', "2021-01-29", "c1", 16_000)];
    let waivers = |limit: i64| {
        let own = format!("W-1 A excess 2021-01 {limit} 2020-12-14..2021-03-31");
        [waiver(&own), waiver("W-2 B excess 2021-01 6000 2020-12-14..2021-03-31")]
    };
    for (limit, expected) in
        [(7_000, "W-1 used 1, W-2 used 1 | waived"), (6_999, "W-1 exceeded 0, W-2 unused 0 | excess")]
    {
        assert_eq!(told(&waivers(limit), &mut lines(&promised, &planned)), expected, "{limit}");
    }
}

#[test]
fn the_limit_is_for_all_that_deviates_on_one_payment_date() {
    let promised = [
        ("A", 'r', "2021-01-29", "c1", 10_000),
        ("A", 'r', "2021-01-29", "d1", 5_000),
        ("A", 's', "2021-01-29", "p1", 5_000),
    ];
    let planned = [
        ("A", 'r', "2021-01-29", "c1", 9_000),
        ("A", 'r', "2021-01-29", "d1", 4_000),
        ("A", 's', "2021-01-29", "p1", 4_000),
    ];
    let table = [
        ("A", 3_000, "W-1 used 3 | waived waived waived"),
        ("A", 2_999, "W-1 exceeded 0 | lower lower lower"),
        ("r", 2_000, "W-1 used 2 | waived waived lower"),
        ("r", 1_999, "W-1 exceeded 0 | lower lower lower"),
        ("s", 1_000, "W-1 used 1 | lower lower waived"),
    ];
    for (whose, limit, expected) in table {
        let text = format!("W-1 {whose} lower 2021-01 {limit} 2020-12-14..2021-03-31");
        assert_eq!(told(&[waiver(&text)], &mut lines(&promised, &planned)), expected, "{text}");
    }
}

#[test]
fn of_two_waivers_the_one_for_the_case_goes_first_and_the_other_is_told_of_it() {
    let [person, case] =
        ["W-1 r lower 2021-01 5000 2020-12-14..2021-03-31", "W-2 A lower 2021-01 1200 2020-12-14..2021-03-31"]
            .map(waiver);
    let mut lines = lines(&PROMISED, &LESS);
    let judged = judge(&[person, case], &mut lines);
    let shown: Vec<_> = judged.iter().map(|judged| (judged.waiver.id.as_str(), judged.state)).collect();
    assert_eq!(shown, [("W-1", State::Unused), ("W-2", State::Used)]);
    let message = judged[0].finding.as_ref().map(|finding| finding.message.as_str());
    assert_eq!(message, Some("W-1 finds nothing that W-2 does not cover"));
    assert_eq!(count(&judged), WaiverCounts { used: 1, unused: 1, ..WaiverCounts::default() });
}

#[test]
fn a_waiver_that_was_renewed_covers_where_the_old_one_ended() {
    let waivers = [
        "W-1 A lower 2021-01 1200 2020-12-14..2021-01-31",
        "W-2 A lower 2021-02 1300 2021-02-01..2021-02-28",
        "W-3 A lower 2021-01..2021-02 1250 2020-12-14..2021-03-31",
    ]
    .map(waiver);
    let mut lines = lines(&PROMISED, &LESS);
    assert_eq!(told(&waivers, &mut lines), "W-1 used 1, W-2 used 1, W-3 unused 0 | waived waived");
}

#[test]
fn what_a_waiver_does_not_cover_is_said_with_dates_and_amounts() {
    let table = [
        (
            "W-1 r lower 2021-01..2021-02 1299 2020-12-14..2021-03-31",
            "OV0504",
            "W-1 allows € 12,99, and € 13,00 differ on 2021-02-26",
        ),
        (
            "W-1 r lower 2021-01..2021-02 1300 2020-12-14..2021-01-31",
            "OV0502",
            "W-1 is in force from 2020-12-14 to 2021-01-31, and not on 2021-02-26",
        ),
        (
            "W-1 A lower 2021-03 1300 2020-12-14..2021-01-31",
            "OV0502",
            "W-1 is in force from 2020-12-14 to 2021-01-31, and never in 2021-03",
        ),
        ("W-1 r excess 2021-01 1300 2020-12-14..2021-01-31", "OV0503", "W-1 finds no excess for ******333 in 2021-01"),
        ("W-1 B lower 2021-01 1300 2020-12-14..2021-01-31", "OV0503", "W-1 finds no lower for case B in 2021-01"),
    ];
    for (text, code, message) in table {
        let finding = judge(&[waiver(text)], &mut lines(&PROMISED, &LESS)).remove(0).finding.expect("a finding");
        assert_eq!((finding.code.id, finding.message.as_str()), (code, message), "{text}");
        assert_eq!(finding.value.as_deref(), Some("W-1"));
    }
    let late = [("A", 'r', "2021-02-01", "c1", 10_000)];
    let finding = judge(&[waiver("W-1 A later 2021-01 1 2020-12-14..2021-03-31")], &mut lines(&PROMISED[..1], &late));
    let message = finding[0].finding.as_ref().map(|finding| finding.message.as_str());
    assert_eq!(message, Some("W-1 allows 1 day, and the payment is 3 days later on 2021-01-29"));
}

#[test]
fn dates_on_which_a_waiver_is_not_in_force_are_counted() {
    let waiver = waiver("W-1 A lower 2021-01..2021-05 1200 2020-12-14..2020-12-31");
    for (dates, expected) in [
        (3, "not on 2021-01-01, 2021-01-02, 2021-01-03"),
        (4, "2021-01-03 and 1 more date"),
        (5, "2021-01-03 and 2 more dates"),
    ] {
        let date = |day: usize| DateFormat::YearMonthDay.parse(&format!("2021-01-{day:02}")).expect("a date");
        let dates = (1..=dates).map(|day| (date(day), Deviation::default())).collect();
        let told = not_in_force(&waiver, &dates);
        assert!(told.ends_with(expected), "{told}");
    }
}
