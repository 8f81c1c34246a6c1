//! The program and its sources, seen from outside.

mod architecture;
mod bad_input;
mod delivery;
mod determinism;
mod documents;
mod draft;
mod drill;
mod faults;
mod followed;
mod golden;
mod kit;
mod mappings;
mod no_room;
mod payment_files;
mod profile;
mod publish;
mod readme;
mod rehearsal;
mod statements;
mod timings;
mod verify;
mod workbooks;
