//! The index of a month as stored values: which groups of which segments hold records of a thing or a person. See
//! [`activity_segment::index`] for the bytes.
//!
//! # Which segments are indexed
//!
//! Those that have got their size, and in a month that is over all of them. A month has one index for each few segments, and only the
//! last one is written again, when a segment comes. What goes stays in its index until nothing of that is left: an index may
//! tell of segments that the manifest does not list any more, and who reads passes over them. A segment of the manifest that no index
//! tells of is read by its columns.

use crate::catalogue::hash_of;
use crate::keys;
use crate::{EngineError, Write, stored};
use activity_event::{Event, SubjectKind};
use activity_filter::{Found, Predicate};
use activity_segment::index::{Mark, Place, bucket_of, build, entries, lookup};
use activity_segment::{People, Thread};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Whoever looks for more than this reads columns: each takes a value of each index.
const MARKS_MAX: usize = 24;
/// A word that is in more groups of a segment than this is only known to be somewhere in it.
const WORD_GROUPS_MAX: usize = 4;

/// An index of some segments of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indexed {
    /// Generation that it was made for, and hash of what it says of which segments.
    pub name: String,
    /// In how many values: a power of two.
    pub buckets: u32,
    /// Names of the segments that it tells of, by number.
    pub segments: Vec<String>,
    /// How many groups each of them has.
    pub groups: Vec<u16>,
    /// Kinds of records about issues that do not say both id and key of theirs.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub nameless: BTreeSet<SubjectKind>,
}

/// What a segment is entered under: hash and group.
pub(crate) type Entries = BTreeSet<(u64, u16)>;

/// What is entered of a segment.
#[derive(Debug, Clone, Default)]
pub struct Entered {
    entries: Entries,
    /// Groups of each word by its hash, one more than [`WORD_GROUPS_MAX`] when there are more than that.
    words: HashMap<u64, Vec<u16>>,
    nameless: BTreeSet<SubjectKind>,
    /// How many groups the segment has.
    groups: u16,
}

impl Entered {
    /// Enters a record of a group.
    pub fn add(&mut self, event: &Event, group: u16, people: &People) {
        let thread = Thread::of(event);
        let names =
            [thread.id.as_deref(), thread.key.as_deref()].map(|name| name.filter(|it| !it.is_empty()));
        for name in names.into_iter().flatten() {
            self.entries.insert((Mark::Name(&activity_filter::fold(name)).hash(), group));
        }
        let account = event.actor.account_id.as_deref();
        if let Some(number) = account.and_then(|account| people.number_of_named(account)) {
            self.entries.insert((Mark::Person(number).hash(), group));
        }
        let is_named = thread.kind == SubjectKind::Issue && names.iter().all(Option::is_some);
        if !is_named && activity_filter::is_about_issue(event) {
            let kind = event.subject.kind;
            self.nameless.insert(kind);
            self.entries.insert((Mark::Nameless(kind).hash(), group));
        }
        activity_filter::each_word(event, &mut |word| {
            let groups = self.words.entry(Mark::Word(word).hash()).or_default();
            if groups.len() <= WORD_GROUPS_MAX && !groups.contains(&group) {
                groups.push(group);
            }
        });
    }

    /// All entries, once every record of the segment is entered. A word that is in many groups is somewhere in the segment: in a group behind
    /// the last one.
    #[must_use]
    pub fn finish(mut self, groups: u16) -> Self {
        for (hash, of_word) in std::mem::take(&mut self.words) {
            if of_word.len() > WORD_GROUPS_MAX {
                self.entries.insert((hash, groups));
            } else {
                self.entries.extend(of_word.into_iter().map(|group| (hash, group)));
            }
        }
        self.groups = groups;
        self
    }
}

impl Indexed {
    /// The keys of all values.
    pub fn keys(&self) -> Vec<String> {
        (0..self.buckets).map(|n| keys::index(&self.name, n)).collect()
    }

    /// Whether this can be an index at all.
    pub(crate) fn is_possible(&self) -> bool {
        self.buckets.is_power_of_two()
            && self.buckets <= 1 << 16
            && u16::try_from(self.segments.len()).is_ok()
    }

    /// The keys of the values that tell of these hashes.
    pub(crate) fn keys_of<'a>(
        &self,
        hashes: impl IntoIterator<Item = &'a u64>,
    ) -> BTreeMap<String, BTreeSet<u64>> {
        let mut keys: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
        for hash in hashes {
            let bucket = u32::try_from(bucket_of(*hash, self.buckets as usize)).unwrap_or_default();
            keys.entry(keys::index(&self.name, bucket)).or_default().insert(*hash);
        }
        keys
    }

    /// Groups that have one of each set of hashes, by name of the segment, for every segment that the index tells of; out of the values under
    /// [`Self::keys_of`]. What is somewhere in a segment is in any group.
    pub(crate) fn find(
        &self,
        sought: &[BTreeSet<u64>],
        values: &BTreeMap<String, String>,
    ) -> Result<BTreeMap<String, Groups>, EngineError> {
        let mut found: BTreeMap<String, Groups> =
            self.segments.iter().map(|name| (name.clone(), Groups::Any)).collect();
        for hashes in sought {
            let mut places: BTreeMap<u16, BTreeSet<u32>> = BTreeMap::new();
            for (key, hashes) in self.keys_of(hashes) {
                let text = values.get(&key).ok_or_else(|| EngineError::NotHandedIn(key.clone()))?;
                let bucket = bucket(&key, text)?;
                for hash in hashes {
                    for place in lookup(&bucket, hash)? {
                        places.entry(place.segment).or_default().insert(place.group.into());
                    }
                }
            }
            for (number, name) in (0_u16..).zip(&self.segments) {
                let count = self.groups.get(usize::from(number)).copied().unwrap_or_default();
                if let Some(groups) = found.get_mut(name) {
                    groups.retain(places.remove(&number).unwrap_or_default(), count);
                }
            }
        }
        Ok(found)
    }

    /// Everything that it says, by number of the segment; out of all its values.
    pub(crate) fn read(
        &self,
        values: &BTreeMap<String, Option<String>>,
    ) -> Result<BTreeMap<u16, Entries>, EngineError> {
        let mut all: BTreeMap<u16, Entries> = BTreeMap::new();
        for key in self.keys() {
            let text = match values.get(&key) {
                Some(Some(text)) => text,
                Some(None) => return Err(bad(&key, "it is missing".to_owned())),
                None => return Err(EngineError::NotHandedIn(key)),
            };
            for (hash, place) in entries(&bucket(&key, text)?)? {
                all.entry(place.segment).or_default().insert((hash, place.group));
            }
        }
        Ok(all)
    }
}

/// The index of these segments, as it is stored for a generation.
pub fn write(segments: Vec<(String, Entered)>, generation: u32) -> (Indexed, Vec<Write>) {
    let nameless = segments.iter().flat_map(|(_, entered)| entered.nameless.iter().copied()).collect();
    let numbered = (0_u16..).zip(&segments);
    let entries = numbered.flat_map(|(segment, (_, entered))| {
        entered.entries.iter().map(move |(hash, group)| (*hash, Place { segment, group: *group }))
    });
    let texts: Vec<String> = build(entries).iter().map(|bucket| STANDARD.encode(bucket)).collect();
    // Two indexes of one commit may well say the same, but they tell of other segments, and one of them goes before the other.
    let names = segments.iter().map(|(name, _)| name.as_str());
    let content: String = names.chain(texts.iter().map(String::as_str)).collect();
    let indexed = Indexed {
        name: keys::name(generation, &hash_of(&content)),
        buckets: u32::try_from(texts.len()).unwrap_or(u32::MAX),
        groups: segments.iter().map(|(_, entered)| entered.groups).collect(),
        segments: segments.into_iter().map(|(name, _)| name).collect(),
        nameless,
    };
    let values = indexed.keys().into_iter().zip(texts);
    let values = values.map(|(key, text)| Write { key, value: stored::quote(&text) }).collect();
    (indexed, values)
}

impl Indexed {
    /// A segment as this index tells of it.
    pub(crate) fn entered(&self, number: u16, entries: Entries) -> Entered {
        let groups = self.groups.get(usize::from(number)).copied().unwrap_or_default();
        Entered { entries, groups, nameless: self.nameless.clone(), words: HashMap::new() }
    }
}

fn bucket(key: &str, text: &str) -> Result<Vec<u8>, EngineError> {
    STANDARD.decode(stored::unquote(text).as_bytes()).map_err(|error| bad(key, error.to_string()))
}

fn bad(key: &str, reason: String) -> EngineError {
    EngineError::Index { key: key.to_owned(), reason }
}

/// Groups of a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Groups {
    /// Any of them.
    Any,
    /// One of these.
    Some(BTreeSet<u32>),
}

impl Groups {
    /// Keeps those that are also among these.
    fn retain(&mut self, these: BTreeSet<u32>, count: u16) {
        // A group behind the last one stands for any.
        if these.last().is_some_and(|last| *last >= u32::from(count)) {
            return;
        }
        match self {
            Self::Any => *self = Self::Some(these),
            Self::Some(groups) => groups.retain(|group| these.contains(group)),
        }
    }
}

/// By what the matches of a question are found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sought {
    /// One of each of these sets.
    found_by: Vec<BTreeSet<Found>>,
    /// Kinds of subjects that a match may have.
    kinds: BTreeSet<SubjectKind>,
}

impl Sought {
    /// None when no index can tell.
    pub(crate) fn of(conditions: &[Predicate]) -> Option<Self> {
        let mut found_by: Vec<BTreeSet<Found>> = conditions.iter().flat_map(Predicate::found_by).collect();
        found_by.sort_by_key(BTreeSet::len);
        found_by.dedup();
        let mut count = 0_usize;
        let fits = found_by.iter().take_while(|set| {
            count = count.saturating_add(set.len());
            count <= MARKS_MAX
        });
        let fitting = fits.count();
        found_by.truncate(fitting);
        let may_be = |kind: &SubjectKind| conditions.iter().all(|condition| condition.may_be_of(*kind));
        let kinds = SubjectKind::ALL.iter().copied().filter(may_be).collect();
        (!found_by.is_empty()).then_some(Self { found_by, kinds })
    }

    /// Whether people must be known.
    pub(crate) fn needs_people(&self) -> bool {
        self.found_by.iter().flatten().any(|found| matches!(found, Found::Actor(_)))
    }

    /// Whether words of texts are sought.
    pub(crate) fn has_words(&self) -> bool {
        self.found_by.iter().flatten().any(|found| matches!(found, Found::Word(_)))
    }

    /// What to look for in an index: one of each of these sets. `people` are the numbers of an account in lower case.
    pub(crate) fn hashes(
        &self,
        nameless: &BTreeSet<SubjectKind>,
        people: &dyn Fn(&str) -> Vec<u32>,
    ) -> Vec<BTreeSet<u64>> {
        let of = |found: &Found| -> Vec<u64> {
            match found {
                Found::Thread(name) => vec![Mark::Name(name).hash()],
                Found::Word(word) => vec![Mark::Word(word).hash()],
                Found::Issue(name) => {
                    let kinds = nameless.intersection(&self.kinds);
                    let nameless = kinds.map(|kind| Mark::Nameless(*kind).hash());
                    std::iter::once(Mark::Name(name).hash()).chain(nameless).collect()
                }
                Found::Actor(name) => {
                    people(name).into_iter().map(|number| Mark::Person(number).hash()).collect()
                }
            }
        };
        self.found_by.iter().map(|set| set.iter().flat_map(of).collect()).collect()
    }
}
