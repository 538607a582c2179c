//! The `_site` paths: what the local platform and its panel ask, and no product would answer.

mod act;
mod board;
mod events;
mod people;
mod switch;

use crate::rest::{Answer, Shared};
use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use serde_json::json;

pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/_site/events", get(events::page))
        .route("/_site/people", get(people::all))
        .route("/_site/act", post(act::act))
        .route("/_site/emit", post(act::emit))
        .route("/_site/again", post(act::again))
        .route("/_site/board", get(board::board))
        .route("/_site/switch", get(switch::switches).post(switch::switch))
        .route("/_site/points", get(switch::points).post(switch::reset))
        .route("/_site/limit", post(switch::limit))
        .route("/_site/imports", get(imports))
}

async fn imports(State(site): State<Shared>) -> Answer {
    Answer::ok(json!(site.read().imports()))
}
