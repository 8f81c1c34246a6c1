//! All verdicts as reports show them: made one by one, since there are very many.

use std::collections::BTreeMap;

use super::model::VerdictLine;
use crate::domain::{Origin, bsn, position};
use crate::reconcile::Proof;
use crate::reconcile::continuity::Decided;

/// The verdicts of a proof, and what is needed to show them.
#[derive(Debug)]
pub struct Verdicts<'a> {
    proof: &'a Proof,
    /// The names of the delivered files by number.
    names: BTreeMap<u16, String>,
    unmask: bool,
}

impl<'a> Verdicts<'a> {
    /// Takes those of a proof; recipients are masked unless `unmask`.
    #[must_use]
    pub fn of(proof: &'a Proof, names: BTreeMap<u16, String>, unmask: bool) -> Self {
        Self { proof, names, unmask }
    }

    /// Returns all of them, in order of recipient, date and account.
    pub fn iter(&self) -> impl Iterator<Item = VerdictLine> {
        self.proof.lines.iter().map(|line| self.show(&line))
    }

    /// Shows one.
    #[must_use]
    pub fn show(&self, line: &Decided<'_>) -> VerdictLine {
        let mut places: Vec<String> = line.origins.iter().filter_map(|(file, line)| self.place(*file, *line)).collect();
        for (case, known_from) in &line.cases {
            places.extend(known_from.and_then(|(file, row)| self.place(file, row)));
            let components = self.proof.components.get(*case).into_iter().flatten();
            for key in components.filter(|_| line.verdict_before().stops()) {
                let origin = Origin::from_row_key(*key);
                places.extend(self.place(origin.file().number(), origin.line()));
            }
        }
        VerdictLine {
            verdict: line.verdict.name().to_owned(),
            recipient: if self.unmask { line.recipient.to_owned() } else { bsn::mask(line.recipient) },
            clientnummer: line.client.map(str::to_owned),
            dossiernummer: line.case_numbers().into_owned(),
            date: line.date.to_owned(),
            account: line.account.to_owned(),
            payee: line.payee.map(str::to_owned),
            promised_cents: i128::from(line.promised),
            planned_cents: i128::from(line.planned),
            explanation: line.explanation.to_owned(),
            places,
        }
    }

    /// Tells a delivered place by the file's name.
    #[must_use]
    pub fn place(&self, file: u16, line: u32) -> Option<String> {
        self.names.get(&file).map(|name| position::place(name, line, None))
    }
}
