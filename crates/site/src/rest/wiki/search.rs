//! `/wiki/rest/api/search` and `/wiki/rest/api/content/search`: the part of CQL that pollers speak. Times are UTC. What is
//! archived or in the trash is not found.

use super::super::clauses::{self, Clause};
use super::super::{Answer, Params, Shared, caller::staff};
use super::pages::{Row, cut, key};
use super::refused;
use crate::model::World;
use crate::model::wiki::{Content, ContentKind, ContentStatus};
use crate::permissions::{Caller, sees};
use crate::time::{iso_time, now};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use serde_json::{Map, Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/wiki/rest/api/search", get(search))
        .route("/wiki/rest/api/content/search", get(content_search))
}

async fn search(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let expand = |name: &str| params.expands(&format!("content.{name}"));
    found(site.read().world(), &caller, &params, "/rest/api/search", |world, content| {
        let home = world.spaces.iter().find(|space| space.id == content.space);
        json!({
            "content": written(world, content, &expand),
            "title": content.title,
            "excerpt": content.body.chars().take(200).collect::<String>(),
            "url": format!("/pages/{}", content.id),
            "resultGlobalContainer": { "title": home.map(|home| &home.name), "displayUrl": home.map(|home| format!("/spaces/{}", home.key)) },
            "breadcrumbs": [],
            "entityType": "content",
            "lastModified": iso_time(content.updated()),
            "score": 0.0,
        })
    })
}

async fn content_search(
    State(site): State<Shared>,
    caller: Caller,
    params: Params,
) -> Result<Answer, Answer> {
    found(site.read().world(), &caller, &params, "/rest/api/content/search", |world, content| {
        written(world, content, &|name| params.expands(name))
    })
}

fn found(
    world: &World,
    caller: &Caller,
    params: &Params,
    path: &str,
    write: impl Fn(&World, &Content) -> Value,
) -> Result<Answer, Answer> {
    staff(world, caller)?;
    let bad = |message: &str| {
        let message = format!("Could not parse cql : {message}");
        refused(StatusCode::BAD_REQUEST, &message)
    };
    let cql = params.get("cql").ok_or_else(|| bad("none"))?;
    let query = clauses::parse(cql).map_err(|message| bad(&message))?;
    let clock = now();
    let (by, descending) = query.order.clone().unwrap_or(("id".to_owned(), false));
    let mut rows = Vec::new();
    for content in world.wiki.contents() {
        let mut fits = content.status == ContentStatus::Current && sees(world, caller, content);
        for clause in &query.clauses {
            fits = fits && holds(world, content, clause, clock).map_err(|message| bad(&message))?;
        }
        if fits {
            let key = match by.as_str() {
                "lastmodified" => key(content.updated(), &content.id),
                "created" => key(content.created, &content.id),
                "title" => format!("{}:{}", content.title, content.id),
                _ => key(0, &content.id),
            };
            rows.push(Row { key, value: write(world, content) });
        }
    }
    let total = rows.len();
    let (results, next) = cut(params, rows, descending)?;
    let mut links = json!({ "base": format!("{}/wiki", world.base_url), "context": "/wiki" });
    if let (Some(cursor), Some(links)) = (next, links.as_object_mut()) {
        let rest = params.without(&["cursor", "next"]);
        links.insert("next".into(), format!("{path}?next=true&cursor={cursor}&{rest}").into());
    }
    let limit = params.number("limit", 25);
    Ok(Answer::ok(json!({
        "results": results,
        "start": 0,
        "limit": limit,
        "size": results.len(),
        "totalSize": total,
        "cqlQuery": cql,
        "_links": links,
    })))
}

fn holds(world: &World, content: &Content, clause: &Clause, clock: i64) -> Result<bool, String> {
    let time = |at| {
        clause.fits_time(at, clock).ok_or_else(|| format!("`{}` is not compared with a time", clause.field))
    };
    let space = world.spaces.iter().find(|space| space.id == content.space);
    match clause.field.as_str() {
        "type" => Ok(clause.fits(content.kind.name())),
        "space" | "space.key" => Ok(space.is_some_and(|space| clause.fits(&space.key))),
        "id" | "content" => Ok(clause.fits(&content.id)),
        "title" => Ok(clause.fits(&content.title)),
        "text" => Ok(clause.fits(&content.body)),
        "label" => Ok(content.labels.iter().any(|label| clause.fits(label))),
        "lastmodified" => time(content.updated()),
        "created" => time(content.created),
        other => Err(format!("no field `{other}` here")),
    }
}

/// Content with the members that are asked for; nothing else is told without.
fn written(world: &World, content: &Content, expand: &dyn Fn(&str) -> bool) -> Value {
    let space = world.spaces.iter().find(|space| space.id == content.space);
    let version = content.edition().map(|edition| {
        json!({
            "number": edition.number,
            "when": iso_time(edition.at),
            "by": { "type": "known", "accountId": edition.by },
            "message": edition.message,
            "minorEdit": edition.minor,
        })
    });
    let holder = content.container.as_deref().and_then(|id| world.wiki.content(id));
    let holder =
        holder.map(|holder| json!({ "id": holder.id, "type": holder.kind.name(), "title": holder.title }));
    let location = if content.inline { "inline" } else { "footer" };
    let more = [
        ("space", space.map(|space| json!({ "id": space.id, "key": space.key, "name": space.name }))),
        (
            "history",
            Some(json!({
                "latest": true,
                "createdDate": iso_time(content.created),
                "createdBy": { "type": "known", "accountId": content.author },
            })),
        ),
        ("version", version),
        ("container", holder),
        ("extensions", (content.kind == ContentKind::Comment).then(|| json!({ "location": location }))),
    ];
    let mut members = Map::new();
    members.insert("id".into(), content.id.clone().into());
    members.insert("type".into(), content.kind.name().into());
    members.insert("status".into(), content.status.name().into());
    members.insert("title".into(), content.title.clone().into());
    let mut expandable = Map::new();
    for (name, value) in more {
        match value {
            Some(value) if expand(name) => members.insert(name.into(), value),
            _ => expandable.insert(name.into(), "".into()),
        };
    }
    members.insert("_expandable".into(), expandable.into());
    Value::Object(members)
}
