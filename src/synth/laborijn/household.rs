//! A household of the caseload: who it is, its one case, and everything that hangs on the case.
//!
//! Invariants, which make a delivery provable: a case in force that is not blocked was paid for the last month what
//! its open component lines yield after the cut-over; a case that ended or is blocked was not. A resident is deceased
//! only where every case of theirs has ended.

use super::amounts::{Line, reservation};
use super::case::{Case, Standing};
use super::debts::Debts;
use super::draft::Draft;
use super::payees::Payee;
use super::payments::Payment;
use super::places::Place;
use super::rights::{Decision, Obligation, Programme};
use super::timetable::{Timetable, first_day};
use super::{amounts, debts, payees, payments, rights};
use crate::domain::{Date, Money};
use crate::synth::SynthError;
use crate::synth::persons::{Address, Person};
use crate::synth::random::{Dice, Topic};

/// An adult as a client of the service.
#[derive(Clone, Debug)]
pub(super) struct Client {
    pub(super) number: u32,
    pub(super) person: Person,
    /// `BEWIND`, or empty.
    pub(super) legal_status: &'static str,
}

/// Holiday allowance that stands reserved.
#[derive(Debug)]
pub(super) struct Reserve {
    pub(super) from: Date,
    pub(super) until: Date,
    pub(super) amount: Money,
}

/// A household and its case.
#[derive(Debug)]
pub(super) struct Household {
    pub(super) place: Place,
    /// The household whose quirks of writing this one shares.
    pub(super) kin: u32,
    /// The client, and the partner if there is one.
    pub(super) adults: Vec<Client>,
    /// Whether the adults are delivered with this case, and not with another.
    pub(super) introduces: bool,
    pub(super) address: Address,
    pub(super) case: Case,
    pub(super) lines: Vec<Line>,
    pub(super) payees: Vec<Payee>,
    pub(super) decisions: Vec<Decision>,
    pub(super) obligations: Vec<Obligation>,
    pub(super) programmes: Vec<Programme>,
    pub(super) debts: Debts,
    pub(super) payments: Vec<Payment>,
    pub(super) reserve: Option<Reserve>,
}

impl Household {
    /// Makes up a household. With `kin`, it is a second case of the client of that household, which must be
    /// independent itself and of the same municipality.
    pub(super) fn generate(
        seed: u64,
        timetable: &Timetable,
        index: u32,
        place: Place,
        kin: Option<u32>,
    ) -> Result<Self, SynthError> {
        let mut dice = Dice::new(seed, Topic::Household, index);
        let draft = match kin {
            None => Draft::independent(&mut dice, timetable, index, place),
            Some(kin) => {
                let kin = Self::generate(seed, timetable, kin, place, None)?;
                if kin.case.standing == Standing::Running && dice.percent(50) {
                    Draft::second_scheme(&mut dice, timetable, index, kin)
                } else {
                    Draft::earlier_case(&mut dice, timetable, index, kin)
                }
            }
        };
        let draft = draft.ok_or(SynthError::Exhausted { household: index })?;
        Ok(Self::complete(&mut dice, timetable, place, draft))
    }

    /// Adds everything that hangs on a case.
    fn complete(dice: &mut Dice, timetable: &Timetable, place: Place, draft: Draft) -> Self {
        let Draft { kin, case, adults, introduces, address, holders } = draft;
        let mut lines = amounts::draw(dice, &case, timetable.last);
        let debts = debts::draw(dice, &mut lines, case.life, timetable);
        let payees = payees::arrange(dice, holders, &mut lines, case.life, timetable);
        let numbers: Vec<u32> = adults.iter().map(|adult| adult.number).collect();
        let working = if introduces { numbers.as_slice() } else { &[] };
        Self {
            decisions: rights::decisions(dice, &case, timetable),
            obligations: rights::obligations(dice, &case, &numbers),
            programmes: rights::programmes(dice, &case, working, timetable),
            payments: payments::history(dice, &case, &lines, &payees, timetable),
            reserve: Reserve::of(&case, &lines, timetable),
            place,
            kin,
            adults,
            introduces,
            address,
            case,
            lines,
            payees,
            debts,
        }
    }
}

impl Reserve {
    /// Returns what a case that runs on the eve of the cut-over has reserved since June or its start.
    fn of(case: &Case, lines: &[Line], timetable: &Timetable) -> Option<Self> {
        let monthly = reservation(lines, timetable.eve).filter(|_| case.life.covers(timetable.eve))?;
        let months = payments::months_reserved(case.life.from, timetable.last);
        Some(Self {
            from: first_day(payments::since_june(timetable.last)).max(case.life.from),
            until: timetable.eve,
            amount: Money::from_cents(monthly.cents() * months),
        })
    }
}
