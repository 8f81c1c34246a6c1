//! The verdicts as CSV: one line per recipient, date and account.

use std::borrow::Borrow;
use std::io::Write;

use super::model::VerdictLine;

/// The headings. `bsn` is masked, `delivered` holds places with spaces between.
const HEADINGS: [&str; 11] = [
    "bsn",
    "clientnummer",
    "dossiernummer",
    "date",
    "account",
    "payee",
    "verdict",
    "promised_cents",
    "planned_cents",
    "explanation",
    "delivered",
];

/// Writes headings and verdicts.
///
/// # Errors
/// Fails where the output cannot be written.
pub fn write(lines: impl Iterator<Item: Borrow<VerdictLine>>, out: impl Write) -> csv::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(HEADINGS)?;
    for line in lines {
        let line: &VerdictLine = line.borrow();
        writer.write_record([
            line.recipient.as_str(),
            line.clientnummer.as_deref().unwrap_or_default(),
            &line.dossiernummer,
            &line.date,
            &line.account,
            line.payee.as_deref().unwrap_or_default(),
            &line.verdict,
            &line.promised_cents.to_string(),
            &line.planned_cents.to_string(),
            &line.explanation,
            &line.places.join(" "),
        ])?;
    }
    writer.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn written<'a>(lines: impl Iterator<Item = &'a VerdictLine>) -> String {
        let mut out = Vec::new();
        write(lines, &mut out).expect("memory can be written");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn each_verdict_is_a_line_under_the_headings() {
        let report = fixture::failing();
        insta::assert_snapshot!(written(report.stopping.iter().take(3)));
    }

    #[test]
    fn no_verdicts_leave_the_headings() {
        let text = written(std::iter::empty());
        assert_eq!(text, format!("{}\n", HEADINGS.join(",")));
    }

    #[test]
    fn delimiters_and_quotes_in_a_value_are_quoted() {
        let mut line = fixture::failing().stopping.remove(0);
        line.explanation = "paid to \"A\", not B".into();
        assert!(written([line].iter()).contains("\"paid to \"\"A\"\", not B\""));
    }
}
