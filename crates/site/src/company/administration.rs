//! What administrators do now and then: sprints, versions, settings, groups, people who leave. Little of it, spread over the
//! history, the same for the same seed.

use super::chance::Chance;
use super::life::Life;
use super::staff::{Job, Worker};
use crate::act::Act;
use crate::time::{DAY, HOUR, MINUTE};
use serde_json::{Value, json};

/// How long a sprint lasts.
const SPRINT: i64 = 14 * DAY;
/// A version comes out this often.
const RELEASE: i64 = 21 * DAY;

/// Something that is going to be done.
struct Intended {
    at: i64,
    who: usize,
    what: Value,
}

/// Plans it all; those who do it are the first worker, who administers the site, and the second, who administers PAY.
pub(super) fn plan(life: &mut Life, from: i64, to: i64, seed: u64) {
    let mut chance = Chance::new(seed ^ 0x5e77_1e5a);
    let mut all = Vec::new();
    for key in ["PAY", "WEB", "MOB"] {
        sprints(&mut all, &mut chance, key, from, to);
        releases(&mut all, &mut chance, key, from, to);
    }
    settings(&mut all, &mut chance, life, from, to);
    leaving(&mut all, &life.workers);
    for Intended { at, who, what } in all {
        // An act that cannot be read would be a slip of this file; a test counts what came of each.
        if let Ok(act) = serde_json::from_value::<Act>(what) {
            life.intend(at, who, act);
        }
    }
}

/// The hours of the day in which such things are done.
fn daytime(chance: &mut Chance, day: i64) -> i64 {
    let midnight = day.saturating_sub(day.rem_euclid(DAY));
    // A day of the weekend becomes the Monday after it; 1970 began on a Thursday.
    let moved = match midnight.div_euclid(DAY).saturating_add(4).rem_euclid(7) {
        6 => midnight.saturating_add(DAY.saturating_mul(2)),
        0 => midnight.saturating_add(DAY),
        _ => midnight,
    };
    moved.saturating_add(chance.between(HOUR.saturating_mul(8), HOUR.saturating_mul(15)))
}

/// Who administers a project.
fn administrator(key: &str) -> usize {
    usize::from(key == "PAY")
}

fn sprints(all: &mut Vec<Intended>, chance: &mut Chance, key: &str, from: i64, to: i64) {
    let (who, board) = (administrator(key), format!("{key} board"));
    let first = from.saturating_add(DAY.saturating_mul(chance.between(1, 4)));
    let mut begin = daytime(chance, first);
    let mut number = 1_u32;
    while begin < to {
        let name = format!("{key} sprint {number}");
        let goal = chance.word(&["Fewer open bugs", "Finish what was started", "Ready for the release"]);
        let mut add = |at: i64, what: Value| all.push(Intended { at, who, what });
        add(begin, json!({ "do": "sprint", "change": "create", "sprint": name, "board": board }));
        let start = begin.saturating_add(chance.between(10 * MINUTE, HOUR));
        add(start, json!({ "do": "sprint", "change": "update", "sprint": name, "goal": goal }));
        let start = start.saturating_add(5 * MINUTE);
        add(start, json!({ "do": "sprint", "change": "start", "sprint": name }));
        begin = begin.saturating_add(SPRINT);
        let end = begin.saturating_sub(HOUR.saturating_mul(2));
        add(end, json!({ "do": "sprint", "change": "close", "sprint": name }));
        number = number.saturating_add(1);
    }
    all.retain(|one| one.at < to);
}

fn releases(all: &mut Vec<Intended>, chance: &mut Chance, key: &str, from: i64, to: i64) {
    let who = administrator(key);
    let first = from.saturating_add(DAY.saturating_mul(chance.between(5, 9)));
    let mut at = daytime(chance, first);
    let mut number = 1_u32;
    while at < to {
        let name = format!("{key} update {number}");
        let mut add = |at: i64, what: Value| all.push(Intended { at, who, what });
        add(at, json!({ "do": "version", "change": "create", "project": key, "name": name }));
        let soon = at.saturating_add(DAY.saturating_mul(3));
        let text = "Corrections of the last weeks";
        let described = json!({ "do": "version", "change": "update", "project": key, "version": name, "description": text });
        add(soon, described);
        at = at.saturating_add(RELEASE);
        let out = at.saturating_sub(DAY);
        add(out, json!({ "do": "version", "change": "release", "project": key, "version": name }));
        number = number.saturating_add(1);
    }
    all.retain(|one| one.at < to);
}

/// Single changes of the set-up, one after the other over the whole time. What was tried is taken back.
fn settings(all: &mut Vec<Intended>, chance: &mut Chance, life: &Life, from: i64, to: i64) {
    let account = |place: usize| life.workers.get(place).map(|worker| worker.account_id.clone());
    let (second, third) = (account(1), account(2));
    let scheme = "Default Permission Scheme";
    let acts = [
        json!({ "do": "group", "change": "create", "group": "year-end-audit" }),
        json!({ "do": "group", "change": "add", "group": "year-end-audit", "member": second }),
        json!({ "do": "group", "change": "add", "group": "year-end-audit", "member": third }),
        json!({ "do": "permission-scheme", "change": "grant", "scheme": scheme, "permission": "DELETE_ALL_COMMENTS", "group": "product-owners" }),
        json!({ "do": "field", "change": "create", "field": "Root cause", "description": "Found after an incident" }),
        json!({ "do": "field", "change": "create-context", "field": "Root cause", "context": "Operations", "projects": ["10001"] }),
        json!({ "do": "component", "change": "create", "project": "WEB", "name": "Newsletter", "lead": third }),
        json!({ "do": "filter", "change": "create", "filter": "Unassigned incidents", "jql": "project = OPS AND assignee IS EMPTY" }),
        json!({ "do": "workflow", "change": "update", "workflow": "Development workflow", "description": "Work that is reviewed" }),
        json!({ "do": "feature", "feature": "voting", "on": false }),
        json!({ "do": "project", "change": "create", "project": "LAB", "name": "Laboratory", "description": "A try" }),
        json!({ "do": "role", "change": "add", "role": "Member", "project": "HR", "group": "people-team" }),
        json!({ "do": "permission-scheme", "change": "revoke", "scheme": scheme, "permission": "DELETE_ALL_COMMENTS", "group": "product-owners" }),
        json!({ "do": "issue-type", "change": "create", "name": "Experiment" }),
        json!({ "do": "filter", "change": "update", "filter": "Unassigned incidents", "jql": "project = OPS AND assignee IS EMPTY AND type = Incident" }),
        json!({ "do": "board", "change": "configure", "board": "MOB board", "columns": ["To Do", "In Progress", "Testing", "Done"] }),
        json!({ "do": "request-type", "change": "create", "name": "Order equipment", "project": "OPS" }),
        json!({ "do": "feature", "feature": "voting", "on": true }),
        json!({ "do": "group", "change": "remove", "group": "year-end-audit", "member": third }),
        json!({ "do": "field", "change": "trash", "field": "Root cause" }),
        json!({ "do": "issue-type", "change": "delete", "name": "Experiment" }),
        json!({ "do": "component", "change": "update", "project": "WEB", "component": "Newsletter", "description": "Sent on Fridays" }),
        json!({ "do": "user", "change": "update", "user": third, "zone": "Europe/Paris" }),
        json!({ "do": "project", "change": "archive", "project": "LAB" }),
        json!({ "do": "notification-scheme", "change": "update", "scheme": "Default Notification Scheme", "event": "Issue moved", "notify": "ProjectLead" }),
        json!({ "do": "user", "change": "update", "user": third, "zone": "Asia/Kolkata" }),
        json!({ "do": "project", "change": "trash", "project": "LAB" }),
        json!({ "do": "project", "change": "delete", "project": "LAB" }),
        json!({ "do": "group", "change": "delete", "group": "year-end-audit" }),
    ];
    let count = i64::try_from(acts.len()).unwrap_or(1).saturating_add(1);
    let step = to.saturating_sub(from).checked_div(count).unwrap_or(0);
    let mut last = from;
    for (place, what) in (1_i64..).zip(acts) {
        let due = daytime(chance, from.saturating_add(step.saturating_mul(place)));
        // In this order, whatever hours were chosen, and within the time.
        let at = due
            .max(last.saturating_add(MINUTE))
            .min(to.saturating_sub(HOUR).saturating_add(MINUTE.saturating_mul(place)));
        last = at;
        all.push(Intended { at, who: 0, what });
    }
}

/// The account of somebody who leaves is deactivated; customers keep theirs.
fn leaving(all: &mut Vec<Intended>, workers: &[Worker]) {
    for worker in workers.iter().filter(|worker| worker.job != Job::Customer) {
        if let Some(at) = worker.leaves {
            let what = json!({ "do": "user", "change": "deactivate", "user": worker.account_id });
            all.push(Intended { at, who: 0, what });
        }
    }
}
