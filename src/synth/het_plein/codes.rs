//! The words by which Het Plein delivers kinds of things.

use crate::synth::caseload::case::Scheme;
use crate::synth::caseload::debts::DebtKind;
use crate::synth::caseload::payees::PayeeKind;
use crate::synth::caseload::payments::PaymentKind;
use crate::synth::caseload::rights::{DecisionKind, ObligationKind};

/// Returns the name of a scheme, which is also that of a law. There was no Tozo before the pandemic.
pub(super) const fn scheme(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Pw => "Participatiewet",
        Scheme::Ioaw => "IOAW",
        Scheme::Ioaz => "IOAZ",
        Scheme::Bbz | Scheme::Tozo => "Bbz 2004",
        Scheme::Periodic => "Bijzondere bijstand periodiek",
        Scheme::OneOff => "Bijzondere bijstand eenmalig",
    }
}

/// Returns the words for a living arrangement by its national code.
pub(super) const fn living(code: u8) -> &'static str {
    match code {
        1 => "alleenstaande",
        2 => "alleenstaande ouder",
        3 => "gehuwd of samenwonend",
        _ => "anders",
    }
}

pub(super) const fn payee(kind: PayeeKind) -> &'static str {
    match kind {
        PayeeKind::Client => "cliënt",
        PayeeKind::Partner => "partner",
        PayeeKind::Administrator => "bewindvoerder",
        PayeeKind::ThirdParty => "derde",
    }
}

pub(super) const fn payment(kind: PaymentKind) -> &'static str {
    match kind {
        PaymentKind::Regular => "uitkering",
        PaymentKind::Holiday => "vakantietoeslag",
        PaymentKind::OneOff => "incidenteel",
        PaymentKind::Correction => "nabetaling",
    }
}

pub(super) const fn decision(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::Grant => "Toekenning",
        DecisionKind::Change => "Wijziging",
        DecisionKind::Continuation => "Voortzetting",
        DecisionKind::Suspension => "Opschorting",
        DecisionKind::End => "Beëindiging",
        DecisionKind::Refusal => "Afwijzing",
    }
}

pub(super) const fn obligation(kind: ObligationKind) -> &'static str {
    match kind {
        ObligationKind::Inform => "inlichtingen",
        ObligationKind::Work => "arbeidsinschakeling",
        ObligationKind::Return => "tegenprestatie",
    }
}

pub(super) const fn debt(kind: DebtKind) -> &'static str {
    match kind {
        DebtKind::Recovery => "Terugvordering",
        DebtKind::Fine => "Boete",
        DebtKind::Loan => "Leenbijstand",
    }
}
