//! Tests of what single texts look like.

use Look::{
    Ambiguous, Bit, Bsn, CompactDate, CompactMonth, Control, DayMonthYear, Dutch, EarlyDate, English, ErrorText,
    Exponent, FailingBsn, FailingIban, Flag, Iban, Integer, LateDate, Mojibake, MonthYear, Municipality, NoSuchDay,
    OtherAmount, OtherDate, PartialDate, Postcode, QuestionMark, Replacement, Sentinel, ShortBsn, TestBsn, Text,
    Thousands, YearMonth, YearMonthDay,
};

use super::*;

#[test]
fn every_reading_of_a_text_is_found() {
    let table: [(&str, &[Look]); 48] = [
        ("900000004", &[Bsn, Integer]),
        ("999993653", &[Bsn, TestBsn, Integer]),
        ("900000005", &[FailingBsn, Integer]),
        ("10002546", &[ShortBsn, Integer]),
        ("1000001", &[Integer]),
        ("NL42SNSB0100000000", &[Iban]),
        ("NL43SNSB0100000000", &[FailingIban]),
        ("nl42snsb0100000000", &[FailingIban]),
        ("7016 CL", &[Postcode]),
        ("0222", &[Municipality, Integer]),
        ("GM0222", &[Municipality, Text]),
        ("01-03-2014", &[DayMonthYear]),
        ("00-07-1958", &[DayMonthYear, PartialDate]),
        ("31-04-2014", &[NoSuchDay]),
        ("31-12-9999", &[DayMonthYear, Sentinel]),
        ("99-99-9999", &[DayMonthYear, Sentinel]),
        ("01-01-0001", &[DayMonthYear, EarlyDate]),
        ("01-01-2222", &[DayMonthYear, LateDate]),
        ("2014-03-01", &[YearMonthDay]),
        ("20140301", &[CompactDate, Integer]),
        ("19580700", &[CompactDate, PartialDate, Integer]),
        ("99999999", &[CompactDate, Sentinel, Integer]),
        ("00000000", &[CompactDate, Sentinel, Integer]),
        ("12345678", &[Integer]),
        ("1-3-2014", &[OtherDate]),
        ("01-2020", &[MonthYear]),
        ("2020-01", &[YearMonth]),
        ("202001", &[CompactMonth, Integer]),
        ("100001", &[Integer]),
        ("0", &[Bit, Integer]),
        ("1", &[Bit, Municipality, Integer]),
        ("-12", &[Integer]),
        ("48,20", &[Dutch]),
        ("-1.234,56", &[Dutch, Thousands]),
        ("1234.56", &[English]),
        ("1,234.56", &[English, Thousands]),
        ("1.234.567", &[Dutch, Thousands]),
        ("1.000", &[Ambiguous]),
        ("12,5", &[OtherAmount]),
        ("1,23E+15", &[OtherAmount, Exponent]),
        ("J", &[Flag]),
        ("ONWAAR", &[Flag]),
        ("#N/B", &[ErrorText, Text]),
        ("999999999", &[FailingBsn, Sentinel, Integer]),
        ("a\u{7}b", &[Control, Text]),
        ("Br\u{fffd}dal", &[Replacement, Text]),
        ("BrÃ©dal", &[Mojibake, Text]),
        ("Br?dal", &[QuestionMark, Text]),
    ];
    for (text, expected) in table {
        let mut looks = Looks::default();
        for look in expected {
            looks.add(*look);
        }
        let names = |looks: Looks| looks.places().collect::<Vec<_>>();
        assert_eq!(names(Looks::of(text)), names(looks), "{text}: {expected:?}");
    }
}

#[test]
fn every_look_has_its_place() {
    const { assert!(LOOKS <= 64, "a set has room for 64") }
    let mut looks = Looks::default();
    looks.add(Bsn);
    looks.add(Text);
    assert_eq!(looks.places().collect::<Vec<_>>(), [0, LOOKS - 1]);
    assert_eq!(Looks::default().places().count(), 0);
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_the_looking(text: String) {
        let _ = Looks::of(text.trim());
    }
}
