use crate::setting::{Directory, NOW, account, act, bodies, payload};
use activity_site::act::Act;
use activity_site::{Acted, Site};
use serde_json::{Value, json};

/// Somebody does something in Confluence.
pub(crate) fn wiki(site: &mut Site, by: u8, what: &str, more: Value) -> Acted {
    act(site, by, asked(what, more)).unwrap_or_else(|refused| panic!("{what}: {refused}"))
}

/// What is asked for, as in a request.
pub(crate) fn asked(what: &str, mut more: Value) -> Value {
    more["do"] = json!("wiki");
    more["change"] = json!(what);
    more
}

fn refused(site: &mut Site, by: u8, what: &str, more: Value) -> &'static str {
    act(site, by, asked(what, more)).unwrap_err().code()
}

/// A new page in DOCS, by account 4.
pub(crate) fn page(site: &mut Site, title: &str) -> String {
    wiki(site, 4, "create", json!({ "space": "DOCS", "title": title, "body": "How to" })).made.unwrap()
}

/// The names of events, without what they have in common.
fn names(site: &Site, acted: &Acted) -> Vec<String> {
    let name = |number: &u64| {
        let event = payload(site, *number)["eventType"].as_str().unwrap().to_owned();
        event.strip_prefix("avi:confluence:").unwrap().to_owned()
    };
    acted.events.iter().map(name).collect()
}

#[test]
fn a_page_is_told_in_the_documented_shape_and_names_nobody() {
    let directory = Directory::new();
    let mut site = directory.open();
    let made = wiki(&mut site, 4, "create", json!({ "space": "DOCS", "title": "Refunds" }));
    let event = payload(&site, made.events[0]);
    assert_eq!(event["eventType"], "avi:confluence:created:page");
    assert_eq!(event["atlassianId"], account(4));
    assert_eq!((&event["suppressNotifications"], &event["selfGenerated"]), (&json!(false), &json!(false)));
    assert!(event["eventCreatedDate"].as_str().unwrap().ends_with('Z') && event.get("timestamp").is_none());
    let content = &event["content"];
    assert_eq!(content["id"], json!(made.made));
    assert_eq!((&content["type"], &content["status"]), (&json!("page"), &json!("current")));
    assert_eq!((&content["space"]["id"], &content["space"]["key"]), (&json!(98_305), &json!("DOCS")));
    assert_eq!(content["version"]["number"], 1);
    for name in ["accountId", "username", "email", "displayName", "publicName"] {
        assert_eq!(content["history"]["createdBy"][name], account(4), "{name}");
    }
    let edited = wiki(&mut site, 3, "edit", json!({ "page": made.made, "body": "New", "minor": true }));
    let event = payload(&site, edited.events[0]);
    assert_eq!(names(&site, &edited), ["updated:page"]);
    assert_eq!(
        (&event["updateTrigger"], &event["suppressNotifications"]),
        (&json!("edit_page"), &json!(true))
    );
    assert_eq!(event["content"]["version"]["number"], 2);
    assert_eq!(event["content"]["version"]["by"]["accountId"], account(3));
    let back = wiki(&mut site, 3, "edit", json!({ "page": made.made, "revert": 1 }));
    let event = payload(&site, back.events[0]);
    assert_eq!(
        (&event["updateTrigger"], &event["content"]["version"]["number"]),
        (&json!("revert"), &json!(3))
    );
}

#[test]
fn a_page_is_moved_copied_put_away_thrown_away_brought_back_and_deleted() {
    let directory = Directory::new();
    let mut site = directory.open();
    let (old, new) = (page(&mut site, "Old parent"), page(&mut site, "New parent"));
    let child = wiki(&mut site, 4, "create", json!({ "space": "DOCS", "title": "Child", "parent": old }));
    let child = child.made.unwrap();
    let moved = wiki(&mut site, 4, "move", json!({ "page": child, "parent": new }));
    let event = payload(&site, moved.events[0]);
    assert_eq!(names(&site, &moved), ["moved:page"]);
    assert_eq!((&event["content"]["id"], &event["prevContent"]["id"]), (&json!(child), &json!(child)));
    let away = wiki(&mut site, 4, "move", json!({ "page": new, "space": "ENG" }));
    let event = payload(&site, away.events[0]);
    let spaces = (&event["prevContent"]["space"]["key"], &event["content"]["space"]["key"]);
    assert_eq!(spaces, (&json!("DOCS"), &json!("ENG")));
    // What lies below moved with it, which nobody told.
    assert_eq!(away.events.len(), 1);
    assert_eq!(site.world().wiki.content(&child).unwrap().space, 98_306);
    assert_eq!(refused(&mut site, 4, "move", json!({ "page": new, "parent": child })), "bad-request");

    let copy = wiki(&mut site, 4, "copy", json!({ "page": child }));
    assert_eq!(payload(&site, copy.events[0])["originContentId"], json!(child));
    assert_eq!(payload(&site, copy.events[0])["content"]["id"], json!(copy.made));
    for (by, what, name, status) in [
        (4, "archive", "archived:page", "archived"),
        (4, "unarchive", "unarchived:page", "current"),
        (4, "trash", "trashed:page", "trashed"),
        (1, "restore", "restored:page", "current"),
        (4, "trash", "trashed:page", "trashed"),
        (1, "delete", "deleted:page", "trashed"),
    ] {
        let done = wiki(&mut site, by, what, json!({ "page": child }));
        assert_eq!(names(&site, &done), [name]);
        assert_eq!(payload(&site, done.events[0])["content"]["status"], status, "{what}");
    }
    assert!(site.world().wiki.content(&child).is_none());
    assert_eq!(refused(&mut site, 1, "restore", json!({ "page": child })), "missing");
}

#[test]
fn children_are_ordered_with_ids_as_numbers() {
    let directory = Directory::new();
    let mut site = directory.open();
    let parent = page(&mut site, "Parent");
    let mut child = |title: &str| {
        let more = json!({ "space": "DOCS", "title": title, "parent": parent });
        wiki(&mut site, 4, "create", more).made.unwrap()
    };
    let (one, two) = (child("One"), child("Two"));
    let done = wiki(&mut site, 4, "reorder", json!({ "page": parent, "order": [two, one] }));
    let event = payload(&site, done.events[0]);
    let number = |id: &str| id.parse::<u64>().unwrap();
    assert_eq!(event["oldSortedChildPageIds"], json!([number(&one), number(&two)]));
    assert_eq!(event["newSortedChildPageIds"], json!([number(&two), number(&one)]));
    assert_eq!(refused(&mut site, 4, "reorder", json!({ "page": parent, "order": [two] })), "bad-request");
}

#[test]
fn live_docs_have_events_of_their_own() {
    let directory = Directory::new();
    let mut site = directory.open();
    let made = wiki(&mut site, 4, "create", json!({ "kind": "live", "space": "DOCS", "title": "Minutes" }));
    let event = payload(&site, made.events[0]);
    assert_eq!(names(&site, &made), ["initialized:page"]);
    assert_eq!((&event["content"]["subType"], event.get("updateTrigger")), (&json!("live"), None));
    let id = made.made;
    let first = wiki(&mut site, 4, "edit", json!({ "page": id, "body": "A" }));
    let later = wiki(&mut site, 3, "edit", json!({ "page": id, "body": "B" }));
    let public = wiki(&mut site, 3, "publish", json!({ "page": id }));
    let then = wiki(&mut site, 3, "edit", json!({ "page": id, "body": "C" }));
    let all = [first, later, public, then].map(|acted| names(&site, &acted).concat());
    assert_eq!(all, ["started:page", "snapshotted:page", "published:page", "updated:page"]);
}

#[test]
fn restrictions_change_without_a_word_of_what_changed_but_the_audit_log_says() {
    let directory = Directory::new();
    let mut site = directory.open();
    let id = page(&mut site, "Salaries");
    let below = wiki(&mut site, 4, "create", json!({ "space": "DOCS", "title": "Details", "parent": id }));
    let more = json!({ "page": id, "operation": "read", "users": [account(2)], "groups": ["people-team"] });
    let done = wiki(&mut site, 4, "restrict", more);
    let event = payload(&site, done.events[0]);
    assert_eq!(names(&site, &done), ["permissions_updated:page"]);
    assert!(event["content"].get("restrictions").is_none());
    let log = &site.world().wiki.audit;
    let added: Vec<_> = log
        .iter()
        .filter(|record| {
            record.summary == "Content restriction added" && record.associated[0].name == "Salaries"
        })
        .collect();
    assert_eq!(added.len(), 3);
    // Neither the space's admin nor the site's sees it now, and nothing below it.
    for by in [1, 3] {
        assert_eq!(refused(&mut site, by, "view", json!({ "page": id })), "missing");
        assert_eq!(refused(&mut site, by, "view", json!({ "page": below.made })), "missing");
    }
    wiki(&mut site, 2, "view", json!({ "page": below.made }));
    wiki(&mut site, 4, "restrict", json!({ "page": id, "operation": "read" }));
    wiki(&mut site, 3, "view", json!({ "page": id }));
    wiki(&mut site, 4, "restrict", json!({ "page": id, "operation": "update", "users": [account(2)] }));
    assert_eq!(refused(&mut site, 3, "edit", json!({ "page": id, "body": "Mine" })), "not-allowed");
}

#[test]
fn spaces_are_administered_by_few_and_end_in_silence() {
    let directory = Directory::new();
    let mut site = directory.open();
    let made = wiki(&mut site, 4, "create-space", json!({ "key": "LAB", "name": "Laboratory" }));
    let event = payload(&site, made.events[0]);
    assert_eq!(names(&site, &made), ["created:space:V2"]);
    assert_eq!(event["space"]["id"].to_string(), made.made.clone().unwrap());
    assert_eq!(event["space"]["history"]["createdBy"]["accountId"], account(4));
    let page = wiki(&mut site, 2, "create", json!({ "space": "LAB", "title": "Notes" })).made.unwrap();
    assert_eq!(refused(&mut site, 2, "update-space", json!({ "space": "LAB", "name": "X" })), "not-allowed");
    let named = wiki(&mut site, 4, "update-space", json!({ "space": "LAB", "name": "Lab" }));
    assert_eq!(payload(&site, named.events[0])["space"]["name"], "Lab");
    let more = json!({ "space": "LAB", "group": "engineering", "operation": "administer" });
    assert_eq!(refused(&mut site, 2, "grant", more.clone()), "not-allowed");
    let granted = wiki(&mut site, 4, "grant", more.clone());
    assert_eq!(names(&site, &granted), ["permissions_updated:space:V2"]);
    assert_eq!(refused(&mut site, 4, "grant", more.clone()), "no-change");
    let record = site.world().wiki.audit.last().unwrap();
    assert_eq!((record.summary, record.category), ("Space permission added", "Permissions"));
    assert_eq!((record.changed[0].name, record.changed[0].new.as_str()), ("Type", "SETSPACEPERMISSIONS"));
    assert!(record.affected.name.starts_with("engineering:") && record.associated[0].name == "Lab");
    wiki(&mut site, 4, "revoke", more);
    assert_eq!(site.world().wiki.audit.last().unwrap().changed[0].old, "SETSPACEPERMISSIONS");
    let put = wiki(&mut site, 4, "archive-space", json!({ "space": "LAB" }));
    assert_eq!(payload(&site, put.events[0])["space"]["status"], "archived");
    assert_eq!(refused(&mut site, 2, "edit", json!({ "page": page, "body": "X" })), "not-allowed");
    let gone = wiki(&mut site, 1, "delete-space", json!({ "space": "LAB" }));
    assert_eq!(names(&site, &gone), ["deleted:space:V2"]);
    assert!(site.world().wiki.content(&page).is_none());
}

#[test]
fn comments_files_labels_tasks_and_marks() {
    let directory = Directory::new();
    let mut site = directory.open();
    let id = page(&mut site, "Runbook of the ferry");
    let said = wiki(&mut site, 2, "comment", json!({ "page": id, "text": "Which?", "inline": true }));
    let event = payload(&site, said.events[0]);
    assert_eq!(names(&site, &said), ["created:comment"]);
    assert_eq!(event["content"]["container"]["id"].to_string(), id);
    assert_eq!(event["content"]["extensions"]["location"], "inline");
    let answer = wiki(&mut site, 3, "comment", json!({ "page": id, "text": "This", "answers": said.made }));
    assert_eq!(payload(&site, answer.events[0])["content"]["ancestors"][0]["id"], json!(said.made));
    assert_eq!(refused(&mut site, 4, "edit", json!({ "content": said.made, "body": "X" })), "not-allowed");
    let edited = wiki(&mut site, 2, "edit", json!({ "content": said.made, "body": "Which one?" }));
    let liked = wiki(&mut site, 4, "like", json!({ "content": said.made }));
    let unliked = wiki(&mut site, 4, "unlike", json!({ "content": said.made }));
    assert_eq!(refused(&mut site, 4, "delete", json!({ "content": said.made })), "not-allowed");
    let gone = wiki(&mut site, 3, "delete", json!({ "content": said.made }));
    let all = [edited, liked, unliked, gone].map(|acted| names(&site, &acted).join(" "));
    let expected =
        ["updated:comment", "liked:comment created:relation", "deleted:relation", "deleted:comment"];
    assert_eq!(all, expected);

    let file = wiki(&mut site, 4, "attach", json!({ "page": id, "name": "plan.pdf", "size": 9 }));
    let again = wiki(&mut site, 4, "attach", json!({ "page": id, "name": "plan.pdf", "size": 10 }));
    assert_eq!((&file.made, names(&site, &again)), (&again.made, vec!["updated:attachment".to_owned()]));
    let event = payload(&site, file.events[0]);
    assert!(event.get("content").is_none() && file.made.as_ref().unwrap().starts_with("att"));
    assert_eq!(event["attachment"]["extensions"]["fileSize"], "9");
    assert_eq!(payload(&site, again.events[0])["attachment"]["extensions"]["fileSize"], 10);
    assert_eq!(event["attachment"]["container"]["id"], json!(id));

    let added = wiki(&mut site, 4, "label", json!({ "page": id, "name": "on call" }));
    let other = wiki(&mut site, 3, "label", json!({ "space": "DOCS", "name": "on-call" }));
    let off = wiki(&mut site, 4, "unlabel", json!({ "page": id, "name": "on-call" }));
    let last = wiki(&mut site, 3, "unlabel", json!({ "space": "DOCS", "name": "on-call" }));
    assert_eq!(payload(&site, added.events[1])["label"]["prefix"], "global");
    assert!(payload(&site, other.events[0]).get("content").is_none());
    let all = [added, other, off, last].map(|acted| names(&site, &acted).join(" "));
    let expected =
        ["created:label added:label", "added:label", "removed:label", "removed:label deleted:label"];
    assert_eq!(all, expected);

    let task = wiki(&mut site, 4, "add-task", json!({ "page": id, "text": "Ring", "assignee": account(2) }));
    let number: u64 = task.made.clone().unwrap().parse().unwrap();
    let done = wiki(&mut site, 2, "change-task", json!({ "page": id, "task": number, "done": true }));
    let event = payload(&site, done.events[0]);
    assert_eq!(
        (&event["oldTask"]["statusAsString"], &event["task"]["status"]),
        (&json!("UNCHECKED"), &json!("complete"))
    );
    let gone = wiki(&mut site, 2, "remove-task", json!({ "page": id, "task": number }));
    assert_eq!([names(&site, &task), names(&site, &gone)].concat(), ["created:task", "removed:task"]);
    let marked = wiki(&mut site, 4, "relate", json!({ "name": "favourite", "space": "DOCS" }));
    let event = payload(&site, marked.events[0]);
    assert_eq!(event["relationName"], "favourite");
    assert_eq!(
        (&event["source"]["user"]["accountId"], &event["target"]["space"]["key"]),
        (&json!(account(4)), &json!("DOCS"))
    );
    let searched = wiki(&mut site, 4, "search", json!({ "query": "ferry runbook" }));
    let event = payload(&site, searched.events[0]);
    assert_eq!(
        (&event["query"], &event["results"], &event["accountType"]),
        (&json!("ferry runbook"), &json!(2), &json!("atlassian"))
    );
}

#[test]
fn only_some_kinds_tell_of_everything() {
    let directory = Directory::new();
    let mut site = directory.open();
    for (kind, told) in [
        ("blogpost", "created:blogpost updated:blogpost trashed:blogpost"),
        ("whiteboard", "created:whiteboard moved:whiteboard"),
        ("database", "created:database moved:database"),
        ("folder", "created:folder moved:folder"),
        ("embed", "created:embed moved:embed"),
        ("custom_content", "created:custom_content updated:custom_content trashed:custom_content"),
    ] {
        let made = wiki(&mut site, 4, "create", json!({ "kind": kind, "space": "DOCS", "title": kind }));
        let id = made.made.clone();
        let edited = wiki(&mut site, 4, "edit", json!({ "content": id, "title": format!("{kind} 2") }));
        let moved = match act(&mut site, 4, asked("move", json!({ "content": id, "space": "ENG" }))) {
            Ok(moved) => moved,
            Err(refused) => {
                assert_eq!((kind, refused.code()), ("blogpost", "not-allowed"));
                Acted { events: Vec::new(), issue: None, made: None }
            }
        };
        let trashed = wiki(&mut site, 4, "trash", json!({ "content": id }));
        let all: Vec<String> =
            [&made, &edited, &moved, &trashed].iter().flat_map(|acted| names(&site, acted)).collect();
        assert_eq!(all.join(" "), told);
        let number = payload(&site, made.events[0])["content"]["id"].is_number();
        assert_eq!(number, kind == "custom_content");
    }
}

#[test]
fn visitors_who_are_not_logged_in_have_no_id() {
    let directory = Directory::new();
    let mut site = directory.open();
    let id = page(&mut site, "Prices");
    let visit = |site: &mut Site, what: &str, more: Value| {
        let act: Act = serde_json::from_value(asked(what, more)).unwrap();
        site.act(NOW, "anonymous", act)
    };
    let view = json!({ "page": id });
    assert_eq!(visit(&mut site, "view", view.clone()).unwrap_err().code(), "missing");
    for (operation, target) in [("read", "space"), ("create", "comment")] {
        let more = json!({ "space": "DOCS", "anonymous": true, "operation": operation, "target": target });
        wiki(&mut site, 3, "grant", more);
    }
    let seen = visit(&mut site, "view", view.clone()).unwrap();
    let said = visit(&mut site, "comment", json!({ "page": id, "text": "How much?" })).unwrap();
    for number in [seen.events[0], said.events[0]] {
        assert!(payload(&site, number).get("atlassianId").is_none());
    }
    assert_eq!(payload(&site, said.events[0])["content"]["version"]["by"], Value::Null);
    assert_eq!(
        visit(&mut site, "edit", json!({ "page": id, "body": "X" })).unwrap_err().code(),
        "not-allowed"
    );
    assert_eq!(visit(&mut site, "like", view).unwrap_err().code(), "not-allowed");
    let all = bodies(&site);
    drop(site);
    assert_eq!(bodies(&directory.open()), all);
}

#[test]
fn accounts_and_groups_come_and_go_by_nobody_and_members_are_in_the_audit_log_only() {
    let directory = Directory::new();
    let mut site = directory.open();
    let before = site.last();
    let group = |change: &str, member: Value| json!({ "do": "group", "change": change, "group": "guests", "member": member });
    let user =
        |change: &str| json!({ "do": "user", "change": change, "user": "712020:guest", "name": "Gus Guest" });
    for what in [
        group("create", Value::Null),
        user("create"),
        group("add", json!("712020:guest")),
        user("deactivate"),
        group("remove", json!("712020:guest")),
        user("delete"),
        group("delete", Value::Null),
    ] {
        act(&mut site, 1, what).unwrap();
    }
    let told = (before + 1..=site.last()).map(|number| payload(&site, number));
    let told: Vec<Value> = told.filter(|event| event.get("timestamp").is_none()).collect();
    let names: Vec<&str> = told.iter().map(|event| event["eventType"].as_str().unwrap()).collect();
    let expected = ["created:group", "created:user", "deleted:user", "deleted:group"];
    assert_eq!(names, expected.map(|name| format!("avi:confluence:{name}")));
    assert!(told.iter().all(|event| event.get("atlassianId").is_none()));
    assert_eq!(told[1]["user"]["displayName"], "712020:guest");
    let summaries: Vec<(&str, bool)> =
        site.world().wiki.audit.iter().map(|record| (record.summary, record.author.is_some())).collect();
    let expected = [
        ("Group created", true),
        ("User created", false),
        ("User added to group", true),
        ("User deactivated", false),
        ("User details updated", false),
        ("User removed from group", true),
        ("User deleted", false),
        ("Group deleted", true),
    ];
    assert!(summaries.ends_with(&expected), "{summaries:?}");
}

#[test]
fn an_emptied_trash_is_told_by_the_audit_log_only() {
    let directory = Directory::new();
    let mut site = directory.open();
    let id = page(&mut site, "Rubbish");
    wiki(&mut site, 4, "trash", json!({ "page": id }));
    assert_eq!(refused(&mut site, 4, "empty-trash", json!({ "space": "DOCS" })), "not-allowed");
    assert_eq!(wiki(&mut site, 3, "empty-trash", json!({ "space": "DOCS" })).events, Vec::<u64>::new());
    assert!(site.world().wiki.content(&id).is_none());
    assert_eq!(site.world().wiki.audit.last().unwrap().summary, "Trash emptied");
    assert_eq!(refused(&mut site, 3, "empty-trash", json!({ "space": "DOCS" })), "no-change");
}
