//! Links: an import tells what is linked, and its changelogs tell when.

use super::adopt::link_type;
use super::line::text;
use super::summary::Summary;
use crate::events::{self, Emitted, LinkEnds};
use crate::model::{History, Issue, Link, LinkType, World};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// A link as an issue of the file has it.
#[derive(Debug, Clone)]
struct Listed {
    id: String,
    kind: LinkType,
    other_id: String,
    outward: bool,
}

/// All links of a file.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// By key of the issue that lists it and key of the other.
    listed: HashMap<(String, String), Listed>,
    /// Link ids of the file and the ids they got here.
    ids: HashMap<String, String>,
    /// What was told already: whether made or removed, and the link's id.
    told: HashSet<(bool, String)>,
}

impl Links {
    /// Takes the links an issue lists.
    pub(super) fn collect(&mut self, world: &mut World, site: &str, key: &str, fields: &Value) {
        for part in fields.get("issuelinks").and_then(Value::as_array).into_iter().flatten() {
            let outward = part.get("outwardIssue");
            let Some(other) = outward.or_else(|| part.get("inwardIssue")) else { continue };
            let (Some(id), Some(other_key)) = (text(part, "id"), text(other, "key")) else { continue };
            let Some(kind) = part.get("type").and_then(link_type) else { continue };
            let known =
                self.ids.entry(format!("{site} {id}")).or_insert_with(|| world.ids.claim("link", &id));
            let other_id = text(other, "id").unwrap_or_default();
            let listed = Listed { id: known.clone(), kind, other_id, outward: outward.is_some() };
            self.listed.insert((key.to_owned(), other_key), listed);
        }
    }

    /// Gives the issues of the world their links.
    pub(super) fn settle(&self, world: &mut World) {
        let mut all: Vec<_> = self.listed.iter().collect();
        all.sort_by(|a, b| a.0.cmp(b.0));
        for ((key, other), listed) in all {
            let other =
                world.find_issue(other).and_then(|index| world.issue(index)).map(|issue| issue.id.clone());
            let other = other.unwrap_or_else(|| listed.other_id.clone());
            let Some(issue) = world.find_issue(key).and_then(|index| world.issue_mut(index)) else {
                continue;
            };
            let link =
                Link { id: listed.id.clone(), kind: listed.kind.clone(), other, outward: listed.outward };
            issue.links.push(link);
        }
    }

    /// The link events a changelog entry tells of.
    pub(super) fn tell(
        &mut self,
        world: &mut World,
        issue: &Issue,
        history: &History,
        summary: &mut Summary,
    ) -> Vec<Emitted> {
        let mut events = Vec::new();
        for item in history.items.iter().filter(|item| item.field == "Link") {
            let (made, key, said) = match (&item.to, &item.from) {
                (Some(to), _) => (true, to, &item.to_string),
                (None, Some(from)) => (false, from, &item.from_string),
                (None, None) => continue,
            };
            let listed = self.listed.get(&(issue.key.clone(), key.clone())).cloned();
            let Some(ends) = ends(world, issue, key, said.as_deref().unwrap_or_default(), listed) else {
                summary.note("links whose other end is not in the file");
                continue;
            };
            if self.told.insert((made, ends.id.clone())) {
                summary.happened(if made { "link made" } else { "link removed" });
                let event = if made { events::linked } else { events::unlinked };
                events.push(event(world, &ends, history.created));
            }
        }
        events
    }
}

fn ends(world: &mut World, issue: &Issue, key: &str, said: &str, listed: Option<Listed>) -> Option<LinkEnds> {
    let other = world.find_issue(key).and_then(|index| world.issue(index));
    let project = |key: &str| world.project(key).map(|project| project.id.clone()).unwrap_or_default();
    let there = other.map(|other| (other.id.clone(), project(&other.project)));
    let there = there.or_else(|| listed.as_ref().map(|listed| (listed.other_id.clone(), String::new())))?;
    let here = (issue.id.clone(), project(&issue.project));
    let (id, kind, outward) = if let Some(listed) = listed {
        (listed.id, listed.kind, listed.outward)
    } else {
        let (kind, outward) = spoken(world, said, key);
        (world.ids.next("link"), kind, outward)
    };
    let (source, destination) = if outward { (here, there) } else { (there, here) };
    Some(LinkEnds { id, kind, source, destination })
}

/// The kind of link in `This issue blocks ABC-1`; words nobody knows become a kind of their own.
fn spoken(world: &World, said: &str, key: &str) -> (LinkType, bool) {
    let words = said.strip_prefix("This issue ").unwrap_or(said).trim_end_matches(key).trim();
    for kind in &world.link_types {
        if kind.outward == words || kind.inward == words {
            return (kind.clone(), kind.outward == words);
        }
    }
    let words = words.to_owned();
    (LinkType { id: String::new(), name: words.clone(), inward: words.clone(), outward: words }, true)
}
