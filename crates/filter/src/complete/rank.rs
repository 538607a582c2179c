//! Which choices fit what has been typed, and which come first.

use super::item::{Candidate, ItemKind};
use crate::fold::fold;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How well a name fits. Better ones are less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It begins with what has been typed.
    Prefix,
    /// A word of it does, another name, or a mistake for it.
    Word,
    /// It holds it.
    Inside,
}

/// Those that fit, best first; equally good ones by use, then in the order of the catalogue.
pub(super) fn rank(
    candidates: Vec<Candidate>,
    prefix: &str,
    usage: &BTreeMap<String, u32>,
) -> Vec<Candidate> {
    let prefix = fold(prefix);
    let mut fitting: Vec<(Fit, Reverse<u32>, usize, Candidate)> = Vec::new();
    for candidate in candidates {
        let known = fitting
            .iter()
            .any(|(.., other)| (other.kind, &other.label) == (candidate.kind, &candidate.label));
        if let Some(fit) = fit(&prefix, &candidate).filter(|_| !known) {
            fitting.push((fit, Reverse(used(usage, &candidate)), fitting.len(), candidate));
        }
    }
    fitting.sort_unstable_by_key(|(fit, used, place, _)| (*fit, *used, *place));
    fitting.into_iter().map(|(.., candidate)| candidate).collect()
}

fn used(usage: &BTreeMap<String, u32>, candidate: &Candidate) -> u32 {
    let name = candidate.label.strip_suffix("()").unwrap_or(&candidate.label);
    usage.get(&candidate.label).or_else(|| usage.get(name)).copied().unwrap_or(0)
}

fn fit(prefix: &str, candidate: &Candidate) -> Option<Fit> {
    if prefix.is_empty() {
        return Some(Fit::Prefix);
    }
    // Keywords and operators are found by how they begin only: "d" is no wish for AND.
    let whole = matches!(candidate.kind, ItemKind::Keyword | ItemKind::Operator);
    let own = fit_name(prefix, &candidate.label).filter(|fit| !whole || *fit == Fit::Prefix);
    let aliases =
        candidate.aliases.iter().filter_map(|name| fit_name(prefix, name)).map(|fit| fit.max(Fit::Word));
    let mistaken = candidate.mistaken.iter().any(|name| fold(name).starts_with(prefix)).then_some(Fit::Word);
    own.into_iter().chain(aliases).chain(mistaken).min()
}

fn fit_name(prefix: &str, name: &str) -> Option<Fit> {
    let folded = fold(name);
    if folded.starts_with(prefix) {
        return Some(Fit::Prefix);
    }
    if words(name).any(|word| fold(word).starts_with(prefix)) {
        return Some(Fit::Word);
    }
    folded.contains(prefix).then_some(Fit::Inside)
}

/// The name from the start of every word on: `subjectType`, `Type`.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let pairs = name.char_indices().zip(name.chars().skip(1));
    let starts = pairs.filter(|((_, before), next)| {
        (!before.is_alphanumeric() && next.is_alphanumeric())
            || (before.is_lowercase() && next.is_uppercase())
    });
    starts.filter_map(|((at, before), _)| name.get(at.saturating_add(before.len_utf8())..))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_by_their_beginning_their_words_or_what_they_hold() {
        let table = [
            ("sub", "subjectType", Some(Fit::Prefix)),
            ("ty", "subjectType", Some(Fit::Word)),
            ("cr", "issue.created", Some(Fit::Word)),
            ("gory", "statusCategory", Some(Fit::Inside)),
            ("xyz", "statusCategory", None),
            ("ü", "ÜBER", Some(Fit::Prefix)),
        ];
        for (prefix, name, expect) in table {
            assert_eq!(fit_name(prefix, name), expect, "{prefix} {name}");
        }
    }
}
