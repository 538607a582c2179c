//! `POST /rest/api/3/workflow/history/list` and `POST /rest/api/3/workflow/history`: versions of a workflow, without a word
//! of who wrote them.

use super::workflows::{all, workflow_id, written};
use super::{Answer, Shared, caller::administrator};
use crate::model::{Workflow, WorkflowFacts, World};
use crate::permissions::Caller;
use crate::time::iso_time;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/rest/api/3/workflow/history/list", post(list))
        .route("/rest/api/3/workflow/history", post(one))
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wanted {
    workflow_id: String,
    #[serde(default)]
    version: Option<usize>,
}

fn find<'w>(world: &'w World, id: &str) -> Result<(&'w Workflow, &'w WorkflowFacts), Answer> {
    let found = all(world).into_iter().find(|workflow| workflow_id(&workflow.name) == id);
    let facts = found.and_then(|workflow| Some((workflow, world.setup.workflows.get(&workflow.name)?)));
    facts.ok_or_else(|| Answer::missing(format!("There is no workflow with the id '{id}'.")))
}

/// Versions, the newest first.
async fn list(
    State(site): State<Shared>,
    caller: Caller,
    body: Result<Json<Wanted>, JsonRejection>,
) -> Result<Answer, Answer> {
    let Json(wanted) = body.map_err(|problem| Answer::bad(problem.body_text()))?;
    let site = site.read();
    let world = site.world();
    administrator(world, &caller)?;
    let (_, facts) = find(world, &wanted.workflow_id)?;
    let entry = |(place, (at, _)): (usize, &(i64, Workflow))| {
        json!({
            "workflowId": wanted.workflow_id,
            "workflowVersion": place.saturating_add(1),
            "writtenAt": iso_time(*at),
            "isIntermediate": false,
        })
    };
    let mut entries: Vec<Value> = facts.versions.iter().enumerate().map(entry).collect();
    entries.reverse();
    Ok(Answer::ok(json!({ "entries": entries })))
}

/// One version.
async fn one(
    State(site): State<Shared>,
    caller: Caller,
    body: Result<Json<Wanted>, JsonRejection>,
) -> Result<Answer, Answer> {
    let Json(wanted) = body.map_err(|problem| Answer::bad(problem.body_text()))?;
    let site = site.read();
    let world = site.world();
    administrator(world, &caller)?;
    let (_, facts) = find(world, &wanted.workflow_id)?;
    let number = wanted.version.unwrap_or(facts.versions.len());
    let version = number.checked_sub(1).and_then(|place| facts.versions.get(place));
    let (_, workflow) =
        version.ok_or_else(|| Answer::missing(format!("The workflow has no version {number}.")))?;
    Ok(Answer::ok(json!({ "workflows": [written(workflow, None, true)], "statuses": [] })))
}
