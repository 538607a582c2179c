//! An overview, and what it must say: what the records say, counted one by one.

use crate::client::{Client, Failure};
use crate::reading::list_waiting;
use crate::records::{BEGIN, DAY};
use crate::shapes::written_id;
use activity_engine::event::{Event, EventId};
use activity_engine::{Both, Overview, OverviewAnswer, OverviewRequest, keys};
use std::collections::BTreeMap;
use std::ops::Range;

/// More than there are.
const TOP: u32 = 100;

/// Asks for a range of days, and checks what is said of it.
pub(crate) async fn check_overview(client: &Client) -> Result<(), Failure> {
    let world = &client.world;
    let (from, length) = {
        let mut dice = world.dice();
        let longest = [5, 60, 200][dice.usize(0..3)];
        (BEGIN.div_euclid(DAY) - dice.i64(-2..longest), dice.i64(1..longest))
    };
    let request = OverviewRequest { from: from * DAY, to: (from + length) * DAY, top: TOP };
    let answer = ask(client, &request).await?;
    assert!(answer.problems.is_empty() || world.settings.tight, "{:?}", answer.problems);
    assert_eq!(answer.before, (from - length) * DAY);
    let mut events = world.watch().catalogue().packed.events.clone();
    let waiting: Vec<EventId> =
        world.store().keys(keys::WRITE_AHEAD).iter().filter_map(|key| written_id(key)).collect();
    let packed = events.len();
    for id in waiting {
        events.entry(id).or_insert_with(|| world.truth().event(id).clone());
    }
    let events: Vec<Event> = events.into_values().collect();
    check_counts(&events, &request, &answer);
    // What compaction has yet to find out of those that wait is not told here either.
    if events.len() == packed {
        assert_eq!(answer.waiting, 0);
        check_all(&events, &request, &answer);
    }
    world.tally().overviews += 1;
    world.tally().overview_records += usize::try_from(answer.count.now).unwrap();
    world.tally().overview_waiting += answer.waiting as usize;
    Ok(())
}

async fn ask(client: &Client, request: &OverviewRequest) -> Result<OverviewAnswer, Failure> {
    let waiting = list_waiting(client).await?;
    let root = client.read_root().await?;
    let mut overview = Overview::new(request, root.as_ref().map(|root| &*root.body)).unwrap();
    overview.add_write_ahead(&waiting);
    loop {
        let keys = overview.next();
        if keys.is_empty() {
            return Ok(overview.answer());
        }
        overview.add_values(&client.get_all(&keys).await?);
    }
}

/// How many records there are on each day.
fn check_counts(events: &[Event], request: &OverviewRequest, answer: &OverviewAnswer) {
    let (now, before) = ranges(request);
    for (range, days) in [(now, &answer.days), (before, &answer.days_before)] {
        let starts = (range.start..range.end).step_by(usize::try_from(DAY).unwrap());
        let plain: Vec<u64> =
            starts.map(|start| within(events, &(start..start + DAY)).len() as u64).collect();
        assert_eq!(days, &plain);
    }
    assert_eq!(answer.count.now, answer.days.iter().sum::<u64>());
    assert_eq!(answer.count.before, answer.days_before.iter().sum::<u64>());
}

fn ranges(request: &OverviewRequest) -> (Range<i64>, Range<i64>) {
    let OverviewRequest { from, to, .. } = *request;
    (from..to, from - (to - from)..from)
}

fn within<'a>(events: &'a [Event], range: &Range<i64>) -> Vec<&'a Event> {
    events.iter().filter(|event| range.contains(&event.occurred)).collect()
}

/// Everything else.
fn check_all(events: &[Event], request: &OverviewRequest, answer: &OverviewAnswer) {
    let (now, before) = ranges(request);
    let (now_events, before_events) = (within(events, &now), within(events, &before));
    let both = |is: &dyn Fn(&Event) -> bool| Both {
        now: now_events.iter().filter(|event| is(event)).count() as u64,
        before: before_events.iter().filter(|event| is(event)).count() as u64,
    };
    assert_eq!(answer.deletions, both(&|event| event.action.verb() == "deleted"));
    assert_eq!(answer.elsewhere, both(&|event| event.container.is_none()));
    let mut hours = vec![0; 168];
    for event in &now_events {
        let hour = (event.occurred.div_euclid(3_600_000) + 3 * 24).rem_euclid(168);
        hours[usize::try_from(hour).unwrap()] += 1;
    }
    assert_eq!(answer.hours, hours);
    let all: Vec<&Event> = now_events.iter().chain(&before_events).copied().collect();
    let of_actions = answer.actions.iter().map(|row| (row.action.clone(), row.count)).collect();
    assert_same(of_actions, &all, |event| Some(event.action.name().to_owned()), &both);
    let of_families = answer.families.iter().map(|row| (row.family.clone(), row.count)).collect();
    assert_same(of_families, &all, |event| Some(event.action.family().to_owned()), &both);
    for row in &answer.families {
        assert_eq!(row.days.iter().sum::<u64>(), row.count.now, "{}", row.family);
    }
    let of_containers =
        answer.containers.iter().map(|row| (format!("{:?} {}", row.kind, row.id), row.count)).collect();
    let container = |event: &Event| event.container.as_ref().map(|it| format!("{:?} {}", it.kind, it.id));
    assert_same(of_containers, &all, container, &both);
    assert!(answer.containers.iter().all(|row| row.key.is_some() && row.name.is_some()));
    let of_people = answer.people.iter().map(|row| (row.account.clone(), row.count)).collect();
    assert_same(of_people, &all, |event| event.actor.account_id.clone(), &both);
    let people = |of: fn(&Both) -> u64| answer.people.iter().filter(|row| of(&row.count) > 0).count() as u64;
    assert_eq!(
        answer.people_all,
        Both { now: people(|count| count.now), before: people(|count| count.before) }
    );
}

/// Counts the events that pass.
type Tally<'a> = &'a dyn Fn(&dyn Fn(&Event) -> bool) -> Both;

/// Whether each of what these events are is counted once, and with the right number.
fn assert_same(
    found: Vec<(String, Both)>,
    events: &[&Event],
    key: impl Fn(&Event) -> Option<String>,
    both: Tally<'_>,
) {
    let keys: std::collections::BTreeSet<String> = events.iter().filter_map(|event| key(event)).collect();
    let count = |wanted: String| {
        let count = both(&|event| key(event).as_deref() == Some(wanted.as_str()));
        (wanted, count)
    };
    let plain: BTreeMap<String, Both> = keys.into_iter().map(count).collect();
    assert!(found.windows(2).all(|pair| pair[0].1.now >= pair[1].1.now), "most come first: {found:?}");
    assert_eq!(found.len(), plain.len());
    assert_eq!(found.into_iter().collect::<BTreeMap<_, _>>(), plain);
}
