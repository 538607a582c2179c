//! Who works on the store. An actor does one storage call at a time, and can be dropped between any two.

use super::store::Store;
use super::world::{Dice, request};
use activity_engine::{BundledZones, Commit, Compactor, Policy, Reader, Scope, keys};
use activity_event::{Event, EventId};
use std::collections::{BTreeSet, VecDeque};

/// What an actor says after a step.
pub(crate) enum Step {
    Goes,
    Ends,
    /// The event is written, and the platform was told so.
    Acknowledged(EventId),
    LostRace,
    /// A whole reading: what was found, and what had to be.
    Read(Vec<Event>, BTreeSet<EventId>),
}

/// Small numbers, so that a few events make many segments.
pub(crate) fn policy() -> Policy {
    Policy {
        entries_max: 12,
        months_max: 2,
        small_rows: 5,
        rows_max: 8,
        segments_max: 4,
        neighbours: 3,
        grace_ms: 400,
        retired_max: 30,
        ..Policy::default()
    }
}

/// Stores what an event becomes, in order.
pub(crate) struct Writer {
    id: EventId,
    writes: VecDeque<(String, String)>,
}

impl Writer {
    pub(crate) fn new(event: Event) -> Self {
        let id = event.id;
        let writes =
            activity_engine::write_ahead(event).into_iter().map(|write| (write.key, write.value)).collect();
        Self { id, writes }
    }

    pub(crate) fn is_for(&self, id: EventId) -> bool {
        self.id == id
    }

    pub(crate) fn step(&mut self, store: &mut Store) -> Step {
        let Some((key, value)) = self.writes.pop_front() else { return Step::Acknowledged(self.id) };
        store.put(&key, value);
        if self.writes.is_empty() { Step::Acknowledged(self.id) } else { Step::Goes }
    }
}

/// One attempt at a compaction.
pub(crate) enum Packer {
    Begin,
    Listed(Vec<(String, String)>),
    Manifests(Compactor, VecDeque<String>),
    Values(Compactor, VecDeque<String>),
    Clearing(Commit, VecDeque<String>),
    Storing(Commit, VecDeque<(String, String)>),
    Deleting(VecDeque<String>),
}

impl Packer {
    pub(crate) fn step(self, store: &mut Store, dice: &mut Dice) -> (Option<Self>, Step) {
        let next = match self {
            Self::Begin => Self::Listed(store.list(keys::WRITE_AHEAD, dice)),
            Self::Listed(entries) => {
                let root = store.root.as_ref().map(|(_, body)| body.as_str());
                let now = i64::try_from(store.now).unwrap();
                let compactor = Compactor::with_policy(root, &entries, now, policy()).unwrap();
                let manifests = compactor.manifests().into();
                Self::Manifests(compactor, manifests)
            }
            Self::Manifests(mut compactor, mut wanted) => match wanted.pop_front() {
                Some(key) => match store.get(&key) {
                    Some(text) => {
                        compactor.add_manifest(&key, &text).unwrap();
                        Self::Manifests(compactor, wanted)
                    }
                    // Deleted since: this attempt is too old to win.
                    None => return (None, Step::LostRace),
                },
                None => {
                    let wanted = compactor.wanted().unwrap().values.into();
                    Self::Values(compactor, wanted)
                }
            },
            Self::Values(mut compactor, mut wanted) => match wanted.pop_front() {
                Some(key) => {
                    let value = store.get(&key);
                    compactor.add_values(&[(key, value)]);
                    Self::Values(compactor, wanted)
                }
                None => {
                    let commit = compactor.finish().unwrap();
                    let retired = commit.retired.clone().into();
                    Self::Clearing(commit, retired)
                }
            },
            Self::Clearing(commit, mut keys) => match keys.pop_front() {
                Some(key) => {
                    store.delete(&key);
                    Self::Clearing(commit, keys)
                }
                None => {
                    let writes = commit.values.iter().chain(&commit.manifests);
                    let writes = writes.map(|write| (write.key.clone(), write.value.clone())).collect();
                    Self::Storing(commit, writes)
                }
            },
            Self::Storing(commit, mut writes) => {
                if let Some((key, value)) = writes.pop_front() {
                    store.put(&key, value);
                    Self::Storing(commit, writes)
                } else {
                    let Some(root) = commit.root else { return (None, Step::Ends) };
                    if !store.commit(commit.expected_generation, root.generation, root.body) {
                        return (None, Step::LostRace);
                    }
                    Self::Deleting(commit.swallowed.into())
                }
            }
            Self::Deleting(mut keys) => match keys.pop_front() {
                Some(key) => {
                    store.delete(&key);
                    Self::Deleting(keys)
                }
                None => return (None, Step::Ends),
            },
        };
        (Some(next), Step::Goes)
    }
}

/// One page of everything.
pub(crate) enum Looker {
    Begin(BTreeSet<EventId>),
    Listed(BTreeSet<EventId>, Vec<(String, String)>),
    Reading(BTreeSet<EventId>, Box<Reader>, VecDeque<String>),
}

impl Looker {
    pub(crate) fn step(self, store: &mut Store, dice: &mut Dice) -> (Option<Self>, Step) {
        let next = match self {
            // First the write-ahead keys, then the root.
            Self::Begin(due) => Self::Listed(due, store.list(keys::WRITE_AHEAD, dice)),
            Self::Listed(due, entries) => {
                let root = store.root.as_ref().map(|(_, body)| body.as_str());
                let mut reader = Reader::new(&request(500), &Scope::All, root, &BundledZones).unwrap();
                reader.add_write_ahead(&entries);
                Self::Reading(due, Box::new(reader), VecDeque::new())
            }
            Self::Reading(due, mut reader, mut wanted) => match wanted.pop_front() {
                Some(key) => {
                    let value = store.get(&key);
                    reader.add_values(&[(key, value)]);
                    Self::Reading(due, reader, wanted)
                }
                None => {
                    let wanted: VecDeque<String> = reader.next().into();
                    if wanted.is_empty() {
                        let answer = reader.answer();
                        assert!(answer.complete, "{:?}", answer.warnings);
                        return (None, Step::Read(answer.rows, due));
                    }
                    Self::Reading(due, reader, wanted)
                }
            },
        };
        (Some(next), Step::Goes)
    }
}
