//! Where in a message the reading is, and what it said so far.
//!
//! What decides about a payment is known by its place in the message; everything else is passed over, and whatever
//! stands in the place of something known without being it is refused.

use super::place::{Node, Value};
use super::values::{date, date_of_time};
use super::{Message, Payment, PaymentFileError, Version};
use crate::domain::bsn::mask_within;
use crate::domain::{Date, Iban, Money};
use crate::source::Place;

/// The deepest that elements are nested.
const DEEPEST: usize = 64;

/// An element that begins.
pub(super) struct Opening<'a> {
    /// The namespace that it is in.
    pub(super) namespace: Option<&'a str>,
    /// Its name, without prefix.
    pub(super) name: &'a str,
    /// Its attribute `Ccy`.
    pub(super) currency: Option<String>,
    /// Its line.
    pub(super) line: u32,
}

/// What a message or batch says about its payments, and what they are.
#[derive(Default)]
pub(super) struct Totals {
    pub(super) count: Option<(u64, u32)>,
    pub(super) sum: Option<(i128, u32)>,
    pub(super) found: u64,
    pub(super) cents: i128,
}

/// A batch as far as it was read.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) line: u32,
    pub(super) id: Option<String>,
    pub(super) has_method: bool,
    pub(super) date: Option<Date>,
    pub(super) totals: Totals,
}

/// A payment as far as it was read.
#[derive(Default)]
pub(super) struct Transfer {
    pub(super) line: u32,
    pub(super) has_id: bool,
    pub(super) end_to_end: Option<String>,
    pub(super) account: Option<Iban>,
    pub(super) amount: Option<Money>,
    pub(super) name: Option<String>,
}

/// The state of the reading.
pub(super) struct State<'a> {
    pub(super) file: &'a str,
    pub(super) currency: Option<String>,
    pub(super) id: Option<String>,
    pub(super) totals: Totals,
    pub(super) batch: Batch,
    pub(super) transfer: Transfer,
    pub(super) version: Option<Version>,
    pub(super) has_header: bool,
    open: Vec<(Node, u32)>,
    text: String,
}

impl<'a> State<'a> {
    pub(super) fn new(file: &'a str) -> Self {
        Self {
            file,
            currency: None,
            id: None,
            totals: Totals::default(),
            batch: Batch::default(),
            transfer: Transfer::default(),
            version: None,
            has_header: false,
            open: Vec::new(),
            text: String::new(),
        }
    }

    /// Takes the beginning of an element.
    pub(super) fn open(&mut self, opening: Opening<'_>) -> Result<(), PaymentFileError> {
        let line = opening.line;
        let node = match self.open.last().map(|(node, _)| *node) {
            None => self.root(&opening)?,
            Some(Node::Other) if self.open.len() < DEEPEST => Node::Other,
            Some(Node::Other) => return Err(self.unexpected(opening.name, "so many elements", line)),
            Some(parent) => self.child(parent, &opening)?,
        };
        match node {
            Node::Batch => self.batch = Batch { line, ..Batch::default() },
            Node::Transfer => self.transfer = Transfer { line, ..Transfer::default() },
            Node::Value(_) => {
                self.text.clear();
                self.currency = opening.currency;
            }
            _ => {}
        }
        self.open.push((node, line));
        Ok(())
    }

    /// Takes text, or a piece of one.
    pub(super) fn text(&mut self, text: &str, line: u32) -> Result<(), PaymentFileError> {
        match self.open.last() {
            Some((Node::Value(_), _)) => self.text.push_str(text),
            Some((Node::Other, _)) => {}
            _ if text.trim().is_empty() => {}
            None if self.version.is_none() => return Err(PaymentFileError::NotXml { place: self.at(line) }),
            _ => {
                let reason = "text where elements are expected".to_owned();
                return Err(PaymentFileError::Malformed { place: self.at(line), reason });
            }
        }
        Ok(())
    }

    /// Takes the end of an element, and returns the payment that is complete with it.
    pub(super) fn close(&mut self, line: u32) -> Result<Option<Payment>, PaymentFileError> {
        let Some((node, began)) = self.open.pop() else { return Ok(None) };
        match node {
            Node::Value(value) => {
                let text = std::mem::take(&mut self.text);
                self.set(value, text.trim(), began)?;
                self.text = text;
            }
            Node::Header => {
                self.has_header = true;
                self.finish_header(began)?;
            }
            Node::Transfer => return self.finish_transfer().map(Some),
            Node::Batch => {
                let of = self
                    .batch
                    .id
                    .as_ref()
                    .map_or("a PmtInf".to_owned(), |id| format!("PmtInf \"{}\"", mask_within(id)));
                self.agree(&self.batch.totals, of, began)?;
            }
            Node::Initiation => self.agree(&self.totals, "the message".to_owned(), line)?,
            _ => {}
        }
        Ok(None)
    }

    /// Ends the reading.
    pub(super) fn finish(self, sha256: String, line: u32) -> Result<Message, PaymentFileError> {
        let place = self.at(line);
        if !self.open.is_empty() {
            return Err(self.truncated(line));
        }
        let Some(version) = self.version else { return Err(PaymentFileError::Empty { place: Place::file(self.file) }) };
        let Some(id) = self.id else {
            return Err(PaymentFileError::Missing { place, element: "GrpHdr", within: "the message", why: "" });
        };
        let Totals { found, cents, .. } = self.totals;
        Ok(Message { file: self.file.to_owned(), sha256, id, version, payments: found, cents })
    }

    /// Says that the file is cut off.
    pub(super) fn truncated(&self, line: u32) -> PaymentFileError {
        let within = match self.open.last() {
            None => "its first element".to_owned(),
            Some((_, began)) => format!("an element that begins on line {began}"),
        };
        PaymentFileError::Truncated { place: self.at(line), within }
    }

    fn set(&mut self, value: Value, text: &str, line: u32) -> Result<(), PaymentFileError> {
        const BATCH: &str = "PmtInf";
        const TRANSFER: &str = "CdtTrfTxInf";
        let again = |element, within| Err(self.repeated(element, within, line));
        let identification = || self.identification(text, line);
        match value {
            Value::MessageId if self.id.is_some() => return again("MsgId", "GrpHdr"),
            Value::MessageId => self.id = Some(identification()?),
            Value::HeaderCount if self.totals.count.is_some() => return again("NbOfTxs", "GrpHdr"),
            Value::HeaderCount => self.totals.count = Some((self.count(text, line)?, line)),
            Value::HeaderSum if self.totals.sum.is_some() => return again("CtrlSum", "GrpHdr"),
            Value::HeaderSum => self.totals.sum = Some((self.sum(text, line)?, line)),
            Value::BatchId if self.batch.id.is_some() => return again("PmtInfId", BATCH),
            Value::BatchId => self.batch.id = Some(identification()?),
            Value::Method if self.batch.has_method => return again("PmtMtd", BATCH),
            Value::Method if text != "TRF" => {
                return Err(PaymentFileError::Method { place: self.at(line), found: mask_within(text) });
            }
            Value::Method => self.batch.has_method = true,
            Value::BatchCount if self.batch.totals.count.is_some() => return again("NbOfTxs", BATCH),
            Value::BatchCount => self.batch.totals.count = Some((self.count(text, line)?, line)),
            Value::BatchSum if self.batch.totals.sum.is_some() => return again("CtrlSum", BATCH),
            Value::BatchSum => self.batch.totals.sum = Some((self.sum(text, line)?, line)),
            Value::Date | Value::Time if self.batch.date.is_some() => return again("ReqdExctnDt", BATCH),
            Value::Date => self.batch.date = Some(date(text).ok_or_else(|| self.no_date(text, line))?),
            Value::Time => self.batch.date = Some(date_of_time(text).ok_or_else(|| self.no_date(text, line))?),
            Value::EndToEnd if self.transfer.has_id => return again("EndToEndId", TRANSFER),
            Value::EndToEnd => {
                self.transfer.end_to_end = Some(identification()?).filter(|id| id != "NOTPROVIDED");
                self.transfer.has_id = true;
            }
            Value::Amount if self.transfer.amount.is_some() => return again("InstdAmt", TRANSFER),
            Value::Amount => self.transfer.amount = Some(self.amount(text, line)?),
            Value::Account if self.transfer.account.is_some() => return again("IBAN", TRANSFER),
            Value::Account => self.transfer.account = Some(self.account(text, line)?),
            Value::Name => self.transfer.name = Some(text.to_owned()),
        }
        Ok(())
    }
}
