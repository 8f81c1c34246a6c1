//! The codes by which SDOA delivers kinds of things: those of BUS, BDFS and SUWI where these have them.

use crate::synth::caseload::amounts::{Component, Line};
use crate::synth::caseload::case::Scheme;
use crate::synth::caseload::debts::DebtKind;
use crate::synth::caseload::payees::PayeeKind;
use crate::synth::caseload::payments::PaymentKind;
use crate::synth::caseload::rights::{DecisionKind, ObligationKind};

/// Returns the statistics code; assistance during the pandemic came after SDOA.
pub(super) const fn scheme(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Pw => "01",
        Scheme::Ioaw => "02",
        Scheme::Ioaz => "03",
        Scheme::Periodic => "11",
        Scheme::OneOff => "12",
        Scheme::Bbz | Scheme::Tozo => "14",
    }
}

/// Returns the code of a component, of which the first digit says what it does.
pub(super) fn component(line: &Line, scheme: Scheme) -> &'static str {
    match line.component {
        Component::Norm => "10",
        Component::Supplement if scheme == Scheme::Periodic => "21",
        Component::Supplement => "20",
        Component::Income => "30",
        Component::HolidayReserve => "40",
        Component::Deduction if line.description == "Beslag" => "51",
        Component::Deduction => "50",
        Component::PaidOnBehalf if line.description.ends_with("huur") => "60",
        Component::PaidOnBehalf if line.description.ends_with("energie") => "61",
        Component::PaidOnBehalf => "62",
        Component::Informative => "90",
        Component::Subtotal => "99",
    }
}

pub(super) const fn payee(kind: PayeeKind) -> &'static str {
    match kind {
        PayeeKind::Client => "1",
        PayeeKind::Partner => "2",
        PayeeKind::Administrator => "3",
        PayeeKind::ThirdParty => "4",
    }
}

/// Returns the kind of a payment; what a case of one-off assistance pays is regular by this code, and one-off by its
/// scheme.
pub(super) const fn payment(kind: PaymentKind, scheme: Scheme) -> &'static str {
    match kind {
        PaymentKind::Regular => "1",
        PaymentKind::OneOff if matches!(scheme, Scheme::OneOff) => "1",
        PaymentKind::Holiday => "2",
        PaymentKind::OneOff => "3",
        PaymentKind::Correction => "4",
    }
}

/// Returns the first word of a payment's description.
pub(super) const fn payment_word(kind: PaymentKind) -> &'static str {
    match kind {
        PaymentKind::Regular => "Uitkering",
        PaymentKind::Holiday => "Vakantiegeld",
        PaymentKind::OneOff => "Bijzondere bijstand",
        PaymentKind::Correction => "Herberekening",
    }
}

pub(super) const fn decision(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::Grant => "01",
        DecisionKind::Change => "02",
        DecisionKind::Continuation => "03",
        DecisionKind::End => "04",
        DecisionKind::Suspension => "05",
        DecisionKind::Refusal => "06",
    }
}

pub(super) const fn obligation(kind: ObligationKind) -> &'static str {
    match kind {
        ObligationKind::Work => "1",
        ObligationKind::Inform => "2",
        ObligationKind::Return => "3",
    }
}

pub(super) const fn debt(kind: DebtKind) -> &'static str {
    match kind {
        DebtKind::Recovery => "1",
        DebtKind::Fine => "2",
        DebtKind::Loan => "3",
    }
}
