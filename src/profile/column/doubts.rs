//! What is doubtful about a column: sentences with counts and the line of the first, never with a value.

use super::{Column, Heading, kind};
use crate::profile::looks::Look;
use crate::profile::model::Kind;
use crate::profile::sentinels;
use crate::profile::tally::{Tally, counted};

/// Looks that are odd in whatever column, with what is said of one cell and of several.
const ODD: [(Look, &str, &str); 9] = [
    (Look::Spaces, "cell has white space around its text", "cells have white space around their text"),
    (Look::Control, "cell holds characters that cannot be seen", "cells hold characters that cannot be seen"),
    (
        Look::Replacement,
        "cell holds a sign (U+FFFD) where a character was lost",
        "cells hold a sign (U+FFFD) where a character was lost",
    ),
    (
        Look::Mojibake,
        "cell holds characters that were once read in another encoding",
        "cells hold characters that were once read in another encoding",
    ),
    (
        Look::QuestionMark,
        "cell has a question mark between letters, where a character may have been lost",
        "cells have a question mark between letters, where a character may have been lost",
    ),
    (
        Look::Exponent,
        "cell is a number with an exponent, whose digits a spreadsheet program lost",
        "cells are numbers with an exponent, whose digits a spreadsheet program lost",
    ),
    (Look::ErrorText, "cell holds the error of a spreadsheet", "cells hold the error of a spreadsheet"),
    (Look::EarlyDate, "date lies before 1900", "dates lie before 1900"),
    (Look::LateDate, "date lies after 2100", "dates lie after 2100"),
];

/// Returns what is doubtful about a column of a kind, of which common texts are shown or not.
pub(super) fn of(column: &Column, heading: &Heading, kind: Kind, is_shown: bool, line: &str) -> Vec<String> {
    let mut doubts = heading.doubts.clone();
    if column.filled == 0 {
        doubts.extend((column.empty > 0).then(|| "no row has anything here".to_owned()));
        return doubts;
    }
    if column.texts.entries().len() == 1 && column.texts.full_at().is_none() && column.filled > 1 {
        doubts.push(format!("all {} filled cells hold one text", column.filled));
    }
    match kind {
        Kind::Bsn => doubts.extend(bsn(column, line)),
        Kind::Iban => doubts.extend(iban(column, line)),
        Kind::Date => doubts.extend(dates(column, line)),
        Kind::Month => doubts.extend(months(column, line)),
        Kind::Amount => doubts.extend(amounts(column, line)),
        _ => {}
    }
    if kind != Kind::Bsn && kind::is_headed(&heading.text, &["bsn", "burgerservice"]) {
        let passing = column.seen_any(&[Look::Bsn, Look::ShortBsn]).count;
        doubts.push(format!("the heading speaks of a BSN, and {passing} of {} pass its test", column.filled));
    }
    if kind != Kind::Iban && kind::is_headed(&heading.text, &["iban"]) {
        let passing = column.seen(Look::Iban).count;
        doubts.push(format!("the heading speaks of an IBAN, and {passing} of {} pass its check", column.filled));
    }
    // A minus beside a plus is a sign.
    let is_sign = column.texts.entries().iter().any(|entry| &*entry.text == "+");
    for (place, tally) in column.sentinels.iter().enumerate() {
        let sentinel = sentinels::at(place);
        // A number of nines among longer ones is one of them.
        let is_ordinary = sentinels::is_number(place) && sentinel.len() < column.longest;
        if is_ordinary || (is_sign && sentinel == "-") {
            continue;
        }
        let one = format!("cell is {sentinel}, which may stand for none");
        doubts.extend(tally.told(&one, &format!("cells are {sentinel}, which may stand for none"), line));
    }
    doubts.extend(lost_zeros(column, kind, line));
    let is_date = kind == Kind::Date;
    let odd = ODD.iter().filter(|(look, ..)| is_date || !matches!(look, Look::EarlyDate | Look::LateDate));
    doubts.extend(odd.filter_map(|(look, one, several)| column.seen(*look).told(one, several, line)));
    for (reason, tally) in &column.problems {
        doubts.extend(tally.told(&format!("cell: {reason}"), &format!("cells: {reason}"), line));
    }
    if let Some(full) = column.texts.full_at().filter(|_| is_shown) {
        doubts.push(format!("more than {full} different texts: counts of common ones are lower bounds"));
    }
    doubts
}

fn bsn(column: &Column, line: &str) -> Vec<String> {
    let told = |look, one, several| column.seen(look).told(one, several, line);
    // Nine nines and nine zeros fail too, and are told as what may stand for none.
    let mut failing = column.seen(Look::FailingBsn);
    failing.count -= sentinels::place("999999999").map_or(0, |place| column.sentinels[place].count).min(failing.count);
    let others = Tally { count: column.told().saturating_sub(column.seen(Look::Integer).count), first: 0 };
    [
        failing.told("cell fails the eleven-test", "cells fail the eleven-test", line),
        told(
            Look::ShortBsn,
            "number has lost its leading zeros: repair = \"left-pad\" puts them back",
            "numbers have lost their leading zeros: repair = \"left-pad\" puts them back",
        ),
        told(Look::TestBsn, "number was set apart for test persons", "numbers were set apart for test persons"),
        (others.count > 0).then(|| format!("{} of something else than digits", counted(others.count, "cell"))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn iban(column: &Column, line: &str) -> Vec<String> {
    let failing = column.seen(Look::FailingIban);
    let others = column.told().saturating_sub(failing.count + column.seen(Look::Iban).count);
    let told = failing.told("account number fails its check", "account numbers fail their check", line);
    told.into_iter().chain((others > 0).then(|| format!("{} of something else", counted(others, "cell")))).collect()
}

fn dates(column: &Column, line: &str) -> Vec<String> {
    let formats = [
        (Look::DayMonthYear, "dd-mm-yyyy"),
        (Look::YearMonthDay, "yyyy-mm-dd"),
        (Look::CompactDate, "yyyymmdd"),
        (Look::OtherDate, "in a notation that no mapping can declare"),
    ];
    let mut doubts = mixed(column, "dates are written in several notations", &formats, line);
    if doubts.is_empty() {
        let told = column.seen(Look::OtherDate).told(
            "date is written in a notation that no mapping can declare",
            "dates are written in a notation that no mapping can declare",
            line,
        );
        doubts.extend(told);
    }
    let told = |look, one, several| column.seen(look).told(one, several, line);
    doubts.extend(told(Look::NoSuchDay, "cell is a day that does not exist", "cells are days that do not exist"));
    doubts.extend(told(
        Look::PartialDate,
        "date is known in part: its day, or day and month, are zeros",
        "dates are known in part: their day, or day and month, are zeros",
    ));
    let all =
        column.seen_any(&[Look::DayMonthYear, Look::YearMonthDay, Look::CompactDate, Look::OtherDate, Look::NoSuchDay]);
    doubts.extend(remaining(column, all, "date"));
    doubts
}

fn months(column: &Column, line: &str) -> Vec<String> {
    let formats = [(Look::MonthYear, "mm-yyyy"), (Look::YearMonth, "yyyy-mm"), (Look::CompactMonth, "yyyymm")];
    let mut doubts = mixed(column, "months are written in several notations", &formats, line);
    doubts.extend(remaining(column, column.seen_any(&formats.map(|(look, _)| look)), "month"));
    doubts
}

fn amounts(column: &Column, line: &str) -> Vec<String> {
    let notations = [(Look::Dutch, "as in 1.234,56"), (Look::English, "as in 1,234.56")];
    let mut doubts = mixed(column, "amounts are written in several notations", &notations, line);
    let told = |look, one, several| column.seen(look).told(one, several, line);
    doubts.extend(told(
        Look::Ambiguous,
        "amount as in 1.000 may be thousands or decimals",
        "amounts as in 1.000 may be thousands or decimals",
    ));
    doubts.extend(told(
        Look::OtherAmount,
        "amount has other decimals than two, or a sign or currency that no mapping reads",
        "amounts have other decimals than two, or a sign or currency that no mapping reads",
    ));
    let readings = [Look::Dutch, Look::English, Look::Ambiguous, Look::OtherAmount, Look::Integer];
    doubts.extend(remaining(column, column.seen_any(&readings), "amount"));
    doubts
}

/// Says which of several notations stand beside each other.
fn mixed(column: &Column, what: &str, notations: &[(Look, &str)], line: &str) -> Vec<String> {
    let seen: Vec<(Tally, &str)> =
        notations.iter().map(|(look, name)| (column.seen(*look), *name)).filter(|(tally, _)| tally.count > 0).collect();
    if seen.len() < 2 {
        return Vec::new();
    }
    let each = seen.iter().map(|(tally, name)| format!("{} {name} from {line} {}", tally.count, tally.first));
    vec![format!("{what}: {}", each.collect::<Vec<_>>().join(", "))]
}

fn remaining(column: &Column, of_kind: Tally, kind: &str) -> Option<String> {
    let others = column.told().saturating_sub(of_kind.count);
    (others > 0).then(|| {
        format!("{} no {kind}", if others == 1 { "1 cell is".to_owned() } else { format!("{others} cells are") })
    })
}

/// Numbers of several lengths, of which the longest begin with zeros that the shorter ones may have lost.
fn lost_zeros(column: &Column, kind: Kind, line: &str) -> Option<String> {
    if matches!(kind, Kind::Bsn | Kind::Date | Kind::Month | Kind::Amount | Kind::Flag) {
        return None;
    }
    let with_zeros = column.digits.iter().rposition(|(_, zeros)| *zeros > 0).filter(|length| *length > 1);
    let length = if kind == Kind::Municipality { Some(4) } else { with_zeros }?;
    let shorter = column.digits[1..length].iter().fold(Tally::default(), |sum, (tally, _)| sum.and(*tally));
    let longest = column.digits.iter().rposition(|(tally, _)| tally.count > 0)?;
    if longest > length {
        return None;
    }
    shorter.told(
        &format!("number is shorter than {length} digits and may have lost leading zeros"),
        &format!("numbers are shorter than {length} digits and may have lost leading zeros"),
        line,
    )
}
