//! Panics of libraries, as outcomes that can be told.
//!
//! What reads workbooks trusts lengths that a file gives, and what writes them trusts the disk to have room: nothing less
//! catches what comes of either.

use std::cell::Cell;
use std::io;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::Once;

thread_local! {
    /// Whether this thread calls a library whose panics are caught.
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Calls a library that may panic, and returns nothing where it did, of which nothing else is said.
pub fn caught<R>(work: impl FnOnce() -> R) -> Option<R> {
    static HUSHED: Once = Once::new();
    HUSHED.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !IS_GUARDED.get() {
                usual(panic);
            }
        }));
    });
    let was_guarded = IS_GUARDED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    IS_GUARDED.set(was_guarded);
    result.ok()
}

/// Writes a workbook by a library that panics where it cannot keep rows in files of its own.
///
/// # Errors
/// Fails where the library fails or panics.
pub fn caught_while_writing<R>(work: impl FnOnce() -> io::Result<R>) -> io::Result<R> {
    caught(work).unwrap_or_else(|| Err(io::Error::other("its rows could not be kept until it is whole")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_comes_to_nothing_and_what_follows_is_as_before() {
        let empty: &[u8] = &[];
        let table = [(b"a".as_slice(), Some(b'a')), (empty, None), (b"b", Some(b'b'))];
        for (bytes, expected) in table {
            assert_eq!(caught(|| bytes[0]), expected);
        }
        assert_eq!(caught(|| caught(|| empty[0]).is_none().then_some(()).expect("nothing")), Some(()));
    }
}
