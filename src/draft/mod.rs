//! A first mapping from a profiled delivery, to be finished by hand.
//!
//! What is proposed carries how sure it is; what is not known is a `TODO`. Nothing of it is ever used by a run before
//! somebody made it a mapping.
