//! How the catalogue describes a table of the target.

/// One table of the municipal target. Every table has, before its own columns, `id INTEGER PRIMARY KEY`: the packed
/// origin of the delivered row (see [`crate::domain::Origin::row_key`]).
#[derive(Debug)]
pub struct Table {
    /// The table's name in the database.
    pub name: &'static str,
    /// What one row is, in English.
    pub english: &'static str,
    /// What one row is, in Dutch.
    pub dutch: &'static str,
    /// The object of the Gemeentelijk Gegevensmodel that it follows.
    pub ggm: Option<&'static str>,
    /// Where its rows come from.
    pub filled: Filled,
    /// The columns, in the order of the database.
    pub columns: &'static [Column],
    /// The natural keys: names of columns that are unique together.
    pub unique: &'static [&'static [&'static str]],
    /// The rows of a reference table, code and Dutch meaning in the order of its two columns; elsewhere none.
    pub rows: &'static [CodeValue],
}

/// Where the rows of a table come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filled {
    /// A mapping fills it from delivered rows.
    Mapped,
    /// It holds a code list of the catalogue.
    Reference,
    /// It is computed from the other tables.
    Computed,
}

/// One column of a table.
#[derive(Debug)]
pub struct Column {
    /// The column's name in the database.
    pub name: &'static str,
    /// What it holds, and so how a delivered cell is read.
    pub domain: Domain,
    /// Whether a row cannot do without it.
    pub required: bool,
    /// Whether a bad value rejects the row; elsewhere it loads as NULL with a finding.
    pub critical: bool,
    /// The table and column that it refers to by natural key.
    pub references: Option<(&'static str, &'static str)>,
    /// The table and column that stand in for this one, where a destination lacks it and other columns refer to it.
    pub stand_in: Option<(&'static str, &'static str)>,
    /// Whether two rows about one person that differ here throw doubt on who it is.
    pub identifying: bool,
    /// The attribute of the Gemeentelijk Gegevensmodel that it follows.
    pub ggm: Option<&'static str>,
    /// One line in English.
    pub english: &'static str,
    /// One line in Dutch.
    pub dutch: &'static str,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// Free text or an identifier: kept to the letter.
    Text,
    /// One of a closed list of codes.
    Code(&'static [CodeValue]),
    /// A burgerservicenummer of nine digits.
    Bsn,
    /// An IBAN in electronic form.
    Iban,
    /// Euro cents.
    Money,
    /// A whole date, ISO.
    Date,
    /// A date of which parts may be unknown, ISO with zeros.
    PartialDate,
    /// A month, `yyyy-mm`.
    Month,
    /// A whole number.
    Integer,
    /// Yes (1) or no (0).
    Flag,
    /// Yes (1) or no (0), and yes where it cannot be read.
    SecretFlag,
    /// A municipality code of four digits.
    Municipality,
    /// A postcode, without space.
    Postcode,
    /// An A-nummer of ten digits.
    AdministrationNumber,
}

impl Domain {
    /// Returns the type of the column in the database.
    #[must_use]
    pub const fn sqlite_type(self) -> &'static str {
        match self {
            Self::Money | Self::Integer | Self::Flag | Self::SecretFlag => "INTEGER",
            _ => "TEXT",
        }
    }
}

/// One code of a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeValue {
    /// The code as it stands in the target.
    pub code: &'static str,
    /// What it means, in English.
    pub english: &'static str,
    /// What it means, in Dutch.
    pub dutch: &'static str,
}

impl CodeValue {
    /// Describes a code.
    #[must_use]
    pub const fn new(code: &'static str, english: &'static str, dutch: &'static str) -> Self {
        Self { code, english, dutch }
    }
}

impl Table {
    /// Finds a column by name, with its place in [`Table::columns`].
    #[must_use]
    pub fn column(&self, name: &str) -> Option<(usize, &'static Column)> {
        self.columns.iter().enumerate().find(|(_, column)| column.name == name)
    }
}
