//! The `[promise]` block: where the delivery itself says what residents are used to.

use super::condition;
use super::document::{Node, Table, Text};
use super::model::{
    AmountColumn, Balance, CalendarFacts, CaseFacts, ColumnIndex, PayeeFacts, Promise, ReserveFacts, Routing,
    TableIndex,
};
use super::problems::Problems;
use super::sign;
use super::tables::Tables;
use super::target;
use crate::catalog::Domain;
use crate::diag::codes::mapping as codes;
use crate::domain::{Money, Notation};

const WINDOW_MONTHS: u8 = 3;
const LONGEST_WINDOW: i64 = 24;
const AT_MOST_PERCENT: u32 = 150;

/// Reads what residents were promised.
pub(super) fn read(document: &mut Table<'_>, tables: &mut Tables<'_>, problems: &mut Problems) -> Option<Promise> {
    let mut block = document.need("promise", problems)?.table(problems)?;
    let spans = block.rest().into_iter().map(|(key, node)| (key.text.to_owned(), problems.span(node.at))).collect();
    let from = delivered(&mut block, tables, problems);
    let mut facts = Facts { block: &mut block, from, tables, problems };
    let recipient = facts.column("recipient");
    let case = facts.column("case");
    let client = facts.optional_column("client");
    let scheme = facts.optional_column("scheme");
    let date = facts.column("date");
    let month = facts.column("month");
    let amount = facts.amount("amount");
    let sign = facts.block.take("sign-from");
    let sign_from = sign.as_ref().and_then(|node| sign::read(node, facts.from?, facts.tables, facts.problems));
    let account = facts.column("account");
    let regular = facts.block.need("where", facts.problems);
    let regular_condition = regular.as_ref().and_then(|node| facts.condition(node));
    let returned = facts.optional_condition("returned");
    let corrections = facts.optional_condition("corrections");
    let one_off = facts.optional_condition("one-off");
    let holiday = facts.optional_condition("holiday");
    let left_out = facts.optional_condition("left-out");
    let calendar = calendar(&mut facts, regular.as_ref());
    let window_months = window(&mut block, problems);
    let at_most_percent = at_most(&mut block, problems);
    let notation = from.and_then(|from| tables.list[from].dialect.as_ref()).map(|dialect| dialect.notation);
    let ceiling = ceiling(&mut block, notation, problems);
    let case_facts = case_facts(&mut block, tables, problems);
    let payees = payees(&mut block, tables, problems);
    let reserve = reserve(&mut block, tables, problems);
    let balances = balances(&mut block, tables, problems);
    block.finish(problems);
    Some(Promise {
        from: from?,
        recipient: recipient?,
        case: case?,
        client,
        scheme,
        date: date?,
        month: month?,
        amount: amount?,
        sign_from,
        account: account?,
        regular: regular_condition?,
        returned,
        corrections,
        one_off,
        holiday,
        left_out,
        calendar,
        window_months,
        at_most_percent,
        ceiling,
        case_facts: case_facts?,
        payees: payees?,
        reserve,
        balances,
        spans,
    })
}

/// Reads keys that name columns of one delivered table.
struct Facts<'f, 't, 'd> {
    block: &'f mut Table<'d>,
    from: Option<TableIndex>,
    tables: &'f mut Tables<'t>,
    problems: &'f mut Problems,
}

impl<'d> Facts<'_, '_, 'd> {
    fn column(&mut self, key: &'static str) -> Option<ColumnIndex> {
        let node = self.block.need(key, self.problems)?;
        self.place(&node)
    }

    fn optional_column(&mut self, key: &'static str) -> Option<ColumnIndex> {
        let node = self.block.take(key)?;
        self.place(&node)
    }

    fn amount(&mut self, key: &'static str) -> Option<AmountColumn> {
        let heading = self.block.need(key, self.problems)?.text(self.problems)?;
        self.tables.amount_as_mapped(self.from?, &heading, self.problems)
    }

    fn condition(&mut self, node: &Node<'_>) -> Option<super::model::Condition> {
        condition::read(node, self.from?, self.tables, self.problems)
    }

    fn optional_condition(&mut self, key: &'static str) -> Option<super::model::Condition> {
        let node = self.block.take(key)?;
        self.condition(&node)
    }

    fn place(&mut self, node: &Node<'d>) -> Option<ColumnIndex> {
        let heading = node.text(self.problems)?;
        self.tables.heading(self.from?, &heading, self.problems)
    }
}

fn delivered(block: &mut Table<'_>, tables: &Tables<'_>, problems: &mut Problems) -> Option<TableIndex> {
    let name = block.need("from", problems)?.text(problems)?;
    tables.named(&name, problems)
}

/// Reads the calendar, where there is one: a table's name, where month, date and conditions have the same headings as the payments; or a
/// table that says all of it.
fn calendar(facts: &mut Facts<'_, '_, '_>, regular: Option<&Node<'_>>) -> Option<CalendarFacts> {
    let node = facts.block.take("calendar")?;
    if !node.is_text() {
        return full_calendar(&node, facts.tables, facts.problems);
    }
    let name = node.text(facts.problems)?;
    let from = facts.tables.named(&name, facts.problems)?;
    let mut same = |key: &'static str| {
        let heading = facts.block.take(key)?.text(facts.problems)?;
        facts.tables.heading(from, &Text { text: heading.text, at: name.at.clone() }, facts.problems)
    };
    let (month, date) = (same("month"), same("date"));
    let known: Vec<String> = regular
        .map(|node| node.tables(facts.problems))
        .unwrap_or_default()
        .iter()
        .flat_map(Table::rest)
        .filter(|(heading, _)| facts.tables.list[from].has(heading.text))
        .map(|(heading, _)| heading.text.to_owned())
        .collect();
    let wanted = |heading: &str| known.iter().any(|known| known == heading);
    let regular = condition::read_where(regular?, from, facts.tables, facts.problems, wanted);
    Some(CalendarFacts { from, month: month?, date: date?, regular: regular? })
}

fn full_calendar(node: &Node<'_>, tables: &mut Tables<'_>, problems: &mut Problems) -> Option<CalendarFacts> {
    let mut block = node.table(problems)?;
    let from = delivered(&mut block, tables, problems);
    let mut facts = Facts { block: &mut block, from, tables, problems };
    let month = facts.column("month");
    let date = facts.column("date");
    let regular = facts.block.need("where", facts.problems).and_then(|node| facts.condition(&node));
    block.finish(problems);
    Some(CalendarFacts { from: from?, month: month?, date: date?, regular: regular? })
}

fn case_facts(block: &mut Table<'_>, tables: &mut Tables<'_>, problems: &mut Problems) -> Option<CaseFacts> {
    let mut block = block.need("case-facts", problems)?.table(problems)?;
    let at = block.at.clone();
    let from = delivered(&mut block, tables, problems);
    let mut facts = Facts { block: &mut block, from, tables, problems };
    let key = facts.column("key");
    let ended = facts.column("ended");
    let blocked = facts.column("blocked");
    let place = facts.column("place");
    block.finish(problems);
    let facts = CaseFacts { from: from?, key: key?, ended: ended?, blocked: blocked?, place: place? };
    let fits = match tables.list[facts.from].routing {
        Some(Routing::Cases { case, column }) => case == facts.key && column == facts.place,
        // What is wrong with the table's routing was reported there.
        None => true,
        Some(_) => false,
    };
    if !fits {
        let message = "case-facts stand in the table of cases, by its key, with the place that routes it";
        problems.refuse(at, message, "name the table, its key and its column as they stand in its \"destination-by\"");
    }
    Some(facts)
}

fn payees(block: &mut Table<'_>, tables: &mut Tables<'_>, problems: &mut Problems) -> Option<PayeeFacts> {
    let mut block = block.need("payees", problems)?.table(problems)?;
    let from = delivered(&mut block, tables, problems);
    let mut facts = Facts { block: &mut block, from, tables, problems };
    let key = facts.column("key");
    let account = facts.column("account");
    let kind = facts.column("kind");
    block.finish(problems);
    Some(PayeeFacts { from: from?, key: key?, account: account?, kind: kind? })
}

fn reserve(block: &mut Table<'_>, tables: &mut Tables<'_>, problems: &mut Problems) -> Option<ReserveFacts> {
    let mut block = block.take("reserve")?.table(problems)?;
    let from = delivered(&mut block, tables, problems);
    let mut facts = Facts { block: &mut block, from, tables, problems };
    let key = facts.column("key");
    let amount = facts.amount("amount");
    block.finish(problems);
    Some(ReserveFacts { from: from?, key: key?, amount: amount? })
}

fn balances(block: &mut Table<'_>, tables: &mut Tables<'_>, problems: &mut Problems) -> Vec<Balance> {
    let blocks = block.take("balances").map(|node| node.tables(problems)).unwrap_or_default();
    blocks.into_iter().filter_map(|block| balance(block, tables, problems)).collect()
}

fn balance(mut block: Table<'_>, tables: &mut Tables<'_>, problems: &mut Problems) -> Option<Balance> {
    let from = delivered(&mut block, tables, problems);
    let to = block.need("to", problems).and_then(|node| node.text(problems));
    let to = to.and_then(|name| target::mapped_table(&name, problems));
    let amounts = block.need("amounts", problems).and_then(|node| node.table(problems));
    block.finish(problems);
    let (from, to) = (from?, to?);
    let mut pairs = Vec::new();
    for (heading, column) in amounts?.rest() {
        let amount = tables.amount_as_mapped(from, &heading, problems);
        let name = column.text(problems);
        let Some((place, column)) = name.as_ref().and_then(|name| target::column(to, name, problems)) else { continue };
        if let (Some(name), true) = (name, column.domain != Domain::Money) {
            problems.report(&codes::DOES_NOT_FIT, name.at, format!("\"{}\" holds no money", column.name));
        }
        pairs.extend(amount.map(|amount| (amount, place)));
    }
    Some(Balance { from, to, amounts: pairs })
}

fn window(block: &mut Table<'_>, problems: &mut Problems) -> u8 {
    let window = block.take("window").and_then(|node| node.table(problems));
    let Some(mut window) = window else { return WINDOW_MONTHS };
    let node = window.need("months", problems);
    window.finish(problems);
    let Some((at, months)) = node.and_then(|node| Some((node.at.clone(), node.integer(problems)?))) else {
        return WINDOW_MONTHS;
    };
    if !(1..=LONGEST_WINDOW).contains(&months) {
        problems.refuse(
            at,
            format!("a window has 1 to {LONGEST_WINDOW} months, not {months}"),
            "three months are usual",
        );
    }
    u8::try_from(months).unwrap_or(WINDOW_MONTHS)
}

fn at_most(block: &mut Table<'_>, problems: &mut Problems) -> u32 {
    let Some(text) = block.take("at-most").and_then(|node| node.text(problems)) else { return AT_MOST_PERCENT };
    let percent = text.text.strip_suffix('%').and_then(|digits| digits.parse().ok()).filter(|percent| *percent >= 100);
    if percent.is_none() {
        let message = format!("\"{}\" is no percentage of 100% or more", text.text);
        problems.refuse(text.at, message, "write a percentage such as \"150%\"");
    }
    percent.unwrap_or(AT_MOST_PERCENT)
}

/// Reads an amount in euros, written as the delivery writes its own.
fn ceiling(block: &mut Table<'_>, notation: Option<Notation>, problems: &mut Problems) -> Option<Money> {
    let text = block.take("ceiling")?.text(problems)?;
    match Money::parse(text.text, notation?) {
        Ok(amount) if amount > Money::ZERO => Some(amount),
        Ok(_) => {
            problems.refuse(
                text.at,
                "a ceiling is more than nothing",
                "write the highest amount that one payment may have",
            );
            None
        }
        Err(error) => {
            let help = "write it as the delivery writes its amounts";
            problems.refuse(text.at, format!("\"{}\" is no amount: {error}", text.text), help);
            None
        }
    }
}
