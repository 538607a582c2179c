//! The issue a record is about, and what the record knows of it.

use super::Presence;
use activity_event::{Event, IssueFacts, Product, SubjectKind};

/// Id, key and title of the issue: the subject itself, or what it belongs to.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct IssueName<'a> {
    pub(super) id: Option<&'a str>,
    pub(super) key: Option<&'a str>,
    pub(super) title: Option<&'a str>,
}

/// How the record names its issue; none when it is about no issue.
pub(super) fn issue_name(event: &Event) -> Option<IssueName<'_>> {
    let subject = &event.subject;
    if subject.kind == SubjectKind::Issue {
        let (id, key, title) = (subject.id.as_deref(), subject.key.as_deref(), subject.title.as_deref());
        return Some(IssueName { id, key, title });
    }
    if let Some(parent) = subject.parent.as_ref().filter(|parent| parent.kind == SubjectKind::Issue) {
        let (id, key, title) = (parent.id.as_deref(), parent.key.as_deref(), parent.title.as_deref());
        return Some(IssueName { id, key, title });
    }
    // What belongs to an issue has one, even when the payload did not say which.
    let jira = matches!(event.product, Product::Jira | Product::JiraSoftware | Product::Jsm);
    let of_issue = match subject.kind {
        SubjectKind::Worklog | SubjectKind::Link => true,
        SubjectKind::Comment | SubjectKind::Attachment => jira && subject.parent.is_none(),
        _ => false,
    };
    (of_issue || event.issue.is_some()).then(IssueName::default)
}

/// The id of the issue that the record is about, as far as it says.
#[must_use]
pub fn issue_id(event: &Event) -> Option<&str> {
    issue_name(event)?.id.filter(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether the record is about an issue.
#[must_use]
pub fn has_issue(event: &Event) -> bool {
    issue_name(event).is_some()
}

/// What the record knows of one fact: the fact, or whether it is empty or open.
pub(super) fn fact<'a, T: ?Sized>(
    event: &'a Event,
    pick: impl FnOnce(&'a IssueFacts) -> Option<&'a T>,
) -> Result<&'a T, Presence> {
    match event.issue.as_ref().and_then(pick) {
        Some(fact) => Ok(fact),
        None if has_issue(event) => Err(Presence::Open),
        None => Err(Presence::Empty),
    }
}
