//! What can be exercised of a mapping, as keys: sites have them, and rows and rules leave them behind.

use crate::convert::remark::Change;

/// One thing that can be exercised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key<'m> {
    /// A map makes a row.
    Map(usize),
    /// A column gets a value.
    Column(Cell),
    /// An option changes a value.
    Option(Cell, Doing),
    /// A cell that is unpivoted is passed over.
    Skip(usize),
    /// A case is taken.
    Case(Cell),
    /// A code that the mapping lists is translated.
    Code(Cell, &'m str),
    /// A code that a file lists is translated.
    Line(&'m str, &'m str),
    /// A value that a condition lists is met.
    Met(Where, usize, usize, &'m str),
    /// A test holds, named by its group and its place there.
    Holds(Where, usize, usize),
    /// A test does not hold.
    Fails(Where, usize, usize),
    /// A row complies with a rule.
    Complies(usize),
    /// A row breaks a rule.
    Breaks(usize),
}

/// How one target column is made, in one of its cases where it has any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell {
    /// The map.
    pub(super) map: usize,
    /// The place in the target's columns.
    pub(super) target: usize,
    /// The case.
    pub(super) case: Option<usize>,
}

/// What an option does to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Doing {
    /// `empty`
    Empty,
    /// `default`
    Default,
    /// `part`, with or without `split`
    Part,
    /// `replace`
    Replace,
    /// `upper`
    Upper,
    /// `pad`
    Pad,
    /// `repair`
    Repair,
}

impl Doing {
    /// Every option that changes a text, with its word in the mapping.
    pub(super) const WORDS: [(&'static str, Self); 7] = [
        ("empty", Self::Empty),
        ("default", Self::Default),
        ("part", Self::Part),
        ("replace", Self::Replace),
        ("upper", Self::Upper),
        ("pad", Self::Pad),
        ("repair", Self::Repair),
    ];

    /// Returns the option that makes a change, where one does.
    pub(super) const fn of(change: Change<'_>) -> Option<Self> {
        match change {
            Change::Emptied => Some(Self::Empty),
            Change::Defaulted => Some(Self::Default),
            Change::Parted => Some(Self::Part),
            Change::Replaced => Some(Self::Replace),
            Change::Capitalised => Some(Self::Upper),
            Change::Widened => Some(Self::Pad),
            Change::Padded => Some(Self::Repair),
            Change::Skipped | Change::Translated { .. } => None,
        }
    }
}

/// Where a condition stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Where {
    /// The `when` of a destination.
    Destination(usize),
    /// The `when` of a decision to stay.
    StaysBehind(usize),
    /// The `plus` of an identity.
    Plus(usize),
    /// The `minus` of an identity.
    Minus(usize),
    /// The `where` of what an identity comes to.
    Equals(usize),
    /// The `where` of a map.
    Map(usize),
    /// The `left-out` of a map.
    LeftOut(usize),
    /// The `if` of a case.
    If(Cell),
    /// A condition of the promise on payments, by its place in the order in which they are tried.
    Class(usize),
    /// The `where` of the calendar.
    Calendar,
}
