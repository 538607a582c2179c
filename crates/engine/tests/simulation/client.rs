//! Storage calls as a host makes them, with the retries of `src/storage.ts`. Every call is a step: the caller may be stopped
//! before it, and others go on in between.

use crate::store::{Request, StoredRoot};
use crate::tasks::turn;
use crate::world::{Luck, World};
use activity_engine::Write;
use std::rc::Rc;

/// Why a host stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The store did not do what it was asked to, after every attempt.
    Storage,
    /// The time is up.
    TimeUp,
    /// A value that was deleted early was needed.
    Missing,
}

/// Values by key; none for a key that the store does not have.
pub(crate) type Found = Vec<(String, Option<String>)>;

const ATTEMPTS_MAX: i64 = 5;
const FIRST_PAUSE_MS: i64 = 15;
const BATCHES_AT_ONCE: usize = 4;
/// How often a request whose caller is stopped takes effect all the same, of 1,000.
const SURVIVES: u32 = 400;

/// One invocation of a function.
pub(crate) struct Client {
    pub(crate) world: Rc<World>,
    ends: i64,
    skew: i64,
}

impl Client {
    pub(crate) fn new(world: &Rc<World>, ms: i64) -> Self {
        Self { world: Rc::clone(world), ends: world.now() + ms, skew: world.skew() }
    }

    /// What this host takes for the present.
    pub(crate) fn now(&self) -> i64 {
        self.world.now() + self.skew
    }

    pub(crate) fn time_left(&self, ms: i64) -> bool {
        self.ends - self.world.now() > ms
    }

    /// Lets others go on.
    pub(crate) async fn turn(&self) -> Result<(), Failure> {
        turn().await;
        if self.time_left(0) { Ok(()) } else { Err(Failure::TimeUp) }
    }

    pub(crate) async fn pause(&self, ms: i64) -> Result<(), Failure> {
        let until = self.world.now() + ms / 2 + self.world.dice().i64(0..=ms);
        while self.world.now() < until {
            self.turn().await?;
        }
        Ok(())
    }

    pub(crate) async fn set(&self, write: Write) -> Result<(), Failure> {
        self.send(Request::Set(vec![write])).await.map(drop)
    }

    /// Writes many values, in no particular order.
    pub(crate) async fn set_all(&self, writes: Vec<Write>) -> Result<(), Failure> {
        self.in_batches(writes, Request::Set).await
    }

    /// Deletes many keys, in no particular order.
    pub(crate) async fn delete_all(&self, keys: Vec<String>) -> Result<(), Failure> {
        self.in_batches(keys, Request::Delete).await
    }

    pub(crate) async fn get_all(&self, keys: &[String]) -> Result<Found, Failure> {
        let mut found = Vec::new();
        for batch in keys.chunks(self.world.settings.read_items) {
            self.ask().await?;
            let store = self.world.store();
            found
                .extend(batch.iter().map(|key| (key.clone(), store.get(key).map(|value| value.to_string()))));
        }
        Ok(found)
    }

    /// A page of what is listed, and whether more may follow.
    pub(crate) async fn list(
        &self,
        prefix: &str,
        after: Option<&str>,
    ) -> Result<(Vec<(String, String)>, bool), Failure> {
        self.ask().await?;
        let world = &self.world;
        let (page, more) = world.store().list(prefix, after, world.settings.page_items, || world.seen());
        let stale = page.iter().filter(|(key, value)| world.store().get(key).as_ref() != Some(value)).count();
        world.tally().stale_entries += stale;
        Ok((page.into_iter().map(|(key, value)| (key, value.to_string())).collect(), more))
    }

    pub(crate) async fn read_root(&self) -> Result<Option<StoredRoot>, Failure> {
        self.ask().await?;
        Ok(self.world.store().root().cloned())
    }

    /// Tells whether the root was replaced. An attempt whose answer got lost may have succeeded.
    pub(crate) async fn commit_root(
        &self,
        root: StoredRoot,
        expected: u32,
        swallowed: &[String],
    ) -> Result<bool, Failure> {
        let request = Request::Commit { root: root.clone(), expected, swallowed: swallowed.into() };
        let answer = self.send(request).await;
        if matches!(answer, Ok(true) | Err(Failure::TimeUp)) {
            return answer;
        }
        let now = self.read_root().await?;
        if now.as_ref() == Some(&root) {
            return Ok(true);
        }
        if now.map_or(0, |now| now.generation) == expected { answer } else { Ok(false) }
    }

    /// A question to the store, repeated until there is an answer.
    async fn ask(&self) -> Result<(), Failure> {
        for tried in 1..=ATTEMPTS_MAX {
            self.turn().await?;
            if self.world.luck() == Luck::Good {
                return Ok(());
            }
            self.pause(FIRST_PAUSE_MS << tried).await?;
        }
        Err(Failure::Storage)
    }

    /// A change, repeated until there is an answer.
    async fn send(&self, request: Request) -> Result<bool, Failure> {
        for tried in 1..=ATTEMPTS_MAX {
            let mut flight = Flight { client: self, request: Some(&request) };
            self.turn().await?;
            flight.request = None;
            match self.world.luck() {
                Luck::Good => return Ok(self.world.carry_out(&request)),
                Luck::Refused => {}
                Luck::AnswerLost => drop(self.world.carry_out(&request)),
                Luck::Late => self.world.later(request.clone()),
            }
            self.pause(FIRST_PAUSE_MS << tried).await?;
        }
        Err(Failure::Storage)
    }

    /// Some batches at once. When one fails, nobody waits for the others.
    async fn in_batches<T: Clone>(
        &self,
        items: Vec<T>,
        request: impl Fn(Vec<T>) -> Request,
    ) -> Result<(), Failure> {
        let batches: Vec<Vec<T>> = items.chunks(self.world.settings.batch_items).map(<[T]>::to_vec).collect();
        for group in batches.chunks(BATCHES_AT_ONCE) {
            let mut group = group.to_vec();
            self.world.dice().shuffle(&mut group);
            while let Some(batch) = group.pop() {
                if let Err(failure) = self.until_done(batch, &request).await {
                    for other in group {
                        if self.world.happens(SURVIVES) {
                            self.world.later(request(other));
                        }
                    }
                    return Err(failure);
                }
            }
        }
        Ok(())
    }

    /// Repeats a batch for the items that failed, until none is left.
    async fn until_done<T: Clone>(
        &self,
        mut rest: Vec<T>,
        request: &impl Fn(Vec<T>) -> Request,
    ) -> Result<(), Failure> {
        for tried in 1..=ATTEMPTS_MAX {
            self.world.dice().shuffle(&mut rest);
            let done = if self.world.happens(self.world.settings.halves) {
                self.world.dice().usize(0..=rest.len())
            } else {
                rest.len()
            };
            let failed = rest.split_off(done);
            self.send(request(std::mem::replace(&mut rest, failed))).await?;
            if rest.is_empty() {
                return Ok(());
            }
            self.world.tally().half_batches += 1;
            self.pause(FIRST_PAUSE_MS << tried).await?;
        }
        Err(Failure::Storage)
    }
}

/// A request that was sent. When its sender is stopped now, it may arrive all the same.
struct Flight<'a> {
    client: &'a Client,
    request: Option<&'a Request>,
}

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        // What was sent before the time was up has arrived or is lost when that is noticed long after.
        let Some(request) = self.request.filter(|_| self.client.time_left(0)) else { return };
        if self.client.world.happens(SURVIVES) {
            self.client.world.later(request.clone());
        }
    }
}
