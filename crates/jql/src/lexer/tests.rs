use super::*;
use LexemeKind::{
    Bang, CloseRound, CloseSquare, Comma, Contains, Equals, Greater, GreaterOrEqual, Kept, Less, LessOrEqual,
    NotContains, NotEquals, Number, OpenRound, OpenSquare, Quoted, Word,
};

#[track_caller]
fn check(text: &str, expect: &[(LexemeKind, &str)]) {
    let lexed = lex(text);
    let found: Vec<_> = lexed.lexemes.iter().map(|lexeme| (lexeme.kind, lexeme.span.of(text))).collect();
    assert_eq!(found, expect, "{text}");
    assert!(lexed.errors.is_empty(), "{text}: {:?}", lexed.errors);
}

#[track_caller]
fn check_error(text: &str, code: &str, at: &str) {
    let lexed = lex(text);
    let [error] = lexed.errors.as_slice() else { panic!("{text}: {:?}", lexed.errors) };
    assert_eq!((error.code(), error.span.of(text)), (code, at), "{text}");
    assert!(lexed.lexemes.iter().any(|lexeme| lexeme.faulty));
}

#[test]
fn symbols_take_the_longest_match() {
    check(
        "(),[]",
        &[(OpenRound, "("), (CloseRound, ")"), (Comma, ","), (OpenSquare, "["), (CloseSquare, "]")],
    );
    check(
        "!<><=>==!=~!~",
        &[
            (Bang, "!"),
            (Less, "<"),
            (Greater, ">"),
            (LessOrEqual, "<="),
            (GreaterOrEqual, ">="),
            (Equals, "="),
            (NotEquals, "!="),
            (Contains, "~"),
            (NotContains, "!~"),
        ],
    );
    let (and, or) = (LexemeKind::Keyword(Keyword::And), LexemeKind::Keyword(Keyword::Or));
    check("&&&|||", &[(and, "&&"), (and, "&"), (or, "||"), (or, "|")]);
}

#[test]
fn words_keep_what_is_no_symbol() {
    for word in [
        "-7d",
        "2026-01-31",
        "557058:f5-8",
        "a.b.c",
        "5.5",
        "1e3",
        "--5",
        "“X”",
        "a\u{a0}b",
        "😀",
        "x`y",
        "inn",
    ] {
        check(word, &[(Word, word)]);
    }
    check(r"a\ b\u0020", &[(Word, r"a\ b\u0020")]);
    check(r"\u0061nd", &[(Word, r"\u0061nd")]);
}

#[test]
fn numbers_have_digits_and_a_minus_only() {
    for number in ["0", "007", "-5", "123456789012345678901234567890"] {
        check(number, &[(Number, number)]);
    }
    check("-", &[(Word, "-")]);
}

#[test]
fn keywords_and_kept_words_ignore_ascii_case() {
    check("NuLL", &[(LexemeKind::Keyword(Keyword::Empty), "NuLL")]);
    check("Create", &[(Kept, "Create")]);
    check("İn", &[(Word, "İn")]);
}

#[test]
fn strings_end_at_their_own_mark() {
    check(r#""it's"'"'"#, &[(Quoted, r#""it's""#), (Quoted, r#"'"'"#)]);
    check("\"a\nb\r\"", &[(Quoted, "\"a\nb\r\"")]);
    check(r#""\"""#, &[(Quoted, r#""\"""#)]);
    check(r#""""#, &[(Quoted, r#""""#)]);
}

#[test]
fn wrong_characters_stay_inside_their_token() {
    check_error("bob@x.com", "jql.syntax.reserved-character", "@");
    check_error("a/b/c", "jql.syntax.reserved-character", "/");
    check_error("\"a\tb\"", "jql.syntax.illegal-character", "\t");
    check_error("a\u{0}b", "jql.syntax.illegal-character", "\u{0}");
    check_error("\"\u{ffff}\"", "jql.syntax.illegal-character", "\u{ffff}");
    check_error(r#""a\qb""#, "jql.syntax.illegal-escape", r"\q");
    check_error(r"a\u12g", "jql.syntax.illegal-escape", r"\u12");
    check_error("a\\", "jql.syntax.unfinished-escape", "\\");
    check_error("a\\\tb", "jql.syntax.unfinished-escape", "\\");
    check_error("\"abc\\", "jql.syntax.unfinished-string", "\"abc\\");
    check_error("'", "jql.syntax.unfinished-string", "'");
}

#[test]
fn the_number_of_errors_is_limited() {
    let lexed = lex(&"# ".repeat(1_000));
    assert_eq!(lexed.errors.len(), ERRORS_MAX);
    assert_eq!(lexed.lexemes.len(), 1_000);
}
