//! Deeds on what else belongs to issues: logged work, links and files.

use super::document::Document;
use super::fields::both;
use super::flow::{FILES, LINK_TYPES};
use super::issue::{File, Issue, Link, Worklog};
use super::project::Project;
use super::tools::{Family, Occasion, Tools};
use crate::time::{MINUTE, SECOND, jira_time, spent_text};
use activity_event::{Action, Actor, Change, Event, EventId, Parent, Subject, SubjectKind, Value};

/// Comments, worklogs, links and files that a new deed may still be about; older ones rest.
const KEPT_MAX: usize = 6;

/// Adds to a list, from which the oldest goes.
pub(super) fn keep<T>(all: &mut Vec<T>, one: T) {
    if all.len() >= KEPT_MAX {
        all.remove(0);
    }
    all.push(one);
}

/// What belongs to an issue, as the subject of a record.
pub(super) fn about(kind: SubjectKind, id: u64, parent: Parent) -> Subject {
    Subject { kind, id: Some(id.to_string()), key: None, title: None, parent: Some(parent) }
}

/// Work is logged.
pub(super) fn work_logged(
    project: &mut Project,
    at: usize,
    occasion: Occasion,
    tools: &mut Tools,
) -> Option<Event> {
    const CREATED: Action = Action::named("worklog.created");
    let seconds = tools.chance.between(1, 33).saturating_mul(900);
    let began = occasion.at.saturating_sub(seconds.saturating_mul(SECOND));
    let started = began.saturating_sub(began % MINUTE);
    let (id, comment) = (tools.ids.take(Family::Worklog), Document::note(tools));
    let worklog = Worklog { id, author: occasion.who, seconds, started, comment };
    let issue = project.issues.get_mut(at)?;
    keep(&mut issue.worklogs, worklog);
    let id = EventId::derive(&["worklog.created", &id.to_string()]);
    let row = ("avi:jira:created:worklog", CREATED);
    Some(worked(issue, issue.worklogs.last()?, row, id, |value| (None, Some(value)), occasion, tools))
}

/// The author corrects logged work.
pub(super) fn work_updated(
    project: &mut Project,
    at: usize,
    occasion: Occasion,
    tools: &mut Tools,
) -> Option<Event> {
    const UPDATED: Action = Action::named("worklog.updated");
    let issue = project.issues.get_mut(at)?;
    let place = issue.worklogs.iter().rposition(|worklog| worklog.author == occasion.who)?;
    let worklog = issue.worklogs.get_mut(place)?;
    worklog.seconds = tools.chance.between(1, 33).saturating_mul(900);
    let id = EventId::derive(&["worklog.updated", &worklog.id.to_string(), &occasion.at.to_string()]);
    // What was there before is not in the payload.
    let sides = |value| (Some(Value::default()), Some(value));
    let row = ("avi:jira:updated:worklog", UPDATED);
    let record = worked(issue, issue.worklogs.get(place)?, row, id, sides, occasion, tools);
    Some(Event { revision: Some(occasion.at.to_string()), ..record })
}

/// Logged work is deleted. Nobody says by whom.
pub(super) fn work_deleted(
    project: &mut Project,
    at: usize,
    occasion: Occasion,
    tools: &mut Tools,
) -> Option<Event> {
    const DELETED: Action = Action::named("worklog.deleted");
    let issue = project.issues.get_mut(at)?;
    let worklog = issue.worklogs.pop()?;
    let id = EventId::derive(&["worklog.deleted", &worklog.id.to_string()]);
    let row = ("avi:jira:deleted:worklog", DELETED);
    let event = worked(issue, &worklog, row, id, |value| (Some(value), None), occasion, tools);
    Some(Event { actor: Actor::unknown(), ..event })
}

fn worked(
    issue: &Issue,
    worklog: &Worklog,
    row: (&str, Action),
    id: EventId,
    sides: impl Fn(Value) -> (Option<Value>, Option<Value>),
    occasion: Occasion,
    tools: &Tools,
) -> Event {
    let subject = about(SubjectKind::Worklog, worklog.id, issue.as_bare_parent());
    let spent = both(worklog.seconds.to_string(), spent_text(worklog.seconds));
    let started = Value::text(jira_time(worklog.started));
    Event {
        changes: vec![change("timeSpent", sides(spent)), change("started", sides(started))],
        content: vec![worklog.comment.content(worklog.author, false, tools)],
        ..tools.record(row, id, subject, occasion)
    }
}

fn change(name: &str, (from, to): (Option<Value>, Option<Value>)) -> Change {
    Change { field_id: Some(name.to_owned()), field: name.to_owned(), from, to }
}

/// A link to another issue of the project is made. Nobody says by whom.
pub(super) fn linked(
    project: &mut Project,
    at: usize,
    occasion: Occasion,
    tools: &mut Tools,
) -> Option<Event> {
    const CREATED: Action = Action::named("link.created");
    let other = project.some_issue(tools);
    let to = project.issues.get(other).filter(|_| other != at)?.id;
    let kind = *tools.chance.one(LINK_TYPES)?;
    let link = Link { id: tools.ids.take(Family::Link), to, kind };
    let event = link_record(project, at, &link, ("avi:jira:created:issuelink", CREATED), occasion, tools)?;
    keep(&mut project.issues.get_mut(at)?.links, link);
    Some(event)
}

/// A link is deleted. Nobody says by whom.
pub(super) fn unlinked(
    project: &mut Project,
    at: usize,
    occasion: Occasion,
    tools: &mut Tools,
) -> Option<Event> {
    const DELETED: Action = Action::named("link.deleted");
    let link = project.issues.get_mut(at)?.links.pop()?;
    link_record(project, at, &link, ("avi:jira:deleted:issuelink", DELETED), occasion, tools)
}

fn link_record(
    project: &Project,
    at: usize,
    link: &Link,
    row: (&str, Action),
    occasion: Occasion,
    tools: &Tools,
) -> Option<Event> {
    let id = EventId::derive(&[row.1.name(), &link.id.to_string()]);
    let subject = about(SubjectKind::Link, link.id, project.issues.get(at)?.as_bare_parent());
    let value = Some(both(link.to.to_string(), link.kind.1));
    let (from, to) = if row.1.verb() == "deleted" { (value, None) } else { (None, value) };
    let leads = Change { field_id: Some("issuelinks".to_owned()), field: "Link".to_owned(), from, to };
    let subject = Subject { title: Some(link.kind.0.to_owned()), ..subject };
    let record = tools.record(row, id, subject, occasion);
    let container = Some(project.bare_container());
    Some(Event { actor: Actor::unknown(), container, changes: vec![leads], ..record })
}

/// A file is attached.
pub(super) fn attached(
    project: &mut Project,
    at: usize,
    occasion: Occasion,
    tools: &mut Tools,
) -> Option<Event> {
    const CREATED: Action = Action::named("attachment.created");
    let (stem, ending, media, bytes) = *tools.chance.one(FILES)?;
    let file = File {
        id: tools.ids.take(Family::File),
        author: occasion.who,
        name: format!("{stem}{}.{ending}", tools.chance.below(10_000)),
        media,
        bytes: tools.chance.between(2_000, bytes),
    };
    let event = file_record(project, at, &file, ("avi:jira:created:attachment", CREATED), occasion, tools)?;
    keep(&mut project.issues.get_mut(at)?.files, file);
    Some(event)
}

/// A file is deleted. Nobody says by whom, only who had added it.
pub(super) fn detached(
    project: &mut Project,
    at: usize,
    occasion: Occasion,
    tools: &mut Tools,
) -> Option<Event> {
    const DELETED: Action = Action::named("attachment.deleted");
    let file = project.issues.get_mut(at)?.files.pop()?;
    let row = ("avi:jira:deleted:attachment", DELETED);
    let event = file_record(project, at, &file, row, occasion, tools)?;
    Some(Event { actor: Actor::unknown(), ..event })
}

fn file_record(
    project: &Project,
    at: usize,
    file: &File,
    row: (&str, Action),
    occasion: Occasion,
    tools: &Tools,
) -> Option<Event> {
    let id = EventId::derive(&[row.1.name(), &file.id.to_string()]);
    let subject = about(SubjectKind::Attachment, file.id, project.issues.get(at)?.as_bare_parent());
    let deleted = row.1.verb() == "deleted";
    let sides = |value: Value| if deleted { (Some(value), None) } else { (None, Some(value)) };
    let mut changes = vec![
        change("size", sides(Value::text(file.bytes.to_string()))),
        change("mimeType", sides(Value::text(file.media))),
    ];
    if deleted {
        changes.push(change("author", sides(Value::id(tools.people.account(file.author)))));
    }
    let subject = Subject { title: Some(file.name.clone()), ..subject };
    Some(Event {
        container: Some(project.bare_container()),
        changes,
        ..tools.record(row, id, subject, occasion)
    })
}
