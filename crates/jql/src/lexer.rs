//! Text to lexemes. Never fails: what is wrong is reported and kept inside a word or a string, so that the
//! parser can go on.

use crate::Span;
use crate::chars::{
    ends_word, is_plain_in_string, is_plain_in_word, is_reserved_character, is_space, must_be_escaped,
};
use crate::error::{ERRORS_MAX, SyntaxError, SyntaxErrorKind, shorten};
use crate::escape;
use crate::words::{self, Keyword};
use std::str::Chars;

/// The smallest piece of text with a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lexeme {
    pub(crate) kind: LexemeKind,
    pub(crate) span: Span,
    /// It holds a backslash, so its text has to be decoded.
    pub(crate) escaped: bool,
    /// An error inside it has been reported already.
    pub(crate) faulty: bool,
}

/// Kinds of lexemes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LexemeKind {
    /// `status`, `-7d`, `a\ b`
    Word,
    /// `create`: a word that needs quotation marks.
    Kept,
    /// `-5`
    Number,
    /// `"In Progress"`, `'x'`
    Quoted,
    /// `and`, and also `&`, `&&`, `|`, `||`.
    Keyword(Keyword),
    OpenRound,
    CloseRound,
    OpenSquare,
    CloseSquare,
    Comma,
    Bang,
    Equals,
    NotEquals,
    Contains,
    NotContains,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    /// After the last one.
    End,
}

/// What the lexer found.
pub(crate) struct Lexed {
    /// All lexemes, without the end.
    pub(crate) lexemes: Vec<Lexeme>,
    /// At most [`ERRORS_MAX`].
    pub(crate) errors: Vec<SyntaxError>,
    /// A quotation mark was opened and never closed, so whatever is missing at the end is no wonder.
    pub(crate) unfinished: bool,
}

/// Cuts `text` into lexemes.
pub(crate) fn lex(text: &str) -> Lexed {
    let mut lexer = Lexer { text, rest: text.chars(), errors: Vec::new(), unfinished: false };
    // Lexemes are rarely shorter than four bytes with the space after them.
    let mut lexemes = Vec::with_capacity((text.len() / 4).saturating_add(4));
    while let Some(lexeme) = lexer.next_lexeme() {
        lexemes.push(lexeme);
    }
    Lexed { lexemes, errors: lexer.errors, unfinished: lexer.unfinished }
}

struct Lexer<'a> {
    text: &'a str,
    rest: Chars<'a>,
    errors: Vec<SyntaxError>,
    unfinished: bool,
}

/// What was seen on the way through a word or a string.
#[derive(Default)]
struct Seen {
    escaped: bool,
    faulty: bool,
}

impl Lexer<'_> {
    fn next_lexeme(&mut self) -> Option<Lexeme> {
        while self.peek().is_some_and(is_space) {
            self.rest.next();
        }
        let start = self.position();
        let first = self.peek()?;
        let mut seen = Seen::default();
        let kind = match first {
            '"' | '\'' => {
                self.rest.next();
                self.read_string(first, start, &mut seen);
                LexemeKind::Quoted
            }
            _ if ends_word(first) => {
                self.rest.next();
                self.read_symbol(first)
            }
            _ => {
                self.read_word(start, &mut seen);
                self.classify(start, &seen)
            }
        };
        let span = Span::new(start, self.position());
        Some(Lexeme { kind, span, escaped: seen.escaped, faulty: seen.faulty })
    }

    /// The longest symbol that starts with `first`.
    fn read_symbol(&mut self, first: char) -> LexemeKind {
        match first {
            '(' => LexemeKind::OpenRound,
            ')' => LexemeKind::CloseRound,
            '[' => LexemeKind::OpenSquare,
            ']' => LexemeKind::CloseSquare,
            ',' => LexemeKind::Comma,
            '=' => LexemeKind::Equals,
            '~' => LexemeKind::Contains,
            '!' if self.eat('=') => LexemeKind::NotEquals,
            '!' if self.eat('~') => LexemeKind::NotContains,
            '!' => LexemeKind::Bang,
            '<' if self.eat('=') => LexemeKind::LessOrEqual,
            '<' => LexemeKind::Less,
            '>' if self.eat('=') => LexemeKind::GreaterOrEqual,
            '>' => LexemeKind::Greater,
            '&' => {
                self.eat('&');
                LexemeKind::Keyword(Keyword::And)
            }
            _ => {
                self.eat('|');
                LexemeKind::Keyword(Keyword::Or)
            }
        }
    }

    /// Reads up to the closing quotation mark; the opening one has been read.
    fn read_string(&mut self, mark: char, start: usize, seen: &mut Seen) {
        loop {
            self.skip_while(is_plain_in_string);
            let at = self.position();
            match self.rest.next() {
                Some(character) if character == mark => return,
                Some('\\') => self.read_escape(at, true, seen),
                Some(character) if must_be_escaped(character) => {
                    seen.faulty = true;
                    self.report(SyntaxErrorKind::IllegalCharacter { character }, at);
                }
                Some(_) => {}
                None => {
                    seen.faulty = true;
                    self.unfinished = true;
                    let text = shorten(Span::new(start, at).of(self.text));
                    self.report(SyntaxErrorKind::UnfinishedString { text }, start);
                    return;
                }
            }
        }
    }

    /// Reads up to what ends a word. Only the first wrong character of a word is reported.
    fn read_word(&mut self, start: usize, seen: &mut Seen) {
        let mut wrong = None;
        loop {
            self.skip_while(is_plain_in_word);
            let Some(character) = self.peek().filter(|character| !ends_word(*character)) else { break };
            let at = self.position();
            self.rest.next();
            if character == '\\' {
                self.read_escape(at, false, seen);
            } else if wrong.is_none() && (is_reserved_character(character) || must_be_escaped(character)) {
                wrong = Some((character, at));
            }
        }
        if let Some((character, at)) = wrong {
            seen.faulty = true;
            let word = shorten(Span::new(start, self.position()).of(self.text));
            let kind = if is_reserved_character(character) {
                SyntaxErrorKind::ReservedCharacter { character, word }
            } else {
                SyntaxErrorKind::IllegalCharacter { character }
            };
            self.push(kind, Span::new(at, at.saturating_add(character.len_utf8())));
        }
    }

    /// Reads what follows a backslash.
    fn read_escape(&mut self, at: usize, in_string: bool, seen: &mut Seen) {
        seen.escaped = true;
        let Some(next) = self.peek() else {
            // In a string the missing quotation mark says enough.
            if !in_string {
                seen.faulty = true;
                self.report(SyntaxErrorKind::UnfinishedEscape, at);
            }
            return;
        };
        if escape::find_short(next).is_some() {
            self.rest.next();
            return;
        }
        if next == 'u' {
            self.rest.next();
            let mut digits = 0_u8;
            while digits < 4 && self.peek().is_some_and(|digit| digit.is_ascii_hexdigit()) {
                self.rest.next();
                digits = digits.saturating_add(1);
            }
            if digits == 4 {
                return;
            }
        } else if in_string || !ends_word(next) {
            self.rest.next();
        }
        seen.faulty = true;
        let text = Span::new(at, self.position()).of(self.text).to_owned();
        let kind = if text.len() == 1 {
            SyntaxErrorKind::UnfinishedEscape
        } else {
            SyntaxErrorKind::IllegalEscape { text }
        };
        self.report(kind, at);
    }

    /// What the word from `start` up to here is. A word with an escape is never a keyword or a number.
    fn classify(&self, start: usize, seen: &Seen) -> LexemeKind {
        let word = Span::new(start, self.position()).of(self.text);
        if seen.escaped || seen.faulty {
            LexemeKind::Word
        } else if is_number(word) {
            LexemeKind::Number
        } else if let Some(keyword) = words::find_keyword(word) {
            LexemeKind::Keyword(keyword)
        } else if words::is_kept(word) {
            LexemeKind::Kept
        } else {
            LexemeKind::Word
        }
    }

    fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    /// Passes over ASCII characters that need no further look: nearly all there are.
    fn skip_while(&mut self, is_plain: fn(u8) -> bool) {
        let rest = self.rest.as_str();
        let end = rest.bytes().position(|byte| !is_plain(byte)).unwrap_or(rest.len());
        self.rest = rest.get(end..).unwrap_or_default().chars();
    }

    fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.rest.next();
        }
        found
    }

    fn position(&self) -> usize {
        self.text.len().saturating_sub(self.rest.as_str().len())
    }

    /// Reports an error from `start` up to here.
    fn report(&mut self, kind: SyntaxErrorKind, start: usize) {
        self.push(kind, Span::new(start, self.position()));
    }

    fn push(&mut self, kind: SyntaxErrorKind, span: Span) {
        if self.errors.len() < ERRORS_MAX {
            self.errors.push(SyntaxError { kind, span });
        }
    }
}

/// Whether `word` is `-?[0-9]+`.
pub(crate) fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix('-').unwrap_or(word);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests;
