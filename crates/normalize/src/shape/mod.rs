//! Where a payload has what: row data for the reader of members, one file per family of events.
//!
//! A shape says where subject, parent, container and actor stand, and which members become changes. What no shape names is
//! left over, and kept ([`crate::left_over`]).

mod confluence;
mod content;
mod field;
mod issue;
mod life;
mod people;
mod project;
mod software;

pub(crate) use confluence::{GROUP, LABEL, RELATION, SEARCH, SPACE, TASK, USER as CONFLUENCE_USER};
pub(crate) use content::{
    ATTACHMENT, BLOG_POST, COMMENT, CONTENT_FILE, CUSTOM_CONTENT, MOVED_CONTENT, MOVED_PAGE, OTHER_CONTENT,
    PAGE,
};
pub(crate) use field::{
    CONFIGURATION as FIELD_CONFIGURATION, CONTEXT as FIELD_CONTEXT, FAILED_EXPRESSION, FIELD, PROPERTY,
};
pub(crate) use issue::{
    FILE, ISSUE, ISSUE_COMMENT, ISSUE_PROPERTY, LINK, MENTIONED_COMMENT, MENTIONED_ISSUE, WORKLOG,
};
pub(crate) use life::{LIFECYCLE, POLICY};
pub(crate) use people::{FILTER, JIRA_USER};
pub(crate) use project::{COMPONENT, ISSUE_TYPE, PROJECT, VERSION};
pub(crate) use software::{BOARD, BOARD_CONFIGURATION, SERVICE_DESK, SPRINT};

use crate::values;
use activity_event::{Action, Change, ContainerKind, Content, SubjectKind, Value};
use serde_json::Value as Json;

/// The shape of an event's payload.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) kind: SubjectKind,
    /// Where the subject may stand; the first place that is there counts.
    pub(crate) subject: &'static [Spot],
    /// Whether an event of this kind without a subject's id cannot be relied on. Not for events that have no such id, or
    /// whose payload is not documented.
    pub(crate) id_required: bool,
    /// What subjects are called that have an id and no title: id and title.
    pub(crate) titles: &'static [(&'static str, &'static str)],
    pub(crate) parent: &'static [(Kind, Spot)],
    pub(crate) container: &'static [(ContainerKind, Spot)],
    /// Where an actor is stated besides the root's `atlassianId`.
    pub(crate) actor: &'static [&'static str],
    pub(crate) nobody: Nobody,
    /// What the product counts the states of the subject by.
    pub(crate) revision: &'static str,
    /// What else tells two events of one subject in one millisecond apart.
    pub(crate) also: &'static [&'static str],
    /// Members that become changes.
    pub(crate) fields: &'static [Field],
    /// Where the payload has the subject as it was before.
    pub(crate) before: Option<Before>,
    /// Changes that no [`Field`] can say.
    pub(crate) more: Option<fn(&Json, Sense) -> Vec<Change>>,
    /// Texts that are kept.
    pub(crate) content: Option<fn(&Json) -> Vec<Content>>,
    /// Members that are read elsewhere, or say nothing that is not said by another member.
    pub(crate) known: &'static [&'static str],
}

/// An object in the payload and the names of its members. Paths are dotted; an empty one is the root or no member.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot {
    pub(crate) at: &'static str,
    pub(crate) id: &'static str,
    pub(crate) key: &'static str,
    pub(crate) title: &'static str,
}

/// How the kind of a parent is known.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    /// It is always this.
    Is(SubjectKind),
    /// Its member `type` says it, in the words of Confluence.
    Typed,
}

/// What it means that a payload names no actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nobody {
    /// The payload does not say who did it.
    Unknown,
    /// Nobody was logged in: Confluence names everybody else.
    Anonymous,
}

/// An object that tells the former values of another's members.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Before {
    /// The object as it is.
    pub(crate) now: &'static str,
    /// The object as it was.
    pub(crate) then: &'static str,
    /// Members that it has when it is whole, because they are never empty and never change together: then one that is absent
    /// was empty, and else one that is absent is as it was. None of them: one that is absent is not told.
    pub(crate) whole_with: &'static [&'static str],
}

/// A member that becomes a change.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    pub(crate) at: &'static str,
    /// Another place of the same; empty when there is none.
    pub(crate) or: &'static str,
    /// Where the former value stands, when not as [`Shape::before`] says.
    pub(crate) was: &'static str,
    /// Id and name of the field.
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    /// In which events it is told: a sum of the constants below.
    pub(crate) when: u8,
    /// Verbs of actions that are about this very member: it is told, and had the opposite value before when it is a switch.
    pub(crate) own: &'static [&'static str],
    pub(crate) read: fn(&Json) -> Option<Value>,
}

/// When something came into being: the field went from nothing to the value.
pub(crate) const CAME: u8 = 1;
/// When something went away: from the value to nothing.
pub(crate) const GONE: u8 = 2;
/// When something changed: to the value, from one that the payload does not tell (a value without id and text).
pub(crate) const CHANGED: u8 = 4;
/// In all other events, likewise. They leave most of a thing as it was.
pub(crate) const OTHER: u8 = 8;
/// What an event says of itself, and not of a field: from nothing to the value, whatever happened.
pub(crate) const FACT: u8 = 16;
/// Each item of a list is a change of its own.
pub(crate) const EACH: u8 = 32;
/// The state of a thing.
pub(crate) const STATE: u8 = CAME | GONE | CHANGED;
/// The state of a thing that tells more about every event.
pub(crate) const ALWAYS: u8 = STATE | OTHER;
/// What a thing is called: of a new one, the subject's title says it.
pub(crate) const NAME: u8 = GONE | CHANGED;

/// What became of the subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sense {
    Came,
    Gone,
    Changed,
    Other,
}

impl Sense {
    pub(crate) fn of(action: Action) -> Self {
        match action.verb() {
            "created" | "copied" | "initialized" | "added" | "context-created" | "installed" => Self::Came,
            "deleted" | "trashed" | "removed" | "context-deleted" | "property-deleted" => Self::Gone,
            "updated"
            | "edited"
            | "configured"
            | "context-updated"
            | "configuration-updated"
            | "timetracking-updated"
            | "property-set"
            | "published"
            | "started"
            | "snapshotted"
            | "upgraded" => Self::Changed,
            _ => Self::Other,
        }
    }

    pub(crate) fn bit(self) -> u8 {
        match self {
            Self::Came => CAME,
            Self::Gone => GONE,
            Self::Changed => CHANGED,
            Self::Other => OTHER,
        }
    }
}

const fn spot(at: &'static str, id: &'static str, key: &'static str, title: &'static str) -> Spot {
    Spot { at, id, key, title }
}

const fn shape(kind: SubjectKind, subject: &'static [Spot]) -> Shape {
    Shape {
        kind,
        subject,
        id_required: true,
        titles: &[],
        parent: &[],
        container: &[],
        actor: &[],
        nobody: Nobody::Unknown,
        revision: "",
        also: &[],
        fields: &[],
        before: None,
        more: None,
        content: None,
        known: &[],
    }
}

const fn field(at: &'static str, id: &'static str, name: &'static str, when: u8) -> Field {
    Field { at, or: "", was: "", id, name, when, own: &[], read: values::any }
}

/// A member that is a person.
const fn person(at: &'static str, id: &'static str, name: &'static str, when: u8) -> Field {
    Field { read: values::person, ..field(at, id, name, when) }
}
