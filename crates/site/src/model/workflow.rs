//! Statuses, the ways between them, and kinds of links.

/// The three categories of statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Category {
    /// Nobody has started.
    #[default]
    New,
    /// Somebody is at it.
    Indeterminate,
    /// Nothing is left to do.
    Done,
}

impl Category {
    /// Id, key, name and colour as Jira writes them.
    pub fn parts(self) -> (u8, &'static str, &'static str, &'static str) {
        match self {
            Self::New => (2, "new", "To Do", "blue-gray"),
            Self::Indeterminate => (4, "indeterminate", "In Progress", "yellow"),
            Self::Done => (3, "done", "Done", "green"),
        }
    }

    /// The category with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::New, Self::Indeterminate, Self::Done].into_iter().find(|category| category.parts().1 == key)
    }
}

/// A status.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Status {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The category.
    pub category: Category,
}

/// A way from some statuses to one.
#[derive(Debug, Clone)]
pub struct Transition {
    /// The id.
    pub id: String,
    /// What the button says.
    pub name: String,
    /// Names of the statuses it starts from; none means all.
    pub from: Vec<String>,
    /// Name of the status it leads to.
    pub to: String,
}

/// A workflow.
#[derive(Debug, Clone)]
pub struct Workflow {
    /// Its name.
    pub name: String,
    /// Its statuses; the first is where issues start.
    pub statuses: Vec<Status>,
    /// Its transitions.
    pub transitions: Vec<Transition>,
}

impl Workflow {
    /// The status with this name.
    pub fn status(&self, name: &str) -> Option<&Status> {
        self.statuses.iter().find(|status| status.name.eq_ignore_ascii_case(name))
    }

    /// What can be done from a status.
    pub fn ways_from<'w>(&'w self, status: &'w str) -> impl Iterator<Item = &'w Transition> {
        self.transitions.iter().filter(move |way| {
            way.to != status && (way.from.is_empty() || way.from.iter().any(|name| name == status))
        })
    }
}

/// A kind of link between issues.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkType {
    /// The id.
    pub id: String,
    /// The name, `Blocks`.
    pub name: String,
    /// What the destination says: `is blocked by`.
    pub inward: String,
    /// What the source says: `blocks`.
    pub outward: String,
}
