//! Completion: what goes in and what comes out.

use activity_filter::{ItemKind, SiteKind};
use activity_jql::TokenKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A query that is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct CompleteRequest {
    /// The query as it stands.
    pub jql: String,
    /// Where the caret is. In the engine: bytes. Beyond the WASM door: UTF-16 units.
    pub cursor: u32,
    /// How often the person chose something, by its label.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(type = "Record<string, number>", optional))]
    pub usage: BTreeMap<String, u32>,
}

/// What may come at the caret. Places are counted as in the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct CompleteAnswer {
    /// All pieces of the query, for colouring.
    pub tokens: Vec<CompletionToken>,
    /// Where the text starts that a choice replaces.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// Choices, best first, at most 50.
    pub items: Vec<CompletionItem>,
    /// Values of the site that fit there as well: the host knows them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<HostValues>,
}

/// A piece of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CompletionToken {
    /// What it is there for.
    pub kind: TokenRole,
    /// Where it starts.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
}

/// What a piece of a query is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum TokenRole {
    /// A field.
    Field,
    /// An operator, or a word of one.
    Operator,
    /// A word of the grammar.
    Keyword,
    /// A value without quotation marks.
    Value,
    /// A value in quotation marks.
    String,
    /// A number.
    Number,
    /// The name of a function.
    Function,
    /// Parentheses, brackets, commas.
    Punctuation,
    /// What the grammar has no use for.
    Error,
}

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct CompletionItem {
    /// What it is.
    pub kind: CompletionKind,
    /// How it is called.
    pub label: String,
    /// What replaces the text; the caret then stands behind it.
    pub insert: String,
    /// What it means, in a few words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

/// Kinds of choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum CompletionKind {
    /// A field.
    Field,
    /// An operator.
    Operator,
    /// A word or symbol of the grammar.
    Keyword,
    /// A function.
    Function,
    /// A value.
    Value,
}

/// Values of the site that are to be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct HostValues {
    /// The field of the clause: its usual name, or as written.
    pub field: String,
    /// What they are.
    pub kind: HostValueKind,
    /// How they begin.
    pub prefix: String,
    /// Whether a quotation mark has been typed.
    pub quote: bool,
}

/// Kinds of things that a site has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum HostValueKind {
    /// A person.
    Person,
    /// A project or space.
    Project,
    /// A type of issues.
    IssueType,
    /// A status.
    Status,
    /// A priority.
    Priority,
    /// A resolution.
    Resolution,
    /// A component of a project.
    Component,
    /// A version of a project.
    Version,
    /// A label.
    Label,
    /// A group of people.
    Group,
    /// An organization of customers.
    Organization,
    /// A category of projects.
    Category,
    /// A workflow.
    Workflow,
    /// An issue.
    Issue,
    /// A role of people in projects.
    Role,
    /// A sprint.
    Sprint,
    /// Whatever Jira offers for the field.
    Other,
}

impl CompleteAnswer {
    /// Counts places in other units. They come in the order of the text, but for `from` and `to`, which come first.
    pub fn convert_places(&mut self, mut convert: impl FnMut(u32) -> u32) {
        self.from = convert(self.from);
        self.to = convert(self.to);
        for token in &mut self.tokens {
            token.from = convert(token.from);
            token.to = convert(token.to);
        }
    }
}

impl From<TokenKind> for TokenRole {
    fn from(kind: TokenKind) -> Self {
        match kind {
            TokenKind::Field => Self::Field,
            TokenKind::Operator => Self::Operator,
            TokenKind::Keyword => Self::Keyword,
            TokenKind::Function => Self::Function,
            TokenKind::Value => Self::Value,
            TokenKind::String => Self::String,
            TokenKind::Number => Self::Number,
            TokenKind::Punctuation => Self::Punctuation,
            TokenKind::Unknown => Self::Error,
        }
    }
}

impl From<ItemKind> for CompletionKind {
    fn from(kind: ItemKind) -> Self {
        match kind {
            ItemKind::Field => Self::Field,
            ItemKind::Operator => Self::Operator,
            ItemKind::Keyword => Self::Keyword,
            ItemKind::Function => Self::Function,
            ItemKind::Value => Self::Value,
        }
    }
}

impl From<SiteKind> for HostValueKind {
    fn from(kind: SiteKind) -> Self {
        match kind {
            SiteKind::Person => Self::Person,
            SiteKind::Project => Self::Project,
            SiteKind::IssueType => Self::IssueType,
            SiteKind::Status => Self::Status,
            SiteKind::Priority => Self::Priority,
            SiteKind::Resolution => Self::Resolution,
            SiteKind::Component => Self::Component,
            SiteKind::Version => Self::Version,
            SiteKind::Label => Self::Label,
            SiteKind::Group => Self::Group,
            SiteKind::Organization => Self::Organization,
            SiteKind::Category => Self::Category,
            SiteKind::Workflow => Self::Workflow,
            SiteKind::Issue => Self::Issue,
            SiteKind::Role => Self::Role,
            SiteKind::Sprint => Self::Sprint,
            SiteKind::Other => Self::Other,
        }
    }
}
