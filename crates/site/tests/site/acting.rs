use crate::setting::{Directory, account, act, bodies, new_issue, payload};
use serde_json::{Value, json};

#[test]
fn a_transition_carries_changelog_statuses_and_users_by_id_only() {
    let directory = Directory::new();
    let mut site = directory.open();
    let key = new_issue(&mut site);
    let done =
        act(&mut site, 2, json!({ "do": "transition", "issue": key, "transition": "In Progress" })).unwrap();
    let event = payload(&site, done.events[0]);
    assert_eq!(event["eventType"], "avi:jira:updated:issue");
    assert_eq!(event["atlassianId"], account(2));
    assert_eq!(event["jiraEventTypeName"], "issue_generic");
    assert!(event["timestamp"].is_string() && event["context"]["cloudId"].is_string());
    assert_eq!(event["selfGenerated"], false);
    assert_eq!(event["issue"]["fields"]["reporter"], json!({ "accountId": account(4) }));
    assert_eq!(event["issue"]["fields"]["status"]["statusCategory"]["key"], "indeterminate");
    let names: Vec<&str> = event["associatedStatuses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|status| status["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["In Progress", "To Do"]);
    let item = json!({
        "field": "status", "fieldId": "status", "fieldtype": "jira",
        "from": "10000", "fromString": "To Do", "to": "3", "toString": "In Progress",
    });
    assert_eq!(event["changelog"]["items"], json!([item]));
    act(&mut site, 2, json!({ "do": "transition", "issue": key, "transition": "Ask for review" })).unwrap();
    let done = act(&mut site, 2, json!({ "do": "transition", "issue": key, "transition": "41" })).unwrap();
    let event = payload(&site, done.events[0]);
    assert_eq!(
        (&event["jiraEventTypeName"], &event["changelog"]["items"][0]["toString"]),
        (&json!("issue_resolved"), &json!("Done"))
    );
}

#[test]
fn assigning_is_told_twice() {
    let directory = Directory::new();
    let mut site = directory.open();
    let key = new_issue(&mut site);
    let done = act(&mut site, 2, json!({ "do": "assign", "issue": key, "assignee": account(3) })).unwrap();
    let types: Vec<Value> =
        done.events.iter().map(|number| payload(&site, *number)["eventType"].clone()).collect();
    assert_eq!(types, ["avi:jira:updated:issue", "avi:jira:assigned:issue"]);
    assert_eq!(payload(&site, done.events[0])["changelog"]["items"][0]["to"], account(3));
}

#[test]
fn comments_are_documents_and_mentions_are_told() {
    let directory = Directory::new();
    let mut site = directory.open();
    let key = new_issue(&mut site);
    let text = format!("Please look, @[{}]", account(1));
    let done = act(&mut site, 4, json!({ "do": "comment", "issue": key, "text": text })).unwrap();
    let event = payload(&site, done.events[0]);
    assert_eq!(event["eventType"], "avi:jira:commented:issue");
    assert_eq!(event["comment"]["body"]["type"], "doc");
    assert_eq!(event["comment"]["author"], json!({ "accountId": account(4) }));
    assert_eq!(event["comment"]["created"], event["comment"]["updated"]);
    assert_eq!(payload(&site, done.events[1])["mentionedAccountIds"], json!([account(1)]));
    let edited =
        act(&mut site, 4, json!({ "do": "edit-comment", "issue": key, "text": "Never mind" })).unwrap();
    let event = payload(&site, edited.events[0]);
    assert_eq!(event["eventType"], "avi:jira:commented:issue");
    assert_ne!(event["comment"]["created"], event["comment"]["updated"]);
    let others =
        act(&mut site, 3, json!({ "do": "delete-comment", "issue": key, "comment": done.made })).unwrap_err();
    assert_eq!(others.code(), "not-allowed");
    let deleted = act(&mut site, 4, json!({ "do": "delete-comment", "issue": key })).unwrap();
    let event = payload(&site, deleted.events[0]);
    assert_eq!(
        (&event["eventType"], &event["comment"]["id"]),
        (&json!("avi:jira:deleted:comment"), &json!(done.made))
    );
}

#[test]
fn work_links_and_files_name_ids_only_and_come_with_a_change_of_the_issue() {
    let directory = Directory::new();
    let mut site = directory.open();
    let (key, other) = (new_issue(&mut site), new_issue(&mut site));
    let work = act(&mut site, 4, json!({ "do": "worklog", "issue": key, "spent": "1h 30m" })).unwrap();
    let event = payload(&site, work.events[0]);
    assert!(event.get("atlassianId").is_none() && event.get("issue").is_none());
    assert_eq!(event["worklog"]["timeSpentSeconds"], 5_400);
    assert_eq!(event["worklog"].get("issueKey"), None);
    let items = payload(&site, work.events[1])["changelog"]["items"].clone();
    assert_eq!((&items[0]["field"], &items[1]["field"]), (&json!("timespent"), &json!("WorklogId")));

    let link = act(&mut site, 4, json!({ "do": "link", "issue": key, "to": other, "type": "is blocked by" }))
        .unwrap();
    let event = payload(&site, link.events[0]);
    assert_eq!((link.events.len(), &event["eventType"]), (3, &json!("avi:jira:created:issuelink")));
    assert!(event.get("atlassianId").is_none() && event.get("issue").is_none());
    let source = site.world().issue(site.world().find_issue(&other).unwrap()).unwrap();
    assert_eq!((&event["sourceIssueId"], &event["sourceProjectId"]), (&json!(source.id), &json!("10000")));
    assert_eq!(
        payload(&site, link.events[1])["changelog"]["items"][0]["toString"],
        format!("This issue blocks {key}")
    );
    let gone = act(&mut site, 4, json!({ "do": "unlink", "issue": other, "to": key })).unwrap();
    assert_eq!(payload(&site, gone.events[0])["id"], json!(link.made));

    let file =
        act(&mut site, 4, json!({ "do": "attach", "issue": key, "name": "a.png", "size": 12 })).unwrap();
    let attachment = payload(&site, file.events[0])["attachment"].clone();
    assert_eq!((&attachment["fileName"], &attachment["size"]), (&json!("a.png"), &json!("12")));
    let date = attachment["createDate"].as_str().unwrap();
    assert!(date.len() == 23 && date.contains(' ') && !date.contains('T'), "{date}");
    assert_eq!(payload(&site, file.events[1])["changelog"]["items"][0]["fieldId"], "attachment");
}

#[test]
fn moved_issues_answer_to_both_keys_and_deleted_ones_to_none() {
    let directory = Directory::new();
    let mut site = directory.open();
    let key = new_issue(&mut site);
    let moved = act(&mut site, 4, json!({ "do": "move", "issue": key, "project": "WEB" })).unwrap();
    let event = payload(&site, moved.events[0]);
    assert_eq!(event["jiraEventTypeName"], "issue_moved");
    assert_eq!(event["issue"]["key"], json!(moved.issue));
    assert_eq!(event["changelog"]["items"][1]["fromString"], json!(key));
    assert_eq!(site.world().find_issue(&key), site.world().find_issue(moved.issue.as_ref().unwrap()));
    assert_eq!(act(&mut site, 2, json!({ "do": "delete", "issue": key })).unwrap_err().code(), "not-allowed");
    act(&mut site, 1, json!({ "do": "delete", "issue": key })).unwrap();
    assert_eq!(site.world().find_issue(&key), None);
}

#[test]
fn refusals_name_what_is_wrong_and_change_nothing() {
    let directory = Directory::new();
    let mut site = directory.open();
    let key = new_issue(&mut site);
    let before = site.last();
    let cases = [
        (json!({ "do": "comment", "issue": "PAY-99999", "text": "x" }), "there is no issue `PAY-99999`"),
        (json!({ "do": "comment", "issue": key, "text": "  " }), "`text` must not be empty"),
        (
            json!({ "do": "worklog", "issue": key, "spent": "soon" }),
            "`soon` is not a value for `spent`: a duration such as `1h 30m`",
        ),
        (
            json!({ "do": "transition", "issue": key, "transition": "Done!" }),
            "from where there is no transition `Done!`; there are: Start work",
        ),
        (
            json!({ "do": "edit", "issue": key, "fields": { "priority": "Urgent" } }),
            "`Urgent` is not a priority here; there are: Highest, High",
        ),
        (
            json!({ "do": "edit", "issue": key, "fields": { "summary": "A card is refused" } }),
            "nothing would change",
        ),
        (json!({ "do": "create", "project": "NO", "summary": "x" }), "there is no project `NO`"),
        (json!({ "do": "link", "issue": key, "to": key }), "an issue cannot be linked to itself"),
        (
            json!({ "do": "assign", "issue": key, "assignee": "nobody" }),
            "no person with the account id `nobody`",
        ),
        (json!({ "do": "edit-comment", "issue": key, "text": "x" }), "has no comment `of this person`"),
    ];
    for (what, message) in cases {
        let refused = act(&mut site, 4, what.clone()).unwrap_err().to_string();
        assert!(refused.contains(message), "{what}: {refused}");
    }
    assert_eq!(site.last(), before);
}

#[test]
fn a_restart_gives_the_same_events_the_same_numbers() {
    let directory = Directory::new();
    let mut site = directory.open();
    let key = new_issue(&mut site);
    act(&mut site, 4, json!({ "do": "comment", "issue": key, "text": "One" })).unwrap();
    site.emit(crate::setting::NOW, json!({ "eventType": "avi:jira:created:issue", "issue": 7 })).unwrap();
    let first = site.last();
    let again = site.again(crate::setting::NOW, first - 1).unwrap();
    assert_eq!(payload(&site, again.events[0]), payload(&site, first - 1));
    assert_eq!(site.again(0, 0).unwrap_err().to_string(), "there is no event 0");
    let all = bodies(&site);
    drop(site);
    // The site stopped while it wrote: what was not answered is not there.
    let journal = directory.options().state.join("journal.jsonl");
    let mut text = std::fs::read_to_string(&journal).unwrap();
    text.push_str("{\"at\":17,\"again\":");
    std::fs::write(&journal, text).unwrap();
    let mut site = directory.open();
    assert_eq!(bodies(&site), all);
    act(&mut site, 4, json!({ "do": "comment", "issue": key, "text": "Two" })).unwrap();
    let all = bodies(&site);
    drop(site);
    assert_eq!(bodies(&directory.open()), all);
}
