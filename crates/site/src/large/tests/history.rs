//! Nothing impossible happens.

use super::super::flow::workflow;
use super::records;
use activity_event::{Change, Event, SubjectKind, Value};
use std::collections::{HashMap, HashSet};

/// Fields that only say that something was done, or that hold what the record does not follow.
const NOT_FOLLOWED: &[&str] = &["Rank", "timeSpent", "started", "size", "mimeType", "author", "Link"];

fn about_issues(all: &[Event]) -> impl Iterator<Item = (&Event, &str)> {
    let issues = all.iter().filter(|event| event.subject.kind == SubjectKind::Issue);
    issues.filter_map(|event| Some((event, event.subject.id.as_deref()?)))
}

#[test]
fn the_value_before_is_the_value_that_was_there() {
    let all = records(15_000, 11);
    let mut values: HashMap<(&str, &str), &Option<Value>> = HashMap::new();
    let mut followed = 0;
    for (event, issue) in about_issues(&all) {
        // What belongs to a project is left behind there.
        if event.action.name() == "issue.moved" {
            for field in ["Component", "Fix Version", "Sprint", "IssueParentAssociation"] {
                values.insert((issue, field), &None);
            }
        }
        for Change { field, from, to, .. } in &event.changes {
            if NOT_FOLLOWED.contains(&field.as_str()) {
                continue;
            }
            assert_ne!(from, to, "{event:?}");
            if let Some(before) = values.insert((issue, field), to) {
                assert_eq!(before, from, "{field} of {issue}");
                followed += 1;
            }
        }
    }
    assert!(followed > 1_500, "{followed}");
}

#[test]
fn facts_follow_from_changes() {
    let all = records(12_000, 12);
    let mut known: HashMap<&str, [Option<String>; 3]> = HashMap::new();
    for (event, issue) in about_issues(&all) {
        let facts = event.issue.as_ref().unwrap();
        let status = facts.status.as_ref().and_then(|status| status.id.clone());
        let priority = facts.priority.as_ref().and_then(|priority| priority.id.clone());
        let now = [status, priority, facts.assignee.clone()];
        let changed = |field: &str| event.changes.iter().find(|change| change.field == field);
        if let Some(before) = known.insert(issue, now.clone()) {
            for ((field, before), now) in ["status", "priority", "assignee"].iter().zip(before).zip(&now) {
                match changed(field) {
                    Some(change) => {
                        let after = change.to.as_ref().and_then(|value| value.id.clone());
                        assert_eq!(&Some(after.unwrap_or_default()), now);
                    }
                    None => assert_eq!(&before, now, "{field} of {issue}"),
                }
            }
        }
    }
}

#[test]
fn statuses_follow_a_workflow_and_resolutions_follow_statuses() {
    let all = records(12_000, 13);
    let steps: HashSet<(&str, &str)> = (0..3)
        .flat_map(|flow| {
            let flow = workflow(flow);
            flow.iter().flat_map(|step| step.next.iter().map(|next| (step.id, flow[next.0].id)))
        })
        .collect();
    let mut seen = 0;
    for (event, _) in about_issues(&all) {
        let facts = event.issue.as_ref().unwrap();
        let done = facts.status.as_ref().unwrap().category.as_deref() == Some("done");
        assert_eq!(done, facts.resolution.as_ref().unwrap().id.is_some(), "{event:?}");
        for change in event.changes.iter().filter(|change| change.field == "status") {
            let id = |value: &Option<Value>| value.clone().unwrap().id.unwrap();
            assert!(steps.contains(&(&id(&change.from), &id(&change.to))), "{change:?}");
            seen += 1;
        }
    }
    assert!(seen > 600);
}

#[test]
fn what_is_deleted_is_gone_and_what_exists_was_made_once() {
    let all = records(15_000, 14);
    let mut gone: HashSet<(SubjectKind, &str)> = HashSet::new();
    let mut made: HashSet<(SubjectKind, &str)> = HashSet::new();
    for event in &all {
        let Some(id) = event.subject.id.as_deref() else { continue };
        if event.subject.kind == SubjectKind::Label {
            continue;
        }
        let thing = (event.subject.kind, id);
        assert!(!gone.contains(&thing), "{event:?}");
        if let Some(parent) = &event.subject.parent {
            assert!(!gone.contains(&(parent.kind, parent.id.as_deref().unwrap())), "{event:?}");
        }
        match event.action.verb() {
            "deleted" => assert!(gone.insert(thing)),
            "created" => assert!(made.insert(thing), "{event:?}"),
            _ => {}
        }
    }
    assert!(gone.len() > 50, "{}", gone.len());
}

#[test]
fn numbers_of_issues_grow() {
    let all = records(10_000, 15);
    let mut last: HashMap<&str, u32> = HashMap::new();
    for (event, _) in about_issues(&all).filter(|(event, _)| event.action.verb() == "created") {
        let (project, number) = event.subject.key.as_deref().unwrap().split_once('-').unwrap();
        let number = number.parse().unwrap();
        let before = last.insert(project, number).unwrap_or(0);
        assert!(number > before, "{project}-{number}");
    }
}
