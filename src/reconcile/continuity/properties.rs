//! What holds of all ledgers, however they are made up.

use proptest::prelude::*;

use super::tests::{Row, judged};
use super::*;

const ACCOUNTS: [&str; 5] = ["c1", "c2", "p1", "d1", "?x"];

fn rows(from: usize) -> impl Strategy<Value = Vec<Row>> {
    let row = (0..3_usize, 0..2_usize, 27_u8..30, 0..ACCOUNTS.len(), 1_i64..400);
    let row = row.prop_map(|(case, recipient, day, account, cents)| {
        (["A", "B", "C"][case], ["r", "s"][recipient], day, ACCOUNTS[account], cents)
    });
    proptest::collection::vec(row, from..12)
}

/// Each row as it is or a day earlier, with as much or a little more.
fn moved(rows: Vec<Row>) -> impl Strategy<Value = Vec<Row>> {
    let changes = proptest::collection::vec((0_u8..2, 0_i64..40), rows.len());
    changes.prop_map(move |changes| {
        let change = |((case, recipient, day, account, cents), (days, more)): (Row, _)| {
            (case, recipient, day - days, account, cents + more)
        };
        rows.iter().copied().zip(changes).map(change).collect()
    })
}

/// What is told of a line: whose it is, the verdict and the amounts.
type Told = (Verdict, [String; 4], [i64; 3]);

fn judge(promises: &[Row], planned: &[Row]) -> Vec<Told> {
    let lines = judged(promises, planned, 150);
    let told = |line: Decided<'_>| {
        let texts = [line.recipient, line.date, line.account, line.explanation].map(str::to_owned);
        (line.verdict, texts, [line.promised, line.planned, line.elsewhere])
    };
    lines.iter().map(told).collect()
}

fn total(rows: &[Row]) -> i64 {
    rows.iter().map(|row| row.4).sum()
}

proptest! {
    #[test]
    fn no_cent_disappears(promises in rows(0), planned in rows(0)) {
        let lines = judge(&promises, &planned);
        prop_assert_eq!(lines.iter().map(|line| line.2[0]).sum::<i64>(), total(&promises));
        prop_assert_eq!(lines.iter().map(|line| line.2[1] + line.2[2]).sum::<i64>(), total(&planned));
    }

    #[test]
    fn equal_ledgers_are_equal(promises in rows(0)) {
        let lines = judge(&promises, &promises);
        prop_assert!(lines.iter().all(|line| line.0 == Verdict::Equal), "{lines:?}");
    }

    #[test]
    fn the_order_of_the_ledgers_does_not_matter(
        (promises, shuffled) in rows(0).prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        (planned, moved) in rows(0).prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
    ) {
        prop_assert_eq!(judge(&promises, &planned), judge(&shuffled, &moved));
    }

    #[test]
    fn without_any_one_order_equal_ledgers_do_not_pass(promises in rows(1), index: prop::sample::Index) {
        let mut planned = promises.clone();
        planned.remove(index.index(promises.len()));
        prop_assert!(judge(&promises, &planned).iter().any(|line| line.0.stops()));
    }

    #[test]
    fn a_cent_less_in_any_one_order_does_not_pass(promises in rows(1), index: prop::sample::Index) {
        let mut planned = promises.clone();
        planned[index.index(promises.len())].4 -= 1;
        prop_assert!(judge(&promises, &planned).iter().any(|line| line.0.stops()));
    }

    #[test]
    fn where_all_passes_every_account_has_its_sum_by_its_date(
        (promises, planned) in rows(0).prop_flat_map(|rows| (Just(rows.clone()), moved(rows))),
    ) {
        if judge(&promises, &planned).iter().any(|line| line.0.stops()) {
            return Ok(());
        }
        for last in 26..30 {
            for (account, recipient) in ACCOUNTS.into_iter().flat_map(|account| [(account, "r"), (account, "s")]) {
                let sum = |rows: &[Row]| {
                    let own = rows.iter().filter(|row| row.1 == recipient && row.3 == account && row.2 <= last);
                    own.map(|row| row.4).sum::<i64>()
                };
                prop_assert!(sum(&planned) >= sum(&promises), "{account} of {recipient} by {last}");
            }
        }
    }
}
