//! What the mapping says of delivered payments, in the order in which it is tried.

use super::{Condition, Promise};

impl Promise {
    /// Lists what a payment can be by its key in the mapping, each with its condition where it has one. A payment is of
    /// the first whose condition it meets.
    #[must_use]
    pub const fn classes(&self) -> [(&'static str, Option<&Condition>); 6] {
        [
            ("where", Some(&self.regular)),
            ("returned", self.returned.as_ref()),
            ("corrections", self.corrections.as_ref()),
            ("one-off", self.one_off.as_ref()),
            ("holiday", self.holiday.as_ref()),
            ("left-out", self.left_out.as_ref()),
        ]
    }

    /// Lists the conditions on payments.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.classes().into_iter().filter_map(|(_, condition)| condition)
    }
}
