//! What a message must be to be used: its values one by one, its payments, and its totals.

use super::state::{State, Totals};
use super::values::{cents, count};
use super::{Payment, PaymentFileError};
use crate::domain::bsn::mask_within;
use crate::domain::{Iban, Money, Total};
use crate::source::Place;

/// The longest identification.
const LONGEST_ID: usize = 35;

impl State<'_> {
    /// A message that does not say how much it is cannot be checked.
    pub(super) fn finish_header(&mut self, line: u32) -> Result<(), PaymentFileError> {
        const UNCHECKED: &str = ", so nobody can tell whether payments are missing";
        let missing = |element, why| PaymentFileError::Missing { place: self.at(line), element, within: "GrpHdr", why };
        match (&self.id, &self.totals) {
            (None, _) => Err(missing("MsgId", "")),
            (_, Totals { count: None, .. }) => Err(missing("NbOfTxs", UNCHECKED)),
            (_, Totals { sum: None, .. }) => Err(missing("CtrlSum", UNCHECKED)),
            _ => Ok(()),
        }
    }

    /// Puts a payment together and counts it.
    pub(super) fn finish_transfer(&mut self) -> Result<Payment, PaymentFileError> {
        let (transfer, batch) = (std::mem::take(&mut self.transfer), &mut self.batch);
        let place = || Place::line(self.file, transfer.line);
        let missing = |element, why| PaymentFileError::Missing { place: place(), element, within: "CdtTrfTxInf", why };
        let Some(date) = batch.date else {
            let place = Place::line(self.file, batch.line);
            let why = ", so nobody can tell when its payments are made";
            return Err(PaymentFileError::Missing { place, element: "ReqdExctnDt", within: "PmtInf", why });
        };
        if !batch.has_method {
            let place = Place::line(self.file, batch.line);
            let why = ", so nobody can tell whether these are transfers";
            return Err(PaymentFileError::Missing { place, element: "PmtMtd", within: "PmtInf", why });
        }
        let amount = transfer.amount.ok_or_else(|| missing("InstdAmt", ""))?;
        let account = transfer.account.ok_or_else(|| missing("IBAN", ", so nobody can tell who is paid"))?;
        if !transfer.has_id {
            return Err(missing("EndToEndId", ""));
        }
        for totals in [&mut batch.totals, &mut self.totals] {
            totals.found += 1;
            totals.cents += i128::from(amount.cents());
        }
        let (end_to_end, name) = (transfer.end_to_end, transfer.name);
        Ok(Payment { end_to_end, date, account, amount, name, line: transfer.line })
    }

    /// Holds what a message or batch says against the payments in it.
    pub(super) fn agree(&self, totals: &Totals, of: String, line: u32) -> Result<(), PaymentFileError> {
        if totals.found == 0 {
            return Err(PaymentFileError::NoPayments { place: self.at(line), of });
        }
        match (totals.count, totals.sum) {
            (Some((expected, line)), _) if expected != totals.found => {
                Err(PaymentFileError::WrongCount { place: self.at(line), of, expected, found: totals.found })
            }
            (_, Some((expected, line))) if expected != totals.cents => {
                let [expected, found] = [expected, totals.cents].map(|cents| Total::from_cents(cents).to_string());
                Err(PaymentFileError::WrongSum { place: self.at(line), of, expected, found })
            }
            _ => Ok(()),
        }
    }

    pub(super) fn identification(&self, text: &str, line: u32) -> Result<String, PaymentFileError> {
        let fits = (1..=LONGEST_ID).contains(&text.chars().count());
        let value = text.to_owned();
        let expected = "one to 35 characters";
        if fits { Ok(value) } else { Err(self.no_value("identification", &value, expected, line)) }
    }

    pub(super) fn count(&self, text: &str, line: u32) -> Result<u64, PaymentFileError> {
        count(text).ok_or_else(|| self.no_value("NbOfTxs", text, "a number of payments", line))
    }

    pub(super) fn sum(&self, text: &str, line: u32) -> Result<i128, PaymentFileError> {
        cents(text).map_err(|reason| self.no_amount(text, reason, line))
    }

    pub(super) fn amount(&self, text: &str, line: u32) -> Result<Money, PaymentFileError> {
        match self.currency.as_deref() {
            Some("EUR") => {}
            other => {
                let found = mask_within(other.unwrap_or("no currency"));
                return Err(PaymentFileError::Currency { place: self.at(line), found });
            }
        }
        let cents = self.sum(text, line)?;
        if cents <= 0 {
            return Err(PaymentFileError::NotPositive { place: self.at(line), value: mask_within(text) });
        }
        let cents = i64::try_from(cents).map_err(|_| self.no_amount(text, "more than any amount".to_owned(), line))?;
        Ok(Money::from_cents(cents))
    }

    pub(super) fn account(&self, text: &str, line: u32) -> Result<Iban, PaymentFileError> {
        let refuse = |reason: String| PaymentFileError::Iban { place: self.at(line), value: mask_within(text), reason };
        if text.contains(' ') {
            return Err(refuse("spaces, which the account in a payment file has not".to_owned()));
        }
        Iban::parse(text).map_err(|error| refuse(error.to_string()))
    }

    pub(super) fn no_date(&self, text: &str, line: u32) -> PaymentFileError {
        self.no_value("date", text, "a day that exists, as yyyy-mm-dd", line)
    }

    pub(super) fn repeated(&self, element: &'static str, within: &'static str, line: u32) -> PaymentFileError {
        PaymentFileError::Repeated { place: self.at(line), element, within }
    }

    pub(super) fn unexpected(&self, element: &str, within: &'static str, line: u32) -> PaymentFileError {
        PaymentFileError::Unexpected { place: self.at(line), element: element.to_owned(), within }
    }

    pub(super) fn at(&self, line: u32) -> Place {
        Place::line(self.file, line)
    }

    fn no_value(&self, element: &'static str, text: &str, expected: &'static str, line: u32) -> PaymentFileError {
        PaymentFileError::Value { place: self.at(line), element, value: mask_within(text), expected }
    }

    fn no_amount(&self, text: &str, reason: String, line: u32) -> PaymentFileError {
        PaymentFileError::Amount { place: self.at(line), value: mask_within(text), reason }
    }
}
