//! Functions: which arguments they take, where they fit, who works them out.
//!
//! Names and arguments are those of Jira Cloud's reference of functions
//! (<https://support.atlassian.com/jira-service-management-cloud/docs/jql-functions/>).

use super::{ByName, FieldKind, FieldRow};
use crate::dates::{Boundary, Edge, Unit};
use FieldKind as K;
use std::sync::LazyLock;

/// What a function stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionKind {
    /// The asking user's account id.
    CurrentUser,
    /// The moment of asking.
    Now,
    /// `startOfDay` and its seven companions.
    Boundary {
        /// The start of the period, not its end.
        start: bool,
        /// Letter of the period: `d`, `w`, `M` or `y`.
        period: char,
    },
    /// The members of a group.
    MembersOf,
    /// The members of organizations.
    OrganizationMembers,
    /// The projects that somebody leads.
    ProjectsLeadByUser,
    /// Issue types, of subtasks or not.
    IssueTypes {
        /// Those of subtasks.
        subtask: bool,
    },
    /// The versions of projects, released or not.
    Versions {
        /// The released ones.
        released: bool,
    },
    /// The last released or the next unreleased version of a project.
    OneVersion {
        /// The last that is released.
        released: bool,
    },
    /// Only Jira can work it out.
    Jira,
}

/// The operators that a function can stand behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operators {
    /// It gives one value: wherever a value can stand.
    Single,
    /// It gives a list: behind IN and its like.
    List,
}

/// All there is to know about a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FunctionRow {
    /// Its name; any case is accepted.
    pub name: &'static str,
    /// Other names it answers to.
    pub aliases: &'static [&'static str],
    /// What it stands for.
    pub kind: FunctionKind,
    /// The kinds of fields it gives values for; empty: of custom fields only.
    pub fits: &'static [FieldKind],
    /// Behind which operators.
    pub operators: Operators,
    /// The least number of arguments.
    pub arguments_min: usize,
    /// The greatest number of arguments.
    pub arguments_max: usize,
    /// What it is, in a few words.
    pub help: &'static str,
}

impl FunctionRow {
    /// Name and aliases.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.aliases.iter().copied())
    }

    /// Whether it gives values for this field.
    #[must_use]
    pub fn fits(&self, row: &FieldRow) -> bool {
        self.fits.contains(&row.kind)
    }
}

const MANY: usize = usize::MAX;
const DATES: &[FieldKind] = &[K::Time, K::Day];

const fn single(
    name: &'static str,
    kind: FunctionKind,
    fits: &'static [FieldKind],
    arguments: (usize, usize),
    help: &'static str,
) -> FunctionRow {
    let (arguments_min, arguments_max) = arguments;
    let (aliases, operators): (&[&str], _) = (&[], Operators::Single);
    FunctionRow { name, aliases, kind, fits, operators, arguments_min, arguments_max, help }
}

const fn list(
    name: &'static str,
    kind: FunctionKind,
    fits: &'static [FieldKind],
    arguments: (usize, usize),
    help: &'static str,
) -> FunctionRow {
    FunctionRow { operators: Operators::List, ..single(name, kind, fits, arguments, help) }
}

const fn edge(name: &'static str, start: bool, period: char, help: &'static str) -> FunctionRow {
    single(name, FunctionKind::Boundary { start, period }, DATES, (0, 1), help)
}

const fn aliases(aliases: &'static [&'static str], row: FunctionRow) -> FunctionRow {
    FunctionRow { aliases, ..row }
}

use FunctionKind as F;

#[rustfmt::skip]
const FUNCTIONS: &[FunctionRow] = &[
    single("currentUser", F::CurrentUser, &[K::Person], (0, 0), "you"),
    list("membersOf", F::MembersOf, &[K::Person], (1, 1), "the members of a group"),
    list("organizationMembers", F::OrganizationMembers, &[K::Person], (1, MANY), "the members of organizations"),
    list("customerDetail", F::Jira, &[K::Person], (2, 2), "customers with a detail"),
    single("now", F::Now, DATES, (0, 0), "this moment"),
    edge("startOfDay", true, 'd', "midnight at the start of today, plus the argument"),
    edge("endOfDay", false, 'd', "the last moment of today, plus the argument"),
    edge("startOfWeek", true, 'w', "the start of this week, plus the argument"),
    edge("endOfWeek", false, 'w', "the last moment of this week, plus the argument"),
    edge("startOfMonth", true, 'M', "the start of this month, plus the argument"),
    edge("endOfMonth", false, 'M', "the last moment of this month, plus the argument"),
    edge("startOfYear", true, 'y', "the start of this year, plus the argument"),
    edge("endOfYear", false, 'y', "the last moment of this year, plus the argument"),
    single("currentLogin", F::Jira, DATES, (0, 0), "when you logged in"),
    single("lastLogin", F::Jira, DATES, (0, 0), "when you logged in the time before"),
    aliases(&["spacesLeadByUser"],
        list("projectsLeadByUser", F::ProjectsLeadByUser, &[K::Container], (0, 1), "projects that somebody leads; you, without an argument")),
    list("projectsWhereUserHasPermission", F::Jira, &[K::Container], (1, 1), "projects where you have a permission"),
    list("projectsWhereUserHasRole", F::Jira, &[K::Container], (1, 1), "projects where you have a role"),
    list("componentsLeadByUser", F::Jira, &[K::Component], (0, 1), "components that somebody leads"),
    aliases(&["standardWorkTypes"],
        list("standardIssueTypes", F::IssueTypes { subtask: false }, &[K::IssueType], (0, 0), "types of issues that are not subtasks")),
    aliases(&["subtaskWorkTypes"],
        list("subtaskIssueTypes", F::IssueTypes { subtask: true }, &[K::IssueType], (0, 0), "types of subtasks")),
    list("releasedVersions", F::Versions { released: true }, &[K::Version], (0, MANY), "versions that are released"),
    list("unreleasedVersions", F::Versions { released: false }, &[K::Version], (0, MANY), "versions that are not released"),
    single("latestReleasedVersion", F::OneVersion { released: true }, &[K::Version], (1, 1), "the last released version of a project"),
    single("earliestUnreleasedVersion", F::OneVersion { released: false }, &[K::Version], (1, 1), "the next version of a project"),
    list("openSprints", F::Jira, &[K::Sprint], (0, 0), "sprints under way"),
    list("closedSprints", F::Jira, &[K::Sprint], (0, 0), "sprints that are over"),
    list("futureSprints", F::Jira, &[K::Sprint], (0, 0), "sprints to come"),
    aliases(&["workItemHistory"], list("issueHistory", F::Jira, &[K::Issue], (0, 0), "issues you looked at")),
    aliases(&["votedWorkItems"], list("votedIssues", F::Jira, &[K::Issue], (0, 0), "issues you voted for")),
    aliases(&["watchedWorkItems"], list("watchedIssues", F::Jira, &[K::Issue], (0, 0), "issues you watch")),
    aliases(&["linkedWorkItems"], list("linkedIssues", F::Jira, &[K::Issue], (1, MANY), "issues linked to an issue")),
    list("updatedBy", F::Jira, &[K::Issue], (1, 3), "issues that somebody changed"),
    list("issuesWithRemoteLinksByGlobalId", F::Jira, &[K::Issue], (1, 100), "issues with a remote link"),
    list("organizationDetail", F::Jira, &[K::Organization], (2, 2), "organizations with a detail"),
    list("entitlementDetail", F::Jira, &[], (2, 2), "entitlements with a detail"),
    list("entitlementProduct", F::Jira, &[], (1, 1), "entitlements for a product"),
    list("cascadeOption", F::Jira, &[], (1, 2), "options of a cascading field"),
    list("choiceOption", F::Jira, &[], (1, MANY), "options of a select field"),
    single("approved", F::Jira, &[K::Approval], (0, 0), "requests that are approved"),
    single("approver", F::Jira, &[K::Approval], (1, MANY), "requests that somebody may approve"),
    single("myApproval", F::Jira, &[K::Approval], (0, 0), "requests that you may approve"),
    single("myPending", F::Jira, &[K::Approval], (0, 0), "requests that wait for you"),
    single("myPendingApproval", F::Jira, &[K::Approval], (0, 0), "requests that wait for you"),
    single("pending", F::Jira, &[K::Approval], (0, 0), "requests that wait for approval"),
    single("pendingBy", F::Jira, &[K::Approval], (1, MANY), "requests that wait for somebody"),
    single("pendingApprovalBy", F::Jira, &[K::Approval], (1, MANY), "requests that wait for somebody"),
    single("breached", F::Jira, &[K::Sla], (0, 0), "the goal was missed"),
    single("completed", F::Jira, &[K::Sla], (0, 0), "the goal was met or missed"),
    single("everBreached", F::Jira, &[K::Sla], (0, 0), "the goal was missed once"),
    single("paused", F::Jira, &[K::Sla], (0, 0), "the clock stands still"),
    single("running", F::Jira, &[K::Sla], (0, 0), "the clock runs"),
    single("outdated", F::Jira, &[K::Sla], (0, 0), "the clock must be set anew"),
    single("withinCalendarHours", F::Jira, &[K::Sla], (0, 0), "the clock runs now, by its calendar"),
    single("elapsed", F::Jira, &[K::Sla], (1, 1), "so much time went by"),
    single("remaining", F::Jira, &[K::Sla], (1, 1), "so much time is left"),
];

/// Every function.
pub fn functions() -> &'static [FunctionRow] {
    FUNCTIONS
}

/// The function with this name, in any case.
pub(crate) fn function(name: &str) -> Option<&'static FunctionRow> {
    static BY_NAME: LazyLock<ByName<FunctionRow>> =
        LazyLock::new(|| ByName::of(FUNCTIONS.iter(), FunctionRow::names));
    BY_NAME.find(name)
}

/// The boundary that a row's edge and period stand for.
pub(crate) fn boundary(start: bool, period: char) -> Boundary {
    let edge = if start { Edge::Start } else { Edge::End };
    let unit = match period {
        'w' => Unit::Week,
        'M' => Unit::Month,
        'y' => Unit::Year,
        _ => Unit::Day,
    };
    Boundary { edge, unit }
}
