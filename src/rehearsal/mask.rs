//! Numbers of persons, kept out of what is shown.

use std::collections::BTreeSet;

use super::compare::Difference;
use crate::catalog::{self, Domain};
use crate::domain::bsn;
use crate::mapping::Mapping;
use crate::report::assemble::bsn_headings;

/// Where numbers of persons stand in targets and deliveries of one mapping.
pub struct Mask<'m>(BTreeSet<&'m str>);

impl<'m> Mask<'m> {
    /// Lists the target columns and the delivered headings, by all their names.
    #[must_use]
    pub fn of(mapping: &'m Mapping) -> Self {
        let mut names = bsn_headings(mapping);
        for table in &mapping.delivery.tables {
            for (column, aliases) in table.columns.iter().zip(&table.aliases) {
                if names.contains(column.as_str()) {
                    names.extend(aliases.iter().map(String::as_str));
                }
            }
        }
        let columns = catalog::tables().iter().flat_map(|table| table.columns);
        names.extend(columns.filter(|column| column.domain == Domain::Bsn).map(|column| column.name));
        Self(names)
    }

    /// Masks the values of a difference.
    #[must_use]
    pub fn cover(&self, difference: Difference) -> Difference {
        let is_number = self.0.contains(difference.column.as_str());
        let value = |value: String| bsn::mask_shown(&value, is_number);
        let (expected, found) = (difference.expected.map(value), difference.found.map(value));
        Difference { expected, found, row: bsn::mask_within(&difference.row), ..difference }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::sample::Sample;

    #[test]
    fn numbers_of_persons_are_masked_wherever_they_stand() {
        let mapping = Sample::new().mapping();
        let mask = Mask::of(&mapping);
        let table = [
            ("BSN", "11122233", "******233"),
            ("bsn", "", ""),
            ("persoon", "999999999", "******999"),
            ("naam", "111222333", "******333"),
            ("", "bsn=111222333, naam=Jansen", "bsn=******333, naam=Jansen"),
            ("iban", "NL91ABNA0417164300", "NL91ABNA0417164300"),
            ("van", "2020-01-01", "2020-01-01"),
            ("", "é 111222333", "é ******333"),
        ];
        for (column, value, expected) in table {
            let (file, row, column) = ("x.csv".to_owned(), String::new(), column.to_owned());
            let covered = mask.cover(Difference { file, row, column, expected: Some(value.to_owned()), found: None });
            assert_eq!(covered.expected.as_deref(), Some(expected), "{value}");
        }
    }
}
