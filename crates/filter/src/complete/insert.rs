//! Spaces and quotation marks around what is inserted.

use super::item::Tail;
use activity_jql::Span;

/// What stands beside the stretch that is replaced.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spacing {
    /// A space is missing before it.
    needs_space: bool,
    /// The character behind it.
    after: Option<char>,
    /// The next character that is no space.
    then: Option<char>,
}

impl Spacing {
    pub(super) fn around(text: &str, span: Span) -> Self {
        let before = text.get(..span.start).unwrap_or_default().chars().next_back();
        let rest = text.get(span.end..).unwrap_or_default();
        let is_typed = span.start < span.end;
        Self {
            needs_space: !is_typed
                && before.is_some_and(|before| !is_space(before) && !matches!(before, '(' | '[' | '!')),
            after: rest.chars().next(),
            then: rest.chars().find(|character| !is_space(*character)),
        }
    }

    /// The text with what belongs around it.
    pub(super) fn apply(self, text: &str, tail: Tail) -> String {
        let lead = if self.needs_space && !matches!(text, ")" | ",") { " " } else { "" };
        let space = match self.after {
            Some(after) if is_space(after) || matches!(after, ')' | ',') => "",
            _ => " ",
        };
        let is_open = self.then == Some('(');
        let tail = match tail {
            Tail::Nothing => "",
            Tail::Space => space,
            Tail::List if is_open => space,
            Tail::List => " (",
            Tail::Arguments | Tail::Call { .. } if is_open => "",
            Tail::Arguments => "(",
            Tail::Call { in_list: true } => "()",
            Tail::Call { in_list: false } => return format!("{lead}{text}(){space}"),
        };
        format!("{lead}{text}{tail}")
    }
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n')
}

/// A name or value so that it reads back as itself: bare when it can be. The dot of `issue.created` needs no quotation
/// marks in this log.
pub(crate) fn quote(text: &str) -> String {
    let quoted = activity_jql::quote(text);
    let without_dots = activity_jql::quote(&text.replace('.', "_"));
    if without_dots.starts_with('"') { quoted } else { text.to_owned() }
}

/// The same with quotation marks in any case.
pub(super) fn in_marks(text: String) -> String {
    if text.starts_with('"') { text } else { format!("\"{text}\"") }
}
