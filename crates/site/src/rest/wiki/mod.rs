//! The REST answers of Confluence. Its first API pages by `start` and `limit`, the second by a cursor.

mod audit;
mod contents;
mod groups;
mod pages;
mod people;
mod restrictions;
mod search;
mod spaces;
mod versions;

use super::{Answer, Params, Shared};
use crate::model::World;
use axum::Router;
use axum::http::StatusCode;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .merge(audit::routes())
        .merge(contents::routes())
        .merge(groups::routes())
        .merge(people::routes())
        .merge(restrictions::routes())
        .merge(search::routes())
        .merge(spaces::routes())
        .merge(versions::routes())
}

/// The error body of the first API.
fn refused(status: StatusCode, message: &str) -> Answer {
    Answer::with(status, json!({ "statusCode": status.as_u16(), "message": message }))
}

/// A page of the first API.
fn by_start(world: &World, path: &str, params: &Params, values: Vec<Value>, most: usize) -> Answer {
    let (start, limit) = (params.number("start", 0), params.number("limit", most).min(most));
    let more = start.saturating_add(limit) < values.len();
    let results: Vec<Value> = values.into_iter().skip(start).take(limit).collect();
    let mut links = json!({
        "base": format!("{}/wiki", world.base_url),
        "context": "/wiki",
        "self": format!("{}/wiki{path}", world.base_url),
    });
    // Unlike in the second API, the next page is said relative to the context.
    if let (true, Some(links)) = (more, links.as_object_mut()) {
        let rest = params.without(&["start", "limit"]);
        let next = format!(
            "{path}?{rest}{}limit={limit}&start={}",
            if rest.is_empty() { "" } else { "&" },
            start.saturating_add(limit)
        );
        links.insert("next".into(), next.into());
    }
    Answer::ok(
        json!({ "results": results, "start": start, "limit": limit, "size": results.len(), "_links": links }),
    )
}
