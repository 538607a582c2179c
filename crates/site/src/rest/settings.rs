//! `/rest/api/3/application-properties`: the few settings of the site that somebody asks for.

use super::{Answer, Params, Shared};
use crate::permissions::{Caller, has, permission};
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/rest/api/3/application-properties", get(properties))
}

/// Key, value and kind.
const PROPERTIES: &[(&str, &str, &str)] =
    &[("jira.date.time.picker.use.iso8601", "false", "boolean"), ("jira.title", "Harbour Lane", "string")];

/// One property, or all of them in a list.
async fn properties(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    if caller == Caller::Nobody {
        return Err(Answer::unauthenticated());
    }
    if !permission("ADMINISTER").is_some_and(|row| has(site.world(), &caller, row, None)) {
        return Err(Answer::forbidden("Only Jira administrators can see the settings of the site."));
    }
    let written = |row: &(&str, &str, &str)| json!({ "id": row.0, "key": row.0, "value": row.1, "name": row.0, "type": row.2, "defaultValue": row.1 });
    match params.get("key") {
        None => Ok(Answer::ok(PROPERTIES.iter().map(written).collect::<Value>())),
        Some(key) => {
            let found = PROPERTIES.iter().find(|row| row.0 == key);
            let missing = || Answer::missing(format!("The application property '{key}' does not exist."));
            found.map(|row| Answer::ok(written(row))).ok_or_else(missing)
        }
    }
}
