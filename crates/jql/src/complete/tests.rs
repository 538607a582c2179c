use super::*;
use Expected::{Argument, Field, Function, List, Operator, SortField, Value, Word};

/// Completes at the `|`.
fn at_bar(text: &str) -> (String, Completion) {
    let cursor = text.find('|').unwrap();
    let text = text.replacen('|', "", 1);
    let completion = complete(&text, cursor);
    (text, completion)
}

const BEGIN: &[Expected] = &[Field, Word("NOT"), Word("(")];
const END: &[Expected] = &[Word("AND"), Word("OR"), Word("ORDER BY")];
const OPERAND: &[Expected] = &[Value, Function, Word("EMPTY")];
const BY: &[Expected] = &[Word("BY"), Word("AFTER"), Word("BEFORE"), Word("ON"), Word("DURING")];

#[test]
fn the_grammar_says_what_may_come() {
    let begin_or_order = [BEGIN, &[Word("ORDER BY")]].concat();
    let changed = [&[Word("FROM"), Word("TO")], BY, END].concat();
    let was = [BY, END].concat();
    let table: &[(&str, &[Expected])] = &[
        ("|", &begin_or_order),
        ("ac|", &begin_or_order),
        ("(|", BEGIN),
        ("NOT |", BEGIN),
        ("a = 1 AND |", BEGIN),
        ("a = 1 and|", END),
        ("a |", &[Operator]),
        ("a !|", &[Operator]),
        ("a >|", &[Operator]),
        ("a NOT |", &[Word("IN")]),
        ("a =|", OPERAND),
        ("a = |", OPERAND),
        ("a >= |", &[Value, Function]),
        ("a IS |", &[Word("NOT EMPTY"), Word("EMPTY")]),
        ("a IS NOT |", &[Word("EMPTY")]),
        ("a IN |", &[List, Function]),
        ("a IN (|", OPERAND),
        ("a IN (b|", OPERAND),
        ("a IN (b |", &[Word(","), Word(")")]),
        ("a IN (b, |", OPERAND),
        ("a IN f(|", &[Argument, Word(")")]),
        ("a IN f(x |", &[Word(","), Word(")")]),
        ("a IN f(x, |", &[Argument]),
        ("a = b |", END),
        ("(a = b |", &[Word("AND"), Word("OR"), Word(")")]),
        ("a WAS |", &[Word("NOT"), Word("IN"), Value, Function, Word("EMPTY")]),
        ("a WAS NOT |", &[Word("IN"), Value, Function, Word("EMPTY")]),
        ("a WAS b |", &was),
        ("a CHANGED |", &changed),
        ("a CHANGED FROM b |", &changed),
        ("a CHANGED BY |", &[Value, Function, Word("EMPTY"), List]),
        ("a CHANGED DURING (|", OPERAND),
        ("a = b ORDER |", &[Word("BY")]),
        ("ORDER BY |", &[SortField]),
        ("ORDER BY a |", &[Word("ASC"), Word("DESC"), Word(",")]),
        ("ORDER BY a DESC |", &[Word(",")]),
        // Broken before, and found again.
        ("a b c AND d |", &[Operator]),
        ("a = AND |", BEGIN),
        ("a = \"x\" |", END),
        ("a = \"x\"|", END),
        ("a IN (b AND |", BEGIN),
        // Broken, and lost.
        ("a = (b AND |", &[]),
        ("a b |", &[]),
        ("a = b c|", END),
        ("a = b c |", &[]),
        ("issue.property[|", &[]),
    ];
    for (text, expect) in table {
        assert_eq!(at_bar(text).1.expected, *expect, "{text}");
    }
}

#[test]
fn the_word_at_the_cursor_is_replaced() {
    let table = [
        ("ac|", "ac", "ac"),
        ("a|c = 1", "ac", "a"),
        ("|ac = 1", "ac", ""),
        ("x |", "", ""),
        ("a = \"An|", "\"An", "An"),
        ("a = \"An|n\" AND b = 1", "\"Ann\"", "An"),
        ("a = \"An| AND b = 1", "\"An", "An"),
        ("a = 'it\\'s| AND b = 1", "'it\\'s", "it's"),
        ("a = An|na AND b = 1", "Anna", "An"),
        ("a = \"Ann\"|", "", ""),
        ("a = | AND b = 1", "", ""),
        ("a = |AND b = 1", "", ""),
        ("a = |b", "b", ""),
        ("a = b |c = d", "", ""),
        ("a >|= 1", ">=", ">"),
        ("a >|", ">", ">"),
        ("a >=|", "", ""),
        ("a i|", "i", "i"),
        ("a IN (b|, c)", "b", "b"),
        ("a IN (b|)", "b", "b"),
        ("a = f|(1)", "f", "f"),
        ("a = 1 &|& b = 2", "", ""),
        ("a = -7|", "-7", "-7"),
        ("a = +1|d", "+1d", "+1"),
        ("a = 😀|é", "😀é", "😀"),
    ];
    for (text, replaced, prefix) in table {
        let (text, completion) = at_bar(text);
        assert_eq!((completion.span.of(&text), completion.prefix.as_str()), (replaced, prefix), "{text}");
    }
    assert!(at_bar("a = \"x|").1.quoted);
    assert!(!at_bar("a = x|").1.quoted);
}

#[test]
fn what_stands_around_is_told() {
    let around = |text: &str| at_bar(text).1.around;
    let field = |around: &Around| around.field.as_ref().map(ToString::to_string);
    let one = around("b = 1 AND status CHANGED FROM x BY |");
    assert_eq!(field(&one).as_deref(), Some("status"));
    assert_eq!(one.operator, Some(crate::Operator::Changed));
    assert_eq!(one.predicate, Some(crate::PredicateKind::By));
    assert!(!one.in_list && one.call.is_none());

    let two = around("actor NOT IN (a, membersOf(x, |");
    assert_eq!(two.operator, Some(crate::Operator::NotIn));
    assert!(two.in_list);
    assert_eq!(two.call, Some(Call { name: "membersOf".into(), arguments: 1 }));

    let three = around("a = f(x) AND cf[10010] = |");
    assert_eq!(field(&three).as_deref(), Some("cf[10010]"));
    assert_eq!(three.call, None);
}

#[test]
fn a_cursor_that_is_nowhere_is_put_somewhere() {
    assert_eq!(complete("a = 😀", 6).span, Span::new(4, 8));
    assert_eq!(complete("a = b", 99).span, Span::new(4, 5));
    let long = "x".repeat(crate::LENGTH_MAX + 1);
    assert_eq!(complete(&long, 3).span, Span::new(0, long.len()));
    let deep = format!("{}a = |", "(".repeat(crate::DEPTH_MAX + 1));
    assert_eq!(at_bar(&deep).1.expected, []);
}
