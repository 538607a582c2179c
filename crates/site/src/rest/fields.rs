//! `/rest/api/3/field/search`, the trash of fields, and where a field holds.

use super::caller::{administrator, staff};
use super::{Answer, Params, Shared, users};
use crate::model::{CustomField, FieldContext, World};
use crate::permissions::Caller;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/rest/api/3/field/search", get(search))
        .route("/rest/api/3/field/search/trashed", get(trashed))
        .route("/rest/api/3/field/{id}/context", get(contexts))
}

fn written(field: &CustomField) -> Value {
    let number = field.id.strip_prefix("customfield_").and_then(|number| number.parse::<u64>().ok());
    let every = field.contexts.iter().any(|context| context.projects.is_empty());
    let projects = field.contexts.iter().map(|context| context.projects.len()).fold(0, usize::saturating_add);
    json!({
        "id": field.id,
        "key": field.id,
        "name": field.name,
        "description": field.description,
        "schema": { "type": "any", "custom": field.kind, "customId": number },
        "isLocked": false,
        "screensCount": 1,
        "contextsCount": field.contexts.len(),
        "projectsCount": if every { 0 } else { projects },
        "lastUsed": { "type": "NOT_TRACKED" },
    })
}

/// Fields with this name or description, by name; those in the trash are elsewhere.
fn page(world: &World, params: &Params, trashed: bool) -> Answer {
    let query = params.get("query").unwrap_or_default().to_lowercase();
    let kinds = params.all("type");
    let custom = kinds.is_empty() || kinds.contains(&"custom");
    let fits = |field: &&CustomField| {
        custom
            && field.trashed == trashed
            && (field.name.to_lowercase().contains(&query)
                || field.description.to_lowercase().contains(&query))
    };
    let mut found: Vec<&CustomField> = world.setup.fields.iter().filter(fits).collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Answer::ok(users::page(found.into_iter().map(written).collect(), params, 50, 50))
}

async fn search(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    staff(site.world(), &caller)?;
    Ok(page(site.world(), &params, false))
}

async fn trashed(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    administrator(site.world(), &caller)?;
    Ok(page(site.world(), &params, true))
}

async fn contexts(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Result<Answer, Answer> {
    let site = site.read();
    administrator(site.world(), &caller)?;
    let found = site.world().setup.fields.iter().find(|field| field.id == id);
    let field = found.ok_or_else(|| Answer::missing(format!("There is no custom field with id '{id}'.")))?;
    let one = |context: &FieldContext| {
        json!({
            "id": context.id,
            "name": context.name,
            "description": context.description,
            "isGlobalContext": context.projects.is_empty(),
            "isAnyIssueType": context.issue_types.is_empty(),
        })
    };
    Ok(Answer::ok(users::page(field.contexts.iter().map(one).collect(), &params, 50, 50)))
}
