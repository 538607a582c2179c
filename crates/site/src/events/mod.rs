//! Product events of the documented Forge shapes, one file per family.
//!
//! Users are `{accountId}` only, times in the envelope are strings, links and work carry ids but no keys, links carry no
//! actor. What a shape leaves out stays out, because the app has to live with it.

mod adf;
mod attachment;
mod comment;
mod issue;
mod link;
mod worklog;

pub use adf::{document, mentions};
pub use attachment::{attached, detached};
pub use comment::{commented, deleted as comment_deleted, mentioned};
pub(crate) use issue::{brief_status, item};
pub use issue::{Occasion, assigned, created, deleted, updated};
pub use link::{LinkEnds, linked, unlinked};
pub use worklog::{worked, worklog_changed, worklog_removed};

use crate::model::World;
use serde_json::{Map, Value, json};

/// One product event: when it happened, and its JSON text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emitted {
    /// When it happened.
    pub at: i64,
    /// The payload.
    pub body: Box<str>,
}

/// A user as events have them: the account id and nothing else.
fn user(account_id: Option<&str>) -> Value {
    account_id.map_or(Value::Null, |id| json!({ "accountId": id }))
}

/// Adds what all Jira events have in common and writes the text.
fn seal(world: &World, name: &str, at: i64, actor: Option<&str>, mut members: Map<String, Value>) -> Emitted {
    members.insert("eventType".into(), name.into());
    members.insert("timestamp".into(), at.to_string().into());
    members.insert("selfGenerated".into(), false.into());
    members.insert("context".into(), json!({ "cloudId": world.cloud_id }));
    if let Some(actor) = actor {
        members.insert("atlassianId".into(), actor.into());
    }
    Emitted { at, body: Value::Object(members).to_string().into_boxed_str() }
}

/// The members of an object written with `json!`.
fn members(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}
