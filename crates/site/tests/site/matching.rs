//! `POST /rest/api/3/jql/match`.

use crate::asking::Served;
use crate::setting::{account, act, new_issue};
use serde_json::{Value, json};

const PATH: &str = "POST /rest/api/3/jql/match";

/// Which of the issues match, for account 4.
async fn matched(site: &Served, ids: &[u64], jqls: &[&str]) -> Value {
    let headers = format!("x-as: user\r\nx-account: {}\r\n", account(4));
    let body = json!({ "issueIds": ids, "jqls": jqls }).to_string();
    let (status, answer) = site.ask(PATH, &headers, &body).await;
    assert_eq!(status, 200, "{answer}");
    answer["matches"].clone()
}

/// A bug of account 4: taken by 4, moved to In Review by 2, given a version, commented on.
fn worked_on(site: &Served) -> u64 {
    let mut site = site.site.write();
    let key = new_issue(&mut site);
    let mut does = |by: u8, mut what: Value| {
        what["issue"] = json!(key);
        act(&mut site, by, what).unwrap();
    };
    does(4, json!({ "do": "assign", "to": account(4) }));
    does(4, json!({ "do": "transition", "transition": "Start work" }));
    does(2, json!({ "do": "transition", "transition": "Ask for review" }));
    does(2, json!({ "do": "edit", "field": "fixVersions", "value": ["4.9.0", "5.0.0"] }));
    does(2, json!({ "do": "edit", "field": "fixVersions", "value": ["5.0.0"] }));
    does(4, json!({ "do": "assign", "to": account(2) }));
    does(1, json!({ "do": "comment", "text": "Refund was sent twice" }));
    site.world().issue(site.world().find_issue(&key).unwrap()).unwrap().id.parse().unwrap()
}

#[tokio::test]
async fn an_issue_matches_as_it_is_now() {
    let site = Served::new().await;
    let id = worked_on(&site);
    let yes = [
        "project IS NOT EMPTY",
        "project = PAY AND status = \"In Review\" AND type = bug",
        "assignee = \"Mateo Quintana\" AND reporter = currentUser()",
        "fixVersion = 5.0.0 AND fixVersion != 4.9.0",
        "fixVersion IN unreleasedVersions(PAY)",
        "fixVersion IN unreleasedVersions() AND fixVersion NOT IN releasedVersions()",
        "resolution IS EMPTY",
        "resolution = Unresolved",
        "statusCategory = \"In Progress\"",
        "category = Product",
        "assignee IN membersOf(payments-team)",
        "created <= now() AND created > -3000d",
        "resolved IS EMPTY AND due IS EMPTY",
        "comment ~ refund",
        "NOT description ~ refund OR description IS EMPTY",
        "text ~ refund ORDER BY created",
        "issuekey IS NOT EMPTY AND priority >= Low",
        "",
    ];
    let no = [
        "project = WEB",
        "assignee != \"Mateo Quintana\"",
        "resolution != Done",
        "NOT resolution = Done",
        "resolved < now()",
        "NOT resolved < now()",
        "comment !~ refund",
        "created < \"2020-01-01\"",
        "assignee IN membersOf(website-team)",
        "resolution IS NOT EMPTY",
    ];
    for (jql, expected) in
        yes.iter().map(|jql| (jql, json!([id]))).chain(no.iter().map(|jql| (jql, json!([]))))
    {
        let answer = matched(&site, &[id], &[jql]).await;
        assert_eq!(answer[0], json!({ "matchedIssues": expected, "errors": [] }), "{jql}");
    }
}

#[tokio::test]
async fn history_is_the_whole_history() {
    let site = Served::new().await;
    let id = worked_on(&site);
    let yes = [
        "status WAS \"To Do\"",
        "status WAS \"In Progress\" BY \"Tomasz Wilk\"",
        "status WAS \"To Do\" BY \"Tomasz Wilk\"",
        "status WAS NOT Done",
        "status WAS NOT IN (Done, Blocked)",
        "status CHANGED FROM \"In Progress\" TO \"In Review\" BY \"Mateo Quintana\"",
        "status CHANGED AFTER -3000d BEFORE \"2099-01-01\"",
        "NOT status CHANGED TO Done",
        "assignee WAS \"Tomasz Wilk\"",
        "assignee WAS EMPTY",
        "assignee CHANGED FROM \"Tomasz Wilk\" TO \"Mateo Quintana\"",
        "assignee WAS currentUser()",
        "fixVersion WAS 4.9.0",
        "fixVersion WAS EMPTY",
        "fixVersion CHANGED FROM 4.9.0",
        "resolution WAS EMPTY",
        "reporter WAS \"Tomasz Wilk\"",
        "priority WAS NOT Highest OR priority = Highest",
    ];
    let no = [
        "status WAS Done",
        "status WAS \"In Review\" BY \"Tomasz Wilk\"",
        "status WAS \"To Do\" BEFORE \"2020-01-01\"",
        "status WAS NOT \"To Do\"",
        "status CHANGED FROM \"To Do\" TO \"In Review\"",
        "status CHANGED BEFORE \"2020-01-01\"",
        "NOT status CHANGED",
        "assignee WAS \"Priya Raman\"",
        "reporter CHANGED",
        "resolution CHANGED",
        "fixVersion WAS 4.8.1",
    ];
    for (jql, expected) in
        yes.iter().map(|jql| (jql, json!([id]))).chain(no.iter().map(|jql| (jql, json!([]))))
    {
        let answer = matched(&site, &[id], &[jql]).await;
        assert_eq!(answer[0], json!({ "matchedIssues": expected, "errors": [] }), "{jql}");
    }
}

#[tokio::test]
async fn logins_are_times() {
    let site = Served::new().await;
    // The site of the tests has stood still for longer than a day.
    let id = worked_on(&site);
    let yes = [
        "status WAS \"In Review\" AFTER lastLogin()",
        "status WAS \"To Do\" BEFORE lastLogin()",
        "status WAS NOT \"To Do\" AFTER lastLogin()",
        "status WAS \"In Progress\" BY \"Tomasz Wilk\" DURING (\"2020-01-01\", lastLogin())",
        "status CHANGED TO \"In Review\" BEFORE LASTLOGIN()",
        "updated < lastLogin() AND created <= currentLogin()",
    ];
    let no = [
        "status WAS \"To Do\" AFTER lastLogin()",
        "status WAS NOT \"In Review\" AFTER currentLogin()",
        "status WAS Done BEFORE lastLogin()",
        "status CHANGED AFTER lastLogin()",
        "updated > lastLogin()",
    ];
    for (jql, expected) in
        yes.iter().map(|jql| (jql, json!([id]))).chain(no.iter().map(|jql| (jql, json!([]))))
    {
        let answer = matched(&site, &[id], &[jql]).await;
        assert_eq!(answer[0], json!({ "matchedIssues": expected, "errors": [] }), "{jql}");
    }
}

#[tokio::test]
async fn what_cannot_be_answered_is_told_beside_what_can() {
    let site = Served::new().await;
    let id = worked_on(&site);
    let cases = [
        ("actor = currentUser()", "Field 'actor' does not exist or you do not have permission to view it."),
        (
            "sprint IN openSprints()",
            "Field 'sprint' does not exist or you do not have permission to view it.",
        ),
        ("cf[10010] = 3", "Field 'cf[10010]' does not exist or you do not have permission to view it."),
        ("issue IN linkedIssues(PAY-1)", "Unable to find JQL function 'linkedIssues()'."),
        ("labels CHANGED", "History searches do not support the 'labels' field."),
        ("created > yesterday", "Date value 'yesterday' for field 'created' is invalid."),
        ("summary = x", "The operator '=' is not supported by the 'summary' field."),
        ("project = ", "Error in the JQL Query: "),
    ];
    let mut jqls: Vec<&str> = cases.iter().map(|case| case.0).collect();
    jqls.push("project = PAY");
    let answer = matched(&site, &[id], &jqls).await;
    for (place, (jql, message)) in cases.iter().enumerate() {
        assert_eq!(answer[place]["matchedIssues"], json!([]), "{jql}");
        let told = answer[place]["errors"][0].as_str().unwrap_or_else(|| panic!("{jql}: {answer}"));
        assert!(told.starts_with(message), "{jql}: {told}");
    }
    assert_eq!(answer[cases.len()], json!({ "matchedIssues": [id], "errors": [] }));
}

#[tokio::test]
async fn who_sees_no_issue_and_issues_that_are_gone() {
    let site = Served::new().await;
    let id = worked_on(&site);
    assert_eq!(matched(&site, &[id, 4_711], &[""]).await[0]["matchedIssues"], json!([id]));
    let customer = site.site.read().world().organizations[0].members[0].clone();
    let body = json!({ "issueIds": [id], "jqls": ["project IS NOT EMPTY"] }).to_string();
    for headers in [format!("x-as: user\r\nx-account: {customer}\r\n"), String::new()] {
        let (status, answer) = site.ask(PATH, &headers, &body).await;
        assert_eq!((status, &answer["matches"][0]["matchedIssues"]), (200, &json!([])));
    }
    let key = {
        let site = site.site.read();
        let world = site.world();
        world.issue(world.find_issue(&id.to_string()).unwrap()).unwrap().key.clone()
    };
    act(&mut site.site.write(), 1, json!({ "do": "delete", "issue": key })).unwrap();
    assert_eq!(matched(&site, &[id], &["project IS NOT EMPTY"]).await[0]["matchedIssues"], json!([]));
}

#[tokio::test]
async fn at_most_a_thousand_issues() {
    let site = Served::new().await;
    let ask = |ids: Vec<u64>, jqls: Value| json!({ "issueIds": ids, "jqls": jqls }).to_string();
    for (body, expected) in [
        (ask((1..=1_000).collect(), json!([""])), 200),
        (ask((1..=1_001).collect(), json!([""])), 400),
        (ask(Vec::new(), json!([""])), 400),
        (ask(vec![1], json!([])), 400),
        (json!({ "issueIds": ["PAY-1"], "jqls": [""] }).to_string(), 400),
    ] {
        let headers = format!("x-as: user\r\nx-account: {}\r\n", account(4));
        assert_eq!(site.ask(PATH, &headers, &body).await.0, expected);
    }
}
