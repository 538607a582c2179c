//! Every field, on records that have it.

use crate::samples::{bare_issue, comment, page, record, site_setting, transition};
use crate::support::{ME, ask, predicate};
use activity_event::Event;
use activity_filter::Truth::{self, Empty, False, Open, True};
use activity_filter::{Predicate, open_clauses, residual, residual_of};
use serde_json::json;

fn table(event: &Event, rows: &[(&str, Truth)]) {
    for (jql, expect) in rows {
        assert_eq!(ask(jql, event), *expect, "{jql}");
    }
}

#[test]
fn fields_of_the_record() {
    table(
        &transition(),
        &[
            ("", True),
            ("actor = currentUser()", True),
            ("ACTOR IN (x, CURRENTUSER())", True),
            ("actor != currentUser()", False),
            ("actor = 5b10aaa", False),
            ("actorKind = person", True),
            ("actorKind IN (app, automation)", False),
            ("certainty = stated", True),
            ("action = issue.transitioned", True),
            ("action = ISSUE.Transitioned", True),
            ("action != issue.transitioned", False),
            ("action IN (issue.created, issue.transitioned)", True),
            ("actionFamily = issue", True),
            ("actionFamily = comment", False),
            ("actionFamily NOT IN (comment, worklog)", True),
            ("product = jira", True),
            ("product IN (confluence, jsm)", False),
            ("subject = PAY-12", True),
            ("subject = 10012", True),
            ("subject = \"rotate the SIGNING keys\"", True),
            ("subject = PAY-1", False),
            ("subject ~ \"signing key*\"", True),
            ("subject ~ PAY-12", True),
            ("thread = PAY-12", True),
            ("thread = 10012", True),
            ("thread = PAY-1", False),
            ("subjectType = issue", True),
            ("subjectType != issue", False),
            ("\"field\" = status", True),
            ("changedField = \"story points\"", True),
            ("changedField = customfield_10010", True),
            ("changedField = fixVersion", True),
            ("changedField = priority", False),
            ("changedField NOT IN (priority, summary)", True),
            ("\"from\" = \"in progress\"", True),
            ("\"from\" = 3", True),
            ("\"to\" = Done", True),
            ("\"to\" = currentUser()", False),
            ("\"from\" = currentUser()", True),
            ("changedTo ~ \"fix*\"", True),
            ("provenance = live", True),
            ("source = avi:jira:updated:issue", True),
            ("source != avi:jira:created:issue", True),
            ("content ~ keys", Empty),
            ("text ~ keys", True),
            ("text ~ \"in progress\"", True),
            ("text ~ fixed", True),
            ("text !~ hunter2", True),
        ],
    );
    table(
        &comment(),
        &[
            ("thread = pay-12", True),
            ("thread IN (10012, 7)", True),
            ("thread = 900", False),
            ("thread != 10012", False),
            ("content ~ hunter2", True),
            ("content ~ \"PASSWORD please\"", True),
            ("content !~ hunter2", False),
            ("text ~ \"hunter*\"", True),
            ("text ~ \"rotate keys\"", True),
            ("certainty = inferred", True),
            ("actor = QM:customer", True),
        ],
    );
}

#[test]
fn projects_and_spaces_by_id_key_and_name() {
    table(
        &transition(),
        &[
            ("project = PAY", True),
            ("project = pay", True),
            ("project = 10000", True),
            ("project = payments", True),
            ("project != PAY", False),
            ("project IN (OPS, PAY)", True),
            ("project = OPS", False),
            ("project = 10001", False),
            ("space = PAY", True),
        ],
    );
    table(
        &page(),
        &[
            ("project = DOCS", True),
            ("container = 98305", True),
            ("space != DOCS", False),
            ("space = ENG", False),
        ],
    );
    // The payload did not name the project: the key of the issue does.
    table(
        &comment(),
        &[
            ("project = PAY", True),
            ("project = OPS", False),
            ("project != OPS", True),
            ("project = 10000", Open),
            ("project = \"Big Project\"", Open),
        ],
    );
    table(
        &site_setting(),
        &[("project = PAY", Empty), ("project != PAY", Empty), ("project IS EMPTY", True)],
    );
    table(&bare_issue(), &[("project = PAY", Open), ("project IS EMPTY", Open)]);
    // Only the id is known.
    let unnamed = record(&json!({"container": {"kind": "project", "id": "10000"}}));
    table(&unnamed, &[("project = 10000", True), ("project = 10001", False), ("project = PAY", Open)]);
    // Only the key is: a word is taken to be a key.
    let keyed = record(&json!({"container": {"kind": "project", "id": "10000", "key": "PAY"}}));
    table(&keyed, &[("project = OPS", False), ("project = \"Big Project\"", Open)]);
}

#[test]
fn fields_of_the_issue() {
    table(
        &transition(),
        &[
            ("issue = PAY-12", True),
            ("key = pay-12", True),
            ("id = 10012", True),
            ("issuekey IN (PAY-1, PAY-2)", False),
            ("issuekey ~ \"PAY-1*\"", True),
            ("issuetype = bug", True),
            ("type = 1", True),
            ("type = Task", False),
            ("status = done", True),
            ("status = 5", True),
            ("status != \"In Progress\"", True),
            ("statusCategory = Done", True),
            ("statusCategory = complete", True),
            ("statusCategory != \"In Progress\"", True),
            ("statusCategory IN (new, 4)", False),
            ("priority = high", True),
            ("resolution = Fixed", True),
            ("assignee = 5B10AAA", True),
            ("assignee = currentUser()", False),
            ("creator = currentUser()", True),
            ("reporter IN (5b10aaa, 5b10bbb)", True),
            ("component = vault", True),
            ("component != 100", False),
            ("fixVersion = \"2.0\"", True),
            ("parent = PAY-1", True),
            ("parent = PAY-2", False),
            ("parent = 10001", Open),
            ("summary ~ signing", True),
            ("priority > Low", Open),
            ("sprint = 5", Open),
        ],
    );
    table(
        &comment(),
        &[
            ("issue = PAY-12", True),
            ("subject = PAY-12", False),
            ("summary ~ rotate", True),
            ("status = Done", Open),
        ],
    );
    // Known by id only: a name could still be it, another id could not.
    let by_id = record(&json!({"subject": {"kind": "issue"}, "issue": {"status": {"id": "5"}}}));
    table(
        &by_id,
        &[
            ("status = 5", True),
            ("status = 6", False),
            ("status = Done", Open),
            ("statusCategory = done", Open),
        ],
    );
}

#[test]
fn a_comment_whose_issue_is_not_named_still_has_one() {
    let orphan = record(&json!({"action": "comment.created", "subject": {"kind": "comment", "id": "1"}}));
    table(
        &orphan,
        &[
            ("issue = PAY-12", Open),
            ("status = Done", Open),
            ("sprint IS EMPTY", Open),
            ("project = PAY", Open),
        ],
    );
    let on_page = record(
        &json!({"product": "confluence", "subject": {"kind": "comment", "parent": {"kind": "page", "id": "7"}}}),
    );
    table(&on_page, &[("issue = PAY-12", Empty), ("status = Done", Empty)]);
}

#[test]
fn logic() {
    table(
        &transition(),
        &[
            ("project = PAY AND status = Done", True),
            ("project = OPS AND sprint = 5", False),
            ("project = OPS OR sprint = 5", Open),
            ("project = PAY OR sprint = 5", True),
            ("NOT (project = OPS OR status = Open)", True),
            ("NOT (project = PAY AND status = Done)", False),
            ("NOT NOT project = PAY", True),
            ("project = OPS AND sprint = 5 OR status = Done", True),
            ("project = OPS AND (sprint = 5 OR status = Done)", False),
        ],
    );
}

#[test]
fn what_is_left_for_jira() {
    let jql = "project = PAY AND (sprint = 5 OR NOT cf[10010] > 3 OR status = Done) AND sprint = 5";
    let asked = predicate(jql);
    assert_eq!(open_clauses(&asked), ["sprint = 5", "cf[10010] <= 3"]);
    assert_eq!(residual(&asked).as_deref(), Some("(sprint = 5 OR cf[10010] <= 3) AND sprint = 5"));
    assert_eq!(residual(&predicate("project = PAY")), None);
    let left = |event| residual_of(&asked, &event).map(|left: Predicate| left.to_string());
    assert_eq!(left(transition()).as_deref(), Some("sprint = 5"));
    assert_eq!(left(site_setting()), None);
    // The status is not known either, so Jira is asked for it too.
    let text = "(sprint = 5 OR cf[10010] <= 3 OR status = Done) AND sprint = 5";
    assert_eq!(left(comment()).as_deref(), Some(text));
}

#[test]
fn a_predicate_prints_as_jql_without_anything_left_to_resolve() {
    for (jql, expect) in [
        ("", ""),
        ("NOT (actor = currentUser() OR occurred >= 5)", &format!("actor != {ME} AND occurred < 5") as &str),
        ("assignee in (EMPTY, x, X)", "assignee IS EMPTY OR assignee IN (x, X)"),
        ("actionFamily = link", r#"action IN ("link.created", "link.deleted")"#),
        ("\"field\" = x", "changedField = x"),
        ("occurred IS EMPTY", "occurred IS EMPTY"),
        ("text !~ 'a \"b c\"'", r#"text !~ "a \"b c\"""#),
        (
            "status changed from (EMPTY, A) by currentUser() after 5",
            &format!("status CHANGED FROM (EMPTY, A) BY {ME} AFTER 5"),
        ),
        ("not status changed to B", "NOT status CHANGED TO B"),
    ] {
        assert_eq!(predicate(jql).to_string(), expect, "{jql}");
    }
}

#[test]
fn a_project_of_which_only_the_id_came_is_named_by_the_key_of_its_issue() {
    let text = r#"{"id":"00000000000000000000000000000001","occurred":1,"recorded":1,"product":"jira",
        "action":"attachment.created","actor":{"kind":"unknown","certainty":"unknown"},
        "container":{"kind":"project","id":"10000"},
        "subject":{"kind":"attachment","id":"5","parent":{"kind":"issue","id":"7","key":"PAY-7"}},
        "provenance":"live","source":"avi:jira:created:attachment"}"#;
    let event: activity_event::Event = serde_json::from_str(text).unwrap();
    for (jql, expect) in [
        ("project = PAY", Truth::True),
        ("project = OPS", Truth::False),
        ("project != OPS", Truth::True),
        ("project = 10000", Truth::True),
    ] {
        assert_eq!(ask(jql, &event), expect, "{jql}");
    }
}
