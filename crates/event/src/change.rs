//! What changed, and text that would otherwise be gone.

use serde::{Deserialize, Serialize};

/// One field that went from one value to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct Change {
    /// The field's id, e.g. `status` or `customfield_10010`; old payloads have the name only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_id: Option<String>,
    /// The field's name as the payload has it.
    pub field: String,
    /// The value before; none when the field was empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Value>,
    /// The value after; none when the field became empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Value>,
}

/// A value of a field: its id where it has one, and its text at the time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct Value {
    /// Id of the status, version, person ...
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What a reader saw. Empty for people: only their account id is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Value {
    /// A value with a text only.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { id: None, text: Some(text.into()) }
    }

    /// A value with an id only: a person.
    #[must_use]
    pub fn id(id: impl Into<String>) -> Self {
        Self { id: Some(id.into()), text: None }
    }
}

/// Text that would be gone without this log: a comment's body, a worklog's comment, a description.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct Content {
    /// What the text was.
    pub role: ContentRole,
    /// The text, flattened from Atlassian Document Format where it was that.
    pub text: String,
    /// The document as it was, when it is short enough to keep. JSON text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
    /// Account id of who wrote it, when the payload says; not always the actor (somebody else may delete it).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Who may read it, when that is restricted: `role: Developers`, `group: finance`, `internal`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<String>,
    /// Id of the thing that the text belongs to, where that is not the subject: a comment of a deleted issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// When the log saw that the text was so, where that is not the time of the event: milliseconds since 1970, UTC. Only of
    /// texts that come from what the log knew before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub at: Option<i64>,
    /// What it was called, or what else it says: of logged work, when it began and how long it took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

impl Content {
    /// A text of which nothing else is known.
    #[must_use]
    pub fn plain(role: ContentRole, text: impl Into<String>) -> Self {
        Self {
            role,
            text: text.into(),
            original: None,
            author: None,
            visibility: None,
            id: None,
            at: None,
            title: None,
        }
    }
}

/// What a kept text was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ContentRole {
    /// The text itself, as it is after the event (or was before a deletion).
    Body,
    /// The text before an edit.
    PreviousBody,
    /// A description.
    Description,
    /// A comment on what was deleted.
    Comment,
    /// The comment of work that was logged on what was deleted.
    Worklog,
}

impl ContentRole {
    /// Every role. INVARIANT: their places are codes in the store; append, never reorder.
    pub const ALL: &[Self] =
        &[Self::Body, Self::PreviousBody, Self::Description, Self::Comment, Self::Worklog];
}
