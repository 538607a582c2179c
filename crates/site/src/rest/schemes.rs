//! `/rest/api/3/permissionscheme`, `/rest/api/3/notificationscheme` and `/rest/api/3/issuesecurityschemes`, and which of
//! them a project has.

use super::caller::{administrator, project_administrator};
use super::{Answer, Params, Shared, projects, users};
use crate::model::{Grant, Holder, NotificationScheme, PermissionScheme, Project, SecurityScheme, World};
use crate::permissions::{Caller, has, permission};
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use serde_json::{Map, Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/rest/api/3/permissionscheme", get(permission_schemes))
        .route("/rest/api/3/permissionscheme/{id}", get(permission_scheme))
        .route("/rest/api/3/project/{id}/permissionscheme", get(of_project))
        .route("/rest/api/3/notificationscheme", get(notification_schemes))
        .route("/rest/api/3/issuesecurityschemes", get(security_schemes))
}

/// Refuses who administers neither Jira nor any project.
fn any_administrator(world: &World, caller: &Caller) -> Result<(), Answer> {
    let allowed = permission("ADMINISTER_PROJECTS").is_some_and(|row| has(world, caller, row, None));
    if allowed && *caller != Caller::App { Ok(()) } else { administrator(world, caller) }
}

async fn permission_schemes(
    State(site): State<Shared>,
    caller: Caller,
    params: Params,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    any_administrator(world, &caller)?;
    let all: Vec<Value> =
        world.setup.permission_schemes.iter().map(|scheme| written(world, scheme, &params)).collect();
    Ok(Answer::ok(json!({ "permissionSchemes": all })))
}

async fn permission_scheme(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    any_administrator(world, &caller)?;
    let found = world.setup.permission_schemes.iter().find(|scheme| scheme.id == id);
    let missing = || Answer::missing(format!("The permission scheme with id '{id}' was not found."));
    Ok(Answer::ok(written(world, found.ok_or_else(missing)?, &params)))
}

async fn of_project(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let project = projects::find(world, &caller, &id)?;
    project_administrator(world, &caller, project)?;
    let missing = || Answer::missing("The project has no permission scheme.");
    Ok(Answer::ok(written(world, scheme_of(world, project).ok_or_else(missing)?, &params)))
}

/// The scheme of a project: its own, or the usual one.
fn scheme_of<'w>(world: &'w World, project: &Project) -> Option<&'w PermissionScheme> {
    let own = project.standing.permission_scheme.as_ref();
    let all = &world.setup.permission_schemes;
    own.and_then(|id| all.iter().find(|scheme| scheme.id == *id)).or_else(|| all.first())
}

/// A scheme; its grants are there only when they are asked for.
fn written(world: &World, scheme: &PermissionScheme, params: &Params) -> Value {
    let address = format!("{}/rest/api/3/permissionscheme/{}", world.base_url, scheme.id);
    let mut written = json!({
        "expand": "permissions,user,group,projectRole,field,all",
        "id": scheme.id.parse::<u64>().ok(),
        "self": address,
        "name": scheme.name,
        "description": scheme.description,
    });
    let all = params.expands("all");
    let asked =
        all || ["permissions", "user", "group", "projectRole"].iter().any(|what| params.expands(what));
    if let (true, Some(object)) = (asked, written.as_object_mut()) {
        let one = |grant: &Grant| {
            json!({
                "id": grant.id.parse::<u64>().ok(),
                "self": format!("{address}/permission/{}", grant.id),
                "holder": holder(world, &grant.holder, all),
                "permission": grant.permission,
            })
        };
        object.insert("permissions".into(), scheme.grants.iter().map(one).collect());
    }
    written
}

/// Whose a permission is.
fn holder(world: &World, holder: &Holder, expanded: bool) -> Value {
    let mut written = Map::new();
    let (kind, parameter, value, more) = match holder {
        Holder::Everybody => ("applicationRole", None, None, None),
        Holder::Lead => ("projectLead", None, None, None),
        Holder::Reporter => ("reporter", None, None, None),
        Holder::User(id) => {
            let user = world.person(id).map(|person| users::user(world, person));
            ("user", Some(id.clone()), Some(id.clone()), user.map(|user| ("user", user)))
        }
        Holder::Group(id) => {
            let group = world.groups.iter().find(|group| group.id == *id);
            let name = group.map(|group| group.name.clone());
            let more = group.map(|group| ("group", super::groups::group_name(group)));
            ("group", name, Some(id.clone()), more)
        }
        Holder::Role(id) => {
            let role = world.setup.roles.iter().find(|role| role.id == *id);
            let more = role.map(|role| ("projectRole", super::roles::brief(world, role)));
            ("projectRole", Some(id.clone()), Some(id.clone()), more)
        }
    };
    written.insert("type".into(), json!(kind));
    written.extend(parameter.map(|parameter| ("parameter".to_owned(), json!(parameter))));
    written.extend(value.map(|value| ("value".to_owned(), json!(value))));
    written.extend(more.filter(|_| expanded).map(|(name, value)| (name.to_owned(), value)));
    written.into()
}

async fn notification_schemes(
    State(site): State<Shared>,
    caller: Caller,
    params: Params,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    any_administrator(world, &caller)?;
    let events = params.expands("all") || params.expands("notificationSchemeEvents");
    let one = |scheme: &NotificationScheme| {
        let mut written = json!({
            "expand": "notificationSchemeEvents,user,group,projectRole,field,all",
            "id": scheme.id.parse::<u64>().ok(),
            "self": format!("{}/rest/api/3/notificationscheme/{}", world.base_url, scheme.id),
            "name": scheme.name,
            "description": scheme.description,
        });
        if let (true, Some(object)) = (events, written.as_object_mut()) {
            object.insert("notificationSchemeEvents".into(), notifications(scheme));
        }
        written
    };
    let all = world.setup.notification_schemes.iter().map(one).collect();
    Ok(Answer::ok(users::page(all, &params, 50, 50)))
}

/// Notifications by event.
fn notifications(scheme: &NotificationScheme) -> Value {
    let mut events: Vec<(&(String, String), Vec<Value>)> = Vec::new();
    for one in &scheme.notifications {
        let written = json!({ "id": one.id.parse::<u64>().ok(), "notificationType": one.to });
        match events.iter_mut().find(|(event, _)| *event == &one.event) {
            Some((_, all)) => all.push(written),
            None => events.push((&one.event, vec![written])),
        }
    }
    let written = events.into_iter().map(|(event, all)| {
        json!({ "event": { "id": event.0.parse::<u64>().ok(), "name": event.1 }, "notifications": all })
    });
    written.collect()
}

async fn security_schemes(State(site): State<Shared>, caller: Caller) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    administrator(world, &caller)?;
    let one = |scheme: &SecurityScheme| {
        json!({
            "self": format!("{}/rest/api/3/issuesecurityschemes/{}", world.base_url, scheme.id),
            "id": scheme.id.parse::<u64>().ok(),
            "name": scheme.name,
            "description": scheme.description,
            "defaultSecurityLevelId": scheme.levels.first().and_then(|level| level.0.parse::<u64>().ok()),
        })
    };
    let all: Vec<Value> = world.setup.security_schemes.iter().map(one).collect();
    Ok(Answer::ok(json!({ "issueSecuritySchemes": all })))
}
