//! Why a payload could not be read in full.

/// The reason that a record carries as its `problem`, for the person who looks at it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Problem {
    /// Neither JSON text nor an object, or nested deeper than any real payload.
    #[error("the payload could not be taken apart: {0}")]
    NotJson(String),
    /// JSON, but a list, a text or a number.
    #[error("the payload is not an object")]
    NotAnObject,
    /// Neither the payload nor the host says which event this is.
    #[error("the payload does not name its event")]
    NoEventName,
    /// The registry has no row of this name.
    #[error("unknown event `{0}`")]
    UnknownEvent(String),
    /// What the event is about is missing or has no id.
    #[error("the payload has no `{0}`")]
    NoSubject(&'static str),
    /// The root states a time in a spelling that nobody knows; the next best time was taken.
    #[error("the time that the payload states could not be read")]
    Time,
    /// A member is there, but is not what it should be.
    #[error("a part of the payload has an unexpected shape: {0} was expected")]
    Shape(String),
}

impl Problem {
    /// What a reader expected when it failed with this message.
    ///
    /// What it found instead is left out: it may be long, and it may be somebody's name.
    pub(crate) fn shape(message: &str) -> Self {
        let expected = message.rsplit_once("expected ").map_or("something else", |parts| parts.1);
        Self::Shape(expected.to_owned())
    }
}
