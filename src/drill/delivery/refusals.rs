//! Why a spoiled delivery may be refused.

use crate::convert::IdentityError;
use crate::drill::answer::Refusal;
use crate::pipeline::PipelineError;
use crate::source::SourceError;

/// Its own totals do not agree with its rows.
pub(super) static TOTALS: Refusal = Refusal {
    name: "totals",
    is: |error| matches!(source(error), Some(SourceError::WrongCount { .. } | SourceError::WrongSum { .. })),
};
/// Its own sums do not agree with each other.
pub(super) static SUMS: Refusal =
    Refusal { name: "sums", is: |error| matches!(error, PipelineError::Identity(_)) && source(error).is_none() };
/// A totals line is missing or stands elsewhere.
pub(super) static TOTALS_LINE: Refusal = Refusal {
    name: "totals_line",
    is: |error| matches!(source(error), Some(SourceError::NoFooter { .. } | SourceError::AfterFooter { .. })),
};
/// A file ends too soon.
pub(super) static CUT_OFF: Refusal = Refusal {
    name: "cut_off",
    is: |error| {
        matches!(
            source(error),
            Some(
                SourceError::NoFooter { .. }
                    | SourceError::WrongCount { .. }
                    | SourceError::WrongSum { .. }
                    | SourceError::MissingHeading { .. }
                    | SourceError::OpenQuote { .. }
                    | SourceError::HalfCharacter { .. }
                    | SourceError::NoWorkbook { .. }
                    | SourceError::Workbook { .. }
            )
        )
    },
};
/// A file is not in its encoding.
pub(super) static ENCODING: Refusal = Refusal {
    name: "encoding",
    is: |error| {
        matches!(
            source(error),
            Some(
                SourceError::OtherEncoding { .. }
                    | SourceError::Undecodable { .. }
                    | SourceError::HalfCharacter { .. }
                    | SourceError::Nul { .. }
            )
        )
    },
};
/// An amount cannot be read.
pub(super) static AMOUNT: Refusal = Refusal {
    name: "amount",
    is: |error| {
        matches!(source(error), Some(SourceError::Amount { .. }))
            || matches!(error, PipelineError::Identity(error) if matches!(**error, IdentityError::Amount { .. }))
    },
};
/// A heading is missing.
pub(super) static HEADING: Refusal =
    Refusal { name: "heading", is: |error| matches!(source(error), Some(SourceError::MissingHeading { .. })) };
/// A file is delivered twice.
pub(super) static TWICE: Refusal =
    Refusal { name: "twice", is: |error| matches!(source(error), Some(SourceError::SameName { .. })) };

/// Returns what is wrong with the delivery, where that is what went wrong.
pub(super) fn source(error: &PipelineError) -> Option<&SourceError> {
    match error {
        PipelineError::Source(error) => Some(error),
        PipelineError::Identity(error) => match &**error {
            IdentityError::Source(error) => Some(error),
            _ => None,
        },
        _ => None,
    }
}
