//! The same told of records in a list, as plainly as can be.

use activity_engine::{Group, GroupField, Show, Shown, Stretch};
use activity_event::Event;
use std::collections::{BTreeMap, BTreeSet};

/// What is told of these records, which match and are in order.
pub(crate) fn show(show: &Show, rows: &[Event]) -> Shown {
    match show {
        Show::Count => Shown::Count { count: rows.len() as u64 },
        Show::AtHand => Shown::AtHand,
        Show::Rows { limit, skip, .. } => {
            Shown::Rows { rows: rows.iter().skip(*skip).take(*limit).cloned().collect(), bare: vec![] }
        }
        Show::Groups { by, limit } => groups(rows, *by, *limit),
        Show::Histogram { edges, by } => histogram(rows, edges, *by),
    }
}

fn groups(rows: &[Event], by: GroupField, limit: usize) -> Shown {
    let mut all: BTreeMap<String, (u64, i64)> = BTreeMap::new();
    for row in rows {
        for value in values(by, row) {
            let counted = all.entry(value).or_insert((0, i64::MIN));
            *counted = (counted.0 + 1, counted.1.max(row.occurred.div_euclid(1_000) * 1_000));
        }
    }
    let distinct = all.len();
    let mut groups: Vec<Group> = all
        .into_iter()
        .map(|(value, (count, last))| Group { value, count, last, name: None, key: None })
        .collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.count));
    groups.truncate(limit);
    Shown::Groups { distinct, groups, of: None }
}

fn histogram(rows: &[Event], edges: &[i64], by: Option<GroupField>) -> Shown {
    let mut all: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let none = || vec![0_u32; edges.len() - 1];
    if by.is_none() {
        all.insert(String::new(), none());
    }
    for row in rows {
        let Some(at) = edges.windows(2).position(|edge| edge[0] <= row.occurred && row.occurred < edge[1])
        else {
            continue;
        };
        for value in by.map_or(vec![String::new()], |by| values(by, row).into_iter().collect()) {
            all.entry(value).or_insert_with(none)[at] += 1;
        }
    }
    let mut all: Vec<(String, Vec<u32>)> = all.into_iter().collect();
    all.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.iter().sum::<u32>()));
    let counts = |at: usize| all.iter().map(|(_, counts)| counts[at]).collect();
    let stretches = (0..edges.len() - 1).map(|at| Stretch { at: edges[at], counts: counts(at) }).collect();
    let values = all.iter().map(|(value, _)| value.clone()).collect();
    Shown::Histogram { values, stretches, of: None }
}

fn values(by: GroupField, row: &Event) -> BTreeSet<String> {
    let text = |json: serde_json::Value| json.as_str().map(str::to_owned);
    let json = serde_json::to_value(row).unwrap();
    let at = |path: &str| json.pointer(path).cloned().and_then(text);
    let one = match by {
        GroupField::Actor => at("/actor/accountId"),
        GroupField::ActorKind => at("/actor/kind"),
        GroupField::Action => at("/action"),
        GroupField::Product => at("/product"),
        GroupField::Container => at("/container/id"),
        GroupField::Provenance => at("/provenance"),
        GroupField::Status => at("/issue/status/name"),
        GroupField::IssueType => at("/issue/issueType/name"),
        GroupField::Thread => {
            let is_parent =
                json.pointer("/subject/parent").is_some() && at("/subject/kind").unwrap() != "issue";
            let of = if is_parent { "/subject/parent" } else { "/subject" };
            at(&format!("{of}/key")).or_else(|| at(&format!("{of}/id")))
        }
        GroupField::ChangedField => {
            return row.changes.iter().map(|change| change.field.to_lowercase()).collect();
        }
        GroupField::Transition => {
            let status = row.changes.iter().find(|change| change.field_id.as_deref() == Some("status"));
            status.and_then(|change| {
                Some(format!(
                    "{}\0{}",
                    change.from.as_ref()?.text.as_ref()?,
                    change.to.as_ref()?.text.as_ref()?
                ))
            })
        }
    };
    one.into_iter().collect()
}
