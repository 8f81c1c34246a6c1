//! The account of one file.

use super::*;

fn file(rows: i64, cents: Option<i64>) -> FileRow {
    let (table, name) = ("betalingen".to_owned(), "betalingen_2020.csv".to_owned());
    FileRow { number: 8, table, name, sha256: String::new(), bytes: 0, rows, cents }
}

fn fate(fate: &str, rows: i64, cents: i64) -> AccountRow {
    let (table, place) = ("betalingen".to_owned(), "stays-behind".to_owned());
    AccountRow { file: 8, table, fate: fate.to_owned(), filter: None, place, month: None, rows, cents }
}

#[test]
fn what_was_read_is_loaded_merged_filtered_or_rejected() {
    let fates = [fate("filtered", 3, 300), fate("filtered", 2, 200), fate("merged", 1, 10), fate("rejected", 1, 5)];
    let table = [
        ("everything", Standing { rows: 4, cents: 400 }, 0, 0),
        ("a row lost", Standing { rows: 3, cents: 300 }, 1, 100),
        ("a row invented", Standing { rows: 5, cents: 450 }, -1, -50),
        ("a cent lost", Standing { rows: 4, cents: 399 }, 0, 1),
        ("a cent invented", Standing { rows: 4, cents: 401 }, 0, -1),
    ];
    for (what, standing, rows, cents) in table {
        let account = account(&file(11, Some(915)), &standing, &by_file(&fates), true);
        assert_eq!(account.unexplained, Amount { rows, cents: Some(cents) }, "{what}");
        assert_eq!(account.filtered, Amount { rows: 5, cents: Some(500) }, "{what}");
        let mut failures = Vec::new();
        explain(&account, &mut failures);
        let unexplained = usize::from(rows != 0 || cents != 0);
        assert_eq!(failures.len(), 1 + unexplained, "{what}: one rejected row, and what is unexplained");
    }
}

#[test]
fn a_table_without_amounts_has_no_cents_and_not_zero() {
    let account = account(&file(1, None), &Standing { rows: 1, cents: 0 }, &Fates::new(), false);
    for amount in [account.read, account.loaded, account.merged, account.filtered, account.rejected] {
        assert_eq!(amount.cents, None);
    }
    assert_eq!(account.unexplained, Amount { rows: 0, cents: None });
}

#[test]
fn the_fates_of_another_file_do_not_count() {
    let other = AccountRow { file: 9, ..fate("filtered", 1, 100) };
    let account = account(&file(1, Some(100)), &Standing::default(), &by_file(&[other]), true);
    assert_eq!(account.unexplained, Amount { rows: 1, cents: Some(100) });
}
