//! Maps that take rows by listed values, and do not say which they leave out: another value would disappear unseen.

use super::{Findings, Lint};
use crate::diag::codes::lint::NO_LEFT_OUT;
use crate::mapping::Mapping;
use crate::mapping::model::{Predicate, Test};

pub(super) static LINT: Lint = Lint { code: &NO_LEFT_OUT, check };

fn check(mapping: &Mapping, findings: &mut Findings) {
    for map in &mapping.maps {
        let Some(filter) = map.filter.as_ref().filter(|filter| filter.left_out.is_none()) else { continue };
        let is_value = |test: &&Test| !matches!(test.predicate, Predicate::Empty | Predicate::Present);
        if let Some(test) = filter.condition.tests().find(is_value) {
            let heading = &mapping.delivery.tables[map.from].columns[test.column];
            let message = format!("rows with any other \"{heading}\" disappear, whatever it is");
            findings.add(filter.condition.span.clone(), message);
        }
    }
}
