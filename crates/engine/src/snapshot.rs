//! Looking again at what has no event: what to fetch from the store, what to ask the log, what to write.
//!
//! ```text
//! wanted() -> add_values()*  ->  add_answer()*  ->  question()  ->  finish() -> SnapshotAnswer
//! ```
//!
//! The host then writes the records, the parts, the head, and deletes what is retired, in this order. It may stop anywhere: until
//! the head and parts are written, the same look gives the same records; things are independent of each other, so parts of which
//! only some were written are right as well.

use crate::ingest::write_ahead;
use crate::{EngineError, SnapshotAnswer, SnapshotOf, SnapshotRequest, Write, keys};
use activity_event::{Event, Moment};
use activity_normalize::snapshot::{
    AssetObject, Comparison, Decided, Kind, Look, Of, Snapshot, SnapshotError, asset_history, head_parts,
    join, split,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// One look at a list.
#[derive(Debug)]
pub struct Looking {
    kind: Kind,
    of: Of,
    look: Look,
    key: String,
    head: Head,
    parts: BTreeMap<String, Value>,
    step: Step,
}

/// What is stored of the last look.
#[derive(Debug)]
enum Head {
    /// It was not handed in yet.
    Wanted,
    /// There was no look before.
    None,
    /// The head of the snapshot.
    Stored(Value),
}

#[derive(Debug)]
enum Step {
    /// The stored snapshot is fetched.
    Fetching,
    /// Answers are taken in.
    Comparing(Box<Comparison>),
    /// Nothing more can be taken in.
    Decided(Box<Decided>),
}

impl Looking {
    /// Begins a look.
    pub fn new(request: &SnapshotRequest) -> Result<Self, EngineError> {
        let kind =
            Kind::parse(&request.kind).ok_or_else(|| EngineError::SnapshotKind(request.kind.clone()))?;
        let of = request.of.clone().map(of).unwrap_or_default();
        let look =
            Look { now: request.now, first: request.first, last: request.last, at_once: request.at_once };
        let key = keys::snapshot(kind.name(), &of.id);
        Ok(Self { kind, of, look, key, head: Head::Wanted, parts: BTreeMap::new(), step: Step::Fetching })
    }

    /// Keys of stored values that are wanted next; none when all are there.
    #[must_use]
    pub fn wanted(&self) -> Vec<String> {
        match &self.head {
            Head::Wanted => vec![self.key.clone()],
            _ => self.part_keys().into_iter().filter(|key| !self.parts.contains_key(key)).collect(),
        }
    }

    fn part_keys(&self) -> Vec<String> {
        let parts = if let Head::Stored(head) = &self.head { head_parts(head) } else { 0 };
        (0..parts).map(|n| keys::snapshot_part(&self.key, parts, n)).collect()
    }

    /// Takes in stored values; none stands for a key that does not exist.
    pub fn add_values(&mut self, values: &[(String, Option<String>)]) -> Result<(), EngineError> {
        for (key, text) in values {
            let value = text.as_deref().map(serde_json::from_str).transpose();
            let value: Option<Value> = value.map_err(|_| damaged(key, &SnapshotError::Stored))?;
            if *key == self.key {
                self.head = value.map_or(Head::None, Head::Stored);
            } else {
                let value = value.ok_or_else(|| damaged(key, &SnapshotError::Stored))?;
                self.parts.insert(key.clone(), value);
            }
        }
        Ok(())
    }

    /// Ids and names of the things of the stored snapshot: to look at each of them in turn.
    pub fn things(&mut self) -> Result<Vec<(String, Option<String>)>, EngineError> {
        let own = |(id, name): (&str, Option<&str>)| (id.to_owned(), name.map(str::to_owned));
        Ok(self.stored()?.map(|stored| stored.things().map(own).collect()).unwrap_or_default())
    }

    fn stored(&self) -> Result<Option<Snapshot>, EngineError> {
        let head = match &self.head {
            Head::Wanted => return Err(EngineError::NotHandedIn(self.key.clone())),
            Head::None => return Ok(None),
            Head::Stored(head) => head,
        };
        let keys = self.part_keys();
        let parts: Vec<Value> = keys.iter().filter_map(|key| self.parts.get(key)).cloned().collect();
        join(head, &parts).map(Some).map_err(|problem| damaged(&self.key, &problem))
    }

    fn comparison(&mut self) -> Result<&mut Comparison, EngineError> {
        if let Step::Fetching = self.step {
            let stored = self.stored()?;
            self.step = Step::Comparing(Box::new(Comparison::new(self.kind, self.of.clone(), stored)));
        }
        match &mut self.step {
            Step::Comparing(comparison) => Ok(comparison),
            _ => Err(EngineError::Request("the look is decided already".to_owned())),
        }
    }

    /// Takes in an answer of the product, as JSON text. Gives the number of things in it.
    pub fn add_answer(&mut self, answer: &str) -> Result<usize, EngineError> {
        let kind = self.kind;
        let answer: Value = serde_json::from_str(answer)
            .map_err(|problem| EngineError::Answer(kind.name(), problem.to_string()))?;
        self.comparison()?.add(&answer).map_err(|problem| seen(kind, &problem))
    }

    /// Leaves out things with these ids: they are looked at somewhere else.
    pub fn leave_out(&mut self, ids: &[String]) -> Result<(), EngineError> {
        self.comparison()?.leave_out(ids);
        Ok(())
    }

    /// Ids of things that were there and are in none of the answers.
    pub fn missing(&mut self) -> Result<Vec<String>, EngineError> {
        Ok(self.comparison()?.missing())
    }

    /// Counts things as found that are there all the same: some lists leave out who was deactivated.
    pub fn keep(&mut self, ids: &[String]) -> Result<(), EngineError> {
        self.comparison()?.keep(ids);
        Ok(())
    }

    /// What the log must be asked (JQL, in the zone `UTC`): whether it knows already. None when nothing is different.
    pub fn question(&mut self) -> Result<Option<String>, EngineError> {
        let (kind, look) = (self.kind, self.look);
        if !matches!(self.step, Step::Decided(_)) {
            self.comparison()?;
        }
        self.step = match std::mem::replace(&mut self.step, Step::Fetching) {
            Step::Comparing(comparison) => {
                let decided = comparison.decide(look).map_err(|problem| seen(kind, &problem))?;
                Step::Decided(Box::new(decided))
            }
            other => other,
        };
        let Step::Decided(decided) = &self.step else { return Ok(None) };
        Ok(decided.question().map(|(actions, since)| jql(&actions, since)))
    }

    /// Ends: `log` is what the log answered to the question.
    pub fn finish(mut self, log: &[Event]) -> Result<SnapshotAnswer, EngineError> {
        self.question()?;
        let old = self.part_keys();
        let Step::Decided(decided) = self.step else {
            return Err(EngineError::Request("the look is not decided".to_owned()));
        };
        let compared = decided.finish(log);
        let (head, parts) = split(&compared.after, old.len());
        let count = parts.len();
        let key = |n| keys::snapshot_part(&self.key, count, n);
        let parts: Vec<Write> = parts
            .iter()
            .enumerate()
            .map(|(n, part)| Write { key: key(n), value: part.to_string() })
            .collect();
        let retired = old.into_iter().filter(|old| !parts.iter().any(|part| part.key == *old)).collect();
        Ok(SnapshotAnswer {
            records: compared.records.into_iter().flat_map(write_ahead).collect(),
            parts,
            head: Write { key: self.key, value: head.to_string() },
            retired,
            baseline: compared.baseline,
            again: compared.again,
            things: u32::try_from(compared.after.len()).unwrap_or(u32::MAX),
        })
    }
}

/// The values to store for the history of an object of Assets, of entries since a time (milliseconds since 1970, UTC).
/// `object` and `history` are answers of Assets, as JSON text.
pub fn asset_records(object: &str, history: &str, since: i64, now: i64) -> Result<Vec<Write>, EngineError> {
    let read = |text: &str| -> Result<Value, EngineError> {
        serde_json::from_str(text).map_err(|problem| EngineError::Answer("assets", problem.to_string()))
    };
    let object = read(object)?;
    let object = AssetObject::read(&object).map_err(|problem| seen(Kind::Assets, &problem))?;
    let records = asset_history(&object, &read(history)?, since, now);
    Ok(records.map_err(|problem| seen(Kind::Assets, &problem))?.into_iter().flat_map(write_ahead).collect())
}

fn of(of: SnapshotOf) -> Of {
    Of {
        id: of.id,
        key: of.key,
        name: of.name,
        content: of.content,
        space: of.space.map(|space| (space.id, space.key)),
        wiki: of.wiki,
    }
}

fn jql(actions: &[&str], since: i64) -> String {
    let minute = Moment::of(since).map_or_else(String::new, |at| {
        format!("{:04}-{:02}-{:02} {:02}:{:02}", at.year, at.month, at.day, at.hour, at.minute)
    });
    format!("action IN ({}) AND occurred >= \"{minute}\"", actions.join(", "))
}

fn damaged(key: &str, problem: &SnapshotError) -> EngineError {
    EngineError::Snapshot { key: key.to_owned(), problem: problem.to_string() }
}

fn seen(kind: Kind, problem: &SnapshotError) -> EngineError {
    EngineError::Answer(kind.name(), problem.to_string())
}

#[cfg(test)]
mod tests;
