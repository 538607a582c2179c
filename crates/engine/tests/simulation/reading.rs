//! What reading a page does, in the order of `src/reading.ts`.

use crate::client::{Client, Failure};
use crate::questions::Question;
use crate::shapes::{Packed, written_id};
use activity_engine::{BundledZones, QueryAnswer, Reader, keys};
use activity_event::EventId;
use std::collections::BTreeSet;
use std::rc::Rc;

/// A page, and the generation of the catalogue that it was read from.
pub(crate) struct Page {
    pub(crate) answer: QueryAnswer,
    pub(crate) generation: u32,
}

/// Reads a page. `since` is the generation that the asking user has read.
pub(crate) async fn read(
    client: &Client,
    question: &Question,
    limit: u32,
    cursor: Option<String>,
    since: Option<u32>,
) -> Result<Page, Failure> {
    // INVARIANT: keys are listed before the root is read.
    let waiting = list_waiting(client).await?;
    let root = client.read_root().await?;
    let generation = root.as_ref().map_or(0, |root| root.generation);
    let packed = Rc::clone(&client.world.watch().catalogue().packed);
    let body = root.as_ref().map(|root| &*root.body).filter(|_| since != Some(generation));
    let request = question.request(limit, cursor);
    let reader = Reader::new(&request, &question.scope, body, &BundledZones).unwrap();
    let mut reader = reader.with_budget(client.world.settings.budget);
    for (key, value) in client.get_all(&reader.manifests()).await? {
        if let Some(value) = value {
            reader.add_manifest(&key, &value);
        }
    }
    let listed = waiting.iter().flatten().filter_map(|(key, _)| written_id(key)).collect();
    for page in waiting {
        reader.add_write_ahead(&page);
    }
    loop {
        let keys = reader.next();
        if keys.is_empty() {
            let answer = reader.answer();
            if body.is_some() {
                check_forms(client, question, &answer, &listed, &packed);
            }
            return Ok(Page { answer, generation });
        }
        reader.add_values(&client.get_all(&keys).await?);
    }
}

/// A record that is listed counts as it was written, unless the last commit has swallowed it; all others count as they are
/// in segments. This also holds for segments that need not be read.
fn check_forms(
    client: &Client,
    question: &Question,
    answer: &QueryAnswer,
    listed: &BTreeSet<EventId>,
    packed: &Packed,
) {
    let waits = |id: &EventId| listed.contains(id) && !packed.swallowed.contains(id);
    for row in answer.rows.iter().filter(|row| !waits(&row.id)) {
        assert_eq!(packed.events.get(&row.id), Some(row), "{} shows what was swallowed", question.jql);
    }
    if answer.undecided > 0 {
        let mut events = client.world.truth().events();
        events.retain(|event| waits(&event.id));
        let undecided =
            question.undecided(events) + question.undecided(packed.events.values().cloned().collect());
        assert!(answer.undecided as usize <= undecided, "{} counts what was swallowed", question.jql);
    }
}

async fn list_waiting(client: &Client) -> Result<Vec<Vec<(String, String)>>, Failure> {
    let (mut pages, mut after) = (Vec::new(), None);
    loop {
        let (page, more) = client.list(keys::WRITE_AHEAD, after.as_deref()).await?;
        after = page.last().map(|(key, _)| key.clone());
        pages.push(page);
        if !more {
            return Ok(pages);
        }
    }
}
