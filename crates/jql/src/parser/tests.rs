//! One line for every production and every rule; the corpus in `tests/fixtures/jql` has the longer cases.

use crate::{ClauseKind, DEPTH_MAX, LENGTH_MAX, OperandKind, Operator, Query, Span, parse};

#[track_caller]
fn read(text: &str) -> Query {
    let parsed = parse(text);
    assert!(parsed.errors.is_empty(), "{text}: {:?}", parsed.errors);
    parsed.query.unwrap()
}

/// `text` is canonical: it prints as it was written.
#[track_caller]
fn canonical(text: &str) {
    becomes(text, text);
}

/// `text` means the same as the canonical `printed`.
#[track_caller]
fn becomes(text: &str, printed: &str) {
    let query = read(text);
    assert_eq!(query.to_string(), printed);
    assert_eq!(read(printed), query, "{printed}");
}

/// `text` has exactly these errors: the last part of the code, and the text it points at.
#[track_caller]
fn wrong(text: &str, expect: &[(&str, &str)]) {
    let parsed = parse(text);
    assert!(parsed.query.is_none(), "{text} is accepted");
    let found: Vec<_> = parsed
        .errors
        .iter()
        .map(|error| (error.code().rsplit('.').next().unwrap(), error.span.of(text)))
        .collect();
    assert_eq!(found, expect, "{text}");
}

/// The query in the comment above every production is read, and printed in a way that reads back the same.
#[test]
fn examples_above_productions_hold() {
    let sources = [
        include_str!("query.rs"),
        include_str!("term.rs"),
        include_str!("field.rs"),
        include_str!("operand.rs"),
        include_str!("predicate.rs"),
        include_str!("order.rs"),
    ];
    let examples: Vec<_> = sources
        .iter()
        .flat_map(|source| source.lines())
        .filter_map(|line| line.trim().strip_prefix("// test: "))
        .collect();
    assert!(examples.len() >= 20, "{examples:?}");
    for example in examples {
        let query = read(example);
        assert_eq!(read(&query.to_string()), query, "{example}");
    }
}

#[test]
fn queries() {
    canonical("");
    becomes(" \t\r\n", "");
    canonical("ORDER BY a");
    canonical("a = 1 ORDER BY a, b DESC, c ASC");
    becomes("order\nby 5", "ORDER BY 5");
    canonical("ORDER BY cf[10010], \"a b\" DESC, issue.property[k].p");
}

#[test]
fn and_binds_stronger_than_or_and_not_strongest() {
    canonical("a = 1 OR b = 2 AND c = 3");
    canonical("(a = 1 OR b = 2) AND c = 3");
    canonical("NOT a = 1 AND b = 2");
    canonical("NOT (a = 1 AND b = 2)");
    becomes("!!(a=1)", "NOT NOT a = 1");
    becomes("a=1&b=2&&c=3|d=4||e=5", "a = 1 AND b = 2 AND c = 3 OR d = 4 OR e = 5");
    becomes("((a = 1))", "a = 1");
}

#[test]
fn parentheses_around_the_same_word_stay() {
    canonical("(a = 1 AND b = 2) AND c = 3");
    canonical("a = 1 OR (b = 2 OR c = 3)");
    becomes("(a = 1 AND b = 2) OR c = 3", "a = 1 AND b = 2 OR c = 3");
}

#[test]
fn operators() {
    for operator in ["=", "!=", "~", "!~", "<", ">", "<=", ">="] {
        canonical(&format!("a {operator} b"));
        becomes(&format!("a{operator}b"), &format!("a {operator} b"));
        canonical(&format!("a {operator} f()"));
    }
    for operator in ["=", "!=", "~", "!~", "WAS", "WAS NOT", "IS", "IS NOT"] {
        canonical(&format!("a {operator} EMPTY"));
    }
    for operator in ["IN", "NOT IN", "WAS IN", "WAS NOT IN"] {
        canonical(&format!("a {operator} (b)"));
        canonical(&format!("a {operator} f(b)"));
    }
    becomes("a was  NOT\nin(b)", "a WAS NOT IN (b)");
    becomes("a is null", "a IS EMPTY");
    canonical("a CHANGED");
}

#[test]
fn predicates() {
    canonical("a WAS b AFTER -1d BEFORE now() ON \"2026/01/31\" DURING (x, y) BY (a, b)");
    canonical("a WAS NOT IN (b) BY EMPTY BY f(1)");
    canonical("a CHANGED TO b FROM c FROM d BY e");
    canonical("a CHANGED FROM EMPTY TO (b, (c, EMPTY)) AND d = 1");
}

#[test]
fn fields() {
    canonical("5 = 5");
    canonical("-5 = 5");
    becomes("CF [ 010 ] = 1", "cf[010] = 1");
    becomes("'a b' = 1", "\"a b\" = 1");
    canonical("\"Team[Team]\" = 1");
    becomes("Team[Team] = 1", "Team[Team] = 1");
    canonical("issue.property[\"a b\"].path.to .more 5 \"c d\"[1] x = 1");
    canonical("cf[1][2] = 1");
    canonical("\"in\"[\"by\"] \"to\" = 1");
}

#[test]
fn operands() {
    canonical("a = -5");
    canonical("a = \"-5\"");
    canonical("a = 123456789012345678901234567890");
    becomes("a = '5'", "a = \"5\"");
    becomes("a = 5.5", "a = \"5.5\"");
    canonical("a = -7d");
    canonical("a = 557058:f5-8");
    canonical("a = \"\"");
    canonical("a = \"tab\\t line\\n return\\r quote\\\" back\\\\ bell\\u0007 it's\"");
    becomes(r"a = b\ c\u0021\'", "a = \"b c!'\"");
    becomes(r"a = \u0061nd", "a = \"and\"");
    becomes(r"a = '\ud83d\ude00'", "a = \"😀\"");
    canonical("a = größe");
    canonical("a = f(b, -5, \"c d\")");
    becomes("a = 'f g' ( )", "a = \"f g\"()");
    becomes("a = 5(1)", "a = 5(1)");
    becomes("a in((b),(c,(d)))", "a IN ((b), (c, (d)))");
}

#[test]
fn every_part_knows_its_place() {
    let text = " NOT ( a was  not in (b, f( c )) by d ) and cf[1].x = 2";
    //         0123456789
    let query = read(text.replace(".x", "").as_str());
    let ClauseKind::And(parts) = &query.condition.as_ref().unwrap().kind else { panic!("{query}") };
    let text = text.replace(".x", "");
    assert_eq!(query.condition.as_ref().unwrap().span.of(&text), text.trim());
    assert_eq!(parts[0].span.of(&text), "NOT ( a was  not in (b, f( c )) by d )");
    let ClauseKind::Not(inner) = &parts[0].kind else { panic!("{query}") };
    assert_eq!(inner.span.of(&text), "a was  not in (b, f( c )) by d");
    let ClauseKind::Term(term) = &inner.kind else { panic!("{query}") };
    assert_eq!(term.operator, Operator::WasNotIn);
    assert_eq!(term.field.span.of(&text), "a");
    assert_eq!(term.operator_span.0.of(&text), "was  not in");
    let operand = term.operand.as_ref().unwrap();
    assert_eq!(operand.span.of(&text), "(b, f( c ))");
    let OperandKind::List(items) = &operand.kind else { panic!("{query}") };
    assert_eq!(items[1].span.of(&text), "f( c )");
    assert_eq!(term.predicates[0].operand.span.of(&text), "d");
    let ClauseKind::Term(term) = &parts[1].kind else { panic!("{query}") };
    assert_eq!(term.field.span.of(&text), "cf[1]");
}

#[test]
fn places_of_properties_reach_to_the_end_of_the_path() {
    let text = "x[k] .a 5 = 1";
    let ClauseKind::Term(term) = read(text).condition.unwrap().kind else { panic!() };
    assert_eq!(term.field.span.of(text), "x[k] .a 5");
}

#[test]
fn one_error_for_one_fault() {
    wrong("a", &[("expected-operator", "")]);
    wrong("a b", &[("expected-operator", "b")]);
    wrong("a == 1", &[("expected-value", "=")]);
    wrong("a = (b, c) AND d = 1", &[("expected-value", "(")]);
    wrong("a IN b OR c = 1", &[("expected-list", "b")]);
    wrong("a IN ()", &[("expected-operand", ")")]);
    wrong("a IN (b,)", &[("expected-operand", ")")]);
    wrong("a IN (b c) AND d = 1", &[("expected-token", "c")]);
    wrong("a = f(b,) AND c = 1", &[("expected-argument", ")")]);
    wrong("a = f(EMPTY)", &[("expected-argument", "EMPTY")]);
    wrong("a = f(g()) AND c = 1", &[("expected-token", "(")]);
    wrong("a IS b", &[("expected-empty", "b")]);
    wrong("a NOT = 1", &[("expected-token", "=")]);
    wrong("a < EMPTY", &[("expected-value", "EMPTY")]);
    wrong("a WAS (b)", &[("expected-value", "(")]);
    wrong("a WAS b FROM c", &[("expected-connective", "FROM")]);
    wrong("a = b BY c", &[("expected-connective", "BY")]);
    wrong("a CHANGED b", &[("expected-connective", "b")]);
    wrong("a ! = 1", &[("expected-operator", "!")]);
    wrong("cf = 1", &[("expected-custom-field-id", "=")]);
    wrong("cf[-1] = 1", &[("expected-custom-field-id", "-1")]);
    wrong("cf[x] = 1", &[("expected-custom-field-id", "x")]);
    wrong("cf[1 = 1", &[("expected-token", "=")]);
    wrong("[1] = 1", &[("expected-custom-field", "[")]);
    wrong("a[] = 1", &[("expected-property-id", "]")]);
    wrong("5[k] = 1", &[("expected-operator", "[")]);
    wrong("(a = 1", &[("expected-token", "")]);
    wrong("a = 1)", &[("expected-connective", ")")]);
    wrong("()", &[("expected-field", ")")]);
    wrong("a = 1 AND", &[("expected-field", "")]);
    wrong("a = 1 &&& b = 2", &[("expected-field", "&")]);
    wrong("ORDER a", &[("expected-token", "a")]);
    wrong("ORDER BY", &[("expected-field", "")]);
    wrong("ORDER BY a AND b = 1", &[("expected-token", "AND")]);
    wrong("ORDER BY a DESC ASC", &[("expected-token", "ASC")]);
    wrong("a = 1 ORDER BY b LIMIT 5", &[("expected-token", "LIMIT")]);
    wrong("a = b@c AND d = 1", &[("reserved-character", "@")]);
    wrong("a = +\"b c\"", &[("reserved-character", "+")]);
    wrong("create = 1", &[("reserved-word", "create")]);
    wrong("a IN (\"b, c) AND d = 1", &[("unfinished-string", "\"b, c) AND d = 1")]);
}

#[test]
fn several_faults_in_one_pass() {
    wrong(
        "a = AND b = 1 OR c IN d ORDER BY e f",
        &[("expected-value", "AND"), ("expected-list", "d"), ("expected-token", "f")],
    );
    wrong(
        "(a = ) AND (b c) OR update = create",
        &[
            ("expected-value", ")"),
            ("expected-operator", "c"),
            ("reserved-word", "update"),
            ("reserved-word", "create"),
        ],
    );
    wrong("a IN (b AND c) AND d", &[("expected-token", "AND"), ("expected-operator", "")]);
    wrong("a IN (b AND c = 1 AND d", &[("expected-token", "AND"), ("expected-operator", "")]);
    wrong("a = 1) AND b IS c", &[("expected-connective", ")"), ("expected-empty", "c")]);
    wrong("(a = 1 ORDER BY b", &[("expected-connective", "ORDER")]);
}

#[test]
fn the_number_of_errors_is_limited() {
    let parsed = parse(&"a = AND ".repeat(10_000));
    assert_eq!(parsed.errors.len(), 32);
    let parsed = parse(&"# AND ".repeat(10_000));
    assert_eq!(parsed.errors.len(), 32);
}

#[test]
fn depth_is_limited() {
    for (open, middle, close) in [("(", "a = 1", ")"), ("NOT ", "a = 1", ""), ("!", "a = 1", "")] {
        let nest = |depth| format!("{}{middle}{}", open.repeat(depth), close.repeat(depth));
        canonical(&read(&nest(DEPTH_MAX)).to_string());
        wrong(&nest(DEPTH_MAX + 1), &[("depth", open.trim())]);
        wrong(&nest(100_000), &[("depth", open.trim())]);
    }
    let lists = |depth| format!("a IN {}b{}", "(".repeat(depth), ")".repeat(depth));
    canonical(&lists(DEPTH_MAX));
    wrong(&lists(DEPTH_MAX + 1), &[("depth", "(")]);
    wrong(&"(".repeat(LENGTH_MAX), &[("depth", "(")]);
    // A fault inside a list does not use up depth.
    let faults = vec!["a IN (((b c)))"; 20].join(" AND ");
    assert_eq!(parse(&format!("{faults} AND {}", lists(DEPTH_MAX))).errors.len(), 20);
}

/// WASM gives one mebibyte of stack to everything, so a query must leave most of it to others.
#[test]
fn the_deepest_query_fits_into_a_small_stack() {
    // Builds for tests need several times the stack of those that are shipped.
    let stack_bytes = if cfg!(debug_assertions) { 1 << 20 } else { 1 << 18 };
    let half = DEPTH_MAX / 2;
    let work = move || {
        for text in [
            format!("{}a = 1{}", "NOT (".repeat(half), ")".repeat(half)),
            format!("{}a = 1{}", "b = 2 AND (c = 3 OR (".repeat(half), "))".repeat(half)),
            format!("a IN {}b{}", "(".repeat(DEPTH_MAX), ")".repeat(DEPTH_MAX)),
        ] {
            let query = read(&text);
            assert_eq!(read(&query.to_string()), query);
            assert!(crate::normal_form(&query).is_object());
        }
    };
    std::thread::Builder::new().stack_size(stack_bytes).spawn(work).unwrap().join().unwrap();
}

#[test]
fn length_is_limited() {
    let list = |items: usize| {
        format!("a IN ({})", vec!["557058:f58131cb-b67d-43c7-b30d-6b58d40bd077"; items].join(", "))
    };
    assert!(parse(&list(10_000)).query.is_some());
    let text = list(30_000);
    let parsed = parse(&text);
    assert_eq!(parsed.errors[0].code(), "jql.limit.length");
    assert_eq!(parsed.errors[0].span, Span::new(LENGTH_MAX, text.len()));
    // The limit may fall into the middle of a character.
    assert_eq!(parse(&"ä€".repeat(LENGTH_MAX)).errors.len(), 1);
}
