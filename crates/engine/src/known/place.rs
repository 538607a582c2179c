//! Where what is known of a thing is kept.

use crate::keys;
use activity_event::{Event, EventId, Product, Reading, SubjectKind};

/// The thing itself, in a state of its own.
pub(super) const SELF: &str = "";

/// Words of actions that change nothing that is known.
const PASSING: &[&str] = &["viewed", "liked", "mentioned", "performed", "recorded", "exported", "imported"];

/// Where what is known of a record's subject is kept: which value, and which item of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) key: String,
    pub(super) item: String,
    /// Whether the subject stands in the value of what it belongs to.
    in_parent: bool,
}

impl Place {
    /// None when nothing of this record is kept: it could not be read, has no id, or only tells that somebody looked.
    pub(super) fn of(event: &Event) -> Option<Self> {
        let verb = event.action.verb();
        // `permissions-updated`, `member-added`, `property-set`: about something that the subject has, not about itself.
        let passing = PASSING.contains(&verb) || verb.contains('-');
        if passing || event.reading == Reading::Unreadable || event.product == Product::App {
            return None;
        }
        let subject = &event.subject;
        let id = subject.id.as_deref().filter(|id| !id.is_empty())?;
        let kind = subject.kind;
        if has_own(kind) {
            return Some(Self {
                key: keys::known(kind.name(), &plain(id)),
                item: SELF.to_owned(),
                in_parent: false,
            });
        }
        if belongs(kind) {
            let parent = subject.parent.as_ref().filter(|parent| has_own(parent.kind));
            if let Some((parent, of)) = parent.and_then(|parent| Some((parent, parent.id.as_deref()?))) {
                let key = keys::known(parent.kind.name(), &plain(of));
                return Some(Self { key, item: item(kind.name(), id), in_parent: true });
            }
        } else if !shares(kind) {
            return None;
        }
        // 256 values of a kind: that of 10,000 people or 50,000 filters is still small.
        let bucket = EventId::derive(&["known", id]).as_u128() % 256;
        Some(Self {
            key: keys::known(kind.name(), &format!("b{bucket:02x}")),
            item: item(event.action.family(), id),
            in_parent: false,
        })
    }

    /// Whether the subject stands in the value of the issue or page that it belongs to.
    pub(super) fn has_parent(&self) -> bool {
        self.in_parent
    }

    /// Whether the subject has a value of its own.
    pub(super) fn is_self(&self) -> bool {
        self.item == SELF
    }
}

/// The name of something that belongs to a thing.
pub(super) fn item(kind: &str, id: &str) -> String {
    format!("{kind}:{id}")
}

fn has_own(kind: SubjectKind) -> bool {
    use SubjectKind::{BlogPost, Issue, OtherContent, Page};
    matches!(kind, Issue | Page | BlogPost | OtherContent)
}

fn belongs(kind: SubjectKind) -> bool {
    use SubjectKind::{Attachment, Comment, Link, Task, Worklog};
    matches!(kind, Comment | Worklog | Link | Attachment | Task)
}

fn shares(kind: SubjectKind) -> bool {
    use SubjectKind::{
        Board, Component, Field, Filter, Group, IssueType, Organization, Person, Project, ServiceDesk, Space,
        Sprint, Version,
    };
    matches!(
        kind,
        Project
            | Version
            | Component
            | IssueType
            | Field
            | Filter
            | Board
            | Sprint
            | Person
            | Group
            | ServiceDesk
            | Space
            | Organization
    )
}

/// An id as it can stand in a key of the store.
fn plain(id: &str) -> String {
    let fits =
        id.len() <= 100 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-#".contains(&byte));
    if fits { id.to_owned() } else { format!("h{}", EventId::derive(&["known", id])) }
}
