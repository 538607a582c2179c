//! `created` and `deleted` `:issuelink`: ids only, and nobody who did it.

use super::{Emitted, body::Body};
use crate::model::{LinkType, World};
use serde_json::json;

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
    sealed(world, "avi:jira:created:issuelink", ends, at)
}

/// A link was taken away.
pub fn unlinked(world: &World, ends: &LinkEnds, at: i64) -> Emitted {
    sealed(world, "avi:jira:deleted:issuelink", ends, at)
}

fn sealed(world: &World, name: &str, ends: &LinkEnds, at: i64) -> Emitted {
    let kind = json!({
        "self": format!("{}/rest/api/3/issueLinkType/{}", world.base_url, ends.kind.id),
        "id": ends.kind.id,
        "name": ends.kind.name,
        "inward": ends.kind.inward,
        "outward": ends.kind.outward,
    });
    let mut body = Body::new(world, name, at, None);
    body.member("id", &ends.id);
    body.member("sourceIssueId", &ends.source.0);
    body.member("sourceProjectId", &ends.source.1);
    body.member("destinationIssueId", &ends.destination.0);
    body.member("destinationProjectId", &ends.destination.1);
    body.member("issueLinkType", &kind);
    body.seal()
}
