//! A field, an operator and what it is compared with.

use super::{Parse, Parser};
use crate::ast::{Clause, ClauseKind, Ignored, Operand, Operator, Term};
use crate::complete::{Around, Expected};
use crate::error::SyntaxErrorKind;
use crate::lexer::LexemeKind;
use crate::words::Keyword;
use crate::{Span, TokenKind};

impl Parser<'_> {
    // term = field operator [ operand ] { predicate }
    // test: status WAS NOT IN (Open, Done) BY bob BEFORE -7d
    #[inline(never)] // Its locals are large and would be multiplied by the depth of the query.
    pub(super) fn term(&mut self) -> Parse<Span> {
        let field = self.field()?;
        self.follow(|around| *around = Around { field: Some(field.clone()), ..Around::default() });
        self.welcome(&[Expected::Operator]);
        let (operator, operator_span) = self.operator()?;
        self.follow(|around| around.operator = Some(operator));
        let operand = self.operand_of(operator)?;
        let predicates = match operator {
            Operator::Changed => self.predicates(true)?,
            _ if operator.is_was() => self.predicates(false)?,
            _ => Vec::new(),
        };
        let mut span = field.span.to(operator_span);
        for part in operand.iter().chain(predicates.last().map(|predicate| &predicate.operand)) {
            span = span.to(part.span);
        }
        let operator_span = Ignored(operator_span);
        let term = Term { field, operator, operator_span, operand, predicates };
        self.built.push(Clause { kind: ClauseKind::Term(term), span });
        Ok(span)
    }

    // operator = "=" | "!=" | "~" | "!~" | "<" | ">" | "<=" | ">=" | [ NOT ] IN | IS [ NOT ] | WAS [ NOT ] [ IN ] | CHANGED
    // test: status CHANGED
    fn operator(&mut self) -> Parse<(Operator, Span)> {
        let first = self.peek();
        let operator = match first.kind {
            LexemeKind::Equals => Operator::Equals,
            LexemeKind::NotEquals => Operator::NotEquals,
            LexemeKind::Contains => Operator::Contains,
            LexemeKind::NotContains => Operator::NotContains,
            LexemeKind::Less => Operator::Less,
            LexemeKind::Greater => Operator::Greater,
            LexemeKind::LessOrEqual => Operator::LessOrEqual,
            LexemeKind::GreaterOrEqual => Operator::GreaterOrEqual,
            LexemeKind::Keyword(Keyword::In) => Operator::In,
            LexemeKind::Keyword(Keyword::Changed) => Operator::Changed,
            LexemeKind::Keyword(Keyword::Not) => Operator::NotIn,
            LexemeKind::Keyword(Keyword::Is) => Operator::Is,
            LexemeKind::Keyword(Keyword::Was) => Operator::Was,
            _ => {
                let found = self.found();
                return self.fail(SyntaxErrorKind::ExpectedOperator { found });
            }
        };
        let mut last = self.take(TokenKind::Operator);
        let operator = match operator {
            Operator::NotIn => {
                self.welcome(&[Expected::Word("IN")]);
                last = self.expect(LexemeKind::Keyword(Keyword::In), TokenKind::Operator, &["'IN'"])?;
                operator
            }
            Operator::Is if self.at(LexemeKind::End) => {
                self.welcome(&[Expected::Word("NOT EMPTY")]);
                operator
            }
            Operator::Is if self.at_word(Keyword::Not) => {
                last = self.take(TokenKind::Operator);
                Operator::IsNot
            }
            Operator::Was => {
                self.welcome(&[Expected::Word("NOT")]);
                let negated = self.at_word(Keyword::Not);
                if negated {
                    last = self.take(TokenKind::Operator);
                }
                self.welcome(&[Expected::Word("IN")]);
                let many = self.at_word(Keyword::In);
                if many {
                    last = self.take(TokenKind::Operator);
                }
                match (negated, many) {
                    (false, false) => Operator::Was,
                    (true, false) => Operator::WasNot,
                    (false, true) => Operator::WasIn,
                    (true, true) => Operator::WasNotIn,
                }
            }
            _ => operator,
        };
        Ok((operator, first.span.to(last.span)))
    }

    /// What `operator` may be followed by; none for CHANGED.
    fn operand_of(&mut self, operator: Operator) -> Parse<Option<Operand>> {
        match operator {
            Operator::Equals
            | Operator::NotEquals
            | Operator::Contains
            | Operator::NotContains
            | Operator::Was
            | Operator::WasNot => self.value_or_empty().map(Some),
            Operator::Less | Operator::Greater | Operator::LessOrEqual | Operator::GreaterOrEqual => {
                self.value_or_function().map(Some)
            }
            Operator::In | Operator::NotIn | Operator::WasIn | Operator::WasNotIn => {
                self.list_or_function().map(Some)
            }
            Operator::Is | Operator::IsNot => self.empty().map(Some),
            Operator::Changed => Ok(None),
        }
    }
}

impl Operator {
    /// WAS in all its forms.
    pub(super) fn is_was(self) -> bool {
        matches!(self, Self::Was | Self::WasNot | Self::WasIn | Self::WasNotIn)
    }
}
