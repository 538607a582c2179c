//! What the tables of the site add: names of now, categories, workflows, groups, versions, the order of priorities.

use crate::samples::{all_empty, bare_issue, comment, page, record, site_setting, transition};
use crate::support::{ME, checked, checked_in, context_with};
use activity_event::Event;
use activity_filter::Truth::{self, Empty, False, Open, True};
use activity_filter::{Lookup, evaluate};
use serde_json::{Value, json};

fn tables() -> Value {
    json!({
        "people": {"Bo Lind": ["5b10bbb"], "Ann Cole": ["5b10aaa", "5b10ccc"], "Nobody At All": []},
        "groups": {"developers": [ME, "5b10bbb"], "nobody": [], "no such group": null},
        "organizations": {"Harbour Ltd": ["qm:customer"]},
        "projects": [
            {"id": "10000", "key": "PMT", "name": "Payments", "category": {"id": "1", "name": "Money"}, "projectType": "software", "lead": ME},
            {"id": "10001", "key": "OPS", "name": "Operations", "category": {"id": "2", "name": "Inside"}, "projectType": "service_desk"},
            {"id": "10002", "key": "WEB", "name": "PMT"},
        ],
        "issueTypes": [{"id": "1", "name": "Defect", "subtask": false}, {"id": "2", "name": "Task", "subtask": false},
            {"id": "9", "name": "Subtask", "subtask": true}],
        "statuses": [{"id": "5", "name": "Closed", "category": "done"}, {"id": "3", "name": "In Progress", "category": "indeterminate"}],
        "priorities": [{"id": "1", "name": "Highest"}, {"id": "2", "name": "High"}, {"id": "3", "name": "Medium"}],
        "resolutions": [{"id": "7", "name": "Solved"}],
        "workflows": [{"name": "Bug flow", "project": "10000", "issueTypes": ["1"]}, {"name": "Simple flow", "project": "10000"},
            {"name": "Simple flow", "project": "10001"}],
        "versions": {"PMT": [{"id": "199", "name": "1.9", "released": true, "archived": false},
            {"id": "200", "name": "2.0", "released": true, "archived": false},
            {"id": "201", "name": "2.1", "released": false, "archived": false}], "X": null},
    })
}

fn table(event: &Event, rows: &[(&str, Truth)]) {
    for (jql, expect) in rows {
        let found = checked_in(jql, &context_with(tables()));
        assert!(found.wanted.is_empty(), "{jql}: {:?}", found.wanted);
        let truth = found.predicate.map(|predicate| evaluate(&predicate, event));
        assert_eq!(truth, Some(*expect), "{jql}: {:?}", found.diagnostics);
    }
}

/// The sample is of project 10000 when it was called PAY; its status 5 was called Done, its type 1 Bug.
#[test]
fn things_are_found_as_they_were_called_then_and_as_they_are_called_now() {
    table(
        &transition(),
        &[
            ("project = PAY", True),
            ("project = PMT", True),
            ("project = payments", True),
            ("project = WEB", False),
            ("project != PMT", False),
            ("project IN (WEB, PMT)", True),
            ("status = Done", True),
            ("status = closed", True),
            ("status != Closed", False),
            ("status = \"In Progress\"", False),
            ("type = Bug", True),
            ("type = Defect", True),
            ("type NOT IN (Defect)", False),
            ("resolution = Solved", True),
            ("status CHANGED TO Closed", True),
            ("status CHANGED FROM Closed", False),
            ("status WAS Closed", True),
        ],
    );
}

#[test]
fn people_are_found_by_name() {
    table(
        &transition(),
        &[
            ("reporter = \"Bo Lind\"", True),
            ("assignee = \"Ann Cole\"", True),
            ("assignee IN (\"Bo Lind\", \"Ann Cole\")", True),
            ("assignee != \"Bo Lind\"", True),
            ("actor = \"Nobody At All\"", False),
            ("assignee CHANGED TO \"Ann Cole\"", True),
            ("status CHANGED BY \"Bo Lind\"", False),
        ],
    );
    let codes = |jql: &str| -> Vec<&str> {
        checked_in(jql, &context_with(tables())).diagnostics.iter().map(|found| found.code).collect()
    };
    assert_eq!(codes("actor = \"Nobody At All\""), ["filter.person.unknown"]);
    assert_eq!(codes("actor = \"Ann Cole\""), ["filter.person.ambiguous"]);
    assert_eq!(codes("status = Gone"), ["filter.value.not-now"]);
    assert_eq!(codes("category = Gone"), ["filter.value.not-now"]);
    assert_eq!(codes("actor IN membersOf(\"no such group\")"), ["filter.function.value"]);
    assert_eq!(codes("fixVersion IN releasedVersions(X)"), ["filter.function.value"]);
    assert_eq!(codes("priority > Low"), ["filter.value.unknown"]);
}

#[test]
fn functions_give_what_the_tables_know() {
    table(
        &transition(),
        &[
            ("actor IN membersOf(developers)", True),
            ("actor NOT IN membersOf(developers)", False),
            ("actor IN membersOf(nobody)", False),
            ("actor NOT IN membersOf(nobody)", True),
            ("assignee IN membersOf(developers)", False),
            ("assignee IN (membersOf(developers), \"Ann Cole\")", True),
            ("assignee WAS IN membersOf(developers)", True),
            ("status CHANGED BY membersOf(developers)", True),
            ("actor IN organizationMembers(\"Harbour Ltd\")", False),
            ("project IN projectsLeadByUser()", True),
            ("project IN projectsLeadByUser(5b10bbb-5b10bbb-5b10bbb)", False),
            ("project NOT IN projectsLeadByUser()", False),
            ("type IN standardIssueTypes()", True),
            ("type IN subtaskIssueTypes()", False),
            ("fixVersion IN releasedVersions(PMT)", True),
            ("fixVersion IN unreleasedVersions(PMT)", False),
            ("fixVersion = latestReleasedVersion(PMT)", True),
            ("fixVersion = earliestUnreleasedVersion(PMT)", False),
            ("priority > Medium", True),
            ("priority >= high", True),
            ("priority > High", False),
            ("priority < Highest", True),
            ("NOT priority < Highest", False),
            ("priority <= 3", False),
        ],
    );
    table(&comment(), &[("actor IN organizationMembers(\"Harbour Ltd\")", True)]);
    table(&site_setting(), &[("actor NOT IN membersOf(developers)", Empty), ("priority > Medium", Empty)]);
    table(&all_empty(), &[("priority > Medium", Empty), ("assignee IN membersOf(nobody)", False)]);
}

#[test]
fn categories_types_and_workflows_are_those_of_the_project() {
    table(
        &transition(),
        &[
            ("category = Money", True),
            ("category = 1", True),
            ("category IN (money, Inside)", True),
            ("category != Money", False),
            ("category NOT IN (Inside)", True),
            ("category IS EMPTY", False),
            ("category IS NOT EMPTY", True),
            ("NOT category = Inside", True),
            ("projectType = software", True),
            ("projectType != software", False),
            ("workflow = \"bug flow\"", True),
            ("workflow = \"Simple flow\"", False),
            ("workflow != \"Simple flow\"", True),
            ("workflow IN (\"Simple flow\", \"Bug flow\")", True),
        ],
    );
    let by_key = record(&json!({"subject": {"kind": "issue", "id": "7", "key": "OPS-7"}}));
    table(&by_key, &[("category = Inside", True), ("workflow = \"Simple flow\"", True)]);
    let typeless = record(&json!({"subject": {"kind": "issue", "id": "7", "key": "PMT-7"}}));
    table(&typeless, &[("workflow = \"Bug flow\"", Open), ("category = Money", True)]);
    let uncategorized = record(&json!({"subject": {"kind": "issue", "id": "7", "key": "WEB-7"}}));
    table(
        &uncategorized,
        &[
            ("category IS EMPTY", True),
            ("category = Money", Empty),
            ("category != Money", Empty),
            ("category IN (EMPTY, Money)", True),
            ("workflow = \"Bug flow\"", Open),
        ],
    );
    let gone = record(&json!({"subject": {"kind": "issue", "id": "7", "key": "GONE-7"}}));
    table(&gone, &[("category = Money", Open), ("category IS EMPTY", Open), ("workflow = x", Open)]);
    table(&bare_issue(), &[("category = Money", Open)]);
    for nothing in [site_setting(), page()] {
        table(&nothing, &[("category = Money", Empty), ("category IS EMPTY", True), ("workflow = x", Empty)]);
    }
}

#[test]
fn a_status_without_category_has_that_of_its_name_now() {
    let event = |status: Value| {
        record(&json!({"subject": {"kind": "issue", "id": "7", "key": "PMT-7"}, "issue": {"status": status}}))
    };
    table(&event(json!({"id": "5"})), &[("statusCategory = done", True), ("statusCategory != Done", False)]);
    table(&event(json!({"name": "in progress"})), &[("statusCategory = \"In Progress\"", True)]);
    table(&event(json!({"id": "77", "name": "Gone"})), &[("statusCategory = done", Open)]);
    // What the event says itself counts more.
    table(&event(json!({"id": "5", "category": "new"})), &[("statusCategory = new", True)]);
    table(&site_setting(), &[("statusCategory = done", Empty), ("statusCategory != done", Empty)]);
}

#[test]
fn without_tables_the_check_says_what_it_wants() {
    let text = |text: &str| text.to_owned();
    for (jql, wanted) in [
        ("actor = 557058:abc", vec![]),
        ("actor = 5b10ac8d82e05b22cc7d4ef5", vec![]),
        ("actor = \"Bo Lind\"", vec![Lookup::Person { text: text("Bo Lind") }]),
        ("actor IN membersOf(a)", vec![Lookup::Group { text: text("a") }]),
        (
            "reporter IN organizationMembers(a, b)",
            vec![Lookup::Organization { text: text("a") }, Lookup::Organization { text: text("b") }],
        ),
        ("project = PAY", vec![Lookup::Projects]),
        ("project = 10000", vec![]),
        ("category = a", vec![Lookup::Projects]),
        ("projectType = a", vec![Lookup::Projects]),
        ("workflow = a", vec![Lookup::Projects, Lookup::IssueTypes, Lookup::Workflows]),
        ("type = Bug", vec![Lookup::IssueTypes]),
        ("type IN subtaskIssueTypes()", vec![Lookup::IssueTypes]),
        ("status CHANGED TO Done", vec![Lookup::Statuses]),
        ("statusCategory = done", vec![Lookup::Statuses]),
        ("priority > High", vec![Lookup::Priorities]),
        ("resolution WAS Fixed", vec![Lookup::Resolutions]),
        ("fixVersion IN releasedVersions(PAY)", vec![Lookup::Versions { project: text("PAY") }]),
        ("fixVersion IN releasedVersions()", vec![]),
        ("occurred > -7d AND action = issue.created", vec![]),
    ] {
        let found = checked(jql);
        assert_eq!(found.wanted.into_iter().collect::<Vec<_>>(), wanted, "{jql}");
        assert!(found.predicate.is_some(), "{jql}: {:?}", found.diagnostics);
    }
}

#[test]
fn what_was_refused_is_not_wanted_again_and_is_told() {
    let refused = context_with(json!({"refused": [
        {"kind": "group", "text": "a"}, {"kind": "workflows"}, {"kind": "projects"}, {"kind": "issueTypes"},
        {"kind": "person", "text": "Bo Lind"},
    ]}));
    for (jql, codes) in [
        ("actor IN membersOf(a)", vec!["filter.lookup.refused"]),
        ("status CHANGED BY membersOf(a)", vec!["filter.lookup.refused"]),
        ("workflow = x", vec!["filter.lookup.refused"; 3]),
        ("category = x", vec!["filter.lookup.refused"]),
        ("actor = \"Bo Lind\"", vec!["filter.person.not-an-account"]),
    ] {
        let found = checked_in(jql, &refused);
        assert_eq!(found.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), codes, "{jql}");
        assert!(found.wanted.is_empty() && found.predicate.is_some(), "{jql}");
    }
}

/// Nobody can answer `actor IN membersOf(x)` when the group could not be looked up: it is open, and Jira is not asked.
#[test]
fn clauses_that_nobody_can_answer_are_not_put_to_jira() {
    use activity_filter::{can_ask, residual_of};
    for (jql, askable) in [
        ("actor IN membersOf(a)", false),
        ("assignee IN membersOf(a)", true),
        ("workflow = x", false),
        ("category = x", true),
        ("status CHANGED BY membersOf(a)", false),
        ("priority > Low OR actor IN membersOf(a)", false),
        ("priority > Low OR sprint = 5", true),
    ] {
        let predicate = checked(jql).predicate.unwrap();
        assert_eq!(evaluate(&predicate, &transition()), Open, "{jql}");
        assert_eq!(can_ask(&residual_of(&predicate, &transition()).unwrap()), askable, "{jql}");
    }
}
