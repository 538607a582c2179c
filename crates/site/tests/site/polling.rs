//! What pollers and backfill ask: pages, orders, limits, refusals.

use crate::asking::Served;
use crate::setting::account;
use serde_json::{Value, json};
use std::collections::BTreeSet;

impl Served {
    pub(crate) async fn as_app(&self, path: &str) -> (u16, Value) {
        self.ask(&format!("GET {path}"), "x-as: app\r\n", "").await
    }

    async fn app_posts(&self, path: &str, body: &Value) -> (u16, Value) {
        self.ask(&format!("POST {path}"), "x-as: app\r\n", &body.to_string()).await
    }

    async fn does(&self, mut what: Value) -> Value {
        what["as"] = json!(account(1));
        let (status, answer) = self.post("/_site/act", what.clone()).await;
        assert_eq!(status, 200, "{what}: {answer}");
        answer
    }
}

/// The ids of an answer's list.
fn numbers(answer: &Value, list: &str) -> Vec<u64> {
    answer[list].as_array().unwrap().iter().map(|one| one["id"].as_u64().unwrap()).collect()
}

#[tokio::test]
async fn the_audit_log_is_newest_first_filtered_and_for_administrators() {
    let site = Served::new().await;
    let path = "/rest/api/3/auditing/record";
    site.does(json!({ "do": "group", "change": "create", "group": "contractors" })).await;
    site.does(json!({ "do": "group", "change": "add", "group": "contractors", "member": account(4) })).await;
    let (status, all) = site.as_app(path).await;
    assert_eq!((status, &all["offset"], &all["limit"]), (200, &json!(0), &json!(1_000)));
    let newest = &all["records"][0];
    assert_eq!(
        (&newest["summary"], &newest["category"]),
        (&json!("User added to group"), &json!("group management"))
    );
    assert_eq!(newest["authorAccountId"], account(1));
    assert!(newest["authorKey"].as_str().unwrap().starts_with("ug:"));
    assert_eq!(newest["objectItem"]["name"], "contractors");
    assert_eq!(newest["associatedItems"][0]["id"], account(4));
    assert!(newest.get("changedValues").is_none());
    let ids = numbers(&all, "records");
    assert!(ids.is_sorted_by(|a, b| a > b));

    // A record that arrives between two pages shifts the second one.
    let (_, first) = site.as_app(&format!("{path}?limit=1")).await;
    site.does(json!({ "do": "group", "change": "create", "group": "interns" })).await;
    let (_, second) = site.as_app(&format!("{path}?limit=1&offset=1")).await;
    assert_eq!(numbers(&first, "records"), numbers(&second, "records"));

    let (_, found) = site.as_app(&format!("{path}?filter=INTERNS%20group")).await;
    assert_eq!((&found["total"], &found["records"][0]["summary"]), (&json!(1), &json!("Group created")));
    // Both ends are inclusive.
    let at = found["records"][0]["created"].as_str().unwrap().replace('+', "%2B");
    let (_, found) = site.as_app(&format!("{path}?from={at}&to={at}")).await;
    assert_eq!(found["total"], 1);
    assert_eq!(site.as_app(&format!("{path}?from=yesterday")).await.0, 400);
    assert_eq!(site.as_app(&format!("{path}?limit=1001")).await.0, 400);
    assert_eq!(site.as_person(2, path).await.0, 403);
    assert_eq!(site.ask(&format!("GET {path}"), "", "").await.0, 401);
    site.post("/_site/switch", json!({ "auditAsApp": false, "auditAuthor": "key", "auditUsers": "key" }))
        .await;
    assert_eq!(site.as_app(path).await.0, 403);
    let (status, again) = site.as_person(1, path).await;
    let added = &again["records"][1];
    assert_eq!((status, &added["authorKey"]), (200, &json!(account(1))));
    assert!(added.get("authorAccountId").is_none());
    let key = added["associatedItems"][0]["id"].as_str().unwrap();
    assert_eq!(added["associatedItems"][0]["name"], key);
    let (_, whose) = site.as_person(1, &format!("/rest/api/3/user/bulk/migration?key={key}")).await;
    assert_eq!(whose[0]["accountId"], account(4));
    // A record may be shown late, with the time at which it was written.
    site.post("/_site/switch", json!({ "auditLag": 3_600_000 })).await;
    let (_, late) = site.as_person(1, path).await;
    let hidden = again["total"].as_u64().unwrap() - late["total"].as_u64().unwrap();
    assert_eq!(hidden, 3);
}

#[tokio::test]
async fn changes_of_many_issues_come_oldest_first_with_times_as_numbers() {
    let site = Served::new().await;
    let ids: Vec<String> =
        site.site.read().world().issues().take(300).map(|issue| issue.id.clone()).collect();
    let expected: BTreeSet<String> = site
        .site
        .read()
        .world()
        .issues()
        .take(300)
        .flat_map(|issue| issue.histories.iter().map(|history| history.id.clone()))
        .collect();
    let path = "/rest/api/3/changelog/bulkfetch";
    let mut body = json!({ "issueIdsOrKeys": ids, "maxResults": 50 });
    let (mut seen, mut last, mut pages) = (Vec::new(), 0, 0);
    loop {
        let (status, answer) = site.app_posts(path, &body).await;
        assert_eq!(status, 200, "{answer}");
        pages += 1;
        let mut of_page: Vec<(i64, String)> = Vec::new();
        for log in answer["issueChangeLogs"].as_array().unwrap() {
            for change in log["changeHistories"].as_array().unwrap() {
                assert!(!change["items"].as_array().unwrap().is_empty());
                of_page
                    .push((change["created"].as_i64().unwrap(), change["id"].as_str().unwrap().to_owned()));
            }
        }
        assert!(of_page.len() <= 50);
        assert!(of_page.iter().all(|change| change.0 >= last));
        last = of_page.iter().map(|change| change.0).max().unwrap_or(last);
        seen.extend(of_page.into_iter().map(|change| change.1));
        match answer.get("nextPageToken") {
            Some(token) => body["nextPageToken"] = token.clone(),
            None => break,
        }
    }
    assert!(pages > 3);
    assert_eq!(seen.len(), expected.len());
    assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), expected);

    let only = json!({ "issueIdsOrKeys": ids, "fieldIds": ["status"] });
    let (_, answer) = site.app_posts(path, &only).await;
    let items = answer["issueChangeLogs"][0]["changeHistories"][0]["items"].as_array().unwrap().clone();
    assert!(items.iter().all(|item| item["fieldId"] == "status"));
    let many: Vec<u64> = (1..=1_001).collect();
    let (status, refused) = site.app_posts(path, &json!({ "issueIdsOrKeys": many })).await;
    assert_eq!(status, 400);
    assert!(refused["errorMessages"][0].as_str().unwrap().contains("maximum of 1,000 issues"));
    for bad in
        [json!({ "maxResults": 10_001 }), json!({ "nextPageToken": "x" }), json!({ "issueIdsOrKeys": [] })]
    {
        let mut asked = json!({ "issueIdsOrKeys": ["PAY-1"] });
        asked.as_object_mut().unwrap().extend(bad.as_object().unwrap().clone());
        assert_eq!(site.app_posts(path, &asked).await.0, 400, "{bad}");
    }
    // The changelog of one issue has the same changes with times as text.
    let (_, one) = site.as_app(&format!("/rest/api/3/issue/{}/changelog?maxResults=1", ids[0])).await;
    assert!(one["values"][0]["created"].is_string());
    let id = one["values"][0]["id"].clone();
    let chosen = json!({ "changelogIds": [id] });
    let (_, by_id) = site.app_posts(&format!("/rest/api/3/issue/{}/changelog/list", ids[0]), &chosen).await;
    assert_eq!(by_id["histories"][0]["id"], id);
}

#[tokio::test]
async fn feeds_of_work_leave_out_the_last_minute() {
    let site = Served::new().await;
    let key = site.site.read().world().issues().find(|issue| issue.worklogs.len() > 1).unwrap().key.clone();
    let (_, page) = site.as_app(&format!("/rest/api/3/issue/{key}/worklog?maxResults=1")).await;
    assert_eq!(page["worklogs"].as_array().unwrap().len(), 1);
    assert!(page["total"].as_u64().unwrap() > 1);
    let (_, feed) = site.as_app("/rest/api/3/worklog/updated").await;
    let all = feed["values"].as_array().unwrap().clone();
    assert!(all.len() > 10 && feed["lastPage"] == true && feed.get("nextPage").is_none());
    assert!(all.is_sorted_by_key(|one| one["updatedTime"].as_i64().unwrap()));
    let since = all[5]["updatedTime"].as_i64().unwrap();
    let (_, later) = site.as_app(&format!("/rest/api/3/worklog/updated?since={since}")).await;
    assert_eq!(later["values"].as_array().unwrap().len(), all.len() - 5, "the start itself is there");
    // Of two worklogs that were taken back, one was so long ago.
    let issue = crate::setting::new_issue(&mut site.site.write());
    for what in ["worklog", "delete-worklog"] {
        let spent = (what == "worklog").then_some("1h");
        let mut work = json!({ "do": what, "issue": issue });
        work.as_object_mut().unwrap().extend(spent.map(|spent| ("spent".to_owned(), json!(spent))));
        crate::setting::act(&mut site.site.write(), 4, work).unwrap();
    }
    let made = site.does(json!({ "do": "worklog", "issue": key, "spent": "2h" })).await["made"].clone();
    let (_, feed) = site.as_app("/rest/api/3/worklog/updated").await;
    assert_eq!(feed["values"].as_array().unwrap().len(), all.len());
    let ids = json!({ "ids": [made.as_str().unwrap().parse::<u64>().unwrap(), 4_711] });
    let (_, found) = site.app_posts("/rest/api/3/worklog/list", &ids).await;
    assert_eq!((found.as_array().unwrap().len(), &found[0]["id"]), (1, &made));
    site.does(json!({ "do": "delete-worklog", "issue": key, "worklog": made })).await;
    let (_, gone) = site.as_app("/rest/api/3/worklog/deleted").await;
    let gone = gone["values"].as_array().unwrap();
    let made: u64 = made.as_str().unwrap().parse().unwrap();
    assert!(gone.iter().all(|entry| entry["worklogId"] != made));
    let entry = gone.last().unwrap();
    assert!(entry["worklogId"].is_u64() && entry["updatedTime"].is_i64());
    assert_eq!(site.as_app("/rest/api/3/worklog/updated?since=monday").await.0, 400);
}

#[tokio::test]
async fn workflows_have_versions_without_authors() {
    let site = Served::new().await;
    let path = "/rest/api/3/workflows/search?orderBy=-updated&expand=values.transitions";
    let edit = json!({ "do": "workflow", "change": "update", "workflow": "Service workflow", "description": "For customers" });
    let (_, all) = site.as_app(path).await;
    let names: Vec<&str> =
        all["values"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    let name = names.iter().find(|name| name.contains("Release")).unwrap();
    let mut edit = edit;
    edit["workflow"] = json!(name);
    site.does(edit).await;
    let (_, all) = site.as_app(path).await;
    let first = &all["values"][0];
    assert_eq!((&first["name"], &first["version"]["versionNumber"]), (&json!(name), &json!(2)));
    assert_ne!(first["created"], first["updated"]);
    assert!(!first["transitions"].as_array().unwrap().is_empty());
    let wanted = json!({ "workflowId": first["id"] });
    let (_, list) = site.app_posts("/rest/api/3/workflow/history/list", &wanted).await;
    let entries = list["entries"].as_array().unwrap();
    assert_eq!((entries.len(), &entries[0]["workflowVersion"]), (2, &json!(2)));
    assert!(entries[0].get("author").is_none());
    let wanted = json!({ "workflowId": first["id"], "version": 1 });
    let (_, old) = site.app_posts("/rest/api/3/workflow/history", &wanted).await;
    assert_eq!(old["workflows"][0]["name"], json!(name));
    assert_eq!(site.as_person(4, path).await.0, 403);
}

#[tokio::test]
async fn schemes_and_roles_show_what_was_changed() {
    let site = Served::new().await;
    let path = "/rest/api/3/permissionscheme";
    let (_, brief) = site.as_app(path).await;
    assert!(brief["permissionSchemes"][0].get("permissions").is_none());
    let count = |answer: &Value| answer["permissionSchemes"][0]["permissions"].as_array().unwrap().len();
    let (_, before) = site.as_app(&format!("{path}?expand=all")).await;
    site.does(json!({ "do": "permission-scheme", "change": "grant", "scheme": "0", "permission": "DELETE_ISSUES", "group": "engineering" })).await;
    let (_, after) = site.as_app(&format!("{path}?expand=all")).await;
    assert_eq!(count(&after), count(&before) + 1);
    let grant = after["permissionSchemes"][0]["permissions"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&grant["holder"]["type"], &grant["holder"]["parameter"]),
        (&json!("group"), &json!("engineering"))
    );
    assert_eq!(site.as_person(4, path).await.0, 403);
    assert_eq!(site.as_person(2, path).await.0, 200);
    let (_, roles) = site.as_app("/rest/api/3/role").await;
    let member =
        roles.as_array().unwrap().iter().find(|role| role["name"] == "Member").unwrap()["id"].clone();
    site.does(
        json!({ "do": "role", "change": "add", "role": "Member", "project": "PAY", "group": "engineering" }),
    )
    .await;
    let (_, role) = site.as_person(2, &format!("/rest/api/3/project/PAY/role/{member}")).await;
    assert_eq!(role["actors"][0]["actorGroup"]["name"], "engineering");
    assert_eq!(site.as_person(4, &format!("/rest/api/3/project/PAY/role/{member}")).await.0, 403);
    let (_, schemes) = site.as_app("/rest/api/3/notificationscheme?expand=all").await;
    assert_eq!(
        schemes["values"][0]["notificationSchemeEvents"][0]["notifications"].as_array().unwrap().len(),
        3
    );
    let (_, levels) = site.as_app("/rest/api/3/issuesecurityschemes").await;
    assert!(levels["issueSecuritySchemes"][0]["defaultSecurityLevelId"].is_u64());
    site.post("/_site/switch", json!({ "adminAsApp": false })).await;
    assert_eq!(site.as_app(path).await.0, 403);
}

#[tokio::test]
async fn projects_put_away_say_by_whom_and_are_for_administrators() {
    let site = Served::new().await;
    site.does(json!({ "do": "project", "change": "archive", "project": "HR" })).await;
    site.does(json!({ "do": "project", "change": "trash", "project": "MOB" })).await;
    let keys = |answer: &Value| -> Vec<String> {
        answer["values"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["key"].as_str().unwrap().to_owned())
            .collect()
    };
    let (_, live) = site.as_app("/rest/api/3/project/search").await;
    assert_eq!(keys(&live), ["OPS", "PAY", "WEB"]);
    let path = "/rest/api/3/project/search?status=archived&status=deleted";
    let (_, away) = site.as_app(path).await;
    assert_eq!(keys(&away), ["HR", "MOB"]);
    let (archived, trashed) = (&away["values"][0], &away["values"][1]);
    assert_eq!(
        (&archived["archived"], &archived["archivedBy"]["accountId"]),
        (&json!(true), &json!(account(1)))
    );
    assert_eq!((&trashed["deleted"], &trashed["deletedBy"]["accountId"]), (&json!(true), &json!(account(1))));
    assert!(archived["archivedDate"].is_string() && trashed["retentionTillDate"].is_string());
    assert!(keys(&site.as_person(4, path).await.1).is_empty());
}

#[tokio::test]
async fn points_are_counted_and_requests_refused() {
    let site = Served::new().await;
    site.post("/_site/points", json!({})).await;
    let (_, people) = site.as_app("/rest/api/3/users/search?maxResults=7").await;
    assert_eq!(people.as_array().unwrap().len(), 7);
    site.as_app("/rest/api/3/auditing/record?limit=0").await;
    site.as_person(4, "/rest/api/3/myself").await;
    let (_, spent) = site.ask("GET /_site/points", "", "").await;
    assert_eq!((&spent["app"]["points"], &spent["app"]["requests"]), (&json!(15 + 1), &json!(2)));
    assert_eq!(spent["app"]["paths"]["/rest/api/3/users/search"], 15);
    assert_eq!(spent["user"]["requests"], 1);
    site.post(
        "/_site/limit",
        json!({ "requests": 2, "retryAfter": 7, "path": "/rest/api/3/users", "after": 1 }),
    )
    .await;
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(site.as_app("/rest/api/3/users/search?maxResults=1").await.0);
    }
    assert_eq!(statuses, [200, 429, 429, 200]);
    let (_, spent) = site.ask("GET /_site/points", "", "").await;
    assert_eq!(spent["app"]["refused"], 2);
    assert_eq!(site.post("/_site/limit", json!({ "request": 2 })).await.0, 400);
}
