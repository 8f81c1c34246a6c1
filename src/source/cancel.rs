//! A wish to stop, shared by all who work on a run.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Tells workers that the user wants to stop; cloned freely.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks everyone to stop.
    pub fn request(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Tells whether someone asked.
    #[must_use]
    pub fn is_requested(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
