//! Title and continuity: one pass over the cases of every target, with their planned payments.

use std::collections::{BTreeMap, BTreeSet};

use super::Verdict;
use super::continuity::{self, Entry, Ledger, Lines};
use super::planned::Payments;
use super::reserve::{ReserveCheck, Reserves};
use super::seam::Seam;
use super::summary::{Continuity, HardStops, PaymentClasses, Reserve, Status, Title, VerdictCounts, WaiverCounts};
use super::title;
use super::waivers::{self, Judged};
use super::{Failure, Parameters};
use crate::domain::{BankingDay, DateFormat, Month, euros};
use crate::ledger::Class;
use crate::ledger::calendar::Calendar;
use crate::ledger::facts::obligation_tables;
use crate::ledger::plan;
use crate::mapping::Mapping;
use crate::store::case::{self, CaseRecord, in_force};
use crate::store::evidence_read::{EvidenceReader, Payees};
use crate::store::{StoreError, Target};
use crate::validate::cell::iso;

/// The two proofs about planned payments.
#[derive(Debug)]
pub struct PaymentProofs {
    /// Whether every planned payment has a ground.
    pub title: Title,
    /// Whether everyone gets at least the same on the same date.
    pub continuity: Continuity,
    /// The verdicts, in order of recipient, date and account.
    pub lines: Lines,
    /// Per case with a verdict that stops, the delivered rows of its components in force at the cut-over, as keys.
    pub components: BTreeMap<String, Vec<i64>>,
    /// The waivers, and what each came to.
    pub waivers: Vec<Judged>,
    /// What became of every reserve, in order of case.
    pub reserves: Vec<ReserveCheck>,
}

/// Proves title and continuity.
///
/// # Errors
/// Fails where a database cannot be read.
pub fn prove(
    mapping: &Mapping,
    evidence: &EvidenceReader<'_>,
    targets: &[Target],
    parameters: &Parameters,
    handed: Option<&Payments<'_>>,
    failures: &mut Vec<Failure>,
) -> Result<PaymentProofs, StoreError> {
    let payees = evidence.payees()?;
    let classes = PaymentClasses::of(&evidence.payment_classes()?);
    let ledger = promised(evidence, &payees, handed)?;
    let (unknown_payments, unknown) = handed.map_or((0, Vec::new()), Payments::unknown);
    failures.extend(unknown);
    let mut pass = Pass {
        parameters,
        handed,
        payees,
        without_obligation: cases_without_obligation(mapping, evidence, targets)?,
        reserves: Reserves::of(evidence)?,
        seam: Seam::of(evidence, handed.is_some())?,
        ledger,
        planned: 0,
        cases: 0,
        without_title: 0,
        stops: HardStops {
            unexplained_dates: evidence.count("unexplained_dates")?,
            unreadable: evidence.count("unreadable_payments")?,
            unclassified: classes.unclassified,
            unknown_payments,
            ..HardStops::default()
        },
        failures,
    };
    for target in targets.iter().filter(|target| target.partner_of.is_none()) {
        let calendar = Calendar::of(target)?;
        if handed.is_none() {
            pass.check_calendar(&calendar, target);
        }
        pass.reserves.carry(target)?;
        let before = pass.planned;
        case::each_case(target, |case| -> Result<(), StoreError> { pass.take(case, &calendar, target) })?;
        if handed.is_none() {
            let taken = pass.planned - before;
            pass.check_orders_of_nobody(case::count_orders(target)?.saturating_sub(taken), target);
        }
    }
    let Pass { payees, ledger, cases, without_title, mut stops, reserves, seam, failures, .. } = pass;
    drop(payees);
    let mut lines = continuity::compare(ledger, parameters.at_most_percent);
    let last = parameters.window.last();
    let (reserve, reserves, paid_out) = reserves.finish(&continuity::beyond(lines.unequal()), failures);
    continuity::pay_out(lines.unequal_mut(), paid_out, parameters.at_most_percent);
    seam.finish(&mut stops, failures);
    let waivers = if last < parameters.whole.last() {
        waivers::judge_until(last, &mapping.waivers, lines.unequal_mut())
    } else {
        waivers::judge(&mapping.waivers, lines.unequal_mut())
    };
    let title_status = if without_title == 0 { Status::Passed } else { Status::Failed };
    let title = Title { status: title_status, cases, without_title };
    let continuity = Continuity { payments: classes, ..summarise(&lines, stops, reserve) };
    let components = components_of_stopping(targets, &lines, parameters)?;
    Ok(PaymentProofs { title, continuity, lines, components, waivers, reserves })
}

struct Pass<'a> {
    parameters: &'a Parameters,
    /// The payments of files that take the place of those that were computed.
    handed: Option<&'a Payments<'a>>,
    payees: Payees,
    without_obligation: BTreeSet<String>,
    reserves: Reserves,
    seam: Seam,
    ledger: Ledger,
    /// How many payments are planned.
    planned: u64,
    cases: u64,
    without_title: u64,
    stops: HardStops,
    failures: &'a mut Vec<Failure>,
}

impl Pass<'_> {
    fn take(&mut self, mut case: CaseRecord, calendar: &Calendar, target: &Target) -> Result<(), StoreError> {
        let fresh = plan::plan(&case, calendar, self.parameters.window);
        let mut later = Vec::new();
        if let Some(payments) = self.handed {
            // No file speaks of what is planned after the last day that is compared.
            later.extend(case.orders.iter().map(|order| &order.date).filter(|date| !payments.compares(date)).cloned());
            case.orders = payments.orders(target, &case, &fresh)?;
        }
        let case = &case;
        self.check_title(case);
        self.reserves.take(case, &later, self.parameters, self.failures);
        if self.handed.is_none() {
            self.seam.check(case);
        } else {
            self.seam.check_promised(case, Month::of(self.parameters.window.first()));
        }
        if self.handed.is_none() && fresh.orders != case.orders {
            self.stops.plan_differs += 1;
            let message = "the planned payments do not follow from the components and payees".to_owned();
            self.failures.push(Failure::new("continuity", &case.dossiernummer, message));
        }
        for order in &case.orders {
            self.check_order(case, &order.date, order.cents);
            let (payee, known_from) = self.payees.get(&case.dossiernummer, &order.iban).unzip();
            self.planned += 1;
            self.ledger.plan(&Entry {
                recipient: &order.recipient,
                client: Some(&case.clientnummer),
                case: &case.dossiernummer,
                date: &order.date,
                account: &order.iban,
                payee,
                known_from,
                cents: order.cents,
            });
        }
        Ok(())
    }

    fn check_calendar(&mut self, calendar: &Calendar, target: &Target) {
        for month in calendar.gaps(self.parameters.window) {
            self.stops.no_calendar += 1;
            let message = format!("the calendar has no payment date for {month}");
            self.failures.push(Failure::new("continuity", &target.name, message));
        }
    }

    /// What is planned for no case or person that the target has follows from nothing and is compared with nothing.
    fn check_orders_of_nobody(&mut self, count: u64, target: &Target) {
        if count > 0 {
            self.stops.plan_differs += count;
            let message = format!("{count} planned payments are of no case that the target has");
            self.failures.push(Failure::new("continuity", &target.name, message));
        }
    }

    fn check_title(&mut self, case: &CaseRecord) {
        if case.orders.is_empty() {
            return;
        }
        self.cases += 1;
        let dates: BTreeSet<&str> = title::untitled(case).map(|order| order.date.as_str()).collect();
        let lost = self.without_obligation.contains(&case.dossiernummer);
        if dates.is_empty() && !lost {
            return;
        }
        self.without_title += 1;
        let message = if dates.is_empty() {
            "an obligation of the case was not carried over".to_owned()
        } else {
            let dates = dates.into_iter().collect::<Vec<_>>().join(", ");
            format!("no granting decision under {} in force on {dates}", title::law(&case.regeling))
        };
        let failure = Failure::new("title", &case.dossiernummer, message).at_key(case.id);
        self.failures.push(failure);
    }

    fn check_order(&mut self, case: &CaseRecord, date: &str, cents: i64) {
        let parsed = DateFormat::YearMonthDay.parse(date).ok();
        if parsed.and_then(BankingDay::new).is_none() {
            self.stops.not_a_banking_day += 1;
            let message = format!("{date} is no banking day");
            self.failures.push(Failure::new("continuity", &case.dossiernummer, message).at_key(case.id));
        }
        if cents > self.parameters.ceiling_cents {
            self.stops.above_ceiling += 1;
            let (amount, ceiling) = (euros(cents), euros(self.parameters.ceiling_cents));
            let message = format!("{amount} on {date} is above the ceiling of {ceiling}");
            self.failures.push(Failure::new("continuity", &case.dossiernummer, message).at_key(case.id));
        }
    }
}

fn summarise(lines: &Lines, hard_stops: HardStops, reserve: Reserve) -> Continuity {
    let mut verdicts = VerdictCounts::default();
    let (mut promises, mut promised_cents, mut planned_cents) = (0, 0, 0);
    let (mut recipients, mut last) = (0, None);
    for line in lines.iter() {
        recipients += u64::from(last != Some(line.recipient));
        last = Some(line.recipient);
        *verdicts.of(line.verdict) += 1;
        promises += u64::from(line.promised > 0);
        promised_cents += i128::from(line.promised);
        planned_cents += i128::from(line.planned) + i128::from(line.elsewhere);
    }
    let stops = lines.unequal().iter().any(|line| line.verdict.stops())
        || hard_stops != HardStops::default()
        || reserve.short > 0
        || reserve.absent > 0;
    // Nothing promised and nothing planned: there was nothing to compare, and that proves nothing.
    let status = match (stops, lines.is_empty()) {
        (true, _) => Status::Failed,
        (false, true) => Status::NotRun { reason: "nobody was promised or is to be paid anything".to_owned() },
        (false, false) => Status::Passed,
    };
    Continuity {
        status,
        recipients,
        promises,
        promised_cents,
        planned_cents,
        verdicts,
        hard_stops,
        reserve,
        waivers: WaiverCounts::default(),
        payments: PaymentClasses::default(),
        worst: Vec::new(),
    }
}

impl PaymentClasses {
    /// Takes the rows of each class by its name.
    fn of(classes: &[(String, u64, i64)]) -> Self {
        let rows =
            |class: Class| classes.iter().find(|(name, ..)| name == class.name()).map_or(0, |(_, rows, _)| *rows);
        Self {
            regular: rows(Class::Regular),
            returned: rows(Class::Returned),
            corrections: rows(Class::Correction),
            one_off: rows(Class::OneOff),
            holiday: rows(Class::Holiday),
            left_out: rows(Class::LeftOut),
            unclassified: rows(Class::Unclassified),
        }
    }
}

impl VerdictCounts {
    fn of(&mut self, verdict: Verdict) -> &mut u64 {
        match verdict {
            Verdict::Missing => &mut self.missing,
            Verdict::Lower => &mut self.lower,
            Verdict::OtherPayee => &mut self.other_payee,
            Verdict::OtherAccount => &mut self.other_account,
            Verdict::Later => &mut self.later,
            Verdict::Excess => &mut self.excess,
            Verdict::Double => &mut self.double,
            Verdict::New => &mut self.new,
            Verdict::Waived => &mut self.waived,
            Verdict::Earlier => &mut self.earlier,
            Verdict::Higher => &mut self.higher,
            Verdict::Equal => &mut self.equal,
        }
    }
}

/// Takes the promises that are compared.
fn promised(
    evidence: &EvidenceReader<'_>,
    payees: &Payees,
    handed: Option<&Payments<'_>>,
) -> Result<Ledger, StoreError> {
    let mut ledger = Ledger::default();
    evidence.each_promise(|row| {
        if handed.is_some_and(|payments| !payments.compares(row.date)) {
            return;
        }
        let entry = Entry {
            recipient: row.bsn,
            client: row.clientnummer,
            case: row.dossiernummer,
            date: row.date,
            account: row.account,
            payee: row.payee,
            known_from: payees.get(row.dossiernummer, row.account).map(|(_, place)| place),
            cents: row.cents,
        };
        ledger.promise(&entry, row.payments, row.origin);
    })?;
    Ok(ledger)
}

/// Returns the cases of which an obligation was rejected, or does not stand in any target.
fn cases_without_obligation(
    mapping: &Mapping,
    evidence: &EvidenceReader<'_>,
    targets: &[Target],
) -> Result<BTreeSet<String>, StoreError> {
    let tables = obligation_tables(mapping);
    let tables: Vec<&str> = tables.iter().map(|table| mapping.delivery.tables[*table].name.as_str()).collect();
    let mut lost = evidence.cases_rejected_in(&tables)?;
    let mut carried = BTreeMap::new();
    for target in targets.iter().filter(|target| target.partner_of.is_none()) {
        carried.extend(case::obligations(target)?);
    }
    let delivered = evidence.obligations()?.into_iter();
    lost.extend(delivered.filter(|(case, rows)| carried.get(case) < Some(rows)).map(|(case, _)| case));
    Ok(lost)
}

fn components_of_stopping(
    targets: &[Target],
    lines: &Lines,
    parameters: &Parameters,
) -> Result<BTreeMap<String, Vec<i64>>, StoreError> {
    let stopping =
        lines.unequal().iter().filter(|line| matches!(line.verdict_before(), Verdict::Lower | Verdict::Excess));
    let wanted: BTreeSet<&str> = stopping.flat_map(continuity::Line::cases).collect();
    let mut found = BTreeMap::new();
    if wanted.is_empty() {
        return Ok(found);
    }
    let first = iso(parameters.window.first());
    for target in targets.iter().filter(|target| target.partner_of.is_none()) {
        case::each_case(target, |case| -> Result<(), StoreError> {
            if wanted.contains(case.dossiernummer.as_str()) {
                let running = case.components.iter();
                let running = running.filter(|part| in_force(&part.from, part.to.as_deref(), &first));
                found.insert(case.dossiernummer.clone(), running.map(|part| part.id).collect());
            }
            Ok(())
        })?;
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
