//! `/rest/api/3/project/{idOrKey}/features`: which features of a project are on.

use super::{Answer, Shared, projects};
use crate::model::{Project, ProjectKind};
use crate::permissions::Caller;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/rest/api/3/project/{id}/features", get(features))
}

/// Key, name, and whether it is on from the start.
type Known = (&'static str, &'static str, bool);

const SOFTWARE: &[Known] = &[
    ("jsw.classic.roadmap", "Roadmap", true),
    ("jsw.classic.backlog", "Backlog", true),
    ("jsw.classic.releases", "Releases", true),
    ("jsw.classic.code", "Code", false),
    ("jsw.classic.deployments", "Deployments", false),
];

const OTHERS: &[Known] = &[("jwm.summary", "Summary", true), ("jwm.forms", "Forms", false)];

fn known(project: &Project) -> &'static [Known] {
    if project.kind == ProjectKind::Software { SOFTWARE } else { OTHERS }
}

async fn features(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let project = projects::find(world, &caller, &id)?;
    let one = |row: &Known| {
        let on = project.standing.features.get(row.0).copied().unwrap_or(row.2);
        json!({
            "projectId": project.id.parse::<u64>().ok(),
            "feature": row.0,
            "state": if on { "ENABLED" } else { "DISABLED" },
            "toggleLocked": false,
            "localisedName": row.1,
            "localisedDescription": "",
            "imageUri": "",
            "prerequisites": [],
        })
    };
    let all: Vec<Value> = known(project).iter().map(one).collect();
    Ok(Answer::ok(json!({ "features": all })))
}
