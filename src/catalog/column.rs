//! Columns, written down in one or two lines each.
//!
//! A column starts without marks; every mark is a call. A reference is always critical, and what is essential is
//! both required and critical.

use super::model::{Column, Domain};

impl Column {
    /// Describes a column that a row can do without and whose bad values stop nothing.
    #[must_use]
    pub const fn new(name: &'static str, domain: Domain, english: &'static str, dutch: &'static str) -> Self {
        Self {
            name,
            domain,
            required: false,
            critical: false,
            references: None,
            stand_in: None,
            identifying: false,
            ggm: None,
            english,
            dutch,
        }
    }

    /// Marks a column that a row cannot do without.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Marks a column of which a bad value rejects the row.
    #[must_use]
    pub const fn critical(mut self) -> Self {
        self.critical = true;
        self
    }

    /// Marks a column that is required and critical, as every natural key is.
    #[must_use]
    pub const fn essential(self) -> Self {
        self.required().critical()
    }

    /// Makes the column refer to another table by its natural key.
    #[must_use]
    pub const fn references(mut self, table: &'static str, column: &'static str) -> Self {
        self.references = Some((table, column));
        self.critical()
    }

    /// Names the column to which references go in a destination that lacks this one.
    #[must_use]
    pub const fn stand_in(mut self, table: &'static str, column: &'static str) -> Self {
        self.stand_in = Some((table, column));
        self
    }

    /// Marks a column in which two rows about one person must agree to be about the same person.
    #[must_use]
    pub const fn identifying(mut self) -> Self {
        self.identifying = true;
        self
    }

    /// Names the attribute of the Gemeentelijk Gegevensmodel.
    #[must_use]
    pub const fn ggm(mut self, attribute: &'static str) -> Self {
        self.ggm = Some(attribute);
        self
    }
}
