use crate::asking::Served;
use crate::setting::{account, act};
use serde_json::{Value, json};

impl Served {
    async fn aql(&self, query: &str, options: &str) -> (u16, Value) {
        let (_, answer) = self.as_person(1, "/rest/servicedeskapi/assets/workspace").await;
        let workspace = answer["values"][0]["workspaceId"].as_str().unwrap().to_owned();
        let path = format!("POST /jsm/assets/workspace/{workspace}/v1/object/aql{options}");
        self.ask(&path, "x-as: app\r\n", &json!({ "qlQuery": query }).to_string()).await
    }

    async fn history(&self, id: &str) -> (u16, Value) {
        let (_, answer) = self.as_person(1, "/rest/servicedeskapi/assets/workspace").await;
        let workspace = answer["values"][0]["workspaceId"].as_str().unwrap().to_owned();
        let path = format!("/jsm/assets/workspace/{workspace}/v1/object/{id}/history?asc=true");
        self.as_person(1, &path).await
    }

    async fn quietly(&self, what: Value) -> Value {
        let mut request = what;
        request["as"] = json!(account(1));
        let (status, answer) = self.post("/_site/act", request).await;
        assert_eq!((status, &answer["events"]), (200, &json!([])), "{answer}");
        answer["made"].clone()
    }
}

fn keys(found: &Value) -> Vec<&str> {
    found["values"].as_array().unwrap().iter().map(|value| value["objectKey"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn objects_are_found_by_time_and_their_history_says_who() {
    let site = Served::new().await;
    let (_, before) = site.aql("objectSchemaId = 1", "?maxResults=100").await;
    assert_eq!((before["isLast"].clone(), keys(&before).len()), (json!(true), 6));
    let made = site
        .quietly(json!({ "do": "asset", "change": "create", "type": "server", "name": "bergen-1", "values": { "site": "Bergen" } }))
        .await;
    let id = made.as_str().unwrap();
    let update = json!({ "do": "asset", "change": "update", "object": id, "values": { "Site": "Oslo", "State": "In use" } });
    site.quietly(update).await;
    let (_, history) = site.history(id).await;
    let told: Vec<(u64, &Value, &Value, &Value)> = history
        .as_array()
        .unwrap()
        .iter()
        .map(|deed| {
            (deed["type"].as_u64().unwrap(), &deed["affectedAttribute"], &deed["oldValue"], &deed["newValue"])
        })
        .collect();
    let none = Value::Null;
    let texts = ["Name", "bergen-1", "Site", "Bergen", "Oslo", "State", "In use"].map(|text| json!(text));
    let [name, bergen_1, place, bergen, oslo, state, in_use] = &texts;
    assert_eq!(
        told,
        [
            (0, &none, &none, bergen_1),
            (1, name, &none, bergen_1),
            (1, place, &none, bergen),
            (2, place, bergen, oslo),
            (1, state, &none, in_use),
        ]
    );
    assert_eq!(history[0]["actor"]["key"], account(1));
    assert_eq!(history[0]["objectId"], json!(id));
    site.post("/_site/switch", json!({ "assetsAccountIds": false })).await;
    let (_, history) = site.history(id).await;
    assert!(history[0]["actor"]["key"].as_str().unwrap().starts_with("JIRAUSER"));

    let updated = site.site.read().world().assets.objects.last().unwrap().updated;
    let minute: String = activity_site::time::iso_time(updated).chars().take(16).collect();
    let query =
        format!("objectSchemaId = 1 AND updated >= \"{}\" ORDER BY updated DESC", minute.replace('T', " "));
    let (_, recent) = site.aql(&query, "").await;
    assert_eq!(keys(&recent), ["IT-7"]);
    assert_eq!(recent["values"][0]["attributes"][0]["objectAttributeValues"][0]["value"], "bergen-1");
    let (_, first) = site
        .aql("objectType in (Laptop, Server) order by created", "?maxResults=4&includeAttributes=false")
        .await;
    assert_eq!((first["isLast"].clone(), first["values"][0].get("attributes")), (json!(false), None));
    let (_, rest) =
        site.aql("objectType in (Laptop, Server) order by created", "?startAt=4&maxResults=4").await;
    assert_eq!((keys(&rest), rest["isLast"].clone()), (vec!["IT-5", "IT-6", "IT-7"], json!(true)));
    assert_eq!(site.aql("colour = red", "").await.0, 400);

    site.quietly(json!({ "do": "asset", "change": "delete", "object": "IT-7" })).await;
    let (_, after) = site.aql("objectSchemaId = 1", "?maxResults=100").await;
    assert_eq!(keys(&after), keys(&before));
    assert_eq!(site.history(id).await.0, 404);
}

#[tokio::test]
async fn a_site_without_assets_has_no_workspace() {
    let site = Served::new().await;
    let (_, answer) = site.as_person(1, "/rest/servicedeskapi/assets/workspace").await;
    let workspace = answer["values"][0]["workspaceId"].as_str().unwrap().to_owned();
    let schemas = format!("/jsm/assets/workspace/{workspace}/v1/objectschema/list");
    let (_, list) = site.as_person(1, &schemas).await;
    assert_eq!(
        (&list["values"][0]["objectSchemaKey"], &list["values"][0]["objectCount"]),
        (&json!("IT"), &json!(6))
    );
    assert_eq!(site.as_person(4, &schemas).await.0, 403);
    site.post("/_site/switch", json!({ "assets": false })).await;
    let (_, answer) = site.as_person(1, "/rest/servicedeskapi/assets/workspace").await;
    assert_eq!((&answer["size"], &answer["isLastPage"]), (&json!(0), &json!(true)));
    assert_eq!(site.as_person(1, &schemas).await.0, 404);
}

#[tokio::test]
async fn organizations_change_without_a_word() {
    let site = Served::new().await;
    let organization = |change: &str, more: Value| {
        let mut what = json!({ "do": "organization", "change": change, "organization": "Fern Hotels" });
        what.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        what
    };
    let made = site.quietly(organization("create", json!({}))).await;
    let id = made.as_str().unwrap();
    site.quietly(organization("add", json!({ "member": account(4) }))).await;
    site.quietly(organization("add-to-project", json!({ "project": "OPS" }))).await;
    let members = format!("/rest/servicedeskapi/organization/{id}/user");
    let (_, found) = site.as_person(1, &members).await;
    assert_eq!((&found["values"][0]["accountId"], &found["isLastPage"]), (&json!(account(4)), &json!(true)));
    let names = |answer: &Value| -> Vec<String> {
        let values = answer["values"].as_array().unwrap();
        values.iter().map(|value| value["name"].as_str().unwrap().to_owned()).collect()
    };
    let (_, page) = site.as_person(1, "/rest/servicedeskapi/organization?start=4&limit=1").await;
    assert_eq!((names(&page).len(), &page["isLastPage"]), (1, &json!(false)));
    let (_, page) = site.as_person(1, "/rest/servicedeskapi/organization?start=5&limit=1").await;
    assert_eq!((names(&page), &page["isLastPage"]), (vec!["Fern Hotels".to_owned()], &json!(true)));
    let desk = "/rest/servicedeskapi/servicedesk/1/organization";
    assert_eq!(names(&site.as_person(1, desk).await.1).len(), 6);
    site.quietly(organization("remove-from-project", json!({ "project": "OPS" }))).await;
    assert_eq!(names(&site.as_person(1, desk).await.1).len(), 5);
    assert_eq!(site.as_person(1, "/rest/servicedeskapi/servicedesk/9/organization").await.0, 404);
    site.quietly(organization("remove", json!({ "member": account(4) }))).await;
    assert_eq!(site.as_person(1, &members).await.1["size"], 0);
    site.quietly(organization("delete", json!({}))).await;
    assert_eq!(site.as_person(1, &members).await.0, 404);
    let mut site = site.site.write();
    let refused = |change: &str, more: Value| organization(change, more);
    for (by, what, code) in [
        (4, refused("create", json!({})), "not-allowed"),
        (1, refused("delete", json!({})), "missing"),
        (1, json!({ "do": "organization", "change": "add", "organization": "Dune Optics" }), "empty"),
        (
            1,
            json!({ "do": "organization", "change": "add-to-project", "organization": "Dune Optics", "project": "PAY" }),
            "no-project",
        ),
        (
            1,
            json!({ "do": "organization", "change": "add-to-project", "organization": "Dune Optics", "project": "OPS" }),
            "no-change",
        ),
    ] {
        assert_eq!(act(&mut site, by, what.clone()).unwrap_err().code(), code, "{what}");
    }
}
