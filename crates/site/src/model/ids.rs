//! Ids: numbers of their own for each kind of thing, never given twice.

use std::collections::{HashMap, HashSet};

/// Which ids are taken.
#[derive(Debug, Default)]
pub struct Ids {
    kinds: HashMap<&'static str, Kind>,
}

#[derive(Debug, Default)]
struct Kind {
    last: u64,
    /// Ids that did not come from the counter.
    claimed: HashSet<u64>,
}

/// Where the counters start: in ranges that imported data seldom uses.
fn first(kind: &str) -> u64 {
    match kind {
        "issue" | "comment" => 30_000,
        "worklog" => 20_000,
        "link" => 70_000,
        "history" => 500_000,
        "space" => 98_400,
        "content" => 131_072,
        _ => 10_000,
    }
}

impl Ids {
    /// A free id.
    pub fn next(&mut self, kind: &'static str) -> String {
        let kind_ids =
            self.kinds.entry(kind).or_insert_with(|| Kind { last: first(kind), ..Kind::default() });
        loop {
            kind_ids.last = kind_ids.last.saturating_add(1);
            if !kind_ids.claimed.contains(&kind_ids.last) {
                return kind_ids.last.to_string();
            }
        }
    }

    /// The wanted id when it is free, otherwise a free one.
    pub fn claim(&mut self, kind: &'static str, wanted: &str) -> String {
        let kind_ids =
            self.kinds.entry(kind).or_insert_with(|| Kind { last: first(kind), ..Kind::default() });
        let Ok(number) = wanted.parse::<u64>() else { return self.next(kind) };
        let counted = number > first(kind) && number <= kind_ids.last;
        if counted || !kind_ids.claimed.insert(number) {
            return self.next(kind);
        }
        wanted.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_id_is_given_twice() {
        let mut ids = Ids::default();
        assert_eq!(ids.next("link"), "70001");
        assert_eq!(ids.claim("link", "70001"), "70002");
        assert_eq!(ids.claim("link", "70003"), "70003");
        assert_eq!(ids.claim("link", "12"), "12");
        assert_eq!(ids.claim("link", "12"), "70004");
        assert_eq!(ids.claim("link", "not a number"), "70005");
    }
}
