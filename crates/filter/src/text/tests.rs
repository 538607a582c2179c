use super::*;

fn matches(pattern: &str, texts: &[&str]) -> bool {
    let pattern = Pattern::parse(pattern).unwrap_or_else(|e| panic!("{pattern}: {e:?}"));
    pattern.is_in(&|test| texts.iter().any(|text| test(text)))
}

fn finds(pattern: &str, text: &str) -> bool {
    matches(pattern, &[text, ""])
}

#[test]
fn words_phrases_and_wildcards() {
    let text = "Rotate the signing KEYS (full-screen) of PAY-12, see https://example.com/a_b naïve";
    for pattern in [
        "keys",
        "KEYS rotate",
        "rotate AND keys",
        "rotate && keys",
        "nothing OR keys",
        "nothing || keys",
        "keys NOT nothing",
        "keys -nothing",
        "keys !nothing",
        "+keys",
        "\"signing keys\"",
        "\"SIGNING  keys\"",
        "full-screen",
        "\"full screen\"",
        "PAY-12",
        "pay-1*",
        "*ign*",
        "key*",
        "*eys",
        "k*s",
        "k?ys",
        "key?",
        "sign?",
        "(keys OR nothing) rotate",
        "example.com",
        "a_b",
        "NAÏVE",
        "keys~ rotate^4",
        "\"rotate keys\"~10 OR keys",
        "\\[keys\\]",
        "keys NOT (nothing OR nobody)",
        "NOT nothing keys",
        "rotate - keys",
        "rotate\u{a0}keys",
        "*",
        "rotate:keys OR keys",
        "\"pay 1*\"",
    ] {
        assert!(finds(pattern, text), "{pattern}");
    }
    for pattern in [
        "key",
        "nothing",
        "keys nothing",
        "keys AND nothing",
        "keys NOT rotate",
        "keys -rotate",
        "\"keys signing\"",
        "screen-full",
        "PAY-1",
        "k?s",
        "eys*",
        "\"rotate keys\"",
        "keys (nothing OR nobody)",
        "b_a",
        "pay?12",
        "rotated",
        "NOT keys rotate",
    ] {
        assert!(!finds(pattern, text), "{pattern}");
    }
}

#[test]
fn all_texts_of_a_field_are_one_and_a_phrase_does_not_cross() {
    assert!(matches("keys signing", &["signing", "keys"]));
    assert!(!matches("\"signing keys\"", &["signing", "keys"]));
}

#[test]
fn scripts_without_spaces_are_searched_by_character() {
    assert!(finds("監査", "今日の監査ログ"));
    assert!(!finds("査監", "今日の監査ログ"));
    assert!(finds("ログ keys", "監査ログkeys"));
    assert!(finds("हिन्दी", "यह हिन्दी है"));
}

#[test]
fn what_cannot_be_searched_for() {
    let table = [
        ("", TextError::Empty),
        ("   ", TextError::Empty),
        ("...", TextError::Empty),
        ("\"\"", TextError::Empty),
        ("()", TextError::Parenthesis),
        ("\"a", TextError::OpenQuote),
        ("(a", TextError::Parenthesis),
        ("a)", TextError::Parenthesis),
        ("a OR", TextError::Dangling),
        ("AND a", TextError::Dangling),
        ("NOT", TextError::Dangling),
        ("NOT a", TextError::OnlyNegative),
        ("-a -b", TextError::OnlyNegative),
        ("a OR NOT b", TextError::OnlyNegative),
    ];
    for (pattern, expect) in table {
        assert_eq!(Pattern::parse(pattern).map(|p| p.root), Err(expect), "{pattern:?}");
    }
    assert_eq!(Pattern::parse(&"(".repeat(100_000)).map(|p| p.root), Err(TextError::TooDeep));
    assert_eq!(Pattern::parse(&"NOT ".repeat(100_000)).map(|p| p.root), Err(TextError::TooDeep));
}

#[test]
fn globs_do_not_take_forever() {
    let text = "a".repeat(5_000);
    assert!(!finds("*a*a*a*a*a*b", &text));
}
