//! What the host knows about a delivery.

/// When and how a payload came in. The core reads no clock, so the host says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    /// When the app saw it: milliseconds since 1970, UTC.
    pub recorded: i64,
    /// Whether events of somebody looking at or searching for something are kept. They can dwarf all others.
    pub views: bool,
}
