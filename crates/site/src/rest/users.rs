//! `/rest/api/3/user...` and `/rest/api/3/users/search`.

use super::{Answer, Params, Shared, caller::staff, groups::group_name};
use crate::model::{AccountType, Person, World};
use crate::permissions::Caller;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/rest/api/3/user", get(one))
        .route("/rest/api/3/user/bulk", get(bulk))
        .route("/rest/api/3/user/search", get(find))
        .route("/rest/api/3/user/groups", get(groups))
        .route("/rest/api/3/users/search", get(all))
        .route("/rest/api/3/users", get(all))
}

/// A user as Jira writes one. The e-mail address is left out, as for users who do not show it.
pub(crate) fn user(world: &World, person: &Person) -> Value {
    let base = &world.base_url;
    let avatar = avatar(person);
    json!({
        "self": format!("{base}/rest/api/3/user?accountId={}", person.account_id),
        "accountId": person.account_id,
        "accountType": person.account_type.name(),
        "displayName": person.display_name,
        "active": person.active,
        "timeZone": person.zone,
        "locale": "en_GB",
        "avatarUrls": { "16x16": avatar, "24x24": avatar, "32x32": avatar, "48x48": avatar },
    })
}

/// The address of somebody who works here. It can be searched for, as in Jira, and is not shown.
fn mail(name: &str) -> String {
    let name: Vec<String> = name.to_lowercase().split_whitespace().map(ToOwned::to_owned).collect();
    format!("{}@harbour-lane.example", name.join("."))
}

/// A user by account id; an account nobody knows keeps its id only.
pub(crate) fn user_of(world: &World, account_id: Option<&str>) -> Value {
    account_id.map_or(Value::Null, |id| {
        world.person(id).map_or_else(|| json!({ "accountId": id }), |person| user(world, person))
    })
}

/// A picture with the initials, as a data address.
pub(crate) fn avatar(person: &Person) -> String {
    let initials: String =
        person.display_name.split_whitespace().filter_map(|word| word.chars().next()).take(2).collect();
    let hue =
        person.account_id.bytes().fold(7_u32, |hue, byte| hue.wrapping_mul(31).wrapping_add(u32::from(byte)))
            % 360;
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 48 48'><rect width='48' height='48' fill='hsl({hue},45%,38%)'/>\
         <text x='24' y='31' font-family='sans-serif' font-size='20' fill='white' text-anchor='middle'>{initials}</text></svg>"
    );
    let encoded = svg.replace('%', "%25").replace('#', "%23").replace('<', "%3C").replace('>', "%3E");
    format!("data:image/svg+xml,{encoded}")
}

async fn one(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let id = params
        .get("accountId")
        .ok_or_else(|| Answer::bad("The accountId query parameter needs to be provided"))?;
    let missing = "Specified user does not exist or you do not have required permissions";
    let person = world.person(id).ok_or_else(|| Answer::missing(missing))?;
    let mut answer = user(world, person);
    if let Some(object) = answer.as_object_mut() {
        let groups: Vec<Value> = world.groups_of(id).map(group_name).collect();
        let expanded = if params.expands("groups") { json!(groups) } else { json!([]) };
        object.insert("groups".into(), json!({ "size": groups.len(), "items": expanded }));
        object.insert("applicationRoles".into(), json!({ "size": 1, "items": [] }));
    }
    Ok(Answer::ok(answer))
}

async fn bulk(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let ids = params.all("accountId");
    if ids.is_empty() {
        return Err(Answer::bad("The accountId query parameter needs to be provided"));
    }
    if ids.len() > 200 {
        return Err(Answer::bad("At most 200 account ids may be asked for at once"));
    }
    let found: Vec<Value> =
        ids.iter().filter_map(|id| world.person(id)).map(|person| user(world, person)).collect();
    Ok(Answer::ok(page(found, &params, 10, 200)))
}

async fn find(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let account = params.get("accountId");
    let query = params.get("query").unwrap_or_default().to_lowercase();
    if account.is_none() && params.get("query").is_none() {
        return Err(Answer::bad("Either the query or the accountId query parameter needs to be provided"));
    }
    let words = |name: &str| name.to_lowercase().split_whitespace().any(|word| word.starts_with(&query));
    let fits = |person: &&Person| {
        account.is_none_or(|id| person.account_id == id)
            && (person.display_name.to_lowercase().starts_with(&query)
                || words(&person.display_name)
                || (!query.is_empty() && mail(&person.display_name).starts_with(&query)))
            && person.account_type != AccountType::Customer
            && person.active
    };
    let found = world.people.iter().filter(fits).map(|person| user(world, person)).collect();
    Ok(Answer::ok(Value::Array(cut(found, &params, 50, 1_000))))
}

async fn groups(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let id = params
        .get("accountId")
        .ok_or_else(|| Answer::bad("The accountId query parameter needs to be provided"))?;
    world.person(id).ok_or_else(|| Answer::missing("The user was not found"))?;
    Ok(Answer::ok(world.groups_of(id).map(group_name).collect()))
}

/// Active, inactive and all.
async fn all(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let found = world.people.iter().map(|person| user(world, person)).collect();
    Ok(Answer::ok(Value::Array(cut(found, &params, 50, 1_000))))
}

/// Some of the values, as `startAt` and `maxResults` ask.
pub(super) fn cut(values: Vec<Value>, params: &Params, usual: usize, most: usize) -> Vec<Value> {
    let size = params.number("maxResults", usual).min(most);
    values.into_iter().skip(params.number("startAt", 0)).take(size).collect()
}

/// A page of Jira's usual form.
pub(super) fn page(values: Vec<Value>, params: &Params, usual: usize, most: usize) -> Value {
    let (start, size) = (params.number("startAt", 0), params.number("maxResults", usual).min(most));
    let total = values.len();
    let last = start.saturating_add(size) >= total;
    let values = cut(values, params, usual, most);
    json!({ "startAt": start, "maxResults": size, "total": total, "isLast": last, "values": values })
}
