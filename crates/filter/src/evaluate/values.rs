//! Where the value of a field comes from.

use super::Presence;
use super::candidate::{Candidate, filled};
use super::issue::{fact, issue_name};
use crate::Field;
use crate::predicate::Values;
use activity_event::{Change, Event, Named, SubjectKind, Value};

/// Shows every value of the field, and says whether there is one.
pub(super) fn visit<'a>(field: Field, event: &'a Event, see: &mut dyn FnMut(Candidate<'a>)) -> Presence {
    match field {
        Field::Actor => text(event.actor.account_id.as_deref(), see),
        Field::Source => text(Some(&event.source), see),
        Field::Subject => {
            let subject = &event.subject;
            let names = [subject.id.as_deref(), subject.key.as_deref(), subject.title.as_deref()].map(filled);
            let [id, key, title] = names;
            if names.iter().all(Option::is_none) {
                return Presence::Empty;
            }
            see(Candidate::either(id, key, title));
            Presence::Known
        }
        // An issue is a thread of its own, whatever it belongs to.
        Field::Thread => {
            let subject = &event.subject;
            let parent = subject.parent.as_ref().filter(|_| subject.kind != SubjectKind::Issue);
            let (id, key) = parent.map_or((&subject.id, &subject.key), |parent| (&parent.id, &parent.key));
            let (id, key) = (filled(id.as_deref()), filled(key.as_deref()));
            if id.is_none() && key.is_none() {
                return Presence::Empty;
            }
            see(Candidate::either(id, key, None));
            Presence::Known
        }
        Field::ChangedField => {
            let names =
                event.changes.iter().map(|change| (change.field_id.as_deref(), Some(change.field.as_str())));
            several(names.map(|(id, name)| Candidate::either(id, None, name)), see)
        }
        Field::ChangedFrom => sides(event.changes.iter().filter_map(|change| change.from.as_ref()), see),
        Field::ChangedTo => sides(event.changes.iter().filter_map(|change| change.to.as_ref()), see),
        Field::Project => project(event, see),
        Field::Issue => match issue_name(event) {
            None => Presence::Empty,
            Some(issue) => {
                see(Candidate::issue(filled(issue.id), filled(issue.key)));
                Presence::Known
            }
        },
        Field::IssueType => named(fact(event, |facts| facts.issue_type.as_ref()), see),
        Field::Priority => named(fact(event, |facts| facts.priority.as_ref()), see),
        Field::Resolution => named(fact(event, |facts| facts.resolution.as_ref()), see),
        Field::Status => match fact(event, |facts| facts.status.as_ref()) {
            Err(presence) => presence,
            Ok(status) => one_named(status.id.as_deref(), status.name.as_deref(), see),
        },
        Field::StatusCategory => match fact(event, |facts| facts.status.as_ref()) {
            Err(presence) => presence,
            // A status always has a category, so one that is not mentioned is not known.
            Ok(status) => match filled(status.category.as_deref()) {
                None => Presence::Open,
                category => text(category, see),
            },
        },
        Field::Assignee => person(fact(event, |facts| facts.assignee.as_deref()), see),
        Field::Reporter => person(fact(event, |facts| facts.reporter.as_deref()), see),
        Field::Creator => person(fact(event, |facts| facts.creator.as_deref()), see),
        Field::Labels => match fact(event, |facts| facts.labels.as_deref()) {
            Err(presence) => presence,
            Ok(labels) => several(labels.iter().map(|label| Candidate::plain(label)), see),
        },
        Field::Component => list(fact(event, |facts| facts.components.as_deref()), see),
        Field::FixVersion => list(fact(event, |facts| facts.fix_versions.as_deref()), see),
        Field::Parent => match fact(event, |facts| facts.parent.as_deref()) {
            Err(presence) => presence,
            Ok("") => Presence::Empty,
            Ok(key) => {
                see(Candidate::issue(None, Some(key)));
                Presence::Known
            }
        },
        // Text is searched, see `texts`; of these only whether there is any is asked here.
        Field::Content | Field::Text | Field::Summary => super::texts::presence(field, event),
        Field::Category | Field::ProjectType => super::site::project_presence(event),
        Field::Workflow => super::site::workflow_presence(event),
        Field::Jira => {
            if super::issue::has_issue(event) {
                Presence::Open
            } else {
                Presence::Empty
            }
        }
        // Times and choices have tests of their own and are never empty.
        Field::ActorKind
        | Field::Certainty
        | Field::Action
        | Field::ActionFamily
        | Field::ActionKind
        | Field::Occurred
        | Field::OccurredHour
        | Field::OccurredWeekday
        | Field::Recorded
        | Field::Product
        | Field::SubjectType
        | Field::Provenance => Presence::Known,
    }
}

/// Whether a change is of the field with one of these ids and names. Jira's own fields go before custom fields of the same name.
pub(super) fn is_field(change: &Change, names: &Values, own: bool) -> bool {
    let id = change.field_id.as_deref();
    if own && id.is_some_and(|id| id.starts_with("customfield_")) {
        return false;
    }
    names.hold(&change.field) || id.is_some_and(|id| names.hold(id))
}

/// Whether one side of a change has one of these ids or texts.
pub(super) fn is_value(value: &Value, wanted: &Values) -> bool {
    match value.id.as_deref() {
        Some(id) => wanted.hold_thing(id, &[value.text.as_deref()]),
        None => value.text.as_deref().is_some_and(|text| wanted.hold(text)),
    }
}

/// Whether one side of a change holds anything.
pub(super) fn has_value(value: &Value) -> bool {
    filled(value.id.as_deref()).is_some() || filled(value.text.as_deref()).is_some()
}

fn text<'a>(value: Option<&'a str>, see: &mut dyn FnMut(Candidate<'a>)) -> Presence {
    match filled(value) {
        None => Presence::Empty,
        Some(value) => {
            see(Candidate::plain(value));
            Presence::Known
        }
    }
}

fn person<'a>(fact: Result<&'a str, Presence>, see: &mut dyn FnMut(Candidate<'a>)) -> Presence {
    match fact {
        Err(presence) => presence,
        Ok(account) => text(Some(account), see),
    }
}

fn one_named<'a>(id: Option<&'a str>, name: Option<&'a str>, see: &mut dyn FnMut(Candidate<'a>)) -> Presence {
    let (id, name) = (filled(id), filled(name));
    if id.is_none() && name.is_none() {
        return Presence::Empty;
    }
    see(Candidate::named(id, name));
    Presence::Known
}

fn named<'a>(fact: Result<&'a Named, Presence>, see: &mut dyn FnMut(Candidate<'a>)) -> Presence {
    match fact {
        Err(presence) => presence,
        Ok(named) => one_named(named.id.as_deref(), named.name.as_deref(), see),
    }
}

fn list<'a>(fact: Result<&'a [Named], Presence>, see: &mut dyn FnMut(Candidate<'a>)) -> Presence {
    match fact {
        Err(presence) => presence,
        Ok(items) => several(items.iter().map(Candidate::from), see),
    }
}

fn sides<'a>(values: impl Iterator<Item = &'a Value>, see: &mut dyn FnMut(Candidate<'a>)) -> Presence {
    let filled_values = values.filter(|value| has_value(value));
    several(
        filled_values.map(|value| Candidate::either(value.id.as_deref(), None, value.text.as_deref())),
        see,
    )
}

fn several<'a>(
    candidates: impl Iterator<Item = Candidate<'a>>,
    see: &mut dyn FnMut(Candidate<'a>),
) -> Presence {
    let mut presence = Presence::Empty;
    for candidate in candidates {
        presence = Presence::Known;
        see(candidate);
    }
    presence
}

/// The container; else the project that the issue's key names; else open for what always lives in one. Some payloads
/// give the container's id alone: its key is then the one in the issue's.
fn project<'a>(event: &'a Event, see: &mut dyn FnMut(Candidate<'a>)) -> Presence {
    let issue = issue_name(event);
    let key =
        issue.and_then(|issue| issue.key).and_then(|key| key.rsplit_once('-')).map(|(project, _)| project);
    if let Some(container) = &event.container {
        see(Candidate::from(container).or_key(key));
        return Presence::Known;
    }
    if let Some(project) = key {
        see(Candidate::project_key(project));
        return Presence::Known;
    }
    if issue.is_some() || lives_in_container(event.subject.kind) { Presence::Open } else { Presence::Empty }
}

/// Kinds of things that are always part of a project or space.
fn lives_in_container(kind: SubjectKind) -> bool {
    matches!(
        kind,
        SubjectKind::Issue
            | SubjectKind::Comment
            | SubjectKind::Worklog
            | SubjectKind::Link
            | SubjectKind::Attachment
            | SubjectKind::Project
            | SubjectKind::Version
            | SubjectKind::Component
            | SubjectKind::Page
            | SubjectKind::BlogPost
            | SubjectKind::OtherContent
            | SubjectKind::Space
            | SubjectKind::Task
    )
}
