//! What may come at the cursor, by the grammar alone.
//!
//! There is no second grammar: the parser reads what stands before the cursor and says at its end what it would have
//! welcomed. So completion works wherever the parser gets to, and the parser goes on after errors.

mod place;
mod watch;

#[cfg(test)]
mod tests;

pub(crate) use watch::Watch;
pub use watch::{Around, Call, Expected};

use crate::parser::expected_at_end;
use crate::{Span, Token, tokens};
use place::Place;

/// What the grammar says about a cursor in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// All tokens of the text.
    pub tokens: Vec<Token>,
    /// The stretch that a choice replaces. It holds the cursor.
    pub span: Span,
    /// What has been typed of it before the cursor, without quotation marks and escapes.
    pub prefix: String,
    /// Whether it begins with a quotation mark.
    pub quoted: bool,
    /// What may come there; nothing when the grammar lost its way before.
    pub expected: Vec<Expected>,
    /// What stands around it.
    pub around: Around,
}

/// Says what may come at the cursor, a byte of `text`. A cursor inside a character is at its start, one behind the text
/// at its end.
///
/// ```
/// use activity_jql::{Expected, complete};
/// let completion = complete("status = Do ORDER BY occurred", 11);
/// assert!(completion.expected.contains(&Expected::Value));
/// assert_eq!((completion.span.start, completion.span.end, completion.prefix.as_str()), (9, 11, "Do"));
/// ```
#[must_use]
pub fn complete(text: &str, cursor: usize) -> Completion {
    let tokens = tokens(text);
    let cursor = text.floor_char_boundary(cursor);
    let place = Place::find(text, &tokens, cursor);
    let (expected, around) = expected_at_end(place.before(text));
    if place.fits(text, &expected) {
        return place.complete(text, tokens, expected, around);
    }
    // Nothing that can be replaced is typed here: what may come follows what stands before the cursor.
    let place = Place::empty(cursor);
    let (expected, around) = expected_at_end(place.before(text));
    place.complete(text, tokens, expected, around)
}
