//! What was found out in one reading and need not be found out again in the next.

/// Nothing yet.
#[derive(Debug, Default)]
pub struct Memory;
