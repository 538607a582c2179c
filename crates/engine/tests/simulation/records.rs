//! Records: new ones, what compaction learns of their issues, and when two are the same.

use crate::settings::Spread;
use activity_event::{Actor, Certainty, Container, ContainerKind, ContentRole, Event, EventId};
use activity_segment::page_of_account;
use fastrand::Rng;
use serde_json::json;

/// When a run begins: shortly before a month does.
pub(crate) const BEGIN: i64 = 1_764_547_200_000 - 20_000;
pub(crate) const MINUTE: i64 = 60_000;
pub(crate) const DAY: i64 = 1_440 * MINUTE;

const ISSUES: u32 = 12;
const ISSUE_ACTIONS: [&str; 3] = ["issue.created", "issue.updated", "issue.deleted"];
const TITLES: [&str; 3] = ["rotate the signing keys", "disk full", "nothing to see"];

/// A new event, written at `now` or some time before.
pub(crate) fn event(dice: &mut Rng, seed: u64, n: u32, now: i64, spread: Spread, long: bool) -> Event {
    let occurred = match (spread, dice.u8(0..10)) {
        (Spread::Burst, _) => BEGIN + dice.i64(0..5),
        (Spread::Recent, _) | (Spread::Days, 0..5) => now - dice.i64(0..2 * MINUTE),
        (Spread::Days, 5..9) => now - dice.i64(0..5 * DAY),
        (Spread::Days | Spread::Months, _) => now - dice.i64(0..180 * DAY),
    };
    let issue = dice.u32(0..ISSUES);
    let mut record = json!({
        "id": EventId::derive(&["simulation", &seed.to_string(), &n.to_string()]), "occurred": occurred,
        "recorded": now, "product": "jira",
        "actor": {"kind": "person", "certainty": "stated", "accountId": account(dice)},
        "provenance": "live", "source": "simulation",
    });
    match dice.u8(0..10) {
        // Knows no more of its issue than the id; compaction asks.
        0..2 => {
            record["action"] = "worklog.created".into();
            record["subject"] = json!({"kind": "worklog", "id": (900_000 + n).to_string(),
                "parent": {"kind": "issue", "id": issue.to_string()}});
        }
        2 => {
            record["action"] = "page.created".into();
            record["subject"] = json!({"kind": "page", "id": (700_000 + n).to_string(), "title": TITLES[1]});
        }
        3 => {
            record["action"] = "page.created".into();
            record["subject"] = json!({"kind": "page", "id": (700_000 + n).to_string(), "title": TITLES[2]});
            record["container"] = json!({"kind": "space", "id": "10000", "key": "DOCS", "name": "Docs"});
        }
        _ => {
            record["action"] = ISSUE_ACTIONS[dice.usize(0..3)].into();
            record["subject"] = json!({"kind": "issue", "id": issue.to_string(), "key": issue_key(issue),
                "title": title(issue)});
            record["container"] = serde_json::to_value(project(issue)).unwrap();
        }
    }
    // Who did it is found out later, perhaps. (Work that names nobody would wait for its pair.)
    if record["action"] != "worklog.created" && dice.u8(0..4) == 0 {
        record["actor"] = json!({"kind": "unknown", "certainty": "unknown"});
    }
    if long && dice.u8(0..3) == 0 {
        let bytes = if dice.u8(0..4) == 0 { 300_000 } else { 90_000 };
        record["raw"] = std::iter::repeat_with(|| dice.alphanumeric()).take(bytes).collect::<String>().into();
    }
    serde_json::from_value(record).unwrap()
}

/// One of a few people; all but three of them share a page of the table of people, so that it changes from time to time.
fn account(dice: &mut Rng) -> String {
    let name = |n: u32| format!("account-{n}");
    if dice.u8(0..3) > 0 {
        return name(dice.u32(0..3));
    }
    let page = page_of_account(&name(1));
    let mut neighbours = (3..).map(name).filter(|account| page_of_account(account) == page);
    neighbours.nth(dice.usize(0..8)).unwrap()
}

fn issue_key(issue: u32) -> String {
    format!("{}-{issue}", project(issue).key.unwrap())
}

fn title(issue: u32) -> &'static str {
    TITLES[issue as usize % TITLES.len()]
}

fn project(issue: u32) -> Container {
    let (id, key, name) = [("10000", "PAY", "Payments"), ("10001", "OPS", "Operations")][issue as usize % 2];
    Container { kind: ContainerKind::Project, id: id.into(), key: Some(key.into()), name: Some(name.into()) }
}

/// The record, when more is known of it.
pub(crate) fn amended(event: &Event) -> Event {
    let mut event = event.clone();
    if event.actor.certainty == Certainty::Unknown {
        event.actor = Actor::inferred("account-1", Actor::FROM_AUDIT_LOG);
    }
    event.revision = Some("amended".into());
    event
}

pub(crate) fn is_amended(event: &Event) -> bool {
    event.revision.is_some() && event.actor.certainty != Certainty::Unknown
}

/// What Jira says of these issues.
pub(crate) fn lookups(issues: &[String]) -> String {
    let lookup = |id: &String| {
        let issue: u32 = id.parse().unwrap();
        let Container { id: project_id, key: project_key, name: project_name, .. } = project(issue);
        let lookup = json!({"key": issue_key(issue), "title": title(issue), "projectId": project_id,
            "projectKey": project_key, "projectName": project_name});
        (id.clone(), lookup)
    };
    serde_json::Value::Object(issues.iter().map(lookup).collect()).to_string()
}

/// The record, when compaction has learnt all there is to know of its issue.
pub(crate) fn enriched(event: &Event) -> Event {
    let mut event = event.clone();
    if let Some(parent) = &mut event.subject.parent {
        let issue: u32 = parent.id.as_ref().unwrap().parse().unwrap();
        (parent.key, parent.title) = (Some(issue_key(issue)), Some(title(issue).to_owned()));
        event.container = Some(project(issue));
    }
    event
}

/// Whether this is the record that was written, perhaps delivered at another time, perhaps enriched and amended. What else was logged on
/// a deleted issue is checked elsewhere.
pub(crate) fn is_same(found: &Event, written: &Event) -> bool {
    let cut = found.problem.as_ref().is_some_and(|problem| problem.contains("too long for one value"));
    let plain = |event: &Event| {
        let mut event = event.clone();
        event.recorded = 0;
        event.content.retain(|content| content.role != ContentRole::Worklog);
        if let Some(parent) = &mut event.subject.parent {
            (parent.key, parent.title) = (None, None);
            event.container = None;
        }
        if cut {
            (event.raw, event.problem, event.reading) = (None, None, activity_event::Reading::Full);
        }
        event
    };
    plain(found) == plain(&if is_amended(found) { amended(written) } else { written.clone() })
}
