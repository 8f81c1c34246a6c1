//! The program and its sources, seen from outside.

mod architecture;
mod faults;
mod golden;
mod kit;
mod mappings;
