//! Why a payment file cannot be used.

use thiserror::Error;

use crate::source::{Place, SourceError};

/// Why a payment file cannot be used. Every message names the place, what was expected, and what to do.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum PaymentFileError {
    /// There is nothing in it.
    #[error("{place}: the file is empty: expected a pain.001 message; export it again")]
    Empty {
        /// The file.
        place: Place,
    },
    /// It is something else than XML.
    #[error("{place}: is no XML: expected a pain.001 message; give the file that goes to the bank")]
    NotXml {
        /// The file and line.
        place: Place,
    },
    /// It is written in another encoding.
    #[error("{place}: is written in {found}, and payment files are written in UTF-8; export it in UTF-8")]
    Encoding {
        /// The file and line.
        place: Place,
        /// The encoding that it has, or says that it has.
        found: String,
    },
    /// Bytes that are no UTF-8.
    #[error("{place}: bytes that are no UTF-8, in which payment files are written; export it in UTF-8")]
    Undecodable {
        /// The file and line.
        place: Place,
    },
    /// It has a document type.
    #[error("{place}: a document type (DOCTYPE), which no payment file has; export it without")]
    Doctype {
        /// The file and line.
        place: Place,
    },
    /// It refers to an entity that XML itself does not have, or to a character that no text has.
    #[error("{place}: \"&{name};\" stands for nothing that a payment file may hold; write the text itself")]
    Entity {
        /// The file and line.
        place: Place,
        /// The entity.
        name: String,
    },
    /// It ends too early.
    #[error("{place}: the file ends inside {within}: it is cut off; export it again")]
    Truncated {
        /// The file and its last line.
        place: Place,
        /// What is not closed.
        within: String,
    },
    /// It is no well-formed XML.
    #[error("{place}: is no well-formed XML ({reason}); export it again")]
    Malformed {
        /// The file and line.
        place: Place,
        /// What is wrong.
        reason: String,
    },
    /// A tag or a text without end.
    #[error(
        "{place}: a text or tag of more than {limit} bytes begins here, which no payment file has; export it again"
    )]
    TooLong {
        /// The file and line.
        place: Place,
        /// The longest that is read.
        limit: usize,
    },
    /// Another version of the message.
    #[error("{place}: is {found}, and pain.001.001.03 and pain.001.001.09 are read; export it as one of these")]
    Version {
        /// The file and line.
        place: Place,
        /// The message, or the namespace of its root.
        found: String,
    },
    /// Another message.
    #[error(
        "{place}: is no credit transfer but \"{found}\": expected a pain.001 message; give the file that goes to the bank"
    )]
    OtherMessage {
        /// The file and line.
        place: Place,
        /// What it is.
        found: String,
    },
    /// An element that does not belong there.
    #[error("{place}: \"{element}\" does not belong in {within}; export the file again as the message prescribes")]
    Unexpected {
        /// The file and line.
        place: Place,
        /// The element.
        element: String,
        /// In what it stands.
        within: &'static str,
    },
    /// An element that must be there once.
    #[error("{place}: {within} has a second \"{element}\", where one is expected; export the file again")]
    Repeated {
        /// The file and line.
        place: Place,
        /// The element.
        element: &'static str,
        /// In what it stands.
        within: &'static str,
    },
    /// An element that is missing.
    #[error("{place}: {within} has no \"{element}\"{why}; export the file with it")]
    Missing {
        /// The file, and the line where the element around it begins.
        place: Place,
        /// The element.
        element: &'static str,
        /// In what it must stand.
        within: &'static str,
        /// Why it cannot be done without.
        why: &'static str,
    },
    /// A value that cannot be read.
    #[error("{place}: \"{value}\" is no {element}: expected {expected}; correct it where the file is made")]
    Value {
        /// The file and line.
        place: Place,
        /// The element.
        element: &'static str,
        /// What stands there.
        value: String,
        /// What should.
        expected: &'static str,
    },
    /// Something else than transfers to accounts.
    #[error(
        "{place}: payment method \"{found}\", and only transfers (TRF) are read; leave other payments out of the file"
    )]
    Method {
        /// The file and line.
        place: Place,
        /// The method.
        found: String,
    },
    /// Another currency.
    #[error("{place}: an amount in {found}, where euros (EUR) are promised; leave it out of the file")]
    Currency {
        /// The file and line.
        place: Place,
        /// The currency, or that there is none.
        found: String,
    },
    /// An account that is none.
    #[error("{place}: \"{value}\" is no IBAN ({reason}); correct the account where the file is made")]
    Iban {
        /// The file and line.
        place: Place,
        /// What stands there.
        value: String,
        /// What is wrong.
        reason: String,
    },
    /// An amount that is none.
    #[error(
        "{place}: \"{value}\" is no amount ({reason}): expected euros with at most two decimals behind a point, such as 629.71"
    )]
    Amount {
        /// The file and line.
        place: Place,
        /// What stands there.
        value: String,
        /// What is wrong.
        reason: String,
    },
    /// Nothing, or less.
    #[error("{place}: an amount of {value}, and a payment is more than nothing; leave it out of the file")]
    NotPositive {
        /// The file and line.
        place: Place,
        /// What stands there.
        value: String,
    },
    /// The number of payments is another than the file says.
    #[error("{place}: NbOfTxs says {expected} payments in {of}, and {found} are there; export the file again")]
    WrongCount {
        /// The file and line.
        place: Place,
        /// Of what.
        of: String,
        /// What it says.
        expected: u64,
        /// How many there are.
        found: u64,
    },
    /// The sum of the payments is another than the file says.
    #[error("{place}: CtrlSum says € {expected} for {of}, and the payments add up to € {found}; export the file again")]
    WrongSum {
        /// The file and line.
        place: Place,
        /// Of what.
        of: String,
        /// What it says.
        expected: String,
        /// What they add up to.
        found: String,
    },
    /// A message or batch without payments.
    #[error("{place}: {of} has no payments, and must have one at least; leave it out, or export the file again")]
    NoPayments {
        /// The file and line.
        place: Place,
        /// What has none.
        of: String,
    },
    /// One file twice.
    #[error("{path}: is given twice, so its payments would count twice; give it once")]
    SameFile {
        /// The file.
        path: String,
    },
    /// Two files with one message.
    #[error("{second}: has the message identification \"{id}\" of {first}: the same payments twice; give one of them")]
    SameMessage {
        /// The identification.
        id: String,
        /// The first file.
        first: String,
        /// The second file.
        second: String,
    },
}

impl From<PaymentFileError> for SourceError {
    fn from(error: PaymentFileError) -> Self {
        Self::PaymentFile(Box::new(error))
    }
}
