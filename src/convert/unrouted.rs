//! Why a row goes nowhere.

use super::routing::Route;
use crate::diag::Code;
use crate::diag::codes::delivery as codes;
use crate::mapping::Mapping;
use crate::mapping::model::{ColumnIndex, DeliveredTable, Routing};
use crate::source::Row;

/// Why a row cannot be loaded.
#[derive(Debug)]
pub(super) struct Refusal {
    /// Which finding.
    pub(super) code: &'static Code,
    /// The delivered column to blame.
    pub(super) column: Option<ColumnIndex>,
    /// What is wrong. Numbers stay out of it: they may be those of persons.
    pub(super) message: String,
}

impl Refusal {
    /// Says why a row that has no route is refused.
    pub(super) fn of(mapping: &Mapping, table: &DeliveredTable, route: Route, row: &Row<'_>) -> Self {
        let (key, goes) = match table.routing {
            Routing::Cases { case, column } => (Some(case), Some(column)),
            Routing::Via { on, .. } => (Some(on), None),
            Routing::Everywhere => (None, None),
        };
        if let Some(key) = key.filter(|key| row.text(*key).is_empty()) {
            return Self::new(&codes::REQUIRED_EMPTY, Some(key), "nothing says which case the row belongs to");
        }
        match (route, goes) {
            (Route::Barred(mask), _) => {
                let message =
                    format!("it would go to {}, and rows of \"{}\" may not", names(mapping, mask), table.name);
                Self::new(&codes::NOT_FOR_DESTINATION, goes.or(key), &message)
            }
            (Route::SecondRow, _) => Self::new(&codes::SECOND_CASE, key, "the case has a row already"),
            (_, Some(_)) => Self::new(&codes::CASE_NOWHERE, goes, "it is in the list of no destination"),
            (Route::Nowhere, _) => Self::new(&codes::REJECTED_PARENT, key, "the case that it belongs to goes nowhere"),
            _ => {
                let message = format!("the {} that it belongs to was not delivered", followed(mapping, table));
                Self::new(&codes::UNKNOWN_REFERENCE, key, &message)
            }
        }
    }

    fn new(code: &'static Code, column: Option<ColumnIndex>, message: &str) -> Self {
        Self { code, column, message: message.to_owned() }
    }
}

/// Says what a row follows: a case, or a row of another table.
fn followed(mapping: &Mapping, table: &DeliveredTable) -> String {
    match &table.routing {
        Routing::Via { table: followed, .. } => match &mapping.delivery.tables[*followed] {
            DeliveredTable { routing: Routing::Cases { .. }, .. } => "case".to_owned(),
            other => format!("row of \"{}\"", other.name),
        },
        _ => "case".to_owned(),
    }
}

/// Names a set of destinations.
fn names(mapping: &Mapping, mask: u32) -> String {
    let places = mapping.destinations.iter().enumerate().filter(|(place, _)| mask >> place & 1 == 1);
    places.map(|(_, destination)| destination.name.as_str()).collect::<Vec<_>>().join(" and ")
}
