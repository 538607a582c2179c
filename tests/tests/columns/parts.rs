//! The log at hand, loaded in parts from a store, whole and in a scope.

use super::{QUERIES, RECORDS, bare, plain, query, shows, without_names};
use activity_engine::{
    AskAnswer, AskRequest, BundledZones, CheckRequest, ContainerRef, Entered, Listing, Manifest, People,
    Root, Scope, Scoped, SegmentRow, Session, Show, Shown, listing, select, waiting, write_index,
    write_people,
};
use activity_event::Event;
use activity_site::large::{Plan, Records, START};
use fastrand::Rng;
use std::collections::BTreeMap;

/// Stored values, and the root of the catalogue.
struct Store {
    root: Root,
    values: BTreeMap<String, String>,
}

impl Store {
    /// Segments of some of the records, in the months that they begin in. Some are in an index.
    fn of(rng: &mut Rng, events: &[Event], generation: u32) -> Self {
        let mut people = People::default();
        for account in events.iter().flat_map(activity_segment::accounts) {
            people.learn(&account);
        }
        let mut root = Root { generation, ..Root::default() };
        let mut values = BTreeMap::new();
        let mut months: BTreeMap<String, Vec<SegmentRow>> = BTreeMap::new();
        let mut entries: BTreeMap<String, Vec<(String, Entered)>> = BTreeMap::new();
        let mut rest = events;
        while !rest.is_empty() {
            let (part, behind) = rest.split_at(rng.usize(1..=rest.len()));
            rest = behind;
            let segment = activity_segment::write(part, &people).unwrap();
            let name = activity_engine::keys::name(1, &segment.name);
            for (n, value) in segment.values {
                values.insert(activity_engine::keys::segment_part(&name, n), value);
            }
            let month = activity_engine::keys::month(part[0].occurred);
            if rng.u8(0..4) > 0 {
                let mut entered = Entered::default();
                for (event, group) in part.iter().zip(&segment.groups) {
                    entered.add(event, *group, &people);
                }
                let groups = segment.groups.iter().max().map_or(0, |last| last + 1);
                entries.entry(month.clone()).or_default().push((name.clone(), entered.finish(groups)));
            }
            let row = SegmentRow { name, parts: segment.layout.parts(), stats: segment.stats };
            months.entry(month).or_default().push(row);
        }
        for (month, rows) in months {
            let mut manifest = Manifest::new(&month, rows);
            for some in entries.remove(&month).unwrap_or_default().chunks(3) {
                let (indexed, writes) = write_index(some.to_vec(), generation);
                values.extend(writes.into_iter().map(|write| (write.key, write.value)));
                manifest.indexed.push(indexed);
            }
            let write = manifest.to_write(generation).unwrap();
            root.months.push(manifest.summary(&write.key));
            values.insert(write.key, write.value);
        }
        let (writes, _) = write_people(&people, generation, &mut root);
        values.extend(writes.into_iter().map(|write| (write.key, write.value)));
        Self { root, values }
    }

    fn body(&self) -> String {
        serde_json::to_string(&self.root).unwrap()
    }

    fn get(&self, keys: &[String]) -> Vec<(String, Option<String>)> {
        keys.iter().map(|key| (key.clone(), self.values.get(key).cloned())).collect()
    }

    /// Asks until everything is at hand, a few values at a time.
    fn ask(
        &self,
        session: &mut Session,
        request: &AskRequest,
        rng: &mut Rng,
        scoped: &mut Option<Scoped>,
    ) -> AskAnswer {
        loop {
            let answer = session.ask(request, &BundledZones).unwrap();
            if answer.wanted.is_empty() {
                return answer;
            }
            assert!(!answer.loaded.complete);
            let some = &answer.wanted[..rng.usize(1..=answer.wanted.len())];
            let values = match scoped {
                None => self.get(some),
                Some(part) => some.iter().map(|key| (key.clone(), self.repack(part, key))).collect(),
            };
            assert!(!session.add_values(&values), "everything that is wanted is there");
        }
    }

    fn repack(&self, part: &mut Scoped, key: &str) -> Option<String> {
        part.begin(key).unwrap().then(|| {
            while !part.keys().is_empty() {
                part.add(&self.get(&part.keys())).unwrap();
            }
            part.finish().unwrap()
        })
    }
}

fn events(seed: u64) -> Vec<Event> {
    let plan = Plan { events: RECORDS, days: 8, people: 60, places: 9, seed, ..Plan::of(RECORDS, seed) };
    Records::new(&plan).collect()
}

fn entries(events: &[Event]) -> Vec<(String, String)> {
    let text = |event: &Event| serde_json::to_string(event).unwrap();
    events
        .iter()
        .map(|event| (activity_engine::keys::write_ahead(event.occurred, event.id), text(event)))
        .collect()
}

/// Some of the containers that occur.
fn scope(rng: &mut Rng, events: &[Event]) -> Scope {
    let mut some: Vec<ContainerRef> = Vec::new();
    for event in events {
        if let Some(container) = &event.container
            && rng.u8(0..60) == 0
        {
            some.push(ContainerRef { kind: container.kind, id: container.id.clone() });
        }
    }
    Scope::Containers(some)
}

fn is_in(scope: &Scope, event: &Event) -> bool {
    match (scope, &event.container) {
        (Scope::All, _) => true,
        (Scope::Containers(some), Some(one)) => some.iter().any(|it| it.kind == one.kind && it.id == one.id),
        (Scope::Containers(_), None) => false,
    }
}

#[test]
fn a_log_that_is_loaded_in_parts_answers_like_one_that_is_whole() {
    let mut scoped_rows = 0;
    for round in 0..8_u64 {
        let mut rng = Rng::with_seed(round);
        let events = events(round);
        let scope = if round % 2 == 0 { Scope::All } else { scope(&mut rng, &events) };
        // First a part of the records is packed and the next ones wait; then all are packed anew.
        let early = Store::of(&mut rng, &events[..250], 1);
        let late = Store::of(&mut rng, &events, 2);
        let mut session = Session::default();
        for (store, known, packed) in [(&early, 300, 250), (&late, RECORDS, RECORDS)] {
            let mut scoped = None;
            let list: Listing = match scope {
                Scope::All => listing(Some(&store.body())).unwrap(),
                Scope::Containers(_) => {
                    let mut part = Scoped::new(Some(&store.body()), &scope).unwrap();
                    part.add(&store.get(&part.manifests())).unwrap();
                    let list = part.listing();
                    scoped = Some(part);
                    list
                }
            };
            session.set_listing(list);
            let tail = entries(&events[packed.min(known)..known]);
            session.set_tail(waiting(&tail, Some(&store.body()), &scope).unwrap());
            let seen: Vec<Event> =
                events[..known].iter().filter(|event| is_in(&scope, event)).cloned().collect();
            for _ in 0..QUERIES / 10 {
                let jql = query(&mut rng, &events, 1);
                let check = serde_json::json!({"jql": jql, "now": START + 700_000_000, "zone": "UTC"});
                let check: CheckRequest = serde_json::from_value(check).unwrap();
                let want = select(&check, &BundledZones, seen.clone()).unwrap();
                if rng.bool() {
                    let at_hand = AskRequest { check: check.clone(), shows: vec![Show::AtHand] };
                    let answer = store.ask(&mut session, &at_hand, &mut rng, &mut scoped);
                    assert_eq!(answer.shown, [Shown::AtHand]);
                    bare::become_whole(&session, &check, &jql);
                }
                let request = AskRequest { check, shows: shows(&mut rng) };
                let answer = store.ask(&mut session, &request, &mut rng, &mut scoped);
                let place = format!("round {round}, {known} records: {jql}");
                assert_eq!(answer.warnings.iter().find(|one| one.code == "read.damaged"), None, "{place}");
                assert_eq!(
                    (answer.count, answer.open),
                    (want.rows.len() as u64, want.undecided as u64),
                    "{place}"
                );
                for (show, shown) in request.shows.iter().zip(answer.shown) {
                    assert_eq!(without_names(shown), plain::show(show, &want.rows), "{place}: {show:?}");
                }
                scoped_rows += if scope == Scope::All { 0 } else { want.rows.len() };
            }
        }
    }
    assert!(scoped_rows > 100, "scopes that hold something: {scoped_rows}");
}

#[test]
fn what_is_packed_anew_for_a_scope_names_nobody_else() {
    let mut rng = Rng::with_seed(5);
    let events = events(5);
    let scope = scope(&mut rng, &events);
    let store = Store::of(&mut rng, &events, 1);
    let mut part = Scoped::new(Some(&store.body()), &scope).unwrap();
    part.add(&store.get(&part.manifests())).unwrap();
    let allowed: Vec<String> = events
        .iter()
        .filter(|event| is_in(&scope, event))
        .flat_map(activity_segment::accounts)
        .map(std::borrow::Cow::into_owned)
        .collect();
    let mut named = 0;
    for segment in part.listing().scoped.unwrap() {
        let text = store.repack(&mut part, &format!("r:{}:{}", segment.month, segment.name)).unwrap();
        let repacked: serde_json::Value = serde_json::from_str(&text).unwrap();
        for account in repacked["people"].as_object().unwrap().values() {
            assert!(allowed.contains(&account.as_str().unwrap().to_owned()), "{account} is not of the scope");
            named += 1;
        }
    }
    assert!(named > 0);
}
