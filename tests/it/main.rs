//! The program and its sources, seen from outside.

mod architecture;
mod faults;
mod kit;
mod mappings;
