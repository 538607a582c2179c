//! `/rest/api/3/myself`.

use super::{Answer, Shared, users};
use crate::company::staff::APP;
use crate::permissions::Caller;
use axum::Router;
use axum::extract::State;
use axum::routing::get;

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/rest/api/3/myself", get(myself))
}

async fn myself(State(site): State<Shared>, caller: Caller) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let person = match &caller {
        Caller::Nobody => None,
        Caller::App => world.person(APP),
        Caller::Person(_) => caller.account(world),
    };
    person.map(|person| Answer::ok(users::user(world, person))).ok_or_else(Answer::unauthenticated)
}
