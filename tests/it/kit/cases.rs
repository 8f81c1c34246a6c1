//! The cases of a delivery that move, and what tells them apart.

use super::sheet::is_open;
use super::{Delivery, PAYMENTS};

/// A case that moves.
#[derive(Clone, Debug, Default)]
pub(crate) struct Case {
    /// Its number.
    pub(crate) number: String,
    /// The client's number.
    pub(crate) client: String,
    /// The client's BSN.
    pub(crate) bsn: String,
    /// The scheme.
    pub(crate) scheme: String,
    /// Whether payment is blocked.
    pub(crate) blocked: bool,
    /// Whether it has an end.
    pub(crate) ended: bool,
    /// Whether the client has other cases.
    pub(crate) shares_client: bool,
    /// The kinds of the payees in force, in order: `CLIENT DERDE`.
    pub(crate) payees: String,
    /// The kinds of the payees of before.
    pub(crate) former_payees: String,
    /// The codes of the components in force, in order.
    pub(crate) components: String,
    /// Where its regular payments for December stand.
    pub(crate) last_paid: Vec<String>,
}

impl Case {
    /// Tells whether one living client is paid the norm, and nothing is special.
    pub(crate) fn is_plain(&self) -> bool {
        self.scheme == "PW"
            && self.is_paid()
            && !self.shares_client
            && self.payees == "CLIENT"
            && self.former_payees.is_empty()
            && self.components == "NORM VT_RESERVERING"
    }

    /// Tells whether it runs and was paid last month.
    pub(crate) fn is_paid(&self) -> bool {
        !self.blocked && !self.ended && !self.last_paid.is_empty()
    }
}

impl Delivery {
    /// Returns the first so many plain cases.
    pub(crate) fn plain<const N: usize>(&mut self) -> [Case; N] {
        let plain = self.cases().into_iter().filter(Case::is_plain).take(N).collect::<Vec<_>>();
        plain.try_into().expect("plain cases")
    }

    /// Returns the first case of a kind.
    pub(crate) fn case(&mut self, kind: impl Fn(&Case) -> bool) -> Case {
        self.cases().into_iter().find(kind).expect("a case of that kind")
    }

    /// Returns the cases that move, in order.
    pub(crate) fn cases(&mut self) -> Vec<Case> {
        let cases = self.sheet("dossiers").clone();
        let moving = cases.all(&[("Gemeentecode", "1509")]);
        moving
            .into_iter()
            .map(|row| {
                let text = |heading| cases.get(row, heading).to_owned();
                let (number, client) = (text("Dossiernummer"), text("Clientnummer"));
                let mine: [(&str, &str); 1] = [("Dossiernummer", &number)];
                let clients = self.sheet("clienten");
                let bsn = clients.get(clients.one(&[("Clientnummer", &client)]), "BSN").to_owned();
                let payees = self.sheet("begunstigden");
                let kinds = |former: bool| {
                    let rows = payees.all(&mine).into_iter();
                    let rows = rows.filter(|row| is_open(payees.get(*row, "Tot")) != former);
                    rows.map(|row| payees.get(row, "Soort")).collect::<Vec<_>>().join(" ")
                };
                let (in_force, former) = (kinds(false), kinds(true));
                let components = self.sheet("componenten");
                let rows = components.all_open(&mine).into_iter();
                let counted = rows.filter(|row| matches!(components.get(*row, "Soort"), "+" | "-"));
                let mut codes: Vec<&str> = counted.map(|row| components.get(row, "Componentcode")).collect();
                codes.sort_unstable();
                let codes = codes.join(" ");
                let payments = self.sheet(PAYMENTS);
                let last = payments.all(&[mine[0], ("Rechtmaand", "12-2020"), ("Soort", "PERIODIEK")]);
                let last_paid = last.into_iter().map(|row| payments.place(row)).collect();
                Case {
                    bsn,
                    scheme: text("Regeling"),
                    blocked: text("Geblokkeerd") == "J",
                    ended: !is_open(&text("Einddatum")),
                    shares_client: cases.all(&[("Clientnummer", &client)]).len() > 1,
                    payees: in_force,
                    former_payees: former,
                    components: codes,
                    last_paid,
                    number,
                    client,
                }
            })
            .collect()
    }
}
