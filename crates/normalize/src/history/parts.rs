//! What hangs on an issue: comments, worklogs, files, links.

use super::issue::{actor, payload, read};
use super::past::{Past, Step};
use crate::arrival::Arrival;
use crate::moment::parse_moment;
use crate::tree::{at, text_at};
use activity_event::Event;
use serde_json::{Value, json};

/// Members of a comment or worklog that an edit changes; of the first version nobody knows them.
const EDITED: &[&str] = &["body", "comment", "timeSpent", "timeSpentSeconds", "started", "updateAuthor"];

pub(super) fn all(issue: &Value, past: &Past, arrival: &Arrival) -> Vec<Event> {
    let on = Hung { issue, past, arrival };
    let mut events = Vec::new();
    for comment in list(issue, "fields.comment.comments") {
        let names = ("avi:jira:commented:issue", "avi:jira:commented:issue");
        events.extend(on.versions("comment", comment, names, "jira:comment"));
    }
    for worklog in list(issue, "fields.worklog.worklogs") {
        let names = ("avi:jira:created:worklog", "avi:jira:updated:worklog");
        events.extend(on.versions("worklog", worklog, names, "jira:worklog"));
    }
    let files = list(issue, "fields.attachment");
    events.extend(files.iter().map(|file| on.file(file)));
    for step in &past.steps {
        events.extend(on.gone(step, files));
    }
    events.extend(list(issue, "fields.issuelinks").iter().filter_map(|link| on.link(link)));
    events
}

fn list<'a>(issue: &'a Value, path: &str) -> &'a [Value] {
    at(issue, path).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn time(value: &Value, name: &str) -> Option<i64> {
    text_at(value, name).and_then(|text| parse_moment(&text))
}

/// What hangs on one issue.
struct Hung<'a> {
    issue: &'a Value,
    past: &'a Past<'a>,
    arrival: &'a Arrival,
}

impl Hung<'_> {
    /// The record of a part, with the issue as it was then.
    fn record(&self, event: &str, name: &str, part: Value, when: Option<i64>, source: &str) -> Event {
        let issue = self.past.at(when).clone();
        let mut record = read(event, payload([(name, part), ("issue", issue)]), source, self.arrival);
        let title = || text_at(self.issue, "fields.summary");
        if let Some(parent) = record.subject.parent.as_mut() {
            parent.title = parent.title.take().or_else(title);
        }
        record
    }

    /// A comment or worklog: that it was made and, when it was edited, its last edit with what it says now.
    fn versions(&self, name: &str, part: &Value, names: (&str, &str), source: &str) -> Vec<Event> {
        let (created, updated) = (time(part, "created"), time(part, "updated"));
        if created.is_none() || updated.is_none() || created == updated {
            return vec![self.record(names.0, name, part.clone(), created, source)];
        }
        let mut first = part.clone();
        if let Value::Object(first) = &mut first {
            first.retain(|name, _| !EDITED.contains(&name.as_str()));
            first.insert("updated".into(), json!(created));
        }
        vec![
            self.record(names.0, name, first, created, source),
            self.record(names.1, name, part.clone(), updated, source),
        ]
    }

    fn file(&self, file: &Value) -> Event {
        let when = time(file, "created");
        self.record("avi:jira:created:attachment", "attachment", file.clone(), when, "jira:attachment")
    }

    /// Files and worklogs that only the changelog still tells of.
    fn gone(&self, step: &Step, files: &[Value]) -> Vec<Event> {
        let mut events = Vec::new();
        for item in &step.items {
            let is_file = item.is("attachment");
            if !is_file && !item.is("WorklogId") {
                continue;
            }
            let (from, to) = (item.from_id.as_ref(), item.to_id.as_ref());
            if let (true, Some(id)) = (is_file, to)
                && !files.iter().any(|file| text_at(file, "id").as_ref() == Some(id))
            {
                let file = json!({"id": id, "filename": item.to_text});
                events.push(self.told(step, "avi:jira:created:attachment", "attachment", file));
            }
            if let (Some(id), None) = (from, to) {
                let (event, name, part) = if is_file {
                    let file = json!({"id": id, "filename": item.from_text});
                    ("avi:jira:deleted:attachment", "attachment", file)
                } else {
                    ("avi:jira:deleted:worklog", "worklog", json!({"id": id}))
                };
                events.push(self.told(step, event, name, part));
            }
        }
        events
    }

    /// The record of something that an entry of the changelog tells: it happened then, and its author did it.
    fn told(&self, step: &Step, event: &str, name: &str, part: Value) -> Event {
        let record = self.record(event, name, part, step.created, "jira:changelog");
        let occurred = step.created.unwrap_or(record.occurred);
        Event { occurred, actor: actor(step.history.get("author")), ..record }
    }

    /// A link from this issue outward, when the changelog tells since when.
    fn link(&self, link: &Value) -> Option<Event> {
        let other = link.get("outwardIssue")?;
        let key = text_at(other, "key")?;
        let outward = text_at(link, "type.outward").unwrap_or_default();
        let adds = |step: &&Step, text: &str| {
            let mut items = step.items.iter().filter(|item| item.is("issuelinks"));
            items.any(|item| {
                item.to_id.as_deref() == Some(key.as_str())
                    && item.to_text.as_deref().is_some_and(|said| said.contains(text))
            })
        };
        let mut steps = self.past.steps.iter().rev();
        let step = steps.find(|step| adds(step, &outward))?;
        let issue = &step.after;
        let members = payload([
            ("id", json!(text_at(link, "id"))),
            ("sourceIssueId", json!(text_at(issue, "id"))),
            ("destinationIssueId", json!(text_at(other, "id"))),
            ("sourceProjectId", json!(text_at(issue, "fields.project.id"))),
            ("issueLinkType", link.get("type").cloned().unwrap_or_default()),
            ("timestamp", json!(step.created)),
        ]);
        let mut record = read("avi:jira:created:issuelink", members, "jira:issuelink", self.arrival);
        record.actor = actor(step.history.get("author"));
        if let Some(parent) = record.subject.parent.as_mut() {
            (parent.key, parent.title) = (text_at(issue, "key"), text_at(issue, "fields.summary"));
        }
        if let Some(container) = record.container.as_mut() {
            let project = |name: &str| at(issue, "fields.project").and_then(|project| text_at(project, name));
            (container.key, container.name) = (project("key"), project("name"));
        }
        Some(record)
    }
}
