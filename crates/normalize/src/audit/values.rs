//! Values that went from one to another, and who of them is a person.

use crate::changelog::is_account_id;
use activity_event::{Change, SubjectKind, Value};
use std::collections::BTreeMap;

/// Fields whose values are people. Where the value is no account it may be a name, and is left out.
const PEOPLE: &[&str] =
    &["project lead", "component lead", "lead", "owner", "space owner", "user", "users", "author"];

/// Fields of a person that say nothing of who it is; which permission somebody got is one. The values of all others are left
/// out.
const IMPERSONAL: &[&str] = &[
    "active / inactive",
    "active",
    "group",
    "groups",
    "application access",
    "type",
    "permission",
    "restriction",
];

/// What Jira's older keys of users stand for, as far as the records of a page say it themselves.
#[derive(Debug, Default)]
pub(super) struct Accounts(BTreeMap<String, String>);

impl Accounts {
    pub(super) fn add(&mut self, key: String, account: String) {
        self.0.insert(key, account);
    }

    /// One person, or several with commas between them: `[5b10, 557058:…]`.
    fn all(&self, text: &str) -> Option<String> {
        if !text.contains(',') {
            return self.of(text);
        }
        let all: Option<Vec<String>> = text.split(',').map(|text| self.of(text)).collect();
        all.map(|all| format!("[{}]", all.join(", ")))
    }

    /// The account of a person who is written as a key or an account id; none when it is neither, but may be a name.
    pub(super) fn of(&self, text: &str) -> Option<String> {
        let text = text.trim();
        let known = || self.0.get(text).cloned();
        known().or_else(|| (is_account_id(text) || is_user_key(text)).then(|| text.to_owned()))
    }
}

/// The keys that Jira gave to users: `ug:` and a UUID, or `JIRAUSER10100`.
fn is_user_key(text: &str) -> bool {
    let digits = text.strip_prefix("JIRAUSER").unwrap_or_default();
    text.starts_with("ug:") || (!digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()))
}

/// The fields of a record about a thing of kind `about`: name, before, after. Empty texts are no value.
pub(super) fn changed(
    about: SubjectKind,
    accounts: &Accounts,
    fields: Vec<(String, Side, Side)>,
) -> Vec<Change> {
    // `Type: Single user, Value: …` names a person as well.
    let says_user =
        |side: &Side| side.text.as_deref().is_some_and(|text| text.to_lowercase().contains("user"));
    let of_user =
        fields.iter().any(|(field, from, to)| folded(field) == "type" && (says_user(from) || says_user(to)));
    let change = |(field, from, to): (String, Side, Side)| {
        let name = folded(&field);
        let personal = PEOPLE.contains(&name.as_str())
            || (of_user && name == "value")
            || (about == SubjectKind::Person && !IMPERSONAL.contains(&name.as_str()));
        let (from, to) = (value(accounts, personal, from), value(accounts, personal, to));
        Change { field_id: None, field, from, to }
    };
    fields.into_iter().map(change).collect()
}

/// A value; of one that is personal only the account is kept, or else only that there was one.
fn value(accounts: &Accounts, personal: bool, side: Side) -> Option<Value> {
    let said = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let (text, shadow) = (said(side.text), said(side.shadow));
    if let Some(account) = text.as_deref().and_then(|text| accounts.all(text)) {
        return Some(Value::id(account));
    }
    if text.is_none() && shadow.is_none() {
        return None;
    }
    Some(if personal {
        Value { id: shadow.and_then(|id| accounts.of(&id)), text: None }
    } else {
        Value { id: shadow, text }
    })
}

fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

/// One side of a change, as the product writes it.
#[derive(Debug, Default)]
pub(super) struct Side {
    pub(super) text: Option<String>,
    /// What the product hides behind it: an id.
    pub(super) shadow: Option<String>,
}

/// Whether these changes switch a person's account on (`Some(true)`) or off.
pub(super) fn activity(changes: &[Change]) -> Option<bool> {
    let text =
        |value: &Option<Value>| value.as_ref().and_then(|value| value.text.as_deref()).map(str::to_lowercase);
    changes.iter().find_map(|change| {
        if !["active / inactive", "active"].contains(&change.field.trim().to_lowercase().as_str()) {
            return None;
        }
        match (text(&change.from)?.as_str(), text(&change.to)?.as_str()) {
            ("active" | "yes" | "true", "inactive" | "no" | "false") => Some(false),
            ("inactive" | "no" | "false", "active" | "yes" | "true") => Some(true),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(about: SubjectKind, fields: &[(&str, &str, &str)]) -> Change {
        let mut accounts = Accounts::default();
        accounts.add("ug:1".into(), "5b10".into());
        let side = |text: &str| Side { text: Some(text.to_owned()), shadow: None };
        let fields = fields.iter().map(|(field, from, to)| ((*field).to_owned(), side(from), side(to)));
        changed(about, &accounts, fields.collect()).pop().unwrap()
    }

    #[test]
    fn people_are_accounts_or_nobody() {
        let lead = one(SubjectKind::Project, &[("Project lead", "Made Up", "ug:1")]);
        assert_eq!((lead.from, lead.to), (Some(Value::default()), Some(Value::id("5b10"))));
        let users = one(SubjectKind::Project, &[("Users", "ug:1, ug:2", "Made Up, ug:1")]);
        assert_eq!((users.from, users.to), (Some(Value::id("[5b10, ug:2]")), Some(Value::default())));
        let permitted = one(SubjectKind::Person, &[("Type", "", "EDITSPACE")]);
        assert_eq!(permitted.to, Some(Value::text("EDITSPACE")));
        let mail = one(SubjectKind::Person, &[("E-Mail", "made.up@example.invalid", "")]);
        assert_eq!((mail.from, mail.to), (Some(Value::default()), None));
        let channel = one(SubjectKind::Project, &[("emailAddress", "", "help@example.invalid")]);
        assert_eq!(channel.to, Some(Value::text("help@example.invalid")));
        let grant = one(SubjectKind::Scheme, &[("Type", "", "Single user"), ("Value", "", "Made Up")]);
        assert_eq!(grant.to, Some(Value::default()));
        let grant = one(SubjectKind::Scheme, &[("Type", "", "Group"), ("Value", "", "night-shift")]);
        assert_eq!(grant.to, Some(Value::text("night-shift")));
    }

    #[test]
    fn an_account_is_switched_on_or_off() {
        let of = |field, from, to| activity(&[one(SubjectKind::Person, &[(field, from, to)])]);
        assert_eq!(of("Active / Inactive", "Active", "Inactive"), Some(false));
        assert_eq!(of("Active", "No", "Yes"), Some(true));
        assert_eq!(of("Active", "", "Yes"), None);
        assert_eq!(of("Groups", "Active", "Inactive"), None);
    }
}
