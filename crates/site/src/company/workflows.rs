//! The workflows of the company's projects.

use crate::model::{Category, LinkType, Named, Status, Transition, Workflow};

use Category::{Done, Indeterminate, New};

/// Id, name and category of the company's statuses.
const STATUSES: &[(&str, &str, Category)] = &[
    ("10000", "To Do", New),
    ("3", "In Progress", Indeterminate),
    ("10001", "In Review", Indeterminate),
    ("10002", "Done", Done),
    ("10003", "Blocked", Indeterminate),
    ("10004", "Testing", Indeterminate),
    ("10005", "Ready for Release", Indeterminate),
    ("10010", "Waiting for support", New),
    ("10011", "Waiting for customer", Indeterminate),
    ("10012", "Escalated", Indeterminate),
    ("5", "Resolved", Done),
    ("6", "Closed", Done),
    ("10020", "Open", New),
    ("10021", "Pending approval", Indeterminate),
    ("10022", "Approved", Indeterminate),
    ("10023", "Declined", Done),
];

/// Status names in order, then transitions: id, name, from (none means all), to.
type Ways = &'static [(&'static str, &'static str, &'static [&'static str], &'static str)];

/// Development with a review.
pub(super) fn development() -> Workflow {
    const WAYS: Ways = &[
        ("11", "Start work", &["To Do", "Blocked"], "In Progress"),
        ("21", "Ask for review", &["In Progress"], "In Review"),
        ("31", "Request changes", &["In Review"], "In Progress"),
        ("41", "Approve", &["In Review"], "Done"),
        ("51", "Block", &["To Do", "In Progress", "In Review"], "Blocked"),
        ("61", "Back to backlog", &["In Progress", "Blocked"], "To Do"),
        ("71", "Reopen", &["Done"], "To Do"),
        ("81", "Close without work", &["To Do", "Blocked"], "Done"),
    ];
    workflow("Development workflow", &["To Do", "In Progress", "In Review", "Blocked", "Done"], WAYS)
}

/// Bugs, where development has a review: the same statuses, other words on the buttons.
pub(super) fn bugs() -> Workflow {
    const WAYS: Ways = &[
        ("11", "Start work", &["To Do", "Blocked"], "In Progress"),
        ("21", "Ask for review", &["In Progress"], "In Review"),
        ("31", "Still broken", &["In Review"], "In Progress"),
        ("41", "Fix verified", &["In Review"], "Done"),
        ("51", "Wait", &["To Do", "In Progress", "In Review"], "Blocked"),
        ("61", "Back to triage", &["In Progress", "Blocked"], "To Do"),
        ("71", "It is back", &["Done"], "To Do"),
        ("81", "Not a bug", &["To Do", "Blocked"], "Done"),
    ];
    workflow("Bug workflow", &["To Do", "In Progress", "In Review", "Blocked", "Done"], WAYS)
}

/// Development with a test stage and releases.
pub(super) fn releases() -> Workflow {
    const WAYS: Ways = &[
        ("11", "Start work", &["To Do"], "In Progress"),
        ("21", "Hand to testing", &["In Progress"], "Testing"),
        ("31", "Test failed", &["Testing", "Ready for Release"], "In Progress"),
        ("41", "Test passed", &["Testing"], "Ready for Release"),
        ("51", "Released", &["Ready for Release"], "Done"),
        ("61", "Stop work", &["In Progress"], "To Do"),
        ("71", "Reopen", &["Done"], "To Do"),
        ("81", "Won't do", &["To Do"], "Done"),
    ];
    workflow("Release workflow", &["To Do", "In Progress", "Testing", "Ready for Release", "Done"], WAYS)
}

/// Service requests.
pub(super) fn service() -> Workflow {
    const WAYS: Ways = &[
        (
            "761",
            "Respond to customer",
            &["Waiting for support", "In Progress", "Escalated"],
            "Waiting for customer",
        ),
        ("781", "Respond to support", &["Waiting for customer"], "Waiting for support"),
        ("801", "Work on it", &["Waiting for support", "Escalated"], "In Progress"),
        ("811", "Escalate", &["Waiting for support", "In Progress"], "Escalated"),
        (
            "821",
            "Resolve",
            &["Waiting for support", "Waiting for customer", "In Progress", "Escalated"],
            "Resolved",
        ),
        ("831", "Back to the queue", &["In Progress"], "Waiting for support"),
        ("841", "Reopen", &["Resolved", "Closed"], "Waiting for support"),
        ("851", "Close", &["Resolved"], "Closed"),
    ];
    const NAMES: &[&str] =
        &["Waiting for support", "In Progress", "Waiting for customer", "Escalated", "Resolved", "Closed"];
    workflow("Service request workflow", NAMES, WAYS)
}

/// Requests that somebody approves.
pub(super) fn approvals() -> Workflow {
    const WAYS: Ways = &[
        ("11", "Ask for approval", &["Open", "In Progress"], "Pending approval"),
        ("21", "Approve", &["Pending approval"], "Approved"),
        ("31", "Decline", &["Pending approval"], "Declined"),
        ("41", "Start", &["Open", "Approved"], "In Progress"),
        ("51", "Finish", &["In Progress", "Approved"], "Done"),
        ("61", "Reopen", &["Done", "Declined"], "Open"),
    ];
    const NAMES: &[&str] = &["Open", "Pending approval", "Approved", "In Progress", "Declined", "Done"];
    workflow("Approval workflow", NAMES, WAYS)
}

fn workflow(name: &str, statuses: &[&str], ways: Ways) -> Workflow {
    let status = |name: &&str| STATUSES.iter().find(|row| row.1 == *name);
    let statuses = statuses.iter().filter_map(status);
    let transition = |way: &(&str, &str, &'static [&'static str], &str)| Transition {
        id: way.0.to_owned(),
        name: way.1.to_owned(),
        from: way.2.iter().map(|name| (*name).to_owned()).collect(),
        to: way.3.to_owned(),
    };
    Workflow {
        name: name.to_owned(),
        statuses: statuses
            .map(|row| Status { id: row.0.into(), name: row.1.into(), category: row.2 })
            .collect(),
        transitions: ways.iter().map(transition).collect(),
    }
}

/// Priorities, highest first.
pub(super) fn priorities() -> Vec<Named> {
    named(&[("1", "Highest"), ("2", "High"), ("3", "Medium"), ("4", "Low"), ("5", "Lowest")])
}

/// Resolutions; the first is the usual one.
pub(super) fn resolutions() -> Vec<Named> {
    named(&[
        ("10000", "Done"),
        ("10001", "Won't Do"),
        ("10002", "Duplicate"),
        ("10003", "Cannot Reproduce"),
        ("10004", "Known Error"),
        ("10005", "Declined"),
    ])
}

/// Kinds of links.
pub(super) fn link_types() -> Vec<LinkType> {
    let kind = |row: &(&str, &str, &str, &str)| LinkType {
        id: row.0.into(),
        name: row.1.into(),
        inward: row.2.into(),
        outward: row.3.into(),
    };
    [
        ("10000", "Blocks", "is blocked by", "blocks"),
        ("10001", "Cloners", "is cloned by", "clones"),
        ("10002", "Duplicate", "is duplicated by", "duplicates"),
        ("10003", "Relates", "relates to", "relates to"),
        ("10004", "Problem/Incident", "is caused by", "causes"),
    ]
    .iter()
    .map(kind)
    .collect()
}

/// Ids with names.
pub(super) fn named(rows: &[(&str, &str)]) -> Vec<Named> {
    rows.iter().map(|row| Named::new(row.0, row.1)).collect()
}
