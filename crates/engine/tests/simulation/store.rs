//! The platform's store: single keys are exact, listings lag behind, the root changes on condition.

use activity_engine::Write;
use activity_engine::keys::VALUE_BYTES_MAX;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The custom entity that changes on condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredRoot {
    pub(crate) generation: u32,
    pub(crate) body: Rc<str>,
}

/// Something to change.
#[derive(Debug, Clone)]
pub(crate) enum Request {
    Set(Vec<Write>),
    Delete(Vec<String>),
    /// Replaces the root, provided that its generation is the expected one (0: that there is none).
    Commit {
        root: StoredRoot,
        expected: u32,
        /// Write-ahead keys that it makes needless: nothing to the store, something to who watches.
        swallowed: Rc<[String]>,
    },
}

/// Something that has changed.
#[derive(Debug)]
pub(crate) enum Change {
    Deleted(String),
    Committed { root: StoredRoot, swallowed: Rc<[String]> },
}

/// A value and since when it is there; none when it was deleted.
type History = Vec<(i64, Option<Rc<str>>)>;

#[derive(Debug, Default)]
pub(crate) struct Store {
    keys: BTreeMap<String, History>,
    root: Option<StoredRoot>,
    changes: Vec<Change>,
}

impl Store {
    pub(crate) fn root(&self) -> Option<&StoredRoot> {
        self.root.as_ref()
    }

    pub(crate) fn get(&self, key: &str) -> Option<Rc<str>> {
        self.keys.get(key)?.last()?.1.clone()
    }

    /// Keys that are there now.
    pub(crate) fn keys(&self, prefix: &str) -> Vec<String> {
        self.below(prefix).filter(|(key, _)| self.get(key).is_some()).map(|(key, _)| key.clone()).collect()
    }

    fn below(&self, prefix: &str) -> impl Iterator<Item = (&String, &History)> {
        self.keys.range(prefix.to_owned()..).take_while(move |(key, _)| key.starts_with(prefix))
    }

    /// A page of a listing, and whether there are more. `seen` says for each key as of when it is shown.
    pub(crate) fn list(
        &self,
        prefix: &str,
        after: Option<&str>,
        limit: usize,
        mut seen: impl FnMut() -> i64,
    ) -> (Vec<(String, Rc<str>)>, bool) {
        let mut page = Vec::new();
        for (key, history) in
            self.below(prefix).filter(|(key, _)| after.is_none_or(|after| key.as_str() > after))
        {
            let at = seen();
            let version = history.iter().rev().find(|(since, _)| *since <= at);
            let Some(value) = version.and_then(|(_, value)| value.clone()) else { continue };
            if page.len() == limit {
                return (page, true);
            }
            page.push((key.clone(), value));
        }
        (page, false)
    }

    /// Does what is asked for. False when the condition of a commit did not hold.
    pub(crate) fn carry_out(&mut self, request: &Request, now: i64) -> bool {
        match request {
            Request::Set(writes) => writes.iter().for_each(|write| self.set(write, now)),
            Request::Delete(keys) => keys.iter().for_each(|key| self.delete(key, now)),
            Request::Commit { root, expected, swallowed } => {
                if self.root.as_ref().map_or(0, |root| root.generation) != *expected {
                    return false;
                }
                self.root = Some(root.clone());
                self.changes.push(Change::Committed { root: root.clone(), swallowed: Rc::clone(swallowed) });
            }
        }
        true
    }

    fn set(&mut self, write: &Write, now: i64) {
        let Write { key, value } = write;
        assert!(value.len() <= VALUE_BYTES_MAX, "value `{key}` has {} bytes", value.len());
        if !crate::shapes::may_change(key) {
            assert!(
                self.get(key).is_none_or(|old| *old == **value),
                "`{key}` is written with another content"
            );
        }
        self.keys.entry(key.clone()).or_default().push((now, Some(value.as_str().into())));
    }

    fn delete(&mut self, key: &str, now: i64) {
        if self.get(key).is_some() {
            self.keys.entry(key.to_owned()).or_default().push((now, None));
            self.changes.push(Change::Deleted(key.to_owned()));
        }
    }

    /// What has changed since this was asked.
    pub(crate) fn take_changes(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.changes)
    }
}
