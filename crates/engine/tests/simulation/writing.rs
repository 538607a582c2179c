//! What a trigger does with an event, in the order of `src/ingest.ts`.

use crate::client::{Client, Failure};
use crate::settings::WRITING_MS;
use crate::world::World;
use activity_event::Event;
use std::rc::Rc;

/// Writes an event. When that fails nobody is told, so the platform delivers it again.
pub(crate) async fn deliver(world: Rc<World>, event: Event) {
    let client = Client::new(&world, WRITING_MS);
    let id = event.id;
    if write(&client, event).await.is_ok() {
        let now = world.now();
        world.truth().acknowledge(id, now);
    }
}

async fn write(client: &Client, mut event: Event) -> Result<(), Failure> {
    event.recorded = client.now();
    for write in activity_engine::write_ahead(event) {
        client.set(write).await?;
    }
    // The answer to the platform can get lost, too.
    client.turn().await
}
