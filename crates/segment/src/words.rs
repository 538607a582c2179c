//! Texts as words and the gaps between them. See README, "Texts".

use crate::code::bytes::{Bytes, put_deflated, put_varint};

/// Longer words are spelled out wherever they occur.
pub(crate) const WORD_BYTES_MAX: usize = 40;
/// The vocabulary takes no more than this, before it is deflated.
pub(crate) const VOCABULARY_BYTES_MAX: usize = 200_000;

/// Whether a character belongs to a word: ASCII letters, digits and underscore, and everything beyond ASCII.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// Cuts a text: gap, word, gap, word ... gap. Gaps may be empty at the ends only; there is one more of them than words.
pub(crate) fn cut(text: &str) -> Cut<'_> {
    Cut { rest: text, in_word: false, done: false }
}

/// See [`cut`]: gap and word by turns, a gap first and last.
pub(crate) struct Cut<'a> {
    rest: &'a str,
    in_word: bool,
    done: bool,
}

impl<'a> Iterator for Cut<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        if self.done {
            return None;
        }
        let in_word = self.in_word;
        let end = self.rest.bytes().position(|byte| is_word(byte) != in_word).unwrap_or(self.rest.len());
        // Bytes beyond ASCII belong to words, so no character is cut.
        let (piece, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        self.done = rest.is_empty() && !in_word;
        self.in_word = !in_word;
        Some(piece)
    }
}

/// Words in the order of their bytes; a word's number is its place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Vocabulary {
    letters: String,
    /// Where each word ends.
    ends: Vec<u32>,
}

impl Vocabulary {
    /// Of words in order, each once.
    pub(crate) fn new<'a>(sorted: impl IntoIterator<Item = &'a str>) -> Self {
        let mut vocabulary = Self::default();
        for word in sorted {
            vocabulary.push(word);
        }
        vocabulary
    }

    fn push(&mut self, word: &str) {
        self.letters.push_str(word);
        self.ends.push(u32::try_from(self.letters.len()).unwrap_or(u32::MAX));
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word with this number.
    pub(crate) fn get(&self, word: usize) -> Option<&str> {
        let start = match word.checked_sub(1) {
            Some(before) => *self.ends.get(before)? as usize,
            None => 0,
        };
        self.letters.get(start..*self.ends.get(word)? as usize)
    }

    /// Appends the words: what each shares with the one before, how much more it has, and that.
    pub(crate) fn put(&self, out: &mut Vec<u8>) {
        let (mut shared, mut more, mut letters) = (Vec::new(), Vec::new(), Vec::new());
        let mut before: &[u8] = b"";
        for word in (0..self.len()).filter_map(|word| self.get(word)).map(str::as_bytes) {
            let same = before.iter().zip(word).take_while(|(a, b)| a == b).count().min(255);
            let rest = word.get(same..).unwrap_or_default();
            shared.push(u8::try_from(same).unwrap_or(u8::MAX));
            put_varint(&mut more, rest.len() as u64);
            letters.extend_from_slice(rest);
            before = word;
        }
        put_varint(out, self.len() as u64);
        for part in [shared, more, letters] {
            put_deflated(out, &part);
        }
    }

    /// Reads words; none when they are not ones.
    pub(crate) fn read(bytes: &mut Bytes<'_>) -> Option<Self> {
        let len = bytes.size().filter(|len| *len <= VOCABULARY_BYTES_MAX)?;
        let shared = bytes.deflated(VOCABULARY_BYTES_MAX)?;
        let more = bytes.deflated(VOCABULARY_BYTES_MAX)?;
        let letters = bytes.deflated(VOCABULARY_BYTES_MAX)?;
        let (mut more, mut letters) = (Bytes::new(&more), Bytes::new(&letters));
        if shared.len() != len {
            return None;
        }
        let mut vocabulary = Self::default();
        let mut word: Vec<u8> = Vec::new();
        let mut total = 0_usize;
        for same in shared {
            let rest = letters.take(more.size()?)?;
            if usize::from(same) > word.len() {
                return None;
            }
            word.truncate(usize::from(same));
            word.extend_from_slice(rest);
            total = total.saturating_add(word.len());
            if total > VOCABULARY_BYTES_MAX.saturating_mul(4) {
                return None;
            }
            vocabulary.push(std::str::from_utf8(&word).ok()?);
        }
        (letters.rest().is_empty() && more.rest().is_empty()).then_some(vocabulary)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_into_words_and_gaps() {
        let pieces = |text: &'static str| cut(text).collect::<Vec<_>>();
        assert_eq!(pieces(""), [""]);
        assert_eq!(pieces("a"), ["", "a", ""]);
        assert_eq!(pieces(" - "), [" - "]);
        assert_eq!(pieces("Fix: the_bug (ü)."), ["", "Fix", ": ", "the_bug", " (", "ü", ")."]);
        for text in ["", "x", " x", "x ", "a  b\n{\"c\":1}"] {
            assert_eq!(cut(text).collect::<String>(), text);
            assert_eq!(cut(text).count() % 2, 1, "one more gap than words");
        }
    }

    #[test]
    fn a_vocabulary_comes_back() {
        let words = ["", "a", "ab", "abc", "b", "über", "überall"];
        let vocabulary = Vocabulary::new(words);
        let mut out = Vec::new();
        vocabulary.put(&mut out);
        let back = Vocabulary::read(&mut Bytes::new(&out)).unwrap();
        assert_eq!(back, vocabulary);
        assert_eq!((0..words.len()).map(|n| back.get(n).unwrap()).collect::<Vec<_>>(), words);
        assert_eq!(back.get(words.len()), None);
    }
}
