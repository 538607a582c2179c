//! Records to values. See README, "Writing".

use crate::hot;
use crate::layout::{FILE_BYTES_MAX, GROUP_BYTES, GROUP_ROWS, Layout, RAW_BYTES_MAX, ROWS_MAX, file, seal};
use crate::people::People;
use crate::record::body::{self, Codes, Known};
use crate::record::class::Class;
use crate::record::texts::{self, TextMemory, Texts};
use crate::record::thread::Thread;
use crate::record::{body::Memory, looks_like_account, places};
use crate::stream::recorder::{Recorded, Recorder};
use crate::threads;
use crate::{SegmentError, Stats};
use activity_event::{Container, Event};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

/// A segment that is ready to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Derived from the bytes: 32 hexadecimal digits.
    pub name: String,
    /// Which values there are.
    pub layout: Layout,
    /// The values to store: number and text.
    pub values: Vec<(u32, String)>,
    /// What the catalogue needs to know.
    pub stats: Stats,
    /// The group of each record, by time and id.
    pub groups: Vec<u16>,
}

/// The accounts that a record names: who did it, and whoever else is in it.
#[must_use]
pub fn accounts(event: &Event) -> Vec<Cow<'_, str>> {
    let facts = event.issue.as_ref();
    let of_facts = facts
        .into_iter()
        .flat_map(|facts| [&facts.assignee, &facts.reporter, &facts.creator])
        .filter_map(Option::as_deref)
        .filter(|account| !account.is_empty());
    let of_changes = event
        .changes
        .iter()
        .flat_map(|change| [&change.from, &change.to])
        .flatten()
        .filter(|value| value.text.is_none())
        .filter_map(|value| value.id.as_deref())
        .filter(|id| looks_like_account(id));
    let authors = event.content.iter().filter_map(|content| content.author.as_deref());
    let named =
        event.actor.account_id.as_deref().into_iter().chain(of_facts).chain(of_changes).chain(authors);
    let originals = event.content.iter().filter_map(|content| content.original.as_deref());
    let kept = originals.chain(event.raw.as_deref()).flat_map(places).filter(|text| looks_like_account(text));
    named.map(Cow::Borrowed).chain(kept.map(Cow::Owned)).collect()
}

/// Packs records into a segment. Their order does not matter; equal records and equal people give equal bytes.
///
/// People who are not in the table stay in the records as text.
pub fn write(events: &[Event], people: &People) -> Result<Segment, SegmentError> {
    let mut sorted: Vec<&Event> = events.iter().collect();
    sorted.sort_by_key(|event| (event.occurred, event.id));
    if sorted.is_empty() {
        return Err(SegmentError::NoRows);
    }
    if sorted.len() > ROWS_MAX {
        return Err(SegmentError::TooManyRows(sorted.len()));
    }
    let lists = Lists::of(&sorted, people)?;
    let mut files = lists.hot(&sorted)?;
    let groups = groups(&sorted, &lists.container_codes)?;
    files.extend(lists.groups(&sorted, &groups));
    files.sort_by_key(|(number, _)| *number);
    if let Some((number, bytes)) = files.iter().find(|(_, bytes)| bytes.len() > FILE_BYTES_MAX) {
        return Err(too_long(format!("{} bytes in {}", bytes.len(), file::name(*number))));
    }
    let name = name_of(&files);
    let total: usize = files.iter().map(|(_, bytes)| bytes.len().saturating_add(8)).sum();
    let borrowed: Vec<(u32, &[u8])> =
        files.iter().map(|(number, bytes)| (*number, bytes.as_slice())).collect();
    let (layout, values) = if total <= FILE_BYTES_MAX {
        (Layout::Packed, vec![(0, seal(name, &borrowed))])
    } else {
        let values = borrowed.iter().map(|one| (one.0, seal(name, &[*one]))).collect();
        (Layout::Wide { groups: u32::try_from(groups.len()).unwrap_or(u32::MAX) }, values)
    };
    let bytes = values.iter().map(|(_, text)| text.len() as u64).sum();
    let stats = Stats::of(&sorted, bytes);
    let mut of_rows = vec![0_u16; sorted.len()];
    for (group, rows) in (0_u16..).zip(&groups) {
        for row in rows {
            if let Some(of_row) = of_rows.get_mut(*row) {
                *of_row = group;
            }
        }
    }
    Ok(Segment { name: format!("{name:032x}"), layout, values, stats, groups: of_rows })
}

fn too_long(what: String) -> SegmentError {
    SegmentError::TooLong { what }
}

fn name_of(files: &[(u32, Vec<u8>)]) -> u128 {
    let mut hash = Sha256::new();
    for (number, bytes) in files {
        hash.update(number.to_le_bytes());
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    hash.finalize().iter().take(16).fold(0, |name, byte| name << 8 | u128::from(*byte))
}

/// The lists that columns point into, and the columns.
struct Lists {
    classes: Vec<Class>,
    class_codes: Vec<u16>,
    containers: Vec<Container>,
    container_codes: Vec<u16>,
    /// Numbers of the site's table, rising.
    people: Vec<u32>,
    /// Place in `people`, by account.
    places: HashMap<String, u32>,
    threads: Vec<Thread>,
    thread_codes: Vec<u16>,
}

/// Numbers things by their place in a sorted list.
fn number<T, K: Ord>(
    things: impl Iterator<Item = T>,
    key: impl Fn(&T) -> K,
    what: &str,
) -> Result<(Vec<T>, Vec<K>), SegmentError> {
    let mut list: Vec<(K, T)> = things.map(|thing| (key(&thing), thing)).collect();
    list.sort_by(|a, b| a.0.cmp(&b.0));
    list.dedup_by(|a, b| a.0 == b.0);
    if list.len() > usize::from(u16::MAX) / 2 {
        return Err(too_long(format!("{} {what}", list.len())));
    }
    Ok(list.into_iter().map(|(key, thing)| (thing, key)).unzip())
}

impl Lists {
    fn of(sorted: &[&Event], people: &People) -> Result<Self, SegmentError> {
        let mut distinct: HashMap<Class, u16> = HashMap::new();
        for event in sorted {
            distinct.entry(Class::of(event)).or_default();
        }
        let (classes, _) = number(distinct.into_keys(), Class::order, "kinds of records")?;
        let by_class: HashMap<&Class, u16> = classes.iter().zip(0_u16..).collect();
        let class_codes =
            sorted.iter().map(|event| by_class.get(&Class::of(event)).copied().unwrap_or_default()).collect();
        let mark = |container: &Container| {
            (container.kind, container.id.clone(), container.key.clone(), container.name.clone())
        };
        let mut named: HashMap<_, &Container> = HashMap::new();
        for container in sorted.iter().filter_map(|event| event.container.as_ref()) {
            named.entry(mark(container)).or_insert(container);
        }
        let (containers, marks) = number(named.into_values().cloned(), mark, "projects and spaces")?;
        let by_mark: HashMap<_, u16> = marks.into_iter().zip(1_u16..).collect();
        let container_codes = sorted
            .iter()
            .map(|event| {
                let code = event.container.as_ref().and_then(|container| by_mark.get(&mark(container)));
                code.copied().unwrap_or_default()
            })
            .collect();
        let numbers: BTreeSet<u32> = sorted
            .iter()
            .flat_map(|event| accounts(event))
            .filter_map(|account| people.number(&account))
            .collect();
        if numbers.len() >= usize::from(u16::MAX) / 2 {
            return Err(too_long(format!("{} people", numbers.len())));
        }
        let people_list: Vec<u32> = numbers.into_iter().collect();
        let places = (0_u32..)
            .zip(&people_list)
            .filter_map(|(place, number)| Some((people.account(*number)?.to_owned(), place)))
            .collect();
        let mut by_thread: HashMap<Thread, u16> = HashMap::new();
        let mut threads = Vec::new();
        let thread_codes = sorted
            .iter()
            .map(|event| {
                let thread = Thread::of(event);
                let next = u16::try_from(threads.len()).unwrap_or(u16::MAX);
                *by_thread.entry(thread).or_insert_with_key(|thread| {
                    threads.push(thread.clone());
                    next
                })
            })
            .collect();
        let people = people_list;
        Ok(Self { classes, class_codes, containers, container_codes, people, places, threads, thread_codes })
    }

    /// The hot columns.
    fn hot(&self, sorted: &[&Event]) -> Result<Vec<(u32, Vec<u8>)>, SegmentError> {
        let seconds: Vec<i64> = sorted.iter().map(|event| event.occurred.div_euclid(1_000)).collect();
        let span = match (seconds.first(), seconds.last()) {
            (Some(first), Some(last)) => last.saturating_sub(*first),
            _ => 0,
        };
        if u32::try_from(span).is_err() {
            return Err(too_long(format!("times {span} seconds apart")));
        }
        let actors: Vec<u16> = sorted
            .iter()
            .map(|event| {
                let place = event.actor.account_id.as_ref().and_then(|account| self.places.get(account));
                place.and_then(|place| u16::try_from(place.saturating_add(1)).ok()).unwrap_or_default()
            })
            .collect();
        Ok(vec![
            (file::TIME, hot::put_times(&seconds)),
            (file::CLASS, hot::put_classes(&self.classes, &self.class_codes)),
            (file::ACTOR, hot::put_actors(&self.people, &actors)),
            (file::CONTAINER, hot::put_containers(&self.containers, &self.container_codes, &actors)),
            (file::THREAD, threads::put(&self.threads, &self.thread_codes, &actors, &self.container_codes)),
        ])
    }

    /// The groups, and what is needed to read them.
    fn groups(&self, sorted: &[&Event], groups: &[Vec<usize>]) -> Vec<(u32, Vec<u8>)> {
        let base = sorted.first().map_or(0, |event| event.occurred);
        let mut recorder = Recorder::new(self.places.clone());
        for group in groups {
            self.group(sorted, group, base, &mut recorder);
        }
        let Recorded { streams, library } = recorder.finish();
        let mut dictionary = Vec::new();
        crate::code::bytes::put_varint(&mut dictionary, crate::code::number::zigzag(base));
        hot::put_json(&mut dictionary, &self.classes);
        hot::put_json(&mut dictionary, &self.containers);
        hot::put_people(&mut dictionary, &self.people);
        crate::code::bytes::put_varint(&mut dictionary, groups.len() as u64);
        for group in groups {
            crate::code::bytes::put_varint(&mut dictionary, group.len() as u64);
        }
        library.put_dictionary(&mut dictionary);
        let mut vocabulary = Vec::new();
        library.put_vocabulary(&mut vocabulary);
        let mut files = vec![(file::DICTIONARY, dictionary), (file::VOCABULARY, vocabulary)];
        // Texts and records of a group by turns.
        for (at, stream) in (0_u32..).zip(streams) {
            let number = if at % 2 == 0 { file::texts(at / 2) } else { file::records(at / 2) };
            let rows = groups.get(at as usize / 2).map_or(0, Vec::len);
            let mut bytes = Vec::with_capacity(stream.len().saturating_add(4));
            crate::code::bytes::put_varint(&mut bytes, rows as u64);
            bytes.extend_from_slice(&stream);
            files.push((number, bytes));
        }
        files
    }

    /// A stream of the group's texts and one of its records.
    fn group(&self, sorted: &[&Event], group: &[usize], base: i64, recorder: &mut Recorder) {
        let events: Vec<&Event> = group.iter().filter_map(|row| sorted.get(*row).copied()).collect();
        let mut pool = Texts::default();
        let mut rows: Vec<_> = events.iter().map(|event| pool.of(event)).collect();
        recorder.begin();
        let mut memory = TextMemory::default();
        for row in &mut rows {
            texts::row(recorder, &mut pool, &mut memory, row);
        }
        recorder.begin();
        let known = Known { classes: &self.classes, containers: &self.containers, base };
        let mut memory = Memory::default();
        for ((row, event), at) in rows.iter().zip(&events).zip(group) {
            let code = |codes: &[u16]| codes.get(*at).copied().map_or(0, u32::from);
            let mut codes = Codes { class: code(&self.class_codes), container: code(&self.container_codes) };
            let mut event = (*event).clone();
            body::row(recorder, known, &mut memory, row, &|text| pool.get(text), &mut codes, &mut event);
        }
    }
}

/// Rows by container, then by time, in groups that are not too long.
fn groups(sorted: &[&Event], containers: &[u16]) -> Result<Vec<Vec<usize>>, SegmentError> {
    let mut groups = Vec::new();
    let (mut group, mut bytes, mut total) = (Vec::new(), 0_usize, 0_usize);
    for row in crate::order(containers) {
        let Some(event) = sorted.get(row) else { continue };
        let size = size_of(event)?;
        total = total.saturating_add(size);
        if total > RAW_BYTES_MAX {
            return Err(too_long("more than 128 MB of text".to_owned()));
        }
        if group.len() >= GROUP_ROWS || (!group.is_empty() && bytes.saturating_add(size) > GROUP_BYTES) {
            groups.push(std::mem::take(&mut group));
            bytes = 0;
        }
        bytes = bytes.saturating_add(size);
        group.push(row);
    }
    groups.push(group);
    Ok(groups)
}

/// Length of a record as JSON.
fn size_of(event: &Event) -> Result<usize, SegmentError> {
    struct Count(usize);
    impl std::io::Write for Count {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 = self.0.saturating_add(bytes.len());
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut count = Count(0);
    serde_json::to_writer(&mut count, event)
        .map_err(|error| SegmentError::Unwritable { id: event.id.to_string(), reason: error.to_string() })?;
    Ok(count.0)
}
