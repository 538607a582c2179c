//! An issue as it is now, as a record: what the evaluator of the log can be asked about.

use crate::model::{Issue, Named, World};
use activity_event::{
    Action, Actor, Container, ContainerKind, Content, ContentRole, Event, EventId, IssueFacts, Product,
    Provenance, Reading, Subject, SubjectKind,
};

/// The record with all that is known.
pub(super) fn of(world: &World, issue: &Issue) -> Event {
    let mut event = bare(issue);
    event.container = world.project(&issue.project).map(|project| Container {
        kind: ContainerKind::Project,
        id: project.id.clone(),
        key: Some(project.key.clone()),
        name: Some(project.name.clone()),
    });
    let body = issue.description.iter().map(|text| Content::plain(ContentRole::Body, text.clone()));
    let comments = issue.comments.iter().filter_map(|comment| comment.text.as_ref());
    event.content =
        body.chain(comments.map(|text| Content::plain(ContentRole::Body, text.clone()))).collect();
    event.issue = Some(facts(issue));
    event
}

/// The record without its facts.
pub(super) fn bare(issue: &Issue) -> Event {
    Event {
        id: EventId::derive(&["issue", &issue.id]),
        revision: None,
        occurred: issue.updated,
        recorded: issue.updated,
        product: Product::Jira,
        action: const { Action::named("issue.updated") },
        actor: Actor::unknown(),
        container: None,
        subject: Subject {
            kind: SubjectKind::Issue,
            id: Some(issue.id.clone()),
            key: Some(issue.key.clone()),
            title: Some(issue.summary.clone()),
            parent: None,
        },
        issue: None,
        changes: Vec::new(),
        content: Vec::new(),
        provenance: Provenance::Live,
        source: String::new(),
        reading: Reading::Full,
        problem: None,
        raw: None,
    }
}

/// Everything that is asked of issues. What the issue does not have is empty, not unknown.
fn facts(issue: &Issue) -> IssueFacts {
    let account = |id: &Option<String>| Some(id.clone().unwrap_or_default());
    let list = |all: &[Named]| Some(all.iter().map(named).collect());
    let or_none = |one: &Option<Named>| Some(one.as_ref().map(named).unwrap_or_default());
    IssueFacts {
        issue_type: Some(named(&issue.issue_type)),
        status: Some(activity_event::Status {
            id: Some(issue.status.id.clone()),
            name: Some(issue.status.name.clone()),
            category: Some(issue.status.category.parts().1.to_owned()),
        }),
        priority: or_none(&issue.priority),
        resolution: or_none(&issue.resolution),
        assignee: account(&issue.assignee),
        reporter: account(&issue.reporter),
        creator: account(&issue.creator),
        labels: Some(issue.labels.clone()),
        components: list(&issue.components),
        fix_versions: list(&issue.fix_versions),
        parent: Some(String::new()),
        summary: Some(issue.summary.clone()),
    }
}

fn named(one: &Named) -> activity_event::Named {
    activity_event::Named { id: Some(one.id.clone()), name: Some(one.name.clone()) }
}
