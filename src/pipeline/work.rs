//! What all steps of a run share, and steps that are taken beside each other.

use std::sync::mpsc::channel;
use std::thread;

use super::error::PipelineError;
use super::{Course, Progress, Stage};
use crate::mapping::Mapping;
use crate::source::{Cancel, Files, SourceError};

/// What all steps of a run share.
pub(super) struct Work<'a> {
    pub(super) mapping: &'a Mapping,
    pub(super) files: &'a Files,
    pub(super) cancel: &'a Cancel,
    pub(super) course: Course,
    pub(super) progress: Progress<'a>,
}

impl Work<'_> {
    /// Tells the user that a stage begins.
    pub(super) fn begin(&self, stage: &Stage) {
        (self.progress)(stage, &self.course);
    }

    /// # Errors
    /// Fails where the user asked to stop.
    pub(super) fn stop_if_asked(&self) -> Result<(), SourceError> {
        if self.cancel.is_requested() { Err(SourceError::Interrupted) } else { Ok(()) }
    }

    /// Takes some steps on a thread of their own while this one takes others, and returns what came of both. The stages of
    /// the other thread are told of once this one is done: those that are over by then took none of the user's time.
    ///
    /// The thread is none of rayon's pool: steps that read the delivery wait for that.
    ///
    /// # Errors
    /// Fails where either does, and says of the first what went wrong if both do.
    pub(super) fn beside<A: Send, B>(
        &self,
        there: impl FnOnce(&Work<'_>) -> Result<A, PipelineError> + Send,
        here: impl FnOnce() -> Result<B, PipelineError>,
    ) -> Result<(A, B), PipelineError> {
        let (give, told) = channel();
        let &Self { mapping, files, cancel, .. } = self;
        let mut of_there = Err(SourceError::Interrupted.into());
        let of_here = thread::scope(|scope| {
            let of_there = &mut of_there;
            scope.spawn(move || {
                // Whoever waits for the stages waits until the last was given.
                let progress = |stage: &Stage, _: &Course| _ = give.send(stage.clone());
                *of_there = there(&Work { mapping, files, cancel, course: Course::default(), progress: &progress });
            });
            let of_here = here();
            told.into_iter().for_each(|stage| self.begin(&stage));
            of_here
        });
        Ok((of_there?, of_here?))
    }
}
