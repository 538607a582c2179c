//! Pieces of a query for highlighting.

use crate::lexer::{self, LexemeKind};
use crate::{LENGTH_MAX, Span, parser};

/// A piece of the text with what it is there for. Space between pieces is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is there for.
    pub kind: TokenKind,
    /// Where it stands.
    pub span: Span,
}

/// What a piece of a query is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// `status`, `cf`, a property's key and path, and the number in `cf[10010]`.
    Field,
    /// `=`, `NOT IN`, `WAS`, `CHANGED`: one token for every word.
    Operator,
    /// `AND`, `ORDER`, `EMPTY`, `BEFORE`, `DESC`
    Keyword,
    /// `membersOf`
    Function,
    /// `Done`, also as an argument of a function.
    Value,
    /// `"In Progress"`, also as an argument of a function.
    String,
    /// `-5`, also as an argument of a function.
    Number,
    /// Parentheses, brackets, commas.
    Punctuation,
    /// A word or string in a place where the grammar has no use for it, or with an error inside.
    Unknown,
}

/// Cuts `text` into tokens; works for broken text, too.
///
/// ```
/// use activity_jql::{TokenKind::{Field, Operator, Value}, tokens};
/// let kinds: Vec<_> = tokens("status = status").into_iter().map(|token| token.kind).collect();
/// assert_eq!(kinds, [Field, Operator, Value]);
/// ```
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let lexed = lexer::lex(text);
    let roles = if text.len() > LENGTH_MAX { Vec::new() } else { parser::roles(text, &lexed) };
    let mut roles = roles.into_iter();
    lexed
        .lexemes
        .iter()
        .map(|lexeme| {
            let role = roles.next().flatten();
            // What is being typed has no closing quotation mark yet.
            let kind = match (role, lexeme.kind) {
                (Some(TokenKind::Value), LexemeKind::Quoted) => TokenKind::String,
                (Some(_), LexemeKind::Word) if lexeme.faulty => TokenKind::Unknown,
                (Some(TokenKind::Value), LexemeKind::Number) => TokenKind::Number,
                (Some(role), _) => role,
                (None, kind) => kind_without_role(kind),
            };
            Token { kind, span: lexeme.span }
        })
        .collect()
}

/// What a lexeme is when the parser had no use for it.
fn kind_without_role(kind: LexemeKind) -> TokenKind {
    match kind {
        LexemeKind::Word | LexemeKind::Kept | LexemeKind::Number | LexemeKind::Quoted => TokenKind::Unknown,
        LexemeKind::Keyword(_) | LexemeKind::Bang => TokenKind::Keyword,
        LexemeKind::OpenRound
        | LexemeKind::CloseRound
        | LexemeKind::OpenSquare
        | LexemeKind::CloseSquare
        | LexemeKind::Comma
        | LexemeKind::End => TokenKind::Punctuation,
        LexemeKind::Equals
        | LexemeKind::NotEquals
        | LexemeKind::Contains
        | LexemeKind::NotContains
        | LexemeKind::Less
        | LexemeKind::LessOrEqual
        | LexemeKind::Greater
        | LexemeKind::GreaterOrEqual => TokenKind::Operator,
    }
}

#[cfg(test)]
mod tests {
    use super::{TokenKind::*, *};

    #[track_caller]
    fn check(text: &str, expect: &[(TokenKind, &str)]) {
        let found: Vec<_> = tokens(text).iter().map(|token| (token.kind, token.span.of(text))).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn roles_come_from_the_grammar() {
        check(
            "status was not in (Done, f(1)) by EMPTY",
            &[
                (Field, "status"),
                (Operator, "was"),
                (Operator, "not"),
                (Operator, "in"),
                (Punctuation, "("),
                (Value, "Done"),
                (Punctuation, ","),
                (Function, "f"),
                (Punctuation, "("),
                (Number, "1"),
                (Punctuation, ")"),
                (Punctuation, ")"),
                (Keyword, "by"),
                (Keyword, "EMPTY"),
            ],
        );
        check(
            "cf[1][k].p > 2 order by x desc",
            &[
                (Field, "cf"),
                (Punctuation, "["),
                (Field, "1"),
                (Punctuation, "]"),
                (Punctuation, "["),
                (Field, "k"),
                (Punctuation, "]"),
                (Field, ".p"),
                (Operator, ">"),
                (Number, "2"),
                (Keyword, "order"),
                (Keyword, "by"),
                (Field, "x"),
                (Keyword, "desc"),
            ],
        );
    }

    #[test]
    fn broken_text_keeps_what_is_known() {
        check(
            "a = and ! b oops \"c",
            &[
                (Field, "a"),
                (Operator, "="),
                (Keyword, "and"),
                (Keyword, "!"),
                (Field, "b"),
                (Unknown, "oops"),
                (Unknown, "\"c"),
            ],
        );
    }
}
