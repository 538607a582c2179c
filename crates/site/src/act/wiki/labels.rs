//! Labels of content, spaces and templates.

use super::{Visit, missing, said};
use crate::act::Refused;
use crate::events::wiki;
use crate::model::wiki::ContentKind;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Adds or removes a label; one of `content`, `space` and `template` says where.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    /// Id of the content.
    #[serde(default, alias = "page")]
    pub content: Option<String>,
    /// Key or id of the space.
    #[serde(default)]
    pub space: Option<String>,
    /// Id of the template.
    #[serde(default)]
    pub template: Option<String>,
    /// The label.
    pub name: String,
}

/// Where a label is.
enum Place {
    Content(String),
    Space(u64),
    Template(String),
}

/// A label that nobody used before is made at the same time, which is told too.
pub(super) fn add(visit: &mut Visit, act: &Tag) -> Result<(), Refused> {
    let name = said("name", &act.name)?.to_lowercase().replace(' ', "-");
    let place = place(visit, act)?;
    let labels = labels(visit, &place)?;
    if labels.contains(&name) {
        return Err(Refused::NoChange(name));
    }
    labels.push(name.clone());
    let fresh = !visit.world.wiki.labels.iter().any(|label| label.1 == name);
    if fresh {
        let id = visit.world.ids.next("label");
        visit.world.wiki.labels.push((id, name.clone()));
        tell(visit, "created", &name, &place)?;
    }
    tell(visit, "added", &name, &place)
}

/// A label that nobody uses any more goes away at the same time, which is told too.
pub(super) fn remove(visit: &mut Visit, act: &Tag) -> Result<(), Refused> {
    let name = said("name", &act.name)?.to_lowercase().replace(' ', "-");
    let place = place(visit, act)?;
    let labels = labels(visit, &place)?;
    let before = labels.len();
    labels.retain(|label| *label != name);
    if labels.len() == before {
        return Err(missing("label", &name));
    }
    tell(visit, "removed", &name, &place)?;
    let has = |labels: &Vec<String>| labels.contains(&name);
    let world = &visit.world;
    let used = world.wiki.contents().any(|content| has(&content.labels))
        || world.spaces.iter().any(|space| has(&space.labels))
        || world.wiki.templates.iter().any(|template| has(&template.labels));
    if !used {
        tell(visit, "deleted", &name, &place)?;
        visit.world.wiki.labels.retain(|label| label.1 != name);
    }
    Ok(())
}

fn place(visit: &Visit, act: &Tag) -> Result<Place, Refused> {
    match (&act.content, &act.space, &act.template) {
        (Some(id), None, None) => Ok(Place::Content(visit.editable(id)?.id.clone())),
        (None, Some(key), None) => {
            let space = visit.space(key)?;
            visit.need(space, "administer", "space", "label")?;
            Ok(Place::Space(space.id))
        }
        (None, None, Some(id)) => Ok(Place::Template(id.clone())),
        _ => Err(Refused::BadRequest(
            "exactly one of `content`, `space` and `template` says where the label is".into(),
        )),
    }
}

fn labels<'v>(visit: &'v mut Visit, place: &Place) -> Result<&'v mut Vec<String>, Refused> {
    match place {
        Place::Content(id) => Ok(&mut visit.content_mut(id)?.labels),
        Place::Space(id) => Ok(&mut visit.space_mut(*id)?.labels),
        Place::Template(id) => {
            let found = visit.world.wiki.templates.iter_mut().find(|template| template.id == *id);
            found.map(|template| &mut template.labels).ok_or_else(|| missing("template", id))
        }
    }
}

fn tell(visit: &mut Visit, verb: &str, name: &str, place: &Place) -> Result<(), Refused> {
    let world = &visit.world;
    let (member, written): (&str, Value) = match place {
        Place::Content(id) => {
            let content = world.wiki.content(id).ok_or_else(|| missing("content", id))?;
            let hung = matches!(content.kind, ContentKind::Comment | ContentKind::Attachment);
            let written =
                if hung { wiki::comment_or_file(world, content) } else { wiki::content(world, content) };
            ("content", written)
        }
        Place::Space(id) => {
            let space = world.spaces.iter().find(|space| space.id == *id);
            ("space", space.map_or(Value::Null, |space| wiki::space(world, space, false)))
        }
        Place::Template(id) => {
            let found = world.wiki.templates.iter().find(|template| template.id == *id);
            ("template", found.map_or(Value::Null, |template| wiki::template(world, template)))
        }
    };
    let label = wiki::label(world, name);
    let payload = visit.payload(&format!("{verb}:label")).about_content(false);
    visit.send(payload.with("label", label).with(member, written));
    Ok(())
}
