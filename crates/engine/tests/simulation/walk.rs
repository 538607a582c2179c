//! Somebody walks through all pages of a query, and then follows the log.

use crate::client::Client;
use crate::questions::Question;
use crate::reading::{Page, read};
use crate::records::is_same;
use crate::settings::READING_MS;
use crate::world::World;
use activity_engine::LIMIT_MAX;
use activity_event::{Event, EventId};
use std::collections::BTreeSet;
use std::rc::Rc;

/// A page that cannot be read is asked for again this often.
const ATTEMPTS: usize = 6;
/// No walk has more pages.
const PAGES_MAX: usize = 20_000;

/// What was found, in order.
#[derive(Default)]
struct Found {
    events: Vec<Event>,
    /// Generation of the first page.
    generation: u32,
    /// Something was missing, and the pages said so.
    damaged: bool,
}

/// Walks through a query of any kind.
pub(crate) async fn walk_anywhere(world: Rc<World>) {
    let question = Question::draw(&mut world.dice(), world.now());
    let begun = world.now();
    let limit = world.dice().u32(2..=20);
    let Some(found) = walk(&world, &question, limit).await else { return };
    check(&world, &question, &found, begun);
    if !question.is_oldest_first() {
        follow(&world, &question, &found).await;
    }
}

/// All pages; none when one of them cannot be read.
async fn walk(world: &Rc<World>, question: &Question, limit: u32) -> Option<Found> {
    let (mut found, mut cursor) = (Found::default(), None);
    for page in 0..PAGES_MAX {
        let Page { answer, generation } =
            read_at_last(world, question, limit, cursor.as_deref(), None).await?;
        if page == 0 {
            found.generation = generation;
        }
        assert!(answer.rows.len() <= limit as usize);
        let damaged = answer.warnings.iter().any(|warning| warning.code == "read.damaged");
        assert!(world.settings.tight || !damaged, "{}: {:?}", question.jql, answer.warnings);
        assert!(!damaged || !answer.complete);
        found.damaged |= damaged;
        world.tally().pages += 1;
        world.tally().pages_of_budget += usize::from(!answer.complete && !damaged);
        assert!(answer.complete || damaged || answer.cursor.is_some(), "what is left has no cursor");
        assert!(answer.cursor.is_none() || answer.cursor != cursor, "{}: no progress", question.jql);
        found.events.extend(answer.rows);
        cursor = answer.cursor;
        if cursor.is_none() {
            world.tally().walks += 1;
            world.tally().missing_and_said += usize::from(found.damaged);
            return Some(found);
        }
    }
    panic!("{}: pages without end", question.jql);
}

/// One page, asked for again when it fails.
async fn read_at_last(
    world: &Rc<World>,
    question: &Question,
    limit: u32,
    cursor: Option<&str>,
    since: Option<u32>,
) -> Option<Page> {
    for _ in 0..ATTEMPTS {
        let client = Client::new(world, READING_MS);
        if let Ok(page) = read(&client, question, limit, cursor.map(str::to_owned), since).await {
            return Some(page);
        }
    }
    None
}

fn check(world: &World, question: &Question, found: &Found, begun: i64) {
    let truth = world.truth();
    let place = |event: &Event| (event.occurred, event.id);
    for pair in found.events.windows(2) {
        let in_order = (place(&pair[0]) < place(&pair[1])) == question.is_oldest_first();
        assert!(in_order, "{}: {:?} comes before {:?}", question.jql, place(&pair[0]), place(&pair[1]));
    }
    for event in &found.events {
        assert!(is_same(event, truth.event(event.id)), "a record has changed: {event:?}");
    }
    let ids: BTreeSet<EventId> = found.events.iter().map(|event| event.id).collect();
    assert_eq!(ids.len(), found.events.len(), "{}: a record comes twice", question.jql);
    let expected = truth.expected(question, begun - world.settings.lag_ms - 1, |at| world.settings.keeps(at));
    let wrong: Vec<_> = ids.difference(&expected.may).collect();
    assert!(wrong.is_empty(), "{}: {wrong:?} do not match", question.jql);
    if !found.damaged {
        let lost: Vec<_> = expected.must.difference(&ids).collect();
        assert!(lost.is_empty(), "{}: {lost:?} were not found", question.jql);
    }
}

/// Looks for what has come since the walk. As long as nothing was packed, no segment is read.
async fn follow(world: &Rc<World>, question: &Question, found: &Found) {
    let begun = world.now();
    let since = found.generation;
    let Some(page) = read_at_last(world, question, LIMIT_MAX, None, Some(since)).await else { return };
    if page.generation != since || found.damaged {
        return;
    }
    world.tally().followed += 1;
    assert_eq!(page.answer.read.segments, 0);
    let ids: BTreeSet<EventId> = found.events.iter().chain(&page.answer.rows).map(|event| event.id).collect();
    let expected =
        world.truth().expected(question, begun - world.settings.lag_ms - 1, |at| world.settings.keeps(at));
    let lost: Vec<_> = expected.must.difference(&ids).collect();
    assert!(lost.is_empty(), "{}: {lost:?} were not found by following", question.jql);
}

/// All pages of a query, when nothing goes wrong: what must be found and nothing else.
pub(crate) async fn walk_calmly(world: Rc<World>, question: Question, limit: u32) -> BTreeSet<EventId> {
    let begun = world.now();
    let found = walk(&world, &question, limit).await.expect("every page can be read");
    assert!(!found.damaged);
    check(&world, &question, &found, begun);
    found.events.iter().map(|event| event.id).collect()
}
