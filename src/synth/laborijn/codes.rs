//! The codes by which Laborijn delivers kinds of things.

use crate::synth::caseload::amounts::{Component, Effect};
use crate::synth::caseload::case::Scheme;
use crate::synth::caseload::debts::DebtKind;
use crate::synth::caseload::payees::PayeeKind;
use crate::synth::caseload::payments::PaymentKind;
use crate::synth::caseload::rights::{DecisionKind, ObligationKind};

pub(super) const fn scheme(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Pw => "PW",
        Scheme::Ioaw => "IOAW",
        Scheme::Ioaz => "IOAZ",
        Scheme::Bbz => "BBZ",
        Scheme::Tozo => "TOZO",
        Scheme::Periodic => "BB_PER",
        Scheme::OneOff => "BB_EEN",
    }
}

pub(super) const fn component(component: Component) -> &'static str {
    match component {
        Component::Norm => "NORM",
        Component::Supplement => "TOESLAG",
        Component::Income => "INKOMSTEN",
        Component::HolidayReserve => "VT_RESERVERING",
        Component::Deduction => "INHOUDING",
        Component::PaidOnBehalf => "DOORBETALING",
        Component::Subtotal => "SUBTOTAAL",
        Component::Informative => "INFORMATIEF",
    }
}

pub(super) const fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Credit => "+",
        Effect::Debit => "-",
        Effect::Subtotal => "=",
        Effect::Informative => "i",
    }
}

pub(super) const fn payee(kind: PayeeKind) -> &'static str {
    match kind {
        PayeeKind::Client => "CLIENT",
        PayeeKind::Partner => "PARTNER",
        PayeeKind::Administrator => "BEWIND",
        PayeeKind::ThirdParty => "DERDE",
    }
}

pub(super) const fn payment(kind: PaymentKind) -> &'static str {
    match kind {
        PaymentKind::Regular => "PERIODIEK",
        PaymentKind::Holiday => "VAKANTIEGELD",
        PaymentKind::OneOff => "EENMALIG",
        PaymentKind::Correction => "CORRECTIE",
    }
}

/// Returns the first word of a payment's description.
pub(super) const fn payment_word(kind: PaymentKind) -> &'static str {
    match kind {
        PaymentKind::Regular => "Uitkering",
        PaymentKind::Holiday => "Vakantiegeld",
        PaymentKind::OneOff => "Eenmalige bijstand",
        PaymentKind::Correction => "Nabetaling",
    }
}

pub(super) const fn decision(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::Grant => "TOEKENNING",
        DecisionKind::Change => "WIJZIGING",
        DecisionKind::Continuation => "VOORTZETTING",
        DecisionKind::Suspension => "OPSCHORTING",
        DecisionKind::End => "BEEINDIGING",
        DecisionKind::Refusal => "AFWIJZING",
    }
}

pub(super) const fn obligation(kind: ObligationKind) -> &'static str {
    match kind {
        ObligationKind::Inform => "INLICHTINGENPLICHT",
        ObligationKind::Work => "ARBEIDSPLICHT",
        ObligationKind::Return => "TEGENPRESTATIE",
    }
}

pub(super) const fn debt(kind: DebtKind) -> &'static str {
    match kind {
        DebtKind::Recovery => "TERUGVORDERING",
        DebtKind::Fine => "BOETE",
        DebtKind::Loan => "LEENBIJSTAND",
    }
}
