//! Histories of payments for tests, put together step by step.

use std::convert::Infallible;

use super::{PromiseLine, Promised, promises};
use crate::convert::routing::Route;
use crate::domain::{Date, DateFormat, FileId, Month, MonthFormat, Origin};
use crate::ledger::calendar::Window;
use crate::ledger::class::Class;
use crate::ledger::custom::Rule;
use crate::ledger::facts::{CaseFact, Facts};
use crate::ledger::history::History;
use crate::ledger::payment::Payment;
use crate::validate::cell::iso;

/// Promises, as account, date and cents.
pub(super) type Dated<'a> = &'a [(&'a str, &'a str, i64)];
/// What accounts are promised at the end of every month, in cents.
pub(super) type Monthly<'a> = &'a [(&'a str, i64)];

/// The payments of one case, put together step by step.
pub(super) struct Caseload {
    pub(super) facts: Facts,
    pub(super) history: History,
    line: u32,
}

pub(super) fn date(text: &str) -> Date {
    DateFormat::YearMonthDay.parse(text).expect("a date")
}

pub(super) fn month(text: &str) -> Month {
    MonthFormat::YearMonth.parse(text).expect("a month")
}

pub(super) fn last_banking_day(month: Month) -> Date {
    Rule::NthLast { nth: 1, offset: 0 }.date(month).expect("a date")
}

fn window() -> Window {
    Window::new(date("2021-01-01"), 3)
}

impl Caseload {
    /// Begins with a case of somebody else, paid at the end of every month, and a calendar that says the same.
    pub(super) fn new() -> Self {
        let mut caseload = Self { facts: Facts::default(), history: History::default(), line: 1 };
        for ahead in 0..3 {
            let month = month("2021-01").plus(ahead);
            caseload.facts.calendar.insert(month, last_banking_day(month));
        }
        caseload.case();
        caseload.monthly("someone", "2020-01", "2020-12", 70_000);
        caseload.case();
        caseload
    }

    /// Begins another case; payments are its from here on.
    pub(super) fn case(&mut self) -> &mut CaseFact {
        let number = self.facts.cases.len().to_string().as_str().into();
        let (route, ended, blocked, origin) = (Route::To(1), None, false, None);
        self.facts.cases.push(CaseFact { number, route, ended, blocked, origin });
        self.fact()
    }

    pub(super) fn fact(&mut self) -> &mut CaseFact {
        self.facts.cases.last_mut().expect("a case")
    }

    /// Pays on the last banking day of some months.
    pub(super) fn monthly(&mut self, account: &str, from: &str, to: &str, cents: i64) -> &mut Self {
        for ahead in 0..=month(to).since(month(from)) {
            let month = month(from).plus(ahead);
            self.add(Class::Regular, "client", account, month, last_banking_day(month), cents);
        }
        self
    }

    pub(super) fn pay(&mut self, account: &str, of: &str, on: &str, cents: i64) -> &mut Self {
        self.add(Class::Regular, "client", account, month(of), date(on), cents)
    }

    pub(super) fn returned(&mut self, account: &str, of: &str, on: &str, cents: i64) -> &mut Self {
        self.add(Class::Returned, "client", account, month(of), date(on), cents)
    }

    pub(super) fn correct(&mut self, account: &str, of: &str, on: &str, cents: i64) -> &mut Self {
        self.add(Class::Correction, "client", account, month(of), date(on), cents)
    }

    pub(super) fn add(
        &mut self,
        class: Class,
        who: &str,
        account: &str,
        month: Month,
        date: Date,
        cents: i64,
    ) -> &mut Self {
        self.line += 1;
        self.history.add(&Payment {
            origin: Origin::new(FileId::new(1), self.line),
            case: self.facts.cases.len() - 1,
            recipient: who,
            client: None,
            account,
            month: Some(month),
            date: Some(date),
            cents: Some(cents),
            class,
        });
        self
    }

    pub(super) fn promised(&self) -> Promised {
        self.promised_in(window()).1
    }

    pub(super) fn lines(&self) -> Vec<PromiseLine> {
        self.promised_in(window()).0
    }

    pub(super) fn promised_in(&self, window: Window) -> (Vec<PromiseLine>, Promised) {
        let mut lines = Vec::new();
        let take = |line| -> Result<(), Infallible> {
            lines.push(line);
            Ok(())
        };
        let Ok(promised) = promises(&self.facts, self.history.streams.clone(), window, take);
        (lines, promised)
    }

    /// Checks what the last case is promised, as account, date and cents; the other one is always promised the same.
    pub(super) fn expect(&self, what: &str, expected: Dated<'_>) {
        let (lines, promised) = self.promised_in(window());
        let last = self.facts.cases.len() - 1;
        let own = lines.iter().filter(|line| line.case == last);
        let mut own: Vec<_> = own.map(|line| (line.account.to_string(), iso(line.date), line.cents)).collect();
        own.sort();
        let expected: Vec<_> =
            expected.iter().map(|(account, date, cents)| ((*account).to_owned(), (*date).to_owned(), *cents)).collect();
        assert_eq!(own, expected, "{what}");
        assert_eq!(promised.unexplained, 0, "{what}");
    }

    /// Checks that an account is promised an amount at the end of every month of the window, and no other is.
    pub(super) fn expect_monthly(&self, what: &str, accounts: Monthly<'_>) {
        let dates = ["2021-01-29", "2021-02-26", "2021-03-31"];
        let expected: Vec<_> =
            accounts.iter().flat_map(|(account, cents)| dates.map(|date| (*account, date, *cents))).collect();
        self.expect(what, &expected);
    }

    pub(super) fn notes(&self) -> Vec<&'static str> {
        let last = self.facts.cases.len() - 1;
        let mut names: Vec<_> =
            self.promised().notes.iter().filter(|note| note.case == last).map(|note| note.kind.name()).collect();
        names.dedup();
        names
    }
}
