//! What an element of a message is: told by its name and by the element in which it stands.

use super::state::{Opening, State};
use super::{NAMESPACES, PaymentFileError, Version};

/// An element that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Document,
    Initiation,
    Header,
    Batch,
    ExecutionDate,
    Transfer,
    PaymentId,
    AmountChoice,
    Creditor,
    CreditorAccount,
    AccountId,
    /// A value, by its element.
    Value(Value),
    /// Anything that is passed over.
    Other,
}

/// A value that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    MessageId,
    HeaderCount,
    HeaderSum,
    BatchId,
    BatchCount,
    BatchSum,
    Method,
    Date,
    Time,
    EndToEnd,
    Amount,
    Name,
    Account,
}

impl State<'_> {
    /// Tells which message a document is.
    pub(super) fn root(&mut self, opening: &Opening<'_>) -> Result<Node, PaymentFileError> {
        let place = self.at(opening.line);
        if self.version.is_some() {
            let reason = "a second document".to_owned();
            return Err(PaymentFileError::Malformed { place, reason });
        }
        let name = opening.namespace.and_then(|namespace| namespace.strip_prefix(NAMESPACES));
        let known = Version::ALL.into_iter().find(|version| name == Some(version.name()));
        match (known, name) {
            (Some(version), _) if opening.name == "Document" => {
                self.version = Some(version);
                Ok(Node::Document)
            }
            (None, Some(name)) if name.starts_with("pain.001.") => {
                Err(PaymentFileError::Version { place, found: name.to_owned() })
            }
            (None, Some(name)) => Err(PaymentFileError::OtherMessage { place, found: name.to_owned() }),
            (None, None) if opening.name == "Document" => {
                let found =
                    opening.namespace.map_or("in no namespace".to_owned(), |name| format!("in namespace {name}"));
                Err(PaymentFileError::Version { place, found })
            }
            _ => Err(PaymentFileError::OtherMessage { place, found: opening.name.to_owned() }),
        }
    }

    /// Tells what an element is by the one in which it stands.
    pub(super) fn child(&self, parent: Node, opening: &Opening<'_>) -> Result<Node, PaymentFileError> {
        let &Opening { name, line, .. } = opening;
        if !self.version.is_some_and(|version| version.owns(opening.namespace)) {
            return Err(self.unexpected(name, "this message: it is of another namespace", line));
        }
        let node = match (parent, name) {
            (Node::Document, "CstmrCdtTrfInitn") => Node::Initiation,
            (Node::Document, _) => {
                return Err(PaymentFileError::OtherMessage { place: self.at(line), found: name.to_owned() });
            }
            (Node::Initiation, "GrpHdr") if self.has_header => {
                return Err(self.repeated("GrpHdr", "the message", line));
            }
            (Node::Initiation, "GrpHdr") => Node::Header,
            (Node::Initiation, "PmtInf") if self.has_header => Node::Batch,
            (Node::Initiation, "PmtInf") => return Err(self.unexpected(name, "a message before its GrpHdr", line)),
            (Node::Initiation, "SplmtryData") => Node::Other,
            (Node::Initiation, _) => return Err(self.unexpected(name, "CstmrCdtTrfInitn", line)),
            (Node::Header, "MsgId") => Node::Value(Value::MessageId),
            (Node::Header, "NbOfTxs") => Node::Value(Value::HeaderCount),
            (Node::Header, "CtrlSum") => Node::Value(Value::HeaderSum),
            (Node::Batch, "PmtInfId") => Node::Value(Value::BatchId),
            (Node::Batch, "PmtMtd") => Node::Value(Value::Method),
            (Node::Batch, "NbOfTxs") => Node::Value(Value::BatchCount),
            (Node::Batch, "CtrlSum") => Node::Value(Value::BatchSum),
            (Node::Batch, "ReqdExctnDt") if self.version == Some(Version::V03) => Node::Value(Value::Date),
            (Node::Batch, "ReqdExctnDt") => Node::ExecutionDate,
            (Node::Batch, "CdtTrfTxInf") => Node::Transfer,
            (Node::ExecutionDate, "Dt") => Node::Value(Value::Date),
            (Node::ExecutionDate, "DtTm") => Node::Value(Value::Time),
            (Node::ExecutionDate, _) => return Err(self.unexpected(name, "ReqdExctnDt", line)),
            (Node::Transfer, "PmtId") => Node::PaymentId,
            (Node::Transfer, "Amt") => Node::AmountChoice,
            (Node::Transfer, "Cdtr") => Node::Creditor,
            (Node::Transfer, "CdtrAcct") => Node::CreditorAccount,
            (Node::PaymentId, "EndToEndId") => Node::Value(Value::EndToEnd),
            (Node::AmountChoice, "InstdAmt") => Node::Value(Value::Amount),
            (Node::AmountChoice, _) => {
                return Err(self.unexpected(name, "Amt: an InstdAmt in euros is expected", line));
            }
            (Node::Creditor, "Nm") => Node::Value(Value::Name),
            (Node::CreditorAccount, "Id") => Node::AccountId,
            (Node::AccountId, "IBAN") => Node::Value(Value::Account),
            (Node::AccountId, _) => return Err(self.unexpected(name, "CdtrAcct: an IBAN is expected", line)),
            (Node::Value(_), _) => return Err(self.unexpected(name, "an element that holds a value", line)),
            _ => Node::Other,
        };
        Ok(node)
    }
}
