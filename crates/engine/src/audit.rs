//! A product's own audit log, page by page: what to store, where to read on, what to look up in the log first.
//!
//! The host asks for a range of time and hands in what came back. Ranges are read from one end to the other: a full page settles
//! everything but its last millisecond, so the next range ends there, and it does not matter that more records arrive meanwhile
//! or that old ones are deleted. Only where a page holds a single millisecond, or is in no order at all, pages are counted, and
//! handed in together.
//!
//! What the log has seen live is not told twice: see [`activity_normalize::pair`]. For that the host asks the log the query
//! [`AuditAnswer::jql`] and hands in its rows. An audit record that may yet turn out to repeat a live one, because events take
//! minutes to arrive, is left for the next reading of the same time, which overlaps.

use crate::ingest::{amendment, write_ahead};
use crate::{EngineError, Write};
use activity_event::{Action, Event, EventId, Moment, Reading};
use activity_normalize::{Arrival, AuditLog, pair, read_audit, registry};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What the log makes of an event that only says that somebody's account changed.
const LIVE_LATER: &[&str] = &["person.deactivated", "person.reactivated"];
/// Families of which nothing is seen live, but found by looking again.
const LOOKED_AT: &[&str] = &[
    "group",
    "person",
    "setting",
    "space",
    "page",
    "role",
    "permission-scheme",
    "notification-scheme",
    "security-scheme",
    "workflow",
    "dashboard",
];
/// An event arrives within this time, almost always.
const ARRIVES_MS: i64 = 4 * 60_000;
/// How much further than the records the log is asked: see `APART_MAX_MS` of pairing.
const AROUND_MS: i64 = 6 * 60_000;

/// Pages of an audit log, as they came.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct AuditRequest {
    /// `jira` or `confluence`; `jira-projects` for pages of projects that have ended, which only tell who ended them: no records
    /// come of those.
    pub product: String,
    /// Bodies of answers, one after the other.
    pub pages: Vec<String>,
    /// The range that was asked for.
    pub range: AuditRange,
    /// The present: milliseconds since 1970, UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub now: i64,
    /// Rows of the log that answer [`AuditAnswer::jql`]; none when nobody has asked, and then nothing is paired or left.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<Event>>"))]
    pub live: Option<Vec<Event>>,
    /// Ids of records that were stored by readings of the same time before.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<String>>"))]
    pub seen: Vec<EventId>,
    /// From when on records are read again.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub overlap: i64,
}

/// A range of time, both ends included: milliseconds since 1970, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AuditRange {
    /// Its beginning.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub from: i64,
    /// Its end.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub to: i64,
    /// How many records of it were on the pages before; more than none only when those pages must be handed in as well.
    pub start: u32,
}

/// What pages of an audit log amount to.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct AuditAnswer {
    /// Values to store, in order.
    pub writes: Vec<Write>,
    /// Records on the pages.
    pub records: u32,
    /// Live records that are better known now.
    pub improved: u32,
    /// Records left for the next reading of the same time.
    pub left: u32,
    /// When the newest record happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub newest: Option<i64>,
    /// What is left of the range; none when all of it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<AuditRange>,
    /// What the log may have seen live of this, as a query; none when it cannot have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jql: Option<String>,
    /// What is to be handed in as [`AuditRequest::seen`] the next time.
    #[cfg_attr(feature = "bindings", ts(as = "Vec<String>"))]
    pub seen: Vec<EventId>,
}

/// Reads pages of an audit log.
pub fn read_audit_log(request: AuditRequest) -> Result<AuditAnswer, EngineError> {
    let log = match request.product.as_str() {
        "jira" => AuditLog::Jira,
        "confluence" => AuditLog::Confluence,
        "jira-projects" => AuditLog::JiraProjects,
        other => return Err(EngineError::Request(format!("`{other}` has no audit log"))),
    };
    let pages: Vec<&str> = request.pages.iter().map(String::as_str).collect();
    let arrival = Arrival { recorded: request.now, views: false };
    let page = read_audit(log, &pages, &arrival).map_err(EngineError::Request)?;
    let records = u32::try_from(page.events.len()).unwrap_or(u32::MAX);
    let (mut events, next) = settled(page.events, page.more, request.range);
    if log == AuditLog::JiraProjects {
        events.retain(|event| event.occurred >= request.range.from);
    }
    let newest = events.iter().map(|event| event.occurred).max();
    let jql = live_query(&events);
    let mut seen: BTreeSet<EventId> = request.seen.into_iter().collect();
    let mut answer = AuditAnswer {
        writes: Vec::new(),
        records,
        improved: 0,
        left: 0,
        newest,
        next,
        jql,
        seen: Vec::new(),
    };
    let mut told: BTreeSet<EventId> = BTreeSet::new();
    if let Some(live) = &request.live {
        let paired = pair(live, &events);
        answer.improved = u32::try_from(paired.improved.len()).unwrap_or(u32::MAX);
        answer.writes.extend(paired.improved.into_iter().flat_map(amendment));
        told = paired.repeated;
        let may_follow =
            |event: &Event| is_live(event.action) && event.occurred > request.now.saturating_sub(ARRIVES_MS);
        let before = events.len();
        events.retain(|event| told.contains(&event.id) || seen.contains(&event.id) || !may_follow(event));
        answer.left = u32::try_from(before.saturating_sub(events.len())).unwrap_or(u32::MAX);
    }
    if log == AuditLog::JiraProjects {
        events.clear();
    }
    let mut kept = BTreeSet::new();
    for event in events {
        if event.occurred >= request.overlap {
            kept.insert(event.id);
        }
        if !told.contains(&event.id) && seen.insert(event.id) {
            answer.writes.extend(write_ahead(event));
        }
    }
    answer.seen = kept.into_iter().collect();
    Ok(answer)
}

/// The records that are settled by these pages, and what is left of the range.
fn settled(events: Vec<Event>, more: bool, range: AuditRange) -> (Vec<Event>, Option<AuditRange>) {
    if !more {
        return (events, None);
    }
    // A record without a readable time says nothing of the order.
    let times: Vec<i64> = events
        .iter()
        .filter(|event| event.reading != Reading::Unreadable)
        .map(|event| event.occurred)
        .collect();
    let (Some(first), Some(last)) = (times.first().copied(), times.last().copied()) else {
        return counted(&events, range);
    };
    let inside = |time: i64| (range.from..=range.to).contains(&time);
    if first > last && inside(last) && times.is_sorted_by(|a, b| a >= b) {
        let settled = events
            .into_iter()
            .filter(|event| event.reading == Reading::Unreadable || event.occurred > last)
            .collect();
        return (settled, Some(AuditRange { to: last, start: 0, ..range }));
    }
    if first < last && inside(last) && times.is_sorted() {
        let settled = events
            .into_iter()
            .filter(|event| event.reading == Reading::Unreadable || event.occurred < last)
            .collect();
        return (settled, Some(AuditRange { from: last, start: 0, ..range }));
    }
    counted(&events, range)
}

/// Nothing is settled before the last page: the pages so far are handed in again with the next one.
fn counted(events: &[Event], range: AuditRange) -> (Vec<Event>, Option<AuditRange>) {
    let start = u32::try_from(events.len()).unwrap_or(u32::MAX);
    (Vec::new(), Some(AuditRange { start, ..range }))
}

/// Whether an event of the platform tells of it as well.
pub(crate) fn is_live(action: Action) -> bool {
    LIVE_LATER.contains(&action.name()) || registry().any(|row| row.action == action)
}

/// Whether the log may have it already: seen live, or found by looking just after it happened.
fn may_be_known(action: Action) -> bool {
    is_live(action) || LOOKED_AT.contains(&action.family())
}

/// What the log may have of these records.
fn live_query(events: &[Event]) -> Option<String> {
    let live = || events.iter().filter(|event| may_be_known(event.action));
    // In quotation marks: `group`, `field` and others are words of JQL.
    let families: BTreeSet<String> = live().map(|event| format!("'{}'", event.action.family())).collect();
    let from = live().map(|event| event.occurred).min()?.saturating_sub(AROUND_MS);
    let to = live().map(|event| event.occurred).max()?.saturating_add(AROUND_MS);
    let families: Vec<String> = families.into_iter().collect();
    let families = families.join(", ");
    let (from, to) = (minute(from)?, minute(to)?);
    Some(format!(
        "provenance IN (live, snapshot-diff) AND actionFamily in ({families}) AND occurred >= '{from}' AND occurred <= '{to}'"
    ))
}

/// A time in UTC as JQL writes it.
fn minute(time: i64) -> Option<String> {
    let Moment { year, month, day, hour, minute, .. } = Moment::of(time)?;
    Some(format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"))
}

#[cfg(test)]
mod tests;
