//! Errors at the edge: a sentence for the user, and the exit code.

use thiserror::Error;

use crate::audit::reports::RenewError;
use crate::audit::verify::VerifyError;
use crate::diag::render::render;
use crate::drill::DrillError;
use crate::mapping::LoadError;
use crate::pipeline::PipelineError;
use crate::pipeline::export::ExportError;
use crate::publish::PublishError;
use crate::source::SourceError;
use crate::store::StoreError;

/// Why a command could not do its work.
#[derive(Debug, Error)]
pub enum CliError {
    /// There is no mapping that could be used.
    #[error(transparent)]
    Mapping(#[from] LoadError),
    /// A run could not be made or proven.
    #[error(transparent)]
    Pipeline(#[from] PipelineError),
    /// Payments were not exported.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// A run could not be checked.
    #[error(transparent)]
    Verify(#[from] VerifyError),
    /// Reports were not rendered again.
    #[error(transparent)]
    Renew(#[from] RenewError),
    /// A run was not published.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// A drill could not be held.
    #[error(transparent)]
    Drill(#[from] DrillError),
    /// An output could not be written.
    #[error("cannot write {path}: {source}")]
    Write {
        /// Which output.
        path: String,
        /// Why not.
        source: std::io::Error,
    },
    /// A folder that must be new or empty holds something.
    #[error("{path} exists and is not an empty folder; remove it or name another one")]
    Taken {
        /// Which folder.
        path: String,
    },
    /// No mapping is named, and none is here.
    #[error("no mapping is named, and none stands under mappings/ here; name the folder of one")]
    NoMapping,
    /// An option is about one mapping, and several are meant.
    #[error("{option} is about one mapping; name the folder of one")]
    SeveralMappings {
        /// Which option.
        option: &'static str,
    },
    /// No finding has such a code.
    #[error("there is no code \"{asked}\"{suggestion}; `overdracht explain` lists them all")]
    UnknownCode {
        /// What was asked for.
        asked: String,
        /// The code that was probably meant, or nothing.
        suggestion: String,
    },
    /// A synthetic delivery of that size cannot be made up.
    #[error("cannot make up this delivery: {source}")]
    Synthesis {
        /// Why not.
        source: crate::synth::SynthError,
    },
}

impl CliError {
    /// Shows what is wrong with a mapping in its own text, where that is what went wrong.
    #[must_use]
    pub fn excerpts(&self) -> Option<String> {
        match (self, self.pipeline()) {
            (Self::Mapping(LoadError::Invalid(diagnostics)), _)
            | (_, Some(PipelineError::Mapping(LoadError::Invalid(diagnostics)))) => Some(render(diagnostics, true)),
            (_, Some(PipelineError::Store(StoreError::Rule(diagnostic)))) => {
                Some(render(std::slice::from_ref(diagnostic), true))
            }
            _ => None,
        }
    }

    /// Returns what went wrong with a run, whichever command met it.
    const fn pipeline(&self) -> Option<&PipelineError> {
        match self {
            Self::Pipeline(error)
            | Self::Export(ExportError::Pipeline(error))
            | Self::Verify(VerifyError::Pipeline(error))
            | Self::Renew(RenewError::Pipeline(error))
            | Self::Publish(PublishError::Pipeline(error))
            | Self::Drill(DrillError::Pipeline(error)) => Some(error),
            _ => None,
        }
    }

    /// Returns the documented exit code.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        if let Some(error) = self.pipeline() {
            return pipeline_code(error);
        }
        match self {
            Self::Publish(error) => error.exit_code(),
            Self::Export(error) if error.is_usage() => 2,
            Self::Export(_) | Self::Renew(RenewError::Changed { .. } | RenewError::OtherDrill { .. }) => 1,
            Self::Synthesis { .. }
            | Self::NoMapping
            | Self::SeveralMappings { .. }
            | Self::UnknownCode { .. }
            | Self::Verify(_)
            | Self::Drill(DrillError::OtherDelivery { .. }) => 2,
            Self::Mapping(_) => 3,
            Self::Pipeline(_) | Self::Renew(_) | Self::Drill(_) | Self::Write { .. } | Self::Taken { .. } => 5,
        }
    }
}

const fn pipeline_code(error: &PipelineError) -> u8 {
    match error {
        PipelineError::Source(SourceError::Interrupted) | PipelineError::Store(StoreError::Interrupted) => 130,
        PipelineError::Store(StoreError::NotARun { .. } | StoreError::Unreadable { .. })
        | PipelineError::Until { .. } => 2,
        PipelineError::Mapping(_)
        | PipelineError::Source(SourceError::Pattern { .. })
        | PipelineError::Store(StoreError::Rule(_)) => 3,
        PipelineError::Source(_) | PipelineError::Identity(_) => 4,
        PipelineError::Store(_)
        | PipelineError::Output { .. }
        | PipelineError::NotAFile { .. }
        | PipelineError::WithinRun { .. }
        | PipelineError::Taken { .. } => 5,
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::path::PathBuf;

    use super::*;
    use crate::diag::Diagnostic;
    use crate::diag::codes::mapping::BROKEN_RULE;

    #[test]
    fn every_error_has_its_documented_exit_code() {
        let full = || io::Error::from(io::ErrorKind::StorageFull);
        let path = || PathBuf::from("runs/proef-1");
        let rule = Diagnostic { code: &BROKEN_RULE, span: None, message: "no such column".to_owned(), help: None };
        let sqlite = StoreError::sqlite("x.sqlite".as_ref(), "loading")(rusqlite::Error::InvalidQuery);
        let table: [(PipelineError, u8); 13] = [
            (StoreError::NotARun { path: path(), reason: String::new() }.into(), 2),
            (StoreError::Unreadable { path: path(), reason: String::new() }.into(), 2),
            (LoadError::Invalid(Vec::new()).into(), 3),
            (StoreError::Rule(Box::new(rule)).into(), 3),
            (SourceError::TooManyFiles.into(), 4),
            (sqlite.into(), 5),
            (StoreError::File { path: path(), source: full() }.into(), 5),
            (PipelineError::output("report.html")(full()), 5),
            (PipelineError::Taken { path: path() }, 5),
            (PipelineError::NotAFile { path: path() }, 5),
            (PipelineError::WithinRun { path: path() }, 5),
            (StoreError::Interrupted.into(), 130),
            (SourceError::Interrupted.into(), 130),
        ];
        for (error, code) in table {
            assert_eq!(CliError::from(error).exit_code(), code);
        }
    }

    #[test]
    fn a_run_that_cannot_be_checked_or_rendered_has_its_exit_code_too() {
        let run = || PathBuf::from("runs/proef-1");
        let table: [(CliError, u8); 7] = [
            (VerifyError::NoRun { path: run() }.into(), 2),
            (VerifyError::Key { given: String::new(), reason: String::new() }.into(), 2),
            (VerifyError::Pipeline(LoadError::Invalid(Vec::new()).into()).into(), 3),
            (VerifyError::Pipeline(SourceError::Interrupted.into()).into(), 130),
            (RenewError::Changed { run: run(), place: String::new() }.into(), 1),
            (RenewError::OtherDrill { run: run() }.into(), 1),
            (RenewError::Signed { run: run(), reports: String::new() }.into(), 5),
        ];
        for (error, code) in table {
            assert_eq!(error.exit_code(), code, "{error}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_rule_is_shown_like_what_is_wrong_with_a_mapping() {
        let rule = || Diagnostic { code: &BROKEN_RULE, span: None, message: "no such column".to_owned(), help: None };
        let broken = CliError::from(PipelineError::from(StoreError::Rule(Box::new(rule()))));
        let invalid = CliError::from(LoadError::Invalid(vec![rule()]));
        assert!(broken.excerpts().is_some_and(|shown| shown.contains("no such column")));
        assert_eq!(broken.excerpts(), invalid.excerpts());
        let commands: [fn(PipelineError) -> CliError; 6] = [
            |error| error.into(),
            |error| ExportError::from(error).into(),
            |error| VerifyError::from(error).into(),
            |error| RenewError::from(error).into(),
            |error| PublishError::from(error).into(),
            |error| DrillError::from(error).into(),
        ];
        for command in commands {
            let invalid = LoadError::Invalid(vec![rule()]);
            for error in [PipelineError::from(invalid), StoreError::Rule(Box::new(rule())).into()] {
                let error = command(error);
                assert_eq!((error.excerpts(), error.exit_code()), (broken.excerpts(), 3), "{error:?}");
            }
        }
        assert_eq!(CliError::from(PipelineError::from(SourceError::Interrupted)).excerpts(), None);
    }
}
