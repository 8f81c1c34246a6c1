//! The report as a workbook, for those who work in Excel: a sheet for each section, with Dutch headings.
//!
//! Amounts are numbers with two decimals and nothing computes. It says what the page says, from the same [`Report`];
//! only the verdicts are all there, so that they can be filtered. Deliberately absent: dates as numbers, which every
//! country reads otherwise, and the time at which it was written.

mod book;
mod delivery;
mod drill;
mod figures;
mod promise;
mod verdicts;

use std::io::{self, Write};
use std::path::Path;

use super::model::{Report, VerdictLine};
use crate::diag::panics::caught_while_writing;
use book::Book;

/// Writes the workbook; its rows wait in a folder until it is whole.
///
/// # Errors
/// Fails where the output or a file in the folder cannot be written.
pub fn write(
    report: &Report,
    verdicts: impl Iterator<Item = VerdictLine>,
    spool: &Path,
    out: impl Write + Send,
) -> io::Result<()> {
    caught_while_writing(|| {
        let mut book = Book::new(spool)?;
        figures::write(&mut book, report)?;
        verdicts::write(&mut book, report, verdicts)?;
        promise::write(&mut book, report)?;
        delivery::write(&mut book, report)?;
        drill::write(&mut book, report)?;
        figures::identification(&mut book, report)?;
        book.finish(out)
    })
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader as _, Xlsx};
    use tempfile::TempDir;

    use super::*;
    use crate::report::model::{DrillFigures, DrillLine, IdentityLine};
    use crate::report::{fixture, html};

    /// A report that has something in every section.
    fn drilled() -> Report {
        let line = DrillLine {
            number: 7,
            dutch: "één cent minder".into(),
            english: "one cent less".into(),
            way: Some("rows".into()),
            caught_by: vec!["lower".into(), "sums".into()],
            injected: 5,
            caught: 4,
            missed: 1,
            not_injected: None,
        };
        let not = DrillLine { number: 8, not_injected: Some("nothing to inject into".into()), ..line.clone() };
        let lines = vec![line, not];
        let drill = DrillFigures { injected: 5, caught: 4, missed: 1, false_alarms: 0, seed: 1, times: 5, lines };
        let identity = IdentityLine { name: "brutering".into(), blocks: 12, lines: 40 };
        Report { drill: Some(drill), identities: vec![identity], ..fixture::failing() }
    }

    /// The sections of the page, each with its sheets.
    const SHEETS: [(&str, &[&str]); 18] = [
        ("proofs", &["Bewijzen", "Cijfers"]),
        ("stopping", &["Tegenhoudend", "Alle oordelen"]),
        ("failures", &["Overige fouten"]),
        ("listed", &["Verklaarde verschillen"]),
        ("waivers", &["Waivers"]),
        ("payment-classes", &["Soorten betalingen"]),
        ("customs", &["Datumregels"]),
        ("notes", &["Buiten de toezegging"]),
        ("not-planned", &["Niet ingepland"]),
        ("accounting", &["Aansluiting"]),
        ("control-totals", &["Controletotalen"]),
        ("partition-sums", &["Regeling en maand"]),
        ("breakdown", &["Uitsplitsing"]),
        ("findings", &["Bevindingen per code", "Codes zonder vertaling", "Bevindingen"]),
        ("filters", &["Filters"]),
        ("changes", &["Wijzigingen", "Correcties"]),
        ("drill", &["Proef"]),
        ("identification", &["Identificatie", "Bestanden", "Hashtotalen"]),
    ];

    #[test]
    fn every_section_of_the_page_has_its_sheet() {
        let report = drilled();
        assert_eq!(html::section_names(&report), SHEETS.map(|(section, _)| section));
        let mut expected = SHEETS.map(|(_, sheets)| sheets).concat();
        let mut found = book(written(&report)).sheet_names();
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_was_accepted_what_dates_rest_on_and_the_drill_are_told_in_dutch() {
        let mut book = book(written(&drilled()));
        let table = [
            ("Waivers", "W-1|gebruikt|"),
            ("Soorten betalingen", "periodiek|1180|1080000"),
            ("Datumregels", "de laatste bankwerkdag van de maand|ja|"),
            ("Proef", "7|één cent minder|rijen waaruit wordt gepland|lager, geweigerd: optelling|5|4|1|"),
            ("Proef", "8|één cent minder|rijen waaruit wordt gepland|lager, geweigerd: optelling||||er is niets"),
            ("Controletotalen", "brutering|12|0"),
        ];
        for (sheet, line) in table {
            let range = book.worksheet_range(sheet).expect("a sheet");
            let told: Vec<String> =
                range.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|")).collect();
            assert!(told.iter().any(|found| found.starts_with(line)), "{line} among {told:#?}");
        }
    }

    fn written(report: &Report) -> Vec<u8> {
        let (spool, mut bytes) = (TempDir::new().expect("a folder"), Vec::new());
        write(report, report.stopping.iter().cloned(), spool.path(), &mut bytes).expect("a workbook");
        bytes
    }

    fn book(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
        Xlsx::new(Cursor::new(bytes)).expect("a workbook")
    }

    #[test]
    fn the_same_report_gives_the_same_bytes() {
        assert!(written(&fixture::failing()) == written(&fixture::failing()));
    }

    #[test]
    fn every_sheet_has_a_heading_and_none_a_formula() {
        for report in [fixture::proven(), fixture::failing(), drilled()] {
            let mut book = book(written(&report));
            let names = book.sheet_names();
            assert!(names.len() > 15, "{names:?}");
            for name in names {
                let range = book.worksheet_range(&name).expect("a sheet");
                assert!(matches!(range.get((0, 0)), Some(Data::String(_))), "{name}");
                assert_eq!(book.worksheet_formula(&name).expect("a sheet").used_cells().count(), 0, "{name}");
            }
        }
    }

    #[test]
    fn figures_are_those_of_the_summary() {
        let mut book = book(written(&fixture::failing()));
        let range = book.worksheet_range("Cijfers").expect("a sheet");
        let told: Vec<String> =
            range.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|")).collect();
        for line in [
            "Bewijs|Cijfer in summary.json|Betekenis|Aantal|Bedrag",
            "Continuïteit|promised_cents|||300000",
            "Continuïteit|planned_cents|||296934.99",
            "Continuïteit|hard_stops.above_ceiling|Boven het plafond|1|",
            "Continuïteit|verdicts.other_account|andere rekening|2|",
            "Verdeling|destinations.oude-ijsselstreek||100|",
        ] {
            assert!(told.iter().any(|found| found == line), "{line} among {told:#?}");
        }
    }

    #[test]
    fn a_recipient_stays_masked_and_a_delivered_value_stays_text() {
        let mut book = book(written(&fixture::failing()));
        let mut all = Vec::new();
        for name in book.sheet_names() {
            let range = book.worksheet_range(&name).expect("a sheet");
            all.extend(range.rows().flatten().map(ToString::to_string));
        }
        let all = all.join("\n");
        assert!(all.contains("******913") && all.contains("<script>alert('PW')</script>"));
        for shown in all.split("******").skip(1) {
            assert_eq!(shown.chars().take_while(char::is_ascii_digit).count(), 3, "{shown:.20}");
        }
    }
}
