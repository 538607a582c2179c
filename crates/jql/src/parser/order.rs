//! ORDER BY, the last part of a query.

use super::{Failed, Parse, Parser};
use crate::TokenKind;
use crate::ast::{Direction, SortKey};
use crate::complete::Expected::{SortField, Word};
use crate::lexer::LexemeKind;
use crate::words::Keyword;

const END: &str = "the end of the query";

impl Parser<'_> {
    // order = ORDER BY key { "," key }
    // test: ORDER BY priority DESC, key
    pub(super) fn order(&mut self) -> Parse<Vec<SortKey>> {
        let mut keys = Vec::new();
        if !self.eat_word(Keyword::Order, TokenKind::Keyword) {
            return Ok(keys);
        }
        self.welcome(&[Word("BY")]);
        self.expect(LexemeKind::Keyword(Keyword::By), TokenKind::Keyword, &["'BY'"])?;
        loop {
            self.welcome(&[SortField]);
            keys.push(self.sort_key()?);
            if !self.eat(LexemeKind::Comma, TokenKind::Punctuation) {
                break;
            }
        }
        if self.at(LexemeKind::End) {
            return Ok(keys);
        }
        // When ORDER BY itself was in the wrong place, its parenthesis is, too.
        if self.at(LexemeKind::CloseRound) && !self.errors.is_empty() {
            return Err(Failed);
        }
        match keys.last() {
            Some(SortKey { direction: None, .. }) => self.expected_token(&["'ASC'", "'DESC'", "','", END]),
            _ => self.expected_token(&["','", END]),
        }
    }

    // key = field [ ASC | DESC ]
    // test: ORDER BY cf[10010] ASC
    fn sort_key(&mut self) -> Parse<SortKey> {
        let field = self.field()?;
        self.welcome(&[Word("ASC"), Word("DESC"), Word(",")]);
        let direction = match self.peek().kind {
            LexemeKind::Keyword(Keyword::Asc) => Some(Direction::Ascending),
            LexemeKind::Keyword(Keyword::Desc) => Some(Direction::Descending),
            _ => None,
        };
        if direction.is_some() {
            self.take(TokenKind::Keyword);
            self.welcome(&[Word(",")]);
        }
        Ok(SortKey { field, direction })
    }
}
