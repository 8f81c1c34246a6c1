//! The blocks of the language and their keys, each with what it says and what it takes.
//!
//! The words of maps and conditions have a registry of their own, [`super::WORDS`]; everything else stands here. A test
//! holds it against what the reader asks for, so that neither knows a key that the other does not.

mod delivery;
mod promise;
mod rows;
mod transfer;

/// A block: a table of the document, or one that stands under a key.
#[derive(Debug)]
pub struct Block {
    /// Its name: the key under which it stands, or what it is where the mapping chooses the key.
    pub name: &'static str,
    /// What it says.
    pub english: &'static str,
    /// Its keys, in the order in which they are read best.
    pub keys: &'static [Key],
    /// What stands under keys that the mapping chooses.
    pub others: Option<Takes>,
}

impl Block {
    /// Finds a key by name.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// A key of a block.
#[derive(Debug)]
pub struct Key {
    /// The key, as it is written.
    pub name: &'static str,
    /// What it says.
    pub english: &'static str,
    /// What stands under it.
    pub takes: Takes,
    /// When it must be there.
    pub need: Need,
}

/// When a key must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Always.
    Always,
    /// Never: the mapping may leave it out.
    Never,
    /// Where another key is there.
    Beside(&'static str),
    /// Where another key is not there.
    Without(&'static str),
    /// Where another key is not there; beside that it has no place.
    Unless(&'static str),
    /// Where another key is there; without that it has no place.
    With(&'static str),
    /// Where another key has a value; elsewhere it has no place.
    Where(&'static str, &'static str),
    /// Nowhere, and it has a place only where another key has a value.
    MayWhere(&'static str, &'static str),
}

/// What stands under a key.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// The number of a version.
    Version,
    /// Text that says something.
    Text,
    /// One text or several.
    Texts,
    /// A name that can name a file.
    Name,
    /// A day, without quotes.
    Date,
    /// A whole number, the least and the most.
    Number(i64, i64),
    /// One character that is no letter or digit.
    Mark,
    /// A percentage of 100 or more.
    Percentage,
    /// One of a few names.
    Choice(&'static [Choice]),
    /// The name or the number of a sheet.
    Sheet,
    /// A condition on delivered cells.
    Condition,
    /// The values of the column by which cases go.
    Values,
    /// A table of the target that mappings fill.
    MappedTable,
    /// Tables of the target.
    TargetTables,
    /// Columns of the target, as `table.column`.
    TargetColumns,
    /// The target columns of a map, each with how it is made.
    Columns,
    /// A target column of a map that names one row.
    MergeColumn,
    /// Target columns of a map, each with a reason.
    Reasons,
    /// Columns of money, by delivered heading.
    Amounts,
    /// One text by heading.
    Marker,
    /// Texts by heading.
    Headings,
    /// Cells by heading, or by target table the cells of rows.
    Given,
    /// Rows of cells by heading, for each of several delivered tables.
    Beside,
    /// The cells of one target row, or of several.
    Expected,
    /// Codes of findings about delivered rows, or none.
    Findings,
    /// A block.
    Block(&'static str),
    /// A block, or several.
    Blocks(&'static str),
    /// A text, or a block that says more.
    TextOr(&'static str),
    /// Texts, or a block that says more.
    TextsOr(&'static str),
    /// One of a few names, or a block.
    ChoiceOr(&'static [Choice], &'static str),
}

/// One of the names that a key takes.
#[derive(Debug)]
pub struct Choice {
    /// The name.
    pub name: &'static str,
    /// What it means.
    pub english: &'static str,
}

/// Lists every block, the document first.
pub fn blocks() -> impl Iterator<Item = &'static Block> {
    [transfer::BLOCKS, delivery::BLOCKS, rows::BLOCKS, promise::BLOCKS].into_iter().flatten()
}

/// Finds a block by name.
#[must_use]
pub fn block(name: &str) -> Option<&'static Block> {
    blocks().find(|block| block.name == name)
}

/// Describes a key that must be there.
const fn needed(name: &'static str, takes: Takes, english: &'static str) -> Key {
    Key { name, english, takes, need: Need::Always }
}

/// Describes a key that may be left out.
const fn optional(name: &'static str, takes: Takes, english: &'static str) -> Key {
    Key { name, english, takes, need: Need::Never }
}

impl Key {
    /// Says when it must be there.
    const fn need(mut self, need: Need) -> Self {
        self.need = need;
        self
    }
}

/// Describes one of a few names.
const fn choice(name: &'static str, english: &'static str) -> Choice {
    Choice { name, english }
}
