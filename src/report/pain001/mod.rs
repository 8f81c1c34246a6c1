//! Planned payments as a pain.001 message for the bank.
//!
//! The order and the lengths of the elements are those that ISO 20022 prescribes, the codes and characters those of a
//! SEPA credit transfer. Nothing in it tells a BSN. Deliberately absent: what banks ask besides, such as a purpose of
//! their own or the address of a payee.

pub mod latin;

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::domain::{Iban, Total};
use crate::source::pain001::Version;

/// The most characters of a name.
pub const LONGEST_NAME: usize = 70;
/// The most characters of an identification.
pub const LONGEST_ID: usize = 35;
/// The most characters of what the payee reads.
pub const LONGEST_REMITTANCE: usize = 140;

/// A whole message, but for its payments.
#[derive(Clone, Debug)]
pub struct Message {
    /// The version.
    pub version: Version,
    /// Its identification: at most 27 characters, so that those of its batches fit.
    pub id: String,
    /// When it was made, in ISO 8601.
    pub created: String,
    /// Who pays.
    pub debtor: Debtor,
    /// How many payments.
    pub payments: u64,
    /// Their sum, in cents.
    pub cents: i128,
}

/// Who pays.
#[derive(Clone, Debug)]
pub struct Debtor {
    /// The name on the account, in the characters of SEPA.
    pub name: String,
    /// The account.
    pub account: Iban,
    /// The bank, where it is known.
    pub bic: Option<String>,
}

/// Payments of one day.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The day, ISO.
    pub date: String,
    /// How many payments.
    pub payments: u64,
    /// Their sum, in cents.
    pub cents: i128,
}

/// One payment.
#[derive(Clone, Debug)]
pub struct Transfer {
    /// Its identification, which the payee gets too.
    pub end_to_end: String,
    /// How much, in cents.
    pub cents: i64,
    /// The name on the account.
    pub name: String,
    /// The account.
    pub account: String,
    /// What the payee reads.
    pub remittance: String,
}

/// A message that is being written.
pub struct MessageWriter<'a, W: Write> {
    out: Writer<W>,
    message: &'a Message,
    batches: usize,
}

impl<'a, W: Write> MessageWriter<'a, W> {
    /// Writes everything that comes before the batches.
    ///
    /// # Errors
    /// Fails where the output does.
    pub fn begin(out: W, message: &'a Message) -> io::Result<Self> {
        let mut writer = Self { out: Writer::new_with_indent(out, b' ', 2), message, batches: 0 };
        writer.out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let root = BytesStart::new("Document").with_attributes([("xmlns", message.version.namespace().as_str())]);
        writer.out.write_event(Event::Start(root))?;
        writer.open(&["CstmrCdtTrfInitn", "GrpHdr"])?;
        writer.element("MsgId", &message.id)?;
        writer.element("CreDtTm", &message.created)?;
        writer.totals(message.payments, message.cents)?;
        writer.nested(&["InitgPty"], "Nm", &message.debtor.name)?;
        writer.close(&["GrpHdr"])?;
        Ok(writer)
    }

    /// Begins the payments of a day.
    ///
    /// # Errors
    /// Fails where the output does.
    pub fn begin_batch(&mut self, batch: &Batch) -> io::Result<()> {
        self.batches += 1;
        let (message, number) = (self.message, self.batches);
        self.open(&["PmtInf"])?;
        self.element("PmtInfId", &format!("{}-{number}", message.id))?;
        self.element("PmtMtd", "TRF")?;
        self.totals(batch.payments, batch.cents)?;
        self.open(&["PmtTpInf"])?;
        self.nested(&["SvcLvl"], "Cd", "SEPA")?;
        self.nested(&["CtgyPurp"], "Cd", "SSBE")?;
        self.close(&["PmtTpInf"])?;
        match message.version {
            Version::V03 => self.element("ReqdExctnDt", &batch.date)?,
            Version::V09 => self.nested(&["ReqdExctnDt"], "Dt", &batch.date)?,
        }
        self.nested(&["Dbtr"], "Nm", &message.debtor.name)?;
        self.nested(&["DbtrAcct", "Id"], "IBAN", message.debtor.account.as_str())?;
        match (&message.debtor.bic, message.version) {
            (Some(bic), Version::V03) => self.nested(&["DbtrAgt", "FinInstnId"], "BIC", bic)?,
            (Some(bic), Version::V09) => self.nested(&["DbtrAgt", "FinInstnId"], "BICFI", bic)?,
            (None, _) => self.nested(&["DbtrAgt", "FinInstnId", "Othr"], "Id", "NOTPROVIDED")?,
        }
        self.element("ChrgBr", "SLEV")
    }

    /// Writes a payment of the day.
    ///
    /// # Errors
    /// Fails where the output does.
    pub fn transfer(&mut self, transfer: &Transfer) -> io::Result<()> {
        self.open(&["CdtTrfTxInf"])?;
        self.nested(&["PmtId"], "EndToEndId", &transfer.end_to_end)?;
        self.open(&["Amt"])?;
        let amount = BytesStart::new("InstdAmt").with_attributes([("Ccy", "EUR")]);
        self.out.write_event(Event::Start(amount))?;
        self.out
            .write_event(Event::Text(BytesText::new(&Total::from_cents(i128::from(transfer.cents)).ungrouped('.'))))?;
        self.close(&["InstdAmt", "Amt"])?;
        self.nested(&["Cdtr"], "Nm", &transfer.name)?;
        self.nested(&["CdtrAcct", "Id"], "IBAN", &transfer.account)?;
        self.nested(&["RmtInf"], "Ustrd", &transfer.remittance)?;
        self.close(&["CdtTrfTxInf"])
    }

    /// Ends the payments of the day.
    ///
    /// # Errors
    /// Fails where the output does.
    pub fn end_batch(&mut self) -> io::Result<()> {
        self.close(&["PmtInf"])
    }

    /// Ends the message.
    ///
    /// # Errors
    /// Fails where the output does.
    pub fn end(mut self) -> io::Result<()> {
        self.close(&["CstmrCdtTrfInitn", "Document"])?;
        self.out.into_inner().write_all(b"\n")
    }

    fn totals(&mut self, payments: u64, cents: i128) -> io::Result<()> {
        self.element("NbOfTxs", &payments.to_string())?;
        self.element("CtrlSum", &Total::from_cents(cents).ungrouped('.'))
    }

    /// Writes a value within elements of its own.
    fn nested(&mut self, around: &[&str], name: &str, text: &str) -> io::Result<()> {
        self.open(around)?;
        self.element(name, text)?;
        let inside_out: Vec<&str> = around.iter().rev().copied().collect();
        self.close(&inside_out)
    }

    fn element(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.open(&[name])?;
        self.out.write_event(Event::Text(BytesText::new(text)))?;
        self.close(&[name])
    }

    fn open(&mut self, names: &[&str]) -> io::Result<()> {
        names.iter().try_for_each(|name| self.out.write_event(Event::Start(BytesStart::new(*name))))
    }

    fn close(&mut self, names: &[&str]) -> io::Result<()> {
        names.iter().try_for_each(|name| self.out.write_event(Event::End(BytesEnd::new(*name))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_versions_are_written_as_they_are_prescribed() {
        let account = Iban::parse("NL91ABNA0417164300").expect("an account");
        for (version, bic) in [(Version::V03, Some("ABNANL2A")), (Version::V09, None)] {
            let debtor = Debtor { name: "Gemeente Proef".to_owned(), account, bic: bic.map(str::to_owned) };
            let (id, created) = ("PROEF-1".to_owned(), "2021-01-04T09:00:00Z".to_owned());
            let message = Message { version, id, created, debtor, payments: 1, cents: 62_971 };
            let mut bytes = Vec::new();
            let mut writer = MessageWriter::begin(&mut bytes, &message).expect("memory");
            writer.begin_batch(&Batch { date: "2021-01-29".to_owned(), payments: 1, cents: 62_971 }).expect("memory");
            let transfer = Transfer {
                end_to_end: "100001/2021-01/1".to_owned(),
                cents: 62_971,
                name: "L. van 't Hof".to_owned(),
                account: "NL44RABO0123456789".to_owned(),
                remittance: "Uitkering 01-2021".to_owned(),
            };
            writer.transfer(&transfer).expect("memory");
            writer.end_batch().expect("memory");
            writer.end().expect("memory");
            insta::assert_snapshot!(version.name(), String::from_utf8(bytes).expect("UTF-8"));
        }
    }
}
