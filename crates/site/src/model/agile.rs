//! Filters, boards, sprints and dashboards.

/// A saved filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Account id of its owner.
    pub owner: String,
    /// The query.
    pub jql: String,
}

/// A board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// `scrum`, `kanban` or `simple`.
    pub kind: String,
    /// Key of the project it belongs to.
    pub project: String,
    /// Id of its filter.
    pub filter: String,
    /// Its columns: names, and ids of the statuses in them.
    pub columns: Vec<(String, Vec<String>)>,
}

/// Where a sprint stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SprintState {
    /// It is planned.
    Future,
    /// It runs.
    Active,
    /// It is over.
    Closed,
}

impl SprintState {
    /// As Jira writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Future => "future",
            Self::Active => "active",
            Self::Closed => "closed",
        }
    }
}

/// A sprint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sprint {
    /// The id.
    pub id: String,
    /// Id of the board it was made on.
    pub board: String,
    /// The name.
    pub name: String,
    /// What is to be reached.
    pub goal: String,
    /// Where it stands.
    pub state: SprintState,
    /// When it was made.
    pub created: i64,
    /// When it began.
    pub start: Option<i64>,
    /// When it should end.
    pub end: Option<i64>,
    /// When it did end.
    pub complete: Option<i64>,
}

/// A dashboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dashboard {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// Account id of its owner.
    pub owner: String,
}
