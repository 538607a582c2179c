//! `/rest/api/3/jql/...`: what an editor suggests, and which issues match a query.

mod autocomplete;
mod condition;
mod fields;
mod history;
mod logins;
mod matching;
mod operands;
mod own;
mod search;
mod snapshot;
mod suggestions;
mod tables;
mod versions;

use super::Shared;
use axum::Router;
use axum::routing::{get, post};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/rest/api/3/jql/autocompletedata", get(autocomplete::data))
        .route("/rest/api/3/jql/autocompletedata/suggestions", get(suggestions::suggest))
        .route("/rest/api/3/jql/match", post(matching::matches))
        .route("/rest/api/3/search/jql", get(search::asked).post(search::posted))
        .route("/rest/api/3/search/approximate-count", post(search::count))
}
