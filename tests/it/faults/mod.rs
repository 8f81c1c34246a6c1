//! Faults that a delivery can hold, each in a copy of its own: who is touched, by which verdict, and nobody else.

mod accounts;
mod amounts;
mod cases;
mod dates;
mod forms;
mod history;
mod persons;
mod title;
