//! Filters, dashboards, boards and sprints: `/rest/api/3/filter/search`, `/rest/api/3/dashboard/search`,
//! `/rest/agile/1.0/board` and what is below it.

use super::{Answer, Params, Shared, caller::staff, users};
use crate::events::told;
use crate::model::{Dashboard, Sprint, World};
use crate::permissions::Caller;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/rest/api/3/filter/search", get(filters))
        .route("/rest/api/3/dashboard/search", get(dashboards))
        .route("/rest/agile/1.0/board", get(boards))
        .route("/rest/agile/1.0/board/{id}/configuration", get(configuration))
        .route("/rest/agile/1.0/board/{id}/sprint", get(sprints))
}

async fn filters(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let mut all: Vec<_> = world.setup.filters.iter().collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    let all = all.into_iter().map(|filter| told::filter(world, filter)).collect();
    Ok(Answer::ok(users::page(all, &params, 50, 100)))
}

/// Dashboards: all are shared with everybody who is logged in.
async fn dashboards(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let shown = world.setup.dashboards.iter();
    let all = shown.map(|dashboard| dashboard_written(world, dashboard)).collect();
    Ok(Answer::ok(users::page(all, &params, 50, 100)))
}

fn dashboard_written(world: &World, dashboard: &Dashboard) -> Value {
    json!({
        "id": dashboard.id,
        "name": dashboard.name,
        "description": "",
        "isFavourite": false,
        "owner": users::user_of(world, Some(&dashboard.owner)),
        "popularity": 1,
        "self": format!("{}/rest/api/3/dashboard/{}", world.base_url, dashboard.id),
        "view": format!("{}/jira/dashboards/{}", world.base_url, dashboard.id),
        "sharePermissions": [{ "type": "loggedin" }],
        "editPermissions": [],
    })
}

async fn boards(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    staff(site.world(), &caller)?;
    let all = site.world().setup.boards.iter().map(told::board).collect();
    Ok(Answer::ok(users::page(all, &params, 50, 50)))
}

async fn configuration(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let found = world.setup.boards.iter().find(|board| board.id == id);
    let board = found.ok_or_else(|| Answer::missing("The requested board cannot be viewed."))?;
    Ok(Answer::ok(told::board_configuration(world, board)).costing(1))
}

async fn sprints(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Result<Answer, Answer> {
    let site = site.read();
    staff(site.world(), &caller)?;
    let of = |sprint: &&Sprint| sprint.board == id;
    let all = site.world().setup.sprints.iter().filter(of).map(told::sprint).collect();
    Ok(Answer::ok(users::page(all, &params, 50, 50)))
}
