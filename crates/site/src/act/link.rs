//! Links between issues. Both ends get a changelog entry.

use super::{Doing, Outcome, Refused, change};
use crate::events::{self, LinkEnds};
use crate::model::{Item, Link, LinkType};
use serde::{Deserialize, Serialize};

/// Links an issue to another.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Connect {
    /// Key or id of the issue.
    #[serde(alias = "key")]
    pub issue: String,
    /// Key or id of the other issue.
    #[serde(alias = "other", alias = "target")]
    pub to: String,
    /// Name of the link type, or of one of its ends; `Relates` when left out.
    #[serde(default, rename = "type", alias = "linkType")]
    pub kind: Option<String>,
}

/// Takes a link away.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unlink {
    /// Key or id of the issue.
    #[serde(alias = "key")]
    pub issue: String,
    /// Id of the link; the newest one when left out.
    #[serde(default, alias = "id", alias = "linkId")]
    pub link: Option<String>,
    /// Key of the issue at the other end, instead of the link's id.
    #[serde(default, alias = "other")]
    pub to: Option<String>,
}

pub(super) fn connect(doing: &mut Doing, act: &Connect) -> Result<Outcome, Refused> {
    let here = doing.find_as_staff(&act.issue, "link")?;
    let there = doing.find(&act.to)?;
    if here == there {
        return Err(Refused::BadValue {
            field: "to".into(),
            value: act.to.clone(),
            help: "an issue cannot be linked to itself",
        });
    }
    let wanted = act.kind.as_deref().unwrap_or("Relates");
    let (kind, outward) = find_kind(doing, wanted)?;
    let (source, destination) = if outward { (here, there) } else { (there, here) };
    let other = doing.issue(destination)?.id.clone();
    if doing.issue(source)?.links.iter().any(|link| link.outward && link.kind == kind && link.other == other)
    {
        return Err(Refused::NoChange(act.issue.clone()));
    }
    let id = doing.world.ids.next("link");
    add(doing, source, destination, Link { id: id.clone(), kind: kind.clone(), other, outward: true })?;
    let ends = ends(doing, &id, &kind, source, destination)?;
    let mut outcome =
        Outcome { events: vec![events::linked(doing.world, &ends, doing.at)], ..Outcome::default() };
    for (index, text, other) in [(source, &kind.outward, destination), (destination, &kind.inward, source)] {
        let (key, text) = said(doing, text, other)?;
        let item = Item::new("Link", "issuelinks").after(Some(key), Some(text));
        outcome.events.extend(change::record(doing, index, vec![item], "issue_updated")?.events);
    }
    outcome.issue = Some(doing.issue(here)?.key.clone());
    outcome.made = Some(id);
    Ok(outcome)
}

pub(super) fn unlink(doing: &mut Doing, act: &Unlink) -> Result<Outcome, Refused> {
    let here = doing.find_as_staff(&act.issue, "unlink")?;
    let issue = doing.issue(here)?;
    let other_id = act.to.as_deref().map(|key| doing.find(key)).transpose()?;
    let other_id = other_id.map(|index| doing.issue(index)).transpose()?.map(|other| other.id.clone());
    let found = issue.links.iter().rev().find(|link| {
        act.link.as_ref().is_none_or(|id| link.id == *id)
            && other_id.as_ref().is_none_or(|id| link.other == *id)
    });
    let wanted = act.link.as_deref().or(act.to.as_deref()).unwrap_or("at all");
    let link = found.ok_or_else(|| Refused::not_there(&issue.key, "link", Some(wanted)))?.clone();
    let there = doing.find(&link.other)?;
    let (source, destination) = if link.outward { (here, there) } else { (there, here) };
    let ends = ends(doing, &link.id, &link.kind, source, destination)?;
    for index in [source, destination] {
        doing.issue_mut(index)?.links.retain(|kept| kept.id != link.id);
    }
    let mut outcome =
        Outcome { events: vec![events::unlinked(doing.world, &ends, doing.at)], ..Outcome::default() };
    for (index, text, other) in
        [(source, &link.kind.outward, destination), (destination, &link.kind.inward, source)]
    {
        let (key, text) = said(doing, text, other)?;
        let item = Item::new("Link", "issuelinks").before(Some(key), Some(text));
        outcome.events.extend(change::record(doing, index, vec![item], "issue_updated")?.events);
    }
    outcome.issue = Some(doing.issue(here)?.key.clone());
    Ok(outcome)
}

/// The kind of this name, and whether the name is that of the source's end.
fn find_kind(doing: &Doing, wanted: &str) -> Result<(LinkType, bool), Refused> {
    let fits = |name: &str| name.eq_ignore_ascii_case(wanted);
    let all = &doing.world.link_types;
    let found = all.iter().find(|kind| fits(&kind.name) || fits(&kind.outward) || fits(&kind.inward));
    let kind = found.ok_or_else(|| {
        Refused::not_offered("link type", wanted, all.iter().map(|kind| kind.name.as_str()))
    })?;
    Ok((kind.clone(), fits(&kind.name) || fits(&kind.outward)))
}

fn add(doing: &mut Doing, source: usize, destination: usize, link: Link) -> Result<(), Refused> {
    let back = Link { other: doing.issue(source)?.id.clone(), outward: false, ..link.clone() };
    doing.issue_mut(source)?.links.push(link);
    doing.issue_mut(destination)?.links.push(back);
    Ok(())
}

fn ends(doing: &Doing, id: &str, kind: &LinkType, source: usize, there: usize) -> Result<LinkEnds, Refused> {
    let end = |index: usize| {
        let issue = doing.issue(index)?;
        let project = doing.world.project(&issue.project).map(|project| project.id.clone());
        Ok((issue.id.clone(), project.unwrap_or_default()))
    };
    Ok(LinkEnds { id: id.to_owned(), kind: kind.clone(), source: end(source)?, destination: end(there)? })
}

/// The other issue's key, and what the changelog says: `This issue blocks PAY-1`.
fn said(doing: &Doing, end: &str, other: usize) -> Result<(String, String), Refused> {
    let key = doing.issue(other)?.key.clone();
    let text = format!("This issue {end} {key}");
    Ok((key, text))
}
