//! The language on the right of `~`: words, phrases, wildcards, AND, OR, NOT.
//!
//! Words are compared whole and without regard to case. Words side by side must all occur, in any order, anywhere in the
//! field; a phrase (`"\"full screen\""`, but also `PAY-12` or `full-screen`) must occur as it stands. `*` is any run of
//! letters, `?` one letter, and at the end of a word a run, as in Jira Cloud. Fuzziness, distance and boosts are accepted
//! and ignored, as there.
//!
//! Unlike Jira there is no stemming (`customize` does not find `customized`, `customiz*` does) and there are no stop words:
//! in an audit log the exact word is the safer answer.

mod parse;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use parse::TextError;

use words::{Word, words};

/// What is searched for, ready to be matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// As it was written; what is printed.
    source: String,
    root: Node,
}

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    /// `a b`, `a AND b`
    All(Vec<Node>),
    /// `a OR b`
    Any(Vec<Node>),
    /// `NOT a`
    Not(Box<Node>),
    /// `a`, `"a b"`: these words, one after the other.
    Phrase(Vec<Word>),
}

impl Pattern {
    /// Reads a pattern.
    pub(crate) fn parse(source: &str) -> Result<Self, TextError> {
        Ok(Self { source: source.to_owned(), root: parse::parse(source)? })
    }

    /// The pattern as it was written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether the texts, taken together, satisfy the pattern.
    pub(crate) fn is_in(&self, texts: &Texts<'_>) -> bool {
        self.root.is_in(texts)
    }
}

/// The texts of a field: says whether a test holds for any of them.
pub(crate) type Texts<'a> = dyn Fn(&mut dyn FnMut(&str) -> bool) -> bool + 'a;

impl Node {
    fn is_in(&self, texts: &Texts<'_>) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.is_in(texts)),
            Self::Any(parts) => parts.iter().any(|part| part.is_in(texts)),
            Self::Not(part) => !part.is_in(texts),
            Self::Phrase(phrase) => texts(&mut |text| occurs(phrase, text)),
        }
    }
}

/// Whether the words of the phrase stand in the text, one after the other.
fn occurs(phrase: &[Word], text: &str) -> bool {
    let Some((first, rest)) = phrase.split_first() else { return false };
    // Most texts are plain ASCII and do not hold the word at all: that is quick to see.
    if text.is_ascii() && !contains_ignoring_case(text, first.needle()) {
        return false;
    }
    let mut place = words(text);
    while let Some(word) = place.next() {
        if first.matches(word) {
            let mut following = place.clone();
            if rest.iter().all(|wanted| following.next().is_some_and(|word| wanted.matches(word))) {
                return true;
            }
        }
    }
    false
}

/// Whether the text holds the needle, which is in lower case, anywhere. The text is ASCII.
fn contains_ignoring_case(text: &str, needle: &str) -> bool {
    let Some(first) = needle.bytes().next() else { return true };
    let mut rest = text.as_bytes();
    while let Some(place) = rest.iter().position(|byte| byte.to_ascii_lowercase() == first) {
        let (_, from) = rest.split_at(place);
        if from.get(..needle.len()).is_some_and(|piece| piece.eq_ignore_ascii_case(needle.as_bytes())) {
            return true;
        }
        rest = from.get(1..).unwrap_or_default();
    }
    false
}
