//! What is said about a delivery besides its mapping: from when it counts, and what in it is put right.

mod corrections;
mod cutover;
