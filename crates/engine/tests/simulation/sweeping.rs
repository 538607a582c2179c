//! What a sweep does.

use crate::client::{Client, Failure};
use crate::settings::SWEEPING_MS;
use crate::world::World;
use activity_engine::{EngineError, Sweeper, keys};
use std::rc::Rc;

/// A scheduled run.
pub(crate) async fn sweep(world: Rc<World>) {
    let client = Client::new(&world, SWEEPING_MS);
    // Whatever stops it, the next one goes on.
    let _ = sweep_all(&client).await;
}

/// Looks through the store and deletes what nobody needs.
pub(crate) async fn sweep_all(client: &Client) -> Result<(), Failure> {
    let root = client.read_root().await?;
    let swept = client.get_all(&[keys::SWEPT.to_owned()]).await?.remove(0).1;
    let mut sweeper = Sweeper::new(root.as_ref().map(|root| &*root.body), swept.as_deref()).unwrap();
    for (key, value) in client.get_all(&sweeper.manifests()).await? {
        if let Some(value) = value {
            sweeper.add_manifest(&key, &value).unwrap();
        }
    }
    for prefix in sweeper.prefixes() {
        let (mut after, mut more) = (None, true);
        while more {
            let listed;
            (listed, more) = client.list(&prefix, after.as_deref()).await?;
            let listed: Vec<String> = listed.into_iter().map(|(key, _)| key).collect();
            let orphans = match sweeper.orphans(&listed) {
                // The root was too old: its manifests are gone.
                Err(EngineError::NotHandedIn(_)) => return Err(Failure::Missing),
                orphans => orphans.unwrap(),
            };
            client.world.tally().orphans += orphans.len();
            client.delete_all(orphans).await?;
            after = listed.last().cloned().or(after);
        }
    }
    if let Some(write) = sweeper.finish() {
        client.set(write).await?;
    }
    Ok(())
}
