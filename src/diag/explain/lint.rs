//! What the rules over a finished mapping find, and what becomes of a row of which a map says nothing.

mod conditions;
mod promise;
mod rows;
mod values;

use super::Explanation;

/// Every explanation of this group, in order of the codes.
pub static ALL: &[Explanation] = &[
    values::COLUMN_NOT_FILLED,
    values::FILLED_AFTER_ALL,
    rows::NO_LEFT_OUT,
    rows::TAKEN_AND_LEFT_OUT,
    values::REPAIR_WITHOUT_REASON,
    values::CODE_NOT_REACHED,
    conditions::EMPTY_AS_VALUE,
    conditions::CONDITION_NEVER_HOLDS,
    conditions::CONDITION_ALWAYS_HOLDS,
    conditions::LISTED_TWICE,
    conditions::CASE_COVERED,
    conditions::RANGES_OVERLAP,
    conditions::NO_LAST_CASE,
    rows::DESTINATION_WITHOUT_CASES,
    rows::PARTNER_WITHOUT_ROWS,
    promise::PROMISE_READS_OTHERWISE,
    promise::PROMISE_CODE_UNKNOWN,
    values::LOOKUP_NOT_BY_KEY,
    promise::AMOUNT_READ_AS_TEXT,
    rows::TABLE_NOT_READ,
    promise::RESERVE_WITHOUT_COMPONENT,
    rows::NEITHER,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::codes::lint;

    #[test]
    fn every_rule_is_explained_and_every_example_differs_from_what_mends_it() {
        let explained: Vec<&str> = ALL.iter().map(|explanation| explanation.code.id).collect();
        let known: Vec<&str> = lint::ALL.iter().map(|code| code.id).chain(["OV0227"]).collect();
        assert_eq!(explained, known);
        for Explanation { code, example, mend, .. } in ALL {
            let (_, mended) = mend.split_once("\n\n").expect("advice, then the changed example");
            assert_ne!(*example, mended, "{code}");
        }
    }
}
