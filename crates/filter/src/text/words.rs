//! Words of a text, and words with wildcards.

use crate::fold::{fold, same};
use std::str::Chars;

/// A word to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    shape: Shape,
    /// The longest stretch without wildcards, folded: a text without it does not hold the word.
    needle: String,
}

/// How a word is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shape {
    /// The whole word is the needle.
    Exact,
    /// A word with wildcards.
    Glob(Vec<Piece>),
}

/// A piece of a word with wildcards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// This letter, folded.
    Letter(char),
    /// `?`: any one letter.
    One,
    /// `*`: any run of letters, also none.
    Run,
}

impl Word {
    /// Makes a word of its pieces.
    pub(super) fn from_pieces(pieces: &[Piece]) -> Self {
        let literals = pieces.split(|piece| !matches!(piece, Piece::Letter(_))).map(|run| {
            let letters = run.iter().filter_map(|piece| match piece {
                Piece::Letter(letter) => Some(*letter),
                Piece::One | Piece::Run => None,
            });
            fold(&letters.collect::<String>())
        });
        let needle = literals.max_by_key(String::len).unwrap_or_default();
        let plain = pieces.iter().all(|piece| matches!(piece, Piece::Letter(_)));
        let shape = if plain {
            Shape::Exact
        } else {
            Shape::Glob(pieces.iter().copied().flat_map(fold_piece).collect())
        };
        Self { shape, needle }
    }

    /// What every text with this word holds, in lower case.
    pub(super) fn needle(&self) -> &str {
        &self.needle
    }

    /// The word in lower case, when it has no wildcards.
    pub(super) fn plain(&self) -> Option<&str> {
        matches!(self.shape, Shape::Exact).then_some(self.needle.as_str())
    }

    /// Whether a word of a text is this word.
    pub(super) fn matches(&self, word: &str) -> bool {
        match &self.shape {
            Shape::Exact => same(&self.needle, word),
            Shape::Glob(pieces) => glob(pieces, word.chars().flat_map(char::to_lowercase)),
        }
    }
}

/// A letter can fold to several.
fn fold_piece(piece: Piece) -> Vec<Piece> {
    match piece {
        Piece::Letter(letter) => letter.to_lowercase().map(Piece::Letter).collect(),
        other => vec![other],
    }
}

/// The usual glob walk: on a mismatch, the last run takes one letter more.
fn glob(mut pieces: &[Piece], mut letters: impl Iterator<Item = char> + Clone) -> bool {
    let mut retry = None;
    loop {
        let ahead = letters.clone().next();
        let fits = match (pieces.split_first(), ahead) {
            (None, None) => return true,
            (Some((Piece::Run, rest)), _) => {
                pieces = rest;
                retry = Some((rest, letters.clone()));
                continue;
            }
            (Some((Piece::One, rest)), Some(_)) => Some(rest),
            (Some((Piece::Letter(wanted), rest)), Some(letter)) if *wanted == letter => Some(rest),
            _ => None,
        };
        if let Some(rest) = fits {
            pieces = rest;
            letters.next();
        } else {
            let Some((after_run, from)) = &mut retry else { return false };
            if from.next().is_none() {
                return false;
            }
            pieces = after_run;
            letters = from.clone();
        }
    }
}

/// Whether a character is part of a word.
pub(super) fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || is_mark(letter)
}

/// Whether a character is a word by itself: scripts that are written without spaces.
pub(super) fn stands_alone(letter: char) -> bool {
    matches!(letter,
        '\u{0E00}'..='\u{0EFF}'     // Thai, Lao
        | '\u{1000}'..='\u{109F}'   // Burmese
        | '\u{1780}'..='\u{17FF}'   // Khmer
        | '\u{3040}'..='\u{30FF}'   // Hiragana, Katakana
        | '\u{3400}'..='\u{9FFF}'   // ideographs
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Accents written as characters of their own: they do not end a word.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{0300}'..='\u{036F}' | '\u{0900}'..='\u{0DFF}' | '\u{0591}'..='\u{05C7}' | '\u{064B}'..='\u{065F}')
}

/// The words of a text, in order.
pub(crate) fn words(text: &str) -> Words<'_> {
    Words { rest: text.chars() }
}

/// See [`words`].
#[derive(Clone)]
pub(crate) struct Words<'a> {
    rest: Chars<'a>,
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        loop {
            let start = self.rest.as_str();
            let letter = self.rest.next()?;
            if stands_alone(letter) {
                return start.get(..letter.len_utf8());
            }
            if is_word(letter) {
                let end = start.find(|c| !is_word(c) || stands_alone(c)).unwrap_or(start.len());
                let (word, rest) = start.split_at_checked(end)?;
                self.rest = rest.chars();
                return Some(word);
            }
        }
    }
}
