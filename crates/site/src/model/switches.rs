//! What differs from site to site, or is not known for certain of Jira, so that both ways can be tested.

use serde::{Deserialize, Serialize};

/// How this site behaves; `POST /_site/switch` sets members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[allow(clippy::struct_excessive_bools, reason = "they are independent of each other")]
pub struct Switches {
    /// Whether the audit log answers the app itself.
    pub audit_as_app: bool,
    /// Whether the audit log of Confluence answers the app itself.
    pub wiki_audit_as_app: bool,
    /// Whether the site has Assets, which comes with the premium edition of the service desk.
    pub assets: bool,
    /// Whether the history of Assets names people by their account ids, rather than by keys of old.
    pub assets_account_ids: bool,
    /// Whether any administrators' resource answers the app itself.
    pub admin_as_app: bool,
    /// For how long a record of the audit log is not shown (ms).
    pub audit_lag: i64,
    /// How audit records name their author.
    pub audit_author: AuditAuthor,
    /// How audit records name users who are not the author.
    pub audit_users: AuditUsers,
    /// Whether `updated:user` is sent when an account is deactivated or reactivated.
    pub deactivation_event: bool,
    /// Whether request types are told of.
    pub request_type_events: bool,
    /// For how long a new issue is not found by search (ms), unless it is named in `reconcileIssues`.
    pub search_lag: i64,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            audit_as_app: true,
            wiki_audit_as_app: true,
            assets: true,
            assets_account_ids: true,
            admin_as_app: true,
            audit_lag: 0,
            audit_author: AuditAuthor::Both,
            audit_users: AuditUsers::AccountId,
            deactivation_event: true,
            request_type_events: true,
            search_lag: 0,
        }
    }
}

/// How audit records name their author.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AuditAuthor {
    /// `authorKey` (a key of old) and `authorAccountId`.
    Both,
    /// `authorAccountId` only.
    AccountId,
    /// `authorKey` only, and it is the account id.
    Key,
}

/// How audit records name users who are not the author.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AuditUsers {
    /// Account id and display name.
    AccountId,
    /// A key of old as id and as name, as a recorded answer had it; `user/bulk/migration` says whose it is.
    Key,
}
