use crate::setting::{Directory, NOW};
use activity_site::company::{Plan, grow};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn grown(seed: u64, events: u32) -> (Vec<(i64, Value)>, activity_site::model::World) {
    let mut all = Vec::new();
    let plan = Plan { seed, people: 60, days: 90, events, end: NOW };
    let world = grow(plan, &mut |event| all.push((event.at, serde_json::from_str(&event.body).unwrap())));
    (all, world)
}

#[test]
fn the_same_seed_gives_the_same_history_and_another_seed_another() {
    let (first, _) = grown(7, 2_000);
    assert_eq!(first, grown(7, 2_000).0);
    assert_ne!(first, grown(8, 2_000).0);
}

#[test]
fn there_are_enough_events_of_all_kinds_in_order_and_in_time() {
    let (events, world) = grown(7, 20_000);
    assert!((20_000..21_500).contains(&events.len()), "{}", events.len());
    assert!(events.is_sorted_by_key(|event| event.0));
    assert!(events[0].0 >= NOW - 90 * 86_400_000 && events.last().unwrap().0 < NOW);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, event) in &events {
        *counts.entry(event["eventType"].as_str().unwrap()).or_default() += 1;
        // Confluence and request types have times of their own.
        let told = [event["timestamp"].as_str(), event["eventCreatedDate"].as_str()];
        let times = [at.to_string(), activity_site::time::iso_time(*at)];
        assert!(told.iter().zip(&times).all(|(told, time)| told.is_none_or(|told| told == time)), "{event}");
    }
    let of_issues = [
        "assigned:issue",
        "commented:issue",
        "created:attachment",
        "created:issue",
        "created:issuelink",
        "created:worklog",
        "deleted:attachment",
        "deleted:comment",
        "deleted:issue",
        "deleted:issuelink",
        "deleted:worklog",
        "mentioned:comment",
        "updated:issue",
        "updated:worklog",
    ];
    let of_the_setup = [
        "confluence:created:group",
        "confluence:deleted:group",
        "jira-software:closed:sprint",
        "jira-software:configuration-changed:board",
        "jira-software:created:sprint",
        "jira-software:started:sprint",
        "jira-software:updated:sprint",
        "jira:archived:project",
        "jira:changed:configuration",
        "jira:created:component",
        "jira:created:field",
        "jira:created:field:context",
        "jira:created:filter",
        "jira:created:issuetype",
        "jira:created:project",
        "jira:created:version",
        "jira:deleted:issuetype",
        "jira:deleted:project",
        "jira:released:version",
        "jira:softdeleted:project",
        "jira:trashed:field",
        "jira:updated:component",
        "jira:updated:filter",
        "jira:updated:user",
        "jira:updated:version",
        "jsm-entity:created:request-type",
    ];
    let of_issues = of_issues.map(|name| format!("avi:jira:{name}"));
    let expected: BTreeSet<String> =
        of_the_setup.iter().map(|name| format!("avi:{name}")).chain(of_issues.clone()).collect();
    let is_of_wiki = |name: &str| name.starts_with("avi:confluence:") && !name.ends_with(":group");
    let told: BTreeSet<String> =
        counts.keys().filter(|name| !is_of_wiki(name)).map(|name| (*name).to_owned()).collect();
    assert_eq!(told, expected);
    let rare: usize = counts
        .iter()
        .filter(|(name, _)| !is_of_wiki(name) && !of_issues.contains(&(**name).to_owned()))
        .map(|one| one.1)
        .sum();
    assert!((80..300).contains(&rare), "{rare} events of the set-up");
    let silent = [
        "Group created",
        "User added to group",
        "Workflow updated",
        "Permission scheme updated",
        "Project roles changed",
    ];
    for summary in silent {
        assert!(world.setup.audit.iter().any(|record| record.summary == summary), "{summary}");
    }
    let left = world.people.iter().filter(|person| !person.active).count();
    let told = events.iter().filter(|event| event.1["user"]["active"] == false).count();
    assert_eq!(told, left);
    let of = |product: &str| {
        counts
            .iter()
            .filter_map(|(name, count)| Some((name.strip_prefix(product)?, *count)))
            .collect::<Vec<_>>()
    };
    let wiki = of("avi:confluence:");
    for name in [
        "added:label",
        "archived:page",
        "copied:page",
        "created:attachment",
        "created:blogpost",
        "created:comment",
        "created:page",
        "created:relation",
        "created:space:V2",
        "created:task",
        "created:whiteboard",
        "deleted:comment",
        "initialized:page",
        "liked:page",
        "moved:page",
        "permissions_updated:page",
        "permissions_updated:space:V2",
        "snapshotted:page",
        "started:page",
        "trashed:page",
        "updated:comment",
        "updated:page",
        "updated:task",
    ] {
        assert!(wiki.iter().any(|row| row.0 == name), "{name}: {wiki:?}");
    }
    let told: usize = wiki.iter().map(|row| row.1).sum();
    assert!((1_000..3_500).contains(&told), "{told} of Confluence: {wiki:?}");
    assert!(world.wiki.audit.len() > 20 && world.assets.objects.iter().any(|asset| asset.history.len() > 6));
    let kinds: BTreeSet<&str> =
        events.iter().filter_map(|event| event.1["jiraEventTypeName"].as_str()).collect();
    for kind in
        ["issue_moved", "issue_resolved", "issue_reopened", "issue_closed", "issue_assigned", "issue_generic"]
    {
        assert!(kinds.contains(kind), "{kind}");
    }
    let staff = world.people.iter().filter(|person| person.account_type.name() == "atlassian").count();
    assert_eq!(staff, 60);
    assert!(world.people.iter().any(|person| !person.active));
    assert_eq!(
        (world.organizations.len(), world.projects.len(), world.spaces.len().clamp(3, 7)),
        (5, 5, world.spaces.len())
    );
    let summaries: BTreeSet<&String> = world.issues().map(|issue| &issue.summary).collect();
    let issues = world.issues().count();
    assert!(summaries.len() * 10 > issues * 8, "{} summaries of {issues} issues", summaries.len());
}

#[test]
fn most_is_done_on_working_days() {
    let (events, _) = grown(3, 5_000);
    let day = |at: i64| (at / 86_400_000 + 4) % 7;
    let weekend = events.iter().filter(|event| matches!(day(event.0), 0 | 6)).count();
    assert!(weekend * 4 < events.len(), "{weekend} of {}", events.len());
}

#[test]
fn the_numbers_of_a_kept_company_cannot_be_changed() {
    let directory = Directory::new();
    let first = directory.open();
    let other = activity_site::Options { seed: Some(12), ..directory.options() };
    let refused = activity_site::Site::open(&other, NOW).unwrap_err().to_string();
    assert!(refused.contains("--seed 11, not 12"), "{refused}");
    let later =
        activity_site::Options { state: directory.options().state, ..activity_site::Options::default() };
    let again = activity_site::Site::open(&later, NOW + 1_000_000).unwrap();
    assert_eq!(crate::setting::bodies(&first), crate::setting::bodies(&again));
}
