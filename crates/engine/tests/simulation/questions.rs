//! Queries, and what they mean.

use crate::records::BEGIN;
use activity_engine::event::{ContainerKind, Event, EventId};
use activity_engine::filter::Tables;
use activity_engine::{BundledZones, CheckRequest, ContainerRef, QueryRequest, Scope, select};
use chrono::DateTime;
use fastrand::Rng;
use std::collections::BTreeSet;

/// A query and who asks.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    pub(crate) jql: String,
    pub(crate) scope: Scope,
    now: i64,
}

const QUERIES: [&str; 26] = [
    "",
    "",
    "ORDER BY occurred ASC",
    "action = issue.created",
    "action in (worklog.created, page.created) ORDER BY occurred ASC",
    "actor = account-1",
    "project = PAY",
    "project = DOCS",
    "project = DOCS or project is EMPTY",
    "project in (OPS, DOCS) and action != issue.created",
    "project is EMPTY",
    "occurred >= -1m",
    "occurred >= -2d",
    "occurred < -3d ORDER BY occurred ASC",
    "occurred > -90d and occurred <= -1d",
    "text ~ keys",
    "subject = PAY-4 or subject = OPS-3",
    "not (project = PAY or action = issue.updated)",
    "issue = PAY-4",
    "issue in (OPS-3, 6) and actor = account-1 ORDER BY occurred ASC",
    "issue = pay-2 and subjectType = issue",
    "thread = OPS-5 or actor = account-2",
    "text ~ disk",
    "subject ~ \"signing keys\" and actor = account-1",
    "thread = 7 ORDER BY occurred ASC",
    "actor in (account-0, account-9) and subjectType = worklog",
];

impl Question {
    /// Any query.
    pub(crate) fn draw(dice: &mut Rng, now: i64) -> Self {
        let one = |kind, id: &str| ContainerRef { kind, id: id.to_owned() };
        let scope = match dice.u8(0..6) {
            0 => Scope::Containers(vec![one(ContainerKind::Project, "10000")]),
            1 => Scope::Containers(vec![
                one(ContainerKind::Space, "10000"),
                one(ContainerKind::Project, "10001"),
            ]),
            _ => Scope::All,
        };
        Self { jql: QUERIES[dice.usize(0..QUERIES.len())].to_owned(), scope, now }
    }

    /// Everything, newest or oldest first.
    pub(crate) fn everything(oldest_first: bool, now: i64) -> Self {
        let jql = if oldest_first { "ORDER BY occurred ASC" } else { "" };
        Self { jql: jql.to_owned(), scope: Scope::All, now }
    }

    /// What an event's own action, subject and minute find.
    pub(crate) fn about(event: &Event) -> Self {
        let subject = event.subject.key.as_ref().or(event.subject.id.as_ref()).unwrap();
        let minute = |ahead| {
            let at = DateTime::from_timestamp_millis(event.occurred + ahead).unwrap();
            at.format("%Y-%m-%d %H:%M").to_string()
        };
        let jql = format!(
            "action = {} and subject = \"{subject}\" and occurred >= \"{}\" and occurred < \"{}\"",
            event.action.name(),
            minute(0),
            minute(60_000),
        );
        Self { jql, scope: Scope::All, now: BEGIN }
    }

    /// Everything about the thing that an event belongs to.
    pub(crate) fn about_thread(event: &Event) -> Self {
        let subject = &event.subject;
        let (id, key) = match &subject.parent {
            Some(parent) => (&parent.id, &parent.key),
            None => (&subject.id, &subject.key),
        };
        let jql = format!("thread = \"{}\"", key.as_ref().or(id.as_ref()).unwrap());
        Self { jql, scope: Scope::All, now: BEGIN }
    }

    pub(crate) fn is_oldest_first(&self) -> bool {
        self.jql.ends_with("ASC")
    }

    pub(crate) fn request(&self, limit: u32, cursor: Option<String>) -> QueryRequest {
        QueryRequest {
            jql: self.jql.clone(),
            narrow: vec![],
            limit,
            cursor,
            now: self.now,
            zone: "UTC".into(),
            account: None,
            monday_first: false,
            tables: Tables::default(),
        }
    }

    /// Which of these records it must find, when Jira is not asked.
    pub(crate) fn matching(&self, events: Vec<Event>) -> BTreeSet<EventId> {
        let request = CheckRequest {
            jql: self.jql.clone(),
            narrow: vec![],
            now: self.now,
            zone: "UTC".into(),
            account: None,
            monday_first: false,
            tables: Tables::default(),
        };
        let rows = select(&request, &BundledZones, events).unwrap().rows;
        rows.iter().filter(|event| self.is_visible(event)).map(|event| event.id).collect()
    }

    fn is_visible(&self, event: &Event) -> bool {
        match (&self.scope, &event.container) {
            (Scope::All, _) => true,
            (Scope::Containers(allowed), Some(container)) => {
                allowed.iter().any(|one| (one.kind, &one.id) == (container.kind, &container.id))
            }
            (Scope::Containers(_), None) => false,
        }
    }
}
