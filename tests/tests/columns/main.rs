//! Columns against the row evaluator: random records, random queries, the same answers.
//!
//! `COLUMNS_PAIRS=100000 cargo test --release -p activity-tests --test columns` for more than the usual 1,200 pairs.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "helpers of a test, which may panic"
)]

use activity_engine::{
    AskRequest, BundledZones, CheckRequest, GroupField, People, SegmentRow, Session, Show, Shown, select,
};
use activity_event::{Event, Provenance};
use activity_site::large::{Plan, Records, START};
use fastrand::Rng;

mod bare;
mod parts;
mod plain;

const RECORDS: usize = 400;
const QUERIES: usize = 100;
const ZONES: [&str; 3] = ["UTC", "America/New_York", "Asia/Kathmandu"];

/// One clause about something that a record has, or nearly has.
fn clause(rng: &mut Rng, events: &[Event]) -> String {
    let event = &events[rng.usize(0..events.len())];
    let other = &events[rng.usize(0..events.len())];
    let account = |event: &Event| event.actor.account_id.clone().unwrap_or_else(|| "nobody".to_owned());
    let project = |event: &Event| {
        let container = event.container.as_ref();
        container.map_or("NONE".to_owned(), |container| {
            container.key.clone().unwrap_or_else(|| container.id.clone())
        })
    };
    let issue = |event: &Event| {
        let parent = event.subject.parent.as_ref().and_then(|parent| parent.key.clone());
        parent.or_else(|| event.subject.key.clone()).unwrap_or_else(|| "NONE-1".to_owned())
    };
    let word = |event: &Event, rng: &mut Rng| {
        let content = event.content.first().map(|content| content.text.clone());
        let text = content.or_else(|| event.subject.title.clone()).unwrap_or_else(|| "nothing".to_owned());
        let words: Vec<&str> =
            text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| w.len() > 1).collect();
        if words.is_empty() { "nothing".to_owned() } else { words[rng.usize(0..words.len())].to_owned() }
    };
    let equals = |rng: &mut Rng| ["=", "!="][rng.usize(0..2)];
    let compared = |rng: &mut Rng| ["=", "!=", "<", ">", "<=", ">="][rng.usize(0..6)];
    let within = |rng: &mut Rng| ["in", "not in"][rng.usize(0..2)];
    match rng.u8(0..24) {
        0 => format!("actor {} \"{}\"", equals(rng), account(event)),
        1 => format!(
            "actor {} (\"{}\", \"{}\", \"{}\")",
            within(rng),
            account(event),
            account(other).to_uppercase(),
            "x"
        ),
        2 => format!("actor is {}", ["EMPTY", "not EMPTY"][rng.usize(0..2)]),
        3 => format!("action {} {}", equals(rng), event.action.name()),
        4 => format!("action {} ({}, {})", within(rng), event.action.name(), other.action.name()),
        5 => format!("actionFamily = {}", event.action.family()),
        6 => format!("project {} \"{}\"", equals(rng), project(event)),
        7 => {
            format!("project {} (\"{}\", \"{}\")", within(rng), project(event).to_lowercase(), project(other))
        }
        8 => format!("project is {}", ["EMPTY", "not EMPTY"][rng.usize(0..2)]),
        9 => format!("issue {} \"{}\"", equals(rng), issue(event)),
        10 => format!("issue in (\"{}\", \"{}\")", issue(event).to_lowercase(), issue(other)),
        11 => format!("summary ~ \"{}\"", word(event, rng)),
        12 => format!("content ~ \"{}*\"", word(event, rng)),
        13 => format!("subject {} \"{}\"", ["~", "!~"][rng.usize(0..2)], word(event, rng)),
        14 => format!("text ~ \"{} OR {}\"", word(event, rng), word(other, rng)),
        15 => format!("text ~ \"{} {}\"", word(event, rng), word(other, rng)),
        16 => format!("product = {}", event.product.name()),
        17 => format!("subjectType {} {}", equals(rng), event.subject.kind.name()),
        18 => format!("actorKind {} {}", equals(rng), event.actor.kind.name()),
        19 => format!("source = \"{}\"", event.source),
        20 => format!("occurredHour {} {}", compared(rng), rng.u8(0..24)),
        21 => format!("occurredWeekday {} {}", compared(rng), rng.u8(1..8)),
        22 => format!("status = \"{}\"", ["Done", "Backlog", "In Progress"][rng.usize(0..3)]),
        _ => {
            let second = START.div_euclid(1_000) + i64::from(rng.u32(0..700_000));
            let date = date(second);
            format!("occurred {} \"{date}\"", [">=", "<", ">", "<="][rng.usize(0..4)])
        }
    }
}

/// `2026-05-31 13:05`, UTC.
fn date(second: i64) -> String {
    chrono::DateTime::from_timestamp(second, 0).unwrap().format("%Y-%m-%d %H:%M").to_string()
}

fn query(rng: &mut Rng, events: &[Event], depth: u8) -> String {
    if depth == 0 || rng.u8(0..3) == 0 {
        let clause = clause(rng, events);
        return if rng.u8(0..5) == 0 { format!("NOT {clause}") } else { clause };
    }
    let join = ["AND", "OR"][rng.usize(0..2)];
    format!("({} {join} {})", query(rng, events, depth - 1), query(rng, events, depth - 1))
}

/// A record as it is, or as it came once more: its event states no time, so that it has the time of its arrival.
fn again(rng: &mut Rng, event: &Event) -> Event {
    let at = event.occurred + i64::from(rng.u32(0..3_600_000));
    let comes = event.provenance == Provenance::Live && rng.bool();
    if comes { Event { occurred: at, recorded: at, ..event.clone() } } else { event.clone() }
}

/// Some of the records in segments, the newest of them as what waits to be packed, a few in both.
fn session(rng: &mut Rng, events: &[Event]) -> Session {
    let mut people = People::default();
    for account in events.iter().flat_map(activity_segment::accounts) {
        people.learn(&account);
    }
    let mut session = Session::new(people.clone());
    let waiting = events.len() - rng.usize(0..50);
    let both = (waiting + rng.usize(0..9)).min(events.len());
    let tail = events[waiting..].iter().enumerate();
    let tail = tail.map(|(n, event)| if waiting + n < both { again(rng, event) } else { event.clone() });
    session.set_tail(tail.collect());
    let mut rest = &events[..both];
    while !rest.is_empty() {
        let (part, behind) = rest.split_at(rng.usize(1..=rest.len()));
        rest = behind;
        let segment = activity_segment::write(part, &people).unwrap();
        let values: Vec<String> = segment.values.iter().map(|(_, text)| text.clone()).collect();
        let name = format!("1-{}", segment.name);
        let row = SegmentRow { name, parts: segment.layout.parts(), stats: segment.stats };
        session.add(&row, &values).unwrap();
    }
    session
}

const FIELDS: [GroupField; 11] = [
    GroupField::Actor,
    GroupField::ActorKind,
    GroupField::Action,
    GroupField::Product,
    GroupField::Container,
    GroupField::Thread,
    GroupField::ChangedField,
    GroupField::Status,
    GroupField::Transition,
    GroupField::IssueType,
    GroupField::Provenance,
];

/// One of each kind, and a few more.
fn shows(rng: &mut Rng) -> Vec<Show> {
    let edges = |rng: &mut Rng| {
        let mut edges: Vec<i64> = (0..rng.usize(2..12))
            .map(|_| (START.div_euclid(1_000) + i64::from(rng.u32(0..800_000))) * 1_000)
            .collect();
        edges.sort_unstable();
        edges.dedup();
        edges.push(START + 900_000_000);
        edges
    };
    let field = |rng: &mut Rng| FIELDS[rng.usize(0..FIELDS.len())];
    vec![
        Show::Count,
        Show::Rows { limit: 50, skip: 0, bare: false, unpack: 0 },
        Show::Rows { limit: rng.usize(0..40), skip: rng.usize(0..300), bare: false, unpack: 0 },
        Show::Histogram { edges: edges(rng), by: None },
        Show::Histogram { edges: edges(rng), by: Some(field(rng)) },
        Show::Groups { by: field(rng), limit: rng.usize(0..8) },
        Show::Groups { by: field(rng), limit: 1_000 },
    ]
}

/// What things are called is not compared: it depends on which of several records of a second comes last.
fn without_names(shown: Shown) -> Shown {
    match shown {
        Shown::Groups { distinct, mut groups, of } => {
            for group in &mut groups {
                (group.name, group.key) = (None, None);
            }
            Shown::Groups { distinct, groups, of }
        }
        other => other,
    }
}

#[test]
fn columns_agree_with_rows() {
    let pairs: usize = std::env::var("COLUMNS_PAIRS").map_or(1_200, |pairs| pairs.parse().unwrap());
    let (mut matched, mut open) = (0, 0);
    for round in 0..pairs.div_ceil(QUERIES) as u64 {
        let mut rng = Rng::with_seed(round);
        let plan =
            Plan { events: RECORDS, days: 8, people: 60, places: 9, seed: round, ..Plan::of(RECORDS, round) };
        let events: Vec<Event> = Records::new(&plan).collect();
        let session = session(&mut rng, &events);
        for _ in 0..QUERIES {
            let jql = query(&mut rng, &events, 2);
            let check = serde_json::json!({"jql": jql, "now": START + 700_000_000, "zone": ZONES[rng.usize(0..ZONES.len())]});
            let check: CheckRequest = serde_json::from_value(check).unwrap();
            let order = if rng.u8(0..4) == 0 { " ORDER BY occurred ASC" } else { "" };
            let check = CheckRequest { jql: format!("{jql}{order}"), ..check };
            let want = select(&check, &BundledZones, events.clone())
                .unwrap_or_else(|error| panic!("`{jql}` is refused: {error}: {:?}", error.diagnostics()));
            let place = format!("round {round}: {jql}{order}");
            let shows = shows(&mut rng);
            bare::agrees(&session, &check, &want.rows, &place);
            let answer = session.ask(&AskRequest { check, shows: shows.clone() }, &BundledZones).unwrap();
            assert!(answer.loaded.complete, "{place}: {:?}", answer.wanted);
            assert_eq!(
                (answer.count, answer.open),
                (want.rows.len() as u64, want.undecided as u64),
                "{place}"
            );
            for (show, shown) in shows.iter().zip(answer.shown) {
                assert_eq!(without_names(shown), plain::show(show, &want.rows), "{place}: {show:?}");
            }
            matched += usize::from(!want.rows.is_empty());
            open += usize::from(want.undecided > 0);
        }
    }
    assert!(
        matched * 5 > pairs && open > 0,
        "queries that find something: {matched}, that leave something open: {open}"
    );
}
