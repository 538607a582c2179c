use crate::{SyntaxError, parse};
use std::collections::BTreeSet;

#[track_caller]
fn first_error(text: &str) -> SyntaxError {
    let errors = parse(text).errors;
    errors.into_iter().next().unwrap_or_else(|| panic!("{text} has no error"))
}

#[track_caller]
fn check(text: &str, code: &str, message: &str, help: Option<&str>) {
    let error = first_error(text);
    assert_eq!(error.code(), code, "{text}");
    assert_eq!(error.message(), message, "{text}");
    assert_eq!(error.help().as_deref(), help, "{text}");
}

#[test]
fn words_follow_the_catalogue_of_the_editor() {
    check(
        "status = create",
        "jql.syntax.reserved-word",
        "'create' is a reserved JQL word. You must surround it in quotation marks to use it in a query.",
        Some("Write \"create\"."),
    );
    check(
        "assignee = bob@x.com",
        "jql.syntax.reserved-character",
        r"The character '@' is a reserved JQL character. You must enclose it in a string or use the escape '\u0040' instead.",
        Some("Write \"bob@x.com\"."),
    );
    check(
        "a ~ \"b\tc\"",
        "jql.syntax.illegal-character",
        r"The character 'U+0009' must be escaped. Use the escape '\u0009' instead.",
        Some(r"Write \t for a tab."),
    );
    check(
        "and = 1",
        "jql.syntax.expected-field",
        "Expecting a field name but got 'and'. You must surround 'and' in quotation marks to use it as a field name.",
        None,
    );
    check(
        "a = 1 b",
        "jql.syntax.expected-connective",
        "Expecting 'AND', 'OR' or 'ORDER BY' but got 'b'.",
        Some("Put a value of several words in quotation marks, or join conditions with AND or OR."),
    );
    check(
        "a in (1",
        "jql.syntax.expected-token",
        "Expecting ',' or ')' before the end of the query.",
        Some("A parenthesis has not been closed."),
    );
    check(
        "a in b",
        "jql.syntax.expected-list",
        "Expecting a list or function but got 'b'.",
        Some("Put the values in parentheses: (b)."),
    );
}

#[test]
fn long_texts_are_cut() {
    let error = first_error(&format!("a = 1 {}", "x".repeat(10_000)));
    assert!(error.message().len() < 200);
    let error = first_error(&format!("a = {}@", "ä".repeat(10_000)));
    assert_eq!(error.help().as_deref(), Some("Put the whole value in quotation marks."));
}

/// One query for every row of the table of codes.
const CASES: [&str; 18] = [
    "a = create",
    "a = b@c",
    "a = \"b",
    r"a = b\q",
    "a = b\\",
    "a = \u{7f}",
    "a = 1 and",
    "[1] = 1",
    "cf = 1",
    "a",
    "a =",
    "a in",
    "a in ()",
    "a is b",
    "a[] = 1",
    "a = f(,)",
    "a = 1 b = 2",
    "a not b",
];

#[test]
fn every_kind_of_error_has_a_code_of_its_own() {
    let mut codes: BTreeSet<_> = CASES.iter().map(|text| first_error(text).code()).collect();
    codes.insert(first_error(&"(".repeat(crate::DEPTH_MAX + 1)).code());
    codes.insert(first_error(&" ".repeat(crate::LENGTH_MAX + 1)).code());
    assert_eq!(codes.len(), CASES.len() + 2, "{codes:?}");
}
