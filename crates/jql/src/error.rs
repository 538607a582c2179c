//! What can be wrong with the text of a query. Wording follows the catalogue of Jira's own editor, so that
//! people meet the sentences they know.

use crate::{DEPTH_MAX, LENGTH_MAX, Span};

mod code;
mod found;
mod help;

pub use found::Found;

/// More errors than this are not reported.
pub(crate) const ERRORS_MAX: usize = 32;

/// One thing that is wrong, with its place in the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct SyntaxError {
    /// What is wrong.
    pub kind: SyntaxErrorKind,
    /// Where; empty at the end of the query.
    pub span: Span,
}

impl SyntaxError {
    /// What is wrong, in a sentence.
    #[must_use]
    pub fn message(&self) -> String {
        self.kind.to_string()
    }

    /// What to do about it, when more can be said than the message does.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        help::find(&self.kind)
    }

    /// The stable name of this kind of error, such as `jql.syntax.reserved-word`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        code::of(&self.kind)
    }
}

/// Kinds of errors.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SyntaxErrorKind {
    /// More text than [`LENGTH_MAX`].
    #[error("The query is {bytes} bytes long. The longest query allowed has {LENGTH_MAX} bytes.")]
    TooLong {
        /// Length of the text.
        bytes: usize,
    },
    /// Parentheses, NOT and lists inside each other, more than [`DEPTH_MAX`].
    #[error("The query is nested more than {DEPTH_MAX} levels deep.")]
    TooDeep,
    /// `status = create`
    #[error("'{word}' is a reserved JQL word. You must surround it in quotation marks to use it in a query.")]
    ReservedWord {
        /// `create`
        word: String,
    },
    /// `assignee = bob@example.com`
    #[error(
        "The character '{character}' is a reserved JQL character. You must enclose it in a string or use the \
         escape '{}' instead.", crate::escape::encode_unicode(*character)
    )]
    ReservedCharacter {
        /// `@`
        character: char,
        /// `bob@example.com`
        word: String,
    },
    /// `summary ~ "abc`
    #[error("{}", unfinished_string(text))]
    UnfinishedString {
        /// `"abc`
        text: String,
    },
    /// `summary ~ "a\qb"`
    #[error("'{text}' is an illegal JQL escape sequence. {ESCAPES}")]
    IllegalEscape {
        /// `\q`
        text: String,
    },
    /// `summary ~ a\`
    #[error("The escape sequence has not been completed. {ESCAPES}")]
    UnfinishedEscape,
    /// A tab in quotation marks, a control character anywhere.
    #[error(
        "The character 'U+{:04X}' must be escaped. Use the escape '{}' instead.",
        u32::from(*character), crate::escape::encode_unicode(*character)
    )]
    IllegalCharacter {
        /// The character.
        character: char,
    },
    /// `AND = 1`
    #[error("Expecting a field name {}", found.with_quoting("a field name"))]
    ExpectedField {
        /// `AND`
        found: Found,
    },
    /// `[10010] = 1`
    #[error("Expecting a field name but got '['. Did you mean 'cf['?")]
    ExpectedCustomField,
    /// `cf = 1`
    #[error("Expecting a custom field id enclosed by '[ ]' after 'cf'. Example: 'cf[10021]'.")]
    ExpectedCustomFieldId {
        /// `=`
        found: Found,
    },
    /// `status Done`
    #[error(
        "Expecting an operator {found}. The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', \
         'NOT IN', 'IS', 'IS NOT', 'WAS', 'WAS NOT', 'WAS IN', 'WAS NOT IN' and 'CHANGED'."
    )]
    ExpectedOperator {
        /// `Done`
        found: Found,
    },
    /// `status = (Open, Done)`
    #[error("Expecting a value or function {}", found.with_quoting("a value"))]
    ExpectedValue {
        /// `(`
        found: Found,
    },
    /// `status IN Done`
    #[error("Expecting a list or function {found}.")]
    ExpectedList {
        /// `Done`
        found: Found,
    },
    /// `status IN ()`
    #[error("Expecting either a value, list or function {}", found.with_quoting("a value"))]
    ExpectedOperand {
        /// `)`
        found: Found,
    },
    /// `status IS Done`
    #[error("Expecting 'EMPTY' or 'NULL' {found}.")]
    ExpectedEmpty {
        /// `Done`
        found: Found,
    },
    /// `issue.property[] = 1`
    #[error("Expecting a property id {}", found.with_quoting("a property id"))]
    ExpectedPropertyId {
        /// `]`
        found: Found,
    },
    /// `assignee IN membersOf(a,)`
    #[error("Expecting a function argument {}", found.with_quoting("a function argument"))]
    ExpectedArgument {
        /// `)`
        found: Found,
    },
    /// `status = Done LIMIT 5`: a clause is complete, and what follows belongs to nothing.
    #[error("Expecting {} {found}.", found::list(expected))]
    ExpectedConnective {
        /// `'AND'`, `'OR'`, `'ORDER BY'` ...
        expected: &'static [&'static str],
        /// `LIMIT`
        found: Found,
    },
    /// `status NOT = Done`: one of a few words or symbols is missing.
    #[error("Expecting {} {found}.", found::list(expected))]
    ExpectedToken {
        /// `'IN'`
        expected: &'static [&'static str],
        /// `=`
        found: Found,
    },
}

const ESCAPES: &str = r#"The valid escape sequences are \', \", \t, \n, \r, \\, '\ ' and \uXXXX."#;

fn unfinished_string(text: &str) -> String {
    match text {
        "" | "\"" | "'" => "The quoted string has not been completed.".to_owned(),
        _ => format!("The quoted string '{text}' has not been completed."),
    }
}

/// Cuts user text that would make a message unreadable.
pub(crate) fn shorten(text: &str) -> String {
    const CHARS_MAX: usize = 60;
    match text.char_indices().nth(CHARS_MAX) {
        Some((end, _)) => format!("{}…", Span::new(0, end).of(text)),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests;
