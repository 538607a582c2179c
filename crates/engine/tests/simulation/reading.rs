//! What reading a page does, in the order of `src/reading.ts`.

use crate::client::{Client, Failure};
use crate::forms::{self, Seen};
use crate::questions::Question;
use activity_engine::{BundledZones, QueryAnswer, Reader, keys};
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
    for page in waiting.chunks(client.world.settings.page_items) {
        reader.add_write_ahead(page);
    }
    loop {
        let keys = reader.next();
        if keys.is_empty() {
            client.world.tally().left_out_by_index += reader.explain().by_index as usize;
            let answer = reader.answer();
            if let Some(body) = body {
                let seen = Seen { question, request: &request, body, entries: &waiting, packed: &packed };
                forms::check(&client.world, &seen, &answer);
            }
            return Ok(Page { answer, generation });
        }
        reader.add_values(&client.get_all(&keys).await?);
    }
}

pub(crate) async fn list_waiting(client: &Client) -> Result<Vec<(String, String)>, Failure> {
    let (mut entries, mut after) = (Vec::new(), None);
    loop {
        let (page, more) = client.list(keys::WRITE_AHEAD, after.as_deref()).await?;
        after = page.last().map(|(key, _)| key.clone());
        entries.extend(page);
        if !more {
            return Ok(entries);
        }
    }
}
