//! `/rest/servicedeskapi/servicedesk` and the request types of service projects.

use super::{Answer, Params, Shared, caller::staff, organizations::page};
use crate::model::{Project, ProjectKind, RequestType, World};
use crate::permissions::Caller;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/rest/servicedeskapi/servicedesk", get(desks))
        .route("/rest/servicedeskapi/servicedesk/{id}/requesttype", get(of_desk))
        .route("/rest/servicedeskapi/requesttype", get(all))
}

/// Service projects; the place of one is the id of its desk.
fn service_projects(world: &World) -> impl Iterator<Item = (usize, &Project)> {
    let found = world.projects.iter().filter(|project| project.kind == ProjectKind::ServiceDesk);
    found.enumerate().map(|(place, project)| (place.saturating_add(1), project))
}

async fn desks(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let one = |(id, project): (usize, &Project)| {
        json!({
            "id": id.to_string(),
            "projectId": project.id,
            "projectKey": project.key,
            "projectName": project.name,
        })
    };
    Ok(page(service_projects(world).map(one).collect(), &params))
}

fn written(world: &World, kind: &RequestType) -> Value {
    let desk = service_projects(world).find(|(_, project)| project.key == kind.project);
    let issue_type = desk.and_then(|(_, project)| project.issue_types.first());
    json!({
        "id": kind.id,
        "name": kind.name,
        "description": kind.description,
        "helpText": "",
        "serviceDeskId": desk.map(|(id, _)| id.to_string()),
        "issueTypeId": issue_type.map(|one| &one.id),
        "groupIds": [],
    })
}

async fn all(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    Ok(page(world.setup.request_types.iter().map(|kind| written(world, kind)).collect(), &params))
}

async fn of_desk(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let desk = service_projects(world).find(|(known, _)| known.to_string() == id);
    let (_, project) =
        desk.ok_or_else(|| Answer::missing(format!("The Service Desk {id} does not exist.")))?;
    let of = world.setup.request_types.iter().filter(|kind| kind.project == project.key);
    Ok(page(of.map(|kind| written(world, kind)).collect(), &params))
}
