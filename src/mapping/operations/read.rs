//! A text of the delivery with its options: what is done to it, what it means, and how its type is written.

use super::{Reader, reference, steps};
use crate::catalog::{Column, Domain};
use crate::diag::codes::mapping as codes;
use crate::domain::{DateFormat, Money, MonthForm};
use crate::mapping::document::{Node, Table, Text};
use crate::mapping::language::{self, Fits, Kind};
use crate::mapping::model::{Codes, ColumnRead, Draw, Repair, Unit};
use crate::mapping::problems::{Place, Problems, did_you_mean};
use crate::mapping::sign;

const UNITS: [(&str, Unit); 2] = [("euro", Unit::Euro), ("cent", Unit::Cent)];
const REPAIRS: [(&str, Repair); 1] = [("left-pad", Repair::LeftPad)];

impl Reader<'_, '_> {
    /// Reads a heading that stands alone: its cell as it is.
    pub(super) fn plain(
        &mut self,
        heading: &Text<'_>,
        column: &'static Column,
        problems: &mut Problems,
    ) -> Option<ColumnRead> {
        let place = self.tables.heading(self.from, heading, problems)?;
        let from = Draw::Column(place);
        self.amounts(&from, Unit::Euro, &heading.at, column, problems);
        Some(ColumnRead {
            from,
            steps: Vec::new(),
            empty: Vec::new(),
            default: None,
            pad: None,
            repair: None,
            because: None,
            codes: None,
            unit: Unit::Euro,
            sign_from: None,
            date: None,
            month: None,
            refers_to: reference(column),
        })
    }

    /// Reads where a text comes from, with every option.
    pub(super) fn read(
        &mut self,
        table: &mut Table<'_>,
        column: &'static Column,
        problems: &mut Problems,
    ) -> Option<ColumnRead> {
        let drawn = self.draw(table, column, problems);
        let steps = steps::read(table, problems);
        let empty = table.take("empty").and_then(|node| node.texts(problems)).unwrap_or_default();
        let default = table.take("default").and_then(|node| node.text(problems));
        let pad = steps::width(table, problems);
        let translation = table.take("codes").map(|node| self.code_files.translation(&node, column, problems));
        if let (Some(default), Some(Some(translation))) = (&default, &translation) {
            check_default(default, pad, translation, problems);
        }
        let repair = table.choice("repair", &REPAIRS, problems);
        let because = table.take("because");
        let unit = table.choice("unit", &UNITS, problems).unwrap_or_default();
        let sign = table.take("sign-from").map(|node| sign::read(&node, self.from, self.tables, problems));
        let date = table.choice("date", &DateFormat::NAMES, problems);
        let month = table.choice("month", &MonthForm::NAMES, problems);
        refers_to(table, column, problems);
        check_options(table, column, problems);
        check_because(because.as_ref(), table, column, problems);
        let because = because.and_then(|node| node.filled(problems)).map(|reason| reason.text.to_owned());
        let (from, at) = drawn?;
        self.amounts(&from, unit, &at, column, problems);
        let (codes, sign_from) = (optional(translation)?, optional(sign)?);
        let owned = |text: Text<'_>| text.text.to_owned();
        Some(ColumnRead {
            from,
            steps,
            empty: empty.into_iter().map(owned).collect(),
            default: default.map(owned),
            pad,
            repair,
            because,
            codes,
            unit,
            sign_from,
            date,
            month,
            refers_to: reference(column),
        })
    }

    /// Takes note of the delivered columns whose amounts go into a column of money.
    fn amounts(&mut self, from: &Draw, unit: Unit, at: &Place, column: &Column, problems: &mut Problems) {
        if column.domain != Domain::Money {
            return;
        }
        let columns = match (from, self.unpivoted) {
            (Draw::Column(place), _) => vec![*place],
            (Draw::FirstOf(places), _) => places.clone(),
            (Draw::Value, Some(unpivoted)) => unpivoted.columns.clone(),
            _ => Vec::new(),
        };
        for place in columns {
            self.tables.amount(self.from, place, unit, at.clone(), problems);
        }
        if *from == Draw::Value {
            self.check_skipped(unit, problems);
        }
    }

    /// Reports amounts that would be lost because they become no row.
    fn check_skipped(&self, unit: Unit, problems: &mut Problems) {
        let dialect = self.tables.list[self.from].dialect.as_ref();
        let (Some(unpivoted), Some(dialect)) = (self.unpivoted, dialect) else { return };
        for text in &unpivoted.skip {
            let amount = match unit {
                Unit::Euro => Money::parse(text.text, dialect.notation),
                Unit::Cent => Money::parse_cents(text.text),
            };
            if amount.is_ok_and(|amount| amount != Money::ZERO) {
                let message = format!("an amount of \"{}\" would be lost", text.text);
                problems.refuse(
                    text.at.clone(),
                    message,
                    "take it out of \"skip\": an amount is passed over only where it is nothing",
                );
            }
        }
    }
}

/// Tells a value that is not there from one that is wrong.
#[expect(clippy::option_option, reason = "said and right, said and wrong, or not said")]
fn optional<T>(value: Option<Option<T>>) -> Option<Option<T>> {
    match value {
        Some(value) => value.map(Some),
        None => Some(None),
    }
}

/// Reports a default that the translation which follows does not know.
fn check_default(default: &Text<'_>, pad: Option<usize>, translation: &Codes, problems: &mut Problems) {
    let is_digits = default.text.bytes().all(|byte| byte.is_ascii_digit());
    let width = pad.filter(|_| is_digits).unwrap_or_default();
    if !translation.rows.contains_key(&format!("{:0>width$}", default.text)) {
        let message = format!("the default \"{}\" has no translation", default.text);
        let help = did_you_mean(default.text, translation.rows.keys().map(String::as_str));
        problems.refuse(default.at.clone(), message, help.unwrap_or_else(|| "add it to the codes".to_owned()));
    }
}

/// Reports the reason of a repair that is not there; a key that is not known may be the repair, misspelt.
fn check_because(because: Option<&Node<'_>>, table: &Table<'_>, column: &Column, problems: &mut Problems) {
    let fits = Fits::Bsn.holds(column, false) && !table.has("repair") && table.rest().is_empty();
    if let Some(node) = because.filter(|_| fits) {
        let message = "\"because\" says why a repair is right, and there is none";
        let help = Some("take it out, or write it as a comment".to_owned());
        problems.suggest(&codes::DOES_NOT_FIT, node.at.clone(), message, help);
    }
}

/// Refuses options on columns of a type that they say nothing about.
fn check_options(table: &mut Table<'_>, column: &Column, problems: &mut Problems) {
    let translated = table.has("codes");
    // A stated reference has a check and a code of its own.
    for option in language::of(Kind::Option).filter(|option| option.name != "refers-to") {
        let misplaced = table.take_if_there(option.name).filter(|_| !option.fits.holds(column, translated));
        if let Some(node) = misplaced {
            let (name, noun) = (option.name, option.fits.noun());
            let message = format!("\"{name}\" is for {noun}, and \"{}\" holds none", column.name);
            problems.report(&codes::DOES_NOT_FIT, node.at, message);
        }
    }
}

/// Holds a stated reference against that of the target.
fn refers_to(table: &mut Table<'_>, column: &Column, problems: &mut Problems) {
    let Some(text) = table.take("refers-to").and_then(|node| node.text(problems)) else { return };
    let message = match column.references {
        Some((table, name)) if text.text.split_once('.') == Some((table, name)) => return,
        Some((table, name)) => format!("\"{}\" refers to \"{table}.{name}\"", column.name),
        None => format!("\"{}\" refers to nothing", column.name),
    };
    problems.report(&codes::WRONG_REFERENCE, text.at, message);
}
