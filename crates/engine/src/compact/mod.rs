//! Compaction: write-ahead entries become segments.
//!
//! A [`Compactor`] is one attempt, without input or output. The host lists write-ahead keys, reads the root, and then
//!
//! ```text
//! manifests() -> add_manifest()*  ->  wanted() -> add_values()*, add_issues()*  ->  finish() -> Commit
//! ```
//!
//! and does what the [`Commit`] says, in its order. This is safe against
//!
//! * two at once: segments and manifests are immutable values under names derived from their generation and content; the
//!   root is replaced on condition of its generation, and who loses starts again;
//! * a crash at any step: before the root is stored, only values that nobody knows were written; after it, what
//!   remains are write-ahead keys whose records are dropped as already present;
//! * a stale listing: an entry that is not listed yet stays for the next time; one that was deleted is dropped as already
//!   present;
//! * redelivery: a record is dropped when its id is in a segment of its month that overlaps it in time. What it knows better than
//!   the stored one ([`Event::improve`]) goes into that, and its segment is written again under a new name in the same commit.
//!
//! Records that tell of the same thing become one (`pair`). What lacks its pair stays among the write-ahead keys for a
//! while, unless so many wait that there is no room for that.
//!
//! INVARIANT: what is retired is never named again, so it can be deleted at any time after its grace, also by somebody who
//! is about to lose the race. That is why names carry the generation: merging and cutting may well give a segment of the very
//! records that an earlier one had.

mod amend;
pub(crate) mod counting;
mod enrich;
mod indexing;
mod month;
pub(crate) mod pair;
mod policy;
mod shelf;
mod thin;
mod years;

#[cfg(test)]
mod tests;

pub(crate) use amend::{amend, one_of_each};
pub use policy::Policy;

use crate::answer::{IssueLookups, Wanted};
use crate::catalogue::{Manifest, Month, Retired, Root};
use crate::entry::read_entry;
use crate::ingest::fitted;
use crate::{Commit, EngineError, Write, keys, known, people, stored};
use activity_event::{Event, EventId};
use enrich::Issues;
use month::MonthWork;
use pair::Member;
use std::collections::{BTreeMap, BTreeSet};
use thin::Thinning;
use years::YearWork;

/// One attempt at a compaction. See the module.
#[derive(Debug)]
pub struct Compactor {
    policy: Policy,
    now: i64,
    root: Root,
    months: BTreeMap<String, MonthWork>,
    /// A year to count.
    year: Option<YearWork>,
    /// What may be dropped, when that is what this is about.
    thinning: Option<Thinning>,
    /// The write-ahead keys that were taken, and the ids of their records.
    taken: Vec<(String, EventId)>,
    /// Whether records may wait for their pair.
    patient: bool,
    values: BTreeMap<String, Option<String>>,
    lookups: IssueLookups,
    /// Pieces of records that are too long for one value.
    pieces: Vec<Write>,
    /// Whether what is known last is asked for.
    with_known: bool,
}

impl Compactor {
    /// Begins with the root's body (none when there is no root) and the listed entries: write-ahead keys with the JSON text of
    /// their values. Takes the first 2,000 of them, of the first 20 months; the rest stays for the next time.
    pub fn new(root: Option<&str>, entries: &[(String, String)], now: i64) -> Result<Self, EngineError> {
        Self::with_policy(root, entries, now, Policy::default())
    }

    /// Begins with records that were never written ahead: what is fetched in bulk goes straight into segments. The caller sees to
    /// it that they are not too many for its memory; 65,536 of one month make a whole segment. Records that are too long are kept
    /// in pieces, as those that are written ahead.
    pub fn bulk(root: Option<&str>, events: Vec<Event>, now: i64) -> Result<Self, EngineError> {
        let mut compactor = Self::new(root, &[], now)?;
        // Nothing of it could wait anywhere.
        compactor.patient = false;
        compactor.policy.rewrites_max = usize::MAX;
        let mut months: BTreeMap<String, Vec<Event>> = BTreeMap::new();
        for event in events {
            let (event, pieces) = fitted(event);
            compactor.pieces.extend(pieces);
            months.entry(keys::month(event.occurred)).or_default().push(event);
        }
        // What there is to count can wait.
        compactor.year = None;
        let (root, present) = (&compactor.root, keys::month(now));
        let work = |(month, events): (String, Vec<Event>)| {
            let manifest_key = root.month(&month).map(|row| row.manifest.clone());
            (month.clone(), MonthWork::new(month, manifest_key, events, &present))
        };
        compactor.months = months.into_iter().map(work).collect();
        let things = known::wanted(compactor.months.values().flat_map(|month| &month.events)).len();
        compactor.with_known = things <= compactor.policy.known_bulk_max;
        Ok(compactor)
    }

    /// The states of things have heard of these records already: see [`Staging`](crate::Staging).
    #[must_use]
    pub fn without_known(mut self) -> Self {
        self.with_known = false;
        self
    }

    /// Begins to drop what occurred before a time: whole segments, and the older part of others, which are written again. How many records
    /// went is kept in the root, by month. Counts lose what segments lose.
    ///
    /// The oldest go first, as many as one call can; who drops calls again until a commit drops nothing. What comes later and is
    /// too old already is packed like everything else, and goes the next time.
    pub fn retain(root: Option<&str>, before: i64, now: i64) -> Result<Self, EngineError> {
        Self::retain_with_policy(root, before, now, Policy::default())
    }

    /// Drops with a policy of one's own.
    pub fn retain_with_policy(
        root: Option<&str>,
        before: i64,
        now: i64,
        policy: Policy,
    ) -> Result<Self, EngineError> {
        let mut compactor = Self::with_policy(root, &[], now, policy)?;
        compactor.year = None;
        compactor.with_known = false;
        let present = keys::month(now);
        // What is retired must stay for a while, so no more goes than can be remembered.
        let young = |value: &&Retired| now.saturating_sub(value.at) < compactor.policy.grace_ms;
        let retired = compactor.root.retired.iter().filter(young).count();
        compactor.thinning = Some(Thinning {
            before,
            room: compactor.policy.retired_max.saturating_sub(retired),
            bytes: compactor.policy.retain_bytes,
            has_begun: false,
        });
        let old = compactor.root.months.iter().filter(|month| month.from < before);
        let work = |row: &Month| {
            let work = MonthWork::new(row.month.clone(), Some(row.manifest.clone()), vec![], &present);
            (row.month.clone(), work)
        };
        let months = old.take(compactor.policy.months_max).map(work).collect();
        compactor.months = months;
        Ok(compactor)
    }

    /// Begins with a policy of one's own.
    pub fn with_policy(
        root: Option<&str>,
        entries: &[(String, String)],
        now: i64,
        policy: Policy,
    ) -> Result<Self, EngineError> {
        let root = Root::parse(root)?;
        let listed: BTreeMap<&str, &str> = entries
            .iter()
            .filter(|(key, _)| key.starts_with(keys::WRITE_AHEAD))
            .map(|(key, value)| (key.as_str(), value.as_str()))
            .collect();
        let mut months: BTreeMap<String, (Vec<_>, Vec<_>)> = BTreeMap::new();
        for (key, value) in listed.into_iter().take(policy.entries_max) {
            let event = read_entry(key, value);
            let month = months.entry(keys::month(event.occurred)).or_default();
            month.0.push((key.to_owned(), event.id));
            month.1.push(event);
        }
        let mut taken = Vec::new();
        let present = keys::month(now);
        let mut months: BTreeMap<String, MonthWork> = months
            .into_iter()
            .take(policy.months_max)
            .map(|(month, (keys, events))| {
                taken.extend(keys);
                let manifest_key = root.month(&month).map(|row| row.manifest.clone());
                (month.clone(), MonthWork::new(month, manifest_key, events, &present))
            })
            .collect();
        // Months that are over and not counted or indexed yet.
        let to_count = root.months.iter().filter(|row| row.month < present && !row.is_settled());
        let to_count: Vec<&Month> = to_count.filter(|row| !months.contains_key(&row.month)).collect();
        for row in to_count.into_iter().take(policy.count_months_max) {
            let work = MonthWork::new(row.month.clone(), Some(row.manifest.clone()), vec![], &present);
            months.insert(row.month.clone(), work);
        }
        let year = YearWork::next(&root, &months.keys().cloned().collect(), &present);
        let patient = entries.len() < policy.entries_max;
        let (values, lookups, pieces) = (BTreeMap::new(), BTreeMap::new(), vec![]);
        Ok(Self {
            policy,
            now,
            root,
            months,
            year,
            thinning: None,
            taken,
            patient,
            values,
            lookups,
            pieces,
            with_known: true,
        })
    }

    /// Keys of the manifests that are needed first.
    pub fn manifests(&self) -> Vec<String> {
        self.months.values().filter_map(|month| month.manifest_key.clone()).collect()
    }

    /// Takes in a manifest.
    pub fn add_manifest(&mut self, key: &str, text: &str) -> Result<(), EngineError> {
        let month = self.months.values_mut().find(|month| month.manifest_key.as_deref() == Some(key));
        if let Some(month) = month {
            month.plan(Manifest::parse(key, text)?, &self.policy, self.thinning.as_mut());
        }
        Ok(())
    }

    /// What else is needed: parts of the segments to merge or to look for repeated ids in, what is known last of the things that
    /// the records are about, and issues to look up.
    pub fn wanted(&self) -> Result<Wanted, EngineError> {
        let mut issues = Issues::default();
        for month in self.months.values() {
            month.check_planned()?;
            issues.learn(&month.events);
        }
        let events = self.months.values().filter(|_| self.with_known).flat_map(|month| &month.events);
        Ok(Wanted {
            known: known::wanted(events),
            values: self
                .root
                .people
                .values()
                .cloned()
                .chain(self.months.values().flat_map(|month| month.wanted(&self.policy)))
                .chain(self.year.iter().flat_map(YearWork::wanted))
                .collect(),
            issues: issues.unknown(self.months.values().flat_map(|month| &month.events)),
        })
    }

    /// Takes in values by key; none for a key that the store does not have.
    pub fn add_values(&mut self, values: &[(String, Option<String>)]) {
        for (key, text) in values {
            let text = text.as_deref().map(|text| stored::unquote(text).into_owned());
            self.values.insert(key.clone(), text);
        }
    }

    /// Takes in what Jira says of issues: `{"10012": {"key": "PAY-12", "title": …, "projectId": …}}`.
    pub fn add_issues(&mut self, text: &str) -> Result<(), EngineError> {
        let lookups: IssueLookups =
            serde_json::from_str(text).map_err(|error| EngineError::Request(error.to_string()))?;
        self.lookups.extend(lookups);
        Ok(())
    }

    /// What is to be done now.
    pub fn finish(mut self) -> Result<Commit, EngineError> {
        let mut commit = Commit {
            values: std::mem::take(&mut self.pieces),
            manifests: vec![],
            root: None,
            known: vec![],
            expected_generation: self.root.generation,
            swallowed: vec![],
            retired: vec![],
            rows: 0,
            dropped: 0,
            problems: vec![],
        };
        let mut issues = Issues::default();
        issues.learn_lookups(&self.lookups);
        let mut people = people::read(&self.root, &self.values)?;
        for month in self.months.values_mut() {
            month.check_planned()?;
            month.unpack(&mut self.values, &people, &self.policy, &mut commit.problems)?;
            issues.learn(month.events.iter().chain(&month.merged));
            month.meet();
        }
        let waiting = self.pair(&issues);
        let taken = std::mem::take(&mut self.taken).into_iter();
        commit.swallowed = taken.filter(|(_, id)| !waiting.contains(id)).map(|(key, _)| key).collect();
        if self.with_known {
            // Not of those that wait: what they are filled in with would be lost, and is not known any more the next time.
            let events = self.months.values_mut().flat_map(MonthWork::heard).collect();
            commit.known = known::settle(events, &self.values, &mut commit.problems);
        }
        let next = self.root.next_generation()?;
        let mut retired = Vec::new();
        let before = self.root.months.clone();
        for month in std::mem::take(&mut self.months).into_values() {
            let Some(packed) = month.pack(next, &issues, &mut people, &self.policy, &mut commit.problems)?
            else {
                continue;
            };
            commit.rows = commit.rows.saturating_add(packed.rows);
            commit.values.extend(packed.values);
            retired.extend(packed.retired.into_iter().map(|gone| Retired { at: self.now, ..gone }));
            let Manifest { month, segments, .. } = &packed.manifest;
            if packed.dropped > 0 {
                commit.dropped = commit.dropped.saturating_add(packed.dropped);
                let sum = self.root.dropped.entry(month.clone()).or_default();
                *sum = sum.saturating_add(packed.dropped.into());
            }
            self.root.months.retain(|row| row.month != *month);
            if !segments.is_empty() {
                let manifest = packed.manifest.to_write(next)?;
                self.root.months.push(packed.manifest.summary(&manifest.key));
                commit.manifests.push(manifest);
            }
        }
        let mut stale = years::drop_stale(&mut self.root, &before);
        if let Some(year) = self.year.take() {
            match year.pack(&mut self.root, next, &self.values) {
                Ok((values, former)) => {
                    commit.values.extend(values);
                    stale.extend(former);
                }
                // The months can be read all the same.
                Err(error) => commit.problems.push(error.to_string()),
            }
        }
        let is_changed = !retired.is_empty() || !stale.is_empty() || !commit.values.is_empty();
        retired.extend(stale.into_iter().map(|name| Retired { at: self.now, ..name.into() }));
        let (pages, former) = people::write(&people, next, &mut self.root);
        commit.values.extend(pages);
        retired.extend(former.into_iter().map(|name| Retired { at: self.now, ..name.into() }));
        self.root.months.sort_by(|a, b| a.month.cmp(&b.month));
        commit.retired = self.due(retired.len());
        self.root.retired.extend(retired);
        if is_changed || !commit.swallowed.is_empty() || !commit.retired.is_empty() {
            commit.root = Some(self.next_root(next, &commit.swallowed)?);
        }
        Ok(commit)
    }

    /// Makes one record of those that tell of the same thing. Gives the ids of records that are not packed yet.
    fn pair(&mut self, issues: &Issues) -> BTreeSet<EventId> {
        for event in self.months.values_mut().flat_map(|month| &mut month.events) {
            issues.fill(event);
        }
        let mut members: Vec<Member<'_>> = self.months.values_mut().flat_map(MonthWork::members).collect();
        let paired = pair::pair(&mut members);
        let mut waiting = BTreeSet::new();
        for month in self.months.values_mut() {
            waiting.extend(month.take(&paired, self.policy.rewrites_max));
        }
        // What belonged to a deleted issue is told with its deletion, so it must be known by then; and no update can come any more.
        let deleted: BTreeSet<String> = self
            .months
            .values()
            .flat_map(|month| &month.events)
            .filter(|event| event.action.name() == "issue.deleted")
            .filter_map(|event| event.subject.id.clone())
            .collect();
        let waits = |event: &&Event| {
            let gone = activity_filter::issue_id(event).is_some_and(|issue| deleted.contains(issue));
            self.policy.waits(event, self.now) && !gone && paired.alone.contains(&event.id)
        };
        for month in self.months.values_mut() {
            let alone = month.events.iter().filter(waits);
            waiting.extend(alone.filter(|_| self.patient).map(|event| event.id));
            month.leave_out(&waiting, &paired.absorbed);
        }
        waiting
    }

    /// Takes what can be deleted now off the list of retired values, and more when it would become too long.
    ///
    /// INVARIANT: only what a stored root has retired. What this attempt retires is still needed, should it lose.
    fn due(&mut self, to_come: usize) -> Vec<String> {
        let too_many =
            self.root.retired.len().saturating_add(to_come).saturating_sub(self.policy.retired_max);
        let mut due = Vec::new();
        let mut place = 0_usize;
        self.root.retired.retain(|value| {
            let age = self.now.saturating_sub(value.at);
            let stays = place >= too_many && age < self.policy.grace_ms;
            place = place.saturating_add(1);
            if !stays {
                due.extend(value.keys());
            }
            stays
        });
        due
    }

    fn next_root(mut self, generation: u32, swallowed: &[String]) -> Result<crate::RootWrite, EngineError> {
        self.root.generation = generation;
        let marks: Vec<String> = swallowed.iter().map(|key| Root::swallowed_mark(key)).collect();
        self.root.swallowed = marks.join(" ");
        self.root.to_write()
    }
}
