//! The payments that a case had in the months before the cut-over.
//!
//! A regular payment is the net of the component lines in force on the payment date, divided over the payees in force; of
//! a case that ended before that date, on its last day.
//! The last month is never corrected or returned, so that it is what residents are used to.

use super::amounts::{Line, draw_cents, net, reservation};
use super::case::{Case, Scheme};
use super::payees::{Payee, divide, divide_rest};
use super::timetable::{PayMonth, Timetable, days_after, first_day, is_may};
use crate::domain::{BankingDay, Date, Money, Month};
use crate::synth::random::Dice;

/// What a payment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PaymentKind {
    /// The benefit of a month.
    Regular,
    /// Holiday allowance.
    Holiday,
    /// A single amount.
    OneOff,
    /// More for an earlier month.
    Correction,
}

/// One payment.
#[derive(Clone, Debug)]
pub(crate) struct Payment {
    /// What it is for.
    pub(crate) kind: PaymentKind,
    /// The place of the month that it concerns in the timetable's history.
    pub(crate) month: usize,
    /// The day of the payment.
    pub(crate) date: Date,
    /// How much.
    pub(crate) amount: Money,
    /// The place of the payee among those of the household.
    pub(crate) payee: usize,
    /// Whether the bank sent it back.
    pub(crate) returned: bool,
}

/// Pays a case for the months of the history in which it ran.
pub(super) fn history(
    dice: &mut Dice,
    case: &Case,
    lines: &[Line],
    payees: &[Payee],
    timetable: &Timetable,
) -> Vec<Payment> {
    let mut payments = Payments { case, lines, payees, timetable, paid: Vec::new(), shares: Vec::new() };
    if case.scheme == Scheme::OneOff {
        payments.pay_grant();
        return payments.paid;
    }
    payments.paid.reserve(timetable.history.len() + 4);
    payments.pay_months(dice);
    if dice.percent(2) {
        payments.return_one(dice);
    }
    if dice.percent(4) {
        payments.pay_once(dice);
    }
    if dice.percent(3) {
        payments.correct_one(dice);
    }
    payments.paid.sort_by_key(|payment| (payment.date, payment.month));
    payments.paid
}

struct Payments<'a> {
    case: &'a Case,
    lines: &'a [Line],
    payees: &'a [Payee],
    timetable: &'a Timetable,
    paid: Vec<Payment>,
    shares: Vec<(usize, Money)>,
}

impl Payments<'_> {
    fn pay_months(&mut self, dice: &mut Dice) {
        let holiday_in_june = dice.percent(10);
        for (place, month) in self.timetable.history.iter().enumerate() {
            let Some(day) = self.case.judged_on(month) else { continue };
            divide(net(self.lines, day), self.payees, day, &mut self.shares);
            self.push_shares(PaymentKind::Regular, place, month.date);
            if is_may(month.month)
                && let Some(reserved) = reservation(self.lines, day)
            {
                let sum = reserved.cents() * months_reserved(self.case.life.from, month.month);
                self.shares.clear();
                divide_rest(sum, self.payees, day, &mut self.shares);
                self.push_shares(PaymentKind::Holiday, place, self.holiday_date(month, holiday_in_june));
            }
        }
    }

    /// Pays a one-off amount on some banking day.
    fn pay_once(&mut self, dice: &mut Dice) {
        let place = dice.between(0..=self.timetable.history.len() - 1);
        let near = days_after(first_day(self.timetable.history[place].month), dice.between(9..=19));
        let amount = Money::from_cents(draw_cents(dice, 5000, 90_000));
        if let Some(day) = BankingDay::on_or_after(near).filter(|day| day.date() <= self.timetable.eve) {
            self.pay_first(PaymentKind::OneOff, place, day.date(), amount);
        }
    }

    /// Pays what a case of one-off assistance was opened for, on the payment date in the month of its end.
    fn pay_grant(&mut self) {
        let Some(end) = self.case.life.until.map(Month::of) else { return };
        let place = self.timetable.history.iter().position(|month| Month::of(month.date) == end);
        if let (Some(place), Some(grant)) = (place, self.lines.first()) {
            self.pay_first(PaymentKind::OneOff, place, self.timetable.history[place].date, grant.amount);
        }
    }

    /// Pays something more for a month together with a later one.
    fn correct_one(&mut self, dice: &mut Dice) {
        let Some(latest) = self.timetable.history.len().checked_sub(2) else { return };
        let about = dice.between(0..=latest);
        let paid_in = dice.between(about + 1..=latest + 1);
        let amount = Money::from_cents(draw_cents(dice, 500, 15_000));
        let date = self.timetable.history[paid_in].date;
        if self.case.judged_on(&self.timetable.history[about]).is_some() {
            self.pay_first(PaymentKind::Correction, about, date, amount);
        }
    }

    /// Lets a regular payment come back, and pays it again two or three banking days later.
    fn return_one(&mut self, dice: &mut Dice) {
        let Some(latest) = self.timetable.history.len().checked_sub(3) else { return };
        let month = dice.between(0..=latest);
        let date = self.timetable.history[month].date;
        let again = banking_days_later(date, dice.between(2..=3));
        let regular = |payment: &&mut Payment| payment.kind == PaymentKind::Regular && payment.month == month;
        // A payment of December would be paid again in the file of another year.
        if date.month() == 12 {
            return;
        }
        if let Some(payment) = self.paid.iter_mut().find(regular) {
            payment.returned = true;
            let repeated = Payment { returned: false, date: again, ..payment.clone() };
            self.paid.push(repeated);
        }
    }

    fn pay_first(&mut self, kind: PaymentKind, month: usize, date: Date, amount: Money) {
        let first = self.payees.iter().position(|payee| payee.fixed.is_none() && payee.period.covers(date));
        if let Some(payee) = first.filter(|_| self.case.is_paid_on(date)) {
            self.paid.push(Payment { kind, month, date, amount, payee, returned: false });
        }
    }

    fn push_shares(&mut self, kind: PaymentKind, month: usize, date: Date) {
        let shares = self.shares.iter();
        self.paid.extend(shares.map(|&(payee, amount)| Payment { kind, month, date, amount, payee, returned: false }));
    }

    fn holiday_date(&self, month: &PayMonth, in_june: bool) -> Date {
        let june = BankingDay::on_or_before(days_after(first_day(month.month.plus(1)), 14)).map(BankingDay::date);
        june.filter(|june| in_june && *june <= self.timetable.eve).unwrap_or(month.date)
    }
}

/// Counts the months from June on, or from a later start, up to and including a month.
pub(super) fn months_reserved(start: Date, until: Month) -> i64 {
    let june = since_june(until);
    i64::from(until.since(june.max(Month::of(start))) + 1)
}

/// Returns the June in which the reservation of a month began.
pub(super) fn since_june(month: Month) -> Month {
    let number = i32::from(first_day(month).month());
    month.plus(-((number + 6) % 12))
}

fn banking_days_later(date: Date, days: u8) -> Date {
    (0..days).fold(date, |date, _| BankingDay::on_or_after(days_after(date, 1)).map_or(date, BankingDay::date))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn seven_months_stand_reserved_at_the_turn_of_the_year() {
        let december = Month::of(date(2020, 12, 1));
        assert_eq!(months_reserved(date(2015, 1, 1), december), 7);
        assert_eq!(months_reserved(date(2020, 10, 12), december), 3);
        assert_eq!(months_reserved(date(2015, 1, 1), Month::of(date(2020, 5, 1))), 12);
        assert_eq!(months_reserved(date(2015, 1, 1), Month::of(date(2020, 6, 1))), 1);
    }

    #[test]
    fn banking_days_skip_weekends_and_holidays() {
        assert_eq!(banking_days_later(date(2020, 4, 9), 2), date(2020, 4, 15));
        assert_eq!(banking_days_later(date(2020, 7, 31), 3), date(2020, 8, 5));
    }
}
