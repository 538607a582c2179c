//! The values that records are counted by, as a record has them.

use crate::GroupField;
use activity_event::{Change, Event};
use activity_segment::Thread;

/// The values of a field of a record, each once.
pub(super) fn of(field: GroupField, event: &Event) -> Vec<String> {
    let one = match field {
        GroupField::Actor => event.actor.account_id.clone(),
        GroupField::ActorKind => Some(event.actor.kind.name().to_owned()),
        GroupField::Action => Some(event.action.name().to_owned()),
        GroupField::Product => Some(event.product.name().to_owned()),
        GroupField::Container => event.container.as_ref().map(|container| container.id.clone()),
        GroupField::Thread => {
            let thread = Thread::of(event);
            thread.key.or(thread.id)
        }
        GroupField::ChangedField => return changed_fields(event),
        GroupField::Status => status(event),
        GroupField::Transition => transition(event),
        GroupField::IssueType => issue_type(event),
        GroupField::Provenance => Some(event.provenance.name().to_owned()),
    };
    one.into_iter().collect()
}

/// Name of the issue's status after the event.
pub(super) fn status(event: &Event) -> Option<String> {
    event.issue.as_ref()?.status.as_ref()?.name.clone()
}

/// Name of the issue's type.
pub(super) fn issue_type(event: &Event) -> Option<String> {
    event.issue.as_ref()?.issue_type.as_ref()?.name.clone()
}

/// The statuses that the issue went from and to.
pub(super) fn transition(event: &Event) -> Option<String> {
    let is_status = |change: &&Change| match &change.field_id {
        Some(id) => id == "status",
        None => change.field.eq_ignore_ascii_case("status"),
    };
    let change = event.changes.iter().find(is_status)?;
    let text = |value: &Option<activity_event::Value>| value.as_ref()?.text.clone();
    Some(format!("{}\0{}", text(&change.from)?, text(&change.to)?))
}

/// Names of the fields that changed, in lower case: a query takes names that differ by case alone for one.
pub(super) fn changed_fields(event: &Event) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for change in &event.changes {
        let name = activity_filter::fold(&change.field);
        if !fields.contains(&name) {
            fields.push(name);
        }
    }
    fields
}

/// A changed field as the site calls it, if it is one of the site's own: such a name is nobody's to translate.
pub(super) fn own_field<'a>(event: &'a Event, folded: &str) -> Option<&'a str> {
    let is_own = |change: &&Change| change.field_id.as_ref().is_some_and(|id| id.starts_with("customfield_"));
    let mut own = event.changes.iter().filter(is_own);
    own.find(|change| activity_filter::fold(&change.field) == folded).map(|change| change.field.as_str())
}

/// What the thread of a record is called, where the record knows it.
pub(super) fn title(event: &Event) -> Option<String> {
    let subject = &event.subject;
    let of_subject = match &subject.parent {
        Some(parent) if subject.kind != activity_event::SubjectKind::Issue => parent.title.clone(),
        _ => subject.title.clone(),
    };
    of_subject.or_else(|| event.issue.as_ref()?.summary.clone())
}
