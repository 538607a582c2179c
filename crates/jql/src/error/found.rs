//! What stood where something else was expected.

use std::fmt;

/// What the parser met. Long texts are cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The query ends.
    End,
    /// `Done`, `-5`
    Word(String),
    /// `and`, `create`: a word that would be a name in quotation marks.
    Reserved(String),
    /// `"Done"`, with its quotation marks.
    Quoted(String),
    /// `(`
    Symbol(String),
}

impl Found {
    /// The text as written, none at the end.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::End => None,
            Self::Word(text) | Self::Reserved(text) | Self::Quoted(text) | Self::Symbol(text) => Some(text),
        }
    }

    /// Like `Display` with a full stop, and the advice to quote where quoting makes it `what`.
    pub(super) fn with_quoting(&self, what: &str) -> String {
        match self {
            Self::Reserved(text) => {
                format!("{self}. You must surround '{text}' in quotation marks to use it as {what}.")
            }
            _ => format!("{self}."),
        }
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.text() {
            None => f.write_str("before the end of the query"),
            Some(text) => write!(f, "but got '{text}'"),
        }
    }
}

/// `'a', 'b' or 'c'`
pub(super) fn list(expected: &[&str]) -> String {
    match expected.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}
