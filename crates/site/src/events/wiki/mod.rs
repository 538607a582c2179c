//! Product events of Confluence, in the documented shapes.
//!
//! Times are ISO texts, who did it is `atlassianId` and absent for anonymous visitors, and members that would hold a name
//! or an address hold the account id.

mod parts;

pub use parts::{comment_or_file, content, group, label, person, space, task, template};

use super::{Emitted, Occasion};
use crate::company::staff::APP;
use crate::time::iso_time;
use serde_json::{Map, Value};

/// A payload that is being written.
#[derive(Debug)]
pub struct Payload {
    at: i64,
    members: Map<String, Value>,
}

impl Payload {
    /// Starts `avi:confluence:{name}` with who did it and when.
    pub fn new(name: &str, occasion: Occasion) -> Self {
        let mut members = Map::new();
        members.insert("eventType".into(), format!("avi:confluence:{name}").into());
        members.insert("eventCreatedDate".into(), iso_time(occasion.at).into());
        members.insert("selfGenerated".into(), (occasion.by == Some(APP)).into());
        if let Some(who) = occasion.by {
            members.insert("atlassianId".into(), who.into());
        }
        Self { at: occasion.at, members }
    }

    /// With one more member.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.members.insert(name.into(), value.into());
        self
    }

    /// With what only events about content have.
    #[must_use]
    pub fn about_content(self, quiet: bool) -> Self {
        self.with("suppressNotifications", quiet)
    }

    /// Without who did it: accounts and groups come from elsewhere.
    #[must_use]
    pub fn by_nobody(mut self) -> Self {
        self.members.remove("atlassianId");
        self
    }

    /// The finished event.
    pub fn seal(self) -> Emitted {
        Emitted { at: self.at, body: Value::Object(self.members).to_string().into_boxed_str() }
    }
}
