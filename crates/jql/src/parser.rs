//! Lexemes to tree: recursive descent, one function for every production, NOT before AND before OR.
//!
//! A production that fails has reported why and returns [`Failed`]; the clause around it is given up, and
//! parsing goes on at the next AND, OR or ORDER BY, so that one pass shows several errors.

use crate::complete::{Around, Expected, Watch};
use crate::error::{ERRORS_MAX, Found, SyntaxError, SyntaxErrorKind, shorten};
use crate::lexer::{self, Lexed, Lexeme, LexemeKind};
use crate::words::Keyword;
use crate::{Clause, LENGTH_MAX, Query, Span, TokenKind};

mod field;
mod operand;
mod order;
mod predicate;
mod query;
mod recovery;
mod term;

/// What came out of parsing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The tree; some exactly when there are no errors.
    pub query: Option<Query>,
    /// What is wrong, in the order of the text.
    pub errors: Vec<SyntaxError>,
}

/// Reads a query. An empty text is a legal query.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    if text.len() > LENGTH_MAX {
        let span = Span::new(text.floor_char_boundary(LENGTH_MAX), text.len());
        let kind = SyntaxErrorKind::TooLong { bytes: text.len() };
        return Parsed { query: None, errors: vec![SyntaxError { kind, span }] };
    }
    let lexed = lexer::lex(text);
    let mut parser = Parser::new(text, &lexed, Vec::new());
    let query = parser.query();
    let mut errors: Vec<SyntaxError> = Vec::new();
    for error in parser.errors.into_iter().chain(lexed.errors) {
        let at = errors.partition_point(|before| before.span <= error.span);
        errors.insert(at, error);
    }
    errors.truncate(ERRORS_MAX);
    Parsed { query: query.ok().filter(|_| errors.is_empty()), errors }
}

/// What every lexeme is there for; none where the grammar has no use for it.
pub(crate) fn roles(text: &str, lexed: &Lexed) -> Vec<Option<TokenKind>> {
    let mut parser = Parser::new(text, lexed, vec![None; lexed.lexemes.len()]);
    // The tree is not wanted here, broken or not.
    drop(parser.query());
    parser.roles
}

/// What may come at the end of `text`, and what stands around it.
pub(crate) fn expected_at_end(text: &str) -> (Vec<Expected>, Around) {
    if text.len() > LENGTH_MAX {
        return (Vec::new(), Around::default());
    }
    let lexed = lexer::lex(text);
    let mut parser = Parser::new(text, &lexed, Vec::new());
    parser.watch = Some(Box::default());
    drop(parser.query());
    let watch = parser.watch.unwrap_or_default();
    (watch.expected, watch.around.unwrap_or_default())
}

/// The error has been reported.
#[derive(Debug, Clone, Copy)]
struct Failed;

type Parse<T> = Result<T, Failed>;

struct Parser<'a> {
    text: &'a str,
    lexemes: &'a [Lexeme],
    /// The lexeme to read next.
    next: usize,
    /// Filled only for highlighting; empty otherwise.
    roles: Vec<Option<TokenKind>>,
    /// Finished clauses that have not yet become a part of another one.
    built: Vec<Clause>,
    errors: Vec<SyntaxError>,
    /// Parentheses, NOT and lists around the next lexeme.
    depth: usize,
    /// Open parentheses around clauses.
    groups: usize,
    /// Open parentheses of lists and functions in the clause being read.
    lists: usize,
    /// Something is missing at the end because a quotation mark swallowed it.
    unfinished: bool,
    /// There is no point in going on.
    stopped: bool,
    /// Only for completion.
    watch: Option<Box<Watch>>,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, lexed: &'a Lexed, roles: Vec<Option<TokenKind>>) -> Self {
        Self {
            text,
            lexemes: &lexed.lexemes,
            next: 0,
            roles,
            built: Vec::new(),
            errors: Vec::new(),
            depth: 0,
            groups: 0,
            lists: 0,
            unfinished: lexed.unfinished,
            stopped: false,
            watch: None,
        }
    }

    /// The next lexeme; the end, again and again, after the last one.
    fn peek(&self) -> Lexeme {
        self.lexemes.get(self.next).copied().unwrap_or_else(|| {
            let end = self.lexemes.last().map_or(0, |lexeme| lexeme.span.end);
            Lexeme { kind: LexemeKind::End, span: Span::new(end, end), escaped: false, faulty: false }
        })
    }

    fn at(&self, kind: LexemeKind) -> bool {
        self.peek().kind == kind
    }

    fn at_word(&self, keyword: Keyword) -> bool {
        self.at(LexemeKind::Keyword(keyword))
    }

    /// For completion: what would be welcome if the text ended here.
    #[inline]
    fn welcome(&mut self, expected: &[Expected]) {
        if self.watch.is_some() && self.at(LexemeKind::End) && !self.stopped {
            self.note(expected);
        }
    }

    #[cold]
    #[inline(never)]
    fn note(&mut self, expected: &[Expected]) {
        if let Some(watch) = &mut self.watch {
            let calls = usize::from(watch.here.call.is_some());
            watch.note(expected, self.lists > calls);
        }
    }

    /// For completion: what stands around the place where the parser is.
    #[inline]
    fn follow(&mut self, change: impl FnOnce(&mut Around)) {
        if let Some(watch) = &mut self.watch {
            change(&mut watch.here);
        }
    }

    /// Takes the next lexeme, which is there as a `role`.
    fn take(&mut self, role: TokenKind) -> Lexeme {
        let lexeme = self.peek();
        if let Some(slot) = self.roles.get_mut(self.next) {
            *slot = Some(role);
        }
        self.skip();
        lexeme
    }

    /// Passes over the next lexeme.
    fn skip(&mut self) {
        self.next = self.next.saturating_add(1).min(self.lexemes.len());
    }

    fn eat(&mut self, kind: LexemeKind, role: TokenKind) -> bool {
        let found = self.at(kind);
        if found {
            self.take(role);
        }
        found
    }

    fn eat_word(&mut self, keyword: Keyword, role: TokenKind) -> bool {
        self.eat(LexemeKind::Keyword(keyword), role)
    }

    /// Takes a symbol or a word that must come here.
    fn expect(
        &mut self,
        kind: LexemeKind,
        role: TokenKind,
        expected: &'static [&'static str],
    ) -> Parse<Lexeme> {
        if self.at(kind) { Ok(self.take(role)) } else { self.expected_token(expected) }
    }

    #[cold]
    fn expected_token<T>(&mut self, expected: &'static [&'static str]) -> Parse<T> {
        let found = self.found();
        self.fail(SyntaxErrorKind::ExpectedToken { expected, found })
    }

    /// Goes one level deeper, if that is allowed. [`Parser::leave`] goes back.
    fn enter(&mut self) -> Parse<()> {
        if self.depth >= crate::DEPTH_MAX {
            let failed = self.fail(SyntaxErrorKind::TooDeep);
            self.stop();
            return failed;
        }
        self.depth = self.depth.saturating_add(1);
        Ok(())
    }

    fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Reports an error at the next lexeme.
    #[cold]
    #[inline(never)] // Errors are large; their place on the stack would be multiplied by the depth of the query.
    fn fail<T>(&mut self, kind: SyntaxErrorKind) -> Parse<T> {
        let at = self.peek();
        let is_consequence = at.faulty
            || self.is_glued_to_fault(at)
            || (self.unfinished && at.kind == LexemeKind::End)
            || self.errors.last().is_some_and(|error| error.span.start == at.span.start);
        if !self.stopped && !is_consequence {
            self.errors.push(SyntaxError { kind, span: at.span });
            if self.errors.len() >= ERRORS_MAX {
                self.stop();
            }
        }
        Err(Failed)
    }

    /// Without the error just before it, `at` might have been part of the same token.
    fn is_glued_to_fault(&self, at: Lexeme) -> bool {
        let before = self.next.checked_sub(1).and_then(|before| self.lexemes.get(before));
        before.is_some_and(|before| {
            before.faulty && before.span.end == at.span.start && at.kind != LexemeKind::End
        })
    }

    /// Reads nothing more and reports nothing more.
    fn stop(&mut self) {
        self.stopped = true;
        self.next = self.lexemes.len();
    }

    /// The next lexeme, for an error message.
    fn found(&self) -> Found {
        let lexeme = self.peek();
        let text = shorten(lexeme.span.of(self.text));
        match lexeme.kind {
            LexemeKind::End => Found::End,
            LexemeKind::Word | LexemeKind::Number => Found::Word(text),
            LexemeKind::Quoted => Found::Quoted(text),
            LexemeKind::Kept => Found::Reserved(text),
            // `&&` and `||` are no words.
            LexemeKind::Keyword(_) if text.starts_with(char::is_alphabetic) => Found::Reserved(text),
            _ => Found::Symbol(text),
        }
    }
}

#[cfg(test)]
mod tests;
