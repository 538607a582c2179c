//! What a trigger does with an event, in the order of `src/ingest.ts`.

use crate::client::{Client, Failure};
use crate::settings::WRITING_MS;
use crate::world::World;
use activity_engine::Write;
use activity_event::Event;
use std::rc::Rc;

/// Writes an event. When that fails nobody is told, so the platform delivers it again.
pub(crate) async fn deliver(world: Rc<World>, event: Event) {
    let client = Client::new(&world, WRITING_MS);
    let id = event.id;
    let event = Event { recorded: client.now(), ..event };
    if write(&client, activity_engine::write_ahead(event)).await.is_ok() {
        let now = world.now();
        world.truth().acknowledge(id, now);
    }
}

/// Writes what more is known of an event, as a poller does.
pub(crate) async fn amend(world: Rc<World>, event: Event) {
    let client = Client::new(&world, WRITING_MS);
    let id = event.id;
    if write(&client, activity_engine::amendment(event)).await.is_ok() {
        world.truth().acknowledge_amendment(id);
    }
}

async fn write(client: &Client, writes: Vec<Write>) -> Result<(), Failure> {
    for write in writes {
        client.set(write).await?;
    }
    // The answer to the platform can get lost, too.
    client.turn().await
}
