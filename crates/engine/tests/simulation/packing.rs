//! What a compaction does, in the order of `src/packing.ts`.

use crate::client::{Client, Failure};
use crate::records;
use crate::settings::PACKING_MS;
use crate::store::StoredRoot;
use crate::world::World;
use activity_engine::{Commit, Compactor, EngineError, keys};
use std::collections::BTreeSet;
use std::rc::Rc;

/// A round is not begun when less time is left.
pub(crate) const TIME_FOR_ROUND_MS: i64 = 300;
pub(crate) const CONFLICTS_MAX: i64 = 8;
const CONFLICT_PAUSE_MS: i64 = 20;
/// How often Jira does not answer, of 1,000.
const NO_ANSWER: u32 = 300;

/// A scheduled run.
pub(crate) async fn pack(world: Rc<World>) {
    let client = Client::new(&world, PACKING_MS);
    if pack_all(&client).await == Err(Failure::TimeUp) {
        world.tally().out_of_time += 1;
    }
}

/// Packs what waits, until nothing does or time is short.
pub(crate) async fn pack_all(client: &Client) -> Result<(), Failure> {
    let mut swallowed = BTreeSet::new();
    let mut conflicts = 0;
    while client.time_left(TIME_FOR_ROUND_MS) && conflicts <= CONFLICTS_MAX {
        let entries = waiting(client, &swallowed).await?;
        if entries.is_empty() {
            break;
        }
        let (now, policy) = (client.now(), client.world.settings.policy.clone());
        let begin = |root: Option<&str>| Compactor::with_policy(root, &entries, now, policy).unwrap();
        let commit = prepare(client, begin).await?;
        let keys = commit.swallowed.clone();
        if carry_out(client, commit).await? {
            if keys.is_empty() {
                break;
            }
            swallowed.extend(keys);
        } else {
            conflicts += 1;
            client.world.tally().lost_races += 1;
            client.pause(CONFLICT_PAUSE_MS * conflicts).await?;
        }
    }
    Ok(())
}

/// False when somebody else has changed the root meanwhile.
pub(crate) async fn carry_out(client: &Client, commit: Commit) -> Result<bool, Failure> {
    if !commit.problems.is_empty() {
        assert!(client.world.settings.tight, "{:?}", commit.problems);
        client.world.tally().missing_and_said += 1;
    }
    client.delete_all(commit.retired).await?;
    client.set_all([commit.values, commit.manifests].concat()).await?;
    if let Some(root) = commit.root {
        let root = StoredRoot { generation: root.generation, body: root.body.into() };
        if !client.commit_root(root, commit.expected_generation, &commit.swallowed).await? {
            return Ok(false);
        }
    }
    client.set_all(commit.known).await?;
    client.delete_all(commit.swallowed).await?;
    Ok(true)
}

/// The oldest entries that wait.
async fn waiting(client: &Client, swallowed: &BTreeSet<String>) -> Result<Vec<(String, String)>, Failure> {
    let (mut entries, mut after) = (Vec::new(), None);
    let entries_max = client.world.settings.policy.entries_max;
    loop {
        let (page, more) = client.list(keys::WRITE_AHEAD, after.as_deref()).await?;
        after = page.last().map(|(key, _)| key.clone());
        entries.extend(page.into_iter().filter(|(key, _)| !swallowed.contains(key)));
        if !more || entries.len() >= entries_max {
            entries.truncate(entries_max);
            return Ok(entries);
        }
    }
}

pub(crate) async fn prepare(
    client: &Client,
    begin: impl FnOnce(Option<&str>) -> Compactor,
) -> Result<Commit, Failure> {
    let world = &client.world;
    let root = client.read_root().await?;
    let mut compactor = begin(root.as_ref().map(|root| &*root.body));
    for (key, value) in client.get_all(&compactor.manifests()).await? {
        if let Some(value) = value {
            compactor.add_manifest(&key, &value).unwrap();
        }
    }
    let wanted = unless_deleted_early(world, compactor.wanted())?;
    compactor.add_values(&client.get_all(&wanted.values).await?);
    compactor.add_values(&client.get_all(&wanted.known).await?);
    if !world.happens(NO_ANSWER) {
        compactor.add_issues(&records::lookups(&wanted.issues)).unwrap();
    }
    unless_deleted_early(world, compactor.finish())
}

/// A manifest or a page of people can be gone when it was deleted early: the next run begins with a newer root.
fn unless_deleted_early<T>(world: &World, result: Result<T, EngineError>) -> Result<T, Failure> {
    match result {
        Err(EngineError::NotHandedIn(_) | EngineError::People { .. }) if world.settings.tight => {
            Err(Failure::Missing)
        }
        result => Ok(result.unwrap()),
    }
}
