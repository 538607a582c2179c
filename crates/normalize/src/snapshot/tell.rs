//! Differences become records.

use super::compare::{Difference, compared};
use super::holder::{is_person, parts_of};
use super::items::{Facts, Snapshot};
use super::kind::{Form, Kind, Of, Row};
use crate::identity::digest;
use activity_event::{
    Action, Change, Container, ContainerKind, Content, ContentRole, Event, EventId, Moment, Product,
    Provenance, Subject, SubjectKind, Value,
};
use std::collections::BTreeMap;

/// What is the same for all records of a comparison.
pub(super) struct Teller<'a> {
    pub(super) kind: Kind,
    pub(super) of: &'a Of,
    /// When the last complete reading began, and the one before it.
    pub(super) at: Option<i64>,
    pub(super) was: Option<i64>,
    /// When this look was taken.
    pub(super) now: i64,
    /// The snapshot after it: what things are called of which only a part differs.
    pub(super) after: &'a Snapshot,
}

/// Switches as the product's own events call them, and as people do.
const SWITCHES: &[(&str, &str, &str)] = &[
    ("votingEnabled", "jira.option.voting", "Voting"),
    ("watchingEnabled", "jira.option.watching", "Watching"),
    ("unassignedIssuesAllowed", "jira.option.allowunassigned", "Unassigned issues"),
    ("subTasksEnabled", "jira.option.allowsubtasks", "Sub-tasks"),
    ("issueLinkingEnabled", "jira.option.issuelinking", "Issue linking"),
    ("timeTrackingEnabled", "jira.option.timetracking", "Time tracking"),
    ("attachmentsEnabled", "jira.option.allowattachments", "Attachments"),
];

/// A record, and since when it may have happened.
pub(super) type Told = (Event, i64);

/// The records of differences by id.
pub(super) fn tell(teller: &Teller<'_>, differences: &BTreeMap<String, Difference>) -> Vec<Told> {
    let Some(row) = teller.kind.row() else { return Vec::new() };
    match row.form {
        Form::Things => differences.iter().filter_map(|(id, it)| teller.thing(row, id, it)).collect(),
        Form::Members => differences.iter().filter_map(|(id, it)| teller.member(row, id, it)).collect(),
        Form::Owned => teller.owned(row, differences),
        Form::Parts => {
            let parts = differences.iter().map(|(id, it)| (id.as_str(), it));
            let changes: Vec<Change> = parts.filter_map(|(id, it)| part_change(id, it)).collect();
            let earlier = differences.values().any(is_earlier);
            let record = || teller.record(row, row.changed, teller.of_subject(row), changes, earlier);
            if differences.is_empty() { Vec::new() } else { vec![record()] }
        }
    }
}

fn is_earlier(difference: &Difference) -> bool {
    matches!(difference, Difference::Gone(_, true))
}

impl Teller<'_> {
    /// A thing of its own: appeared, gone, or with other facts.
    fn thing(&self, row: &Row, id: &str, difference: &Difference) -> Option<Told> {
        let (facts, action, changes) = match difference {
            Difference::Appeared(facts) => (facts, row.appeared, fact_changes(None, Some(facts))),
            Difference::Gone(facts, _) => (facts, row.gone, fact_changes(Some(facts), None)),
            Difference::Changed(before, after) => {
                let changes = fact_changes(Some(before), Some(after));
                (after, changed_action(row, &changes), changes)
            }
        };
        if row.kind == Kind::Settings {
            return self.switch(row, id, difference);
        }
        let key = facts.get("~key").map(String::as_str);
        let subject = subject(row.subject, id, key, facts.get("name").cloned());
        let mut record = self.record(row, action, subject, changes, is_earlier(difference));
        if row.kind == Kind::Workflows {
            record.0.revision = facts.get("version").cloned();
        }
        Some(record)
    }

    /// A switch that was used, said as the live event says it. One that the product begins or stops to tell of was not used.
    fn switch(&self, row: &Row, id: &str, difference: &Difference) -> Option<Told> {
        let Difference::Changed(before, after) = difference else { return None };
        let (key, title) =
            SWITCHES.iter().find(|switch| switch.0 == id).map_or((id, id), |switch| (switch.1, switch.2));
        let word = |facts: &Facts| {
            let on = facts.get("value").is_some_and(|value| value == "true");
            Some(Value::text(if on { "on" } else { "off" }))
        };
        let change = Change {
            field_id: Some(key.to_owned()),
            field: title.to_owned(),
            from: word(before),
            to: word(after),
        };
        let subject = subject(row.subject, key, Some(key), Some(title.to_owned()));
        Some(self.record(row, row.changed, subject, vec![change], false))
    }

    /// Somebody who belongs, or no longer belongs, to something.
    fn member(&self, row: &Row, id: &str, difference: &Difference) -> Option<Told> {
        let (facts, action) = match difference {
            Difference::Appeared(facts) => (facts, row.appeared),
            Difference::Gone(facts, _) => (facts, row.gone),
            Difference::Changed(..) => return None,
        };
        let (subject, member) = match id.split_once('/').filter(|_| row.kind == Kind::RoleMembers) {
            Some((role, holder)) => {
                let (holder_type, holder_id) = holder.split_once(':').unwrap_or((holder, ""));
                let member = holder_value(holder_type, holder_id, facts);
                (subject(row.subject, role, None, facts.get("~owner").cloned()), member)
            }
            None => (self.of_subject(row), Value::id(id)),
        };
        let (from, to) = if action == row.appeared { (None, Some(member)) } else { (Some(member), None) };
        let change = Change { field_id: Some("member".to_owned()), field: "member".to_owned(), from, to };
        Some(self.record(row, action, subject, vec![change], is_earlier(difference)))
    }

    /// One record for each scheme that differs, or of which a part does.
    fn owned(&self, row: &Row, differences: &BTreeMap<String, Difference>) -> Vec<Told> {
        let mut owners: BTreeMap<&str, (Option<&Difference>, Vec<Change>, bool)> = BTreeMap::new();
        for (id, difference) in differences {
            let (owner, part) =
                id.split_once('/').map_or((id.as_str(), None), |(owner, part)| (owner, Some(part)));
            let entry = owners.entry(owner).or_default();
            match part {
                Some(part) => entry.1.extend(part_change(part, difference)),
                None => entry.0 = Some(difference),
            }
            entry.2 |= is_earlier(difference);
        }
        let record = |(id, (own, parts, earlier)): (&str, (Option<&Difference>, Vec<Change>, bool))| {
            let (action, facts, mut changes) = match own {
                Some(Difference::Appeared(facts)) => {
                    (row.appeared, Some(facts), fact_changes(None, Some(facts)))
                }
                Some(Difference::Gone(facts, _)) => (row.gone, Some(facts), fact_changes(Some(facts), None)),
                Some(Difference::Changed(before, after)) => {
                    (row.changed, Some(after), fact_changes(Some(before), Some(after)))
                }
                None => (row.changed, None, Vec::new()),
            };
            changes.extend(parts);
            let facts = facts.or_else(|| self.after.items.get(id).map(|item| &item.facts));
            let title = facts.and_then(|facts| facts.get("name").cloned());
            self.record(row, action, subject(row.subject, id, None, title), changes, earlier)
        };
        owners.into_iter().map(record).collect()
    }

    /// What the list is of, as a subject.
    fn of_subject(&self, row: &Row) -> Subject {
        let kind = match (row.kind, self.of.content.as_deref()) {
            (Kind::Restrictions, Some("blogpost")) => SubjectKind::BlogPost,
            (Kind::Restrictions, Some(content)) if content != "page" => SubjectKind::OtherContent,
            _ => row.subject,
        };
        subject(kind, &self.of.id, self.of.key.as_deref(), self.of.name.clone())
    }

    fn container(&self, row: &Row) -> Option<Container> {
        let (kind, id, key, name) = match row.kind {
            Kind::RoleMembers => (ContainerKind::Project, &self.of.id, &self.of.key, &self.of.name),
            Kind::SpacePermissions => (ContainerKind::Space, &self.of.id, &self.of.key, &self.of.name),
            Kind::Restrictions => {
                let (id, key) = self.of.space.as_ref()?;
                (ContainerKind::Space, id, key, &None)
            }
            _ => return None,
        };
        Some(Container { kind, id: id.clone(), key: key.clone(), name: name.clone() })
    }

    fn record(
        &self,
        row: &Row,
        action: Action,
        subject: Subject,
        changes: Vec<Change>,
        earlier: bool,
    ) -> Told {
        let since = if earlier { self.was.or(self.at) } else { self.at }.unwrap_or(self.now);
        let action = match self.of.content.as_deref() {
            Some(content) if row.kind == Kind::Restrictions => {
                Action::parse(&format!("{content}.permissions-updated")).unwrap_or(action)
            }
            _ => action,
        };
        let id = EventId::derive(&[
            "snapshot",
            row.name,
            &self.of.id,
            subject.id.as_deref().unwrap_or_default(),
            action.name(),
            &digest(&changes),
            &since.to_string(),
        ]);
        let record = Event {
            id,
            occurred: self.now,
            recorded: self.now,
            product: if self.of.wiki { Product::Confluence } else { row.product },
            action,
            container: self.container(row),
            subject,
            changes,
            content: vec![Content::plain(ContentRole::Body, window(since, self.now))],
            provenance: Provenance::SnapshotDiff,
            source: format!("snapshot:{}", row.name),
            ..Event::blank()
        };
        (record, since)
    }
}

/// When it happened, in words.
fn window(since: i64, now: i64) -> String {
    let text = |at: i64| Moment::of(at).map_or_else(|| at.to_string(), |moment| moment.to_string());
    format!(
        "Happened between {} and {}: found by comparing what is there with what was there.",
        text(since),
        text(now)
    )
}

fn subject(kind: SubjectKind, id: &str, key: Option<&str>, title: Option<String>) -> Subject {
    Subject { kind, id: Some(id.to_owned()), key: key.map(str::to_owned), title, parent: None }
}

/// Whether an account was switched on or off says more than that it changed.
fn changed_action(row: &Row, changes: &[Change]) -> Action {
    let active = changes.iter().find(|change| change.field_id.as_deref() == Some("active"));
    let to = active.and_then(|change| change.to.as_ref()).and_then(|to| to.text.as_deref());
    match to.filter(|_| row.kind == Kind::Users) {
        Some("false") => const { Action::named("person.deactivated") },
        Some("true") => const { Action::named("person.reactivated") },
        _ => row.changed,
    }
}

/// What is said of facts that differ: all of them when the thing is new or gone.
fn fact_changes(before: Option<&Facts>, after: Option<&Facts>) -> Vec<Change> {
    let value = |facts: Option<&Facts>, name: &str| facts.and_then(|facts| facts.get(name)).cloned();
    let mut names: Vec<&String> =
        before.into_iter().chain(after).flat_map(compared).map(|(name, _)| name).collect();
    names.sort_unstable();
    names.dedup();
    let change = |name: &String| {
        let (from, to) = (value(before, name), value(after, name));
        // What one of two looks does not say has not changed.
        let says = before.is_none() || after.is_none() || (from.is_some() && to.is_some());
        let text = |value: Option<String>| value.filter(|text| !text.is_empty()).map(Value::text);
        (says && from != to).then(|| Change {
            field_id: Some(name.clone()),
            field: label(name).to_owned(),
            from: text(from),
            to: text(to),
        })
    };
    names.into_iter().filter_map(change).collect()
}

fn label(fact: &str) -> &str {
    match fact {
        "name" => "Name",
        "description" => "Description",
        "active" => "Active",
        "accountType" => "Account type",
        "version" => "Version",
        "updated" => "Updated",
        "defaultSecurityLevelId" => "Default security level",
        other => other,
    }
}

/// A part that was gained or lost.
fn part_change(id: &str, difference: &Difference) -> Option<Change> {
    let (what, holder_type, holder_id) = parts_of(id);
    let (facts, gained) = match difference {
        Difference::Appeared(facts) => (facts, true),
        Difference::Gone(facts, _) => (facts, false),
        Difference::Changed(..) => return None,
    };
    let holder = Some(holder_value(holder_type, holder_id, facts));
    let (from, to) = if gained { (None, holder) } else { (holder, None) };
    let field = facts.get("~field").cloned().unwrap_or_else(|| what.to_owned());
    Some(Change { field_id: Some(what.to_owned()), field, from, to })
}

/// Who holds something. Of people the account id alone is said.
fn holder_value(holder_type: &str, id: &str, facts: &Facts) -> Value {
    if is_person(holder_type) {
        return Value::id(id);
    }
    let name = facts.get("~to").map_or(id, String::as_str);
    let text = [holder_type, name].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    Value { id: Some(id.to_owned()).filter(|id| !id.is_empty()), text: Some(text) }
}
