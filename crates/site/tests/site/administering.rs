//! What administrators do: the product event, or none, and the record of Jira's own audit log.

use crate::setting::{Directory, account, act, payload};
use activity_site::Site;
use activity_site::model::AuditRecord;
use serde_json::{Value, json};

/// Does something as the site admin; the payloads of what Jira emitted.
fn done(site: &mut Site, what: &Value) -> Vec<Value> {
    let acted = act(site, 1, what.clone());
    let acted = acted.unwrap_or_else(|refused| panic!("{what}: {refused}"));
    let all = acted.events.iter().map(|number| payload(site, *number));
    all.filter(|event| !event["eventType"].as_str().unwrap().starts_with("avi:confluence:")).collect()
}

fn record(site: &Site) -> &AuditRecord {
    site.world().setup.audit.last().unwrap()
}

/// Summary, category, kind and name of the object of the newest record.
fn told(site: &Site) -> (String, String, String, String) {
    let record = record(site);
    let object = &record.object;
    (record.summary.clone(), record.category.clone(), object.kind.clone(), object.name.clone())
}

fn is(site: &Site, expected: (&str, &str, &str, &str)) {
    let (summary, category, kind, name) = told(site);
    assert_eq!((summary.as_str(), category.as_str(), kind.as_str(), name.as_str()), expected);
}

fn changes(site: &Site) -> Vec<(&str, Option<&str>, Option<&str>)> {
    let all = &record(site).changes;
    all.iter().map(|one| (one.field.as_str(), one.from.as_deref(), one.to.as_deref())).collect()
}

#[test]
fn every_event_has_the_documented_name_actor_and_members() {
    let directory = Directory::new();
    let mut site = directory.open();
    // What is done, the event, whether it says who did it, and a pointer that must be there.
    let cases = [
        (
            json!({ "do": "project", "change": "create", "project": "LAB", "name": "Laboratory" }),
            "jira:created:project",
            false,
            "/project/key",
        ),
        (
            json!({ "do": "project", "change": "update", "project": "LAB", "name": "Labs" }),
            "jira:updated:project",
            false,
            "/project/name",
        ),
        (
            json!({ "do": "project", "change": "archive", "project": "LAB" }),
            "jira:archived:project",
            false,
            "/project/id",
        ),
        (
            json!({ "do": "project", "change": "unarchive", "project": "LAB" }),
            "jira:unarchived:project",
            false,
            "/project/id",
        ),
        (
            json!({ "do": "project", "change": "trash", "project": "LAB" }),
            "jira:softdeleted:project",
            false,
            "/project/id",
        ),
        (
            json!({ "do": "project", "change": "restore", "project": "LAB" }),
            "jira:restored:project",
            false,
            "/project/id",
        ),
        (
            json!({ "do": "version", "change": "create", "project": "LAB", "name": "1.0" }),
            "jira:created:version",
            true,
            "/version/projectId",
        ),
        (
            json!({ "do": "version", "change": "create", "project": "LAB", "name": "1.1" }),
            "jira:created:version",
            true,
            "/version/id",
        ),
        (
            json!({ "do": "version", "change": "update", "project": "LAB", "version": "1.0", "description": "First" }),
            "jira:updated:version",
            true,
            "/version/description",
        ),
        (
            json!({ "do": "version", "change": "release", "project": "LAB", "version": "1.0" }),
            "jira:released:version",
            true,
            "/version/released",
        ),
        (
            json!({ "do": "version", "change": "unrelease", "project": "LAB", "version": "1.0" }),
            "jira:unreleased:version",
            true,
            "/version/released",
        ),
        (
            json!({ "do": "version", "change": "archive", "project": "LAB", "version": "1.0" }),
            "jira:archived:version",
            true,
            "/version/archived",
        ),
        (
            json!({ "do": "version", "change": "unarchive", "project": "LAB", "version": "1.0" }),
            "jira:unarchived:version",
            true,
            "/version/archived",
        ),
        (
            json!({ "do": "version", "change": "move", "project": "LAB", "version": "1.0" }),
            "jira:moved:version",
            true,
            "/version/name",
        ),
        (
            json!({ "do": "version", "change": "merge", "project": "LAB", "version": "1.0", "into": "1.1" }),
            "jira:merged:version",
            true,
            "/mergedVersion/name",
        ),
        (
            json!({ "do": "version", "change": "delete", "project": "LAB", "version": "1.1" }),
            "jira:deleted:version",
            true,
            "/customFieldReplacements",
        ),
        (
            json!({ "do": "component", "change": "create", "project": "LAB", "name": "Probes", "lead": account(4) }),
            "jira:created:component",
            true,
            "/component/lead/accountId",
        ),
        (
            json!({ "do": "component", "change": "update", "project": "LAB", "component": "Probes", "description": "All of them" }),
            "jira:updated:component",
            true,
            "/component/description",
        ),
        (
            json!({ "do": "component", "change": "delete", "project": "LAB", "component": "Probes" }),
            "jira:deleted:component",
            true,
            "/component/project",
        ),
        (
            json!({ "do": "project", "change": "delete", "project": "LAB" }),
            "jira:deleted:project",
            false,
            "/project/key",
        ),
        (
            json!({ "do": "user", "change": "create", "user": "712020:new", "name": "Nia New" }),
            "jira:created:user",
            false,
            "/user/groups/size",
        ),
        (
            json!({ "do": "user", "change": "update", "user": "712020:new", "name": "Nia Newer" }),
            "jira:updated:user",
            false,
            "/user/displayName",
        ),
        (
            json!({ "do": "user", "change": "deactivate", "user": "712020:new" }),
            "jira:updated:user",
            false,
            "/user/active",
        ),
        (
            json!({ "do": "user", "change": "reactivate", "user": "712020:new" }),
            "jira:updated:user",
            false,
            "/user/active",
        ),
        (
            json!({ "do": "user", "change": "delete", "user": "712020:new" }),
            "jira:deleted:user",
            false,
            "/user/accountId",
        ),
        (
            json!({ "do": "field", "change": "create", "field": "Mood" }),
            "jira:created:field",
            false,
            "/typeName",
        ),
        (
            json!({ "do": "field", "change": "update", "field": "Mood", "description": "How it is" }),
            "jira:updated:field",
            false,
            "/key",
        ),
        (json!({ "do": "field", "change": "trash", "field": "Mood" }), "jira:trashed:field", false, "/id"),
        (json!({ "do": "field", "change": "restore", "field": "Mood" }), "jira:restored:field", false, "/id"),
        (
            json!({ "do": "field", "change": "create-context", "field": "Mood", "context": "Pay", "projects": ["10000"] }),
            "jira:created:field:context",
            false,
            "/projectIds/0",
        ),
        (
            json!({ "do": "field", "change": "update-context", "field": "Mood", "context": "Pay", "issueTypes": ["10002"] }),
            "jira:updated:field:context",
            false,
            "/issueTypeIds/0",
        ),
        (
            json!({ "do": "field", "change": "configure", "field": "Mood", "context": "Pay" }),
            "jira:updated:field:context:configuration",
            false,
            "/configuration",
        ),
        (
            json!({ "do": "field", "change": "delete-context", "field": "Mood", "context": "Pay" }),
            "jira:deleted:field:context",
            false,
            "/fieldKey",
        ),
        (json!({ "do": "field", "change": "delete", "field": "Mood" }), "jira:deleted:field", false, "/name"),
        (
            json!({ "do": "issue-type", "change": "create", "name": "Spike" }),
            "jira:created:issuetype",
            true,
            "/issueType/subtask",
        ),
        (
            json!({ "do": "issue-type", "change": "update", "name": "Spike", "description": "Try" }),
            "jira:updated:issuetype",
            true,
            "/issueType/description",
        ),
        (
            json!({ "do": "issue-type", "change": "delete", "name": "Spike" }),
            "jira:deleted:issuetype",
            true,
            "/issueType/id",
        ),
        (
            json!({ "do": "filter", "change": "create", "filter": "Mine", "jql": "assignee = currentUser()" }),
            "jira:created:filter",
            true,
            "/filter/owner/accountId",
        ),
        (
            json!({ "do": "filter", "change": "update", "filter": "Mine", "jql": "project = PAY" }),
            "jira:updated:filter",
            true,
            "/filter/jql",
        ),
        (
            json!({ "do": "filter", "change": "delete", "filter": "Mine" }),
            "jira:deleted:filter",
            true,
            "/filter/id",
        ),
        (
            json!({ "do": "board", "change": "create", "board": "Night shift", "project": "PAY", "type": "kanban" }),
            "jira-software:created:board",
            true,
            "/board/type",
        ),
        (
            json!({ "do": "board", "change": "update", "board": "Night shift", "name": "Late shift" }),
            "jira-software:updated:board",
            true,
            "/board/name",
        ),
        (
            json!({ "do": "board", "change": "configure", "board": "Late shift", "columns": ["To Do", "Waiting", "Done"] }),
            "jira-software:configuration-changed:board",
            true,
            "/configuration/columnConfig/columns/1/name",
        ),
        (
            json!({ "do": "board", "change": "delete", "board": "Late shift" }),
            "jira-software:deleted:board",
            true,
            "/board/id",
        ),
        (
            json!({ "do": "sprint", "change": "create", "sprint": "Sprint 1", "board": "PAY board" }),
            "jira-software:created:sprint",
            true,
            "/sprint/originBoardId",
        ),
        (
            json!({ "do": "sprint", "change": "start", "sprint": "Sprint 1" }),
            "jira-software:started:sprint",
            true,
            "/sprint/startDate",
        ),
        (
            json!({ "do": "sprint", "change": "update", "sprint": "Sprint 1", "goal": "All green" }),
            "jira-software:updated:sprint",
            true,
            "/oldValue/goal",
        ),
        (
            json!({ "do": "sprint", "change": "close", "sprint": "Sprint 1" }),
            "jira-software:closed:sprint",
            true,
            "/sprint/completeDate",
        ),
        (
            json!({ "do": "sprint", "change": "delete", "sprint": "Sprint 1" }),
            "jira-software:deleted:sprint",
            true,
            "/sprint/id",
        ),
        (
            json!({ "do": "feature", "feature": "voting", "on": false }),
            "jira:changed:configuration",
            true,
            "/property/value",
        ),
        (
            json!({ "do": "feature", "feature": "time-tracking", "on": true, "provider": "some.app__tracker" }),
            "jira:timetracking:provider:changed",
            false,
            "/property/value",
        ),
    ];
    for (what, name, says_who, pointer) in cases {
        let events = done(&mut site, &what);
        assert_eq!(events.len(), 1, "{what}");
        let event = &events[0];
        assert_eq!(event["eventType"], format!("avi:{name}"), "{what}");
        let who = event.get("atlassianId").and_then(Value::as_str);
        assert_eq!(who, says_who.then(|| account(1)).as_deref(), "{what}");
        assert!(event.pointer(pointer).is_some_and(|value| !value.is_null()), "{what}: {event}");
        assert!(event["timestamp"].is_string(), "{what}");
    }
}

#[test]
fn request_types_have_an_envelope_of_their_own_and_may_be_untold() {
    let directory = Directory::new();
    let mut site = directory.open();
    let create = json!({ "do": "request-type", "change": "create", "name": "Lost badge", "project": "OPS" });
    let events = done(&mut site, &create);
    assert_eq!(events[0]["eventType"], "avi:jsm-entity:created:request-type");
    assert_eq!((&events[0]["entityType"], &events[0]["sequenceNumber"]), (&json!("request-type"), &json!(1)));
    assert!(events[0].get("timestamp").is_none() && events[0].get("atlassianId").is_none());
    site.switch(crate::setting::NOW, &json!({ "requestTypeEvents": false })).unwrap();
    let update = json!({ "do": "request-type", "change": "update", "name": "Lost badge", "rename": "Badge" });
    assert!(done(&mut site, &update).is_empty());
    let elsewhere = json!({ "do": "request-type", "change": "create", "name": "x", "project": "PAY" });
    assert_eq!(act(&mut site, 1, elsewhere).unwrap_err().code(), "bad-value");
}

#[test]
fn groups_workflows_schemes_and_roles_are_in_the_audit_log_only() {
    let directory = Directory::new();
    let mut site = directory.open();
    let before = site.last();
    done(&mut site, &json!({ "do": "group", "change": "create", "group": "contractors" }));
    is(&site, ("Group created", "group management", "GROUP", "contractors"));
    done(&mut site, &json!({ "do": "group", "change": "add", "group": "contractors", "member": account(4) }));
    is(&site, ("User added to group", "group management", "GROUP", "contractors"));
    assert_eq!(record(&site).associated[0].id.as_deref(), Some(account(4).as_str()));
    assert_eq!(record(&site).author.as_deref(), Some(account(1).as_str()));
    done(
        &mut site,
        &json!({ "do": "group", "change": "remove", "group": "contractors", "member": account(4) }),
    );
    is(&site, ("User removed from group", "group management", "GROUP", "contractors"));
    done(&mut site, &json!({ "do": "group", "change": "delete", "group": "contractors" }));
    is(&site, ("Group deleted", "group management", "GROUP", "contractors"));

    let way = json!({ "name": "Escalate", "from": ["To Do"], "to": "Blocked" });
    done(
        &mut site,
        &json!({ "do": "workflow", "change": "update", "workflow": "Development workflow", "addTransition": way }),
    );
    is(&site, ("Workflow updated", "workflows", "WORKFLOW", "Development workflow"));
    assert_eq!(changes(&site), [("Transition", None, Some("Escalate (To Do -> Blocked)"))]);
    let grant = json!({ "do": "permission-scheme", "change": "grant", "scheme": "Default Permission Scheme", "permission": "DELETE_ISSUES", "group": "engineering" });
    done(&mut site, &grant);
    is(&site, ("Permission scheme updated", "permissions", "SCHEME", "Default Permission Scheme"));
    let granted = [
        ("Permission", None, Some("Delete Issues")),
        ("Type", None, Some("Group")),
        ("Value", None, Some("engineering")),
    ];
    assert_eq!(changes(&site), granted);
    assert_eq!(act(&mut site, 1, grant).unwrap_err().code(), "no-change");
    let revoke = json!({ "do": "permission-scheme", "change": "revoke", "scheme": "0", "permission": "DELETE_ISSUES", "group": "engineering" });
    done(&mut site, &revoke);
    assert_eq!(changes(&site)[2], ("Value", Some("engineering"), None));
    done(&mut site, &json!({ "do": "permission-scheme", "change": "create", "scheme": "Strict" }));
    let records = site.world().setup.audit.len();
    done(
        &mut site,
        &json!({ "do": "permission-scheme", "change": "assign", "scheme": "Strict", "project": "PAY" }),
    );
    is(&site, ("Permission scheme added to project", "permissions", "SCHEME", "Strict"));
    assert_eq!(site.world().setup.audit[records].summary, "Permission scheme removed from project");
    let used = json!({ "do": "permission-scheme", "change": "delete", "scheme": "Strict" });
    assert_eq!(act(&mut site, 1, used).unwrap_err().code(), "bad-value");

    done(
        &mut site,
        &json!({ "do": "role", "change": "add", "role": "Member", "project": "PAY", "member": account(4) }),
    );
    is(&site, ("Project roles changed", "projects", "PROJECT", "Payments"));
    assert_eq!(changes(&site), [("Users", None, Some("Tomasz Wilk"))]);
    done(
        &mut site,
        &json!({ "do": "notification-scheme", "change": "update", "scheme": "Default Notification Scheme", "event": "Issue moved", "notify": "ProjectLead" }),
    );
    is(&site, ("Notification scheme updated", "notifications", "SCHEME", "Default Notification Scheme"));
    done(
        &mut site,
        &json!({ "do": "security-scheme", "change": "create", "scheme": "Board only", "level": "Board" }),
    );
    is(&site, ("Issue security scheme created", "permissions", "SCHEME", "Board only"));
    done(&mut site, &json!({ "do": "other", "kind": "screen", "change": "create", "name": "Bug screen" }));
    is(&site, ("Screen created", "fields", "SCREEN", "Bug screen"));
    done(&mut site, &json!({ "do": "feature", "feature": "attachments", "on": false }));
    is(&site, ("Global settings updated", "system", "GLOBAL_SETTINGS", "Attachments"));
    // Confluence tells of the group, but not of its members.
    let told: Vec<Value> =
        (before + 1..=site.last()).map(|number| payload(&site, number)["eventType"].clone()).collect();
    assert_eq!(told, ["avi:confluence:created:group", "avi:confluence:deleted:group"]);
}

#[test]
fn only_administrators_administer_and_a_refusal_leaves_nothing() {
    let directory = Directory::new();
    let mut site = directory.open();
    let records = site.world().setup.audit.len();
    let for_site_admins = [
        json!({ "do": "project", "change": "create", "project": "LAB" }),
        json!({ "do": "project", "change": "trash", "project": "PAY" }),
        json!({ "do": "user", "change": "deactivate", "user": account(3) }),
        json!({ "do": "group", "change": "add", "group": "jira-administrators", "member": account(2) }),
        json!({ "do": "workflow", "change": "update", "workflow": "Development workflow", "description": "x" }),
        json!({ "do": "permission-scheme", "change": "create", "scheme": "Mine" }),
        json!({ "do": "feature", "feature": "voting", "on": false }),
        json!({ "do": "field", "change": "create", "field": "Mood" }),
        json!({ "do": "issue-type", "change": "create", "name": "Spike" }),
    ];
    for what in for_site_admins {
        let refused = act(&mut site, 2, what.clone()).unwrap_err();
        assert_eq!(refused.code(), "not-allowed", "{what}");
    }
    let version =
        |project: &str| json!({ "do": "version", "change": "create", "project": project, "name": "9" });
    assert_eq!(act(&mut site, 2, version("WEB")).unwrap_err().code(), "not-allowed");
    assert_eq!(site.world().setup.audit.len(), records);
    act(&mut site, 2, version("PAY")).unwrap();
    let add = |role: &str| json!({ "do": "role", "change": "add", "role": role, "project": "PAY", "member": account(4) });
    act(&mut site, 2, add("Administrators")).unwrap();
    let delete = json!({ "do": "version", "change": "delete", "project": "PAY", "version": "9" });
    act(&mut site, 4, delete).expect("who got the role administers the project");
    let group =
        json!({ "do": "group", "change": "add", "group": "jira-administrators", "member": account(3) });
    act(&mut site, 1, group).unwrap();
    let feature = json!({ "do": "feature", "feature": "voting", "on": false });
    act(&mut site, 3, feature).expect("who got into the group administers the site");
}

#[test]
fn what_goes_with_its_project_or_issue_is_not_told() {
    let directory = Directory::new();
    let mut site = directory.open();
    let count = |site: &Site| site.world().issues().filter(|issue| issue.project == "MOB").count();
    let (all, issue) =
        (count(&site), site.world().issues().find(|issue| issue.project == "MOB").unwrap().key.clone());
    assert!(all > 20);
    assert_eq!(done(&mut site, &json!({ "do": "project", "change": "trash", "project": "MOB" })).len(), 1);
    assert_eq!((count(&site), site.world().find_issue(&issue)), (0, None));
    let comment = json!({ "do": "comment", "issue": issue, "text": "Where is it?" });
    assert_eq!(act(&mut site, 4, comment.clone()).unwrap_err().code(), "no-issue");
    done(&mut site, &json!({ "do": "project", "change": "restore", "project": "MOB" }));
    assert_eq!(count(&site), all);
    act(&mut site, 4, comment.clone()).unwrap();
    done(&mut site, &json!({ "do": "project", "change": "archive", "project": "MOB" }));
    assert_eq!(act(&mut site, 4, comment).unwrap_err().code(), "no-issue");
    assert_eq!(done(&mut site, &json!({ "do": "project", "change": "delete", "project": "MOB" })).len(), 1);
    assert_eq!(count(&site), 0);
    assert!(site.world().project("MOB").is_none() && site.world().project("HR").is_some());
}

#[test]
fn deactivating_may_be_untold_and_survives_a_restart() {
    let directory = Directory::new();
    let mut site = directory.open();
    let told = done(&mut site, &json!({ "do": "user", "change": "deactivate", "user": account(4) }));
    assert_eq!(told[0]["user"]["active"], false);
    is(&site, ("User updated", "user management", "USER", "Tomasz Wilk"));
    assert_eq!(changes(&site), [("Active / Inactive", Some("Active"), Some("Inactive"))]);
    site.switch(crate::setting::NOW, &json!({ "deactivationEvent": false })).unwrap();
    assert!(done(&mut site, &json!({ "do": "user", "change": "reactivate", "user": account(4) })).is_empty());
    assert!(site.switch(crate::setting::NOW, &json!({ "deactivation": false })).is_err(), "no such switch");
    let (last, records) = (site.last(), site.world().setup.audit.clone());
    drop(site);
    let site = directory.open();
    assert_eq!((site.last(), &site.world().setup.audit), (last, &records));
    assert!(!site.world().setup.switches.deactivation_event);
}

#[test]
fn versions_that_go_change_the_issues_that_had_them() {
    let directory = Directory::new();
    let mut site = directory.open();
    let key = crate::setting::new_issue(&mut site);
    done(&mut site, &json!({ "do": "version", "change": "create", "project": "PAY", "name": "6.0" }));
    done(&mut site, &json!({ "do": "version", "change": "create", "project": "PAY", "name": "6.1" }));
    done(&mut site, &json!({ "do": "edit", "issue": key, "field": "fixVersions", "value": ["6.0"] }));
    let events = done(
        &mut site,
        &json!({ "do": "version", "change": "merge", "project": "PAY", "version": "6.0", "into": "6.1" }),
    );
    assert_eq!((events.len(), &events[1]["eventType"]), (2, &json!("avi:jira:updated:issue")));
    assert_eq!(events[1]["changelog"]["items"][1]["toString"], "6.1");
}

#[test]
fn many_issues_edited_at_once_give_an_event_each() {
    let directory = Directory::new();
    let mut site = directory.open();
    let count = site.world().issues().filter(|issue| issue.project == "PAY").count();
    let edit = json!({ "do": "bulk-edit", "project": "PAY", "fields": { "labels": ["year-end"] } });
    let events = done(&mut site, &edit);
    assert_eq!(events.len(), count);
    assert!(events.iter().all(|event| event["timestamp"] == events[0]["timestamp"]));
    assert_eq!(act(&mut site, 1, edit).unwrap_err().code(), "no-change");
    let bad = json!({ "do": "bulk-edit", "project": "PAY", "fields": { "priority": "Urgent" } });
    assert_eq!(act(&mut site, 1, bad).unwrap_err().code(), "not-offered");
}

#[test]
fn looking_at_an_issue_says_who() {
    let directory = Directory::new();
    let mut site = directory.open();
    let key = crate::setting::new_issue(&mut site);
    let events = done(&mut site, &json!({ "do": "view", "issue": key }));
    assert_eq!(events[0]["eventType"], "avi:jira:viewed:issue");
    assert_eq!(
        (&events[0]["user"]["accountId"], &events[0]["atlassianId"]),
        (&json!(account(1)), &json!(account(1)))
    );
}
