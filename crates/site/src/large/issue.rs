//! An issue as the site knows it, and as records show it.

use super::document::Document;
use super::flow::{PRIORITIES, RESOLUTIONS, SELECTS, TYPES, workflow};
use super::people::Who;
use super::project::Project;
use super::tools::Tools;
use activity_event::{IssueFacts, Named, Parent, Status, Subject, SubjectKind};

/// An issue.
#[derive(Debug)]
pub(super) struct Issue {
    pub(super) id: u64,
    pub(super) key: String,
    pub(super) kind: usize,
    pub(super) status: usize,
    pub(super) resolution: Option<usize>,
    pub(super) priority: usize,
    pub(super) assignee: Option<Who>,
    pub(super) reporter: Who,
    pub(super) creator: Who,
    pub(super) created: i64,
    pub(super) labels: Vec<&'static str>,
    /// Numbers in the project's list.
    pub(super) component: Option<usize>,
    /// Number in the project's list.
    pub(super) version: Option<usize>,
    /// Id and key.
    pub(super) parent: Option<(u64, String)>,
    pub(super) summary: String,
    pub(super) description: Option<String>,
    pub(super) selects: [Option<usize>; SELECTS.len()],
    pub(super) points: Option<usize>,
    /// Due and start date, in milliseconds.
    pub(super) dates: [Option<i64>; 2],
    /// Number in the project's list.
    pub(super) sprint: Option<usize>,
    /// In seconds.
    pub(super) estimate: Option<i64>,
    pub(super) approvers: Vec<Who>,
    pub(super) comments: Vec<Comment>,
    pub(super) worklogs: Vec<Worklog>,
    pub(super) links: Vec<Link>,
    pub(super) files: Vec<File>,
}

/// A comment.
#[derive(Debug)]
pub(super) struct Comment {
    pub(super) id: u64,
    pub(super) author: Who,
    pub(super) body: Document,
    pub(super) internal: bool,
}

/// Logged work.
#[derive(Debug)]
pub(super) struct Worklog {
    pub(super) id: u64,
    pub(super) author: Who,
    pub(super) seconds: i64,
    pub(super) started: i64,
    pub(super) comment: Document,
}

/// A link to another issue.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) id: u64,
    pub(super) to: u64,
    /// Name of the type and how it reads.
    pub(super) kind: (&'static str, &'static str),
}

/// An attached file.
#[derive(Debug)]
pub(super) struct File {
    pub(super) id: u64,
    pub(super) author: Who,
    pub(super) name: String,
    pub(super) media: &'static str,
    pub(super) bytes: i64,
}

/// A value of a list.
pub(super) fn named((id, name): (&str, &str)) -> Named {
    Named { id: Some(id.to_owned()), name: Some(name.to_owned()) }
}

impl Issue {
    /// The issue as the subject of a record.
    pub(super) fn subject(&self) -> Subject {
        let Parent { kind, id, key, title } = self.as_parent();
        Subject { kind, id, key, title, parent: None }
    }

    /// The issue as what a comment belongs to.
    pub(super) fn as_parent(&self) -> Parent {
        Parent {
            kind: SubjectKind::Issue,
            id: Some(self.id.to_string()),
            key: Some(self.key.clone()),
            title: Some(self.summary.clone()),
        }
    }

    /// The issue where payloads have its id only.
    pub(super) fn as_bare_parent(&self) -> Parent {
        Parent { kind: SubjectKind::Issue, id: Some(self.id.to_string()), key: None, title: None }
    }

    /// What payloads say of the issue.
    pub(super) fn facts(&self, project: &Project, tools: &Tools) -> IssueFacts {
        let status = workflow(project.flow).get(self.status);
        let account = |who: Who| tools.people.account(who).to_owned();
        let listed = |list: &[(String, String)], at: Option<usize>| {
            let value = at.and_then(|at| list.get(at));
            value.map(|(id, name)| named((id, name))).into_iter().collect()
        };
        IssueFacts {
            issue_type: TYPES.get(self.kind).copied().map(named),
            status: status.map(|status| Status {
                id: Some(status.id.to_owned()),
                name: Some(status.name.to_owned()),
                category: Some(status.category.to_owned()),
            }),
            priority: PRIORITIES.get(self.priority).copied().map(named),
            resolution: Some(
                self.resolution.and_then(|at| RESOLUTIONS.get(at)).copied().map(named).unwrap_or_default(),
            ),
            assignee: Some(self.assignee.map(account).unwrap_or_default()),
            reporter: Some(account(self.reporter)),
            creator: Some(account(self.creator)),
            labels: Some(self.labels.iter().map(|label| (*label).to_owned()).collect()),
            components: Some(listed(&project.components, self.component)),
            fix_versions: Some(listed(&project.versions, self.version)),
            parent: self.parent.as_ref().map(|(_, key)| key.clone()),
            summary: Some(self.summary.clone()),
        }
    }
}
