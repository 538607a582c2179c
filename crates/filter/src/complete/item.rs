//! Choices.

use super::insert::{Spacing, in_marks};

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompletionItem {
    /// What it is.
    pub kind: ItemKind,
    /// How it is called.
    pub label: String,
    /// What takes the place of what has been typed. The caret stands behind it.
    pub insert: String,
    /// What it means, in a few words.
    pub help: Option<String>,
}

/// Kinds of choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// `actor`
    Field,
    /// `NOT IN`
    Operator,
    /// `AND`, `EMPTY`, `)`
    Keyword,
    /// `startOfDay()`
    Function,
    /// `issue.created`
    Value,
}

/// What may become a choice.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) kind: ItemKind,
    pub(super) label: String,
    /// What is inserted, without the space before and after it.
    pub(super) insert: String,
    /// What follows it.
    pub(super) tail: Tail,
    pub(super) help: Option<&'static str>,
    /// Other names that find it.
    pub(super) aliases: &'static [&'static str],
    /// Wrong names that find it.
    pub(super) mistaken: &'static [&'static str],
}

/// What typing goes on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    /// A space.
    Space,
    /// A list.
    List,
    /// The arguments of a function.
    Arguments,
    /// An empty pair of parentheses; then a space, but not in a list.
    Call {
        /// It stands in a list.
        in_list: bool,
    },
    /// Nothing: what ends it is a choice of its own.
    Nothing,
}

impl Candidate {
    pub(super) fn new(kind: ItemKind, label: &str, insert: String, tail: Tail) -> Self {
        let (aliases, mistaken): (&[&str], &[&str]) = (&[], &[]);
        Self { kind, label: label.to_owned(), insert, tail, help: None, aliases, mistaken }
    }

    pub(super) fn help(self, help: &'static str) -> Self {
        Self { help: (!help.is_empty()).then_some(help), ..self }
    }

    /// The choice, with the spaces that it needs where it goes. `quoted`: a quotation mark has been typed.
    pub(super) fn finish(self, spacing: &Spacing, quoted: bool) -> CompletionItem {
        let marks = quoted && self.kind == ItemKind::Value;
        let text = if marks { in_marks(self.insert) } else { self.insert };
        let (kind, help) = (self.kind, self.help.map(str::to_owned));
        CompletionItem { kind, label: self.label, insert: spacing.apply(&text, self.tail), help }
    }
}
