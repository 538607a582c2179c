//! Laws that hold for any query and any record.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "support code of tests, outside of #[test]"
)]

use crate::samples::{all, record};
use crate::support::{NOW, checked_in, context_with};
use activity_event::{Action, Event, SubjectKind};
use activity_filter::{Context, Found, Predicate, Truth, evaluate, residual_of};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// A text that checks without errors.
fn clause() -> impl Strategy<Value = String> {
    let values =
        prop_oneof![Just("a"), Just("B"), Just("1"), Just("Done"), Just("PAY"), Just("10000"), Just("PAY-1")];
    let values_field = prop::sample::select(vec![
        "actor",
        "assignee",
        "reporter",
        "creator",
        "project",
        "issuekey",
        "issuetype",
        "status",
        "priority",
        "resolution",
        "labels",
        "component",
        "fixVersion",
        "parent",
        "changedField",
        "changedFrom",
        "changedTo",
        "subject",
        "thread",
        "sprint",
        "cf[1]",
    ]);
    let text_field = prop::sample::select(vec![
        "text",
        "content",
        "summary",
        "subject",
        "changedTo",
        "issuekey",
        "description",
    ]);
    let time = (
        prop::sample::select(vec!["occurred", "recorded"]),
        prop::sample::select(vec!["=", "!=", "<", ">", "<=", ">="]),
    );
    let date = prop_oneof![
        (-5_000_i64..5_000).prop_map(|n| (NOW + n).to_string()),
        prop::sample::select(vec!["now()", "startOfDay()", "-1d", "2026-11-18", "endOfWeek(-1)"])
            .prop_map(str::to_owned),
    ];
    let choices = prop::sample::select(vec![
        "action = issue.updated",
        "action != issue.updated",
        "action IN (issue.created, comment.deleted)",
        "actionFamily = issue",
        "actionFamily NOT IN (issue, page)",
        "product = jira",
        "subjectType != issue",
        "statusCategory = done",
        "statusCategory NOT IN (done, new)",
        "certainty = stated",
        "occurredHour >= 19",
        "occurredHour NOT IN (9, 10)",
        "occurredWeekday IN (Saturday, 7)",
        "occurredWeekday != tue",
        "actorKind = person",
        "provenance = live",
        "priority > High",
        "assignee IN membersOf(x)",
        "assignee IN (EMPTY, membersOf(x))",
        "source = a",
        "status WAS Done",
        "status WAS NOT IN (a, 1) BY B",
        "resolution WAS EMPTY AFTER -1d",
        "category = a",
        "category NOT IN (EMPTY, B)",
        "category IS NOT EMPTY",
        "projectType != software",
        "workflow = a",
        "workflow NOT IN (a, B)",
        "priority <= B",
        "issuetype IN standardIssueTypes()",
        "project NOT IN projectsLeadByUser(a)",
        "approvals = approved()",
    ]);
    let changed = prop::sample::select(vec![
        "status CHANGED",
        "status CHANGED FROM a TO B",
        "status CHANGED BY a AFTER -1d",
        "x CHANGED TO (EMPTY, 1)",
        "status CHANGED DURING (-1d, 1d)",
    ]);
    prop_oneof![
        3 => (values_field.clone(), prop::sample::select(vec!["=", "!="]), values.clone()).prop_map(|(f, o, v)| format!("{f} {o} {v}")),
        2 => (values_field.clone(), prop::sample::select(vec!["IN", "NOT IN"]), values.clone(), values.clone())
            .prop_map(|(f, o, v, w)| format!("{f} {o} ({v}, {w})")),
        1 => (values_field.clone(), values).prop_map(|(f, v)| format!("{f} NOT IN (EMPTY, {v})")),
        1 => (values_field, prop::sample::select(vec!["IS EMPTY", "IS NOT EMPTY"])).prop_map(|(f, o)| format!("{f} {o}")),
        1 => (text_field, prop::sample::select(vec!["~ a", "!~ a", "~ \"a* OR b\"", "~ '\"a b\"'"])).prop_map(|(f, o)| format!("{f} {o}")),
        2 => (time, date).prop_map(|((f, o), d)| format!("{f} {o} {d}")),
        2 => choices.prop_map(str::to_owned),
        1 => changed.prop_map(str::to_owned),
    ]
}

fn query() -> impl Strategy<Value = String> {
    clause().prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            inner.clone().prop_map(|a| format!("NOT ({a})")),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" AND "))),
            prop::collection::vec(inner, 2..4).prop_map(|parts| format!("({})", parts.join(" OR "))),
        ]
    })
}

/// One of the names that queries ask for, or none.
fn word() -> impl Strategy<Value = Option<&'static str>> {
    prop::option::of(prop::sample::select(vec!["", "a", "b", "1", "Done", "PAY", "10000", "PAY-1", "a b"]))
}

fn named() -> impl Strategy<Value = Value> {
    (word(), word()).prop_map(|(id, name)| without_nulls(json!({"id": id, "name": name})))
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.into_iter().filter(|(_, v)| !v.is_null()).map(|(k, v)| (k, without_nulls(v)));
            Value::Object(kept.collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_nulls).collect()),
        other => other,
    }
}

fn facts() -> impl Strategy<Value = Value> {
    let some = |s| prop::option::of(s);
    let lists = (
        prop::option::of(prop::collection::vec(word().prop_map(Option::unwrap_or_default), 0..3)),
        prop::option::of(prop::collection::vec(named(), 0..3)),
    );
    let category = prop::option::of(prop::sample::select(vec!["new", "done"]));
    (some(named().boxed()), some(named().boxed()), some(named().boxed()), category, word(), word(), word(), lists).prop_map(
        |(kind, status, priority, category, assignee, parent, summary, (labels, components))| {
            let status = status.map(|mut status| {
                if let Some(category) = category {
                    status["category"] = json!(category);
                }
                status
            });
            json!({
                "issueType": kind, "status": status, "priority": priority, "resolution": priority, "assignee": assignee,
                "reporter": assignee, "creator": parent, "parent": parent, "summary": summary, "labels": labels,
                "components": components, "fixVersions": components,
            })
        },
    )
}

fn event() -> impl Strategy<Value = Event> {
    let kinds = prop::sample::select(vec!["issue", "comment", "worklog", "page", "setting", "project"]);
    let subject = (kinds, word(), word(), word(), prop::option::of((word(), word(), word())));
    let container = prop::option::of((prop::sample::select(vec!["10000", "1", "a"]), word(), word()));
    let side = || prop::option::of((word(), word()));
    let change = (prop::sample::select(vec!["status", "x", "a"]), side(), side());
    let actions = prop::sample::select(Action::all().map(Action::name).collect::<Vec<_>>());
    let when = prop_oneof![4 => -6_000_i64..6_000, 1 => -200_000_000_i64..200_000_000];
    (
        (prop_oneof![Just("issue.updated"), Just("comment.deleted"), actions], when, word(), prop::bool::ANY),
        subject,
        container,
        prop::option::of(facts()),
        prop::collection::vec(change, 0..3),
        prop::collection::vec(word(), 0..2),
    )
        .prop_map(|((action, when, actor, jira), subject, container, facts, changes, content)| {
            let (kind, id, key, title, parent) = subject;
            let parent =
                parent.map(|(id, key, title)| json!({"kind": "issue", "id": id, "key": key, "title": title}));
            let container = container
                .map(|(id, key, name)| json!({"kind": "project", "id": id, "key": key, "name": name}));
            let side = |side: Option<(Option<&str>, Option<&str>)>| {
                side.map(|(id, text)| json!({"id": id, "text": text}))
            };
            let changes: Vec<Value> = changes
                .into_iter()
                .map(|(f, from, to)| json!({"field": f, "from": side(from), "to": side(to)}))
                .collect();
            let content: Vec<Value> =
                content.into_iter().flatten().map(|text| json!({"role": "body", "text": text})).collect();
            record(&without_nulls(json!({
                "occurred": NOW + when, "recorded": NOW + when, "action": action,
                "product": if jira { "jira" } else { "confluence" },
                "actor": {"accountId": actor, "kind": "person", "certainty": "stated"},
                "subject": {"kind": kind, "id": id, "key": key, "title": title, "parent": parent},
                "container": container, "issue": facts, "changes": changes, "content": content,
            })))
        })
}

/// What is known of the site: nothing, or something about the names that queries and records have.
fn context() -> impl Strategy<Value = Context<'static>> {
    let known = json!({
        "people": {"a": ["b"], "B": [], "1": ["1", "a"], "Done": ["Done"], "PAY": ["PAY"], "10000": [], "PAY-1": []},
        "groups": {"x": ["a", "1"]},
        "projects": [
            {"id": "10000", "key": "PAY", "name": "a", "category": {"id": "1", "name": "a"}, "projectType": "software", "lead": "b"},
            {"id": "1", "key": "B", "name": "PAY", "category": {"id": "2", "name": "B"}},
            {"id": "a", "key": "a", "name": "a b"},
        ],
        "issueTypes": [{"id": "1", "name": "a", "subtask": false}, {"id": "2", "name": "b", "subtask": true}],
        "statuses": [{"id": "1", "name": "Done", "category": "done"}, {"id": "a", "name": "b", "category": "new"}],
        "priorities": [{"id": "1", "name": "High"}, {"id": "2", "name": "a"}, {"id": "3", "name": "B"}],
        "workflows": [{"name": "a", "project": "10000", "issueTypes": ["1"]}, {"name": "B", "project": "10000"}, {"name": "B", "project": "1"}],
    });
    prop_oneof![Just(crate::support::context()), Just(context_with(known))]
}

fn predicate(jql: &str, context: &Context) -> Predicate {
    let checked = checked_in(jql, context);
    assert!(checked.predicate.is_some(), "{jql}: {:?}", checked.diagnostics);
    checked.predicate.unwrap()
}

/// What an index knows of a record.
fn is_found(found: &Found, event: &Event) -> bool {
    let subject = &event.subject;
    let parent = subject.parent.as_ref().filter(|_| subject.kind != SubjectKind::Issue);
    let (kind, id, key) = match parent {
        Some(parent) => (parent.kind, &parent.id, &parent.key),
        None => (subject.kind, &subject.id, &subject.key),
    };
    let is = |name: &str| [id, key].into_iter().flatten().any(|one| activity_filter::fold(one) == name);
    let filled = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.is_empty());
    let nameless = kind != SubjectKind::Issue || !filled(id) || !filled(key);
    match found {
        Found::Thread(name) => is(name),
        Found::Issue(name) => is(name) || (activity_filter::is_about_issue(event) && nameless),
        Found::Word(word) => {
            let mut is_there = false;
            activity_filter::each_word(event, &mut |one| is_there |= one == word);
            is_there
        }
        Found::Actor(name) => {
            event.actor.account_id.as_deref().is_some_and(|account| activity_filter::fold(account) == *name)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn not_not_is_nothing(jql in query(), context in context()) {
        prop_assert_eq!(predicate(&format!("NOT (NOT ({jql}))"), &context), predicate(&jql, &context));
    }

    #[test]
    fn de_morgan(a in query(), b in query(), event in event(), context in context()) {
        let and = predicate(&format!("NOT (({a}) AND ({b}))"), &context);
        let or = predicate(&format!("NOT ({a}) OR NOT ({b})"), &context);
        prop_assert_eq!(evaluate(&and, &event), evaluate(&or, &event));
        let or = predicate(&format!("NOT (({a}) OR ({b}))"), &context);
        let and = predicate(&format!("NOT ({a}) AND NOT ({b})"), &context);
        prop_assert_eq!(evaluate(&or, &event), evaluate(&and, &event));
    }

    #[test]
    fn nothing_matches_together_with_its_negation(jql in query(), event in event(), context in context()) {
        let (yes, no) = (predicate(&jql, &context), predicate(&format!("NOT ({jql})"), &context));
        let both = (evaluate(&yes, &event), evaluate(&no, &event));
        prop_assert!(both != (Truth::True, Truth::True), "{} {:?}", jql, both);
        prop_assert!(both != (Truth::False, Truth::False), "{} {:?}", jql, both);
    }

    #[test]
    fn bounds_never_lose_a_hit(jql in query(), event in event(), context in context()) {
        let asked = predicate(&jql, &context);
        if !evaluate(&asked, &event).may_match() {
            return Ok(());
        }
        let (since, before) = asked.time_bounds();
        prop_assert!(since.is_none_or(|since| event.occurred >= since), "{jql}");
        prop_assert!(before.is_none_or(|before| event.occurred < before), "{jql}");
        prop_assert!(asked.required_actions().is_none_or(|actions| actions.contains(&event.action)), "{jql}");
        if let (Some(required), Some(container)) = (asked.required_containers(), &event.container) {
            prop_assert!(required.admits(container), "{jql}");
        }
        prop_assert!(asked.may_be_of(event.subject.kind), "{jql}");
        for found_by in asked.found_by() {
            prop_assert!(found_by.iter().any(|found| is_found(found, &event)), "{jql}");
        }
    }

    #[test]
    fn what_is_printed_is_read_as_the_same(jql in query()) {
        let context = crate::support::context();
        let asked = predicate(&jql, &context);
        prop_assert_eq!(predicate(&asked.to_string(), &context), asked);
    }

    #[test]
    fn the_rest_for_jira_is_exactly_what_is_open(jql in query(), event in event(), context in context()) {
        let asked = predicate(&jql, &context);
        let truth = evaluate(&asked, &event);
        match residual_of(&asked, &event) {
            None => prop_assert_ne!(truth, Truth::Open),
            Some(rest) => {
                prop_assert_eq!(truth, Truth::Open);
                prop_assert_eq!(evaluate(&rest, &event), Truth::Open);
                // Nothing in it is decided any more.
                prop_assert_eq!(residual_of(&rest, &event), Some(rest));
            }
        }
    }

    /// Whatever is typed: an answer or an error, never a panic.
    #[test]
    fn any_text_is_checked(jql in "[a-z=!~<>() \"',*?0-9.:\\[\\]-]{0,60}") {
        if let Some(query) = activity_jql::parse(&jql).query {
            let checked = activity_filter::check(&query, &crate::support::context());
            if let Some(predicate) = checked.predicate {
                for event in all() {
                    let _ = evaluate(&predicate, &event);
                }
            }
        }
    }

    /// The right side of `~` and of dates is a language of its own.
    #[test]
    fn any_value_is_checked(value in "\\PC{0,30}", field in prop::sample::select(vec!["text ~", "occurred >", "action =", "actor !=", "status ="])) {
        let jql = format!("{field} {}", activity_jql::quote(&value));
        if let Some(query) = activity_jql::parse(&jql).query {
            let checked = activity_filter::check(&query, &crate::support::context());
            if let Some(predicate) = checked.predicate {
                for event in all() {
                    let _ = evaluate(&predicate, &event);
                }
            }
        }
    }
}
