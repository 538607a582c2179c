//! `created` and `deleted` `:issuelink`: ids only, and nobody who did it.

use super::{Emitted, members, seal};
use crate::model::{LinkType, World};
use serde_json::{Map, Value, json};

/// A link and the ids at its ends.
#[derive(Debug, Clone)]
pub struct LinkEnds {
    /// Id of the link.
    pub id: String,
    /// The kind.
    pub kind: LinkType,
    /// Issue id and project id of the source.
    pub source: (String, String),
    /// Issue id and project id of the destination; the project id is empty when nobody knows it.
    pub destination: (String, String),
}

/// Two issues were linked.
pub fn linked(world: &World, ends: &LinkEnds, at: i64) -> Emitted {
    seal(world, "avi:jira:created:issuelink", at, None, written(world, ends))
}

/// A link was taken away.
pub fn unlinked(world: &World, ends: &LinkEnds, at: i64) -> Emitted {
    seal(world, "avi:jira:deleted:issuelink", at, None, written(world, ends))
}

fn written(world: &World, ends: &LinkEnds) -> Map<String, Value> {
    members(json!({
        "id": ends.id,
        "sourceIssueId": ends.source.0,
        "sourceProjectId": ends.source.1,
        "destinationIssueId": ends.destination.0,
        "destinationProjectId": ends.destination.1,
        "issueLinkType": {
            "self": format!("{}/rest/api/3/issueLinkType/{}", world.base_url, ends.kind.id),
            "id": ends.kind.id,
            "name": ends.kind.name,
            "inward": ends.kind.inward,
            "outward": ends.kind.outward,
        },
    }))
}
