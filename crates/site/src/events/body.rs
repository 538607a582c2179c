//! Writes a payload member by member, without a tree of values in between: imports write many.

use super::Emitted;
use crate::model::World;
use serde::Serialize;
use std::fmt::Write as _;

/// A payload that is being written.
#[derive(Debug)]
pub(super) struct Body {
    at: i64,
    text: String,
}

impl Body {
    /// Starts with what all Jira events have in common.
    pub(super) fn new(world: &World, name: &str, at: i64, actor: Option<&str>) -> Self {
        let mut body = Self { at, text: String::with_capacity(1_024) };
        // Writing to a string cannot fail.
        let _ =
            write!(body.text, "{{\"eventType\":\"{name}\",\"timestamp\":\"{at}\",\"selfGenerated\":false");
        if let Some(actor) = actor {
            body.member("atlassianId", &actor);
        }
        body.member("context", &Context { cloud_id: &world.cloud_id });
        body
    }

    /// Adds a member.
    pub(super) fn member(&mut self, name: &str, value: &impl Serialize) {
        // Payloads have text keys only, so writing them cannot fail.
        let value = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
        let _ = write!(self.text, ",\"{name}\":{value}");
    }

    /// The finished event.
    pub(super) fn seal(mut self) -> Emitted {
        self.text.push('}');
        Emitted { at: self.at, body: self.text.into_boxed_str() }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Context<'a> {
    cloud_id: &'a str,
}
