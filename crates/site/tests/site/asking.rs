use crate::setting::{Directory, account, new_issue};
use activity_site::rest::{Shared, router};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A served site.
pub(crate) struct Served {
    port: u16,
    pub(crate) site: Shared,
    _directory: Directory,
}

impl Served {
    pub(crate) async fn new() -> Self {
        let directory = Directory::new();
        let site = Shared::new(directory.open());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let router = router(site.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { port, site, _directory: directory }
    }

    pub(crate) async fn ask(&self, head: &str, headers: &str, body: &str) -> (u16, Value) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await.unwrap();
        let request = format!(
            "{head} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n{headers}\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, serde_json::from_str(body).unwrap_or(Value::Null))
    }

    pub(crate) async fn as_person(&self, number: u8, path: &str) -> (u16, Value) {
        self.ask(&format!("GET {path}"), &format!("x-as: user\r\nx-account: {}\r\n", account(number)), "")
            .await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.ask(&format!("POST {path}"), "", &body.to_string()).await
    }
}

#[tokio::test]
async fn permissions_are_those_of_the_asking_person() {
    let site = Served::new().await;
    let path = "/rest/api/3/mypermissions?permissions=ADMINISTER,ADMINISTER_PROJECTS,BROWSE_PROJECTS";
    // Account, project, and whether each of the three permissions is there.
    let cases = [
        (1, "&projectId=10000", [true, true, true]),
        (1, "&projectKey=WEB", [true, true, true]),
        (2, "&projectId=10000", [false, true, true]),
        (2, "&projectId=10002", [false, false, true]),
        (2, "", [false, true, true]),
        (3, "&projectId=10000", [false, false, true]),
        (4, "&projectId=10000", [false, false, true]),
        (4, "", [false, false, true]),
    ];
    for (number, project, expected) in cases {
        let (status, answer) = site.as_person(number, &format!("{path}{project}")).await;
        assert_eq!(status, 200);
        let have = ["ADMINISTER", "ADMINISTER_PROJECTS", "BROWSE_PROJECTS"]
            .map(|key| answer["permissions"][key]["havePermission"].as_bool().unwrap());
        assert_eq!(have, expected, "account {number} {project}");
    }
    assert_eq!(site.as_person(1, "/rest/api/3/mypermissions").await.0, 400);
    assert_eq!(site.as_person(1, "/rest/api/3/mypermissions?permissions=FLY").await.0, 400);
    assert_eq!(site.as_person(1, &format!("{path}&projectId=4711")).await.0, 404);
    assert_eq!(site.as_person(1, &format!("{path}&projectId=PAY")).await.0, 404);
    let nobody = site.ask(&format!("GET {path}&projectId=10000"), "", "").await;
    assert_eq!(nobody.0, 404, "who is not logged in does not see the project");
}

#[tokio::test]
async fn permissions_of_others_are_for_administrators() {
    let site = Served::new().await;
    let question = |about: u8| {
        json!({
            "accountId": account(about),
            "globalPermissions": ["ADMINISTER"],
            "projectPermissions": [{ "permissions": ["ADMINISTER_PROJECTS", "BROWSE_PROJECTS"], "projects": [10000, 10002, 4711] }],
        })
        .to_string()
    };
    let headers = |number: u8| format!("x-as: user\r\nx-account: {}\r\n", account(number));
    let path = "POST /rest/api/3/permissions/check";
    let (status, answer) = site.ask(path, &headers(1), &question(2)).await;
    let expected = json!({
        "globalPermissions": [],
        "projectPermissions": [
            { "permission": "ADMINISTER_PROJECTS", "projects": [10000], "issues": [] },
            { "permission": "BROWSE_PROJECTS", "projects": [10000, 10002], "issues": [] },
        ],
    });
    assert_eq!((status, answer), (200, expected));
    assert_eq!(site.ask(path, &headers(2), &question(2)).await.0, 200);
    assert_eq!(site.ask(path, &headers(2), &question(1)).await.0, 403);
}

#[tokio::test]
async fn confluence_tells_who_administers_it_and_its_spaces() {
    let site = Served::new().await;
    let administer = |value: &Value, target: &str| {
        value.as_array().unwrap().contains(&json!({ "operation": "administer", "targetType": target }))
    };
    for (number, site_wide, docs, eng) in
        [(1, true, true, true), (2, false, false, false), (3, false, true, false), (4, false, false, false)]
    {
        let (_, me) = site.as_person(number, "/wiki/rest/api/user/current?expand=operations").await;
        assert_eq!(administer(&me["operations"], "application"), site_wide, "account {number}");
        for (id, expected) in [(98_305, docs), (98_306, eng)] {
            let (_, space) =
                site.as_person(number, &format!("/wiki/api/v2/spaces/{id}?include-operations=true")).await;
            assert_eq!(
                administer(&space["operations"]["results"], "space"),
                expected,
                "account {number} {id}"
            );
            let (_, list) = site.as_person(number, &format!("/wiki/api/v2/spaces/{id}/operations")).await;
            assert_eq!(list["operations"], space["operations"]["results"]);
        }
    }
    let (_, found) = site.as_person(4, "/wiki/api/v2/spaces?keys=DOCS").await;
    assert_eq!(
        (&found["results"][0]["id"], found["results"].as_array().unwrap().len()),
        (&json!("98305"), 1)
    );
    assert_eq!(site.ask("GET /wiki/rest/api/user/current", "", "").await.0, 403);
    assert_eq!(site.as_person(1, "/wiki/api/v2/spaces/1").await.0, 404);
}

#[tokio::test]
async fn people_groups_projects_and_organizations() {
    let site = Served::new().await;
    let (_, me) = site.as_person(4, "/rest/api/3/myself").await;
    assert_eq!(me["accountId"], account(4));
    assert!(me.get("emailAddress").is_none());
    let path = format!(
        "/rest/api/3/user/bulk?accountId={}&accountId={}&accountId=none&maxResults=200",
        account(1),
        account(2)
    );
    let (_, two) = site.as_person(4, &path).await;
    assert_eq!((&two["total"], two["values"].as_array().unwrap().len()), (&json!(2), 2));
    let many = "accountId=a&".repeat(201);
    assert_eq!(site.as_person(4, &format!("/rest/api/3/user/bulk?{many}")).await.0, 400);
    let (_, found) = site.as_person(4, "/rest/api/3/user/search?query=quint").await;
    assert_eq!(found[0]["displayName"], "Mateo Quintana");
    let (_, groups) = site.as_person(4, &format!("/rest/api/3/user/groups?accountId={}", account(1))).await;
    assert!(groups.as_array().unwrap().iter().any(|group| group["name"] == "jira-administrators"));
    let (_, bulk) = site.as_person(4, "/rest/api/3/group/bulk?groupName=payments-team").await;
    let id = bulk["values"][0]["groupId"].as_str().unwrap().to_owned();
    let (_, members) = site.as_person(4, &format!("/rest/api/3/group/member?groupId={id}")).await;
    assert!(members["values"].as_array().unwrap().iter().any(|person| person["accountId"] == account(2)));
    let (_, page) = site.as_person(4, "/rest/api/3/project/search?startAt=1&maxResults=2").await;
    assert_eq!(
        (&page["total"], &page["isLast"], &page["values"][0]["key"]),
        (&json!(5), &json!(false), &json!("MOB"))
    );
    assert_eq!(site.as_person(4, "/rest/api/3/project/PAY").await.1["id"], "10000");
    assert_eq!(site.as_person(4, "/rest/api/3/project/NO").await.0, 404);
    for list in ["status", "issuetype", "priority", "resolution", "field"] {
        assert!(
            !site.as_person(4, &format!("/rest/api/3/{list}")).await.1.as_array().unwrap().is_empty(),
            "{list}"
        );
    }
    let (_, organizations) = site.as_person(1, "/rest/servicedeskapi/organization?limit=2").await;
    assert_eq!((&organizations["size"], &organizations["isLastPage"]), (&json!(2), &json!(false)));
    assert!(
        site.as_person(1, "/rest/servicedeskapi/organization/1/user").await.1["size"].as_u64().unwrap() >= 2
    );
    let (status, unknown) = site.as_person(1, "/rest/api/3/dashboard").await;
    assert_eq!((status, unknown["errorMessages"].as_array().unwrap().len()), (404, 1));
    assert_eq!(site.ask("GET /rest/api/3/myself", "", "").await.0, 401);
    assert_eq!(site.ask("GET /rest/api/3/myself", "x-as: user\r\nx-account: nobody\r\n", "").await.0, 401);
}

#[tokio::test]
async fn issues_with_changelog_and_comments() {
    let site = Served::new().await;
    let key = new_issue(&mut site.site.write());
    for what in [
        json!({ "do": "edit", "field": "priority", "value": "High" }),
        json!({ "do": "comment", "text": "Hello" }),
    ] {
        let mut what = what;
        what["issue"] = json!(key);
        what["as"] = json!(account(2));
        assert_eq!(site.post("/_site/act", what).await.0, 200);
    }
    let (_, issue) =
        site.as_person(4, &format!("/rest/api/3/issue/{key}?expand=changelog&fields=priority,comment")).await;
    assert_eq!(issue["fields"].as_object().unwrap().len(), 2);
    assert_eq!(issue["changelog"]["histories"][0]["items"][0]["toString"], "High");
    assert_eq!(issue["changelog"]["histories"][0]["author"]["displayName"], "Mateo Quintana");
    let (_, comments) = site.as_person(4, &format!("/rest/api/3/issue/{key}/comment")).await;
    assert_eq!(comments["comments"][0]["body"]["content"][0]["content"][0]["text"], "Hello");
    let app = "x-as: app\r\n";
    let body = json!({ "issueIdsOrKeys": [key, "PAY-99999"], "fields": ["project"] }).to_string();
    let (status, bulk) = site.ask("POST /rest/api/3/issue/bulkfetch", app, &body).await;
    assert_eq!((status, &bulk["issues"][0]["fields"]["project"]["key"]), (200, &json!("PAY")));
    assert_eq!(bulk["issueErrors"].as_array().unwrap().len(), 1);
    let body = json!({ "issueIdsOrKeys": vec!["1"; 101] }).to_string();
    assert_eq!(site.ask("POST /rest/api/3/issue/bulkfetch", app, &body).await.0, 400);
    assert_eq!(site.as_person(4, "/rest/api/3/issue/PAY-99999").await.0, 404);
}

#[tokio::test]
async fn events_come_in_pages_and_a_long_poll_waits_for_the_next() {
    let site = Served::new().await;
    let (_, page) = site.ask("GET /_site/events?after=3&limit=2", "", "").await;
    let last = page["last"].as_u64().unwrap();
    assert_eq!((&page["events"][0]["seq"], &page["events"][1]["seq"]), (&json!(4), &json!(5)));
    assert!(last >= 1_500 && page["time"].is_i64() && page["events"][0]["at"].is_i64());
    let path = format!("GET /_site/events?after={last}&limit=10&wait=20000");
    let emitted = async {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        site.post("/_site/emit", json!({ "event": { "eventType": "avi:jira:odd:thing" } })).await
    };
    let ((_, news), (_, emitted)) = tokio::join!(site.ask(&path, "", ""), emitted);
    assert_eq!(emitted["events"][0].as_u64(), Some(last + 1));
    assert_eq!(news["events"][0]["event"], json!({ "eventType": "avi:jira:odd:thing" }));
    let (_, again) = site.post("/_site/again", json!({ "seq": last + 1 })).await;
    assert_eq!(again["events"], json!([last + 2]));
    let (_, quiet) = site.ask(&format!("GET /_site/events?after={}&wait=30", last + 2), "", "").await;
    assert_eq!(quiet["events"], json!([]));
}

#[tokio::test]
async fn the_panel_sees_people_and_a_board_and_bad_requests_are_named() {
    let site = Served::new().await;
    let (_, people) = site.ask("GET /_site/people", "", "").await;
    let roles: Vec<&Value> =
        people.as_array().unwrap().iter().take(4).map(|person| &person["roles"]).collect();
    assert_eq!(
        roles,
        [
            &json!(["site-admin"]),
            &json!(["project-admin:PAY"]),
            &json!(["space-admin:DOCS"]),
            &json!(["plain"])
        ]
    );
    let (_, board) = site.ask("GET /_site/board?project=PAY", "", "").await;
    assert!((5..=20).contains(&board["issues"].as_array().unwrap().len()));
    assert!(!board["issues"][0]["transitions"].as_array().unwrap().is_empty());
    assert_eq!(site.ask("GET /_site/board?project=NO", "", "").await.0, 404);
    let cases = [
        (json!({ "do": "comment" }), "missing field `as`"),
        (json!({ "as": account(1), "do": "sing" }), "unknown variant `sing`"),
        (json!({ "as": account(1), "do": "comment", "issue": "PAY-1" }), "missing field `text`"),
        (json!({ "as": account(1), "do": "delete", "issue": "PAY-1", "now": true }), "unknown field `now`"),
    ];
    for (body, message) in cases {
        let (status, answer) = site.post("/_site/act", body).await;
        assert_eq!(status, 400);
        assert!(answer["error"]["message"].as_str().unwrap().contains(message), "{answer}");
    }
}
