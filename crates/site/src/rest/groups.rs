//! `/rest/api/3/group...` and `/rest/api/3/groups/picker`.

use super::{Answer, Params, Shared, caller::staff, users};
use crate::model::Group;
use crate::permissions::Caller;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/rest/api/3/group/bulk", get(bulk))
        .route("/rest/api/3/group/member", get(members))
        .route("/rest/api/3/groups/picker", get(picker))
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

/// Groups whose names hold the text, best first. Who may not browse groups gets none.
async fn picker(State(site): State<Shared>, caller: Caller, params: Params) -> Answer {
    let site = site.read();
    let world = site.world();
    let query = params.get("query").unwrap_or_default().to_lowercase();
    let excluded = params.all("exclude");
    let allowed = staff(world, &caller).is_ok();
    let fits = |group: &&Group| {
        allowed && group.name.to_lowercase().contains(&query) && !excluded.contains(&group.name.as_str())
    };
    let mut found: Vec<&Group> = world.groups.iter().filter(fits).collect();
    found.sort_by_key(|group| (!group.name.to_lowercase().starts_with(&query), &group.name));
    let most = params.number("maxResults", 20);
    let groups: Vec<Value> = found
        .iter()
        .take(most)
        .map(|group| {
            json!({ "name": group.name, "groupId": group.id, "html": marked(&group.name, &query), "labels": [] })
        })
        .collect();
    let header = format!("Showing {} of {} matching groups", groups.len(), found.len());
    Answer::ok(json!({ "header": header, "total": found.len(), "groups": groups }))
}

/// A text as HTML, with the first place that was searched for in bold.
pub(super) fn marked(text: &str, query: &str) -> String {
    let safe = |part: &str| part.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    // Folding may change lengths; then nothing is marked.
    let place = text.to_lowercase().find(&query.to_lowercase()).filter(|_| !query.is_empty());
    let parts = place.and_then(|from| {
        let to = from.saturating_add(query.len());
        Some((text.get(..from)?, text.get(from..to)?, text.get(to..)?))
    });
    parts.map_or_else(
        || safe(text),
        |(before, found, after)| format!("{}<b>{}</b>{}", safe(before), safe(found), safe(after)),
    )
}
