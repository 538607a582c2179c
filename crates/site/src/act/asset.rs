//! Objects of Assets. Nothing is ever told of them: only their history says who did what, and ends with the object.

use super::{Doing, Outcome, Refused};
use crate::model::{Asset, Deed, ObjectType, Schema};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Makes, changes or deletes an object.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssetAct {
    /// What is done.
    pub change: AssetChange,
    /// Key or id of the object; left out when it is made.
    #[serde(default)]
    pub object: Option<String>,
    /// Name or key of the schema of a new object; the first when left out.
    #[serde(default)]
    pub schema: Option<String>,
    /// Name of the type of a new object; the schema's first when left out.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    /// The (new) name.
    #[serde(default)]
    pub name: Option<String>,
    /// Values by the name of the attribute; an empty one takes a value away.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

/// What is done with an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum AssetChange {
    Create,
    Update,
    Delete,
}

pub(super) fn perform(doing: &mut Doing, act: &AssetAct) -> Result<Outcome, Refused> {
    if !doing.world.setup.switches.assets {
        return Err(Refused::BadRequest("this site has no Assets".into()));
    }
    if !doing.is_agent() {
        return Err(doing.not_allowed("work with", "Assets"));
    }
    let made = match act.change {
        AssetChange::Create => create(doing, act)?,
        AssetChange::Update => update(doing, act)?,
        AssetChange::Delete => {
            let place = find(doing, act)?;
            doing.world.assets.objects.remove(place).id
        }
    };
    Ok(Outcome { made: Some(made), ..Outcome::default() })
}

fn create(doing: &mut Doing, act: &AssetAct) -> Result<String, Refused> {
    let (schema, kind) = wanted(doing, act)?;
    let name = act.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let name = name.ok_or(Refused::Empty("name"))?.to_owned();
    let values = values(&kind, &name, act)?;
    let (id, deed) = (doing.world.ids.next("asset"), doing.world.ids.next("asset history"));
    let found = doing.world.assets.schemas.iter_mut().find(|known| known.id == schema.id);
    let number = found.map_or(0, |known| {
        known.last_number = known.last_number.saturating_add(1);
        known.last_number
    });
    let first = Deed {
        id: deed,
        kind: 0,
        at: doing.at,
        by: doing.who.clone(),
        attribute: None,
        old: None,
        new: Some(name.clone()),
    };
    let mut asset = Asset {
        id: id.clone(),
        key: format!("{}-{number}", schema.key),
        schema: schema.id,
        kind: kind.id.clone(),
        label: name,
        values: Vec::new(),
        created: doing.at,
        updated: doing.at,
        history: vec![first],
    };
    for (attribute, value) in values {
        set(doing, &mut asset, &attribute, &value, &kind);
    }
    doing.world.assets.objects.push(asset);
    Ok(id)
}

fn update(doing: &mut Doing, act: &AssetAct) -> Result<String, Refused> {
    let place = find(doing, act)?;
    let found = doing.world.assets.objects.get(place).cloned();
    let mut asset = found.ok_or(Refused::Empty("object"))?;
    let kind = doing.world.assets.type_of(&asset).cloned();
    let kind = kind.ok_or_else(|| Refused::Missing { what: "type", id: asset.kind.clone() })?;
    let name = act.name.clone().unwrap_or_else(|| asset.label.clone());
    let before = asset.history.len();
    for (attribute, value) in values(&kind, &name, act)? {
        set(doing, &mut asset, &attribute, &value, &kind);
    }
    if asset.history.len() == before {
        return Err(Refused::NoChange(asset.key));
    }
    (asset.label, asset.updated) = (name, doing.at);
    let id = asset.id.clone();
    if let Some(kept) = doing.world.assets.objects.get_mut(place) {
        *kept = asset;
    }
    Ok(id)
}

/// Sets a value, and says so in the history.
fn set(doing: &mut Doing, asset: &mut Asset, attribute: &str, value: &str, kind: &ObjectType) {
    let old = asset.values.iter().find(|known| known.0 == attribute).map(|known| known.1.clone());
    if old.as_deref().unwrap_or_default() == value {
        return;
    }
    asset.values.retain(|known| known.0 != attribute);
    let new = (!value.is_empty()).then(|| value.to_owned());
    asset.values.extend(new.clone().map(|value| (attribute.to_owned(), value)));
    let number = match (&old, &new) {
        (None, _) => 1,
        (Some(_), Some(_)) => 2,
        (Some(_), None) => 3,
    };
    let name = kind.attributes.iter().find(|known| known.id == attribute).map(|known| known.name.clone());
    asset.history.push(Deed {
        id: doing.world.ids.next("asset history"),
        kind: number,
        at: doing.at,
        by: doing.who.clone(),
        attribute: name,
        old,
        new,
    });
}

/// Values by the id of their attribute, the name among them.
fn values(kind: &ObjectType, name: &str, act: &AssetAct) -> Result<Vec<(String, String)>, Refused> {
    let label = kind.attributes.first().map(|first| (first.id.clone(), name.to_owned()));
    let given = act.values.iter().map(|(wanted, value)| {
        let mut all = kind.attributes.iter().skip(1);
        let found = all.find(|known| known.name.eq_ignore_ascii_case(wanted));
        let offered = || kind.attributes.iter().skip(1).map(|known| known.name.as_str());
        let found = found.ok_or_else(|| Refused::not_offered("attribute", wanted, offered()))?;
        Ok((found.id.clone(), value.clone()))
    });
    label.into_iter().map(Ok).chain(given).collect()
}

fn wanted(doing: &Doing, act: &AssetAct) -> Result<(Schema, ObjectType), Refused> {
    let schemas = &doing.world.assets.schemas;
    let schema = match &act.schema {
        Some(wanted) => schemas.iter().find(|known| known.name == *wanted || known.key == *wanted),
        None => schemas.first(),
    };
    let names = || schemas.iter().map(|known| known.name.as_str());
    let asked = act.schema.as_deref().unwrap_or_default();
    let schema = schema.ok_or_else(|| Refused::not_offered("schema", asked, names()))?;
    let kind = match &act.kind {
        Some(wanted) => schema.types.iter().find(|known| known.name.eq_ignore_ascii_case(wanted)),
        None => schema.types.first(),
    };
    let names = || schema.types.iter().map(|known| known.name.as_str());
    let asked = act.kind.as_deref().unwrap_or_default();
    let kind = kind.ok_or_else(|| Refused::not_offered("type", asked, names()))?;
    Ok((schema.clone(), kind.clone()))
}

fn find(doing: &Doing, act: &AssetAct) -> Result<usize, Refused> {
    let wanted = act.object.as_deref().unwrap_or_default();
    let found = doing.world.assets.objects.iter().position(|asset| asset.id == wanted || asset.key == wanted);
    found.ok_or_else(|| Refused::Missing { what: "object", id: wanted.to_owned() })
}
