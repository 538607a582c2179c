//! Clauses that the tables of the site have answered beforehand: looking up the record's answer.

use super::Presence;
use super::issue::{fact, has_issue, issue_name};
use super::values::visit;
use crate::Field;
use crate::fold::fold;
use crate::predicate::{Answers, SiteTest, Workflows};
use crate::truth::Truth;
use activity_event::{ContainerKind, Event};
use std::collections::BTreeMap;

pub(super) fn eval(test: &SiteTest, event: &Event) -> Truth {
    let answer = match &test.answers {
        Answers::Projects(answers) => of_project(answers, event).copied(),
        Answers::Workflows(answers) if has_issue(event) => {
            of_project(answers, event).map(|project| of_type(project, event))
        }
        Answers::Workflows(_) => None,
        Answers::Priorities(answers) => {
            let priority = event.issue.as_ref().and_then(|facts| facts.priority.as_ref());
            priority.and_then(|priority| of_named(answers, priority.id.as_deref(), priority.name.as_deref()))
        }
        Answers::Statuses(answers) => of_status(answers, event),
    };
    match answer {
        Some(answer) => answer,
        None if visit(test.field, event, &mut |_| {}) == Presence::Empty => test.when_empty,
        None => Truth::Open,
    }
}

/// Whether the record is of a Jira project, and so has what projects have.
pub(super) fn project_presence(event: &Event) -> Presence {
    match visit(Field::Project, event, &mut |_| {}) {
        Presence::Known if is_space(event) => Presence::Empty,
        // Which project it is is known; what the site says of it is not.
        Presence::Known => Presence::Open,
        other => other,
    }
}

/// Issues follow a workflow; nothing else does.
pub(super) fn workflow_presence(event: &Event) -> Presence {
    if has_issue(event) { Presence::Open } else { Presence::Empty }
}

fn is_space(event: &Event) -> bool {
    event.container.as_ref().is_some_and(|container| container.kind == ContainerKind::Space)
}

/// What is said of the record's project, which it names by id or by the key of its issue.
fn of_project<'a, T>(answers: &'a BTreeMap<String, T>, event: &Event) -> Option<&'a T> {
    if is_space(event) {
        return None;
    }
    if let Some(container) = &event.container {
        let by_key = || answers.get(&fold(container.key.as_deref()?));
        return answers.get(&container.id).or_else(by_key);
    }
    let (project, _) = issue_name(event)?.key?.rsplit_once('-')?;
    answers.get(&fold(project))
}

fn of_type(workflows: &Workflows, event: &Event) -> Truth {
    match fact(event, |facts| facts.issue_type.as_ref()) {
        Ok(named) if named.id.is_some() || named.name.is_some() => {
            let by_name = || workflows.by_type.get(&fold(named.name.as_deref()?));
            let known = named.id.as_deref().and_then(|id| workflows.by_type.get(id)).or_else(by_name);
            known.copied().unwrap_or(workflows.others)
        }
        // All types of the project may follow the same workflow.
        _ if workflows.by_type.values().all(|truth| *truth == workflows.others) => workflows.others,
        _ => Truth::Open,
    }
}

fn of_status(answers: &BTreeMap<String, Truth>, event: &Event) -> Option<Truth> {
    let status = event.issue.as_ref()?.status.as_ref()?;
    let own = status.category.as_deref().filter(|category| !category.is_empty());
    if let Some(category) = own {
        return answers.get(&format!("category {category}")).copied();
    }
    of_named(answers, status.id.as_deref(), status.name.as_deref())
}

fn of_named(answers: &BTreeMap<String, Truth>, id: Option<&str>, name: Option<&str>) -> Option<Truth> {
    let by_name = || answers.get(&fold(name?));
    id.and_then(|id| answers.get(id)).or_else(by_name).copied()
}
