//! `/rest/servicedeskapi/organization`.

use super::{Answer, Params, Shared, caller::staff, users};
use crate::model::{Organization, ProjectKind, World};
use crate::permissions::Caller;
use crate::time;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/rest/servicedeskapi/organization", get(all))
        .route("/rest/servicedeskapi/organization/{id}", get(one))
        .route("/rest/servicedeskapi/organization/{id}/user", get(members))
        .route("/rest/servicedeskapi/servicedesk/{id}/organization", get(of_desk))
}

fn written(world: &World, organization: &Organization) -> Value {
    json!({
        "id": organization.id,
        "uuid": organization.uuid,
        "name": organization.name,
        "scimManaged": false,
        "created": { "iso8601": time::jira_time(organization.created), "epochMillis": organization.created },
        "_links": { "self": format!("{}/rest/servicedeskapi/organization/{}", world.base_url, organization.id) },
    })
}

/// A page in the form of the service desk's answers.
pub(super) fn page(values: Vec<Value>, params: &Params) -> Answer {
    let (start, limit) = (params.number("start", 0), params.number("limit", 50).min(50));
    let last = start.saturating_add(limit) >= values.len();
    let values: Vec<Value> = values.into_iter().skip(start).take(limit).collect();
    Answer::ok(
        json!({ "size": values.len(), "start": start, "limit": limit, "isLastPage": last, "_links": {}, "values": values }),
    )
}

fn find<'w>(world: &'w World, id: &str) -> Result<&'w Organization, Answer> {
    let found = world.organizations.iter().find(|organization| organization.id == id);
    found.ok_or_else(|| Answer::missing(format!("No organization exists with the id {id}.")))
}

async fn all(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let account = params.get("accountId");
    let of = |organization: &&Organization| {
        account.is_none_or(|id| organization.members.iter().any(|member| member == id))
    };
    Ok(page(
        world.organizations.iter().filter(of).map(|organization| written(world, organization)).collect(),
        &params,
    ))
}

async fn one(State(site): State<Shared>, caller: Caller, Path(id): Path<String>) -> Result<Answer, Answer> {
    let site = site.read();
    staff(site.world(), &caller)?;
    Ok(Answer::ok(written(site.world(), find(site.world(), &id)?)))
}

async fn members(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let people = find(world, &id)?.members.iter().filter_map(|id| world.person(id));
    Ok(page(people.map(|person| users::user(world, person)).collect(), &params))
}

/// Organizations that take part in a service project, which is named by its place among them.
async fn of_desk(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let desks = world.projects.iter().filter(|project| project.kind == ProjectKind::ServiceDesk);
    let found = desks.enumerate().find(|(place, _)| place.saturating_add(1).to_string() == id);
    let missing = || Answer::missing(format!("The Service Desk {id} does not exist."));
    let (_, project) = found.ok_or_else(missing)?;
    let part = world.organizations.iter().filter(|organization| organization.projects.contains(&project.key));
    Ok(page(part.map(|organization| written(world, organization)).collect(), &params))
}
