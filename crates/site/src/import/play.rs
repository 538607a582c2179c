//! Reads a file into issues, then plays what happened to them in the order of time.

use super::adopt::{self, Categories};
use super::facts::{self, Way};
use super::line::{self, Happening, text};
use super::link::Links;
use super::source;
use super::summary::Summary;
use crate::events::{self, Emitted, Occasion};
use crate::model::{Attachment, Comment, History, Issue, Status, Worklog, World};
use serde_json::{Value, json};

/// Something that happened, and where it belongs: the issue, and its place among what happened to it.
struct Step {
    at: i64,
    issue: usize,
    what: Happening,
}

/// What is collected while lines are read.
#[derive(Default)]
struct Reading {
    steps: Vec<Step>,
    /// Where each issue stands in the world, and how it is at the end.
    ends: Vec<(usize, Issue)>,
    categories: Categories,
    links: Links,
}

/// Plays the issues of a file, given as its bytes, compressed or not. The same bytes give the same events.
pub fn play(world: &mut World, bytes: &[u8], emit: &mut dyn FnMut(Emitted)) -> Summary {
    let mut summary = Summary::default();
    let mut reading = Reading::default();
    let read = source::each_line(bytes, &mut |number, text| {
        summary.lines = summary.lines.saturating_add(1);
        match serde_json::from_str::<Value>(text) {
            Ok(value) => take(world, &mut reading, number, &value, &mut summary),
            Err(error) => summary.unread(number, "the line is not JSON", &format!("{error}: {text}")),
        }
    });
    if let Err((number, problem)) = read {
        summary.unread(number, "the file cannot be read to its end", &problem);
    }
    wind_back(world, &reading);
    let Reading { mut steps, ends, categories, mut links } = reading;
    steps.sort_by_key(|step| step.at);
    for step in steps {
        step_on(world, &mut links, &categories, step, &mut summary, emit);
    }
    for (index, end) in ends {
        if let Some(issue) = world.issue_mut(index) {
            let now = std::mem::replace(issue, end);
            issue.histories = now.histories;
            issue.comments = now.comments;
            issue.worklogs = now.worklogs;
            issue.attachments = now.attachments;
        }
    }
    links.settle(world);
    summary
}

/// Takes one line.
fn take(world: &mut World, reading: &mut Reading, number: u64, value: &Value, summary: &mut Summary) {
    let Some(key) = text(value, "key").filter(|key| key.contains('-')) else {
        return summary.unread(number, "the issue has no key", &value.to_string());
    };
    let Some(fields) = value.get("fields").filter(|fields| fields.is_object()) else {
        return summary.unread(number, "the issue has no fields", &value.to_string());
    };
    let project = key.rsplit_once('-').map_or("", |parts| parts.0).to_owned();
    if world.find_issue(&key).is_some() {
        return summary.unread(number, "an issue of this key is here already", &key);
    }
    let project_value = fields.get("project").cloned().unwrap_or_default();
    let Some(mut end) = facts::last(value, String::new(), key.clone(), &project) else {
        return summary.unread(
            number,
            "the issue has no readable creation time, type or status",
            &value.to_string(),
        );
    };
    if !adopt::project(world, &project, &project_value, summary) {
        return summary.unread(number, "the project's key belongs to a project of this site", &key);
    }
    summary.issues = summary.issues.saturating_add(1);
    adopt::people(world, value, summary);
    adopt::names(world, &project, fields);
    adopt::status(world, &project, &end.status);
    if let Some(status) = fields.get("status") {
        reading.categories.learn(status);
    }
    if value.get("changelogKnown").and_then(Value::as_bool) == Some(false) {
        summary.note("issues without a changelog");
    }
    if value.get("commentsTruncated").is_some() || value.get("worklogTruncated").is_some() {
        summary.note("issues whose comments or worklogs were cut by the source");
    }
    if end.reporter.is_none() && end.creator.is_none() {
        summary.note("issues without a creator");
    }
    end.id = world.ids.claim("issue", &text(value, "id").unwrap_or_default());
    let number_in_project = key.rsplit_once('-').and_then(|parts| parts.1.parse::<u64>().ok()).unwrap_or(0);
    if let Some(project) = world.project_mut(&project) {
        project.last_number = project.last_number.max(number_in_project);
    }
    let site = text(value, "site").unwrap_or_default();
    reading.links.collect(world, &site, &key, fields);
    let happened = line::happenings(number, value, summary);
    let created = end.created;
    let index = world.add_issue(Issue { updated: created, ..end.clone() });
    reading.ends.push((index, end));
    reading.steps.push(Step { at: created, issue: index, what: Happening::Created });
    let mut last = String::new();
    for (at, mut what) in happened {
        rename(world, &mut what, &mut last);
        reading.steps.push(Step { at, issue: index, what });
    }
}

/// Gives a thing its id here: its own one unless that is taken. An edit comes right after its thing and gets the same id.
fn rename(world: &mut World, what: &mut Happening, last: &mut String) {
    let (kind, id) = match what {
        Happening::Created => return,
        Happening::Recommented(Comment { id, .. }) | Happening::Reworked(Worklog { id, .. }) => {
            return id.clone_from(last);
        }
        Happening::Changed(History { id, .. }) => ("history", id),
        Happening::Commented(Comment { id, .. }) => ("comment", id),
        Happening::Worked(Worklog { id, .. }) => ("worklog", id),
        Happening::Attached(Attachment { id, .. }) => ("attachment", id),
    };
    *id = world.ids.claim(kind, id);
    last.clone_from(id);
}

/// Takes every issue back to what it was when it was made.
fn wind_back(world: &mut World, reading: &Reading) {
    let mut changes: Vec<(usize, &History)> = Vec::new();
    for step in reading.steps.iter().rev() {
        if let Happening::Changed(history) = &step.what {
            changes.push((step.issue, history));
        }
    }
    changes.sort_by_key(|change| std::cmp::Reverse(change.1.created));
    for (index, history) in changes {
        let Some(mut issue) = world.issue_mut(index).map(std::mem::take) else { continue };
        learn(world, &issue.project, history, &reading.categories);
        facts::apply(world, &mut issue, history, &reading.categories, Way::Backwards);
        // An issue that moved here came from a project that may be new, and is known by its old key as well.
        let value = json!({ "name": project_name(history, &issue.project) });
        adopt::project(world, &issue.project, &value, &mut Summary::default());
        world.add_key(&issue.key, index);
        if let Some(kept) = world.issue_mut(index) {
            *kept = issue;
        }
    }
}

/// The name of the project an issue came from.
fn project_name(history: &History, key: &str) -> String {
    let item = history.items.iter().find(|item| item.is("project"));
    item.and_then(|item| item.from_string.clone()).unwrap_or_else(|| key.to_owned())
}

/// Makes the statuses of a changelog known.
fn learn(world: &mut World, project: &str, history: &History, categories: &Categories) {
    for item in history.items.iter().filter(|item| item.is("status")) {
        for (id, name) in [(&item.from, &item.from_string), (&item.to, &item.to_string)] {
            if let Some(name) = name {
                let id = id.clone().unwrap_or_default();
                let status = Status { id, name: name.clone(), category: categories.of(name) };
                adopt::status(world, project, &status);
            }
        }
    }
}

/// Plays one step.
fn step_on(
    world: &mut World,
    links: &mut Links,
    categories: &Categories,
    step: Step,
    summary: &mut Summary,
    emit: &mut dyn FnMut(Emitted),
) {
    // The issue is taken out while it changes, and put back below.
    let Some(mut issue) = world.issue_mut(step.issue).map(std::mem::take) else { return };
    let at = step.at;
    issue.updated = issue.updated.max(at);
    let events = match step.what {
        Happening::Created => created(world, &issue, summary),
        Happening::Changed(history) => {
            let mut events = changed(world, &mut issue, &history, categories, summary);
            events.extend(links.tell(world, &issue, &history, summary));
            issue.histories.push(history);
            events
        }
        Happening::Commented(comment) => {
            summary.happened("comment written");
            let event =
                events::commented(world, &issue, &comment, Occasion { at, by: comment.author.as_deref() });
            issue.comments.push(comment);
            vec![event]
        }
        Happening::Recommented(comment) => {
            summary.happened("comment edited");
            let by = comment.update_author.as_deref();
            let event = events::commented(world, &issue, &comment, Occasion { at, by });
            replace(&mut issue.comments, comment, |comment| &comment.id);
            vec![event]
        }
        Happening::Worked(worklog) => {
            summary.happened("work logged");
            let event = events::worked(world, &issue, &worklog, at);
            issue.worklogs.push(worklog);
            vec![event]
        }
        Happening::Reworked(worklog) => {
            summary.happened("work changed");
            let event = events::worklog_changed(world, &issue, &worklog, at);
            replace(&mut issue.worklogs, worklog, |worklog| &worklog.id);
            vec![event]
        }
        Happening::Attached(attachment) => {
            summary.happened("file attached");
            let event = events::attached(world, &issue, &attachment, at);
            issue.attachments.push(attachment);
            vec![event]
        }
    };
    if let Some(kept) = world.issue_mut(step.issue) {
        *kept = issue;
    }
    for event in events {
        summary.emitted(event.at, &event.body);
        emit(event);
    }
}

fn created(world: &World, issue: &Issue, summary: &mut Summary) -> Vec<Emitted> {
    summary.happened("issue created");
    let by = issue.creator.as_deref().or(issue.reporter.as_deref());
    vec![events::created(world, issue, Occasion { at: issue.created, by })]
}

fn changed(
    world: &World,
    issue: &mut Issue,
    history: &History,
    categories: &Categories,
    summary: &mut Summary,
) -> Vec<Emitted> {
    summary.happened("issue changed");
    let before = issue.status.clone();
    facts::apply(world, issue, history, categories, Way::Forwards);
    let occasion = Occasion { at: history.created, by: history.author.as_deref() };
    let kind = facts::kind(issue, history, &before);
    let mut events = vec![events::updated(world, issue, history, kind, occasion)];
    if history.items.iter().any(|item| item.is("assignee")) {
        events.push(events::assigned(world, issue, history, occasion));
    }
    events
}

/// Puts the newer version of a thing in its place.
fn replace<T>(all: &mut [T], new: T, id: impl Fn(&T) -> &String) {
    if let Some(old) = all.iter_mut().find(|old| id(old) == id(&new)) {
        *old = new;
    }
}
