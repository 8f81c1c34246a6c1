//! What all steps of a run share, and steps that are taken beside each other.

use std::panic::resume_unwind;
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
        thread::scope(|scope| {
            let there = scope.spawn(move || {
                // Whoever waits for the stages waits until the last was given.
                let progress = |stage: &Stage, _: &Course| _ = give.send(stage.clone());
                there(&Work { mapping, files, cancel, course: Course::default(), progress: &progress })
            });
            let of_here = here();
            for stage in told {
                self.begin(&stage);
            }
            Ok((there.join().unwrap_or_else(|panic| resume_unwind(panic))?, of_here?))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::convert::sample::Sample;

    /// Takes steps beside each other, each of which fails or returns a number, and returns the stages that were told.
    fn steps(there: Option<u8>, here: Option<u8>, stages: &[Stage]) -> (Result<(u8, u8), String>, Vec<Stage>) {
        let sample = Sample::new();
        let mapping = &sample.mapping();
        let (files, cancel) = (&sample.files(mapping), &Cancel::default());
        let told = RefCell::new(Vec::new());
        let progress = |stage: &Stage, _: &Course| told.borrow_mut().push(stage.clone());
        let work = Work { mapping, files, cancel, course: Course::default(), progress: &progress };
        let outcome = |number: Option<u8>, name| {
            number.ok_or_else(|| PipelineError::output(name)(std::io::ErrorKind::StorageFull.into()))
        };
        let done = work.beside(
            |work| {
                for stage in stages {
                    work.begin(stage);
                }
                outcome(there, "there")
            },
            || {
                work.begin(&Stage::Gathering);
                outcome(here, "here")
            },
        );
        (done.map_err(|error| error.to_string()), told.into_inner())
    }

    #[test]
    fn what_goes_on_beside_is_told_when_this_is_done_and_in_its_order() {
        let (done, told) = steps(Some(1), Some(2), &[Stage::Planning, Stage::Completing]);
        assert_eq!((done, told), (Ok((1, 2)), vec![Stage::Gathering, Stage::Planning, Stage::Completing]));
    }

    #[test]
    fn whichever_fails_is_told_and_of_both_the_one_that_came_first_in_the_run() {
        for (there, here, expected) in [(None, Some(2), "there"), (Some(1), None, "here"), (None, None, "there")] {
            let error = steps(there, here, &[Stage::Planning]).0.expect_err("a failure");
            assert!(error.starts_with(&format!("{expected}: cannot be written")), "{error}");
        }
    }
}
