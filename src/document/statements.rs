//! The SQL by which an auditor counts a run's figures again.

use super::Writer;
use super::model::{Block, Section, Text};
use super::words::general;
use crate::report::statements::{self, Statement};

impl Writer<'_> {
    /// Tells the statements that give the figures of every run of the mapping, by what they are about.
    pub(super) fn statements(self) -> Section {
        let all = statements::of(self.mapping);
        let parts = all.chunk_by(|one, other| one.subject() == other.subject()).map(|alike| self.about(alike));
        Section::new("statements", self.voice.say(general::STATEMENTS))
            .with(Block::Paragraph(self.voice.tell(general::STATEMENTS_LEAD, [Text::code(statements::SHELL)])))
            .holding(parts)
    }

    fn about(self, statements: &[Statement]) -> Section {
        let title = statements.first().map(Statement::subject).unwrap_or_default();
        let title = self.voice.choose(title.0, title.1);
        let section = Section::new(&format!("statements-{title}"), Text::words(title));
        statements.iter().fold(section, |section, statement| {
            let words = Text::words(self.voice.choose(&statement.dutch, &statement.english));
            section.with(Block::Paragraph(words)).with(Block::Sql(statement.script()))
        })
    }
}
