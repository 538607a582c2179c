//! What reading a page does, in the order of `src/reading.ts`.

use crate::client::{Client, Failure};
use crate::questions::Question;
use activity_engine::{BundledZones, QueryAnswer, Reader, keys};
use activity_event::{Event, EventId};
use std::collections::BTreeMap;
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
    let swallowed = Rc::clone(&client.world.watch().catalogue().swallowed);
    let body = root.as_ref().map(|root| &*root.body).filter(|_| since != Some(generation));
    let request = question.request(limit, cursor);
    let reader = Reader::new(&request, &question.scope, body, &BundledZones).unwrap();
    let mut reader = reader.with_budget(client.world.settings.budget);
    for (key, value) in client.get_all(&reader.manifests()).await? {
        if let Some(value) = value {
            reader.add_manifest(&key, &value);
        }
    }
    for page in waiting {
        reader.add_write_ahead(&page);
    }
    loop {
        let keys = reader.next();
        if keys.is_empty() {
            let answer = reader.answer();
            if body.is_some() {
                check_swallowed(client, question, &answer, &swallowed);
            }
            return Ok(Page { answer, generation });
        }
        reader.add_values(&client.get_all(&keys).await?);
    }
}

/// What the last commit has swallowed counts as it is in its segment, even if that need not be read, and no more as it was
/// written.
fn check_swallowed(
    client: &Client,
    question: &Question,
    answer: &QueryAnswer,
    swallowed: &BTreeMap<EventId, Event>,
) {
    for row in &answer.rows {
        let packed = swallowed.get(&row.id).unwrap_or(row);
        assert_eq!(packed, row, "{} shows what was swallowed", question.jql);
    }
    if answer.undecided > 0 {
        let now = |event: Event| swallowed.get(&event.id).cloned().unwrap_or(event);
        let undecided = question.undecided(client.world.truth().events().into_iter().map(now).collect());
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
