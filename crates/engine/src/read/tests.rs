#![expect(clippy::arithmetic_side_effects, reason = "small numbers of the tests")]

use super::*;
use crate::{BundledZones, Compactor, ContainerRef, IssueMatches, IssueQuestion, Policy, keys};
use activity_event::{ContainerKind, EventId};
use activity_filter::{Context, Tables, Truth, Zone};
use proptest::prelude::*;
use serde_json::json;

mod jira;

const START: i64 = 1_763_913_600_000;
const HOUR: i64 = 3_600_000;

/// What varies between the records of the tests.
#[derive(Debug, Clone)]
struct Seed {
    n: u32,
    hours: i64,
    action: usize,
    project: usize,
    text: usize,
    written_ahead: bool,
}

const ACTIONS: [&str; 4] = ["issue.created", "issue.updated", "comment.deleted", "page.created"];
const PROJECTS: [Option<(&str, &str, &str)>; 4] = [
    None,
    Some(("project", "10000", "PAY")),
    Some(("project", "10001", "OPS")),
    Some(("space", "10000", "DOCS")),
];
const TEXTS: [&str; 3] = ["rotate the signing keys", "disk full", "nothing to see"];

fn record(seed: &Seed) -> Event {
    let mut record = json!({
        "id": EventId::derive(&["test", &seed.n.to_string()]),
        "occurred": START + seed.hours * HOUR, "recorded": START, "product": "jira", "action": ACTIONS[seed.action],
        "actor": {"kind": "person", "certainty": "stated", "accountId": format!("account-{}", seed.text)},
        "subject": {"kind": "issue", "id": seed.n.to_string(), "key": format!("X-{}", seed.n), "title": TEXTS[seed.text]},
        "provenance": "live", "source": "test",
    });
    if seed.n.is_multiple_of(6) {
        // Says no more of its issue than the id.
        record["subject"] = json!({"kind": "worklog", "id": (900 + seed.n).to_string(),
            "parent": {"kind": "issue", "id": seed.n.to_string()}});
    }
    if let Some((kind, id, key)) = PROJECTS[seed.project] {
        record["container"] = json!({"kind": kind, "id": id, "key": key});
    }
    serde_json::from_value(record).unwrap()
}

fn seeds() -> impl Strategy<Value = Vec<Seed>> {
    let seed = (0_u32..60, 0_i64..2_000, 0..ACTIONS.len(), 0..PROJECTS.len(), 0..TEXTS.len(), any::<bool>());
    let seed = seed.prop_map(|(n, hours, action, project, text, written_ahead)| {
        // The same id means the same record.
        let spread = i64::from(n) * 37 % 900;
        Seed { n, hours: (hours / 1_000) * 1_000 + spread, action, project, text, written_ahead }
    });
    proptest::collection::vec(seed, 0..60).prop_map(|mut seeds: Vec<Seed>| {
        seeds.sort_by_key(|seed| seed.n);
        seeds.dedup_by_key(|seed| seed.n);
        seeds
    })
}

/// A store after some compactions, with some records still written ahead and some in both places.
#[derive(Debug, Default)]
struct Store {
    root: Option<String>,
    values: BTreeMap<String, String>,
    write_ahead: Vec<(String, String)>,
}

impl Store {
    fn of(seeds: &[Seed], batch: usize) -> Self {
        let mut store = Self::default();
        let packed: Vec<&Seed> = seeds.iter().filter(|seed| !seed.written_ahead || seed.n % 5 == 0).collect();
        for seeds in packed.chunks(batch) {
            store.compact(&seeds.iter().map(|seed| record(seed)).collect::<Vec<_>>());
        }
        store.write_ahead =
            seeds.iter().filter(|seed| seed.written_ahead).map(|seed| entry(&record(seed))).collect();
        store
    }

    fn compact(&mut self, events: &[Event]) {
        self.compact_with(
            events,
            Policy { small_rows: 4, rows_max: 7, index_rows: 5, index_segments: 2, ..Policy::default() },
        );
    }

    fn compact_with(&mut self, events: &[Event], policy: Policy) {
        let entries: Vec<_> = events.iter().map(entry).collect();
        let mut compactor = Compactor::with_policy(self.root.as_deref(), &entries, 0, policy).unwrap();
        for key in compactor.manifests() {
            compactor.add_manifest(&key, &self.values[&key]).unwrap();
        }
        let wanted = compactor.wanted().unwrap().values;
        compactor.add_values(&self.get(wanted));
        let commit = compactor.finish().unwrap();
        self.values
            .extend(commit.values.into_iter().chain(commit.manifests).map(|write| (write.key, write.value)));
        self.root = commit.root.map(|root| root.body).or(self.root.take());
    }

    fn get(&self, keys: Vec<String>) -> Vec<(String, Option<String>)> {
        keys.into_iter().map(|key| (key.clone(), self.values.get(&key).cloned())).collect()
    }

    fn read(&self, request: &QueryRequest, scope: &Scope, budget: Budget) -> QueryAnswer {
        self.read_asking(request, scope, budget, None)
    }

    /// With somebody who answers in Jira's place.
    fn read_asking(
        &self,
        request: &QueryRequest,
        scope: &Scope,
        budget: Budget,
        jira: Option<fn(&IssueQuestion) -> IssueMatches>,
    ) -> QueryAnswer {
        let mut reader =
            Reader::new(request, scope, self.root.as_deref(), &BundledZones).unwrap().with_budget(budget);
        reader.add_write_ahead(&self.write_ahead);
        for key in reader.manifests() {
            reader.add_manifest(&key, &self.values[&key]);
        }
        loop {
            let keys = reader.next();
            if keys.is_empty() {
                let questions = if jira.is_some() { reader.questions() } else { vec![] };
                let Some(jira) = jira.filter(|_| !questions.is_empty()) else {
                    return reader.answer();
                };
                assert!(questions.iter().map(|question| question.issues.len()).sum::<usize>() <= 1_000);
                reader.add_matches(&questions.iter().map(jira).collect::<Vec<_>>());
                continue;
            }
            assert!(keys.len() <= BATCH_KEYS_MAX);
            reader.add_values(&self.get(keys));
        }
    }

    /// All pages, and the answers' completeness.
    fn read_all(&self, mut request: QueryRequest, scope: &Scope, budget: Budget) -> (Vec<Event>, u32) {
        let (mut rows, mut undecided) = (Vec::new(), 0);
        for _ in 0..10_000 {
            let answer = self.read(&request, scope, budget);
            assert!(answer.rows.len() <= request.limit as usize);
            assert!(answer.cursor.is_none() || answer.cursor != request.cursor, "no progress");
            rows.extend(answer.rows);
            undecided += answer.undecided;
            request.cursor = answer.cursor;
            if request.cursor.is_none() {
                assert!(answer.complete);
                return (rows, undecided);
            }
        }
        panic!("pages without end");
    }
}

/// Jira as a rule: every third issue matches, and every seventh is gone.
fn jira(question: &IssueQuestion) -> IssueMatches {
    let those = |is: fn(u32) -> bool| {
        let ids = question.issues.iter().filter(|id| is(id.parse().unwrap()));
        ids.cloned().collect::<Vec<_>>()
    };
    assert!(!question.jql.is_empty());
    IssueMatches {
        matched: those(|id| id % 3 == 0 && id % 7 != 0),
        visible: those(|id| id % 7 != 0),
        problem: None,
    }
}

fn entry(event: &Event) -> (String, String) {
    (keys::write_ahead(event.occurred, event.id), stored::record_text(event))
}

fn request(jql: &str, limit: u32) -> QueryRequest {
    QueryRequest {
        jql: jql.into(),
        narrow: vec![],
        limit,
        cursor: None,
        now: START + 2_000 * HOUR,
        zone: "UTC".into(),
        account: None,
        monday_first: false,
        tables: Tables::default(),
    }
}

const CONDITIONS: [&str; 23] = [
    "",
    "project = PAY",
    "project in (PAY, 10001)",
    "project != OPS",
    "project is EMPTY",
    "action = issue.created",
    "action in (comment.deleted, page.created) and project = DOCS",
    "occurred >= -1420h",
    "occurred < -1700h",
    "occurred > -1800h and occurred <= -630h",
    "occurred < -1500h or occurred > -300h",
    "text ~ keys",
    "actor = account-1 and occurred > -5000h",
    "\"Story Points\" = 5",
    "\"Story Points\" = 5 or action = issue.created",
    "not (project = PAY or action = issue.updated)",
    "issue = X-7",
    "issue in (x-3, 12, X-24) and action != page.created",
    "issue in (X-3, X-4) and subjectType = issue",
    "text ~ \"disk full\" and actor = account-1",
    "subject ~ full or thread = X-5",
    "thread = X-9 or actor = account-0",
    "actor = Account-2",
];

fn scopes() -> [Scope; 4] {
    let one = |kind, id: &str| ContainerRef { kind, id: id.to_owned() };
    [
        Scope::All,
        Scope::Containers(vec![]),
        Scope::Containers(vec![one(ContainerKind::Project, "10000")]),
        Scope::Containers(vec![one(ContainerKind::Space, "10000"), one(ContainerKind::Project, "10001")]),
    ]
}

/// The meaning of a query: the row evaluator over every record, sorted.
fn plain(seeds: &[Seed], jql: &str, scope: &Scope) -> (Vec<Event>, u32) {
    let visible = |event: &Event| match (scope, &event.container) {
        (Scope::All, _) => true,
        (Scope::Containers(allowed), Some(container)) => {
            allowed.iter().any(|one| (one.kind, &one.id) == (container.kind, &container.id))
        }
        _ => false,
    };
    let events: Vec<Event> = seeds.iter().map(record).filter(visible).collect();
    let open = events.iter().filter(|event| evaluate(jql, event) == Truth::Open).count();
    let mut rows: Vec<Event> =
        events.into_iter().filter(|event| evaluate(jql, event) == Truth::True).collect();
    rows.sort_by_key(|event| (event.occurred, event.id));
    if !jql.ends_with("ASC") {
        rows.reverse();
    }
    (rows, u32::try_from(open).unwrap())
}

/// Ids in order, and those with a mark: `truth` says whether a record is shown, and whether with the mark.
fn decided(
    seeds: &[Seed],
    jql: &str,
    scope: &Scope,
    truth: impl Fn(&Seed, Truth) -> Option<bool>,
) -> (Vec<EventId>, BTreeSet<EventId>) {
    let mut rows: Vec<(Event, bool)> = seeds
        .iter()
        .filter_map(|seed| truth(seed, evaluate(jql, &record(seed))).map(|marked| (record(seed), marked)))
        .filter(|(event, _)| is_visible(scope, event))
        .collect();
    rows.sort_by_key(|(event, _)| (event.occurred, event.id));
    if !jql.ends_with("ASC") {
        rows.reverse();
    }
    let marked = rows.iter().filter(|(_, marked)| *marked).map(|(event, _)| event.id).collect();
    (rows.iter().map(|(event, _)| event.id).collect(), marked)
}

fn evaluate(jql: &str, event: &Event) -> Truth {
    let query = activity_jql::parse(jql).query.unwrap();
    let context = Context {
        now: START + 2_000 * HOUR,
        zone: Zone::utc(),
        user: None,
        week_starts_monday: false,
        tables: std::borrow::Cow::Owned(Tables::default()),
    };
    activity_filter::evaluate(&activity_filter::check(&query, &context).predicate.unwrap(), event)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    /// Whatever the layout, page size and budget: the pages together are the plain filter and sort over all records in
    /// the scope, and nothing else.
    #[test]
    fn pages_are_a_plain_filter_and_sort(
        seeds in seeds(),
        batch in 1_usize..12,
        limit in 1_u32..9,
        condition in 0..CONDITIONS.len(),
        ascending in any::<bool>(),
        scope in 0_usize..4,
        budget_rows in prop_oneof![Just(1_u32), 1_u32..40, Just(u32::MAX)],
    ) {
        let store = Store::of(&seeds, batch);
        let order = if ascending { " ORDER BY occurred ASC" } else { "" };
        let jql = format!("{}{order}", CONDITIONS[condition]);
        let scope = &scopes()[scope];
        let budget = Budget { rows: budget_rows, ..Budget::default() };
        let got = store.read_all(request(&jql, limit), scope, budget);
        prop_assert_eq!(got, plain(&seeds, &jql, scope));
    }

    /// With Jira to ask, the pages together are what the log knows, what Jira says matches, and what nobody can tell; the
    /// last with that mark.
    #[test]
    fn what_the_log_cannot_tell_jira_decides(
        seeds in seeds(),
        batch in 1_usize..12,
        limit in 1_u32..9,
        condition in 0..CONDITIONS.len(),
        ascending in any::<bool>(),
        scope in 0_usize..4,
        budget_rows in prop_oneof![Just(1_u32), 1_u32..40, Just(u32::MAX)],
    ) {
        let store = Store::of(&seeds, batch);
        let order = if ascending { " ORDER BY occurred ASC" } else { "" };
        let jql = format!("{}{order}", CONDITIONS[condition]);
        let scope = &scopes()[scope];
        let budget = Budget { rows: budget_rows, ..Budget::default() };
        let (mut rows, mut marked) = (Vec::new(), BTreeSet::new());
        let mut request = request(&jql, limit);
        for _ in 0..10_000 {
            let answer = store.read_asking(&request, scope, budget, Some(jira));
            prop_assert_eq!(answer.undecided, 0);
            rows.extend(answer.rows.iter().map(|row| row.id));
            marked.extend(answer.cannot_tell);
            request.cursor = answer.cursor;
            if request.cursor.is_none() {
                break;
            }
        }
        let truth = |seed: &Seed, truth| match truth {
            Truth::Open if seed.n.is_multiple_of(7) => Some(true),
            Truth::Open if seed.n.is_multiple_of(3) => Some(false),
            Truth::True => Some(false),
            _ => None,
        };
        let (expect, expect_marked) = decided(&seeds, &jql, scope, truth);
        prop_assert_eq!(rows, expect);
        prop_assert_eq!(marked, expect_marked);
    }

    /// A cursor goes on at the same row when everything was compacted since.
    #[test]
    fn cursors_survive_compaction(seeds in seeds(), limit in 1_u32..9) {
        let mut store = Store::of(&seeds, 5);
        let mut request = request("", limit);
        let first = store.read(&request, &Scope::All, Budget::default());
        store.compact(&seeds.iter().map(record).collect::<Vec<_>>());
        store.write_ahead.clear();
        let mut rows = first.rows;
        if first.cursor.is_some() {
            request.cursor = first.cursor;
            rows.extend(store.read_all(request, &Scope::All, Budget::default()).0);
        }
        prop_assert_eq!(rows, plain(&seeds, "", &Scope::All).0);
    }
}

fn many(count: u32) -> Vec<Seed> {
    (0..count)
        .map(|n| Seed { n, hours: i64::from(n), action: 0, project: 1, text: 0, written_ahead: false })
        .collect()
}

#[test]
fn the_first_page_reads_the_newest_segment_only() {
    let store = Store::of(&many(700), 7);
    let answer = store.read(&request("", 5), &Scope::All, Budget::default());
    assert_eq!((answer.rows.len(), answer.read.segments, answer.complete), (5, 1, true));
    let nothing = store.read(&request("action = page.created", 5), &Scope::All, Budget::default());
    assert_eq!((nothing.rows.len(), nothing.read.segments, nothing.cursor), (0, 0, None));
    let foreign = store.read(&request("", 5), &scopes()[3], Budget::default());
    assert_eq!((foreign.rows.len(), foreign.read.segments), (0, 0));
    let elsewhere = store.read(&request("project = OPS", 5), &Scope::All, Budget::default());
    assert_eq!((elsewhere.rows.len(), elsewhere.read.segments), (0, 0));
}

#[test]
fn a_spent_budget_ends_the_page_with_a_cursor() {
    let store = Store::of(&many(70), 7);
    let answer = store.read(
        &request("action = issue.updated or text ~ disk", 5),
        &Scope::All,
        Budget { rows: 7, bytes: u64::MAX },
    );
    assert_eq!((answer.rows.len(), answer.complete, answer.cursor.is_some()), (0, false, true));
}

#[test]
fn an_undecided_record_behind_the_last_row_is_counted() {
    let seed = |n, hours, project| Seed { n, hours, action: 0, project, text: 0, written_ahead: true };
    let seeds = [seed(6, 222, 1), seed(23, 1_851, 0)];
    let store = Store::of(&seeds, 1);
    let jql = "project in (PAY, 10001) ORDER BY occurred ASC";
    let got = store.read_all(request(jql, 1), &Scope::All, Budget::default());
    assert_eq!((got.0.len(), got.1), (1, 1));
    assert_eq!(got, plain(&seeds, jql, &Scope::All));
}

#[test]
fn a_missing_or_damaged_value_is_told() {
    for damage in [None, Some("\"QUFMUw==\"")] {
        let mut store = Store::of(&many(14), 7);
        let key = store.values.keys().find(|key| key.starts_with("s:")).unwrap().clone();
        store.values.remove(&key);
        store.values.extend(damage.map(|text| (key, text.to_owned())));
        let answer = store.read(&request("", 50), &Scope::All, Budget::default());
        assert_eq!((answer.rows.len(), answer.complete, answer.warnings.len()), (7, false, 1));
        assert_eq!(answer.warnings[0].code, "read.damaged");
    }
}

#[test]
fn an_answer_in_the_middle_is_certain_as_far_as_it_goes() {
    let store = Store::of(&many(70), 7);
    let mut reader =
        Reader::new(&request("", 50), &Scope::All, store.root.as_deref(), &BundledZones).unwrap();
    for key in reader.manifests() {
        reader.add_manifest(&key, &store.values[&key]);
    }
    let keys = reader.next();
    reader.add_values(&store.get(keys));
    assert!(!reader.next().is_empty());
    let answer = reader.answer();
    assert_eq!((answer.rows.len(), answer.complete), (7, false));
    let rest = store.read_all(
        QueryRequest { cursor: answer.cursor, ..request("", 50) },
        &Scope::All,
        Budget::default(),
    );
    assert_eq!(rest.0.len(), 63);
}

#[test]
fn long_rows_end_the_page_early() {
    let mut store = Store::default();
    let mut events: Vec<Event> = many(40).iter().map(record).collect();
    for event in &mut events {
        event.raw = Some("x".repeat(200_000));
    }
    store.compact(&events);
    let answer = store.read(&request("", 500), &Scope::All, Budget::default());
    assert_eq!(answer.rows.len(), 17);
    let all = store.read_all(request("", 500), &Scope::All, Budget::default());
    assert_eq!(all.0.len(), 40);
}

#[test]
fn a_copy_in_a_segment_counts_more_than_the_one_written_ahead() {
    let seeds = many(9);
    let mut store = Store::default();
    store.compact(&seeds.iter().map(record).collect::<Vec<_>>());
    // As they came: without their project.
    store.write_ahead = seeds.iter().map(|seed| entry(&Event { container: None, ..record(seed) })).collect();
    // The last commit swallowed them.
    let answer = store.read(&request("project is EMPTY", 3), &Scope::All, Budget::default());
    assert_eq!((answer.rows.len(), answer.read.values), (0, 11));
    // They are older than that, and a stale listing has them still.
    let mut root = Root::parse(store.root.as_deref()).unwrap();
    root.swallowed.clear();
    store.root = Some(serde_json::to_string(&root).unwrap());
    for (jql, want) in [("project = PAY", 9), ("", 9)] {
        let (rows, _) = store.read_all(request(jql, 3), &Scope::All, Budget::default());
        assert_eq!(rows.len(), want, "{jql}");
        assert!(rows.iter().all(|row| row.container.is_some()));
    }
}

#[test]
fn an_event_without_a_time_that_comes_twice_is_one_row() {
    let came = |seconds: i64| {
        let event = record(&Seed { n: 20, hours: 3, action: 0, project: 1, text: 0, written_ahead: true });
        let at = event.occurred + seconds * 1_000;
        Event { occurred: at, recorded: at, ..event }
    };
    let mut store = Store::default();
    let others: Vec<Event> = many(9).iter().map(record).collect();
    store.compact(&others.iter().cloned().chain([came(0)]).collect::<Vec<_>>());
    // Others were packed since.
    let mut root = Root::parse(store.root.as_deref()).unwrap();
    root.swallowed.clear();
    store.root = Some(serde_json::to_string(&root).unwrap());
    store.write_ahead = vec![entry(&came(900))];
    for (jql, want) in [("", 10), ("issue = X-20", 1), ("issue = X-20 ORDER BY occurred ASC", 1)] {
        for limit in [1, 500] {
            let (rows, _) = store.read_all(request(jql, limit), &Scope::All, Budget::default());
            assert_eq!(rows.iter().filter(|row| row.id == came(0).id).count(), 1, "{jql} by {limit}");
            assert!(rows.len() >= want, "{jql}");
        }
    }
    // What only the first of both says is found as before.
    let bare = Event { container: None, ..came(900) };
    store.write_ahead = vec![entry(&bare)];
    let (rows, _) =
        store.read_all(request("project = PAY AND issue = X-20", 1), &Scope::All, Budget::default());
    assert_eq!(rows.len(), 1);
    // One that states its time is another record at another time.
    let stated = Event { recorded: 0, ..came(900) };
    store.write_ahead = vec![entry(&stated)];
    let (rows, _) = store.read_all(request("issue = X-20", 1), &Scope::All, Budget::default());
    assert_eq!(rows.len(), 2);
}

#[test]
fn requests_that_make_no_sense_are_refused() {
    let refused =
        |request: &QueryRequest| Reader::new(request, &Scope::All, None, &BundledZones).unwrap_err().code();
    assert_eq!(refused(&request("", 0)), "engine.request");
    assert_eq!(refused(&request("", 501)), "engine.request");
    assert_eq!(refused(&request("project =", 1)), "query-rejected");
    assert_eq!(
        refused(&QueryRequest { narrow: vec!["action = no.such".into()], ..request("", 1) }),
        "query-rejected"
    );
    assert_eq!(refused(&QueryRequest { cursor: Some("x".into()), ..request("", 1) }), "engine.cursor");
    assert_eq!(refused(&QueryRequest { zone: "x".into(), ..request("", 1) }), "engine.zone");
    let unknown = json!({"jql": "", "limit": 1, "now": 0, "zone": "UTC", "scope": "all"});
    assert!(serde_json::from_value::<QueryRequest>(unknown).is_err());
    assert_eq!(serde_json::from_value::<Scope>(json!("all")).unwrap(), Scope::All);
    let scope = json!({"containers": [{"kind": "space", "id": "1"}]});
    assert_eq!(serde_json::to_value(serde_json::from_value::<Scope>(scope.clone()).unwrap()).unwrap(), scope);
}
