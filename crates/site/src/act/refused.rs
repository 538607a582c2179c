//! Why something could not be done.

/// Why something could not be done; the text names what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// The request is not in the documented form.
    #[error("{0}")]
    BadRequest(String),
    /// No account has this id.
    #[error("there is no person with the account id `{0}`")]
    NoPerson(String),
    /// The account is not active.
    #[error("{0} has left the company")]
    HasLeft(String),
    /// No project has this key.
    #[error("there is no project `{0}`")]
    NoProject(String),
    /// No issue has this key or id, or it was deleted.
    #[error("there is no issue `{0}`")]
    NoIssue(String),
    /// There is no such thing, or the person cannot see it.
    #[error("there is no {what} `{id}`")]
    Missing {
        /// What was looked for.
        what: &'static str,
        /// Its id, key or name.
        id: String,
    },
    /// The person lacks the permission.
    #[error("{who} may not {what} `{issue}`")]
    NotAllowed {
        /// Name of the person.
        who: String,
        /// What was tried.
        what: &'static str,
        /// On which issue or project.
        issue: String,
    },
    /// A text that must say something is empty.
    #[error("`{0}` must not be empty")]
    Empty(&'static str),
    /// A value is none of those the project or site has.
    #[error("`{value}` is not a {what} here; there are: {offered}")]
    NotOffered {
        /// What was looked for.
        what: &'static str,
        /// What was given.
        value: String,
        /// What would be accepted.
        offered: String,
    },
    /// The workflow has no such way from where the issue is.
    #[error("{issue} is in `{status}`, from where there is no transition `{wanted}`; there are: {offered}")]
    NoTransition {
        /// The issue's key.
        issue: String,
        /// Its status.
        status: String,
        /// What was asked for.
        wanted: String,
        /// The transitions there are.
        offered: String,
    },
    /// The comment, worklog, link or file is not on this issue.
    #[error("{issue} has no {what} `{id}`")]
    NotThere {
        /// The issue's key.
        issue: String,
        /// What was looked for.
        what: &'static str,
        /// Its id, or whose it should be.
        id: String,
    },
    /// A value cannot be read.
    #[error("`{value}` is not a value for `{field}`: {help}")]
    BadValue {
        /// The field.
        field: String,
        /// What was given.
        value: String,
        /// What would be accepted.
        help: &'static str,
    },
    /// Everything asked for is so already.
    #[error("nothing would change on {0}")]
    NoChange(String),
    /// The journal could not be written earlier: doing more would be lost at the next start.
    #[error("the journal could not be written ({0}): start the site again")]
    NoJournal(String),
}

impl Refused {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadRequest(_) => "bad-request",
            Self::NoPerson(_) => "no-person",
            Self::HasLeft(_) => "has-left",
            Self::NoProject(_) => "no-project",
            Self::NoIssue(_) => "no-issue",
            Self::Missing { .. } => "missing",
            Self::NotAllowed { .. } => "not-allowed",
            Self::Empty(_) => "empty",
            Self::NotOffered { .. } => "not-offered",
            Self::NoTransition { .. } => "no-transition",
            Self::NotThere { .. } => "not-there",
            Self::BadValue { .. } => "bad-value",
            Self::NoChange(_) => "no-change",
            Self::NoJournal(_) => "no-journal",
        }
    }

    /// Nothing of this name is offered.
    pub(super) fn not_offered<'a>(
        what: &'static str,
        value: &str,
        offered: impl Iterator<Item = &'a str>,
    ) -> Self {
        let offered = offered.collect::<Vec<_>>().join(", ");
        Self::NotOffered { what, value: value.to_owned(), offered }
    }

    /// A thing is not on the issue.
    pub(super) fn not_there(issue: &str, what: &'static str, id: Option<&str>) -> Self {
        let id = id.unwrap_or("of this person").to_owned();
        Self::NotThere { issue: issue.to_owned(), what, id }
    }
}
