//! The ways in which a record can be refused.

/// Why text or numbers could not become part of a record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EventError {
    /// The name is not in the committed table of actions.
    #[error("`{0}` is not an action of this log")]
    UnknownAction(String),
    /// The number is not in the committed table of actions.
    #[error("{0} is not the code of an action of this log")]
    UnknownActionCode(u16),
    /// A record id is 32 hexadecimal digits.
    #[error("`{0}` is not a record id: 32 hexadecimal digits were expected")]
    BadId(String),
}
