//! What fields are compared with.

use super::{Parse, Parser};
use crate::ast::{Function, Operand, OperandKind};
use crate::complete::{Call, Expected};
use crate::error::SyntaxErrorKind;
use crate::lexer::LexemeKind;
use crate::words::Keyword;
use crate::{Span, TokenKind, escape};

const OR_EMPTY: &[Expected] = &[Expected::Value, Expected::Function, Expected::Word("EMPTY")];

const ITEM_END: &[Expected] = &[Expected::Word(","), Expected::Word(")")];

impl Parser<'_> {
    // operand of = != ~ !~ WAS: EMPTY | value | function
    // test: assignee = EMPTY
    pub(super) fn value_or_empty(&mut self) -> Parse<Operand> {
        self.welcome(OR_EMPTY);
        if self.at_word(Keyword::Empty) { self.empty() } else { self.value_or_function() }
    }

    // operand of < > <= >=: value | function
    // test: due < now()
    pub(super) fn value_or_function(&mut self) -> Parse<Operand> {
        self.welcome(&[Expected::Value, Expected::Function]);
        if let Some(operand) = self.value() {
            return operand;
        }
        let found = self.found();
        self.fail(SyntaxErrorKind::ExpectedValue { found })
    }

    // operand of IN: list | function
    // test: assignee IN membersOf(admins)
    pub(super) fn list_or_function(&mut self) -> Parse<Operand> {
        self.welcome(&[Expected::List, Expected::Function]);
        if self.at(LexemeKind::OpenRound) {
            return self.list();
        }
        if self.at_function()
            && let Some(function) = self.value()
        {
            return function;
        }
        let found = self.found();
        self.fail(SyntaxErrorKind::ExpectedList { found })
    }

    // operand of predicates, item of lists: EMPTY | value | function | list
    // test: assignee IN (EMPTY, bob, currentUser(), (a, b))
    pub(super) fn operand(&mut self) -> Parse<Operand> {
        self.welcome(OR_EMPTY);
        if self.lists == 0 {
            self.welcome(&[Expected::List]);
        }
        match self.peek().kind {
            LexemeKind::Keyword(Keyword::Empty) => return self.empty(),
            LexemeKind::OpenRound => return self.list(),
            _ => {}
        }
        if let Some(operand) = self.value() {
            return operand;
        }
        let found = self.found();
        self.fail(SyntaxErrorKind::ExpectedOperand { found })
    }

    // empty = EMPTY | NULL
    // test: resolution IS NOT EMPTY
    pub(super) fn empty(&mut self) -> Parse<Operand> {
        self.welcome(&[Expected::Word("EMPTY")]);
        if self.at_word(Keyword::Empty) {
            let span = self.take(TokenKind::Keyword).span;
            return Ok(Operand { kind: OperandKind::Empty, span });
        }
        let found = self.found();
        self.fail(SyntaxErrorKind::ExpectedEmpty { found })
    }

    // list = "(" operand { "," operand } ")"
    // test: status IN (Open, (Done, Closed))
    fn list(&mut self) -> Parse<Operand> {
        self.enter()?;
        let open = self.take(TokenKind::Punctuation);
        self.lists = self.lists.saturating_add(1);
        let mut items = vec![self.operand()?];
        self.welcome(ITEM_END);
        while self.eat(LexemeKind::Comma, TokenKind::Punctuation) {
            items.push(self.operand()?);
            self.welcome(ITEM_END);
        }
        let close = self.expect(LexemeKind::CloseRound, TokenKind::Punctuation, &["','", "')'"])?;
        self.lists = self.lists.saturating_sub(1);
        self.leave();
        Ok(Operand { kind: OperandKind::List(items), span: open.span.to(close.span) })
    }

    // value = string | number; a parenthesis makes it a function
    // test: votes = -5
    fn value(&mut self) -> Option<Parse<Operand>> {
        let first = self.peek();
        let is_function = self.at_function();
        let role = if is_function { TokenKind::Function } else { TokenKind::Value };
        let kind = if first.kind == LexemeKind::Number {
            let digits = self.written();
            self.take(role);
            OperandKind::Number(digits)
        } else {
            OperandKind::Text(self.string(role)?)
        };
        Some(match kind {
            OperandKind::Text(name) | OperandKind::Number(name) if is_function => {
                self.function(name, first.span)
            }
            kind => Ok(Operand { kind, span: first.span }),
        })
    }

    fn at_function(&self) -> bool {
        self.lexemes.get(self.next.saturating_add(1)).is_some_and(|after| after.kind == LexemeKind::OpenRound)
    }

    // function = name "(" [ argument { "," argument } ] ")"
    // test: issue IN linkedIssues(PAY-1, "is blocked by")
    fn function(&mut self, name: String, start: Span) -> Parse<Operand> {
        self.take(TokenKind::Punctuation);
        self.lists = self.lists.saturating_add(1);
        let mut arguments = Vec::new();
        self.follow(|around| around.call = Some(Call { name: name.clone(), arguments: 0 }));
        self.welcome(&[Expected::Argument, Expected::Word(")")]);
        if !self.at(LexemeKind::CloseRound) {
            loop {
                self.welcome(&[Expected::Argument]);
                let Some(argument) = self.argument(TokenKind::Value) else {
                    let found = self.found();
                    return self.fail(SyntaxErrorKind::ExpectedArgument { found });
                };
                arguments.push(argument);
                let count = arguments.len();
                self.follow(|around| around.call = Some(Call { name: name.clone(), arguments: count }));
                self.welcome(ITEM_END);
                if !self.eat(LexemeKind::Comma, TokenKind::Punctuation) {
                    break;
                }
            }
        }
        let close = self.expect(LexemeKind::CloseRound, TokenKind::Punctuation, &["','", "')'"])?;
        self.lists = self.lists.saturating_sub(1);
        self.follow(|around| around.call = None);
        let kind = OperandKind::Function(Function { name, arguments });
        Ok(Operand { kind, span: start.to(close.span) })
    }

    // string = word | quoted
    // test: summary ~ 'it\'s' OR summary ~ a\ b
    //
    // A kept word is reported and then read as if it had its quotation marks.
    pub(super) fn string(&mut self, role: TokenKind) -> Option<String> {
        let lexeme = self.peek();
        let text = lexeme.span.of(self.text);
        let text = match lexeme.kind {
            LexemeKind::Word => text,
            LexemeKind::Quoted => {
                let mark = if text.starts_with('"') { '"' } else { '\'' };
                let inner = text.strip_prefix(mark).unwrap_or(text);
                inner.strip_suffix(mark).unwrap_or(inner)
            }
            LexemeKind::Kept => {
                let word = text.to_owned();
                let _: Parse<()> = self.fail(SyntaxErrorKind::ReservedWord { word });
                text
            }
            _ => return None,
        };
        let decoded = if lexeme.escaped { escape::decode(text) } else { text.to_owned() };
        self.take(role);
        Some(decoded)
    }

    /// The next lexeme as written.
    pub(super) fn written(&self) -> String {
        self.peek().span.of(self.text).to_owned()
    }
}
