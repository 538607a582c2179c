//! `/rest/api/3/group...`.

use super::{Answer, Params, Shared, caller::staff, users};
use crate::model::Group;
use crate::permissions::Caller;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/rest/api/3/group/bulk", get(bulk)).route("/rest/api/3/group/member", get(members))
}

/// A group by name.
pub(super) fn group_name(group: &Group) -> Value {
    json!({ "groupId": group.id, "name": group.name })
}

async fn bulk(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    staff(site.world(), &caller)?;
    let (ids, names) = (params.all("groupId"), params.all("groupName"));
    let asked = |group: &&Group| {
        (ids.is_empty() && names.is_empty())
            || ids.contains(&group.id.as_str())
            || names.contains(&group.name.as_str())
    };
    let found = site.world().groups.iter().filter(asked).map(group_name).collect();
    Ok(Answer::ok(users::page(found, &params, 50, 50)))
}

async fn members(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let (id, name) = (params.get("groupId"), params.get("groupname"));
    if id.is_none() && name.is_none() {
        return Err(Answer::bad("One of the groupId and groupname query parameters must be specified"));
    }
    let found = world
        .groups
        .iter()
        .find(|group| id.is_none_or(|id| group.id == id) && name.is_none_or(|name| group.name == name));
    let group = found.ok_or_else(|| Answer::missing("The group was not found."))?;
    let inactive = params.get("includeInactiveUsers") == Some("true");
    let people =
        group.members.iter().filter_map(|id| world.person(id)).filter(|person| inactive || person.active);
    let values = people.map(|person| users::user(world, person)).collect();
    Ok(Answer::ok(users::page(values, &params, 50, 50)))
}
