//! What the evidence has a row of.

/// One delivered file.
#[derive(Clone, Debug)]
pub struct FileRow {
    /// Its number.
    pub number: u16,
    /// Its table.
    pub table: String,
    /// Its name.
    pub name: String,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// Its data rows.
    pub rows: i64,
    /// The cents in its amount columns without sign, where it has any.
    pub cents: Option<i64>,
}

/// Rows and cents of one file with one fate.
#[derive(Clone, Debug)]
pub struct AccountRow {
    /// The file's number.
    pub file: u16,
    /// Its table.
    pub table: String,
    /// The fate's name.
    pub fate: String,
    /// The rule that left the rows out.
    pub filter: Option<(String, String)>,
    /// The destination's name, `stays-behind` or `nowhere`.
    pub place: String,
    /// The month.
    pub month: Option<String>,
    /// How many rows.
    pub rows: i64,
    /// How many cents.
    pub cents: i64,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct FindingRow {
    /// Its code.
    pub code: String,
    /// Its severity.
    pub severity: String,
    /// The delivered place.
    pub place: Option<String>,
    /// The heading.
    pub heading: Option<String>,
    /// The delivered text, in full.
    pub value: Option<String>,
    /// What is wrong.
    pub message: String,
}

/// One promise, in full.
#[derive(Clone, Copy, Debug)]
pub struct PromiseRow<'a> {
    /// Whose money.
    pub bsn: &'a str,
    /// The client's number.
    pub clientnummer: Option<&'a str>,
    /// The case.
    pub dossiernummer: &'a str,
    /// When.
    pub date: &'a str,
    /// The account.
    pub account: &'a str,
    /// The kind of payee as delivered.
    pub payee: Option<&'a str>,
    /// How much.
    pub cents: i64,
    /// How many payments made up the sum.
    pub payments: u32,
    /// The delivered file and line.
    pub origin: (u16, u32),
}

/// Something about a case, with its delivered place.
#[derive(Clone, Debug)]
pub struct SubjectRow {
    /// A proof's name or a note's kind.
    pub kind: String,
    /// The case or payment.
    pub subject: String,
    /// In words.
    pub message: String,
    /// The delivered place.
    pub place: Option<String>,
}

/// One sum of the partition.
#[derive(Clone, Debug)]
pub struct PartitionSum {
    /// The scheme as delivered.
    pub scheme: String,
    /// The month.
    pub month: String,
    /// All delivered payments.
    pub whole_cents: i64,
    /// What stands in the targets, as `name=cents` joined by spaces.
    pub parts: Vec<(String, i64)>,
    /// What stays behind.
    pub stays_cents: i64,
    /// What is left.
    pub difference_cents: i64,
}

/// A delivered code that the mapping does not translate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnmappedCode {
    /// The delivered table.
    pub table: String,
    /// The heading.
    pub heading: String,
    /// The code, as delivered.
    pub value: String,
    /// In how many rows.
    pub rows: u64,
}
