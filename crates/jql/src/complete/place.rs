//! The word at the cursor.

use super::{Around, Completion, Expected};
use crate::chars::{ends_word, is_space};
use crate::{Span, Token, TokenKind, escape};

/// The stretch that a choice replaces.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    span: Span,
    cursor: usize,
}

impl Place {
    /// Nothing is replaced.
    pub(super) fn empty(cursor: usize) -> Self {
        Self { span: Span::new(cursor, cursor), cursor }
    }

    /// The token that the cursor is in, or at the end of, or just before.
    pub(super) fn find(text: &str, tokens: &[Token], cursor: usize) -> Self {
        let touching = |token: &&Token| token.span.start <= cursor && cursor <= token.span.end;
        // Of two tokens that meet at the cursor, the one that is being typed.
        let before = tokens.iter().filter(touching).find(|token| token.span.start < cursor);
        let typed = before.filter(|token| cursor < token.span.end || is_open(token.span.of(text)));
        let after =
            || tokens.iter().find(|token| token.span.start == cursor).filter(|token| is_operand(token.kind));
        let Some(token) = typed.or_else(after) else { return Self::empty(cursor) };
        let mut span = token.span;
        if is_unfinished(span.of(text)) {
            // The quotation mark swallowed what follows; only a word of that belongs to it.
            let rest = Span::new(cursor, span.end).of(text);
            span.end =
                cursor.saturating_add(rest.find(|c| is_space(c) || ends_word(c)).unwrap_or(rest.len()));
        }
        Self { span, cursor }
    }

    /// What stands before it.
    pub(super) fn before<'a>(&self, text: &'a str) -> &'a str {
        Span::new(0, self.span.start).of(text)
    }

    /// Whether something of what is expected can take the place of the token. A symbol can only be an operator, or the
    /// beginning of one; before a token only something of its kind is replaced.
    pub(super) fn fits(&self, text: &str, expected: &[Expected]) -> bool {
        let is_name = |one: &Expected| !matches!(one, Expected::Operator | Expected::Word(_));
        if self.span.start == self.span.end {
            true
        } else if self.span.start == self.cursor {
            expected.iter().any(is_name)
        } else if self.span.of(text).starts_with(is_symbol) {
            expected.contains(&Expected::Operator)
        } else {
            true
        }
    }

    /// All together.
    pub(super) fn complete(
        self,
        text: &str,
        tokens: Vec<Token>,
        expected: Vec<Expected>,
        around: Around,
    ) -> Completion {
        let typed = Span::new(self.span.start, self.cursor).of(text);
        let mark = self.span.of(text).chars().next().filter(|first| is_mark(*first));
        let inner = mark.and_then(|mark| typed.strip_prefix(mark)).unwrap_or(typed);
        let prefix = escape::decode(inner);
        Completion { tokens, span: self.span, prefix, quoted: mark.is_some(), expected, around }
    }
}

/// Whether typing goes on at the end of this token: words, strings that are not closed, and `<`, `>`, `!`, which may be
/// the first half of an operator.
fn is_open(token: &str) -> bool {
    match token.chars().next() {
        Some('"' | '\'') => is_unfinished(token),
        Some(first) if is_symbol(first) => matches!(token, "<" | ">" | "!"),
        Some(_) => true,
        None => false,
    }
}

/// Whether this is a string without its closing quotation mark.
fn is_unfinished(token: &str) -> bool {
    let mut characters = token.chars();
    let Some(mark) = characters.next().filter(|first| is_mark(*first)) else { return false };
    while let Some(character) = characters.next() {
        if character == '\\' {
            characters.next();
        } else if character == mark {
            return false;
        }
    }
    true
}

fn is_mark(character: char) -> bool {
    matches!(character, '"' | '\'')
}

/// Words begin with anything else.
fn is_symbol(character: char) -> bool {
    ends_word(character) && !is_mark(character)
}

/// A name or a value, whatever it is there for.
fn is_operand(kind: TokenKind) -> bool {
    use TokenKind::{Field, Function, Keyword, Number, Operator, Punctuation, String, Unknown, Value};
    match kind {
        Field | Function | Value | String | Number | Unknown => true,
        Operator | Keyword | Punctuation => false,
    }
}
