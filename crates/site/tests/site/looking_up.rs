//! Lists and pickers.

use crate::asking::Served;
use serde_json::{Value, json};

/// The values of a member of every entry of a list.
fn all<'a>(list: &'a Value, member: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().map(|entry| entry[member].as_str().unwrap()).collect()
}

#[tokio::test]
async fn groups_are_picked_and_their_members_paged() {
    let site = Served::new().await;
    let (_, picked) = site.as_person(4, "/rest/api/3/groups/picker?query=USERS").await;
    assert_eq!(
        all(&picked["groups"], "name"),
        ["confluence-users", "jira-servicemanagement-users", "jira-software-users"]
    );
    assert_eq!(picked["groups"][0]["html"], "confluence-<b>users</b>");
    assert_eq!((&picked["total"], &picked["header"]), (&json!(3), &json!("Showing 3 of 3 matching groups")));
    let (status, nobody) = site.ask("GET /rest/api/3/groups/picker?query=users", "", "").await;
    assert_eq!((status, &nobody["groups"]), (200, &json!([])));
    let id = picked["groups"][2]["groupId"].as_str().unwrap();
    let (_, first) = site.as_person(4, &format!("/rest/api/3/group/member?groupId={id}&maxResults=7")).await;
    let (_, next) =
        site.as_person(4, &format!("/rest/api/3/group/member?groupId={id}&maxResults=7&startAt=7")).await;
    assert_eq!((first["values"].as_array().unwrap().len(), &first["isLast"]), (7, &json!(false)));
    assert_ne!(first["values"][0]["accountId"], next["values"][0]["accountId"]);
    assert_eq!(site.as_person(4, "/rest/api/3/group/member?groupname=no-such").await.0, 404);
    assert_eq!(site.ask(&format!("GET /rest/api/3/group/member?groupId={id}"), "", "").await.0, 401);
}

#[tokio::test]
async fn people_are_found_by_name_and_address() {
    let site = Served::new().await;
    for query in ["mateo%20quintana", "Quint", "mateo.quintana%40harbour-lane.example"] {
        let (_, found) = site.as_person(4, &format!("/rest/api/3/user/search?query={query}")).await;
        assert_eq!(found[0]["displayName"], "Mateo Quintana", "{query}");
        assert_eq!(found[0]["emailAddress"], Value::Null);
    }
}

#[tokio::test]
async fn projects_with_leads_categories_versions_and_components() {
    let site = Served::new().await;
    let (_, page) = site.as_person(4, "/rest/api/3/project/search?expand=lead&maxResults=2&startAt=2").await;
    assert_eq!((all(&page["values"], "key"), &page["isLast"]), (vec!["OPS", "PAY"], &json!(false)));
    assert!(page["values"][1]["lead"]["accountId"].is_string());
    assert_eq!(page["values"][1]["projectCategory"]["name"], "Product");
    let (_, plain) = site.as_person(4, "/rest/api/3/project/search").await;
    assert_eq!(plain["values"][0]["lead"], Value::Null);
    let (_, categories) = site.as_person(4, "/rest/api/3/projectCategory").await;
    assert_eq!(all(&categories, "name"), ["Product", "Service", "Company"]);
    let (_, versions) = site.as_person(4, "/rest/api/3/project/PAY/version?maxResults=2").await;
    assert_eq!(all(&versions["values"], "name"), ["4.8.0", "4.8.1"]);
    assert_eq!(versions["values"][0]["archived"], true);
    assert_eq!((&versions["total"], &versions["isLast"]), (&json!(6), &json!(false)));
    assert_eq!(site.as_person(4, "/rest/api/3/project/10000/versions").await.1.as_array().unwrap().len(), 6);
    let (_, components) = site.as_person(4, "/rest/api/3/project/HR/components").await;
    assert!(all(&components, "name").contains(&"Payroll"));
    assert_eq!(site.as_person(4, "/rest/api/3/project/NOPE/version").await.0, 404);
}

#[tokio::test]
async fn what_all_issues_share() {
    let site = Served::new().await;
    let (_, priorities) = site.as_person(4, "/rest/api/3/priority/search").await;
    assert_eq!(all(&priorities["values"], "name"), ["Highest", "High", "Medium", "Low", "Lowest"]);
    assert_eq!(priorities["values"][2]["isDefault"], true);
    let (_, resolutions) = site.as_person(4, "/rest/api/3/resolution/search?maxResults=2").await;
    assert_eq!(all(&resolutions["values"], "name"), ["Done", "Won't Do"]);
    let (_, categories) = site.as_person(4, "/rest/api/3/statuscategory").await;
    assert_eq!(all(&categories, "key"), ["undefined", "new", "indeterminate", "done"]);
    let (_, labels) = site.as_person(4, "/rest/api/3/label").await;
    assert!(labels["total"].as_u64().unwrap() > 3);
    for path in ["priority/search", "statuscategory", "label", "jql/autocompletedata"] {
        assert_eq!(site.ask(&format!("GET /rest/api/3/{path}"), "", "").await.0, 401, "{path}");
    }
}

#[tokio::test]
async fn workflows_and_settings_are_for_administrators() {
    let site = Served::new().await;
    let schemes = "/rest/api/3/workflowscheme/project?projectId=10000&projectId=10002&projectId=10001";
    let (_, answer) = site.as_person(1, schemes).await;
    let development = &answer["values"][0];
    assert_eq!(development["projectIds"], json!(["10000", "10002"]));
    assert_eq!(development["workflowScheme"]["defaultWorkflow"], "Development workflow");
    assert_eq!(development["workflowScheme"]["issueTypeMappings"], json!({ "10002": "Bug workflow" }));
    assert_eq!(answer["values"][1]["workflowScheme"]["issueTypeMappings"], json!({}));
    let (_, found) = site.as_person(1, "/rest/api/3/workflows/search?queryString=bug").await;
    assert_eq!(all(&found["values"], "name"), ["Bug workflow"]);
    let setting = "/rest/api/3/application-properties?key=jira.date.time.picker.use.iso8601";
    assert_eq!(site.as_person(1, setting).await.1["value"], "false");
    assert_eq!(site.as_person(1, "/rest/api/3/application-properties?key=no").await.0, 404);
    for path in [schemes, setting, "/rest/api/3/workflows/search"] {
        assert_eq!(site.as_person(2, path).await.0, 403, "{path}");
        assert_eq!(site.ask(&format!("GET {path}"), "x-as: app\r\n", "").await.0, 200, "{path}");
    }
    assert_eq!(site.as_person(1, "/rest/api/3/workflowscheme/project").await.0, 400);
}

#[tokio::test]
async fn values_are_suggested() {
    let site = Served::new().await;
    let cases = [
        ("project", "pay", r#""Payments""#, "<b>Pay</b>ments (PAY)"),
        ("status", "to", r#""To Do""#, "<b>To</b> Do"),
        ("issuetype", "bu", "Bug", "<b>Bu</b>g"),
        ("priority", "highe", "Highest", "<b>Highe</b>st"),
        ("resolution", "unr", "Unresolved", "<b>Unr</b>esolved"),
        ("component", "card", r#""Card processing""#, "<b>Card</b> processing"),
        ("fixVersion", "4.8.1", "4.8.1", "<b>4.8.1</b>"),
        ("assignee", "mateo", "557058:00000000-0000-4000-8000-000000000002", "<b>Mateo</b> Quintana"),
        ("category", "comp", "Company", "<b>Comp</b>any"),
    ];
    for (field, text, value, shown) in cases {
        let path =
            format!("/rest/api/3/jql/autocompletedata/suggestions?fieldName={field}&fieldValue={text}");
        let (_, answer) = site.as_person(4, &path).await;
        assert_eq!(
            answer["results"][0]["value"].as_str().unwrap().trim_matches('"'),
            value.trim_matches('"')
        );
        assert_eq!(answer["results"][0]["displayName"], shown);
        // What is suggested can be written into a query as it is.
        let query = format!("{field} = {}", answer["results"][0]["value"].as_str().unwrap());
        assert_eq!(activity_jql::parse(&query).errors, []);
    }
    let unknown = "/rest/api/3/jql/autocompletedata/suggestions?fieldName=actor";
    assert_eq!(site.as_person(4, unknown).await.0, 400);
    let (_, data) = site.as_person(4, "/rest/api/3/jql/autocompletedata").await;
    let names = all(&data["visibleFieldNames"], "value");
    assert!(names.contains(&"status") && !names.contains(&"actor") && !names.contains(&"workflow"));
    assert!(all(&data["visibleFunctionNames"], "value").contains(&"currentUser()"));
    assert!(data["jqlReservedWords"].as_array().unwrap().contains(&json!("create")));
}
