//! `GET /_site/board`: recent issues and what can be done with them, for the panel.

use crate::model::{AccountType, Comment, Issue, Link, Named, Project, World};
use crate::rest::{Answer, Params, Shared};
use crate::time::spent_text;
use axum::extract::State;
use serde_json::{Value, json};

pub(super) async fn board(State(site): State<Shared>, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let key = params.get("project").ok_or_else(|| Answer::bad("missing parameter `project`"))?;
    let project =
        world.find_project(key).ok_or_else(|| Answer::missing(format!("there is no project `{key}`")))?;
    let limit = params.number("limit", 20).clamp(1, 200);
    let mut issues: Vec<&Issue> = world.issues().filter(|issue| issue.project == project.key).collect();
    issues.sort_by_key(|issue| std::cmp::Reverse((issue.updated, issue.id.len(), issue.id.clone())));
    let names = |all: &[Named]| all.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    Ok(Answer::ok(json!({
        "project": { "id": project.id, "key": project.key, "name": project.name, "type": project.kind.key() },
        "issues": issues.iter().take(limit).map(|issue| card(world, project, issue)).collect::<Value>(),
        "issueTypes": names(&project.issue_types),
        "components": names(&project.components),
        "versions": project.versions.iter().map(|version| version.name.clone()).collect::<Vec<_>>(),
        "priorities": names(&world.priorities),
        "resolutions": names(&world.resolutions),
        "linkTypes": world.link_types.iter().map(|kind| kind.name.clone()).collect::<Vec<_>>(),
        "projects": world.projects.iter().map(|project| json!({ "id": project.id, "key": project.key, "name": project.name })).collect::<Value>(),
        "people": people(world),
    })))
}

fn people(world: &World) -> Value {
    let own = world
        .people
        .iter()
        .filter(|person| person.active && !person.imported && person.account_type == AccountType::Atlassian);
    own.map(|person| json!({ "accountId": person.account_id, "displayName": person.display_name })).collect()
}

fn card(world: &World, project: &Project, issue: &Issue) -> Value {
    let workflow = project.workflow_of(&issue.issue_type);
    let status = |name: &str| {
        workflow.status(name).map_or(
            Value::Null,
            |status| json!({ "id": status.id, "name": status.name, "category": status.category.parts().1 }),
        )
    };
    let transitions = workflow.ways_from(&issue.status.name);
    json!({
        "id": issue.id,
        "key": issue.key,
        "summary": issue.summary,
        "type": issue.issue_type.name,
        "status": { "id": issue.status.id, "name": issue.status.name, "category": issue.status.category.parts().1 },
        "priority": issue.priority.as_ref().map(|priority| &priority.name),
        "resolution": issue.resolution.as_ref().map(|resolution| &resolution.name),
        "assignee": person(world, issue.assignee.as_deref()),
        "reporter": person(world, issue.reporter.as_deref()),
        "labels": issue.labels,
        "updated": issue.updated,
        "transitions": transitions.map(|way| json!({ "id": way.id, "name": way.name, "to": status(&way.to) })).collect::<Value>(),
        "comments": issue.comments.iter().rev().take(10).map(|comment| said(world, comment)).collect::<Value>(),
        "worklogs": issue.worklogs.iter().rev().take(10).map(|log| json!({
            "id": log.id,
            "author": person(world, log.author.as_deref()),
            "spent": spent_text(log.seconds),
            "started": log.started,
        })).collect::<Value>(),
        "attachments": issue.attachments.iter().rev().take(10).map(|file| json!({
            "id": file.id,
            "author": person(world, file.author.as_deref()),
            "name": file.name,
        })).collect::<Value>(),
        "links": issue.links.iter().rev().take(10).map(|link| linked(world, link)).collect::<Value>(),
    })
}

fn person(world: &World, account_id: Option<&str>) -> Value {
    account_id.map_or(Value::Null, |id| {
        json!({ "accountId": id, "displayName": world.display_name(id).unwrap_or_else(|| id.to_owned()) })
    })
}

/// The newest first.
fn said(world: &World, comment: &Comment) -> Value {
    json!({
        "id": comment.id,
        "author": person(world, comment.author.as_deref()),
        "text": comment.text,
        "created": comment.created,
        "updated": comment.updated,
        "public": comment.public,
    })
}

fn linked(world: &World, link: &Link) -> Value {
    let other = world.find_issue(&link.other).and_then(|index| world.issue(index));
    json!({
        "id": link.id,
        "type": if link.outward { &link.kind.outward } else { &link.kind.inward },
        "key": other.map(|other| &other.key),
        "summary": other.map(|other| &other.summary),
    })
}
