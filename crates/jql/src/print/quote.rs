//! Quotation marks where they are needed.

use crate::chars::must_be_escaped;
use crate::escape::encode_unicode;
use crate::lexer::is_number;
use crate::words::is_reserved;

/// Writes a field name or value so that it reads back as `text`: bare when it can be, else in quotation marks.
///
/// Words with a dot get quotation marks as well, because older servers want them.
///
/// ```
/// assert_eq!(activity_jql::quote("PAY-12"), "PAY-12");
/// assert_eq!(activity_jql::quote("In Progress"), "\"In Progress\"");
/// assert_eq!(activity_jql::quote("create"), "\"create\"");
/// ```
#[must_use]
pub fn quote(text: &str) -> String {
    write(text, is_plain)
}

/// Like [`quote`], for the names and paths of entity properties, where dots are usual.
pub(crate) fn quote_piece(text: &str) -> String {
    write(text, |character| is_plain(character) || character == '.')
}

fn write(text: &str, is_plain: impl Fn(char) -> bool) -> String {
    if !text.is_empty() && text.chars().all(is_plain) && !is_number(text) && !is_reserved(text) {
        text.to_owned()
    } else {
        in_quotation_marks(text)
    }
}

/// What is never mistaken for something else, by the grammar or by the eye.
fn is_plain(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-' | ':')
}

/// `"text"`, with escapes for what cannot stand there as it is.
pub(crate) fn in_quotation_marks(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len().saturating_add(2));
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            _ if must_be_escaped(character) => quoted.push_str(&encode_unicode(character)),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}
