//! Queries as people write them: what speed is measured on.

use super::{percent, pick};
use fastrand::Rng;

#[rustfmt::skip]
const CLAUSES: &[&str] = &[
    "project = PAY", "project in (PAY, OPS, WEB)", "status = \"In Progress\"", "status != Done", "assignee = currentUser()",
    "assignee is EMPTY", "issuetype in (Bug, Task)", "priority >= High", "labels in (security, q4)", "occurred >= -7d",
    "occurred >= startOfWeek()", "occurred >= \"2026/01/31\" AND occurred < \"2026/02/01\"", "actor = currentUser()",
    "actor = 557058:f58131cb-b67d-43c7-b30d-6b58d40bd077", "action = issue.transitioned",
    "action in (comment.deleted, issue.deleted)", "text ~ \"signing keys\"", "summary ~ rotate*",
    "status changed from \"To Do\" to Done by currentUser() after startOfMonth()", "changedField = fixVersion",
    "resolution = Unresolved", "statusCategory != Done", "fixVersion in (\"2.0\", \"2.1\")", "parent = PAY-1", "sprint in openSprints()",
    "NOT (component = Vault OR component = Login)", "assignee was currentUser() before -30d", "cf[10010] > 5",
];

/// So many everyday queries from a seed.
pub(crate) fn everyday(seed: u64, count: usize) -> Vec<String> {
    let mut random = Rng::with_seed(seed);
    let one = |_| {
        let mut text = pick(&mut random, CLAUSES).to_owned();
        while percent(&mut random, 45) {
            let word = if percent(&mut random, 80) { "AND" } else { "OR" };
            text = format!("{text} {word} {}", pick(&mut random, CLAUSES));
        }
        if percent(&mut random, 20) { format!("{text} ORDER BY occurred DESC") } else { text }
    };
    (0..count).map(one).collect()
}
