//! What holds for every tree and for every text.

use activity_jql::{
    Argument, Clause, ClauseKind, Direction, Field, FieldName, Function, Ignored, Operand, OperandKind,
    Operator, Predicate, PredicateKind, Property, Query, SortKey, Span, Term, TokenKind, complete, parse,
    quote, tokens,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn printing_and_reading_give_the_same_tree(query in query()) {
        let text = query.to_string();
        let parsed = parse(&text);
        prop_assert!(parsed.errors.is_empty(), "{}: {:?}", text, parsed.errors);
        let read = parsed.query.unwrap();
        prop_assert_eq!(&read, &query, "{}", text);
        prop_assert_eq!(read.to_string(), text);
    }

    #[test]
    fn a_quoted_text_reads_back_as_itself(text in text()) {
        let field = parse(&format!("{} = 1", quote(&text))).query.unwrap();
        let value = parse(&format!("a = {}", quote(&text))).query.unwrap();
        let ClauseKind::Term(field) = field.condition.unwrap().kind else { panic!() };
        let ClauseKind::Term(value) = value.condition.unwrap().kind else { panic!() };
        prop_assert_eq!(field.field.name, FieldName::Name(text.clone()));
        prop_assert_eq!(value.operand.unwrap().kind, OperandKind::Text(text));
    }

    #[test]
    fn any_text_gives_a_tree_or_errors_with_places(text in any::<String>()) {
        check_text(&text)?;
    }

    #[test]
    fn any_words_give_a_tree_or_errors_with_places(words in vec(select(WORDS), 0..40), space in select(&["", " "][..])) {
        check_text(&words.join(space))?;
    }

    #[test]
    fn any_cursor_in_any_words_has_a_place(words in vec(select(WORDS), 0..40), space in select(&["", " "][..]), cursor in 0_usize..200) {
        check_completion(&words.join(space), cursor)?;
    }

    #[test]
    fn any_cursor_in_any_text_has_a_place(text in any::<String>(), cursor in 0_usize..200) {
        check_completion(&text, cursor)?;
    }

    #[test]
    fn something_may_come_at_every_border_in_a_query(query in query(), at in any::<prop::sample::Index>()) {
        let text = query.to_string();
        let starts: Vec<usize> = tokens(&text).iter().map(|token| token.span.start).chain([text.len()]).collect();
        let cursor = *at.get(&starts);
        let token = tokens(&text).into_iter().find(|token| token.span.start == cursor);
        // Properties of entities are not completed.
        let in_brackets = token.is_some_and(|token| token.kind == TokenKind::Field || token.kind == TokenKind::Punctuation);
        prop_assert!(in_brackets || !complete(&text, cursor).expected.is_empty(), "{} at {}", text, cursor);
    }

    #[test]
    fn a_cut_query_gives_a_tree_or_errors_with_places(query in query(), at in any::<prop::sample::Index>()) {
        let text = query.to_string();
        let cut: String = text.chars().take(at.index(text.chars().count().saturating_add(1))).collect();
        check_text(&cut)?;
    }
}

fn check_completion(text: &str, cursor: usize) -> Result<(), TestCaseError> {
    let found = complete(text, cursor);
    prop_assert!(found.span.start <= cursor.min(text.len()), "{:?}", found.span);
    prop_assert!(text.get(found.span.start..found.span.end).is_some(), "{:?}", found.span);
    prop_assert!(found.span.end >= text.floor_char_boundary(cursor), "{:?}", found.span);
    Ok(())
}

/// Pieces of the language and of trouble.
const WORDS: &[&str] = &[
    "a", "b", "5", "-5", "\"c d\"", "'e'", "AND", "or", "NOT", "!", "(", ")", "(", ")", "[", "]", ",", "=",
    "!=", "~", "!~", "<", ">=", "in", "is", "was", "changed", "empty", "by", "from", "to", "after", "during",
    "order", "by", "asc", "cf", "cf[1]", "f(", "create", "@", "\\", "\\u00", "\"", "'", "\t", "\u{0}",
    "\u{a0}", "é", "😀", "&&", "|", "*",
];

fn check_text(text: &str) -> Result<(), TestCaseError> {
    let parsed = parse(text);
    prop_assert_eq!(parsed.query.is_some(), parsed.errors.is_empty());
    let mut last = 0;
    for error in &parsed.errors {
        prop_assert!(error.span.start >= last, "errors are not in the order of the text");
        prop_assert!(
            text.get(error.span.start..error.span.end).is_some(),
            "{:?} cuts a character",
            error.span
        );
        prop_assert!(!error.message().is_empty() && error.code().starts_with("jql."));
        prop_assert!(error.help().is_none_or(|help| help.ends_with('.')));
        last = error.span.start;
    }
    if let Some(query) = parsed.query {
        let again = parse(&query.to_string());
        prop_assert_eq!(again.query.as_ref(), Some(&query));
    }
    let mut end = 0;
    for token in tokens(text) {
        let between = text.get(end..token.span.start);
        prop_assert!(between.is_some_and(|space| space.chars().all(|c| " \t\r\n".contains(c))));
        prop_assert!(token.span.end > token.span.start);
        end = token.span.end;
    }
    prop_assert!(text.get(end..).is_some_and(|space| space.chars().all(|c| " \t\r\n".contains(c))));
    Ok(())
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z][a-zA-Z0-9_:-]{0,8}",
        "-?[0-9]{1,12}",
        any::<String>(),
        select(vec![
            "", "in", "Create", "EMPTY", "cf", "a.b", ".a", "-7d", "it's", "\"", "\\", "\t\r\n", " ",
            "\u{a0}"
        ])
        .prop_map(str::to_owned),
    ]
}

fn number() -> impl Strategy<Value = String> {
    "-?[0-9]{1,20}"
}

fn argument() -> impl Strategy<Value = Argument> {
    prop_oneof![text().prop_map(Argument::Text), number().prop_map(Argument::Number)]
}

fn property() -> impl Strategy<Value = Property> {
    (argument(), vec(argument(), 0..3)).prop_map(|(key, path)| Property { key, path })
}

fn field() -> impl Strategy<Value = Field> {
    let named = prop_oneof![
        4 => text().prop_map(FieldName::Name),
        1 => "[0-9]{1,6}".prop_map(FieldName::Custom),
    ];
    prop_oneof![
        8 => named.clone().prop_map(|name| (name, Vec::new())),
        2 => (named, vec(property(), 1..3)),
        1 => number().prop_map(|digits| (FieldName::Number(digits), Vec::new())),
    ]
    .prop_map(|(name, properties)| Field { name, properties, span: Span::default() })
}

fn simple() -> impl Strategy<Value = OperandKind> {
    prop_oneof![
        3 => text().prop_map(OperandKind::Text),
        1 => number().prop_map(OperandKind::Number),
        1 => function(),
    ]
}

fn function() -> impl Strategy<Value = OperandKind> {
    (text(), vec(argument(), 0..4))
        .prop_map(|(name, arguments)| OperandKind::Function(Function { name, arguments }))
}

fn any_operand() -> impl Strategy<Value = OperandKind> {
    let leaf = prop_oneof![1 => Just(OperandKind::Empty), 6 => simple()];
    leaf.prop_recursive(3, 12, 4, |inner| {
        vec(inner, 1..4).prop_map(|items| OperandKind::List(items.into_iter().map(placed).collect()))
    })
}

fn list_or_function() -> impl Strategy<Value = OperandKind> {
    let list =
        vec(any_operand(), 1..4).prop_map(|items| OperandKind::List(items.into_iter().map(placed).collect()));
    prop_oneof![3 => list, 1 => function()]
}

fn placed(kind: OperandKind) -> Operand {
    Operand { kind, span: Span::default() }
}

fn predicates(kinds: &'static [PredicateKind]) -> impl Strategy<Value = Vec<Predicate>> {
    let predicate = (select(kinds), any_operand())
        .prop_map(|(kind, operand)| Predicate { kind, operand: placed(operand) });
    vec(predicate, 0..4)
}

const AFTER_WAS: &[PredicateKind] = &[
    PredicateKind::After,
    PredicateKind::Before,
    PredicateKind::On,
    PredicateKind::During,
    PredicateKind::By,
];

const AFTER_CHANGED: &[PredicateKind] =
    &[PredicateKind::From, PredicateKind::To, PredicateKind::By, PredicateKind::On];

/// What may stand behind a field.
fn rest() -> impl Strategy<Value = (Operator, Option<OperandKind>, Vec<Predicate>)> {
    use Operator::{
        Changed, Contains, Equals, Greater, GreaterOrEqual, In, Is, IsNot, Less, LessOrEqual, NotContains,
        NotEquals, NotIn, Was, WasIn, WasNot, WasNotIn,
    };
    let or_empty = || prop_oneof![1 => Just(OperandKind::Empty), 4 => simple()];
    prop_oneof![
        4 => (select(vec![Equals, NotEquals, Contains, NotContains]), or_empty())
            .prop_map(|(operator, operand)| (operator, Some(operand), Vec::new())),
        2 => (select(vec![Less, Greater, LessOrEqual, GreaterOrEqual]), simple())
            .prop_map(|(operator, operand)| (operator, Some(operand), Vec::new())),
        2 => (select(vec![In, NotIn]), list_or_function())
            .prop_map(|(operator, operand)| (operator, Some(operand), Vec::new())),
        1 => select(vec![Is, IsNot]).prop_map(|operator| (operator, Some(OperandKind::Empty), Vec::new())),
        1 => (select(vec![Was, WasNot]), or_empty(), predicates(AFTER_WAS))
            .prop_map(|(operator, operand, predicates)| (operator, Some(operand), predicates)),
        1 => (select(vec![WasIn, WasNotIn]), list_or_function(), predicates(AFTER_WAS))
            .prop_map(|(operator, operand, predicates)| (operator, Some(operand), predicates)),
        1 => predicates(AFTER_CHANGED).prop_map(|predicates| (Changed, None, predicates)),
    ]
}

fn term() -> impl Strategy<Value = ClauseKind> {
    (field(), rest()).prop_map(|(field, (operator, operand, predicates))| {
        let operator_span = Ignored::default();
        ClauseKind::Term(Term { field, operator, operator_span, operand: operand.map(placed), predicates })
    })
}

fn clause() -> impl Strategy<Value = Clause> {
    term().prop_map(here).prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 2..4).prop_map(ClauseKind::And),
            vec(inner.clone(), 2..4).prop_map(ClauseKind::Or),
            inner.prop_map(|clause| ClauseKind::Not(Box::new(clause))),
        ]
        .prop_map(here)
    })
}

fn here(kind: ClauseKind) -> Clause {
    Clause { kind, span: Span::default() }
}

fn query() -> impl Strategy<Value = Query> {
    let direction = option::of(select(vec![Direction::Ascending, Direction::Descending]));
    let key = (field(), direction).prop_map(|(field, direction)| SortKey { field, direction });
    (option::weighted(0.9, clause()), vec(key, 0..3))
        .prop_map(|(condition, order)| Query { condition, order })
}
