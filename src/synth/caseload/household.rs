//! A household of the caseload: who it is, its one case, and everything that hangs on the case.
//!
//! Invariants, which make a delivery provable: a case in force that is not blocked was paid for the last month what
//! its open component lines yield after the cut-over; a case that ended or is blocked was not. A resident is deceased
//! only where every case of theirs has ended.

use super::amounts::{Line, reservation};
use super::case::{Case, Standing};
use super::debts::Debts;
use super::draft::Draft;
use super::payees::{Payee, PayeeKind};
use super::payments::Payment;
use super::places::Municipality;
use super::profile::Profile;
use super::rights::{Decision, Obligation, Programme};
use super::timetable::{Timetable, first_day};
use super::{amounts, debts, payees, payments, rights};
use crate::domain::{Date, Money};
use crate::synth::SynthError;
use crate::synth::persons::{Address, Person};
use crate::synth::random::{Dice, Topic};

/// An adult as a client of the service.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    /// The client number, of seven digits.
    pub(crate) number: u32,
    /// Who it is.
    pub(crate) person: Person,
    /// Whether an administrator keeps their accounts.
    pub(crate) administered: bool,
}

/// Holiday allowance that stands reserved.
#[derive(Debug)]
pub(crate) struct Reserve {
    /// The first day over which it was reserved.
    pub(crate) from: Date,
    /// The last day, the eve of the cut-over.
    pub(crate) until: Date,
    /// How much.
    pub(crate) amount: Money,
}

/// A household and its case.
#[derive(Debug)]
pub(crate) struct Household {
    /// Where it lives.
    pub(crate) place: &'static Municipality,
    /// The household whose quirks of writing this one shares.
    pub(crate) kin: u32,
    /// The client, and the partner if there is one.
    pub(crate) adults: Vec<Client>,
    /// Whether the adults are delivered with this case, and not with another.
    pub(crate) introduces: bool,
    /// The address of all adults.
    pub(crate) address: Address,
    /// The case.
    pub(crate) case: Case,
    /// What the benefit is made of.
    pub(crate) lines: Vec<Line>,
    /// Who is paid, in the order of their numbers.
    pub(crate) payees: Vec<Payee>,
    /// Decisions on the case.
    pub(crate) decisions: Vec<Decision>,
    /// Obligations of the adults.
    pub(crate) obligations: Vec<Obligation>,
    /// Work programmes of the adults that are delivered with this case.
    pub(crate) programmes: Vec<Programme>,
    /// What the client owes.
    pub(crate) debts: Debts,
    /// What was paid, oldest first.
    pub(crate) payments: Vec<Payment>,
    /// Holiday allowance that stands reserved.
    pub(crate) reserve: Option<Reserve>,
}

impl Household {
    /// Returns whose money a payee receives: the partner's own half is the partner's, all else the client's.
    pub(crate) fn recipient(&self, payee: &Payee) -> &Client {
        match (payee.kind, self.adults.as_slice()) {
            (PayeeKind::Partner, [_, partner]) => partner,
            (_, adults) => &adults[0],
        }
    }

    /// Makes up a household. With `kin`, it is a second case of the client of that household, which must be
    /// independent itself and of the same municipality.
    pub(super) fn generate(
        seed: u64,
        profile: &Profile,
        timetable: &Timetable,
        index: u32,
        place: &'static Municipality,
        kin: Option<u32>,
    ) -> Result<Self, SynthError> {
        let mut dice = Dice::new(seed, Topic::Household, index);
        let draft = match kin {
            None => Draft::independent(&mut dice, profile.schemes, timetable, index, place),
            Some(kin) => {
                let kin = Self::generate(seed, profile, timetable, kin, place, None)?;
                if kin.case.standing == Standing::Running && dice.percent(50) {
                    Draft::second_scheme(&mut dice, timetable, index, kin)
                } else {
                    Draft::earlier_case(&mut dice, timetable, index, kin)
                }
            }
        };
        let draft = draft.ok_or(SynthError::Exhausted { household: index })?;
        Ok(Self::complete(&mut dice, profile, timetable, place, draft))
    }

    /// Adds everything that hangs on a case.
    fn complete(
        dice: &mut Dice,
        profile: &Profile,
        timetable: &Timetable,
        place: &'static Municipality,
        draft: Draft,
    ) -> Self {
        let Draft { kin, case, adults, introduces, address, holders } = draft;
        let mut lines = amounts::draw(dice, &case, profile.norms_since, timetable.last);
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
        let months = payments::months_reserved(case.life.from, timetable.before);
        Some(Self {
            from: first_day(payments::since_june(timetable.before)).max(case.life.from),
            until: timetable.eve,
            amount: Money::from_cents(monthly.cents() * months),
        })
    }
}
