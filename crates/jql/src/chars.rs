//! Classes of characters.

/// What separates tokens. Other spaces, such as the no-break space, belong to words.
pub(crate) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n')
}

/// What ends a word: space, symbols of the grammar and quotation marks.
pub(crate) fn ends_word(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t'
            | '\r'
            | '\n'
            | '('
            | ')'
            | ','
            | '['
            | ']'
            | '!'
            | '<'
            | '>'
            | '='
            | '~'
            | '&'
            | '|'
            | '"'
            | '\''
    )
}

/// What JQL keeps for later use: not allowed outside quotation marks.
pub(crate) fn is_reserved_character(character: char) -> bool {
    matches!(character, '#' | '$' | '%' | '*' | '+' | '/' | ';' | '?' | '@' | '^' | '{' | '}')
}

/// What has to be written as an escape everywhere: control characters and what is no character at all.
/// Line breaks may stand in quotation marks; a tab may not.
pub(crate) fn must_be_escaped(character: char) -> bool {
    matches!(character,
        '\u{0}'..='\u{9}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}')
}

/// ASCII that neither ends a word nor is special in it.
pub(crate) fn is_plain_in_word(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'.' | b':')
}

/// ASCII that neither ends a string nor is special in it.
pub(crate) fn is_plain_in_string(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\'' | b'\\')
}
