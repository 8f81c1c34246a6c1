//! What the delivery looks like: each table with its form, its key, its totals and its columns.

use super::Writer;
use super::model::{Section, Text};
use super::uses::Uses;
use super::words::{delivery as words, general};
use crate::catalog::Domain;
use crate::domain::{MonthForm, Notation};
use crate::mapping::model::{Delimited, DeliveredTable, Encoding, Form, Routing, Sheet, SheetChoice, TableIndex, Unit};

impl Writer<'_> {
    /// Describes the delivery.
    pub(super) fn delivery(self) -> Section {
        let voice = self.voice;
        let control = self.mapping.delivery.control.as_ref().map_or_else(
            || voice.say(words::NO_CONTROL),
            |control| {
                let headings = [
                    &control.file,
                    &control.file_heading,
                    &control.count_heading,
                    &control.column_heading,
                    &control.total_heading,
                ];
                voice.tell(words::CONTROL_FILE, headings.map(|text| Text::code(text)))
            },
        );
        let uses = self.uses();
        let tables = 0..self.mapping.delivery.tables.len();
        Section::new("delivery", voice.say(general::DELIVERY))
            .with(self.facts([(words::CONTROL, control)]))
            .holding(tables.map(|index| self.delivered_table(index, &uses)))
    }

    fn delivered_table(self, index: TableIndex, uses: &Uses) -> Section {
        let (voice, table) = (self.voice, &self.mapping.delivery.tables[index]);
        let files = table.files.iter().map(String::as_str);
        let mut facts =
            vec![(words::FILES, voice.codes(files, general::AND)), (words::FORM, self.form(&table.dialect.form))];
        if let Form::Delimited(Delimited { encoding, .. }) = table.dialect.form {
            let name = Encoding::NAMES.iter().find(|(_, known)| *known == encoding).map_or("", |(name, _)| name);
            facts.push((words::ENCODING, Text::code(name)));
        }
        if uses.reads(index, |domain| matches!(domain, Domain::Date | Domain::PartialDate)) {
            facts.push((words::DATES, voice.date_format(table.dialect.date)));
        }
        if uses.reads(index, |domain| domain == Domain::Month) {
            facts.push((words::MONTHS, voice.month_form(MonthForm::Month(table.dialect.month))));
        }
        facts.extend(self.amounts(table).map(|amounts| (words::AMOUNTS, amounts)));
        facts.push((words::MEANS_EMPTY, self.empty(table)));
        let key = if table.key.is_empty() { voice.say(words::NO_KEY) } else { self.cells(index, &table.key) };
        facts.push((general::KEY, key));
        facts.push((words::FOOTER, self.footer(index)));
        facts.push((words::ROUTING, self.routing(index)));
        let caption = voice.tell(words::COLUMNS_OF, [self.delivered(index)]);
        let heads = [general::COLUMN, words::OTHER_HEADINGS, words::USED_FOR];
        let columns = self.listing(caption, heads, self.columns(index, uses));
        Section::new(&format!("delivery-{}", table.name), self.delivered(index))
            .with(self.facts(facts))
            .with(columns.if_any())
    }

    fn form(self, form: &Form) -> Text {
        let voice = self.voice;
        match form {
            Form::Delimited(Delimited { delimiter, quote, .. }) => {
                let mark = |byte: u8| voice.value(&char::from(byte).to_string());
                voice.tell(words::DELIMITED, [mark(*delimiter), mark(*quote)])
            }
            Form::Workbook(Sheet { choice, repeat_merged }) => {
                let sheet = match choice {
                    SheetChoice::Only => voice.say(words::SHEET_ONLY),
                    SheetChoice::Named(name) => voice.tell(words::SHEET_NAMED, [Text::code(name)]),
                    SheetChoice::Numbered(number) => {
                        voice.tell(words::SHEET_NUMBERED, [Text::words(&number.to_string())])
                    }
                };
                let sheet = if *repeat_merged { voice.tell(words::MERGED, [sheet]) } else { sheet };
                voice.tell(words::WORKBOOK_CELLS, [sheet])
            }
        }
    }

    /// Says how amounts are written, where the table has any.
    fn amounts(self, table: &DeliveredTable) -> Option<Text> {
        let of = |unit| {
            let columns = table.amounts.iter().filter(move |amount| amount.unit == unit);
            columns.map(|amount| table.columns[amount.column].as_str()).collect::<Vec<_>>()
        };
        let (euros, cents) = (of(Unit::Euro), of(Unit::Cent));
        let example = || Text::code(&written(table.dialect.notation));
        let told = [
            (!euros.is_empty()).then(|| self.voice.tell(words::IN_EUROS, [example()])),
            (!cents.is_empty())
                .then(|| self.voice.tell(words::IN_CENTS, [self.voice.codes(cents.iter().copied(), general::AND)])),
        ];
        let told: Vec<Text> = told.into_iter().flatten().collect();
        (!told.is_empty()).then(|| Text::joined(told, "; "))
    }

    fn empty(self, table: &DeliveredTable) -> Text {
        let others = table.dialect.empty.iter().filter(|text| !text.is_empty());
        let others = others.map(|text| self.voice.value(text));
        let texts = std::iter::once(self.voice.say(words::EMPTY_CELL)).chain(others);
        self.voice.series(texts.collect(), general::AND)
    }

    fn footer(self, index: TableIndex) -> Text {
        let voice = self.voice;
        let Some(footer) = &self.mapping.delivery.tables[index].footer else { return voice.say(words::NO_FOOTER) };
        let line = voice.tell(words::FOOTER_LINE, [self.cell(index, footer.column), Text::code(&footer.marker)]);
        match footer.count_cell {
            Some(cell) => voice.tell(words::FOOTER_COUNT, [line, Text::words(&(cell + 1).to_string())]),
            None => line,
        }
    }

    fn routing(self, index: TableIndex) -> Text {
        let (voice, table) = (self.voice, &self.mapping.delivery.tables[index]);
        let routing = match &table.routing {
            Routing::Cases { column, .. } => voice.tell(words::BY_COLUMN, [self.cell(index, *column)]),
            Routing::Via { table, on, matching } => {
                let matching = matching.iter().map(|column| self.cell(*table, *column)).collect();
                let matching = voice.series(matching, general::OR);
                voice.tell(words::VIA, [self.cell(index, *on), self.delivered(*table), matching])
            }
            Routing::Everywhere => voice.say(words::EVERYWHERE),
        };
        let Some(only) = table.only else { return routing };
        let destinations = self.mapping.destinations.iter().enumerate();
        let allowed = destinations.filter(|(place, _)| u32::try_from(*place).is_ok_and(|place| only >> place & 1 == 1));
        let allowed = voice.codes(allowed.map(|(_, destination)| destination.name.as_str()), general::OR);
        voice.tell(words::ONLY, [routing, allowed])
    }

    /// Lists the columns that anything reads, then those that are known and not used.
    fn columns(self, index: TableIndex, uses: &Uses) -> Vec<Vec<Text>> {
        let (voice, table) = (self.voice, &self.mapping.delivery.tables[index]);
        let dash = || voice.say(general::DASH);
        let read = table.columns.iter().zip(&table.aliases).enumerate().map(|(column, (heading, aliases))| {
            let aliases = aliases.iter().map(|name| Text::code(name)).collect::<Vec<_>>();
            let aliases = if aliases.is_empty() { dash() } else { Text::joined(aliases, ", ") };
            vec![Text::code(heading), aliases, Text::joined(uses.of(index, column), ", ")]
        });
        let reason = table.ignored_because.as_deref().unwrap_or_default();
        let unused = table
            .ignored
            .iter()
            .map(|heading| vec![Text::code(heading), dash(), voice.tell(words::NOT_USED, [Text::words(reason)])]);
        read.chain(unused).collect()
    }
}

/// Shows how amounts are written.
fn written(notation: Notation) -> String {
    let thousands = notation.thousands.map(|mark| char::from(mark).to_string()).unwrap_or_default();
    format!("1{thousands}234{}56", char::from(notation.decimal))
}
