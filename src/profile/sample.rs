//! A small profile for the tests of its forms.

use super::model::{ColumnProfile, Distinct, GuessedForm, Kind, Profile, TableProfile};
use crate::domain::{DateFormat, MonthForm, MonthFormat, Notation};
use crate::mapping::model::Encoding;

/// Returns a file and a sheet, and a document that holds no table.
pub(super) fn profile() -> Profile {
    let others = vec![("leesmij.pdf".to_owned(), "is a PDF document, and no table".to_owned())];
    Profile { tables: vec![payments(), sheet()], others, unreadable: 1 }
}

fn payments() -> TableProfile {
    let number = ColumnProfile {
        patterns: vec![("A9{6}-9".to_owned(), 300), ("A9{6}-99".to_owned(), 180)],
        ..column("Betaalnummer", Kind::Text, 480)
    };
    let bsn = ColumnProfile {
        kinds: vec![(Kind::Integer, 480), (Kind::Bsn, 479)],
        distinct: Distinct::Exactly(42),
        patterns: vec![("9{9}".to_owned(), 480)],
        doubts: vec!["1 cell fails the eleven-test, on line 17".to_owned()],
        ..column("BSN", Kind::Bsn, 480)
    };
    let scheme = ColumnProfile {
        distinct: Distinct::Exactly(3),
        common: vec![("PW".to_owned(), 436), ("IOAW".to_owned(), 40)],
        rare: 1,
        ..column("Regeling", Kind::Code, 480)
    };
    let date = ColumnProfile {
        distinct: Distinct::MoreThan(10_000),
        empty: 120,
        range: Some(("31-01-2020".to_owned(), "31-12-2020".to_owned())),
        ..column("Betaaldatum", Kind::Date, 360)
    };
    TableProfile {
        name: "betalingen_2020.csv".to_owned(),
        bytes: 70_442,
        form: GuessedForm::Delimited { delimiter: b';', encoding: Encoding::Windows1252 },
        date: Some(DateFormat::DayMonthYear),
        month: Some(MonthForm::Month(MonthFormat::MonthYear)),
        notation: Some(Notation::DUTCH),
        evidence: vec![
            "271 bytes beyond ASCII, from line 2 on, are not valid utf-8 and exist in windows-1252".to_owned(),
            "a semicolon parts 100% of the first 482 records into 4 cells".to_owned(),
        ],
        rows: 480,
        footer: Some("TOTAAL".to_owned()),
        columns: vec![number, bsn, scheme, date],
        keys: vec![vec![0], vec![1, 3]],
        doubts: vec!["2 blank lines, the first on line 100".to_owned()],
    }
}

fn sheet() -> TableProfile {
    let form = GuessedForm::Sheet { book: "boek.xlsx".to_owned(), sheet: "Wmo".to_owned(), heading_row: 3 };
    TableProfile {
        name: "[boek.xlsx]Wmo".to_owned(),
        bytes: 4608,
        form,
        date: None,
        month: None,
        notation: None,
        evidence: vec!["row 3 holds the headings".to_owned()],
        rows: 1,
        footer: None,
        columns: vec![column("Beschikking", Kind::Text, 1), column("Einde", Kind::Empty, 0)],
        keys: Vec::new(),
        doubts: Vec::new(),
    }
}

fn column(heading: &str, kind: Kind, filled: u64) -> ColumnProfile {
    ColumnProfile {
        heading: heading.to_owned(),
        kind,
        kinds: if filled > 0 { vec![(kind, filled)] } else { Vec::new() },
        filled,
        empty: u64::from(filled == 0),
        distinct: Distinct::Exactly(filled),
        shortest: 8,
        longest: 9,
        patterns: Vec::new(),
        common: Vec::new(),
        rare: 0,
        range: None,
        doubts: Vec::new(),
    }
}
