//! Deeds of those who look after a project: versions, components, sprints and filters.

use super::payload::configured;
use super::project::Project;
use super::tools::{Family, Occasion, Tools};
use crate::time::jira_time;
use activity_event::{Action, Container, ContainerKind, Event, Parent, Subject, SubjectKind};

/// One of the deeds; none when there is nothing to do it to.
pub(super) fn look_after(project: &mut Project, occasion: Occasion, tools: &mut Tools) -> Option<Event> {
    match tools.chance.weighted(&[3, 3, 1, 4, 4, 4, 3, 3]) {
        0 => {
            let at = project.add_version(tools);
            version(project, at, "created", Action::named("version.created"), occasion, tools)
        }
        1 => {
            let at = project.released;
            project.released = at.saturating_add(1).min(project.versions.len());
            version(project, at, "released", Action::named("version.released"), occasion, tools)
        }
        2 => component(project, occasion, tools),
        3 => {
            let at = project.add_sprint(tools);
            sprint(project, at, ("created", "future", Action::named("sprint.created")), occasion, tools)
        }
        4 if !project.sprinting && project.closed < project.sprints.len() => {
            project.sprinting = true;
            let row = ("started", "active", Action::named("sprint.started"));
            sprint(project, project.closed, row, occasion, tools)
        }
        5 if project.sprinting => {
            let at = project.closed;
            (project.sprinting, project.closed) = (false, at.saturating_add(1));
            sprint(project, at, ("closed", "closed", Action::named("sprint.closed")), occasion, tools)
        }
        6 => {
            let name = format!("{} {}", project.key, tools.words.name(&mut tools.chance));
            project.filters.push((tools.ids.take(Family::Filter), name, occasion.who));
            let at = project.filters.len().saturating_sub(1);
            filter(project, at, "created", Action::named("filter.created"), occasion, tools)
        }
        _ => {
            let at = project.filters.iter().rposition(|filter| filter.2 == occasion.who)?;
            filter(project, at, "updated", Action::named("filter.updated"), occasion, tools)
        }
    }
}

fn subject(kind: SubjectKind, id: String, title: &str) -> Subject {
    Subject { kind, id: Some(id), key: None, title: Some(title.to_owned()), parent: None }
}

fn version(
    project: &Project,
    at: usize,
    verb: &str,
    action: Action,
    occasion: Occasion,
    tools: &Tools,
) -> Option<Event> {
    let (id, name) = project.versions.get(at)?;
    let source = format!("avi:jira:{verb}:version");
    let about = subject(SubjectKind::Version, id.clone(), name);
    let released = at < project.released;
    let event = tools.envelope((&source, action), about, occasion, |people| {
        let project = &project.id;
        let member = format!(
            r#""version":{{"archived":false,"id":"{id}","name":"{name}","projectId":{project},"released":{released}}}"#
        );
        configured(&source, people.account(occasion.who), occasion.at, &member, true)
    });
    Some(Event { container: Some(project.bare_container()), ..event })
}

fn component(project: &mut Project, occasion: Occasion, tools: &mut Tools) -> Option<Event> {
    const CREATED: Action = Action::named("component.created");
    let source = "avi:jira:created:component";
    let at = project.add_component(tools);
    let (id, name) = project.components.get(at)?;
    let about = subject(SubjectKind::Component, id.clone(), name);
    let event = tools.envelope((source, CREATED), about, occasion, |people| {
        let (key, project) = (&project.key, &project.id);
        let account = people.account(occasion.who);
        // `component` comes before `eventType`, so the payload is written here.
        format!(
            r#"{{"atlassianId":"{account}","component":{{"assigneeType":"PROJECT_DEFAULT","id":"{id}","leadAccountId":"{account}","name":"{name}","project":"{key}","projectId":{project}}},"eventType":"{source}","selfGenerated":false,"timestamp":"{}"}}"#,
            occasion.at
        )
    });
    let (id, key) = (project.id.clone(), Some(project.key.clone()));
    Some(Event { container: Some(Container { kind: ContainerKind::Project, id, key, name: None }), ..event })
}

fn sprint(
    project: &Project,
    at: usize,
    (verb, state, action): (&str, &str, Action),
    occasion: Occasion,
    tools: &Tools,
) -> Option<Event> {
    let (id, name) = project.sprints.get(at)?;
    let source = format!("avi:jira-software:{verb}:sprint");
    let board =
        Parent { kind: SubjectKind::Board, id: Some(project.board.to_string()), key: None, title: None };
    let about = Subject { parent: Some(board), ..subject(SubjectKind::Sprint, id.to_string(), name) };
    Some(tools.envelope((&source, action), about, occasion, |people| {
        let (board, start) = (project.board, jira_time(occasion.at));
        let member = format!(
            r#""sprint":{{"goal":"","id":{id},"name":"{name}","originBoardId":{board},"startDate":"{start}","state":"{state}"}}"#
        );
        configured(&source, people.account(occasion.who), occasion.at, &member, true)
    }))
}

fn filter(
    project: &Project,
    at: usize,
    verb: &str,
    action: Action,
    occasion: Occasion,
    tools: &Tools,
) -> Option<Event> {
    let (id, name, owner) = project.filters.get(at)?;
    let source = format!("avi:jira:{verb}:filter");
    let about = subject(SubjectKind::Filter, id.to_string(), name);
    Some(tools.envelope((&source, action), about, occasion, |people| {
        let (key, owner) = (&project.key, people.account(*owner));
        let member = format!(
            r#""filter":{{"editPermissions":[],"id":"{id}","jql":"project = {key} AND statusCategory != Done","name":"{name}","owner":{{"accountId":"{owner}"}},"sharePermissions":[]}}"#
        );
        configured(&source, people.account(occasion.who), occasion.at, &member, false)
    }))
}
