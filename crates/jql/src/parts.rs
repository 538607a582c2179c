//! The parts of a query that all must hold: what AND joins at the top.

use crate::ast::{Clause, ClauseKind, Query};
use crate::span::Span;

/// One of the clauses that AND joins at the top of a query.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// What it says.
    pub clause: &'a Clause,
    /// Where it stands, with the parentheses around it.
    pub span: Span,
}

/// The clauses that AND joins at the top, in the order of the text; one for a condition without AND, none for none.
///
/// ```
/// let text = "a = 1 AND (b = 2 OR c = 3)";
/// let query = activity_jql::parse(text).query.unwrap_or_default();
/// let texts: Vec<&str> = activity_jql::parts(&query, text).iter().map(|part| part.span.of(text)).collect();
/// assert_eq!(texts, ["a = 1", "(b = 2 OR c = 3)"]);
/// ```
#[must_use]
pub fn parts<'a>(query: &'a Query, text: &str) -> Vec<Part<'a>> {
    let mut found = Vec::new();
    let mut waiting: Vec<&Clause> = query.condition.iter().collect();
    while let Some(clause) = waiting.pop() {
        match &clause.kind {
            ClauseKind::And(inner) => waiting.extend(inner.iter().rev()),
            _ => found.push(Part { clause, span: with_parentheses(clause.span, text) }),
        }
    }
    found
}

/// Takes in the pairs of parentheses around a clause: only a clause can stand between two that face each other.
fn with_parentheses(span: Span, text: &str) -> Span {
    let mut outer = span;
    loop {
        let before = text.get(..outer.start).unwrap_or_default().trim_end();
        let after = text.get(outer.end..).unwrap_or_default();
        let gap = after.len().saturating_sub(after.trim_start().len());
        if !before.ends_with('(') || !after.trim_start().starts_with(')') {
            return outer;
        }
        let end = outer.end.saturating_add(gap).saturating_add(1);
        outer = Span::new(before.len().saturating_sub(1), end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        let query = crate::parse(text).query.expect("a query");
        parts(&query, text).iter().map(|part| part.span.of(text).to_owned()).collect()
    }

    #[test]
    fn and_joins_and_or_does_not() {
        for (text, expect) in [
            ("", &[][..]),
            ("ORDER BY occurred", &[]),
            ("a = 1", &["a = 1"]),
            ("a = 1 and b in (2, 3) order by c", &["a = 1", "b in (2, 3)"]),
            ("a = 1 OR b = 2", &["a = 1 OR b = 2"]),
            ("a = 1 AND ( b = 2 OR c = 3 ) AND NOT d = 4", &["a = 1", "( b = 2 OR c = 3 )", "NOT d = 4"]),
            ("(a = 1 AND b = 2) AND ((c = 3))", &["a = 1", "b = 2", "((c = 3))"]),
            ("((a = 1) AND (b = 2 OR c = f()))", &["(a = 1)", "(b = 2 OR c = f())"]),
            ("a = \"(\" AND b = \")\"", &["a = \"(\"", "b = \")\""]),
        ] {
            assert_eq!(texts(text), expect, "{text}");
        }
    }
}
