//! Searching for issues page by page, and looking up what is set up.

use crate::asking::Served;
use crate::setting::{account, act, new_issue};
use serde_json::{Value, json};
use std::collections::BTreeSet;

async fn search(site: &Served, body: &Value) -> (u16, Value) {
    site.ask("POST /rest/api/3/search/jql", "x-as: app\r\n", &body.to_string()).await
}

async fn look(site: &Served, path: &str) -> Value {
    let (status, answer) = site.ask(&format!("GET {path}"), "x-as: app\r\n", "").await;
    assert_eq!(status, 200, "{path}: {answer}");
    answer
}

/// Does something as the site admin.
fn done(site: &Served, what: Value) {
    act(&mut site.site.write(), 1, what).unwrap();
}

#[tokio::test]
async fn pages_give_every_issue_once_and_the_last_has_no_token() {
    let site = Served::new().await;
    let expected: BTreeSet<String> = site
        .site
        .read()
        .world()
        .issues()
        .filter(|issue| issue.project == "PAY")
        .map(|issue| issue.id.clone())
        .collect();
    let mut body =
        json!({ "jql": "project = PAY ORDER BY created ASC", "fields": ["created"], "maxResults": 20 });
    let (mut seen, mut last) = (BTreeSet::new(), String::new());
    loop {
        let (status, answer) = search(&site, &body).await;
        assert_eq!(status, 200, "{answer}");
        assert!(answer.get("total").is_none());
        for issue in answer["issues"].as_array().unwrap() {
            assert!(seen.insert(issue["id"].as_str().unwrap().to_owned()), "twice");
            let created = issue["fields"]["created"].as_str().unwrap().to_owned();
            assert!(created >= last);
            assert_eq!(issue["fields"].as_object().unwrap().len(), 1);
            last = created;
        }
        assert_eq!(answer["isLast"], answer.get("nextPageToken").is_none());
        match answer.get("nextPageToken") {
            Some(token) => body["nextPageToken"] = token.clone(),
            None => break,
        }
    }
    assert_eq!(seen, expected);
    let (_, counted) = site
        .ask("POST /rest/api/3/search/approximate-count", "x-as: app\r\n", r#"{"jql":"project = PAY"}"#)
        .await;
    assert_eq!(counted["count"], expected.len());
}

#[tokio::test]
async fn searches_are_bounded_and_fields_are_asked_for() {
    let site = Served::new().await;
    for jql in ["", "ORDER BY created DESC"] {
        let (status, refused) = search(&site, &json!({ "jql": jql })).await;
        assert_eq!(status, 400);
        assert!(refused["errorMessages"][0].as_str().unwrap().starts_with("Unbounded JQL"), "{refused}");
    }
    assert_eq!(search(&site, &json!({ "jql": "project = " })).await.0, 400);
    assert_eq!(search(&site, &json!({ "jql": "actor = currentUser()" })).await.0, 400);
    assert_eq!(search(&site, &json!({ "jql": "project = PAY ORDER BY mood" })).await.0, 400);
    let (_, plain) = search(&site, &json!({ "jql": "created >= -400d" })).await;
    assert_eq!(plain["issues"].as_array().unwrap().len(), 50);
    assert_eq!(plain["issues"][0].as_object().unwrap().len(), 1, "the id and nothing else");
    let (_, keys) =
        search(&site, &json!({ "jql": "created >= -400d", "fields": ["key"], "maxResults": 5000 })).await;
    assert!(keys["issues"].as_array().unwrap().len() > 100 && keys["isLast"] == true);
    let (_, full) =
        search(&site, &json!({ "jql": "created >= -400d", "fields": ["*all"], "maxResults": 5000 })).await;
    assert_eq!(full["issues"].as_array().unwrap().len(), 100);
    // A token belongs to its query.
    let other = json!({ "jql": "project = WEB", "nextPageToken": full["nextPageToken"] });
    assert_eq!(search(&site, &other).await.0, 400);
    let (status, by_get) = site
        .as_person(
            4,
            "/rest/api/3/search/jql?jql=project%20%3D%20PAY%20order%20by%20key%20asc&fields=key&maxResults=2",
        )
        .await;
    assert_eq!((status, &by_get["issues"][0]["key"]), (200, &json!("PAY-1")));
    assert_eq!(site.ask("POST /rest/api/3/search/jql", "", r#"{"jql":"project = PAY"}"#).await.0, 401);
}

#[tokio::test]
async fn a_new_issue_is_found_late_unless_it_is_named() {
    let site = Served::new().await;
    site.post("/_site/switch", json!({ "searchLag": 31_536_000_000_u64 })).await;
    let key = new_issue(&mut site.site.write());
    let id: u64 = {
        let site = site.site.read();
        let place = site.world().find_issue(&key).unwrap();
        site.world().issue(place).unwrap().id.parse().unwrap()
    };
    let mut body = json!({ "jql": format!("key = {key}") });
    assert_eq!(search(&site, &body).await.1["issues"], json!([]));
    body["reconcileIssues"] = json!([id]);
    assert_eq!(search(&site, &body).await.1["issues"][0]["id"], id.to_string());
    body["reconcileIssues"] = json!((0..51).collect::<Vec<u64>>());
    assert_eq!(search(&site, &body).await.0, 400);
}

#[tokio::test]
async fn comments_come_in_pages_and_by_id() {
    let site = Served::new().await;
    let (key, count, id) = {
        let site = site.site.read();
        let issue = site.world().issues().find(|issue| issue.comments.len() > 2).unwrap();
        (issue.key.clone(), issue.comments.len(), issue.comments[1].id.clone())
    };
    let page = look(&site, &format!("/rest/api/3/issue/{key}/comment?startAt=1&maxResults=1")).await;
    assert_eq!((&page["total"], &page["comments"][0]["id"]), (&json!(count), &json!(id)));
    let newest = look(&site, &format!("/rest/api/3/issue/{key}/comment?orderBy=-created")).await;
    assert_eq!(newest["comments"][count - 2]["id"], json!(id));
    let wanted = format!(r#"{{"ids":[{id},4711]}}"#);
    let (_, found) = site.ask("POST /rest/api/3/comment/list", "x-as: app\r\n", &wanted).await;
    assert_eq!((&found["total"], &found["values"][0]["id"]), (&json!(1), &json!(id)));
}

#[tokio::test]
async fn what_is_set_up_can_be_looked_up() {
    let site = Served::new().await;
    done(&site, json!({ "do": "feature", "feature": "attachments", "on": false }));
    done(&site, json!({ "do": "feature", "feature": "time-tracking", "on": false }));
    let features = look(&site, "/rest/api/3/configuration").await;
    assert_eq!((&features["attachmentsEnabled"], &features["votingEnabled"]), (&json!(false), &json!(true)));
    assert!(features["timeTrackingEnabled"] == false && features.get("timeTrackingConfiguration").is_none());

    let fields = look(&site, "/rest/api/3/field/search?type=custom").await;
    let count = fields["total"].as_u64().unwrap();
    let id = fields["values"][0]["id"].as_str().unwrap().to_owned();
    done(
        &site,
        json!({ "do": "field", "change": "create-context", "field": id, "context": "Pay", "projects": ["10000"] }),
    );
    let contexts = look(&site, &format!("/rest/api/3/field/{id}/context")).await;
    assert_eq!((&contexts["total"], &contexts["values"][1]["isGlobalContext"]), (&json!(2), &json!(false)));
    done(&site, json!({ "do": "field", "change": "trash", "field": id }));
    assert_eq!(look(&site, "/rest/api/3/field/search").await["total"], count - 1);
    assert_eq!(look(&site, "/rest/api/3/field/search/trashed").await["values"][0]["id"], json!(id));

    done(&site, json!({ "do": "dashboard", "change": "create", "name": "Nights" }));
    let dashboards = look(&site, "/rest/api/3/dashboard/search").await;
    assert_eq!(dashboards["values"][1]["owner"]["accountId"], account(1));
    let filters = look(&site, "/rest/api/3/filter/search").await;
    assert!(filters["values"][0]["jql"].as_str().unwrap().contains("project"));
    let boards = look(&site, "/rest/agile/1.0/board").await;
    let board = boards["values"][0]["id"].as_u64().unwrap();
    done(
        &site,
        json!({ "do": "sprint", "change": "create", "sprint": "Sprint 1", "board": board.to_string() }),
    );
    let sprints = look(&site, &format!("/rest/agile/1.0/board/{board}/sprint")).await;
    let newest = sprints["values"].as_array().unwrap().last().unwrap();
    assert_eq!((&newest["name"], &newest["state"]), (&json!("Sprint 1"), &json!("future")));
    let columns = look(&site, &format!("/rest/agile/1.0/board/{board}/configuration")).await;
    assert!(columns["columnConfig"]["columns"].as_array().unwrap().len() > 2);

    let state = |features: &Value| features["features"][3]["state"].clone();
    assert_eq!(state(&look(&site, "/rest/api/3/project/PAY/features").await), "DISABLED");
    done(
        &site,
        json!({ "do": "project", "change": "feature", "project": "PAY", "feature": "jsw.classic.code", "on": true }),
    );
    assert_eq!(state(&look(&site, "/rest/api/3/project/PAY/features").await), "ENABLED");

    let desks = look(&site, "/rest/servicedeskapi/servicedesk").await;
    assert_eq!(desks["values"][0]["projectKey"], "OPS");
    let kinds = look(&site, "/rest/servicedeskapi/servicedesk/1/requesttype").await;
    assert_eq!((&kinds["size"], &kinds["isLastPage"]), (&json!(4), &json!(true)));
}

#[tokio::test]
async fn people_and_groups_show_who_has_left() {
    let site = Served::new().await;
    done(&site, json!({ "do": "user", "change": "create", "user": "712020:gone", "name": "Gone Soon" }));
    done(&site, json!({ "do": "group", "change": "add", "group": "engineering", "member": "712020:gone" }));
    done(&site, json!({ "do": "user", "change": "deactivate", "user": "712020:gone" }));
    let group = {
        let site = site.site.read();
        site.world().groups.iter().find(|group| group.name == "engineering").unwrap().id.clone()
    };
    let path = format!("/rest/api/3/group/member?groupId={group}");
    let has = |answer: &Value| {
        let people = answer.get("values").unwrap_or(answer).as_array().unwrap().clone();
        people.iter().find(|person| person["accountId"] == "712020:gone").cloned()
    };
    assert!(has(&look(&site, &path).await).is_none());
    let shown = look(&site, &format!("{path}&includeInactiveUsers=true&maxResults=500")).await;
    assert_eq!(shown["maxResults"], 50);
    assert_eq!(has(&shown).unwrap()["active"], false);
    done(&site, json!({ "do": "user", "change": "delete", "user": "712020:gone" }));
    assert!(has(&look(&site, &format!("{path}&includeInactiveUsers=true")).await).is_none());
    let all = look(&site, "/rest/api/3/users/search?maxResults=1000").await;
    assert_eq!(has(&all).unwrap()["displayName"], "Former user");
}
