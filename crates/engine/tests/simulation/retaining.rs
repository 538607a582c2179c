//! What retention does.

use crate::client::{Client, Failure};
use crate::packing::{CONFLICTS_MAX, TIME_FOR_ROUND_MS, carry_out, prepare};
use crate::settings::PACKING_MS;
use crate::world::World;
use activity_engine::{Compactor, Write, keys, outlived};
use std::rc::Rc;

/// A scheduled run.
pub(crate) async fn retain(world: Rc<World>) {
    let client = Client::new(&world, PACKING_MS);
    // Whatever stops it, the next one goes on.
    let _ = retain_all(&client).await;
}

/// Drops what is too old, until nothing is or time is short.
pub(crate) async fn retain_all(client: &Client) -> Result<(), Failure> {
    let settings = &client.world.settings;
    let Some(before) = settings.before else { return Ok(()) };
    let mut conflicts = 0;
    while client.time_left(TIME_FOR_ROUND_MS) && conflicts <= CONFLICTS_MAX {
        let (now, policy) = (client.now(), settings.policy.clone());
        let begin = |root: Option<&str>| Compactor::retain_with_policy(root, before, now, policy).unwrap();
        let commit = prepare(client, begin).await?;
        let dropped = commit.dropped;
        if !carry_out(client, commit).await? {
            conflicts += 1;
            client.world.tally().lost_races += 1;
        } else if dropped == 0 {
            break;
        }
    }
    forget_all(client, before).await
}

/// Drops what is known of things whose records have gone.
async fn forget_all(client: &Client, before: i64) -> Result<(), Failure> {
    let (mut after, mut more) = (None, true);
    while more {
        let listed;
        (listed, more) = client.list(keys::KNOWN, after.as_deref()).await?;
        after = listed.last().map(|(key, _)| key.clone()).or(after);
        let older: Vec<String> = outlived(&listed, before).into_iter().map(|(key, _)| key).collect();
        // A listing may show a state as it was before somebody learnt something.
        let there = client.get_all(&older).await?;
        let there: Vec<_> = there.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        let mut gone = Vec::new();
        for (key, rest) in outlived(&there, before) {
            match rest {
                None => gone.push(key),
                Some(value) => client.set(Write { key, value }).await?,
            }
        }
        client.world.tally().forgotten += gone.len();
        client.delete_all(gone).await?;
    }
    Ok(())
}
