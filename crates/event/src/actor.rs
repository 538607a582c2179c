//! Who did it, and how sure that is.

use serde::{Deserialize, Serialize};

/// Who did it. Holds an account id only: names are looked up when they are shown, never stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct Actor {
    /// Atlassian account id; none for anonymous, system and unknown actors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
    /// What kind of actor this is.
    pub kind: ActorKind,
    /// How the log knows.
    pub certainty: Certainty,
    /// What an inferred actor was inferred from, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inferred_from: Option<String>,
}

/// Kinds of actors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ActorKind {
    /// A person with an Atlassian account.
    Person,
    /// An app's own account.
    App,
    /// An automation rule.
    Automation,
    /// A customer of a service project.
    Customer,
    /// Nobody was logged in.
    Anonymous,
    /// The product itself.
    System,
    /// The payload does not say.
    Unknown,
}

/// How sure the actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Certainty {
    /// The payload names the actor.
    Stated,
    /// Worked out from something else; [`Actor::inferred_from`] says from what.
    Inferred,
    /// Nobody knows.
    Unknown,
}

impl ActorKind {
    /// Every kind, in a fixed order.
    pub const ALL: &[Self] = &[
        Self::Person,
        Self::App,
        Self::Automation,
        Self::Customer,
        Self::Anonymous,
        Self::System,
        Self::Unknown,
    ];

    /// The name used in JSON and in queries.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::App => "app",
            Self::Automation => "automation",
            Self::Customer => "customer",
            Self::Anonymous => "anonymous",
            Self::System => "system",
            Self::Unknown => "unknown",
        }
    }
}

impl Certainty {
    /// Every certainty, in a fixed order.
    pub const ALL: &[Self] = &[Self::Stated, Self::Inferred, Self::Unknown];

    /// The name used in JSON and in queries.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Inferred => "inferred",
            Self::Unknown => "unknown",
        }
    }
}

impl Actor {
    /// The payload names this account.
    #[must_use]
    pub fn stated(account_id: impl Into<String>) -> Self {
        Self {
            account_id: Some(account_id.into()),
            kind: ActorKind::Person,
            certainty: Certainty::Stated,
            inferred_from: None,
        }
    }

    /// Nobody was logged in, and the payload says so.
    #[must_use]
    pub fn anonymous() -> Self {
        Self {
            account_id: None,
            kind: ActorKind::Anonymous,
            certainty: Certainty::Stated,
            inferred_from: None,
        }
    }

    /// Inferred from the change of the issue that Jira reports beside the event.
    pub const FROM_ISSUE_CHANGE: &str = "the issue's own change";
    /// Inferred from the record of the same act in the product's audit log.
    pub const FROM_AUDIT_LOG: &str = "the product's audit log";

    /// Worked out from something else than the payload's own statement. `from` is one of a short list of texts, without ids or
    /// names in it: it is part of what a segment counts kinds of records by.
    #[must_use]
    pub fn inferred(account_id: impl Into<String>, from: impl Into<String>) -> Self {
        Self { certainty: Certainty::Inferred, inferred_from: Some(from.into()), ..Self::stated(account_id) }
    }

    /// The payload does not say who did it.
    #[must_use]
    pub fn unknown() -> Self {
        Self {
            account_id: None,
            kind: ActorKind::Unknown,
            certainty: Certainty::Unknown,
            inferred_from: None,
        }
    }
}
