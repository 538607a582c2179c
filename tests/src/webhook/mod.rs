//! Recorded webhooks of Jira as the events that Forge sends for the same happenings.
//!
//! A webhook names its event in `webhookEvent`, an update of an issue also in `issue_event_type_name`; it has the same parts
//! (issue, changelog, comment, worklog ...) as an event, in another envelope.

use serde_json::{Map, Value, json};

/// Members of a webhook that are no part of what happened: its name, and what programs that record webhooks add.
const ENVELOPE: &[&str] = &[
    "webhookEvent",
    "issue_event_type_name",
    "matchedWebhookIds",
    "isFromIssueLimitTransformation",
    "timestamp",
    "user",
    "level",
    "message",
    "label",
];

/// What an event is called, by the name of the webhook.
const NAMES: &[(&str, &str)] = &[
    ("jira:issue_created", "avi:jira:created:issue"),
    ("jira:issue_updated", "avi:jira:updated:issue"),
    ("jira:worklog_updated", "avi:jira:updated:issue"),
    ("jira:issue_deleted", "avi:jira:deleted:issue"),
    ("comment_created", "avi:jira:commented:issue"),
    ("comment_updated", "avi:jira:commented:issue"),
    ("comment_deleted", "avi:jira:deleted:comment"),
    ("worklog_created", "avi:jira:created:worklog"),
    ("worklog_updated", "avi:jira:updated:worklog"),
    ("worklog_deleted", "avi:jira:deleted:worklog"),
    ("attachment_created", "avi:jira:created:attachment"),
    ("attachment_deleted", "avi:jira:deleted:attachment"),
    ("issuelink_created", "avi:jira:created:issuelink"),
    ("issuelink_deleted", "avi:jira:deleted:issuelink"),
    ("issue_property_set", "avi:jira:set:issue-property"),
    ("issue_property_deleted", "avi:jira:deleted:issue-property"),
    ("sprint_created", "avi:jira-software:created:sprint"),
    ("sprint_started", "avi:jira-software:started:sprint"),
    ("sprint_updated", "avi:jira-software:updated:sprint"),
    ("sprint_closed", "avi:jira-software:closed:sprint"),
    ("sprint_deleted", "avi:jira-software:deleted:sprint"),
    ("board_created", "avi:jira-software:created:board"),
    ("board_updated", "avi:jira-software:updated:board"),
    ("board_deleted", "avi:jira-software:deleted:board"),
    ("board_configuration_changed", "avi:jira-software:configuration-changed:board"),
    ("jira:version_created", "avi:jira:created:version"),
    ("jira:version_updated", "avi:jira:updated:version"),
    ("jira:version_deleted", "avi:jira:deleted:version"),
    ("jira:version_released", "avi:jira:released:version"),
    ("jira:version_unreleased", "avi:jira:unreleased:version"),
    ("jira:version_moved", "avi:jira:moved:version"),
    ("project_created", "avi:jira:created:project"),
    ("project_updated", "avi:jira:updated:project"),
    ("project_deleted", "avi:jira:deleted:project"),
    ("project_soft_deleted", "avi:jira:softdeleted:project"),
    ("project_restored_deleted", "avi:jira:restored:project"),
    ("project_archived", "avi:jira:archived:project"),
    ("project_restored_archived", "avi:jira:unarchived:project"),
    ("user_created", "avi:jira:created:user"),
    ("user_updated", "avi:jira:updated:user"),
    ("user_deleted", "avi:jira:deleted:user"),
    ("option_voting_changed", "avi:jira:changed:configuration"),
    ("option_watching_changed", "avi:jira:changed:configuration"),
    ("option_unassigned_issues_changed", "avi:jira:changed:configuration"),
    ("option_subtasks_changed", "avi:jira:changed:configuration"),
    ("option_issuelinks_changed", "avi:jira:changed:configuration"),
    ("option_timetracking_provider_changed", "avi:jira:timetracking:provider:changed"),
];

/// Whether this is a webhook at all.
#[must_use]
pub fn is_webhook(value: &Value) -> bool {
    value["webhookEvent"].is_string()
}

/// The events that Forge sends when Jira sends this webhook; none for one that is not known.
///
/// One webhook may tell of an edit and of a comment at once: these are two events. An assignment is two events, too.
#[must_use]
pub fn events(webhook: &Value) -> Vec<Value> {
    let webhook_name = webhook["webhookEvent"].as_str().unwrap_or_default();
    let Some((_, name)) = NAMES.iter().find(|(known, _)| *known == webhook_name) else { return Vec::new() };
    if *name != "avi:jira:updated:issue" {
        return vec![event(webhook, name, &[])];
    }
    let kind = webhook["issue_event_type_name"].as_str();
    let mut events = Vec::new();
    if webhook["comment"].is_object() {
        events.push(event(webhook, "avi:jira:commented:issue", &["changelog"]));
    }
    if webhook["changelog"].is_object() || events.is_empty() {
        events.push(event(webhook, name, &["comment"]));
    }
    if kind == Some("issue_assigned") {
        events.push(event(webhook, "avi:jira:assigned:issue", &["comment"]));
    }
    events
}

fn event(webhook: &Value, name: &str, without: &[&str]) -> Value {
    let mut event = Map::new();
    let members = webhook.as_object().into_iter().flatten();
    let members = members.filter(|(member, _)| !ENVELOPE.contains(&member.as_str()));
    for (member, value) in members.filter(|(member, _)| !without.contains(&member.as_str())) {
        match member.as_str() {
            "issueLink" => event.extend(link(value)),
            _ => drop(event.insert(member.clone(), value.clone())),
        }
    }
    let mut set = |member: &str, value: &Value| drop(event.insert(member.to_owned(), value.clone()));
    set("eventType", &json!(name));
    set("selfGenerated", &json!(false));
    // Where a recording program has put its own time in place of Jira's, there is none.
    if let Some(time) = webhook["timestamp"].as_i64() {
        set("timestamp", &json!(time.to_string()));
    }
    let user = &webhook["user"];
    let account = user.get("accountId").filter(|account| account.is_string());
    match account {
        _ if name.ends_with(":user") => set("user", user),
        Some(account) => set("atlassianId", account),
        None => {}
    }
    if webhook["issue_event_type_name"].is_string() {
        set("jiraEventTypeName", &webhook["issue_event_type_name"]);
    }
    Value::Object(event)
}

/// A link as events have it: at the root, its type with `inward` and `outward`, ids as texts.
fn link(link: &Value) -> Map<String, Value> {
    let text =
        |value: &Value| value.as_i64().map_or_else(|| value.clone(), |number| json!(number.to_string()));
    let kind = &link["issueLinkType"];
    let members = [
        ("id", text(&link["id"])),
        ("sourceIssueId", text(&link["sourceIssueId"])),
        ("destinationIssueId", text(&link["destinationIssueId"])),
        (
            "issueLinkType",
            json!({"id": text(&kind["id"]), "name": kind["name"], "inward": kind["inwardName"], "outward": kind["outwardName"]}),
        ),
    ];
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
