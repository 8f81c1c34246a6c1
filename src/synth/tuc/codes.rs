//! The codes by which the TUC front office delivers kinds of things.

use crate::synth::caseload::case::Scheme;
use crate::synth::caseload::debts::DebtKind;
use crate::synth::caseload::payees::PayeeKind;
use crate::synth::caseload::payments::PaymentKind;
use crate::synth::caseload::rights::{DecisionKind, ObligationKind};

/// Returns the code of a scheme; Tozo was not there yet.
pub(super) const fn scheme(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Pw => "PW",
        Scheme::Ioaw => "IOAW",
        Scheme::Ioaz => "IOAZ",
        Scheme::Bbz | Scheme::Tozo => "BBZ",
        Scheme::Periodic => "BB-P",
        Scheme::OneOff => "BB-E",
    }
}

/// Returns the code of a living arrangement, from that of the national record.
pub(super) const fn living(living: u8) -> &'static str {
    match living {
        1 => "AL",
        2 => "AO",
        3 => "GH",
        _ => "OV",
    }
}

pub(super) const fn payee(kind: PayeeKind) -> &'static str {
    match kind {
        PayeeKind::Client => "01",
        PayeeKind::Partner => "02",
        PayeeKind::Administrator => "03",
        PayeeKind::ThirdParty => "04",
    }
}

/// Returns the block of a payment.
pub(super) const fn block(kind: PaymentKind) -> &'static str {
    match kind {
        PaymentKind::Regular => "U",
        PaymentKind::Holiday => "V",
        PaymentKind::OneOff => "E",
        PaymentKind::Correction => "C",
    }
}

/// Returns the description of a payment.
pub(super) const fn payment_words(kind: PaymentKind) -> &'static str {
    match kind {
        PaymentKind::Regular => "Uitkering, achteraf",
        PaymentKind::Holiday => "Vakantietoeslag",
        PaymentKind::OneOff => "Eenmalige bijstand",
        PaymentKind::Correction => "Nabetaling",
    }
}

pub(super) const fn decision(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::Grant => "TK",
        DecisionKind::Change => "WZ",
        DecisionKind::Continuation => "VZ",
        DecisionKind::Suspension => "OS",
        DecisionKind::End => "BE",
        DecisionKind::Refusal => "AW",
    }
}

pub(super) const fn obligation(kind: ObligationKind) -> &'static str {
    match kind {
        ObligationKind::Inform => "IP",
        ObligationKind::Work => "AP",
        ObligationKind::Return => "TP",
    }
}

pub(super) const fn debt(kind: DebtKind) -> &'static str {
    match kind {
        DebtKind::Recovery => "TV",
        DebtKind::Fine => "BO",
        DebtKind::Loan => "LB",
    }
}

/// Returns the national code of a debt's status with its words.
pub(super) fn debt_status(code: &str) -> &'static str {
    match code {
        "52" => "52 tijdelijk buiten invordering",
        "53" => "53 definitief buiten invordering",
        "54" => "54 afgelost",
        _ => "51 lopend",
    }
}
