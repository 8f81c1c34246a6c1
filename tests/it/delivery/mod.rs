//! What is said about a delivery besides its mapping: from when it counts, what in it is put right, what is accepted.

mod corrections;
mod cutover;
mod waivers;
