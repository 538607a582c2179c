//! Global features. Five of them have an event that says who switched them; time tracking has one that does not; files
//! have none.

use super::administer::SYSTEM;
use super::{Doing, Outcome, Refused};
use crate::model::{AuditChange, AuditItem, Features};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Switches a feature of the whole site.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeatureAct {
    /// Which one.
    pub feature: Feature,
    /// Whether it is on.
    pub on: bool,
    /// Time tracking: who keeps track; `JIRA` when left out.
    #[serde(default)]
    pub provider: Option<String>,
}

/// Features of the whole site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Feature {
    Subtasks,
    Unassigned,
    Voting,
    Watching,
    Linking,
    Attachments,
    TimeTracking,
}

/// Key of the event, and what the audit log calls it.
fn names(feature: Feature) -> (Option<&'static str>, &'static str) {
    match feature {
        Feature::Subtasks => (Some("jira.option.allowsubtasks"), "Sub-tasks"),
        Feature::Unassigned => (Some("jira.option.allowunassigned"), "Allow unassigned issues"),
        Feature::Voting => (Some("jira.option.voting"), "Voting"),
        Feature::Watching => (Some("jira.option.watching"), "Watching"),
        Feature::Linking => (Some("jira.option.issuelinking"), "Issue linking"),
        Feature::Attachments => (None, "Attachments"),
        Feature::TimeTracking => (None, "Time tracking"),
    }
}

fn flag(features: &mut Features, feature: Feature) -> Option<&mut bool> {
    match feature {
        Feature::Subtasks => Some(&mut features.subtasks),
        Feature::Unassigned => Some(&mut features.unassigned),
        Feature::Voting => Some(&mut features.voting),
        Feature::Watching => Some(&mut features.watching),
        Feature::Linking => Some(&mut features.linking),
        Feature::Attachments => Some(&mut features.attachments),
        Feature::TimeTracking => None,
    }
}

pub(super) fn perform(doing: &mut Doing, act: &FeatureAct) -> Result<Outcome, Refused> {
    let (key, name) = names(act.feature);
    doing.only_administrator("switch the feature", name)?;
    let provider = act.on.then(|| act.provider.clone().unwrap_or_else(|| "JIRA".into()));
    let features = &mut doing.world.setup.features;
    let (old, new) = if let Some(flag) = flag(features, act.feature) {
        let old = std::mem::replace(flag, act.on);
        (old.to_string(), act.on.to_string())
    } else {
        let old = std::mem::replace(&mut features.time_tracking, provider.clone());
        (old.unwrap_or_default(), provider.clone().unwrap_or_default())
    };
    let change = AuditChange::of(name, &old, &new);
    if change.is_none() {
        return Err(Refused::NoChange(name.into()));
    }
    let object = AuditItem { name: name.into(), kind: "GLOBAL_SETTINGS".into(), ..AuditItem::default() };
    doing.audit(SYSTEM, "Global settings updated", object, [change]);
    let events = match (key, act.feature) {
        (Some(key), _) => {
            let property = json!({ "key": key, "value": act.on.to_string() });
            vec![doing.told("avi:jira:changed:configuration", &[("property", property)])]
        }
        (None, Feature::TimeTracking) => {
            let property = json!({ "key": "jira.timetracking.selected", "value": provider });
            vec![doing.told_of("avi:jira:timetracking:provider:changed", &[("property", property)])]
        }
        (None, _) => Vec::new(),
    };
    Ok(Outcome { events, ..Outcome::default() })
}
