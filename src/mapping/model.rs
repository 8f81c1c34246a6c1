//! A mapping that was checked: every name resolved, every reference an index.
//!
//! Headings are resolved to [`ColumnIndex`], a place in [`DeliveredTable::columns`]; the source stage lays each
//! record's cells out in that order. Target columns are places in [`Table::columns`].

pub mod approver;
mod classes;
pub mod condition;
pub mod correction;
pub mod dialect;
pub mod example;
pub mod facts;
pub mod identity;
pub mod map;
pub mod operation;
pub mod step;
pub mod waiver;

use std::collections::BTreeMap;

use crate::catalog::Table;
use crate::diag::{Diagnostic, Severity, Span};
use crate::domain::{Date, Money};

pub use condition::{Condition, Pattern, Predicate, Range, Test};
pub use correction::{Correction, Corrections};
pub use dialect::{Delimited, Dialect, Encoding, Form, Sheet, SheetChoice};
pub use example::{Example, MapExample, RuleExample, Subject};
pub use facts::{Balance, CalendarFacts, CaseFacts, PayeeFacts, ReserveFacts};
pub use identity::{Identity, Lines};
pub use map::{ColumnMap, Filter, Map, Unpivot};
pub use operation::{Case, CodeRow, Codes, ColumnRead, Draw, Lookup, Operation, Repair, SignFrom, TemplatePiece, Unit};
pub use step::TextStep;
pub use waiver::{Waiver, Whose};

/// A place in [`DeliveredTable::columns`].
pub type ColumnIndex = usize;
/// A place in [`Delivery::tables`].
pub type TableIndex = usize;
/// A place in [`Mapping::destinations`].
pub type DestinationIndex = usize;

/// A checked mapping.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// What is moved, and when.
    pub transfer: Transfer,
    /// Who takes over which cases, in the order of the file.
    pub destinations: Vec<Destination>,
    /// Which cases stay where they are, and by whose decision.
    pub stays_behind: Vec<StaysBehind>,
    /// What the delivery looks like.
    pub delivery: Delivery,
    /// Where each delivered table stands in the mapping.
    pub tables_at: Vec<Span>,
    /// What must add up in the delivery itself.
    pub identities: Vec<Identity>,
    /// How delivered rows become target rows.
    pub maps: Vec<Map>,
    /// What must hold for the rows that were loaded.
    pub rules: Vec<Rule>,
    /// What residents were promised.
    pub promise: Promise,
    /// Deviations from it that were accepted, in the order of their file.
    pub waivers: Vec<Waiver>,
    /// In-file tests.
    pub examples: Vec<Example>,
    /// Every file of the mapping that was read, by name relative to the folder with its bytes, in order of name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What is worth a look and stops nothing.
    pub warnings: Vec<Diagnostic>,
}

/// The `[transfer]` block.
#[derive(Clone, Debug)]
pub struct Transfer {
    /// The shared service that is left.
    pub service: String,
    /// The first day on which the destinations pay, unless a run says otherwise.
    pub cutover: Date,
    /// The language of messages.
    pub language: Language,
}

/// A language of messages and documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Dutch.
    Dutch,
    /// English.
    English,
}

/// One `[[destination]]`.
#[derive(Clone, Debug)]
pub struct Destination {
    /// Its name, and that of its target file.
    pub name: String,
    /// What it takes over.
    pub kind: DestinationKind,
    /// Where it stands in the mapping.
    pub span: Span,
}

/// What a destination takes over.
#[derive(Clone, Debug)]
pub enum DestinationKind {
    /// Whole cases, by a condition on the columns of the case table.
    Municipality {
        /// Which cases.
        when: Condition,
    },
    /// Named tables of the cases of one or more municipalities, and of persons only those that these tables need.
    Partner {
        /// The municipalities.
        of: Vec<DestinationIndex>,
        /// The tables that it may have.
        tables: Vec<&'static Table>,
        /// Columns that it may not have, as table and place in its columns.
        without: Vec<(&'static Table, usize)>,
    },
}

/// One `[[stays-behind]]`.
#[derive(Clone, Debug)]
pub struct StaysBehind {
    /// Which cases.
    pub when: Condition,
    /// By whose decision.
    pub reason: String,
}

/// The `[delivery]` block.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The control file, where the service delivers one.
    pub control: Option<Control>,
    /// The delivered tables, in the order of the file.
    pub tables: Vec<DeliveredTable>,
}

/// The control file: per file and amount column a count of rows and a sum.
#[derive(Clone, Debug)]
pub struct Control {
    /// The control file's name.
    pub file: String,
    /// The heading over the file names.
    pub file_heading: String,
    /// The heading over the counts of rows.
    pub count_heading: String,
    /// The heading over the names of amount columns.
    pub column_heading: String,
    /// The heading over the sums.
    pub total_heading: String,
    /// How it is written.
    pub dialect: Dialect,
}

/// One `[delivery.<table>]`.
#[derive(Clone, Debug)]
pub struct DeliveredTable {
    /// Its name in the mapping.
    pub name: String,
    /// Patterns of file names.
    pub files: Vec<String>,
    /// How it is written.
    pub dialect: Dialect,
    /// The headings that anything in the mapping reads, by their first name, in order of first mention.
    pub columns: Vec<String>,
    /// Other names under which a column may be delivered, per place in `columns`.
    pub aliases: Vec<Vec<String>>,
    /// Headings that are known and not used.
    pub ignored: Vec<String>,
    /// Why they are not.
    pub ignored_because: Option<String>,
    /// The columns that name a row.
    pub key: Vec<ColumnIndex>,
    /// How the totals line is known.
    pub footer: Option<Footer>,
    /// Which destination a row goes to.
    pub routing: Routing,
    /// The only municipalities that rows may go to, one bit each by their place in the mapping, where it says so.
    pub only: Option<u32>,
    /// The columns that hold amounts: every column that a map reads into money, the promise reads, in order.
    pub amounts: Vec<AmountColumn>,
    /// Cells that are put right while the table is read.
    pub corrections: Corrections,
}

/// A delivered column that holds amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AmountColumn {
    /// The column.
    pub column: ColumnIndex,
    /// In what it is written.
    pub unit: Unit,
}

/// How a totals line is known and read. The line carries sums under the amount columns.
#[derive(Clone, Debug)]
pub struct Footer {
    /// The column that holds the marker; a line whose first cell holds it is a totals line too, since the columns may
    /// be delivered in another order.
    pub column: ColumnIndex,
    /// The marker.
    pub marker: String,
    /// The cell that holds the count of rows, from 0 by position, where the line carries one.
    pub count_cell: Option<usize>,
}

/// Which destination a row goes to.
#[derive(Clone, Debug)]
pub enum Routing {
    /// This is the case table: the conditions of the destinations decide.
    Cases {
        /// The column that names the case (the table's key).
        case: ColumnIndex,
        /// The column that the destinations' conditions read.
        column: ColumnIndex,
    },
    /// The row follows the rows of another table.
    Via {
        /// The table that is followed.
        table: TableIndex,
        /// The column of this table that names a row there.
        on: ColumnIndex,
        /// The columns of that table of which any may hold the name; for a case table its key, unless said.
        matching: Vec<ColumnIndex>,
    },
    /// Every municipality gets the row.
    Everywhere,
}

/// One `[[rule]]`.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// The target table of which every row must comply.
    pub on: &'static Table,
    /// The SQL predicate.
    pub require: String,
    /// Whether a row that breaks it is rejected (error) or reported (warning).
    pub severity: Severity,
    /// What it says, in Dutch.
    pub dutch: String,
    /// What it says, in English.
    pub english: String,
    /// Where the predicate stands in the mapping.
    pub span: Span,
}

/// The `[promise]` block.
#[derive(Clone, Debug)]
pub struct Promise {
    /// The table of payments.
    pub from: TableIndex,
    /// Who was paid: a burgerservicenummer.
    pub recipient: ColumnIndex,
    /// For which case.
    pub case: ColumnIndex,
    /// The client's number, where delivered.
    pub client: Option<ColumnIndex>,
    /// The scheme, where delivered: the partition's sums are per scheme and month.
    pub scheme: Option<ColumnIndex>,
    /// When.
    pub date: ColumnIndex,
    /// The month that it concerns.
    pub month: ColumnIndex,
    /// How much.
    pub amount: AmountColumn,
    /// Where the sign of the amount stands, where it has none of its own.
    pub sign_from: Option<SignFrom>,
    /// On which account.
    pub account: ColumnIndex,
    /// The regular payments that were really paid.
    pub regular: Condition,
    /// Regular payments that came back.
    pub returned: Option<Condition>,
    /// Corrections that were really paid.
    pub corrections: Option<Condition>,
    /// One-off payments, whether they came back or not.
    pub one_off: Option<Condition>,
    /// Payments of holiday allowance, likewise.
    pub holiday: Option<Condition>,
    /// Payments that a decision leaves out.
    pub left_out: Option<Condition>,
    /// The promised dates, where they are delivered.
    pub calendar: Option<CalendarFacts>,
    /// Over how many months from the cut-over payments are compared.
    pub window_months: u8,
    /// The percentage of the promise above which a payment is a mistake.
    pub at_most_percent: u32,
    /// Above this one payment is a mistake; three times the couple's norm unless set.
    pub ceiling: Option<Money>,
    /// Facts about cases, from the delivery's own cells.
    pub case_facts: CaseFacts,
    /// Whose the accounts are, from the delivery's own cells.
    pub payees: PayeeFacts,
    /// Reserved holiday allowance.
    pub reserve: Option<ReserveFacts>,
    /// Amounts besides payments that must arrive as they were.
    pub balances: Vec<Balance>,
    /// Where what it says stands in the mapping, by key.
    pub spans: BTreeMap<String, Span>,
}
