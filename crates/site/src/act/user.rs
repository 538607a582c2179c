//! Accounts. Events of users do not say who did it; both products send one when an account comes or goes, and Confluence
//! none when it changes.

use super::administer::{USERS, named, replace, silent};
use super::{Doing, Outcome, Refused, wiki};
use crate::events::told;
use crate::model::{AccountType, AuditChange, Person};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Makes or changes an account.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserAct {
    /// What is done.
    pub change: UserChange,
    /// Account id; made when a new account is given none.
    #[serde(default, alias = "accountId")]
    pub user: Option<String>,
    /// The (new) display name.
    #[serde(default)]
    pub name: Option<String>,
    /// IANA name of the time zone.
    #[serde(default)]
    pub zone: Option<String>,
}

/// What is done with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum UserChange {
    Create,
    Update,
    Delete,
    Deactivate,
    Reactivate,
}

pub(super) fn perform(doing: &mut Doing, act: &UserAct) -> Result<Outcome, Refused> {
    let wanted = act.user.as_deref().or(act.name.as_deref()).unwrap_or_default().to_owned();
    doing.only_administrator("manage the account", &wanted)?;
    if act.change == UserChange::Create {
        return create(doing, act);
    }
    let id = act.user.as_deref().ok_or(Refused::Empty("user"))?;
    let old = doing.world.person(id).ok_or_else(|| Refused::NoPerson(id.to_owned()))?.clone();
    let mut new = old.clone();
    match act.change {
        UserChange::Deactivate => new.active = false,
        UserChange::Reactivate => new.active = true,
        UserChange::Delete => {
            "Former user".clone_into(&mut new.display_name);
            new.active = false;
            new.roles.clear();
        }
        UserChange::Create | UserChange::Update => {
            replace(&mut new.display_name, act.name.as_ref());
            replace(&mut new.zone, act.zone.as_ref());
        }
    }
    let same = old.active == new.active && old.display_name == new.display_name && old.zone == new.zone;
    if same {
        return Err(Refused::NoChange(old.display_name));
    }
    if let Some(kept) = doing.world.person_mut(id) {
        kept.clone_from(&new);
    }
    let object = doing.user_item(id);
    if act.change == UserChange::Delete {
        for group in &mut doing.world.groups {
            group.members.retain(|member| member != id);
        }
        doing.audit(USERS, "User deleted", object, []);
        let event = doing.told_of("avi:jira:deleted:user", &[("user", json!({ "accountId": id }))]);
        let there = wiki::person_made(doing.world, doing.at, id, false);
        return Ok(Outcome { events: vec![event, there], ..Outcome::default() });
    }
    let word = |active: bool| if active { "Active" } else { "Inactive" };
    let changes = [
        AuditChange::of("Full name", &old.display_name, &new.display_name),
        AuditChange::of("Active / Inactive", word(old.active), word(new.active)),
    ];
    if changes.iter().any(Option::is_some) {
        doing.audit(USERS, "User updated", object, changes);
    }
    if old.active != new.active {
        wiki::person_switched(doing.world, doing.at, id, new.active);
    }
    if old.active != new.active && !doing.world.setup.switches.deactivation_event {
        return Ok(silent(None));
    }
    Ok(done(doing, "avi:jira:updated:user", &new))
}

fn create(doing: &mut Doing, act: &UserAct) -> Result<Outcome, Refused> {
    let name = named(act.name.as_deref())?;
    let account_id = match &act.user {
        Some(id) => id.clone(),
        None => format!("712020:{:0>8}-0000-4000-8000-00000000beef", doing.world.ids.next("account")),
    };
    if doing.world.person(&account_id).is_some() {
        return Err(Refused::NoChange(account_id));
    }
    let person = Person {
        account_id: account_id.clone(),
        display_name: name,
        account_type: AccountType::Atlassian,
        active: true,
        zone: act.zone.clone().unwrap_or_else(|| "Etc/UTC".into()),
        roles: Vec::new(),
        imported: false,
    };
    doing.world.add_person(person.clone());
    let object = doing.user_item(&account_id);
    let changes = [
        AuditChange::of("Full name", "", &person.display_name),
        AuditChange::of("Active / Inactive", "", "Active"),
    ];
    doing.audit(USERS, "User created", object, changes);
    let mut outcome = done(doing, "avi:jira:created:user", &person);
    outcome.events.push(wiki::person_made(doing.world, doing.at, &account_id, true));
    outcome.made = Some(account_id);
    Ok(outcome)
}

fn done(doing: &Doing, event: &str, person: &Person) -> Outcome {
    let event = doing.told_of(event, &[("user", told::user_details(doing.world, person))]);
    Outcome { events: vec![event], ..Outcome::default() }
}
