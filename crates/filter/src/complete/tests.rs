use super::*;
use activity_jql::parse;
use proptest::prelude::*;
use proptest::sample::Index;

fn bar(text: &str) -> (String, Completion) {
    let cursor = text.find('|').unwrap();
    let text = text.replacen('|', "", 1);
    let completion = complete(&text, cursor, &BTreeMap::new());
    (text, completion)
}

fn labels(text: &str) -> Vec<String> {
    bar(text).1.items.into_iter().map(|item| item.label).collect()
}

/// The text after a choice.
fn choose(text: &str, completion: &Completion, insert: &str) -> String {
    let Span { start, end } = completion.span;
    [text.get(..start).unwrap(), insert, text.get(end..).unwrap()].concat()
}

#[test]
fn what_comes_first() {
    let table: &[(&str, &[&str])] = &[
        ("|", &["actor", "actorKind", "certainty", "action"]),
        ("act|", &["actor", "actorKind", "action", "actionFamily"]),
        ("subj|", &["subject", "subjectType"]),
        // A word of a name, another name, a part, a mistake.
        ("fam|", &["actionFamily"]),
        ("type|", &["subjectType", "issuetype"]),
        ("space|", &["project"]),
        ("gory|", &["statusCategory"]),
        ("author|", &["actor"]),
        ("no|", &["NOT"]),
        ("\"act|", &["actor"]),
        ("actor |", &["=", "!=", "IN", "NOT IN", "IS EMPTY", "IS NOT EMPTY"]),
        ("actor i|", &["IN", "IS EMPTY", "IS NOT EMPTY"]),
        ("actor !|", &["!="]),
        ("occurred >|", &[">=", ">"]),
        ("status c|", &["CHANGED"]),
        ("text |", &["~", "!~", "IS EMPTY"]),
        ("cf[10010] |", &["=", "!=", "~", "!~", ">=", ">", "<=", "<", "IN"]),
        ("actor = |", &["currentUser()", "EMPTY"]),
        ("actor = cur|", &["currentUser()"]),
        ("action = issue.c|", &["issue.created"]),
        ("action = created|", &["issue.created"]),
        ("action = comment.d|", &["comment.deleted"]),
        ("action IN (comment.deleted, comm|", &["comment.created"]),
        ("action IN (comment.deleted |", &[",", ")"]),
        ("action IN (comment.deleted|", &["comment.deleted", ",", ")"]),
        ("actor IN (Ann|", &[",", ")"]),
        ("actor IN (\"Ann\"|", &[",", ")"]),
        ("occurred > startOfDay(-1d|", &["-1d", ")"]),
        ("actor IN currentUser(|", &[")"]),
        ("product = c|", &["confluence"]),
        ("statusCategory = |", &["new", "To Do"]),
        ("changedField = st|", &["status"]),
        ("occurred >= |", &["-1h", "-1d", "-7d", "-30d", "-90d", "now()", "startOfDay()"]),
        ("occurred >= -7|", &["-7d", "-7h", "-7w", "-7m"]),
        ("occurred >= start|", &["startOfDay()", "startOfWeek()", "startOfMonth()", "startOfYear()"]),
        ("occurred >= startOfDay(|", &["-1d", "-1w", "-1M", "-1y", ")"]),
        ("occurred >= startOfDay(-3|", &["-3d", "-3w", "-3M", "-3y", "-3h", "-3m", ")"]),
        ("occurred >= startOfDay(-3d |", &[")"]),
        (
            "status CHANGED |",
            &["FROM", "TO", "BY", "AFTER", "BEFORE", "ON", "DURING", "AND", "OR", "ORDER BY"],
        ),
        ("status CHANGED BY |", &["currentUser()"]),
        ("status CHANGED AFTER |", &["-1h"]),
        ("status CHANGED FROM |", &["EMPTY"]),
        ("actor IS |", &["NOT EMPTY", "EMPTY"]),
        ("actor = x |", &["AND", "OR", "ORDER BY"]),
        ("(actor = x |", &["AND", "OR", ")"]),
        ("actor = x ORDER |", &["BY"]),
        ("ORDER BY |", &["occurred"]),
        ("ORDER BY occurred |", &["ASC", "DESC", ","]),
        ("project = | AND actor = x", &["EMPTY"]),
    ];
    for (text, expect) in table {
        let found = labels(text);
        assert_eq!(found.get(..expect.len()).unwrap_or(&found), *expect, "{text}");
    }
}

#[test]
fn nothing_that_makes_no_sense_is_offered() {
    for text in ["text ~ |", "summary ~ lo|", "action = zzz|", "actor x y |", "issue.property[|"] {
        assert_eq!(labels(text), [""; 0], "{text}");
    }
    // A choice is never empty, a time neither, and the grammar has no CHANGED for what has no history.
    for (text, missing) in [
        ("action |", "IS EMPTY"),
        ("action = |", "EMPTY"),
        ("action = |", "now()"),
        ("actor |", "CHANGED"),
        ("status CHANGED BY |", "EMPTY"),
        ("occurred >= startOfDay(|", ","),
    ] {
        assert!(!labels(text).iter().any(|label| label == missing), "{text}");
    }
}

#[test]
fn a_choice_takes_the_place_of_what_was_typed() {
    let table = [
        ("act|", "actor", "actor "),
        ("act| = x", "actor", "actor = x"),
        ("a|ct = x", "actor", "actor = x"),
        ("\"act|", "actor", "actor "),
        ("actor|", "actor", "actor "),
        ("actor |", "NOT IN", "actor NOT IN ("),
        ("actor | (x)", "NOT IN", "actor NOT IN (x)"),
        ("actor not |", "IN", "actor not IN ("),
        ("actor IS |", "NOT EMPTY", "actor IS NOT EMPTY "),
        ("actor = cur|", "currentUser()", "actor = currentUser() "),
        ("actor = cur|()", "currentUser()", "actor = currentUser()"),
        ("actor IN (cur|", "currentUser()", "actor IN (currentUser()"),
        ("actor IN (cur|, x)", "currentUser()", "actor IN (currentUser(), x)"),
        ("occurred >= startOfD|", "startOfDay()", "occurred >= startOfDay("),
        ("occurred >= startOfD|(-1)", "startOfDay()", "occurred >= startOfDay(-1)"),
        ("occurred >= startOfDay(|", ")", "occurred >= startOfDay() "),
        ("occurred >= -3|", "-3d", "occurred >= -3d "),
        ("action = created|", "issue.created", "action = issue.created "),
        ("action = \"created|", "issue.created", "action = \"issue.created\" "),
        ("action = \"cre|ated\" AND x = y", "issue.created", "action = \"issue.created\" AND x = y"),
        ("action =|", "issue.created", "action = issue.created "),
        ("statusCategory = to|", "To Do", "statusCategory = \"To Do\" "),
        ("action IN (issue.created, com|)", "comment.created", "action IN (issue.created, comment.created)"),
        ("action IN (issue.created,|", "comment.created", "action IN (issue.created, comment.created"),
        ("action IN (issue.created|", "issue.created", "action IN (issue.created"),
        ("action IN (issue.created|", ",", "action IN (issue.created, "),
        ("action IN (issue.created|", ")", "action IN (issue.created) "),
        ("action IN (\"issue.created\"|", ")", "action IN (\"issue.created\") "),
        ("action IN (issue.created |", ")", "action IN (issue.created ) "),
        ("actor = \"Ann Lee\"|", "AND", "actor = \"Ann Lee\" AND "),
        ("actor = x AND |", "NOT", "actor = x AND NOT "),
        ("status CHANGED |", "DURING", "status CHANGED DURING ("),
        ("ORDER BY occurred d|", "DESC", "ORDER BY occurred DESC "),
    ];
    for (text, label, expect) in table {
        let (plain, completion) = bar(text);
        let found = completion.items.iter().find(|item| item.label == label);
        let item = found.unwrap_or_else(|| panic!("{text}: no {label} in {:?}", completion.items));
        assert_eq!(choose(&plain, &completion, &item.insert), expect, "{text}");
    }
}

#[test]
fn values_of_the_site_are_asked_for() {
    let table = [
        ("actor = An|", Some(("actor", SiteKind::Person, "An", false))),
        ("actor = \"Ann L|", Some(("actor", SiteKind::Person, "Ann L", true))),
        ("assignee NOT IN (x, |", Some(("assignee", SiteKind::Person, "", false))),
        ("space = |", Some(("project", SiteKind::Project, "", false))),
        ("type = Bu|", Some(("issuetype", SiteKind::IssueType, "Bu", false))),
        ("status WAS |", Some(("status", SiteKind::Status, "", false))),
        ("priority > |", Some(("priority", SiteKind::Priority, "", false))),
        ("resolution = |", Some(("resolution", SiteKind::Resolution, "", false))),
        ("component = |", Some(("component", SiteKind::Component, "", false))),
        ("fixVersion = |", Some(("fixVersion", SiteKind::Version, "", false))),
        ("labels = |", Some(("labels", SiteKind::Label, "", false))),
        ("issue = PAY|", Some(("issuekey", SiteKind::Issue, "PAY", false))),
        ("subject = |", Some(("subject", SiteKind::Issue, "", false))),
        ("status CHANGED TO |", Some(("status", SiteKind::Status, "", false))),
        ("status CHANGED BY |", Some(("actor", SiteKind::Person, "", false))),
        ("cf[10010] = |", Some(("cf[10010]", SiteKind::Other, "", false))),
        ("\"Story Points\" = |", Some(("\"Story Points\"", SiteKind::Other, "", false))),
        ("actor IN membersOf(jira|", Some(("actor", SiteKind::Group, "jira", false))),
        ("fixVersion IN releasedVersions(A, |", Some(("fixVersion", SiteKind::Project, "", false))),
        ("action = |", None),
        ("occurred > |", None),
        ("text ~ |", None),
        ("subject ~ |", None),
        ("source = |", None),
        ("changedTo = |", None),
        ("status CHANGED AFTER |", None),
        ("actor |", None),
        ("actor IS |", None),
        ("actor IN |", None),
        ("actor IN membersOf(a, |", None),
    ];
    for (text, expect) in table {
        let found = bar(text).1.values;
        let found = found.as_ref().map(|v| (v.field.as_str(), v.kind, v.prefix.as_str(), v.quoted));
        assert_eq!(found, expect, "{text}");
    }
}

#[test]
fn what_is_used_more_comes_first() {
    let usage =
        BTreeMap::from([("project".to_owned(), 3), ("occurred".to_owned(), 5), ("now".to_owned(), 1)]);
    let first = |text: &str| complete(text, text.len(), &usage).items.first().unwrap().label.clone();
    assert_eq!(first(""), "occurred");
    assert_eq!(first("occurred < "), "now()");
    // A better fit comes before more use.
    assert_eq!(first("p"), "project");
    assert_eq!(first("act"), "actor");
}

/// The three questions that admins ask most, typed by choices alone; only values of the site are written by hand.
#[test]
fn queries_of_admins_can_be_chosen() {
    let mut table = vec![
        (
            "actor = X AND occurred >= -7d AND project = PAY",
            vec!["actor", "=", "X", "AND", "occurred", ">=", "-7d", "AND", "project", "=", "PAY"],
        ),
        ("issuetype = Bug", vec!["issuetype", "=", "Bug"]),
        (
            "action IN (comment.deleted, comment.edited) ORDER BY occurred ASC",
            vec![
                "action",
                "IN",
                "comment.deleted",
                ",",
                "comment.edited",
                ")",
                "ORDER BY",
                "occurred",
                "ASC",
            ],
        ),
    ];
    // As soon as the catalogue has them.
    for (name, query) in
        [("category", r#"category = "Our teams""#), ("workflow", r#"workflow = "Our teams""#)]
    {
        if crate::catalogue::field(name).is_some() {
            table.push((query, vec![name, "=", "\"Our teams\""]));
        }
    }
    for (expect, choices) in table {
        let mut text = String::new();
        for choice in choices {
            let completion = complete(&text, text.len(), &BTreeMap::new());
            let item = completion.items.iter().find(|item| item.label == choice);
            let insert = match (item, &completion.values) {
                (Some(item), _) => item.insert.clone(),
                (None, Some(_)) => format!("{choice} "),
                (None, None) => panic!("{text}: no {choice} in {:?}", completion.items),
            };
            text = choose(&text, &completion, &insert);
        }
        let query = parse(&text).query;
        assert!(query.is_some(), "{text}");
        assert_eq!(query, parse(expect).query, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_cursor_in_any_text_is_answered(text in "[ a-z0-9\"'()=!<>~,\\[\\]\\\\.😀-]{0,60}|.{0,40}", cursor in 0_usize..80) {
        check_place(&text, cursor)?;
    }

    #[test]
    fn any_cursor_in_any_words_is_answered(words in prop::collection::vec(prop::sample::select(WORDS), 0..20), cursor in 0_usize..80) {
        check_place(&words.join(" "), cursor)?;
    }

    /// Starts with nothing and chooses, again and again. Whatever is offered on the way can be inserted: what stands before
    /// the caret has no error then, only something that may be missing behind it.
    #[test]
    fn choices_make_no_errors(choices in prop::collection::vec(any::<Index>(), 1..16), typed in 0_usize..4) {
        let mut text = String::new();
        for choice in choices {
            let mut completion = complete(&text, text.len(), &BTreeMap::new());
            if completion.values.is_some() {
                completion.items.extend(["X", "\"Ann Lee\" ", "'it\\'s'"].map(site_value));
            }
            let texts: Vec<String> =
                completion.items.iter().map(|item| choose(&text, &completion, &item.insert)).collect();
            for after in &texts {
                let wrong = parse(after).errors.into_iter().find(|error| error.span.start < after.trim_end().len());
                prop_assert!(wrong.is_none(), "{} => {}: {:?}", text, after, wrong);
            }
            if texts.is_empty() {
                // What is looked for with `~` is the person's own.
                text.push_str("words ");
                continue;
            }
            text.clone_from(choice.get(&texts));
            if typed == 0 {
                text.truncate(text.trim_end().len());
            }
        }
    }
}

const WORDS: &[&str] = &[
    "actor",
    "=",
    "action",
    "IN",
    "(",
    ")",
    ",",
    "NOT",
    "AND",
    "ORDER",
    "BY",
    "occurred",
    ">=",
    "startOfDay",
    "-7d",
    "status",
    "CHANGED",
    "FROM",
    "DURING",
    "\"",
    "'",
    "\"x\"",
    "EMPTY",
    "IS",
    "[",
    "]",
    "cf",
    "create",
    "@",
    "é",
    "😀",
];

fn site_value(text: &str) -> CompletionItem {
    CompletionItem { kind: ItemKind::Value, label: text.to_owned(), insert: text.to_owned(), help: None }
}

fn check_place(text: &str, cursor: usize) -> Result<(), TestCaseError> {
    let found = complete(text, cursor, &BTreeMap::new());
    let cursor = text.floor_char_boundary(cursor);
    prop_assert!(found.span.start <= cursor && cursor <= found.span.end, "{:?}", found.span);
    prop_assert!(text.get(found.span.start..found.span.end).is_some(), "{:?} cuts a character", found.span);
    prop_assert!(found.items.len() <= ITEMS_MAX);
    for item in &found.items {
        prop_assert!(!item.label.is_empty() && !item.insert.trim().is_empty());
    }
    Ok(())
}
