//! Rows that hang on what only Jira can tell.

use super::*;

#[test]
fn jira_is_asked_once_for_all_rows_with_the_same_question() {
    fn asked(question: &IssueQuestion) -> IssueMatches {
        assert_eq!((question.jql.as_str(), question.issues.len()), ("\"Story Points\" = 5", 70));
        jira(question)
    }
    let store = Store::of(&many(70), 7);
    let query = request("project = PAY AND \"Story Points\" = 5", 500);
    let answer = store.read_asking(&query, &Scope::All, Budget::default(), Some(asked));
    assert_eq!((answer.rows.len(), answer.cannot_tell.len(), answer.undecided), (30, 10, 0));
    assert_eq!(answer.answered_by_jira, ["\"Story Points\" = 5"]);
}

#[test]
fn what_jira_does_not_understand_is_shown_and_told() {
    fn refuse(_: &IssueQuestion) -> IssueMatches {
        IssueMatches { problem: Some("Field 'x' does not exist.".to_owned()), ..IssueMatches::default() }
    }
    let store = Store::of(&many(9), 7);
    let answer = store.read_asking(&request("x = 5", 50), &Scope::All, Budget::default(), Some(refuse));
    assert_eq!((answer.rows.len(), answer.cannot_tell.len()), (9, 9));
    let refused: Vec<_> =
        answer.warnings.iter().filter(|warning| warning.code == "read.jira-refused").collect();
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].message, "Jira did not answer 'x = 5': Field 'x' does not exist.");
    assert!(answer.answered_by_jira.is_empty());
}

#[test]
fn a_question_without_an_answer_is_not_asked_again() {
    let store = Store::of(&many(9), 7);
    let mut reader =
        Reader::new(&request("sprint = 5", 50), &Scope::All, store.root.as_deref(), &BundledZones).unwrap();
    for key in reader.manifests() {
        reader.add_manifest(&key, &store.values[&key]);
    }
    loop {
        let keys = reader.next();
        if keys.is_empty() {
            break;
        }
        reader.add_values(&store.get(keys));
    }
    assert_eq!(reader.questions().len(), 1);
    reader.add_matches(&[]);
    assert_eq!((reader.next().len(), reader.questions().len()), (0, 0));
    let answer = reader.answer();
    assert_eq!((answer.rows.len(), answer.undecided, answer.open), (0, 9, vec!["sprint = 5".to_owned()]));
}

/// A group that could not be looked up, about the record itself: Jira cannot know, so it is not asked.
#[test]
fn what_nobody_can_tell_is_shown_with_a_mark() {
    fn nobody(question: &IssueQuestion) -> IssueMatches {
        assert_eq!(question.jql, "never asked");
        IssueMatches::default()
    }
    let store = Store::of(&many(3), 7);
    let query = request("actor IN membersOf(x)", 50);
    let answer = store.read_asking(&query, &Scope::All, Budget::default(), Some(nobody));
    assert_eq!((answer.rows.len(), answer.cannot_tell.len(), answer.undecided), (3, 3, 0));
}

#[test]
fn thousands_of_rows_for_jira_come_page_by_page() {
    let mut store = Store::default();
    for events in many(2_500).chunks(500) {
        store.compact_with(
            &events.iter().map(record).collect::<Vec<_>>(),
            Policy { small_rows: 4, rows_max: 900, ..Policy::default() },
        );
    }
    let mut query = request("sprint = 5", 50);
    let mut rows = 0;
    for _ in 0..200 {
        let answer = store.read_asking(&query, &Scope::All, Budget::default(), Some(jira));
        assert_eq!(answer.undecided, 0);
        rows += answer.rows.len();
        query.cursor = answer.cursor;
        if query.cursor.is_none() {
            break;
        }
    }
    let expect = (0..2_500_u32).filter(|n| n % 7 == 0 || n % 3 == 0).count();
    assert_eq!((rows, query.cursor), (expect, None));
}
