//! What only workbooks do to a delivery, seen from outside: one test per trap.

mod broken;
mod cells;
mod controls;
mod formats;
mod sheets;
