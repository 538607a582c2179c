//! Text of a pattern to its parts.
//!
//! ```text
//! any    = all { OR all }
//! all    = part { [AND] part }
//! part   = (NOT | "!" | "-" | "+") part | "(" any ")" | phrase | word
//! ```

use super::Node;
use super::words::{Piece, Word, is_word, stands_alone};
use std::iter::Peekable;
use std::str::Chars;

/// Why text cannot be searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextError {
    /// There is no word in it.
    Empty,
    /// A quotation mark is missing.
    OpenQuote,
    /// A parenthesis is missing or too many.
    Parenthesis,
    /// AND, OR or NOT has nothing to work on.
    Dangling,
    /// Everything in it is negated.
    OnlyNegative,
    /// Parentheses or NOTs stand too deep.
    TooDeep,
}

/// How deep parts may be nested.
const DEPTH_MAX: usize = 64;

/// What a pattern consists of.
#[derive(Debug, Clone, PartialEq)]
enum Token {
    And,
    Or,
    Not,
    Open,
    Close,
    /// One or more words that must stand side by side; none when there were only special characters.
    Words(Vec<Word>),
}

pub(super) fn parse(source: &str) -> Result<Node, TextError> {
    let tokens = tokens(source)?;
    if tokens.is_empty() {
        return Err(TextError::Empty);
    }
    let mut parser = Parser { tokens: tokens.into_iter().peekable() };
    let root = parser.parse_any(0)?;
    if parser.tokens.next().is_some() {
        return Err(TextError::Parenthesis);
    }
    let root = root.ok_or(TextError::Empty)?;
    if is_negative(&root) { Err(TextError::OnlyNegative) } else { Ok(root) }
}

/// Whether a part could be satisfied by words that are absent. NOT needs a positive part beside it.
fn is_negative(node: &Node) -> bool {
    match node {
        Node::All(parts) => parts.iter().all(is_negative),
        Node::Any(parts) => parts.iter().any(is_negative),
        Node::Not(part) => !is_negative(part),
        Node::Phrase(_) => false,
    }
}

struct Parser {
    tokens: Peekable<std::vec::IntoIter<Token>>,
}

impl Parser {
    /// `a OR b`. None when there are no words in it.
    fn parse_any(&mut self, depth: usize) -> Result<Option<Node>, TextError> {
        let mut parts = Vec::new();
        loop {
            parts.extend(self.parse_all(depth)?);
            if self.tokens.next_if(|token| *token == Token::Or).is_none() {
                return Ok(one_or(parts, Node::Any));
            }
        }
    }

    /// `a b`, `a AND b`.
    fn parse_all(&mut self, depth: usize) -> Result<Option<Node>, TextError> {
        let mut parts = Vec::new();
        parts.extend(self.parse_part(depth)?);
        loop {
            match self.tokens.peek() {
                None | Some(Token::Or | Token::Close) => return Ok(one_or(parts, Node::All)),
                Some(Token::And) => {
                    self.tokens.next();
                }
                Some(_) => {}
            }
            parts.extend(self.parse_part(depth)?);
        }
    }

    /// `NOT a`, `(a OR b)`, `"a b"`, `a`.
    fn parse_part(&mut self, depth: usize) -> Result<Option<Node>, TextError> {
        if depth > DEPTH_MAX {
            return Err(TextError::TooDeep);
        }
        let deeper = depth.saturating_add(1);
        match self.tokens.next() {
            Some(Token::Words(words)) if words.is_empty() => Ok(None),
            Some(Token::Words(words)) => Ok(Some(Node::Phrase(words))),
            Some(Token::Not) => Ok(self.parse_part(deeper)?.map(|part| Node::Not(Box::new(part)))),
            Some(Token::Open) => {
                let inner = self.parse_any(deeper)?;
                self.tokens.next_if(|token| *token == Token::Close).ok_or(TextError::Parenthesis)?;
                Ok(inner)
            }
            Some(Token::Close) => Err(TextError::Parenthesis),
            Some(Token::And | Token::Or) | None => Err(TextError::Dangling),
        }
    }
}

/// Wraps parts unless there is only one.
fn one_or(mut parts: Vec<Node>, wrap: fn(Vec<Node>) -> Node) -> Option<Node> {
    if parts.len() > 1 { Some(wrap(parts)) } else { parts.pop() }
}

fn tokens(source: &str) -> Result<Vec<Token>, TextError> {
    let mut tokens = Vec::new();
    let mut rest = source.chars().peekable();
    while let Some(letter) = rest.peek().copied() {
        match letter {
            blank if blank.is_whitespace() => {
                rest.next();
            }
            '(' | ')' | '!' | '-' | '+' => {
                rest.next();
                match letter {
                    '(' => tokens.push(Token::Open),
                    ')' => tokens.push(Token::Close),
                    // A sign belongs to the word that follows; alone it is punctuation.
                    '!' | '-' if rest.peek().is_some_and(|next| !next.is_whitespace()) => {
                        tokens.push(Token::Not);
                    }
                    _ => {}
                }
            }
            '"' => {
                rest.next();
                tokens.push(Token::Words(quoted(&mut rest)?));
            }
            _ => tokens.push(bare(&mut rest)),
        }
    }
    Ok(tokens)
}

/// The rest of a phrase, up to its closing mark. Wildcards work in phrases too.
fn quoted(rest: &mut Peekable<Chars<'_>>) -> Result<Vec<Word>, TextError> {
    let mut collector = Collector::default();
    while let Some(letter) = rest.next() {
        match letter {
            '"' => {
                skip_modifier(rest);
                return Ok(collector.finish());
            }
            '\\' => collector.escaped(rest.next()),
            other => collector.push(other),
        }
    }
    Err(TextError::OpenQuote)
}

/// A word up to the next blank, quote or parenthesis; AND, OR and NOT in capitals are no words.
fn bare(rest: &mut Peekable<Chars<'_>>) -> Token {
    let mut collector = Collector::default();
    let mut written = String::new();
    while let Some(letter) = rest.next_if(|c| !c.is_whitespace() && !matches!(c, '"' | '(' | ')')) {
        match letter {
            '\\' => collector.escaped(rest.next()),
            '~' | '^' => {
                while rest.next_if(|c| c.is_ascii_digit() || *c == '.').is_some() {}
                collector.push(' ');
            }
            other => collector.push(other),
        }
        written.push(letter);
    }
    match written.as_str() {
        "AND" | "&&" => Token::And,
        "OR" | "||" => Token::Or,
        "NOT" => Token::Not,
        _ => Token::Words(collector.finish()),
    }
}

/// `~10` and `^4` after a phrase: accepted and ignored.
fn skip_modifier(rest: &mut Peekable<Chars<'_>>) {
    while rest.next_if(|c| matches!(c, '~' | '^')).is_some() {
        while rest.next_if(|c| c.is_ascii_digit() || *c == '.').is_some() {}
    }
}

/// Cuts letters into words as texts are cut, so that `full-screen` is the phrase `full screen`.
#[derive(Default)]
struct Collector {
    words: Vec<Word>,
    pieces: Vec<Piece>,
}

impl Collector {
    fn push(&mut self, letter: char) {
        match letter {
            '*' => self.pieces.push(Piece::Run),
            '?' => self.pieces.push(Piece::One),
            _ if stands_alone(letter) => {
                self.cut();
                self.pieces.push(Piece::Letter(letter));
                self.cut();
            }
            _ if is_word(letter) => self.pieces.push(Piece::Letter(letter)),
            _ => self.cut(),
        }
    }

    /// An escaped character is never a wildcard; special characters are not searched for at all.
    fn escaped(&mut self, letter: Option<char>) {
        match letter {
            Some(letter) if !matches!(letter, '*' | '?') => self.push(letter),
            _ => self.cut(),
        }
    }

    fn cut(&mut self) {
        if self.pieces.last() == Some(&Piece::One) {
            // At the end of a word `?` is a run, as in Jira Cloud.
            self.pieces.pop();
            self.pieces.push(Piece::Run);
        }
        if !self.pieces.is_empty() {
            self.words.push(Word::from_pieces(&self.pieces));
            self.pieces.clear();
        }
    }

    fn finish(mut self) -> Vec<Word> {
        self.cut();
        self.words
    }
}
