//! The SQL that gives every figure again: what the report prints beside its figures, and what an auditor runs.
//!
//! A statement is run in the folder of a run with the `sqlite3` shell, on `evidence.sqlite`; where it asks what stands
//! in the targets, they are attached under names of their own. It uses nothing that the shell lacks, and no double quote
//! but those of delivered names, so that it can be given on a command line as it is printed. Deliberately absent: the planning and the digests, which
//! no SQL makes again; of these the evidence holds the outcome.

mod amounts;
mod completeness;
mod lists;
mod partition;
mod payments;

use std::fmt::Write as _;

use crate::mapping::Mapping;
use crate::mapping::model::DestinationKind;

/// A statement of SQL, and the figure that it gives.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The section of the report that prints it.
    pub section: &'static str,
    /// The figure: a JSON pointer into `summary.json`, or the name of a list of the report.
    pub figure: &'static str,
    /// What it gives, in Dutch.
    pub dutch: String,
    /// What it gives, in English.
    pub english: String,
    /// How its answer is to be read.
    pub gives: Gives,
    /// The targets that it reads besides the evidence, by destination; each is attached as `doel` and its number.
    pub attached: Vec<String>,
    /// The statement, with its semicolon.
    pub sql: String,
}

/// How the answer of a statement is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    /// One value: the figure itself.
    Value,
    /// One row: members of the figure, by the names of the columns; a point leads into a member.
    Members,
    /// Rows of a name and a value.
    Entries,
    /// Rows, each an entry of the list, with its members by the names of the columns.
    Rows,
    /// A row for each thing that is wrong, and so none.
    Nothing,
}

impl Statement {
    /// Returns everything that is to be typed into the shell: the targets attached, and the statement.
    #[must_use]
    pub fn script(&self) -> String {
        let mut script = String::new();
        for (number, name) in (1..).zip(&self.attached) {
            let _ = writeln!(script, "ATTACH 'targets/{name}.sqlite' AS doel{number};");
        }
        script + &self.sql
    }

    /// Returns what it is about, in Dutch and in English.
    #[must_use]
    pub fn subject(&self) -> (&'static str, &'static str) {
        match self.section {
            "proofs" => ("De uitkomst", "The outcome"),
            "proof-completeness" | "control-totals" | "accounting" => ("Volledigheid", "Completeness"),
            "proof-partition" | "partition-sums" => ("Verdeling", "Partition"),
            "proof-fidelity" => ("Getrouwheid", "Fidelity"),
            "proof-title" => ("Rechtsgrond", "Title"),
            "proof-continuity" => ("Continuïteit", "Continuity"),
            _ => ("De lijsten van het rapport", "The lists of the report"),
        }
    }
}

/// The command that asks, in the folder of a run.
pub const SHELL: &str = "sqlite3 -readonly evidence.sqlite";

/// How many databases SQLite attaches to one another.
const MOST_ATTACHED: usize = 10;

/// Returns the statements for the runs of a mapping, in the order of the report. Where there are more municipalities than
/// SQLite attaches, those that read the targets are left out: each target has the same questions as views.
#[must_use]
pub fn of(mapping: &Mapping) -> Vec<Statement> {
    let targets = Targets::of(mapping);
    let statements = [
        completeness::statements(&targets),
        amounts::statements(mapping, &targets),
        partition::statements(&targets),
        payments::title(mapping, &targets),
        payments::continuity(&targets),
        lists::statements(),
    ];
    let fits = |statement: &Statement| statement.attached.len() <= MOST_ATTACHED;
    statements.into_iter().flatten().filter(fits).collect()
}

/// The targets of the municipalities, to be attached.
struct Targets(Vec<String>);

impl Targets {
    fn of(mapping: &Mapping) -> Self {
        let municipalities =
            mapping.destinations.iter().filter(|entry| matches!(entry.kind, DestinationKind::Municipality { .. }));
        Self(municipalities.map(|entry| entry.name.clone()).collect())
    }

    /// Asks the same of every target and puts the answers together; `doel` stands for its name.
    fn each(&self, select: &str) -> String {
        let parts = (1..=self.0.len()).map(|number| select.replace("doel.", &format!("doel{number}.")));
        parts.collect::<Vec<_>>().join("\n    UNION ALL ")
    }
}

/// A figure, and in which section of the report it stands.
struct Figure(&'static str, &'static str);

impl Figure {
    /// Gives it from the evidence alone.
    fn in_evidence(self, words: [&str; 2], gives: Gives, sql: &str) -> Statement {
        let (Self(section, figure), [dutch, english]) = (self, words.map(str::to_owned));
        Statement { section, figure, dutch, english, gives, attached: Vec::new(), sql: format!("{sql};") }
    }

    /// Gives it from what stands in the targets, with the evidence beside them.
    fn in_targets(self, words: [&str; 2], gives: Gives, targets: &Targets, sql: &str) -> Statement {
        Statement { attached: targets.0.clone(), ..self.in_evidence(words, gives, sql) }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::mapping;

    fn shipped(service: &str) -> Mapping {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("mappings").join(service);
        mapping::load(&folder).expect("the mapping is right")
    }

    #[test]
    fn a_statement_can_be_given_on_a_command_line_between_double_quotes() {
        for statement in ["het-plein", "laborijn", "sdoa", "tuc"].map(shipped).iter().flat_map(of) {
            let script = statement.script();
            assert!(!script.contains(['"', '$', '`', '\\', '!']), "{script}");
            assert!(script.ends_with(';') && !script.contains("doel."), "{script}");
        }
    }

    #[test]
    fn targets_are_attached_in_the_order_of_the_mapping_and_partners_are_not() {
        let statements = of(&shipped("sdoa"));
        let attaching = statements.iter().find(|statement| !statement.attached.is_empty()).expect("one that does");
        let expected = "ATTACH 'targets/berkelland.sqlite' AS doel1;\nATTACH 'targets/oost-gelre.sqlite' AS doel2;\n\
                        ATTACH 'targets/winterswijk.sqlite' AS doel3;\n";
        assert!(attaching.script().starts_with(expected), "{}", attaching.script());
    }

    #[test]
    fn more_municipalities_than_can_be_attached_leave_what_the_evidence_gives() {
        let targets = Targets((0..=MOST_ATTACHED).map(|number| number.to_string()).collect());
        let statements = payments::continuity(&targets);
        assert!(statements.iter().any(|statement| statement.attached.len() > MOST_ATTACHED));
        assert!(statements.iter().any(|statement| statement.attached.is_empty()));
    }
}
