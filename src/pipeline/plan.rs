//! Planned payments, put into the targets.

use rusqlite::params;

use super::error::PipelineError;
use super::work::Work;
use crate::diag::codes::payment as codes;
use crate::diag::{Code, Finding};
use crate::domain::Origin;
use crate::ledger::calendar::Calendar;
use crate::ledger::plan;
use crate::reconcile::Parameters;
use crate::store::case;
use crate::store::{Evidence, Target};

/// Plans the payments of every municipality's cases for the window.
pub(super) fn plan_payments(
    work: &Work<'_>,
    evidence: &Evidence,
    targets: &[Target],
    parameters: &Parameters,
) -> Result<(), PipelineError> {
    let mut without_date = 0;
    for target in targets.iter().filter(|target| target.partner_of.is_none()) {
        work.stop_if_asked()?;
        let calendar = Calendar::of(target)?;
        for month in calendar.gaps(parameters.window) {
            without_date += 1;
            find(evidence, &codes::NO_CALENDAR, None, None, format!("{month} has no payment date in {}", target.name))?;
        }
        let mut insertion = target.order_insertion()?;
        case::each_case(target, |case| -> Result<(), PipelineError> {
            let plan = plan::plan(&case, &calendar, parameters.window);
            for order in &plan.orders {
                insertion.insert(&case.dossiernummer, order)?;
            }
            for (month, reason) in plan.skipped {
                let values = params![target.name, case.dossiernummer, month, reason];
                evidence.insert("INSERT INTO not_planned VALUES (?, ?, ?, ?)", values)?;
            }
            for (code, message) in plan.findings {
                let origin = Some(Origin::from_row_key(case.id));
                find(evidence, code, origin, Some(case.dossiernummer.clone()), message)?;
            }
            Ok(())
        })?;
    }
    evidence.fact("months_without_date", &without_date.to_string())?;
    Ok(())
}

fn find(
    evidence: &Evidence,
    code: &'static Code,
    origin: Option<Origin>,
    subject: Option<String>,
    message: String,
) -> Result<(), PipelineError> {
    Ok(evidence.finding(&Finding { code, origin, column: None, value: None, subject, message })?)
}
