//! What Het Plein delivers besides the caseload: who guides a person, and the care provisions and local schemes that
//! it does for Zutphen alone.

use super::ZUTPHEN;
use crate::domain::{Date, Money};
use crate::synth::caseload::timetable::{Period, Timetable};
use crate::synth::caseload::{Household, household::Client};
use crate::synth::random::{Dice, Topic};

const GUIDES: [&str; 5] = ["M. Proefman", "A. de Voorbeeld", "J. van Schijndel-Proef", "F. Testa", "R. Denkbeeld"];
const TEAMS: [&str; 3] = ["Team Instroom", "Team Werk", "Team Zorg en Inkomen"];
const CARE: [(u32, (&str, &str, u64)); 5] = [
    (40, ("Hulp bij het huishouden", "uur per week", 4)),
    (25, ("Begeleiding individueel", "uur per week", 6)),
    (15, ("Begeleiding groep", "dagdelen per week", 8)),
    (10, ("Vervoersvoorziening", "kilometer per jaar", 1500)),
    (10, ("Scootmobiel", "stuks", 1)),
];
const PROVIDERS: [&str; 4] = ["Thuiszorg Proef", "Zorggroep Voorbeeld", "Stichting Schijnzorg", "Coöperatie Zoë"];
const SCHEMES: [(u32, (&str, bool)); 4] = [
    (40, ("Meedoenregeling", true)),
    (30, ("Individuele inkomenstoeslag", true)),
    (20, ("Computerregeling", true)),
    (10, ("Collectieve zorgverzekering", false)),
];

/// What is delivered of one person besides the caseload.
#[derive(Debug)]
pub(super) struct Extras {
    /// Who guides the person, where somebody is named.
    pub(super) guide: &'static str,
    /// The team that does.
    pub(super) team: &'static str,
    /// Care provisions.
    pub(super) care: Vec<Care>,
    /// Grants of local schemes.
    pub(super) grants: Vec<Grant>,
}

/// A care provision.
#[derive(Debug)]
pub(super) struct Care {
    pub(super) kind: &'static str,
    pub(super) quantity: u64,
    pub(super) unit: &'static str,
    pub(super) period: Period,
    pub(super) provider: &'static str,
}

/// A grant of a local scheme.
#[derive(Debug)]
pub(super) struct Grant {
    pub(super) scheme: &'static str,
    /// How much, where it is money.
    pub(super) amount: Option<Money>,
    pub(super) granted: Date,
    pub(super) until: Option<Date>,
}

impl Extras {
    /// Makes up what is delivered of a person.
    pub(super) fn draw(seed: u64, household: &Household, client: &Client, timetable: &Timetable) -> Self {
        let mut dice = Dice::new(seed, Topic::Extras, client.number);
        let guide = if dice.percent(70) { dice.pick(&GUIDES) } else { "" };
        let team = dice.pick(&TEAMS);
        let mut extras = Self { guide, team, care: Vec::new(), grants: Vec::new() };
        if household.place.code != ZUTPHEN {
            return extras;
        }
        for _ in 0..dice.weighted(&[(84, 0), (12, 1), (4, 2)]) {
            let (kind, unit, most) = dice.weighted(&CARE);
            let from = draw_date(&mut dice, timetable);
            let until = dice.percent(50).then(|| from.saturating_add(jiff::Span::new().days(dice.between(300..=1500))));
            let provider = dice.pick(&PROVIDERS);
            let quantity = dice.between(1..=most);
            extras.care.push(Care { kind, quantity, unit, period: Period { from, until }, provider });
        }
        for _ in 0..dice.weighted(&[(65, 0), (25, 1), (10, 2)]) {
            let (scheme, is_money) = dice.weighted(&SCHEMES);
            let granted = draw_date(&mut dice, timetable);
            let until = dice.percent(60).then(|| granted.saturating_add(jiff::Span::new().days(365)));
            let amount = is_money.then(|| Money::from_cents(dice.between(20..=400) * 125));
            extras.grants.push(Grant { scheme, amount, granted, until });
        }
        extras
    }
}

/// Draws a day of the last three years.
fn draw_date(dice: &mut Dice, timetable: &Timetable) -> Date {
    timetable.eve.saturating_sub(jiff::Span::new().days(dice.between(1..=1000)))
}
