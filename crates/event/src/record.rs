//! The record itself.

use crate::{Action, Actor, Change, Container, Content, EventId, IssueFacts, Subject, SubjectKind};
use serde::{Deserialize, Serialize};

/// One thing that happened.
///
/// The JSON form is what the store keeps. Fields that are none or empty are left out: the platform's store cannot hold
/// `null`, and bytes cost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct Event {
    /// Derived from what happened; a redelivery has the same id.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub id: EventId,
    /// What the product counts the states of the subject by, where it does: the id of a changelog entry, the time or number of
    /// a version. Part of what [`Event::id`] is derived from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<String>,
    /// When it happened: milliseconds since 1970, UTC, from the payload.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub occurred: i64,
    /// When the app saw it: milliseconds since 1970, UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub recorded: i64,
    /// Which product it happened in.
    pub product: Product,
    /// What happened.
    #[cfg_attr(feature = "bindings", ts(as = "crate::action::ActionName"))]
    pub action: Action,
    /// Who did it.
    pub actor: Actor,
    /// The project or space; none for things of the whole site, or when the payload does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub container: Option<Container>,
    /// To what.
    pub subject: Subject,
    /// What the payload says of the issue, when there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<IssueFacts>,
    /// Fields that changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<Change>>"))]
    pub changes: Vec<Change>,
    /// Text that would otherwise be gone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<Content>>"))]
    pub content: Vec<Content>,
    /// How the log came to know.
    pub provenance: Provenance,
    /// Name of the platform event or feed this came from, e.g. `avi:jira:updated:issue`.
    pub source: String,
    /// How well the payload was understood.
    #[serde(default, skip_serializing_if = "Reading::is_full")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Reading>"))]
    pub reading: Reading,
    /// Why the payload could not be read in full, for the person who looks at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// What was not understood, as JSON text: the payload as it came, or the members of it that were left over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<String>,
}

impl Event {
    /// A record of which nothing is known yet: what readers of stored records fill in, and what single facts are tried on.
    #[must_use]
    pub fn blank() -> Self {
        Self {
            id: EventId::from_u128(0),
            revision: None,
            occurred: 0,
            recorded: 0,
            product: Product::App,
            action: Action::UNREADABLE,
            actor: Actor::unknown(),
            container: None,
            subject: Subject { kind: SubjectKind::Payload, id: None, key: None, title: None, parent: None },
            issue: None,
            changes: vec![],
            content: vec![],
            provenance: Provenance::Live,
            source: String::new(),
            reading: Reading::Full,
            problem: None,
            raw: None,
        }
    }

    /// Puts records in the order of time: here, once, because sorting is 10 kB of WASM wherever it is asked for.
    pub fn sort(events: &mut [Self]) {
        events.sort_by_key(|event| (event.occurred, event.id));
    }
}

/// How well a payload was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Reading {
    /// Everything the log keeps of this kind of event was read.
    #[default]
    Full,
    /// Time, actor and subject were read, and whatever else could be; the rest stays in [`Event::raw`].
    Envelope,
    /// Nothing could be relied on; all of it stays in [`Event::raw`].
    Unreadable,
}

impl Reading {
    /// Whether nothing was left unread.
    #[must_use]
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if passes a reference")]
    pub fn is_full(&self) -> bool {
        *self == Self::Full
    }
}

/// Something with an id and a name at the time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct Named {
    /// Its id in the product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its name at the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Products that events come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Product {
    /// The Jira platform.
    Jira,
    /// Boards and sprints.
    JiraSoftware,
    /// Jira Service Management.
    Jsm,
    /// Assets.
    Assets,
    /// Confluence.
    Confluence,
    /// This app itself.
    App,
}

impl Product {
    /// Every product, in a fixed order.
    pub const ALL: &[Self] =
        &[Self::Jira, Self::JiraSoftware, Self::Jsm, Self::Assets, Self::Confluence, Self::App];

    /// The name used in JSON and in queries.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Jira => "jira",
            Self::JiraSoftware => "jira-software",
            Self::Jsm => "jsm",
            Self::Assets => "assets",
            Self::Confluence => "confluence",
            Self::App => "app",
        }
    }
}

/// How the log came to know of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Provenance {
    /// Seen as it happened.
    Live,
    /// Rebuilt from history.
    Backfill,
    /// Imported from the product's own audit log.
    AuditImport,
    /// Found by comparing two snapshots.
    SnapshotDiff,
    /// Done by this app itself.
    App,
}

impl Provenance {
    /// Every provenance, in a fixed order.
    pub const ALL: &[Self] = &[Self::Live, Self::Backfill, Self::AuditImport, Self::SnapshotDiff, Self::App];

    /// The name used in JSON and in queries.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Backfill => "backfill",
            Self::AuditImport => "audit-import",
            Self::SnapshotDiff => "snapshot-diff",
            Self::App => "app",
        }
    }
}
