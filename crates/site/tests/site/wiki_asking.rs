use crate::asking::Served;
use crate::setting::account;
use crate::wiki::{asked, page, wiki};
use serde_json::{Value, json};

impl Served {
    /// All results of a list of the second API, a page after the other, and how many pages.
    async fn all(&self, path: &str) -> (Vec<Value>, usize) {
        let (mut found, mut next, mut pages) = (Vec::new(), Some(path.to_owned()), 0);
        while let Some(path) = next {
            let (status, answer) = self.as_app(&path).await;
            assert_eq!(status, 200, "{path}: {answer}");
            found.extend(answer["results"].as_array().unwrap().clone());
            next = answer["_links"]["next"].as_str().map(ToOwned::to_owned);
            pages += 1;
        }
        (found, pages)
    }
}

fn texts<'v>(values: &'v [Value], name: &str) -> Vec<&'v str> {
    values.iter().map(|value| value[name].as_str().unwrap()).collect()
}

#[tokio::test]
async fn pages_are_listed_by_cursor_and_have_versions() {
    let site = Served::new().await;
    let first = page(&mut site.site.write(), "Cursor 0");
    for number in 1..7 {
        page(&mut site.site.write(), &format!("Cursor {number}"));
    }
    for body in ["A", "B", "C"] {
        let more = json!({ "page": first, "body": body, "message": format!("Now {body}") });
        wiki(&mut site.site.write(), 3, "edit", more);
    }
    let (found, pages) = site.all("/wiki/api/v2/pages?space-id=98305&limit=3").await;
    let (whole, _) = site.all("/wiki/api/v2/pages?space-id=98305&limit=250").await;
    assert_eq!(found, whole);
    assert!(pages >= 3 && found.len() >= 8, "{pages} pages, {} results", found.len());
    let (recent, _) = site.all("/wiki/api/v2/pages?sort=-modified-date&limit=100").await;
    assert_eq!(recent[0]["id"], json!(first));
    assert_eq!(recent[0]["version"]["number"], 4);
    assert_eq!((&recent[0]["spaceId"], &recent[0]["authorId"]), (&json!("98305"), &json!(account(4))));
    let (versions, pages) = site.all(&format!("/wiki/api/v2/pages/{first}/versions?limit=3")).await;
    let numbers: Vec<u64> = versions.iter().map(|version| version["number"].as_u64().unwrap()).collect();
    assert_eq!((numbers, pages), (vec![4, 3, 2, 1], 2));
    assert_eq!((&versions[0]["authorId"], &versions[0]["message"]), (&json!(account(3)), &json!("Now C")));
    let path = format!("/wiki/api/v2/pages/{first}?version=2&body-format=storage");
    let (_, old) = site.as_app(&path).await;
    assert_eq!(old["body"]["storage"]["value"], "A");
    assert_eq!(site.as_app("/wiki/api/v2/pages?limit=251").await.0, 400);
    assert_eq!(site.as_app("/wiki/api/v2/pages?limit=3&cursor=xyz").await.0, 400);
    assert_eq!(site.as_app(&format!("/wiki/api/v2/blogposts/{first}")).await.0, 404);
}

#[tokio::test]
async fn a_cursor_is_not_shifted_by_what_comes_in_between() {
    let site = Served::new().await;
    for number in 0..4 {
        page(&mut site.site.write(), &format!("Shift {number}"));
    }
    let path = "/wiki/api/v2/pages?space-id=98305&sort=-created-date&limit=2";
    let (_, first) = site.as_app(path).await;
    page(&mut site.site.write(), "Shift 4");
    let (_, second) = site.as_app(first["_links"]["next"].as_str().unwrap()).await;
    let titles = |answer: &Value| texts(answer["results"].as_array().unwrap(), "title").join(" ");
    assert_eq!((titles(&first), titles(&second)), ("Shift 3 Shift 2".into(), "Shift 1 Shift 0".into()));
}

#[tokio::test]
async fn a_restricted_page_is_hidden_from_the_app_and_its_restrictions_are_told_to_those_named() {
    let site = Served::new().await;
    let id = page(&mut site.site.write(), "Salaries");
    let path = format!("/wiki/rest/api/content/{id}/restriction/byOperation");
    let (_, open) = site.as_app(&path).await;
    assert_eq!(open["read"]["restrictions"]["user"]["size"], 0);
    let more = json!({ "page": id, "operation": "update", "groups": ["people-team"] });
    wiki(&mut site.site.write(), 4, "restrict", more);
    let (_, open) = site.as_app(&path).await;
    assert_eq!(open["update"]["restrictions"]["group"]["results"][0]["name"], "people-team");
    assert_eq!(open["update"]["restrictions"]["user"]["results"][0]["accountId"], account(4));
    let more = json!({ "page": id, "operation": "read", "users": [account(2)] });
    wiki(&mut site.site.write(), 4, "restrict", more);
    for path in
        [path.as_str(), &format!("/wiki/api/v2/pages/{id}"), &format!("/wiki/api/v2/pages/{id}/versions")]
    {
        assert_eq!(site.as_app(path).await.0, 404, "{path}");
        assert_eq!(site.as_person(2, path).await.0, 200, "{path}");
    }
    let (found, _) = site.all("/wiki/api/v2/pages?title=Salaries").await;
    assert!(found.is_empty());
    let (_, closed) = site.as_person(2, &path).await;
    assert_eq!(closed["read"]["restrictions"]["user"]["size"], 2);
}

#[tokio::test]
async fn the_audit_log_has_no_ids_and_comes_newest_first_to_administrators() {
    let site = Served::new().await;
    let before = site.site.read().world().wiki.audit.len();
    for number in 0..5 {
        let more = json!({ "key": format!("K{number}"), "name": format!("Space {number}") });
        wiki(&mut site.site.write(), 4, "create-space", more);
    }
    let (status, answer) = site.as_person(1, "/wiki/rest/api/audit?limit=4").await;
    assert_eq!(status, 200);
    let records = answer["results"].as_array().unwrap();
    assert_eq!((records.len(), &answer["size"], &answer["limit"]), (4, &json!(4), &json!(4)));
    assert!(records.iter().all(|record| record.get("id").is_none() && record["creationDate"].is_i64()));
    assert_eq!(records[0]["affectedObject"], json!({ "name": "Space 4", "objectType": "Space" }));
    assert_eq!(records[0]["author"]["accountId"], account(4));
    // A new space leaves two records, and pages shift while records arrive.
    let next = format!("/wiki{}", answer["_links"]["next"].as_str().unwrap());
    let more = json!({ "key": "NEW", "name": "New" });
    wiki(&mut site.site.write(), 4, "create-space", more);
    let (_, second) = site.as_person(1, &next).await;
    assert_eq!(second["results"][0], records[2]);
    let middle = records[1]["creationDate"].as_i64().unwrap();
    let path = format!("/wiki/rest/api/audit?startDate={middle}&endDate={middle}");
    let (_, one) = site.as_person(1, &path).await;
    assert!(one["results"].as_array().unwrap().iter().all(|record| record["creationDate"] == json!(middle)));
    let (_, all) = site.as_person(1, "/wiki/rest/api/audit?limit=5000").await;
    assert_eq!((all["limit"].as_u64(), all["results"].as_array().unwrap().len()), (Some(1_000), before + 12));
    let (_, kept) = site.as_person(1, "/wiki/rest/api/audit/retention").await;
    assert_eq!(kept["units"], "DAYS");
    for number in [2, 3, 4] {
        assert_eq!(site.as_person(number, "/wiki/rest/api/audit").await.0, 403);
    }
    assert_eq!(site.as_app("/wiki/rest/api/audit").await.0, 200);
    assert_eq!(site.post("/_site/switch", json!({ "wikiAuditAsApp": false })).await.0, 200);
    assert_eq!(site.as_app("/wiki/rest/api/audit").await.0, 403);
    assert_eq!(site.as_person(1, "/wiki/rest/api/audit").await.0, 200);
}

#[tokio::test]
async fn what_has_no_event_is_in_the_audit_log() {
    let site = Served::new().await;
    let template = wiki(&mut site.site.write(), 1, "create-template", json!({ "name": "Minutes" }));
    for (what, more, summary) in [
        ("update-template", json!({ "template": template.made, "name": "Notes" }), "Template updated"),
        ("delete-template", json!({ "template": template.made }), "Template deleted"),
        ("export", json!({ "space": "DOCS" }), "Space exported"),
        ("allow", json!({ "group": "engineering", "operation": "administer" }), "Global permission added"),
        (
            "disallow",
            json!({ "group": "engineering", "operation": "administer" }),
            "Global permission removed",
        ),
        ("configure", json!({ "name": "Site title", "from": "A", "to": "B" }), "Global settings updated"),
    ] {
        let done = wiki(&mut site.site.write(), 1, what, more.clone());
        assert!(done.events.is_empty(), "{what}");
        let (_, answer) = site.as_app("/wiki/rest/api/audit?limit=1").await;
        assert_eq!(answer["results"][0]["summary"], summary);
        let (_, body) = site
            .post("/_site/act", {
                let mut request = asked(what, more);
                request["as"] = json!(account(4));
                request
            })
            .await;
        assert_eq!(body["ok"], json!(what == "export"), "{what}: {body}");
    }
}

#[tokio::test]
async fn spaces_groups_and_who_may_do_what() {
    let site = Served::new().await;
    let (_, two) = site.as_app("/wiki/api/v2/spaces?limit=1").await;
    assert!(two["_links"]["next"].as_str().unwrap().starts_with("/wiki/api/v2/spaces?limit=1&cursor="));
    let (spaces, _) = site.all("/wiki/api/v2/spaces?limit=1").await;
    assert!(texts(&spaces, "key").starts_with(&["DOCS", "ENG"]));
    let path = "/wiki/api/v2/spaces/98305/permissions?limit=5";
    let (before, _) = site.all(path).await;
    let more = json!({ "space": "DOCS", "group": "people-team", "operation": "export" });
    wiki(&mut site.site.write(), 3, "grant", more);
    let (after, _) = site.all(path).await;
    assert_eq!(after.len(), before.len() + 1);
    let (_, groups) = site.as_app("/wiki/rest/api/group").await;
    let group = groups["results"].as_array().unwrap().iter().find(|group| group["name"] == "people-team");
    let id = group.unwrap()["id"].as_str().unwrap();
    let new = after.iter().find(|grant| !before.contains(grant)).unwrap();
    assert_eq!(new["principal"], json!({ "type": "group", "id": id }));
    assert_eq!(new["operation"], json!({ "key": "export", "targetType": "space" }));
    let (_, members) = site.as_app(&format!("/wiki/rest/api/group/{id}/membersByGroupId?limit=1")).await;
    assert_eq!((&members["size"], &members["limit"]), (&json!(1), &json!(1)));
    assert!(members["_links"]["next"].as_str().unwrap().starts_with("/rest/api/group/"));
    let somebody = members["results"][0]["accountId"].as_str().unwrap();
    let (_, of) = site.as_app(&format!("/wiki/rest/api/user/memberof?accountId={somebody}")).await;
    assert!(texts(of["results"].as_array().unwrap(), "name").contains(&"people-team"));
}

#[tokio::test]
async fn content_is_searched_by_kind_space_and_time() {
    let site = Served::new().await;
    let id = page(&mut site.site.write(), "Needle");
    wiki(&mut site.site.write(), 3, "comment", json!({ "page": id, "text": "Found" }));
    let at = site.site.read().world().wiki.content(&id).unwrap().created;
    let minute = activity_site::time::iso_time(at).chars().take(16).collect::<String>().replace('T', "%20");
    let cql = format!(
        "type%20in%20(page,blogpost)%20and%20lastmodified%20%3E=%20%22{minute}%22%20order%20by%20lastmodified%20desc"
    );
    let (status, found) =
        site.as_app(&format!("/wiki/rest/api/search?cql={cql}&expand=content.version")).await;
    assert_eq!(status, 200, "{found}");
    let result = &found["results"][0];
    assert_eq!((&result["content"]["id"], &result["content"]["version"]["number"]), (&json!(id), &json!(1)));
    assert!(result["content"].get("space").is_none());
    let cql = "space=DOCS%20and%20type=comment%20and%20created%3E=now(%22-5000d%22)";
    let (_, found) =
        site.as_app(&format!("/wiki/rest/api/content/search?cql={cql}&limit=1&expand=container")).await;
    assert_eq!(found["results"][0]["type"], "comment");
    assert!(found["results"][0]["container"]["id"].is_string());
    assert_eq!(site.as_app("/wiki/rest/api/search?cql=colour=red").await.0, 400);
}
