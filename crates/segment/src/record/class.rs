//! What kind of record it is: everything about it that comes from a short list, as one number. See README, "Classes".

use crate::record::thread::Thread;
use activity_event::{Action, Actor, ActorKind, Certainty, Event, Product, Provenance, Reading, SubjectKind};
use serde::{Deserialize, Serialize};

/// What kind of record it is. A segment has few of these, so that one column answers for nine fields.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Class {
    /// What happened.
    pub action: Action,
    /// Where.
    pub product: Product,
    /// What kind of actor.
    pub actor: ActorKind,
    /// How sure the actor is.
    pub certainty: Certainty,
    /// What an inferred actor was inferred from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inferred_from: Option<String>,
    /// What kind of thing it happened to.
    pub subject: SubjectKind,
    /// What kind of thing that belongs to; none when the record says of nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<SubjectKind>,
    /// Whether the other thing that the record names, see [`Thread`](crate::Thread), has a key of its own.
    #[serde(default, skip_serializing_if = "is_false")]
    pub keyed: bool,
    /// Whether the record has facts of an issue.
    #[serde(default, skip_serializing_if = "is_false")]
    pub facts: bool,
    /// How the log came to know.
    pub provenance: Provenance,
    /// Name of the platform event or feed.
    pub source: String,
    /// How well the payload was understood.
    #[serde(default, skip_serializing_if = "Reading::is_full")]
    pub reading: Reading,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if passes a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

/// The key of what a record names besides its thread.
fn other_key(event: &Event) -> Option<&str> {
    let subject = &event.subject;
    let parent = subject.parent.as_ref()?;
    if Thread::is_parent(event) { subject.key.as_deref() } else { parent.key.as_deref() }
}

impl Class {
    /// Whether the thread of such a record is what its subject belongs to, and not the subject itself.
    #[must_use]
    pub fn belongs(&self) -> bool {
        self.parent.is_some() && self.subject != SubjectKind::Issue
    }

    /// Whether the thread of such a record is an issue.
    #[must_use]
    pub fn is_of_issue(&self) -> bool {
        let thread = if self.belongs() { self.parent } else { Some(self.subject) };
        thread == Some(SubjectKind::Issue)
    }

    /// The class of a record.
    #[must_use]
    pub fn of(event: &Event) -> Self {
        Self {
            action: event.action,
            product: event.product,
            actor: event.actor.kind,
            certainty: event.actor.certainty,
            inferred_from: event.actor.inferred_from.clone(),
            subject: event.subject.kind,
            parent: event.subject.parent.as_ref().map(|parent| parent.kind),
            keyed: other_key(event).is_some(),
            facts: event.issue.is_some(),
            provenance: event.provenance,
            source: event.source.clone(),
            reading: event.reading,
        }
    }

    /// Sets what the class says.
    pub(crate) fn fill(&self, event: &mut Event) {
        event.action = self.action;
        event.product = self.product;
        event.actor = Actor {
            account_id: event.actor.account_id.take(),
            kind: self.actor,
            certainty: self.certainty,
            inferred_from: self.inferred_from.clone(),
        };
        event.subject.kind = self.subject;
        event.provenance = self.provenance;
        event.source.clone_from(&self.source);
        event.reading = self.reading;
    }

    /// Classes are numbered in this order, so that those of an action are neighbours.
    pub(crate) fn order(&self) -> (u16, String) {
        (self.action.code(), format!("{self:?}"))
    }
}
