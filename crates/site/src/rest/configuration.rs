//! `/rest/api/3/configuration`: which features are on.

use super::{Answer, Shared, caller::staff};
use crate::permissions::Caller;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use serde_json::json;

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/rest/api/3/configuration", get(configuration))
}

async fn configuration(State(site): State<Shared>, caller: Caller) -> Result<Answer, Answer> {
    let site = site.read();
    staff(site.world(), &caller)?;
    let features = &site.world().setup.features;
    let mut written = json!({
        "votingEnabled": features.voting,
        "watchingEnabled": features.watching,
        "unassignedIssuesAllowed": features.unassigned,
        "subTasksEnabled": features.subtasks,
        "issueLinkingEnabled": features.linking,
        "timeTrackingEnabled": features.time_tracking.is_some(),
        "attachmentsEnabled": features.attachments,
    });
    // How time is written is there only where time is kept track of.
    if let (Some(_), Some(object)) = (&features.time_tracking, written.as_object_mut()) {
        let how = json!({
            "workingHoursPerDay": 8.0,
            "workingDaysPerWeek": 5.0,
            "timeFormat": "pretty",
            "defaultUnit": "minute",
        });
        object.insert("timeTrackingConfiguration".into(), how);
    }
    Ok(Answer::ok(written).costing(1))
}
