//! Which segments there are, which values of them are at hand, and which are wanted.

use super::Session;
use super::indexes::Indexes;
use super::listing::Listing;
use super::loaded::{COLUMNS, Loaded};
use super::names::PeopleIndex;
use crate::catalogue::{Manifest, Month, SegmentRow};
use crate::read::Question;
use crate::{EngineError, keys, people, stored};
use activity_segment::{Reader, SegmentError};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Segments of which only a part may be seen have this before their name, where others have `s:`.
pub(crate) const SCOPED: &str = "r:";

/// The key of a segment of which only a part may be seen, by its month and name.
fn scoped_key(month: &str, name: &str) -> String {
    format!("{SCOPED}{month}:{name}")
}

/// The name of the segment that a key is about.
fn segment_in(key: &str) -> Option<&str> {
    match key.strip_prefix(SCOPED) {
        Some(rest) => rest.split_once(':').map(|(_, name)| name),
        None => keys::name_in(key),
    }
}

/// The rows of a segment that somebody may see, packed anew.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Repacked {
    /// The new segment; none when there are no such rows.
    pub(crate) row: Option<SegmentRow>,
    /// Its values.
    pub(crate) values: Vec<String>,
    /// The people who occur in it.
    pub(crate) people: BTreeMap<u32, String>,
}

/// A segment that the catalogue lists.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) number: u32,
    /// The month whose manifest lists it; empty when no manifest does.
    month: String,
    pub(super) from: i64,
    pub(super) to: i64,
    /// Not known of a part of a segment that is not at hand.
    pub(super) row: Option<SegmentRow>,
    pub(super) state: State,
}

/// How much of a segment is at hand.
#[derive(Debug)]
pub(super) enum State {
    /// Not all columns.
    Waiting(Option<Reader>),
    /// All columns.
    Loaded(Box<Loaded>),
    /// Nothing is in it, or nothing of it can be read.
    Nothing,
}

impl Slot {
    pub(super) fn loaded(&self) -> Option<&Loaded> {
        match &self.state {
            State::Loaded(segment) => Some(segment),
            State::Waiting(_) | State::Nothing => None,
        }
    }

    pub(super) fn rows(&self) -> u64 {
        self.row.as_ref().map_or(0, |row| u64::from(row.stats.rows))
    }

    /// Whether there can be a match in it.
    pub(super) fn may_match(&self, question: &Question) -> bool {
        let stats = self.row.as_ref().map(|row| &row.stats);
        is_within(question, self.from, self.to)
            && question.actions.as_ref().zip(stats).is_none_or(|(actions, stats)| {
                actions.iter().any(|action| stats.actions.contains_key(action))
            })
    }

    /// Keys of the values that its columns are in and that are not at hand.
    pub(super) fn wanted(&self, name: &str) -> Vec<String> {
        match (&self.state, &self.row) {
            (State::Waiting(_), None) => vec![scoped_key(&self.month, name)],
            (State::Waiting(reader), Some(row)) => {
                let lacking: Vec<_> = COLUMNS
                    .iter()
                    .copied()
                    .filter(|part| !reader.as_ref().is_some_and(|reader| reader.has(*part)))
                    .collect();
                let values = Reader::values_of(row.layout(), &lacking);
                values.into_iter().map(|value| keys::segment_part(name, value)).collect()
            }
            (State::Loaded(_) | State::Nothing, _) => vec![],
        }
    }
}

/// Whether a question is about times from the one to the other.
fn is_within(question: &Question, from: i64, to: i64) -> bool {
    let (since, before) = question.bounds();
    to >= since && before.is_none_or(|before| from < before)
}

/// What the catalogue lists and what is at hand of it.
#[derive(Debug, Default)]
pub(super) struct Store {
    pub(super) listing: Listing,
    slots: BTreeMap<String, Slot>,
    next: u32,
    /// Key of the manifest that was read, by month.
    manifests: BTreeMap<String, String>,
    /// Keys of the pages of people that were read, by page.
    pages: BTreeMap<u32, String>,
    /// Which segments hold records of a thing or a person.
    pub(super) indexes: Indexes,
    /// Keys that the store did not have, although it was listed.
    absent: BTreeSet<String>,
    /// Keys of what cannot be read, and why.
    pub(super) damage: BTreeMap<String, String>,
}

impl Store {
    pub(super) fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.slots.values()
    }

    pub(super) fn named(&self) -> impl Iterator<Item = (&str, &Slot)> {
        self.slots.iter().map(|(name, slot)| (name.as_str(), slot))
    }

    pub(super) fn find(&self, name: &str) -> Option<&Slot> {
        self.slots.get(name)
    }

    /// Whether all pages of people are at hand.
    pub(super) fn has_people(&self) -> bool {
        self.listing.people.iter().all(|(page, key)| self.pages.get(page) == Some(key))
    }

    pub(super) fn slot(&mut self, name: &str) -> Option<&mut Slot> {
        self.slots.get_mut(name)
    }

    /// Puts a segment on the list; gives its number.
    pub(super) fn put(&mut self, row: &SegmentRow) -> u32 {
        let (from, to) = (row.stats.from, row.stats.to);
        self.list(&row.name, "", from, to, Some(row.clone()))
    }

    fn list(&mut self, name: &str, month: &str, from: i64, to: i64, row: Option<SegmentRow>) -> u32 {
        if let Some(slot) = self.slots.get(name) {
            return slot.number;
        }
        let number = self.next;
        self.next = self.next.wrapping_add(1);
        let state = State::Waiting(None);
        self.slots.insert(name.to_owned(), Slot { number, month: month.to_owned(), from, to, row, state });
        number
    }

    /// Takes segments off the list; gives their numbers.
    fn remove(&mut self, is_gone: impl Fn(&str, &Slot) -> bool) -> BTreeSet<u32> {
        let mut gone = BTreeSet::new();
        self.slots.retain(|name, slot| {
            let stays = !is_gone(name, slot);
            if !stays {
                gone.insert(slot.number);
            }
            stays
        });
        gone
    }

    /// The keys of manifests that a question wants and that are not at hand, the newest month first.
    pub(super) fn wanted_manifests(&self, question: &Question) -> Vec<String> {
        let mut months: Vec<&Month> = self.unread(question).collect();
        months.reverse();
        months.into_iter().map(|month| month.manifest.clone()).collect()
    }

    /// The months that a question wants and whose manifests are not at hand.
    fn unread<'a>(&'a self, question: &'a Question) -> impl Iterator<Item = &'a Month> {
        self.listing.months.iter().filter(|month| {
            is_within(question, month.from, month.to)
                && self.manifests.get(&month.month) != Some(&month.manifest)
                && !self.damage.contains_key(&month.manifest)
        })
    }

    /// The number of records of these months.
    pub(super) fn rows_of_unread(&self, question: &Question) -> u64 {
        self.unread(question).map(|month| month.rows).sum()
    }

    /// The last times of these months.
    pub(super) fn ends_of_unread(&self, question: &Question) -> Option<i64> {
        self.unread(question).map(|month| month.to).max()
    }

    /// The keys of pages of people that are not at hand.
    pub(super) fn wanted_people(&self) -> Vec<String> {
        let pages = self.listing.people.iter();
        let lacking =
            pages.filter(|(page, key)| self.pages.get(page) != Some(key) && !self.damage.contains_key(*key));
        lacking.map(|(_, key)| key.clone()).collect()
    }
}

impl Session {
    /// Takes in what the catalogue lists now.
    pub fn set_listing(&mut self, listing: Listing) {
        let mut gone = self.store.remove(|_, slot| {
            let is_of_month = |month: &Month| month.month == slot.month;
            listing.scoped.is_none() && !slot.month.is_empty() && !listing.months.iter().any(is_of_month)
        });
        if let Some(scoped) = &listing.scoped {
            let names: BTreeSet<&str> = scoped.iter().map(|segment| segment.name.as_str()).collect();
            gone.extend(self.store.remove(|name, _| !names.contains(name)));
            for segment in scoped {
                self.store.list(&segment.name, &segment.month, segment.from, segment.to, None);
            }
        }
        self.store.listing = listing;
        // Segments never change: what could not be read of them is not asked for again. Anything else is.
        let slots = &self.store.slots;
        self.store.damage.retain(|key, _| segment_in(key).is_some_and(|name| slots.contains_key(name)));
        self.forget(&gone);
    }

    /// Takes in values by key; none for a key that the store does not have. Tells whether there was such a key: then the
    /// catalogue is to be asked again.
    pub fn add_values(&mut self, values: &[(String, Option<String>)]) -> bool {
        let mut is_stale = false;
        let mut is_told = false;
        for (key, text) in values {
            let Some(text) = text else {
                is_stale = true;
                if !self.store.absent.insert(key.clone()) {
                    self.spoil(key, "it is missing".to_owned());
                }
                continue;
            };
            let text = stored::unquote(text);
            let done = match key.split_at_checked(2) {
                Some(("m:", _)) => self.add_manifest(key, &text),
                Some(("x:", _)) => {
                    self.store.indexes.add(key, &text);
                    Ok(())
                }
                Some(("a:", _)) => self.add_people(key, &text).map(|()| is_told = true),
                Some((SCOPED, _)) => {
                    self.add_repacked(segment_in(key).unwrap_or_default(), &text).map(|()| is_told = true)
                }
                Some(("s:", _)) => self.add_part(segment_in(key).unwrap_or_default(), &text),
                _ => Ok(()),
            };
            if let Err(error) = done {
                self.spoil(key, error.to_string());
            }
        }
        if is_told {
            self.accounts = PeopleIndex::of(&self.people);
            self.store.slots.values_mut().for_each(|slot| {
                if let State::Loaded(segment) = &mut slot.state {
                    segment.forget_people();
                }
            });
            self.groups.borrow_mut().clear();
            self.decided.borrow_mut().clear();
            self.tail.forget_copies();
        }
        is_stale
    }

    /// What a key stands for cannot be read: it is not asked for again.
    fn spoil(&mut self, key: &str, why: String) {
        if let Some(name) = segment_in(key)
            && let Some(slot) = self.store.slots.get_mut(name)
            && slot.loaded().is_none()
        {
            slot.state = State::Nothing;
        }
        self.store.damage.insert(key.to_owned(), why);
    }

    fn add_manifest(&mut self, key: &str, text: &str) -> Result<(), EngineError> {
        let months = &self.store.listing.months;
        let Some(month) = months.iter().find(|month| month.manifest == *key).map(|month| month.month.clone())
        else {
            return Ok(());
        };
        let manifest = Manifest::parse(key, text)?;
        let names: BTreeSet<&str> = manifest.segments.iter().map(|row| row.name.as_str()).collect();
        let gone = self.store.remove(|name, slot| slot.month == month && !names.contains(name));
        for row in &manifest.segments {
            let (from, to) = (row.stats.from, row.stats.to);
            self.store.list(&row.name, &month, from, to, Some(row.clone()));
        }
        self.store.indexes.set(&month, manifest.indexed);
        self.store.manifests.insert(month, key.to_owned());
        self.forget(&gone);
        Ok(())
    }

    fn add_people(&mut self, key: &str, text: &str) -> Result<(), EngineError> {
        let pages = &self.store.listing.people;
        let Some(page) = pages.iter().find(|(_, known)| *known == key).map(|(page, _)| *page) else {
            return Ok(());
        };
        people::add(&mut self.people, page, key, text)?;
        self.store.pages.insert(page, key.to_owned());
        Ok(())
    }

    fn add_repacked(&mut self, name: &str, text: &str) -> Result<(), EngineError> {
        if !text.starts_with('{') {
            // The host tells why it could not pack it.
            return Err(EngineError::Answer("a segment", text.to_owned()));
        }
        let repacked: Repacked =
            serde_json::from_str(text).map_err(|error| EngineError::Request(error.to_string()))?;
        for (number, account) in &repacked.people {
            self.people.put(*number, account);
        }
        let Some(slot) = self.store.slot(name) else { return Ok(()) };
        let (number, row) = (slot.number, repacked.row);
        let Some(row) = row else {
            slot.state = State::Nothing;
            return Ok(());
        };
        let mut reader = Reader::new(row.hash())?;
        repacked.values.iter().try_for_each(|value| reader.add(value))?;
        (slot.from, slot.to) = (row.stats.from, row.stats.to);
        slot.row = Some(row.clone());
        let segment = Loaded::open(number, row, reader, &mut self.shared)?;
        self.open(name, segment);
        Ok(())
    }

    fn add_part(&mut self, name: &str, text: &str) -> Result<(), EngineError> {
        let Some(slot) = self.store.slot(name) else { return Ok(()) };
        let Some(row) = slot.row.clone() else { return Ok(()) };
        match &mut slot.state {
            State::Nothing => Ok(()),
            State::Loaded(segment) => Ok(segment.reader.add(text)?),
            State::Waiting(reader) => {
                let mut whole = match reader.take() {
                    Some(reader) => reader,
                    None => Reader::new(row.hash())?,
                };
                let added: Result<(), SegmentError> = whole.add(text);
                if added.is_err() || !COLUMNS.iter().all(|part| whole.has(*part)) {
                    *reader = Some(whole);
                    return Ok(added?);
                }
                let segment = Loaded::open(slot.number, row, whole, &mut self.shared)?;
                self.open(name, segment);
                Ok(())
            }
        }
    }

    /// Forgets what is kept of segments that are gone.
    fn forget(&mut self, gone: &BTreeSet<u32>) {
        if gone.is_empty() {
            return;
        }
        self.thread_places.remove(gone);
        self.groups.borrow_mut().remove(gone);
        self.depths.borrow_mut().remove(gone);
        self.decided.borrow_mut().remove(gone);
        self.tail.forget_copies();
    }
}
