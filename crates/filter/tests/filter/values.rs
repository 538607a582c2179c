//! What a value may be called and how values compare, fact by fact as Jira's reference has them.
//!
//! Sources: <https://support.atlassian.com/jira-service-management-cloud/docs/what-is-advanced-search-in-jira-cloud/>,
//! `jql-fields/` and `jql-operators/`, 2025.

use crate::samples::{all_empty, comment, record, transition};
use crate::support::{ME, ask, checked, checked_in, context_with, predicate};
use activity_event::Event;
use activity_filter::Truth::{self, Empty, False, Open, True};
use activity_filter::{evaluate, open_clauses};
use serde_json::{Value, json};

fn table(event: &Event, rows: &[(&str, Truth)]) {
    for (jql, expect) in rows {
        assert_eq!(ask(jql, event), *expect, "{jql}");
    }
}

fn table_with(tables: &Value, event: &Event, rows: &[(&str, Truth)]) {
    for (jql, expect) in rows {
        let found = checked_in(jql, &context_with(tables.clone()));
        let truth = found.predicate.map(|predicate| evaluate(&predicate, event));
        assert_eq!(truth, Some(*expect), "{jql}: {:?}", found.diagnostics);
    }
}

#[test]
fn names_of_fields_functions_keywords_and_values_are_read_in_any_case() {
    table(
        &transition(),
        &[
            // Fields.
            ("STATUS = Done", True),
            ("FixVersion = \"2.0\"", True),
            ("\"STORY points\" CHANGED", True),
            ("CF[10010] CHANGED", True),
            // Functions.
            ("actor = currentuser()", True),
            ("actor = CURRENTUSER()", True),
            ("occurred >= STARTOFDAY()", True),
            // Keywords.
            ("status in (Done) And noT labels IS empty", True),
            ("status Was dOne oN 2026-11-18", True),
            ("status Changed fRom \"In Progress\" tO Done bY currentUser() oRder bY occurred dEsc", True),
            // Values.
            ("issuetype = BUG", True),
            ("status = dONE", True),
            ("statusCategory = DONE", True),
            ("priority = hIGH", True),
            ("resolution = FIXED", True),
            ("project = pay", True),
            ("project = PAYMENTS", True),
            ("issue = pay-12", True),
            ("parent = pay-1", True),
            ("labels = SECURITY", True),
            ("component = VAULT", True),
            ("assignee = 5B10AAA", True),
            ("action = Issue.Transitioned", True),
            ("product = JIRA", True),
        ],
    );
}

/// The types of links are Jira's to compare, and Jira minds their case: they are handed on as they are written.
#[test]
fn types_of_links_keep_their_case() {
    for jql in
        ["issuekey IN linkedIssues(PAY-1, Blocks)", "issuekey IN linkedIssues(PAY-1, \"is blocked BY\")"]
    {
        assert_eq!(open_clauses(&predicate(jql)), [jql]);
    }
}

#[test]
fn a_value_is_a_name_or_an_id() {
    table(
        &transition(),
        &[
            ("project = Payments", True),
            ("project = PAY", True),
            ("project = 10000", True),
            ("project = 10001", False),
            ("issuetype = Bug", True),
            ("issuetype = 1", True),
            ("issuetype = 2", False),
            ("status = Done", True),
            ("status = 5", True),
            ("status = 6", False),
            ("priority = High", True),
            ("priority = 2", True),
            ("priority = 3", False),
            ("resolution = Fixed", True),
            ("resolution = 7", True),
            ("resolution = 8", False),
            ("component = Vault", True),
            ("component = 100", True),
            ("component = 101", False),
            ("fixVersion = \"2.0\"", True),
            ("fixVersion = 200", True),
            ("fixVersion = 201", False),
            ("issue = PAY-12", True),
            ("issue = 10012", True),
            ("issue = 10013", False),
            ("status CHANGED FROM \"In Progress\" TO Done", True),
            ("status CHANGED FROM 3 TO 5", True),
            ("status CHANGED FROM 5 TO 3", False),
        ],
    );
    // The four categories of statuses have names, keys and ids.
    for (category, names) in [
        ("new", ["\"To Do\"", "New", "2"]),
        ("indeterminate", ["\"In Progress\"", "Indeterminate", "4"]),
        ("done", ["Done", "Complete", "3"]),
        ("undefined", ["\"No Category\"", "Undefined", "1"]),
    ] {
        let event = record(&json!({
            "subject": {"kind": "issue", "id": "7", "key": "PAY-7"}, "issue": {"status": {"id": "5", "category": category}},
        }));
        for name in names {
            table(
                &event,
                &[(&format!("statusCategory = {name}"), True), (&format!("statusCategory != {name}"), False)],
            );
        }
    }
}

/// A person is named by account id, by display name, or by e-mail address: names are not unique, and the log keeps none.
#[test]
fn a_person_is_an_account_or_what_the_site_calls_it() {
    let tables = json!({"people": {
        "Ann Cole": ["5b10aaa"], "ann@example.invalid": ["5b10aaa"], "Bo Lind": ["5b10ccc", "5b10bbb"], "Nobody": [],
    }});
    table_with(
        &tables,
        &transition(),
        &[
            (&format!("actor = {ME}"), True),
            ("assignee = \"Ann Cole\"", True),
            ("assignee = \"ann@example.invalid\"", True),
            ("reporter = \"Bo Lind\"", True),
            ("reporter IN (\"Ann Cole\", \"Bo Lind\")", True),
            ("reporter NOT IN (\"Ann Cole\", \"Bo Lind\")", False),
            ("assignee != \"Bo Lind\"", True),
            ("assignee = Nobody", False),
        ],
    );
}

/// Two projects, of which one is called as the other's key.
#[test]
fn the_key_of_a_project_goes_before_the_name_of_another() {
    let tables = json!({"projects": [
        {"id": "10000", "key": "PAY", "name": "Payments"}, {"id": "10002", "key": "WEB", "name": "PAY"},
    ]});
    let of = |id: &str, key: &str, name: &str| {
        record(&json!({"container": {"kind": "project", "id": id, "key": key, "name": name}}))
    };
    let (pay, web) = (of("10000", "PAY", "Payments"), of("10002", "WEB", "PAY"));
    table_with(
        &tables,
        &pay,
        &[
            ("project = PAY", True),
            ("project = pay", True),
            ("project != PAY", False),
            ("project = Payments", True),
        ],
    );
    table_with(
        &tables,
        &web,
        &[
            ("project = PAY", False),
            ("project = pay", False),
            ("project != PAY", True),
            ("project IN (PAY, OPS)", False),
            ("project NOT IN (PAY, OPS)", True),
            ("project = WEB", True),
            ("project = 10002", True),
            ("project IN (a, b, c, d, e, f, g, h, i, PAY)", False),
        ],
    );
    // The project had another key then, and the key of now is found by the id.
    table_with(&tables, &of("10000", "OLD", "Payments"), &[("project = PAY", True), ("project = OLD", True)]);
    // No project has it as its key: it is a name.
    let named = json!({"projects": [{"id": "10002", "key": "WEB", "name": "PAY"}]});
    table_with(&named, &web, &[("project = PAY", True)]);
}

/// An own field that a site has called like one of Jira's.
#[test]
fn a_field_of_jira_goes_before_a_custom_field_of_the_same_name() {
    let change = |id: &str, name: &str| {
        record(&json!({
            "subject": {"kind": "issue", "id": "7", "key": "PAY-7"},
            "issue": {"priority": {"id": "2", "name": "High"}},
            "changes": [{"fieldId": id, "field": name, "from": {"text": "Low"}, "to": {"text": "Later"}}],
        }))
    };
    let custom = change("customfield_10055", "Priority");
    table(
        &custom,
        &[
            ("priority = High", True),
            ("priority = Later", False),
            ("priority CHANGED", False),
            ("priority CHANGED TO Later", False),
            ("priority WAS Low", Open),
            ("cf[10055] CHANGED TO Later", True),
            // The names of what changed are those of the record, whatever they are.
            ("changedField = Priority", True),
        ],
    );
    table(
        &change("priority", "Priority"),
        &[("priority CHANGED TO Later", True), ("priority WAS Low", True)],
    );
    // What the history keeps without an id is known by its name alone.
    let old = record(&json!({
        "subject": {"kind": "issue", "id": "7", "key": "PAY-7"}, "changes": [{"field": "priority", "to": {"text": "Later"}}],
    }));
    table(&old, &[("priority CHANGED TO Later", True)]);
    // Some of Jira's fields are custom fields themselves.
    table(&change("customfield_10020", "Sprint"), &[("sprint CHANGED TO Later", True)]);
}

#[test]
fn options_of_custom_fields_are_named_by_their_text_or_id() {
    let event = record(&json!({
        "subject": {"kind": "issue", "id": "7", "key": "PAY-7"},
        "changes": [{"fieldId": "customfield_10030", "field": "Tier",
            "from": {"id": "20", "text": "Silver"}, "to": {"id": "21", "text": "Gold"}}],
    }));
    table(
        &event,
        &[
            ("cf[10030] CHANGED FROM Silver TO Gold", True),
            ("cf[10030] CHANGED FROM 20 TO 21", True),
            ("Tier CHANGED TO gold", True),
            ("Tier CHANGED TO 20", False),
            ("cf[10030] = Gold", Open),
        ],
    );
}

/// `priority > Medium` is "more important", not "later in the alphabet". Of what the log does not know the order, Jira is asked.
#[test]
fn order_is_the_order_of_the_site() {
    let tables = json!({"priorities": [
        {"id": "1", "name": "Highest"}, {"id": "2", "name": "High"}, {"id": "3", "name": "Medium"}, {"id": "4", "name": "Low"},
    ]});
    table_with(
        &tables,
        &transition(),
        &[
            ("priority > Medium", True),
            ("priority >= High", True),
            ("priority > High", False),
            ("priority < Highest", True),
            ("priority <= High", True),
            ("priority < High", False),
            ("priority < Medium", False),
            ("priority > 3", True),
            ("resolution > Fixed", Open),
            ("fixVersion <= \"2.0\"", Open),
            ("fixVersion > earliestUnreleasedVersion(PAY)", Open),
            ("affectedVersion < \"2.0\"", Open),
            ("issuekey > PAY-1", Open),
        ],
    );
    table_with(&tables, &all_empty(), &[("priority > Low", Empty), ("fixVersion < \"2.0\"", Empty)]);
    let asked = predicate("NOT fixVersion <= \"2.0\" AND resolution > Fixed");
    assert_eq!(open_clauses(&asked), ["fixVersion > \"2.0\"", "resolution > Fixed"]);
}

#[test]
fn unresolved_means_no_resolution() {
    for (jql, with, without) in [
        ("resolution = Unresolved", False, True),
        ("resolution = unresolved", False, True),
        ("resolution != Unresolved", True, False),
        ("resolution IN (Unresolved)", False, True),
        ("resolution NOT IN (Unresolved, Duplicate)", True, False),
        ("resolution IS EMPTY", False, True),
    ] {
        assert_eq!(ask(jql, &transition()), with, "{jql}");
        assert_eq!(ask(jql, &all_empty()), without, "{jql}");
    }
    assert_eq!(ask("resolution CHANGED FROM Unresolved TO Fixed", &transition()), True);
    assert_eq!(ask("resolution WAS Unresolved", &transition()), True);
    // In other fields it is a name like any other.
    assert_eq!(ask("status = Unresolved", &all_empty()), Empty);
}

/// `=` finds any of the values, `!=` asks that there are some and that none of them is it; IN is OR of `=`, NOT IN is AND of `!=`.
#[test]
fn fields_with_several_values() {
    let several = record(&json!({
        "subject": {"kind": "issue", "id": "7", "key": "PAY-7"},
        "issue": {
            "labels": ["a", "b"], "components": [{"id": "1", "name": "a"}, {"id": "2", "name": "b"}],
            "fixVersions": [{"id": "1", "name": "a"}, {"id": "2", "name": "b"}],
        },
    }));
    for field in ["labels", "component", "fixVersion"] {
        for (clause, some, none) in [
            ("= a", True, Empty),
            ("= b", True, Empty),
            ("= c", False, Empty),
            ("!= a", False, Empty),
            ("!= b", False, Empty),
            ("!= c", True, Empty),
            ("IN (a, c)", True, Empty),
            ("IN (c, d)", False, Empty),
            ("NOT IN (a, c)", False, Empty),
            ("NOT IN (c, d)", True, Empty),
            ("IS EMPTY", False, True),
            ("IS NOT EMPTY", True, False),
        ] {
            let jql = format!("{field} {clause}");
            assert_eq!(ask(&jql, &several), some, "{jql}");
            assert_eq!(ask(&jql, &all_empty()), none, "{jql}");
        }
        for (list, single) in [
            ("{f} IN (a, c)", "{f} = a OR {f} = c"),
            ("{f} NOT IN (a, c)", "{f} != a AND {f} != c"),
            ("{f} NOT IN (c, d)", "{f} != c AND {f} != d"),
        ] {
            let (list, single) = (list.replace("{f}", field), single.replace("{f}", field));
            for event in [&several, &all_empty(), &transition(), &comment()] {
                assert_eq!(ask(&list, event), ask(&single, event), "{list}");
            }
        }
    }
    // Voters and watchers are Jira's to count.
    assert_eq!(open_clauses(&predicate("watcher NOT IN (a, b)")), ["watcher NOT IN (a, b)"]);
    assert!(checked("watcher = currentUser()").predicate.is_some());
}
