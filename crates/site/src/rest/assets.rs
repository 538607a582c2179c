//! Assets: the workspace, objects by AQL, the history of one, schemas. Empty without the premium edition.

use super::clauses::{self, Clause};
use super::{Answer, Params, Shared, caller::staff};
use crate::model::{Asset, Deed, World};
use crate::permissions::{Caller, is_agent};
use crate::time::{iso_time, now};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use serde_json::{Value, json};

/// Where an app reaches Assets from inside of Forge.
const BASE: &str = "/jsm/assets/workspace/{workspace}/v1";

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/rest/servicedeskapi/assets/workspace", get(workspace))
        .route(&format!("{BASE}/object/aql"), post(found))
        .route(&format!("{BASE}/object/{{id}}"), get(one))
        .route(&format!("{BASE}/object/{{id}}/history"), get(history))
        .route(&format!("{BASE}/objectschema/list"), get(schemas))
        .route(&format!("{BASE}/objectschema/{{id}}/objecttypes/flat"), get(types))
}

async fn workspace(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let there = world.setup.switches.assets.then(|| json!({ "workspaceId": world.assets.workspace }));
    Ok(super::organizations::page(there.into_iter().collect(), &params))
}

/// Refuses who has no access, and workspaces that are not there.
fn open(world: &World, caller: &Caller, workspace: &str) -> Result<(), Answer> {
    staff(world, caller)?;
    if !world.setup.switches.assets || workspace != world.assets.workspace {
        return Err(refused(StatusCode::NOT_FOUND, "The workspace was not found"));
    }
    if is_agent(world, caller) {
        Ok(())
    } else {
        Err(refused(StatusCode::FORBIDDEN, "You do not have permission to use Assets"))
    }
}

fn refused(status: StatusCode, message: &str) -> Answer {
    Answer::with(status, json!({ "errorMessages": [message], "errors": {} }))
}

/// `POST object/aql`: what a query finds.
async fn found(
    State(site): State<Shared>,
    caller: Caller,
    Path(workspace): Path<String>,
    params: Params,
    body: Bytes,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    open(world, &caller, &workspace)?;
    let bad = |message: &str| refused(StatusCode::BAD_REQUEST, message);
    let body: Value = serde_json::from_slice(&body).map_err(|error| bad(&error.to_string()))?;
    let text = body.get("qlQuery").and_then(Value::as_str).ok_or_else(|| bad("qlQuery is missing"))?;
    let query = clauses::parse(text).map_err(|message| bad(&message))?;
    let clock = now();
    let mut found = Vec::new();
    for asset in &world.assets.objects {
        let mut fits = true;
        for clause in &query.clauses {
            fits = fits && holds(world, asset, clause, clock).map_err(|message| bad(&message))?;
        }
        if fits {
            found.push(asset);
        }
    }
    if let Some((field, descending)) = &query.order {
        match field.as_str() {
            "created" => found.sort_by_key(|asset| asset.created),
            "updated" => found.sort_by_key(|asset| asset.updated),
            "label" | "name" => found.sort_by_key(|asset| asset.label.clone()),
            _ => {}
        }
        if *descending {
            found.reverse();
        }
    }
    let with_values = params.get("includeAttributes") != Some("false");
    let start = params.number("startAt", 0);
    let most = params.number("maxResults", 25).min(1_000);
    let total = found.len();
    let page = found.into_iter().skip(start).take(most);
    let values: Vec<Value> = page.map(|asset| written(world, asset, with_values)).collect();
    let last = start.saturating_add(values.len()) >= total;
    Ok(Answer::ok(json!({
        "startAt": start,
        "maxResults": most,
        "total": total,
        "isLast": last,
        "last": last,
        "values": values,
        "objectTypeAttributes": attributes(world),
        "hasMoreResults": !last,
    })))
}

fn holds(world: &World, asset: &Asset, clause: &Clause, clock: i64) -> Result<bool, String> {
    let time = |at| {
        clause.fits_time(at, clock).ok_or_else(|| format!("{} is not compared with a time", clause.field))
    };
    match clause.field.as_str() {
        "objectschemaid" => Ok(clause.fits(&asset.schema)),
        "objectschema" => {
            let schema = world.assets.schemas.iter().find(|schema| schema.id == asset.schema);
            Ok(schema.is_some_and(|schema| clause.fits(&schema.name)))
        }
        "objecttype" => Ok(world.assets.type_of(asset).is_some_and(|kind| clause.fits(&kind.name))),
        "objecttypeid" => Ok(clause.fits(&asset.kind)),
        "objectid" => Ok(clause.fits(&asset.id)),
        "key" => Ok(clause.fits(&asset.key)),
        "label" | "name" => Ok(clause.fits(&asset.label)),
        "created" => time(asset.created),
        "updated" => time(asset.updated),
        other => Err(format!("no attribute {other} here")),
    }
}

async fn one(
    State(site): State<Shared>,
    caller: Caller,
    Path((workspace, id)): Path<(String, String)>,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    open(world, &caller, &workspace)?;
    Ok(Answer::ok(written(world, find(world, &id)?, true)))
}

async fn history(
    State(site): State<Shared>,
    caller: Caller,
    Path((workspace, id)): Path<(String, String)>,
    params: Params,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    open(world, &caller, &workspace)?;
    let asset = find(world, &id)?;
    let mut deeds: Vec<Value> = asset.history.iter().map(|deed| told(world, asset, deed)).collect();
    // The newest comes first unless asked otherwise.
    if params.get("asc") != Some("true") {
        deeds.reverse();
    }
    Ok(Answer::ok(deeds.into()))
}

async fn schemas(
    State(site): State<Shared>,
    caller: Caller,
    Path(workspace): Path<String>,
    params: Params,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    open(world, &caller, &workspace)?;
    let all = world.assets.schemas.iter().map(|schema| {
        let objects = world.assets.objects.iter().filter(|asset| asset.schema == schema.id).count();
        json!({
            "workspaceId": workspace,
            "globalId": format!("{workspace}:{}", schema.id),
            "id": schema.id,
            "name": schema.name,
            "objectSchemaKey": schema.key,
            "objectCount": objects,
            "objectTypeCount": schema.types.len(),
        })
    });
    Ok(Answer::ok(super::users::page(all.collect(), &params, 25, 1_000)))
}

async fn types(
    State(site): State<Shared>,
    caller: Caller,
    Path((workspace, id)): Path<(String, String)>,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    open(world, &caller, &workspace)?;
    let schema = world.assets.schemas.iter().find(|schema| schema.id == id);
    let schema = schema.ok_or_else(|| refused(StatusCode::NOT_FOUND, "The schema was not found"))?;
    let all =
        schema.types.iter().map(|kind| json!({ "id": kind.id, "name": kind.name, "objectSchemaId": id }));
    Ok(Answer::ok(all.collect()))
}

fn find<'w>(world: &'w World, id: &str) -> Result<&'w Asset, Answer> {
    let found = world.assets.objects.iter().find(|asset| asset.id == id);
    found.ok_or_else(|| refused(StatusCode::NOT_FOUND, "The object was not found"))
}

fn written(world: &World, asset: &Asset, with_values: bool) -> Value {
    let kind = world.assets.type_of(asset);
    let mut written = json!({
        "workspaceId": world.assets.workspace,
        "globalId": format!("{}:{}", world.assets.workspace, asset.id),
        "id": asset.id,
        "label": asset.label,
        "objectKey": asset.key,
        "objectType": kind.map(|kind| json!({ "id": kind.id, "name": kind.name, "objectSchemaId": asset.schema })),
        "created": iso_time(asset.created),
        "updated": iso_time(asset.updated),
        "hasAvatar": false,
        "timestamp": asset.updated,
    });
    if let (true, Some(members)) = (with_values, written.as_object_mut()) {
        let values: Vec<Value> = asset
            .values
            .iter()
            .map(|(attribute, value)| {
                json!({
                    "objectTypeAttributeId": attribute,
                    "objectAttributeValues": [{ "value": value, "displayValue": value, "searchValue": value }],
                })
            })
            .collect();
        members.insert("attributes".into(), values.into());
    }
    written
}

fn attributes(world: &World) -> Vec<Value> {
    let kinds = world.assets.schemas.iter().flat_map(|schema| &schema.types);
    let all = kinds.flat_map(|kind| kind.attributes.iter().map(move |attribute| (kind, attribute)));
    all.map(|(kind, attribute)| {
        json!({ "id": attribute.id, "name": attribute.name, "objectType": { "id": kind.id, "name": kind.name } })
    })
    .collect()
}

fn told(world: &World, asset: &Asset, deed: &Deed) -> Value {
    let key = if world.setup.switches.assets_account_ids {
        deed.by.clone()
    } else {
        format!("JIRAUSER{}", deed.by.bytes().map(u64::from).sum::<u64>())
    };
    json!({
        "id": deed.id,
        "objectId": asset.id,
        "type": deed.kind,
        "created": iso_time(deed.at),
        "actor": { "key": key, "name": key, "displayName": world.display_name(&deed.by), "isDeleted": false },
        "affectedAttribute": deed.attribute,
        "oldValue": deed.old,
        "newValue": deed.new,
    })
}
