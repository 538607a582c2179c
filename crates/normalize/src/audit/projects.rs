//! Jira's list of archived and deleted projects, which says who did that and when: for sites whose audit log cannot be read.
//!
//! * action: `project.archived` at `archivedDate` by `archivedBy`; `project.trashed` at `deletedDate` by `deletedBy`. A project that
//!   was archived and then deleted gives both.

use crate::{
    Arrival,
    actor::account,
    moment::parse_moment,
    record::subject,
    tree::{at, text_at},
};
use activity_event::{
    Action, Actor, Container, ContainerKind, Event, EventId, Product, Provenance, Subject, SubjectKind,
};
use serde_json::Value;

const ENDS: [(&str, &str, Action); 2] = [
    ("archivedDate", "archivedBy", Action::named("project.archived")),
    ("deletedDate", "deletedBy", Action::named("project.trashed")),
];

pub(super) fn read(projects: &[Value], source: &str, arrival: &Arrival) -> Vec<Event> {
    projects.iter().flat_map(|project| ends(project, source, arrival)).collect()
}

fn ends(project: &Value, source: &str, arrival: &Arrival) -> Vec<Event> {
    let Some(id) = text_at(project, "id") else { return Vec::new() };
    let (key, name) = (text_at(project, "key"), text_at(project, "name"));
    let end = |(date, by, action): &(&str, &str, Action)| {
        let occurred = parse_moment(&text_at(project, date)?)?;
        let who = at(project, by)?;
        let actor =
            text_at(who, "accountId").map(|id| account(&id, text_at(who, "accountType").as_deref(), false));
        let kind = ContainerKind::Project;
        Some(Event {
            id: EventId::derive(&["project-end", &id, action.name(), &occurred.to_string()]),
            occurred,
            recorded: arrival.recorded,
            product: Product::Jira,
            action: *action,
            actor: actor.unwrap_or_else(Actor::unknown),
            container: Some(Container { kind, id: id.clone(), key: key.clone(), name: name.clone() }),
            subject: Subject {
                id: Some(id.clone()),
                key: key.clone(),
                title: name.clone(),
                ..subject(SubjectKind::Project)
            },
            provenance: Provenance::Backfill,
            source: source.to_owned(),
            ..Event::blank()
        })
    };
    ENDS.iter().filter_map(end).collect()
}
