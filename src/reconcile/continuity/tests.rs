//! Ledgers of a few rows, and the verdicts that they get.

use super::*;

/// Case, recipient, day of January, account, cents. The account's first letter is the kind of payee: `c`lient,
/// `p`artner, `b`ewindvoerder, `d`erde; `?` is an account that the delivery does not know.
pub(super) type Row = (&'static str, &'static str, u8, &'static str, i64);

fn kind(account: &str) -> Option<&'static str> {
    let kinds = [("c", "CLIENT"), ("p", "PARTNER"), ("b", "BEWIND"), ("d", "DERDE")];
    kinds.into_iter().find(|(letter, _)| account.starts_with(letter)).map(|(_, kind)| kind)
}

/// Judges ledgers of a few rows; each row is one payment.
pub(super) fn judged(promises: &[Row], planned: &[Row], at_most_percent: u32) -> Lines {
    let mut ledger = Ledger::default();
    let sides = promises.iter().map(|row| (row, true)).chain(planned.iter().map(|row| (row, false)));
    for (&(case, recipient, day, account, cents), is_promised) in sides {
        let (date, payee) = (format!("2021-01-{day:02}"), kind(account));
        let entry = Entry { recipient, client: None, case, date: &date, account, payee, known_from: None, cents };
        if is_promised { ledger.promise(&entry, 1, (1, 2)) } else { ledger.plan(&entry) }
    }
    compare(ledger, at_most_percent)
}

fn shown(lines: &Lines) -> Vec<String> {
    let show = |line: Decided<'_>| {
        let Decided { recipient, date, account, verdict, promised, planned, elsewhere, .. } = line;
        let elsewhere = if elsewhere == 0 { String::new() } else { format!(" +{elsewhere}") };
        format!("{recipient} {} {account} {verdict} {promised} {planned}{elsewhere}", &date[8..])
    };
    lines.iter().map(show).collect()
}

fn check(what: &str, promises: &[Row], planned: &[Row], expected: &[&str]) {
    let lines = judged(promises, planned, 150);
    assert_eq!(
        (shown(&lines), lines.len()),
        (expected.iter().map(ToString::to_string).collect(), expected.len()),
        "{what}"
    );
}

#[test]
fn the_same_account_and_date_is_judged_to_the_cent() {
    let amounts: [(&[i64], &str); 14] = [
        (&[10_000], "equal 10000 10000"),
        (&[5_000, 5_000], "equal 10000 10000"),
        (&[10_001], "higher 10000 10001"),
        (&[15_000], "higher 10000 15000"),
        (&[15_001], "excess 10000 15001"),
        (&[100_000], "excess 10000 100000"),
        (&[1_000_000], "excess 10000 1000000"),
        (&[20_000], "excess 10000 20000"),
        (&[10_000, 10_000], "double 10000 20000"),
        (&[10_000, 10_000, 10_000], "double 10000 30000"),
        (&[10_000, 2_000], "higher 10000 12000"),
        (&[9_999], "lower 10000 9999"),
        (&[100], "lower 10000 100"),
        (&[], "missing 10000 0"),
    ];
    for (cents, expected) in amounts {
        let planned: Vec<Row> = cents.iter().map(|cents| ("A", "r", 29, "c1", *cents)).collect();
        check("one promise", &[("A", "r", 29, "c1", 10_000)], &planned, &[&format!("r 29 c1 {expected}")]);
    }
}

#[test]
fn ten_and_a_hundred_times_stop_however_much_the_mapping_allows() {
    for (cents, at_most, verdict) in [
        (100_000, 2_000, Verdict::Excess),
        (90_000, 2_000, Verdict::Higher),
        (1_000_000, 20_000, Verdict::Excess),
        (12_000, 120, Verdict::Higher),
        (12_001, 120, Verdict::Excess),
    ] {
        let lines = judged(&[("A", "r", 29, "c1", 10_000)], &[("A", "r", 29, "c1", cents)], at_most);
        assert_eq!(lines.unequal()[0].verdict, verdict, "{cents} at most {at_most}%");
    }
}

#[test]
fn what_was_not_promised_is_new() {
    check("nothing else", &[], &[("A", "r", 29, "c1", 1)], &["r 29 c1 new 0 1"]);
    check(
        "another account in addition",
        &[("A", "r", 29, "c1", 100)],
        &[("A", "r", 29, "c1", 100), ("A", "r", 29, "c2", 10)],
        &["r 29 c1 equal 100 100", "r 29 c2 new 0 10"],
    );
    check(
        "another recipient in addition",
        &[("A", "r", 29, "c1", 100)],
        &[("A", "r", 29, "c1", 100), ("A", "s", 29, "p1", 10)],
        &["r 29 c1 equal 100 100", "s 29 p1 new 0 10"],
    );
}

#[test]
fn money_on_another_account_is_named_by_the_kinds_of_payees() {
    let table = [
        ("c2", "other_account"),
        ("?x", "other_account"),
        ("b1", "other_payee"),
        ("d1", "other_payee"),
        ("p1", "other_payee"),
    ];
    for (account, verdict) in table {
        check(
            account,
            &[("A", "r", 29, "c1", 100)],
            &[("A", "r", 29, account, 100)],
            &[&format!("r 29 c1 {verdict} 100 0 +100")],
        );
    }
    check(
        "from an account that the delivery does not know",
        &[("A", "r", 29, "?x", 100)],
        &[("A", "r", 29, "b1", 100)],
        &["r 29 ?x other_account 100 0 +100"],
    );
    check(
        "a cent of it to another kind",
        &[("A", "r", 29, "c1", 100)],
        &[("A", "r", 29, "c2", 99), ("A", "r", 29, "d1", 1)],
        &["r 29 c1 other_payee 100 0 +100"],
    );
    check(
        "two accounts exchanged",
        &[("A", "r", 29, "c1", 100), ("B", "s", 29, "c2", 100)],
        &[("A", "r", 29, "c2", 100), ("B", "s", 29, "c1", 100)],
        &["r 29 c1 other_account 100 0 +100", "s 29 c2 other_account 100 0 +100"],
    );
}

#[test]
fn part_of_it_elsewhere_is_lower() {
    check(
        "part here and part on another account",
        &[("A", "r", 29, "c1", 100)],
        &[("A", "r", 29, "c1", 60), ("A", "r", 29, "c2", 40)],
        &["r 29 c1 lower 100 60 +40"],
    );
    check(
        "nothing here and only part on another account",
        &[("A", "r", 29, "c1", 100)],
        &[("A", "r", 29, "c2", 40)],
        &["r 29 c1 lower 100 0 +40"],
    );
    check(
        "rent that the landlord misses in part",
        &[("A", "r", 29, "c1", 100), ("A", "r", 29, "d1", 50)],
        &[("A", "r", 29, "c1", 110), ("A", "r", 29, "d1", 40)],
        &["r 29 c1 higher 100 110", "r 29 d1 lower 50 40"],
    );
}

#[test]
fn a_surplus_is_claimed_once() {
    check(
        "rent to the client instead of the landlord",
        &[("A", "r", 29, "c1", 100), ("A", "r", 29, "d1", 50)],
        &[("A", "r", 29, "c1", 150)],
        &["r 29 c1 higher 100 150", "r 29 d1 other_payee 50 0"],
    );
    check(
        "two who miss what one gets",
        &[("A", "r", 29, "c1", 100), ("A", "r", 29, "d1", 50), ("A", "r", 29, "d2", 50)],
        &[("A", "r", 29, "c1", 150)],
        &["r 29 c1 higher 100 150", "r 29 d1 other_payee 50 0", "r 29 d2 missing 50 0"],
    );
    check(
        "a surplus beyond what others miss is judged without it",
        &[("A", "r", 29, "c1", 100), ("A", "r", 29, "d1", 50)],
        &[("A", "r", 29, "c1", 250)],
        &["r 29 c1 excess 100 250", "r 29 d1 other_payee 50 0"],
    );
}

#[test]
fn what_another_recipient_gets_instead_is_higher_there_and_never_new() {
    check(
        "the partner's half to the client",
        &[("A", "r", 29, "c1", 50), ("A", "s", 29, "p1", 50)],
        &[("A", "r", 29, "c1", 100)],
        &["r 29 c1 higher 50 100", "s 29 p1 other_payee 50 0"],
    );
    check(
        "everything to a partner who was promised nothing",
        &[("A", "r", 29, "c1", 100)],
        &[("A", "s", 29, "p1", 100)],
        &["r 29 c1 other_payee 100 0", "s 29 p1 higher 0 100"],
    );
    check(
        "one account that both share",
        &[("A", "r", 29, "c1", 50), ("A", "s", 29, "c1", 50)],
        &[("A", "r", 29, "c1", 100)],
        &["r 29 c1 higher 50 100", "s 29 c1 other_payee 50 0"],
    );
}

#[test]
fn another_date_is_earlier_or_later_and_the_nearest_counts() {
    check("a day earlier", &[("A", "r", 29, "c1", 100)], &[("A", "r", 28, "c1", 100)], &["r 29 c1 earlier 100 0 +100"]);
    check(
        "a little more, a day earlier",
        &[("A", "r", 29, "c1", 100)],
        &[("A", "r", 28, "c1", 101)],
        &["r 29 c1 earlier 100 0 +101"],
    );
    check("a day later", &[("A", "r", 28, "c1", 100)], &[("A", "r", 29, "c1", 100)], &["r 28 c1 later 100 0 +100"]);
    check(
        "as near on both sides",
        &[("A", "r", 20, "c1", 100)],
        &[("A", "r", 19, "c1", 100), ("A", "r", 21, "c1", 100)],
        &["r 19 c1 new 0 100", "r 20 c1 later 100 0 +100"],
    );
    check(
        "a cent too little on the other date",
        &[("A", "r", 28, "c1", 100)],
        &[("A", "r", 29, "c1", 99)],
        &["r 28 c1 missing 100 0", "r 29 c1 new 0 99"],
    );
    check(
        "another case on the other date",
        &[("A", "r", 28, "c1", 100)],
        &[("B", "r", 29, "c1", 100)],
        &["r 28 c1 missing 100 0", "r 29 c1 new 0 100"],
    );
    check(
        "part on the date and part before it",
        &[("A", "r", 29, "c1", 100)],
        &[("A", "r", 28, "c1", 100), ("A", "r", 29, "c1", 1)],
        &["r 28 c1 new 0 100", "r 29 c1 lower 100 1"],
    );
    check(
        "another date that has its own promise",
        &[("A", "r", 15, "c1", 100), ("A", "r", 29, "c1", 100)],
        &[("A", "r", 29, "c1", 200)],
        &["r 15 c1 missing 100 0", "r 29 c1 excess 100 200"],
    );
}

#[test]
fn a_mistake_does_not_pass_as_earlier() {
    check(
        "three times as much, a day earlier",
        &[("A", "r", 29, "c1", 100)],
        &[("A", "r", 28, "c1", 300)],
        &["r 28 c1 excess 0 300", "r 29 c1 earlier 100 0"],
    );
    check(
        "with another case that was promised nothing",
        &[("A", "r", 29, "c1", 100)],
        &[("A", "r", 28, "c1", 100), ("B", "r", 28, "c1", 40)],
        &["r 28 c1 new 0 140", "r 29 c1 earlier 100 0"],
    );
    check(
        "two cases, both earlier",
        &[("A", "r", 29, "c1", 100), ("B", "r", 29, "c1", 50)],
        &[("A", "r", 28, "c1", 100), ("B", "r", 28, "c1", 50)],
        &["r 29 c1 earlier 150 0 +150"],
    );
}

#[test]
fn cases_on_one_account_pass_by_their_sum() {
    let both = [("A", "r", 29, "c1", 100), ("B", "r", 29, "c1", 100)];
    check("each its own", &both, &both, &["r 29 c1 equal 200 200"]);
    check("one for both", &both, &[("A", "r", 29, "c1", 200)], &["r 29 c1 equal 200 200"]);
    check(
        "the same case under another number",
        &[("A", "r", 29, "c1", 100)],
        &[("C", "r", 29, "c1", 100)],
        &["r 29 c1 equal 100 100"],
    );
    check("one of them less", &both, &[("A", "r", 29, "c1", 199)], &["r 29 c1 lower 200 199"]);
}

#[test]
fn the_mistake_of_one_case_does_not_hide_behind_the_promise_of_another() {
    let promises = [("A", "r", 29, "c1", 100_000), ("B", "r", 29, "c1", 1_000)];
    let table: [(&str, &[Row], &str); 5] = [
        (
            "a case that was promised nothing",
            &[("A", "r", 29, "c1", 100_000), ("B", "r", 29, "c1", 1_000), ("C", "r", 29, "c1", 500)],
            "new 101000 101500",
        ),
        (
            "ten times the small one",
            &[("A", "r", 29, "c1", 100_000), ("B", "r", 29, "c1", 10_000)],
            "excess 101000 110000",
        ),
        (
            "the small one twice",
            &[("A", "r", 29, "c1", 100_000), ("B", "r", 29, "c1", 1_000), ("B", "r", 29, "c1", 1_000)],
            "double 101000 102000",
        ),
        (
            "what one case misses and another has",
            &[("A", "r", 29, "c1", 91_000), ("B", "r", 29, "c1", 10_000)],
            "equal 101000 101000",
        ),
        (
            "what one case misses and another has, and a little more",
            &[("A", "r", 29, "c1", 91_000), ("B", "r", 29, "c1", 10_400)],
            "higher 101000 101400",
        ),
    ];
    for (what, planned, expected) in table {
        check(what, &promises, planned, &[&format!("r 29 c1 {expected}")]);
    }
}

#[test]
fn a_case_that_is_paid_under_a_second_number_too_is_double() {
    check(
        "twice",
        &[("A", "r", 29, "c1", 100)],
        &[("A", "r", 29, "c1", 100), ("C", "r", 29, "c1", 100)],
        &["r 29 c1 double 100 200"],
    );
}
