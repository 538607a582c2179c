//! Deeds on issues themselves: created, edited, assigned, moved through the workflow or to another project, deleted.

use super::fields::{both, edit, some_field};
use super::flow::{RESOLUTION_WEIGHTS, RESOLUTIONS, workflow};
use super::people::Who;
use super::project::Project;
use super::tools::{Family, Occasion, Tools};
use activity_event::{Action, Change, Event, EventId, Value};

const UPDATED: &str = "avi:jira:updated:issue";

/// A new issue.
pub(super) fn created(project: &mut Project, occasion: Occasion, tools: &mut Tools) -> Option<(Event, u64)> {
    const CREATED: Action = Action::named("issue.created");
    let at = project.add_issue(occasion.who, occasion.at, tools);
    let issue = project.issues.get(at)?;
    let id = EventId::derive(&["issue.created", &issue.id.to_string()]);
    let record = tools.record(("avi:jira:created:issue", CREATED), id, issue.subject(), occasion);
    let event =
        Event { container: Some(project.container()), issue: Some(issue.facts(project, tools)), ..record };
    Some((event, issue.id))
}

/// An issue is deleted.
pub(super) fn deleted(
    project: &mut Project,
    at: usize,
    occasion: Occasion,
    tools: &mut Tools,
) -> Option<Event> {
    const DELETED: Action = Action::named("issue.deleted");
    // The list is never emptied: there is always something to work on.
    if project.issues.len() < 4 {
        return None;
    }
    let issue = project.issues.remove(at)?;
    let id = EventId::derive(&["issue.deleted", &issue.id.to_string()]);
    let record = tools.record(("avi:jira:deleted:issue", DELETED), id, issue.subject(), occasion);
    Some(Event { container: Some(project.container()), issue: Some(issue.facts(project, tools)), ..record })
}

/// One or two fields are edited.
pub(super) fn edited(
    project: &mut Project,
    at: usize,
    occasion: Occasion,
    tools: &mut Tools,
) -> Option<Event> {
    let first = some_field(tools);
    let second = if tools.chance.below(10) == 0 { some_field(tools) } else { first };
    let mut changes: Vec<Change> = edit(project, at, first, occasion, tools).into_iter().collect();
    if second != first {
        changes.extend(edit(project, at, second, occasion, tools));
    }
    if changes.is_empty() {
        return None;
    }
    changed(project, at, Action::named("issue.updated"), changes, occasion, tools)
}

/// The issue gets another assignee, or none.
pub(super) fn assigned(
    project: &mut Project,
    at: usize,
    occasion: Occasion,
    tools: &mut Tools,
) -> Option<Event> {
    let change = assign(project, at, occasion, tools)?;
    changed(project, at, Action::named("issue.assigned"), vec![change], occasion, tools)
}

fn assign(project: &mut Project, at: usize, occasion: Occasion, tools: &mut Tools) -> Option<Change> {
    let issue = project.issues.get_mut(at)?;
    let after: Option<Who> = match tools.chance.weighted(&[45, 45, 10]) {
        0 => Some(occasion.who),
        1 => Some(tools.people.anybody(&mut tools.chance)),
        _ => None,
    };
    if after == issue.assignee {
        return None;
    }
    let value = |who: Option<Who>| who.map(|who| Value::id(tools.people.account(who)));
    let (from, to) = (value(issue.assignee), value(after));
    issue.assignee = after;
    Some(Change { field_id: Some("assignee".to_owned()), field: "assignee".to_owned(), from, to })
}

/// The issue takes a step of its workflow. Entering a finished status sets a resolution, leaving it takes it back.
pub(super) fn transitioned(
    project: &mut Project,
    at: usize,
    occasion: Occasion,
    tools: &mut Tools,
) -> Option<Event> {
    let flow = workflow(project.flow);
    let issue = project.issues.get_mut(at)?;
    let before = flow.get(issue.status)?;
    let weights: Vec<u32> = before.next.iter().map(|next| next.1).collect();
    issue.status = before.next.get(tools.chance.weighted(&weights))?.0;
    let after = flow.get(issue.status)?;
    let resolution = |at: Option<usize>| RESOLUTIONS.get(at?).map(|(id, name)| both(*id, *name));
    let mut changes = Vec::new();
    let resolved = match (after.is_done(), issue.resolution) {
        (true, None) => Some(tools.chance.weighted(RESOLUTION_WEIGHTS)),
        (true, kept) => kept,
        (false, _) => None,
    };
    if resolved != issue.resolution {
        let (from, to) = (resolution(issue.resolution), resolution(resolved));
        let field = "resolution".to_owned();
        changes.push(Change { field_id: Some(field.clone()), field, from, to });
    }
    let action = if issue.resolution.is_none() && resolved.is_some() {
        Action::named("issue.resolved")
    } else {
        Action::named("issue.transitioned")
    };
    issue.resolution = resolved;
    let (from, to) = (both(before.id, before.name), both(after.id, after.name));
    let field = "status".to_owned();
    changes.push(Change { field_id: Some(field.clone()), field, from: Some(from), to: Some(to) });
    if tools.chance.below(8) == 0 {
        changes.extend(assign(project, at, occasion, tools));
    }
    changed(project, at, action, changes, occasion, tools)
}

/// The issue goes to another project with the same workflow. What belongs to the old project stays there.
pub(super) fn moved(
    from: &mut Project,
    to: &mut Project,
    at: usize,
    occasion: Occasion,
    tools: &mut Tools,
) -> Option<Event> {
    if from.issues.len() < 4 || from.flow != to.flow {
        return None;
    }
    let mut issue = from.issues.remove(at)?;
    (issue.component, issue.version, issue.sprint, issue.parent) = (None, None, None, None);
    let old_key = issue.key.clone();
    let place = to.take_in(issue);
    let new_key = to.issues.get(place)?.key.clone();
    let named = |project: &Project| Some(both(&project.id, &project.name));
    let changes = vec![
        Change {
            field_id: Some("project".to_owned()),
            field: "project".to_owned(),
            from: named(from),
            to: named(to),
        },
        Change {
            field_id: Some("issuekey".to_owned()),
            field: "Key".to_owned(),
            from: Some(Value::text(old_key)),
            to: Some(Value::text(new_key)),
        },
    ];
    changed(to, place, Action::named("issue.moved"), changes, occasion, tools)
}

fn changed(
    project: &Project,
    at: usize,
    action: Action,
    changes: Vec<Change>,
    occasion: Occasion,
    tools: &mut Tools,
) -> Option<Event> {
    let changelog = tools.ids.take(Family::Changelog).to_string();
    let issue = project.issues.get(at)?;
    let id = EventId::derive(&["issue.changed", &issue.id.to_string(), &changelog]);
    let record = tools.record((UPDATED, action), id, issue.subject(), occasion);
    let (container, issue) = (Some(project.container()), Some(issue.facts(project, tools)));
    Some(Event { container, issue, changes, revision: Some(changelog), ..record })
}
