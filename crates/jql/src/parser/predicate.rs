//! What narrows WAS and CHANGED.

use super::{Parse, Parser};
use crate::TokenKind;
use crate::ast::{Predicate, PredicateKind};
use crate::complete::Expected::Word;
use crate::lexer::LexemeKind;
use crate::words::Keyword;

impl Parser<'_> {
    // predicate = ( AFTER | BEFORE | ON | DURING | BY ) operand; after CHANGED also ( FROM | TO ) operand
    // test: status CHANGED FROM Open TO (Done, Closed) DURING (-7d, now()) BY bob
    pub(super) fn predicates(&mut self, changed: bool) -> Parse<Vec<Predicate>> {
        let mut predicates = Vec::new();
        self.welcome_predicates(changed);
        while let Some(kind) = self.predicate_kind(changed) {
            self.take(TokenKind::Keyword);
            self.follow(|around| around.predicate = Some(kind));
            let operand = self.operand()?;
            predicates.push(Predicate { kind, operand });
            self.welcome_predicates(changed);
        }
        Ok(predicates)
    }

    fn welcome_predicates(&mut self, changed: bool) {
        if changed {
            self.welcome(&[Word("FROM"), Word("TO")]);
        }
        self.welcome(&[Word("BY"), Word("AFTER"), Word("BEFORE"), Word("ON"), Word("DURING")]);
    }

    fn predicate_kind(&self, changed: bool) -> Option<PredicateKind> {
        let LexemeKind::Keyword(keyword) = self.peek().kind else { return None };
        match keyword {
            Keyword::After => Some(PredicateKind::After),
            Keyword::Before => Some(PredicateKind::Before),
            Keyword::On => Some(PredicateKind::On),
            Keyword::During => Some(PredicateKind::During),
            Keyword::By => Some(PredicateKind::By),
            Keyword::From if changed => Some(PredicateKind::From),
            Keyword::To if changed => Some(PredicateKind::To),
            _ => None,
        }
    }
}
