//! What must hold: arithmetic of the delivery itself, and rules over what was loaded.

use super::Writer;
use super::model::{Block, Section, Text};
use super::words::{delivery as words, general};
use crate::diag::Severity;
use crate::mapping::model::{Identity, Lines, Rule};

impl Writer<'_> {
    /// Says what must add up in the delivery, where anything must.
    pub(super) fn identities(self) -> Option<Section> {
        let voice = self.voice;
        let parts = self.mapping.identities.iter().map(|identity| {
            let name = Text::words(&identity.name);
            Section::new(&format!("identity-{}", identity.name), name).with(self.identity(identity))
        });
        let section = Section::new("identities", voice.say(general::IDENTITIES))
            .with(Block::Paragraph(voice.say(words::IDENTITIES_LEAD)));
        (!self.mapping.identities.is_empty()).then(|| section.holding(parts))
    }

    fn identity(self, identity: &Identity) -> Block {
        let voice = self.voice;
        let sum = |lines: &Lines, condition| {
            let amount = self.cell(lines.from, lines.amount.column);
            voice.tell(words::SUM_OF, [amount, self.rows_of(lines.from, condition)])
        };
        let mut facts = vec![
            (words::PER_BLOCK, self.cells(identity.lines.from, &identity.lines.block)),
            (words::ADDS, sum(&identity.lines, Some(&identity.plus))),
        ];
        facts.extend(identity.minus.as_ref().map(|minus| (words::TAKES_OFF, sum(&identity.lines, Some(minus)))));
        facts.push((words::MUST_EQUAL, sum(&identity.equals, identity.filter.as_ref())));
        self.facts(facts)
    }

    /// Tells the rules over what was loaded, where there are any.
    pub(super) fn rules(self) -> Option<Section> {
        let section = Section::new("rules", self.voice.say(general::RULES))
            .with(Block::Paragraph(self.voice.say(general::RULES_LEAD)));
        let parts = self.mapping.rules.iter().map(|rule| self.rule(rule));
        (!self.mapping.rules.is_empty()).then(|| section.holding(parts))
    }

    fn rule(self, rule: &Rule) -> Section {
        let voice = self.voice;
        let severity = match rule.severity {
            Severity::Error => general::RULE_ERROR,
            Severity::Warning => general::RULE_WARNING,
        };
        let facts = self.facts([
            (general::SAYS, Text::words(voice.choose(&rule.dutch, &rule.english))),
            (general::ABOUT, Text::code(rule.on.name)),
            (general::SEVERITY, voice.say(severity)),
        ]);
        Section::new(&format!("rule-{}", rule.name), Text::words(&rule.name))
            .with(facts)
            .with(Block::Paragraph(voice.say(general::MUST_HOLD)))
            .with(Block::Sql(rule.require.trim().to_owned()))
    }
}
