//! The query as a whole and how its clauses are joined.

use super::{Failed, Parse, Parser};
use crate::ast::{Clause, ClauseKind, Query};
use crate::complete::Expected::{Field, Word};
use crate::error::SyntaxErrorKind;
use crate::lexer::LexemeKind;
use crate::words::Keyword;
use crate::{Span, TokenKind};

// Finished clauses wait in `self.built`, and productions return only where their clause stands, with its
// parentheses: so the stack stays small, however deep a query is nested.
impl Parser<'_> {
    // query = [ or ] [ order ] end
    // test: project = PAY ORDER BY occurred DESC
    pub(super) fn query(&mut self) -> Parse<Query> {
        self.welcome(CLAUSE_BEGIN);
        self.welcome(&[Word("ORDER BY")]);
        let condition = match self.peek().kind {
            LexemeKind::End | LexemeKind::Keyword(Keyword::Order) => Ok(None),
            _ => self.or().map(|_| self.built.pop()),
        };
        let order = self.order();
        Ok(Query { condition: condition?, order: order? })
    }

    // or = and { OR and }
    // test: a = 1 OR b = 2 AND c = 3
    fn or(&mut self) -> Parse<Span> {
        let mark = self.built.len();
        let mut outer = self.and();
        if !self.at_word(Keyword::Or) {
            return outer;
        }
        while self.eat_word(Keyword::Or, TokenKind::Keyword) {
            outer = both(outer, self.and());
        }
        self.join(mark, outer, ClauseKind::Or)
    }

    // and = not { AND not }
    // test: a = 1 AND b = 2 AND c = 3
    fn and(&mut self) -> Parse<Span> {
        let mark = self.built.len();
        let mut outer = self.complete_clause();
        if !self.at_word(Keyword::And) {
            return outer;
        }
        while self.eat_word(Keyword::And, TokenKind::Keyword) {
            outer = both(outer, self.complete_clause());
        }
        self.join(mark, outer, ClauseKind::And)
    }

    /// Makes one clause of those built since `mark`; of none when one of them failed.
    #[inline(never)] // As for `term`.
    fn join(&mut self, mark: usize, outer: Parse<Span>, kind: fn(Vec<Clause>) -> ClauseKind) -> Parse<Span> {
        let parts = self.built.split_off(mark);
        let span = outer?;
        self.built.push(Clause { kind: kind(parts), span });
        Ok(span)
    }

    /// A clause and a look at what follows. After this the next lexeme joins, closes or ends something.
    fn complete_clause(&mut self) -> Parse<Span> {
        let depth = self.depth;
        let outer = self.not();
        if outer.is_ok() && self.at_end_of_clause() {
            self.welcome(&[Word("AND"), Word("OR")]);
            self.welcome(if self.groups > 0 { &[Word(")")] } else { &[Word("ORDER BY")] });
            return outer;
        }
        if outer.is_ok() {
            self.refuse_follower();
        }
        // Lists that failed have not been left.
        self.depth = depth;
        self.recover();
        Err(Failed)
    }

    /// What stands behind the clause built last does not belong there; the clause is given up, too.
    #[cold]
    fn refuse_follower(&mut self) {
        let expected = self.expected_next();
        let found = self.found();
        self.built.pop();
        let _: Parse<()> = self.fail(SyntaxErrorKind::ExpectedConnective { expected, found });
    }

    fn at_end_of_clause(&self) -> bool {
        match self.peek().kind {
            LexemeKind::End | LexemeKind::Keyword(Keyword::And | Keyword::Or) => true,
            LexemeKind::Keyword(Keyword::Order) => self.groups == 0,
            LexemeKind::CloseRound => self.groups > 0,
            _ => false,
        }
    }

    // not = ( NOT | "!" ) not | group | term
    // test: NOT NOT a = 1
    fn not(&mut self) -> Parse<Span> {
        self.welcome(CLAUSE_BEGIN);
        match self.peek().kind {
            LexemeKind::Keyword(Keyword::Not) | LexemeKind::Bang => {
                self.enter()?;
                let word = self.take(TokenKind::Keyword);
                let inner = self.not();
                self.leave();
                let span = word.span.to(inner?);
                self.negate(span);
                Ok(span)
            }
            LexemeKind::OpenRound => self.group(),
            _ => self.term(),
        }
    }

    /// Puts NOT before the clause built last.
    #[inline(never)] // As for `term`.
    fn negate(&mut self, span: Span) {
        if let Some(inner) = self.built.pop() {
            self.built.push(Clause { kind: ClauseKind::Not(Box::new(inner)), span });
        }
    }

    // group = "(" or ")"
    // test: (a = 1 OR b = 2) AND c = 3
    fn group(&mut self) -> Parse<Span> {
        self.enter()?;
        let open = self.take(TokenKind::Punctuation);
        self.groups = self.groups.saturating_add(1);
        let inner = self.or();
        let close = self.expect(LexemeKind::CloseRound, TokenKind::Punctuation, &["'AND'", "'OR'", "')'"]);
        self.groups = self.groups.saturating_sub(1);
        self.leave();
        if inner.is_ok() && close.is_err() {
            self.built.pop();
        }
        inner?;
        Ok(open.span.to(close?.span))
    }

    /// What could have followed the clause built last.
    fn expected_next(&self) -> &'static [&'static str] {
        match self.built.last().map(|clause| &clause.kind) {
            Some(ClauseKind::Term(term)) if term.operator.is_was() => WAS_FOLLOWERS,
            Some(ClauseKind::Term(term)) if term.operand.is_none() => CHANGED_FOLLOWERS,
            _ if self.groups > 0 => &["'AND'", "'OR'", "')'"],
            _ => &["'AND'", "'OR'", "'ORDER BY'"],
        }
    }
}

const CLAUSE_BEGIN: &[crate::complete::Expected] = &[Field, Word("NOT"), Word("(")];

const WAS_FOLLOWERS: &[&str] =
    &["'BEFORE'", "'AFTER'", "'ON'", "'DURING'", "'BY'", "'AND'", "'OR'", "'ORDER BY'"];

const CHANGED_FOLLOWERS: &[&str] =
    &["'BEFORE'", "'AFTER'", "'ON'", "'DURING'", "'BY'", "'FROM'", "'TO'", "'AND'", "'OR'", "'ORDER BY'"];

/// From the first to the last of two; fails when one of them did.
fn both(first: Parse<Span>, second: Parse<Span>) -> Parse<Span> {
    Ok(first?.to(second?))
}
