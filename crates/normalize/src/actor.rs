//! Who did it, from what the payload says of people.

use crate::lenient::{Flag, Text};
use activity_event::{Actor, ActorKind, Certainty};
use serde::Deserialize;

/// The account under which the rules of Jira's own automation act: the same on every site.
const AUTOMATION: &str = "557058:f58131cb-b67d-43c7-b30d-6b58d40bd077";

/// A user as payloads write them. Only what may be kept is read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", expecting = "a user")]
pub(crate) struct Person {
    pub(crate) account_id: Text,
    account_type: Text,
}

/// What the root of a payload says about the actor.
pub(crate) struct Root<'a> {
    /// The root's `atlassianId`.
    pub(crate) atlassian_id: &'a Text,
    /// Whether this app itself caused the event.
    pub(crate) self_generated: Flag,
    /// Users elsewhere in the payload, whose account types are known.
    pub(crate) people: &'a [&'a Person],
}

impl Root<'_> {
    /// The actor as the root states it; none when it is silent.
    pub(crate) fn stated(&self) -> Option<Actor> {
        match self.atlassian_id.get() {
            Some(id) => Some(self.account(id)),
            None if self.self_generated.0 == Some(true) => Some(this_app()),
            None => None,
        }
    }

    /// The root's actor; else the person that the payload names in another place as the one who did it.
    pub(crate) fn stated_or(&self, person: Option<&Person>) -> Actor {
        let person = || person.and_then(|person| person.account_id.get());
        self.stated().or_else(|| person().map(|id| self.account(id))).unwrap_or_else(Actor::unknown)
    }

    /// The root's actor; else somebody who most likely did it, marked as inferred.
    pub(crate) fn stated_or_inferred(&self, person: Option<&Person>, from: &str) -> Actor {
        let person = || person.and_then(|person| person.account_id.get());
        let inferred = || {
            let id = person()?;
            Some(Actor { kind: self.account(id).kind, ..Actor::inferred(id, from) })
        };
        self.stated().or_else(inferred).unwrap_or_else(Actor::unknown)
    }

    fn account(&self, id: &str) -> Actor {
        let known = self.people.iter().find(|person| person.account_id.get() == Some(id));
        let kind = known.and_then(|person| person.account_type.get());
        account(id, kind, self.self_generated.0 == Some(true))
    }
}

/// An account that the payload names.
pub(crate) fn account(id: &str, account_type: Option<&str>, self_generated: bool) -> Actor {
    if id == "unidentified" || id == "anonymous" {
        return Actor::anonymous();
    }
    let kind = match account_type {
        Some("app") => ActorKind::App,
        Some("customer") => ActorKind::Customer,
        _ if self_generated => ActorKind::App,
        _ if id.starts_with("qm:") => ActorKind::Customer,
        _ => ActorKind::Person,
    };
    let kind = if id == AUTOMATION { ActorKind::Automation } else { kind };
    Actor { kind, ..Actor::stated(id) }
}

/// This app, when the payload says that it caused the event but not under which account.
pub(crate) fn this_app() -> Actor {
    Actor { account_id: None, kind: ActorKind::App, certainty: Certainty::Stated, inferred_from: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_follow_from_type_id_and_origin() {
        assert_eq!(account("5b10", None, false).kind, ActorKind::Person);
        assert_eq!(account("5b10", Some("atlassian"), false).kind, ActorKind::Person);
        assert_eq!(account("5b10", Some("app"), false).kind, ActorKind::App);
        assert_eq!(account("5b10", None, true).kind, ActorKind::App);
        assert_eq!(account("5b10", Some("customer"), false).kind, ActorKind::Customer);
        assert_eq!(account("qm:1:2", None, false).kind, ActorKind::Customer);
        assert_eq!(account(AUTOMATION, Some("app"), false).kind, ActorKind::Automation);
        assert_eq!(account("unidentified", None, false), Actor::anonymous());
    }

    #[test]
    fn nobody_named_is_unknown_unless_this_app_did_it() {
        let silent = Root { atlassian_id: &Text::default(), self_generated: Flag(None), people: &[] };
        assert_eq!(silent.stated_or(None), Actor::unknown());
        let own = Root { self_generated: Flag(Some(true)), ..silent };
        assert_eq!(own.stated_or(None), this_app());
    }
}
