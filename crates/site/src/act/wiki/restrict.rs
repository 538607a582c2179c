//! Who may see or change content.

use super::audit::{self, PERMISSIONS, note};
use super::content::tell;
use super::spaces::holder;
use super::{Visit, missing};
use crate::act::Refused;
use crate::model::wiki::{Changed, Content, Holder, Thing};
use serde::{Deserialize, Serialize};

/// Says who alone may see or change content; nobody named means everybody whom the space lets.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Restrict {
    /// Id of the content.
    #[serde(alias = "page", alias = "id")]
    pub content: String,
    /// `read` or `update`.
    pub operation: String,
    /// Account ids. Whoever restricts is added when somebody is named.
    #[serde(default)]
    pub users: Vec<String>,
    /// Names or ids of groups.
    #[serde(default)]
    pub groups: Vec<String>,
}

pub(super) fn restrict(visit: &mut Visit, act: &Restrict) -> Result<(), Refused> {
    let content = visit.editable(&act.content)?.clone();
    let reading = match act.operation.as_str() {
        "read" => true,
        "update" => false,
        other => return Err(missing("operation", other)),
    };
    let wanted = wanted(visit, act)?;
    let old = if reading { content.restrictions.read.clone() } else { content.restrictions.update.clone() };
    if old == wanted {
        return Err(Refused::NoChange(content.title));
    }
    let restrictions = &mut visit.content_mut(&content.id)?.restrictions;
    if reading {
        restrictions.read.clone_from(&wanted);
    } else {
        restrictions.update.clone_from(&wanted);
    }
    let kind = if reading { "View" } else { "Edit" };
    for gone in old.iter().filter(|holder| !wanted.contains(holder)) {
        record(visit, &content, "Content restriction removed", kind, gone, false)?;
    }
    for new in wanted.iter().filter(|holder| !old.contains(holder)) {
        record(visit, &content, "Content restriction added", kind, new, true)?;
    }
    tell(visit, "permissions_updated", &content.id, |payload| payload)
}

fn wanted(visit: &Visit, act: &Restrict) -> Result<Vec<Holder>, Refused> {
    let users = act.users.iter().map(|user| holder(visit, Some(user), None, false));
    let groups = act.groups.iter().map(|group| holder(visit, None, Some(group), false));
    let mut wanted: Vec<Holder> = users.chain(groups).collect::<Result<_, _>>()?;
    // Nobody can shut himself out.
    if !wanted.is_empty() {
        wanted.extend(visit.who.clone().map(Holder::User));
    }
    wanted.sort();
    wanted.dedup();
    Ok(wanted)
}

fn record(
    visit: &mut Visit,
    content: &Content,
    summary: &'static str,
    kind: &str,
    holder: &Holder,
    added: bool,
) -> Result<(), Refused> {
    let whom = audit::of_holder(visit.world, holder);
    let changed = [("Type", kind), (whom.kind, whom.name.as_str())];
    let changed = changed
        .map(
            |(name, value)| {
                if added { Changed::new(name, "", value) } else { Changed::new(name, value, "") }
            },
        )
        .into();
    // As recorded logs have it, what is affected is the one who may, and the content stands beside its space.
    let content_thing = Thing::new(content.kind.title(), &content.title);
    let associated = vec![content_thing, audit::of_space(visit.home(content)?)];
    note(visit, (PERMISSIONS, summary), whom, changed, associated);
    Ok(())
}
