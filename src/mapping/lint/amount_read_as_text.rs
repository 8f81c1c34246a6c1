//! Amounts of the promise or of an identity in a column that a map reads as text, and none as money.

use super::logic::readings;
use super::{Findings, Lint};
use crate::catalog::Domain;
use crate::diag::Span;
use crate::diag::codes::lint::AMOUNT_READ_AS_TEXT;
use crate::mapping::Mapping;
use crate::mapping::model::{ColumnIndex, TableIndex};

pub(super) static LINT: Lint = Lint { code: &AMOUNT_READ_AS_TEXT, check };

fn check(mapping: &Mapping, findings: &mut Findings) {
    for (table, column, span) in amounts(mapping) {
        let readings = readings::of_cell(mapping, table, column);
        let domain = |wanted: Domain| readings.iter().find(move |reading| reading.target().domain == wanted);
        if let (Some(text), None) = (domain(Domain::Text), domain(Domain::Money)) {
            let heading = &mapping.delivery.tables[table].columns[column];
            let (map, target) = (text.map_name(mapping), text.target().name);
            findings.add(span, format!("\"{heading}\" is an amount here, and the text of \"{target}\" in {map}"));
        }
    }
}

/// Lists the columns of amounts that are read past the maps, and where that is said.
fn amounts(mapping: &Mapping) -> Vec<(TableIndex, ColumnIndex, Option<Span>)> {
    let promise = &mapping.promise;
    let key = |key: &str| promise.spans.get(key).cloned();
    let mut list = vec![(promise.from, promise.amount.column, key("amount"))];
    list.extend(promise.reserve.iter().map(|reserve| (reserve.from, reserve.amount.column, key("reserve"))));
    for balance in &promise.balances {
        list.extend(balance.amounts.iter().map(|(amount, _)| (balance.from, amount.column, key("balances"))));
    }
    for identity in &mapping.identities {
        let sides = [&identity.lines, &identity.equals];
        list.extend(sides.map(|side| (side.from, side.amount.column, Some(identity.span.clone()))));
    }
    list
}
