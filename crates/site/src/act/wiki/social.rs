//! Looking at things, liking, marking, searching.

use super::content::tell;
use super::{To, Visit, missing, said};
use crate::act::Refused;
use crate::events::wiki;
use crate::model::wiki::{ContentKind, Relation, Target};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Marks something, or takes the mark back; one of `content`, `space` and `user` says what.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relate {
    /// `favourite`, `watch` and so on.
    pub name: String,
    /// Id of the content.
    #[serde(default, alias = "page")]
    pub content: Option<String>,
    /// Key or id of the space.
    #[serde(default)]
    pub space: Option<String>,
    /// Account id.
    #[serde(default)]
    pub user: Option<String>,
}

/// Searches for something.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// The words.
    pub query: String,
}

/// A like is told twice: as such, and as a relation.
pub(super) fn like(visit: &mut Visit, act: &To) -> Result<(), Refused> {
    let content = visit.content(&act.content)?;
    let (id, kind) = (content.id.clone(), content.kind);
    if !kind.tells("liked") {
        return Err(visit.not_allowed("like", &content.title));
    }
    mark(visit, "like", Target::Content(id.clone()))?;
    let relation = visit.events.pop();
    tell(visit, "liked", &id, |payload| payload)?;
    visit.events.extend(relation);
    Ok(())
}

/// There is no event of its own for this, only the end of the relation.
pub(super) fn unlike(visit: &mut Visit, act: &To) -> Result<(), Refused> {
    let id = visit.content(&act.content)?.id.clone();
    unmark(visit, "like", &Target::Content(id))
}

pub(super) fn view(visit: &mut Visit, act: &To) -> Result<(), Refused> {
    let id = visit.content(&act.content)?.id.clone();
    tell(visit, "viewed", &id, |payload| payload)
}

pub(super) fn relate(visit: &mut Visit, act: &Relate) -> Result<(), Refused> {
    let target = target(visit, act)?;
    mark(visit, &said("name", &act.name)?, target)
}

pub(super) fn unrelate(visit: &mut Visit, act: &Relate) -> Result<(), Refused> {
    let target = target(visit, act)?;
    unmark(visit, &act.name, &target)
}

pub(super) fn search(visit: &mut Visit, act: &Search) -> Result<(), Refused> {
    let query = said("query", &act.query)?;
    let words: Vec<String> = query.to_lowercase().split_whitespace().map(ToOwned::to_owned).collect();
    let found = visit.world.wiki.contents().filter(|content| {
        let text = format!("{} {}", content.title, content.body).to_lowercase();
        words.iter().all(|word| text.contains(word))
            && crate::permissions::sees(visit.world, &visit.caller, content)
    });
    let results = found.count();
    let kind = visit.caller.account(visit.world).map(|person| person.account_type.name());
    let payload = visit.payload("performed:search").with("query", query).with("results", results);
    visit.send(payload.with("accountType", kind.unwrap_or("anonymous")));
    Ok(())
}

fn target(visit: &Visit, act: &Relate) -> Result<Target, Refused> {
    match (&act.content, &act.space, &act.user) {
        (Some(id), None, None) => Ok(Target::Content(visit.content(id)?.id.clone())),
        (None, Some(key), None) => Ok(Target::Space(visit.space(key)?.id)),
        (None, None, Some(id)) => {
            let person = visit.world.person(id).ok_or_else(|| Refused::NoPerson(id.clone()))?;
            Ok(Target::Person(person.account_id.clone()))
        }
        _ => Err(Refused::BadRequest("exactly one of `content`, `space` and `user` says what".into())),
    }
}

fn mark(visit: &mut Visit, name: &str, to: Target) -> Result<(), Refused> {
    let who = visit.who.clone().ok_or_else(|| visit.not_allowed("mark", "anything"))?;
    let same = |relation: &Relation| relation.name == name && relation.who == who && relation.to == to;
    if visit.world.wiki.relations.iter().any(same) {
        return Err(Refused::NoChange(name.to_owned()));
    }
    let relation = Relation { name: name.to_owned(), who, to, since: visit.at };
    visit.world.wiki.relations.push(relation.clone());
    tell_relation(visit, "created", &relation);
    Ok(())
}

fn unmark(visit: &mut Visit, name: &str, to: &Target) -> Result<(), Refused> {
    let who = visit.who.clone().unwrap_or_default();
    let same = |relation: &Relation| relation.name == name && relation.who == who && relation.to == *to;
    let found = visit.world.wiki.relations.iter().position(same);
    let found = found.ok_or_else(|| missing("relation", name))?;
    let relation = visit.world.wiki.relations.remove(found);
    tell_relation(visit, "deleted", &relation);
    Ok(())
}

fn tell_relation(visit: &mut Visit, verb: &str, relation: &Relation) {
    let world = &visit.world;
    let target: Value = match &relation.to {
        Target::Content(id) => {
            let content = world.wiki.content(id);
            let written = content.map_or(Value::Null, |content| match content.kind {
                ContentKind::Comment | ContentKind::Attachment => wiki::comment_or_file(world, content),
                _ => wiki::content(world, content),
            });
            json!({ "content": written })
        }
        Target::Space(id) => {
            let space = world.spaces.iter().find(|space| space.id == *id);
            json!({ "space": space.map(|space| wiki::space(world, space, false)) })
        }
        Target::Person(id) => json!({ "user": wiki::person(world, Some(id)) }),
    };
    let source = json!({ "user": wiki::person(world, Some(&relation.who)) });
    let data = json!({ "createdBy": relation.who, "createdDate": crate::time::iso_time(relation.since) });
    let payload = visit.payload(&format!("{verb}:relation")).about_content(false);
    let payload = payload.with("relationName", relation.name.clone()).with("relationData", data);
    visit.send(payload.with("source", source).with("target", target));
}
