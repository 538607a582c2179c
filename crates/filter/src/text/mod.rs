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

use std::collections::BTreeSet;
use words::Word;
pub(crate) use words::words;

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

    /// Puts the pattern together from what `word` says of its words, each given as a test of one token of a text; none when a part of
    /// the pattern is a phrase of several words, of which single tokens tell nothing.
    ///
    /// A token is a stretch without ASCII characters other than letters, digits and underscore: no word reaches beyond one.
    pub fn of_words<T>(&self, build: &mut dyn WordLogic<T>) -> Option<T> {
        self.root.of_words(build)
    }

    /// Texts that satisfy the pattern together hold, of each of these sets, a word, in lower case.
    pub(crate) fn required_words(&self) -> Vec<BTreeSet<String>> {
        self.root.required_words()
    }

    /// Whether one text satisfies the pattern.
    #[must_use]
    pub fn is_in_text(&self, text: &str) -> bool {
        self.root.is_in(&|test: &mut dyn FnMut(&str) -> bool| test(text))
    }

    /// Whether the texts, taken together, satisfy the pattern.
    pub(crate) fn is_in(&self, texts: &Texts<'_>) -> bool {
        self.root.is_in(texts)
    }
}

/// How the parts of a pattern are put together, see [`Pattern::of_words`].
pub trait WordLogic<T> {
    /// A word: a test of one token, and the word itself in lower case when it has no wildcards.
    fn word(&mut self, test: &dyn Fn(&str) -> bool, plain: Option<&str>) -> T;
    /// All of these.
    fn all(&mut self, parts: Vec<T>) -> T;
    /// Any of these.
    fn any(&mut self, parts: Vec<T>) -> T;
    /// Not this.
    fn not(&mut self, part: T) -> T;
}

/// The texts of a field: says whether a test holds for any of them.
pub(crate) type Texts<'a> = dyn Fn(&mut dyn FnMut(&str) -> bool) -> bool + 'a;

impl Node {
    fn of_words<T>(&self, build: &mut dyn WordLogic<T>) -> Option<T> {
        match self {
            Self::All(parts) => {
                let parts: Option<Vec<T>> = parts.iter().map(|part| part.of_words(build)).collect();
                Some(build.all(parts?))
            }
            Self::Any(parts) => {
                let parts: Option<Vec<T>> = parts.iter().map(|part| part.of_words(build)).collect();
                Some(build.any(parts?))
            }
            Self::Not(part) => {
                let part = part.of_words(build)?;
                Some(build.not(part))
            }
            Self::Phrase(phrase) => match phrase.as_slice() {
                [word] => Some(build.word(&|token| occurs(phrase, token), word.plain())),
                _ => None,
            },
        }
    }

    fn required_words(&self) -> Vec<BTreeSet<String>> {
        match self {
            Self::All(parts) => parts.iter().flat_map(Self::required_words).collect(),
            Self::Any(parts) => {
                let one_of = |part: &Self| part.required_words().into_iter().min_by_key(BTreeSet::len);
                let parts: Option<Vec<BTreeSet<String>>> = parts.iter().map(one_of).collect();
                parts.map(|parts| parts.into_iter().flatten().collect()).into_iter().collect()
            }
            Self::Not(_) => Vec::new(),
            Self::Phrase(words) => {
                words.iter().filter_map(|word| Some(BTreeSet::from([word.plain()?.to_owned()]))).collect()
            }
        }
    }

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
