//! The user's wish to stop, as an interruption tells it.

use crate::source::Cancel;

/// Returns a wish to stop that an interruption from now on makes.
pub(super) fn cancel_when_interrupted() -> Cancel {
    let cancel = Cancel::default();
    let asked = cancel.clone();
    // Without a handler an interruption ends the command at once: what is hidden or temporary may then stay behind.
    let _ = ctrlc::set_handler(move || asked.request());
    cancel
}
