//! What a record says of how things are now.

use super::place::{Place, SELF};
use super::state::State;
use super::{changes, facts};
use activity_event::{Certainty, Content, ContentRole, Event, Provenance, SubjectKind};
use serde_json::{Value as Json, json};

/// Attributes.
pub(super) const TITLE: &str = "title";
pub(super) const KEY: &str = "key";
pub(super) const CONTAINER: &str = "container";
pub(super) const TEXT: &str = "text";
pub(super) const AUTHOR: &str = "author";
pub(super) const DESCRIPTION: &str = "description";
pub(super) const VERSION: &str = "version";

/// Whether the subject is gone after this.
pub(super) fn is_end(event: &Event) -> bool {
    matches!(event.action.verb(), "deleted" | "removed")
}

/// Takes in what a record says. Gives whether anything changed.
pub(super) fn learn(event: &Event, place: &Place, state: &mut State) -> bool {
    let mut learning = Learning { at: event.occurred, state, changed: false };
    learning.names(event, place);
    if is_end(event) {
        let ended = learning.state.end(&place.item, event.occurred);
        return learning.changed | ended;
    }
    // A text of a comparison says when it was made.
    if event.provenance != Provenance::SnapshotDiff {
        learning.texts(event, place);
    }
    let kind = event.subject.kind;
    learning.changed |= changes::learn(&event.changes, kind, &place.item, event.occurred, learning.state);
    learning.version(event, place);
    learning.changed
}

struct Learning<'a> {
    at: i64,
    state: &'a mut State,
    changed: bool,
}

impl Learning<'_> {
    fn put(&mut self, item: &str, attribute: &str, value: Option<Json>) {
        if let Some(value) = value {
            self.changed |= self.state.put(item, attribute, self.at, Some(value));
        }
    }

    /// What things are called and where they are; and the facts of the issue.
    fn names(&mut self, event: &Event, place: &Place) {
        let subject = &event.subject;
        let text = |text: &Option<String>| text.as_ref().map(|text| json!(text));
        if !is_end(event) {
            self.put(&place.item, TITLE, text(&subject.title));
            self.put(&place.item, KEY, text(&subject.key));
        }
        let of_parent = subject.parent.as_ref().filter(|_| !place.is_self() && place.has_parent());
        if let Some(parent) = of_parent {
            self.put(SELF, TITLE, text(&parent.title));
            self.put(SELF, KEY, text(&parent.key));
        }
        // Files and links come with the id of the project alone.
        let container = event.container.as_ref().filter(|container| container.key.is_some());
        let owner = if place.has_parent() { SELF } else { place.item.as_str() };
        self.put(owner, CONTAINER, container.and_then(|container| serde_json::to_value(container).ok()));
        // Facts are those of the issue, whatever belongs to it the record is about; its changes are the subject's.
        let is_issue = subject.kind == SubjectKind::Issue;
        if is_issue || place.has_parent() {
            let changes = if is_issue { event.changes.as_slice() } else { &[] };
            self.changed |= facts::learn(event.issue.as_ref(), changes, self.at, self.state);
        }
    }

    fn texts(&mut self, event: &Event, place: &Place) {
        for content in &event.content {
            match content.role {
                ContentRole::Body => self.body(content, place),
                ContentRole::Description => {
                    self.put(&place.item, DESCRIPTION, Some(json!({"text": content.text})));
                }
                ContentRole::PreviousBody | ContentRole::Comment | ContentRole::Worklog => {}
            }
        }
        let described = event.changes.iter().find(|change| change.field.eq_ignore_ascii_case(DESCRIPTION));
        if let Some(change) = described.filter(|_| event.subject.kind == SubjectKind::Issue) {
            let text = change.to.as_ref().map_or(Some(""), |to| to.text.as_deref());
            self.put(&place.item, DESCRIPTION, text.map(|text| json!({"text": text})));
        }
        // Who adds a file or logs work is its author, unless the payload names one.
        let authored = event.content.iter().any(|content| content.author.is_some());
        let created = event.action.verb() == "created" && event.actor.certainty == Certainty::Stated;
        if created && !authored && place.has_parent() {
            self.put(&place.item, AUTHOR, event.actor.account_id.as_ref().map(|account| json!(account)));
        }
    }

    fn body(&mut self, content: &Content, place: &Place) {
        self.put(&place.item, AUTHOR, content.author.as_ref().map(|author| json!(author)));
        // A body without text only says whose it is.
        if content.text.is_empty() {
            return;
        }
        let mut text = json!({"text": content.text});
        if let (Some(visibility), Some(object)) = (&content.visibility, text.as_object_mut()) {
            object.insert("visibility".to_owned(), json!(visibility));
        }
        self.put(&place.item, TEXT, Some(text));
    }

    /// Pages count their versions; their records may say so by the revision alone.
    fn version(&mut self, event: &Event, place: &Place) {
        let counts = matches!(event.subject.kind, SubjectKind::Page | SubjectKind::BlogPost);
        let said = event.changes.iter().any(|change| change.field_id.as_deref() == Some(VERSION));
        let number = event.revision.as_ref().filter(|text| text.len() < 7 && text.parse::<u32>().is_ok());
        if let Some(number) = number.filter(|_| counts && !said) {
            self.put(&place.item, "c.version", Some(changes::value(VERSION, number)));
        }
    }
}
