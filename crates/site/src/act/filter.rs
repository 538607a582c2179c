//! Filters: anybody's own.

use super::administer::{Change, FILTERS, named, none_such, replace};
use super::scheme::put;
use super::{Doing, Outcome, Refused};
use crate::events::told;
use crate::model::{AuditChange, AuditItem, Filter};
use serde::{Deserialize, Serialize};

/// Makes, changes or deletes a filter.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilterAct {
    /// What is done.
    pub change: Change,
    /// Name or id of the filter.
    pub filter: String,
    /// The new name.
    #[serde(default)]
    pub name: Option<String>,
    /// What it is for.
    #[serde(default)]
    pub description: Option<String>,
    /// The query.
    #[serde(default)]
    pub jql: Option<String>,
}

pub(super) fn perform(doing: &mut Doing, act: &FilterAct) -> Result<Outcome, Refused> {
    doing.only_staff("manage the filter", &act.filter)?;
    let all = &doing.world.setup.filters;
    let found = all.iter().find(|filter| filter.name == act.filter || filter.id == act.filter);
    let (mut filter, old) = if act.change == Change::Create {
        let filter = Filter {
            id: doing.world.ids.next("filter"),
            name: named(act.name.as_deref().or(Some(&act.filter)))?,
            description: String::new(),
            owner: doing.who.clone(),
            jql: String::new(),
        };
        (filter, None)
    } else {
        let offered = || all.iter().map(|filter| filter.name.as_str());
        let found = found.ok_or_else(|| none_such("filter", &act.filter, offered()))?.clone();
        if found.owner != doing.who {
            doing.only_administrator("change somebody else's filter", &act.filter)?;
        }
        (found.clone(), Some(found))
    };
    if act.change != Change::Delete {
        replace(&mut filter.name, act.name.as_ref());
        replace(&mut filter.description, act.description.as_ref());
        replace(&mut filter.jql, act.jql.as_ref());
        if old.as_ref() == Some(&filter) {
            return Err(Refused::NoChange(filter.name));
        }
    }
    let before = |of: fn(&Filter) -> &String| old.as_ref().map_or("", |old| of(old).as_str());
    let changes = [
        AuditChange::of("Name", before(|filter| &filter.name), &filter.name),
        AuditChange::of("JQL query", before(|filter| &filter.jql), &filter.jql),
    ];
    let object = AuditItem::new("FILTER", &filter.id, &filter.name);
    doing.audit(FILTERS, format!("Filter {}", act.change.past()), object, changes);
    let written = told::filter(doing.world, &filter);
    let event = doing.told(&format!("avi:jira:{}:filter", act.change.past()), &[("filter", written)]);
    let made = (act.change == Change::Create).then(|| filter.id.clone());
    put(&mut doing.world.setup.filters, act.change, filter, |filter| &filter.id);
    Ok(Outcome { events: vec![event], issue: None, made })
}
