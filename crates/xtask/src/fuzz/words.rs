//! Words that libFuzzer puts into inputs: it would not guess them.

use crate::XtaskError;
use crate::shell::write;
use activity_event::Action;
use activity_filter::{FieldRow, functions};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

/// Pieces of the language, of values, and of trouble.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    " AND ", " OR ", "NOT ", "!", "&&", "||", " = ", " != ", " ~ ", " !~ ", " < ", " <= ", " > ", " >= ",
    " IN (", " NOT IN (", " IS EMPTY", " IS NOT EMPTY", " WAS ", " WAS NOT ", " WAS IN (", " WAS NOT IN (",
    " CHANGED", " FROM ", " TO ", " BY ", " BEFORE ", " AFTER ", " ON ", " DURING (", " ORDER BY ", " ASC",
    " DESC", "EMPTY", "null", "cf[1]", "()", "(", ")", "[", "]", ",", "\"", "'", "\\", "\\u00", "\\ud83d",
    "\\\"", "\t", "\n", "\0", "\u{1}", "\u{a0}", "\u{130}", "\u{df}", "\u{1f600}", "\u{feff}", "-1d",
    "\"-1w 2d\"", "\"2026-11-18 12:00\"", "\"2026/02/30\"", "1795003200000", "9223372036854775807",
    "-9223372036854775808", "\"+1M\"", "Done", "PAY", "PAY-12", "5b10aaa", "bob", "issue", "person",
    "stated", "jira", "live", "Platform", "membersOf(x)", "currentUser()", "create", " * ", "a*",
    ".property[\"a\"].b",
];

/// Writes the words as a dictionary of libFuzzer's: names from the catalogue, actions, pieces of the language.
pub(super) fn write_jql(path: &Path) -> Result<(), XtaskError> {
    let mut words: BTreeSet<&str> = PIECES.iter().copied().collect();
    words.extend(activity_filter::fields().flat_map(FieldRow::names));
    words.extend(functions().iter().map(|row| row.name));
    words.extend(Action::all().map(Action::name));
    let mut lines = String::new();
    for word in words {
        lines.extend(["\"", &escaped(word), "\"\n"]);
    }
    write(path, lines)
}

/// Bytes that are not plain in a dictionary are written as `\xAB`.
fn escaped(word: &str) -> String {
    let mut line = String::new();
    for byte in word.bytes() {
        match byte {
            b'"' | b'\\' => line.extend(['\\', char::from(byte)]),
            b' '..=b'~' => line.push(char::from(byte)),
            // Writing to a string does not fail.
            _ => drop(write!(line, "\\x{byte:02X}")),
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_escaped_where_they_must_be() {
        assert_eq!(escaped("a\"\\ é\u{1}"), "a\\\"\\\\ \\xC3\\xA9\\x01");
    }
}
