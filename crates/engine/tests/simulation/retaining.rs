//! What retention does.

use crate::client::{Client, Failure};
use crate::packing::{CONFLICTS_MAX, TIME_FOR_ROUND_MS, carry_out, prepare};
use crate::settings::PACKING_MS;
use crate::world::World;
use activity_engine::Compactor;
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
    Ok(())
}
