//! What records say that can be paired.

use activity_event::{Change, Event, Product, Provenance, SubjectKind, Value};

/// A record of something that belongs to an issue.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) event: &'a Event,
    pub(super) kind: SideKind,
    /// Id of the issue; of a link, of its source.
    pub(super) issue: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SideKind {
    Link,
    Attachment,
    Work,
    Comment,
}

impl<'a> Side<'a> {
    pub(super) fn of(event: &'a Event) -> Option<Self> {
        let kind = match event.subject.kind {
            SubjectKind::Link => SideKind::Link,
            SubjectKind::Attachment => SideKind::Attachment,
            SubjectKind::Worklog => SideKind::Work,
            SubjectKind::Comment => SideKind::Comment,
            _ => return None,
        };
        let parent = event.subject.parent.as_ref().filter(|parent| parent.kind == SubjectKind::Issue)?;
        let of_jira = event.product == Product::Jira && event.provenance != Provenance::AuditImport;
        let whole = event.subject.id.is_some() && event.reading.is_full();
        (of_jira && whole).then_some(Self { event, kind, issue: parent.id.as_deref()? })
    }

    /// Whether the thing was made, and not taken away; none when it was changed.
    pub(super) fn made(&self) -> Option<bool> {
        match self.event.action.verb() {
            "created" => Some(true),
            "deleted" => Some(false),
            _ => None,
        }
    }

    /// The other end of a link: the id of the issue, and the link type as the source reads it.
    pub(super) fn far_end(&self) -> Option<(&'a str, Option<&'a str>)> {
        let mut values = self.event.changes.iter().filter(|change| is(change, "issuelinks"));
        let value = values.find_map(|change| change.to.as_ref().or(change.from.as_ref()))?;
        Some((value.id.as_deref()?, value.text.as_deref()))
    }

    /// Seconds of work.
    pub(super) fn spent(&self) -> Option<i64> {
        let change = self.event.changes.iter().find(|change| is(change, "timeSpent"))?;
        number(change.to.as_ref().or(change.from.as_ref()))
    }

    /// Whether a record of this kind should have an actor and has none.
    pub(super) fn lacks_actor(&self) -> bool {
        self.event.actor.account_id.is_none() && self.event.actor.certainty.rank() == 0
    }
}

/// A record that an issue was changed.
#[derive(Debug)]
pub(super) struct Update<'a> {
    pub(super) event: &'a Event,
    /// Id of the issue.
    pub(super) issue: &'a str,
    /// Its changes, each with its place in the list.
    pub(super) links: Vec<(usize, LinkItem<'a>)>,
    pub(super) files: Vec<(usize, FileItem<'a>)>,
    pub(super) work: Option<WorkItems<'a>>,
    /// Whether all that it says is in these.
    pub(super) nothing_else: bool,
}

#[derive(Debug)]
pub(super) struct LinkItem<'a> {
    pub(super) made: bool,
    /// Key of the issue at the other end.
    pub(super) key: &'a str,
    pub(super) text: Option<&'a str>,
}

#[derive(Debug)]
pub(super) struct FileItem<'a> {
    pub(super) made: bool,
    pub(super) id: &'a str,
}

#[derive(Debug, Default)]
pub(super) struct WorkItems<'a> {
    pub(super) places: Vec<usize>,
    pub(super) id: Option<&'a str>,
    /// How many seconds of work the issue has got; negative when it has lost some.
    pub(super) gained: Option<i64>,
}

impl<'a> Update<'a> {
    pub(super) fn of(event: &'a Event) -> Option<Self> {
        let verb = event.action.verb();
        let changed =
            event.subject.kind == SubjectKind::Issue && !matches!(verb, "created" | "deleted" | "viewed");
        let of_jira = event.product == Product::Jira && event.provenance != Provenance::AuditImport;
        if !changed || !of_jira || !event.reading.is_full() {
            return None;
        }
        let (mut links, mut files, mut work) = (vec![], vec![], WorkItems::default());
        let mut is_work = false;
        for (place, change) in event.changes.iter().enumerate() {
            if let Some(item) = link(change) {
                links.push((place, item));
            } else if let Some(item) = file(change) {
                files.push((place, item));
            } else if WORK.iter().any(|name| is(change, name)) {
                work.places.push(place);
                if is(change, "timespent") {
                    let zero = |value: &Option<Value>| {
                        if value.is_some() { number(value.as_ref()) } else { Some(0) }
                    };
                    work.gained =
                        zero(&change.to).zip(zero(&change.from)).and_then(|(to, from)| to.checked_sub(from));
                    is_work = true;
                } else if is(change, "WorklogId") {
                    work.id =
                        change.from.as_ref().or(change.to.as_ref()).and_then(|value| value.id.as_deref());
                    is_work = true;
                }
            }
        }
        let work = is_work.then_some(work);
        let pieces = [links.len(), files.len(), work.as_ref().map_or(0, |work| work.places.len())];
        let read: usize = pieces.into_iter().sum();
        let plain =
            verb == "updated" && event.content.is_empty() && event.raw.is_none() && event.problem.is_none();
        let nothing_else = plain && read == event.changes.len();
        let issue = event.subject.id.as_deref()?;
        (read > 0 || nothing_else).then_some(Self { event, issue, links, files, work, nothing_else })
    }

    /// Whether it says nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        self.nothing_else && self.event.changes.is_empty()
    }
}

/// Items that come with work. `timeestimate` alone is somebody's own change of the estimate.
const WORK: [&str; 4] = ["timespent", "timeestimate", "WorklogId", "WorklogTimeSpent"];

fn link(change: &Change) -> Option<LinkItem<'_>> {
    if !is(change, "Link") {
        return None;
    }
    let (made, value) = one_side(change)?;
    Some(LinkItem { made, key: value.id.as_deref()?, text: value.text.as_deref() })
}

fn file(change: &Change) -> Option<FileItem<'_>> {
    if !is(change, "Attachment") {
        return None;
    }
    let (made, value) = one_side(change)?;
    Some(FileItem { made, id: value.id.as_deref()? })
}

/// What came (true) or went; none when both sides have a value, or none has.
fn one_side(change: &Change) -> Option<(bool, &Value)> {
    match (&change.from, &change.to) {
        (None, Some(value)) => Some((true, value)),
        (Some(value), None) => Some((false, value)),
        _ => None,
    }
}

fn is(change: &Change, field: &str) -> bool {
    change.field.eq_ignore_ascii_case(field)
        || change.field_id.as_deref().is_some_and(|id| id.eq_ignore_ascii_case(field))
}

fn number(value: Option<&Value>) -> Option<i64> {
    let value = value?;
    value.id.as_deref().or(value.text.as_deref())?.parse().ok()
}
