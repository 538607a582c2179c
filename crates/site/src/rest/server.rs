//! `/rest/api/3/serverInfo` and `/_edge/tenant_info`.

use super::{Answer, Shared};
use crate::time;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use serde_json::json;

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/rest/api/3/serverInfo", get(info)).route("/_edge/tenant_info", get(tenant))
}

async fn info(State(site): State<Shared>) -> Answer {
    let site = site.read();
    let base = &site.world().base_url;
    Answer::ok(json!({
        "baseUrl": base,
        "displayUrl": base,
        "displayUrlConfluence": format!("{base}/wiki"),
        "version": "1001.0.0-SNAPSHOT",
        "versionNumbers": [1001, 0, 0],
        "deploymentType": "Cloud",
        "buildNumber": 100_300,
        "serverTime": time::jira_time(time::now()),
        "serverTimeZone": "Etc/UTC",
        "serverTitle": "Harbour Lane",
        "defaultLocale": { "locale": "en_GB" },
    }))
}

async fn tenant(State(site): State<Shared>) -> Answer {
    Answer::ok(json!({ "cloudId": site.read().world().cloud_id }))
}
