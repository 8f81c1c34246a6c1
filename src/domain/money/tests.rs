//! Amounts as deliveries write them, and sums of them.

use proptest::prelude::*;

use super::*;

#[test]
fn an_amount_is_written_with_its_unit_or_without_thousands() {
    let table = [
        (0, "€ 0,00", "0.00"),
        (5, "€ 0,05", "0.05"),
        (62_971, "€ 629,71", "629.71"),
        (100_000_000, "€ 1.000.000,00", "1000000.00"),
        (-5, "€ -0,05", "-0.05"),
        (-3_644, "€ -36,44", "-36.44"),
    ];
    for (cents, with_unit, plain) in table {
        assert_eq!(euros(cents), with_unit);
        assert_eq!(Total::from_cents(cents.into()).ungrouped('.'), plain);
    }
}

#[test]
fn dutch_amounts_are_read_with_and_without_marks() {
    let table = [
        ("0", 0),
        ("0,00", 0),
        ("-0,00", 0),
        ("0,05", 5),
        ("7,05", 705),
        ("1052,32", 105_232),
        ("1.052,32", 105_232),
        ("1.052", 105_200),
        ("12.345.678,90", 1_234_567_890),
        ("-36,44", -3_644),
        ("-1.075,44", -107_544),
        ("92233720368547758,07", i64::MAX),
    ];
    for (text, cents) in table {
        assert_eq!(Money::parse(text, Notation::DUTCH), Ok(Money::from_cents(cents)), "{text}");
    }
}

#[test]
fn what_is_no_dutch_amount_is_refused_with_the_reason() {
    let table = [
        ("", MoneyError::Empty),
        ("-", MoneyError::Empty),
        (",50", MoneyError::Empty),
        ("+1,00", MoneyError::NotADigit),
        ("--1,00", MoneyError::NotADigit),
        ("1,00-", MoneyError::Decimals { found: 3 }),
        (" 1,00", MoneyError::NotADigit),
        ("€ 1,00", MoneyError::NotADigit),
        ("1e3", MoneyError::NotADigit),
        ("1,0a", MoneyError::NotADigit),
        ("١,00", MoneyError::NotADigit),
        ("1,", MoneyError::Decimals { found: 0 }),
        ("1,5", MoneyError::Decimals { found: 1 }),
        ("1,500", MoneyError::Decimals { found: 3 }),
        ("1,234.56", MoneyError::Decimals { found: 6 }),
        ("1.05", MoneyError::Grouping),
        ("1.0525", MoneyError::Grouping),
        ("1234.567", MoneyError::Grouping),
        (".123", MoneyError::Grouping),
        ("1..234", MoneyError::Grouping),
        ("1.234.", MoneyError::Grouping),
        ("0.500", MoneyError::Grouping),
        ("-00.500", MoneyError::Grouping),
        ("012.500,00", MoneyError::Grouping),
        ("92233720368547758,08", MoneyError::TooLarge),
        ("99999999999999999999", MoneyError::TooLarge),
    ];
    for (text, error) in table {
        assert_eq!(Money::parse(text, Notation::DUTCH), Err(error), "{text}");
    }
}

#[test]
fn plain_amounts_have_a_point_before_the_cents_and_no_other_mark() {
    let table = [
        ("1052.32", Ok(105_232)),
        ("1052", Ok(105_200)),
        ("-36.44", Ok(-3_644)),
        ("1.052", Err(MoneyError::Decimals { found: 3 })),
        ("1.052.32", Err(MoneyError::Decimals { found: 6 })),
        ("1,052.32", Err(MoneyError::NotADigit)),
        ("1052,32", Err(MoneyError::NotADigit)),
    ];
    for (text, expected) in table {
        assert_eq!(Money::parse(text, Notation::PLAIN), expected.map(Money::from_cents), "{text}");
    }
}

#[test]
fn cents_are_digits_alone() {
    let table = [
        ("0", Ok(0)),
        ("105232", Ok(105_232)),
        ("-3644", Ok(-3_644)),
        ("9223372036854775807", Ok(i64::MAX)),
        ("", Err(MoneyError::Empty)),
        ("-", Err(MoneyError::Empty)),
        ("1052,32", Err(MoneyError::NotADigit)),
        ("1.052", Err(MoneyError::NotADigit)),
        ("9223372036854775808", Err(MoneyError::TooLarge)),
    ];
    for (text, expected) in table {
        assert_eq!(Money::parse_cents(text), expected.map(Money::from_cents), "{text}");
    }
}

#[test]
fn amounts_are_shown_in_dutch_notation() {
    let table = [
        (0, "0,00"),
        (5, "0,05"),
        (-5, "-0,05"),
        (99_999, "999,99"),
        (100_000, "1.000,00"),
        (-107_544, "-1.075,44"),
        (123_456_789_012, "1.234.567.890,12"),
        (i64::MIN, "-92.233.720.368.547.758,08"),
    ];
    for (cents, text) in table {
        assert_eq!(Money::from_cents(cents).to_string(), text);
    }
    assert_eq!(format!("[{:>8}]", Money::from_cents(705)), "[    7,05]");
}

#[test]
fn sums_that_do_not_fit_are_nothing() {
    let most = Money::from_cents(i64::MAX);
    let cent = Money::from_cents(1);
    assert_eq!(most.checked_add(cent), None);
    assert_eq!(most.negated().checked_sub(Money::from_cents(2)), None);
    assert_eq!(most.checked_sub(cent), Some(Money::from_cents(i64::MAX - 1)));
    assert_eq!(Money::from_cents(-3_644).magnitude(), Money::from_cents(3_644));
}

#[test]
fn the_components_of_a_benefit_add_up_to_what_is_paid() {
    let mut total = Total::default();
    for text in ["740,17", "-36,44", "-37,01", "-37,01"] {
        total.add(Money::parse(text, Notation::DUTCH).expect("an amount"));
    }
    assert_eq!(total.to_string(), "629,71");
}

proptest! {
    #[test]
    fn an_amount_that_is_shown_reads_back(cents in -i64::MAX..=i64::MAX) {
        let amount = Money::from_cents(cents);
        prop_assert_eq!(Money::parse(&amount.to_string(), Notation::DUTCH), Ok(amount));
    }

    #[test]
    fn a_plain_amount_reads_back(euros in 0_i64..=92_233_720_368_547_757, part in 0_i64..100, negative: bool) {
        let text = format!("{}{euros}.{part:02}", if negative { "-" } else { "" });
        let cents = euros * 100 + part;
        let amount = Money::from_cents(if negative { -cents } else { cents });
        prop_assert_eq!(Money::parse(&text, Notation::PLAIN), Ok(amount));
    }

    #[test]
    fn cents_read_back(cents in -i64::MAX..=i64::MAX) {
        prop_assert_eq!(Money::parse_cents(&cents.to_string()), Ok(Money::from_cents(cents)));
    }

    #[test]
    fn what_is_read_is_what_the_digits_say(text in "-?[0-9]{1,4}([.,][0-9]{0,4}){0,3}") {
        if let Ok(amount) = Money::parse(&text, Notation::DUTCH) {
            let cents = if text.contains(',') { String::new() } else { "00".to_owned() };
            prop_assert_eq!((text.replace(['.', ','], "") + &cents).parse(), Ok(amount.cents()));
        }
    }

    #[test]
    fn nothing_that_is_typed_breaks_the_reading(text in any::<String>(), decimal in any::<u8>(), thousands: Option<u8>) {
        let _ = Money::parse(&text, Notation { decimal, thousands });
        let _ = Money::parse_cents(&text);
    }

    #[test]
    fn the_sum_of_the_parts_is_the_total(amounts in prop::collection::vec(any::<i64>(), 0..60), at: prop::sample::Index) {
        let sum = |part: &[i64]| {
            let mut total = Total::default();
            for cents in part {
                total.add(Money::from_cents(*cents));
            }
            total
        };
        let (left, right) = amounts.split_at(at.index(amounts.len() + 1));
        prop_assert_eq!(sum(left).cents() + sum(right).cents(), sum(&amounts).cents());
        prop_assert_eq!(sum(&amounts).cents(), amounts.iter().map(|cents| i128::from(*cents)).sum::<i128>());
    }
}
