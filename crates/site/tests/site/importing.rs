use crate::setting::{Directory, NOW, bodies, payload};
use serde_json::{Value, json};
use std::io::Write;

/// Two linked issues with a history, and lines and parts that cannot be read.
fn fixture() -> String {
    let user = |name: &str| json!({ "accountId": format!("u:{name}"), "displayName": name.to_uppercase(), "active": true, "timeZone": "Asia/Tokyo" });
    let done = json!({ "id": "5", "name": "Resolved", "statusCategory": { "key": "done" } });
    let status = |from: &str, to: &str| json!({ "field": "status", "fieldtype": "jira", "from": "1", "fromString": from, "to": "5", "toString": to });
    let first = json!({
        "id": "30001", "key": "OLD-1", "site": "issues.example.org",
        "fields": {
            "summary": "Last words", "issuetype": { "id": "1", "name": "Bug" }, "status": done,
            "project": { "id": "10000", "key": "OLD", "name": "Old things" },
            "creator": user("ann"), "reporter": user("ann"), "assignee": user("bob"),
            "created": "2010-01-05T10:00:00.000+0100", "updated": "2010-01-09T10:00:00.000+0100",
            "labels": [], "components": [], "fixVersions": [],
            "attachment": [{ "id": "7", "filename": "a.txt", "created": "2010-01-05T11:00:00.000+0100", "size": 3, "author": null, "mimeType": "text/plain" }],
            "issuelinks": [{ "id": "3", "type": { "id": "1", "name": "Blocks", "inward": "is blocked by", "outward": "blocks" }, "outwardIssue": { "id": "99", "key": "OLD-2" } }],
        },
        "changelogKnown": true,
        "changelog": { "histories": [
            { "id": "20", "author": user("bob"), "created": "2010-01-07T10:00:00.000+0100", "items": [status("Open", "Resolved")] },
            { "id": "19", "author": user("ann"), "created": "2010-01-06T10:00:00.000+0100", "items": [
                { "field": "summary", "fieldtype": "jira", "from": null, "fromString": "First words", "to": null, "toString": "Last words" },
                { "field": "assignee", "fieldtype": "jira", "from": null, "fromString": null, "to": "u:bob", "toString": "BOB" },
                { "field": "Link", "fieldtype": "jira", "from": null, "fromString": null, "to": "OLD-2", "toString": "This issue blocks OLD-2" },
            ] },
            { "id": "21", "created": "someday", "items": [status("x", "y")] },
        ] },
        "comments": [
            { "id": "40", "author": user("cid"), "updateAuthor": user("ann"), "body": "h1. Wiki", "created": "2010-01-08T10:00:00.000+0100", "updated": "2010-01-08T12:00:00.000+0100" },
            { "id": "41", "author": null, "bodyMissing": true, "created": "2010-01-08T11:00:00.000+0100", "updated": "2010-01-08T11:00:00.000+0100" },
        ],
        "worklogs": [{ "id": "50", "issueId": "30001", "author": user("bob"), "updateAuthor": user("bob"), "created": "2010-01-08T13:00:00.000+0100", "updated": "2010-01-08T13:00:00.000+0100", "started": "2010-01-08T12:00:00.000+0100", "timeSpent": "1h", "timeSpentSeconds": 3600 }],
    });
    let second = json!({
        "id": "99", "key": "OLD-2", "site": "issues.example.org",
        "fields": {
            "summary": "Second", "issuetype": { "id": "1", "name": "Bug" }, "status": done,
            "project": { "id": "10000", "key": "OLD", "name": "Old things" }, "creator": user("bob"),
            "created": "2010-01-04T10:00:00.000+0100",
        },
        "changelogKnown": false, "changelog": { "histories": [] }, "comments": [], "worklogs": [],
    });
    let foreign = json!({ "id": "5", "key": "PAY-1000000", "fields": second["fields"] });
    format!("{first}\n{second}\n\n{{\"key\":\n{{\"key\":\"OLD-3\"}}\n{foreign}\n{second}\n")
}

#[test]
fn an_import_is_played_in_time_order_with_issues_as_they_were() {
    let directory = Directory::new();
    let mut site = directory.open();
    let before = site.last();
    let file = directory.0.join("issues.jsonl");
    std::fs::write(&file, fixture()).unwrap();
    let summary = site.import(&file, NOW).unwrap().unwrap();
    assert_eq!((summary.lines, summary.issues, summary.projects, summary.people), (6, 2, 1, 3));
    let unread: Vec<(&str, u64)> =
        summary.unread.iter().map(|(reason, count)| (reason.as_str(), *count)).collect();
    assert_eq!(
        unread,
        [
            ("a changelog entry has no readable time", 1),
            ("an issue of this key is here already", 1),
            ("the issue has no fields", 1),
            ("the line is not JSON", 1),
            ("the project's key belongs to a project of this site", 1),
        ]
    );
    assert_eq!(summary.examples.iter().map(|example| example.line).collect::<Vec<_>>(), [1, 4, 5, 6, 7]);
    assert_eq!((summary.first_event, summary.events), (before + 1, site.last() - before));

    let events: Vec<Value> = (before + 1..=site.last()).map(|number| payload(&site, number)).collect();
    let types: Vec<&str> = events
        .iter()
        .map(|event| event["eventType"].as_str().unwrap().trim_start_matches("avi:jira:"))
        .collect();
    let expected = [
        "created:issue",
        "created:issue",
        "created:attachment",
        "updated:issue",
        "assigned:issue",
        "created:issuelink",
        "updated:issue",
        "commented:issue",
        "commented:issue",
        "commented:issue",
        "created:worklog",
    ];
    assert_eq!(types, expected);
    // Wound back: what it was called and where it stood at first.
    let created = &events[1];
    assert_eq!((&created["issue"]["key"], &created["atlassianId"]), (&json!("OLD-1"), &json!("u:ann")));
    assert_eq!(created["issue"]["fields"]["summary"], "First words");
    assert_eq!(created["issue"]["fields"]["status"]["name"], "Open");
    assert_eq!(created["issue"]["fields"]["status"]["statusCategory"]["key"], "new");
    assert_eq!(created["issue"]["fields"]["assignee"], Value::Null);
    assert_eq!(created["timestamp"], "1262682000000");
    assert!(events[2]["attachment"].get("author").is_none());
    assert!(events[3]["changelog"]["items"][0].get("fieldId").is_none());
    assert_eq!(events[5]["destinationIssueId"], "99");
    assert_eq!(events[6]["jiraEventTypeName"], "issue_resolved");
    assert_eq!(events[7]["comment"]["body"], "h1. Wiki");
    assert!(events[8]["comment"].get("body").is_none() && events[8].get("atlassianId").is_none());
    assert_eq!(
        (&events[9]["atlassianId"], &events[9]["comment"]["id"]),
        (&json!("u:ann"), &events[7]["comment"]["id"])
    );
    // Ids that are taken here are replaced: project 10000 is Payments.
    let world = site.world();
    let project = world.project("OLD").unwrap();
    assert_ne!(project.id, "10000");
    assert_eq!(created["issue"]["fields"]["project"]["id"], json!(project.id));
    assert_eq!(world.issue(world.find_issue("OLD-1").unwrap()).unwrap().summary, "Last words");
    assert_eq!(world.display_name("u:cid").as_deref(), Some("CID"));
}

#[test]
fn an_import_is_done_once_and_repeated_at_a_restart() {
    let directory = Directory::new();
    let mut site = directory.open();
    let file = directory.0.join("issues.jsonl.gz");
    let mut gzip =
        flate2::write::GzEncoder::new(std::fs::File::create(&file).unwrap(), flate2::Compression::fast());
    gzip.write_all(fixture().as_bytes()).unwrap();
    gzip.finish().unwrap();
    let summary = site.import(&file, NOW).unwrap().unwrap();
    assert_eq!(site.import(&file, NOW).unwrap(), None);
    crate::setting::new_issue(&mut site);
    let all = bodies(&site);
    std::fs::remove_file(&file).unwrap();
    drop(site);
    let site = directory.open();
    assert_eq!(bodies(&site), all);
    assert_eq!(site.imports(), [summary]);
}

#[tokio::test]
async fn what_was_imported_is_answered_like_everything_else() {
    let served = crate::asking::Served::new().await;
    let directory = Directory::new();
    let file = directory.0.join("issues.jsonl");
    std::fs::write(&file, fixture()).unwrap();
    served.site.write().import(&file, NOW).unwrap().unwrap();
    let ask = async |path: &str| served.ask(&format!("GET {path}"), "x-as: app\r\n", "").await.1;
    let post = async |path: &str, body: Value| {
        served.ask(&format!("POST {path}"), "x-as: app\r\n", &body.to_string()).await.1
    };
    let log = post("/rest/api/3/changelog/bulkfetch", json!({ "issueIdsOrKeys": ["OLD-1", "OLD-2"] })).await;
    let changes = log["issueChangeLogs"][0]["changeHistories"].as_array().unwrap();
    let fields: Vec<&Value> = changes.iter().map(|change| &change["items"][0]["field"]).collect();
    assert_eq!(fields, ["summary", "status"]);
    assert_eq!(changes[0]["created"], 1_262_768_400_000_i64);
    assert_eq!(changes[0]["author"]["accountId"], "u:ann");
    let one = ask("/rest/api/3/issue/OLD-1/changelog").await;
    assert_eq!(one["values"][0]["created"], "2010-01-06T09:00:00.000+0000");
    let comments = ask("/rest/api/3/issue/OLD-1/comment").await;
    assert_eq!((&comments["total"], &comments["comments"][0]["body"]), (&json!(2), &json!("h1. Wiki")));
    let work = ask("/rest/api/3/issue/OLD-1/worklog").await;
    assert_eq!(work["worklogs"][0]["author"]["accountId"], "u:bob");
    let feed = ask("/rest/api/3/worklog/updated").await;
    assert_eq!(feed["values"][0]["worklogId"].to_string(), work["worklogs"][0]["id"].as_str().unwrap());
    let found =
        post("/rest/api/3/search/jql", json!({ "jql": "project = OLD ORDER BY key ASC", "fields": ["key"] }))
            .await;
    let keys: Vec<&Value> = found["issues"].as_array().unwrap().iter().map(|issue| &issue["key"]).collect();
    assert_eq!(keys, ["OLD-1", "OLD-2"]);
}
