//! How one value is made, in words: every operation and option of the language, in order of carrying out.

use super::Writer;
use super::codes::list_of;
use super::model::Text;
use super::words::{Phrase, general, operations as words};
use crate::catalog::{Column, Domain};
use crate::domain::MonthForm;
use crate::mapping::model::{
    Case, ColumnRead, Dialect, Draw, Map, Operation, Repair, SignFrom, TableIndex, TemplatePiece, TextStep, Unit,
};

impl Writer<'_> {
    /// Names the delivered columns that a value comes from, each once.
    pub(super) fn sources(self, operation: &Operation, map: &Map) -> Text {
        let texts = match operation {
            Operation::Constant(_) => Vec::new(),
            Operation::Column(read) => vec![self.source(read, map)],
            Operation::Template(pieces) => {
                let cells = pieces.iter().filter_map(|piece| match piece {
                    TemplatePiece::Column(column) => Some(self.cell(map.from, *column)),
                    TemplatePiece::Text(_) => None,
                });
                cells.collect()
            }
            Operation::When(cases) => {
                let conditions = cases.iter().filter_map(|case| case.condition.as_ref());
                let tested = conditions.flat_map(|condition| condition.any.iter().flatten());
                let tested = tested.map(|test| self.cell(map.from, test.column));
                let made = cases.iter().map(|case| self.sources(&case.operation, map));
                tested.chain(made).collect()
            }
        };
        let mut once: Vec<Text> = Vec::new();
        for text in texts {
            if !once.contains(&text) && text != self.voice.say(general::DASH) {
                once.push(text);
            }
        }
        if once.is_empty() { self.voice.say(general::DASH) } else { Text::joined(once, ", ") }
    }

    /// Names the delivered columns that a text is drawn from.
    pub(super) fn source(self, read: &ColumnRead, map: &Map) -> Text {
        match &read.from {
            Draw::Column(column) => self.cell(map.from, *column),
            Draw::FirstOf(columns) => Text::joined(columns.iter().map(|column| self.cell(map.from, *column)), ", "),
            Draw::Lookup(lookup) => {
                let (cell, table) = (self.cell(lookup.table, lookup.column), self.delivered(lookup.table));
                self.voice.tell(general::OF_TABLE, [cell, table])
            }
            Draw::Value | Draw::Heading => {
                let columns = map.unpivot.iter().flat_map(|unpivot| &unpivot.columns);
                Text::joined(columns.map(|column| self.cell(map.from, *column)), ", ")
            }
        }
    }

    /// Says how a value is made.
    pub(super) fn operation(self, operation: &Operation, column: &Column, from: TableIndex) -> Text {
        let voice = self.voice;
        match operation {
            Operation::Constant(text) => voice.tell(words::CONSTANT, [self.meant(column, text)]),
            Operation::Template(pieces) => voice.tell(words::TEMPLATE, [self.template(pieces, from)]),
            Operation::Column(read) => Text::joined(self.steps(read, column, from), "; "),
            Operation::When(cases) => {
                let mut told: Vec<Text> = cases.iter().map(|case| self.case(case, column, from)).collect();
                if cases.last().is_some_and(|case| case.condition.is_some()) {
                    told.push(voice.say(words::NO_CASE));
                }
                Text::joined(told, "; ")
            }
        }
    }

    fn case(self, case: &Case, column: &Column, from: TableIndex) -> Text {
        let made = self.operation(&case.operation, column, from);
        match &case.condition {
            Some(condition) => self.voice.tell(words::CASE, [self.condition(condition, from), made]),
            None => self.voice.tell(words::OTHERWISE, [made]),
        }
    }

    /// Writes a template as a mapping does.
    fn template(self, pieces: &[TemplatePiece], from: TableIndex) -> Text {
        let braces = |text: &str| text.replace('{', "{{").replace('}', "}}");
        let pieces = pieces.iter().map(|piece| match piece {
            TemplatePiece::Text(text) => braces(text),
            TemplatePiece::Column(column) => format!("{{{}}}", self.heading(from, *column)),
        });
        Text::code(&pieces.collect::<String>())
    }

    /// Says what happens to a text of the delivery, step by step.
    fn steps(self, read: &ColumnRead, column: &Column, from: TableIndex) -> Vec<Text> {
        let voice = self.voice;
        let mut told = Vec::new();
        told.extend(self.drawn(read, from));
        told.extend(read.steps.iter().map(|step| self.step(step)));
        if !read.empty.is_empty() {
            let empty = voice.codes(read.empty.iter().map(String::as_str), general::OR);
            told.push(voice.tell(words::EMPTY, [empty]));
        }
        told.extend(read.default.as_ref().map(|text| voice.tell(words::DEFAULT, [voice.value(text)])));
        told.extend(read.pad.map(|width| voice.tell(words::PAD, [Text::words(&width.to_string())])));
        told.extend(read.repair.map(|repair| match repair {
            Repair::LeftPad => voice.say(words::REPAIR_LEFT_PAD),
        }));
        match &read.codes {
            Some(codes) => told.push(match &codes.file {
                Some(file) => voice.tell(words::CODES_FILE, [Text::code(file)]),
                None => voice.say(words::CODES),
            }),
            None => told.extend(self.read_as(read, column, from)),
        }
        told.extend(read.sign_from.as_ref().map(|sign| self.sign(sign, from)));
        told.extend(read.refers_to.map(|(table, place)| {
            let name = format!("{}.{}", table.name, table.columns[place].name);
            voice.tell(words::REFERS_TO, [Text::code(&name)])
        }));
        if told.is_empty() {
            told.push(voice.say(words::COLUMN));
        }
        told
    }

    /// Says where a text is drawn from, where that is more than a cell.
    fn drawn(self, read: &ColumnRead, from: TableIndex) -> Option<Text> {
        let voice = self.voice;
        match &read.from {
            Draw::Column(_) => None,
            Draw::FirstOf(columns) => Some(voice.tell(words::FIRST_OF, [self.cells(from, columns)])),
            Draw::Lookup(lookup) => Some(voice.tell(
                words::LOOKUP,
                [
                    self.cell(lookup.table, lookup.column),
                    self.delivered(lookup.table),
                    self.cell(lookup.table, lookup.matching),
                    self.cell(from, lookup.by),
                ],
            )),
            Draw::Value => Some(voice.say(words::VALUE)),
            Draw::Heading => Some(voice.say(words::HEADING)),
        }
    }

    fn step(self, step: &TextStep) -> Text {
        let voice = self.voice;
        let number = |number: u64| Text::words(&number.to_string());
        match step {
            TextStep::Piece { separator, place } => {
                let phrase = if *place < 0 { words::SPLIT_FROM_END } else { words::SPLIT_FROM_START };
                voice.tell(phrase, [Text::code(separator), number(place.unsigned_abs())])
            }
            TextStep::Characters { first, last } => {
                voice.tell(words::PART, [Text::words(&first.to_string()), Text::words(&last.to_string())])
            }
            TextStep::Replace(pairs) => {
                let pairs = pairs.iter().map(|(old, new)| match new.as_str() {
                    "" => voice.tell(words::DROPPED, [Text::code(old)]),
                    new => voice.tell(words::BECOMES, [Text::code(old), Text::code(new)]),
                });
                voice.tell(words::REPLACE, [voice.series(pairs.collect(), general::AND)])
            }
            TextStep::Upper => voice.say(words::UPPER),
        }
    }

    /// Says what sign an amount gets.
    pub(super) fn sign(self, sign: &SignFrom, from: TableIndex) -> Text {
        let listed = |texts: &[String]| self.voice.codes(texts.iter().map(String::as_str), general::OR);
        self.voice.tell(words::SIGN_FROM, [self.cell(from, sign.column), listed(&sign.plus), listed(&sign.minus)])
    }

    /// Says as what a text is read that no table translates; free text is kept as it is.
    fn read_as(self, read: &ColumnRead, column: &Column, from: TableIndex) -> Option<Text> {
        let voice = self.voice;
        let dialect = self.dialect(read, from);
        let date = voice.date_format(read.date.unwrap_or(dialect.date));
        let month = voice.month_form(read.month.unwrap_or(MonthForm::Month(dialect.month)));
        let plain = |phrase: Phrase| voice.say(phrase);
        let noun = match column.domain {
            Domain::Text => return None,
            Domain::Code(_) => plain(words::TARGET_CODE),
            Domain::Bsn => plain(words::BSN),
            Domain::Iban => plain(words::IBAN),
            Domain::Money if read.unit == Unit::Cent => plain(words::UNIT_CENT),
            Domain::Money => plain(words::EUROS),
            Domain::Date => voice.tell(words::DATE, [date]),
            Domain::PartialDate => voice.tell(words::PARTIAL_DATE, [date]),
            Domain::Month => voice.tell(words::MONTH, [month]),
            Domain::Integer => plain(words::WHOLE_NUMBER),
            Domain::Flag => plain(words::FLAG),
            Domain::SecretFlag => plain(words::SECRET_FLAG),
            Domain::Municipality => plain(words::MUNICIPALITY),
            Domain::Postcode => plain(words::POSTCODE),
            Domain::AdministrationNumber => plain(words::ADMINISTRATION_NUMBER),
        };
        Some(voice.tell(words::READ_AS, [noun]))
    }

    /// Returns how the table is written from which a text is drawn.
    fn dialect(&self, read: &ColumnRead, from: TableIndex) -> &Dialect {
        let table = match &read.from {
            Draw::Lookup(lookup) => lookup.table,
            _ => from,
        };
        &self.mapping.delivery.tables[table].dialect
    }

    /// Shows a value of the target with what it means, where the catalogue says so.
    pub(super) fn meant(self, column: &Column, value: &str) -> Text {
        match self.meaning(column, value) {
            Some(meaning) => self.voice.tell(words::CODE_MEANS, [self.voice.value(value), meaning]),
            None => self.voice.value(value),
        }
    }

    /// Says what a value of the target means, in the catalogue's own words.
    pub(super) fn meaning(self, column: &Column, value: &str) -> Option<Text> {
        match (column.domain, value) {
            (_, "") => None,
            (Domain::Flag | Domain::SecretFlag, "1") => Some(self.voice.say(general::YES)),
            (Domain::Flag | Domain::SecretFlag, "0") => Some(self.voice.say(general::NO)),
            _ => {
                let known = list_of(column)?.iter().find(|known| known.code == value)?;
                Some(Text::words(self.voice.choose(known.dutch, known.english)))
            }
        }
    }
}
