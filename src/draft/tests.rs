//! Drafts from hand-made profiles.
