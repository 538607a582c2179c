//! Fields and entity properties.

use super::{Parse, Parser};
use crate::TokenKind;
use crate::ast::{Argument, Field, FieldName, Property};
use crate::error::SyntaxErrorKind;
use crate::lexer::LexemeKind;
use crate::words::Keyword;

impl Parser<'_> {
    // field = number | ( string | custom ) { property }
    // test: "Story Points" = 5
    pub(super) fn field(&mut self) -> Parse<Field> {
        let first = self.peek();
        let mut field = match first.kind {
            LexemeKind::Number => {
                let name = FieldName::Number(self.written());
                let span = self.take(TokenKind::Field).span;
                return Ok(Field { name, properties: Vec::new(), span });
            }
            LexemeKind::Keyword(Keyword::Cf) => self.custom_field()?,
            LexemeKind::OpenSquare => return self.fail(SyntaxErrorKind::ExpectedCustomField),
            _ => {
                let Some(name) = self.string(TokenKind::Field) else {
                    let found = self.found();
                    return self.fail(SyntaxErrorKind::ExpectedField { found });
                };
                Field { name: FieldName::Name(name), properties: Vec::new(), span: first.span }
            }
        };
        while self.at(LexemeKind::OpenSquare) {
            let property = self.property(&mut field)?;
            field.properties.push(property);
        }
        Ok(field)
    }

    // custom = CF "[" digits "]"
    // test: cf[10010] = 5
    fn custom_field(&mut self) -> Parse<Field> {
        let first = self.take(TokenKind::Field);
        if !self.eat(LexemeKind::OpenSquare, TokenKind::Punctuation) {
            return self.expected_custom_field_id();
        }
        let digits = self.written();
        if !self.at(LexemeKind::Number) || digits.starts_with('-') {
            return self.expected_custom_field_id();
        }
        self.take(TokenKind::Field);
        let close = self.expect(LexemeKind::CloseSquare, TokenKind::Punctuation, &["']'"])?;
        Ok(Field { name: FieldName::Custom(digits), properties: Vec::new(), span: first.span.to(close.span) })
    }

    fn expected_custom_field_id<T>(&mut self) -> Parse<T> {
        let found = self.found();
        self.fail(SyntaxErrorKind::ExpectedCustomFieldId { found })
    }

    // property = "[" argument "]" { argument }
    // test: issue.property["my key"].path.to.value = 1
    fn property(&mut self, field: &mut Field) -> Parse<Property> {
        self.take(TokenKind::Punctuation);
        let Some(key) = self.argument(TokenKind::Field) else {
            let found = self.found();
            return self.fail(SyntaxErrorKind::ExpectedPropertyId { found });
        };
        let close = self.expect(LexemeKind::CloseSquare, TokenKind::Punctuation, &["']'"])?;
        field.span = field.span.to(close.span);
        let mut path = Vec::new();
        while self.at_path() {
            field.span = field.span.to(self.peek().span);
            path.extend(self.argument(TokenKind::Field));
        }
        Ok(Property { key, path })
    }

    /// A kept word is no path; where an operator is missing it is more likely meant as one.
    fn at_path(&self) -> bool {
        matches!(self.peek().kind, LexemeKind::Word | LexemeKind::Quoted | LexemeKind::Number)
    }

    // argument = string | number
    // test: assignee IN membersOf("jira admins", 5)
    pub(super) fn argument(&mut self, role: TokenKind) -> Option<Argument> {
        if self.at(LexemeKind::Number) {
            let digits = self.written();
            self.take(role);
            return Some(Argument::Number(digits));
        }
        self.string(role).map(Argument::Text)
    }
}
