//! `/rest/api/3/jql/...`: what an editor suggests, and which issues match a query.

mod autocomplete;
mod fields;
mod suggestions;

use super::Shared;
use axum::Router;
use axum::routing::get;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/rest/api/3/jql/autocompletedata", get(autocomplete::data))
        .route("/rest/api/3/jql/autocompletedata/suggestions", get(suggestions::suggest))
}
